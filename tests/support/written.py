"""
Documents of every format that `write` does not write: tables as other offices type them.

A plan has one layout when `write` writes it.  The reader must know all others: other headings and
orders of columns, boxes that cover others or not, hidden rows, texts struck through, a text without
its annex, a sheet with formulas that contradict its figures, and every text in two runs.
"""

import csv
import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import xlwt
from attrs import frozen
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter

from povertyplan import Plan
from tests.support.layouts import ABOVE, LEFT, Layout
from tests.support.troubles import HIDDEN, STRUCK, parts, unmarked

#: How a page strikes a text through.
_STRIKING = (
    ("<s>", "</s>"),
    ("<del>", "</del>"),
    ("<strike>", "</strike>"),
    ("<span style='text-decoration: line-through'>", "</span>"),
)
#: A figure with groups is text; so is one with more zeros in front than its value has.
_PLAIN = re.compile(r"0|[1-9]\d*|\d+[.,]\d\d")
_STORED = re.compile(r"(\d+)(?:[.,](\d+))?")


@frozen
class Box:
    """A cell with the rows and columns that it covers; rows and columns count from 0."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def boxes(table: Sequence[Sequence[str]], *, merged: bool) -> list[Box]:
    """Return the cells of a table that are not part of another; all of them if none is merged."""
    found: list[Box] = []
    for row, cells in enumerate(table):
        for column, text in enumerate(cells):
            is_part = text in {LEFT, ABOVE}
            if not merged:
                found.append(Box("" if is_part else text, row, column))
            elif not is_part:
                below = [line[column] for line in table[row + 1 :]]
                rows, columns = 1 + _run(below, ABOVE), 1 + _run(cells[column + 1 :], LEFT)
                found.append(Box(text, row, column, rows, columns))
    return found


def _run(texts: Sequence[str], mark: str) -> int:
    """Return how many texts from the first on are a mark."""
    return next((index for index, text in enumerate(texts) if text != mark), len(texts))


def docx(titles: Sequence[str], *tables: Sequence[Sequence[str]], merged: bool = True) -> bytes:
    """Write a .docx; every text is split into two runs, as editing does."""
    document = Document()
    for title in titles:
        document.add_paragraph(title)
    for table in tables:
        document.element.body.insert(-1, parse_xml(_word_table(table, merged=merged)))
        document.add_paragraph()
    return saved(document.save)


def _word_table(table: Sequence[Sequence[str]], *, merged: bool) -> str:
    box_at = {(box.row, box.column): box for box in boxes(table, merged=merged)}
    rows: list[str] = []
    merged_down: dict[int, Box] = {}
    for row, texts in enumerate(table):
        cells: list[str] = []
        column = 0
        while column < len(texts):
            box = box_at.get((row, column))
            if box is not None and box.rows > 1:
                merged_down[column] = box
            columns = (box or merged_down[column]).columns
            cells.append(_word_cell(box, columns))
            column += columns
        is_hidden = texts[0].startswith(HIDDEN)
        properties = "<w:trPr><w:hidden/></w:trPr>" if is_hidden else ""
        rows.append(f"<w:tr>{properties}{''.join(cells)}</w:tr>")
    return f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>"


def _word_cell(box: Box | None, columns: int) -> str:
    """Return a cell; none is part of the one above. Its text is split, as editing does."""
    merge = ""
    if box is None:
        merge = "<w:vMerge/>"
    elif box.rows > 1:
        merge = "<w:vMerge w:val='restart'/>"
    runs = [] if box is None else list(_word_runs(box.text.removeprefix(HIDDEN)))
    properties = f"<w:tcPr><w:gridSpan w:val='{columns}'/>{merge}</w:tcPr>"
    return f"<w:tc>{properties}<w:p>{''.join(runs)}</w:p></w:tc>"


def _word_runs(text: str) -> Iterator[str]:
    """Yield the runs of a text, two for each part."""
    for part in parts(text):
        strike = "<w:rPr><w:strike/></w:rPr>" if part.struck else ""
        half = len(part.text) // 2
        for run in (part.text[:half], part.text[half:]):
            yield f"<w:r>{strike}<w:t xml:space='preserve'>{escape(run)}</w:t></w:r>"


def xlsx(
    titles: Sequence[str],
    *tables: Sequence[Sequence[str]],
    merged: bool = True,
    stored: Callable[[str], bool] = lambda _: False,
) -> bytes:
    """Write an .xlsx; the texts that *stored* says become numbers of as many places."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Phụ lục"
    for row, title in enumerate(titles, 1):
        sheet.cell(row, 1, title)
    _fill(sheet, len(titles) + 2, tables[0], merged=merged, stored=stored)
    for at, table in enumerate(tables[1:], 2):
        _fill(book.create_sheet(f"Phụ lục {at}"), 1, table, merged=merged, stored=stored)
    return saved(book.save)


