"""Flows: consecutive ones, and the exits that a plan needs."""

import pytest

from povertyplan import Category, HouseholdCensus, Plan, PovertyTarget, Tally, Unit
from povertyplan.year import Flow, Interval, PovertyFlow, ReportingPeriod, near_poor_exits_needed

JANUARY = Flow(90, 1, 2, None, 0, 0, 0, 3, 90)


def test_consecutive_flows() -> None:
    later = Flow(90, 0, 1, None, 2, None, 1, None, 92)
    assert JANUARY.then(later) == Flow(90, 1, 3, None, 2, None, 1, 3, 92)


@pytest.mark.parametrize(("end", "start"), [(90, 91), (None, None), (90, None)])
def test_flows_that_do_not_meet(end: int | None, start: int | None) -> None:
    with pytest.raises(ValueError, match=f"must start from {end}, got {start}"):
        Flow(end=end).then(Flow(start))


def test_exits() -> None:
    poor, near_poor = Flow(to_other=20), Flow(to_other=1, left=24)
    flow = PovertyFlow(Unit("Chợ"), ReportingPeriod(2024), poor, near_poor)
    assert (flow.exits(Category.POOR), flow.exits(Category.NEAR_POOR)) == (None, 24)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ({"poor_base": 90, "poor_goal": 54}, Interval()),
        ({"near_poor_base": 135, "near_poor_goal": 110}, Interval(25)),
        (
            {"near_poor_base": 10, "near_poor_goal": 12, "poor_base": 9, "poor_goal": 4},
            Interval(0, 3),
        ),
        (
            {"near_poor_base": 10, "near_poor_goal": 12, "poor_base": 4, "poor_goal": 4},
            Interval(0, 0),
        ),
        (
            {"near_poor_base": 10, "near_poor_goal": 7, "poor_base": 4, "poor_goal": 5},
            Interval(3, 3),
        ),
        (None, Interval()),
    ],
)
def test_exits_needed(total: dict[str, object] | None, expected: Interval) -> None:
    assert near_poor_exits_needed(Plan.of(2024, [], total=total)) == expected


def test_exits_needed_of_a_unit_and_of_a_plan_without_a_total() -> None:
    row = {"near_poor_base": 5, "near_poor_goal": 3, "poor_base": 4, "poor_goal": 1}
    plan = Plan.of(2024, [{"name": "Chợ", **row}, {"name": "Ngò", **row}])
    assert near_poor_exits_needed(plan) == Interval(4, 10)
    assert near_poor_exits_needed(plan.targets[0]) == Interval(2, 5)
    unit = Unit("Chợ")
    base = HouseholdCensus(unit, 2023, near_poor=Tally(5))
    assert near_poor_exits_needed(PovertyTarget(base, HouseholdCensus(unit, 2024))) == Interval()
