"""How much a count fits the other rows, as a cost: typing and growth rank what is feasible."""

from fractions import Fraction

from attrs import field, frozen

from povertyplan.arithmetic.intervals import Interval
from povertyplan.arithmetic.plausibility import (
    COMPARISONS,
    LEAST_SPREAD,
    MILLION,
    SPREADS,
    Comparison,
    distance,
)
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, origins
from povertyplan.model.fields import Count, Flat
from povertyplan.model.places import Row

#: The ratios that rows share; a plan may state persons for the goal, too.
_RATIOS = (*COMPARISONS, Comparison(Count.PERSONS_GOAL, Count.HOUSEHOLDS_GOAL))
#: Rows lie at least so far apart as a rule, in parts per million.
_LEAST_SPREAD = 2_500
#: Beyond ten spreads a row is odd, however far it lies.
_MOST = 10 * BIT


def likely_counts(printed: int, span: Interval) -> list[int]:
    """
    Return the counts of a span to look at, the nearest first, and those one keystroke away.

    >>> likely_counts(655, Interval(0, 100)), likely_counts(28, Interval(270, 283))
    ([100, 65, 55], [270, 278, 280, 281, 282, 283])
    """
    over = span.hi is not None and printed > span.hi
    found = {span.hi if over and span.hi is not None else max(span.lo, printed)}
    if span.lo != span.hi:
        found.update(value for value in origins(printed) if value in span)
    return sorted(found - {printed}, key=lambda count: (abs(count - printed), count))


@frozen(eq=False)
class Likelihood:
    """What the rows of one plan have in common."""

    index: CaseIndex
    _middles: dict[Comparison, tuple[int, int]] = field(
        factory=dict[Comparison, tuple[int, int]], repr=False
    )

    def gain(self, row: Row, before: Flat, after: Flat) -> int:
        """Return by how much a row's cost rises with other figures; it falls below zero if less."""
        if not isinstance(row, int):
            return 0
        return sum(
            self._cost(ratio, after) - self._cost(ratio, before)
            for ratio in _RATIOS
            if before[ratio.count] != after[ratio.count] or before[ratio.per] != after[ratio.per]
        )

    def stands_out(self, flat: Flat) -> bool:
        """Whether a row would lie too far from the others."""
        return any(
            share is not None and distance(share, middle) > SPREADS * max(spread, LEAST_SPREAD)
            for ratio in COMPARISONS
            for share, (middle, spread) in [(ratio.share(flat), self._middle(ratio))]
            if middle
        )

    def median(self, ratio: Comparison) -> Fraction:
        """Return the middle row's ratio."""
        return Fraction(self._middle(ratio)[0], MILLION)

    def usual(self, name: Count, ratio: Comparison, flat: Flat) -> int | None:
        """Return the count that would make a row like the middle one."""
        count, per, middle = flat[ratio.count], flat[ratio.per], self.median(ratio)
        if name == ratio.count and isinstance(per, int):
            return round(per * middle)
        return round(count / middle) if isinstance(count, int) and middle else None

    def _cost(self, ratio: Comparison, flat: Flat) -> int:
        share = ratio.share(flat)
        middle, spread = self._middle(ratio)
        if share is None or not middle:
            return 0
        return min(_MOST, BIT * distance(share, middle) // spread)

    def _middle(self, ratio: Comparison) -> tuple[int, int]:
        if ratio not in self._middles:
            ranking = self.index.ranking(ratio)
            spread = ranking.spread if ranking.middle else 0
            self._middles[ratio] = (ranking.middle, max(spread, _LEAST_SPREAD))
        return self._middles[ratio]
