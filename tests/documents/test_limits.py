"""Documents beyond the limits of reading are refused, and those at the limits read in seconds."""

import re
import time

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from povertyplan import (
    ReadError,
    read_bytes,
    read_text,
)
from povertyplan.documents import limits
from povertyplan.documents.content import Cell, Span, column_name, grid_of
from povertyplan.documents.limits import MOST_BYTES
from povertyplan.reading import Source
from tests.support.hostile.measured import MOST_SECONDS
from tests.support.office import (
    HEADER,
    ROWS,
    book,
    line,
    packed,
    word,
)
from tests.support.written import repacked, xlsx


def test_too_long_a_text() -> None:
    with pytest.raises(ReadError, match="at most 8000000 characters"):
        read_text("a" * (MOST_BYTES + 1))


@pytest.mark.parametrize("form", ["markdown", "html", "csv"])
def test_too_long_a_line(form: str) -> None:
    with pytest.raises(ReadError) as error:
        read_text("Kế hoạch\n\n" + "a b " * 250_000, format=form)
    assert "at most" in error.value.expected or "longer" in error.value.found


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("markdown", "|1" * 100_001),
        ("csv", "1|" * 100_001),
        ("text", "\\" * 100_001),
        ("csv", "sep=^\n" + "1^" * 100_001),
        ("csv", "1;" * 100_001),
        ("html", "<p>" * 100_001),
        ("html", "&a" * 100_001),
    ],
)
def test_more_cells_than_any_annex(form: str, text: str) -> None:
    with pytest.raises(
        ReadError, match=r"at most (10|8)0000 times this mark: '([|;^<&]|\\\\)', found more"
    ):
        read_text(text, format=form)


@pytest.mark.parametrize(("form", "end"), [("text", "\n"), ("markdown", "\r"), ("csv", "\n")])
def test_more_lines_than_any_text(form: str, end: str) -> None:
    with pytest.raises(ReadError, match=r"at most 50000 times this mark: '\\[nr]', found more"):
        read_text(f"a{end}" * 50_001, format=form)


def test_more_values_than_any_record() -> None:
    text = '{"povertyplan": 1, "plan": {"targets": [' + "{}," * 200_001
    with pytest.raises(ReadError, match="a record with at most 200000 commas, found more"):
        read_text(text, format="json")
    with pytest.raises(ReadError, match=r"plan\.json: expected a record with at most 200000"):
        read_bytes(text.encode(), format="json", file="plan.json")


def test_a_character_reference_without_end() -> None:
    with pytest.raises(ReadError, match="character references of at most 100 digits"):
        read_text(f"<p>&#{'1' * 4_301};", format="html")


ANNEX = "Thôn;Hộ nghèo 2023;Hộ nghèo 2024"


def test_a_row_more_than_any_annex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    assert len(read_text("\n".join((ANNEX, *["Chợ;3;2"] * 2)), format="csv").plan.targets) == 2
    with pytest.raises(ReadError, match="a table of at most 3 rows, found a larger one"):
        read_text("\n".join((ANNEX, *["Chợ;3;2"] * 3)), format="csv")


@pytest.mark.large
def test_more_rows_than_any_annex() -> None:
    below = read_text("\n".join((ANNEX, *["Chợ;3;2"] * 9_999)), format="csv")
    assert len(below.plan.targets) == 9_999
    with pytest.raises(ReadError, match="a table of at most 10000 rows, found a larger one"):
        read_text("\n".join((ANNEX, *["Chợ;3;2"] * 10_000)), format="csv")


