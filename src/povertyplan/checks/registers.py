"""PP802, PP803: a plan beside the register of the review that it starts from."""

from collections.abc import Iterable, Iterator, Mapping

from povertyplan.checks.beside_register import (
    BASES,
    GOALS,
    NO_OUTLOOK,
    PlanBesideRegister,
    ReviewedUnit,
    beside_register,
    gap_of,
    told,
)
from povertyplan.checks.evidence import Gap
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Category
from povertyplan.model.places import Place

_NONE_LISTED = Sentence("the register has no household to compare with: {fields}")


_EXITS_OF_POOR = Sentence(
    "{where}: poor households are to fall by {drop} net, but the review found {able} able to leave"
    " poverty"
)
_EXITS_OF_NEAR_POOR = Sentence(
    "{where}: near-poor households are to fall by {drop} net, but the review found {able} able to"
    " leave near-poverty"
)
_WITH_UNJUDGED = Sentence("{clauses}, and {unjudged} not judged yet")
_EXITS: Mapping[Category, Sentence] = {
    Category.POOR: _EXITS_OF_POOR,
    Category.NEAR_POOR: _EXITS_OF_NEAR_POOR,
}


@rule("PP802", Severity.WARNING, _EXITS_OF_POOR.en, topic=Topic.FIGURES)
@beside_register
def exits_exceed_able(plan: PlanBesideRegister) -> Iterator[Fact | Gap]:
    """
    A plan takes more households out of poverty than the review found able to leave.

    The drop of a row is base minus goal.  It is net, so that at least as many must leave; more,
    where others come.  Households that were not judged may be able: they count as if they were.
    The near-poor are compared likewise.

    ## Why it matters

    A target that nobody can reach is missed, or met on paper.

    ## Wrong

    The plan goes from 6 poor households in Trong Hạ to 2; the review found 3 able to leave.

    >>> from povertyplan.year import Household, Outlook, Register
    >>> plan = Plan.of(2024, [{"name": "Trong Hạ", "poor_base": 6, "poor_goal": 2}])
    >>> def register(able):
    ...     outlooks = [Outlook.ABLE] * able + [Outlook.UNABLE] * (6 - able)
    ...     households = [
    ...         Household(f"H-{number}", Unit("Trong Hạ"), Category.POOR, outlook=outlook)
    ...         for number, outlook in enumerate(outlooks)
    ...     ]
    ...     return Register(plan.unit, 2023, households)
    >>> print(*check(plan, against=register(3), select=["PP802"]).findings)
    row 1 (Trong Hạ): poor households are to fall by 4 net, but the review found 3 able to leave \
poverty

    ## Right

    It found 4.

    >>> check(plan, against=register(4), select=["PP802"]).findings
    ()

    ## How to repair

    Set a goal that the unit can reach, and give the rest to units with more able households.  If
    support will make further households able, judge them again.

    ## Source

    The review of poor households, which asks of each whether it can leave poverty this year.
    """
    compared: list[ReviewedUnit] = []
    gaps: list[Gap] = []
    for category in Category:
        units = [unit for unit in plan.units(category) if unit.drop is not None]
        if any(len(unit.households) > unit.unjudged for unit in units):
            compared += units
            yield from _exceeding(units, category, plan.file)
        elif any(unit.households for unit in units):
            gaps.append(gap_of(category, NO_OUTLOOK))
    yield from told(gaps, compared=bool(compared))


def _exceeding(units: Iterable[ReviewedUnit], category: Category, file: str) -> Iterator[Fact]:
    """Yield the units whose drop is above what those who are able, or may be, can make."""
    for unit in units:
        if unit.drop is not None and unit.drop > unit.able + unit.unjudged:
            says, clauses = _EXITS[category], tuple[Sentence, ...]()
            terms = [("drop", unit.drop), ("able", unit.able)]
            if unit.unjudged:
                says, clauses = _WITH_UNJUDGED, (says,)
                terms.append(("unjudged", unit.unjudged))
            place = Place(unit.row, GOALS[category])
            goal = unit.target.goal.tally(category).count
            yield Fact(place, goal, None, tuple(terms), says, clauses, cites=file)


@rule(
    "PP803",
    Severity.ERROR,
    "{where}: the {field} are printed as {printed}, but the register has {expected}",
    topic=Topic.FIGURES,
)
@beside_register
def register_not_base(plan: PlanBesideRegister) -> Iterator[Fact | Gap]:
    """
    A plan starts from another number of households than the register has.

    The register of a review is the list of the households that the base of the next plan
    counts, unit by unit.  A register of one category alone is compared in this category; units
    that have no household in it are told by PP706.

    ## Why it matters

    A household too few is helped by nobody; one too many is a target without a household.

    ## Wrong

    The plan starts from 3 poor households in Chợ, and the register has 2.

    >>> from povertyplan.year import Household, Register
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3}])
    >>> def register(number):
    ...     codes = [f"H-{each}" for each in range(number)]
    ...     households = [Household(code, Unit("Chợ"), Category.POOR) for code in codes]
    ...     return Register(plan.unit, 2023, households)
    >>> print(*check(plan, against=register(2), select=["PP803"]).findings)
    row 1 (Chợ): the poor households of 2023 are printed as 3, but the register has 2

    ## Right

    The register has 3.

    >>> check(plan, against=register(3), select=["PP803"]).findings
    ()

    ## How to repair

    Compare both with the decision that recognised the result of the review.  A household that
    was recognised later belongs into the register, and into the base only if the decision says so.

    ## Source

    The decision that recognises the result of the review, to which the list is annexed.
    """
    compared: list[ReviewedUnit] = []
    gaps: list[Gap] = []
    for category in Category:
        units = [unit for unit in plan.units(category) if unit.base is not None]
        if plan.lists(category):
            compared += units
        elif any(unit.base for unit in units):
            gaps.append(gap_of(category, _NONE_LISTED))
            continue
        for unit in units:
            if unit.base != len(unit.households):
                place = Place(unit.row, BASES[category])
                yield Fact(place, unit.base, len(unit.households), cites=plan.file)
    yield from told(gaps, compared=bool(compared))
