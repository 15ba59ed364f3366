"""Workbooks (.xlsx) to paragraphs and grids: every visible sheet, each cell as it is shown."""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from io import BytesIO
from typing import Any

from attrs import evolve
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import (  # values and formulas in one pass
    FORMULA_TAG,
    WorkSheetParser,
)

from povertyplan.documents import limits
from povertyplan.documents.content import (
    Cell,
    CellBudget,
    Content,
    Grid,
    Paragraph,
)
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.cell_styles import CellStyles
from povertyplan.documents.formats.number_format import mark_of_stored
from povertyplan.documents.formats.sheet import Merged, Sheet, laid_out
from povertyplan.documents.formats.stored_cells import (
    HiddenRows,
    StoredCell,
    computed,
    rows_left_out,
)
from povertyplan.documents.formats.struck import StruckText
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

_LAST_COLUMN = 16_384
#: The least height of a row in points, and width of a column in digits, at which it is seen.
_LEAST_SIZE = 0.1
#: Places of an endless number without a format: as a rate, and as a share of one.
_PLACES_OF_RATE, _PLACES_OF_SHARE = 2, 4

# What openpyxl gives has no types for what is read here.
_Workbook = Any
_Worksheet = Any
_ParsedCell = dict[Any, Any]


class _SheetParser(WorkSheetParser):
    """openpyxl's parser of a sheet, which gives a cell its formula beside its value."""

    cells = 0
    auto_filter: Any = None  #: set by openpyxl where the sheet has a filter
    tables: Any = None  #: as above, where it has tables, each with a filter of its own

    def parse_cell(self, element: Any) -> _ParsedCell:  # noqa: ANN401  # an element of ElementTree
        """Return a cell, and its formula if it has one."""
        self.cells += 1
        if self.cells > limits.MOST_CELLS:
            most = phrase("at most {number} cells in a sheet", number=limits.MOST_CELLS)
            raise ReadError(most, phrase("more"))
        parser: Any = super()
        cell: _ParsedCell = parser.parse_cell(element)
        if element.find(FORMULA_TAG) is not None:
            formula = parser.parse_formula(element)
            cell["formula"] = str(getattr(formula, "text", formula)).removeprefix("=")
        return cell


def content(data: bytes, file: str) -> Content:
    """
    Read the visible sheets of a workbook.

    Raises `ReadError` if the bytes are not a workbook, or one beyond the limits.
    """
    data = archive.safe(data, file)
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    notices: list[Notice] = []
    budget = CellBudget(file)
    struck = StruckText()
    with archive.opening(file), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        for sheet in _sheets(data, file, notices, struck):
            lines, tables, told = laid_out(sheet, budget)
            paragraphs.extend(lines)
            grids.extend(tables)
            notices.extend(told)
    notices.extend(struck.notices())
    return Content(file, tuple(paragraphs), tuple(grids), tuple(notices))


