"""
Rows whose ratio of two counts is unlike the other rows': robust, and in integers.

The ratio of a row is taken in parts per million.  A row stands out when it lies more than some
spreads from the median ratio, up or down alike; the spread is the median distance of the rows,
or a least one.  How many spreads, and which is the least, each comparison says for itself.
Fewer than six rows are too few to tell.

After Hidiroglou and Berthelot (1986).  Their square roots and quartiles alarm on plans whose
populations barely change; a least spread does not.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Sequence
from fractions import Fraction

from attrs import frozen

from povertyplan.model.fields import Count, Flat
from povertyplan.model.places import Figures

MILLION = 1_000_000
LEAST_ROWS = 6


@frozen
class Comparison:
    """
    Two counts whose ratio the rows of one plan should share, more or less.

    *least_spread* is in parts per million.
    """

    count: Count
    per: Count
    spreads: int
    least_spread: int

    def tolerance(self, spread: int) -> int:
        """Return the largest distance, in parts per million, at which no row stands out."""
        return self.spreads * max(spread, self.least_spread)

    def ratio(self, flat: Flat) -> Fraction | None:
        """Return the ratio of a row, None if a count is missing or the second is 0."""
        counts = self._counts(flat)
        return Fraction(*counts) if counts else None

    def share(self, flat: Flat) -> int | None:
        """Return the ratio of a row in whole parts per million, None as in `ratio`."""
        counts = self._counts(flat)
        return counts[0] * MILLION // counts[1] if counts else None

    def _counts(self, flat: Flat) -> tuple[int, int] | None:
        count, per = flat.get(self.count), flat.get(self.per)
        if isinstance(count, int) and isinstance(per, int) and per:
            return (count, per)
        return None


#: Households of this year beside those of last year.
GROWTH = Comparison(Count.HOUSEHOLDS_GOAL, Count.HOUSEHOLDS_BASE, spreads=4, least_spread=50_000)
#: Persons in a household, which differ more from TDP to TDP than growth does.
HOUSEHOLD_SIZE = Comparison(
    Count.PERSONS_BASE, Count.HOUSEHOLDS_BASE, spreads=6, least_spread=60_000
)
COMPARISONS = (GROWTH, HOUSEHOLD_SIZE)


@frozen
class Ranking:
    """
    The rows of a plan by the ratio of two counts, the smallest first.

    Rows are given in order of their ratios, so that each question takes a few
    comparisons however many rows there are, also after a row is edited.

    >>> growth = GROWTH
    >>> steady = {row: {growth.count: 101, growth.per: 100} for row in range(1, 8)}
    >>> odd = {growth.count: 140, growth.per: 235}
    >>> ranking = Ranking.of(growth, {**steady, 8: odd})
    >>> ranking.outlying(), ranking.middle, ranking.edited(8, odd, steady[1]).outlying()
    ([8], 1010000, [])
    """

    comparison: Comparison
    ranked: Sequence[tuple[int, int]]  #: parts per million and the row, in order

    @classmethod
    def of(cls, comparison: Comparison, figures: Figures) -> "Ranking":
        """Rank the rows of the TDPs that state both counts."""
        shares: list[tuple[int, int]] = []
        for row, flat in figures.items():
            share = comparison.share(flat)
            if isinstance(row, int) and share is not None:
                shares.append((share, row))
        return cls(comparison, sorted(shares))

    def edited(self, row: int, before: Flat, after: Flat) -> "Ranking":
        """Rank the rows as they would be with other figures in one of them."""
        ranked = list(self.ranked)
        was, then = self.comparison.share(before), self.comparison.share(after)
        if was is not None:
            del ranked[bisect_left(ranked, (was, row))]
        if then is not None:
            insort(ranked, (then, row))
        return Ranking(self.comparison, ranked)

    @property
    def middle(self) -> int:
        """The middle ratio, the lower of two, in parts per million; 0 without rows."""
        return self.ranked[self._half][0] if self.ranked else 0

    @property
    def spread(self) -> int:
        """The middle distance from the middle ratio, the lower of two, in parts per million."""
        half, far = self._half, self._distance
        # Half of the rows lie nearest to the middle, and they stand side by side.
        starts = range(len(self.ranked) - half)
        first = _first(starts, lambda start: far(start + half) >= far(start))
        return min(
            max(far(start), far(start + half)) for start in (first - 1, first) if start in starts
        )

    def median(self, figures: Figures) -> Fraction:
        """Return the middle ratio itself: the smallest of those that share its millionths."""
        rows = (row for share, row in self.ranked if share == self.middle)
        ratios = (self.comparison.ratio(figures[row]) for row in rows)
        return min(ratio for ratio in ratios if ratio is not None)

    def outlying(self) -> list[int] | None:
        """Return the rows that stand out; None if there are too few to tell."""
        if len(self.ranked) < LEAST_ROWS or not self.middle:
            return None
        most = self.comparison.tolerance(self.spread)
        low, high = range(self._half), range(self._half, len(self.ranked))
        near = _first(low, lambda at: self._distance(at) <= most)
        far = _first(high, lambda at: self._distance(at) > most)
        return sorted(row for _, row in (*self.ranked[:near], *self.ranked[far:]))

    @property
    def _half(self) -> int:
        return (len(self.ranked) - 1) // 2

    def _distance(self, at: int) -> int:
        return distance(self.ranked[at][0], self.middle)


def _first(numbers: range, holds: Callable[[int], bool]) -> int:
    """Return the first number for which something holds, as it does for all that follow."""
    return numbers.start + bisect_left(numbers, True, key=holds)  # noqa: FBT003  # sought


def distance(ratio: int, middle: int) -> int:
    """
    Return the distance of a ratio from the middle: a half is as far as a double, 0 the farthest.

    >>> distance(500_000, 1_000_000), distance(2_000_000, 1_000_000)
    (1000000, 1000000)
    """
    low, high = sorted((ratio, middle))
    return high * MILLION // max(low, 1) - MILLION
