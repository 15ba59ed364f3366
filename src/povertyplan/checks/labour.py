"""PP4: the targets for training and employment."""

from collections.abc import Iterator, Mapping
from itertools import islice

from povertyplan.arithmetic.cases import terms
from povertyplan.arithmetic.codes import LABOUR_BOUND, LABOUR_RATE
from povertyplan.arithmetic.verdicts import expected
from povertyplan.checks.rates import fraction_terms
from povertyplan.checks.restated import of_every_statement
from povertyplan.checks.rows import parts_and_whole
from povertyplan.checks.rule import (
    Evidence,
    Fact,
    Gap,
    Result,
    failing,
    of_cases,
    rule,
)
from povertyplan.findings import Severity
from povertyplan.messages import Sentence
from povertyplan.model.fields import Count
from povertyplan.model.relations import Bound, Ratio

_NOT_STATED = Sentence("the plan does not state trained workers and people of working age")
_NO_TARGETS = Sentence("the plan does not state enough labour targets to compare")


_broken_bounds = failing(Bound, LABOUR_BOUND, _NO_TARGETS)


def _first_broken_bound(evidence: Evidence) -> Iterator[Result[Bound] | Gap]:
    """Yield the first bound that fails: the next one would tell of the same figure."""
    yield from islice(_broken_bounds(evidence), 1)


@rule(
    "PP401",
    Severity.ERROR,
    "{where}: the {field} is given as {printed}, but {count} of {whole} is {expected}",
)
@of_every_statement
@of_cases(failing(Ratio, LABOUR_RATE, _NOT_STATED))
def trained_rate_not_quotient(evidence: Evidence, result: Result[Ratio]) -> Fact:
    """
    A rate of trained workers is not trained workers over people of working age.

    Likewise the rate of those with a certificate (có bằng cấp, chứng chỉ).  Communes print
    these rates so; the national indicators divide by those who work.  A rate is compared at
    the places that it prints.

    ## Why it matters

    Rate and counts are handed down as separate targets, and all three are
    reported on.

    ## Wrong

    The text has 7,565 trained workers of 9,225 people of working age, and says 83 %.

    >>> labour = {"working_age": 9225, "trained": 7565, "trained_rate": "83 %"}
    >>> print(*check(Plan.of(2024, [], labour=labour)).findings)
    labour targets: the rate of trained workers is given as 83%, but 7,565 of 9,225 is 82%

    ## Right

    It says 82 %: 7,565 of 9,225 are 82.005… %.

    >>> check(Plan.of(2024, [], labour=labour | {"trained_rate": "82 %"})).findings
    ()

    ## How to repair

    Compute the rate from the two counts.  If the rate is the target, look at the trained
    workers instead.

    ## Source

    The usage of commune plans; the General Statistics Office's indicator 0307
    has another denominator.
    """
    case = result.case
    return Fact(
        case.subject,
        evidence.printed(case.subject),
        expected(case, evidence.figures),
        fraction_terms(result.relation, terms(case, evidence.figures)),
    )


#: What the figures are compared with, if not with the people of working age.
_OTHER_WHOLES: Mapping[Count, Sentence] = {
    Count.TRAINED: Sentence(
        "{where}: the {field} are {printed}, more than the {whole} trained workers"
    ),
    Count.PERSONS_BASE: Sentence(
        "{where}: the {field} are {printed}, more than the {whole} persons of the annex"
    ),
}


@rule(
    "PP402",
    Severity.ERROR,
    "{where}: the {field} are {printed}, more than the {whole} people of working age",
)
@of_cases(_first_broken_bound)
def labour_exceeds_people(evidence: Evidence, result: Result[Bound]) -> Fact:
    """
    More people are trained than of working age, or more of working age than there are.

    Nor can more workers have a certificate than are trained.  One finding for a plan, the
    first that applies.

    ## Why it matters

    One of the two figures belongs to another year, another commune or another
    column.

    ## Wrong

    The text has 7,565 people of working age, and 9,225 trained workers.

    >>> labour = {"working_age": 7565, "trained": 9225}
    >>> print(*check(Plan.of(2024, [], labour=labour)).findings)
    labour targets: the trained workers are 9,225, more than the 7,565 people of working age

    ## Right

    It has 9,225 people of working age, and 7,565 trained workers.

    >>> check(Plan.of(2024, [], labour={"working_age": 9225, "trained": 7565})).findings
    ()

    ## How to repair

    Compare both figures with their source of the same year; often they were exchanged.

    ## Source

    What the words mean: those of working age are some of the persons,
    trained workers are some of those of working age, and workers with a
    certificate are some of the trained ones.
    """
    parts, whole = parts_and_whole(evidence, result)
    says = _OTHER_WHOLES.get(result.relation.whole)
    return Fact(result.case.subject, printed=parts, terms=(("whole", whole),), says=says)
