"""Plans of many communes: their annexes, and what their texts say of poverty and of labour."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from attrs import evolve

from povertyplan import Headline, LabourTarget, Percent, Plan, Points, Rounding
from povertyplan.model.fields import Count, Field, Flat, Rate, Value
from tests.support.country.annexes import YEAR, annexes
from tests.support.country.people import CATEGORIES, YEARS, Communes, Random, Source

#: The chance that a text states a figure.
STATED = 0.6
#: How many of the texts that state the drop of a rate subtract the printed rates, as the one real
#: plan does: then the drop may differ from the exact one in its last digit (PP304).
SUBTRACT_PRINTED = 0.3


def plans(
    draw: Random,
    number: int,
    places: int,
    rounding: Rounding,
    source: Source = Communes.drawn,
) -> Iterator[Plan]:
    """Draw the plans of some communes, whose annexes print rates of so many places."""
    drawn = annexes(draw, number, places, rounding, source)
    totals = {name: column[-number:].tolist() for name, column in drawn.figures.items()}
    for commune, plan in enumerate(drawn.plans()):
        total = {name: column[commune] for name, column in totals.items()}
        headline = Headline.of(_headline(draw, total, plan))
        labour = _labour(draw, total["persons_base"], plan) if draw.random() < 0.5 else None
        yield evolve(plan, headline=headline, labour=labour)


def _headline(draw: Random, total: Mapping[str, int], plan: Plan) -> Flat:
    """Return the figures that a text states, from the true total of the annex."""
    places = int(draw.integers(1, 3))
    stated: dict[Field, Value] = {}
    for category in CATEGORIES:
        before, after = (total[f"{category}_{year}"] for year in YEARS)
        rate_before = Fraction(100 * before, total["households_base"])
        rate_after = Fraction(100 * after, total["households_goal"])
        rate = Percent(half_up(rate_after, places), places)
        if draw.random() < STATED:
            stated[Count(f"{category}_goal")] = after
        if draw.random() < STATED:
            stated[Rate(f"{category}_goal_rate")] = rate
        if draw.random() < STATED and before >= after:
            stated[Count(f"{category}_drop")] = before - after
        if draw.random() < STATED and rate_before >= rate_after:
            exact = Points(half_up(rate_before - rate_after, places), places)
            subtracted = _subtracted(plan, category) if draw.random() < SUBTRACT_PRINTED else None
            stated[Rate(f"{category}_rate_drop")] = subtracted or exact
    return stated


def half_up(size: Fraction, places: int) -> int:
    """Return the digits of a number of 0 or more, rounded half up."""
    return int(size * 10**places + Fraction(1, 2))


def _subtracted(plan: Plan, category: str) -> Points | None:
    """Return the drop of the printed rates of the total row; None where they are not printed."""
    if plan.total is None:
        return None
    flat = plan.total.flat()
    before, after = (flat[Rate(f"{category}_{year}_rate")] for year in YEARS)
    if not isinstance(before, Percent) or not isinstance(after, Percent):
        return None
    is_drop = before.digits >= after.digits
    return Points(before.digits - after.digits, before.places) if is_drop else None


def _labour(draw: Random, persons: int, plan: Plan) -> LabourTarget:
    """Draw the labour targets of a commune of so many persons."""
    places = int(draw.integers(3))
    working_age = int(draw.binomial(persons, draw.uniform(0.5, 0.65)))
    trained = int(draw.binomial(working_age, draw.uniform(0.5, 0.9)))
    certified = int(draw.binomial(trained, draw.uniform(0.3, 0.6)))
    new_jobs = int(draw.binomial(working_age, draw.uniform(0.01, 0.05)))
    exported = int(draw.binomial(new_jobs, draw.uniform(0.0, 0.3)))

    def rate(count: int) -> Percent:
        return Percent(half_up(Fraction(100 * count, working_age), places), places)

    return LabourTarget(
        plan.unit,
        YEAR,
        working_age=working_age,
        trained=trained,
        trained_rate=rate(trained),
        certified=certified,
        certified_rate=rate(certified),
        new_jobs=new_jobs,
        exported=exported,
    )
