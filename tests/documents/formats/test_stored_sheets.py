"""A workbook is read as openpyxl reads it, within limits, and without what nothing depends on."""

import warnings
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.styles import Font

from povertyplan import ReadError, read_bytes
from povertyplan.documents import limits
from povertyplan.documents.formats.stored_sheets import StoredWorkbook, stored_workbook
from tests.support.office import HEADER, ROWS, packed
from tests.support.torture import excel_torture, parts
from tests.support.written import repacked, saved


def book_of_all_kinds() -> bytes:
    """Write a workbook whose cells have every kind of value, font and format."""
    made = Workbook()
    sheet = made.worksheets[0]
    raised = TextBlock(InlineFont(vertAlign="superscript"), "2")
    struck = TextBlock(InlineFont(strike=True, b=True), "cũ")
    values = [
        1, 2.5, True, "chữ", "", "a_x005F_b", date(2024, 1, 25), timedelta(hours=5), 0.0213,
        CellRichText("m", raised), CellRichText(struck), CellRichText("a ", struck, " b"),
    ]  # fmt: skip
    sheet.append(values)
    sheet.append(values)
    for cell in sheet[2]:
        cell.font = Font(strike=True)
        cell.number_format = '0.00" hộ"'
    sheet["A3"] = 5
    sheet["A3"].number_format = "dd/mm/yyyy"
    made.create_chartsheet("Biểu đồ").add_chart(BarChart())
    made.create_sheet("Ẩn").sheet_state = "hidden"
    return saved(made.save)


def stored_values(workbook: StoredWorkbook) -> list[list[object]]:
    return [
        [(cell.position, repr(cell.value)) for cell in workbook.stored(*sheet).cells]
        for sheet in workbook.sheets
    ]


@pytest.mark.parametrize("make", [book_of_all_kinds, excel_torture])
def test_all_values_and_styles_are_those_of_openpyxl(make: Callable[[], bytes]) -> None:
    data = make()
    workbook = stored_workbook(data, "plan.xlsx")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        whole = load_workbook(BytesIO(data), data_only=True, rich_text=True)
    assert [entry.title for entry in workbook.entries] == [one.title for one in whole.worksheets]
    shown = [sheet.title for sheet in whole.worksheets if sheet.sheet_state == "visible"]
    assert [entry.title for entry in workbook.entries if entry.is_visible] == shown
    number = 0
    for source, entry in workbook.sheets:
        for cell in workbook.stored(source, entry).cells:
            other: Any = whole[entry.title].cell(cell.row, cell.column)
            style = workbook.styles.stored.styles[cell.style]
            assert str(cell.value) == str(other.value)
            assert (style.format_code, style.is_struck) == (
                other.number_format,
                bool(other.font.strike),
            )
            assert workbook.shows_date(cell.style) == (style.is_date or style.is_duration)
            if isinstance(cell.value, CellRichText):
                pairs: Any = zip(cell.value, other.value, strict=True)
                fonts = [(own.font, their.font) for own, their in pairs if hasattr(own, "font")]
                assert all(bool(own.strike) == bool(their.strike) for own, their in fonts)
                assert all(own.vertAlign == their.vertAlign for own, their in fonts)
            number += 1
    assert number > 10


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    def change(part: str, xml: bytes) -> bytes:
        assert part != name or old in xml
        return xml.replace(old, new, 1) if part == name else xml

    made = Workbook()
    for row in (HEADER, *ROWS):
        made.worksheets[0].append(row)
    return repacked(saved(made.save), change)


