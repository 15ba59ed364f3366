"""The forms of single values: how a value of each type is written and read."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import TypeAlias, TypeVar

from attrs import frozen
from cattrs import Converter

from povertyplan.arguments.refusals import near
from povertyplan.errors import ParseError
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Phrase, ReadError, Said, phrase, verbatim
from povertyplan.model.document import PartialDate
from povertyplan.model.fields import FACTS, Counted, Field, Value, field_named
from povertyplan.model.percent import MOST_DIGITS, Percent, Points
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Part, Row, row_named
from povertyplan.model.reach import Rounding
from povertyplan.model.units import Level
from povertyplan.records.plain import Json, Twice, as_object, commonest, shown, wrong

V = TypeVar("V")

_Terms: TypeAlias = tuple[tuple[str, Said], ...]

_PERCENT = phrase('a percentage as text, such as "3.69%" (a number would lose its places)')
_POINTS = phrase('a change as text, such as "0.91 pp" (a number would lose its places)')
_FIGURE = phrase('a whole number, a percentage such as "3.69%" or a change such as "0.91 pp"')
_DATE = phrase('a date as text, such as "2024-01-25", with ?? for what is blank')
_DAY = phrase('a day as text, such as "2024-01-25"')
_PERIOD = phrase('a period as text: "2024", "2024-02", "2024-Q1" or "2024-S1"')
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HALF = re.compile("[\ud800-\udfff]")


def value_forms(
    converter: Converter,
) -> Iterator[tuple[object, Callable[..., object], Callable[..., object]]]:
    """Yield each type with the functions that write and read it."""
    for kind in (Counted, Level, Rounding, Severity, Topic):
        yield kind, str, read_member
    yield bool, bool, _read_truth
    yield int, int, _read_count
    yield str, str, _read_text
    yield Percent, str, _reader_of(Percent.parse, _PERCENT)
    yield Points, str, _reader_of(Points.parse, _POINTS)
    yield PartialDate, str, _reader_of(PartialDate.parse, _DATE)
    yield date, str, _reader_of(_read_day, _DAY)
    yield ReportingPeriod, str, _reader_of(ReportingPeriod.parse, _PERIOD)
    yield Field, str, _read_field
    yield Row, _write_row, _read_row
    yield range, _write_rows, partial(_read_rows, converter)
    yield Value, _write_value, _read_value
    yield Said, _write_said, partial(_read_said, converter)
    yield _Terms, _write_terms, partial(_read_terms, converter)


def _read_truth(value: object, _: object) -> bool:
    if isinstance(value, bool):
        return value
    raise wrong(phrase("true or false"), value)


def _read_whole(value: object, _: object) -> int:
    if type(value) is not int or value < 0:
        raise wrong(phrase("a whole number of at least {number}", number=0), value)
    return value


def _read_count(value: object, kind: object) -> int:
    count = _read_whole(value, kind)
    if count >= 10**MOST_DIGITS:
        raise wrong(phrase("a whole number of at most {number} digits", number=MOST_DIGITS), value)
    return count


def _read_text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise wrong(phrase("text"), value)
    half = _HALF.search(value)
    if half:
        found = verbatim(f"U+{ord(half[0]):04X}, half of one")
        raise ReadError(verbatim("whole characters"), found)
    return value


def read_member(value: object, kind: type[StrEnum]) -> StrEnum:
    """Read the word of an enumeration, which a refusal lists."""
    known = [str(member) for member in kind]
    expected = phrase("one of {names}", names=", ".join(known))
    if not isinstance(value, str):
        raise wrong(expected, value)
    if value not in known:
        raise ReadError(expected, verbatim(f"{shown(value)}{near(value, known)}"))
    return kind(value)


def _reader_of(parse: Callable[[str], V], expected: Phrase) -> Callable[[object, object], V]:
    """Return the function that reads text with a parser and refuses other values."""

    def read(value: object, _: object) -> V:
        if not isinstance(value, str):
            raise wrong(expected, value)
        try:
            return parse(value)
        except ValueError as error:
            wanted = verbatim(error.expected) if isinstance(error, ParseError) else expected
            raise wrong(wanted, value) from None

    return read


def _read_day(text: str) -> date:
    if not _ISO_DAY.fullmatch(text):  # other forms of ISO 8601 are dates of weeks, or have no marks
        raise ValueError(text)
    return date.fromisoformat(text)


def _read_field(value: object, kind: object) -> Field:
    name = _read_text(value, kind)
    try:
        return field_named(name)
    except ValueError:
        expected = verbatim("the flat name of a figure, such as poor_goal")
        raise ReadError(expected, verbatim(f"{shown(name)}{near(name, map(str, FACTS))}")) from None


def _read_row(value: object, _: object) -> Row:
    if type(value) is int and value > 0:
        return value
    if isinstance(value, str) and not value.isdecimal():
        try:
            return row_named(value)
        except ValueError:
            pass
    raise wrong(verbatim(f"a row: a number from 1, section1, {', '.join(Part)}"), value)


def _write_row(row: Row) -> int | str:
    return row if isinstance(row, int) else str(row)


def _read_rows(converter: Converter, value: object, _: object) -> range:
    match converter.structure(value, tuple[int, ...]):
        case (first, last) if 0 < first <= last + 1:
            return range(first, last + 1)
        case rows:
            first_rows = ", ".join(map(shown, rows[:3]))
            expected = verbatim("the first and the last row, such as [1, 11]")
            raise ReadError(expected, verbatim(f"[{first_rows}]"))


def _write_rows(rows: range) -> list[int]:
    return [rows.start, rows.stop - 1]


def _read_fraction(text: str) -> Fraction:
    return Fraction(*map(int, text.split("/")))


def _write_fraction(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


#: The values whose form is text: how it looks, how it is read and how it is written.
_WRITTEN_AS_TEXT: tuple[tuple[re.Pattern[str], Callable[[str], Said], Callable[..., str]], ...] = (
    (re.compile(r"[0-9.]+%"), Percent.parse, str),
    (re.compile(r"-?[0-9.]+ pp"), Points.parse, str),
    (re.compile(r"[0-9?]{4}-[0-9?]{2}-[0-9?]{2}"), PartialDate.parse, str),
    (re.compile(r"-?[0-9]{1,40}/[1-9][0-9]{0,39}"), _read_fraction, _write_fraction),
)


def _value_of(text: str) -> Said:
    """Return the value that is written as a text, else the text itself."""
    for looks, parse, write in _WRITTEN_AS_TEXT:
        if looks.fullmatch(text):
            try:
                value = parse(text)
            except ValueError:
                return text
            return value if write(value) == text else text
    return text


def _write_value(value: Value) -> int | str | None:
    return str(value) if isinstance(value, Percent | Points) else value


def _read_value(value: object, kind: object) -> Value:
    if value is None:
        return None
    if not isinstance(value, str):
        return _read_whole(value, kind)
    figure = _value_of(value)
    if not isinstance(figure, Percent | Points):
        raise wrong(_FIGURE, value)
    return figure


@frozen
class _Text:
    """The form of a text that would be read as something else."""

    text: str


def _read_said(converter: Converter, value: object, kind: object) -> Said:
    match value:
        case None:
            return None
        case str():
            return _value_of(_read_text(value, kind))
        case list() | tuple():
            return converter.structure(value, tuple[str, ...])
        case Mapping() | Twice():
            return converter.structure(value, _Text).text
        case int() if not isinstance(value, bool):
            return value
        case _:
            expected = 'null, a whole number, text, a list of texts or {"text": ...}'
            raise wrong(verbatim(expected), value)


def _write_said(value: Said) -> object:
    match value:
        case None:
            return None
        case int():
            return int(value)
        case str():
            return str(value) if isinstance(_value_of(value), str) else {"text": str(value)}
        case tuple():
            return list(map(str, value))
        case Fraction():
            return _write_fraction(value)
        case _:
            return str(value)


def _read_terms(converter: Converter, value: object, _: object) -> _Terms:
    return tuple(converter.structure(as_object(value), dict[str, Said]).items())


def _write_terms(terms: _Terms) -> Json:
    plain = {name: _write_said(value) for name, value in terms}
    if len(plain) < len(terms):
        twice = commonest(name for name, _ in terms)
        raise ValueError(f"terms must have names of their own, got {twice!r} twice")
    return plain
