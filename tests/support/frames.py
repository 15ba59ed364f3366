"""Frames of plans in polars, and the findings in them."""

from typing import Any

import polars as pl

from povertyplan.frames import check_frame

ROW = {"plan": "a", "row": 1, "households_goal": 160, "poor_goal": 3, "poor_goal_rate": "1.87"}


def frame(*rows: dict[str, Any], **columns: Any) -> pl.DataFrame:  # noqa: ANN401  # of any type
    return pl.DataFrame([ROW | row for row in rows or ({},)]).with_columns(**columns)


def findings_in(checked: pl.DataFrame, **options: Any) -> list[tuple[object, ...]]:  # noqa: ANN401  # as given
    findings = check_frame(checked, **options).findings
    return sorted(findings.select("row", "field", "code", "printed", "expected").rows())
