"""Counts that agree with everything and are unlike the other rows."""

import pytest

from povertyplan import Percent, Plan, check, diagnose
from tests.support.slips import Rows, corrected


def test_a_row_that_stands_out_in_a_plan_without_persons() -> None:
    rows: Rows = [{"households_base": 100 + row, "households_goal": 102 + row} for row in range(6)]
    rows.append({"households_base": 235, "households_goal": 140})
    best = diagnose(Plan.of(2024, rows))[0]
    assert corrected(best) == {"7/households_goal": 240}
    assert dict(best.terms).keys() == {"growth", "usual_growth"}


def test_persons_that_stand_out() -> None:
    rows: Rows = [{"households_base": 100 + row, "persons_base": 400 + row} for row in range(6)]
    rows.append({"name": "Ngò", "households_base": 76, "persons_base": 28})
    best = diagnose(Plan.of(2024, rows))[0]
    assert corrected(best) == {"7/persons_base": 298}
    assert "3.92 persons in a household" in str(best)


def with_rates(base: int, goal: int, poor_base: str, poor_goal: str) -> dict[str, object]:
    """Return the households and the poor of two years, with their rates."""
    flat: dict[str, object] = {}
    for year, households, poor in (("base", base, poor_base), ("goal", goal, poor_goal)):
        flat[f"households_{year}"] = households
        flat[f"poor_{year}"] = int(poor)
        flat[f"poor_{year}_rate"] = Percent.of_ratio(int(poor), households)
    return flat


@pytest.mark.parametrize("poor", [3, 300])
def test_a_rate_that_rises_though_its_count_does_not(poor: int) -> None:
    rows = [with_rates(2000 + row, 2005 + row, "100", "90") for row in range(6)]
    rows.append(with_rates(3000, 1900, str(poor), str(poor)))
    best = diagnose(Plan.of(2024, rows))[0]
    assert dict(best.terms)["count"] == poor
    assert "as printed, the rate rises from" in str(best)


@pytest.mark.parametrize(
    ("near_poor", "cells"),
    [(0, {"7/households_base", "7/households_goal"}), (145, {"7/households_goal"})],
)
def test_a_count_that_would_break_something_is_no_candidate(
    near_poor: int, cells: set[str]
) -> None:
    rows: Rows = [{"households_base": 100 + row, "households_goal": 102 + row} for row in range(6)]
    odd = {"households_base": 235, "households_goal": 140, "near_poor_base": near_poor}
    found = diagnose(Plan.of(2024, [*rows, odd]))
    assert set().union(*map(corrected, found)) == cells


def test_a_report_of_another_plan_has_no_candidates() -> None:
    rows: Rows = [{"households_base": 100 + row, "households_goal": 102 + row} for row in range(6)]
    odd = Plan.of(2024, [*rows, {"households_base": 235, "households_goal": 140}])
    blank = Plan.of(2024, [*rows, {"households_base": None, "households_goal": None}])
    assert not diagnose(blank, check(odd))
