"""
The code under which a case is reported, and the place that a report names.

This is the only place where a case becomes a code: the checks word what is decided here,
and diagnosis, data frames and strategies read it.
"""

from collections.abc import Mapping
from typing import assert_never

from povertyplan.arithmetic.cases import Case, Term, terms
from povertyplan.arithmetic.plausibility import GROWTH, HOUSEHOLD_SIZE, Comparison
from povertyplan.arithmetic.verdicts import Verdict, residual, verdict_of
from povertyplan.model.fields import COVERAGE, LABOUR, Count, Rate, Value
from povertyplan.model.percent import Percent
from povertyplan.model.places import Figures, Part, Place, in_annex
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum

TOTAL_NOT_SUM = "PP101"
RATE_NOT_QUOTIENT = "PP201"
RATE_WITHOUT_WHOLE = "PP202"
RATE_LEFT_OUT = "PP203"
HEADLINE_COUNT = "PP301"
HEADLINE_RATE = "PP302"
HEADLINE_DROP = "PP303"
DROP_OF_ROUNDED = "PP304"
WHOLE_EXCEEDED = "PP305"
GOAL_ABOVE_BASE = "PP306"
FURTHER_COLUMN = "PP309"
LABOUR_RATE = "PP401"
LABOUR_BOUND = "PP402"
EXPORTS_ABOVE_JOBS = "PP404"
ROWS_NOT_TOLD_APART = "PP505"
NO_FIGURE = "PP506"
TEXT_LEFT_OUT = "PP605"
FLOW_NOT_CLOSED = "PP701"
FLOW_UNEXPLAINED = "PP702"
FORMS_DISAGREE = "PP703"
COVERAGE_ABOVE_ALL = "PP811"
COVERAGE_NOT_FULL = "PP812"
COVERAGE_RATE = "PP813"
#: Under which code a row is reported that compares unlike the others.
OUTLYING: Mapping[Comparison, str] = {GROWTH: "PP307", HOUSEHOLD_SIZE: "PP308"}
#: Reported of figures that are odd and may all be right.
WARNINGS = frozenset(
    {RATE_LEFT_OUT, DROP_OF_ROUNDED, GOAL_ABOVE_BASE, EXPORTS_ABOVE_JOBS, FLOW_UNEXPLAINED}
)
#: Reported of formulas: one that takes other cells than its column, too few rows, text left out.
OF_FORMULAS = frozenset({"PP601", "PP602", TEXT_LEFT_OUT})


def code_of(case: Case) -> str:
    """
    Return the code of a case that fails.

    >>> code_of(Case(Sum(Count.POOR_GOAL), Part.TOTAL, range(1, 27)))
    'PP101'
    """
    relation = case.relation
    of_headline = case.row is Part.HEADLINE
    match relation:
        case Sum():
            return HEADLINE_COUNT if of_headline else TOTAL_NOT_SUM
        case Ratio():
            return _code_of_rate(relation, of_headline=of_headline)
        case Bound():
            return _code_of_bound(relation)
        case Drop():
            return HEADLINE_DROP
        case Balance(outs=(), ins=()):
            return FORMS_DISAGREE
        case Balance(slack=()):
            return HEADLINE_DROP if of_headline else FURTHER_COLUMN
        case Balance():
            return FLOW_NOT_CLOSED if relation.is_hard else FLOW_UNEXPLAINED
        case _:
            assert_never(relation)


def _code_of_rate(ratio: Ratio, *, of_headline: bool) -> str:
    if ratio.rate in LABOUR:
        return LABOUR_RATE
    if ratio.rate in COVERAGE:
        return COVERAGE_RATE
    return HEADLINE_RATE if of_headline else RATE_NOT_QUOTIENT


def _code_of_bound(bound: Bound) -> str:
    if bound.subject in LABOUR:
        return EXPORTS_ABOVE_JOBS if bound.by_usage else LABOUR_BOUND
    if bound.subject in COVERAGE:
        return COVERAGE_ABOVE_ALL
    return WHOLE_EXCEEDED if bound.within_a_year else GOAL_ABOVE_BASE


