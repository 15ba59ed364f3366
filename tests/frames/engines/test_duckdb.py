"""The SQL that `engines.duckdb` writes, run by DuckDB, against narwhals on the same expressions."""

from collections.abc import Callable

import duckdb as database
import narwhals.stable.v2 as nw
import polars as pl
import pytest

from povertyplan.frames.engines import duckdb
from povertyplan.frames.engines.choice import engine_of, to_narwhals
from povertyplan.frames.engines.expressions import Closed, Engine, EngineFrame, Expression, any_of
from tests.support.engines import rows

ODD_NAME = 'the "tỉnh"; it\'s'
TABLE = pl.DataFrame(
    {
        "key": ["a", "a", "b", "b", None],
        "number": [0, 7, 160, None, 12],
        "other": [3, 7, 2, 5, 12],
        "share": [0.5, float("nan"), 2.0, None, 1.5],
        "text": ["1,87 %", "Chợ's", "", None, "a,b"],
        ODD_NAME: [1, 2, 3, 4, 5],
    }
)
Build = Callable[[Engine], Expression]


def evaluated(engine: Engine, frame: EngineFrame, build: Build) -> list[str]:
    made = frame.select("other", build(engine).alias("made"))
    by_other = sorted(rows(to_narwhals(made)), key=lambda row: (row["other"], str(row["made"])))
    return [str(row["made"]) for row in by_other]


def through_each_engine(build: Build) -> dict[str, list[str]]:
    relation = database.connect().from_arrow(TABLE.to_arrow())
    narwhals_duckdb = nw.from_native(relation)
    return {
        "SQL": evaluated(duckdb, duckdb.SqlFrame(relation), build),
        "narwhals on DuckDB": evaluated(nw, narwhals_duckdb, build),
        "narwhals on polars": evaluated(nw, nw.from_native(TABLE).lazy(), build),
        "polars": evaluated(pl, TABLE.lazy(), build),
    }


def number(engine: Engine) -> Expression:
    return engine.col("number")


def other(engine: Engine) -> Expression:
    return engine.col("other")


def text(engine: Engine) -> Expression:
    return engine.col("text")


@pytest.mark.parametrize(
    "build",
    [
        lambda engine: number(engine) + other(engine) - 1,
        lambda engine: 2 * number(engine) * other(engine),
        lambda engine: number(engine) // other(engine),
        lambda engine: number(engine) == other(engine),
        lambda engine: number(engine) != 7,
        lambda engine: number(engine) < other(engine),
        lambda engine: number(engine) <= other(engine),
        lambda engine: number(engine) > other(engine),
        lambda engine: number(engine) >= other(engine),
        lambda engine: (number(engine) > 3) & (other(engine) < 6),
        lambda engine: (number(engine) > 3) | (other(engine) < 6),
        lambda engine: ~number(engine).is_null(),
        lambda engine: engine.col("share").is_nan(),
        lambda engine: engine.col("share").fill_null(0.5).floor(),
        lambda engine: (number(engine) - other(engine)).abs(),
        lambda engine: number(engine).fill_null(9),
        lambda engine: number(engine).cast(engine.String),
        lambda engine: number(engine).count().over("key"),
        lambda engine: number(engine).max().over("key"),
        lambda engine: other(engine).median().over("key"),
        lambda engine: engine.lit(1, engine.Int64) + engine.lit(2),
        lambda engine: text(engine).fill_null(engine.lit("it's")),
        lambda engine: engine.max_horizontal(number(engine), other(engine)),
        lambda engine: engine.min_horizontal(number(engine), other(engine)),
        lambda engine: engine.concat_str(text(engine), engine.lit("-")),
        lambda engine: engine.concat_str(
            text(engine), engine.lit("x"), separator=",", ignore_nulls=True
        ),
        lambda engine: text(engine).str.contains("^[0-9]"),
        lambda engine: text(engine).str.replace_all("[0-9]", ""),
        lambda engine: text(engine).str.slice(1),
        lambda engine: text(engine).str.slice(1, 2),
        lambda engine: text(engine).str.split(","),
        lambda engine: text(engine).str.len_chars().cast(engine.Int64),
        lambda engine: engine.when(number(engine) > 3, other(engine) > 3).then(number(engine)),
        lambda engine: engine.when(number(engine) > 3).then(number(engine)).otherwise(-1),
        lambda engine: engine.col(ODD_NAME) + 1,
        lambda engine: any_of([number(engine) > 9, other(engine) > 9, number(engine) == 0]),
    ],
)
def test_an_expression_has_one_value(build: Build) -> None:
    by_sql, *by_others = through_each_engine(build).values()
    assert by_others == [by_sql] * len(by_others)


@pytest.mark.parametrize("closed", ["both", "left", "right", "none"])
def test_intervals_of_whole_numbers(closed: Closed) -> None:
    found = through_each_engine(lambda engine: number(engine).is_between(7, 160, closed=closed))
    by_sql, *by_others = found.values()
    assert by_others == [by_sql] * len(by_others)


def frame_of(engine: Engine, table: EngineFrame) -> EngineFrame:
    counts = table.with_columns(engine.col(ODD_NAME).alias("renamed"), number(engine).alias("key"))
    stated = counts.filter(~number(engine).is_null(), other(engine) > 2)
    sums = stated.group_by("other").agg(number(engine).sum(), number(engine).count().alias("rows"))
    sums = sums.rename({"number": f"sum of {ODD_NAME}"})
    # A sum of DuckDB has 128 bits.
    sums = sums.select("other", "rows", engine.col(f"sum of {ODD_NAME}").cast(engine.Int64))
    beside = stated.join(sums, on=["other"], how="left")
    lists = beside.with_columns(text(engine).str.split(",").alias("text"))
    return lists.explode("text").select("other", "text", "rows", f"sum of {ODD_NAME}", "renamed")


def test_frames_are_joined_grouped_and_exploded_alike() -> None:
    relation = database.connect().from_arrow(TABLE.to_arrow())
    sql, lazy = duckdb.SqlFrame(relation), nw.from_native(relation)
    by_sql = rows(to_narwhals(frame_of(duckdb, sql)))
    by_narwhals = rows(frame_of(nw, lazy))
    by_polars = rows(frame_of(pl, TABLE.lazy()))
    assert sorted(map(str, by_sql)) == sorted(map(str, by_narwhals))
    assert sorted(map(str, by_sql)) == sorted(map(str, by_polars))
    assert len(by_sql) == 5


def test_the_sql_that_is_written() -> None:
    poor, rate = duckdb.col("poor"), duckdb.col("the rate")
    assert ((poor + 1) * 2).alias("twice").sql == '(("poor" + 1) * 2)'
    assert (poor == "Chợ's").sql == "(\"poor\" = 'Chợ''s')"
    assert poor.is_between(rate, 9, closed="left").sql == '("poor" between "the rate" and 9 + -1)'
    assert duckdb.lit(1, duckdb.Int64).sql == "cast(1 as bigint)"
    assert rate.median().over("plan").sql == 'median("the rate") over (partition by "plan")'
    assert duckdb.when(poor > 1, rate > 2).then(poor).otherwise(0).sql == (
        'case when ("poor" > 1) and ("the rate" > 2) then "poor" else 0 end'
    )


def test_each_library_has_its_engine() -> None:
    relation = database.connect().from_arrow(TABLE.to_arrow())
    assert engine_of(nw.from_native(TABLE).lazy())[0] is pl
    assert engine_of(nw.from_native(relation))[0] is duckdb
    assert engine_of(nw.from_native(TABLE.to_pandas()).lazy())[0] is nw
