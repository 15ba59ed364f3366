"""Columns of a frame: what they may hold, and what is refused."""

from decimal import Decimal

import pandas as pd
import polars as pl
import pytest

from povertyplan.frames import (
    check_frame,
    columns,
)
from tests.support.engines import ENGINES
from tests.support.engines import rows as engine_rows
from tests.support.frames import findings_in, frame

WRONG = [("1", "poor_goal_rate", "PP201", "1.87%", "1.88%")]


@pytest.mark.parametrize(
    ("column", "options"),
    [
        (pl.lit("1,87 %"), {}),
        (pl.lit(Decimal("1.87"), pl.Decimal(9, 2)), {}),
        (pl.lit(187, pl.Int32), {"places": 2}),
        (pl.lit(187, pl.Int64), {"places": 2}),
    ],
)
def test_rates_are_text_decimals_or_integers(column: pl.Expr, options: dict[str, int]) -> None:
    assert findings_in(frame(poor_goal_rate=column), **options) == WRONG


@pytest.mark.parametrize(
    "column",
    [pl.lit(160, pl.Int32), pl.lit(160.0), pl.lit(Decimal(160), pl.Decimal(9, 0))],
)
def test_counts_are_whole_numbers(column: pl.Expr) -> None:
    assert findings_in(frame(households_goal=column)) == WRONG


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ({"poor_goal_rate": pl.lit(1.87)}, "poor_goal_rate must be text, decimals"),
        ({"poor_goal_rate": pl.lit(187)}, "say how many places"),
        ({"poor_goal": pl.lit("3")}, "poor_goal must be whole numbers, got String"),
    ],
)
def test_columns_that_hold_no_figure_are_refused(column: dict[str, pl.Expr], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        check_frame(frame(**column))


@pytest.mark.parametrize(
    ("row", "field", "seen"),
    [
        ({"poor_goal": -1}, "poor_goal", "-1"),
        ({"households_goal": 10**10}, "households_goal", "10000000000"),
        ({"poor_goal": 2.5}, "poor_goal", "2.5"),
        ({"poor_goal_rate": "1.8.7"}, "poor_goal_rate", "1.8.7"),
        ({"poor_goal_rate": "600.000000"}, "poor_goal_rate", "600.000000"),
        ({"part": "Total"}, "part", "Total"),
        ({"plan": None}, "plan", None),
    ],
)
def test_what_is_no_figure_stands_apart(
    row: dict[str, object], field: str, seen: str | None
) -> None:
    report = check_frame(frame({"plan": "b", "part": "total", "poor_goal_rate": None}, row))
    assert report.unread.select("field", "found").rows() == [(field, seen)]
    if field not in {"plan", "part"}:
        assert report.findings.is_empty()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "odd",
    [
        {"households_goal": 160.5},
        {"households_goal": 10**10},
        {"poor_goal": -1},
        {"poor_goal": 10**10},
        {"poor_goal_rate": "1.8.7"},
    ],
    ids=str,
)
def test_a_cell_that_is_no_figure_is_neither_blank_nor_added_up(
    engine: str, odd: dict[str, object]
) -> None:
    rate = {"poor_goal_rate": "1.88"}
    total = {"row": None, "part": "total", "households_goal": 320, "poor_goal": 6}
    rows = ENGINES[engine](frame(rate | odd, rate | {"row": 2}, rate | total))
    report = check_frame(rows)
    assert {"PP101", "PP201", "PP202", "PP203"} <= {*report.checked}
    assert engine_rows(report.findings) == []
    assert [cell["field"] for cell in engine_rows(report.unread)] == [*odd]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("households", "rate", "unread"),
    [
        (9 * 10**9, "500.000000", []),
        (9 * 10**9 + 1, "500.000000", ["households_goal"]),
        (9 * 10**9, "500.000001", ["poor_goal_rate"]),
    ],
)
def test_the_largest_figures_that_are_judged(
    engine: str, households: int, rate: str, unread: list[str]
) -> None:
    most = {"households_goal": households, "poor_goal": 9 * 10**9, "poor_goal_rate": rate}
    report = check_frame(ENGINES[engine](frame(most)))
    assert [cell["field"] for cell in engine_rows(report.unread)] == unread
    found = [(finding["code"], finding["expected"]) for finding in engine_rows(report.findings)]
    assert found == ([] if unread else [("PP201", "100.000000%")])


@pytest.mark.parametrize("blank", ["", " ", "-", "–"])
def test_a_dash_is_no_rate(blank: str) -> None:
    report = check_frame(frame({}, {"row": 2, "poor_goal_rate": blank}))
    assert report.unread.is_empty()
    assert ("2", "PP203") in report.findings.select("row", "code").rows()


def test_nan_is_nothing() -> None:
    assert check_frame(frame({"poor_goal": float("nan")})).unread.is_empty()
    assert findings_in(frame({"poor_goal": float("nan")})) == []


def test_pandas_with_blank_columns() -> None:
    blank = pd.DataFrame({"plan": ["a"], "row": [1], "poor_goal": [3], "poor_goal_rate": [None]})
    report = check_frame(blank)
    assert len(report.findings) == 0
    assert "PP203" not in report.checked


def test_the_bounds_keep_products_in_64_bits() -> None:
    assert columns.LARGEST * 2 * 10**8 < 2**63
    assert (2 * columns.MOST_UNITS + 1) * columns.LARGEST < 2**63


@pytest.mark.parametrize("value", [3, "plans.csv", None])
def test_what_is_no_frame_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"^frame must be a frame of polars, .*, got "):
        check_frame(value)
