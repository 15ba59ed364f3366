"""Columns that repeat the other year, or the column beside them."""

import pytest

from povertyplan import Cause, Diagnosis, Place, Plan, check, diagnose, repaired
from povertyplan.model.places import Row
from povertyplan.model.tabular import cells
from tests.support.slips import SOUND, TOTAL, Rows, slipped


def copied(column: str, source: str, *rows: Row) -> Plan:
    """Return the sound plan in which some rows of a column hold the figures of another."""
    stated = cells(SOUND)
    figures = [(row, column, stated[Place(row, source)]) for row in rows]
    return slipped(*(wrong for wrong in figures if stated[Place(wrong[0], column)] != wrong[2]))


@pytest.mark.parametrize(
    ("column", "source"),
    [("poor_goal", "poor_base"), ("near_poor_goal", "poor_goal"), ("poor_base", "near_poor_base")],
)
def test_a_column_of_counts_under_its_right_total(column: str, source: str) -> None:
    plan = copied(column, source, *SOUND.rows)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.COLUMN_COPIED, True)
    assert repaired(plan, best) == SOUND
    assert {(error.code, error.place) for error in check(plan).errors} <= set(best.clears)


def test_a_column_of_counts_with_its_total() -> None:
    plan = copied("poor_goal", "poor_base", *SOUND.rows, TOTAL)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.COLUMN_COPIED, True)
    assert repaired(plan, best) == SOUND
    assert "the column repeats the column of the poor households of 2023" in str(best)


def test_a_column_that_only_its_rates_contradict_is_not_certain() -> None:
    plan = copied("near_poor_base", "near_poor_goal", *SOUND.rows, TOTAL)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.COLUMN_COPIED, False)
    assert repaired(plan, best) == SOUND


@pytest.mark.parametrize(
    ("column", "source"),
    [("poor_goal_rate", "poor_base_rate"), ("near_poor_base_rate", "poor_base_rate")],
)
def test_a_column_of_rates(column: str, source: str) -> None:
    plan = copied(column, source, *SOUND.rows, TOTAL)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.COLUMN_COPIED, True)
    assert not check(repaired(plan, best)).errors


def column_copies(rows: Rows, **total: object) -> list[Diagnosis]:
    """Return the diagnoses of a plan that find a column copied."""
    found = diagnose(Plan.of(2024, rows, total=total))
    return [diagnosis for diagnosis in found if diagnosis.cause is Cause.COLUMN_COPIED]


def made(goal: int, **figures: object) -> dict[str, object]:
    return {"households_goal": 219, "poor_base": goal, "poor_goal": goal, **figures}


def test_rates_that_leave_several_counts_propose_none() -> None:
    rows: Rows = [made(8, poor_goal_rate="2%"), made(8, poor_goal_rate="2%")]
    assert column_copies([*rows, *rows], poor_base=32, poor_goal=16) == []


def test_a_total_that_the_rates_do_not_add_up_to_refutes_it() -> None:
    rows: Rows = [made(8, poor_goal_rate="1.83%") for _ in range(4)]
    assert column_copies(rows, poor_base=32, poor_goal=17) == []
    (copy,) = column_copies(rows, poor_base=32, poor_goal=16)
    assert copy.unique


def test_rates_that_are_a_copy_rival_counts_that_are_one() -> None:
    rows: Rows = [
        made(8, poor_goal_rate="1.83%", near_poor_goal=4, near_poor_goal_rate="1.83%")
        for _ in range(4)
    ]
    found = column_copies(rows, poor_base=32)
    assert len(found) > 1
    assert not any(copy.unique for copy in found)


def test_counts_by_the_rates_of_another_column_are_not_certain() -> None:
    rows: Rows = [made(8, poor_goal_rate="1.83%", near_poor_goal=4) for _ in range(4)]
    assert [copy.unique for copy in column_copies(rows, poor_base=32, poor_goal=16)] == [False]


def test_a_rate_of_0_is_left_out_where_others_are() -> None:
    none: dict[str, object] = {"households_goal": 219, "poor_goal": 0, "near_poor_goal": 4}
    some: dict[str, object] = {"households_goal": 219, "poor_goal": 2, "near_poor_goal": 4}
    same: dict[str, object] = {"near_poor_goal_rate": "1.83", "poor_goal_rate": "1.83"}
    rows: Rows = [none | same, some | same, some | same, none | same]
    blank = {"poor_base": 0, "households_base": 219}
    rows[1] |= blank
    rows[2] |= {"poor_base": 2, "households_base": 219, "poor_base_rate": "0.91"}
    (copy,) = column_copies(rows)
    assert [str(change.edit.proposed) for change in copy.changes] == [
        "None",
        "0.91%",
        "0.91%",
        "None",
    ]
    rows[1] |= {"poor_base_rate": "0.00"}
    (copy,) = column_copies(rows)
    assert str(copy.changes[0].edit.proposed) == "0.00%"


def test_a_total_that_both_columns_add_up_to_stays_as_it_is() -> None:
    right = {1: "0.91%", 2: "0.46%", 3: "2.74%", 6: "1.37%"}
    rows: Rows = [made(copied, poor_goal_rate=rate) for copied, rate in right.items()]
    (copy,) = column_copies(rows, poor_base=12, poor_goal=12)
    assert {str(edit.place): edit.proposed for edit in copy.edits} == {
        "1/poor_goal": 2, "2/poor_goal": 1, "3/poor_goal": 6, "4/poor_goal": 3,
    }  # fmt: skip
