"""Frames of plans: what they may hold, what is refused, and plans from and to them."""

import builtins
import importlib
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest

from povertyplan import Plan, Rounding, Section, check, diagnose
from povertyplan.frames import (
    check_frame,
    check_level,
    columns,
    diagnose_frame,
    frame_to_plans,
    plans_to_frame,
    roll_up,
)
from tests.support.engines import ENGINES
from tests.support.engines import rows as engine_rows

ROW = {"plan": "a", "row": 1, "households_goal": 160, "poor_goal": 3, "poor_goal_rate": "1.87"}
RATES = {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"}
TOTALS = {"households_base": 434, "poor_base": 16, "poor_base_rate": "3.69"}


def frame(*rows: dict[str, Any], **columns: Any) -> pl.DataFrame:  # noqa: ANN401  # of any type
    return pl.DataFrame([ROW | row for row in rows or ({},)]).with_columns(**columns)


def found(checked: pl.DataFrame, **options: Any) -> list[tuple[object, ...]]:  # noqa: ANN401  # as given
    findings = check_frame(checked, **options).findings
    return sorted(findings.select("row", "field", "code", "printed", "expected").rows())


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
    assert found(frame(poor_goal_rate=column), **options) == WRONG


@pytest.mark.parametrize(
    "column",
    [pl.lit(160, pl.Int32), pl.lit(160.0), pl.lit(Decimal(160), pl.Decimal(9, 0))],
)
def test_counts_are_whole_numbers(column: pl.Expr) -> None:
    assert found(frame(households_goal=column)) == WRONG


def test_counts_beyond_32_bits() -> None:
    """2.3 million households times a rate leave 32 bits."""
    counts = frame(
        {"households_goal": 2_300_000, "poor_goal": 46_000, "poor_goal_rate": "2.00"}
    ).with_columns(pl.col("households_goal", "poor_goal").cast(pl.Int32))
    assert found(counts) == []


@pytest.mark.parametrize(
    ("rounding", "rate", "wrong"),
    [
        (Rounding.HALF_UP, "3.12", True),
        (Rounding.HALF_UP, "3.13", False),
        (Rounding.HALF_EVEN, "3.13", True),
        (Rounding.HALF_EVEN, "3.12", False),
        (Rounding.DOWN, "3.13", True),
        (Rounding.DOWN, "3.12", False),
        (Rounding.ANY, "3.11", True),
        (Rounding.ANY, "3.12", False),
        (Rounding.ANY, "3.13", False),
    ],
)
def test_a_tie(rounding: Rounding, rate: str, *, wrong: bool) -> None:
    tie = frame({"poor_goal": 5, "poor_goal_rate": rate})  # 3.125 %
    assert bool(found(tie, rounding=rounding)) is wrong


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


def test_a_frame_without_a_plan_is_refused() -> None:
    with pytest.raises(ValueError, match="no column 'plan'"):
        check_frame(frame().drop("plan"))
    with pytest.raises(ValueError, match="no column 'year'"):
        frame_to_plans(frame())
    with pytest.raises(ValueError, match="'PP5' is no code of a frame"):
        check_frame(frame(), codes=["PP5"])


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
    found = {(one["row"], one["code"]) for one in engine_rows(report.findings)}
    assert ("1", "PP201") in found
    assert len(engine_rows(report.unread)) == len(rows)


@pytest.mark.parametrize("blank", ["", " ", "-", "–"])
def test_a_dash_is_no_rate(blank: str) -> None:
    report = check_frame(frame({}, {"row": 2, "poor_goal_rate": blank}))
    assert report.unread.is_empty()
    assert ("2", "PP203") in report.findings.select("row", "code").rows()


def test_nan_is_nothing() -> None:
    assert check_frame(frame({"poor_goal": float("nan")})).unread.is_empty()
    assert found(frame({"poor_goal": float("nan")})) == []


def test_a_missing_column_is_told() -> None:
    report = check_frame(frame(), codes=["PP101", "PP201"])
    assert report.checked == ("PP201",)
    gaps = {(gap.code, gap.place and gap.place.field, str(gap)) for gap in report.skipped}
    assert ("PP101", None, "the frame does not mark the rows that are totals") in gaps
    no_column = "the frame has no column for the poor households of …"
    assert ("PP201", "poor_base", no_column) in gaps
    assert check_frame(frame(), codes=[]).findings.is_empty()
    assert check_frame(frame(part=pl.lit(None)), codes=["PP101"]).checked == ()


def test_a_bound_is_judged_by_the_parts_there_are() -> None:
    absurd = frame({"poor_goal": 161, "poor_goal_rate": "100.63"})
    assert found(absurd) == [("1", "households_goal", "PP305", "160", None)]


def test_only_what_is_asked_for_is_looked_for() -> None:
    still = [{"row": row, "households_base": 160} for row in range(2, 8)]
    odd = frame({"households_base": 320}, *still)
    assert found(odd, codes=["PP307"]) == [("1", "households_goal", "PP307", "160", None)]


def test_two_totals_and_rows_in_any_order() -> None:
    rows: list[dict[str, Any]] = [
        {"row": None, "part": "total", "households_goal": 319},
        {"row": 2},
        {"row": None, "part": "total", "households_goal": 320},
        {"row": 1},
        {"plan": "b", "row": None, "part": "total"},
    ]
    sums = found(frame(*rows), codes=["PP101"])
    assert sums == [
        ("total", "households_goal", "PP101", "319", "320"),
        *[("total", "poor_goal", "PP101", "3", "6")] * 2,
    ]


def test_sub_totals_need_the_section_of_a_row() -> None:
    rows = frame({"part": None}, {"row": None, "part": "section", "poor_goal": 4})
    assert found(rows, codes=["PP101"]) == []
    sections = rows.with_columns(section=pl.lit(1))
    assert found(sections, codes=["PP101"]) == [("section1", "poor_goal", "PP101", "4", "3")]


def test_lazy_frames_stay_lazy() -> None:
    report = check_frame(frame().lazy())
    assert isinstance(report.findings, pl.LazyFrame)
    relation = duckdb.connect().from_arrow(frame().to_arrow())
    assert isinstance(check_frame(relation).unread, duckdb.DuckDBPyRelation)


def plan() -> Plan:
    first, second = RATES | {"name": "Chợ"}, RATES | {"name": "Ngò"}
    made = Plan.of(2024, [first, second], unit="Cao Thượng", total=TOTALS)
    section = Section("I", range(1, 2), made.targets[0])
    return Plan(made.unit, 2024, made.targets, made.total, (section, Section("II", range(1, 1))))


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", pl])
def test_plans_come_back(backend: str) -> None:
    (key, back), *_ = frame_to_plans(plans_to_frame({7: plan()}, backend)).items()
    assert key == 7
    assert back.targets == plan().targets
    assert back.total == plan().total
    assert [section.rows for section in back.sections] == [range(1, 2), range(1, 1)]
    assert check(back).findings == check(plan()).findings


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"row": pl.lit(3)}, "counted from 1"),
        ({"year": pl.col("row") + 2023}, "one year"),
        ({"poor_base": pl.lit(-1)}, "poor_base is '-1'"),
        ({"part": pl.lit("section"), "row": pl.lit(None, pl.Int64)}, "of which section"),
    ],
)
def test_frames_that_are_no_plans(change: dict[str, pl.Expr], message: str) -> None:
    frames = plans_to_frame({"a": Plan.of(2024, [RATES, RATES])}, "polars")
    with pytest.raises(ValueError, match=message):
        frame_to_plans(frames.with_columns(**change))


