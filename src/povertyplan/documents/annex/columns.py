"""The figure and the year of each column of an annex, and the assumptions made."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cached_property

from attrs import define, evolve, field, frozen

from povertyplan.documents.annex.bare_rates import completed_rates
from povertyplan.documents.annex.body import Body, name_column, ordinal_column
from povertyplan.documents.annex.header import uncovered_columns
from povertyplan.documents.annex.meaning import Meaning, Subject, meaning, shared_headings
from povertyplan.documents.annex.one_heading import ColumnKind
from povertyplan.documents.annex.periods import (
    Years,
    assumed_periods,
    by_period,
    period_of,
    refused,
    year_of_review,
    years_of_plan,
)
from povertyplan.documents.figures import Unreadable, is_dash, read_count
from povertyplan.messages import phrase
from povertyplan.model.fields import Count, Figure, Period, Rate, count_of
from povertyplan.reading import Notice

_COUNTS = frozenset({ColumnKind.HOUSEHOLDS, ColumnKind.PERSONS})
_DECIMALS = re.compile(r"\d+[.,]\d{1,2}")


@frozen
class Columns:
    """
    The columns of an annex, counted from 0: names, ordinals, figures; and its two years.

    *further* are the columns that follow from the figures of a plan.
    """

    name: int
    ordinal: int | None
    fields: Mapping[Figure, int]
    further: Mapping[Figure, int]
    years: Years
    notices: tuple[Notice, ...]

    @cached_property
    def rates(self) -> Mapping[Count, int]:
        """The columns of rates, by the counts that they are of."""
        rates: dict[Count, int] = {}
        for figure, column in self.fields.items():
            count = count_of(figure) if isinstance(figure, Rate) else None
            if count is not None:
                rates[count] = column
        return rates


def columns(body: Body, title_year: int | None, *, review: bool = False) -> Columns | None:
    """
    Understand the header of a table; None if the table is not an annex.

    *title_year* is the year of the title; it completes a header with fewer than two
    years, and of more than two it chooses.  All columns of a *review* are of one year.

    Raises `ReadError` for columns that cannot be told apart.
    """
    names = name_column(body)
    if names is None:
        return None
    draft = _ColumnsDraft(body, names, ordinal_column(body, names))
    draft.understand_headings()
    draft.complete_bare_rates()
    if not any(column.category for column in draft.figures):
        return None
    draft.refuse_misplaced_headings()
    if review:
        draft.take_all_as_review(title_year)
    else:
        draft.years = years_of_plan(draft.figures, title_year, body)
    draft.assign_fields()
    draft.assign_further()
    draft.note_what_is_set_aside()
    return draft.result()


@define
class _ColumnsDraft:
    """The columns of an annex while they are being understood, stage by stage."""

    body: Body
    names: int
    ordinals: int | None
    meanings: list[Meaning] = field(factory=list[Meaning])  #: of all others, from left to right
    years: Years = field(init=False)  #: set once the headings are understood
    fields: dict[Figure, int] = field(factory=dict[Figure, int])
    further: dict[Figure, int] = field(factory=dict[Figure, int])
    notices: list[Notice] = field(factory=list[Notice])

    @property
    def figures(self) -> list[Meaning]:
        """The columns of figures that a plan is checked by."""
        return [column for column in self.meanings if column.subject]

    def result(self) -> Columns:
        """Return the finished columns."""
        return Columns(
            self.names, self.ordinals, self.fields, self.further, self.years, tuple(self.notices)
        )

    def understand_headings(self) -> None:
        """Find the meaning of each column from the words above it; blank ones have none."""
        shared = shared_headings(self.body.words)
        for index, path in enumerate(self.body.words):
            if index in {self.names, self.ordinals} or self.body.is_blank(index):
                continue
            self.meanings.append(_with_kind(meaning(index, path, shared), self.body))

    def complete_bare_rates(self) -> None:
        """Give each rate that does not say whose it is the meaning of a count to its left."""
        self.meanings, notices = completed_rates(self.meanings, self.body)
        self.notices.extend(notices)

    def refuse_misplaced_headings(self) -> None:
        """Raise `ReadError` if a heading seems to stand over the middle of its columns."""
        by_column = {column.index: column for column in self.meanings}
        has_rate_without_count = self._has_rate_without_count()
        for index, path in uncovered_columns(self.body.header).items():
            uncovered, right = meaning(index, path), by_column.get(index + 1)
            if right is None:
                continue
            if _lacks_heading_of(right, uncovered, rate_without_count=has_rate_without_count):
                expected = phrase(
                    "every heading merged over its columns, or above the first of them"
                )
                raise refused(expected, [by_column.get(index, uncovered), right], self.body)

    def _has_rate_without_count(self) -> bool:
        """Whether a rate of some category and year has no column of its count."""
        rates: set[tuple[Subject | None, int | Period | None]] = set()
        counts: set[tuple[Subject | None, int | Period | None]] = set()
        for column in self.figures:
            dated = (column.subject, column.year or column.period)
            if column.kind is ColumnKind.RATE:
                rates.add(dated)
            else:
                counts.add(dated)
        return bool(rates - counts)

    def take_all_as_review(self, title_year: int | None) -> None:
        """Take every column as of the one year of a review, which is the base year of a plan."""
        year = year_of_review(self.figures, title_year, self.body)
        self.years = (year, year + 1)
        self.meanings = [
            # A drop within one year follows from nothing in the table.
            evolve(column, year=None, period=Period.BASE, other=column.other or column.drop)
            for column in self.meanings
        ]

    def assign_fields(self) -> None:
        """Assign the columns of the two years to their fields."""
        alike: dict[Figure | None, list[Meaning]] = defaultdict(list)
        for column in self.figures:
            if self._is_of_the_years(column):
                alike[column.figure(Period.BASE)].append(column)
        for group in alike.values():
            columns = by_period(group, self.years, self.body)
            figures = [(column.figure(period), column) for period, column in columns.items()]
            self.fields |= {figure: column.index for figure, column in figures if figure}
            self.notices.extend(assumed_periods(group, self.years, self.body))

    def assign_further(self) -> None:
        """Assign the columns that follow from others; two that mean the same are both left out."""
        candidates: dict[Figure, list[int]] = defaultdict(list)
        for column in self._unassigned():
            figure = column.figure(period_of(column, self.years))
            if figure is not None and self._is_of_the_years(column):
                candidates[figure].append(column.index)
        for figure, columns in candidates.items():
            if len(columns) == 1:
                self.further[figure] = columns[0]

    def note_what_is_set_aside(self) -> None:
        """
        Note every column with figures that is left out.

        It is called by its heading, and by its place unless no other has this heading.
        """
        headings = Counter(column.label for column in self.meanings)
        for column in self._unassigned():
            index, label = column.index, column.label
            if index in self.further.values() or not self.body.holds_figures(index):
                continue
            source = self.body.heading_source(index) or self.body.rows[0][index].source
            heading = f"“{label}”" if label else ""
            is_clear = bool(heading) and headings[label] == 1
            place = "" if is_clear else self.body.column_name(index)
            text = " ".join(filter(None, (place, heading)))
            self.notices.append(Notice("column-set-aside", source, (("text", text),)))

    def _unassigned(self) -> list[Meaning]:
        """Return the columns that are not figures of the two years."""
        return [
            column
            for column in self.meanings
            if not (column.subject and self._is_of_the_years(column))
        ]

    def _is_of_the_years(self, column: Meaning) -> bool:
        return column.year in {None, *self.years}


def _with_kind(column: Meaning, body: Body) -> Meaning:
    """
    Settle whether a column under ``Hộ nghèo`` holds counts or rates.

    It holds rates if a cell cannot be a count, and most have decimals.
    """
    is_settled = column.kind in {ColumnKind.RATE, ColumnKind.PERSONS}
    if column.category is None or is_settled:
        return column
    texts = [text for text in body.texts(column.index) if not is_dash(text)]
    with_decimals = [text for text in texts if _DECIMALS.fullmatch(text)]
    cannot_be_counts = any(isinstance(read_count(text), Unreadable) for text in texts)
    holds_rates = cannot_be_counts and 2 * len(with_decimals) > len(texts)
    return evolve(column, kind=ColumnKind.RATE if holds_rates else ColumnKind.HOUSEHOLDS)


def _lacks_heading_of(right: Meaning, uncovered: Meaning, *, rate_without_count: bool) -> bool:
    """
    Whether an uncovered column should stand under the heading of its right neighbour.

    It does if it bears a year and nothing else.  If it bears no year and its
    neighbour does, it does if it counts the poor; or if it counts anything beside
    a rate while some rate is without its count.
    """
    if uncovered.year or uncovered.period:
        return uncovered.kind is None and uncovered.category is None
    if not (right.year or right.period):
        return False
    counts_beside_rate = uncovered.kind in _COUNTS and right.kind is ColumnKind.RATE
    return uncovered.category is not None or (counts_beside_rate and rate_without_count)
