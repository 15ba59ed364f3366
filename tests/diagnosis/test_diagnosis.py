"""A diagnosis in words, and a sequence of them."""

from povertyplan import Edit, Percent, Place, Plan, check, diagnose, repaired
from tests.support.slips import READING, Rows, corrected


def test_the_real_plan_in_words() -> None:
    best, drop, *_ = diagnose(READING)
    assert best.text("en") == (
        "total row, poor rate of 2024: 1.39% → 1.38%: 54 was divided by 3,898, the households of"
        " 2023, which makes 1.39%; no whole number of 3,924 households is 1.39%; only of 3,871 to"
        " 3,898 households would it be right; whatever the cause, this is the figure"
    )
    assert best.text("vi") == (
        "dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39 % → 1,38 %: lấy 54 chia cho 3.898 là số hộ năm"
        " 2023, nên ra 1,39 %; không có số hộ nào trên tổng 3.924 hộ cho tỷ lệ 1,39 %;"
        " chỉ đúng nếu tổng số hộ từ 3.871 đến 3.898; dù nguyên nhân nào, số đúng vẫn là số này"
    )
    assert str(drop) == (
        "targets in the text, drop of the poor rate: 0.91 points → 0.93 points: it is 2.31% minus"
        " 1.4%, which were rounded already; nothing else explains it"
    )


def test_a_sequence_of_diagnoses() -> None:
    found = diagnose(READING)
    assert len(found) == 6
    assert found[:1] == (found[0],)
    (error,) = check(READING).errors
    assert found.of(error) == (found[0], found[3])


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