def test_rates_as_integers_come_back() -> None:
    rows = frame().with_columns(poor_goal_rate=pl.lit(188), year=pl.lit(2024))
    (back,) = frame_to_plans(rows, places=2).values()
    assert str(back.targets[0].goal.poor.rate) == "1.88%"
    assert back.years == (2023, 2024)


def test_sections_that_overlap_are_refused() -> None:
    targets = plan().targets
    both = (Section("I", range(1, 3)), Section("II", range(2, 3)))
    with pytest.raises(ValueError, match="row 2 is in sections 1 and 2"):
        plans_to_frame({"a": Plan(plan().unit, 2024, targets, sections=both)}, "polars")


def test_pandas_with_blank_columns() -> None:
    blank = pd.DataFrame({"plan": ["a"], "row": [1], "poor_goal": [3], "poor_goal_rate": [None]})
    report = check_frame(blank)
    assert len(report.findings) == 0
    assert "PP203" not in report.checked


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


def test_sections_of_scattered_rows_are_no_plan() -> None:
    first = Plan.of(2024, [RATES, RATES, RATES])
    sections = (Section("I", range(1, 4)),)
    frames = plans_to_frame({"a": Plan(first.unit, 2024, first.targets, None, sections)}, "polars")
    scattered = pl.when(pl.col("row") == 2).then(None).otherwise(pl.col("section"))
    with pytest.raises(ValueError, match="section 1 do not stand together"):
        frame_to_plans(frames.with_columns(section=scattered))


def test_the_bounds_keep_products_in_64_bits() -> None:
    assert columns.LARGEST * 2 * 10**8 < 2**63
    assert (2 * columns.MOST_UNITS + 1) * columns.LARGEST < 2**63


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
