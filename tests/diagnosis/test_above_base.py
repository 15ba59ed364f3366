"""Goals above their base, and the slips of the finger that explain them."""

import pytest

from povertyplan import Cause, Part, Place, Plan, Rounding, check, diagnose
from povertyplan.diagnosis.above_base import AboveBase
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.likelihood import Likelihood
from tests.support.slips import Rows, corrected


def _plan(base: int, goal: int) -> Plan:
    """Return a plan in which everything was computed from a goal."""
    rows: Rows = [
        {"name": "Chợ", "poor_base": 3, "poor_goal": 2},
        {"name": "Ngò", "poor_base": base, "poor_goal": goal},
    ]
    return Plan.of(2024, rows, total={"poor_base": 3 + base, "poor_goal": 2 + goal})


@pytest.mark.parametrize(
    ("base", "goal", "meant"),
    [
        (4, 33, [3]),
        (12, 110, [11, 10]),
        (3, 22, [2]),
        (25, 41, [14, 4, 1]),
        (4, 5, []),
        (4, 96, []),
    ],
)
def test_goals_one_slip_away_are_suggested(base: int, goal: int, meant: list[int]) -> None:
    plan = _plan(base, goal)
    found = diagnose(plan)
    of_row = [diagnosis for diagnosis in found if diagnosis.edits[0].place.row == 2]
    assert {diagnosis.edits[0].proposed for diagnosis in of_row} == set(meant)
    assert not any(diagnosis.unique or diagnosis.proves for diagnosis in of_row)


def test_what_would_change_and_what_speaks_for_it_is_told() -> None:
    plan = _plan(4, 33)
    (best,) = [found for found in diagnose(plan) if found.edits[0].place.row == 2]
    assert best.cause is Cause.DIGIT_DOUBLED
    assert corrected(best) == {"2/poor_goal": 3}
    assert [change.edit.proposed for change in best.changes if change.derived] == [5]
    assert best.text("vi") == (
        "dòng 2 (Ngò), số hộ nghèo năm 2024: 33 → 3: nhập lặp một chữ số;"
        " khi đó không cao hơn năm trước (4 hộ);"
        " trong 2 dòng có 1 dòng đặt chỉ tiêu cao hơn năm trước;"
        " các số phải sửa theo: dòng tổng, số hộ nghèo năm 2024: 35 → 5;"
        " cũng có thể số đang ghi là đúng"
    )


def test_a_contradiction_explains_the_goal_as_well() -> None:
    rows: Rows = [
        {"name": "Chợ", "poor_base": 3, "poor_goal": 33},
        {"poor_base": 2, "poor_goal": 2},
    ]
    plan = Plan.of(2024, rows, total={"poor_base": 5, "poor_goal": 5})
    codes = {finding.code for finding in check(plan).findings}
    assert codes == {"PP101", "PP306"}
    assert all(diagnosis.proves for diagnosis in diagnose(plan))


@pytest.mark.parametrize("field", ["poor_goal_rate", "near_poor_goal"])
def test_a_place_without_a_count_has_no_suggestion(field: str) -> None:
    index = CaseIndex.of(_plan(4, 33), Rounding.HALF_UP, Budget(1000))
    search = AboveBase(index, Likelihood.of(index))
    assert not list(search.guesses(Place(Part.TOTAL, field)))


@pytest.mark.parametrize("row", [{"poor_goal": 33}, {"poor_base": 4}])
def test_a_goal_without_its_base_has_no_suggestion_nor_a_base_without_its_goal(
    row: dict[str, object],
) -> None:
    index = CaseIndex.of(Plan.of(2024, [row]), Rounding.HALF_UP, Budget(1000))
    search = AboveBase(index, Likelihood.of(index))
    assert not list(search.guesses(Place(1, "poor_goal")))
