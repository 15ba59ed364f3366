"""Findings, and cells that are not figures, as rows of their own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

from povertyplan.frames.columns import PLAN, ROW, CellPlaces, Places, PreparedFrame, null
from povertyplan.frames.engines.choice import to_narwhals
from povertyplan.frames.engines.expressions import Engine, Expression, Frame, any_of
from povertyplan.frames.rules import Rule, rounded
from povertyplan.model.percent import MOST_DIGITS, Rounding

#: The column that names the test which a row meets.
_TEST = "test"
#: A value, and the names of the tests for which it is taken.
Alternative: TypeAlias = tuple[Sequence[str], Expression]


def findings_of(
    suspects: Frame, prepared: PreparedFrame, rules: Iterable[Rule], rounding: Rounding
) -> Frame:
    """Return a finding for each rule that a row breaks: what it prints, and what it should."""
    engine, places = prepared.engine, prepared.places
    rule_of = {f"rule {number}": rule for number, rule in enumerate(rules)}
    tests = {test: rule.fails for test, rule in rule_of.items()}
    broken = _once_for_each_test(suspects, prepared, tests)

    fields = _tests_by(rule_of, lambda rule: rule.field)
    codes = _tests_by(rule_of, lambda rule: rule.code)
    wholes = _tests_by(rule_of, lambda rule: rule.whole)
    rates = {field: tests for field, tests in fields.items() if field in places}
    units, determined = list[Alternative](), list[Alternative]()
    for test, rule in rule_of.items():
        if rule.units is not None:
            units.append(([test], rule.units))
        if rule.is_determined is not None:
            determined.append(([test], rule.is_determined))
    nothing = null(engine, engine.col(ROW))
    columns: Mapping[str, tuple[Sequence[Alternative], Expression]] = {
        "field": (_alternatives(fields, engine.lit), null(engine, engine.lit(""))),
        "code": (_alternatives(codes, engine.lit), null(engine, engine.lit(""))),
        "printed": (_alternatives(fields, engine.col), nothing),
        "scale": (_alternatives(rates, lambda field: _scale(engine, places[field])), nothing),
        "units": (units, nothing),
        "whole": (_alternatives(wholes, engine.col), engine.lit(1, engine.Int64)),
        "is determined": (determined, engine.lit(value=False)),
    }
    compared = broken.select(
        *prepared.labels,
        *(_chosen(engine, *choice).alias(name) for name, choice in columns.items()),
    )
    return _worded(engine, compared, rounding)


def unread_cells(prepared: PreparedFrame) -> Frame:
    """Return the cells that are not figures."""
    engine = prepared.engine
    column_of = {f"column {number}": column for number, column in enumerate(prepared.columns)}
    tests = {test: column.is_unread for test, column in column_of.items()}
    unread = _once_for_each_test(prepared.unprepared, prepared, tests)

    names, cells = list[Alternative](), list[Alternative]()
    for test, column in column_of.items():
        names.append(([test], engine.lit(column.name)))
        cells.append(([test], engine.col(column.name).cast(engine.String)))
    no_text = null(engine, engine.lit(""))
    return unread.select(
        *prepared.labels,
        _chosen(engine, names, no_text).alias("field"),
        _chosen(engine, cells, no_text).alias("found"),
    )


def _tests_by(rule_of: Mapping[str, Rule], key: Callable[[Rule], str]) -> dict[str, list[str]]:
    """Group tests by something that their rules name; those that name nothing are left out."""
    groups: dict[str, list[str]] = {}
    for test, rule in rule_of.items():
        name = key(rule)
        if name:
            groups.setdefault(name, []).append(test)
    return groups


def _alternatives(
    groups: Mapping[str, Sequence[str]], value_of: Callable[[str], Expression]
) -> list[Alternative]:
    return [(tests, value_of(name)) for name, tests in groups.items()]


def _chosen(
    engine: Engine, alternatives: Iterable[Alternative], otherwise: Expression
) -> Expression:
    """Return the value that goes with the test which a row meets."""
    value = otherwise
    for tests, alternative in alternatives:
        is_one_of_them = any_of(engine.col(_TEST) == test for test in tests)
        value = engine.when(is_one_of_them).then(alternative).otherwise(value)
    return value


def _once_for_each_test(
    frame: Frame, prepared: PreparedFrame, tests: Mapping[str, Expression]
) -> Frame:
    """
    Repeat every row for each of the tests that it meets, with the name of the test.

    SQL engines run a query once for each place where it stands in another.  There it stands
    once: the names of the tests are written into one cell, and the row is split by them.
    """
    engine, implementation = prepared.engine, prepared.implementation
    if implementation.is_pandas_like() or implementation.is_pyarrow():
        meeting: list[nw.LazyFrame[Any]] = []
        for name, test in tests.items():
            rows = frame.filter(test).with_columns(engine.lit(name).alias(_TEST))
            meeting.append(to_narwhals(rows))
        return nw.concat(meeting)
    if implementation.is_polars():
        # Names take longer to write than tests to evaluate, so most rows are dropped before.
        # SQL engines would write out all tests twice.
        frame = frame.with_columns(*(test.alias(name) for name, test in tests.items()))
        tests = {name: engine.col(name) for name in tests}
        frame = frame.filter(any_of(tests.values()))
    names = [engine.when(test).then(engine.lit(name)) for name, test in tests.items()]
    joined = engine.concat_str(*names, separator=",", ignore_nulls=True)
    listed = frame.with_columns(joined.str.split(",").alias(_TEST))
    return listed.explode(_TEST).filter(engine.col(_TEST) != "")


def _scale(engine: Engine, places: Places) -> Expression:
    """Return how many units of the last place of a rate are a percentage point."""
    if isinstance(places, CellPlaces):
        return places.scale // 100
    return engine.lit(10**places, engine.Int64)


def _worded(engine: Engine, compared: Frame, rounding: Rounding) -> Frame:
    """
    Compute what is expected, and write counts and rates as ``str`` does.

    Each division is a column of its own: some engines repeat it wherever its result is used.
    """
    printed, expected, scale = map(engine.col, ("printed", "expected", "scale"))
    value = rounded(engine, engine.col("units"), engine.col("whole"), rounding)
    compared = compared.with_columns(value.cast(engine.Int64).alias("expected"))
    compared = compared.with_columns(
        (printed // scale).alias("points printed"), (expected // scale).alias("points expected")
    )
    is_printable_rate = ~scale.is_null() & (expected < 10**MOST_DIGITS)
    is_known = is_printable_rate | engine.col("is determined")
    text = _text(engine, expected, engine.col("points expected"))
    return compared.select(
        *(PLAN, ROW, "unit", "field", "code"),
        _text(engine, printed, engine.col("points printed")).alias("printed"),
        engine.when(is_known).then(text).alias("expected"),
        (printed - expected).alias("difference"),
    )


def _text(engine: Engine, number: Expression, points: Expression) -> Expression:
    """Write a count, or a rate in units of its last place that has some whole *points*."""
    scale = engine.col("scale")
    rest = number - points * scale
    # The 1 of the scale keeps the zeros behind the mark, and is cut off.
    decimals = (scale + rest).cast(engine.String).str.slice(1)
    mark = engine.when(scale > 1).then(engine.lit(".")).otherwise(engine.lit(""))
    rate = engine.concat_str(points.cast(engine.String), mark, decimals, engine.lit("%"))
    return engine.when(scale.is_null()).then(number.cast(engine.String)).otherwise(rate)
