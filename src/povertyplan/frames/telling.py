"""Findings, and cells that hold no figure, written out of the rows that have them."""

from collections.abc import Iterable, Mapping, Sequence

import narwhals.stable.v2 as nw

from povertyplan.frames.compiled import Rule, rounded
from povertyplan.frames.intake import PLAN, ROW, Figures, Frame, OfCells, Places, null
from povertyplan.percent import MOST_DIGITS, Rounding

_LABEL = "label"
#: More rows than any engine holds.
_ALL = 2**62


def any_of(tests: Iterable[nw.Expr]) -> nw.Expr:
    """Return whether one of the tests is met."""
    return nw.any_horizontal(*tests, ignore_nulls=False)


def told(frame: Frame, figures: Figures, wanted: Sequence[Rule], rounding: Rounding) -> Frame:
    """Return a finding for each rule that a row fails: what it prints, and what it should."""
    label = nw.col(_LABEL).str
    found = _each(frame, {rule.label: rule.fails for rule in wanted}).with_columns(
        label.slice(0, 5).alias("code"), label.slice(6).alias("field")
    )
    fields = {rule.field: nw.col(rule.field) for rule in wanted if rule.field}
    scales = {name: _scale(of) for name, of in figures.places.items() if name in fields}
    units, of, firm = (
        {rule.label: column for rule in wanted if (column := getattr(rule, part)) is not None}
        for part in ("units", "of", "firm")
    )
    compared = found.select(
        *figures.where,
        nw.col("field", "code"),
        _chosen("field", fields, null()).alias("printed"),
        _chosen("field", scales, null()).alias("scale"),
        _chosen(_LABEL, units, null()).alias("units"),
        _chosen(_LABEL, of, nw.lit(1, nw.Int64)).alias("of"),
        _chosen(_LABEL, firm, nw.lit(value=False)).alias("firm"),
    )
    return _worded(compared, rounding)


def _scale(places: Places) -> nw.Expr:
    """Return how many units of the last place of a rate are a percentage point."""
    if isinstance(places, OfCells):
        return places.scale // 100
    return nw.lit(10**places, nw.Int64)


def _worded(compared: Frame, rounding: Rounding) -> Frame:
    """
    Say what is expected, and write counts and rates as ``str`` does.

    Step by step: some engines write a division out several times, wherever it stands.
    """
    printed, against, scale = map(nw.col, ("printed", "against", "scale"))
    known = compared.with_columns(
        rounded(nw.col("units"), nw.col("of"), rounding).alias("against")
    ).with_columns((printed // scale).alias("above"), (against // scale).alias("above against"))
    firm = nw.col("firm") | (~scale.is_null() & (against < 10**MOST_DIGITS))
    return known.select(
        *(PLAN, ROW, "unit", "field", "code"),
        _text(printed, nw.col("above")).alias("printed"),
        nw.when(firm).then(_text(against, nw.col("above against"))).alias("expected"),
        (printed - against).alias("difference"),
    )


def _text(number: nw.Expr, above: nw.Expr) -> nw.Expr:
    """Write a number of units, of which some are *above* the mark."""
    scale = nw.col("scale")
    behind = (scale + number - above * scale).cast(nw.String).str.slice(1)
    mark = nw.when(scale > 1).then(nw.lit(".")).otherwise(nw.lit(""))
    rate = nw.concat_str(above.cast(nw.String), mark, behind, nw.lit("%"))
    return nw.when(scale.is_null()).then(number.cast(nw.String)).otherwise(rate)


def unread_cells(figures: Figures) -> Frame:
    """Find the cells that hold no figure."""
    tests = {f"no {one.name}": one.unread for one in figures.columns}
    found = {f"no {one.name}": nw.col(one.name).cast(nw.String) for one in figures.columns}
    return _each(figures.printed, tests).select(
        *figures.where,
        nw.col(_LABEL).str.slice(3).alias("field"),
        _chosen(_LABEL, found, null(nw.String)).alias("found"),
    )


def _each(frame: Frame, tests: Mapping[str, nw.Expr]) -> Frame:
    """
    Return every row once for each of the tests that it meets, with the test's name as label.

    SQL engines run a query again wherever it stands in another.  There it stands
    once: the names of the tests are written into one cell, and the row is split by them.
    """
    if frame.implementation.is_pandas_like() or frame.implementation.is_pyarrow():
        return nw.concat(
            [
                frame.filter(test).with_columns(nw.lit(name).alias(_LABEL))
                for name, test in tests.items()
            ]
        )
    marked = frame.with_columns(test.alias(name) for name, test in tests.items())
    met = [nw.when(nw.col(name)).then(nw.lit(name)) for name in tests]
    names = nw.concat_str(*met, separator=",", ignore_nulls=True).str.split(",")
    failing = marked.filter(any_of(map(nw.col, tests))).with_columns(names.alias(_LABEL))
    if failing.implementation.is_duckdb():
        # It would test every row again in the filters above, were it not for a limit between.
        failing = failing.head(_ALL)
    return failing.explode(_LABEL, empty_as_null=False, keep_nulls=False)


def _chosen(by: str, said: Mapping[str, nw.Expr], otherwise: nw.Expr) -> nw.Expr:
    """Return the column that goes by what stands in another."""
    chosen = otherwise
    for name, column in said.items():
        chosen = nw.when(nw.col(by) == name).then(column).otherwise(chosen)
    return chosen
