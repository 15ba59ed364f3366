"""PP4: the targets for training and employment."""

from collections.abc import Iterator, Mapping

from povertyplan.arithmetic.cases import terms
from povertyplan.arithmetic.codes import EXPORTS_ABOVE_JOBS, LABOUR_BOUND, LABOUR_RATE
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.checks.against import MatchedTables, comparing
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap, Result
from povertyplan.checks.kinds import ComparedKind
from povertyplan.checks.rates import fraction_terms
from povertyplan.checks.restated import of_every_statement
from povertyplan.checks.rows import parts_and_whole
from povertyplan.checks.rule import Fact, failing, of_cases, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import LABOUR, Count, Flat
from povertyplan.model.places import Part, Place, Row
from povertyplan.model.relations import Bound, Ratio

_NOT_STATED = Sentence("trained workers and people of working age are not both stated")
_NO_TARGETS = Sentence("not enough labour figures are stated to compare them")
_NOT_IN_BOTH = Sentence("the table and the labour targets of the plan have no figures in common")
#: The figures of the units that add up to those of the plan.
_COUNTS = [figure for figure in LABOUR if isinstance(figure, Count)]

_broken_bounds = failing(Bound, LABOUR_BOUND, _NO_TARGETS)


def _first_broken_bounds(evidence: Evidence) -> Iterator[Result[Bound] | Gap]:
    """Yield the first bound that fails in a row: the next one would tell of the same figure."""
    told: set[Row] = set()
    for result in _broken_bounds(evidence):
        if isinstance(result, Gap):
            yield result
        elif result.case.row not in told:
            told.add(result.case.row)
            yield result


def _exports_above_jobs(evidence: Evidence) -> Iterator[Result[Bound] | Gap]:
    """Yield the rows that state more workers sent abroad than people with new jobs."""
    results = evidence.under(EXPORTS_ABOVE_JOBS, Bound)
    if all(result.verdict is Verdict.UNKNOWN for result in results):
        yield NOTHING_OF_THE_KIND
    yield from (result for result in results if result.verdict is Verdict.FAILS)


@rule(
    "PP401",
    Severity.ERROR,
    "{where}: the {field} is given as {printed}, but {count} of {whole} is {expected}",
    topic=Topic.FIGURES,
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
        "{where}: the {field} are {printed}, more than the {whole:trained worker|trained workers}"
    ),
    Count.PERSONS_BASE: Sentence(
        "{where}: the {field} are {printed}, more than the {whole:person|persons} of the annex"
    ),
}


@rule(
    "PP402",
    Severity.ERROR,
    "{where}: the {field} are {printed}, more than the {whole:person|people} of working age",
    topic=Topic.FIGURES,
)
@of_cases(_first_broken_bounds)
def labour_exceeds_people(evidence: Evidence, result: Result[Bound]) -> Fact:
    """
    More people are trained than of working age, or more of working age than there are.

    Nor can more workers have a certificate than are trained, or than are of working age.  One
    finding for a plan, or for a row of labour figures: about the trained workers, else about
    certificates, else about the people of working age.

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


@rule(
    "PP403",
    Severity.ERROR,
    "{where}: the {field} of the units add up to {sum}, but the plan sets {expected}",
    topic=Topic.FIGURES,
)
@comparing((ComparedKind.LABOUR, ComparedKind.PLAN))
def labour_rows_differ(tables: MatchedTables) -> Iterator[Fact | Gap]:
    """
    The labour figures of the units do not add up to the targets of the plan.

    The sum over the rows is compared, and where a row is blank the printed total.  Where either
    is what the plan sets, the plan is not at fault: PP101 tells of the other.

    ## Why it matters

    What was handed down to the units falls short of what the commune has promised, or exceeds
    it, and nobody sees it before the year ends.

    ## Wrong

    The plan sets 20 people with new jobs, Chợ gets 10 of them and Ngò 9.

    >>> from povertyplan.year import LabourTable, ReportingPeriod
    >>> plan = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}], labour={"new_jobs": 20})
    >>> def table(*jobs):
    ...     units = zip(("Chợ", "Ngò"), jobs)
    ...     lines = [LabourTarget(Unit(name), 2024, new_jobs=number) for name, number in units]
    ...     return LabourTable(plan.unit, ReportingPeriod(2024), lines)
    >>> print(*check(table(10, 9), against=plan).findings)
    total row: the people with new jobs of the units add up to 19, but the plan sets 20

    ## Right

    Both get 10.

    >>> check(table(10, 10), against=plan).findings
    ()

    ## How to repair

    Divide the targets of the plan among the units once more, or correct the row that was typed
    wrong.

    ## Source

    What a plan is: its targets are those of its units together.
    """
    total = tables.table.computed_total
    sums: Flat = {} if total is None else total.flat()
    printed = tables.matched.figures.get(Part.TOTAL, {})
    targets = tables.matched.other_figures.get(Part.LABOUR, {})
    compared = 0
    for count in _COUNTS:
        target = targets.get(count)
        stated = [sums.get(count), printed.get(count)]
        made = [value for value in stated if value is not None]
        if target is None or not made:
            continue
        compared += 1
        if target not in made:
            place = Place(Part.TOTAL, count)
            cites = tables.other.cites(Place(Part.LABOUR, count))
            yield Fact(place, stated[1], target, (("sum", made[0]),), cites=cites)
    if not compared:
        yield Gap(None, _NOT_IN_BOTH)


@rule(
    "PP404",
    Severity.WARNING,
    "{where}: the {field} are printed as {printed}, more than the {jobs:person|people} with new"
    " jobs, whom they are counted among",
    topic=Topic.FIGURES,
)
@of_cases(_exports_above_jobs)
def exports_exceed_jobs(evidence: Evidence, result: Result[Bound]) -> Fact:
    """
    More workers are sent abroad than people get new jobs.

    Of a plan, of the units of a table of labour figures, and of reports.

    ## Why it matters

    Reports count those sent abroad among the people with new jobs: where they are more, one of
    the two figures was typed wrong, or the jobs at home alone were counted.

    ## Wrong

    10 workers go abroad, and 9 people get new jobs.

    >>> print(*check(Plan.of(2024, [], labour={"new_jobs": 9, "exported": 10})).findings)
    labour targets: the workers sent abroad are printed as 10, more than the 9 people with new \
jobs, whom they are counted among

    ## Right

    10 workers go abroad, and 260 people get new jobs.

    >>> check(Plan.of(2024, [], labour={"new_jobs": 260, "exported": 10})).findings
    ()

    ## How to repair

    Compare both figures with their source.  Where your province counts workers sent abroad
    apart, they are right.

    ``--ignore`` accepts the finding.

    ## Source

    The usage of provincial reports on employment, which print workers sent abroad as a part of
    the people with new jobs.
    """
    exported, jobs = parts_and_whole(evidence, result)
    return Fact(result.case.subject, exported, terms=(("jobs", jobs),))
