"""Two figures typed wrong."""

import pytest
from attrs import evolve

from povertyplan import Percent, Place, Plan, Section, diagnose
from povertyplan.model.tabular import cells
from tests.support.slips import SOUND, TOTAL, Rows, Wrong, corrected, slipped

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


@pytest.mark.parametrize(("households", "poor"), [(80, 0), (80, 6), (None, 6)])
def test_two_rows_are_tied_by_the_total_where_their_sub_total_is_blank(
    households: int | None, poor: int
) -> None:
    rows: Rows = [
        {"households_base": 50, "poor_base": 51},
        {"households_base": households, "poor_base": poor},
        {"households_base": 200, "poor_base": 100},
    ]
    total = {"households_base": 330, "poor_base": 175}
    (blank,) = Plan.of(2024, [{"households_base": 130}]).targets
    sections = (Section("Khu vực 1", range(1, 3), blank), Section("Khu vực 2", range(3, 4)))
    plan = evolve(Plan.of(2024, rows, total=total), sections=sections)
    assert corrected(diagnose(plan)[0]) == {"1/poor_base": 15, "2/poor_base": 60}
