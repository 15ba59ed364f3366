"""The lines of an annex, and what is found in them."""

from collections.abc import Mapping, Sequence
from typing import Protocol, Self, TypeAlias

from attrs import frozen

from povertyplan import Percent, Plan
from povertyplan.model.fields import Field, Value

#: The figures of a line or of a text by their flat names, None where they are blank.
Figures: TypeAlias = Mapping[str, Value]

YEARS = ("base", "goal")
CATEGORIES = ("poor", "near_poor")
COUNTS = tuple(
    f"{what}_{year}" for what in ("households", "persons", *CATEGORIES) for year in YEARS
)


@frozen
class Found:
    """A finding: its code, its place, and what should stand there; None where nobody knows."""

    code: str
    place: str
    expected: str | None = None


class _Stated(Protocol):
    def flat(self) -> Mapping[Field, Value]: ...


def figures_of(stated: _Stated) -> Figures:
    """Return the figures of a part of a plan."""
    return {str(field): value for field, value in stated.flat().items()}


def count_of(figures: Figures, name: str) -> int | None:
    """Return a count."""
    value = figures[name]
    assert value is None or isinstance(value, int)
    return value


def rate_of(figures: Figures, name: str) -> Percent | None:
    """Return a rate."""
    value = figures[name]
    assert value is None or isinstance(value, Percent)
    return value


@frozen
class Line:
    """A line of an annex."""

    name: str
    figures: Figures
    adds: "Sequence[Line]" = ()  #: the rows that a total adds up


@frozen
class Annex:
    """The rows of an annex, its sub-totals, and its total, if it is printed."""

    rows: Sequence[Line]
    subtotals: Sequence[Line]
    total: Line | None

    @classmethod
    def of(cls, plan: Plan) -> Self:
        """Return the annex of a plan."""
        targets = enumerate(plan.targets, 1)
        rows = [Line(str(number), figures_of(target)) for number, target in targets]
        subtotals: list[Line] = []
        for number, section in enumerate(plan.sections, 1):
            if section.printed is not None:
                adds = [rows[row - 1] for row in section.rows]
                subtotals.append(Line(f"section{number}", figures_of(section.printed), adds))
        total = None if plan.total is None else Line("total", figures_of(plan.total), rows)
        return cls(rows, subtotals, total)

    @property
    def lines(self) -> Sequence[Line]:
        """All lines."""
        total = () if self.total is None else (self.total,)
        return (*self.rows, *self.subtotals, *total)

    def has_column(self, name: str) -> bool:
        """Whether any line states a figure."""
        return any(line.figures[name] is not None for line in self.lines)

    def count_of_all(self, name: str) -> int | None:
        """Return the count of the total row, without one the sum of the rows if all state it."""
        if self.total is not None:
            return count_of(self.total.figures, name)
        is_complete = all(row.figures[name] is not None for row in self.rows)
        return sum_of(self.rows, name) if self.rows and is_complete else None

    def rate_of_all(self, name: str) -> Percent | None:
        """Return the rate of the total row."""
        return None if self.total is None else rate_of(self.total.figures, name)


def sum_of(lines: Sequence[Line], name: str) -> int:
    """Return the sum of the counts that are stated."""
    counts = (count_of(line.figures, name) for line in lines)
    return sum(count for count in counts if count is not None)
