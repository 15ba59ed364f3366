"""The parts of a package: what is not replaced stays, and what may not be changed is refused."""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest

from povertyplan import ReadError
from povertyplan.documents import limits
from povertyplan.documents.write.package import OFFICE, unpacked
from povertyplan.messages import WriteError
from tests.documents.formats.test_archive import strict
from tests.support.office import packed
from tests.support.torture import parts, with_parts
from tests.support.written import repacked

COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
SHEET = "xl/worksheets/sheet1.xml"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_package_that_nobody_changes_stays(form: str) -> None:
    data = packed(form)
    again = unpacked(data, "plan").packed()
    assert list(parts(again).items()) == list(parts(data).items())
    assert unpacked(again, "plan").packed() == again


def test_entries_keep_their_properties() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as made:
        for name, content in parts(packed("xlsx")).items():
            made.writestr(name, content)
        entry = ZipInfo("xl/media/ảnh.png", (2024, 1, 12, 8, 30, 2))
        entry.compress_type, entry.external_attr, entry.comment = ZIP_STORED, 0o640 << 16, b"one"
        entry.extra = b"\x20\xa2\x02\x00\x00\x00"  # room that Office leaves for growth
        made.writestr(entry, b"\x89PNG" * 9)
        made.writestr("xl/empty/", b"")
        made.comment = b"of the archive"
    package = unpacked(stream.getvalue(), "plan.xlsx")
    package.replace(SHEET, b"<a/>")
    with ZipFile(BytesIO(package.packed())) as again:
        assert again.comment == b"of the archive"
        assert again.namelist()[-2:] == ["xl/media/ảnh.png", "xl/empty/"]
        kept = again.getinfo("xl/media/ảnh.png")
        assert again.read(kept) == b"\x89PNG" * 9
    assert (kept.date_time, kept.compress_type) == (entry.date_time, ZIP_STORED)
    assert (kept.external_attr, kept.comment, kept.extra) == (entry.external_attr, b"one", b"")


def test_only_what_is_replaced_changes() -> None:
    data = packed("xlsx")
    package = unpacked(data, "plan.xlsx")
    package.replace("/XL/Worksheets/sheet1.xml", b"<other/>")
    assert package.part(SHEET) == b"<other/>"
    assert package.parsed(SHEET).tag == "other"
    assert parts(package.packed()) == parts(data) | {SHEET: b"<other/>"}


def test_a_part_of_xml_keeps_what_stands_beside_its_root() -> None:
    xml = b'<?xml version="1.0" encoding="UTF-16"?>'.decode() + (
        '<?keep it?><!-- and this --><a xmlns:x="urn:x">ộ\n <![CDATA[<b>]]>&#13;<x:c d="1"/></a>'
    )
    package = unpacked(with_parts(packed("xlsx"), {"xl/a.xml": xml.encode("utf-16")}), "plan.xlsx")
    package.replace("xl/a.xml", package.parsed("xl/a.xml"))
    head, _, rest = package.part("xl/a.xml").decode().partition("\n")
    assert head == "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>"
    assert rest.replace("\n", "") == xml.partition("?>")[2].replace("\n", "")


def test_fresh_names() -> None:
    added = {"xl/comments1.xml": b"<a/>", "xl/Comments2.xml": b"<a/>"}
    package = unpacked(with_parts(packed("xlsx"), added), "plan.xlsx")
    name = package.fresh("xl/comments{}.xml")
    assert name == "xl/comments3.xml"
    package.add(name, b"<a/>", COMMENTS)
    assert package.fresh("xl/comments{}.xml") == "xl/comments4.xml"
    assert name in package
    assert list(parts(package.packed()))[-1] == name


def test_types_of_parts() -> None:
    package = unpacked(packed("xlsx"), "plan.xlsx")
    package.add("xl/comments1.xml", b"<a/>", COMMENTS)
    package.add("xl/drawings/vmlDrawing1.vml", b"<xml>", VML)
    package.add("xl/drawings/vmlDrawing2.VML", b"<xml>", VML)
    package.add("xl/odd.vml", b"<xml>", "text/plain")
    types = parts(package.packed())["[Content_Types].xml"]
    assert types.count(COMMENTS.encode()) == types.count(VML.encode()) == 1
    assert b'Override PartName="/xl/odd.vml" ContentType="text/plain"' in types
    assert package.content_type("xl/drawings/vmlDrawing2.VML") == VML
    assert package.content_type("xl/comments1.xml") == COMMENTS
    assert package.content_type("xl/none.bin") == ""


def test_a_type_may_name_its_part_without_a_slash() -> None:
    """As some programs write it, against the standard."""
    name = b'PartName="/xl/worksheets/sheet1.xml"'
    data = repacked(packed("xlsx"), lambda _, xml: xml.replace(name, name.replace(b'"/', b'"')))
    assert unpacked(data, "plan.xlsx").content_type(SHEET).endswith("worksheet+xml")


