"""Reports."""

import pytest

from povertyplan import CheckFailed, Plan, check

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])


def test_raise_for_errors() -> None:
    with pytest.raises(CheckFailed) as failed:
        check(WRONG).raise_for_errors()
    assert str(failed.value).splitlines() == [
        "1 error(s) found",
        "row 1 (Chợ): the poor rate of 2024 is printed as 1.44%, but 2 of 140 is 1.43%",
    ]
    check(Plan.of(2024, [ROW])).raise_for_errors()
