"""Two figures typed wrong."""

import pytest

from povertyplan import Cause, Diagnoses, Percent, Place, Plan, diagnose, repaired
from povertyplan.model.tabular import cells
from tests.support.slips import HEADLINE, SOUND, TOTAL, Rows, Wrong, corrected, is_named, slipped

SLIPS: list[tuple[Cause, tuple[Wrong, ...]]] = [
    (Cause.TWO_SLIPS, ((5, "poor_base", 7), (9, "poor_base", 4))),
    (Cause.TWO_SLIPS, ((5, "poor_base", 7), (5, "households_base", 89))),
]


@pytest.mark.parametrize(("cause", "figures"), SLIPS, ids=lambda value: str(value)[:40])
def test_each_cause_is_named(cause: Cause, figures: tuple[Wrong, ...]) -> None:
    is_named(cause, figures)


PAIRS: list[tuple[Wrong, ...]] = [
    ((5, "poor_base", 7), (TOTAL, "poor_base", 91)),
    ((5, "poor_base", 7), (9, "poor_base_rate", Percent.parse("2.37"))),
    (
        (5, "poor_base_rate", Percent.parse("2.72")),
        (TOTAL, "poor_base_rate", Percent.parse("2.13")),
    ),
    ((5, "households_goal", 98), (5, "near_poor_goal", 5)),
    ((5, "households_goal", 98), (19, "households_goal", 180)),
    ((19, "near_poor_base", 4), (19, "poor_base", 1)),
    ((TOTAL, "poor_base", 91), (TOTAL, "households_base", 3899)),
    ((TOTAL, "poor_base", 95), (19, "poor_base", 1)),
    (
        (3, "poor_base_rate", Percent.parse("2.88")),
        (9, "near_poor_goal_rate", Percent.parse("4.64")),
    ),
]


@pytest.mark.parametrize("figures", PAIRS, ids=str)
def test_pairs_are_found_together_or_one_by_one(figures: tuple[Wrong, ...]) -> None:
    plan = slipped(*figures)
    right = {f"{row}/{name}": cells(SOUND)[Place(row, name)] for row, name, _ in figures}
    first = [
        corrected(diagnosis)
        for diagnosis in diagnose(plan)
        if diagnosis.rank == 1 and diagnosis.proves
    ]
    told = {place: value for diagnosis in first for place, value in diagnosis.items()}
    assert told == right


def test_three_slips_of_one_column_are_left_to_people() -> None:
    plan = slipped((5, "poor_base", 7), (9, "poor_base", 4), (12, "poor_base", 9))
    assert diagnose(plan) == Diagnoses()


def test_a_sum_over_a_blank_row_ties_nothing() -> None:
    rows: Rows = [
        {"households_base": 78, "poor_base": 30, "poor_base_rate": "2.56"},
        {"households_base": 95, "poor_base": 40, "poor_base_rate": "3.16"},
        {"households_base": 80, "poor_base": None},
    ]
    (pair,) = diagnose(Plan.of(2024, rows, total={"poor_base": 12}))
    assert pair.cause is Cause.TWO_SLIPS
    assert corrected(pair) == {"1/poor_base": 2, "2/poor_base": 3}


def test_a_rate_of_the_text_that_does_not_repeat_the_wrong_one() -> None:
    plan = slipped(
        (TOTAL, "near_poor_goal_rate", Percent.parse("2.93")),
        (HEADLINE, "near_poor_goal_rate", Percent.parse("7.2")),
    )
    (pair,) = diagnose(plan)
    assert pair.cause is Cause.TWO_SLIPS
    assert repaired(plan, pair) == SOUND
