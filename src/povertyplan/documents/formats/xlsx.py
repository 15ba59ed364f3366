"""Workbooks (.xlsx) to paragraphs and grids: every visible sheet, each cell as it is shown."""

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

from attrs import define, field
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
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
    column_name,
)
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.footnotes import raised
from povertyplan.documents.formats.number_format import shown
from povertyplan.documents.formats.sheet import Merged, Sheet, laid_out
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

_COMMA = re.compile(r"\s*\d+,\d{1,2}\s*")
_LAST_COLUMN = 16_384

_Stored = dict[Any, Any]  #: a cell as openpyxl parses it


class _Parser(WorkSheetParser):
    """openpyxl's parser of a sheet, which gives a cell its formula beside its value."""

    cells = 0

    def parse_cell(self, element: Any) -> dict[Any, Any]:  # noqa: ANN401  # of ElementTree
        """Return a cell, and its formula if it has one."""
        self.cells += 1
        if self.cells > limits.MOST_CELLS:
            most = phrase("at most {number} cells in a sheet", number=limits.MOST_CELLS)
            raise ReadError(most, phrase("more"))
        parser: Any = super()
        cell: dict[Any, Any] = parser.parse_cell(element)
        if isinstance(cell["value"], CellRichText):
            cell["value"] = "".join(map(_of_block, cell["value"]))
        if element.find(FORMULA_TAG) is not None:
            formula = parser.parse_formula(element)
            cell["formula"] = str(getattr(formula, "text", formula)).removeprefix("=")
        return cell


def _of_block(block: str | TextBlock) -> str:
    """Return the text of a part of a cell that has a font of its own."""
    small = isinstance(block, TextBlock) and block.font.vertAlign in {"superscript", "subscript"}
    return raised(str(block)) if small else str(block)


def content(data: bytes, file: str) -> Content:
    """
    Read the visible sheets of a workbook.

    Raises `ReadError` for what is no workbook, or one larger than any annex.
    """
    archive.refuse_unsafe(data, ".xlsx", file)
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    notices: list[Notice] = []
    room = CellBudget(file)
    with archive.opening(".xlsx", file), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        for sheet in _sheets(data, file, notices):
            lines, tables, told = laid_out(sheet, room)
            paragraphs.extend(lines)
            grids.extend(tables)
            notices.extend(told)
    return Content(file, tuple(paragraphs), tuple(grids), tuple(notices))


def _sheets(data: bytes, file: str, notices: list[Notice]) -> Iterator[Sheet]:
    book: Any = load_workbook(
        BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
    )
    styles = _Styles(book)
    for sheet in book.worksheets:
        source = Source(file, sheet=sheet.title)
        if sheet.sheet_state == "visible":
            yield _sheet(book, sheet, styles, source)
        else:
            notices.append(Notice("sheet-hidden", source, (("text", f"“{sheet.title}”"),)))


def _sheet(book: Any, sheet: Any, styles: "_Styles", source: Source) -> Sheet:  # noqa: ANN401  # openpyxl's
    # As openpyxl opens and reads it, for its public rows know no merged and no hidden cells.
    with sheet._get_source() as stream:  # noqa: SLF001  # see above
        parser = _Parser(
            stream,
            sheet._shared_strings,  # noqa: SLF001  # see above
            data_only=True,
            rich_text=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001  # see above
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001  # see above
        )
        stored = [
            (one["row"], one["column"], one["value"], one["style_id"], one.get("formula", ""))
            for row in _held(parser, source)
            for one in row
        ]
    texts = (value for _, _, value, _, _ in stored if isinstance(value, str))
    letters = cache(column_name)
    mark = "," if any(map(_COMMA.fullmatch, texts)) else "."
    cells: dict[tuple[int, int], Cell] = {}
    for row, column, value, style, formula in stored:
        text = "" if value is None else styles.text(value, style, mark).strip()
        if text or value is None:
            own = Source(source.file, sheet=source.sheet, cell=f"{letters(column)}{row}")
            cells[row, column] = Cell(text, own, formula)
    merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
    return Sheet(
        source,
        cells,
        [Merged(*(edge or 1 for edge in range_boundaries(one.ref))) for one in merged],
        frozenset(int(row) for row, one in parser.row_dimensions.items() if _is_hidden(one)),
        _hidden_columns(parser.column_dimensions.values()),
    )


def _hidden_columns(dimensions: Iterable[dict[str, str]]) -> frozenset[int]:
    ranges = sorted((int(one["min"]), int(one["max"])) for one in dimensions if _is_hidden(one))
    hidden: set[int] = set()
    seen = 0  # ranges may overlap, and each be as wide as the sheet
    for first, last in ranges:
        hidden.update(range(max(first, seen + 1), min(last, _LAST_COLUMN) + 1))
        seen = max(seen, last)
    return frozenset(hidden)


def _held(parser: _Parser, source: Source) -> Iterator[list[_Stored]]:
    """Yield the cells of each row that hold something."""
    rows: Iterator[list[_Stored]] = (list(filter(_holds, row)) for _, row in parser.parse())
    for at, row in enumerate(filter(None, rows)):
        if at == limits.MOST_ROWS:
            most = phrase("at most {number} rows in a sheet", number=limits.MOST_ROWS)
            raise ReadError(most, phrase("more"), source.file, source.location)
        yield row


def _holds(cell: _Stored) -> bool:
    return cell["value"] is not None or _is_uncomputed(cell)


def _is_uncomputed(cell: _Stored) -> bool:
    """Whether a formula was never computed; one that gives no text has a blank of type ``str``."""
    return "formula" in cell and cell["data_type"] != "str"


def _is_hidden(dimension: dict[str, str]) -> bool:
    return dimension.get("hidden") in {"1", "true"}


@define
class _Styles:
    """The number formats of a workbook, by the styles of its cells."""

    book: Any
    known: dict[int, str] = field(factory=dict[int, str])

    def text(self, value: object, style: int, mark: str) -> str:
        """Return what a cell shows; *mark* is the decimal mark of the texts beside it."""
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float):
            return shown(value, self._form(style)).replace(".", mark)
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)

    def _form(self, style: int) -> str:
        if style not in self.known:
            number = self.book._cell_styles[style].numFmtId  # noqa: SLF001  # has no public name
            own = number - BUILTIN_FORMATS_MAX_SIZE
            self.known[style] = (
                BUILTIN_FORMATS.get(number, "General")
                if own < 0
                else self.book._number_formats[own]  # noqa: SLF001  # as above
            )
        return self.known[style]
