"""Documents that LibreOffice converts before they are read, and plans that it prints as .pdf."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZipFile

import pytest
from pytest import MonkeyPatch  # noqa: PT013  # a type

from povertyplan import Part, Place, ReadError, Reading, Review, WriteError, read, read_bytes
from povertyplan.documents import conversion, limits
from povertyplan.documents.conversion import read_converted, write_converted
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.office import converted
from povertyplan.messages import phrase
from tests.support.libreoffice import arguments, install, uninstall
from tests.support.office import HEADER, PLAN, ROWS, TITLES, packed
from tests.support.written import compound, docx

AS_DOCX, AS_XLSX = packed("docx"), packed("xlsx")


def open_document(kind: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
    return stream.getvalue()


def flat(kind: str) -> bytes:
    """Return the beginning of a document in one file, whose vocabularies go before its kind."""
    vocabularies = " ".join(f'xmlns:a{number}="urn:oasis:names:{number}"' for number in range(100))
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    return f'<?xml?><office:document {vocabularies} office:mimetype="{media_type}">'.encode()


DOCUMENTS: Mapping[str, bytes] = MappingProxyType(
    {
        "doc": compound("WordDocument"),
        "rtf": rb"{\rtf1 plan}",
        "odt": open_document("text"),
        "ods": open_document("spreadsheet"),
        "fodt": flat("text"),
        "fods": flat("spreadsheet"),
    }
)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("ending", ["", ".docx"])
def test_a_document_is_converted_by_its_content(
    kind: str, ending: str, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    wanted = "xlsx" if kind.endswith("ods") else "docx"
    install(tmp_path, monkeypatch, result=AS_XLSX if wanted == "xlsx" else AS_DOCX)
    file = OpenedFile(f"kế hoạch{ending}", DOCUMENTS[kind], ending.removeprefix("."))
    found = read_converted(file)
    assert isinstance(found, Reading)
    assert found.plan.targets[0].base.households == 160
    assert found.file == f"kế hoạch{ending}"
    assert str(found.notices[0]) == (
        f"LibreOffice converted the .{kind} to .{wanted}, which was read: compare the figures with"
        " the document"
    )
    *options, source = arguments(tmp_path)
    assert wanted in options
    assert source.endswith(f"/document.{kind}")


@pytest.mark.parametrize(
    ("beginning", "wanted"),
    [
        ('<?mso-application progid="Word.Document"?>', "docx"),
        ("<w:wordDocument progid=''>", "docx"),
        ('<?mso-application progid="Excel.Sheet"?>', "xlsx"),
        ('<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "xlsx"),
    ],
)
def test_xml_of_office_2003_is_converted(
    beginning: str, wanted: str, tmp_path: Path, monkeypatch: MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, result=packed(wanted))
    found = read_converted(OpenedFile("plan.xml", f"<?xml version='1.0'?>{beginning}".encode()))
    assert isinstance(found, Reading)
    assert found.plan == PLAN
    *options, source = arguments(tmp_path)
    assert wanted in options
    assert source.endswith("/document.xml")


def test_xml_of_another_kind_is_not_converted(monkeypatch: MonkeyPatch) -> None:
    uninstall(monkeypatch)
    with pytest.raises(ReadError, match="This is a document in XML"):
        read_converted(OpenedFile("plan.xml", flat("presentation")))


def test_the_result_of_a_review_is_converted(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, result=docx(["Rà soát năm 2023"], [HEADER[:5], ROWS[0][:5]]))
    found = read_converted(OpenedFile("plan.odt", DOCUMENTS["odt"]))
    assert isinstance(found, Review)
    assert found.reading.notices[0].code == "converted"


def test_a_text_and_its_annex_are_converted_each(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    does = 'case $wanted in xlsx) cat "{folder}/sheet" ;; *) cat "{folder}/result" ;; esac'
    text = docx([*TITLES, "Tỷ lệ hộ nghèo năm 2024 còn 1,39%."])
    install(tmp_path, monkeypatch, f'{does} > "$results/document.$wanted"\n', result=text)
    (tmp_path / "sheet").write_bytes(AS_XLSX)
    annex = OpenedFile("phụ lục.ods", DOCUMENTS["ods"])
    found = read_converted(OpenedFile("plan.odt", DOCUMENTS["odt"]), annex)
    assert isinstance(found, Reading)
    assert [str(notice.source) for notice in found.notices[:2]] == ["plan.odt", "phụ lục.ods"]
    assert found.sources[Place(1, "poor_goal")].file == "phụ lục.ods"
    assert found.sources[Place(Part.HEADLINE, "poor_goal_rate")].file == "plan.odt"


def test_what_it_gives_may_lack_the_table(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    """LibreOffice loses some tables of old Word files."""
    install(tmp_path, monkeypatch, result=docx(TITLES))
    with pytest.raises(ReadError, match=r"may have lost its table: expected .*found no table"):
        read_converted(OpenedFile("plan.doc", DOCUMENTS["doc"]))


def test_what_is_read_without_it_is_read_without_it(monkeypatch: MonkeyPatch) -> None:
    uninstall(monkeypatch)
    found = read_converted(OpenedFile("plan.docx", AS_DOCX, "docx"))
    assert isinstance(found, Reading)
    assert "converted" not in {notice.code for notice in found.notices}
    with pytest.raises(ReadError, match="This is a PDF"):
        read_converted(OpenedFile("plan.pdf", b"%PDF-1.7"))


@pytest.mark.parametrize(
    ("kind", "instead"),
    [("doc", "open it in Word, choose Save As .docx"), ("ods", "open it in Excel")],
)
def test_without_it_the_refusal_says_how_to_go_on(
    kind: str, instead: str, monkeypatch: MonkeyPatch
) -> None:
    uninstall(monkeypatch)
    with pytest.raises(ReadError, match=rf"^plan\.{kind}: This takes LibreOffice.*: {instead}"):
        read_converted(OpenedFile(f"plan.{kind}", DOCUMENTS[kind]))


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_where_it_is_not_used_the_refusal_names_the_command(kind: str) -> None:
    with pytest.raises(ReadError, match=r"povertyplan convert FILE OUT\.(docx|xlsx)$"):
        read_bytes(DOCUMENTS[kind], file=f"plan.{kind}")


def test_a_document_that_is_too_large(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    monkeypatch.setattr(limits, "MOST_PACKED", 100)
    monkeypatch.setattr(limits, "MOST_BYTES", 5)
    for kind, most in (("odt", 100), ("rtf", 5)):
        with pytest.raises(ReadError, match=f"at most {most} bytes, found more"):
            read_converted(OpenedFile("plan", DOCUMENTS[kind]))


def test_a_plan_as_pdf(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "write_bytes", lambda *_, **__: AS_DOCX)
    install(tmp_path / "program", monkeypatch, result=b"%PDF-1.7")
    target = tmp_path / "kế hoạch 2024.pdf"
    write_converted(PLAN, str(target))
    assert target.read_bytes() == b"%PDF-1.7"
    target.unlink()
    uninstall(monkeypatch)
    with pytest.raises(WriteError, match=r"2024\.pdf: This takes LibreOffice.* Save As PDF\.$"):
        write_converted(PLAN, str(target))
    assert not target.exists()


def test_a_plan_in_another_format(tmp_path: Path) -> None:
    target = tmp_path / "plan.md"
    write_converted(PLAN, str(target))
    assert read(target).plan == PLAN


@pytest.mark.parametrize("name", ["plan", "plan.doc", "plan.odt", "plan.pptx"])
def test_an_ending_that_is_not_written(name: str) -> None:
    with pytest.raises(WriteError, match=r"must end in \..*\.pdf\.$"):
        conversion.refuse_ending(name)


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["odt", "rtf", "ods"])
def test_the_program_itself_keeps_the_plan(kind: str) -> None:
    data, ending = (AS_XLSX, ".xlsx") if kind == "ods" else (AS_DOCX, ".docx")
    written = converted(data, ending, f".{kind}", instead=phrase("nothing"))
    found = read_converted(OpenedFile(f"plan.{kind}", written))
    assert isinstance(found, Reading)
    assert found.plan == read_bytes(data).plan


@pytest.mark.libreoffice
def test_the_program_itself_prints_a_plan(tmp_path: Path) -> None:
    target = tmp_path / "kế hoạch 2024.pdf"
    write_converted(PLAN, str(target))
    assert target.read_bytes().startswith(b"%PDF-")
