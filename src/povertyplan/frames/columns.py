"""
What of a user's frame is taken in: its columns, as whole numbers of 64 bits.

Cells that hold no figure are told apart here, so that the arithmetic beyond
sees integers and nulls only.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar, cast

import narwhals.stable.v2 as nw
from attrs import frozen

from povertyplan.errors import near
from povertyplan.frames.engines.words import Expr, Frame, Words, for_narwhals, in_own_words
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

    number: Expr
    scale: Expr  #: what makes a share of one a whole number of the last place


Places: TypeAlias = int | OfCells


@frozen
class Column:
    """How one column is taken in: its value, and the cells that hold none."""

    name: str
    value: Expr
    unread: Expr
    places: Places | None = None  #: of a rate: how many digits stand behind the mark
    derived: tuple[Expr, ...] = ()


@frozen
class Figures:
    """
    A user's frame as the arithmetic takes it.

    *frame* has the columns plan, row and part, and those that the user's has of
    section, name and the figures: whole numbers, a rate as its number without the mark.
    """

    words: Words  #: what expressions over the frame are written in
    library: nw.Implementation
    source: Frame  #: the user's frame
    frame: Frame
    given: frozenset[str]  #: the columns that the user's frame has
    others: tuple[Expr, ...]  #: plan, row, part, section and name
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
    def where(self) -> tuple[Expr, ...]:
        """The plan, the row as reports write it (its number, ``total``, ``section1``), the unit."""
        words = self.words
        part, number = words.col(PART), words.col(ROW).cast(words.String)
        other = part
        if SECTION in self.given:
            section = words.concat_str(
                words.lit(SUBTOTAL), words.col(SECTION).cast(words.String), ignore_nulls=True
            )
            other = words.when(part == SUBTOTAL).then(section).otherwise(part)
        unit = words.col(NAME) if NAME in self.given else null(words, words.lit(""))
        row = words.when(part.is_null()).then(number).otherwise(other)
        return words.col(PLAN), row.alias(ROW), unit.alias("unit")


def null(words: Words, kind: Expr) -> Expr:
    """Return nothing, as a column of some kind: pandas has no such literal."""
    return words.when(words.lit(value=False)).then(kind)


def known(words: Words, name: str) -> Expr:
    """Return a count where it is one that can be judged, else null."""
    return words.when(words.col(name).is_between(0, LARGEST)).then(words.col(name))


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
    lazy = for_narwhals(frame)
    found = nw.maybe_reset_index(lazy.collect()) if eager else lazy
    return cast("Native", found.to_native())


def take_in(native: object, places: int | None, also: Iterable[str] = ()) -> Figures:
    """
    Take in a frame, and *also* some columns as they are.

    Raises `ValueError` for a frame without the columns plan and row, and
    `TypeError` for a column that cannot hold its figure.
    """
    wrapped = lazily(native)
    words, source = in_own_words(wrapped)
    schema = {name: kind for name, kind in wrapped.collect_schema().items() if kind != nw.Unknown}
    for name in (PLAN, ROW):
        if name not in schema:
            raise ValueError(f"the frame has no column {name!r}{near(name, list(schema))}")
    figures = [_column(words, name, schema[name], places) for name in ANNEX if name in schema]
    columns = (*_unplaced(words, schema), *figures)
    also = [name for name in also if name not in {PLAN, *_OTHERS, *ANNEX}]
    # A frame that is only picked from is not held a second time by engines that share work.
    own = [name for name in _OTHERS if name in {*schema, PART}]
    others = (
        *(words.col(name) for name in (PLAN, *also)),
        *(_other(words, name, schema) for name in own),
    )
    frame = source.select(
        *others,
        *(one.value.alias(one.name) for one in figures),
        *(extra for one in figures for extra in one.derived),
    )
    given = frozenset(schema)
    return Figures(words, wrapped.implementation, source, frame, given, others, columns)


def _other(words: Words, name: str, schema: Mapping[str, nw.dtypes.DType]) -> Expr:
    text = name in _TEXTS
    if name not in schema:
        return null(words, words.lit("") if text else words.col(ROW)).alias(name)
    fits = schema[name] == (nw.String if text else nw.Int64)
    kind = words.String if text else words.Int64
    return words.col(name) if fits else words.col(name).cast(kind)


def _column(words: Words, name: Field, kind: nw.dtypes.DType, places: int | None) -> Column:
    if isinstance(name, Count):
        return _count(words, name, kind)
    if kind == nw.String:
        return _text(words, name)
    if isinstance(kind, nw.Decimal) and kind.scale <= MOST_PLACES:
        digits = (words.col(name) * words.lit(10**kind.scale)).cast(words.Int64)
        return _digits(name, digits, kind.scale)
    if kind.is_integer():
        if places is None:
            raise TypeError(f"column {name} holds whole numbers: say how many places they have")
        return _digits(name, _integer(words, name, kind), places)
    raise TypeError(
        f"column {name} must be text, decimals of at most {MOST_PLACES} places or whole numbers"
        f" and their places, for what was printed; got {kind}"
    )


def _integer(words: Words, name: str, kind: nw.dtypes.DType) -> Expr:
    return words.col(name) if kind == nw.Int64 else words.col(name).cast(words.Int64)


def _count(words: Words, name: Count, kind: nw.dtypes.DType) -> Column:
    column = words.col(name)
    if kind.is_integer() or (isinstance(kind, nw.Decimal) and kind.scale == 0):
        value = _integer(words, name, kind)
        return Column(name, value, ~value.is_between(0, LARGEST))
    if not kind.is_float():
        raise TypeError(f"column {name} must be whole numbers, got {kind}")
    fits = column.is_between(0, LARGEST) & (column == column.floor())
    value = words.when(fits).then(column).cast(words.Int64)
    return Column(name, value, ~column.is_nan() & ~fits)


def _digits(name: str, digits: Expr, places: int) -> Column:
    return Column(name, digits, ~digits.is_between(0, MOST_UNITS), places)


def _text(words: Words, name: str) -> Column:
    column = words.col(name)
    printed = column.str.contains(_PERCENT)
    number = (
        words.when(printed).then(column).otherwise(words.lit("0")).str.replace_all("[^0-9.,]", "")
    )
    behind = number.str.replace_all("^[0-9]+[.,]?", "").str.len_chars().cast(words.Int64)
    # Pandas takes text to integers that have no null: the product has one, as the test has.
    digits = number.str.replace_all("[.,]", "").cast(words.Int64) * printed.cast(words.Int64)
    places, scale = f"places of {name}", f"scale of {name}"
    return Column(
        name,
        words.when(printed).then(digits),
        (~printed & ~column.str.contains(_DASH)) | (digits > MOST_UNITS),
        OfCells(words.col(places), words.col(scale)),
        (behind.alias(places), _power_of_ten(words, behind, 2).alias(scale)),
    )


def _power_of_ten(words: Words, places: Expr, more: int) -> Expr:
    """Return ten to the power of the places, and some more."""
    found = words.lit(10 ** (MOST_PLACES + more), words.Int64)
    for each in range(MOST_PLACES):
        power = words.lit(10 ** (each + more), words.Int64)
        found = words.when(places == each).then(power).otherwise(found)
    return found


def _unplaced(words: Words, given: Iterable[str]) -> Iterator[Column]:
    """Yield what is wrong where a row says of which plan and part it is."""
    plan, part = words.col(PLAN), words.col(PART)
    yield Column(PLAN, plan, plan.is_null())
    if PART in given:
        yield Column(PART, part, ~((part == TOTAL) | (part == SUBTOTAL)))
