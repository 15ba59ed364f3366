"""The sheets of a workbook (.xlsx) as it stores them: cells, formulas, ranges, what is hidden."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from attrs import frozen
from openpyxl import load_workbook
from openpyxl.styles import cell_style
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._reader import (  # values and formulas in one pass
    FORMULA_TAG,
    WorkSheetParser,
)

from povertyplan.documents import limits
from povertyplan.documents.formats.cell_styles import CellStyles
from povertyplan.documents.formats.sheet import Merged
from povertyplan.documents.formats.stored_cells import HiddenRows, StoredCell
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Source

_LAST_COLUMN = 16_384
#: The least height of a row in points, and width of a column in digits, at which it is seen.
_LEAST_SIZE = 0.1

# What openpyxl gives has no types for what is read here.
_Workbook = Any
_Worksheet = Any
_ParsedCell = dict[Any, Any]

# Before openpyxl raises an error for a style that is not there it prints a line, among the JSON
# that a command prints.
vars(cell_style)["print"] = lambda *_: None


@frozen
class StoredSheet:
    """A sheet as its workbook stores it."""

    source: Source
    part: str  #: the name of its part in the package, such as ``xl/worksheets/sheet1.xml``
    cells: Sequence[StoredCell]  #: those that hold something, row by row
    merged: Sequence[Merged]
    hidden: HiddenRows
    hidden_columns: frozenset[int]


@frozen
class StoredWorkbook:
    """A workbook, and the styles of its cells; get one from `stored_workbook`."""

    file: str
    book: _Workbook
    styles: CellStyles

    @property
    def on_load(self) -> bool:
        """Whether it is computed anew when it is opened."""
        return bool(self.book.calculation.fullCalcOnLoad)

    def shows_date(self, style: int) -> bool:
        """Whether a cell of a style shows a number as a date or a time."""
        return style in self.book._date_formats  # noqa: SLF001  # openpyxl has no public name for it

    @property
    def sheets(self) -> Iterator[tuple[Source, _Worksheet]]:
        """The sheets of cells in their order, for `is_visible` and `stored`."""
        for worksheet in self.book.worksheets:
            yield Source(self.file, sheet=worksheet.title), worksheet

    def stored(self, source: Source, worksheet: _Worksheet) -> StoredSheet:
        """
        Return the cells of a sheet, its merged ranges, and its hidden rows and columns.

        Raises `ReadError` for a sheet beyond the limits.
        """
        # As openpyxl opens and reads it, for its public rows have no merged and no hidden cells.
        with worksheet._get_source() as stream:  # noqa: SLF001  # see above
            parser = _SheetParser(
                stream,
                worksheet._shared_strings,  # noqa: SLF001  # see above
                data_only=True,
                rich_text=True,
                epoch=self.book.epoch,
                date_formats=self.book._date_formats,  # noqa: SLF001  # see above
                timedelta_formats=self.book._timedelta_formats,  # noqa: SLF001  # see above
            )
            cells = list(_stored_cells(parser, source))
        merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
        return StoredSheet(
            source,
            worksheet._worksheet_path,  # noqa: SLF001  # openpyxl has no public name for it
            cells,
            [_merged(merged_cells.ref) for merged_cells in merged],
            _hidden_rows(parser),
            _hidden_columns(parser.column_dimensions.values()),
        )


def stored_workbook(data: bytes, file: str) -> StoredWorkbook:
    """
    Open a workbook that `archive.safe` returned.

    openpyxl raises all kinds of errors for a broken one: `archive.opening` is to turn them into
    a `ReadError`.
    """
    book: _Workbook = load_workbook(
        BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
    )
    return StoredWorkbook(file, book, CellStyles(book))


def is_visible(worksheet: _Worksheet) -> bool:
    """Whether the workbook shows a sheet."""
    return bool(worksheet.sheet_state == "visible")


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
