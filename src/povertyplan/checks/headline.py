"""PP301 to PP304: the figures of the text against the annex."""

from collections.abc import Callable, Iterator, Sequence

from attrs import evolve

from povertyplan.arithmetic.cases import terms
from povertyplan.arithmetic.verdicts import Verdict, differences, expected
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap, Result
from povertyplan.checks.rates import fraction_terms
from povertyplan.checks.restated import of_every_statement
from povertyplan.checks.rule import Fact, K, of_cases, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.places import in_headline
from povertyplan.model.relations import Balance, Drop, Ratio, Sum

_NOT_STATED = Sentence("not stated in the text, so not compared: {fields}")
_NOT_IN_ANNEX = Sentence("the annex states no figures to compare with the {field}")
#: What a text says of a drop: of a rate, or of a count.
_DROPS: tuple[type[Drop | Balance], ...] = (Drop, Balance)


def _of_text(
    kinds: Sequence[type[K]], verdict: Verdict
) -> Callable[[Evidence], Iterator[Result[K] | Gap]]:
    """Return a search for the headline cases of some kinds that have a verdict."""

    def broken(evidence: Evidence) -> Iterator[Result[K] | Gap]:
        claimed: list[Result[K]] = []
        for kind in kinds:
            claimed += evidence.of_kind(kind, rows=in_headline)
        claimed.sort(key=lambda result: result.case.subject.rank)
        results = [
            result for result in claimed if evidence.printed(result.case.subject) is not None
        ]
        if not results:
            subjects = tuple(result.case.subject.field for result in claimed)
            yield evolve(evidence.unjudged(results, _NOT_STATED), fields=subjects)
        elif all(result.verdict is Verdict.UNKNOWN for result in results):
            yield NOTHING_OF_THE_KIND
        for result in results:
            if result.verdict is Verdict.UNKNOWN:
                yield Gap(result.case.subject, _NOT_IN_ANNEX)
            elif result.verdict is verdict:
                yield result

    return broken


@rule(
    "PP301",
    Severity.ERROR,
    "{where}: the {field} are given as {printed}, but the annex has {expected}",
    topic=Topic.FIGURES,
)
@of_every_statement
@of_cases(_of_text([Sum], Verdict.FAILS))
def headline_count_differs(evidence: Evidence, result: Result[Sum]) -> Fact:
    """
    A count in the text differs from the annex.

    The text is compared with the total row as printed; where the annex has no
    total row, with the sum of its rows.

    ## Why it matters

    The text is what is read out and quoted; the annex is what is assigned.

    ## Wrong

    The text says 101 near-poor households, the total row of the annex 110.

    >>> total = {"near_poor_goal": 110}
    >>> plan = Plan.of(2024, [], total=total, headline={"near_poor_goal": 101})
    >>> print(*check(plan).findings)
    targets in the text: the near-poor households of 2024 are given as 101, but the annex has 110

    ## Right

    Both say 110.

    >>> plan = Plan.of(2024, [], total=total, headline={"near_poor_goal": 110})
    >>> check(plan).findings
    ()

    ## How to repair

    Add the column up and compare it with the list.  If the annex is right, correct the text,
    wherever it states the figure; else correct the annex first.

    ## Source

    Decree 30/2020/NĐ-CP: an annex is part of its document.
    """
    place = result.case.subject
    return Fact(place, evidence.printed(place), expected(result.case, evidence.figures))


@rule(
    "PP302",
    Severity.ERROR,
    "{where}: the {field} is given as {printed}, but {count} of {whole} makes {expected}",
    topic=Topic.FIGURES,
)
@of_every_statement
@of_cases(_of_text([Ratio], Verdict.FAILS))
def headline_rate_differs(evidence: Evidence, result: Result[Ratio]) -> Fact:
    """
    A rate in the text differs from the annex's counts.

    It is compared at its own precision: 1.4 % fits every share from 1.35 to
    1.45 %.  The text may round half up whatever the annex does.

    ## Why it matters

    The rate in the text is the target that the commune answers for.

    ## Wrong

    The text says 1.5 %, and the total row has 54 poor of 3,924 households.

    >>> total = {"households_goal": 3924, "poor_goal": 54}
    >>> plan = Plan.of(2024, [], total=total, headline={"poor_goal_rate": "1,5%"})
    >>> print(*check(plan).findings)
    targets in the text: the poor rate of 2024 is given as 1.5%, but 54 of 3,924 makes 1.4%

    ## Right

    The text says 1.4 %: 54 of 3,924 are 1.376… %.

    >>> plan = Plan.of(2024, [], total=total, headline={"poor_goal_rate": "1,4%"})
    >>> check(plan).findings
    ()

    ## How to repair

    Compute the rate from the total row, and correct the text.  If the rate is the target that
    was assigned, look at the counts of the annex instead.

    ## Source

    Decree 30/2020/NĐ-CP: an annex is part of its document.
    """
    case = result.case
    return Fact(
        case.subject,
        evidence.printed(case.subject),
        expected(case, evidence.figures, evidence.rounding),
        fraction_terms(result.relation, terms(case, evidence.figures)),
    )


