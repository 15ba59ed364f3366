"""
The rows of a plan as typed, immutable values.

What cannot exist (a negative count) raises on construction; what exists and is
wrong (a total that is not the sum of its rows) can be represented, for finding
it is what the rest of the library does.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Self

from attrs import field, frozen

from povertyplan.arguments.expected import Number, expected_of
from povertyplan.arguments.refusals import near, shown
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.model.fields import (
    ANNEX,
    HEADLINE,
    LABOUR,
    Category,
    Count,
    Field,
    Figure,
    Flat,
    Rate,
    Value,
)
from povertyplan.model.names import normalized
from povertyplan.model.percent import Percent, Points
from povertyplan.model.periods import ReportingPeriod, Year
from povertyplan.model.relations import LABOUR_TABLE_RELATIONS, Relation
from povertyplan.model.units import Unit

_YEAR = expected_of(int)


@frozen(field_transformer=strict_fields)
class Tally:
    """
    A count of households and the rate printed beside it.

    None stands for a blank; a dash beside a count of 0 is a blank rate.

    >>> Tally(2, Percent.parse("1,43%")).rate
    Percent.parse('1.43%')
    """

    count: Number | None = None  #: the number of households (số hộ)
    rate: Percent | None = None  #: the rate printed beside it, in per cent (tỷ lệ)

    __repr__ = as_call


@frozen(field_transformer=strict_fields)
class HouseholdCensus:
    """
    One review (rà soát) of one unit in one year.

    >>> census = HouseholdCensus(Unit("Chám"), 2023, households=95, poor=Tally(2))
    >>> census.tally(Category.POOR), census.share(Category.POOR)
    (Tally(count=2), Fraction(2, 95))
    """

    unit: Unit  #: the unit that was reviewed (đơn vị)
    year: Year  #: the year of the review (năm rà soát)
    households: Number | None = None  #: all resident households (tổng số hộ dân cư)
    persons: Number | None = None  #: the members of these households (nhân khẩu)
    poor: Tally = Tally()  #: the poor households, and their share of all households (hộ nghèo)
    near_poor: Tally = Tally()  #: the near-poor households, and their share of all (hộ cận nghèo)

    __repr__ = as_call

    @strict
    def share(self, category: Category) -> Fraction | None:
        """Return the exact share, or None without the figure or without households."""
        count = self.tally(category).count
        return Fraction(count, self.households) if self.households and count is not None else None

    @strict
    def tally(self, category: Category) -> Tally:
        """Return the count and rate of a category."""
        return self.poor if category is Category.POOR else self.near_poor


@frozen(field_transformer=strict_fields)
class PovertyTarget:
    """
    The row of one unit: last year's review, and the goal that the plan sets for this year.

    >>> chợ = Unit("Chợ")
    >>> target = PovertyTarget(
    ...     HouseholdCensus(chợ, 2023, 136, poor=Tally(3)),
    ...     HouseholdCensus(chợ, 2024, 140, poor=Tally(2)),
    ... )
    >>> target.reduction(Category.POOR), target.reduction_points(Category.POOR)
    (1, Fraction(185, 238))
    """

    base: HouseholdCensus  #: last year's review (kết quả rà soát năm trước)
    goal: HouseholdCensus  #: what the plan sets for this year (mục tiêu của năm kế hoạch)

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse two units, and a goal that is not later than its base."""
        if self.base.unit != self.goal.unit:
            raise ValueError(
                f"PovertyTarget.goal must be of the unit of its base, {self.base.unit.name!r},"
                f" got {self.goal.unit.name!r}"
            )
        if self.base.year >= self.goal.year:
            raise ValueError(
                f"PovertyTarget.goal must be later than its base, {self.base.year},"
                f" got {self.goal.year}"
            )

    @property
    def unit(self) -> Unit:
        """The unit of both years."""
        return self.base.unit

    @property
    def years(self) -> tuple[int, int]:
        """The base and the goal year."""
        return (self.base.year, self.goal.year)

    @strict
    def reduction(self, category: Category) -> int | None:
        """Return by how many households the count falls, None if a count is missing."""
        base, goal = self.base.tally(category).count, self.goal.tally(category).count
        return None if base is None or goal is None else base - goal

    @strict
    def reduction_points(self, category: Category) -> Fraction | None:
        """Return by how many percentage points the exact rate falls."""
        base, goal = self.base.share(category), self.goal.share(category)
        return None if base is None or goal is None else 100 * (base - goal)

    def flat(self) -> dict[Field, Value]:
        """
        Return the twelve figures of a row by their flat names.

        >>> base, goal = (HouseholdCensus(Unit("Chợ"), year, 136) for year in (2023, 2024))
        >>> PovertyTarget(base, goal).flat()[Count.HOUSEHOLDS_BASE]
        136
        """
        base, goal = self.base, self.goal
        figures = (
            base.households,
            base.persons,
            goal.households,
            goal.persons,
            base.poor.count,
            base.poor.rate,
            goal.poor.count,
            goal.poor.rate,
            base.near_poor.count,
            base.near_poor.rate,
            goal.near_poor.count,
            goal.near_poor.rate,
        )
        return dict(zip(ANNEX, figures, strict=True))  # the columns in their usual order

    @classmethod
    def of(cls, unit: Unit, base_year: Year, goal_year: Year, flat: Flat) -> Self:
        """
        Build a row from its figures by their flat names, the inverse of `flat`.

        >>> flat = {Count.POOR_BASE: 3, Count.POOR_GOAL: 2}
        >>> PovertyTarget.of(Unit("Chợ"), 2023, 2024, flat).reduction(Category.POOR)
        1
        """
        _refuse_others(flat, ANNEX, "PovertyTarget.of")
        _YEAR.take(base_year, "PovertyTarget.of: base_year")
        _YEAR.take(goal_year, "PovertyTarget.of: goal_year")
        return cls(
            HouseholdCensus(
                unit,
                base_year,
                _count(flat, Count.HOUSEHOLDS_BASE),
                _count(flat, Count.PERSONS_BASE),
                _tally(flat, Count.POOR_BASE, Rate.POOR_BASE_RATE),
                Tally(
                    _count(flat, Count.NEAR_POOR_BASE), percent_in(flat, Rate.NEAR_POOR_BASE_RATE)
                ),
            ),
            HouseholdCensus(
                unit,
                goal_year,
                _count(flat, Count.HOUSEHOLDS_GOAL),
                _count(flat, Count.PERSONS_GOAL),
                _tally(flat, Count.POOR_GOAL, Rate.POOR_GOAL_RATE),
                Tally(
                    _count(flat, Count.NEAR_POOR_GOAL), percent_in(flat, Rate.NEAR_POOR_GOAL_RATE)
                ),
            ),
        )


