"""`check_frame` as a whole: what is skipped, unread and lazy."""

import builtins
import importlib
import sys
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from povertyplan.frames import (
    check_frame,
    frame_to_plans,
)
from tests.support.engines import ENGINES
from tests.support.engines import rows as engine_rows
from tests.support.frames import frame


def test_a_frame_without_a_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="no column 'plan'"):
        check_frame(frame().drop("plan"))
    with pytest.raises(ValueError, match="no column 'year'"):
        frame_to_plans(frame())
    with pytest.raises(ValueError, match="'PP5' is no code of a frame"):
        check_frame(frame(), codes=["PP5"])


@pytest.mark.parametrize("engine", ENGINES)
def test_no_cell_stops_an_engine(engine: str) -> None:
    """Products of these figures leave 64 bits; that a row holds one is no reason to lose others."""
    rows: list[dict[str, Any]] = [
        {"row": 2, name: figure}
        for name in ("households_goal", "poor_goal", "near_poor_goal")
        for figure in (9 * 10**18, -9 * 10**18)
    ]
    total = {"row": None, "part": "total", "poor_goal_rate": None}
    absurd = frame({"near_poor_goal": 1}, *rows, total)
    report = check_frame(ENGINES[engine](absurd.with_columns(near_poor_base=1)))
    findings = {(finding["row"], finding["code"]) for finding in engine_rows(report.findings)}
    assert ("1", "PP201") in findings
    assert len(engine_rows(report.unread)) == len(rows)


def test_a_missing_column_is_told() -> None:
    report = check_frame(frame(), codes=["PP101", "PP201"])
    assert report.checked == ("PP201",)
    gaps = {(gap.code, gap.place and gap.place.field, str(gap)) for gap in report.skipped}
    assert ("PP101", None, "the frame does not mark the rows that are totals") in gaps
    no_column = "the frame has no column for the poor households"
    assert ("PP201", "poor_base", no_column) in gaps
    assert check_frame(frame(), codes=[]).findings.is_empty()
    assert check_frame(frame(part=pl.lit(None)), codes=["PP101"]).checked == ()


def test_lazy_frames_stay_lazy() -> None:
    report = check_frame(frame().lazy())
    assert isinstance(report.findings, pl.LazyFrame)
    relation = duckdb.connect().from_arrow(frame().to_arrow())
    assert isinstance(check_frame(relation).unread, duckdb.DuckDBPyRelation)


def test_without_narwhals_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def importing(name: str, *rest: Any) -> object:  # noqa: ANN401  # as the builtin
        if name.startswith("narwhals"):
            raise ModuleNotFoundError(name=name)
        return real(name, *rest)

    for module in [name for name in sys.modules if name.startswith("povertyplan.frames")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(ModuleNotFoundError, match=r"povertyplan\[frames\]"):
        importlib.import_module("povertyplan.frames")


@pytest.mark.large
def test_duckdb_works_out_of_core(tmp_path: Path) -> None:
    """What does not fit into the memory that DuckDB is given waits on disk."""
    at, households = pl.int_range(6_000_000), pl.col("at").hash(7).mod(10**9).cast(pl.Int64)
    poor = households * (pl.col("at") % 8) // 100
    rate = (20000 * poor + households) // (2 * households) + (pl.col("at") % 97 == 0)
    rows = pl.select(at=at).select(
        plan=pl.col("at") // 26,
        row=pl.col("at") % 26 + 1,
        part=pl.when(pl.col("at") % 26 == 25).then(pl.lit("total")),
        households_goal=households,
        poor_goal=poor,
        poor_goal_rate=rate,
    )
    file = tmp_path / "plans.parquet"
    rows.write_parquet(file, compression="uncompressed")
    limit = 100
    assert file.stat().st_size > limit * 10**6
    link = duckdb.connect(config={"memory_limit": f"{limit}MB", "threads": 1})
    link.execute(f"set temp_directory = '{tmp_path}'")
    there = check_frame(link.read_parquet(str(file)), places=2).findings
    here = check_frame(rows, places=2).findings
    assert sorted(there.pl().rows()) == sorted(here.rows())
