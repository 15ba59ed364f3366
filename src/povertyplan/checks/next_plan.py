"""PP901: a plan beside the result of the year that it starts from."""

from collections.abc import Iterator, Sequence

from povertyplan.checks.beside_result import PlanBesideResult
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.matched_rows import Pair, of_lines
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.year.standards import standard_after

_NOT_THE_GOAL = Sentence(
    "{where}: the {field} are printed as {printed}, but the plan of the year before set {expected}:"
    " compare both with the review"
)
_NEW_STANDARD = Sentence(
    "the poverty standard changes after the result, so that the plan starts from a recount"
)
_STANDARD_UNKNOWN = Sentence(
    "whether the poverty standard changes between the result and the plan is not known"
)


@rule(
    "PP901",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, but the review counted {expected}",
    topic=Topic.FIGURES,
)
def base_not_result(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A plan starts from other counts than the review of the year before found.

    The base of a plan is the result of the year before, unit by unit: its households and persons,
    the poor and the near-poor.  Where not the review but the plan of the year before is given,
    its goals are compared: they may have been missed or surpassed, so that a difference is a
    warning.  Where the poverty standard changes between the two years, as after 2026, the plan
    starts from a recount, and nothing is compared.

    ## Why it matters

    What the year achieves is counted from the base: from a wrong one, no exit is rightly counted.

    ## Wrong

    The review of 2024 counted 4 poor households in Hoà Sơn, the plan of 2025 starts from 5.

    >>> def review(poor):
    ...     return Plan.of(2025, [{"name": "Hoà Sơn", "households_base": 220, "poor_base": poor}])
    >>> plan = Plan.of(2025, [{"name": "Hoà Sơn", "households_base": 220, "poor_base": 5,
    ...                        "poor_goal": 3}])
    >>> print(*check(plan, against=review(4), select=["PP901"]).findings)
    row 1 (Hoà Sơn): the poor households of 2024 are printed as 5, but the review counted 4

    ## Right

    The review counted 5.

    >>> check(plan, against=review(5), select=["PP901"]).findings
    ()

    ## How to repair

    Take the count of the decision that recognises the result of the review, and compute rates,
    totals and the figures of the text anew.

    ## Source

    The decision that recognises the result of the review; article 3 of Decree 07/2021/NĐ-CP and
    Decree 351/2025/NĐ-CP for the standards.
    """
    beside = PlanBesideResult.of(evidence)
    if beside is None or beside.counts is None:
        yield NOTHING_OF_THE_KIND
        return
    try:
        is_recounted = standard_after(beside.year) is not None
    except LookupError:
        yield Gap(None, _STANDARD_UNKNOWN)
        return
    if is_recounted:
        yield Gap(None, _NEW_STANDARD)
        return
    pairs = _compared(beside.matched().pairs(beside.counts))
    if not pairs:
        yield NOTHING_OF_THE_KIND
    says, severity = (None, None) if beside.other.is_reviewed else (_NOT_THE_GOAL, Severity.WARNING)
    for pair in pairs:
        if pair.printed != pair.other:
            cites = beside.other.cites(pair.other_place)
            yield Fact(
                pair.place, pair.printed, pair.other, says=says, cites=cites, severity=severity
            )


def _compared(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Return the pairs of single units, or the pair of totals if no unit is in both."""
    return of_lines(pairs) or pairs