def test_a_column_more_than_any_annex(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_COLUMNS", 3)
    assert len(read_text(f"{ANNEX}\nChợ;3;2", format="csv").plan.targets) == 1
    with pytest.raises(ReadError, match="a table of at most 3 columns, found a larger one"):
        read_text(f"{ANNEX};Ghi chú\nChợ;3;2;", format="csv")


def test_more_tables_than_any_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_TABLES", 2)
    table = f"{ANNEX}\nChợ;3;2\n"
    layout = "\nghi;chú;1\n"
    assert len(read_text(f"{layout}\n{table}", format="csv").plan.targets) == 1
    with pytest.raises(ReadError, match="at most 2 tables, found more"):
        read_text(f"{layout}{layout}\n{table}", format="csv")


def test_longer_styles_than_any_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_STYLE", 10)
    cells = [f"<td>{text}</td>" for text in ("Thôn", "Hộ nghèo 2023", "Hộ nghèo 2024")]
    table = f"<table><tr>{''.join(cells)}<tr><td>Chợ<td>3<td>2</table>"
    page = "<style>%s</style><style>%s</style>" + table
    assert len(read_text(page % ("a{}", "b{} c{}"), format="html").plan.targets) == 1
    with pytest.raises(ReadError, match="styles of at most 10 characters, found longer ones"):
        read_text(page % ("a{}", "b{}  c{}"), format="html")


def test_more_text_than_any_plan() -> None:
    text, table = "xã " * 10_000 + "\n", ANNEX.replace(";", " | ") + "\nChợ | 3 | 2"
    table = table.replace("Thôn", "| Thôn").replace("Chợ", "| Chợ")
    assert read_text(f"{text * 8}\n{table}").plan.targets
    with pytest.raises(ReadError, match="at most 250000 characters outside tables, found more"):
        read_text(f"{text * 9}\n{table}")


def test_a_header_without_end_is_none() -> None:
    lines = ("| TT | Thôn | Hộ |\n" * 50, "| 1 | Chợ | 3 |\n")
    with pytest.raises(ReadError, match="This file has no annex"):
        read_text("".join(lines))


def test_letters_with_marks_without_end() -> None:
    """To bring the marks of a letter into their order takes the square of their number."""
    line = "a" + "\u0301\u0323" * 16_000 + "\n"
    with pytest.raises(ReadError, match="line 2: expected at most 30 marks on a letter"):
        read_text("." * 40 + "…" * 40 + "\n" + line * 100)


def test_more_cells_than_any_text_document() -> None:
    with pytest.raises(ReadError, match="at most 100000 cells and paragraphs, found more"):
        word("<w:tbl><w:tr>" + "<w:tc/>" * 100_001 + "</w:tr></w:tbl>")


def test_tables_that_come_to_more_together_than_any() -> None:
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='99000'/></w:tcPr>{line('x')}</w:tc>"
    with pytest.raises(ReadError, match="at most 100000 cells in all tables, found more"):
        word(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>" * 3)


def test_more_rows_than_a_sheet_may_hold() -> None:
    rows = [["1"]] * 10_001
    with pytest.raises(ReadError, match="sheet Phụ lục: expected at most 10000 rows in a sheet"):
        read_bytes(xlsx([], rows, merged=False), format="xlsx")


@pytest.mark.parametrize(
    ("merges", "hidden"),
    [
        ([f"{column_name(at)}2:{column_name(at)}50000" for at in range(1, 2_001)], 0),
        ([f"A{row}:XFD{row}" for row in range(1, 5_000)], 4_000),
    ],
)
def test_many_wide_ranges_take_no_longer_than_any(merges: list[str], hidden: int) -> None:
    """Each may cover the whole sheet, and every column may claim to hide those right of it."""

    def change(name: str, xml: bytes) -> bytes:
        if not name.endswith("sheet2.xml"):
            return xml
        columns = "".join(f'<col min="{at}" max="16384" hidden="1"/>' for at in range(2, hidden))
        held = "".join(f'<c r="{one.split(":")[0]}"><v>1</v></c>' for one in merges[:2_000])
        row = f'<row r="2">{held}</row><row r="50000"><c r="A50000"><v>1</v></c></row>'
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
        cells = f"<sheetData>{row}</sheetData><mergeCells>{ranges}</mergeCells>"
        cols = f"<cols>{columns}</cols>" if hidden else ""
        return re.sub(rb"<sheetData>.*</sheetData>", (cols + cells).encode(), xml, flags=re.DOTALL)

    start = time.process_time()
    with pytest.raises(ReadError):
        read_bytes(repacked(packed("xlsx"), change), format="xlsx")
    assert time.process_time() - start < MOST_SECONDS


def test_ranges_and_sheets_larger_than_any_annex(monkeypatch: pytest.MonkeyPatch) -> None:
    def merge(sheet: Worksheet) -> None:
        for at in range(1, 60):
            sheet.merged_cells.add(f"H{at}:XFD1048576")

    assert book(HEADER, ROWS[0], change=merge).plan.targets

    def overlap(sheet: Worksheet) -> None:
        for at in range(1, 21):
            sheet.merged_cells.add(f"A{at}:C{at + 20}")

    monkeypatch.setattr(limits, "MOST_CELLS", 89)
    scattered = [[None] * at + ["x", "y", "z"] for at in range(30)]
    with pytest.raises(ReadError, match="expected at most 89 cells in a sheet"):
        book(*scattered)
    with pytest.raises(ReadError, match="sheet PL: expected tables of at most 89 cells in a sheet"):
        book(*scattered[:29])
    with pytest.raises(ReadError, match="sheet PL: expected a table of at most 89 cells"):
        book(*[["x", "y", "z"]] * 20, change=overlap)


def test_merged_ranges_that_overlap_are_counted_each() -> None:
    heading = Cell("Hộ nghèo", Source("plan.html", 3))
    spans = [Span(heading, 0, 0, columns=1_000, rows=100)] * (limits.MOST_CELLS // 100_000 + 1)
    with pytest.raises(ReadError, match="expected a table of at most"):
        grid_of(spans, Source("plan.html", 3))
