"""Plain values, as JSON has them: loaded, described in a few words, and refused."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias, TypeVar, cast

from attrs import frozen

from povertyplan.messages import Phrase, ReadError, phrase, verbatim

V = TypeVar("V")

#: An object of JSON.
Json: TypeAlias = dict[str, object]

#: How many characters of a text an error shows.
MOST_SHOWN = 40
_LARGE = 10**20
#: Digits of a whole number: two counts multiplied, and added up over all rows, have fewer.
_MOST_DIGITS = 40


def loaded(text: str | bytes) -> object:
    """
    Return the value of a JSON text; bytes are UTF-8.

    Raises `ReadError` for other bytes, for text that is not JSON, and for
    brackets or numbers that are too long to parse.
    """
    try:
        plain = text.decode() if isinstance(text, bytes) else text
        unmarked = plain.removeprefix("\ufeff")
        return json.loads(unmarked, object_pairs_hook=_once, parse_int=_whole)
    except UnicodeDecodeError as error:
        found = f"the byte {error.object[error.start]:#04x} at {error.start}"
        raise ReadError(phrase("text in UTF-8"), verbatim(found)) from None
    except json.JSONDecodeError as error:
        rest = error.doc[error.pos : error.pos + MOST_SHOWN]
        text_there = verbatim(shown(rest)) if rest else phrase("the end")
        where = phrase("line {line}, column {column}", line=error.lineno, column=error.colno)
        raise ReadError(phrase("JSON"), text_there, where=where) from None
    except RecursionError:
        raise ReadError(
            phrase("the JSON of a record"), phrase("brackets nested too deeply")
        ) from None


def _whole(digits: str) -> int:
    """Return a whole number; raise `ReadError` for one that takes long to compute with."""
    if len(digits) > _MOST_DIGITS:
        expected = phrase("whole numbers of at most {number} digits", number=_MOST_DIGITS)
        raise ReadError(expected, phrase("one of {number}", number=len(digits)))
    return int(digits)


@frozen
class Twice:
    """An object of a JSON text that states a key twice."""

    key: str


def _once(pairs: list[tuple[str, object]]) -> Json | Twice:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        return Twice(commonest(key for key, _ in pairs))
    return plain


def commonest(items: Iterable[V]) -> V:
    """Return the most frequent item."""
    return Counter(items).most_common(1)[0][0]


def shown(value: object) -> str:
    """Return a plain value other than an object or a list in a few words, however large it is."""
    match value:
        case None | bool() | float():
            return json.dumps(value)
        case int():
            return str(value) if abs(value) < _LARGE else "a number of more than 20 digits"
        case str():
            cut = "…" if len(value) > MOST_SHOWN else ""
            return f"{json.dumps(value[:MOST_SHOWN], ensure_ascii=False)}{cut}"
        case _:
            return f"a value of type {type(value).__name__}"


def described(value: object) -> Phrase:
    """Return a phrase for a plain value."""
    match value:
        case Mapping() | Twice():
            return phrase("an object")
        case list() | tuple():
            return phrase("a list")
        case _:
            return verbatim(shown(value))


def wrong(expected: Phrase, value: object) -> ReadError:
    """Return the error for a value other than the expected one."""
    return ReadError(expected, described(value))


def as_object(value: object, where: str = "") -> Mapping[str, object]:
    """
    Return a value that is an object with text keys.

    Raises `ReadError` for any other value, and for an object that states a key twice.
    """
    if isinstance(value, Twice):
        found = verbatim(f"{shown(value.key)} twice")
        raise ReadError(phrase("every key once"), found, where=where)
    if not isinstance(value, Mapping):
        raise ReadError(phrase("an object"), described(value), where=where)
    for key in cast("Mapping[object, object]", value):
        if not isinstance(key, str):
            raise ReadError(phrase("keys that are text"), verbatim(shown(key)), where=where)
    return cast("Mapping[str, object]", value)
