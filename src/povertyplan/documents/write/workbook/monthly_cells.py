"""
The cells of a form with a line for each figure, and the formulas of derived figures.

What follows is what the balances of a flow give: its end so far in the year, and those of one
category that were of the other, which both flows count.  A formula shows nothing before the cells
that it is computed from are filled in, for a blank is not zero.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from attrs import define, field

from povertyplan.documents.content import column_name
from povertyplan.documents.forms import Beside, FigureLine, TableForm
from povertyplan.documents.layout.achieved import PLACES_OF_ACHIEVED, START_OF
from povertyplan.model.fields import FLOW, Field, Figure
from povertyplan.model.relations import FLOW_RELATIONS, Balance

#: The columns that hold counts.
_COUNTING = frozenset({Beside.DURING, Beside.SO_FAR})
#: Of a month alone nobody asks for these.
_OF_YEAR: frozenset[Field | None] = frozenset({*START_OF, *START_OF.values()})
#: The first balance of each figure, which its own flow makes.
_BALANCES: Mapping[Field | None, Balance] = {
    relation.subject: relation
    for relation in reversed(FLOW_RELATIONS)
    if isinstance(relation, Balance)
}


@define
class MonthlyCells:
    """
    The cells of a form whose heading begins in a row; rows and columns count from 0.

    *is_first* says whether the period is the first of its year: what was counted in it is then
    what was counted so far.
    """

    form: TableForm
    heading_row: int
    is_first: bool
    columns: Mapping[Beside, int] = field(init=False)
    _rows: Mapping[Figure, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Place the columns and the lines."""
        held = [column.holds for column in self.form.columns]
        self.columns = {
            holds: number for number, holds in enumerate(held) if isinstance(holds, Beside)
        }
        lines = enumerate(self.form.figure_lines, self.first_row)
        self._rows = {line.figure: row for row, line in lines if line.figure is not None}

    @property
    def first_row(self) -> int:
        """The row of the first line, below the heading and the numbers of the columns."""
        depth = max(len(column.headings) for column in self.form.columns)
        return self.heading_row + depth + 1

    @property
    def last_row(self) -> int:
        """The row of the last line."""
        return self.first_row + len(self.form.figure_lines) - 1

    def is_open(self, line: FigureLine, holds: Beside) -> bool:
        """Whether a cell is to be filled in, if it is not known and not computed."""
        if line.figure is None or holds is Beside.DERIVED:
            return False
        if holds is Beside.PLANNED:  # no plan sets how many leave, and how
            return line.figure not in FLOW or line.figure in START_OF
        return holds is Beside.SO_FAR or line.figure not in _OF_YEAR

    def formula(self, line: FigureLine, holds: Beside) -> str | None:
        """Return the formula of a cell, or None if it is not computed."""
        if holds is Beside.DERIVED:
            return self._achieved(line)
        if holds not in _COUNTING:
            return None
        if line.figure is None:
            return self._sum_of_parts(line, holds)
        balance = _BALANCES.get(line.figure)
        if balance is not None and self._rows.keys() >= set(balance.operands):
            is_asked = holds is Beside.SO_FAR or line.figure not in _OF_YEAR
            return self._balance(balance, holds) if is_asked else None
        is_sum_so_far = holds is Beside.SO_FAR and line.figure not in _OF_YEAR
        if self.is_first and is_sum_so_far and Beside.DURING in self.columns:
            month = self._cell(line.figure, Beside.DURING)
            return _if_filled([month], month)
        return None

    def _balance(self, balance: Balance, holds: Beside) -> str:
        """Return the start less what left and plus what came."""
        cells = {count: self._cell(count, holds) for count in balance.operands}
        needed = [cells[count] for count in balance.operands if count not in balance.slack]
        left = "".join(f"-{cells[count]}" for count in balance.outs)
        came = "".join(f"+{cells[count]}" for count in balance.ins)
        return _if_filled(needed, f"{cells[balance.start]}{left}{came}")

    def _sum_of_parts(self, line: FigureLine, holds: Beside) -> str | None:
        """Return the sum of the lines below one, by their ordinals: 2.1 and 2.2 are parts of 2."""
        lines = self.form.figure_lines
        below = lines[lines.index(line) + 1 :]
        number = len(list(takewhile(lambda other: _is_part(other, line), below)))
        first = self.first_row + lines.index(line) + 1
        parts = [cell_name(row, self.columns[holds]) for row in range(first, first + number)]
        return _if_filled(parts, "+".join(parts)) if parts else None

    def _achieved(self, line: FigureLine) -> str | None:
        """Return the achieved share of the plan, in per cent."""
        has_both = {Beside.PLANNED, Beside.SO_FAR} <= self.columns.keys()
        if line.figure is None or not has_both or not self.is_open(line, Beside.PLANNED):
            return None
        planned = self._cell(line.figure, Beside.PLANNED)
        done = self._cell(line.figure, Beside.SO_FAR)
        start = START_OF.get(line.figure)
        if start is None:
            quotient, nothing = f"{done}/{planned}", f"{planned}=0"
            needed = [planned, done]
        else:
            base = self._cell(start, Beside.SO_FAR)
            quotient, nothing = f"({base}-{done})/({base}-{planned})", f"{base}={planned}"
            needed = [base, planned, done]
        counted = f"COUNT({','.join(needed)})<{len(needed)}"
        return f'IF(OR({counted},{nothing}),"",ROUND({quotient}*100,{PLACES_OF_ACHIEVED}))'

    def _cell(self, figure: Figure, holds: Beside) -> str:
        return cell_name(self._rows[figure], self.columns[holds])


def _is_part(line: FigureLine, whole: FigureLine) -> bool:
    return line.ordinal.startswith(f"{whole.ordinal}.")


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell whose row and column count from 0."""
    return f"{column_name(column + 1)}{row + 1}"


def _if_filled(cells: Sequence[str], formula: str) -> str:
    """Return a formula that shows nothing before all of some cells are filled in."""
    return f'IF(COUNT({",".join(cells)})<{len(cells)},"",{formula})'
