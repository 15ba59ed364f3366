"""PP701 to PP703: flows of the poor and the near-poor (diễn biến)."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import terms
from povertyplan.arithmetic.codes import (
    FLOW_NOT_CLOSED,
    FLOW_UNEXPLAINED,
    FORMS_DISAGREE,
    code_of,
    reported,
)
from povertyplan.arithmetic.verdicts import Verdict, residual
from povertyplan.checks.against import MatchedTables
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, NOTHING_STATED, Evidence, Gap, Result
from povertyplan.checks.kinds import counted_by, is_of_year
from povertyplan.checks.rule import Fact, of_cases, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import FACTS, Count, Counted, DocumentFact, Value
from povertyplan.model.places import Part, Place
from povertyplan.model.relations import Balance
from povertyplan.model.tabular import Tabular

_TOO_MANY = Sentence(
    "{where}: the {field} are printed as {printed}, but {start} at the start, {out} that left"
    " and {came} that came make {made} ({difference:abs} too many)"
)
_BLANK = Sentence(
    "{where}: the {field} are printed as {printed}, but {start} at the start, {out} that left"
    " and {came} that came make {made}; {difference:+} {counted} is unexplained, with these left"
    " blank: {blank}"
)
_BECAME_NEAR_POOR = Sentence(
    "{where}: counted {counted}, {poor} became near-poor by the form of the poor, but {near_poor}"
    " by the form of the near-poor"
)
_BECAME_POOR = Sentence(
    "{where}: counted {counted}, {near_poor} became poor by the form of the near-poor, but {poor}"
    " by the form of the poor"
)
#: The unit that a flow counts in.
_UNITS: Mapping[Counted, Sentence] = {
    Counted.HOUSEHOLDS: Sentence("in households"),
    Counted.PERSONS: Sentence("in persons"),
}
#: Why the two forms of flow are not compared.
_ONE_FORM = Sentence("the table has the flow of one category alone")
_IN_ONE_FORM = Sentence("units that only one of the two forms has, not compared: {units}")


def _unit_of(table: Tabular) -> Said:
    """Return the unit that the flows of a table count in."""
    counted = counted_by(table) if is_of_year(table) else Counted.HOUSEHOLDS
    return (_UNITS[counted].en,)


def _flows(evidence: Evidence) -> list[Result[Balance]]:
    """Return the flows of each category and row that could be read."""
    codes = {FLOW_NOT_CLOSED, FLOW_UNEXPLAINED}
    results: Sequence[Result[Balance]] = evidence.results.get(Balance, ())
    return [result for result in results if result.is_read and code_of(result.case) in codes]


def _reported_under(code: str, evidence: Evidence) -> Iterator[Result[Balance] | Gap]:
    """Yield the flows that a code reports, or a gap where no flow could be judged."""
    flows = _flows(evidence)
    if not flows:
        yield NOTHING_OF_THE_KIND
        return
    rests = [residual(flow.case, evidence.figures) for flow in flows]
    if all(rest is None for rest in rests):
        yield Gap(None, evidence.in_words(*NOTHING_STATED))
    for flow in flows:
        if reported(flow.case, evidence.figures, evidence.rounding) == code:
            yield flow


def _not_closed(evidence: Evidence) -> Iterator[Result[Balance] | Gap]:
    yield from _reported_under(FLOW_NOT_CLOSED, evidence)


def _unexplained(evidence: Evidence) -> Iterator[Result[Balance] | Gap]:
    yield from _reported_under(FLOW_UNEXPLAINED, evidence)


@frozen
class _Exchange:
    """Who went from one category to the other, as each form of flow counts them."""

    of_poor: Count
    of_near_poor: Count
    says: Sentence

    def fact(self, place: Place, of_poor: Value, of_near_poor: Value, unit: Said) -> Fact:
        """Return the fact that the forms have two figures, at the place of one of them."""
        proof = (("poor", of_poor), ("near_poor", of_near_poor), ("counted", unit))
        printed = of_poor if place.field is self.of_poor else of_near_poor
        return Fact(place, printed, terms=proof, says=self.says)


_EXCHANGES = (
    _Exchange(Count.POOR_TO_NEAR_POOR, Count.NEAR_POOR_FROM_POOR, _BECAME_NEAR_POOR),
    _Exchange(Count.POOR_FROM_NEAR_POOR, Count.NEAR_POOR_TO_POOR, _BECAME_POOR),
)


def _within(evidence: Evidence) -> Iterator[Fact | Gap]:
    """Yield the exchanges that the two forms in one table state differently."""
    results = evidence.under(FORMS_DISAGREE, Balance)
    if all(result.verdict is Verdict.UNKNOWN for result in results):
        yield Gap(None, _ONE_FORM if results else None)
    unit = _unit_of(evidence.table)
    for result in results:
        if result.verdict is not Verdict.FAILS:
            continue
        case = result.case
        flat = evidence.figures[case.row]
        for exchange in _EXCHANGES:
            if case.subject.field in {exchange.of_poor, exchange.of_near_poor}:
                figures = flat.get(exchange.of_poor), flat.get(exchange.of_near_poor)
                yield exchange.fact(case.subject, *figures, unit)


def _across(tables: MatchedTables) -> Iterator[Fact | Gap]:
    """Yield the exchanges that one form states otherwise than the other."""
    units = (*tables.matched.missing, *tables.matched.extra)
    if units:
        yield Gap(Place(Part.DOCUMENT, DocumentFact.NAMES), _IN_ONE_FORM, units=units)
    unit = _unit_of(tables.table)
    compared = 0
    for exchange in _EXCHANGES:
        poor, near_poor = exchange.of_poor, exchange.of_near_poor
        for pair in tables.matched.pairs({poor: near_poor, near_poor: poor}):
            compared += 1
            is_of_poor = pair.place.field is poor
            figures = (pair.printed, pair.other) if is_of_poor else (pair.other, pair.printed)
            if pair.printed != pair.other:
                fact = exchange.fact(pair.place, *figures, unit)
                yield evolve(fact, cites=tables.other.cites(pair.other_place))
    if not compared:
        yield NOTHING_OF_THE_KIND


def _fact(evidence: Evidence, flow: Result[Balance]) -> Fact:
    """Return the fact that a flow does not close, with the figures that prove it."""
    balance, case = flow.relation, flow.case
    operands = terms(case, evidence.figures)
    start = operands[balance.start].known
    out = sum(operands[count].known for count in balance.outs)
    came = sum(operands[count].known for count in balance.ins)
    made = start - out + came
    blank = [FACTS[count].en for count in balance.slack if operands[count].missing]
    proof: Mapping[str, Said] = {
        "start": start,
        "out": out,
        "came": came,
        "made": made,
        "difference": residual(case, evidence.figures),
        "counted": _unit_of(evidence.table),
        "blank": tuple(blank),
    }
    is_certain = flow.verdict is Verdict.FAILS and made >= 0 and not blank
    return Fact(
        case.subject,
        evidence.printed(case.subject),
        made if is_certain else None,
        tuple(proof.items()),
    )


@rule(
    "PP701",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, but {start} at the start, {out} that left"
    " and {came} that came make {made} ({difference:abs} too few)",
    topic=Topic.FIGURES,
)
@of_cases(_not_closed)
def flow_not_closed(evidence: Evidence, flow: Result[Balance]) -> Fact:
    """
    The poor or the near-poor at the end are not what start, exits and entries make.

    The columns for other reasons are stated, or could not explain the difference.  Households
    only: persons are born and die in households that stay poor (PP702).

    ## Why it matters

    The end of this year is the start of the next: households that nobody counted in or out are
    lost from the list, or stand on it without a decision.

    ## Wrong

    Of 90 poor households 36 leave and none comes, and 55 are printed at the end.

    >>> from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod
    >>> year, ngo = ReportingPeriod(2024), Unit("Ngò")
    >>> poor = Flow(90, to_other=20, left=16, other_out=0, from_other=0, relapsed=0, new=0)
    >>> wrong = PovertyFlow(ngo, year, evolve(poor, other_in=0, end=55))
    >>> print(*check(FlowTable(ngo, year, (wrong,)), select=["PP701"]).findings)
    row 1 (Ngò): the poor at the end are printed as 55, but 90 at the start, 36 that left and 0 \
