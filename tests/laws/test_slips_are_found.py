"""A slip raises its code at its place, and the original plan does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Place, Plan, check
from povertyplan.strategies import Slip, plans, slips


def _codes(plan: Plan, place: Place) -> set[str]:
    return {finding.code for finding in check(plan).findings if finding.place == place}


def _assert_found(slip: Slip[Plan]) -> None:
    assert slip.code in _codes(slip.plan, slip.place), slip.edits
    assert slip.code not in _codes(slip.original, slip.place)


@pytest.mark.parametrize("realistic", [False, True])
@given(data=st.data())
def test_slips(data: st.DataObject, *, realistic: bool) -> None:
    plan = data.draw(plans(realistic=realistic))
    slip = data.draw(slips(plan) | st.none())
    if slip is not None:
        _assert_found(slip)


@given(data=st.data())
def test_slips_in_a_plan_of_one_row(data: st.DataObject) -> None:
    row = {
        "households_base": 217,
        "poor_base": 8,
        "poor_base_rate": "3.69",
        "households_goal": 220,
        "poor_goal": 4,
        "poor_goal_rate": "1.82",
    }
    _assert_found(data.draw(slips(Plan.of(2024, [row], total=row))))
