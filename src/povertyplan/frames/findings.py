"""Findings, and cells that are not figures, as rows of their own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import narwhals.stable.v2 as nw

from povertyplan.frames.columns import PLAN, ROW, CellPlaces, Places, PreparedFrame, null
from povertyplan.frames.engines.choice import to_narwhals
from povertyplan.frames.engines.expressions import Engine, EngineFrame, Expression, any_of
from povertyplan.frames.rates import rounded
from povertyplan.frames.rules import Rule
from povertyplan.model.percent import MOST_DIGITS
from povertyplan.model.reach import Rounding

#: The column with the number of the test that a row meets.
_TEST = "test"
#: A value, and the numbers of the tests for which it is taken.
Alternative: TypeAlias = tuple[Sequence[int], Expression]


def findings_of(
    suspects: EngineFrame, prepared: PreparedFrame, rules: Iterable[Rule], rounding: Rounding
) -> EngineFrame:
    """Return a finding for each rule that a row breaks, with the printed and the right figure."""
    engine, places = prepared.engine, prepared.places
    rules = list(rules)
    broken = _once_for_each_test(suspects, prepared, [rule.fails for rule in rules])

    fields = _numbers_by(rules, lambda rule: rule.field)
    codes = _numbers_by(rules, lambda rule: rule.code)
    wholes = _numbers_by(rules, lambda rule: rule.whole)
    rates = {field: numbers for field, numbers in fields.items() if field in places}
    units, determined = list[Alternative](), list[Alternative]()
    for number, rule in enumerate(rules):
        if rule.units is not None:
            units.append(([number], rule.units))
        if rule.is_determined is not None:
            determined.append(([number], rule.is_determined))
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


def unread_cells(prepared: PreparedFrame) -> EngineFrame:
    """Return the cells that are not figures."""
    engine = prepared.engine
    tests = [column.is_unread for column in prepared.columns]
    unread = _once_for_each_test(prepared.unprepared, prepared, tests)

    names, cells = list[Alternative](), list[Alternative]()
    for number, column in enumerate(prepared.columns):
        names.append(([number], engine.lit(column.name)))
        cells.append(([number], engine.col(column.name).cast(engine.String)))
    no_text = null(engine, engine.lit(""))
    return unread.select(
        *prepared.labels,
        _chosen(engine, names, no_text).alias("field"),
        _chosen(engine, cells, no_text).alias("found"),
    )


def _numbers_by(rules: Iterable[Rule], key: Callable[[Rule], str]) -> dict[str, list[int]]:
    """Group the numbers of rules by something that they name; rules without it are left out."""
    groups: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        name = key(rule)
        if name:
            groups.setdefault(name, []).append(number)
    return groups


def _alternatives(
    groups: Mapping[str, Sequence[int]], value_of: Callable[[str], Expression]
) -> list[Alternative]:
    return [(numbers, value_of(name)) for name, numbers in groups.items()]


def _chosen(
    engine: Engine, alternatives: Iterable[Alternative], otherwise: Expression
) -> Expression:
    """Return the value that goes with the test which a row meets."""
    value = otherwise
    for numbers, alternative in alternatives:
        is_one_of_them = any_of(engine.col(_TEST) == number for number in numbers)
        value = engine.when(is_one_of_them).then(alternative).otherwise(value)
    return value


def _once_for_each_test(
    frame: EngineFrame, prepared: PreparedFrame, tests: Sequence[Expression]
) -> EngineFrame:
    """
    Repeat every row for each of the tests that it meets, with the number of the test.

    SQL engines run a query once for each place where it stands in another.  There it stands
    once: the numbers of the tests are written into one cell, and the row is split by them.
    """
    engine, implementation = prepared.engine, prepared.implementation
    if implementation.is_pandas_like() or implementation.is_pyarrow():
        meeting: list[nw.LazyFrame[Any]] = []
        for number, test in enumerate(tests):
            with_number = engine.lit(number, engine.Int64).alias(_TEST)
            rows = frame.filter(test).with_columns(with_number)
            meeting.append(to_narwhals(rows))
        return nw.concat(meeting)
    if implementation.is_polars():
        # Numbers take longer to write than tests to evaluate, so most rows are dropped before.
        # SQL engines would write out all tests twice.
        outcomes = [f"{_TEST} {number}" for number in range(len(tests))]
        named = zip(tests, outcomes, strict=True)
        frame = frame.with_columns(*(test.alias(outcome) for test, outcome in named))
        tests = [engine.col(outcome) for outcome in outcomes]
        frame = frame.filter(any_of(tests))
    numbers: list[Expression] = []
    for number, test in enumerate(tests):
        numbers.append(engine.when(test).then(engine.lit(str(number))))
    joined = engine.concat_str(*numbers, separator=",", ignore_nulls=True)
    listed = frame.with_columns(joined.str.split(",").alias(_TEST))
    meeting_rows = listed.explode(_TEST).filter(engine.col(_TEST) != "")
    return meeting_rows.with_columns(engine.col(_TEST).cast(engine.Int64).alias(_TEST))


def _scale(engine: Engine, places: Places) -> Expression:
    """Return how many units of the last place of a rate are a percentage point."""
    if isinstance(places, CellPlaces):
        return places.scale // 100
    return engine.lit(10**places, engine.Int64)


def _worded(engine: Engine, compared: EngineFrame, rounding: Rounding) -> EngineFrame:
    """
    Compute the right figures, and write counts and rates as ``str`` does.

    Each division is a column of its own: some engines repeat it wherever its result is used.
    """
    printed, expected, scale = map(engine.col, ("printed", "expected", "scale"))
    units = engine.col("units")
    # A count stays as it is: what a flow makes may be below 0, which no engine rounds alike.
    rate = rounded(engine, units, engine.col("whole"), rounding)
    value = engine.when(scale.is_null()).then(units).otherwise(rate)
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
