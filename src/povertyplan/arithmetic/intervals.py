"""
The values of one cell that a relation allows, as one exact interval.

Every kind of relation answers with a single interval of whole numbers, so the
values that satisfy many relations at once are an intersection: no search over
candidate values, and figures of 10^9 cost what figures of 10 do.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from attrs import frozen

from povertyplan.arguments.strict import strict_fields
from povertyplan.arithmetic.cases import Case, Term, terms
from povertyplan.arithmetic.verdicts import (
    exact,
    is_exact_at_full,
    print_reach,
    unexplained,
)
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.percent import MOST_DIGITS, Percent, Points, apart_from_full
from povertyplan.model.places import Figures, Place, in_annex
from povertyplan.model.reach import Reach, Rounding, rounded
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum


@frozen(field_transformer=strict_fields)
class Interval:
    """
    The whole numbers from *lo* to *hi*, both included; without *hi* they have no end.

    >>> Interval(3, 8) & Interval(5)
    Interval(lo=5, hi=8)
    >>> 4 in Interval(5, 8), Interval(5, 4).empty
    (False, True)
    """

    lo: int = 0  #: the least
    hi: int | None = None  #: the most, None where there is no end

    @property
    def empty(self) -> bool:
        """Whether no number lies in it."""
        return self.hi is not None and self.hi < self.lo

    def __contains__(self, number: int) -> bool:
        """Whether the number lies in it."""
        return self.lo <= number and (self.hi is None or number <= self.hi)

    def __and__(self, other: object) -> "Interval":
        """Return the numbers in both."""
        if not isinstance(other, Interval):
            return NotImplemented
        ends = [end for end in (self.hi, other.hi) if end is not None]
        return Interval(max(self.lo, other.lo), min(ends, default=None))

    def __add__(self, other: object) -> "Interval":
        """
        Return the sums of a number of each.

        >>> Interval(4, 5) + Interval(4, 5), Interval(4, 5) + Interval(1)
        (Interval(lo=8, hi=10), Interval(lo=5, hi=None))
        """
        if not isinstance(other, Interval):
            return NotImplemented
        if self.hi is None or other.hi is None:
            return Interval(self.lo + other.lo)
        return Interval(self.lo + other.lo, self.hi + other.hi)


#: The size of a share of the whole, in per cent.
_WHOLE = 100
ANYTHING = Interval()
NOTHING = Interval(1, 0)


@frozen
class _Shares:
    """The exact shares in a reach, in units of one over *scale*."""

    reach: Reach
    scale: int

    def mirrored(self) -> "_Shares":
        """Return the shares with their signs changed."""
        return _Shares(-self.reach, self.scale)

    def moved(self, count: int, whole: int) -> "_Shares":
        """Return the shares increased by *count* over *whole*."""
        reach, added = self.reach, count * self.scale
        low, high = reach.low * whole + added, reach.high * whole + added
        moved = Reach(low, high, low_in=reach.low_in, high_in=reach.high_in)
        return _Shares(moved, self.scale * whole)

    def counts(self, whole: int) -> Interval:
        """Return the counts that are such a share of *whole*."""
        if whole == 0:
            return NOTHING
        reach = self.reach
        least = _least(reach.low * whole, self.scale, included=reach.low_in)
        most = _most(reach.high * whole, self.scale, included=reach.high_in)
        return Interval(max(0, least), most)

    def wholes(self, count: int) -> Interval:
        """Return the wholes, of one or more, that have *count* as such a share."""
        reach = self.reach
        nothing_is_shared = reach.high == 0 and (count or not reach.high_in)
        if reach.high < 0 or nothing_is_shared:
            return NOTHING
        scaled = count * self.scale
        least = _least(scaled, reach.high, included=reach.high_in) if reach.high else 1
        admits_any_whole = reach.low == 0 and (count or reach.low_in)
        if reach.low < 0 or admits_any_whole:
            return Interval(max(1, least))
        if reach.low == 0:
            return NOTHING
        most = _most(scaled, reach.low, included=reach.low_in)
        return Interval(max(1, least), most)


def _least(numerator: int, denominator: int, *, included: bool) -> int:
    """Return the least whole number from a fraction on, the fraction itself *included* or not."""
    return -(-numerator // denominator) if included else numerator // denominator + 1


def _most(numerator: int, denominator: int, *, included: bool) -> int:
    """Return the greatest whole number up to a fraction, the fraction itself *included* or not."""
    return numerator // denominator if included else -(-numerator // denominator) - 1


def allowed(
    case: Case,
    figures: Figures,
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
    operands = terms(case, figures, without=place) if others is None else others
    match relation:
        case Sum() | Ratio() | Drop() if place == case.subject:
            return _of_subject(relation, case, operands, figures, rounding)
        case _:
            pass  # an operand, the subject of a bound, or any cell of a balance
    asked = place.field
    printed = figures[case.row].get(relation.subject)
    match relation:
        case Sum(count):
            term = operands[count]
            return _less(_exactly(printed), term.known, missing=term.missing)
        case Bound():
            return _operand_of_bound(relation, asked, operands)
        case Balance():
            return _cell_of_balance(relation, asked, operands, printed)
        case Ratio() | Drop() if any(term.missing for term in operands.values()):
            return ANYTHING
        case Ratio():
            return _operand_of_rate(relation, asked, operands, _shares(printed, case, rounding))
        case Drop():
            return _operand_of_drop(relation, asked, operands, _shares(printed, case, rounding))
        case _:
            assert_never(relation)


def _shares(printed: Value, case: Case, rounding: Rounding) -> _Shares | int | None:
    """Return the shares that a print stands for; a count and a blank stay as they are."""
    if not isinstance(printed, Percent | Points):
        return printed
    reach = print_reach(case.relation, printed, case.row, rounding)
    return _Shares(reach, 2 * 10 ** (printed.places + 2))


def _exactly(printed: Value) -> Interval:
    return Interval(printed, printed) if isinstance(printed, int) else ANYTHING


def _less(span: Interval, known: int, *, missing: bool = False) -> Interval:
    """Return the part of *span* left beside *known*, and beside figures that may be missing."""
    hi = None if span.hi is None else span.hi - known
    return Interval(0 if missing else max(0, span.lo - known), hi)


def _operand_of_rate(
    ratio: Ratio, asked: Field, operands: Mapping[Count, Term], shares: _Shares | int | None
) -> Interval:
    """Return the operands of a printed rate; a rate of 0 beside counts of 0 needs no whole."""
    span = _operand_of_ratio(ratio, asked, operands, shares)
    if not isinstance(shares, _Shares) or not shares.reach.admits(0, 1):
        return span
    counted = sum(operands[count].known for count in ratio.counts)
    if asked == ratio.whole:
        return span if counted else ANYTHING
    return span if operands[ratio.whole].known else _less(Interval(0, 0), counted)


def _operand_of_ratio(
    ratio: Ratio, asked: Field, operands: Mapping[Count, Term], shares: _Shares | int | None
) -> Interval:
    if not isinstance(shares, _Shares):
        return ANYTHING
    counted = sum(operands[count].known for count in ratio.counts)
    whole = operands[ratio.whole].known
    if asked == ratio.whole:
        return _less(shares.wholes(counted), whole)
    return _less(shares.counts(whole), counted)


def _operand_of_drop(
    drop: Drop, asked: Field, operands: Mapping[Count, Term], printed: _Shares | int | None
) -> Interval:
    # base = goal + drop, goal = base - drop: the same interval, or its mirror image, moved.
    is_base = asked in drop.base.operands
    side, other = (drop.base, drop.goal) if is_base else (drop.goal, drop.base)
    counted = sum(operands[count].known for count in other.counts)
    whole = operands[other.whole].known
    has_whole = asked == side.whole or operands[side.whole].known
    if not (isinstance(printed, _Shares) and whole and has_whole):
        return ANYTHING
    moved = (printed if is_base else printed.mirrored()).moved(counted, whole)
    return _operand_of_ratio(side, asked, operands, moved)


def _operand_of_bound(bound: Bound, asked: Field, operands: Mapping[Count, Term]) -> Interval:
    whole = operands[bound.whole]
    parts = sum(operands[count].known for count in bound.parts)
    if whole.missing:
        return ANYTHING
    # By how much the parts would exceed the whole if the cell were 0.
    excess = parts - whole.known
    limits = [bound.whole]
    if bound.joined_from is not None:
        before, after = (operands[count] for count in bound.joined_from)
        is_about_joined = asked in bound.joined_from
        if before.missing or after.missing or (is_about_joined and excess <= 0):
            return ANYTHING
        joined = before.known - after.known
        excess -= joined if is_about_joined else max(0, joined)
        limits.append(bound.joined_from[0])
    return Interval(max(0, excess)) if asked in limits else Interval(0, -excess)


def _cell_of_balance(
    balance: Balance, asked: Field, operands: Mapping[Count, Term], printed: Value
) -> Interval:
    """Return the values of the end or of an operand; a blank on one side leaves a half line."""
    # What is unexplained if the cell is 0.
    rest = unexplained(balance, 0 if asked == balance.end else printed, operands)
    if rest is None:
        return ANYTHING
    is_out_blank = any(operands[count].missing for count in balance.outs)
    is_in_blank = any(operands[count].missing for count in balance.ins)
    # More of the end and of what left is more to explain, more of the others is less.
    if asked == balance.end or asked in balance.outs:
        value, may_be_less, may_be_more = -rest, is_out_blank, is_in_blank
    else:
        value, may_be_less, may_be_more = rest, is_in_blank, is_out_blank
    return Interval(0 if may_be_less else max(0, value), None if may_be_more else value)


def _of_subject(
    relation: Sum | Ratio | Drop,
    case: Case,
    operands: Mapping[Count, Term],
    figures: Figures,
    rounding: Rounding,
) -> Interval:
    """Return the values of the figure that a case computes."""
    match relation:
        case Sum(count):
            term = operands[count]
            return Interval(term.known, None if term.missing else term.known)
        case Ratio():
            share = exact(case, figures)
            if isinstance(share, Fraction):
                return _prints(100 * share, case, figures, rounding)
            if any(term.missing for term in operands.values()):
                return ANYTHING
            return NOTHING if any(term.known for term in operands.values()) else Interval(0, 0)
        case Drop():
            change = exact(case, figures)
            if isinstance(change, Fraction):
                return _prints(change, case, figures, rounding)
            return Interval(1 - 10**MOST_DIGITS)
        case _:
            assert_never(relation)


def _prints(size: Fraction, case: Case, figures: Figures, rounding: Rounding) -> Interval:
    """Return every print of a size in per cent, in units of the last place printed."""
    printed = figures[case.row].get(case.relation.subject)
    places = printed.places if isinstance(printed, Percent | Points) else 2
    rules = {rounding} if in_annex(case.row) else {rounding, Rounding.HALF_UP}
    ends: list[int] = []
    for rule in rules:
        ends.extend(_units(abs(size) * 10**places, rule))
    if is_exact_at_full(case.relation):
        excess = (size > _WHOLE) - (size < _WHOLE)
        ends = [apart_from_full(units, places, excess) for units in ends]
    lo, hi = min(ends), max(ends)
    return Interval(-hi, -lo) if size < 0 else Interval(lo, hi)


def _units(size: Fraction, rule: Rounding) -> tuple[int, int]:
    """Return the least and the greatest number of units that a rule rounds a size to."""
    if rule is Rounding.ANY:
        half = Fraction(1, 2)
        return ceil(size - half), floor(size + half)
    units = rounded(size.numerator, size.denominator, rule)
    return units, units
