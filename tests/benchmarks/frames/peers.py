"""The same relations in libraries that validate frames, if they are installed."""

from collections.abc import Callable
from typing import Any

import polars as pl

from tests.benchmarks.frames.data import COUNTS, RATES


def rules() -> dict[str, pl.Expr]:
    """Write each relation as a condition on a row; as in these libraries, null meets it."""
    total = pl.col("part").is_not_null()
    own = pl.when(~total)
    found = {}
    for rate, (count, whole) in RATES.items():
        printed, c, w = pl.col(rate), pl.col(count), pl.col(whole)
        wrong = (w > 0) & ((4 * (10000 * c - printed * w) + 1).abs() >= 2 * w)
        in_use = pl.col(rate).count().over("plan") > 0
        found[f"{rate} PP201"] = ~wrong
        claims_some = (printed > 0) | (printed.is_not_null() & (c > 0))
        found[f"{rate} PP202"] = ~(claims_some & (w == 0))
        found[f"{rate} PP203"] = ~(printed.is_null() & (c > 0) & in_use)
    for year in ("base", "goal"):
        parts = pl.col(f"poor_{year}") + pl.col(f"near_poor_{year}")
        found[f"households_{year} PP305"] = parts <= pl.col(f"households_{year}")
    fall = pl.col("poor_base") - pl.col("poor_goal")
    rise = pl.col("near_poor_goal") - pl.col("near_poor_base")
    found["poor_goal PP306"] = fall >= 0
    found["near_poor_goal PP306"] = (rise <= 0) | (rise <= fall)
    for name in COUNTS:
        summed = own.then(pl.col(name)).sum().over("plan")
        found[f"{name} PP101"] = ~(total & (summed != pl.col(name)))
    return {name: rule.fill_null(value=True) for name, rule in found.items()}


def keys(failing: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """Put the rows that fail each rule together."""
    row = pl.when(pl.col("part").is_null()).then("row").otherwise(0).alias("row")
    return pl.concat(
        rows.select("plan", row, field=pl.lit(name.split()[0]), code=pl.lit(name.split()[1]))
        for name, rows in failing.items()
    )


def pandera(frame: pl.DataFrame) -> pl.DataFrame:
    import pandera.polars as pa  # noqa: PLC0415  # where it is installed
    from pandera.errors import SchemaErrors  # noqa: PLC0415

    def check(name: str, rule: pl.Expr) -> Any:  # without types
        return pa.Check(lambda data: data.lazyframe.select(rule), name=name)

    schema = pa.DataFrameSchema(checks=[check(name, rule) for name, rule in rules().items()])
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as found:
        cases = found.failure_cases.partition_by("check", as_dict=True)
        return keys({name: frame[rows["index"]] for (name,), rows in cases.items()})
    return keys({"none none": frame.clear()})


def dataframely(frame: pl.DataFrame) -> pl.DataFrame:
    import dataframely as dy  # noqa: PLC0415  # where it is installed

    def rule(expression: pl.Expr) -> Any:  # a decorated function
        return dy.rule()(lambda _: expression)

    names = {f"rule_{number}": name for number, name in enumerate(rules())}
    columns = {name: dy.Int64(nullable=True) for name in frame.columns if name != "part"}
    tests = {key: rule(rules()[name]) for key, name in names.items()}
    schema: Any = type("Rows", (dy.Schema,), {"part": dy.String(nullable=True), **columns, **tests})
    details = schema.filter(frame).failure.details()
    return keys({name: details.filter(pl.col(key) == "invalid") for key, name in names.items()})


def pointblank(frame: pl.DataFrame) -> pl.DataFrame:
    import pointblank as pb  # noqa: PLC0415  # where it is installed

    validation, names = pb.Validate(frame), list(rules())
    for rule in rules().values():
        validation = validation.col_vals_expr(expr=rule)
    done = validation.interrogate(extract_limit=10**9)  # it keeps 500 rows of each, else
    return keys({name: done.get_data_extracts(i, frame=True) for i, name in enumerate(names, 1)})


PEERS: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "pandera": pandera,
    "dataframely": dataframely,
    "pointblank": pointblank,
}
