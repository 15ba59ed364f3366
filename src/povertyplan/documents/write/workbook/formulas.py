"""
The formulas of a table in a sheet: sums of rows, balances, rates that are rounded quotients.

A figure has a formula only where the formula gives what is printed, so that a wrong figure is
written as it stands.  Rates are rounded by `ROUND`, never by a number format alone: of ties such
as 23/160 the format shows 14,37 in LibreOffice and 14,38 in Excel.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import define, evolve, field

from povertyplan.documents.content import column_name
from povertyplan.documents.forms import Beside
from povertyplan.documents.layout import Column, ColumnRole, Table, TableLine
from povertyplan.documents.layout.achieved import (
    PLACES_OF_ACHIEVED,
    START_OF,
    achieved_in_per_cent,
)
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.percent import Percent, ratio_prints
from povertyplan.model.places import Part, Row
from povertyplan.model.relations import Balance, Ratio, Sum

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
    _sums: frozenset[Field] = field(init=False)
    _computed_by: Mapping[Field, Balance | Ratio] = field(init=False)
    _columns: Mapping[Field, str] = field(init=False)
    _derived: Mapping[Column, str] = field(init=False)
    _added: Mapping[int, Sequence[range]] = field(init=False)
    _places: Mapping[Field, int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Name the columns, and find what computes them, and the lines that each total adds up."""
        names = {column: column_name(number) for number, column in enumerate(self.table.columns, 1)}
        self._columns = {
            column.field: name
            for column, name in names.items()
            if column.field and column.role is ColumnRole.FIGURE
        }
        self._derived = {
            column: name for column, name in names.items() if column.role is ColumnRole.DERIVED
        }
        relations = self.table.relations
        self._sums = frozenset(each.count for each in relations if isinstance(each, Sum))
        computing = [each for each in relations if isinstance(each, Balance | Ratio)]
        # Of the balances of a figure, the first gives it by its own flow.
        self._computed_by = {relation.subject: relation for relation in reversed(computing)}
        self._added = dict(_lines_added(self.table.lines))
        self._places = {column: self._places_of(column) for column in self._columns}

    def name(self, line: int, figure: Field) -> str:
        """Return the name of a cell, such as ``G29``."""
        return f"{self._columns[figure]}{self.first_row + line}"

    def places(self, rate: Field) -> int:
        """Return how many decimal places the rates of a column usually have."""
        return self._places[rate]

    def formula(self, line: int, figure: Field) -> str | None:
        """Return the formula that gives a figure as it is printed, or None if it is to be typed."""
        if figure in self._sums and line in self._added:
            return self.sum(line, figure) if self._is_sum(line, figure) else None
        match self._computed_by.get(figure):
            case Balance() as balance if self._closes(line, balance):
                return self.balance(line, balance)
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

    def achieved(self, line: int, column: Column) -> str | None:
        """
        Return the formula of how much of its plan a figure achieves, in per cent.

        A count that is to fall is set beside the start of its flow.  None where the formula does
        not give what is stated.
        """
        figure, planned = column.field, evolve(column, key=Beside.PLANNED)
        if not isinstance(figure, Count) or not self._has(figure, planned):
            return None
        values, others = self.table.lines[line].values, self.table.lines[line].others
        done, name = _stated(values, figure), self.name(line, figure)
        start = START_OF.get(figure)
        if start is not None:
            done, name = _stated(values, start) - done, f"({self.name(line, start)}-{name})"
        plan = others.get(planned)
        if not isinstance(plan, int) or others.get(column) != achieved_in_per_cent(done, plan):
            return None
        plan_name = f"{self._derived[planned]}{self.first_row + line}"
        return f"ROUND({name}/{plan_name}*100,{PLACES_OF_ACHIEVED})"

    def _has(self, figure: Count, planned: Column) -> bool:
        """Whether there are columns of a figure, of its start and of its plan."""
        needed = {figure, START_OF.get(figure, figure)}
        return self._columns.keys() >= needed and planned in self._derived

    def balance_of(self, figure: Field) -> Balance | None:
        """Return the balance that gives a figure by counts that have columns; None without one."""
        relation = self._computed_by.get(figure)
        if isinstance(relation, Balance) and self._columns.keys() >= set(relation.operands):
            return relation
        return None

    def balance(self, line: int, balance: Balance) -> str:
        """Return the start less what left and plus what came, of the counts that have columns."""
        start = self.name(line, balance.start)
        left = [f"-{self.name(line, count)}" for count in balance.outs if count in self._columns]
        came = [f"+{self.name(line, count)}" for count in balance.ins if count in self._columns]
        return "".join((start, *left, *came))

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
        """Whether a figure is stated, and is the sum of the figures of its rows."""
        total = 0
        for run in self._added[line]:
            for row in run:
                value = self.table.lines[row].values.get(figure)
                if not isinstance(value, int):
                    return False
                total += value
        return self.table.lines[line].values.get(figure) == total

    def _closes(self, line: int, balance: Balance) -> bool:
        """Whether a count is what its balance gives; only slack counts may be blank."""
        values = self.table.lines[line].values
        needed = {balance.end, *balance.operands}.difference(balance.slack)
        if not all(
            count in self._columns and isinstance(values.get(count), int) for count in needed
        ):
            return False
        outs = sum(_stated(values, count) for count in balance.outs)
        ins = sum(_stated(values, count) for count in balance.ins)
        return _stated(values, balance.end) == _stated(values, balance.start) - outs + ins

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
        # A formula rounds to 100 % what is not all: such a rate is typed, be it right or wrong.
        is_right = ratio_prints(count, whole, printed, full_is_exact=ratio.full_is_exact)
        return is_told_apart and is_right and ratio_prints(count, whole, printed)


def _lines_added(lines: Sequence[TableLine]) -> Iterator[tuple[int, Sequence[range]]]:
    """
    Yield each total and sub-total with the runs of rows that it adds up.

    Of rows that have a line for households and one for persons, each adds up those of its own.
    """
    of_section: dict[tuple[Row, str], list[int]] = {}
    of_total: dict[str, list[int]] = {}
    section: Row = Part.TOTAL  # of rows before the first section
    for number, line in enumerate(lines):
        if line.is_section:
            section = line.row
        elif not line.is_total:
            of_section.setdefault((section, line.division), []).append(number)
            of_total.setdefault(line.division, []).append(number)
    for number, line in enumerate(lines):
        if line.is_section:
            yield number, _runs(of_section.get((line.row, line.division), ()))
        elif line.is_total:
            yield number, _runs(of_total.get(line.division, ()))


def _stated(values: Mapping[Field, Value], count: Count) -> int:
    """Return a count, 0 where it is blank."""
    value = values.get(count)
    return value if isinstance(value, int) else 0


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
