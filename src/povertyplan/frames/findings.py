"""Findings, and cells that hold no figure, written out of the rows that have them."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from povertyplan.frames.columns import PLAN, ROW, Figures, OfCells, Places, null
from povertyplan.frames.engines.words import Expr, Frame, Words, any_of
from povertyplan.frames.rules import ROWS, Rule, complete, rounded
from povertyplan.model.percent import MOST_DIGITS, Rounding

_LABEL = "label"
#: What to take for each of some labels.
Choice: TypeAlias = Mapping[tuple[str, ...], Expr]


def told(frame: Frame, figures: Figures, wanted: Sequence[Rule], rounding: Rounding) -> Frame:
    """Return a finding for each rule that a row fails: what it prints, and what it should."""
    words, places = figures.words, figures.places
    nothing, label = null(words, words.col(ROW)), words.col(_LABEL)
    found = _each(frame, figures, {rule.label: rule.fails for rule in wanted})
    fields, wholes, sums = (_labels(wanted, part) for part in ("field", "of", "sums"))
    chosen: Mapping[str, Choice] = {
        "printed": {labels: words.col(name) for name, labels in fields.items()},
        "scale": {fields[name]: _scale(words, places[name]) for name in places if name in fields},
        "units": {(rule.label,): rule.units for rule in wanted if rule.units is not None},
        "complete": {labels: words.col(complete(name)) for name, labels in sums.items()},
    }
    of: Choice = {labels: words.col(name) for name, labels in wholes.items()}
    compared = found.select(
        *figures.where,
        label.str.slice(6).alias("field"),
        label.str.slice(0, 5).alias("code"),
        *(_chosen(words, said, nothing).alias(name) for name, said in chosen.items()),
        _chosen(words, of, words.lit(1, words.Int64)).alias("of"),
        words.col(ROWS) if sums else nothing.alias(ROWS),
    )
    return _worded(words, compared, rounding)


def _labels(wanted: Sequence[Rule], part: str) -> dict[str, tuple[str, ...]]:
    """Return what a part of the rules names, each with the labels of those that do."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in wanted:
        if name := getattr(rule, part):
            found[name] = (*found.get(name, ()), rule.label)
    return found


def _scale(words: Words, places: Places) -> Expr:
    """Return how many units of the last place of a rate are a percentage point."""
    if isinstance(places, OfCells):
        return places.scale // 100
    return words.lit(10**places, words.Int64)


def _worded(words: Words, compared: Frame, rounding: Rounding) -> Frame:
    """
    Say what is expected, and write counts and rates as ``str`` does.

    Step by step: some engines write a division out several times, wherever it stands.
    """
    printed, against, scale = map(words.col, ("printed", "against", "scale"))
    value = rounded(words, words.col("units"), words.col("of"), rounding).cast(words.Int64)
    known = compared.with_columns(value.alias("against")).with_columns(
        (printed // scale).alias("above"), (against // scale).alias("above against")
    )
    fits = ~scale.is_null() & (against < 10**MOST_DIGITS)
    firm = fits | (words.col("complete") == words.col(ROWS))
    expected = words.when(firm).then(_text(words, against, words.col("above against")))
    return known.select(
        *(PLAN, ROW, "unit", "field", "code"),
        _text(words, printed, words.col("above")).alias("printed"),
        expected.alias("expected"),
        (printed - against).alias("difference"),
    )


def _text(words: Words, number: Expr, above: Expr) -> Expr:
    """Write a number of units, of which some are *above* the mark."""
    scale = words.col("scale")
    behind = (scale + number - above * scale).cast(words.String).str.slice(1)
    mark = words.when(scale > 1).then(words.lit(".")).otherwise(words.lit(""))
    rate = words.concat_str(above.cast(words.String), mark, behind, words.lit("%"))
    return words.when(scale.is_null()).then(number.cast(words.String)).otherwise(rate)


def unread_cells(figures: Figures) -> Frame:
    """Find the cells that hold no figure."""
    words = figures.words
    tests = {f"no {one.name}": one.unread for one in figures.columns}
    cells: Choice = {
        (f"no {one.name}",): words.col(one.name).cast(words.String) for one in figures.columns
    }
    nothing = null(words, words.lit(""))
    return _each(figures.printed, figures, tests).select(
        *figures.where,
        words.col(_LABEL).str.slice(3).alias("field"),
        _chosen(words, cells, nothing).alias("found"),
    )


def _each(frame: Frame, figures: Figures, tests: Mapping[str, Expr]) -> Frame:
    """
    Return every row once for each of the tests that it meets, with the test's name as label.

    SQL engines run a query again wherever it stands in another.  There it stands
    once: the names of the tests are written into one cell, and the row is split by them.
    """
    words, library = figures.words, figures.library
    if library.is_pandas_like() or library.is_pyarrow():
        return words.concat(
            [
                frame.filter(test).with_columns(words.lit(name).alias(_LABEL))
                for name, test in tests.items()
            ]
        )
    if library.is_polars():
        # To write a name takes longer than to test; SQL engines would write out all tests twice.
        frame = frame.with_columns(*(test.alias(name) for name, test in tests.items()))
        tests = {name: words.col(name) for name in tests}
        frame = frame.filter(any_of(tests.values()))
    met = [words.when(test).then(words.lit(name)) for name, test in tests.items()]
    names = words.concat_str(*met, separator=",", ignore_nulls=True).str.split(",")
    marked = frame.with_columns(names.alias(_LABEL))
    return marked.explode(_LABEL).filter(words.col(_LABEL) != "")


def _chosen(words: Words, said: Choice, otherwise: Expr) -> Expr:
    """Return the column that goes by the label."""
    chosen = otherwise
    for labels, column in said.items():
        is_one = any_of(words.col(_LABEL) == label for label in labels)
        chosen = words.when(is_one).then(column).otherwise(chosen)
    return chosen
