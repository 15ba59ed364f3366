"""Many plans together: sums of their figures, errors, units that are missing or stand twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress

from attrs import frozen

from povertyplan.checks import CHECKS, Check
from povertyplan.findings import Severity
from povertyplan.model.fields import FACTS, Count, Period
from povertyplan.model.percent import Percent
from povertyplan.outputs.digest import ADDED_UP, Digest
from povertyplan.outputs.outcome import Unread
from povertyplan.outputs.units import UnitName, same_units, which


@frozen
class ColumnSum:
    """The sum of a figure over the plans that state it, and the files of the others."""

    figure: Count
    plans: int
    total: int
    lacking: tuple[str, ...]


@frozen
class RateOfSums:
    """The sum of a count over the sum of its whole, for the plans that state both."""

    plans: int
    count: int
    whole: int

    @property
    def printed(self) -> Percent | None:
        """The rate to two places, rounded half up; None if the whole is 0, or far too small."""
        with suppress(ValueError):
            return Percent.of_ratio(self.count, self.whole)
        return None


@frozen
class Sums:
    """The sums over all plans of the same two years."""

    years: tuple[int, int]
    plans: int
    columns: Mapping[Count, ColumnSum]
    rates: Mapping[Count, RateOfSums]  #: by the count of whose sum they are the rate

    def year(self, figure: Count) -> int:
        """Return the year of a figure."""
        base_year, goal_year = self.years
        return base_year if FACTS[figure].period is Period.BASE else goal_year


@frozen
class FoundByCheck:
    """How many findings a check has over all plans, and in how many of them."""

    check: Check
    findings: int
    plans: int


@frozen
class Repeated:
    """A unit of which there are several plans of the same years: its figures count as often."""

    name: str
    files: tuple[str, ...]


@frozen
class ExpectedUnits:
    """The units that are expected: which of them are missing, and which plans are of others."""

    missing: tuple[str, ...]
    others: tuple[Digest, ...]  #: plans whose unit is not expected, or may be one of several
    repeated: tuple[str, ...] = ()  #: units that the list names twice


@frozen
class Overview:
    """The plans of many files together."""

    plans: tuple[Digest, ...]
    unread: tuple[Unread, ...]
    sums: tuple[Sums, ...]
    repeated: tuple[Repeated, ...]
    expected: ExpectedUnits | None = None

    @classmethod
    def of(
        cls,
        plans: Sequence[Digest],
        unread: Sequence[Unread],
        expected: Sequence[str] | None = None,
    ) -> "Overview":
        """Return the overview of some plans; *expected* holds the names of the units expected."""
        by_years: dict[tuple[int, int], list[Digest]] = {}
        for plan in plans:
            by_years.setdefault(plan.years, []).append(plan)
        repeated: list[Repeated] = []
        for alike in by_years.values():
            repeated += _repeated(alike)
        return cls(
            tuple(plans),
            tuple(unread),
            tuple(_sums(years, by_years[years]) for years in sorted(by_years)),
            tuple(repeated),
            None if expected is None else _compared(plans, expected),
        )

    @property
    def is_complete(self) -> bool:
        """Whether no unit is missing of those that are expected."""
        return self.expected is None or not self.expected.missing

    @property
    def checks(self) -> list[FoundByCheck]:
        """The checks that found something, in the order of their codes."""
        findings: Counter[str] = Counter()
        plans: Counter[str] = Counter()
        for plan in self.plans:
            for (code, _), number in plan.findings.items():
                findings[code] += number
            plans.update({code for code, _ in plan.findings})
        found = [check for check in CHECKS if check.code in findings]
        return [FoundByCheck(check, findings[check.code], plans[check.code]) for check in found]

    @property
    def wrong(self) -> list[Digest]:
        """The plans with errors, those with most errors first."""
        wrong = [plan for plan in self.plans if plan.number(Severity.ERROR)]
        return sorted(wrong, key=lambda plan: -plan.number(Severity.ERROR))

    @property
    def uncompared(self) -> list[Digest]:
        """The plans of which no figures could be compared."""
        return [plan for plan in self.plans if not plan.is_compared]

    @property
    def unnamed(self) -> list[Digest]:
        """The plans that do not name their unit."""
        return [plan for plan in self.plans if not plan.name]


def _sums(years: tuple[int, int], plans: Sequence[Digest]) -> Sums:
    """Return the sums over some plans of the same years."""
    columns: dict[Count, ColumnSum] = {}
    rates: dict[Count, RateOfSums] = {}
    for figure in ADDED_UP:
        stated = [plan.figures[figure] for plan in plans if figure in plan.figures]
        lacking = tuple(plan.file for plan in plans if figure not in plan.figures)
        columns[figure] = ColumnSum(figure, len(stated), sum(stated), lacking)
        whole = FACTS[figure].share_of
        if whole is not None:
            rates[figure] = _rate(figure, whole, plans)
    return Sums(years, len(plans), columns, rates)


def _rate(figure: Count, whole: Count, plans: Sequence[Digest]) -> RateOfSums:
    both = [plan.figures for plan in plans if figure in plan.figures and whole in plan.figures]
    counted = sum(figures[figure] for figures in both)
    in_all = sum(figures[whole] for figures in both)
    return RateOfSums(len(both), counted, in_all)


def _repeated(plans: Sequence[Digest]) -> list[Repeated]:
    """Return the units of which several plans are there."""
    named = [plan for plan in plans if plan.name]
    groups = same_units(UnitName.of(plan.name) for plan in named)
    return [
        Repeated(named[group[0]].name, tuple(named[position].file for position in group))
        for group in groups
    ]


def _compared(plans: Sequence[Digest], expected: Sequence[str]) -> ExpectedUnits:
    """Return which of the expected units are missing, and which plans are of other units."""
    units: dict[UnitName, str] = {}
    repeated: list[str] = []
    for text in expected:
        name = UnitName.of(text)
        if name in units:
            repeated.append(text)
        units.setdefault(name, text)
    names = list(units)
    found: set[int] = set()
    others: list[Digest] = []
    for plan in plans:
        position = which(UnitName.of(plan.name), names) if plan.name else None
        if position is not None:
            found.add(position)
        elif plan.name:
            others.append(plan)
    missing = (text for position, text in enumerate(units.values()) if position not in found)
    return ExpectedUnits(tuple(missing), tuple(others), tuple(dict.fromkeys(repeated)))
