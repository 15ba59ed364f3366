"""Plans rolled up, and levels checked against the rows below."""

import polars as pl
import pytest

from povertyplan.frames import (
    check_level,
    roll_up,
)
from tests.support.engines import ENGINES
from tests.support.engines import rows as engine_rows
from tests.support.frames import ROW


@pytest.mark.parametrize("engine", ENGINES)
def test_levels_add_up(engine: str) -> None:
    places = [("a", 1, None), ("a", 2, None), ("a", None, "total"), ("b", 1, None), ("c", 1, None)]
    made = [dict(zip(("plan", "row", "part"), place, strict=True)) for place in places]
    country = pl.DataFrame([ROW | row for row in made]).with_columns(
        province=pl.Series(["x", "x", "x", "x", "y"]),
        households_goal=pl.Series([78, 160, 238, None, 0]),
        poor_goal=pl.Series([2, 3, 5, 1, 0]),
    )
    summed = roll_up(ENGINES[engine](country), by=["plan"])
    figures = [tuple(row.values()) for row in engine_rows(summed)]
    assert sorted(figures) == [("a", 2, 238, 5, 210), ("b", 1, None, 1, None), ("c", 1, 0, 0, None)]


@pytest.mark.parametrize("poor", [-1, 10**10])
def test_a_level_has_no_sum_of_what_is_no_count(poor: int) -> None:
    rows = pl.DataFrame([ROW | {"poor_goal": 2}, ROW | {"row": 2, "poor_goal": poor}])
    (level,) = roll_up(rows, by=["plan"]).rows(named=True)
    assert (level["households_goal"], level["poor_goal"]) == (320, None)


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_have_any_name(engine: str) -> None:
    province = 'the "tỉnh"; it\'s'
    country = pl.DataFrame([ROW | {"plan": "a", "row": 1, "poor_goal": 2, province: "Bắc Ninh"}])
    (level,) = engine_rows(roll_up(ENGINES[engine](country), by=[province]))
    assert (level[province], level["poor_goal"]) == ("Bắc Ninh", 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_printed_level_is_checked_against_the_one_below(engine: str) -> None:
    below = pl.DataFrame({"plan": ["a", "b", "c"], "row": [1, 1, 1], "poor_goal": [2, 3, 4]})
    below = below.with_columns(year=2024, province=pl.Series(["x", "x", "y"]), persons_goal=None)
    level = pl.DataFrame({"province": ["x", "y", "z"], "year": [2024] * 3, "poor_goal": [6, 4, 1]})
    make = ENGINES[engine]
    report = check_level(make(below), make(level), by=["province", "year"])
    columns = ("plan", "row", "unit", "field", "code", "printed", "expected", "difference")
    (wrong,) = engine_rows(report.findings)
    assert tuple(wrong[name] for name in columns) == (
        *("x/2024", "total", "x/2024", "poor_goal", "PP101"),
        *("6", "5", 1),
    )


def test_a_level_has_columns() -> None:
    country = pl.DataFrame([ROW | {"plan": "a", "row": 1, "poor_goal": 2}])
    with pytest.raises(ValueError, match="by must name a column, got none"):
        roll_up(country, by=[])
    with pytest.raises(ValueError, match="by must name a column, got none"):
        check_level(country, country, by=[])
