"""Figures put into blank cells of Markdown, as the others of their column stand."""

import re
from collections.abc import Sequence
from itertools import takewhile

_PIPE = re.compile(r"(?<!\\)\|")
_BLANKS = re.compile(r"[ \u00a0]*(?=\||[\r\n]|\Z)")
#: A cell of a figure, whose blanks tell how the figures of its column stand.
_FIGURE_CELL = re.compile(r"(?P<before> *)(?:[*_]*[0-9]\S*(?: [0-9]{3})*|-)(?P<behind> *)")


def filled_blank(lines: Sequence[str], number: int, start: int, figure: str) -> tuple[str, str]:
    """
    Return the blanks of a cell that begins in a line, and what stands there with a figure in it.

    The *number* of a line counts from 1.  What is no blank cell has no blanks, and gets the figure
    alone.

    >>> filled_blank(["| 3,69 |", "|      |", "| 2,11 |"], 2, 1, "3,33")
    ('      ', ' 3,33 ')
    """
    line = lines[number - 1]
    blanks = _BLANKS.match(line, start)
    if blanks is None:
        return "", figure
    beside = _figure_cells_beside(lines, number, len(_PIPE.findall(line, 0, start)))
    before = [len(cell["before"]) for cell in beside] or [1]
    behind = [len(cell["behind"]) for cell in beside] or [1]
    is_flush_left = max(before) == min(before) and max(behind) > min(behind)
    width = len(blanks[0])
    if is_flush_left:
        filled = " " * min(before) + figure + " " * min(1, *behind)
        return blanks[0], filled.ljust(width)
    filled = " " * min(1, *before) + figure + " " * min(behind)
    return blanks[0], filled.rjust(width)


def _figure_cells_beside(lines: Sequence[str], number: int, column: int) -> list[re.Match[str]]:
    """Return the cells of figures in a column of the table around a line."""
    above = takewhile(_PIPE.search, reversed(lines[: number - 1]))
    below = takewhile(_PIPE.search, lines[number:])
    rows = [_PIPE.split(line.rstrip("\r\n")) for line in (*above, *below)]
    matches = (_FIGURE_CELL.fullmatch(row[column]) for row in rows if len(row) > column)
    return [match for match in matches if match]