def rels(*targets: str) -> bytes:
    """Write the relationships of a sheet to its comments, numbered from 7."""
    entries = "".join(
        f'<r:Relationship Id="rId{number}" Type="{OFFICE}comments" {target}/>'
        for number, target in enumerate(targets, 7)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<r:Relationships xmlns:r="{namespace}">{entries}</r:Relationships>'.encode()


@pytest.mark.parametrize(
    "target",
    [
        "../comments1.xml",
        "/xl/comments1.xml",
        "./../Comments1.xml",
        "/xl/worksheets/../comments1.xml",
        "../%63omments1.xml",
    ],
)
def test_related_parts(target: str) -> None:
    added = {RELS: rels(f'Target="{target}"'), "xl/comments1.xml": b"<a/>"}
    package = unpacked(with_parts(packed("xlsx"), added), "plan.xlsx")
    assert package.related(SHEET, "comments") == ("xl/comments1.xml",)
    assert package.related(SHEET, "drawing") == ()
    assert package.part("xl/comments1.xml") == b"<a/>"


def test_what_is_related_may_be_outside_or_missing() -> None:
    outside = 'Target="http://192.0.2.1/a.xml" TargetMode="External"'
    added = {RELS: rels(outside, 'Target="/gone.xml"', "")}
    package = unpacked(with_parts(packed("xlsx"), added), "plan.xlsx")
    external, gone, nothing = package.relationships(SHEET)
    assert external.is_external
    assert external.target == "http://192.0.2.1/a.xml"
    assert package.related(SHEET, "comments") == ("gone.xml", nothing.target)
    with pytest.raises(ReadError, match=r"missing or damaged: gone\.xml") as caught:
        package.part(gone.target)
    assert caught.value.text("vi").endswith("thành phần gone.xml của tệp bị thiếu hoặc bị hỏng")
    with pytest.raises(ReadError):
        package.replace(gone.target, b"")


def test_new_relationships_have_ids_that_are_free() -> None:
    added = {RELS: rels('Target="/a.xml"')}
    package = unpacked(with_parts(packed("xlsx"), added), "plan.xlsx")
    ids = [package.relate(SHEET, f"{OFFICE}comments", "xl/b.xml") for _ in range(7)]
    assert ids == ["rId1", "rId2", "rId3", "rId4", "rId5", "rId6", "rId8"]
    assert package.related(SHEET, "comments") == ("a.xml", *["xl/b.xml"] * 7)


def test_a_part_gets_its_first_relationship() -> None:
    data = packed("xlsx")
    package = unpacked(data, "plan.xlsx")
    assert package.relationships("xl/styles.xml") == ()
    assert package.relate("xl/styles.xml", f"{OFFICE}comments", "xl/b.xml") == "rId1"
    (only,) = unpacked(package.packed(), "plan.xlsx").relationships("xl/styles.xml")
    assert (only.kind, only.target) == ("comments", "xl/b.xml")
    assert parts(package.packed()).keys() - parts(data).keys() == {"xl/_rels/styles.xml.rels"}


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_what_may_not_be_changed_is_refused(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data, file = packed(form), f"plan.{form}"
    with pytest.raises(WriteError, match="digital signature") as caught:
        unpacked(with_parts(data, {"_xmlsignatures/sig1.xml": b"<a/>"}), file)
    assert caught.value.text("vi").startswith(f"{file}: Tệp này đã được ký số")
    with pytest.raises(WriteError, match="Strict Open XML"):
        unpacked(repacked(data, strict), file)
    with pytest.raises(ReadError, match="damaged"):
        unpacked(data[:-40], file)
    monkeypatch.setattr(limits, "MOST_UNPACKED", 1000)
    with pytest.raises(WriteError, match="more than 1000 bytes"):
        unpacked(data, file)


def test_damaged_parts() -> None:
    added = {"xl/a.xml": b"<a>", "xl/media/a.png": b"\x89PNG"}
    package = unpacked(with_parts(packed("xlsx"), added), "plan.xlsx")
    with pytest.raises(ReadError, match=r"missing or damaged: xl/a\.xml"):
        package.parsed("xl/a.xml")
    with pytest.raises(ReadError, match=r"missing or damaged: xl/styles\.xml"):
        package.parsed("xl/styles.xml", "comments")
    with ZipFile(stream := BytesIO(), "w") as made:
        for name, content in (parts(packed("xlsx")) | {"xl/media/a.png": b"\x89PNG"}).items():
            made.writestr(name, content)
    package = unpacked(stream.getvalue().replace(b"\x89PNG", b"\x88PNG"), "plan.xlsx")
    with pytest.raises(ReadError, match=r"missing or damaged: xl/media/a\.png"):
        package.part("xl/media/a.png")
    with pytest.raises(ReadError, match="damaged"):
        package.packed()
