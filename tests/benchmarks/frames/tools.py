"""The same relations, by this library and by hand; each takes the loaded rows of a Parquet file."""

import inspect
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import polars as pl

from povertyplan.frames import check_frame
from tests.benchmarks.frames.data import COUNTS, RATES
from tests.benchmarks.frames.peers import PEERS, keys, rules

RULES = ("PP101", "PP201", "PP202", "PP203", "PP305", "PP306")
OUTLIERS = ("PP307", "PP308")


def load_polars(path: str) -> pl.DataFrame:
    return pl.read_parquet(path)


def load_duckdb(path: str) -> Any:
    link = duckdb.connect(config={"threads": 2})
    link.execute(f"create table plans as select * from '{path}'")
    return link


def load_spark(path: str) -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415  # where it is installed

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    rows = session.read.parquet(path).cache()
    rows.count()
    return rows


def ours_polars(frame: pl.DataFrame, codes: tuple[str, ...] = RULES) -> pl.DataFrame:
    found = check_frame(frame.lazy(), places=2, codes=codes).findings
    row = pl.col("row").replace("total", "0").cast(pl.Int64)
    return found.select("plan", row, "field", "code").collect()


def ours_duckdb(link: Any, codes: tuple[str, ...] = RULES) -> pl.DataFrame:
    found = check_frame(link.table("plans"), places=2, codes=codes).findings
    row = "cast(case row when 'total' then '0' else row end as bigint) as row"
    keys: pl.DataFrame = found.project(f"plan, {row}, field, code").pl()
    return keys


def ours_spark(rows: Any) -> pl.DataFrame:
    found = check_frame(rows, places=2, codes=RULES).findings
    row = "cast(if(row = 'total', '0', row) as bigint) as row"
    return pl.DataFrame(found.selectExpr("plan", row, "field", "code").toArrow())


def by_hand_polars(frame: pl.DataFrame) -> pl.DataFrame:
    rows, total = frame.lazy(), ~pl.col("part").is_null()
    own = pl.when(pl.col("part").is_null())
    tests: dict[str, tuple[pl.Expr, pl.Expr]] = {}  # from a row alone, and beside its plan
    for rate, (count, whole) in RATES.items():
        printed, c, w = pl.col(rate), pl.col(count), pl.col(whole)
        wrong = (w > 0) & ((4 * (10000 * c - printed * w) + 1).abs() >= 2 * w)
        tests[f"{rate} PP201"] = (wrong, wrong)
        bare = ((printed > 0) | (printed.is_not_null() & (c > 0))) & (w.is_null() | (w == 0))
        tests[f"{rate} PP202"] = (bare, bare & ((w == 0) | (pl.col(f"in use {whole}") > 0)))
        blank = printed.is_null() & (c > 0)
        tests[f"{rate} PP203"] = (blank, blank & (pl.col(f"in use {rate}") > 0))
    for year in ("base", "goal"):
        many = pl.sum_horizontal(f"poor_{year}", f"near_poor_{year}") > pl.col(f"households_{year}")
        tests[f"households_{year} PP305"] = (many, many)
    fall = pl.col("poor_base") - pl.col("poor_goal")
    rise = pl.col("near_poor_goal") - pl.col("near_poor_base")
    tests["poor_goal PP306"] = (fall < 0, fall < 0)
    tests["near_poor_goal PP306"] = ((rise > 0) & (rise > fall),) * 2
    for name in COUNTS:
        summed, complete = pl.col(f"sum {name}"), pl.col(f"n {name}") == pl.col("rows")
        differs = (summed > pl.col(name)) | (complete & (summed != pl.col(name)))
        tests[f"{name} PP101"] = (total, total & differs)
    plans = rows.group_by("plan").agg(
        own.then(1).sum().alias("rows"),
        *(own.then(pl.col(name)).sum().alias(f"sum {name}") for name in COUNTS),
        *(own.then(pl.col(name)).count().alias(f"n {name}") for name in COUNTS),
        *(pl.col(name).count().alias(f"in use {name}") for name in RATES),
        *(
            pl.col(f"households_{y}").count().alias(f"in use households_{y}")
            for y in ("base", "goal")
        ),
    )
    return (
        rows.filter(pl.any_horizontal(*(first for first, _ in tests.values())))
        .join(plans, on="plan", how="left")
        .select(
            "plan",
            pl.when(total).then(0).otherwise("row").alias("row"),
            *(second.alias(name) for name, (_, second) in tests.items()),
        )
        .unpivot(index=["plan", "row"])
        .filter("value")
        .select(
            *("plan", "row"),
            pl.col("variable").str.split(" ").list.get(0).alias("field"),
            pl.col("variable").str.split(" ").list.get(1).alias("code"),
        )
        .collect()
    )


