"""
The arithmetic of a plan, stated once as data.

`RELATIONS` says what every plan claims of its figures.  `povertyplan.arithmetic`
binds each relation to the rows of one table and evaluates it.  Checks, intervals,
data frames and strategies read the same data.

A rate's denominator, a total's rows and a drop's two years are named here and
nowhere else.
"""

from typing import TypeAlias

from attrs import frozen

from povertyplan.model.fields import (
    ANNEX,
    Count,
    Field,
    Rate,
    period,
)


@frozen
class Sum:
    """A count in a total, a sub-total or the text is the sum over the rows."""

    count: Count

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.count

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that the figure is computed from."""
        return (self.count,)


@frozen
class Ratio:
    """A rate is one or several counts over another, as a percentage."""

    rate: Rate
    counts: tuple[Count, ...]
    whole: Count

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.rate

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that the figure is computed from."""
        return (*self.counts, self.whole)


@frozen
class Bound:
    """Parts do not exceed their whole."""

    parts: tuple[Count, ...]
    whole: Count

    @property
    def within_a_year(self) -> bool:
        """Whether the parts are of the whole's own year, so that they cannot exceed it."""
        return period(self.parts[0]) is period(self.whole)

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.parts[0]

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that are compared."""
        return (*self.parts, self.whole)


@frozen
class Drop:
    """
    A printed drop is base minus goal, of a count or of an exact rate.

    The only kind that can be `Verdict.ROUNDED`: officers subtract the rates
    that they have printed.
    """

    printed: Field
    base: Count | Ratio
    goal: Count | Ratio

    @property
    def subject(self) -> Field:
        """The figure that the relation speaks of."""
        return self.printed

    @property
    def operands(self) -> tuple[Count, ...]:
        """The counts that the figure is computed from."""
        return (*counts_of(self.base), *counts_of(self.goal))


Relation: TypeAlias = Sum | Ratio | Bound | Drop


def counts_of(side: Count | Ratio) -> tuple[Count, ...]:
    """Return the counts that one side of a drop is computed from."""
    return side.operands if isinstance(side, Ratio) else (side,)


_POOR_BASE = Ratio(Rate.POOR_BASE_RATE, (Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
_POOR_GOAL = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)
#: Everything that a plan claims of its figures.
RELATIONS: tuple[Relation, ...] = (
    *(Sum(name) for name in ANNEX if isinstance(name, Count)),
    _POOR_BASE,
    _POOR_GOAL,
    Ratio(Rate.NEAR_POOR_BASE_RATE, (Count.NEAR_POOR_BASE,), Count.HOUSEHOLDS_BASE),
    Ratio(Rate.NEAR_POOR_GOAL_RATE, (Count.NEAR_POOR_GOAL,), Count.HOUSEHOLDS_GOAL),
    Bound((Count.POOR_BASE, Count.NEAR_POOR_BASE), Count.HOUSEHOLDS_BASE),
    Bound((Count.POOR_GOAL, Count.NEAR_POOR_GOAL), Count.HOUSEHOLDS_GOAL),
    Bound((Count.POOR_GOAL,), Count.POOR_BASE),
    Bound((Count.NEAR_POOR_GOAL,), Count.NEAR_POOR_BASE),
    Drop(Count.POOR_DROP, Count.POOR_BASE, Count.POOR_GOAL),
    Drop(Rate.POOR_RATE_DROP, _POOR_BASE, _POOR_GOAL),
    Ratio(Rate.TRAINED_RATE, (Count.TRAINED,), Count.WORKING_AGE),
    Bound((Count.TRAINED,), Count.WORKING_AGE),
    Bound((Count.WORKING_AGE,), Count.PERSONS_BASE),
)