that came make 54 (1 too many)

    ## Right

    54 are printed.

    >>> right = PovertyFlow(ngo, year, evolve(poor, other_in=0, end=54))
    >>> check(FlowTable(ngo, year, (right,)), select=["PP701"]).findings
    ()

    ## How to repair

    Compare the exits and entries with the decisions of the year, household by household.  One that
    died, moved, was divided or joined to another belongs to the columns for other reasons.

    ## Source

    The official forms of flow, whose last column is 9 = 1 - 2 - 3 - 4 + 5 + 6 + 7 + 8.
    """
    fact = _fact(evidence, flow)
    is_too_many = (residual(flow.case, evidence.figures) or 0) > 0
    return evolve(fact, says=_TOO_MANY) if is_too_many else fact


@rule(
    "PP702",
    Severity.WARNING,
    "{where}: the {field} are printed as {printed}, but {start} at the start, {out} that left"
    " and {came} that came make {made}; {difference:+} {counted} is unexplained",
    topic=Topic.FIGURES,
)
@of_cases(_unexplained)
def flow_unexplained(evidence: Evidence, flow: Result[Balance]) -> Fact:
    """
    A flow leaves a difference that its blank columns may explain, or a flow of persons does.

    Each line is told, sub-totals included.

    ## Why it matters

    In print the columns for other reasons are usually blank, and the flow rarely closes: nobody
    can tell a household that moved away from one that was forgotten.

    ## Wrong

    Of 135 near-poor households 24 leave and none comes, 110 remain, and nothing is said of
    other reasons.

    >>> from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod
    >>> year, ngo = ReportingPeriod(2024), Unit("Ngò")
    >>> near_poor = Flow(135, to_other=0, left=24, from_other=0, relapsed=0, new=0, end=110)
    >>> wrong = PovertyFlow(ngo, year, near_poor=near_poor)
    >>> print(*check(FlowTable(ngo, year, (wrong,)), select=["PP702"]).findings)
    row 1 (Ngò): the near-poor at the end are printed as 110, but 135 at the start, 24 that left \
