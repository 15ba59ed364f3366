"""
The flat names of a plan's figures.

One vocabulary serves JSON, data frames, findings and documentation alike.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import TypeAlias

from povertyplan.errors import near
from povertyplan.model.percent import Percent, Points


class Count(StrEnum):
    """
    The flat names of the figures that count something.

    ``_base`` is last year's review, ``_goal`` what the plan sets for this year.
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
    WORKING_AGE = "working_age"
    TRAINED = "trained"
    NEW_JOBS = "new_jobs"
    EXPORTED = "exported"


class Rate(StrEnum):
    """The flat names of the figures printed in per cent, or in points of it."""

    POOR_BASE_RATE = "poor_base_rate"
    POOR_GOAL_RATE = "poor_goal_rate"
    NEAR_POOR_BASE_RATE = "near_poor_base_rate"
    NEAR_POOR_GOAL_RATE = "near_poor_goal_rate"
    POOR_RATE_DROP = "poor_rate_drop"
    TRAINED_RATE = "trained_rate"


Field: TypeAlias = Count | Rate
Value: TypeAlias = int | Percent | Points | None
Flat: TypeAlias = Mapping[Field, Value]
#: The columns of an annex, in their usual order.
ANNEX: tuple[Field, ...] = (
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
#: The figures of a plan's text.
HEADLINE: tuple[Field, ...] = (
    Rate.POOR_GOAL_RATE,
    Rate.POOR_RATE_DROP,
    Count.POOR_DROP,
    Rate.NEAR_POOR_GOAL_RATE,
    Count.NEAR_POOR_GOAL,
)
#: The figures of the labour targets.
LABOUR: tuple[Field, ...] = (
    Count.WORKING_AGE,
    Count.TRAINED,
    Rate.TRAINED_RATE,
    Count.NEW_JOBS,
    Count.EXPORTED,
)


class Period(StrEnum):
    """The two years of an annex: last year's review and this year's goal."""

    BASE = "base"
    GOAL = "goal"


@cache
def period(name: str) -> Period | None:
    """
    Return the year that a figure is of, None where it is of both or of neither.

    >>> period(Count.POOR_BASE), period(Count.POOR_DROP)
    (<Period.BASE: 'base'>, None)
    """
    found = [part for part in Period if part in name.split("_")]
    return found[0] if found else None


def other_year(name: Count) -> Count:
    """
    Return the count of the other year, the same where it is of no year.

    >>> other_year(Count.POOR_GOAL), other_year(Count.TRAINED)
    (<Count.POOR_BASE: 'poor_base'>, <Count.TRAINED: 'trained'>)
    """
    years = {Period.BASE: Period.GOAL, Period.GOAL: Period.BASE}
    return Count(
        "_".join(
            years.get(Period(part), part) if part in years else part for part in name.split("_")
        )
    )


def field_named(name: str) -> Field:
    """
    Return the field of a flat name.

    >>> field_named("poor_goal_rate")
    <Rate.POOR_GOAL_RATE: 'poor_goal_rate'>

    Raises `ValueError`, with the names most like it, for any other name.
    """
    for names in (Count, Rate):
        if name in names.__members__.values():
            return names(name)
    raise ValueError(f"{name!r} is no flat name{near(name, [*Count, *Rate])}")


class Category(StrEnum):
    """The two classes of households that a review counts (Decree 07/2021/NĐ-CP)."""

    POOR = "poor"  #: hộ nghèo
    NEAR_POOR = "near_poor"  #: hộ cận nghèo
