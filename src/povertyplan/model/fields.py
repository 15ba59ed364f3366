"""
The vocabulary of a plan's figures: their flat names, and one table of facts about each.

JSON, data frames, findings and documentation use the same names.  Everything else about a
figure (its year, whom it counts, the whole that it is a share of, its labels) stands in `FACTS`;
nothing takes a name apart by its spelling.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain
from typing import TypeAlias

from attrs import frozen

from povertyplan.arguments.refusals import near
from povertyplan.arguments.strict import strict_words
from povertyplan.model.percent import Percent, Points


@strict_words
class Count(StrEnum):
    """
    The flat names of the figures that count something.

    ``_base`` is last year's review, ``_goal`` what the plan sets for this year.  A row and the
    total have ``households``, ``persons``, ``poor`` and ``near_poor`` of both; the text
    (headline) has ``poor_goal``, ``poor_drop``, ``near_poor_goal`` and ``near_poor_drop``; the
    labour targets have ``working_age``, ``trained``, ``certified``, ``new_jobs`` and
    ``exported``.  The others are further columns, which some annexes have besides.

    A name is as good as its member:

    >>> Count("poor_goal") is Count.POOR_GOAL
    True
    """

    HOUSEHOLDS_BASE = "households_base"
    PERSONS_BASE = "persons_base"
    HOUSEHOLDS_GOAL = "households_goal"
    PERSONS_GOAL = "persons_goal"
    POOR_BASE = "poor_base"
    POOR_GOAL = "poor_goal"
    NEAR_POOR_BASE = "near_poor_base"
    NEAR_POOR_GOAL = "near_poor_goal"
    POOR_DROP = "poor_drop"
    NEAR_POOR_DROP = "near_poor_drop"
    POOR_AND_NEAR_POOR_BASE = "poor_and_near_poor_base"
    POOR_AND_NEAR_POOR_GOAL = "poor_and_near_poor_goal"
    POOR_PERSONS_BASE = "poor_persons_base"
    POOR_PERSONS_GOAL = "poor_persons_goal"
    NEAR_POOR_PERSONS_BASE = "near_poor_persons_base"
    NEAR_POOR_PERSONS_GOAL = "near_poor_persons_goal"
    WORKING_AGE = "working_age"
    TRAINED = "trained"
    CERTIFIED = "certified"
    NEW_JOBS = "new_jobs"
    EXPORTED = "exported"


@strict_words
class Rate(StrEnum):
    """
    The flat names of the figures printed in per cent, or in points of it.

    A row and the total have the rates of ``poor`` and ``near_poor``, of base and goal; the text
    has those of the goal, and the drops (``poor_rate_drop``), which are in percentage points;
    the labour targets have ``trained_rate`` and ``certified_rate``.
    """

    POOR_BASE_RATE = "poor_base_rate"
    POOR_GOAL_RATE = "poor_goal_rate"
    NEAR_POOR_BASE_RATE = "near_poor_base_rate"
    NEAR_POOR_GOAL_RATE = "near_poor_goal_rate"
    POOR_AND_NEAR_POOR_BASE_RATE = "poor_and_near_poor_base_rate"
    POOR_AND_NEAR_POOR_GOAL_RATE = "poor_and_near_poor_goal_rate"
    POOR_RATE_DROP = "poor_rate_drop"
    NEAR_POOR_RATE_DROP = "near_poor_rate_drop"
    TRAINED_RATE = "trained_rate"
    CERTIFIED_RATE = "certified_rate"


@strict_words
class DocumentFact(StrEnum):
    """The names of the facts that a document states about itself, beside its figures."""

    NUMBER = "number"
    DATE = "date"
    SYMBOL = "symbol"
    ANNEX_NUMBER = "annex_number"
    ANNEX_SYMBOL = "annex_symbol"
    ANNEX_DATE = "annex_date"
    COLUMN_NUMBERS = "column_numbers"
    NAMES = "names"
    ORDINALS = "ordinals"
    YEAR = "year"
    ZEROS = "zeros"


Figure: TypeAlias = Count | Rate
Field: TypeAlias = Figure | DocumentFact
Value: TypeAlias = int | Percent | Points | None
Flat: TypeAlias = Mapping[Field, Value]

#: The columns of an annex, in their usual order.
ANNEX: tuple[Figure, ...] = (
    Count.HOUSEHOLDS_BASE,
    Count.PERSONS_BASE,
    Count.HOUSEHOLDS_GOAL,
    Count.PERSONS_GOAL,
    Count.POOR_BASE,
    Rate.POOR_BASE_RATE,
    Count.POOR_GOAL,
    Rate.POOR_GOAL_RATE,
    Count.NEAR_POOR_BASE,
    Rate.NEAR_POOR_BASE_RATE,
    Count.NEAR_POOR_GOAL,
    Rate.NEAR_POOR_GOAL_RATE,
)
#: Columns that some annexes have besides, which follow from those of a plan.
FURTHER: tuple[Figure, ...] = (
    Count.POOR_DROP,
    Count.NEAR_POOR_DROP,
    Count.POOR_AND_NEAR_POOR_BASE,
    Rate.POOR_AND_NEAR_POOR_BASE_RATE,
    Count.POOR_AND_NEAR_POOR_GOAL,
    Rate.POOR_AND_NEAR_POOR_GOAL_RATE,
    Count.POOR_PERSONS_BASE,
    Count.POOR_PERSONS_GOAL,
    Count.NEAR_POOR_PERSONS_BASE,
    Count.NEAR_POOR_PERSONS_GOAL,
)
#: The figures of a plan's text.
HEADLINE: tuple[Figure, ...] = (
    Count.POOR_GOAL,
    Rate.POOR_GOAL_RATE,
    Count.POOR_DROP,
    Rate.POOR_RATE_DROP,
    Count.NEAR_POOR_GOAL,
    Rate.NEAR_POOR_GOAL_RATE,
    Count.NEAR_POOR_DROP,
    Rate.NEAR_POOR_RATE_DROP,
)
#: The figures of the labour targets.
LABOUR: tuple[Figure, ...] = (
    Count.WORKING_AGE,
    Count.TRAINED,
    Rate.TRAINED_RATE,
    Count.CERTIFIED,
    Rate.CERTIFIED_RATE,
    Count.NEW_JOBS,
    Count.EXPORTED,
)


class Period(StrEnum):
    """The two years of an annex: last year's review and this year's goal."""

    BASE = "base"
    GOAL = "goal"

    @property
    def other(self) -> "Period":
        """The other of both."""
        return Period.GOAL if self is Period.BASE else Period.BASE


@strict_words
class Category(StrEnum):
    """The two classes of households that a review counts (Decree 07/2021/NĐ-CP)."""

    POOR = "poor"  #: hộ nghèo
    NEAR_POOR = "near_poor"  #: hộ cận nghèo


class FieldKind(StrEnum):
    """How a figure is printed."""

    COUNT = "count"
    RATE = "rate"  #: a share, in per cent
    POINTS = "points"  #: a change of a share, in percentage points
    TEXT = "text"  #: words, numbers or dates of the document itself


class Counted(StrEnum):
    """Whom a figure counts, or is a share of."""

    HOUSEHOLDS = "households"  #: hộ
    PERSONS = "persons"  #: nhân khẩu, lao động


class Qualification(StrEnum):
    """What the workers that a figure counts have learnt."""

    TRAINED = "trained"  #: qua đào tạo, with or without a certificate
    CERTIFIED = "certified"  #: qua đào tạo có bằng cấp, chứng chỉ


#: What follows the label of a field that is of one year, in each language.
OF_YEAR = {"en": " of {year}", "vi": " năm {year}"}


@frozen
class Facts:
    """
    The facts about a field besides its name.

    *categories* is empty where all households or persons are counted; *share_of* is the whole
    that a rate, or the share which a count makes, is taken of.
    """

    kind: FieldKind
    counted: Counted | None
    en: str  #: its label; ``{year}`` is the year that it is of
    vi: str
    period: Period | None = None  #: None where it is of both years, or of the plan's alone
    categories: tuple[Category, ...] = ()
    share_of: Count | None = None
    qualification: Qualification | None = None  #: None where it is not of workers trained

    @property
    def share(self) -> tuple[tuple[Category, ...], Qualification | None, Count | None]:
        """Who is counted, and of whom: the same for a rate and for its count."""
        return (self.categories, self.qualification, self.share_of)


@frozen
class _YearlyColumn:
    """A column that an annex has once for each year."""

    base: Figure
    goal: Figure
    categories: tuple[Category, ...]
    en: str
    vi: str
    counted: Counted = Counted.HOUSEHOLDS

    def facts(self) -> Iterator[tuple[Figure, Facts]]:
        """Yield the figure of each year with its facts."""
        is_share = self.categories and self.counted is Counted.HOUSEHOLDS
        kind = FieldKind.RATE if isinstance(self.base, Rate) else FieldKind.COUNT
        for period, field, households in (
            (Period.BASE, self.base, Count.HOUSEHOLDS_BASE),
            (Period.GOAL, self.goal, Count.HOUSEHOLDS_GOAL),
        ):
            en, vi = self.en + OF_YEAR["en"], self.vi + OF_YEAR["vi"]
            whole = households if is_share else None
            yield field, Facts(kind, self.counted, en, vi, period, self.categories, whole)


_ALL = ()
_POOR = (Category.POOR,)
_NEAR_POOR = (Category.NEAR_POOR,)
_BOTH = (Category.POOR, Category.NEAR_POOR)

_COLUMNS = (
    _YearlyColumn(Count.HOUSEHOLDS_BASE, Count.HOUSEHOLDS_GOAL, _ALL, "households", "số hộ"),
    _YearlyColumn(
        Count.PERSONS_BASE, Count.PERSONS_GOAL, _ALL, "persons", "số nhân khẩu", Counted.PERSONS
    ),
    _YearlyColumn(Count.POOR_BASE, Count.POOR_GOAL, _POOR, "poor households", "số hộ nghèo"),
    _YearlyColumn(Rate.POOR_BASE_RATE, Rate.POOR_GOAL_RATE, _POOR, "poor rate", "tỷ lệ hộ nghèo"),
    _YearlyColumn(
        Count.NEAR_POOR_BASE,
        Count.NEAR_POOR_GOAL,
        _NEAR_POOR,
        "near-poor households",
        "số hộ cận nghèo",
    ),
    _YearlyColumn(
        Rate.NEAR_POOR_BASE_RATE,
        Rate.NEAR_POOR_GOAL_RATE,
        _NEAR_POOR,
        "near-poor rate",
        "tỷ lệ hộ cận nghèo",
    ),
    _YearlyColumn(
        Count.POOR_AND_NEAR_POOR_BASE,
        Count.POOR_AND_NEAR_POOR_GOAL,
        _BOTH,
        "poor and near-poor households",
        "số hộ nghèo và cận nghèo",
    ),
    _YearlyColumn(
        Rate.POOR_AND_NEAR_POOR_BASE_RATE,
        Rate.POOR_AND_NEAR_POOR_GOAL_RATE,
        _BOTH,
        "poor and near-poor rate",
        "tỷ lệ hộ nghèo và cận nghèo",
    ),
    _YearlyColumn(
        Count.POOR_PERSONS_BASE,
        Count.POOR_PERSONS_GOAL,
        _POOR,
        "persons of poor households",
        "số khẩu thuộc hộ nghèo",
        Counted.PERSONS,
    ),
    _YearlyColumn(
        Count.NEAR_POOR_PERSONS_BASE,
        Count.NEAR_POOR_PERSONS_GOAL,
        _NEAR_POOR,
        "persons of near-poor households",
        "số khẩu thuộc hộ cận nghèo",
        Counted.PERSONS,
    ),
)

#: The facts about every field.
FACTS: Mapping[Field, Facts] = {
    **dict(chain.from_iterable(column.facts() for column in _COLUMNS)),
    Count.POOR_DROP: Facts(
        FieldKind.COUNT,
        Counted.HOUSEHOLDS,
        "drop in poor households",
        "số hộ nghèo giảm",
        None,
        _POOR,
    ),
    Count.NEAR_POOR_DROP: Facts(
        FieldKind.COUNT,
        Counted.HOUSEHOLDS,
        "drop in near-poor households",
        "số hộ cận nghèo giảm",
        None,
        _NEAR_POOR,
    ),
    Rate.POOR_RATE_DROP: Facts(
        FieldKind.POINTS,
        Counted.HOUSEHOLDS,
        "drop in the poor rate",
        "mức giảm tỷ lệ hộ nghèo",
        None,
        _POOR,
    ),
    Rate.NEAR_POOR_RATE_DROP: Facts(
        FieldKind.POINTS,
        Counted.HOUSEHOLDS,
        "drop in the near-poor rate",
        "mức giảm tỷ lệ hộ cận nghèo",
        None,
        _NEAR_POOR,
    ),
    Count.WORKING_AGE: Facts(
        FieldKind.COUNT, Counted.PERSONS, "people of working age", "số người trong độ tuổi lao động"
    ),
    Count.TRAINED: Facts(
        FieldKind.COUNT,
        Counted.PERSONS,
        "trained workers",
        "số lao động qua đào tạo",
        share_of=Count.WORKING_AGE,
        qualification=Qualification.TRAINED,
    ),
    Rate.TRAINED_RATE: Facts(
        FieldKind.RATE,
        Counted.PERSONS,
        "rate of trained workers",
        "tỷ lệ lao động qua đào tạo",
        share_of=Count.WORKING_AGE,
        qualification=Qualification.TRAINED,
    ),
    Count.CERTIFIED: Facts(
        FieldKind.COUNT,
        Counted.PERSONS,
        "workers with a certificate",
        "số lao động có bằng cấp, chứng chỉ",
        share_of=Count.WORKING_AGE,
        qualification=Qualification.CERTIFIED,
    ),
    Rate.CERTIFIED_RATE: Facts(
        FieldKind.RATE,
        Counted.PERSONS,
        "rate of workers with a certificate",
        "tỷ lệ lao động có bằng cấp, chứng chỉ",
        share_of=Count.WORKING_AGE,
        qualification=Qualification.CERTIFIED,
    ),
    Count.NEW_JOBS: Facts(
        FieldKind.COUNT, Counted.PERSONS, "people with new jobs", "số người có việc làm mới"
    ),
    Count.EXPORTED: Facts(
        FieldKind.COUNT, Counted.PERSONS, "workers sent abroad", "số người đi xuất khẩu lao động"
    ),
    DocumentFact.NUMBER: Facts(FieldKind.TEXT, None, "number", "số"),
    DocumentFact.DATE: Facts(FieldKind.TEXT, None, "date", "ngày"),
    DocumentFact.SYMBOL: Facts(FieldKind.TEXT, None, "symbol", "ký hiệu"),
    DocumentFact.ANNEX_NUMBER: Facts(
        FieldKind.TEXT, None, "number cited by the annex", "số do phụ lục dẫn"
    ),
    DocumentFact.ANNEX_SYMBOL: Facts(
        FieldKind.TEXT, None, "symbol cited by the annex", "ký hiệu do phụ lục dẫn"
    ),
    DocumentFact.ANNEX_DATE: Facts(
        FieldKind.TEXT, None, "date cited by the annex", "ngày do phụ lục dẫn"
    ),
    DocumentFact.COLUMN_NUMBERS: Facts(FieldKind.TEXT, None, "column numbers", "số thứ tự cột"),
    DocumentFact.NAMES: Facts(FieldKind.TEXT, None, "names", "tên đơn vị"),
    DocumentFact.ORDINALS: Facts(FieldKind.TEXT, None, "ordinals", "số thứ tự"),
    DocumentFact.YEAR: Facts(FieldKind.TEXT, None, "year", "năm"),
    DocumentFact.ZEROS: Facts(FieldKind.TEXT, None, "zeros", "cách ghi số 0"),
}
_FIELDS: Mapping[str, Field] = {field.value: field for field in FACTS}


def _counts_of_two_years() -> Iterator[tuple[Count, Count]]:
    """Yield each yearly count with the same count of the other year."""
    for column in _COLUMNS:
        base, goal = column.base, column.goal
        if isinstance(base, Count) and isinstance(goal, Count):
            yield base, goal
            yield goal, base


def _annex_figures() -> Iterator[tuple[object, Figure]]:
    """Yield the figures of an annex, and of its further columns, by the facts of each."""
    for figure in (*ANNEX, *FURTHER):
        facts = FACTS[figure]
        yield (facts.kind, facts.counted, facts.categories, facts.period), figure


def _rates_and_counts() -> Iterator[tuple[Rate, Count]]:
    """Yield each rate with the count of the same people, a share of the same whole."""
    counts: dict[object, Count] = {}
    for field, facts in FACTS.items():
        if isinstance(field, Count):
            counts[facts.share] = field
    for field, facts in FACTS.items():
        if isinstance(field, Rate) and facts.kind is FieldKind.RATE:
            yield field, counts[facts.share]


_OTHER_YEARS: Mapping[Count, Count] = dict(_counts_of_two_years())
_ANNEX_FIGURES: Mapping[object, Figure] = dict(_annex_figures())
_COUNTS: Mapping[Rate, Count] = dict(_rates_and_counts())
_RATES: Mapping[Count, Rate] = {count: rate for rate, count in _COUNTS.items()}


def period(field: Field) -> Period | None:
    """
    Return the year of a figure, None for a figure of both years or of neither.

    >>> period(Count.POOR_BASE), period(Count.POOR_DROP)
    (<Period.BASE: 'base'>, None)
    """
    return FACTS[field].period


def other_year(count: Count) -> Count:
    """
    Return the same count of the other year, or the count itself if it has no year.

    >>> other_year(Count.POOR_GOAL), other_year(Count.TRAINED)
    (<Count.POOR_BASE: 'poor_base'>, <Count.TRAINED: 'trained'>)
    """
    return _OTHER_YEARS.get(count, count)


def count_of(rate: Rate) -> Count | None:
    """
    Return the count behind a rate, None for a drop.

    >>> count_of(Rate.POOR_GOAL_RATE)
    <Count.POOR_GOAL: 'poor_goal'>
    """
    return _COUNTS.get(rate)


def rate_of(count: Count) -> Rate | None:
    """
    Return the rate that gives a count as a share, None for a count without a rate.

    >>> rate_of(Count.POOR_GOAL), rate_of(Count.PERSONS_GOAL)
    (<Rate.POOR_GOAL_RATE: 'poor_goal_rate'>, None)
    """
    return _RATES.get(count)


def figure_of(
    kind: FieldKind, counted: Counted, categories: tuple[Category, ...], period: Period | None
) -> Figure | None:
    """
    Return the figure of an annex that has such facts, further columns included.

    >>> figure_of(FieldKind.RATE, Counted.HOUSEHOLDS, (Category.POOR,), Period.GOAL)
    <Rate.POOR_GOAL_RATE: 'poor_goal_rate'>

    None where no column has them.
    """
    return _ANNEX_FIGURES.get((kind, counted, categories, period))


def figure_named(name: str) -> Figure:
    """
    Return the figure of a flat name.

    >>> figure_named("poor_goal_rate")
    <Rate.POOR_GOAL_RATE: 'poor_goal_rate'>

    Raises `ValueError`, with the names most like it, for any other name.
    """
    field = _FIELDS.get(name)
    if field is None or isinstance(field, DocumentFact):
        figures = [field for field in FACTS if not isinstance(field, DocumentFact)]
        raise ValueError(f"{name!r} is no flat name{near(name, figures)}")
    return field


def field_named(name: Field | str) -> Field:
    """
    Return the field of a name, be it a figure or a fact of the document.

    >>> field_named("annex_date")
    <DocumentFact.ANNEX_DATE: 'annex_date'>

    Raises `ValueError`, with the names most like it, for any other name.
    """
    field = _FIELDS.get(name)
    if field is None:
        raise ValueError(f"{name!r} is no flat name{near(name, _FIELDS)}")
    return field
