"""Findings, and cells that hold no figure, written out of the rows that have them."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import narwhals.stable.v2 as nw

from povertyplan.frames.columns import PLAN, ROW, Figures, OfCells, Places, null
from povertyplan.frames.engines.choice import to_narwhals
from povertyplan.frames.engines.expressions import Engine, Expression, Frame, any_of
from povertyplan.frames.rules import ROWS, Rule, complete, rounded
from povertyplan.model.percent import MOST_DIGITS, Rounding

_LABEL = "label"
#: What to take for each of some labels.
Choice: TypeAlias = Mapping[tuple[str, ...], Expression]


def told(frame: Frame, figures: Figures, wanted: Sequence[Rule], rounding: Rounding) -> Frame:
    """Return a finding for each rule that a row fails: what it prints, and what it should."""
    engine, places = figures.engine, figures.places
    nothing, label = null(engine, engine.col(ROW)), engine.col(_LABEL)
    found = _each(frame, figures, {rule.label: rule.fails for rule in wanted})
    fields, wholes, sums = (_labels(wanted, part) for part in ("field", "of", "sums"))
    chosen: Mapping[str, Choice] = {
        "printed": {labels: engine.col(name) for name, labels in fields.items()},
        "scale": {fields[name]: _scale(engine, places[name]) for name in places if name in fields},
        "units": {(rule.label,): rule.units for rule in wanted if rule.units is not None},
        "complete": {labels: engine.col(complete(name)) for name, labels in sums.items()},
    }
    of: Choice = {labels: engine.col(name) for name, labels in wholes.items()}
    compared = found.select(
        *figures.where,
        label.str.slice(6).alias("field"),
        label.str.slice(0, 5).alias("code"),
        *(_chosen(engine, said, nothing).alias(name) for name, said in chosen.items()),
        _chosen(engine, of, engine.lit(1, engine.Int64)).alias("of"),
        engine.col(ROWS) if sums else nothing.alias(ROWS),
    )
    return _worded(engine, compared, rounding)


def _labels(wanted: Sequence[Rule], part: str) -> dict[str, tuple[str, ...]]:
    """Return what a part of the rules names, each with the labels of those that do."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in wanted:
        if name := getattr(rule, part):
            found[name] = (*found.get(name, ()), rule.label)
    return found


def _scale(engine: Engine, places: Places) -> Expression:
    """Return how many units of the last place of a rate are a percentage point."""
    if isinstance(places, OfCells):
        return places.scale // 100
    return engine.lit(10**places, engine.Int64)


def _worded(engine: Engine, compared: Frame, rounding: Rounding) -> Frame:
    """
    Say what is expected, and write counts and rates as ``str`` does.

    Step by step: some engines write a division out several times, wherever it stands.
    """
    printed, against, scale = map(engine.col, ("printed", "against", "scale"))
    value = rounded(engine, engine.col("units"), engine.col("of"), rounding).cast(engine.Int64)
    known = compared.with_columns(value.alias("against")).with_columns(
        (printed // scale).alias("above"), (against // scale).alias("above against")
    )
    fits = ~scale.is_null() & (against < 10**MOST_DIGITS)
    firm = fits | (engine.col("complete") == engine.col(ROWS))
    expected = engine.when(firm).then(_text(engine, against, engine.col("above against")))
    return known.select(
        *(PLAN, ROW, "unit", "field", "code"),
        _text(engine, printed, engine.col("above")).alias("printed"),
        expected.alias("expected"),
        (printed - against).alias("difference"),
    )


def _text(engine: Engine, number: Expression, above: Expression) -> Expression:
    """Write a number of units, of which some are *above* the mark."""
    scale = engine.col("scale")
    behind = (scale + number - above * scale).cast(engine.String).str.slice(1)
    mark = engine.when(scale > 1).then(engine.lit(".")).otherwise(engine.lit(""))
    rate = engine.concat_str(above.cast(engine.String), mark, behind, engine.lit("%"))
    return engine.when(scale.is_null()).then(number.cast(engine.String)).otherwise(rate)


def unread_cells(figures: Figures) -> Frame:
    """Find the cells that hold no figure."""
    engine = figures.engine
    tests = {f"no {one.name}": one.unread for one in figures.columns}
    cells: Choice = {
        (f"no {one.name}",): engine.col(one.name).cast(engine.String) for one in figures.columns
    }
    nothing = null(engine, engine.lit(""))
    return _each(figures.printed, figures, tests).select(
        *figures.where,
        engine.col(_LABEL).str.slice(3).alias("field"),
        _chosen(engine, cells, nothing).alias("found"),
    )


def _each(frame: Frame, figures: Figures, tests: Mapping[str, Expression]) -> Frame:
    """
    Return every row once for each of the tests that it meets, with the test's name as label.

    SQL engines run a query again wherever it stands in another.  There it stands
    once: the names of the tests are written into one cell, and the row is split by them.
    """
    engine, library = figures.engine, figures.library
    if library.is_pandas_like() or library.is_pyarrow():
        marked_rows = [
            frame.filter(test).with_columns(engine.lit(name).alias(_LABEL))
            for name, test in tests.items()
        ]
        return nw.concat([to_narwhals(rows) for rows in marked_rows])
    if library.is_polars():
        # To write a name takes longer than to test; SQL engines would write out all tests twice.
        frame = frame.with_columns(*(test.alias(name) for name, test in tests.items()))
        tests = {name: engine.col(name) for name in tests}
        frame = frame.filter(any_of(tests.values()))
    met = [engine.when(test).then(engine.lit(name)) for name, test in tests.items()]
    names = engine.concat_str(*met, separator=",", ignore_nulls=True).str.split(",")
    marked = frame.with_columns(names.alias(_LABEL))
    return marked.explode(_LABEL).filter(engine.col(_LABEL) != "")


def _chosen(engine: Engine, said: Choice, otherwise: Expression) -> Expression:
    """Return the column that goes by the label."""
    chosen = otherwise
    for labels, column in said.items():
        is_one = any_of(engine.col(_LABEL) == label for label in labels)
        chosen = engine.when(is_one).then(column).otherwise(chosen)
    return chosen
