"""Readings of plans in which some figures are wrong or blank, or rounded by another rule."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache

import numpy as np
from attrs import evolve
from hypothesis import strategies as st

from povertyplan import Edit, Part, Percent, Place, Plan, Reading, Rounding
from povertyplan.model.fields import Count, Field, Rate, Value
from povertyplan.model.places import Row, in_annex
from povertyplan.reading import Form, Statement
from povertyplan.strategies import percents, plans, points, slips
from tests.laws.oracle.lines import CATEGORIES, YEARS
from tests.laws.oracle.prints import written
from tests.support.country.text import plans as plans_of_country

MOST_EDITS = 6
#: Columns that follow from the figures of a plan, or whose sums do.
FURTHER = (
    "poor_drop",
    "near_poor_drop",
    "poor_and_near_poor_base",
    "poor_and_near_poor_goal",
    "poor_and_near_poor_base_rate",
    "poor_and_near_poor_goal_rate",
    "poor_persons_base",
)
_COUNTS = st.sampled_from((0, 1, 2, 3, 76, 160, 10**9)) | st.integers(0, 500)
_ONE_IN_TEN = st.integers(0, 9).map(lambda number: number == 0)


@cache
def country(rounding: Rounding) -> Sequence[Plan]:
    """Return some plans of the country that shares nothing with the library."""
    draw = np.random.default_rng(7)
    of_places = (plans_of_country(draw, 5, places, rounding) for places in range(7))
    return [plan for drawn in of_places for plan in drawn]


@st.composite
def spoiled(draw: st.DrawFn) -> Reading:
    """Make readings of any plans, with slips in any figures, and with what only a reading has."""
    rounding = draw(st.sampled_from(Rounding))
    of_any_form, realistic = plans(rounding=rounding), plans(realistic=True, rounding=rounding)
    plan = draw(of_any_form | realistic | st.sampled_from(country(rounding)))
    slip = draw(st.none() | slips(plan, rounding=rounding))
    plan = plan if slip is None else slip.plan
    for _ in range(draw(st.integers(0, MOST_EDITS))):
        plan = plan.edited([draw(_edits(plan))])
    has_tie = draw(st.booleans())
    rows = list(filter(in_annex, plan.figures()))
    if rows and has_tie:
        plan = plan.edited(draw(_ties(plan, draw(st.sampled_from(rows)))))
    if draw(_ONE_IN_TEN):
        plan = evolve(plan, total=None)
    form = Form(further=draw(_further(plan)), restated=draw(_restated(plan)))
    return Reading(plan, form=form, rounding=rounding)


@st.composite
def _edits(draw: st.DrawFn, plan: Plan) -> Edit:
    """Make edits of one figure of a plan."""
    figures = plan.figures()
    row = draw(st.sampled_from(list(figures)))
    field = draw(st.sampled_from(list(figures[row])))
    printed = figures[row][field]
    if field.endswith("rate_drop"):
        values: st.SearchStrategy[Value] = points()
    elif field.endswith("rate"):
        values = percents() | _computed(field, plan.flat(row))
    elif isinstance(printed, int):
        values = _COUNTS | st.integers(max(0, printed - 2), printed + 2) | st.just(10 * printed)
    else:
        values = _COUNTS
    return Edit(Place(row, field), printed, draw(st.none() | values))


@st.composite
def _ties(draw: st.DrawFn, plan: Plan, row: Row) -> list[Edit]:
    """Make edits of a rate and its counts, after which it is halfway between two prints."""
    category, year = draw(st.sampled_from(CATEGORIES)), draw(st.sampled_from(YEARS))
    places = draw(st.integers(0, 6))
    count, whole = 2 * draw(st.integers(0, 500)) + 1, 2 * 10 ** (places + 2)
    share = Fraction(100 * count, whole)
    rate = written(share, Percent(0, places), draw(st.sampled_from(Rounding)))
    assert rate is not None
    figures: dict[Field, Value] = {
        Count(f"{category}_{year}"): count,
        Count(f"households_{year}"): whole,
        Rate(f"{category}_{year}_rate"): Percent.parse(rate),
    }
    printed = plan.flat(row)
    return [Edit(Place(row, field), printed[field], value) for field, value in figures.items()]


@st.composite
def _computed(draw: st.DrawFn, rate: str, flat: Mapping[Field, Value]) -> Value:
    """Make the print of a rate by any rule, above 100 % too; None where it has no print."""
    figures = {str(name): value for name, value in flat.items()}
    count = figures.get(rate.removesuffix("_rate"))
    year = "base" if "base" in rate else "goal"
    whole = figures.get(f"households_{year}", figures.get("working_age"))
    if not isinstance(count, int) or not isinstance(whole, int) or not 0 < count < 1000 * whole:
        return None
    like = Percent(0, draw(st.integers(0, 6)))
    share = Fraction(100 * count, whole)
    text = written(share, like, draw(st.sampled_from(Rounding)))
    return None if text is None else Percent.parse(text)


@st.composite
def _further(draw: st.DrawFn, plan: Plan) -> tuple[tuple[Place, str], ...]:
    """Make the cells of further columns, of which one in ten is wrong or blank."""
    cells: list[tuple[Place, str]] = []
    for name in draw(st.sets(st.sampled_from(FURTHER), max_size=2)):
        slip = "3%" if name.endswith("_rate") else "3"
        for row, flat in plan.figures().items():
            right = _following(name, flat) if in_annex(row) else None
            text = draw(st.sampled_from(("", slip))) if draw(_ONE_IN_TEN) else right
            if text and in_annex(row):
                cells.append((Place(row, name), text))
    return tuple(cells)


def _following(name: str, flat: Mapping[Field, Value]) -> str | None:
    """Return what follows from a line, where a blank counts as 0; None where it has no print."""
    figures = {str(field): value for field, value in flat.items() if isinstance(value, int)}
    category = name.removesuffix("_drop")
    if category != name:
        drop = figures.get(f"{category}_base", 0) - figures.get(f"{category}_goal", 0)
        return str(max(0, drop))
    year = "base" if "base" in name else "goal"
    poor, near_poor = figures.get(f"poor_{year}", 0), figures.get(f"near_poor_{year}", 0)
    if name.startswith("poor_persons"):
        return str(4 * poor)
    if not name.endswith("_rate"):
        return str(poor + near_poor)
    households = figures.get(f"households_{year}", 0)
    if not 0 < households < 1000 * (poor + near_poor) < 10**6 * households:
        return None
    share = Fraction(100 * (poor + near_poor), households)
    return written(share, Percent(0, 2), Rounding.HALF_UP)


@st.composite
def _restated(draw: st.DrawFn, plan: Plan) -> tuple[Statement, ...]:
    """Make several statements of one target of the text, or none."""
    targets = list(_targets(plan))
    if not targets or draw(st.booleans()):
        return ()
    row, field, first = draw(st.sampled_from(targets))
    statements = [Statement(Place(row, field), str(first), first)]
    for number in range(2, draw(st.integers(2, 4)) + 1):
        value = draw(st.just(first) | _alike(first))
        statements.append(Statement(Place(row, field, number), str(value), value))
    return tuple(statements)


def _targets(plan: Plan) -> Iterator[tuple[Row, Field, Value]]:
    """Yield the figures that the text of a plan states."""
    for row in (Part.HEADLINE, Part.LABOUR):
        flat = plan.figures().get(row, {})
        yield from ((row, field, value) for field, value in flat.items() if value is not None)


@st.composite
def _alike(draw: st.DrawFn, first: Value) -> Value:
    """Make figures near another, rates with as many places, or with one more or fewer."""
    if first is None or isinstance(first, int):
        return draw(st.integers(first or 0, (first or 0) + 1))
    places = draw(st.integers(max(0, first.places - 1), min(6, first.places + 1)))
    digits = abs(first.digits) * 10**places // 10**first.places + draw(st.integers(0, 6))
    return type(first)(digits % 10**15, places)
