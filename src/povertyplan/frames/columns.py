"""
The columns of a user's frame, prepared for the arithmetic: whole numbers of 64 bits.

Cells that hold something which is not a figure are set apart here, so that all other modules
see integers and nulls only.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import narwhals.stable.v2 as nw
from attrs import frozen

from povertyplan.arguments.refusals import near, shown
from povertyplan.frames.engines.choice import engine_of, to_narwhals
from povertyplan.frames.engines.expressions import Engine, EngineFrame, Expression, any_of
from povertyplan.model.fields import ANNEX, Count, Figure
from povertyplan.model.percent import MOST_DIGITS, MOST_PLACES
from povertyplan.model.places import Part

Native = TypeVar("Native")
DType: TypeAlias = nw.dtypes.DType
Schema: TypeAlias = Mapping[str, DType]

PLAN, ROW, PART, SECTION, NAME = "plan", "row", "part", "section", "name"
#: The column that tells whether a row cannot be judged: it names no plan, or a cell was not read.
UNJUDGED = "is unjudged"
#: The values of the column `part`; it is null in the row of a TDP.
TOTAL, SUBTOTAL = str(Part.TOTAL), "section"
#: The largest count that is judged: up to here nothing that is computed leaves 64 bits.
LARGEST = 9 * 10**9
#: The largest rate that is judged, in units of its last place: 500 % with six places.
MOST_UNITS = 5 * 10**8

_IDENTIFIERS = (PLAN, ROW, PART, SECTION, NAME)
_TEXTS = (PART, NAME)
_DASH = r"^\s*[-–—]?\s*$"


def _percentages() -> str:
    """Return the pattern of a percentage with as many digits and places as `Percent` has."""
    numbers: list[str] = []
    for places in range(MOST_PLACES + 1):
        decimals = f"[.,][0-9]{{{places}}}" if places else ""
        numbers.append(f"[0-9]{{1,{MOST_DIGITS - places}}}{decimals}")
    return rf"^\s*(?:{'|'.join(numbers)})\s*%?\s*$"


_PERCENTAGE = _percentages()


@frozen
class CellPlaces:
    """The decimal places of a rate whose cells differ in them, in two columns."""

    number: Expression
    scale: Expression  #: the power of ten that makes a share of one units of the last place


Places: TypeAlias = int | CellPlaces


@frozen
class PreparedColumn:
    """
    One column: its value, and the test for cells that hold something else.

    The value of such a cell is null, so that nothing is computed from it.
    """

    name: str
    value: Expression
    is_unread: Expression
    places: Places | None = None  #: None for a count
    extra: tuple[Expression, ...] = ()  #: the columns that `CellPlaces` refers to


@frozen
class PreparedFrame:
    """
    A user's frame as the arithmetic takes it.

    *frame* has the columns plan, row and part, and of section, name and the figures those that
    the user's frame has.  Counts are whole numbers, and rates their digits without the mark.
    They are within the bounds up to which products fit 64 bits, or null; `UNJUDGED` tells which
    rows have figures that could not be read.
    """

    engine: Engine  #: what expressions over the frame are made with
    implementation: nw.Implementation
    source: EngineFrame  #: the user's frame
    frame: EngineFrame
    given: frozenset[str]  #: the columns of the user's frame
    figures: tuple[Figure, ...]  #: those of them that hold figures
    identifiers: tuple[Expression, ...]  #: plan, row, part, section and name
    columns: tuple[PreparedColumn, ...]

    @property
    def unprepared(self) -> EngineFrame:
        """The same columns with the figures as they stand in the user's frame."""
        return self.source.select(*self.identifiers, *self.figures)

    @property
    def places(self) -> dict[str, Places]:
        """The decimal places of each rate."""
        return {column.name: column.places for column in self.columns if column.places is not None}

    @property
    def labels(self) -> tuple[Expression, ...]:
        """The plan, the row as reports write it (``8``, ``total``, ``section1``) and the unit."""
        engine = self.engine
        plan, row, part = engine.col(PLAN), engine.col(ROW), engine.col(PART)
        total_row = part
        if SECTION in self.given:
            number = engine.col(SECTION).cast(engine.String)
            section = engine.concat_str(engine.lit(SUBTOTAL), number, ignore_nulls=True)
            total_row = engine.when(part == SUBTOTAL).then(section).otherwise(part)
        number = row.cast(engine.String)
        label = engine.when(part.is_null()).then(number).otherwise(total_row)
        unit = engine.col(NAME) if NAME in self.given else null(engine, engine.lit(""))
        return plan, label.alias(ROW), unit.alias("unit")


