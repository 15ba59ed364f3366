"""
What of a user's frame is taken in: its columns, as whole numbers of 64 bits.

Cells that hold no figure are told apart here, so that the arithmetic beyond
sees integers and nulls only.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, cast

from attrs import frozen

try:
    import narwhals.stable.v2 as nw
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "data frames need narwhals: pip install 'povertyplan[frames]'", name=error.name
    ) from error

from narwhals.typing import IntoDType

from povertyplan.names import near
from povertyplan.percent import MOST_DIGITS, MOST_PLACES
from povertyplan.places import ANNEX, Count, Field, Part

# Any, for the frame inside is the user's, of whatever library.
Frame: TypeAlias = nw.LazyFrame[Any]
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
_OTHERS: Mapping[str, IntoDType] = {
    ROW: nw.Int64,
    PART: nw.String,
    SECTION: nw.Int64,
    NAME: nw.String,
}


@frozen
class OfCells:
    """The places of a rate where each cell has its own, in two columns."""

    number: nw.Expr
    scale: nw.Expr  #: what makes a share of one a whole number of the last place


Places: TypeAlias = int | OfCells


@frozen
class Column:
    """How one column is taken in: its value, and the cells that hold none."""

    name: str
    value: nw.Expr
    unread: nw.Expr
    places: Places | None = None  #: of a rate: how many digits stand behind the mark
    derived: tuple[nw.Expr, ...] = ()


@frozen
class Figures:
    """
    A user's frame as the arithmetic takes it.

    Both frames have the columns plan, row and part, and those that the user's
    has of section, name and the figures: *printed* as they stand there, *frame*
    as whole numbers, a rate as its number without the mark.
    """

    printed: Frame
    frame: Frame
    given: frozenset[str]  #: the columns that the user's frame has
    columns: tuple[Column, ...]

    @property
    def places(self) -> dict[str, Places]:
        """The places of each rate, of a column or of its cells."""
        return {one.name: one.places for one in self.columns if one.places is not None}

    @property
    def where(self) -> tuple[nw.Expr, ...]:
        """The plan, the row as reports write it (its number, ``total``, ``section1``), the unit."""
        part, number = nw.col(PART), nw.col(ROW).cast(nw.String)
        other = part
        if SECTION in self.given:
            section = nw.concat_str(
                nw.lit(SUBTOTAL), nw.col(SECTION).cast(nw.String), ignore_nulls=True
            )
            other = nw.when(part == SUBTOTAL).then(section).otherwise(part)
        unit = nw.col(NAME) if NAME in self.given else null(nw.String)
        row = nw.when(part.is_null()).then(number).otherwise(other)
        return nw.col(PLAN), row.alias(ROW), unit.alias("unit")


def null(kind: IntoDType = nw.Int64) -> nw.Expr:
    """Return nothing, as a column of text or of whole numbers: pandas has no such literal."""
    return nw.when(nw.lit(value=False)).then(nw.lit("") if kind is nw.String else nw.col(ROW))


def known(name: str) -> nw.Expr:
    """Return a count where it is one that can be judged, else null."""
    return nw.when(nw.col(name).is_between(0, LARGEST)).then(nw.col(name))


def lazily(native: object) -> Frame:
    """Wrap a frame of any library so that nothing runs before it is collected."""
    wrapped = nw.from_native(cast("Any", native))
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
    return cast("Frame", wrapped.lazy())


def _nullable(name: str, kind: nw.dtypes.DType) -> str | None:
    if name == ROW or kind.is_integer():
        return "Int64"
    return "Float64" if kind.is_float() else "string" if kind == nw.String else None


def like(native: Native, frame: Frame) -> Native:
    """Return *frame* as lazy as *native*, and of its library."""
    eager = isinstance(nw.from_native(cast("Any", native)), nw.DataFrame)
    found = nw.maybe_reset_index(frame.collect()) if eager else frame
    return cast("Native", found.to_native())


def take_in(native: object, places: int | None, also: Iterable[str] = ()) -> Figures:
    """
    Take in a frame, and *also* some columns as they are.

    Raises `ValueError` for a frame without the columns plan and row, and
    `TypeError` for a column that cannot hold its figure.
    """
    source = lazily(native)
    schema = {name: kind for name, kind in source.collect_schema().items() if kind != nw.Unknown}
    for name in (PLAN, ROW):
        if name not in schema:
            raise ValueError(f"the frame has no column {name!r}{near(name, list(schema))}")
    figures = [_column(name, schema[name], places) for name in ANNEX if name in schema]
    columns = (*_unplaced(schema), *figures)
    also = [name for name in also if name not in {PLAN, *_OTHERS, *ANNEX}]
    # A frame that is only picked from is not held a second time by engines that share work.
    own = [name for name in _OTHERS if name in {*schema, PART}]
    others = [nw.col(PLAN, *also), *(_other(name, schema) for name in own)]
    frame = source.select(
        *others,
        *(one.value.alias(one.name) for one in figures),
        *(extra for one in figures for extra in one.derived),
    )
    printed = source.select(*others, *(one.name for one in figures))
    return Figures(printed, frame, frozenset(schema), columns)


def _other(name: str, schema: Mapping[str, nw.dtypes.DType]) -> nw.Expr:
    kind = _OTHERS[name]
    if name not in schema:
        return null(kind).alias(name)
    return nw.col(name) if schema[name] == kind else nw.col(name).cast(kind)


def _column(name: Field, kind: nw.dtypes.DType, places: int | None) -> Column:
    if isinstance(name, Count):
        return _count(name, kind)
    if kind == nw.String:
        return _text(name)
    if isinstance(kind, nw.Decimal) and kind.scale <= MOST_PLACES:
        digits = (nw.col(name) * nw.lit(10**kind.scale)).cast(nw.Int64)
        return _digits(name, digits, kind.scale)
    if kind.is_integer():
        if places is None:
            raise TypeError(f"column {name} holds whole numbers: say how many places they have")
        return _digits(name, _integer(name, kind), places)
    raise TypeError(
        f"column {name} must be text, decimals of at most {MOST_PLACES} places or whole numbers"
        f" and their places, for what was printed; got {kind}"
    )


def _integer(name: str, kind: nw.dtypes.DType) -> nw.Expr:
    return nw.col(name) if kind == nw.Int64 else nw.col(name).cast(nw.Int64)


def _count(name: Count, kind: nw.dtypes.DType) -> Column:
    column = nw.col(name)
    if kind.is_integer() or (isinstance(kind, nw.Decimal) and kind.scale == 0):
        value = _integer(name, kind)
        return Column(name, value, ~value.is_between(0, LARGEST))
    if not kind.is_float():
        raise TypeError(f"column {name} must be whole numbers, got {kind}")
    fits = column.is_between(0, LARGEST) & (column == column.floor())
    value = nw.when(fits).then(column).cast(nw.Int64)
    return Column(name, value, ~column.is_nan() & ~fits)


def _digits(name: str, digits: nw.Expr, places: int) -> Column:
    return Column(name, digits, ~digits.is_between(0, MOST_UNITS), places)


def _text(name: str) -> Column:
    column = nw.col(name)
    printed = column.str.contains(_PERCENT)
    number = nw.when(printed).then(column).otherwise(nw.lit("0")).str.replace_all("[^0-9.,]", "")
    behind = number.str.replace_all("^[0-9]+[.,]?", "").str.len_chars().cast(nw.Int64)
    # Pandas takes text to integers that have no null: the product has one, as the test has.
    digits = number.str.replace_all("[.,]", "").cast(nw.Int64) * printed.cast(nw.Int64)
    places, scale = f"places of {name}", f"scale of {name}"
    return Column(
        name,
        nw.when(printed).then(digits),
        (~printed & ~column.str.contains(_DASH)) | (digits > MOST_UNITS),
        OfCells(nw.col(places), nw.col(scale)),
        (behind.alias(places), power_of_ten(behind, 2).alias(scale)),
    )


def power_of_ten(places: nw.Expr, more: int = 0) -> nw.Expr:
    """Return ten to the power of the places, and some more."""
    found = nw.lit(10 ** (MOST_PLACES + more), nw.Int64)
    for each in range(MOST_PLACES):
        found = nw.when(places == each).then(nw.lit(10 ** (each + more), nw.Int64)).otherwise(found)
    return found


def _unplaced(given: Iterable[str]) -> Iterator[Column]:
    """Yield what is wrong where a row says of which plan and part it is."""
    yield Column(PLAN, nw.col(PLAN), nw.col(PLAN).is_null())
    if PART in given:
        unknown = ~nw.col(PART).is_null() & ~nw.col(PART).is_in([TOTAL, SUBTOTAL])
        yield Column(PART, nw.col(PART), unknown)
