"""
Workbooks of before 2007 (.xls) to paragraphs and grids: every visible sheet, as it is shown.

What reads them gives the value of a formula and not the formula itself: nothing of a
workbook in this format stands in `reading.form.computed`, and `reading.form.hides_formulas`.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import StringIO
from itertools import chain, pairwise
from typing import Any, Literal

import xlrd
from attrs import define, field
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.book import Book
from xlrd.compdoc import CompDoc
from xlrd.sheet import Cell as StoredCell
from xlrd.sheet import Sheet as StoredSheet

from povertyplan.documents import limits
from povertyplan.documents.content import Cell, CellBudget, Content, Grid, Paragraph, column_name
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.biff import refuse_many_records
from povertyplan.documents.formats.footnotes import raised
from povertyplan.documents.formats.number_format import (
    mark_of_stored,
    shown,
    shown_by_libreoffice,
    shown_text,
)
from povertyplan.documents.formats.remedies import refusal
from povertyplan.documents.formats.sheet import Merged, Sheet, laid_out
from povertyplan.documents.formats.struck import StruckText
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: The names that the stream of a workbook may have in its file.
_STREAMS = ("Workbook", "Book")
#: How xlrd says that a workbook has a password.
_LOCKED = "encrypted"


def content(data: bytes, file: str) -> Content:
    """
    Read the visible sheets of a workbook.

    Raises `ReadError` if the bytes are not a workbook, or one beyond the limits.
    """
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    notices: list[Notice] = []
    budget = CellBudget(file)
    with archive.opening(file):
        _refuse_oversized(data, file)
        book = _opened(data, file)
        texts = _ShownText(book)
        for sheet in _sheets(book, texts, file, notices):
            lines, tables, told = laid_out(sheet, budget)
            paragraphs.extend(lines)
            grids.extend(tables)
            notices.extend(told)
        notices.extend(texts.struck.notices())
    parts = (tuple(paragraphs), tuple(grids), tuple(notices))
    return Content(file, *parts, hides_formulas=True)


def _refuse_oversized(data: bytes, file: str) -> None:
    """Refuse a workbook whose sheets take more bytes than a text may; pictures do not count."""
    for stream in _streams(data):
        if len(stream) > limits.MOST_BYTES:
            most = phrase("at most {number} bytes", number=limits.MOST_BYTES)
            raise ReadError(most, phrase("more"), file)
        refuse_many_records(stream, file)


def _streams(data: bytes) -> Iterator[bytes]:
    """Yield the streams that may hold the workbook; before 1993 the file itself was one."""
    if not xlrd.inspect_format(content=data[:8]):
        yield data
        return
    document = CompDoc(data, logfile=StringIO())
    for name in _STREAMS:
        whole, start, size = document.locate_named_stream(name)
        yield b"" if whole is None else whole[start : start + size]


def _opened(data: bytes, file: str) -> Book:
    try:
        # Its warnings would go to standard output; and it would fill each row up to the last
        # column of the sheet, however few of them hold a cell.
        return xlrd.open_workbook(
            file_contents=data,
            logfile=StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,  # a cell at the end of the last row takes 17 million others
        )
    except XLRDError as error:
        raise refusal("encrypted" if _LOCKED in str(error) else "damaged", file) from error


def _sheets(book: Book, texts: "_ShownText", file: str, notices: list[Notice]) -> Iterator[Sheet]:
    """Yield the visible sheets of a workbook, and add a notice for each hidden one."""
    untyped: Any = book
    left = limits.MOST_TOGETHER
    for index, name in enumerate(book.sheet_names()):
        source = Source(file, sheet=name)
        if untyped._sheet_visibility[index]:  # noqa: SLF001  # a hidden sheet is not even loaded
            notices.append(Notice("sheet-hidden", source, (("text", f"“{name}”"),)))
            continue
        sheet = book.sheet_by_index(index)
        left -= sheet.nrows + _refused_beyond_limits(sheet, source)
        if left < 0:
            most = phrase("at most {number} cells in all sheets", number=limits.MOST_TOGETHER)
            raise ReadError(most, phrase("more"), file, source.location)
        yield _sheet(sheet, texts, source)
        book.unload_sheet(index)


def _refused_beyond_limits(sheet: StoredSheet, source: Source) -> int:
    """Return the number of cells of a sheet; raise `ReadError` for one beyond the limits."""
    if sheet.nrows > limits.MOST_ROWS:
        most = phrase("at most {number} rows in a sheet", number=limits.MOST_ROWS)
        raise ReadError(most, phrase("more"), source.file, source.location)
    cells = sum(map(sheet.row_len, range(sheet.nrows)))
    if cells > limits.MOST_CELLS:
        most = phrase("at most {number} cells in a sheet", number=limits.MOST_CELLS)
        raise ReadError(most, phrase("more"), source.file, source.location)
    return cells


def _sheet(stored: StoredSheet, texts: "_ShownText", source: Source) -> Sheet:
    """Return the cells of a sheet, its merged ranges, and its hidden rows and columns."""
    merged = [
        Merged(left + 1, top + 1, right, bottom) for top, bottom, left, right in stored.merged_cells
    ]
    hidden_rows = (
        row + 1
        for row, info in stored.rowinfo_map.items()
        if info.hidden or not (info.height or info.has_default_height)
    )
    hidden_columns = (
        column + 1 for column, info in stored.colinfo_map.items() if info.hidden or not info.width
    )
    return Sheet(
        source,
        dict(_cells(stored, texts, source)),
        merged,
        frozenset(hidden_rows),
        frozenset(hidden_columns),
    )


def _cells(
    stored: StoredSheet, texts: "_ShownText", source: Source
) -> Iterator[tuple[tuple[int, int], Cell]]:
    """Yield the cells as they are shown, by row and column; one that shows nothing is left out."""
    values: Iterable[object] = chain.from_iterable(map(stored.row_values, range(stored.nrows)))
    decimal_mark = mark_of_stored(value for value in values if isinstance(value, str))
    letters = cache(column_name)
    for row in range(stored.nrows):
        for column, cell in enumerate(stored.row(row)):
            name = f"{letters(column + 1)}{row + 1}"
            own_source = Source(source.file, sheet=source.sheet, cell=name)
            runs = stored.rich_text_runlist_map.get((row, column), [])
            struck_before = len(texts.struck.texts)
            text = texts.of(cell, runs, decimal_mark, own_source).strip()
            struck = "" if text else texts.struck.since(struck_before)
            if text or struck or _is_uncomputed(cell):
                is_uncomputed = _is_uncomputed(cell) and not struck
                is_text = cell.ctype == xlrd.XL_CELL_TEXT
                read_cell = Cell(
                    text,
                    own_source,
                    is_text=is_text,
                    hides_formula=is_uncomputed,
                    struck=struck,
                    in_libreoffice=texts.in_libreoffice(cell, decimal_mark),
                )
                yield (row + 1, column + 1), read_cell


def _is_uncomputed(cell: StoredCell) -> bool:
    """Whether a cell holds a formula without a value: only one is stored as an empty text."""
    return cell.ctype == xlrd.XL_CELL_TEXT and not cell.value


@define
class _ShownText:
    """The texts that the cells of a workbook show, apart from the struck-through ones."""

    book: Book
    struck: StruckText = field(factory=StruckText)

    def of(
        self,
        cell: StoredCell,
        runs: Sequence[tuple[int, int]],
        decimal_mark: str,
        source: Source,
    ) -> str:
        """
        Return the text that a cell shows.

        *runs* are the characters at which another font begins, each with its font;
        *decimal_mark* is the mark of the texts beside the cell.
        """
        if cell.xf_index is None or cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
            return ""
        style = self.book.xf_list[cell.xf_index]
        number_format = self._format(cell.xf_index)
        whole = self._value(cell, number_format, decimal_mark)
        starts = [(0, style.font_index), *runs, (len(whole), 0)]
        parts = [
            self._part(whole[start:stop], font, source)
            for (start, font), (stop, _) in pairwise(starts)
        ]
        return "".join(parts)

    def in_libreoffice(self, cell: StoredCell, decimal_mark: str) -> str:
        """Return the text that a cell shows in LibreOffice if it differs, or an empty text."""
        if cell.xf_index is None or cell.ctype != xlrd.XL_CELL_NUMBER:
            return ""
        text = shown_by_libreoffice(float(cell.value), self._format(cell.xf_index))
        return text.replace(".", decimal_mark)

    def _format(self, index: int) -> str:
        """Return the format code of a style."""
        style = self.book.xf_list[index]
        return self.book.format_map[style.format_key].format_str

    def _value(self, cell: StoredCell, number_format: str, decimal_mark: str) -> str:
        """Return the text of a value under the number format of its cell."""
        match cell.ctype:
            case xlrd.XL_CELL_NUMBER:
                return shown(float(cell.value), number_format).replace(".", decimal_mark)
            case xlrd.XL_CELL_DATE:
                return _date(float(cell.value), self.book.datemode)
            case xlrd.XL_CELL_BOOLEAN:
                return str(bool(cell.value)).upper()
            case xlrd.XL_CELL_ERROR:
                return error_text_from_code[int(cell.value)]
            case _:
                return shown_text(str(cell.value), number_format)

    def _part(self, text: str, font_index: int, source: Source) -> str:
        """Return a text in one font as it is read: raised, or withdrawn if it is struck through."""
        font = self.book.font_list[font_index]
        if font.struck_out:
            self.struck.add(text, source)
            return ""
        return raised(text) if font.escapement else text


def _date(number: float, datemode: Literal[0, 1]) -> str:
    """Return a date as Vietnamese documents write it, or a time of day."""
    moment = xlrd.xldate_as_datetime(number, datemode)
    return f"{moment:%d/%m/%Y}" if number >= 1 else f"{moment:%H:%M:%S}"