def null(engine: Engine, like: Expression) -> Expression:
    """Return null as a value of the type of another expression: pandas has no such literal."""
    return engine.when(engine.lit(value=False)).then(like)


def prepare(
    native: object,
    places: int | None,
    *,
    figures: Iterable[Figure] = ANNEX,
    also: Iterable[str] = (),
) -> PreparedFrame:
    """
    Prepare the columns of a frame that hold *figures*, and keep some *also* as they are.

    *places* are the decimal places of rates that are whole numbers.

    Raises `ValueError` for a frame without the columns plan and row, and `TypeError` for a
    column of a type that cannot hold its figure.
    """
    figures = tuple(figures)
    wrapped = lazy_frame(native, figures)
    engine, source = engine_of(wrapped)
    schema = {name: kind for name, kind in wrapped.collect_schema().items() if kind != nw.Unknown}
    for name in (PLAN, ROW):
        if name not in schema:
            raise ValueError(f"the frame has no column {name!r}{near(name, list(schema))}")

    stated = tuple(figure for figure in figures if figure in schema)
    columns = [_prepared(engine, figure, schema[figure], places) for figure in stated]
    is_unread = any_of([engine.col(PLAN).is_null(), *(column.is_unread for column in columns)])
    values = [is_unread.fill_null(value=False).alias(UNJUDGED)]
    values += [column.value.alias(column.name) for column in columns]
    for column in columns:
        values += column.extra

    kept = [name for name in also if name not in {*_IDENTIFIERS, *figures}]
    positions = [name for name in (ROW, PART, SECTION, NAME) if name in {*schema, PART}]
    identifiers = [engine.col(name) for name in (PLAN, *kept)]
    identifiers += [_identifier(engine, name, schema) for name in positions]

    return PreparedFrame(
        engine,
        wrapped.implementation,
        source,
        # A frame that is only selected from is not held a second time by engines that share work.
        source.select(*identifiers, *values),
        frozenset(schema),
        stated,
        tuple(identifiers),
        (*_unread_identifiers(engine, schema), *columns),
    )


def _identifier(engine: Engine, name: str, schema: Schema) -> Expression:
    """Return row, part, section or name as text or whole numbers; a missing part is null."""
    is_text = name in _TEXTS
    if name not in schema:
        return null(engine, engine.lit("") if is_text else engine.col(ROW)).alias(name)
    if schema[name] == (nw.String if is_text else nw.Int64):
        return engine.col(name)
    return engine.col(name).cast(engine.String if is_text else engine.Int64)


def _unread_identifiers(engine: Engine, given: Collection[str]) -> Iterator[PreparedColumn]:
    """Yield the columns plan and part with the test for cells that name neither."""
    plan, part = engine.col(PLAN), engine.col(PART)
    yield PreparedColumn(PLAN, plan, plan.is_null())
    if PART in given:
        is_known = (part == TOTAL) | (part == SUBTOTAL)
        yield PreparedColumn(PART, part, ~is_known)


def _prepared(engine: Engine, figure: Figure, kind: DType, places: int | None) -> PreparedColumn:
    """Prepare the column of one figure by its type."""
    if isinstance(figure, Count):
        return _prepared_count(engine, figure, kind)
    if kind == nw.String:
        return _prepared_text(engine, figure)
    if isinstance(kind, nw.Decimal) and kind.scale <= MOST_PLACES:
        shifted = engine.col(figure) * engine.lit(10**kind.scale)
        return _prepared_digits(engine, figure, shifted.cast(engine.Int64), kind.scale)
    if kind.is_integer():
        if places is None:
            raise TypeError(f"column {figure} holds whole numbers: say how many places they have")
        return _prepared_digits(engine, figure, _integer(engine, figure, kind), places)
    raise TypeError(
        f"column {figure} must be text, decimals of at most {MOST_PLACES} places or whole numbers"
        f" and their places, for what was printed; got {kind}"
    )


def _integer(engine: Engine, name: str, kind: DType) -> Expression:
    column = engine.col(name)
    return column if kind == nw.Int64 else column.cast(engine.Int64)


def _prepared_count(engine: Engine, name: Count, kind: DType) -> PreparedColumn:
    column = engine.col(name)
    if kind.is_integer() or (isinstance(kind, nw.Decimal) and kind.scale == 0):
        number = _integer(engine, name, kind)
        is_count = number.is_between(0, LARGEST)
        return PreparedColumn(name, engine.when(is_count).then(number), ~is_count)
    if not kind.is_float():
        raise TypeError(f"column {name} must be whole numbers, got {kind}")
    is_count = column.is_between(0, LARGEST) & (column == column.floor())
    value = engine.when(is_count).then(column).cast(engine.Int64)
    return PreparedColumn(name, value, ~column.is_nan() & ~is_count)


