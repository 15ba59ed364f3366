"""Last year's result becomes the base of the next plan, and nothing else of the year stays."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from povertyplan import (
    Count,
    Edit,
    HouseholdCensus,
    Level,
    Place,
    Plan,
    PovertyTarget,
    Tally,
    Unit,
    check,
    completed,
)
from povertyplan.model.names import key
from povertyplan.strategies import plans, successions
from povertyplan.year import Standard, Succession, merged, roll_over, succeed

#: One standard for all years, so that none asks for a recount.
ONE = (Standard("one", "", date(1, 1, 1), date(9999, 12, 31), 1, 1),)
_COUNT = st.none() | st.integers(0, 9_999)
#: Plans of which a year follows that a title can name.
_PLANS = plans(max_rows=8).filter(lambda plan: max((plan.year, *(plan.years or ()))) < 9_000)


def goals_of(plan: Plan) -> list[HouseholdCensus]:
    return [target.goal for target in plan.targets]


@st.composite
def results(draw: st.DrawFn, plan: Plan) -> list[HouseholdCensus]:
    """Counts of the units of a plan, of the year that its goals are of."""
    return [
        HouseholdCensus(
            goal.unit, goal.year, draw(_COUNT), draw(_COUNT), Tally(draw(_COUNT)),
            Tally(draw(_COUNT)),
        )
        for goal in goals_of(plan)
    ]  # fmt: skip


@given(_PLANS.flatmap(lambda plan: st.tuples(st.just(plan), results(plan))))
def test_the_total_is_the_sum_of_the_result(planned: tuple[Plan, list[HouseholdCensus]]) -> None:
    plan, result = planned
    before = evolve(plan)
    rolled = roll_over(plan, result, standards=ONE)
    assert plan == before
    assert [target.base for target in rolled.targets] == result
    if rolled.total is None:
        assert not result
        return
    counts = [census.poor.count for census in result]
    stated = [count for count in counts if count is not None]
    assert rolled.total.base.poor.count == (sum(stated) if len(stated) == len(counts) else None)


@given(st.data(), _PLANS)
def test_of_the_year_nothing_stays_but_the_structure(data: st.DataObject, plan: Plan) -> None:
    first, other = data.draw(results(plan)), data.draw(results(plan))
    rolled = roll_over(plan, first, standards=ONE)
    second = data.draw(results(rolled))
    from_other = roll_over(plan, other, standards=ONE)
    assert roll_over(rolled, second, standards=ONE) == roll_over(from_other, second, standards=ONE)


@given(st.data(), _PLANS)
def test_units_that_are_told_apart_may_stand_in_any_order(data: st.DataObject, plan: Plan) -> None:
    result = data.draw(results(plan))
    names = [key(census.unit.name) for census in result]
    if len(set(names)) == len(names):
        shuffled = data.draw(st.permutations(result))
        in_order = roll_over(plan, result, standards=ONE)
        assert roll_over(plan, shuffled, standards=ONE) == in_order


@given(plans(realistic=True))
def test_a_plan_rolled_over_by_its_goals_and_completed_has_no_finding(plan: Plan) -> None:
    rolled = roll_over(plan, goals_of(plan), standards=ONE)
    assert check(completed(rolled)).findings == ()
    stated = [name for name, value in rolled.figures()[1].items() if value is not None]
    assert Count.POOR_GOAL not in stated


@given(
    counts=st.lists(st.integers(0, 99), min_size=1, max_size=6),
    changed=st.integers(0, 5),
    difference=st.integers(1, 9),
    field=st.sampled_from([Count.HOUSEHOLDS_BASE, Count.POOR_BASE, Count.NEAR_POOR_BASE]),
)
def test_a_base_that_is_not_the_result_is_told_where_it_differs(
    counts: list[int], changed: int, difference: int, field: Count
) -> None:
    rows = [
        {"name": f"Thôn {row}", "households_base": 200, "poor_base": count, "near_poor_base": 1}
        for row, count in enumerate(counts)
    ]
    result = Plan.of(2025, rows)
    place = Place(changed % len(counts) + 1, field)
    counted = result.flat(place.row)[field]
    assert isinstance(counted, int)
    plan = result.edited([Edit(place, counted, counted + difference)])
    codes = ["PP706", "PP707", "PP901"]
    assert check(result, against=result, select=codes).findings == ()
    (finding,) = check(plan, against=result, select=codes).findings
    assert (finding.place, finding.printed) == (place, counted + difference)
    assert finding.expected == counted


def named(censuses: Iterable[HouseholdCensus]) -> list[str]:
    return sorted(key(census.unit.name) for census in censuses)


def counts_of(census: HouseholdCensus) -> HouseholdCensus:
    poor, near_poor = Tally(census.poor.count), Tally(census.near_poor.count)
    return evolve(census, poor=poor, near_poor=near_poor)


@given(successions(min_rows=2))
def test_a_result_may_be_counted_before_or_after_the_units_changed(
    case: tuple[Sequence[HouseholdCensus], Succession],
) -> None:
    rows, change = case
    after = succeed(rows, change)
    assume(named(after) != named(rows))
    year = rows[0].year
    targets = [PovertyTarget(HouseholdCensus(row.unit, year - 1), row) for row in rows]
    plan = Plan(Unit("Tân Yên"), year, targets)
    rolled = roll_over(plan, rows, changes=[change], standards=ONE)
    assert [target.base for target in rolled.targets] == list(map(counts_of, after))
    assert roll_over(plan, after, changes=[change], standards=ONE) == rolled


@given(plans(realistic=True, min_rows=4, max_rows=12))
def test_nor_has_the_plan_of_four_communes_that_became_one(plan: Plan) -> None:
    communes: list[Plan] = []
    for number in range(4):
        unit = Unit(f"Xã {number}", Level.COMMUNE)
        communes.append(evolve(plan, unit=unit, targets=plan.targets[number::4], sections=()))
    whole = merged(Unit("Tân Yên", Level.COMMUNE), communes)
    rolled = roll_over(whole, goals_of(whole), standards=ONE)
    assert check(completed(rolled)).findings == ()
    assert [section.rows for section in rolled.sections] == [
        section.rows for section in whole.sections
    ]
