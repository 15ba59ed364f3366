"""PP804: households of a register that the review has not judged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from povertyplan.checks.beside_register import (
    BASES,
    NO_OUTLOOK,
    PlanBesideRegister,
    gap_of,
    told,
)
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.fields import Category, Count
from povertyplan.model.places import Place
from povertyplan.year import Household, Register


@frozen
class _Question:
    """A question of the review to each household, and the sentence that it was not answered."""

    is_answered: Callable[[Household], bool]
    of_one: Mapping[Category, Sentence]
    of_none: Sentence  #: where it was answered of no household of a category


_QUESTIONS = (
    _Question(
        lambda household: bool(household.causes),
        dict.fromkeys(Category, Sentence("no cause is given")),
        Sentence("{fields}: the register gives a cause of none"),
    ),
    _Question(
        lambda household: household.outlook is not None,
        {
            Category.POOR: Sentence("whether it can leave poverty is not said"),
            Category.NEAR_POOR: Sentence("whether it can leave near-poverty is not said"),
        },
        NO_OUTLOOK,
    ),
)
#: The questions that were answered of any household of a category.
_Asked: TypeAlias = Mapping[Category, Sequence[_Question]]
_OF_ONE = Sentence("{where}: the household is not judged yet: {clauses}")
_OF_POOR = Sentence(
    "{where}: of {total:poor household|poor households}, {number:has|have} no cause of poverty, or"
    " no word whether they can leave it"
)
_OF_NEAR_POOR = Sentence(
    "{where}: of {total:near-poor household|near-poor households}, {number:has|have} no cause, or"
    " no word whether they can leave near-poverty"
)
_UNJUDGED: Mapping[Category, Sentence] = {
    Category.POOR: _OF_POOR,
    Category.NEAR_POOR: _OF_NEAR_POOR,
}


@rule("PP804", Severity.WARNING, _OF_POOR.en, topic=Topic.FIGURES)
def household_not_judged(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A register does not say of a household why it is poor, or whether it can leave poverty.

    A register alone has a finding for each household; beside a plan they are counted by unit.
    A question that is answered of no household of a category was not asked: it is told once,
    among what was not checked.

    ## Why it matters

    Support is chosen by the cause, and the plan counts on those who can leave.

    ## Wrong

    Nothing is said of one of the two households.

    >>> from povertyplan.year import Household, Register
    >>> judged = Household("C-1", Unit("Chợ"), Category.POOR, causes=["capital"], outlook="able")
    >>> def register(*households):
    ...     return Register(Unit("Cao Thượng"), 2023, households)
    >>> wrong = register(judged, Household("C-2", Unit("Chợ"), Category.POOR))
    >>> print(*check(wrong).findings)
    row 2 (C-2): the household is not judged yet: no cause is given; whether it can leave poverty \
is not said

    ## Right

    Both are judged.

    >>> other = Household("C-2", Unit("Chợ"), Category.POOR, causes=["land"], outlook="unable")
    >>> check(register(judged, other)).findings
    ()

    ## How to repair

    Have the residents' meeting judge the household, and fill in the register.

    ## Source

    The official form of the causes of poverty, and the list of the review.
    """
    table, beside = evidence.table, PlanBesideRegister.of(evidence)
    if isinstance(table, Register):
        yield from _unjudged_households(table, _asked_in(table))
        yield from _unasked(table)
    elif beside is not None and beside.is_of_one_time:
        yield from _unjudged_in_units(beside, _asked_in(beside.register))
        yield from _unasked(beside.register)
    else:
        yield NOTHING_OF_THE_KIND


def _asked_in(register: Register) -> _Asked:
    """Return the questions that a review asked of the households of each category."""
    return {category: _asked(register.households_in(category)) for category in Category}


def _unasked(register: Register) -> Iterator[Gap]:
    """Yield the questions that were answered of no household of a category."""
    asked = _asked_in(register)
    gaps = [
        gap_of(category, question.of_none)
        for category, questions in asked.items()
        for question in _QUESTIONS
        if register.households_in(category) and question not in questions
    ]
    yield from told(gaps, compared=any(asked.values()))


def _asked(households: Sequence[Household]) -> list[_Question]:
    """Return the questions that were answered of any of some households."""
    return [question for question in _QUESTIONS if any(map(question.is_answered, households))]


def _open(household: Household, asked: _Asked) -> list[_Question]:
    """Return the questions that were asked, and not answered of a household."""
    questions = asked[household.category]
    return [question for question in questions if not question.is_answered(household)]


def _unjudged_households(register: Register, asked: _Asked) -> Iterator[Fact]:
    for row, household in enumerate(register.households, 1):
        questions = _open(household, asked)
        if questions:
            clauses = tuple(question.of_one[household.category] for question in questions)
            yield Fact(Place(row, Count.MEMBERS), household.persons, says=_OF_ONE, clauses=clauses)


def _unjudged_in_units(plan: PlanBesideRegister, asked: _Asked) -> Iterator[Fact]:
    for category in Category:
        for unit in plan.units(category):
            number = sum(bool(_open(household, asked)) for household in unit.households)
            if number:
                terms: tuple[tuple[str, Said], ...] = (
                    ("number", number),
                    ("total", len(unit.households)),
                )
                place, says = Place(unit.row, BASES[category]), _UNJUDGED[category]
                yield Fact(place, unit.base, terms=terms, says=says, cites=plan.file)
