"""The facts about every field, as one table."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import chain

from attrs import frozen

from povertyplan.arguments.strict import strict_fields, strict_words
from povertyplan.model.fields.flat_names import (
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    Count,
    DocumentFact,
    Field,
    Figure,
    Rate,
)


class Period(StrEnum):
    """
    The two years of an annex: last year's review and this year's goal.

    >>> from povertyplan.model.fields import Period, period
    >>> period(Count.POOR_GOAL), Period.GOAL.other
    (<Period.GOAL: 'goal'>, <Period.BASE: 'base'>)
    """

    BASE = "base"  #: the year of the review (năm trước)
    GOAL = "goal"  #: the year of the plan (năm kế hoạch)

    @property
    def other(self) -> "Period":
        """The other of both."""
        return Period.GOAL if self is Period.BASE else Period.BASE


@strict_words
class Category(StrEnum):
    """
    The two classes of households that a review counts (Decree 07/2021/NĐ-CP).

    >>> HouseholdCensus(Unit("Chám"), 2023, 95, poor=Tally(2)).share("poor")
    Fraction(2, 95)
    """

    POOR = "poor"
    NEAR_POOR = "near_poor"


class FieldKind(StrEnum):
    """
    How a figure is printed.

    >>> from povertyplan.model.fields import FACTS
    >>> FACTS[Rate.POOR_RATE_DROP].kind
    <FieldKind.POINTS: 'points'>
    """

    COUNT = "count"  #: a whole number
    RATE = "rate"  #: a share, in per cent
    POINTS = "points"  #: a change of a share, in percentage points
    TEXT = "text"  #: words, numbers or dates of the document itself


class Counted(StrEnum):
    """
    Whom a figure counts, or is a share of.

    >>> from povertyplan.model.fields import FACTS
    >>> FACTS[Count.PERSONS_GOAL].counted
    <Counted.PERSONS: 'persons'>
    """

    HOUSEHOLDS = "households"  #: households (hộ)
    PERSONS = "persons"  #: the members of households, workers (nhân khẩu, lao động)


class Qualification(StrEnum):
    """
    What the workers that a figure counts have learnt.

    >>> from povertyplan.model.fields import FACTS
    >>> FACTS[Count.CERTIFIED].qualification
    <Qualification.CERTIFIED: 'certified'>
    """

    TRAINED = "trained"  #: trained, with or without a certificate (qua đào tạo)
    #: trained, with a degree or a certificate (qua đào tạo có bằng cấp, chứng chỉ)
    CERTIFIED = "certified"


#: What follows the label of a field that is of one year, in each language.
OF_YEAR = {"en": " of {year}", "vi": " năm {year}"}


@frozen(field_transformer=strict_fields)
class Facts:
    """
    The facts about a field besides its name.

    >>> from povertyplan.model.fields import FACTS
    >>> facts = FACTS[Rate.POOR_GOAL_RATE]
    >>> facts.vi, facts.share_of
    ('tỷ lệ hộ nghèo năm {year}', <Count.HOUSEHOLDS_GOAL: 'households_goal'>)
    """

    kind: FieldKind  #: how it is printed
    counted: Counted | None  #: whom it counts; None for a fact of the document
    en: str  #: its label; ``{year}`` is the year that it is of
    vi: str  #: its label in Vietnamese
    #: the year that it is of, None where it is of both years, or of the plan's alone
    period: Period | None = None
    #: the categories that are counted, empty where all households or persons are
    categories: tuple[Category, ...] = ()
    #: the whole that a rate, or the share which a count makes, is taken of
    share_of: Count | None = None
    #: what the workers that it counts have learnt, None for all other figures
    qualification: Qualification | None = None

    @property
    def share(self) -> tuple[tuple[Category, ...], Qualification | None, Count | None]:
        """Who is counted, and of whom: the same for a rate and for its count."""
        return (self.categories, self.qualification, self.share_of)


@frozen
class YearlyColumn:
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

#: The columns that an annex has once for each year.
YEARLY_COLUMNS = (
    YearlyColumn(Count.HOUSEHOLDS_BASE, Count.HOUSEHOLDS_GOAL, _ALL, "households", "số hộ"),
    YearlyColumn(
        Count.PERSONS_BASE, Count.PERSONS_GOAL, _ALL, "persons", "số nhân khẩu", Counted.PERSONS
    ),
    YearlyColumn(Count.POOR_BASE, Count.POOR_GOAL, _POOR, "poor households", "số hộ nghèo"),
    YearlyColumn(Rate.POOR_BASE_RATE, Rate.POOR_GOAL_RATE, _POOR, "poor rate", "tỷ lệ hộ nghèo"),
    YearlyColumn(
        Count.NEAR_POOR_BASE,
        Count.NEAR_POOR_GOAL,
        _NEAR_POOR,
        "near-poor households",
        "số hộ cận nghèo",
    ),
    YearlyColumn(
        Rate.NEAR_POOR_BASE_RATE,
        Rate.NEAR_POOR_GOAL_RATE,
        _NEAR_POOR,
        "near-poor rate",
        "tỷ lệ hộ cận nghèo",
    ),
    YearlyColumn(
        Count.POOR_AND_NEAR_POOR_BASE,
        Count.POOR_AND_NEAR_POOR_GOAL,
        _BOTH,
        "poor and near-poor households",
        "số hộ nghèo và cận nghèo",
    ),
    YearlyColumn(
        Rate.POOR_AND_NEAR_POOR_BASE_RATE,
        Rate.POOR_AND_NEAR_POOR_GOAL_RATE,
        _BOTH,
        "poor and near-poor rate",
        "tỷ lệ hộ nghèo và cận nghèo",
    ),
    YearlyColumn(
        Count.POOR_PERSONS_BASE,
        Count.POOR_PERSONS_GOAL,
        _POOR,
        "persons of poor households",
        "số khẩu thuộc hộ nghèo",
        Counted.PERSONS,
    ),
    YearlyColumn(
        Count.NEAR_POOR_PERSONS_BASE,
        Count.NEAR_POOR_PERSONS_GOAL,
        _NEAR_POOR,
        "persons of near-poor households",
        "số khẩu thuộc hộ cận nghèo",
        Counted.PERSONS,
    ),
)


#: The columns of a flow in their order: what each says of a category, in both languages.  A flow
#: counts households or persons, so that no label names either.
_FLOW_LABELS = (
    ("{of} at the start", "số thuộc diện {of} đầu kỳ"),
    ("{of} that became {other}", "số {of} trở thành {other}"),
    ("{of} that left both categories", "số {of} vượt chuẩn cận nghèo"),
    ("{of} that left for other reasons", "số {of} giảm khác"),
    ("{of} that were {other} before", "số {of} từ diện {other} chuyển sang"),
    ("{of} that relapsed", "số tái {of}"),
    ("{of} newly found", "số {of} phát sinh mới"),
    ("{of} that came for other reasons", "số {of} tăng khác"),
    ("{of} at the end", "số thuộc diện {of} cuối kỳ"),
)


def _flow(
    counts: tuple[Count, ...], category: Category, of: tuple[str, str], other: tuple[str, str]
) -> Iterator[tuple[Figure, Facts]]:
    """Yield the counts of a flow with their facts; names are English and Vietnamese."""
    for count, (en, vi) in zip(counts, _FLOW_LABELS, strict=True):
        yield (
            count,
            Facts(
                FieldKind.COUNT,
                Counted.HOUSEHOLDS,
                en.format(of=of[0], other=other[0]),
                vi.format(of=of[1], other=other[1]),
                None,
                (category,),
            ),
        )


_POOR_NAMES = ("poor", "nghèo")
_NEAR_POOR_NAMES = ("near-poor", "cận nghèo")

#: The facts about every field.
FACTS: Mapping[Field, Facts] = {
    **dict(chain.from_iterable(column.facts() for column in YEARLY_COLUMNS)),
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
    Count.HELPED: Facts(
        FieldKind.COUNT, Counted.HOUSEHOLDS, "households helped", "số hộ được nhận giúp đỡ"
    ),
    Count.ENTITLED: Facts(FieldKind.COUNT, Counted.PERSONS, "people entitled", "số thuộc diện"),
    Count.COVERED: Facts(
        FieldKind.COUNT,
        Counted.PERSONS,
        "people covered",
        "số đã hỗ trợ",
        share_of=Count.ENTITLED,
    ),
    Rate.COVERED_RATE: Facts(
        FieldKind.RATE,
        Counted.PERSONS,
        "rate of people covered",
        "tỷ lệ hỗ trợ",
        share_of=Count.ENTITLED,
    ),
    Count.MEMBERS: Facts(
        FieldKind.COUNT, Counted.PERSONS, "members of the household", "số nhân khẩu của hộ"
    ),
    **dict(_flow(FLOW_OF_POOR, Category.POOR, _POOR_NAMES, _NEAR_POOR_NAMES)),
    **dict(_flow(FLOW_OF_NEAR_POOR, Category.NEAR_POOR, _NEAR_POOR_NAMES, _POOR_NAMES)),
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
