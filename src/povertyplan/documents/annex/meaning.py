"""
The meaning of each column of an annex, by the words above it.

Where several headings stand above a column, the lowest that answers a question
counts.  A question that no heading answers stays open; nothing is assumed here.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias, TypeVar

from attrs import frozen

from povertyplan.documents.annex.one_heading import (
    ColumnKind,
    begins_with_units,
    categories_in,
    counts_units,
    kind_in,
    names_drop,
    names_other,
    names_some,
    period_in,
    plain_key,
    says_more_than_households,
    says_more_than_poor,
    year_in,
)
from povertyplan.model.fields import ANNEX, Category, Counted, FieldKind, Figure, Period, figure_of
from povertyplan.model.names import key

T = TypeVar("T")


#: Whom the column of a plan counts, as a number or as a rate.
Subject: TypeAlias = tuple[Counted, tuple[Category, ...]]
ALL_HOUSEHOLDS: Subject = (Counted.HOUSEHOLDS, ())
#: What a column states, and of whom; the rates of a plan are of households.
_STATED: Mapping[ColumnKind, tuple[FieldKind, Counted]] = {
    ColumnKind.HOUSEHOLDS: (FieldKind.COUNT, Counted.HOUSEHOLDS),
    ColumnKind.PERSONS: (FieldKind.COUNT, Counted.PERSONS),
    ColumnKind.RATE: (FieldKind.RATE, Counted.HOUSEHOLDS),
}


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

    @cached_property
    def subject(self) -> Subject | None:
        """Whom it counts, as a number or as a rate, if a plan has such a column."""
        if self.kind is None or self.figure(Period.BASE) not in ANNEX:
            return None
        _, counted = _STATED[self.kind]
        return (counted, self.categories)

    def figure(self, period: Period | None) -> Figure | None:
        """Return the figure in the column of a period, or None if there is no such figure."""
        is_of_a_year = period is not None or self.drop
        if self.other or self.kind is None or not is_of_a_year:
            return None
        kind, counted = _STATED[self.kind]
        return figure_of(kind, counted, self.categories, None if self.drop else period)


def meaning(index: int, path: Sequence[str], shared: Container[str] = ()) -> Meaning:
    """
    Return the meaning of a column from its headings in *path*, the lowest first.

    Headings *shared* by every column of a category do not narrow any of them.

    >>> found = meaning(5, ["Số hộ", "Hộ nghèo dự kiến 2024", "Tỷ lệ hộ nghèo, cận nghèo"])
    >>> found.kind, found.categories, found.year, found.period
    (<ColumnKind.HOUSEHOLDS: 'households'>, (<Category.POOR: 'poor'>,), 2024, <Period.GOAL: 'goal'>)
    >>> meaning(5, ["Số hộ được vay vốn năm 2024"]).other
    True
    """
    headings = _of_one_year([plain_key(text) for text in path])
    categories = [categories_in(heading) for heading in headings]
    narrowed = _is_narrowed(headings, categories, _narrowing(path, headings, categories, shared))
    return Meaning(
        index,
        label=" / ".join(dict.fromkeys(reversed(path))),
        kind=_lowest(map(kind_in, headings)),
        categories=_lowest_categories(categories),
        year=_lowest(map(year_in, headings)),
        period=_period(headings),
        other=narrowed or _is_rate_of_persons(headings) or any(map(names_other, headings)),
        drop=any(map(names_drop, headings)),
    )


def _lowest(answers: Iterable[T | None]) -> T | None:
    """Return the first answer, which the lowest heading gives."""
    return next((answer for answer in answers if answer is not None), None)


def _of_one_year(headings: Sequence[str]) -> Sequence[str]:
    """Leave out the first heading that bears another year than those below it, and all above."""
    lowest_year: int | None = None
    for index, heading in enumerate(headings):
        year = year_in(heading)
        lowest_year = lowest_year or year
        if year not in {None, lowest_year}:
            return headings[:index]
    return headings


# Of which year is the column?


def _period(headings: Sequence[str]) -> Period | None:
    has_year = any(map(year_in, headings))
    return _lowest(period_in(heading, has_year=has_year) for heading in headings)


# What does the column count, and of whom?


def _is_rate_of_persons(headings: Sequence[str]) -> bool:
    """Whether it is a rate among persons, which a plan does not state."""
    kinds = [kind_in(heading) for heading in headings]
    return kinds[:1] == [ColumnKind.RATE] and ColumnKind.PERSONS in kinds


def _lowest_categories(categories: Iterable[frozenset[Category]]) -> tuple[Category, ...]:
    """Return the category of the lowest heading that names only one; else both, if one does."""
    both: tuple[Category, ...] = ()
    for named in categories:
        if len(named) == 1:
            return tuple(named)
        if named:
            both = tuple(Category)
    return both


# Of all such households, or only of some?


def _narrowing(
    path: Sequence[str],
    headings: Sequence[str],
    categories: Sequence[frozenset[Category]],
    shared: Container[str],
) -> list[str]:
    """
    Return the headings that may narrow the column to some of its households.

    A bare ``Tổng số`` is of what the headings above it say, even if they are *shared*.  So is
    every column below a shared ``Hộ được vay vốn``, which counts households itself.
    """
    lowest_counts_units = any(map(counts_units, headings[:1]))
    is_bare = not any(categories) and not lowest_counts_units
    narrowing = (text for text in path if is_bare or text not in shared or _counts_first(text))
    return list(map(plain_key, narrowing))


def _counts_first(heading: str) -> bool:
    """Whether a heading begins with the households or persons it counts, of no category."""
    words = plain_key(heading)
    return begins_with_units(words) and not categories_in(words)


def _is_narrowed(
    headings: Sequence[str], categories: Sequence[frozenset[Category]], narrowing: Sequence[str]
) -> bool:
    """Whether the words make it a column of some households only, as ``được vay vốn`` does."""
    if any(categories):
        is_of_some = any(map(names_some, narrowing))
    else:
        is_of_some = any(map(says_more_than_households, narrowing))
    return is_of_some or any(map(says_more_than_poor, _up_to_category(headings, categories)))


def _up_to_category(
    headings: Sequence[str], categories: Sequence[frozenset[Category]]
) -> Sequence[str]:
    """Return the lowest heading that names only one category, and those below it."""
    for index, named in enumerate(categories):
        if len(named) == 1:
            return headings[: index + 1]
    return ()


# What the headings of several columns say.


def shared_headings(paths: Iterable[Sequence[str]]) -> frozenset[str]:
    """Return the headings that stand above every heading of a category."""
    above: list[set[str]] = []
    for path in paths:
        for index, heading in enumerate(path):
            if categories_in(key(heading)):
                above.append(set(path[index + 1 :]))
    return frozenset(above[0].intersection(*above)) if above else frozenset()
