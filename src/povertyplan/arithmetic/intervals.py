"""
Which values of one cell a relation allows, as one exact interval.

Every kind of relation answers with a single interval of whole numbers, so the
values that satisfy many relations at once are an intersection: no search over
candidate values, and figures of 10^9 cost what figures of 10 do.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from attrs import frozen

from povertyplan.arithmetic.cases import Case, Term, terms
from povertyplan.arithmetic.verdicts import exact, print_reach
from povertyplan.model.fields import Count, Rate, Value
from povertyplan.model.percent import MOST_DIGITS, Percent, Points, Rounding
from povertyplan.model.places import TEXT, Figures, Place
from povertyplan.model.relations import Bound, Drop, Ratio, Sum, counts_of


@frozen
class Interval:
    """
    The whole numbers from *lo* to *hi*, both included; *hi* None has no end.

    >>> Interval(3, 8) & Interval(5)
    Interval(lo=5, hi=8)
    >>> 4 in Interval(5, 8), Interval(5, 4).empty
    (False, True)
    """

    lo: int = 0
    hi: int | None = None

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.hi is not None and self.hi < self.lo

    def __contains__(self, number: int) -> bool:
        """Whether the number lies in it."""
        return self.lo <= number and (self.hi is None or number <= self.hi)

    def __and__(self, other: "Interval") -> "Interval":
        """Return the numbers in both."""
        ends = [end for end in (self.hi, other.hi) if end is not None]
        return Interval(max(self.lo, other.lo), min(ends, default=None))


ANYTHING = Interval()
NOTHING = Interval(1, 0)


@frozen
class _Shares:
    """The exact shares from *low* to *high* over *scale*, with or without their ends."""

    low: int
    high: int
    scale: int
    low_in: bool
    high_in: bool

    def mirrored(self) -> "_Shares":
        """Return the shares with their signs changed."""
        return _Shares(-self.high, -self.low, self.scale, self.high_in, self.low_in)

    def moved(self, count: int, whole: int) -> "_Shares":
        """Return the shares increased by *count* over *whole*."""
        low = self.low * whole + count * self.scale
        high = self.high * whole + count * self.scale
        return _Shares(low, high, self.scale * whole, self.low_in, self.high_in)

    def counts(self, whole: int) -> Interval:
        """Return the counts that are such a share of *whole*."""
        if whole == 0:
            return NOTHING
        low = self.low * whole
        high = self.high * whole
        return Interval(
            max(0, -(-low // self.scale) if self.low_in else low // self.scale + 1),
            high // self.scale if self.high_in else -(-high // self.scale) - 1,
        )

    def wholes(self, count: int) -> Interval:
        """Return the wholes of one or more of which *count* is such a share."""
        if self.high < 0 or (self.high == 0 and (count or not self.high_in)):
            return NOTHING
        scaled = count * self.scale
        least = 1
        if self.high:
            least = -(-scaled // self.high) if self.high_in else scaled // self.high + 1
        if self.low < 0 or (self.low == 0 and (count or self.low_in)):
            return Interval(max(1, least))
        if self.low == 0:
            return NOTHING
        most = scaled // self.low if self.low_in else -(-scaled // self.low) - 1
        return Interval(max(1, least), most)


def allowed(
    case: Case,
    found: Figures,
    place: Place,
    rounding: Rounding = Rounding.HALF_UP,
    others: Mapping[Count, Term] | None = None,
) -> Interval:
    """
    Return the values of one cell under which a case does not fail.

    The other cells are taken as they stand.  Counts are counts; a rate or a
    change of a rate is answered in units of its last printed digit.  A `Drop`
    of a rate answers for what holds: neither for what is merely rounded, nor
    for 0 households, over which it is not known.  *others* are the operands of
    the case without the cell, where they are known already.

    >>> from povertyplan.model.plan import Plan
    >>> from povertyplan.arithmetic.cases import cases_of
    >>> row = {"name": "Ngò", "households_goal": 78, "poor_goal": 2, "poor_goal_rate": "2.56"}
    >>> plan = Plan.of(2024, [row])
    >>> case = next(case for case in cases_of(plan) if case.subject.field == "poor_goal_rate")
    >>> allowed(case, plan.figures(), Place(1, "households_goal"))
    Interval(lo=78, hi=78)
    """
    relation = case.relation
    if place == case.subject and not isinstance(relation, Bound):
        return _subject(relation, case, found, rounding)
    others = terms(case, found, without=place) if others is None else others
    asked = Count(place.field)
    printed = found[case.row].get(relation.subject)
    match relation:
        case Sum(name):
            return _less(_point(printed), others[name].known, missing=others[name].missing)
        case Bound() as bound:
            return _bounded(bound, asked, others)
        case Ratio() | Drop() if any(term.missing for term in others.values()):
            return ANYTHING
        case Ratio() as ratio:
            return _operand_of_ratio(ratio, asked, others, _reach(printed, case, rounding))
        case Drop() as drop:
            return _operand_of_drop(drop, asked, others, _reach(printed, case, rounding))
        case _:
            assert_never(relation)


def _reach(printed: Value, case: Case, rounding: Rounding) -> _Shares | int | None:
    if not isinstance(printed, Percent | Points):
        return printed
    reach = print_reach(printed, case.row, rounding)
    return _Shares(
        reach.low, reach.high, 2 * 10 ** (printed.places + 2), reach.low_in, reach.high_in
    )


def _point(printed: Value) -> Interval:
    return Interval(printed, printed) if isinstance(printed, int) else ANYTHING


def _less(span: Interval, known: int, *, missing: bool = False) -> Interval:
    """Return what is left of *span* beside *known*, and beside figures that may be missing."""
    hi = None if span.hi is None else span.hi - known
    return Interval(0 if missing else max(0, span.lo - known), hi)


def _operand_of_ratio(
    ratio: Ratio, asked: Count, others: Mapping[Count, Term], shares: _Shares | int | None
) -> Interval:
    if not isinstance(shares, _Shares):
        return ANYTHING
    count = sum(others[name].known for name in ratio.counts)
    whole = others[ratio.whole].known
    if asked == ratio.whole:
        return _less(shares.wholes(count), whole)
    return _less(shares.counts(whole), count)


def _operand_of_drop(
    drop: Drop, asked: Count, others: Mapping[Count, Term], printed: _Shares | int | None
) -> Interval:
    # base = goal + drop, goal = base - drop: the same interval, or its mirror image, moved.
    first = asked in counts_of(drop.base)
    side, other = (drop.base, drop.goal) if first else (drop.goal, drop.base)
    if isinstance(side, Ratio) and isinstance(other, Ratio) and isinstance(printed, _Shares):
        count = sum(others[name].known for name in other.counts)
        whole = others[other.whole].known
        own = asked == side.whole or others[side.whole].known
        if not (whole and own):
            return ANYTHING
        moved = (printed if first else printed.mirrored()).moved(count, whole)
        return _operand_of_ratio(side, asked, others, moved)
    if isinstance(other, Count) and isinstance(printed, int):
        moved_to = others[other].known + (printed if first else -printed)
        return _less(_point(moved_to), others[asked].known)
    return ANYTHING


def _bounded(bound: Bound, asked: Count, others: Mapping[Count, Term]) -> Interval:
    whole = others[bound.whole]
    parts = sum(others[name].known for name in bound.parts)
    if whole.missing:
        return ANYTHING
    if asked == bound.whole:
        return _less(Interval(parts), whole.known)
    return _less(Interval(0, whole.known), parts)


def _subject(
    relation: Sum | Ratio | Drop, case: Case, found: Figures, rounding: Rounding
) -> Interval:
    value = exact(case, found)
    match relation:
        case Sum(name):
            term = terms(case, found)[name]
            return Interval(term.known, None if term.missing else term.known)
        case Ratio():
            if isinstance(value, Fraction):
                return _prints(100 * value, case, found, rounding)
            missing = any(term.missing for term in terms(case, found).values())
            return ANYTHING if missing else NOTHING
        case Drop(name):
            if isinstance(value, Fraction):
                return _prints(value, case, found, rounding)
            unknown = Interval(1 - 10**MOST_DIGITS) if isinstance(name, Rate) else ANYTHING
            return unknown if value is None else _less(_point(value), 0)
        case _:
            assert_never(relation)


def _prints(size: Fraction, case: Case, found: Figures, rounding: Rounding) -> Interval:
    """Return every print of a size in per cent, in units of the last place printed."""
    printed = found[case.row].get(case.relation.subject)
    places = printed.places if isinstance(printed, Percent | Points) else 2
    rules = {rounding, Rounding.HALF_UP} if case.row in TEXT else {rounding}
    spans = [_units(abs(size) * 10**places, rule) for rule in rules]
    lo, hi = min(lo for lo, _ in spans), max(hi for _, hi in spans)
    return Interval(-hi, -lo) if size < 0 else Interval(lo, hi)


def _units(size: Fraction, rule: Rounding) -> tuple[int, int]:
    if rule is Rounding.ANY:
        half = Fraction(1, 2)
        return ceil(size - half), floor(size + half)
    units = rule.round(size)
    return units, units
