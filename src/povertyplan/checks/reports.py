"""PP704, PP705: tables of the year against the plan, or an earlier report."""

from collections.abc import Iterator, Mapping

from povertyplan.checks.against import MatchedTables, comparing
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Gap
from povertyplan.checks.kinds import ComparedKind
from povertyplan.checks.matched_rows import of_lines
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import REPORT, Count
from povertyplan.model.periods import ReportingPeriod
from povertyplan.year.reports import AT_THE_END

_OF_PLAN = (
    (ComparedKind.FLOWS, ComparedKind.PLAN),
    (ComparedKind.REPORTS, ComparedKind.PLAN),
)
OF_REPORTS = (ComparedKind.REPORTS, ComparedKind.REPORTS)
#: The counts at the start of a year, in a table of the year and in its plan.
_STARTS: Mapping[Count, Count] = {
    Count.POOR_START: Count.POOR_BASE,
    Count.NEAR_POOR_START: Count.NEAR_POOR_BASE,
}
#: The counts since the start of the year, which can only grow while it goes on.
_CUMULATIVE = [
    field for field in REPORT if isinstance(field, Count) and field not in {*_STARTS, *AT_THE_END}
]
_LATER_START = Sentence("the table does not start with the year, so its start is not the plan's")
_EARLIER_START = Sentence(
    "{where}: the {field} are printed as {printed}, but the earlier report starts from {expected}"
)


def _until(period: ReportingPeriod) -> str:
    """Return the last month of a period, as both languages write it."""
    return f"{period.last:%m/%Y}"


@rule(
    "PP704",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, but the plan starts from {expected}",
    topic=Topic.FIGURES,
)
@comparing(*_OF_PLAN, OF_REPORTS)
def start_not_base(tables: MatchedTables) -> Iterator[Fact | Gap]:
    """
    A report or a flow starts from another count than the plan.

    The start of the year is the base of its plan, unit by unit, and the start of every report
    of the year.  Households only, and tables that start with the year.

    ## Why it matters

    What left poverty is counted from the start: from another start the same end is another
    result.

    ## Wrong

    The plan has 8 poor households in Hoà Sơn, the flow starts from 7.

    >>> from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod
    >>> plan = Plan.of(2024, [{"name": "Hoà Sơn", "poor_base": 8}])
    >>> year, hoà_sơn = ReportingPeriod(2024), Unit("Hoà Sơn")
    >>> wrong = FlowTable(plan.unit, year, [PovertyFlow(hoà_sơn, year, Flow(start=7))])
    >>> print(*check(wrong, against=plan, select=["PP704"]).findings)
    row 1 (Hoà Sơn): the poor at the start are printed as 7, but the plan starts from 8

    ## Right

    It starts from 8.

    >>> right = FlowTable(plan.unit, year, [PovertyFlow(hoà_sơn, year, Flow(start=8))])
    >>> check(right, against=plan, select=["PP704"]).findings
    ()

    ## How to repair

    Compare both with the decision that recognised the review of last year.  If the plan is right,
    correct the start, and with it the exits or the end.

    ## Source

    The plan's annex, whose base is the result of last year's review.
    """
    is_of_plan = tables.kinds[1] is ComparedKind.PLAN
    if tables.kinds[0] is ComparedKind.FLOWS and tables.table.period.months[0] > 1:
        yield Gap(None, _LATER_START)
        return
    starts = _STARTS if is_of_plan else {start: start for start in _STARTS}
    pairs = of_lines(tables.matched.pairs(starts))
    if not pairs:
        yield NOTHING_OF_THE_KIND
    for pair in pairs:
        if pair.printed != pair.other:
            says = None if is_of_plan else _EARLIER_START
            cites = tables.other.cites(pair.other_place)
            yield Fact(pair.place, pair.printed, pair.other, says=says, cites=cites)


@rule(
    "PP705",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed} since the start of the year, but"
    " {earlier:was|were} reported up to {until}",
    topic=Topic.FIGURES,
)
@comparing(OF_REPORTS)
def cumulative_falls(tables: MatchedTables) -> Iterator[Fact | Gap]:
    """
    A count since the start of the year is below what an earlier report has.

    Exits and entries, labour figures and households helped are counted from the start of the
    year, so that they can only grow.  The poor at the end and the people of working age are
    counted anew, and may fall.

    ## Why it matters

    Usually the month alone was reported, and the year would lose all that came before.

    ## Wrong

    Chợ reported 13 people with new jobs up to June, and reports 12 up to July.

    >>> from povertyplan.year import ProgressReport, ReportingPeriod, UnitReport
    >>> chợ = Unit("Chợ")
    >>> def report(month, jobs):
    ...     period = ReportingPeriod(2024, month)
    ...     labour = LabourTarget(chợ, 2024, new_jobs=jobs)
    ...     return ProgressReport(chợ, period, [UnitReport(chợ, period, labour=labour)])
    >>> print(*check(report("07", 12), against=report("06", 13), select=["PP705"]).findings)
    row 1 (Chợ): the people with new jobs are printed as 12 since the start of the year, but 13 \
were reported up to 06/2024

    ## Right

    It reports 15 up to July.

    >>> check(report("07", 15), against=report("06", 13), select=["PP705"]).findings
    ()

    ## How to repair

    Ask the unit whether it reported the month alone: add the earlier months then.  If the earlier
    report was wrong, correct it and say so.

    ## Source

    The monthly form, whose column counts from the start of the year (lũy kế từ đầu năm).
    """
    if not is_earlier(tables):
        yield NOTHING_OF_THE_KIND
        return
    pairs = of_lines(tables.matched.pairs({count: count for count in _CUMULATIVE}))
    if not pairs:
        yield NOTHING_OF_THE_KIND
    until = _until(tables.other_period)
    for pair in pairs:
        if pair.printed < pair.other:
            proof: tuple[tuple[str, Said], ...] = (("earlier", pair.other), ("until", until))
            cites = tables.other.cites(pair.other_place)
            yield Fact(pair.place, pair.printed, terms=proof, cites=cites)


def is_earlier(tables: MatchedTables) -> bool:
    """Whether a report is compared with one that ends before it."""
    return tables.other_period.last < tables.table.period.last
