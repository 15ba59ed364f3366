"""Columns of rates whose headings do not say whose: each is the rate of a count to its left."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from povertyplan.documents.annex.body import Body
from povertyplan.documents.annex.meaning import Meaning, Subject
from povertyplan.documents.annex.one_heading import (
    ColumnKind,
    is_bare_rate,
    is_only_of_time,
)
from povertyplan.model.fields import Period
from povertyplan.reading import Notice


def completed_rates(
    meanings: Sequence[Meaning], body: Body
) -> tuple[list[Meaning], Sequence[Notice]]:
    """
    Give each bare ``Tỷ lệ`` the meaning of a count to its left, with one notice of all.

    Do so, too, for a ``Tỷ lệ hộ nghèo`` without a year beside the poor households of
    a year; but not if another column is said to hold this rate, or if the rates seem to
    stand before their counts.
    """
    if _come_first(meanings, body):
        return list(meanings), ()
    rates = [column for column in meanings if column.kind is ColumnKind.RATE]
    stated = set(map(_subject_and_year, rates))
    completed = list(meanings)
    taken: list[Meaning] = []
    for position, rate in enumerate(meanings):
        count = _count_of(rate, meanings[:position], body)
        if count is None or _subject_and_year(count) in stated:
            continue
        completed[position] = evolve(
            count,
            index=rate.index,
            label=rate.label,
            kind=ColumnKind.RATE,
            year=count.year or rate.year,
            period=count.period or rate.period,
        )
        taken.append(rate)
    return completed, list(_notice_of(taken, body))


def _notice_of(rates: Sequence[Meaning], body: Body) -> Iterator[Notice]:
    """Yield one notice of all rates; headings that are alike are told apart by their columns."""
    labels: dict[str, list[str]] = {}
    for rate in rates:
        labels.setdefault(rate.label, []).append(body.column_name(rate.index))
    told: list[str] = []
    for label, columns in labels.items():
        where = f" ({', '.join(columns)})" if len(columns) > 1 else ""
        told.append(f"“{label}”{where}")
    if rates:
        values = (("text", ", ".join(told)),)
        yield Notice("rate-of-the-left", body.heading_source(rates[0].index), values)


def _come_first(meanings: Sequence[Meaning], body: Body) -> bool:
    """Whether the first bare rate stands between a count of a category and another column."""
    for position, rate in enumerate(meanings):
        if any(map(is_bare_rate, body.words[rate.index][:1])):
            before, after = meanings[:position][-1:], meanings[position + 1 :][:1]
            return any(map(_counts_category, after)) and not any(map(_counts_category, before))
    return False


def _counts_category(column: Meaning) -> bool:
    """Whether it counts the households of one category."""
    is_count = column.category is not None and column.kind is ColumnKind.HOUSEHOLDS
    return is_count and column.subject is not None


def _count_of(rate: Meaning, before: Sequence[Meaning], body: Body) -> Meaning | None:
    """
    Return the only count that a column may be the rate of, else None.

    It is the column beside it, if the years do not differ; else the only count of the
    year among the counts of one category there, whose rates may follow together, also under
    a heading of their own.
    """
    path = body.words[rate.index]
    if _is_grouped(rate, body):
        return _count_beside_group(rate, before, body)
    is_bare = any(map(is_bare_rate, path[:1]))
    counts = _counts_before(rate, before, body)
    nearest = next(counts, None)
    if nearest is None:
        return None
    if nearest.index + 1 == rate.index:
        may_be_of_it = is_bare and _may_be_of_one_year(rate, nearest)
        if may_be_of_it or _lacks_only_year(rate, nearest):
            return nearest
    return _only_count_of_the_year(rate, [nearest, *counts]) if is_bare else None


def _only_count_of_the_year(rate: Meaning, counts: Sequence[Meaning]) -> Meaning | None:
    """Return the only count of the year of a rate, if all counts are of one category."""
    of_the_year = [count for count in counts if _are_of_one_year(rate, count)]
    is_clear = len({count.category for count in counts}) == len(of_the_year) == 1
    return of_the_year[0] if is_clear else None


def _is_grouped(rate: Meaning, body: Body) -> bool:
    """Whether a column says nothing but its year, under a heading ``Tỷ lệ (%)``."""
    lowest, *above = body.words[rate.index] or [""]
    says_year = is_only_of_time(lowest)
    return says_year and not rate.categories and any(map(is_bare_rate, above))


def _count_beside_group(rate: Meaning, before: Sequence[Meaning], body: Body) -> Meaning | None:
    """
    Return the count of the same year in the group of counts to the left of a group of rates.

    There is none if counts of another category stand beside that group: the rates may
    be of these, or of both.
    """
    heading = body.words[rate.index][1:]
    end = len(before)
    while end and body.words[before[end - 1].index][1:] == heading:
        end -= 1
    counts = list(takewhile(_counts_category, reversed(before[:end])))
    return _only_count_of_the_year(rate, counts)


def _counts_before(rate: Meaning, before: Sequence[Meaning], body: Body) -> Iterator[Meaning]:
    """Yield the counts of a category right before a rate and other bare rates, the last first."""
    index = rate.index
    may_be_rate = True
    for column in reversed(before):
        path = body.words[column.index]
        is_next = column.index + 1 == index and path[1:] == body.words[rate.index][1:]
        is_bare = may_be_rate and any(map(is_bare_rate, path[:1]))
        if not is_next or not (is_bare or _counts_category(column)):
            return
        if not is_bare:
            may_be_rate = False
            yield column
        index = column.index


def _subject_and_year(column: Meaning) -> tuple[Subject | None, int | None, Period | None]:
    """Return the subject and the year that a count shares with its rate."""
    return (column.subject, column.year, column.period)


def _may_be_of_one_year(rate: Meaning, count: Meaning) -> bool:
    """Whether a rate and a count are of one year, as far as their headings say it."""
    if None not in {rate.year, count.year}:
        return rate.year == count.year
    return None in {rate.period, count.period} or rate.period is count.period


def _are_of_one_year(rate: Meaning, count: Meaning) -> bool:
    """Whether the headings of a rate and of a count say that they are of one year."""
    same_year = rate.year is not None and rate.year == count.year
    undated = rate.year is None and count.year is None
    return same_year or (undated and rate.period is not None and rate.period is count.period)


def _lacks_only_year(rate: Meaning, count: Meaning) -> bool:
    """Whether a rate has the category of a count, and lacks the year that the count has."""
    rate_is_undated = (rate.year, rate.period) == (None, None)
    count_is_dated = (count.year, count.period) != (None, None)
    is_rate = rate.kind is ColumnKind.RATE and not rate.other
    is_alike = is_rate and rate.category is count.category
    return is_alike and rate_is_undated and count_is_dated