def _refuse_others(flat: Flat, figures: Collection[Figure], where: str) -> None:
    """Refuse figures that a part of a plan does not have; rows are made by the thousand."""
    if not isinstance(flat, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # not all callers are typed
        raise TypeError(f"{where}: flat must be a mapping, got {shown(flat)}")
    if not flat.keys() <= set(figures):
        other = str(next(name for name in flat if name not in figures))
        raise ValueError(
            f"{where}: flat must have figures of this part, got {other!r}{near(other, figures)}"
        )


def _wrong(name: Field, value: object, kind: str) -> TypeError:
    return TypeError(f"{name} must be {kind} or None, got {value!r}")


def _count(flat: Flat, name: Count) -> int | None:
    value = flat.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise _wrong(name, value, "a whole number of at least 0")


def counts_of(flat: Flat, names: Collection[Count], where: str) -> dict[Count, int | None]:
    """Return the counts of a row by their flat names; refuse what the row does not have."""
    _refuse_others(flat, names, where)
    return {name: _count(flat, name) for name in names}


def percent_in(flat: Flat, name: Rate) -> Percent | None:
    """Return a rate of a row by its flat name; refuse any other value."""
    value = flat.get(name)
    if value is None or isinstance(value, Percent):
        return value
    raise _wrong(name, value, "a Percent")


def _tally(flat: Flat, count: Count, rate: Rate) -> Tally:
    return Tally(_count(flat, count), percent_in(flat, rate))


def _points(flat: Flat, name: Rate) -> Points | None:
    value = flat.get(name)
    if value is None or isinstance(value, Points):
        return value
    raise _wrong(name, value, "Points")


@frozen(field_transformer=strict_fields)
class Section:
    """
    A part of the annex under a heading of its own, such as ``Khu vực thành thị``.

    >>> Section("I. Khu vực thành thị", range(1, 12)).rows[-1]
    11
    """

    label: str = field(converter=normalized)  #: its heading as printed (tên khu vực)
    rows: range  #: the rows it holds, counted from 1
    printed: PovertyTarget | None = None  #: its sub-total, as printed

    __repr__ = as_call


@frozen(field_transformer=strict_fields)
class Headline:
    """
    The figures that the text of a plan states (chỉ tiêu), by their flat names.

    >>> headline = Headline(poor_goal_rate=Percent.parse("1,4%"), poor_drop=36)
    >>> headline.near_poor_goal is None, headline.flat()[Count.POOR_DROP]
    (True, 36)
    >>> Headline.of(headline.flat()) == headline
    True
    """

    #: poor households at the end of the year (số hộ nghèo còn lại cuối năm)
    poor_goal: Number | None = None
    #: poor rate at the end of the year (tỷ lệ hộ nghèo cuối năm)
    poor_goal_rate: Percent | None = None
    #: by how many poor households fall in the year (số hộ nghèo giảm, hộ thoát nghèo)
    poor_drop: Number | None = None
    #: by how many percentage points the poor rate falls (mức giảm tỷ lệ hộ nghèo)
    poor_rate_drop: Points | None = None
    #: near-poor households at the end of the year (số hộ cận nghèo còn lại)
    near_poor_goal: Number | None = None
    #: near-poor rate at the end of the year (tỷ lệ hộ cận nghèo cuối năm)
    near_poor_goal_rate: Percent | None = None
    #: by how many near-poor households fall in the year (số hộ cận nghèo giảm)
    near_poor_drop: Number | None = None
    #: by how many percentage points the near-poor rate falls (mức giảm tỷ lệ hộ cận nghèo)
    near_poor_rate_drop: Points | None = None

    __repr__ = as_call

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names."""
        return {name: getattr(self, name) for name in HEADLINE}

    @classmethod
    def of(cls, flat: Flat) -> Self:
        """Build the headline from its figures by their flat names."""
        _refuse_others(flat, HEADLINE, "Headline.of")
        return cls(
            _count(flat, Count.POOR_GOAL),
            percent_in(flat, Rate.POOR_GOAL_RATE),
            _count(flat, Count.POOR_DROP),
            _points(flat, Rate.POOR_RATE_DROP),
            _count(flat, Count.NEAR_POOR_GOAL),
            percent_in(flat, Rate.NEAR_POOR_GOAL_RATE),
            _count(flat, Count.NEAR_POOR_DROP),
            _points(flat, Rate.NEAR_POOR_RATE_DROP),
        )


@frozen(field_transformer=strict_fields)
class LabourTarget:
    """
    The targets for training and employment (đào tạo nghề, giải quyết việc làm).

    The rates are of the people of working age, as communes print them, and not
    the national indicators, which are of those who work.

    >>> target = LabourTarget(Unit("Cao Thượng"), 2024, working_age=9225, trained=7565)
    >>> target.flat()[Count.TRAINED], target.new_jobs is None
    (7565, True)
    >>> LabourTarget.of(target.unit, 2024, target.flat()) == target
    True
    >>> target.with_flat({Count.NEW_JOBS: 260})
    LabourTarget(Unit('Cao Thượng'), 2024, new_jobs=260)
    """

    unit: Unit  #: the unit that the targets are of (đơn vị)
    year: Year  #: the year that they are of (năm)
    working_age: Number | None = None  #: people of working age (số người trong độ tuổi lao động)
    trained: Number | None = None  #: those of them with training (lao động qua đào tạo)
    #: their share of the people of working age (tỷ lệ lao động qua đào tạo)
    trained_rate: Percent | None = None
    #: those with a degree or a certificate (lao động qua đào tạo có bằng cấp, chứng chỉ)
    certified: Number | None = None
    #: their share of the people of working age (tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ)
    certified_rate: Percent | None = None
    new_jobs: Number | None = None  #: people who find work in the year (số người có việc làm mới)
    exported: Number | None = None  #: people who go to work abroad in the year (xuất khẩu lao động)

    __repr__ = as_call

    @property
    def period(self) -> ReportingPeriod:
        """The whole year."""
        return ReportingPeriod(self.year)

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a row of labour figures in a table of its own."""
        return LABOUR_TABLE_RELATIONS

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names."""
        return {name: getattr(self, name) for name in LABOUR}

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """Return the targets with other figures, of the same unit unless another is given."""
        return self.of(unit or self.unit, self.year, flat)

    @classmethod
    def of(cls, unit: Unit, year: Year, flat: Flat) -> Self:
        """Build the labour targets from their figures by their flat names."""
        _refuse_others(flat, LABOUR, "LabourTarget.of")
        return cls(
            unit,
            year,
            _count(flat, Count.WORKING_AGE),
            _count(flat, Count.TRAINED),
            percent_in(flat, Rate.TRAINED_RATE),
            _count(flat, Count.CERTIFIED),
            percent_in(flat, Rate.CERTIFIED_RATE),
            _count(flat, Count.NEW_JOBS),
            _count(flat, Count.EXPORTED),
        )