BOOK, SHEET, STYLES = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (BOOK, b"<calcPr", b"<other"),
        (BOOK, b"<workbookPr", b'<workbookPr date1904="1"'),
        (BOOK, b"<sheets>", b'<sheets><sheet name="a" sheetId="9"/>'),
        (BOOK, b"<sheets>", b'<definedNames><definedName name="a"/></definedNames><sheets>'),
        (STYLES, b"<fonts", b"<others"),
        (STYLES, b"<cellXfs", b"<others"),
        (STYLES, b"<cellXfs", b"<dxfs><dxf><font/></dxf></dxfs><cellXfs"),
        (SHEET, b"</sheetData>", b"</sheetData><dataValidations><a/></dataValidations>"),
        (SHEET, b"</sheetData>", b"</sheetData><conditionalFormatting/>"),
    ],
)
def test_what_is_not_read_or_missing_does_not_matter(name: str, old: bytes, new: bytes) -> None:
    data = with_part(name, old, new)
    if old in {b"<fonts", b"<cellXfs"} and b"others" in new:
        data = repacked(data, lambda part, xml: _closed(part, xml, old[1:], b"others"))
    if b"<calcPr" in old:
        data = repacked(data, lambda _, xml: xml.replace(b"</calcPr>", b"</other>"))
    assert len(read_bytes(data, format="xlsx").plan.targets) == len(ROWS)


def _closed(part: str, xml: bytes, old: bytes, new: bytes) -> bytes:
    return xml.replace(b"</" + old + b">", b"</" + new + b">") if part == STYLES else xml


def test_a_workbook_without_styles_is_read() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, xml in parts(with_part(BOOK, b"<", b"<")).items():
            if name != STYLES:
                archive.writestr(name, xml)
    assert len(read_bytes(stream.getvalue(), format="xlsx").plan.targets) == len(ROWS)


def test_a_format_that_no_program_writes_is_none() -> None:
    formats = f'<numFmts><numFmt numFmtId="164" formatCode="0.{"0" * 300}"/></numFmts>'
    style = b'<cellXfs count="1"><xf numFmtId="164"/>'
    data = with_part(STYLES, b"<fonts", formats.encode() + b"<fonts")
    data = repacked(
        data,
        lambda name, xml: xml.replace(b'<cellXfs count="1">', style) if name == STYLES else xml,
    )
    (entry, *_) = stored_workbook(data, "plan.xlsx").styles.stored.styles
    assert entry.format_code == "General"


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        ("MOST_TOGETHER", 20, "at most 20 cells in all sheets, found more"),
        ("MOST_BYTES", 99, "at most 99 characters, found more"),
        ("MOST_MOVED", 9, "formulas of at most 9 characters in cells that share them, found more"),
    ],
)
def test_limits_of_all_sheets_together(
    limit: str, number: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workbook()
    for sheet in (made.worksheets[0], made.create_sheet("2")):
        for row in (HEADER, *ROWS):
            sheet.append(row)
    shared = b'<v>2</v><f t="shared" si="0" ref="F2:F3">C2+D2</f>'
    data = repacked(
        saved(made.save),
        lambda _, xml: xml.replace(
            b"</sheetData>",
            (
                b'<row r="9"><c r="A9">' + shared + b'</c></row><row r="10"><c r="A10">'
                b'<f t="shared" si="0"/></c></row></sheetData>'
            ),
        ),
    )
    assert stored_values(stored_workbook(data, "plan.xlsx"))
    monkeypatch.setattr(limits, limit, number)
    with pytest.raises(ReadError, match=said):
        read_bytes(data, format="xlsx")


def test_sheets_of_one_part_count_each(monkeypatch: pytest.MonkeyPatch) -> None:
    def change(name: str, xml: bytes) -> bytes:
        if name != BOOK:
            return xml
        start, _, rest = xml.partition(b"<sheets>")
        sheet, _, end = rest.partition(b"</sheets>")
        return start + b"<sheets>" + sheet * 20_000 + b"</sheets>" + end

    data = repacked(packed("xlsx"), change)
    with pytest.raises(ReadError, match="at most 500 sheets, found more"):
        read_bytes(data, format="xlsx")
    monkeypatch.setattr(limits, "MOST_SHEETS", 100_000)
    with pytest.raises(ReadError, match="at most 16000000 bytes of XML when unpacked, found more"):
        read_bytes(data, format="xlsx")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_relationships_without_end(form: str) -> None:
    data = repacked(
        packed(form), lambda _, xml: xml.replace(b"</Types>", b"<a/>" * 20_001 + b"</Types>")
    )
    with pytest.raises(ReadError, match="at most 20000 relationships, found more"):
        read_bytes(data, format=form)
