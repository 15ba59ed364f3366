"""
What each column of an annex means, by the words above it.

Where several headings stand above a column, the lowest that answers a question
counts.  A question that no heading answers stays open; nothing is assumed here.
"""

import re
from collections.abc import Container, Iterable, Sequence
from enum import StrEnum
from typing import TypeAlias, TypeVar

from attrs import frozen

from povertyplan.documents.annex import vocabulary as words_for
from povertyplan.model.fields import ANNEX, Category, Counted, FieldKind, Figure, Period, figure_of
from povertyplan.model.names import key

T = TypeVar("T")


#: Whom the column of a plan counts, as a number or as a rate.
Subject: TypeAlias = tuple[Counted, tuple[Category, ...]]
ALL_HOUSEHOLDS: Subject = (Counted.HOUSEHOLDS, ())


class ColumnKind(StrEnum):
    """What the words say that a column counts, or that it holds rates."""

    HOUSEHOLDS = "households"
    PERSONS = "persons"
    RATE = "rate"


@frozen
class Meaning:
    """What the words above a column say; None, or nothing, where they do not say it."""

    index: int  #: of the column, from 0
    label: str
    kind: ColumnKind | None
    categories: tuple[Category, ...]  #: both where the lowest words speak of both together
    year: int | None
    period: Period | None
    other: bool  #: whether the words speak of something that a plan is not checked by
    drop: bool = False  #: whether they speak of how much less it is than a year before

    @property
    def category(self) -> Category | None:
        """The category of households, if it is a single one."""
        return self.categories[0] if len(self.categories) == 1 else None

    @property
    def subject(self) -> Subject | None:
        """Whom it counts, as a number or as a rate, if a plan has such a column."""
        if self.figure(Period.BASE) not in ANNEX:
            return None
        return (self._counted, self.categories)

    def figure(self, period: Period | None) -> Figure | None:
        """Return the figure in the column if it is of a period; None if there is no such figure."""
        is_of_a_year = period is not None or self.drop
        if self.other or self.kind is None or not is_of_a_year:
            return None
        kind = FieldKind.RATE if self.kind is ColumnKind.RATE else FieldKind.COUNT
        return figure_of(kind, self._counted, self.categories, None if self.drop else period)

    @property
    def _counted(self) -> Counted:
        """Whom it counts; the rates of a plan are of households."""
        return Counted.PERSONS if self.kind is ColumnKind.PERSONS else Counted.HOUSEHOLDS


def meaning(index: int, path: Sequence[str], shared: Container[str] = ()) -> Meaning:
    """
    Return what the words above a column say; *path* holds its headings, the lowest first.

    Headings *shared* by every column of a category do not narrow any of them.

    >>> found = meaning(5, ["Số hộ", "Hộ nghèo dự kiến 2024", "Tỷ lệ hộ nghèo, cận nghèo"])
    >>> found.kind, found.categories, found.year, found.period
    (<ColumnKind.HOUSEHOLDS: 'households'>, (<Category.POOR: 'poor'>,), 2024, <Period.GOAL: 'goal'>)
    >>> meaning(5, ["Số hộ được vay vốn năm 2024"]).other
    True
    """
    headings = _of_one_year([_plain(text) for text in path])
    categories = [_categories(heading) for heading in headings]
    narrowed = _is_narrowed(headings, categories, _narrowing(path, headings, categories, shared))
    return Meaning(
        index,
        label=" / ".join(dict.fromkeys(reversed(path))),
        kind=_lowest(map(_kind, headings)),
        categories=_lowest_categories(categories),
        year=_lowest(map(_year, headings)),
        period=_period(headings),
        other=narrowed or _is_rate_of_persons(headings) or _names_other(headings),
        drop=_names_drop(headings),
    )


def _lowest(answers: Iterable[T | None]) -> T | None:
    """Return the first answer, which is that of the lowest heading."""
    return next((answer for answer in answers if answer is not None), None)


# Which text of a heading counts.


def _plain(text: str) -> str:
    """Return the key of a heading without the documents that it cites, and without hyphens."""
    without_citations = words_for.CITATION.sub(" ", key(text))
    return words_for.HYPHEN.sub(" ", without_citations)


def _without_purpose(heading: str) -> str:
    """Leave out the aim of the plan, such as ``giảm nghèo``, which counts nobody."""
    return words_for.PURPOSE.sub(" ", heading)


def _of_one_year(headings: Sequence[str]) -> Sequence[str]:
    """Leave out the first heading that bears another year than those below it, and all above."""
    lowest_year: int | None = None
    for index, heading in enumerate(headings):
        year = _year(heading)
        lowest_year = lowest_year or year
        if year not in {None, lowest_year}:
            return headings[:index]
    return headings


# Of which year is the column?


def _year(heading: str) -> int | None:
    """Return the only year in a heading; the start of a year is the end of the year before."""
    years = {int(year) for year in words_for.YEAR.findall(heading)}
    if len(years) != 1:
        return None
    starts = words_for.START_OF_YEAR.search(heading) is not None
    return years.pop() - starts


def year_of(text: str) -> int | None:
    """
    Return the only year in a text; None if there is none, or several.

    >>> year_of("Cuối năm 2023"), year_of("01/01/2024"), year_of("Kèm theo NĐ 07/2021/NĐ-CP")
    (2023, 2023, None)
    """
    return _year(_plain(text))


def _period(headings: Sequence[str]) -> Period | None:
    has_year = any(map(_year, headings))
    return _lowest(_period_in_words(heading, has_year=has_year) for heading in headings)


