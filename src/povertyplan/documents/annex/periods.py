"""
Which of the two years of an annex each column is of.

The years stand above the columns, or only one of them does and the title or words such
as ``dự kiến`` complete it.
"""

from collections.abc import Iterable, Sequence
from typing import Self, TypeAlias

from attrs import frozen

from povertyplan.documents.annex.body import Body
from povertyplan.documents.annex.meaning import ALL_HOUSEHOLDS, Meaning
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.fields import Period
from povertyplan.reading import Notice

#: The base and the goal year.
Years: TypeAlias = tuple[int, int]


@frozen
class _ColumnsOfPeriod:
    """The columns whose words name one period: their years, and whether any has none."""

    years: frozenset[int]
    has_undated: bool

    @classmethod
    def of(cls, period: Period, columns: Iterable[Meaning]) -> Self:
        """Return the columns of one period."""
        years = {column.year for column in columns if column.period is period}
        return cls(frozenset(year for year in years if year is not None), None in years)


def years_of_plan(columns: Sequence[Meaning], title_year: int | None, body: Body) -> Years:
    """
    Return the base and the goal year of an annex.

    Of more than two years above its columns the title chooses two, else the last
    two count.  A single year is completed by the words above the columns or by the
    title; without any year the words have to name a period, and the title its year.

    Raises `ReadError` if the years stay open.
    """
    stated = _stated_years(columns)
    if title_year is not None and {title_year - 1, title_year} <= set(stated):
        return title_year - 1, title_year
    base = _ColumnsOfPeriod.of(Period.BASE, columns)
    goal = _ColumnsOfPeriod.of(Period.GOAL, columns)
    match stated:
        case [*_, last_but_one, last]:
            return last_but_one, last
        case [year]:
            goal_year = _goal_year_beside(year, base, goal, title_year)
        case _:
            goal_year = title_year if base.has_undated or goal.has_undated else None
    if goal_year is None:
        expected = phrase("columns of two years, last year's review and this year's goal")
        raise refused(expected, columns, body)
    return goal_year - 1, goal_year


def _stated_years(columns: Iterable[Meaning]) -> list[int]:
    return sorted({column.year for column in columns if column.year is not None})


def _goal_year_beside(
    stated: int, base: _ColumnsOfPeriod, goal: _ColumnsOfPeriod, title_year: int | None
) -> int | None:
    """Return the goal year where only one year is stated, which may be that or the base year."""
    is_goal_by_title = stated == title_year and stated not in base.years
    if stated in goal.years or is_goal_by_title:
        return stated
    is_base_by_title = stated + 1 == title_year
    if stated in base.years or goal.has_undated or is_base_by_title:
        return stated + 1
    return None


def year_of_review(columns: Sequence[Meaning], title_year: int | None, body: Body) -> int:
    """
    Return the year of a review: the only one above its columns, else the year of its title.

    Raises `ReadError` if there is none, or several.
    """
    stated = _stated_years(columns)
    if len(stated) > 1:
        raise refused(phrase("columns of one year, the year of a review"), columns, body)
    if stated:
        return stated[0]
    if title_year is None:
        raise refused(phrase("a year, in the title or above a column"), columns, body)
    return title_year


def period_of(column: Meaning, years: Years) -> Period | None:
    """Return the period of a column by its year, else by its words; None if neither says."""
    if column.year is None:
        return column.period
    return Period.BASE if column.year == years[0] else Period.GOAL


def by_period(alike: Sequence[Meaning], years: Years, body: Body) -> dict[Period, Meaning]:
    """
    Return which of the columns that count the same is of which period.

    A column without a period gets the one that the other column leaves.  If it is
    alone, persons are of the base year, and households of both.

    Raises `ReadError` if there are two columns for one period, or if a column may
    be of either.
    """
    columns: dict[Period, Meaning] = {}
    open_columns: list[Meaning] = []
    for column in alike:
        period = period_of(column, years)
        if period is None:
            open_columns.append(column)
        elif period in columns:
            raise _cannot_be_told_apart([columns[period], column], body)
        else:
            columns[period] = column
    if not open_columns:
        return columns
    free = [period for period in Period if period not in columns]
    if len(open_columns) > 1 or not free:
        raise _cannot_be_told_apart(alike, body)
    (column,) = open_columns
    is_alone = len(free) > 1
    if is_alone and column.categories:
        raise refused(phrase("a year above every column"), open_columns, body)
    if is_alone and column.subject == ALL_HOUSEHOLDS:
        return dict.fromkeys(Period, column)
    return columns | {free[0]: column}


def assumed_periods(alike: Sequence[Meaning], years: Years, body: Body) -> list[Notice]:
    """Return a notice for each of the columns that count the same whose period was assumed."""
    stated = {period_of(column, years) for column in alike} - {None}
    notices: list[Notice] = []
    for column in alike:
        if period_of(column, years) is None:
            source = body.heading_source(column.index)
            if column.subject == ALL_HOUSEHOLDS and not stated:
                notices.append(Notice("households-for-both-years", source))
            else:
                base_year, goal_year = years
                assumed = goal_year if Period.BASE in stated else base_year
                values = (("text", column.label), ("year", str(assumed)))
                notices.append(Notice("year-assumed", source, values))
    return notices


def refused(expected: Phrase, columns: Iterable[Meaning], body: Body) -> ReadError:
    """Return the error that some columns are not as *expected*."""
    return body.refusal(expected, [(column.index, column.label) for column in columns])


def _cannot_be_told_apart(columns: Iterable[Meaning], body: Body) -> ReadError:
    return refused(phrase("columns that can be told apart"), columns, body)
