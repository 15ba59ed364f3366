"""Fields by their names and facts, and the figures that belong together."""

from collections.abc import Iterator, Mapping
from typing import cast

from povertyplan.arguments.expected import expected_of
from povertyplan.arguments.refusals import near
from povertyplan.arguments.strict import strict
from povertyplan.model.fields.facts import (
    FACTS,
    YEARLY_COLUMNS,
    Category,
    Counted,
    FieldKind,
    Period,
)
from povertyplan.model.fields.flat_names import (
    ANNEX,
    FURTHER,
    Count,
    DocumentFact,
    Field,
    Figure,
    Rate,
)

_FIELD = expected_of(Field)
_FIELDS: Mapping[str, Field] = {field.value: field for field in FACTS}


def _counts_of_two_years() -> Iterator[tuple[Count, Count]]:
    """Yield each yearly count with the same count of the other year."""
    for column in YEARLY_COLUMNS:
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


@strict
def period(field: Field) -> Period | None:
    """
    Return the year of a figure, or None for a figure of both years or of neither.

    >>> period(Count.POOR_BASE), period(Count.POOR_DROP)
    (<Period.BASE: 'base'>, None)
    """
    return FACTS[field].period


@strict
def other_year(count: Count) -> Count:
    """
    Return the same count of the other year, or the count itself if it has no year.

    >>> other_year(Count.POOR_GOAL), other_year(Count.TRAINED)
    (<Count.POOR_BASE: 'poor_base'>, <Count.TRAINED: 'trained'>)
    """
    return _OTHER_YEARS.get(count, count)


@strict
def count_of(rate: Rate) -> Count | None:
    """
    Return the count behind a rate, or None for a drop.

    >>> count_of(Rate.POOR_GOAL_RATE)
    <Count.POOR_GOAL: 'poor_goal'>
    """
    return _COUNTS.get(rate)


@strict
def rate_of(count: Count) -> Rate | None:
    """
    Return the rate that gives a count as a share, or None if there is no such rate.

    >>> rate_of(Count.POOR_GOAL), rate_of(Count.PERSONS_GOAL)
    (<Rate.POOR_GOAL_RATE: 'poor_goal_rate'>, None)
    """
    return _RATES.get(count)


@strict
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


@strict
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
    return cast("Field", _FIELD.take(name, "field_named: name"))
