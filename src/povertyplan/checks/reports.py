"""PP704 to PP707: tables of the year against the plan, or an earlier report."""

from collections.abc import Iterable, Iterator, Mapping

from povertyplan.checks.against import ComparedKind, MatchedTables, Pair, comparing, is_of_year
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.others import OtherDocument
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import REPORT, Count, DocumentFact
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Part, Place
from povertyplan.year.months import AT_THE_END

_OF_PLAN = (
    (ComparedKind.FLOWS, ComparedKind.PLAN),
    (ComparedKind.REPORTS, ComparedKind.PLAN),
)
_OF_REPORTS = (ComparedKind.REPORTS, ComparedKind.REPORTS)
#: The counts at the start of a year, in a table of the year and in its plan.
_STARTS: Mapping[Count, Count] = {
    Count.POOR_START: Count.POOR_BASE,
    Count.NEAR_POOR_START: Count.NEAR_POOR_BASE,
}
#: The counts since the start of the year, which can only grow while it goes on.
_CUMULATIVE = [
    field for field in REPORT if isinstance(field, Count) and field not in {*_STARTS, *AT_THE_END}
]
_ALONE = Sentence(
    "nothing was given to compare the table with, such as its plan or an earlier report"
)
_NOT_COMPARABLE = Sentence("the two tables have no figures in common to compare")
_NOT_EARLIER = Sentence("the report that was given to compare with is not an earlier one")
_LATER_START = Sentence("the table does not start with the year, so its start is not the plan's")
_EARLIER_START = Sentence(
    "{where}: the {field} are printed as {printed}, but the earlier report starts from {expected}"
)


def _of_lines(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of single units: what is wrong with one shows in the totals again."""
    return [pair for pair in pairs if isinstance(pair.place.row, int)]


def _until(period: ReportingPeriod) -> str:
    """Return the last month of a period, as both languages write it."""
    return f"{period.last:%m/%Y}"


@rule(
    "PP704",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, but the plan starts from {expected}",
)
@comparing(*_OF_PLAN, _OF_REPORTS)
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
    pairs = _of_lines(tables.pairs(starts))
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
    "{where}: the {field} are printed as {printed} since the start of the year, but {earlier}"
    " were reported up to {until}",
)
@comparing(_OF_REPORTS)
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
    if not _is_earlier(tables):
        yield NOTHING_OF_THE_KIND
        return
    pairs = _of_lines(tables.pairs({count: count for count in _CUMULATIVE}))
    if not pairs:
        yield NOTHING_OF_THE_KIND
    until = _until(tables.other_period)
    for pair in pairs:
        if pair.printed < pair.other:
            proof: tuple[tuple[str, Said], ...] = (("earlier", pair.other), ("until", until))
            cites = tables.other.cites(pair.other_place)
            yield Fact(pair.place, pair.printed, terms=proof, cites=cites)


def _is_earlier(tables: MatchedTables) -> bool:
    """Whether a report is compared with one that ends before it."""
    return tables.other_period.last < tables.table.period.last


_MISSING = Sentence("units without a row: {missing}")
_EXTRA = Sentence("rows of units that the other does not have: {extra}")


@rule("PP706", Severity.WARNING, "{clauses}")
def units_differ(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    The units of a table are not those of its plan, or of an earlier report.

    Units are matched by their names, whatever their spelling, and by position where a name
    stands several times.  One that stands more often in one of the two is not matched.  All
    are told in one finding, and the others are compared.

    ## Why it matters

    A unit without a row is missing from the total, and a renamed one is compared with nothing.

    ## Wrong

    The plan has Chợ and Ngò, the table of labour figures Chợ and Bậu.

    >>> from povertyplan.year import LabourTable, ReportingPeriod
    >>> plan = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}])
    >>> def table(*names):
    ...     lines = [LabourTarget(Unit(name), 2024, new_jobs=10) for name in names]
    ...     return LabourTable(plan.unit, ReportingPeriod(2024), lines)
    >>> print(*check(table("Chợ", "Bậu"), against=plan, select=["PP706"]).findings)
    units without a row: Ngò; rows of units that the other does not have: Bậu

    ## Right

    It has Chợ and Ngò.

    >>> check(table("Chợ", "Ngò"), against=plan, select=["PP706"]).findings
    ()

    ## How to repair

    Ask the units that are missing.  Where a unit was renamed, divided or merged, use the names
    of the plan until it is changed.

    ## Source

    The plan's annex, which has one row for each unit.
    """
    table, other = evidence.table, evidence.other
    tables = MatchedTables.of(evidence)
    if other is None:
        yield Gap(None, _ALONE) if is_of_year(table) else NOTHING_OF_THE_KIND
    elif not isinstance(other, OtherDocument):
        yield NOTHING_OF_THE_KIND
    elif tables is None:
        yield Gap(None, _NOT_COMPARABLE)
    elif tables.is_of_forms or not tables.is_of_one_time:
        yield NOTHING_OF_THE_KIND
    else:
        yield from _differing_units(tables)


def _differing_units(tables: MatchedTables) -> Iterator[Fact | Gap]:
    if tables.kinds == _OF_REPORTS and not _is_earlier(tables):
        yield Gap(None, _NOT_EARLIER)
    lists = ((_MISSING, "missing", tables.missing), (_EXTRA, "extra", tables.extra))
    told = [(clause, (name, units)) for clause, name, units in lists if units]
    if told:
        clauses, terms = zip(*told, strict=True)
        cites = tables.other.file
        place = Place(Part.DOCUMENT, DocumentFact.NAMES)
        yield Fact(place, terms=terms, clauses=clauses, cites=cites)


@rule(
    "PP707",
    Severity.ERROR,
    "the table is of {printed}, but the other of {expected}: their figures were not compared",
)
def time_differs(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A table is compared with a plan or a report of another year.

    The two forms of flow must be of the same period.  A form that names no year is compared all
    the same.

    ## Why it matters

    The files of several years lie side by side, and figures of two years differ rightly: to
    compare them would hide what is wrong.

    ## Wrong

    A table of labour figures of 2023 is compared with the plan for 2024.

    >>> from povertyplan.year import LabourTable, ReportingPeriod
    >>> plan = Plan.of(2024, [{"name": "Chợ"}])
    >>> def table(year):
    ...     lines = [LabourTarget(Unit("Chợ"), year, new_jobs=10)]
    ...     return LabourTable(plan.unit, ReportingPeriod(year), lines)
    >>> print(*check(table(2023), against=plan, select=["PP707"]).findings)
    the table is of 2023, but the other of 2024: their figures were not compared

    ## Right

    It is of 2024.

    >>> check(table(2024), against=plan, select=["PP707"]).findings
    ()

    ## How to repair

    Take the file of the same year, or correct the year in the title.

    ## Source

    A plan is of one year; its reports count from the start of that year.
    """
    tables = MatchedTables.of(evidence)
    if tables is None:
        yield NOTHING_OF_THE_KIND
    elif not tables.is_of_one_time:
        period, other = tables.times
        place = Place(Part.DOCUMENT, DocumentFact.YEAR)
        yield Fact(place, period, other, cites=tables.other.file)
