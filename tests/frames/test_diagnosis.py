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
    changes = diagnose_frame(frame, "polars")
    expected: list[tuple[object, ...]] = []
    for number, diagnosis in enumerate(diagnose(wrong), 1):
        for change in diagnosis.changes:
            edit = change.edit
            row = ("a", number, str(edit.place.row), change.unit)
            expected.append((*row, str(edit.printed), str(edit.proposed)))
    columns = ("plan", "diagnosis", "row", "unit", "printed", "proposed")
    assert changes.select(*columns).rows() == expected
    assert changes["unique"].to_list()[:1] == [diagnose(wrong)[0].unique]


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_nothing_fails_and_nothing_is_diagnosed(backend: str) -> None:
    frame = plans_to_frame({1: Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}])}, "polars")
    assert len(diagnose_frame(frame, backend)) == 0
