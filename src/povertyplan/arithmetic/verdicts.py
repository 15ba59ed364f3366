"""
Whether the figures of a case hold, and what its subject should print.

Everything is exact: no float takes part.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from povertyplan.arithmetic.cases import Case, Term, _term, terms
from povertyplan.model.fields import (
    Count,
    Value,
)
from povertyplan.model.percent import Percent, Points, Reach, Rounding
from povertyplan.model.places import TEXT, Figures, Part, Row
from povertyplan.model.relations import Bound, Drop, Ratio, Sum


class Verdict(StrEnum):
    """What the figures say of a case."""

    HOLDS = "holds"
    ROUNDED = "rounded"  #: holds only for figures that were rounded before
    FAILS = "fails"
    UNKNOWN = "unknown"  #: a figure is missing


def verdict_of(case: Case, found: Figures, rounding: Rounding = Rounding.HALF_UP) -> Verdict:
    """
    Evaluate a case.

    *rounding* is the rule of the annex; the text may always round half up.

    >>> from povertyplan.arithmetic.cases import cases_of
    >>> poor_rate = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)
    >>> row = {"name": "Ngò", "households_goal": 78, "poor_goal": 2, "poor_goal_rate": "2.56"}
    >>> plan = Plan.of(2024, [row])
    >>> print(verdict_of(next(cases_of(plan, [poor_rate])), plan.figures()))
    holds
    """
    row = found.get(case.row, {})
    relation = case.relation
    match relation:
        case Sum(name):
            return _sum_verdict(_term(found, name, case.over), row.get(name))
        case Ratio() as ratio:
            return _ratio_verdict(row.get(ratio.rate), case, found, rounding)
        case Bound() as bound:
            return _bound_verdict(bound, case, found)
        case Drop() as drop:
            return _drop_verdict(drop, row.get(drop.printed), case, found, rounding)
        case _:
            assert_never(relation)


def _sum_verdict(term: Term, printed: Value) -> Verdict:
    if not isinstance(printed, int) or (term.missing and term.known <= printed):
        return Verdict.UNKNOWN
    return Verdict.HOLDS if term.known == printed else Verdict.FAILS


def _ratio_verdict(printed: Value, case: Case, found: Figures, rounding: Rounding) -> Verdict:
    if not isinstance(printed, Percent):
        return Verdict.UNKNOWN
    stated = _stated(case, found)
    if stated is None:
        return Verdict.UNKNOWN
    *counts, whole = stated
    count = sum(counts)
    scale = 10 ** (printed.places + 2)
    holds = whole and print_reach(printed, case.row, rounding).admits(count * scale, whole)
    return Verdict.HOLDS if holds else Verdict.FAILS


def _stated(case: Case, found: Figures) -> list[int] | None:
    """Return the operands of a case in their order, None where one is not stated in full."""
    values: list[int] = []
    for name in case.relation.operands:
        rows = case.rows(name)
        value = found[rows[0]][name] if len(rows) == 1 else _term(found, name, rows).value
        if not isinstance(value, int):
            return None
        values.append(value)
    return values


def _bound_verdict(bound: Bound, case: Case, found: Figures) -> Verdict:
    stated = _stated(case, found)
    if stated is not None:
        *counts, limit = stated
        return Verdict.FAILS if sum(counts) > limit else Verdict.HOLDS
    operands = terms(case, found)
    whole = operands[bound.whole]
    known = sum(operands[name].known for name in bound.parts)
    return Verdict.UNKNOWN if whole.missing or known <= whole.known else Verdict.FAILS


def _drop_verdict(
    drop: Drop, printed: Value, case: Case, found: Figures, rounding: Rounding
) -> Verdict:
    change = exact(case, found)
    if change is None:
        return Verdict.UNKNOWN
    if isinstance(printed, Points):
        reach = print_reach(printed, case.row, rounding)
        size = change * 10**printed.places
        if reach.admits(size.numerator, size.denominator):
            return Verdict.HOLDS
        return Verdict.ROUNDED if differences(drop, printed, found) else Verdict.FAILS
    if isinstance(printed, int):
        return Verdict.HOLDS if printed == change else Verdict.FAILS
    return Verdict.UNKNOWN


def print_reach(printed: Percent | Points, row: Row, rounding: Rounding) -> Reach:
    """
    Return what a print in *row* stands for, in halves of its last digit.

    *rounding* is the rule of the annex; the text may always round half up.

    >>> print_reach(Percent.parse("1,4"), Part.HEADLINE, Rounding.DOWN)
    Reach(low=27, high=30, low_in=True, high_in=False)
    """
    reach = printed.reach(rounding)
    return reach | printed.reach() if row in TEXT else reach


def exact(case: Case, found: Figures) -> int | Fraction | None:
    """
    Return what the subject of a case comes to, unrounded.

    A count is an int, a rate a share of one, a drop of a rate in percentage
    points.  None where a figure is missing or no household is, and for a
    `Bound`, which fixes no figure.

    >>> from povertyplan.arithmetic.cases import cases_of
    >>> poor_rate = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)
    >>> plan = Plan.of(2024, [{"name": "Ngò", "households_goal": 78, "poor_goal": 2}])
    >>> exact(next(cases_of(plan, [poor_rate])), plan.figures())
    Fraction(1, 39)
    """
    operands = {name: term.value for name, term in terms(case, found).items()}
    relation = case.relation
    match relation:
        case Sum(name):
            return operands[name]
        case Ratio() as ratio:
            return _exact(ratio, operands)
        case Bound():
            return None
        case Drop(_, base, goal):
            before, after = _exact(base, operands), _exact(goal, operands)
            if before is None or after is None:
                return None
            return before - after if isinstance(base, Count) else 100 * (before - after)
        case _:
            assert_never(relation)


def _exact(side: Count | Ratio, operands: Mapping[Count, int | None]) -> int | Fraction | None:
    if not isinstance(side, Ratio):
        return operands[side]
    counts = [operands[name] for name in side.counts]
    whole = operands[side.whole]
    known = [count for count in counts if count is not None]
    return Fraction(sum(known), whole) if whole and len(known) == len(counts) else None


def expected(
    case: Case,
    found: Figures,
    rounding: Rounding = Rounding.HALF_UP,
    places: int | None = None,
) -> Value:
    """
    Return what the subject of a case should print, at the places that it prints.

    A rate that is not printed gets two places unless *places* says otherwise; where the rule is
    `Rounding.ANY`, and in the text, prints are rounded half up.  None where a
    figure is missing, and where the print would have too many digits.

    >>> from povertyplan.arithmetic.cases import cases_of
    >>> poor_rate = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)
    >>> plan = Plan.of(2024, [{"name": "Ngò", "households_goal": 78, "poor_goal": 2}])
    >>> expected(next(cases_of(plan, [poor_rate])), plan.figures())
    Percent('2.56%')
    """
    value = exact(case, found)
    if value is None or isinstance(value, int):
        return value
    printed = found[case.row].get(case.relation.subject)
    if places is None:
        places = printed.places if isinstance(printed, Percent | Points) else 2
    half_up = rounding is Rounding.ANY or case.row in TEXT
    rule = Rounding.HALF_UP if half_up else rounding
    kind = Points if isinstance(case.relation, Drop) else Percent
    try:
        return kind.of(value, places=places, rounding=rule)
    except ValueError:
        return None


def differences(drop: Drop, printed: Value, found: Figures) -> list[tuple[Percent, Percent]]:
    """
    Return the printed rates whose difference a printed drop is.

    The rates are those of the total row and of the text.  A difference with
    more places than the drop may be rounded or cut to the drop's places.
    """
    return [
        (base, goal)
        for base in printed_rates(drop.base, found)
        for goal in printed_rates(drop.goal, found)
        for change in [100 * (base.share - goal.share)]
        if isinstance(printed, Points)
        if printed.admits(change) or printed.admits(change, Rounding.DOWN)
    ]


def printed_rates(side: Count | Ratio, found: Figures) -> list[Percent]:
    """Return the rates of one side of a drop that the total and the text print."""
    if not isinstance(side, Ratio):
        return []
    prints = (found.get(row, {}).get(side.rate) for row in (Part.TOTAL, Part.HEADLINE))
    return [rate for rate in prints if isinstance(rate, Percent)]
