"""What bodies promise to do for the goals of a plan (phân công giúp đỡ)."""

from collections import Counter
from collections.abc import Iterable

from attrs import frozen

from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.arithmetic.intervals import Interval
from povertyplan.model.fields import Count
from povertyplan.model.names import key
from povertyplan.model.units import Unit


@frozen(field_transformer=strict_fields)
class Commitment:
    """
    A body promises so many of what a figure counts, as an interval.

    *field* is what it promises: `Count.HELPED` where it helps households to leave poverty,
    `Count.EXPORTED` where it introduces people to work abroad.  *unit* is the unit whose
    households or people are meant, None for the whole commune.

    >>> Commitment("Hội Nông dân", Count.HELPED, Interval(4, 5)).count.hi
    5
    """

    body: str
    field: Count
    count: Interval
    unit: Unit | None = None

    __repr__ = as_call


@strict
def reach(commitments: Iterable[Commitment], field: Count) -> Interval:
    """
    Return how many the commitments to a figure come to, as the sum of their intervals.

    >>> five = [Commitment(f"Hội {number}", "helped", Interval(4, 5)) for number in range(5)]
    >>> reach(five, Count.HELPED)
    Interval(lo=20, hi=25)

    Raises `ValueError` where one body commits itself twice to the same unit.
    """
    named = [commitment for commitment in commitments if commitment.field is field]
    _refuse_repeated(named)
    ends = [commitment.count.hi for commitment in named]
    stated_ends = [end for end in ends if end is not None]
    has_end = len(stated_ends) == len(ends)
    low = sum(commitment.count.lo for commitment in named)
    return Interval(low, sum(stated_ends) if has_end else None)


def _refuse_repeated(commitments: Iterable[Commitment]) -> None:
    """Refuse two commitments of one body to the same unit, which would be counted twice."""
    promised = Counter(
        (key(commitment.body), None if commitment.unit is None else key(commitment.unit.name))
        for commitment in commitments
    )
    for (body, unit), number in promised.items():
        if number > 1:
            for_unit = "" if unit is None else f" for {unit!r}"
            raise ValueError(f"reach: {body!r} has {number} commitments{for_unit}, must have one")