def _fill(
    sheet: Any,  # noqa: ANN401  # openpyxl's
    top: int,
    table: Sequence[Sequence[str]],
    *,
    merged: bool,
    stored: Callable[[str], bool],
) -> None:
    for box in boxes(table, merged=merged):
        row, column = top + box.row, 1 + box.column
        if box.text.startswith(HIDDEN):
            sheet.row_dimensions[row].hidden = True
        text = box.text.removeprefix(HIDDEN)
        number = _STORED.fullmatch(text)
        cell = sheet.cell(row, column, _rich(text) if STRUCK in text else text)
        if number and stored(text):
            whole, places = number[1], number[2] or ""
            cell.value = float(f"{whole}.{places}") if places else int(whole)
            cell.number_format = "0." + "0" * len(places) if places else "0"
        if box.rows > 1 or box.columns > 1:
            sheet.merge_cells(None, row, column, row + box.rows - 1, column + box.columns - 1)


def _rich(text: str) -> CellRichText:
    """Return a text of a cell with parts that are struck through."""
    font = InlineFont(strike=True)
    return CellRichText(
        *(TextBlock(font, part.text) if part.struck else part.text for part in parts(text))
    )


def xls(
    rows: Sequence[Sequence[object]],
    *,
    formats: Mapping[tuple[int, int], str] = MappingProxyType({}),
    change: Callable[[Any], object] = lambda _: None,
) -> bytes:
    """Write a workbook of before 2007 from some rows; *formats* are those of numbers, by place."""
    book: Any = xlwt.Workbook()
    sheet = book.add_sheet("PL", cell_overwrite_ok=True)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            style = xlwt.easyxf(num_format_str=formats.get((row, column), "General"))
            sheet.write(row, column, value, style)
    change(sheet)
    return saved(book.save)


def saved(save: Callable[[BytesIO], object]) -> bytes:
    """Return what a library saves."""
    stream = BytesIO()
    save(stream)
    return stream.getvalue()


def compound(stream: str) -> bytes:
    """Return the beginning of a file of an old office program, which has a stream of a name."""
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return start.ljust(128, b"\0") + f"{stream}\0".encode("utf-16-le")


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the parts of a packed document."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def computed(data: bytes, formulas: Mapping[str, str]) -> bytes:
    """Give cells of a workbook formulas, or what else XML may say, beside their values."""

    def change(_name: str, xml: bytes) -> bytes:
        for at, formula in formulas.items():
            inner = formula if formula.startswith("<") else f"<f>{formula}</f>"
            xml = re.sub(rf'(<c r="{at}"[^>]*>)'.encode(), rb"\g<1>" + inner.encode(), xml)
        return xml

    return repacked(data, change)


def as_docx(layout: Layout, plan: Plan) -> bytes:
    """Write the annex of a plan as a .docx."""
    return docx(layout.titles(), *layout.tables(plan), merged=layout.merged)


def as_xlsx(layout: Layout, plan: Plan) -> bytes:
    """Write the annex of a plan as an .xlsx."""
    return xlsx(
        layout.titles(),
        *layout.tables(plan),
        merged=layout.merged,
        stored=lambda text: layout.stored and _is_plain_number(text),
    )


def separated(
    titles: Sequence[str],
    *tables: Sequence[Sequence[str]],
    separator: str = ",",
    encoding: str = "utf-8",
) -> bytes:
    """Write separated values, as the spreadsheet of some office does."""
    blank = {LEFT: "", ABOVE: ""}
    stream = StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerows([title] for title in titles)
    for table in tables:
        writer.writerow([])
        writer.writerows([unmarked(blank.get(cell, cell)) for cell in cells] for cells in table)
    return stream.getvalue().encode(encoding)


