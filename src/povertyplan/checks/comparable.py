"""PP706, PP707: whether two documents are of the same units, and of the same time."""

from collections.abc import Iterable, Iterator

from povertyplan.checks.against import MatchedTables
from povertyplan.checks.beside_register import PlanBesideRegister
from povertyplan.checks.beside_result import PlanBesideResult
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.kinds import is_of_year
from povertyplan.checks.matched_rows import MatchedRows
from povertyplan.checks.others import OtherDocument
from povertyplan.checks.reports import OF_REPORTS, is_earlier
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import DocumentFact
from povertyplan.model.places import Part, Place
from povertyplan.model.plan import Plan
from povertyplan.year import Coverage, Register

_OTHER_WAY = Sentence("a plan is checked against its register, not the register against a plan")
_NOT_EARLIER = Sentence("the report that was given to compare with is not an earlier one")
_NOT_COMPARABLE = Sentence("the two tables have no figures in common to compare")
_ALONE = Sentence(
    "nothing was given to compare the table with, such as its plan or an earlier report"
)
_MISSING = Sentence("units without a row: {missing}")
_EXTRA = Sentence("rows of units that the other does not have: {extra}")
_WITHOUT_HOUSEHOLD = Sentence("units without a household in the register: {missing}")
_NOT_IN_PLAN = Sentence("units of the register that the plan does not have: {extra}")
_OF_SEVERAL = Sentence("names of several units, which were not compared: {repeated}")


@rule("PP706", Severity.WARNING, "{clauses}", topic=Topic.DOCUMENT)
def units_differ(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    The units of a table are not those of its plan, or of an earlier report.

    Units are matched by their names, whatever their spelling, and by position where a name
    stands several times.  One that stands more often in one of the two is not matched.  All
    are told in one finding, and the others are compared.  A plan beside its register is told
    the units that have households in one of the two alone.  A plan beside the result of the
    year before is told the units that only one of them has.

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
    tables, beside = MatchedTables.of(evidence), PlanBesideRegister.of(evidence)
    result = PlanBesideResult.of(evidence)
    if other is None:
        is_comparable = is_of_year(table) and table.kind is not Coverage
        yield Gap(None, _ALONE) if is_comparable else NOTHING_OF_THE_KIND
    elif not isinstance(other, OtherDocument):
        yield NOTHING_OF_THE_KIND
    elif beside is not None:
        yield from _units_of_register(beside)
    elif result is not None:
        yield from _units_of_result(result)
    elif tables is None:
        is_other_way = isinstance(table, Register) and isinstance(other.table, Plan)
        yield Gap(None, _OTHER_WAY if is_other_way else _NOT_COMPARABLE)
    elif tables.is_of_forms or not tables.is_of_one_time:
        yield NOTHING_OF_THE_KIND
    else:
        yield from _differing_units(tables)


def _differing_units(tables: MatchedTables) -> Iterator[Fact | Gap]:
    if tables.kinds == OF_REPORTS and not is_earlier(tables):
        yield Gap(None, _NOT_EARLIER)
    yield from _units_apart(tables.matched, tables.other.file)


def _units_of_result(beside: PlanBesideResult) -> Iterator[Fact | Gap]:
    """Yield the units that a plan and the result of the year before do not both have."""
    if beside.counts is None:
        yield NOTHING_OF_THE_KIND
    else:
        yield from _units_apart(beside.matched(), beside.other.file)


def _units_apart(matched: MatchedRows, file: str) -> Iterator[Fact]:
    missing, extra = ("missing", matched.missing), ("extra", matched.extra)
    yield from _names_told(((_MISSING, missing), (_EXTRA, extra)), file)


def _units_of_register(plan: PlanBesideRegister) -> Iterator[Fact | Gap]:
    """Yield the units that a plan and its register do not both have, and names of several."""
    if not plan.is_of_one_time:
        yield NOTHING_OF_THE_KIND
        return
    lists = (
        (_WITHOUT_HOUSEHOLD, ("missing", plan.missing)),
        (_NOT_IN_PLAN, ("extra", plan.extra)),
        (_OF_SEVERAL, ("repeated", plan.repeated)),
    )
    yield from _names_told(lists, plan.file)


def _names_told(
    lists: Iterable[tuple[Sentence, tuple[str, tuple[str, ...]]]], file: str
) -> Iterator[Fact]:
    """Yield one fact of all lists of names that have any."""
    told = [(clause, names) for clause, names in lists if names[1]]
    if told:
        clauses, terms = zip(*told, strict=True)
        place = Place(Part.DOCUMENT, DocumentFact.NAMES)
        yield Fact(place, terms=terms, clauses=clauses, cites=file)


_OTHER_REVIEW = Sentence(
    "the plan starts from {printed}, but the register is of {expected}: they were not compared"
)

_OTHER_RESULT = Sentence(
    "the plan starts from {printed}, but the review is of {expected}: they were not compared"
)


@rule(
    "PP707",
    Severity.ERROR,
    "the table is of {printed}, but the other of {expected}: their figures were not compared",
    topic=Topic.DOCUMENT,
)
def time_differs(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A table is compared with a plan or a report of another year.

    The two forms of flow must be of the same period.  A form that names no year is compared all
    the same.  A review and its register are of the year before the plan, from which it starts.

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
    tables, beside = MatchedTables.of(evidence), PlanBesideRegister.of(evidence)
    result = PlanBesideResult.of(evidence)
    place = Place(Part.DOCUMENT, DocumentFact.YEAR)
    if tables is not None and not tables.is_of_one_time:
        period, other = tables.times
        yield Fact(place, period, other, cites=tables.other.file)
    elif beside is not None and not beside.is_of_one_time:
        base, reviewed = str(beside.base_year), str(beside.register.year)
        yield Fact(place, base, reviewed, says=_OTHER_REVIEW, cites=beside.file)
    elif result is not None and result.counts is None:
        base, reviewed = str(result.base_year), str(result.year)
        yield Fact(place, base, reviewed, says=_OTHER_RESULT, cites=result.other.file)
    elif tables is None and beside is None and result is None:
        yield NOTHING_OF_THE_KIND
