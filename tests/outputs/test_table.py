"""A plan as a table."""

from povertyplan import Plan
from povertyplan.outputs.table import lines
from povertyplan.reading import Form, Reading

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])


def test_a_table_without_text() -> None:
    assert [line.split() for line in lines(Reading(Plan.of(2024, [ROW])), "en")][2:] == [
        ["2024", "2024", "2024"],
        ["1", "Chợ", "140", "2", "1.43%", "=", "1.43%"],
    ]
    assert next(lines(Reading(Plan.of(2024, [])), "en")) == "plan of 2024"


def test_the_result_of_a_review_is_no_plan() -> None:
    reading = Reading(Plan.of(2024, [ROW]), form=Form(reviewed=True))
    assert next(lines(reading, "vi")) == "kết quả rà soát"