def _sheets(data: bytes, file: str, notices: list[Notice], struck: StruckText) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook, and add notices of hidden sheets and struck texts."""
    book: _Workbook = load_workbook(
        BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
    )
    styles = CellStyles(book)
    for worksheet in book.worksheets:
        source = Source(file, sheet=worksheet.title)
        if worksheet.sheet_state == "visible":
            yield _sheet(book, worksheet, styles, source, struck)
        else:
            notices.append(Notice("sheet-hidden", source, (("text", f"“{worksheet.title}”"),)))


def _sheet(
    book: _Workbook,
    worksheet: _Worksheet,
    styles: CellStyles,
    source: Source,
    struck: StruckText,
) -> Sheet:
    """Return the cells of a sheet, its merged ranges, and its hidden rows and columns."""
    # As openpyxl opens and reads it, for its public rows have no merged and no hidden cells.
    with worksheet._get_source() as stream:  # noqa: SLF001  # see above
        parser = _SheetParser(
            stream,
            worksheet._shared_strings,  # noqa: SLF001  # see above
            data_only=True,
            rich_text=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001  # see above
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001  # see above
        )
        stored: Sequence[StoredCell] = list(_stored_cells(parser, source))
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    hidden = _hidden_rows(parser)
    on_load = bool(book.calculation.fullCalcOnLoad)
    stored, anew = computed(stored, hidden, on_load=on_load)
    kept, struck_cells = _parted(stored, styles, source, struck)
    return Sheet(
        source,
        {**_cells(kept, styles, source), **struck_cells},
        [_merged(cells.ref) for cells in merged],
        frozenset(hidden.rows),
        _hidden_columns(parser.column_dimensions.values()),
        rows_left_out(stored, hidden),
        _notice_of_evaluated(anew, source),
    )


def _hidden_rows(parser: _SheetParser) -> HiddenRows:
    """Return the hidden rows; a filter of the sheet hides those in its range."""
    dimensions = parser.row_dimensions.items()
    rows = {int(row) for row, dimension in dimensions if _is_hidden(dimension, "ht")}
    if parser.tables:
        return HiddenRows(rows, rows)
    if parser.auto_filter is None or not parser.auto_filter.ref:
        return HiddenRows(rows)
    filtered = _merged(parser.auto_filter.ref)
    return HiddenRows(rows, {row for row in rows if filtered.top < row <= filtered.bottom})


def _notice_of_evaluated(cells: Sequence[StoredCell], source: Source) -> tuple[Notice, ...]:
    """Return a notice of the formulas that were evaluated here, if there are any."""
    if not cells:
        return ()
    values = (("number", len(cells)), ("text", cells[0].name))
    return (Notice("formulas-evaluated", _source(cells[0], source), values),)


def _stored_cells(parser: _SheetParser, source: Source) -> Iterator[StoredCell]:
    """
    Yield the cells that hold something, row by row.

    Raises `ReadError` for a sheet with more such rows than the limit.
    """
    untyped: Any = parser
    filled_rows = 0
    for _, row in untyped.parse():
        cells: list[_ParsedCell] = list(filter(_holds_something, row))
        filled_rows += bool(cells)
        if filled_rows > limits.MOST_ROWS:
            most = phrase("at most {number} rows in a sheet", number=limits.MOST_ROWS)
            raise ReadError(most, phrase("more"), source.file, source.location)
        for cell in cells:
            formula = cell.get("formula", "")
            yield StoredCell(cell["row"], cell["column"], cell["value"], cell["style_id"], formula)


def _holds_something(cell: _ParsedCell) -> bool:
    """Whether a cell has a value, or a formula that was never computed."""
    # A computed formula that gives no text has no value either, but the type ``str``.
    is_uncomputed = "formula" in cell and cell["data_type"] != "str"
    return cell["value"] is not None or is_uncomputed


def _parted(
    stored: Iterable[StoredCell], styles: CellStyles, source: Source, struck: StruckText
) -> tuple[list[StoredCell], dict[tuple[int, int], Cell]]:
    """Return the cells without their struck-through text, and those that are struck whole."""
    cells: list[StoredCell] = []
    withdrawn_cells: dict[tuple[int, int], Cell] = {}
    for cell in stored:
        value, withdrawn = styles.parts(cell.value, cell.style)
        own_source = _source(cell, source)
        if withdrawn:
            struck.add(withdrawn, own_source)
        if value is None and cell.value is not None:
            withdrawn_cells[cell.position] = Cell("", own_source, struck=withdrawn)
        else:
            cells.append(cell if value is cell.value else evolve(cell, value=value))
    return cells, withdrawn_cells


def _cells(
    stored: Sequence[StoredCell], styles: CellStyles, source: Source
) -> dict[tuple[int, int], Cell]:
    """Return the cells as they are shown, by row and column; one that shows nothing is left out."""
    decimal_mark = mark_of_stored(cell.value for cell in stored if isinstance(cell.value, str))
    rates = _columns_of_rates(stored)
    cells: dict[tuple[int, int], Cell] = {}
    for cell in stored:
        places = _PLACES_OF_RATE if cell.column in rates else _PLACES_OF_SHARE
        text = styles.text(cell.value, cell.style, decimal_mark, places=places).strip()
        if text or cell.value is None:
            is_text = isinstance(cell.value, str)
            own_source = _source(cell, source)
            cells[cell.row, cell.column] = Cell(text, own_source, cell.formula, is_text)
    return cells


def _columns_of_rates(stored: Iterable[StoredCell]) -> frozenset[int]:
    """Return the columns that hold a fraction above any share of one."""
    return frozenset(cell.column for cell in stored if _is_above_one(cell.value))


def _is_above_one(value: object) -> bool:
    """Whether a value is more than one and no whole number."""
    match value:
        case float():
            return abs(value) > 1 and not value.is_integer()
        case Fraction():
            return abs(value) > 1 and value.denominator > 1
        case _:
            return False


def _source(cell: StoredCell, sheet: Source) -> Source:
    return Source(sheet.file, sheet=sheet.sheet, cell=cell.name)


def _merged(reference: str) -> Merged:
    """Return a merged range; an edge that the reference leaves out is the first."""
    left, top, right, bottom = (edge or 1 for edge in range_boundaries(reference))
    return Merged(left, top, right, bottom)


def _hidden_columns(dimensions: Iterable[Mapping[str, str]]) -> frozenset[int]:
    hidden_ranges = sorted(
        (int(dimension["min"]), int(dimension["max"]))
        for dimension in dimensions
        if _is_hidden(dimension, "width")
    )
    hidden: set[int] = set()
    seen = 0  # ranges may overlap, and each be as wide as the sheet
    for first, last in hidden_ranges:
        hidden.update(range(max(first, seen + 1), min(last, _LAST_COLUMN) + 1))
        seen = max(seen, last)
    return frozenset(hidden)


def _is_hidden(dimension: Mapping[str, str], size: str) -> bool:
    """Whether the properties of a row or of some columns hide them; so does the *size* 0."""
    return dimension.get("hidden") in {"1", "true"} or float(dimension.get(size, "1")) < _LEAST_SIZE
