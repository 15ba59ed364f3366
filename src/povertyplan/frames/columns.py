"""
What of a user's frame is taken in: its columns, as whole numbers of 64 bits.

Cells that hold no figure are told apart here, so that the arithmetic beyond
sees integers and nulls only.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

import narwhals.stable.v2 as nw
from attrs import frozen

from povertyplan.errors import near
from povertyplan.frames.engines.choice import engine_of, to_narwhals
from povertyplan.frames.engines.expressions import Engine, Expression, Frame
from povertyplan.model.fields import ANNEX, Count, Field
from povertyplan.model.percent import MOST_DIGITS, MOST_PLACES
from povertyplan.model.places import Part

Native = TypeVar("Native")

PLAN, ROW, PART, SECTION, NAME = "plan", "row", "part", "section", "name"
#: The words of the column `part`; the row of a TDP has none.
TOTAL, SUBTOTAL = str(Part.TOTAL), "section"
#: No count above this is judged: up to here nothing that is computed leaves 64 bits.
LARGEST = 9 * 10**9
#: Nor any rate whose number without its mark is above this: 500 % with six places.
MOST_UNITS = 5 * 10**8

_DASH = r"^\s*[-–—]?\s*$"
_NUMBERS = "|".join(
    f"[0-9]{{1,{MOST_DIGITS - places}}}" + (f"[.,][0-9]{{{places}}}" if places else "")
    for places in range(MOST_PLACES + 1)
)
_PERCENT = rf"^\s*(?:{_NUMBERS})\s*%?\s*$"
_TEXTS = (PART, NAME)
_OTHERS = (ROW, PART, SECTION, NAME)


@frozen
class OfCells:
    """The places of a rate where each cell has its own, in two columns."""

    number: Expression
    scale: Expression  #: what makes a share of one a whole number of the last place


Places: TypeAlias = int | OfCells


@frozen
class Column:
    """How one column is taken in: its value, and the cells that hold none."""

    name: str
    value: Expression
    unread: Expression
    places: Places | None = None  #: of a rate: how many digits stand behind the mark
    derived: tuple[Expression, ...] = ()


@frozen
class Figures:
    """
    A user's frame as the arithmetic takes it.

    *frame* has the columns plan, row and part, and those that the user's has of
    section, name and the figures: whole numbers, a rate as its number without the mark.
    """

    engine: Engine  #: what expressions over the frame are written in
    library: nw.Implementation
    source: Frame  #: the user's frame
    frame: Frame
    given: frozenset[str]  #: the columns that the user's frame has
    others: tuple[Expression, ...]  #: plan, row, part, section and name
    columns: tuple[Column, ...]

    @property
    def printed(self) -> Frame:
        """The same columns with the figures as they stand in the user's frame."""
        return self.source.select(*self.others, *(name for name in ANNEX if name in self.given))

    @property
    def places(self) -> dict[str, Places]:
        """The places of each rate, of a column or of its cells."""
        return {one.name: one.places for one in self.columns if one.places is not None}

    @property
    def where(self) -> tuple[Expression, ...]:
        """The plan, the row as reports write it (its number, ``total``, ``section1``), the unit."""
        engine = self.engine
        part, number = engine.col(PART), engine.col(ROW).cast(engine.String)
        other = part
        if SECTION in self.given:
            section = engine.concat_str(
                engine.lit(SUBTOTAL), engine.col(SECTION).cast(engine.String), ignore_nulls=True
            )
            other = engine.when(part == SUBTOTAL).then(section).otherwise(part)
        unit = engine.col(NAME) if NAME in self.given else null(engine, engine.lit(""))
        row = engine.when(part.is_null()).then(number).otherwise(other)
        return engine.col(PLAN), row.alias(ROW), unit.alias("unit")


def null(engine: Engine, kind: Expression) -> Expression:
    """Return nothing, as a column of some kind: pandas has no such literal."""
    return engine.when(engine.lit(value=False)).then(kind)


def known(engine: Engine, name: str) -> Expression:
    """Return a count where it is one that can be judged, else null."""
    return engine.when(engine.col(name).is_between(0, LARGEST)).then(engine.col(name))


def lazily(native: object) -> nw.LazyFrame[Any]:
    """Wrap a frame of any library so that nothing runs before it is collected."""
    untyped: Any = native
    wrapped = nw.from_native(untyped)
    if wrapped.implementation.is_pandas_like():
        # Only pandas has columns without a type where all is blank, and integers without a null.
        own = [name for name in wrapped.columns if name in {*ANNEX, *_OTHERS} - {ROW}]
        wrapped = wrapped.drop(name for name in own if wrapped[name].is_null().all())
        kinds = {
            name: nullable
            for name, kind in wrapped.schema.items()
            for nullable in [_nullable(name, kind)]
            if nullable and name in {*own, ROW}
        }
        wrapped = nw.from_native(wrapped.to_native().astype(kinds))
    lazy: nw.LazyFrame[Any] = wrapped.lazy()
    return lazy


def _nullable(name: str, kind: nw.dtypes.DType) -> str | None:
    if name == ROW or kind.is_integer():
        return "Int64"
    return "Float64" if kind.is_float() else "string" if kind == nw.String else None


def like(native: Native, *frames: Frame) -> Native:
    """Stack frames, as lazy as *native* and of its library."""
    untyped: Any = native
    stacked = nw.concat([to_narwhals(frame) for frame in frames])
    if isinstance(nw.from_native(untyped), nw.DataFrame):
        untyped = nw.maybe_reset_index(stacked.collect()).to_native()
    else:
        untyped = stacked.to_native()
    result: Native = untyped
    return result


