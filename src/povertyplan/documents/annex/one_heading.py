"""The meaning of a single heading of an annex, by its words."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from povertyplan.documents.annex import vocabulary as words_for
from povertyplan.model.fields import Category, Period
from povertyplan.model.names import key

#: The headings of annexes are few and recur, and several rooms ask each of them the same.
_remembered = lru_cache(maxsize=1_000)


class ColumnKind(StrEnum):
    """What the words say that a column counts, or that it holds rates."""

    HOUSEHOLDS = "households"
    PERSONS = "persons"
    RATE = "rate"


@_remembered
def plain_key(text: str) -> str:
    """Return the key of a heading without the documents that it cites, and without hyphens."""
    without_citations = words_for.CITATION.sub(" ", key(text))
    return words_for.HYPHEN.sub(" ", without_citations)


def without_purpose(heading: str) -> str:
    """Leave out the aim of the plan, such as ``giảm nghèo``, which counts nobody."""
    return words_for.PURPOSE.sub(" ", heading)


# Of which year is the column?


def year_in(heading: str) -> int | None:
    """Return the only year in a heading; the start of a year is the end of the year before."""
    years = {int(year) for year in words_for.YEAR.findall(heading)}
    if len(years) != 1:
        return None
    starts = words_for.START_OF_YEAR.search(heading) is not None
    return years.pop() - starts


def year_of(text: str) -> int | None:
    """
    Return the year in a text, None if it has several or no year.

    >>> year_of("Cuối năm 2023"), year_of("01/01/2024"), year_of("Kèm theo NĐ 07/2021/NĐ-CP")
    (2023, 2023, None)
    """
    return year_in(plain_key(text))


def period_in(heading: str, *, has_year: bool) -> Period | None:
    """Return the period that a heading names, None if it names both or neither."""
    base = words_for.BASE.search(heading)
    end_of_goal = None if has_year else words_for.END_OF_YEAR.search(heading)
    goal = words_for.GOAL.search(heading) or end_of_goal
    if base and goal:
        return None
    if base:
        return Period.BASE
    return Period.GOAL if goal else None


# What does the column count, and of whom?


@_remembered
def kind_in(heading: str) -> ColumnKind | None:
    """Return whom a heading counts, None if it does not say or speaks of both."""
    if words_for.RATE.search(heading):
        return ColumnKind.RATE
    if words_for.UNIT_OF_HOUSEHOLDS.search(heading):
        return ColumnKind.HOUSEHOLDS
    persons = words_for.PERSONS.search(words_for.HOUSEHOLDS.sub(" ", heading))
    households = words_for.HOUSEHOLDS.search(heading)
    if persons and households:
        return None  # a heading over columns of both
    if persons:
        return ColumnKind.PERSONS
    return ColumnKind.HOUSEHOLDS if households or words_for.NUMBER.search(heading) else None


def counts_units(heading: str) -> bool:
    """Whether a heading speaks of households or persons."""
    return bool(words_for.HOUSEHOLDS.search(heading) or words_for.PERSONS.search(heading))


def begins_with_units(heading: str) -> bool:
    """Whether the first words of a heading are households or persons, or their number."""
    return words_for.UNITS_FIRST.match(heading) is not None


@_remembered
def categories_in(heading: str) -> frozenset[Category]:
    """Return the categories that a heading names."""
    categories: set[Category] = set()
    if words_for.NEAR_POOR.search(heading):
        categories.add(Category.NEAR_POOR)
    without_near_poor = words_for.NEAR_POOR.sub(" ", heading)
    if words_for.POOR.search(without_purpose(without_near_poor)):
        categories.add(Category.POOR)
    return frozenset(categories)


def names_drop(heading: str) -> bool:
    """Whether a heading speaks of how much less a figure is than the year before."""
    return words_for.DROP.search(without_purpose(heading)) is not None


# Of all such households, or of others?


def names_other(heading: str) -> bool:
    """Whether a heading names other households, or changes that are not a drop."""
    return words_for.OTHER.search(without_purpose(heading)) is not None


def names_some(heading: str) -> bool:
    """Whether a heading names some of the poor or near-poor, such as those with a loan."""
    return words_for.SOME.search(heading) is not None


#: The words of a heading that say how many households or persons there are, where and when.
_PLAIN_WORDS = (
    words_for.START_OF_YEAR,
    words_for.BASE,
    words_for.GOAL,
    words_for.END_OF_YEAR,
    words_for.ALL_HOUSEHOLDS,
    words_for.HOUSEHOLDS,
    words_for.PERSONS,
    words_for.NUMBER,
    *words_for.UNITS,
)
#: The words of a heading that say how many of them are poor or near-poor, or were.
_PLAIN_WORDS_OF_POOR = (
    *_PLAIN_WORDS,
    words_for.ALL_POOR,
    words_for.OTHER,
    words_for.NEAR_POOR,
    words_for.POOR,
    words_for.RATE,
    words_for.DROP,
)


@_remembered
def says_more_than_households(heading: str) -> bool:
    """Whether a heading has words beside those for all households or persons."""
    return _says_more_than(_PLAIN_WORDS, heading)


@_remembered
def says_more_than_poor(heading: str) -> bool:
    """Whether a heading has words beside those for all poor or near-poor households."""
    without_unit = words_for.NAMED_UNIT.sub(" ", without_purpose(heading))
    return _says_more_than(_PLAIN_WORDS_OF_POOR, without_unit)


def _says_more_than(known: Iterable[re.Pattern[str]], heading: str) -> bool:
    """Whether a heading has words that no pattern finds."""
    unknown = heading
    for pattern in known:
        unknown = pattern.sub(" ", unknown)
    return any(map(str.isalpha, unknown))


# Which column names or numbers the rows?


def name_level(heading: str) -> int | None:
    """
    Return how small the units are whose names a column holds; None if it holds no names.

    >>> name_level("Huyện"), name_level("Đơn vị"), name_level("Thôn, TDP"), name_level("Số hộ")
    (0, 2, 3, None)
    >>> name_level("Tổ dân phố số")
    3
    """
    words = key(heading).removesuffix(f" {key('số')}")
    if words_for.NO_UNIT_NAME.search(words) or kind_in(words):
        return None
    levels = [level for level, names in enumerate(words_for.UNITS) if names.search(words)]
    return max(levels, default=None)


def is_ordinal(heading: str) -> bool:
    """Whether a heading says that its column numbers the rows."""
    return bool(words_for.ORDINAL.fullmatch(key(heading).rstrip(".")))


@_remembered
def is_bare_rate(heading: str) -> bool:
    """
    Whether a heading names rates without saying whose.

    It may say of which year they are, and that they are of all households.

    >>> [is_bare_rate(heading) for heading in ("Tỷ lệ năm 2024", "% so với tổng số hộ")]
    [True, True]
    >>> is_bare_rate("Tỷ lệ so với năm 2023"), is_bare_rate("Tỷ lệ hộ nghèo")
    (False, False)
    """
    words = plain_key(heading)
    says_whose = _says_more_than((words_for.RATE, *words_for.NOT_WHOSE), words)
    return words_for.RATE.search(words) is not None and not says_whose


def is_only_of_time(heading: str) -> bool:
    """
    Whether a heading names a year or a period, and nothing else.

    >>> is_only_of_time("Năm 2025"), is_only_of_time("Dự kiến cuối năm 2025")
    (True, True)
    >>> is_only_of_time("Hộ nghèo năm 2025"), is_only_of_time("Hộ")
    (False, False)
    """
    words = plain_key(heading)
    names_time = any(
        pattern.search(words) for pattern in (words_for.YEAR, words_for.BASE, words_for.GOAL)
    )
    return names_time and not _says_more_than(
        (*words_for.NOT_WHOSE, words_for.BASE, words_for.GOAL), words
    )
