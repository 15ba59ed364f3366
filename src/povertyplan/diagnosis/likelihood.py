"""The cost of a count beside the other rows: typing and growth rank the feasible counts."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, partial

from attrs import evolve, field, frozen

from povertyplan.arithmetic.intervals import Interval
from povertyplan.arithmetic.plausibility import (
    COMPARISONS,
    HOUSEHOLD_SIZE,
    MILLION,
    Comparison,
    distance,
)
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, origins
from povertyplan.model.fields import Count, Flat
from povertyplan.model.places import Row
from povertyplan.model.reach import Rounding

#: The ratios that rows share; a plan may state persons for the goal, too.
_RATIOS = (
    *COMPARISONS,
    evolve(HOUSEHOLD_SIZE, count=Count.PERSONS_GOAL, per=Count.HOUSEHOLDS_GOAL),
)
#: The least spread of the rows that a cost is measured by, in parts per million.
_LEAST_SPREAD = 2_500
#: The cost of a row ten spreads from the middle; one that lies farther is odd, but not more so.
_MOST_COST = 10 * BIT


def likely_counts(printed: int, span: Interval) -> list[int]:
    """
    Return the counts of a span to look at: the nearest, and those one keystroke away.

    >>> likely_counts(655, Interval(0, 100)), likely_counts(28, Interval(270, 283))
    ([100, 65, 55], [270, 278, 280, 281, 282, 283])
    """
    nearest = max(span.lo, printed)
    if span.hi is not None:
        nearest = min(span.hi, nearest)
    counts = {nearest}
    if span.lo != span.hi:
        counts.update(count for count in origins(printed) if count in span)
    return sorted(counts - {printed}, key=lambda count: (abs(count - printed), count))


@frozen
class _Middle:
    """The middle row by a ratio, in parts per million; 0 without rows."""

    ratio: int
    spread: int

    @classmethod
    def of(cls, index: CaseIndex, ratio: Comparison) -> "_Middle":
        """Return the middle of the rows of an index."""
        ranking = index.ranking(ratio)
        spread = ranking.spread if ranking.middle else 0
        return cls(ranking.middle, max(spread, _LEAST_SPREAD))


@frozen
class Likelihood:
    """The cost of figures by the ratios that the rows of one table share."""

    _middle: Callable[[Comparison], _Middle] = field(repr=False)

    @classmethod
    def of(cls, index: CaseIndex) -> "Likelihood":
        """Compare the rows of an index."""
        return cls(cache(partial(_Middle.of, index)))

    def gain(self, row: Row, before: Flat, after: Flat) -> int:
        """Return by how much other figures raise the cost of a row, below 0 if they lower it."""
        if not isinstance(row, int):
            return 0
        gain = 0
        for ratio in _RATIOS:
            counts = (ratio.count, ratio.per)
            if any(before.get(count) != after.get(count) for count in counts):
                gain += self._cost(ratio, after) - self._cost(ratio, before)
        return gain

    def stands_out(self, flat: Flat) -> bool:
        """Whether a row would lie too far from the others."""
        return any(self._stands_out(flat, ratio) for ratio in COMPARISONS)

    def _stands_out(self, flat: Flat, ratio: Comparison) -> bool:
        share, middle = ratio.share(flat), self._middle(ratio)
        if share is None or not middle.ratio:
            return False
        return distance(share, middle.ratio) > ratio.tolerance(middle.spread)

    def median(self, ratio: Comparison) -> Fraction:
        """Return the ratio of the middle row."""
        return Fraction(self._middle(ratio).ratio, MILLION)

    def usual(self, name: Count, ratio: Comparison, flat: Flat) -> int | None:
        """Return the count that would make a row like the middle one."""
        count, per, median = flat.get(ratio.count), flat.get(ratio.per), self.median(ratio)
        if name == ratio.count and isinstance(per, int):
            return Rounding.HALF_UP.round(per * median)
        if not isinstance(count, int) or not median:
            return None
        return Rounding.HALF_UP.round(count / median)

    def _cost(self, ratio: Comparison, flat: Flat) -> int:
        share, middle = ratio.share(flat), self._middle(ratio)
        if share is None or not middle.ratio:
            return 0
        return min(_MOST_COST, BIT * distance(share, middle.ratio) // middle.spread)
