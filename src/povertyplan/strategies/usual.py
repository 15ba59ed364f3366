"""Figures as communes usually have them: how large, how many decimals, and what is left out."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from attrs import frozen
from hypothesis import strategies as st

from povertyplan.arithmetic.intervals import Interval
from povertyplan.arithmetic.plausibility import COMPARISONS, MILLION
from povertyplan.model.fields import (
    ANNEX,
    FACTS,
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    Category,
    Count,
    Figure,
    Rate,
)
from povertyplan.model.places import Part, Row

_HOUSEHOLDS = (Count.HOUSEHOLDS_BASE, Count.HOUSEHOLDS_GOAL)
_HOUSEHOLDS_OF_A_ROW = range(80, 401)
#: The largest usual shares of those who leave and come, in who is there at the start.
_MOVES = (30, 15, 2, 5, 2, 3, 2)


def _moves() -> Iterator[tuple[Count, tuple[Count, int, int]]]:
    """Yield the counts of a flow between its start and its end, with their usual shares."""
    for start, *moves, _ in (FLOW_OF_POOR, FLOW_OF_NEAR_POOR):
        for count, most in zip(moves, _MOVES, strict=True):
            yield count, (start, 0, most)


#: The usual share of a count in another, in per cent.
_SHARES: Mapping[Count, tuple[Count, int, int]] = {
    Count.HOUSEHOLDS_GOAL: (Count.HOUSEHOLDS_BASE, 100, 107),
    Count.PERSONS_BASE: (Count.HOUSEHOLDS_BASE, 300, 460),
    Count.PERSONS_GOAL: (Count.HOUSEHOLDS_GOAL, 300, 460),
    Count.POOR_BASE: (Count.HOUSEHOLDS_BASE, 0, 5),
    Count.POOR_GOAL: (Count.HOUSEHOLDS_GOAL, 0, 5),
    Count.NEAR_POOR_BASE: (Count.HOUSEHOLDS_BASE, 0, 8),
    Count.NEAR_POOR_GOAL: (Count.HOUSEHOLDS_GOAL, 0, 8),
    Count.WORKING_AGE: (Count.PERSONS_BASE, 50, 70),
    Count.TRAINED: (Count.WORKING_AGE, 30, 90),
    Count.CERTIFIED: (Count.WORKING_AGE, 15, 50),
    Count.NEW_JOBS: (Count.WORKING_AGE, 0, 5),
    Count.EXPORTED: (Count.WORKING_AGE, 0, 1),
    Count.HELPED: (Count.POOR_START, 0, 100),
    Count.COVERED: (Count.ENTITLED, 95, 100),
    **dict(_moves()),
}
#: The largest ratio, in per cent, of two shares in one plan at which neither row stands out.
_APART = 99 + 100 * min(ratio.tolerance(0) for ratio in COMPARISONS) // MILLION
_PLACES_OF_THE_TEXT: Mapping[Row, int] = {Part.HEADLINE: 1, Part.LABOUR: 0}
#: The decimal places of the rates of an annex: two in most communes.
_PLACES_OF_THE_ANNEX = st.sampled_from((2, 2, 2, 2, 1, 1, 0, 3))
#: By the places of its rates: households of which small counts are shares halfway between two
#: printed rates, as 3 of 160 are 1.875 %.
_WHOLES_OF_TIES: Mapping[int, int] = {0: 40, 1: 80, 2: 32, 3: 64}
#: Whether the rates of a row are such ties, where its figures allow it.  With one row in 24, some
#: 4 of 100 rates are, as in the plans of communes.
_PREFERS_TIES = st.sampled_from((False,) * 23 + (True,))
#: What communes often leave unsaid of labour, together.
CERTIFICATES = (Count.CERTIFIED, Rate.CERTIFIED_RATE)
#: Columns that some communes leave out, together.
OPTIONAL: tuple[tuple[Figure, ...], ...] = (
    (Count.PERSONS_BASE,),
    (Rate.POOR_BASE_RATE, Rate.NEAR_POOR_BASE_RATE),
    tuple(figure for figure in ANNEX if Category.NEAR_POOR in FACTS[figure].categories),
)
_POSITIONS = 2**16


@frozen
class Chance:
    """What is drawn for a count before its range is known."""

    position: int  #: in the range: 0 for its start, `_POSITIONS` for its end
    prefers_ties: bool  #: whether its rate is halfway between two printed ones where it can be


@frozen
class Usual:
    """The figures of one commune, alike enough in all rows that none stands out."""

    annex_places: int  #: the decimal places of the rates of the annex
    shares: Mapping[Count, tuple[Count, int, int]]  #: of a count in another, in per cent

    def places(self, row: Row) -> int:
        """Return the decimal places of a rate in a row."""
        return _PLACES_OF_THE_TEXT.get(row, self.annex_places)

    def whole_of(self, count: Count) -> Count:
        """Return the count that another is usually a share of; last year's households have none."""
        return self.shares[count][0] if count in self.shares else count

    def chosen(self, count: Count, whole: int | None, span: Interval, chance: Chance) -> int:
        """Return a usual share of *whole* that lies in an interval."""
        usual_values = self._values(count, whole)
        most = usual_values[-1] if span.hi is None else min(usual_values[-1], span.hi)
        most = max(span.lo, most)
        values = range(min(max(usual_values[0], span.lo), most), most + 1)
        value = values[chance.position * len(values) // _POSITIONS]
        ties = self._ties(count, whole, values) if chance.prefers_ties else ()
        return min(ties, key=lambda tie: abs(tie - value), default=value)

    def _values(self, count: Count, whole: int | None) -> range:
        """Return the values that a count usually has beside its *whole*."""
        if whole is None:
            return _HOUSEHOLDS_OF_A_ROW
        _, low, high = self.shares[count]
        return range(-(-whole * low // 100), whole * high // 100 + 1)

    def _ties(self, count: Count, whole: int | None, values: range) -> Sequence[int]:
        """Return the values that put a rate of the row halfway between two printed ones."""
        unit = _WHOLES_OF_TIES[self.annex_places]
        if count in _HOUSEHOLDS:
            return range(-(-values.start // unit) * unit, values.stop, unit)
        if not whole or whole % unit:
            return ()
        halves = 2 * 10 ** (self.annex_places + 2)  # of the last printed digit, in the whole
        return [value for value in values if halves * value % (2 * whole) == whole]


@st.composite
def usual(draw: st.DrawFn) -> Usual:
    """Make the ways in which the counts of one plan compare."""
    shares: dict[Count, tuple[Count, int, int]] = {}
    for count, (whole, low, high) in _SHARES.items():
        if low:
            least = draw(st.integers(low, max(low, high * 100 // _APART)))
            shares[count] = (whole, least, min(high, least * _APART // 100))
        else:
            shares[count] = (whole, low, high)
    return Usual(draw(_PLACES_OF_THE_ANNEX), shares)


@cache
def row_chances(number: int) -> st.SearchStrategy[Sequence[Chance]]:
    """
    Make the chances of the counts of one row.

    Two draws serve the row: a strategy for each range would take most of the time of a plan.
    """
    data = st.binary(min_size=2 * number, max_size=2 * number)
    return st.builds(_chances, prefers_ties=_PREFERS_TIES, data=data)


def _chances(*, prefers_ties: bool, data: bytes) -> Sequence[Chance]:
    return [
        Chance(int.from_bytes(data[start : start + 2], "big"), prefers_ties)
        for start in range(0, len(data), 2)
    ]