def html_page(
    titles: Sequence[str],
    *tables: Sequence[Sequence[str]],
    merged: bool = True,
    ends: bool = True,
    encoding: str = "utf-8",
) -> bytes:
    """Write a page with spans, perhaps without the ends of its cells."""
    text = "".join(f"<p>{html.escape(title)}</p>\n" for title in titles)
    filled = "\n".join(_html_table(table, merged=merged, ends=ends) for table in tables)
    page = f"<html><head><title>Kế hoạch</title></head><body>\n{text}{filled}"
    return page.encode(encoding)


def _html_table(table: Sequence[Sequence[str]], *, merged: bool, ends: bool) -> str:
    lines: dict[int, list[str]] = {}
    hidden: set[int] = set()
    for box in boxes(table, merged=merged):
        spans = f" rowspan={box.rows} colspan='{box.columns}'"
        end = "</td>" if ends else ""
        cell = f"<td{spans}><p>{_html_text(box.text)}</p>{end}"
        lines.setdefault(box.row, []).append(cell)
        if box.text.startswith(HIDDEN):
            hidden.add(box.row)
    rows = ""
    for row, cells in sorted(lines.items()):
        style = " style='display:none'" if row in hidden else ""
        rows += f"\n<tr{style}>{''.join(cells)}"
    return f"<table>{rows}</table>"


def _html_text(text: str) -> str:
    """Return a text with its parts struck through, by a tag or by a style."""
    tags = {part: _STRIKING[len(part.text) % len(_STRIKING)] for part in parts(text) if part.struck}
    written = ""
    for part in parts(text.removeprefix(HIDDEN)):
        before, after = tags.get(part, ("", ""))
        written += f"{before}{html.escape(part.text)}{after}"
    return written


def as_csv(layout: Layout, plan: Plan) -> bytes:
    """Write the annex of a plan as separated values."""
    return separated(
        layout.titles(),
        *layout.tables(plan),
        separator=layout.separator,
        encoding=layout.encoding,
    )


def as_html(layout: Layout, plan: Plan) -> bytes:
    """Write the annex of a plan as a page."""
    return html_page(
        layout.titles(),
        *layout.tables(plan),
        merged=layout.merged,
        ends=not layout.deep,
        encoding=layout.encoding,
    )


def as_xlsx_with_sums(layout: Layout, plan: Plan, filtered: Collection[int] = ()) -> bytes:
    """
    Write the annex of a plan as an .xlsx whose totals are sums that were never computed.

    A filter hides the rows *filtered*, counted from 1, which the totals then pass over.
    """
    (table,) = layout.tables(plan)
    titles = layout.titles()
    top = len(titles) + 2
    first = top + len(table) - 1 - len(plan.targets)
    last = top + len(table) - 2
    names = len(table[0]) - len(layout.columns) - len(layout.extra)
    total = table[-1]
    function = "SUBTOTAL(9," if filtered else "SUM("
    for row in filtered:
        line = table[first - top + row - 1]
        line[0] = HIDDEN + line[0]
    for at, name in enumerate(layout.columns, names):
        if not name.endswith("_rate"):
            letter = get_column_letter(at + 1)
            total[at] = f"={function}{letter}{first}:{letter}{last})"
    data = xlsx(titles, table, merged=layout.merged, stored=_is_plain_number)
    return _with_filter(data, f"A{first - 1}:A{last}") if filtered else data


def _with_filter(data: bytes, cells: str) -> bytes:
    """Return a workbook whose only sheet has a filter over some cells."""
    book = load_workbook(BytesIO(data))
    sheet: Any = book.active
    sheet.auto_filter.ref = cells
    return saved(book.save)


def _is_plain_number(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text))


#: How each format writes the text of a plan whose annex is in another file.
TEXTS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "markdown": lambda lines: "\n\n".join(lines).encode(),
    "docx": docx,
    "html": html_page,
}
#: The formats that can strike a text through, and those that can hide a row.
STRIKING, HIDING = ("docx", "xlsx", "html"), ("docx", "xlsx", "html")
#: How each format is written, beside Markdown, whose text the layout writes itself.
WRITTEN: dict[str, Callable[[Layout, Plan], bytes]] = {
    "markdown": lambda layout, plan: layout.text(plan).encode(),
    "docx": as_docx,
    "xlsx": as_xlsx,
    "csv": as_csv,
    "html": as_html,
}
