"""Packed documents that are hostile, damaged, or of another kind."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from povertyplan import ReadError, read, read_bytes
from tests.fuzzing.packages import packed as archive_of
from tests.fuzzing.packages import parts_of
from tests.support.office import TITLES, packed
from tests.support.written import repacked


def grown(text: bytes) -> Callable[[str, bytes], bytes]:
    """Put something before the end of the main part."""
    ends = {"word/document.xml": b"</w:body>", "xl/worksheets/sheet1.xml": b"</sheetData>"}
    return lambda name, xml: xml.replace(ends[name], text + ends[name]) if name in ends else xml


_OFFICE = "application/vnd.openxmlformats-officedocument"
WORD = f"{_OFFICE}.wordprocessingml.document.main+xml"
SHEET = f"{_OFFICE}.spreadsheetml.sheet.main+xml"
ENTITIES = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda _name, xml: ENTITIES + xml, "some in"),
        (lambda _name, _xml: ENTITIES.decode().encode("utf-16-le"), "some in"),
        (grown(b" " * 17_000_000), "17"),
        (grown(b"<a/>" * 1_100_000), "more"),
        (grown(b"<a b='' c=''/>" * 260_000), "more"),
        (lambda _name, xml: xml[: len(xml) // 2], ""),
        (lambda _name, xml: xml.replace(b"document.main", b"m").replace(b"sheet.main", b"m"), ""),
    ],
)
def test_hostile_parts(form: str, change: Callable[[str, bytes], bytes], found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(repacked(packed(form), change), format=form, file=f"plan.{form}")
    assert error.value.file == f"plan.{form}"
    assert found in error.value.found


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_damaged_encrypted_and_other_archives(form: str, tmp_path: Path) -> None:
    whole = packed(form)
    other, folder = ("xlsx", "word") if form == "docx" else ("docx", "xl")
    locked = bytearray(whole)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.index(start) + (6 if start[2] == 3 else 8)
        locked[at] |= 1
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for at in range(2_001):
            archive.writestr(f"{folder}/{at}.xml", b"")
    stray = BytesIO()
    with zipfile.ZipFile(stray, "w") as archive:
        archive.writestr("content.xml", b"<a/>")
    for data, found in (
        (whole[: len(whole) // 2], "damaged"),
        (b"", "damaged"),
        (TITLES[0].encode(), form),
        (bytes(locked), "encrypted"),
        (many.getvalue(), "2001"),
        (stray.getvalue(), "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + whole, "compound"),
        (b"%PDF-1.7", "pdf"),
    ):
        with pytest.raises(ReadError) as error:
            read_bytes(data, format=form)
        assert error.value.found == found
    assert read_bytes(packed(other), format=form).plan == read_bytes(whole, format=form).plan
    (tmp_path / f"plan.{form}").write_bytes(whole)
    assert read(tmp_path / f"plan.{form}").plan == read_bytes(whole, format=form).plan


def test_external_parts_are_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    outside = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/a.xml" Type="'
        b'http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
    )
    for form, kind in (("docx", b"attachedTemplate"), ("xlsx", b"externalLink")):

        def related(name: str, xml: bytes, relation: bytes = outside % kind) -> bytes:
            return xml.replace(b"</Relationships>", relation) if name.endswith(".rels") else xml

        data = repacked(packed(form), related)
        assert read_bytes(data, format=form).plan == read_bytes(packed(form), format=form).plan


def strict(name: str, xml: bytes) -> bytes:
    """Give a part the names of Strict Open XML."""
    ordinary = rb"http://schemas.openxmlformats.org/(\w+)/2006/(?!metadata)"
    is_of_package = name == "[Content_Types].xml"
    return xml if is_of_package else re.sub(ordinary, _strict_name, xml)


def _strict_name(match: re.Match[bytes]) -> bytes:
    is_of_package = match[1] in {b"package", b"markup"}
    return match[0] if is_of_package else b"http://purl.oclc.org/ooxml/%s/" % match[1]


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_strict_open_xml(form: str) -> None:
    data = repacked(packed(form), strict)
    assert data != packed(form)
    assert read_bytes(data, format=form).plan == read_bytes(packed(form), format=form).plan


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        ("docx", WORD, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("docx", WORD, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("docx", WORD, WORD.replace("document.main", "template.main")),
        ("xlsx", SHEET, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        ("xlsx", SHEET, "application/vnd.ms-excel.template.macroEnabled.main+xml"),
        ("xlsx", SHEET, SHEET.replace("sheet.main", "template.main")),
    ],
)
def test_documents_with_macros_and_templates(form: str, old: str, new: str) -> None:
    data = repacked(packed(form), lambda _, xml: xml.replace(old.encode(), new.encode()))
    assert data != packed(form)
    assert read_bytes(data, format=form).plan == read_bytes(packed(form), format=form).plan


def renamed(data: bytes, old: str, new: str) -> bytes:
    """Give a part another name, here and wherever a part speaks of it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as written:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith((".xml", ".rels")):
                content = content.replace(Path(old).name.encode(), Path(new).name.encode())
            written.writestr(name.replace(Path(old).name, Path(new).name), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _name, xml: ENTITIES + xml, "without declarations of entities"),
        (lambda _name, xml: b"\n" * 2_000 + ENTITIES + xml, "without declarations of entities"),
        (lambda _name, xml: (ENTITIES + xml).decode().encode("utf-16"), "without declarations"),
        (grown(b"<a/>" * 5_000_000), "at most 16000000 bytes of XML"),
    ],
)
def test_a_part_is_xml_whatever_its_name(
    change: Callable[[str, bytes], bytes], expected: str
) -> None:
    data = repacked(
        packed("docx"), lambda name, xml: change(name, xml) if "document" in name else xml
    )
    named = renamed(data, "document.xml", "document.bin")
    with pytest.raises(ReadError, match=expected):
        read_bytes(named, format="docx")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-be", "utf-7", "cp037"])