def place_of(case: Case) -> Place:
    """Return the place at which a case is reported: the households where they are too few."""
    relation = case.relation
    match relation:
        case Bound() if code_of(case) == WHOLE_EXCEEDED:
            return Place(case.row, relation.whole)
        case Sum() | Ratio() | Bound() | Drop() | Balance():
            return case.subject
        case _:
            assert_never(relation)


def reported(case: Case, figures: Figures, rounding: Rounding = Rounding.HALF_UP) -> str | None:
    """
    Return the code that reports a failing case, or None if the case holds.

    >>> figures = {1: {Count.POOR_BASE: 3, Count.POOR_GOAL: 4}}
    >>> reported(Case(Bound((Count.POOR_GOAL,), Count.POOR_BASE), 1, (1,)), figures)
    'PP306'
    """
    verdict = verdict_of(case, figures, rounding)
    ratio = case.relation.ratio
    if ratio is not None and code_of(case) == RATE_NOT_QUOTIENT:
        return _reported_rate(ratio, case, figures, verdict)
    if ratio is not None and ratio.full_is_exact and verdict is Verdict.FAILS:
        return _reported_coverage(ratio, case, figures)
    if verdict is Verdict.ROUNDED:
        return DROP_OF_ROUNDED
    if verdict is Verdict.UNKNOWN and residual(case, figures) is not None:
        return FLOW_UNEXPLAINED
    return code_of(case) if verdict is Verdict.FAILS else None


def _reported_rate(ratio: Ratio, case: Case, figures: Figures, verdict: Verdict) -> str | None:
    operands = terms(case, figures)
    printed = figures[case.row].get(ratio.rate)
    if printed is None:
        is_left_out = counts_some(ratio, operands) and prints(ratio.rate, figures)
        return RATE_LEFT_OUT if is_left_out else None
    if lacks_whole(ratio, operands, figures):
        claims_nothing = is_zero(printed) and not counts_some(ratio, operands)
        return None if claims_nothing else RATE_WITHOUT_WHOLE
    return code_of(case) if verdict is Verdict.FAILS else None


def _reported_coverage(ratio: Ratio, case: Case, figures: Figures) -> str | None:
    """Return the code of a wrong rate of coverage; one beside too many is not told of again."""
    operands = terms(case, figures)
    covered = sum(operands[count].known for count in ratio.counts)
    entitled = operands[ratio.whole].known
    if covered > entitled:
        return None
    printed = figures[case.row].get(ratio.rate)
    is_full = isinstance(printed, Percent) and printed.share == 1
    return COVERAGE_NOT_FULL if is_full and covered < entitled else COVERAGE_RATE


def lacks_whole(ratio: Ratio, operands: Mapping[Count, Term], figures: Figures) -> bool:
    """Whether a rate has no whole: this is 0, or blank in a column that states it elsewhere."""
    whole = operands[ratio.whole]
    if not whole.missing:
        return whole.known == 0
    return any(flat.get(ratio.whole) is not None for flat in figures.values())


def counts_some(ratio: Ratio, operands: Mapping[Count, Term]) -> bool:
    """Whether a count above 0 stands beside a rate: if others are printed, so should this one."""
    return any(operands[count].known for count in ratio.counts)


def is_zero(printed: Value) -> bool:
    """Whether a rate is printed as 0: beside counts of 0 it is right whatever the whole is."""
    return isinstance(printed, Percent) and not printed.digits


def prints(rate: Rate, figures: Figures) -> bool:
    """Whether the table prints a rate in any of its rows."""
    return any(flat.get(rate) is not None for row, flat in figures.items() if in_annex(row))


def is_error(case: Case, figures: Figures, rounding: Rounding = Rounding.HALF_UP) -> bool:
    """Whether a case is reported as an error as its figures stand."""
    return reported(case, figures, rounding) not in {None, *WARNINGS}


def may_report(code: str, place: Place, case: Case) -> bool:
    """Whether a finding of a code at a place can be about a case."""
    if code == LABOUR_BOUND == code_of(case):
        # The first bound of labour figures that fails is reported for all of them.
        return place.row == case.row
    codes = {code_of(case)}
    if case.relation.ratio is not None:
        codes |= {RATE_WITHOUT_WHOLE, COVERAGE_NOT_FULL}
    return code in codes and place == place_of(case)
