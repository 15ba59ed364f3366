"""
Plain text (.txt) to paragraphs and grids: as Markdown, else as separated values.

Programs save separated values under this ending too.  Lines cut through a heading that is
quoted over several of them, so the table that they then give lacks its header.
"""

import re
from collections.abc import Sequence
from itertools import chain

from povertyplan.documents import limits
from povertyplan.documents.content import SIDE_BY_SIDE, Cell, Content, Grid, is_layout
from povertyplan.documents.figures import is_figure
from povertyplan.documents.formats import csv, markdown
from povertyplan.messages import ReadError

_LINE_END = re.compile(r"\r\n|\r|\n")


def content(text: str, file: str) -> Content:
    r"""
    Split a text into paragraphs and grids, as Markdown unless only separated values are a table.

    >>> plan = content("Giảm nghèo\nTT;Thôn;Hộ;Nghèo\n1;Chợ;160;5", "plan.txt")
    >>> plan.paragraphs[0].text, [cell.text for cell in plan.grids[0].rows[1]]
    ('Giảm nghèo', ['1', 'Chợ', '160', '5'])

    Raises `ReadError` if a row of a table has more or fewer cells than the others.
    """
    try:
        lines = markdown.content(text, file)
    except ReadError:
        values = _table_of_values(text, file)
        if values is None:
            raise
        return values
    has_table = not all(map(is_layout, lines.grids))
    if has_table and '"' not in text:
        return lines
    values = _table_of_values(text, file)
    if values is None or (has_table and not _has_row_over_lines(values, text)):
        return lines
    return values


def _table_of_values(text: str, file: str) -> Content | None:
    """Return a text as separated values, or None without a table that has a row of figures."""
    if any(text.count(separator) > limits.MOST_CELLS for separator in csv.SEPARATORS):
        return None
    try:
        values = csv.content(text, file)
    except ReadError:
        return None
    return values if any(map(_is_table_of_figures, values.grids)) else None


def _is_table_of_figures(grid: Grid) -> bool:
    """Whether a table has rows of figures, and a header above them."""
    return not _is_row_of_figures(grid.rows[0]) and any(map(_is_row_of_figures, grid.rows))


def _is_row_of_figures(row: Sequence[Cell]) -> bool:
    """Whether most texts of a row are figures, unlike a sentence with commas."""
    texts = [cell.text for cell in row if cell.text]
    figures = sum(map(is_figure, texts))
    return figures > SIDE_BY_SIDE and 2 * figures > len(texts)


def _has_row_over_lines(values: Content, text: str) -> bool:
    """Whether a row of a table begins on a line that does not close its quotes."""
    lines = _LINE_END.split(text)
    rows = chain.from_iterable(grid.rows for grid in values.grids)
    starts = {cell.source.line for cell in chain.from_iterable(rows)}
    return any(lines[start - 1].count('"') % 2 for start in starts if start is not None)
