"""PP310: targets that the text states several times; and the other checks of such statements."""

from collections.abc import Iterator
from functools import wraps
from typing import Any

from attrs import evolve

from povertyplan.arithmetic.verdicts import verdict_of
from povertyplan.checks.evidence import Evidence, Gap, Result
from povertyplan.checks.rule import Fact, Facts, of_reading, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Count, Rate, Value, count_of, other_year, rate_of
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Figures, Part, Place
from povertyplan.reading import Reading, Statement

_BARE = Sentence("a bare plan states each target once: check the reading of its document")


def agree(one: Value, other: Value) -> bool:
    """
    Whether two prints may be of one figure: at different places, 1.4 % may be 1.38 %.

    >>> agree(Percent.parse("1,4%"), Percent.parse("1,38%"))
    True
    >>> agree(Percent.parse("82%"), Percent.parse("85%"))
    False
    """
    if not isinstance(one, Percent | Points) or not isinstance(other, Percent | Points):
        return one == other
    reach, other_reach = one.reach(), other.reach()
    scale, other_scale = 10**other.places, 10**one.places
    begins_within = reach.low * scale < other_reach.high * other_scale
    ends_within = other_reach.low * other_scale < reach.high * scale
    return type(one) is type(other) and begins_within and ends_within


def stating(figures: Figures, place: Place, value: Value) -> Figures:
    """Return the figures of a plan with another statement of the text in place of the first."""
    return {**figures, place.row: {**figures[place.row], place.field: value}}


def of_every_statement(facts: Facts) -> Facts:
    """
    Make a check of the figures of the text look at every statement of a target.

    A statement that repeats the print of the first says nothing new, and one whose first was
    not taken into the plan is not compared.
    """

    @wraps(facts)
    def of_all(evidence: Evidence) -> Iterator[Fact | Gap]:
        yield from facts(evidence)
        for statement in _further_statements(evidence):
            for fact in facts(_with(evidence, statement)):
                if not isinstance(fact, Gap) and fact.place == statement.place.first:
                    yield evolve(fact, place=statement.place)

    return of_all


def _further_statements(evidence: Evidence) -> Iterator[Statement]:
    if evidence.reading is None:
        return
    for statement in evidence.reading.form.restated:
        printed = evidence.printed(statement.place.first)
        is_further = statement.place.statement > 1 and printed is not None
        differs = statement.value != printed
        if is_further and differs and not _is_of_last_year(evidence, statement):
            yield statement


def _is_of_last_year(evidence: Evidence, statement: Statement) -> bool:
    """Whether a statement gives the figure of the base year, not a target."""
    total, value = evidence.figures.get(Part.TOTAL, {}), statement.value
    field = statement.place.field
    if isinstance(field, Count):
        return value is not None and value == total.get(other_year(field))
    counted = count_of(field) if isinstance(field, Rate) else None
    last_years = None if counted is None else rate_of(other_year(counted))
    stated = None if last_years is None else total.get(last_years)
    return stated is not None and agree(value, stated)


def _with(evidence: Evidence, statement: Statement) -> Evidence:
    """Return the evidence of a plan that has this statement of a target, and that alone."""
    place = statement.place.first
    figures = stating(evidence.figures, place, statement.value)
    judged: dict[type[object], list[Result[Any]]] = {}
    for kind, results in evidence.results.items():
        about = [result for result in results if result.case.subject == place and result.is_read]
        judged[kind] = [
            evolve(result, verdict=verdict_of(result.case, figures, evidence.rounding))
            for result in about
        ]
    return evolve(evidence, figures=figures, results=judged)


def _statements(evidence: Evidence, reading: Reading) -> list[tuple[Statement, Value]] | None:
    """
    Return the statements behind the first of each target, each with a value to compare.

    None if no target is stated several times.
    """
    if not reading.form.restated:
        return None
    before: dict[Place, list[Value]] = {}
    compared: list[tuple[Statement, Value]] = []
    for statement in reading.form.restated:
        first = statement.place.first
        earlier = before.setdefault(first, [])
        if statement.place.statement == 1:
            printed = evidence.printed(first)
            earlier.append(statement.value if printed is None else printed)
            continue
        if _is_of_last_year(evidence, statement):
            continue
        others = [value for value in earlier if not agree(value, statement.value)]
        compared.extend((statement, value) for value in others[:1])
        earlier.append(statement.value)
    return compared


@rule(
    "PP310",
    Severity.ERROR,
    "{where}: the {field} is given as {printed}, but elsewhere in the text as {other}",
    topic=Topic.FIGURES,
)
@of_reading(_BARE, _statements)
def target_stated_twice(statements: list[tuple[Statement, Value]]) -> Iterator[Fact]:
    """
    The text states a target in two places, with two values.

    The finding stands at the later place.  Values that agree at the coarser of
    their precisions, such as 1.4 % and 1.38 %, do not differ.

    ## Why it matters

    A target is quoted from the place where the reader finds it: two offices will report on two
    targets.

    ## Wrong

    Section II says 82 % of trained workers, section IV 85 %.

    >>> from povertyplan.reading import Form, Statement
    >>> value, place = Percent.parse("82 %"), Place(Part.LABOUR, "trained_rate")
    >>> first = Statement(place, "82 %", value)
    >>> again = Statement(Place(Part.LABOUR, "trained_rate", 2), "85 %", Percent.parse("85 %"))
    >>> plan = Plan.of(2024, [], labour={"trained_rate": value})
    >>> reading = Reading(plan, form=Form(restated=(first, again)))
    >>> print(*check(reading, select=["PP310"]).findings)
    labour targets: the rate of trained workers is given as 85%, but elsewhere in the text as 82%

    ## Right

    Both say 82 %.

    >>> again = Statement(again.place, "82 %", value)
    >>> check(Reading(plan, form=Form(restated=(first, again))), select=["PP310"]).findings
    ()

    ## How to repair

    Find out which target was assigned, correct the other place, and look for more of them.

    ## Source

    Decree 30/2020/NĐ-CP: a document is consistent in itself.
    """
    for statement, other in statements:
        yield Fact(statement.place, statement.value, terms=(("other", other),))
