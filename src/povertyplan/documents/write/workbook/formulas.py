"""
The formulas of an annex in a sheet: sums of rows, and rates that are rounded quotients.

A figure has a formula only where the formula gives what is printed, so that a wrong figure is
written as it stands.  Rates are rounded by `ROUND`, never by a number format alone: of ties such
as 23/160 the format shows 14,37 in LibreOffice and 14,38 in Excel.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import define, field

from povertyplan.documents.content import column_name
from povertyplan.documents.layout import Table, TableLine
from povertyplan.model.fields import Field
from povertyplan.model.percent import Percent, ratio_prints
from povertyplan.model.relations import RELATIONS, Ratio, Sum

#: The relation that computes each figure of an annex.
_COMPUTED_BY: Mapping[Field, Sum | Ratio] = {
    relation.subject: relation for relation in RELATIONS if isinstance(relation, Sum | Ratio)
}
#: A spreadsheet computes with 15 digits.  A quotient that is below this in units of its last
#: printed place, before it is divided, is as far from the next tie as those digits tell apart.
_MOST_UNITS = 10**14
#: The arguments that `SUM` may have in Excel.
_MOST_RUNS = 255
#: The places of a rate whose column prints none.
_USUAL_PLACES = 2


@define
class AnnexCells:
    """
    The cells of a table in a sheet, and the formulas that give their figures.

    *first_row* is the row of the first line of the table; rows count from 1, lines from 0.
    """

    table: Table
    first_row: int
    _columns: Mapping[Field, str] = field(init=False)
    _added: Mapping[int, Sequence[range]] = field(init=False)
    _places: Mapping[Field, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Name the columns, and find the lines that each total adds up."""
        columns = enumerate(self.table.columns, 1)
        self._columns = {
            column.field: column_name(number) for number, column in columns if column.field
        }
        self._added = dict(_lines_added(self.table.lines))
        self._places = {column: self._places_of(column) for column in self._columns}

    def name(self, line: int, figure: Field) -> str:
        """Return the name of a cell, such as ``G29``."""
        return f"{self._columns[figure]}{self.first_row + line}"

    def places(self, rate: Field) -> int:
        """Return how many decimal places the rates of a column usually have."""
        return self._places[rate]

    def formula(self, line: int, figure: Field) -> str | None:
        """Return the formula that gives a figure as it is printed; None for one to be typed."""
        match _COMPUTED_BY.get(figure):
            case Sum() if line in self._added:
                return self.sum(line, figure) if self._is_sum(line, figure) else None
            case Ratio() as ratio if self._is_ratio(line, ratio):
                return self.ratio(line, ratio)
            case _:
                return None

    def sum(self, line: int, figure: Field) -> str | None:
        """Return the sum over the rows of a total or sub-total, None if they are in many pieces."""
        runs = self.runs(line, figure)
        return f"SUM({','.join(runs)})" if 0 < len(runs) <= _MOST_RUNS else None

    def runs(self, line: int, figure: Field) -> list[str]:
        """Return the ranges of the rows that a total or sub-total adds up."""
        return [self._range(run, figure) for run in self._added[line]]

    def ratio(self, line: int, ratio: Ratio) -> str:
        """Return the rounded quotient of a rate whose counts have columns."""
        count, whole = (self.name(line, operand) for operand in ratio.operands)
        return f"ROUND({count}/{whole}*100,{self._printed_places(line, ratio.rate)})"

    def _range(self, run: range, figure: Field) -> str:
        first, last = self.name(run[0], figure), self.name(run[-1], figure)
        return first if len(run) == 1 else f"{first}:{last}"

    def _places_of(self, column: Field) -> int:
        stated = (line.values.get(column) for line in self.table.lines)
        rates = [value.places for value in stated if isinstance(value, Percent)]
        return max(set(rates), key=rates.count, default=_USUAL_PLACES)

    def _printed_places(self, line: int, rate: Field) -> int:
        printed = self.table.lines[line].values.get(rate)
        return printed.places if isinstance(printed, Percent) else self.places(rate)

    def _is_sum(self, line: int, figure: Field) -> bool:
        """Whether a figure is stated, and is the sum of what all of its rows state."""
        total = 0
        for run in self._added[line]:
            for row in run:
                value = self.table.lines[row].values.get(figure)
                if not isinstance(value, int):
                    return False
                total += value
        return self.table.lines[line].values.get(figure) == total

    def _is_ratio(self, line: int, ratio: Ratio) -> bool:
        """Whether a rate is the rounded quotient of its counts; the dash of no household is 0."""
        values = self.table.lines[line].values
        count, whole = (values.get(operand) for operand in ratio.operands)
        if not (isinstance(count, int) and isinstance(whole, int) and whole):
            return False
        printed = values.get(ratio.rate)
        if not isinstance(printed, Percent):
            return self.table.lines[line].is_dash(ratio.rate)
        is_told_apart = count * 10 ** (printed.places + 2) < _MOST_UNITS
        return is_told_apart and ratio_prints(count, whole, printed)


def _lines_added(lines: Sequence[TableLine]) -> Iterator[tuple[int, Sequence[range]]]:
    """Yield each total and sub-total with the runs of rows that it adds up."""
    heads = [number for number, line in enumerate(lines) if not _is_row(line)]
    for head, end in pairwise((*heads, len(lines))):
        if lines[head].is_section:
            yield head, _runs(range(head + 1, end))
        else:
            yield head, _runs(number for number, line in enumerate(lines) if _is_row(line))


def _is_row(line: TableLine) -> bool:
    return isinstance(line.row, int)


def _runs(numbers: Iterable[int]) -> Sequence[range]:
    """
    Join numbers in their order to runs.

    >>> _runs([1, 2, 3, 7])
    [range(1, 4), range(7, 8)]
    """
    runs: list[range] = []
    for number in numbers:
        if runs and runs[-1].stop == number:
            runs[-1] = range(runs[-1].start, number + 1)
        else:
            runs.append(range(number, number + 1))
    return runs
