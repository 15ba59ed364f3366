"""Diagnosing and repairing: the real plan, other tables, and what a report leaves out."""

import pytest

from povertyplan import (
    Cause,
    Count,
    Diagnoses,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    Reading,
    check,
    diagnose,
    repaired,
)
from povertyplan.model.tabular import Widened
from tests.support.slips import READING, SOUND, corrected, derived, slipped


def test_the_sound_plan_needs_no_diagnosis() -> None:
    assert check(SOUND).findings == ()
    assert diagnose(SOUND) == Diagnoses()


def test_the_real_plan() -> None:
    found = diagnose(READING)
    assert found.complete
    assert [
        (diagnosis.cause, corrected(diagnosis), diagnosis.rank, diagnosis.unique, diagnosis.rivals)
        for diagnosis in found
    ] == [
        (
            Cause.STALE_DENOMINATOR,
            {"total/poor_goal_rate": Percent.parse("1.38")},
            1,
            True,
            1,
        ),
        (Cause.ROUNDED_BEFORE, {"headline/poor_rate_drop": Points(93, 2)}, 1, False, 0),
        (Cause.WRONG_DIGIT, {"8/households_goal": 240}, 1, False, 2),
        (Cause.WRONG_DIGIT, {"total/poor_goal_rate": Percent.parse("1.38")}, 2, True, 1),
        (Cause.MISTYPED, {"8/households_goal": 235}, 2, False, 2),
        (Cause.MISTYPED, {"8/households_goal": 239}, 3, False, 2),
    ]
    assert derived(found[2]) == {
        "total/households_goal": 4024,
        "8/poor_goal_rate": Percent.parse("1.25"),
        "8/near_poor_goal_rate": Percent.parse("2.08"),
        "total/poor_goal_rate": Percent.parse("1.34"),
        "total/near_poor_goal_rate": Percent.parse("2.73"),
        "headline/poor_goal_rate": Percent.parse("1.3"),
        "headline/near_poor_goal_rate": Percent.parse("2.7"),
        "headline/poor_rate_drop": Points(97, 2),
    }
    assert [diagnosis.proves for diagnosis in found] == [True, False, False, True, False, False]


def test_only_what_is_reported_is_explained() -> None:
    plan = slipped((5, "poor_base", 7))
    assert diagnose(plan, check(plan, select=["PP5"])) == Diagnoses()
    found = diagnose(plan, check(plan, ignore=["PP101"]))
    assert found[0].clears == (("PP201", Place(5, "poor_base_rate")),)


def test_another_table_is_diagnosed_and_repaired() -> None:
    persons = Count.POOR_PERSONS_BASE
    rows = [{"name": "Hoà Sơn", "poor_base": 8}, {"name": "Ngò", "poor_base": 3}]
    plan = Plan.of(2024, rows, total={"poor_base": 11})
    table = Widened(plan, {1: {persons: 31}, 2: {persons: 10}, Part.TOTAL: {persons: 14}})
    best = diagnose(table)[0]
    assert str(best).startswith("total row, persons of poor households of 2023: 14 → 41:")
    assert best.cause is Cause.DIGITS_SWAPPED
    assert check(repaired(table, best)).ok


def test_only_what_was_diagnosed_is_repaired() -> None:
    best = diagnose(slipped((5, "poor_base", 7)))[0]
    with pytest.raises(ValueError, match="5/poor_base"):
        repaired(SOUND, best)


def test_a_reading_is_repaired_as_it_is_checked_and_diagnosed() -> None:
    reading = Reading(slipped((5, "poor_base", 7)))
    best = diagnose(reading)[0]
    assert repaired(reading, best) == Reading(SOUND)
