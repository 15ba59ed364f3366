"""What a cell that could not be read is told to hold."""

import pytest

from povertyplan import Place, Plan, Reading, check
from povertyplan.reading import Form

COUNT = "row 1 (Ngò): the poor households of 2024 should be a whole number of at least 0, found"
RATE = "row 1 (Ngò): the poor rate of 2024 should be a rate in per cent, found"
NARROW = "row 1 (Ngò): the column is too narrow to show the poor rate of 2024, found “####”"
FORMULA = "row 1 (Ngò): the formula of the poor rate of 2024 gives"


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("poor_goal", "3.5", f"{COUNT} “3.5”"),
        ("poor_goal", "-3", f"{COUNT} “-3”"),
        ("poor_goal", "11O", f"{COUNT} “11O”"),
        ("poor_goal", "?", f"{COUNT} “?”"),
        ("poor_goal_rate", "x", f"{RATE} “x”"),
        ("poor_goal_rate", "-3", f"{RATE} “-3”"),
        ("poor_goal_rate", "#DIV/0!", f"{FORMULA} #DIV/0!: it divides by 0"),
        ("poor_goal_rate", "#div/0!", f"{FORMULA} #div/0!: it divides by 0"),
        ("poor_goal_rate", "#VALUE!", f"{FORMULA} #VALUE!: it takes text"),
        ("poor_goal_rate", "#REF!", f"{FORMULA} #REF!: it takes a cell that was deleted"),
        ("poor_goal_rate", "#NAME?", f"{FORMULA} #NAME?: it calls what does not exist"),
        ("poor_goal_rate", "#N/A", f"{FORMULA} #N/A: it finds no value"),
        ("poor_goal_rate", "Err:522", f"{FORMULA} Err:522: it takes its own cell"),
        ("poor_goal_rate", "Err:508", f"{FORMULA} the error Err:508"),
        ("poor_goal_rate", "#SPILL!", f"{FORMULA} the error #SPILL!"),
        ("poor_goal_rate", "####", NARROW),
    ],
)  # fmt: skip
def test_a_cell_says_what_is_wrong_with_it(field: str, text: str, said: str) -> None:
    plan = Plan.of(2024, [{"name": "Ngò"}])
    reading = Reading(plan, form=Form(unreadable=((Place(1, field), text),)))
    assert [str(finding) for finding in check(reading).findings] == [said]
