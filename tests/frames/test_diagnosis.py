"""The plans of a frame that fail, diagnosed."""

import pytest

from povertyplan import Plan, diagnose
from povertyplan.frames import (
    diagnose_frame,
    plans_to_frame,
)
from tests.support.engines import ENGINES


@pytest.mark.parametrize("engine", ENGINES)
def test_only_plans_that_fail_are_diagnosed(engine: str) -> None:
    rows = [{"name": "Chợ", "households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}]
    wrong = Plan.of(2024, rows, total={"households_goal": 3924, "poor_goal": 54})
    right = Plan.of(2024, [{**rows[0], "poor_goal_rate": "1.38"}])
    frame = ENGINES[engine](plans_to_frame({"a": wrong, "b": right}, "polars"))
    found = diagnose_frame(frame, "polars")
    assert found.select("plan", "diagnosis", "row", "unit", "printed", "proposed").rows() == [
        ("a", at, str(change.edit.place.row), change.unit, str(change.edit.printed),
         str(change.edit.proposed))
        for at, one in enumerate(diagnose(wrong), 1)
        for change in one.changes
    ]  # fmt: skip
    assert found["unique"].to_list()[:1] == [diagnose(wrong)[0].unique]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_nothing_fails_and_nothing_is_diagnosed(backend: str) -> None:
    frame = plans_to_frame({1: Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])}, "polars")
    assert len(diagnose_frame(frame, backend)) == 0
