"""Under which code, and at which place, the checks report what does not hold."""

from collections.abc import Iterator
from typing import assert_never

from povertyplan.arithmetic.cases import Case, terms
from povertyplan.arithmetic.plausibility import COMPARISONS, Ranking
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.model.percent import Rounding
from povertyplan.model.places import TEXT, Figures, Part, Place
from povertyplan.model.relations import Bound, Drop, Ratio, Sum

_ODD = dict(zip(COMPARISONS, ("PP307", "PP308"), strict=True))


def code_of(case: Case) -> str:
    """
    Return the code of a case that fails.

    >>> from povertyplan.model.fields import Count
    >>> code_of(Case(Sum(Count.POOR_GOAL), Part.TOTAL, range(1, 27)))
    'PP101'
    """
    relation = case.relation
    match relation:
        case Sum():
            return "PP301" if case.row is Part.HEADLINE else "PP101"
        case Ratio():
            if case.row is Part.LABOUR:
                return "PP401"
            return "PP302" if case.row is Part.HEADLINE else "PP201"
        case Bound() as bound:
            if case.row is Part.LABOUR:
                return "PP402"
            return "PP305" if bound.within_a_year else "PP306"
        case Drop():
            return "PP303"
        case _:
            assert_never(relation)


def place_of(case: Case) -> Place:
    """Return the place at which a case is reported: the households where they are too few."""
    bound = case.relation
    if isinstance(bound, Bound) and bound.within_a_year and case.row is not Part.LABOUR:
        return Place(case.row, bound.whole)
    return case.subject


def reported(case: Case, found: Figures, rounding: Rounding = Rounding.HALF_UP) -> str | None:
    """
    Return the code under which a case is reported as its figures stand, None if it is not.

    >>> from povertyplan.model.fields import Count
    >>> figures = {1: {Count.POOR_BASE: 3, Count.POOR_GOAL: 4}}
    >>> reported(Case(Bound((Count.POOR_GOAL,), Count.POOR_BASE), 1, (1,)), figures)
    'PP306'
    """
    verdict = verdict_of(case, found, rounding)
    ratio = case.relation
    if isinstance(ratio, Ratio) and case.row not in TEXT:
        return _reported_rate(ratio, case, found, verdict)
    if verdict is Verdict.ROUNDED:
        return "PP304"
    return code_of(case) if verdict is Verdict.FAILS else None


def _reported_rate(ratio: Ratio, case: Case, found: Figures, verdict: Verdict) -> str | None:
    operands = terms(case, found)
    if found[case.row][ratio.rate] is None:
        printed = any(found[row].get(ratio.rate) is not None for row in found if row not in TEXT)
        counted = any(operands[name].known for name in ratio.counts)
        return "PP203" if printed and counted else None
    whole = operands[ratio.whole]
    stated = any(flat.get(ratio.whole) is not None for flat in found.values())
    if stated if whole.missing else whole.known == 0:
        return "PP202"
    return code_of(case) if verdict is Verdict.FAILS else None


def reported_rows(ranking: Ranking) -> Iterator[tuple[str, Place]]:
    """Yield the rows that are reported as unlike the others, each with its code."""
    comparison = ranking.comparison
    for row in ranking.outlying() or ():
        yield _ODD[comparison], Place(row, comparison.count)


#: What `reported` returns of figures that are odd and may all be right.
_WARNINGS = {"PP203", "PP304", "PP306"}
#: Reported of a formula that takes other cells than its column does, or too few rows.
_ODD_FORMULAS = {"PP601", "PP602"}


def is_error(case: Case, found: Figures, rounding: Rounding = Rounding.HALF_UP) -> bool:
    """Whether a case is reported as an error as its figures stand."""
    return reported(case, found, rounding) not in {None, *_WARNINGS}


def may_report(code: str, place: Place, case: Case) -> bool:
    """Whether a finding of a code at a place can be about a case."""
    if case.row is Part.LABOUR and isinstance(case.relation, Bound):
        # The first bound of the labour targets that fails is reported for all of them.
        return code == code_of(case)
    codes = (code_of(case), "PP202") if isinstance(case.relation, Ratio) else (code_of(case),)
    return code in codes and place == place_of(case)


def shows_odd_formula(code: str) -> bool:
    """Whether a finding shows a formula that takes other cells than it should."""
    return code in _ODD_FORMULAS