and 0 that came make 111; -1 in households is unexplained, with these left blank: near-poor that \
left for other reasons, near-poor that came for other reasons

    ## Right

    1 household left for another reason.

    >>> right = PovertyFlow(ngo, year, near_poor=evolve(near_poor, other_out=1))
    >>> check(FlowTable(ngo, year, (right,)), select=["PP702"]).findings
    ()

    ## How to repair

    Fill in the columns for other reasons: who died, moved away or in, was divided from another
    household or joined to one.  Of persons, births and deaths belong there, too.

    ## Source

    The official forms of flow, columns 4 and 8: other decrease and other increase.
    """
    fact = _fact(evidence, flow)
    return fact if flow.verdict is Verdict.FAILS else evolve(fact, says=_BLANK)


@rule("PP703", Severity.ERROR, _BECAME_NEAR_POOR.en, topic=Topic.FIGURES)
def forms_disagree(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    The two forms of flow disagree on who went from one category to the other.

    Two exports of different moments differ so, and both may be right: compare their dates
    first.  The poor that became near-poor leave the form of the poor and come into the form of
    the near-poor, and the other way about.

    ## Why it matters

    Of two forms of one moment, one counts households that the other does not have: they are on
    no list, or on both.

    ## Wrong

    20 households became near-poor by the form of the poor, and 19 by the form of the near-poor.

    >>> from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod
    >>> year, ngo = ReportingPeriod(2024), Unit("Ngò")
    >>> wrong = PovertyFlow(ngo, year, Flow(to_other=20), Flow(from_other=19))
    >>> print(*check(FlowTable(ngo, year, (wrong,)), select=["PP703"]).findings)
    row 1 (Ngò): counted in households, 20 became near-poor by the form of the poor, but 19 by \
the form of the near-poor

    ## Right

    Both have 20.

    >>> right = PovertyFlow(ngo, year, Flow(to_other=20), Flow(from_other=20))
    >>> check(FlowTable(ngo, year, (right,)), select=["PP703"]).findings
    ()

    ## How to repair

    Export both forms at one moment.  If they still differ, compare the households that changed
    category with the decision of recognition.

    ## Source

    The official forms of flow: column 2 of the poor is column 5 of the near-poor, and column 5
    of the poor is column 3 of the near-poor.
    """
    tables = MatchedTables.of(evidence)
    is_of_forms = tables is not None and tables.is_of_forms
    if tables is not None and is_of_forms and tables.is_of_one_time:
        yield from _across(tables)
    else:
        yield from _within(evidence)