def _period_in_words(heading: str, *, has_year: bool) -> Period | None:
    """Return the period that a heading names; None if it names none or both."""
    base = words_for.BASE.search(heading)
    end_of_goal = None if has_year else words_for.END_OF_YEAR.search(heading)
    goal = words_for.GOAL.search(heading) or end_of_goal
    if base and goal:
        return None
    if base:
        return Period.BASE
    return Period.GOAL if goal else None


# What does the column count?


def _kind(heading: str) -> ColumnKind | None:
    if words_for.RATE.search(heading):
        return ColumnKind.RATE
    persons = words_for.PERSONS.search(heading)
    households = words_for.HOUSEHOLDS.search(heading)
    if persons and households:
        return None  # a heading over columns of both
    if persons:
        return ColumnKind.PERSONS
    return ColumnKind.HOUSEHOLDS if households or words_for.NUMBER.search(heading) else None


def _counts_units(heading: str) -> bool:
    """Whether a heading speaks of households or persons."""
    return bool(words_for.HOUSEHOLDS.search(heading) or words_for.PERSONS.search(heading))


def _is_rate_of_persons(headings: Sequence[str]) -> bool:
    """Whether it is a rate among persons, which a plan does not state."""
    kinds = [_kind(heading) for heading in headings]
    return kinds[:1] == [ColumnKind.RATE] and ColumnKind.PERSONS in kinds


# Of which households?


def _categories(heading: str) -> set[Category]:
    """Return the categories that a heading names."""
    categories: set[Category] = set()
    if words_for.NEAR_POOR.search(heading):
        categories.add(Category.NEAR_POOR)
    without_near_poor = words_for.NEAR_POOR.sub(" ", heading)
    if words_for.POOR.search(_without_purpose(without_near_poor)):
        categories.add(Category.POOR)
    return categories


def _lowest_categories(categories: Iterable[set[Category]]) -> tuple[Category, ...]:
    """Return the category of the lowest heading that names only one; else both, if one does."""
    both: tuple[Category, ...] = ()
    for named in categories:
        if len(named) == 1:
            return tuple(named)
        if named:
            both = tuple(Category)
    return both


def _names_drop(headings: Iterable[str]) -> bool:
    return any(words_for.DROP.search(_without_purpose(heading)) for heading in headings)


def _names_other(headings: Iterable[str]) -> bool:
    return any(words_for.OTHER.search(_without_purpose(heading)) for heading in headings)


# Of all such households, or only of some?


def _narrowing(
    path: Sequence[str],
    headings: Sequence[str],
    categories: Sequence[set[Category]],
    shared: Container[str],
) -> list[str]:
    """
    Return the headings that may narrow the column to some of its households.

    A bare ``Tổng số`` is of what the headings above it say, even if they are *shared*.
    """
    lowest_counts_units = any(map(_counts_units, headings[:1]))
    is_bare = not any(categories) and not lowest_counts_units
    return [_plain(text) for text in path if is_bare or text not in shared]


def _is_narrowed(
    headings: Sequence[str], categories: Sequence[set[Category]], narrowing: Sequence[str]
) -> bool:
    """Whether the words make it a column of some households only, as ``được vay vốn`` does."""
    if any(categories):
        names_some = any(map(words_for.SOME.search, narrowing))
    else:
        names_some = any(map(_says_more_than_households, narrowing))
    return names_some or any(map(_says_more_than_poor, _up_to_category(headings, categories)))


def _up_to_category(headings: Sequence[str], categories: Sequence[set[Category]]) -> Sequence[str]:
    """Return the lowest heading that names only one category, and those below it."""
    for index, named in enumerate(categories):
        if len(named) == 1:
            return headings[: index + 1]
    return ()


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


def _says_more_than_households(heading: str) -> bool:
    return _says_more_than(_PLAIN_WORDS, heading)


def _says_more_than_poor(heading: str) -> bool:
    without_unit = words_for.NAMED_UNIT.sub(" ", _without_purpose(heading))
    return _says_more_than(_PLAIN_WORDS_OF_POOR, without_unit)


def _says_more_than(known: Iterable[re.Pattern[str]], heading: str) -> bool:
    """Whether a heading has words that no pattern finds."""
    unknown = heading
    for pattern in known:
        unknown = pattern.sub(" ", unknown)
    return any(map(str.isalpha, unknown))


# What else a heading may say.


def name_level(heading: str) -> int | None:
    """
    Return how small the units are whose names a column holds; None if it holds no names.

    >>> name_level("Huyện"), name_level("Đơn vị"), name_level("Thôn, TDP"), name_level("Số hộ")
    (0, 2, 3, None)
    """
    words = key(heading)
    if words_for.NO_UNIT_NAME.search(words) or _kind(words):
        return None
    levels = [level for level, names in enumerate(words_for.UNITS) if names.search(words)]
    return max(levels, default=None)


def is_ordinal(heading: str) -> bool:
    """Whether a heading says that its column numbers the rows."""
    return bool(words_for.ORDINAL.fullmatch(key(heading).rstrip(".")))


def is_bare_rate(path: Sequence[str]) -> bool:
    """Whether the lowest heading says that a column holds rates, and not of what."""
    return bool(path) and not words_for.RATE.sub("", key(path[0])).strip(" ()")


def shared_headings(paths: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the headings that stand above every heading of a category."""
    above: list[set[str]] = []
    for path in paths:
        for index, heading in enumerate(path):
            if _categories(key(heading)):
                above.append(set(path[index + 1 :]))
    return frozenset(above[0].intersection(*above)) if above else frozenset()
