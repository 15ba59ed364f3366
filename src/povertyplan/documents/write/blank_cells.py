"""Figures put into blank cells of Markdown, as the others of their column stand."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import field, frozen

_PIPE = re.compile(r"(?<!\\)\|")
_BLANKS = re.compile(r"[ \u00a0]*(?=\||[\r\n]|\Z)")
#: A cell of a figure, whose blanks tell how the figures of its column stand.
_FIGURE_CELL = re.compile(r"(?P<before> *)(?:[*_]*[0-9]\S*(?: [0-9]{3})*|-)(?P<behind> *)")


@frozen
class _Blanks:
    """How many blanks stand around the figures of a column, at least and at most."""

    before: tuple[int, int] = (1, 1)
    behind: tuple[int, int] = (1, 1)


@frozen(eq=False)
class FigureColumns:
    """How the figures stand in the columns of the tables of a text in Markdown."""

    lines: Sequence[str]
    _known: dict[tuple[int, int], _Blanks] = field(
        init=False, factory=dict[tuple[int, int], _Blanks]
    )

    def filled_blank(self, number: int, start: int, figure: str) -> tuple[str, str]:
        """
        Return the blanks of a cell that begins in a line, and what stands there with a figure.

        The *number* of a line counts from 1.  What is no blank cell has no blanks, and gets the
        figure alone.

        >>> FigureColumns(["| 3,69 |", "|      |", "| 2,11 |"]).filled_blank(2, 1, "3,33")
        ('      ', ' 3,33 ')
        """
        line = self.lines[number - 1]
        blanks = _BLANKS.match(line, start)
        if blanks is None:
            return "", figure
        column = len(_PIPE.findall(line, 0, start))
        usual = self._blanks_in(self._tables[number - 1], column)
        (least_before, most_before), (least_behind, most_behind) = usual.before, usual.behind
        is_flush_left = most_before == least_before and most_behind > least_behind
        width = len(blanks[0])
        if is_flush_left:
            filled = " " * least_before + figure + " " * min(1, least_behind)
            return blanks[0], filled.ljust(width)
        filled = " " * min(1, least_before) + figure + " " * least_behind
        return blanks[0], filled.rjust(width)

    @cached_property
    def _tables(self) -> Sequence[int]:
        """The number of the table that each line is of; a line without pipes ends a table."""
        ends = (_PIPE.search(line) is None for line in self.lines)
        return list(accumulate(ends))

    @cached_property
    def _rows(self) -> Mapping[int, Sequence[Sequence[str]]]:
        """The lines of each table, divided into cells."""
        rows: dict[int, list[list[str]]] = {}
        for table, line in zip(self._tables, self.lines, strict=True):
            rows.setdefault(table, []).append(_PIPE.split(line.rstrip("\r\n")))
        return rows

    def _blanks_in(self, table: int, column: int) -> _Blanks:
        """Return the blanks around the figures in a column of a table."""
        if (table, column) not in self._known:
            self._known[table, column] = self._counted(table, column)
        return self._known[table, column]

    def _counted(self, table: int, column: int) -> _Blanks:
        texts = [row[column] for row in self._rows[table] if len(row) > column]
        cells = [cell for cell in map(_FIGURE_CELL.fullmatch, texts) if cell is not None]
        if not cells:
            return _Blanks()
        before = [len(cell["before"]) for cell in cells]
        behind = [len(cell["behind"]) for cell in cells]
        return _Blanks((min(before), max(before)), (min(behind), max(behind)))