def take_in(native: object, places: int | None, also: Iterable[str] = ()) -> Figures:
    """
    Take in a frame, and *also* some columns as they are.

    Raises `ValueError` for a frame without the columns plan and row, and
    `TypeError` for a column that cannot hold its figure.
    """
    wrapped = lazily(native)
    engine, source = engine_of(wrapped)
    schema = {name: kind for name, kind in wrapped.collect_schema().items() if kind != nw.Unknown}
    for name in (PLAN, ROW):
        if name not in schema:
            raise ValueError(f"the frame has no column {name!r}{near(name, list(schema))}")
    figures = [_column(engine, name, schema[name], places) for name in ANNEX if name in schema]
    columns = (*_unplaced(engine, schema), *figures)
    also = [name for name in also if name not in {PLAN, *_OTHERS, *ANNEX}]
    # A frame that is only picked from is not held a second time by engines that share work.
    own = [name for name in _OTHERS if name in {*schema, PART}]
    others = (
        *(engine.col(name) for name in (PLAN, *also)),
        *(_other(engine, name, schema) for name in own),
    )
    frame = source.select(
        *others,
        *(one.value.alias(one.name) for one in figures),
        *(extra for one in figures for extra in one.derived),
    )
    given = frozenset(schema)
    return Figures(engine, wrapped.implementation, source, frame, given, others, columns)


def _other(engine: Engine, name: str, schema: Mapping[str, nw.dtypes.DType]) -> Expression:
    text = name in _TEXTS
    if name not in schema:
        return null(engine, engine.lit("") if text else engine.col(ROW)).alias(name)
    fits = schema[name] == (nw.String if text else nw.Int64)
    kind = engine.String if text else engine.Int64
    return engine.col(name) if fits else engine.col(name).cast(kind)


def _column(engine: Engine, name: Field, kind: nw.dtypes.DType, places: int | None) -> Column:
    if isinstance(name, Count):
        return _count(engine, name, kind)
    if kind == nw.String:
        return _text(engine, name)
    if isinstance(kind, nw.Decimal) and kind.scale <= MOST_PLACES:
        digits = (engine.col(name) * engine.lit(10**kind.scale)).cast(engine.Int64)
        return _digits(name, digits, kind.scale)
    if kind.is_integer():
        if places is None:
            raise TypeError(f"column {name} holds whole numbers: say how many places they have")
        return _digits(name, _integer(engine, name, kind), places)
    raise TypeError(
        f"column {name} must be text, decimals of at most {MOST_PLACES} places or whole numbers"
        f" and their places, for what was printed; got {kind}"
    )


def _integer(engine: Engine, name: str, kind: nw.dtypes.DType) -> Expression:
    return engine.col(name) if kind == nw.Int64 else engine.col(name).cast(engine.Int64)


def _count(engine: Engine, name: Count, kind: nw.dtypes.DType) -> Column:
    column = engine.col(name)
    if kind.is_integer() or (isinstance(kind, nw.Decimal) and kind.scale == 0):
        value = _integer(engine, name, kind)
        return Column(name, value, ~value.is_between(0, LARGEST))
    if not kind.is_float():
        raise TypeError(f"column {name} must be whole numbers, got {kind}")
    fits = column.is_between(0, LARGEST) & (column == column.floor())
    value = engine.when(fits).then(column).cast(engine.Int64)
    return Column(name, value, ~column.is_nan() & ~fits)


def _digits(name: str, digits: Expression, places: int) -> Column:
    return Column(name, digits, ~digits.is_between(0, MOST_UNITS), places)


def _text(engine: Engine, name: str) -> Column:
    column = engine.col(name)
    printed = column.str.contains(_PERCENT)
    number = (
        engine.when(printed).then(column).otherwise(engine.lit("0")).str.replace_all("[^0-9.,]", "")
    )
    behind = number.str.replace_all("^[0-9]+[.,]?", "").str.len_chars().cast(engine.Int64)
    # Pandas takes text to integers that have no null: the product has one, as the test has.
    digits = number.str.replace_all("[.,]", "").cast(engine.Int64) * printed.cast(engine.Int64)
    places, scale = f"places of {name}", f"scale of {name}"
    return Column(
        name,
        engine.when(printed).then(digits),
        (~printed & ~column.str.contains(_DASH)) | (digits > MOST_UNITS),
        OfCells(engine.col(places), engine.col(scale)),
        (behind.alias(places), _power_of_ten(engine, behind, 2).alias(scale)),
    )


def _power_of_ten(engine: Engine, places: Expression, more: int) -> Expression:
    """Return ten to the power of the places, and some more."""
    found = engine.lit(10 ** (MOST_PLACES + more), engine.Int64)
    for each in range(MOST_PLACES):
        power = engine.lit(10 ** (each + more), engine.Int64)
        found = engine.when(places == each).then(power).otherwise(found)
    return found


def _unplaced(engine: Engine, given: Iterable[str]) -> Iterator[Column]:
    """Yield what is wrong where a row says of which plan and part it is."""
    plan, part = engine.col(PLAN), engine.col(PART)
    yield Column(PLAN, plan, plan.is_null())
    if PART in given:
        yield Column(PART, part, ~((part == TOTAL) | (part == SUBTOTAL)))
