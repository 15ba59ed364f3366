"""PP811 to PP813: the coverage of policies (mức độ bao phủ chính sách)."""

from collections.abc import Callable, Iterator

from povertyplan.arithmetic.cases import terms
from povertyplan.arithmetic.codes import (
    COVERAGE_ABOVE_ALL,
    COVERAGE_NOT_FULL,
    COVERAGE_RATE,
    reported,
)
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap, K, Result
from povertyplan.checks.rates import fraction_terms
from povertyplan.checks.rows import parts_and_whole
from povertyplan.checks.rule import Fact, of_cases, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Count
from povertyplan.model.relations import Bound, Ratio

_NO_COUNTS = Sentence("no row states both those entitled and those covered")
_NO_RATES = Sentence("no row states a rate of coverage beside those entitled and those covered")
_NOBODY = Sentence("{where}: the {field} is printed as {printed}, but nobody is entitled")


def _reported(
    kind: type[K], of_kind: str, code: str, nothing: Sentence
) -> Callable[[Evidence], Iterator[Result[K] | Gap]]:
    """Return a search for the cases of a kind that are reported under a code."""

    def search(evidence: Evidence) -> Iterator[Result[K] | Gap]:
        results = [result for result in evidence.under(of_kind, kind) if result.is_read]
        if not results:
            yield NOTHING_OF_THE_KIND
        elif all(result.verdict is Verdict.UNKNOWN for result in results):
            yield Gap(None, nothing)
        for result in results:
            if reported(result.case, evidence.figures, evidence.rounding) == code:
                yield result

    return search


_above_all = _reported(Bound, COVERAGE_ABOVE_ALL, COVERAGE_ABOVE_ALL, _NO_COUNTS)
_not_full = _reported(Ratio, COVERAGE_RATE, COVERAGE_NOT_FULL, _NO_RATES)
_wrong_rates = _reported(Ratio, COVERAGE_RATE, COVERAGE_RATE, _NO_RATES)


@rule(
    "PP811",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, more than the"
    " {entitled:who is|who are} entitled",
    topic=Topic.FIGURES,
)
@of_cases(_above_all)
def coverage_above_all(evidence: Evidence, result: Result[Bound]) -> Fact:
    """
    More people are covered by a policy than are entitled to it.

    The rate beside such figures is not judged: it is wrong as long as they are.

    ## Why it matters

    Somebody was counted twice, gets what is for others, or is missing from the list of those
    entitled; a rate above 100 % hides how many of these are left out.

    ## Wrong

    91 health cards are handed out, and 90 people are entitled to one.

    >>> from povertyplan.year import Coverage, CoverageTable, ReportingPeriod
    >>> commune = Unit("Cao Thượng")
    >>> def cards(entitled, covered, rate=None):
    ...     row = Coverage(commune, 2024, "health", "poor", entitled, covered, rate)
    ...     return CoverageTable(commune, ReportingPeriod(2024), [row])
    >>> print(*check(cards(90, 91)).findings)
    row 1 (y tế, hộ nghèo): the people covered are printed as 91, more than the 90 who are entitled

    ## Right

    90 cards are handed out.

    >>> check(cards(90, 90)).findings
    ()

    ## How to repair

    Compare the list of those covered with the list of those entitled, person by person.

    ## Source

    What the words mean: those covered are some of those entitled.
    """
    covered, entitled = parts_and_whole(evidence, result)
    return Fact(result.case.subject, covered, terms=(("entitled", entitled),))


@rule(
    "PP812",
    Severity.ERROR,
    "{where}: the {field} is printed as {printed}, but leaves out {rest} of"
    " {entitled:person|people}",
    topic=Topic.FIGURES,
)
@of_cases(_not_full)
def coverage_not_full(evidence: Evidence, result: Result[Ratio]) -> Fact:
    """
    A coverage is printed as 100 %, though somebody entitled is not covered.

    100 % claims that nobody is left out, so it is never the result of rounding, with any number
    of places: 299 of 300 are 99 %, 99.7 % or 99.67 %.

    ## Why it matters

    Full coverage is what plans promise.  The one who is left out is no longer looked for once
    the goal is reported as reached.

    ## Wrong

    299 of 300 people have a health card, and the rate is printed as 100 %.

    >>> from povertyplan.year import Coverage, CoverageTable, ReportingPeriod
    >>> commune = Unit("Cao Thượng")
    >>> def cards(rate):
    ...     row = Coverage(commune, 2024, "health", "poor", 300, 299, Percent.parse(rate))
    ...     return CoverageTable(commune, ReportingPeriod(2024), [row])
    >>> print(*check(cards("100%")).findings)
    row 1 (y tế, hộ nghèo): the rate of people covered is printed as 100%, but leaves out 1 of \
300 people

    ## Right

    It is printed as 99,7 %; 99 % would be right, too.

    >>> check(cards("99,7%")).findings, check(cards("99%")).findings
    ((), ())

    ## How to repair

    Find out who is not covered yet.  Until they are, print the rate with one more place, or
    rounded down.

    ## Source

    What the words mean: a goal of 100 % is reached where all who are entitled are covered.
    """
    case, ratio = result.case, result.relation
    operands = terms(case, evidence.figures)
    entitled = operands[ratio.whole].known
    covered = sum(operands[count].known for count in ratio.counts)
    return Fact(
        case.subject,
        evidence.printed(case.subject),
        expected(case, evidence.figures, evidence.rounding),
        (("rest", entitled - covered), ("entitled", entitled)),
    )


@rule(
    "PP813",
    Severity.ERROR,
    "{where}: the {field} is printed as {printed}, but {count} of {whole:person is|people are}"
    " {expected}",
    topic=Topic.FIGURES,
)
@of_cases(_wrong_rates)
def coverage_rate_not_quotient(evidence: Evidence, result: Result[Ratio]) -> Fact:
    """
    A rate of coverage is not those covered over those entitled.

    It is compared at the places that it prints.  Of nobody entitled there is no rate; a 0 beside
    counts of 0 claims nothing wrong.

    ## Why it matters

    The rate is what the policy is judged by, and what is added to reports of districts and
    provinces without the counts beside it.

    ## Wrong

    133 of 135 people have a health card, and the rate is printed as 98 %.

    >>> from povertyplan.year import Coverage, CoverageTable, ReportingPeriod
    >>> commune = Unit("Cao Thượng")
    >>> def cards(rate):
    ...     row = Coverage(commune, 2024, "health", "near_poor", 135, 133, Percent.parse(rate))
    ...     return CoverageTable(commune, ReportingPeriod(2024), [row])
    >>> print(*check(cards("98%")).findings)
    row 1 (y tế, hộ cận nghèo): the rate of people covered is printed as 98%, but 133 of 135 \
people are 99%

    ## Right

    133 of 135 are 98.518… %, printed 99 or 98.5.

    >>> check(cards("99%")).findings, check(cards("98,5%")).findings
    ((), ())

    ## How to repair

    Compare both counts with their lists.  If they are right, divide again.

    ## Source

    What the form says: those covered over those entitled, in per cent.
    """
    case = result.case
    operands = terms(case, evidence.figures)
    is_of_nobody = not operands[Count.ENTITLED].known
    return Fact(
        case.subject,
        evidence.printed(case.subject),
        expected(case, evidence.figures, evidence.rounding),
        fraction_terms(result.relation, operands),
        says=_NOBODY if is_of_nobody else None,
    )