def _prepared_digits(engine: Engine, name: str, digits: Expression, places: int) -> PreparedColumn:
    is_rate = digits.is_between(0, MOST_UNITS)
    return PreparedColumn(name, engine.when(is_rate).then(digits), ~is_rate, places)


def _prepared_text(engine: Engine, name: str) -> PreparedColumn:
    """Prepare rates as printed, whose cells each have their own places."""
    column = engine.col(name)
    is_rate, is_blank = column.str.contains(_PERCENTAGE), column.str.contains(_DASH)
    rate = engine.when(is_rate).then(column).otherwise(engine.lit("0"))
    number = rate.str.replace_all("[^0-9.,]", "")
    decimals = number.str.replace_all("^[0-9]+[.,]?", "")
    places = decimals.str.len_chars().cast(engine.Int64)
    # In pandas, integers read from text have no null.  The product has one, as the test has.
    digits = number.str.replace_all("[.,]", "").cast(engine.Int64) * is_rate.cast(engine.Int64)
    places_column, scale_column = places_of(name), f"scale of {name}"
    return PreparedColumn(
        name,
        engine.when(is_rate & (digits <= MOST_UNITS)).then(digits),
        (~is_rate & ~is_blank) | (digits > MOST_UNITS),
        CellPlaces(engine.col(places_column), engine.col(scale_column)),
        (places.alias(places_column), _scale(engine, places).alias(scale_column)),
    )


def places_of(name: str) -> str:
    """Return the name of the column that has the decimal places of a rate's cells."""
    return f"places of {name}"


def _scale(engine: Engine, places: Expression) -> Expression:
    """Return the power of ten that makes a share of one units of the last place."""
    scale = engine.lit(10 ** (MOST_PLACES + 2), engine.Int64)
    for fewer in range(MOST_PLACES):
        power = engine.lit(10 ** (fewer + 2), engine.Int64)
        scale = engine.when(places == fewer).then(power).otherwise(scale)
    return scale


def columns_of(native: object) -> frozenset[str]:
    """Return the names of the columns of a frame of any library."""
    return frozenset(_wrapped(native, "frame").collect_schema())


def _wrapped(native: object, name: str) -> Any:  # noqa: ANN401  # narwhals: eager or lazy
    untyped: Any = native
    try:
        return nw.from_native(untyped)
    except TypeError:
        libraries = "polars, pandas, pyarrow, DuckDB or PySpark"
        raise TypeError(f"{name} must be a frame of {libraries}, got {shown(native)}") from None


def lazy_frame(
    native: object, figures: Iterable[Figure] = ANNEX, *, name: str = "frame"
) -> nw.LazyFrame[Any]:
    """Wrap a frame of any library, the argument *name*, so that nothing runs yet."""
    wrapped = _wrapped(native, name)
    if wrapped.implementation.is_pandas_like():
        wrapped = _with_nullable_types(wrapped, {*_IDENTIFIERS, *figures} - {PLAN})
    lazy: nw.LazyFrame[Any] = wrapped.lazy()
    return lazy


def _with_nullable_types(frame: nw.DataFrame[Any], names: Collection[str]) -> nw.DataFrame[Any]:
    """
    Return a pandas frame whose columns of some names are nullable, without those all blank.

    Only pandas has columns without a type, where all cells are blank, and integers without null.
    """
    blank = [name for name in frame.columns if name in names and frame[name].is_null().all()]
    frame = frame.drop(name for name in blank if name != ROW)
    types: dict[str, str] = {}
    for name, kind in frame.schema.items():
        if name == ROW or (name in names and kind.is_integer()):
            types[name] = "Int64"
        elif name in names and kind.is_float():
            types[name] = "Float64"
        elif name in names and kind == nw.String:
            types[name] = "string"
    nullable: nw.DataFrame[Any] = nw.from_native(frame.to_native().astype(types))
    return nullable


def stacked_like(native: Native, frames: Sequence[EngineFrame]) -> Native:
    """Stack frames, as lazy as *native* and of its library."""
    untyped: Any = native
    stacked = nw.concat([to_narwhals(frame) for frame in frames])
    if isinstance(nw.from_native(untyped), nw.DataFrame):
        untyped = nw.maybe_reset_index(stacked.collect()).to_native()
    else:
        untyped = stacked.to_native()
    result: Native = untyped
    return result
