"""The plan of a commune: its rows, its total, its text and its labour targets."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Self, cast

from attrs import evolve, field, frozen

from povertyplan.arguments.expected import Number, expected_of
from povertyplan.arguments.refusals import shown
from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import ParseError, harmless
from povertyplan.model import relations
from povertyplan.model.document import DocumentInfo
from povertyplan.model.fields import (
    ANNEX,
    FACTS,
    HEADLINE,
    LABOUR,
    Count,
    Field,
    FieldKind,
    Figure,
    Flat,
    Period,
    Value,
    figure_named,
)
from povertyplan.model.percent import Percent, Points
from povertyplan.model.periods import Year
from povertyplan.model.places import Edit, Part, Row, SectionRow
from povertyplan.model.relations import Relation
from povertyplan.model.rows import Headline, LabourTarget, PovertyTarget, Section
from povertyplan.model.tabular import are_consecutive, complete_sum, replaced
from povertyplan.model.units import Level, Unit, row_named


def _rows(rows: Iterable[PovertyTarget]) -> tuple[PovertyTarget, ...]:
    return tuple(rows)


#: What the figures of each kind are in plain data, beside the text of a rate.
_EXPECTED = {
    FieldKind.COUNT: expected_of(Number | None),
    FieldKind.RATE: expected_of(Percent | None),
    FieldKind.POINTS: expected_of(Points | None),
}


def _flat(values: Mapping[str, object], where: str, known: Collection[Figure]) -> Flat:
    """Return the figures of plain data by their fields; the text of a rate is parsed."""
    flat: dict[Field, Value] = {}
    for name, value in values.items():
        try:
            figure = figure_named(name)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
        if figure not in known:
            raise ValueError(f"{where}: {name} stands in another part of a plan")
        flat[figure] = _value(figure, value, f"{where}: {name}")
    return flat


def _value(figure: Figure, value: object, place: str) -> Value:
    kind = FACTS[figure].kind
    if isinstance(value, str) and kind is not FieldKind.COUNT:
        printed = Points if kind is FieldKind.POINTS else Percent
        try:
            return printed.parse(value)
        except ParseError as error:
            raise evolve(error, expected=f"{error.expected} ({place})") from None
    return cast("Value", _EXPECTED[kind].take(value, place))


def _tdp(row: Mapping[str, object], number: int) -> Unit:
    """Return the unit that a row names."""
    name = row.get("name", "")
    if not isinstance(name, str):
        raise TypeError(f"row {number}: name must be a str, got {shown(name)}")
    return Unit(name)


@frozen(field_transformer=strict_fields)
class Plan:
    """
    A plan for poverty reduction and employment of one commune and one year.

    `Plan.of` builds a plan from plain dicts.

    >>> plan = Plan.of(2024, [
    ...     {"name": "Hoà Sơn", "poor_base": 8, "poor_base_rate": "3.69"},
    ...     {"name": "Chám", "poor_base": 2, "poor_base_rate": "2.11"},
    ... ])
    >>> plan.target("Hòa Sơn").base.poor
    Tally(count=8, rate=Percent.parse('3.69%'))
    >>> plan.computed_total.base.poor.count
    10
    >>> plan.name_of(1), plan.year_of(Count.POOR_BASE), plan.flat(1)[Count.POOR_BASE]
    ('Hoà Sơn', 2023, 8)
    """

    unit: Unit  #: the commune whose plan it is (xã, phường, thị trấn)
    #: the year in the title (năm kế hoạch); it may differ from the goal year of the annex, which
    #: `check` reports
    year: Year
    #: the rows of the annex, one for each TDP, in the order printed
    targets: tuple[PovertyTarget, ...] = field(converter=_rows)
    #: the total row of the annex as printed (dòng tổng), None without one
    total: PovertyTarget | None = None
    #: the parts of the annex under headings of their own (khu vực)
    sections: tuple[Section, ...] = ()
    #: the targets for poverty that the text states (chỉ tiêu trong văn bản)
    headline: Headline = Headline()
    #: the targets for training and employment that the text states, None without any
    labour: LabourTarget | None = None
    #: the number, the date and the other facts of the letterhead and the foot
    document: DocumentInfo = DocumentInfo()

    def __attrs_post_init__(self) -> None:
        """Refuse rows of different years, and sections of rows that do not exist."""
        years = {target.years for target in self.printed_rows}
        if len(years) > 1:
            raise ValueError(f"Plan.targets must all be of the same two years, got {sorted(years)}")
        for section in self.sections:
            if not are_consecutive(section.rows, len(self.targets)):
                raise ValueError(
                    f"Section.rows of {section.label!r} must lie in 1 to {len(self.targets)},"
                    f" got {section.rows!r}"
                )

    @classmethod
    @strict
    def of(  # noqa: PLR0913  # one keyword for each part of a plan
        cls,
        year: Year,
        rows: Iterable[Mapping[str, object]],
        *,
        unit: str | Unit = "",
        base_year: Year | None = None,
        total: Mapping[str, object] | None = None,
        headline: Mapping[str, object] | None = None,
        labour: Mapping[str, object] | None = None,
        document: DocumentInfo | None = None,
    ) -> Self:
        """
        Build a plan from plain dicts with flat names, and ``name`` for the row's unit.

        *rows* are the TDPs in the order printed.  They and *total* have the figures of an
        annex, *headline* has those of the text, *labour* those of training and employment;
        `Count` and `Rate` list the names.  Rates may be text, as printed; what is left out is
        not stated.  The base year is the year before unless *base_year* says another.
        *document* has the facts of the letterhead and the foot, which `write` prints.

        >>> row = {"name": "Ngò", "poor_goal": 2, "poor_goal_rate": "2,56"}
        >>> plan = Plan.of(2024, [row], unit="Cao Thượng", headline={"poor_goal": 2})
        >>> plan.target("Ngò").goal.poor, plan.headline.poor_goal
        (Tally(count=2, rate=Percent.parse('2.56%')), 2)

        Raises `ValueError` for an unknown name, and for a figure of another part of a plan.
        """
        commune = unit if isinstance(unit, Unit) else Unit(unit, Level.COMMUNE)
        first_year = year - 1 if base_year is None else base_year

        def target(unit: Unit, values: Mapping[str, object], where: str) -> PovertyTarget:
            return PovertyTarget.of(unit, first_year, year, _flat(values, where, ANNEX))

        targets: list[PovertyTarget] = []
        for number, row in enumerate(rows, 1):
            figures = {name: value for name, value in row.items() if name != "name"}
            targets.append(target(_tdp(row, number), figures, f"row {number}"))
        stated_labour = None
        if labour is not None:
            stated_labour = LabourTarget.of(commune, year, _flat(labour, "labour", LABOUR))
        return cls(
            commune,
            year,
            tuple(targets),
            None if total is None else target(commune, total, "total"),
            headline=Headline.of(_flat(headline or {}, "headline", HEADLINE)),
            labour=stated_labour,
            document=document or DocumentInfo(),
        )

    def __repr__(self) -> str:
        """Return the year, the commune and the number of rows."""
        name = f" {harmless(self.unit.name)}" if self.unit.name else ""
        return f"<Plan {self.year}{name}: {len(self.targets)} rows>"

    @property
    def printed_rows(self) -> Iterable[PovertyTarget]:
        """The rows, the sub-totals and the total that the annex prints."""
        subtotals = (section.printed for section in self.sections)
        return (row for row in chain(self.targets, subtotals, (self.total,)) if row is not None)

    @property
    def years(self) -> tuple[int, int] | None:
        """The base and the goal year of the annex, None if it has no row."""
        first = next(iter(self.printed_rows), None)
        return None if first is None else first.years

    @strict
    def year_of(self, field: Field) -> int | None:
        """Return the year of a figure, or None for a figure of both years or of neither."""
        of_period = FACTS[field].period
        if of_period is None or self.years is None:
            return None
        base_year, goal_year = self.years
        return base_year if of_period is Period.BASE else goal_year

    @strict
    def name_of(self, row: Row) -> str:
        """Return the name of the unit of a row, the label of a section, else an empty text."""
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
        The sums over the rows; a figure is None if a row leaves it blank.

        It prints no rates: ask it for a `HouseholdCensus.share`.  None for a
        plan without rows.
        """
        if self.years is None or not self.targets:
            return None
        rows = [target.flat() for target in self.targets]
        sums: dict[Field, Value] = {}
        for figure in ANNEX:
            if isinstance(figure, Count):
                sums[figure] = complete_sum(row[figure] for row in rows)
        return PovertyTarget.of(self.unit, *self.years, sums)

    @strict
    def target(self, name: str) -> PovertyTarget:
        """
        Return the row of a unit, found under any Unicode form and tone style.

        Raises `LookupError` where no row, or more than one, bears the name.
        """
        row = row_named((target.unit.name for target in self.targets), name)
        return self.targets[row - 1]

    @strict
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
        return self._with(replaced(self.flat, edits, "plan"))

    @strict
    def flat(self, row: Row) -> dict[Field, Value]:
        """
        Return the figures of one row or part by their flat names.

        Raises `LookupError` for a row or part that the plan does not have.
        """
        stated: PovertyTarget | Headline | LabourTarget | None = None
        match row:
            case Part.HEADLINE:
                stated = self.headline
            case Part.LABOUR:
                stated = self.labour
            case Part.TOTAL:
                stated = self.total
            case SectionRow(number) if 1 <= number <= len(self.sections):
                stated = self.sections[number - 1].printed
            case int() if row in self.rows:
                stated = self.targets[row - 1]
            case _:
                pass
        if stated is None:
            raise LookupError(f"the plan has no {row if isinstance(row, Part) else f'row {row}'}")
        return stated.flat()

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of the plan about its figures."""
        return relations.RELATIONS

    @property
    def rows(self) -> range:
        """The numbers of the rows in `targets`, counted from 1."""
        return range(1, len(self.targets) + 1)

    @property
    def subtotals(self) -> dict[Row, Sequence[Row]]:
        """The sub-total rows that are printed, each with the rows that it is the sum of."""
        return {
            SectionRow(number): section.rows
            for number, section in enumerate(self.sections, 1)
            if section.printed is not None
        }

    def figures(self) -> dict[Row, dict[Field, Value]]:
        """
        Return every row and part of the plan with its figures by their flat names.

        >>> Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]).figures()[1][Count.POOR_GOAL]
        2
        """
        figures: dict[Row, dict[Field, Value]] = {
            row: target.flat() for row, target in zip(self.rows, self.targets, strict=True)
        }
        others: list[Row] = [*self.subtotals]
        if self.total is not None:
            others.append(Part.TOTAL)
        others.append(Part.HEADLINE)
        if self.labour is not None:
            others.append(Part.LABOUR)
        return figures | {row: self.flat(row) for row in others}

    def _with(self, changes: Mapping[Row, Flat]) -> Self:
        """Return the plan with other figures in some rows and parts."""

        def changed(target: PovertyTarget, row: Row) -> PovertyTarget:
            flat = changes.get(row)
            return target if flat is None else PovertyTarget.of(target.unit, *target.years, flat)

        def with_subtotal(section: Section, row: SectionRow) -> Section:
            if section.printed is None:
                return section
            return evolve(section, printed=changed(section.printed, row))

        headline, labour = self.headline, self.labour
        if Part.HEADLINE in changes:
            headline = Headline.of(changes[Part.HEADLINE])
        if labour is not None and Part.LABOUR in changes:
            labour = LabourTarget.of(labour.unit, labour.year, changes[Part.LABOUR])
        sections = [
            with_subtotal(section, SectionRow(number))
            for number, section in enumerate(self.sections, 1)
        ]
        return evolve(
            self,
            targets=[changed(target, row) for row, target in enumerate(self.targets, 1)],
            total=None if self.total is None else changed(self.total, Part.TOTAL),
            sections=tuple(sections),
            headline=headline,
            labour=labour,
        )
