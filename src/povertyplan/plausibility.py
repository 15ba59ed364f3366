"""
Which rows change, or are made up, unlike the others: robust and in integers.

Of every row the ratio of two counts is taken in parts per million.  A row
stands out when it lies more than four spreads from the median ratio, up or
down alike; the spread is the median distance of the rows, at least 5 %.  With
fewer than six rows nothing can be said.

After Hidiroglou and Berthelot (1986), whose square roots and quartiles alarm on
plans whose populations barely change: a median that may not fall below 5 %
does not.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import frozen

from povertyplan.places import Count

MILLION = 1_000_000
LEAST_ROWS = 6
LEAST_SPREAD = 50_000  #: parts per million: 5 %
SPREADS = 4


@frozen
class Comparison:
    """Two counts whose ratio the rows of one plan should share, more or less."""

    count: Count
    per: Count


#: Households grow alike, and are of like size.
COMPARISONS: tuple[Comparison, ...] = (
    Comparison(Count.HOUSEHOLDS_GOAL, Count.HOUSEHOLDS_BASE),
    Comparison(Count.PERSONS_BASE, Count.HOUSEHOLDS_BASE),
)


@frozen
class Outlier:
    """A row that stands out: its ratio, and the median of the rows."""

    row: int
    ratio: Fraction
    median: Fraction


def outliers(pairs: Iterable[tuple[int, int, int]]) -> list[Outlier] | None:
    """
    Return the rows that stand out, given as (row, count, per); None if there are too few.

    >>> steady = [(row, 101, 100) for row in range(1, 8)]
    >>> outliers([*steady, (8, 140, 235)])
    [Outlier(row=8, ratio=Fraction(28, 47), median=Fraction(101, 100))]
    """
    counts = {row: (count, per) for row, count, per in pairs if per > 0}
    if len(counts) < LEAST_ROWS:
        return None
    ratios = {row: count * MILLION // per for row, (count, per) in counts.items()}
    middle = lower_median(ratios.values())
    if middle == 0:
        return None
    distances = {row: distance(ratio, middle) for row, ratio in ratios.items()}
    spread = max(lower_median(distances.values()), LEAST_SPREAD)
    median = min(Fraction(*counts[row]) for row, ratio in ratios.items() if ratio == middle)
    return [
        Outlier(row, Fraction(*counts[row]), median)
        for row, distance in distances.items()
        if distance > SPREADS * spread
    ]


def lower_median(numbers: Iterable[int]) -> int:
    """
    Return the middle number, the lower of two.

    >>> lower_median([4, 1, 3, 2])
    2
    """
    ordered = sorted(numbers)
    return ordered[(len(ordered) - 1) // 2]


def distance(ratio: int, middle: int) -> int:
    """
    Return how far a ratio is from the middle, a half as far as a double; nothing is farthest.

    >>> distance(500_000, 1_000_000), distance(2_000_000, 1_000_000)
    (1000000, 1000000)
    """
    low, high = sorted((ratio, middle))
    return high * MILLION // max(low, 1) - MILLION