def test_xml_in_which_tags_do_not_look_like_tags(encoding: str) -> None:
    def change(name: str, xml: bytes) -> bytes:
        if name != "word/document.xml":
            return xml
        text = xml.decode().partition("?>")[2] or xml.decode()
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
        return declared.encode(encoding, "xmlcharrefreplace")

    data = repacked(packed("docx"), change)
    if encoding == "utf-7":
        data = repacked(data, lambda _, xml: xml.replace(b"+ADw-?xml", b"<?xml", 1))
    with pytest.raises(ReadError, match="XML in UTF-8 or UTF-16, found another encoding"):
        read_bytes(data, format="docx")


def test_sheets_that_are_one_part() -> None:
    """A library reads the part once for each sheet that it is."""
    shared = b'<Relationship Id="x%d" Type="%s" Target="worksheets/sheet1.xml"/>'
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    more = b"".join(shared % (number, kind) for number in range(500))

    def change(name: str, xml: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return xml.replace(b"</Relationships>", more + b"</Relationships>")
        return grown(b"<!--" + b"-" * 40_000 + b"-->")(name, xml)

    with pytest.raises(ReadError, match="at most 16000000 bytes of XML when unpacked"):
        read_bytes(repacked(packed("xlsx"), change), format="xlsx")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_tag_without_end(form: str) -> None:
    data = repacked(packed(form), grown(b"<a b='" + b"x" * 1_000_000 + b"'/>"))
    with pytest.raises(ReadError, match="at most 1000000 bytes from one tag to the next"):
        read_bytes(data, format=form)


def test_pictures_that_would_fill_the_memory_are_left_packed() -> None:
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    picture = b'<Relationship Id="rIdP" Type="%s" Target="media/a.png"/></Relationships>' % kind
    png = b'<Default Extension="png" ContentType="image/png"/><Default '

    def change(name: str, xml: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return xml.replace(b"</Relationships>", picture)
        return xml.replace(b"<Default ", png, 1) if name == "[Content_Types].xml" else xml

    stream = BytesIO(repacked(packed("docx"), change))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.png", b"\x89PNG" + b"\0" * 64_000_000)
    assert read_bytes(stream.getvalue(), format="docx") == read_bytes(packed("docx"), format="docx")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_two_parts_of_one_name(form: str) -> None:
    """Programs differ in which of them they show."""
    parts = parts_of(packed(form))
    (main,) = (part for part in parts if re.search("document.xml$|sheet1.xml$", part[0]))
    for name in (main[0], main[0].upper(), f"/{main[0]}"):
        twice = archive_of([*parts, (name, main[1])])
        with pytest.raises(ReadError, match="damaged"):
            read_bytes(twice, format=form, file=f"plan.{form}")
