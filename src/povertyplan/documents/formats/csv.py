"""Separated values (.csv) to paragraphs and grids: commas, semicolons or tabs."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from typing import TypeAlias

from povertyplan.documents.content import Cell, CellBudget, Content, column_name
from povertyplan.documents.formats.sheet import Sheet, laid_out
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.reading import Source

_SEPARATORS = ";\t,"
_Record: TypeAlias = tuple[int, list[str]]  #: the line where it begins, its fields


def content(text: str, file: str) -> Content:
    r"""
    Split separated values into paragraphs and grids, as a sheet is.

    The separator is the one that gives the most rows of one width.

    >>> found = content("Giảm nghèo\n\nTT;Đơn vị;Tỷ lệ\n1;Chợ;3,69\n", "plan.csv")
    >>> [cell.text for cell in found.grids[0].rows[1]], str(found.grids[0].rows[1][2].source)
    (['1', 'Chợ', '3,69'], 'plan.csv:C4')

    Raises `ReadError` for quotes that do not close, and fields of a megabyte.
    """
    records = max((_records(text, separator, file) for separator in _SEPARATORS), key=_regular)
    cells = {
        (row, column): Cell(field.strip(), Source(file, line, cell=f"{column_name(column)}{row}"))
        for row, (line, fields) in enumerate(records, 1)
        for column, field in enumerate(fields, 1)
        if field.strip()
    }
    paragraphs, grids, _ = laid_out(Sheet(Source(file), cells), CellBudget(file))
    return Content(file, tuple(paragraphs), tuple(grids))


def _records(text: str, separator: str, file: str) -> list[_Record]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    records: list[_Record] = []
    start = 1
    try:
        for fields in reader:
            records.append((start, fields))
            start = reader.line_num + 1
    except csv.Error as error:
        where = phrase("line {number}", number=start)
        raise ReadError(phrase("separated values"), verbatim(str(error)), file, where) from None
    return records


def _regular(records: Sequence[_Record]) -> tuple[int, int]:
    """Return how many records have the most usual width of two and more, and that width."""
    widths = Counter(len(fields) for _, fields in records if len(fields) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))
