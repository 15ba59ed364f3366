"""Reports."""

import pytest

from povertyplan import CheckFailed, Plan, Report, check
from povertyplan.reading import Form, Reading

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
RIGHT = Plan.of(2024, [ROW])
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])
TEXT = {"poor_goal": 3, "poor_drop": 2, "poor_goal_rate": "1.4", "poor_rate_drop": "0.91"}
#: Plans and readings of which no figures can be compared.
NOTHING = (
    Plan.of(2024, []),
    Reading(Plan.of(2024, [])),
    Plan.of(2024, [{"name": "Chợ"}], headline=TEXT),
    Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]),
    Reading(Plan.of(2024, [{"name": "Chợ", "poor_goal_rate": "1.43"}])),
    Plan.of(2024, [{"name": "Chợ", "households_goal": 140, "poor_goal_rate": "1.43"}]),
)


def test_raise_for_errors() -> None:
    with pytest.raises(CheckFailed) as failed:
        check(WRONG).raise_for_errors()
    assert str(failed.value).splitlines() == [
        "1 error(s) found",
        "row 1 (Chợ): the poor rate of 2024 is printed as 1.44%, but 2 of 140 is 1.43%",
    ]
    check(RIGHT).raise_for_errors()


@pytest.mark.parametrize("plan", NOTHING)
def test_a_plan_of_which_nothing_was_compared_has_not_passed(plan: Plan | Reading) -> None:
    report = check(plan)
    assert not report.compared
    assert not report.ok
    assert not report.errors
    with pytest.raises(CheckFailed, match="no figures could be compared"):
        report.raise_for_errors()
    assert str(report).splitlines()[-1].endswith("so nothing is known to hold")


def test_checks_of_form_pass_where_no_others_were_asked_for() -> None:
    reading = Reading(Plan.of(2024, []), form=Form())
    assert check(reading, select=["PP501"]).ok
    assert not check(reading, select=["PP501", "PP101"]).ok
    assert not check(reading, select=["PP309", "PP310"]).ok
    assert not Report().ok


def test_a_report_as_text_has_the_errors_first() -> None:
    rows = [ROW, ROW | {"poor_goal_rate": None}, ROW | {"poor_goal_rate": "1.44"}]
    report = check(Plan.of(2024, rows))
    assert str(report).splitlines() == [
        f"PP201 error: {report.errors[0]}",
        (
            "PP203 warning: row 2 (Chợ): 2 households are counted, but the poor rate of 2024 is"
            " left blank"
        ),
        "1 error to correct, 1 place to look at",
    ]
    assert report.text("vi").splitlines()[-1] == "1 lỗi phải sửa, 1 chỗ cần xem lại"
    assert repr(report) == "<Report: 1 error to correct, 1 place to look at>"
    assert str(check(RIGHT)) == "no contradictions found"
