"""
The verdict of a case, and the print that its subject should have.

Everything is exact: no float takes part.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import assert_never

from povertyplan.arithmetic.cases import Case, Term, is_in_one_row, operand_rows, summed, terms
from povertyplan.model.fields import Count, Rate, Value
from povertyplan.model.percent import Percent, Points, printed_digits, ratio_prints, reach_of
from povertyplan.model.places import Figures, Part, Row, in_annex
from povertyplan.model.reach import Reach, Rounding
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Relation, Sum


class Verdict(StrEnum):
    """
    The result of evaluating a case.

    >>> from povertyplan.model.relations import Sum
    >>> from povertyplan.arithmetic.cases import cases_of
    >>> plan = Plan.of(2024, [{"poor_goal": 2}], total={"poor_goal": 3})
    >>> case, *_ = cases_of(plan, [Sum(Count.POOR_GOAL)])
    >>> verdict_of(case, plan.figures())
    <Verdict.FAILS: 'fails'>
    """

    HOLDS = "holds"  #: the figures agree
    ROUNDED = "rounded"  #: holds only for figures that were rounded before
    FAILS = "fails"  #: they contradict each other
    UNKNOWN = "unknown"  #: a figure is missing


#: Looked up once: Python before 3.12 takes long to find a member, and cases are many.
_HOLDS, _FAILS, _UNKNOWN = Verdict.HOLDS, Verdict.FAILS, Verdict.UNKNOWN


def verdict_of(case: Case, figures: Figures, rounding: Rounding = Rounding.HALF_UP) -> Verdict:
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
    relation = case.relation
    printed = figures[case.row].get(relation.subject)
    match relation:
        case Sum():
            return _of_sum(printed, summed(figures, relation.count, case.over))
        case Ratio():
            return _of_ratio(relation, printed, case, figures, rounding)
        case Bound():
            return _of_bound(relation, case, figures)
        case Drop():
            return _of_drop(relation, printed, case, figures, rounding)
        case Balance():
            return _of_balance(relation, case, figures)
        case _:
            assert_never(relation)


def _of_sum(printed: Value, term: Term) -> Verdict:
    if not isinstance(printed, int):
        return _UNKNOWN
    # Whatever a blank row holds, a total below the sum of the others is wrong.
    if term.missing and term.known <= printed:
        return _UNKNOWN
    return _HOLDS if term.known == printed else _FAILS


def _of_ratio(
    ratio: Ratio, printed: Value, case: Case, figures: Figures, rounding: Rounding
) -> Verdict:
    if not isinstance(printed, Percent):
        return _UNKNOWN
    operands = _stated_operands(case, figures)
    if operands is None:
        return _UNKNOWN
    *counts, whole = operands
    if whole == 0:
        # A share of nothing does not exist, but a 0 beside counts of 0 claims nothing wrong.
        return _FAILS if printed.digits or any(counts) else _HOLDS
    # The text may always round half up.
    rules = (rounding,) if in_annex(case.row) else (rounding, Rounding.HALF_UP)
    is_exact = ratio.full_is_exact
    is_printed = any(
        ratio_prints(sum(counts), whole, printed, rule, full_is_exact=is_exact) for rule in rules
    )
    return _HOLDS if is_printed else _FAILS


def _stated_operands(case: Case, figures: Figures) -> list[int] | None:
    """Return the operands of a case in their order, if no row of them is blank."""
    flat = figures[case.over[0]] if is_in_one_row(case) else None
    stated: list[int] = []
    for count in case.relation.operands:
        if flat is None:
            value: Value = summed(figures, count, operand_rows(case, count)).value
        else:
            value = flat.get(count)
        if not isinstance(value, int):
            return None
        stated.append(value)
    return stated


def _of_bound(bound: Bound, case: Case, figures: Figures) -> Verdict:
    counts = _stated_operands(case, figures)
    number_of_parts = len(bound.parts)
    if counts is not None and sum(counts[:number_of_parts]) <= counts[number_of_parts]:
        return _HOLDS
    operands = terms(case, figures)
    whole = operands[bound.whole]
    parts = [operands[count] for count in bound.parts]
    # What is stated of the parts may already be more than the whole.
    excess = sum(part.known for part in parts) - whole.known
    if whole.missing:
        return _UNKNOWN
    if excess <= 0:
        return _UNKNOWN if any(part.missing for part in parts) else _HOLDS
    if bound.joined_from is None:
        return _FAILS
    before, after = (operands[count].value for count in bound.joined_from)
    if before is None or after is None:
        return _UNKNOWN
    return _FAILS if excess > before - after else _HOLDS


def _of_drop(
    drop: Drop, printed: Value, case: Case, figures: Figures, rounding: Rounding
) -> Verdict:
    change = exact(case, figures)
    if not isinstance(printed, Points) or change is None:
        return _UNKNOWN
    reach = print_reach(drop, printed, case.row, rounding)
    size = change * 10**printed.places
    if reach.admits(size.numerator, size.denominator):
        return _HOLDS
    return Verdict.ROUNDED if differences(drop, printed, figures) else _FAILS


def _of_balance(balance: Balance, case: Case, figures: Figures) -> Verdict:
    rest = residual(case, figures)
    if rest is None:
        return _UNKNOWN
    if rest == 0:
        return _HOLDS
    # A blank decrease may explain an end that is too low, a blank increase one that is too high.
    explaining = balance.outs if rest < 0 else balance.ins
    operands = terms(case, figures)
    return _UNKNOWN if any(operands[count].missing for count in explaining) else _FAILS


def residual(case: Case, figures: Figures) -> int | None:
    """
    Return by how much the end of a balance is more than the other figures make.

    An operand that may be left blank counts as 0.  None where another figure is blank, and for
    the other kinds of relations.

    >>> flow = Balance(
    ...     Count.POOR_END,
    ...     Count.POOR_START,
    ...     outs=(Count.POOR_OTHER_OUT,),
    ...     slack=(Count.POOR_OTHER_OUT,),
    ... )
    >>> residual(Case(flow, 1, (1,)), {1: {Count.POOR_START: 135, Count.POOR_END: 134}})
    -1
    """
    balance = case.relation
    if not isinstance(balance, Balance):
        return None
    return unexplained(balance, figures[case.row].get(balance.end), terms(case, figures))


def unexplained(balance: Balance, end: Value, operands: Mapping[Count, Term]) -> int | None:
    """Return by how much an end is more than the operands of its balance make, as `residual`."""
    needed = operands.keys() - {*balance.slack}
    if not isinstance(end, int) or any(operands[count].missing for count in needed):
        return None
    outs = sum(operands[count].known for count in balance.outs)
    ins = sum(operands[count].known for count in balance.ins)
    return end - (operands[balance.start].known - outs + ins)


def print_reach(
    relation: Relation, printed: Percent | Points, row: Row, rounding: Rounding
) -> Reach:
    """
    Return the sizes that the print of a rate or a drop in *row* stands for, in halves of its unit.

    The unit is its last digit.  *rounding* is the rule of the annex; the text may always round
    half up.

    >>> trained = Ratio(Rate.TRAINED_RATE, (Count.TRAINED,), Count.WORKING_AGE)
    >>> print_reach(trained, Percent.parse("1,4"), Part.LABOUR, Rounding.DOWN)
    Reach(low=27, high=30, low_in=True, high_in=False)
    """
    is_exact = is_exact_at_full(relation)
    reach = reach_of(printed, rounding, full_is_exact=is_exact)
    if in_annex(row):
        return reach
    return reach | reach_of(printed, Rounding.HALF_UP, full_is_exact=is_exact)


def is_exact_at_full(relation: Relation) -> bool:
    """Whether 100 % claims that nothing is left out."""
    return relation.ratio is not None and relation.ratio.full_is_exact


def exact(case: Case, figures: Figures) -> int | Fraction | None:
    """
    Return the unrounded value of the subject of a case.

    A count is an int, a rate a share of one, a drop of a rate in percentage
    points.  None where a figure is missing or there is no household, and for a
    `Bound`, which fixes no figure.

    >>> from povertyplan.arithmetic.cases import cases_of
    >>> poor_rate = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)
    >>> plan = Plan.of(2024, [{"name": "Ngò", "households_goal": 78, "poor_goal": 2}])
    >>> exact(next(cases_of(plan, [poor_rate])), plan.figures())
    Fraction(1, 39)
    """
    operands = {count: term.value for count, term in terms(case, figures).items()}
    relation = case.relation
    match relation:
        case Sum():
            return operands[relation.count]
        case Ratio():
            return _share(relation, operands)
        case Bound():
            return None
        case Drop():
            before, after = _share(relation.base, operands), _share(relation.goal, operands)
            return None if before is None or after is None else 100 * (before - after)
        case Balance():
            start = operands[relation.start]
            outs, ins = _added(relation.outs, operands), _added(relation.ins, operands)
            if start is None or outs is None or ins is None:
                return None
            return start - outs + ins
        case _:
            assert_never(relation)


def _share(ratio: Ratio, operands: Mapping[Count, int | None]) -> Fraction | None:
    count, whole = _added(ratio.counts, operands), operands[ratio.whole]
    return Fraction(count, whole) if whole and count is not None else None


def _added(counts: tuple[Count, ...], operands: Mapping[Count, int | None]) -> int | None:
    """Return the sum of some operands, if all of them are stated."""
    total = 0
    for count in counts:
        value = operands[count]
        if value is None:
            return None
        total += value
    return total


def expected(
    case: Case,
    figures: Figures,
    rounding: Rounding = Rounding.HALF_UP,
    places: int | None = None,
) -> Value:
    """
    Return the print that the subject of a case should have, at the places that it prints.

    A rate that is not printed gets two places unless *places* says otherwise; where the rule is
    `Rounding.ANY`, and in the text, prints are rounded half up.  None where a
    figure is missing, and where the print would have too many digits.

    >>> from povertyplan.arithmetic.cases import cases_of
    >>> poor_rate = Ratio(Rate.POOR_GOAL_RATE, (Count.POOR_GOAL,), Count.HOUSEHOLDS_GOAL)
    >>> plan = Plan.of(2024, [{"name": "Ngò", "households_goal": 78, "poor_goal": 2}])
    >>> expected(next(cases_of(plan, [poor_rate])), plan.figures())
    Percent.parse('2.56%')
    """
    subject = case.relation.subject
    if places is None:
        printed = figures[case.row].get(subject)
        places = printed.places if isinstance(printed, Percent | Points) else 2
    is_half_up = rounding is Rounding.ANY or not in_annex(case.row)
    return print_by(Rounding.HALF_UP if is_half_up else rounding, case, figures, places)


def print_by(rule: Rounding, case: Case, figures: Figures, places: int) -> Value:
    """
    Return the subject of a case as a rule of rounding prints it, a count as it is.

    None where a figure is missing, and where the print would have too many digits.
    """
    try:
        if case.relation.ratio is not None:
            return _printed_ratio(case.relation.ratio, case, figures, rule, places)
        value = exact(case, figures)
        if value is None or isinstance(value, int):
            return value
        return Points.of(value, places=places, rounding=rule)
    except ValueError:
        return None


def _printed_ratio(
    ratio: Ratio, case: Case, figures: Figures, rule: Rounding, places: int
) -> Percent | None:
    """Return a rate as it should be printed, if no figure is missing."""
    operands = _stated_operands(case, figures)
    if operands is None:
        return None
    *counts, whole = operands
    if not whole:
        return None
    is_exact = ratio.full_is_exact
    digits = printed_digits(sum(counts), whole, places, rule, full_is_exact=is_exact)
    return Percent(digits, places)


def differences(
    relation: Relation, printed: Value, figures: Figures
) -> list[tuple[Percent, Percent]]:
    """
    Return the pairs of printed rates whose difference a printed drop is.

    The rates are those of the total row and of the text.  A difference with
    more places than the drop may be rounded or cut to the drop's places.
    """
    if not isinstance(printed, Points) or not relation.compared_rates:
        return []
    base_rate, goal_rate = relation.compared_rates
    rounded_or_cut = [reach_of(printed, rule) for rule in (Rounding.HALF_UP, Rounding.DOWN)]
    pairs: list[tuple[Percent, Percent]] = []
    for base in printed_rates(base_rate, figures):
        for goal in printed_rates(goal_rate, figures):
            units = 100 * (base.share - goal.share) * 10**printed.places
            if any(reach.admits(units.numerator, units.denominator) for reach in rounded_or_cut):
                pairs.append((base, goal))
    return pairs


def printed_rates(rate: Rate, figures: Figures) -> list[Percent]:
    """Return the prints of a rate in the total row and in the text."""
    prints = (figures.get(row, {}).get(rate) for row in (Part.TOTAL, Part.HEADLINE))
    return [printed for printed in prints if isinstance(printed, Percent)]
