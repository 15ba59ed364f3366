"""What a diagnosis proves, clears and brings, beside its rivals."""

from povertyplan import Edit, Percent, Place, Plan, check, diagnose, repaired
from tests.support.slips import Rows, corrected


def test_a_single_household_count_would_be_right() -> None:
    rows: Rows = [
        {"households_base": 78, "poor_base": 2, "poor_base_rate": "2.63"},
        {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
    ]
    found = diagnose(Plan.of(2024, rows, total={"households_base": 295, "poor_base": 10}))
    (rate,) = (
        diagnosis
        for diagnosis in found
        if corrected(diagnosis) == {"1/poor_base_rate": Percent.parse("2.56")}
    )
    assert "only of 76 households would it be right" in rate.text("en")


def test_the_warnings_that_a_repair_brings_are_listed() -> None:
    rows: Rows = [{"households_base": 100 + row, "households_goal": 102 + row} for row in range(7)]
    plan = Plan.of(2024, rows, total={"households_base": 721, "households_goal": 835})
    brings = [diagnosis for diagnosis in diagnose(plan) if diagnosis.brings]
    assert brings
    for diagnosis in brings:
        after = check(repaired(plan, diagnosis)).findings
        assert set(diagnosis.brings) == {(finding.code, finding.place) for finding in after}


def test_a_row_is_not_odd_once_its_contradiction_is_cleared() -> None:
    rows: Rows = [{"households_base": 100 + row, "households_goal": 102 + row} for row in range(7)]
    plan = Plan.of(2024, rows, total={"households_base": 721, "households_goal": 735})
    wrong = plan.edited([Edit(Place(3, "households_goal"), 104, 204)])
    assert [finding.code for finding in check(wrong).findings] == ["PP307", "PP101"]
    assert all(diagnosis.proves for diagnosis in diagnose(wrong))


def test_a_row_that_is_odd_by_itself_is_explained_beside_one_that_is_cleared() -> None:
    rows: Rows = [{"households_base": 100 + row, "households_goal": 102 + row} for row in range(7)]
    rows[4]["households_goal"] = 160
    plan = Plan.of(2024, rows, total={"households_base": 721, "households_goal": 789})
    wrong = plan.edited([Edit(Place(3, "households_goal"), 104, 204)])
    by_place = {
        str(finding.place): diagnose(wrong).of(finding) for finding in check(wrong).findings
    }
    assert corrected(by_place["5/households_goal"][0]) == {"5/households_goal": 106}
    assert not by_place["5/households_goal"][0].proves
    assert all(diagnosis.proves for diagnosis in by_place["3/households_goal"])


def test_a_rate_of_households_in_doubt_is_not_certain() -> None:
    rows: Rows = [
        {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
        {"households_base": 95, "poor_base": 2, "poor_base_rate": "2.11"},
        {"households_base": 134},
        {"households_base": 88},
    ]
    rate = {"poor_base": 10, "poor_base_rate": "9.99"}
    alone = diagnose(Plan.of(2024, rows, total={"households_base": 534, **rate}))
    assert [found.unique for found in alone] == [True]
    # One of the last two rows may be wrong, or the total.
    beside = diagnose(Plan.of(2024, rows, total={"households_base": 530, **rate}))
    assert not any(found.unique for found in beside)
