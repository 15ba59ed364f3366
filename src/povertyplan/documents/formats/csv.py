"""Separated values (.csv) to paragraphs and grids: commas, semicolons or tabs."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from attrs import frozen

from povertyplan.documents.content import Cell, CellBudget, Content, column_name
from povertyplan.documents.formats.sheet import Sheet, laid_out
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.reading import Source

_SEPARATORS = ";\t,"


@frozen
class _Fields:
    """The fields of one row, which may go on over several lines."""

    line: int  #: where the row begins
    texts: Sequence[str]


def content(text: str, file: str) -> Content:
    r"""
    Split separated values into paragraphs and grids, as those of a sheet.

    The separator is the one that gives the most rows of the same width.

    >>> plan = content("Giảm nghèo\n\nTT;Đơn vị;Tỷ lệ\n1;Chợ;3,69\n", "plan.csv")
    >>> [cell.text for cell in plan.grids[0].rows[1]], str(plan.grids[0].rows[1][2].source)
    (['1', 'Chợ', '3,69'], 'plan.csv:C4')

    Raises `ReadError` for a quote that is not closed, and for a field that is
    longer than `csv.field_size_limit`.
    """
    rows = max((_rows(text, separator, file) for separator in _SEPARATORS), key=_regularity)
    cells: dict[tuple[int, int], Cell] = {}
    for row, fields in enumerate(rows, 1):
        for column, field in enumerate(fields.texts, 1):
            if field.strip():
                source = Source(file, fields.line, cell=f"{column_name(column)}{row}")
                cells[row, column] = Cell(field.strip(), source)
    paragraphs, grids, _ = laid_out(Sheet(Source(file), cells), CellBudget(file))
    return Content(file, tuple(paragraphs), tuple(grids))


def _rows(text: str, separator: str, file: str) -> list[_Fields]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[_Fields] = []
    line = 1
    try:
        for texts in reader:
            rows.append(_Fields(line, texts))
            line = reader.line_num + 1
    except csv.Error as error:
        where = phrase("line {number}", number=line)
        raise ReadError(phrase("separated values"), verbatim(str(error)), file, where) from None
    return rows


def _regularity(rows: Sequence[_Fields]) -> tuple[int, int]:
    """Return how many rows have the most usual width of two and more, and that width."""
    widths = Counter(len(fields.texts) for fields in rows if len(fields.texts) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))
