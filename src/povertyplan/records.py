"""
Plans, readings and reports as plain dicts and as JSON, and back.

The form is nested as the types are, with the names of their attributes as
keys, beside the version of the form::

    {"povertyplan": 1, "plan": {"unit": {"name": "Chợ", ...}, "year": 2024, ...}}

Percentages, changes, dates and the words of enumerations are text, as ``str``
writes them (``"3.69%"``, ``"0.91 pp"``, ``"2024-01-??"``), and None is null.
What has a default may be left out.  Where the form is not that of the types:

- a row of the annex has its ``unit`` once, not in both years;
- the rows of a section are the first and the last of them: ``[1, 11]``;
- a place is a ``row`` (``8``, ``"total"``, ``"section1"``) beside a ``field``;
- the sources of a reading are a list, as are its unreadable cells;
- the terms of a finding and the values of a notice are objects.

In a finding or a notice, a text is itself unless it would be read back as a
percentage, a change, a date or a fraction: then it is ``{"text": "5%"}``.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache, partial
from itertools import islice
from operator import eq
from string import Formatter
from types import GenericAlias, MappingProxyType
from typing import TypeAlias, TypeVar, cast, get_args, get_origin

from attrs import asdict, fields, frozen, has
from cattrs import ClassValidationError, Converter, IterableValidationError
from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from povertyplan.errors import ParseError, ReadError
from povertyplan.findings import Finding, Report, Severity, Skipped
from povertyplan.messages import Said, Sentence
from povertyplan.model import HouseholdCensus, Level, PartialDate, PovertyTarget, Tally, Unit
from povertyplan.names import near
from povertyplan.percent import Percent, Points, Rounding
from povertyplan.places import Part, Place, Row, row_named
from povertyplan.plan import Plan
from povertyplan.reading import Reading, Source

#: The version of the form, stated in every record.
FORM = 1

Record: TypeAlias = Plan | Reading | Report
T = TypeVar("T", bound=Record)
V = TypeVar("V")

_Json: TypeAlias = dict[str, object]
_Terms: TypeAlias = tuple[tuple[str, Said], ...]

_VERSION = "povertyplan"
_NAMES: Mapping[object, str] = MappingProxyType(
    {Plan: "plan", Reading: "reading", Report: "report"}
)
_MOST_FAULTS = 20
_MOST_SHOWN = 40


def to_dict(value: Record, /) -> dict[str, object]:
    """
    Return a plan, a reading or a report as dicts, lists, text, int and None.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3, "poor_base_rate": "2,21"}])
    >>> data = to_dict(plan)
    >>> data["povertyplan"], data["plan"]["targets"][0]["base"]["poor"]
    (1, {'count': 3, 'rate': '2.21%'})
    """
    return {_VERSION: FORM, _name(type(value)): _converter().unstructure(value)}


def from_dict(data: object, kind: type[T], /) -> T:
    """
    Build a plan, a reading or a report from what `to_dict` returns.

    Raises `ReadError` for the first fault, with its path in *data*; the faults
    after it, up to twenty in all, are its notes.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_base": 3}])
    >>> from_dict(to_dict(plan), Plan) == plan
    True
    >>> from_dict({"povertyplan": 1, "plan": {"unit": {"name": "Chợ"}, "targets": []}}, Plan)
    Traceback (most recent call last):
        ...
    povertyplan.errors.ReadError: $.plan.year: expected a value, found none
    """
    name = _name(kind)
    inner = _opened(data, name)
    try:
        return _converter().structure(inner, kind)
    except (BaseValidationError, ReadError) as error:
        first, *others = islice(_faults(error, f"$.{name}"), _MOST_FAULTS)
    for other in others:
        first.add_note(str(other))
    raise first


def to_json(value: Record, /, *, indent: int | None = None) -> str:
    """
    Write a plan, a reading or a report as JSON, letters as themselves.

    Raises `ParseError` for a text with half a character (a lone surrogate),
    which no file can hold.

    >>> to_json(Report(checked=("PP101",)))
    '{"povertyplan": 1, "report": {"findings": [], "skipped": [], "checked": ["PP101"]}}'
    """
    text = json.dumps(to_dict(value), ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ParseError("whole characters", text, error.start) from None
    return text


def from_json(text: str | bytes, kind: type[T], /) -> T:
    """
    Read what `to_json` writes; bytes are UTF-8.

    Raises `ReadError` as `from_dict` does, and with line and column for what
    is no JSON.

    >>> from_json(to_json(Report(checked=("PP101",))), Report)
    Report(findings=(), skipped=(), checked=('PP101',))
    >>> from_json('{"povertyplan" 1}', Plan)
    Traceback (most recent call last):
        ...
    povertyplan.errors.ReadError: line 1, column 16: expected JSON, found "1}" (Expecting ...)
    """
    return from_dict(_loaded(text), kind)


def finding_to_dict(finding: Finding, /) -> dict[str, object]:
    """
    Return one finding as it stands in the record of a report.

    >>> report = check(Plan.of(2024, [], total={"households_goal": 3924, "poor_goal": 54,
    ...                                         "poor_goal_rate": "1,39"}))
    >>> found = finding_to_dict(report.findings[0])
    >>> found["code"], found["row"], found["field"], found["printed"], found["expected"]
    ('PP201', 'total', 'poor_goal_rate', '1.39%', '1.38%')

    Raises `ValueError` where two terms bear one name.
    """
    plain: dict[str, object] = _converter().unstructure(finding)
    return plain


def _name(kind: object) -> str:
    if kind not in _NAMES:
        raise TypeError(f"a record is of a Plan, a Reading or a Report, got {kind!r}")
    return _NAMES[kind]


def _opened(data: object, name: str) -> object:
    """Return what stands beside the version."""
    record = _object(data, where="$")
    if _VERSION not in record:
        raise ReadError(f'"{_VERSION}": {FORM}, the version of the form', "none", where="$")
    version = record[_VERSION]
    if type(version) is not int or version != FORM:
        expected = f"{FORM}, the version of the form that is known here"
        raise ReadError(expected, _shown(version), where=f"$.{_VERSION}")
    others = [_shown(key) for key in islice(record, _MOST_FAULTS) if key != _VERSION]
    if others != [_shown(name)]:
        raise ReadError(f'"{name}" beside the version', ", ".join(others) or "nothing", where="$")
    return record[name]


def _loaded(text: str | bytes) -> object:
    try:
        plain = text.decode() if isinstance(text, bytes) else text
        return json.loads(plain.removeprefix("\ufeff"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        found = f"the byte {error.object[error.start]:#04x} at {error.start}"
        raise ReadError("text in UTF-8", found) from None
    except json.JSONDecodeError as error:
        rest = error.doc[error.pos : error.pos + _MOST_SHOWN]
        found = f"{_shown(rest) if rest else 'the end'} ({error.msg})"
        where = f"line {error.lineno}, column {error.colno}"
        raise ReadError("JSON", found, where=where) from None
    except RecursionError:
        raise ReadError("the JSON of a record", "brackets nested too deeply") from None
    except ValueError:
        found = f"one of more than {sys.get_int_max_str_digits()} digits"
        raise ReadError("numbers that can be counts", found) from None


@frozen
class _Twice:
    """An object of a JSON text that states a key twice."""

    key: str


def _once(pairs: list[tuple[str, object]]) -> _Json | _Twice:
    found = dict(pairs)
    return found if len(found) == len(pairs) else _Twice(_commonest(key for key, _ in pairs))


def _commonest(items: Iterable[V]) -> V:
    return Counter(items).most_common(1)[0][0]


def _shown(value: object) -> str:
    """Describe a plain value in a few words, however large it is."""
    match value:
        case None | bool() | float():
            return json.dumps(value)
        case int():
            return str(value) if abs(value) < _LARGE else "a number of more than 20 digits"
        case str():
            cut = "…" if len(value) > _MOST_SHOWN else ""
            return f"{json.dumps(value[:_MOST_SHOWN], ensure_ascii=False)}{cut}"
        case Mapping() | _Twice():
            return "an object"
        case list() | tuple():
            return "a list"
        case _:
            return f"a value of type {type(value).__name__}"


_LARGE = 10**20


def _wrong(expected: str, value: object) -> ReadError:
    return ReadError(expected, _shown(value))


def _faults(error: BaseException, where: str) -> Iterator[ReadError]:
    """Tell every fault that the converter found, unknown keys before the rest of an object."""
    match error:
        case ClassValidationError():
            noted, bare = error.group_exceptions()
            for inner in bare:
                yield from _faults(inner, where)
            for inner, attribute in noted:
                step = "" if attribute.name == _PLACE else _step(attribute.name)
                yield from _faults(inner, f"{where}{step}")
        case IterableValidationError():
            for inner, item in error.group_exceptions()[0]:
                yield from _faults(inner, f"{where}{_step(item.index)}")
        case ReadError():
            yield ReadError(error.expected, error.found, where=f"{where}{error.where}")
        case ForbiddenExtraKeysError():
            known = list(_keys(error.cl))
            for key in sorted(error.extra_fields):
                found = f"the key {_shown(key)}{near(key, known)}"
                yield ReadError(f"one of {', '.join(known)}", found, where=f"{where}{_step(key)}")
        case KeyError():
            yield ReadError("a value", "none", where=where)
        case _:
            yield ReadError(*_broken_rule(str(error)), where=where)


def _keys(kind: type) -> Iterator[str]:
    for attribute in fields(kind):
        yield from _AT if attribute.name == _PLACE else (attribute.name,)


def _step(key: str | int) -> str:
    """Return the part of a path that leads to a key or to an item."""
    plain = isinstance(key, str) and key.isidentifier() and len(key) <= _MOST_SHOWN
    return f".{key}" if plain else f"[{_shown(key)}]"


def _broken_rule(message: str) -> tuple[str, str]:
    """Take apart what a constructor says: what must be, and what it got."""
    rule, _, found = message.rpartition(", got ")
    return rule.replace(" must ", " to ", 1), found


def _object(value: object, where: str = "") -> Mapping[str, object]:
    if isinstance(value, _Twice):
        raise ReadError("every key once", f"{_shown(value.key)} twice", where=where)
    if not isinstance(value, Mapping):
        raise ReadError("an object", _shown(value), where=where)
    for key in cast("Mapping[object, object]", value):
        if not isinstance(key, str):
            raise ReadError("keys that are text", _shown(key), where=where)
    return cast("Mapping[str, object]", value)


def _whole(value: object, _: object) -> int:
    if type(value) is int and value >= 0:
        return value
    raise _wrong("a whole number of at least 0", value)


def _text(value: object, _: object) -> str:
    if not isinstance(value, str):
        raise _wrong("text", value)
    half = _HALF.search(value)
    if half:
        raise ReadError("whole characters", f"U+{ord(half[0]):04X}, half of one")
    return value


_HALF = re.compile("[\ud800-\udfff]")


def _member(value: object, kind: type[StrEnum]) -> StrEnum:
    known = [str(member) for member in kind]
    if isinstance(value, str) and value in known:
        return kind(value)
    hint = near(value, known) if isinstance(value, str) else ""
    raise ReadError(f"one of {', '.join(known)}", f"{_shown(value)}{hint}")


def _parsed(parse: Callable[[str], V], expected: str) -> Callable[[object, object], V]:
    """Return a hook that reads text, and says what text it wants."""

    def read(value: object, _: object) -> V:
        if not isinstance(value, str):
            raise _wrong(expected, value)
        try:
            return parse(value)
        except ValueError as error:
            wanted = error.expected if isinstance(error, ParseError) else expected
            raise _wrong(wanted, value) from None

    return read


def _row(value: object, _: object) -> Row:
    if type(value) is int and value > 0:
        return value
    if isinstance(value, str) and not value.isdecimal():
        try:
            return row_named(value)
        except ValueError:
            pass
    raise _wrong(f"a row: a number from 1, section1, {', '.join(Part)}", value)


def _row_form(row: Row) -> int | str:
    return row if isinstance(row, int) else str(row)


def _rows(value: object, _: object) -> range:
    rows = _converter().structure(value, tuple[int, ...])
    if len(rows) == 2 and 0 < rows[0] <= rows[1] + 1:  # noqa: PLR2004  # a first and a last
        return range(rows[0], rows[1] + 1)
    found = f"[{', '.join(map(_shown, rows[:3]))}]"
    raise ReadError("the first and the last row, such as [1, 11]", found)


def _rows_form(rows: range) -> list[int]:
    return [rows.start, rows.stop - 1]


def _fraction(text: str) -> Fraction:
    return Fraction(*map(int, text.split("/")))


def _fraction_form(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"


#: What a text may be the form of: how it looks, how it is read and how it is written.
_OTHERS: tuple[tuple[re.Pattern[str], Callable[[str], Said], Callable[..., str]], ...] = (
    (re.compile(r"[0-9.]+%"), Percent.parse, str),
    (re.compile(r"-?[0-9.]+ pp"), Points.parse, str),
    (re.compile(r"[0-9?]{4}-[0-9?]{2}-[0-9?]{2}"), PartialDate.parse, str),
    (re.compile(r"-?[0-9]+/[1-9][0-9]*"), _fraction, _fraction_form),
)


def _meant(text: str) -> Said:
    """Return what a text is the exact form of, else the text itself."""
    for looks, parse, form in _OTHERS:
        if looks.fullmatch(text):
            try:
                value = parse(text)
            except ValueError:
                return text
            return value if form(value) == text else text
    return text


@frozen
class _Text:
    """The form of a text that would be read as something else."""

    text: str


def _said(value: object, kind: object) -> Said:
    match value:
        case None:
            return None
        case str():
            return _meant(_text(value, kind))
        case list() | tuple():
            return _converter().structure(value, tuple[str, ...])
        case Mapping() | _Twice():
            return _converter().structure(value, _Text).text
        case int() if not isinstance(value, bool):
            return value
        case _:
            raise _wrong('null, a whole number, text, a list of texts or {"text": ...}', value)


def _said_form(value: Said) -> object:
    match value:
        case None:
            return None
        case int():
            return int(value)
        case str():
            return str(value) if isinstance(_meant(value), str) else {"text": str(value)}
        case tuple():
            return list(map(str, value))
        case Fraction():
            return _fraction_form(value)
        case _:
            return str(value)


def _terms(value: object, _: object) -> _Terms:
    return tuple(_converter().structure(_object(value), dict[str, Said]).items())


def _terms_form(terms: _Terms) -> _Json:
    plain = {name: _said_form(value) for name, value in terms}
    if len(plain) < len(terms):
        twice = _commonest(name for name, _ in terms)
        raise ValueError(f"terms must have names of their own, got {twice!r} twice")
    return plain


@frozen
class _Census:
    """One year of a row without its unit."""

    year: int
    households: int | None = None
    persons: int | None = None
    poor: Tally = Tally()
    near_poor: Tally = Tally()

    def of(self, unit: Unit) -> HouseholdCensus:
        return HouseholdCensus(
            unit, self.year, self.households, self.persons, self.poor, self.near_poor
        )


@frozen
class _Target:
    """A row with its unit once."""

    unit: Unit
    base: _Census
    goal: _Census


def _target(value: object, _: object) -> PovertyTarget:
    row = _converter().structure(value, _Target)
    return PovertyTarget(row.base.of(row.unit), row.goal.of(row.unit))


def _target_form(target: PovertyTarget) -> _Json:
    unit, base, goal = map(_converter().unstructure, (target.unit, target.base, target.goal))
    return {"unit": unit, "base": _without_unit(base), "goal": _without_unit(goal)}


def _without_unit(census: _Json) -> _Json:
    return {key: part for key, part in census.items() if key != "unit"}


_PLACE = "place"
_AT = ("row", "field")


@frozen
class _At:
    """What tells a place."""

    row: Row
    field: str


def _place(value: object, _: object) -> Place:
    at = _converter().structure(value, _At)
    if "{" in at.field or "}" in at.field:
        raise ReadError("a name without braces", _shown(at.field), where=".field")
    return Place(at.row, at.field)


def _place_or_none(value: object, kind: object) -> Place | None:
    stated = any(part is not None for part in _object(value).values())
    return _place(value, kind) if stated else None


def _place_form(place: Place) -> _Json:
    return {"row": _row_form(place.row), "field": str(place.field)}


def _parted(value: object) -> tuple[_Json, _Json]:
    """Part what tells the place from the rest of an object."""
    at: _Json = {}
    rest: _Json = {}
    for key, part in _object(value).items():
        (at if key in _AT else rest)[key] = part
    return at, rest


def _is_placed(kind: type) -> bool:
    return has(kind) and _PLACE in {attribute.name for attribute in fields(kind)}


def _placed_hook(kind: type[V], converter: Converter) -> Callable[[object, object], V]:
    """Return a hook for a type with a place, whose form is flat."""
    structure = make_dict_structure_fn(kind, converter)

    def read(value: object, _: object) -> V:
        at, rest = _parted(value)
        if _PLACE in rest:
            raise ForbiddenExtraKeysError(None, kind, {_PLACE})
        made = structure({**rest, _PLACE: at}, kind)
        _check_sentence(made)
        return made

    return read


def _placed_form_hook(kind: type[V], converter: Converter) -> Callable[[V], _Json]:
    unstructure = make_dict_unstructure_fn(kind, converter)

    def form(value: V) -> _Json:
        plain: _Json = {}
        for key, part in unstructure(value).items():
            plain |= (part or dict.fromkeys(_AT)) if key == _PLACE else {key: part}
        return plain

    return form


@frozen
class _Unreadable:
    """A cell that should be a number."""

    place: Place
    text: str


def _unreadable(value: object, _: object) -> tuple[Place, str]:
    cell = _converter().structure(value, _Unreadable)
    return (cell.place, cell.text)


def _unreadable_form(cell: tuple[Place, str]) -> object:
    return _converter().unstructure(_Unreadable(*cell))


def _source_form(source: Source) -> _Json:
    return asdict(source, filter=lambda _, part: part is not None)


def _sourced(value: object, _: object) -> tuple[Place, Source]:
    at, rest = _parted(value)
    return (_converter().structure(at, Place), _converter().structure(rest, Source))


def _sources(value: object, _: object) -> dict[Place, Source]:
    pairs = _converter().structure(value, tuple[tuple[Place, Source], ...])
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ReadError("every place once", f"{_commonest(place for place, _ in pairs)} twice")
    return found


def _sources_form(sources: Mapping[Place, Source]) -> list[_Json]:
    return [_place_form(place) | _source_form(source) for place, source in sources.items()]


def _check_sentence(value: object) -> None:
    """Refuse a sentence that would do more than fill in its values by name."""
    match value:
        case Finding():
            own = {"where", "field", "printed", "expected", *dict(value.terms)}
            _check_placeholders(value.says, own, ".says")
        case Skipped():
            _check_placeholders(value.reason, {"field"}, ".reason")
        case _:
            return


def _check_placeholders(sentence: Sentence, values: Iterable[str], where: str) -> None:
    known = sorted(filter(str.isidentifier, values))
    expected = f"a sentence whose placeholders are of {', '.join(known)}"
    for language, template in (("en", sentence.en), ("vi", sentence.vi)):
        try:
            parts = list(Formatter().parse(template))
        except ValueError as error:
            raise ReadError(expected, str(error), where=f"{where}.{language}") from None
        for _, name, spec, conversion in parts:
            if name is not None and (name not in known or conversion or "{" in (spec or "")):
                raise ReadError(expected, _shown(name), where=f"{where}.{language}")


def _object_hook(kind: type[V], converter: Converter) -> Callable[[object, object], V]:
    structure = make_dict_structure_fn(kind, converter)
    return lambda value, _: structure(_object(value), kind)


def _is_list(kind: object) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def _list_hook(kind: object, converter: Converter) -> Callable[[object, object], object]:
    """Return a hook for a tuple of any length."""
    items = GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(items)

    def read(value: object, _: object) -> object:
        if not isinstance(value, list | tuple):
            raise _wrong("a list", value)
        return tuple(structure(value, items))

    return read


def _register(
    converter: Converter, kind: object, form: Callable[..., object], read: Callable[..., object]
) -> None:
    """Give a type, which may be a union or a tuple, a form of its own."""
    if isinstance(kind, type):
        converter.register_structure_hook(kind, read)
        converter.register_unstructure_hook(kind, form)
    else:
        converter.register_structure_hook_func(partial(eq, kind), read)
        converter.register_unstructure_hook_func(partial(eq, kind), form)


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook_factory(has, _object_hook)
    converter.register_structure_hook_factory(_is_placed, _placed_hook)
    converter.register_unstructure_hook_factory(_is_placed, _placed_form_hook)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    converter.register_structure_hook_func(partial(eq, Place | None), _place_or_none)
    converter.register_structure_hook_func(partial(eq, tuple[Place, Source]), _sourced)
    converter.register_unstructure_hook(Source, _source_form)
    for kind in (Level, Rounding, Severity):
        _register(converter, kind, str, _member)
    register = partial(_register, converter)
    register(int, int, _whole)
    register(str, str, _text)
    register(Percent, str, _parsed(Percent.parse, _PERCENT))
    register(Points, str, _parsed(Points.parse, _POINTS))
    register(PartialDate, str, _parsed(PartialDate.parse, _DATE))
    register(range, _rows_form, _rows)
    register(Row, _row_form, _row)
    register(Place, _place_form, _place)
    register(PovertyTarget, _target_form, _target)
    register(Mapping[Place, Source], _sources_form, _sources)
    register(tuple[Place, str], _unreadable_form, _unreadable)
    register(Said, _said_form, _said)
    register(_Terms, _terms_form, _terms)
    return converter


_PERCENT = 'a percentage as text, such as "3.69%" (a number would lose its places)'
_POINTS = 'a change as text, such as "0.91 pp" (a number would lose its places)'
_DATE = 'a date as text, such as "2024-01-25", with ?? for what is blank'