def by_hand_duckdb(link: Any) -> pl.DataFrame:
    tests = {}
    for rate, (c, w) in RATES.items():
        wrong = f"({w} > 0 and abs(4 * (10000 * {c} - {rate} * {w}) + 1) >= 2 * {w})"
        bare = f"({rate} is not null and ({rate} > 0 or {c} > 0) and coalesce({w}, 0) = 0)"
        blank = f"({rate} is null and {c} > 0)"
        tests[f"{rate} PP201"] = (wrong, wrong)
        tests[f"{rate} PP202"] = (bare, f"({bare} and ({w} = 0 or use_{w} > 0))")
        tests[f"{rate} PP203"] = (blank, f"({blank} and use_{rate} > 0)")
    for year in ("base", "goal"):
        parts = f"coalesce(poor_{year}, 0) + coalesce(near_poor_{year}, 0)"
        many = f"({parts} > households_{year})"
        tests[f"households_{year} PP305"] = (many, many)
    rise = "near_poor_goal - near_poor_base"
    tests["poor_goal PP306"] = ("(poor_goal > poor_base)",) * 2
    joined = f"({rise} > 0 and {rise} > poor_base - poor_goal)"
    tests["near_poor_goal PP306"] = (joined, joined)
    for name in COUNTS:
        differs = f"(s_{name} > {name} or (n_{name} = n and s_{name} <> {name}))"
        tests[f"{name} PP101"] = ("part is not null", f"(part is not null and {differs})")
    sums = ", ".join(
        f"sum({n}) filter (part is null) s_{n}, count({n}) filter (part is null) n_{n}"
        for n in COUNTS
    )
    uses = ", ".join(f"count({n}) use_{n}" for n in (*RATES, "households_base", "households_goal"))
    told = ", ".join(f"case when {second} then '{name}' end" for name, (_, second) in tests.items())
    query = f"""
        with sums as (
            select plan, count(*) filter (part is null) n, {sums}, {uses} from plans group by plan
        ), found as (
            select plan, case when part is null then row else 0 end as row,
                   unnest(list_filter([{told}], lambda x: x is not null)) as said
            from plans left join sums using (plan)
            where {" or ".join(dict.fromkeys(first for first, _ in tests.values()))}
        )
        select plan, row, split_part(said, ' ', 1) as field, split_part(said, ' ', 2) as code
        from found
    """
    found: pl.DataFrame = link.sql(query).pl()
    return found


def by_hand_numpy(frame: pl.DataFrame) -> pl.DataFrame:
    held = {name: frame[name].to_numpy() for name in ("plan", "row", *COUNTS)}
    total = frame["part"].is_not_null().to_numpy()
    place = np.where(total, 0, held["row"])
    found = []

    def tell(wrong: Any, field: str, code: str) -> None:
        at = np.flatnonzero(wrong)
        names = {"field": pl.lit(field), "code": pl.lit(code)}
        found.append(
            pl.DataFrame({"plan": held["plan"][at], "row": place[at]}).with_columns(**names)
        )

    for rate, (count, whole) in RATES.items():
        blank = frame[rate].is_null().to_numpy()
        r, c, w = frame[rate].fill_null(0).to_numpy(), held[count], held[whole]
        tell(~blank & (w > 0) & (abs(4 * (10000 * c - r * w) + 1) >= 2 * w), rate, "PP201")
        tell(~blank & ((r > 0) | (c > 0)) & (w == 0), rate, "PP202")
        tell(blank & (c > 0), rate, "PP203")
    for year in ("base", "goal"):
        parts = held[f"poor_{year}"] + held[f"near_poor_{year}"]
        tell(parts > held[f"households_{year}"], f"households_{year}", "PP305")
    fall = held["poor_base"] - held["poor_goal"]
    rise = held["near_poor_goal"] - held["near_poor_base"]
    tell(fall < 0, "poor_goal", "PP306")
    tell((rise > 0) & (rise > fall), "near_poor_goal", "PP306")
    starts = np.flatnonzero(np.diff(held["plan"], prepend=-1))
    for name in COUNTS:
        sums = np.add.reduceat(np.where(total, 0, held[name]), starts)
        differs = np.zeros(len(total), dtype=bool)
        differs[total] = held[name][total] != sums[held["plan"][total]]
        tell(differs, name, "PP101")
    return pl.concat(found)


TOOLS: dict[str, tuple[Callable[[str], Any], Callable[[Any], pl.DataFrame]]] = {
    "polars by hand": (load_polars, by_hand_polars),
    "povertyplan on polars": (load_polars, ours_polars),
    "DuckDB by hand": (load_duckdb, by_hand_duckdb),
    "povertyplan on DuckDB": (load_duckdb, ours_duckdb),
    "numpy by hand": (load_polars, by_hand_numpy),
    "povertyplan on PySpark": (load_spark, ours_spark),
    **{name: (load_polars, job) for name, job in PEERS.items()},
    "PP307, PP308 on polars": (load_polars, lambda rows: ours_polars(rows, OUTLIERS)),
    "PP307, PP308 on DuckDB": (load_duckdb, lambda rows: ours_duckdb(rows, OUTLIERS)),
}


def lines_of_code(tool: str) -> int:
    """Count the lines that a user of a tool would write, without those that are blank."""
    job = TOOLS[tool][1]
    parts: list[Callable[..., Any]] = [job, rules, keys] if tool in PEERS else [job]
    return sum(
        bool(line.strip()) for part in parts for line in inspect.getsource(part).splitlines()
    )