@rule(
    "PP303",
    Severity.ERROR,
    "{where}: the {field} is given as {printed}, but base minus goal is {expected}",
    topic=Topic.FIGURES,
)
@of_every_statement
@of_cases(_of_text(_DROPS, Verdict.FAILS))
def headline_drop_differs(evidence: Evidence, result: Result[Drop | Balance]) -> Fact:
    """
    A drop in the text, of households or of a rate, is not base minus goal.

    The drop of a rate is in percentage points; that documents write a per-cent
    sign for it is their habit and no error.

    ## Why it matters

    The drop is what the year's work is measured by.

    ## Wrong

    The text says 35 fewer poor households.  The total row has 90 last year, and 54 as the goal.

    >>> total = {"poor_base": 90, "poor_goal": 54}
    >>> print(*check(Plan.of(2024, [], total=total, headline={"poor_drop": 35})).findings)
    targets in the text: the drop in poor households is given as 35, but base minus goal is 36

    ## Right

    The text says 36: 90 minus 54.

    >>> check(Plan.of(2024, [], total=total, headline={"poor_drop": 36})).findings
    ()

    ## How to repair

    Take the goal from last year's figure in the total row.  If the drop was assigned, correct
    the goal of the annex.

    ## Source

    Decree 30/2020/NĐ-CP: an annex is part of its document.
    """
    place = result.case.subject
    right = expected(result.case, evidence.figures, evidence.rounding)
    return Fact(place, evidence.printed(place), right)


@rule(
    "PP304",
    Severity.WARNING,
    "{where}: the {field} is given as {printed}, which is {base} minus {goal}, both already"
    " rounded; the exact drop is {expected}",
    topic=Topic.FIGURES,
)
@of_every_statement
@of_cases(_of_text(_DROPS, Verdict.ROUNDED))
def headline_drop_of_rounded(evidence: Evidence, result: Result[Drop | Balance]) -> Fact:
    """
    A drop of a rate holds only for rates that were rounded before.

    The printed drop is the difference of two printed rates, of the total row
    or of the text, rounded or cut to its places; the exact drop is another.

    ## Why it matters

    It is no contradiction, since every figure has its reason.  But two offices
    that start from the same counts print two different drops.

    ## Wrong

    The text says 0.91 points: 2.31 % minus 1.4 %.  From 90 of 3,898 and 54 of 3,924 households
    the drop is 0.9327… points.

    >>> total = {
    ...     "households_base": 3898, "poor_base": 90, "poor_base_rate": "2.31",
    ...     "households_goal": 3924, "poor_goal": 54,
    ... }
    >>> headline = {"poor_goal_rate": "1,4%", "poor_rate_drop": "0,91%"}
    >>> print(*check(Plan.of(2024, [], total=total, headline=headline)).findings)
    targets in the text: the drop in the poor rate is given as 0.91 points, which is 2.31% \
minus 1.4%, both already rounded; the exact drop is 0.93 points

    ## Right

    The text says 0.93 points.

    >>> headline["poor_rate_drop"] = "0,93%"
    >>> check(Plan.of(2024, [], total=total, headline=headline)).findings
    ()

    ## How to repair

    Compute the drop from the counts, or print both rates with the same decimals before they are
    subtracted.  Where the rule of a superior office asks for it, leave it as it is.

    ## Source

    XBRL Calculations 1.1 likewise tells what holds for rounded figures from
    what holds.
    """
    place = result.case.subject
    printed = evidence.printed(place)
    right = expected(result.case, evidence.figures, evidence.rounding)
    base, goal = differences(result.relation, printed, evidence.figures)[0]
    return Fact(place, printed, right, (("base", base), ("goal", goal)))
