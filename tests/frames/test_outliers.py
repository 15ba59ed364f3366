"""Rows unlike the others, over data frames."""

import polars as pl
import pytest

from povertyplan.frames import check_frame
from tests.support.engines import ENGINES
from tests.support.engines import rows as engine_rows
from tests.support.frames import findings_in, frame


def test_only_what_is_asked_for_is_looked_for() -> None:
    still = [{"row": row, "households_base": 160} for row in range(2, 8)]
    odd = frame({"households_base": 320}, *still)
    assert findings_in(odd, codes=["PP307"]) == [("1", "households_goal", "PP307", "160", None)]


@pytest.mark.parametrize("engine", ENGINES)
def test_each_comparison_has_its_own_tolerance(engine: str) -> None:
    rows = [
        {"plan": "a", "row": row, "households_base": 100, "households_goal": 100}
        for row in range(9)
    ]
    for row, persons, households in zip(
        rows, (544, 545, 294, 295), (120, 121, 83, 84), strict=False
    ):
        row |= {"persons_base": persons, "households_goal": households}
    table = pl.DataFrame([{"persons_base": 400} | row for row in rows])
    report = check_frame(ENGINES[engine](table), codes=["PP307", "PP308"])
    found = [(row["code"], row["row"]) for row in engine_rows(report.findings)]
    assert sorted(found) == [("PP307", "1"), ("PP307", "2"), ("PP308", "1"), ("PP308", "2")]
