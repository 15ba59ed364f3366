"""The plan of a commune: its rows, its total, its text and its labour targets."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Self

from attrs import evolve, field, frozen

from povertyplan.errors import near
from povertyplan.model.document import DocumentInfo
from povertyplan.model.fields import (
    ANNEX,
    Count,
    Field,
    Flat,
    Period,
    Rate,
    Value,
    field_named,
    period,
)
from povertyplan.model.names import key
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit, Part, Row, SectionRow
from povertyplan.model.rows import Headline, LabourTarget, PovertyTarget, Section
from povertyplan.model.units import Level, Unit


def _rows(rows: Iterable[PovertyTarget]) -> tuple[PovertyTarget, ...]:
    return tuple(rows)


def _with_rates(values: Mapping[str, object], where: str) -> dict[Field, Value]:
    """Read the flat figures of plain data: counts are int, rates Percent or text."""
    flat: dict[Field, Value] = {}
    for name, value in values.items():
        try:
            known = field_named(name)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        if isinstance(value, str) and known is Rate.POOR_RATE_DROP:
            flat[known] = Points.parse(value)
        elif isinstance(value, str) and isinstance(known, Rate):
            flat[known] = Percent.parse(value)
        elif value is None or isinstance(value, int | Percent | Points):
            flat[known] = value
        else:
            raise TypeError(f"{where}: {name} must be an int, a Percent or its text, got {value!r}")
    return flat


@frozen
class Plan:
    """
    A plan for poverty reduction and employment of one commune and one year.

    *targets* holds one row per TDP in the order printed, *total* the total row
    as printed.  *year* is that of the title, which need not be the goal year
    of the annex: last year's title left standing is a finding, no error here.

    >>> plan = Plan.of(2024, [
    ...     {"name": "Hoà Sơn", "households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
    ...     {"name": "Chám", "households_base": 95, "poor_base": 2, "poor_base_rate": "2.11"},
    ... ])
    >>> plan.target("Hòa Sơn").base.poor
    Tally(count=8, rate=Percent('3.69%'))
    >>> plan.computed_total.base.poor.count
    10
    """

    unit: Unit
    year: int
    targets: tuple[PovertyTarget, ...] = field(converter=_rows)
    total: PovertyTarget | None = None
    sections: tuple[Section, ...] = ()
    headline: Headline = Headline()
    labour: LabourTarget | None = None
    document: DocumentInfo = DocumentInfo()

    def __attrs_post_init__(self) -> None:
        """Refuse rows of different years, and sections of rows that do not exist."""
        years = {target.years for target in self.printed_rows}
        if len(years) > 1:
            raise ValueError(f"Plan.targets must all be of the same two years, got {sorted(years)}")
        for section in self.sections:
            rows = section.rows
            if rows.step != 1 or not 1 <= rows.start <= rows.stop <= len(self.targets) + 1:
                raise ValueError(
                    f"Section.rows of {section.label!r} must lie in 1 to {len(self.targets)},"
                    f" got {rows!r}"
                )

    @classmethod
    def of(  # noqa: PLR0913  # one keyword for each part of a plan
        cls,
        year: int,
        rows: Iterable[Mapping[str, object]],
        *,
        unit: str | Unit = "",
        base_year: int | None = None,
        total: Mapping[str, object] | None = None,
        headline: Mapping[str, object] | None = None,
        labour: Mapping[str, object] | None = None,
    ) -> Self:
        """
        Build a plan from plain dicts with flat names, and ``name`` for the row's unit.

        Rates may be text, as printed; what is left out is not stated.  The
        base year is the year before unless *base_year* says another.
        """
        whole = unit if isinstance(unit, Unit) else Unit(unit, Level.COMMUNE)
        years = (year - 1 if base_year is None else base_year, year)
        targets: list[PovertyTarget] = []
        for number, row in enumerate(rows, 1):
            figures = {name: value for name, value in row.items() if name != "name"}
            own = Unit(str(row.get("name", "")))
            targets.append(PovertyTarget.of(own, *years, _with_rates(figures, f"row {number}")))
        return cls(
            whole,
            year,
            tuple(targets),
            None if total is None else PovertyTarget.of(whole, *years, _with_rates(total, "total")),
            headline=Headline.of(_with_rates(headline or {}, "headline")),
            labour=None
            if labour is None
            else LabourTarget.of(whole, year, _with_rates(labour, "labour")),
        )

    @property
    def printed_rows(self) -> Iterable[PovertyTarget]:
        """The rows, the sub-totals and the total that the annex prints."""
        subtotals = (section.printed for section in self.sections)
        return (row for row in chain(self.targets, subtotals, (self.total,)) if row is not None)

    @property
    def years(self) -> tuple[int, int] | None:
        """The base and the goal year of the annex; None where it has no row."""
        first = next(iter(self.printed_rows), None)
        return None if first is None else first.years

    def year_of(self, name: str) -> int | None:
        """Return the year that a figure is of, None where it is of both or of neither."""
        of = period(name)
        if of is None or self.years is None:
            return None
        return self.years[0 if of is Period.BASE else 1]

    def name_of(self, row: Row) -> str:
        """Return the name of a row's unit, of a section its label, else nothing."""
        match row:
            case int() if 1 <= row <= len(self.targets):
                return self.targets[row - 1].unit.name
            case SectionRow(number) if 1 <= number <= len(self.sections):
                return self.sections[number - 1].label
            case _:
                return ""

    @property
    def computed_total(self) -> PovertyTarget | None:
        """
        The sums over the rows, None where a row states no figure.

        It prints no rates: ask it for a `HouseholdCensus.share`.  None for a
        plan without rows.
        """
        if self.years is None or not self.targets:
            return None
        rows = [target.flat() for target in self.targets]
        sums: dict[Field, Value] = {
            name: _sum(row[name] for row in rows) for name in ANNEX if isinstance(name, Count)
        }
        return PovertyTarget.of(self.unit, *self.years, sums)

    def target(self, name: str) -> PovertyTarget:
        """
        Return the row of a unit, found under any Unicode form and tone style.

        Raises `LookupError` where no row, or more than one, bears the name.
        """
        found = [target for target in self.targets if key(target.unit.name) == key(name)]
        if len(found) == 1:
            return found[0]
        names = [target.unit.name for target in self.targets]
        rows = [at for at, own in enumerate(names, 1) if key(own) == key(name)]
        raise LookupError(
            f"rows {rows} are all named {name!r}: take them by position"
            if rows
            else f"no row is named {name!r}{near(name, names)}"
        )

    def edited(self, edits: Iterable[Edit]) -> Self:
        """
        Return the plan with figures replaced.

        Raises `LookupError` for a place that the plan does not have, and
        `ValueError` where the plan does not print what the edit says it does.

        >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])
        >>> edit = Edit(Place(1, "poor_goal"), printed=2, proposed=3)
        >>> plan.edited([edit]).targets[0].goal.poor.count
        3
        """
        changes: dict[Row, dict[Field, Value]] = {}
        for edit in edits:
            row = changes.setdefault(edit.place.row, self.flat(edit.place.row))
            name = field_named(edit.place.field)
            if name not in row:
                raise LookupError(f"{edit.place}: no such figure")
            if row[name] != edit.printed:
                raise ValueError(f"{edit.place}: the plan has {row[name]!r}, not {edit.printed!r}")
            row[name] = edit.proposed
        return self._with(changes)

    def flat(self, row: Row) -> dict[Field, Value]:
        """
        Return the figures of one row or part by their flat names.

        Raises `LookupError` for a row or part that the plan does not have.
        """
        found: PovertyTarget | Headline | LabourTarget | None = None
        match row:
            case Part.HEADLINE:
                found = self.headline
            case Part.LABOUR:
                found = self.labour
            case Part.TOTAL:
                found = self.total
            case SectionRow(number) if 1 <= number <= len(self.sections):
                found = self.sections[number - 1].printed
            case int() if 1 <= row <= len(self.targets):
                found = self.targets[row - 1]
            case _:
                pass
        if found is None:
            raise LookupError(f"the plan has no {row if isinstance(row, Part) else f'row {row}'}")
        return found.flat()

    def figures(self) -> dict[Row, dict[Field, Value]]:
        """
        Return every row and part of the plan with its figures by their flat names.

        >>> Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]).figures()[1][Count.POOR_GOAL]
        2
        """
        found: dict[Row, dict[Field, Value]] = {
            row: target.flat() for row, target in enumerate(self.targets, 1)
        }
        for number, section in enumerate(self.sections, 1):
            if section.printed is not None:
                found[SectionRow(number)] = section.printed.flat()
        if self.total is not None:
            found[Part.TOTAL] = self.total.flat()
        found[Part.HEADLINE] = self.headline.flat()
        if self.labour is not None:
            found[Part.LABOUR] = self.labour.flat()
        return found

    def _with(self, changes: Mapping[Row, Flat]) -> Self:
        def row(old: PovertyTarget, at: Row) -> PovertyTarget:
            flat = changes.get(at)
            return old if flat is None else PovertyTarget.of(old.unit, *old.years, flat)

        def section(old: Section, number: int) -> Section:
            printed = old.printed
            return old if printed is None else evolve(old, printed=row(printed, SectionRow(number)))

        headline, labour = changes.get(Part.HEADLINE), changes.get(Part.LABOUR)
        return evolve(
            self,
            targets=[row(target, at) for at, target in enumerate(self.targets, 1)],
            total=self.total and row(self.total, Part.TOTAL),
            sections=tuple(section(old, at) for at, old in enumerate(self.sections, 1)),
            headline=self.headline if headline is None else Headline.of(headline),
            labour=LabourTarget.of(self.labour.unit, self.labour.year, labour)
            if self.labour and labour is not None
            else self.labour,
        )


def _sum(values: Iterable[Value]) -> int | None:
    total = 0
    for value in values:
        if not isinstance(value, int):
            return None
        total += value
    return total
