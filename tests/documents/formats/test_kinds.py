"""What a file is by its content, whatever its ending, and the remedy for one that is not read."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from povertyplan import ReadError, read, read_bytes
from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.documents.formats.kinds import kind_of
from povertyplan.documents.formats.remedies import KINDS, refusal
from povertyplan.records import to_json
from tests.support.office import EXAMPLE, HEADER, PLAN, ROWS, TITLES, packed
from tests.support.written import html_page, separated, xls

TABLE = [HEADER, *ROWS]
PAGE = html_page(TITLES, TABLE)


def archived(**parts: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return stream.getvalue()


def compound(stream: str) -> bytes:
    """Return the beginning of a compound file with the entry of a stream in its directory."""
    entry = f"{stream}\0".encode("utf-16-le")
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + entry).ljust(1024, b"\0") + entry


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.doc", packed("docx")),
        ("plan.xlsx", packed("docx")),
        ("plan.md", packed("docx")),
        ("plan", packed("docx")),
        ("plan.docx (1)", packed("docx")),
        ("plan.xls", packed("xlsx")),
        ("plan.docm", packed("docx")),
        ("plan.xltx", packed("xlsx")),
        ("plan.xlsx", xls([TITLES, [], *TABLE])),
        ("plan.et", xls([TITLES, [], *TABLE])),
        ("plan.xls", PAGE),
        ("plan.xls", b"<style>td {}</style>" + PAGE.replace(b"<html>", b"")),
        ("plan.xls", PAGE.decode().encode("utf-16")),
        ("plan.doc", PAGE),
        ("plan.csv", b"\n" + PAGE),
        ("plan.txt", b"\xef\xbb\xbf<?xml version='1.0'?><!DOCTYPE html>" + PAGE),
        ("plan", PAGE),
        ("plan.xls", separated(TITLES, TABLE, separator="\t")),
        ("plan.xls", separated(TITLES, TABLE, separator="\t", encoding="utf-16")),
    ],
)
def test_the_content_decides(name: str, data: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert read(file).plan == PLAN


def test_a_text_without_an_ending() -> None:
    text = EXAMPLE.read_bytes()
    reading = reading_of(OpenedFile("<stdin>", text))
    assert reading == reading_of(OpenedFile("<stdin>", text, "markdown"))
    record = to_json(reading).encode()  # type: ignore[arg-type]  # a plan
    assert reading_of(OpenedFile("<stdin>", record)) == reading


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (b"{\\rtf1", "rtf"),
        (compound("WordDocument"), "doc"),
        (compound("EncryptedPackage"), "encrypted"),
        (compound("PowerPoint Document"), "slides"),
        (compound("Contents"), "compound"),
        (compound("Workbook"), "damaged"),
        (archived(mimetype="application/vnd.oasis.opendocument.text"), "odt"),
        (archived(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (archived(mimetype="application/epub+zip"), "archive"),
        (archived(xl__workbook_bin=""), "xlsb"),
        (archived(ppt__presentation_xml=""), "slides"),
        (archived(plan_docx=""), "archive"),
        (packed("docx")[:300], "damaged"),
        (b"MIME-Version: 1.0\r\n", "mht"),
        (b"From: <Saved by>\r\nMIME-Version: 1.0\r\n", "mht"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>', "xml"),
        (b'<?xml version="1.0"?><office:document>', "xml"),
        (b"\x89PNG\r\n\x1a\n\0", "picture"),
        (b"Rar!\x1a\x07\0", "archive"),
        (b"PK\x05\x06" + bytes(18), "archive"),
        (b"\x09\x08\x08\0\0\0", "damaged"),
    ],
)
def test_what_is_not_read_is_known_by_its_content(data: bytes, kind: str) -> None:
    for format_name in ("markdown", "docx", "xlsx", "xls"):
        with pytest.raises(ReadError) as error:
            read_bytes(data, format=format_name, file="plan")
        assert error.value.found == kind
        assert error.value.text("vi").startswith("plan: ")


@pytest.mark.parametrize("ending", [*KINDS, ".log"])
def test_what_is_not_read_is_known_by_its_ending(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan{ending}"
    file.write_text("Kế hoạch")
    with pytest.raises(ReadError) as error:
        read(file)
    expected = refusal(KINDS.get(ending, "unknown"), str(file))
    assert error.value.text("vi") == expected.text("vi")
    assert error.value.text("en") != error.value.text("vi")


@pytest.mark.parametrize("name", ["~$plan.docx", ".~lock.plan.docx#"])
def test_a_lock_file_is_told_before_it_is_opened(name: str) -> None:
    with pytest.raises(ReadError, match="Word and Excel keep this file while a document is open"):
        read(f"folder/{name}")


BY_CONTENT = {"lock", "unknown", "damaged", "compound", "encrypted", "docx", "xlsx"}


@pytest.mark.parametrize("kind", sorted({*KINDS.values(), *BY_CONTENT}))
def test_a_remedy_is_whole_in_vietnamese(kind: str) -> None:
    remedy = refusal(kind, "plan").remedy_text("vi")
    assert remedy is not None
    assert remedy.startswith(("Đây là ", "Tệp ", "Công cụ "))
    assert "Hãy " in remedy


def test_an_archive_of_very_many_files_is_not_opened() -> None:
    data = b"PK\x03\x04" + b"PK\x01\x02" * 20_001
    assert kind_of(data, "docx") == "archive"
