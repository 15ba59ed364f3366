"""The forms of objects and lists, and the converter that knows every form."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from operator import eq
from string import Formatter
from types import GenericAlias
from typing import TypeVar, get_args, get_origin

from attrs import asdict, fields, frozen, has
from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from povertyplan.findings import Finding, Skipped
from povertyplan.messages import ReadError, Sentence, verbatim
from povertyplan.model.places import Place, Row
from povertyplan.model.rows import HouseholdCensus, PovertyTarget, Tally
from povertyplan.model.units import Unit
from povertyplan.reading import Source
from povertyplan.records.plain import Json, as_object, commonest, shown, wrong
from povertyplan.records.values import row_form, value_forms

V = TypeVar("V")

#: The attribute whose form is flat, and the keys of that form.
PLACE = "place"
AT = ("row", "field")


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
    row = record_converter().structure(value, _Target)
    return PovertyTarget(row.base.of(row.unit), row.goal.of(row.unit))


def _target_form(target: PovertyTarget) -> Json:
    unit, base, goal = map(record_converter().unstructure, (target.unit, target.base, target.goal))
    return {"unit": unit, "base": _without_unit(base), "goal": _without_unit(goal)}


def _without_unit(census: Json) -> Json:
    return {key: part for key, part in census.items() if key != "unit"}


@frozen
class _At:
    """What tells a place."""

    row: Row
    field: str


def _place(value: object, _: object) -> Place:
    at = record_converter().structure(value, _At)
    if "{" in at.field or "}" in at.field:
        expected = verbatim("a name without braces")
        raise ReadError(expected, verbatim(shown(at.field)), where=".field")
    return Place(at.row, at.field)


def _place_or_none(value: object, kind: object) -> Place | None:
    stated = any(part is not None for part in as_object(value).values())
    return _place(value, kind) if stated else None


def _place_form(place: Place) -> Json:
    return {"row": row_form(place.row), "field": str(place.field)}


def _parted(value: object) -> tuple[Json, Json]:
    """Part what tells the place from the rest of an object."""
    at: Json = {}
    rest: Json = {}
    for key, part in as_object(value).items():
        (at if key in AT else rest)[key] = part
    return at, rest


def _is_placed(kind: type) -> bool:
    return has(kind) and PLACE in {attribute.name for attribute in fields(kind)}


def _placed_hook(kind: type[V], converter: Converter) -> Callable[[object, object], V]:
    """Return a hook for a type with a place, whose form is flat."""
    structure = make_dict_structure_fn(kind, converter)

    def read(value: object, _: object) -> V:
        at, rest = _parted(value)
        if PLACE in rest:
            raise ForbiddenExtraKeysError(None, kind, {PLACE})
        made = structure({**rest, PLACE: at}, kind)
        _check_sentence(made)
        return made

    return read


def _placed_form_hook(kind: type[V], converter: Converter) -> Callable[[V], Json]:
    unstructure = make_dict_unstructure_fn(kind, converter)

    def form(value: V) -> Json:
        plain: Json = {}
        for key, part in unstructure(value).items():
            plain |= (part or dict.fromkeys(AT)) if key == PLACE else {key: part}
        return plain

    return form


@frozen
class _Unreadable:
    """A cell that should be a number."""

    place: Place
    text: str


def _unreadable(value: object, _: object) -> tuple[Place, str]:
    cell = record_converter().structure(value, _Unreadable)
    return (cell.place, cell.text)


def _unreadable_form(cell: tuple[Place, str]) -> object:
    return record_converter().unstructure(_Unreadable(*cell))


def _source_form(source: Source) -> Json:
    return asdict(source, filter=lambda _, part: part is not None)


def _sourced(value: object, _: object) -> tuple[Place, Source]:
    at, rest = _parted(value)
    return (record_converter().structure(at, Place), record_converter().structure(rest, Source))


def _sources(value: object, _: object) -> dict[Place, Source]:
    pairs = record_converter().structure(value, tuple[tuple[Place, Source], ...])
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = verbatim(f"{commonest(place for place, _ in pairs)} twice")
        raise ReadError(verbatim("every place once"), twice)
    return found


def _sources_form(sources: Mapping[Place, Source]) -> list[Json]:
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
    expected = verbatim(f"a sentence whose placeholders are of {', '.join(known)}")
    for language, template in (("en", sentence.en), ("vi", sentence.vi)):
        try:
            parts = list(Formatter().parse(template))
        except ValueError as error:
            raise ReadError(expected, verbatim(str(error)), where=f"{where}.{language}") from None
        for _, name, spec, conversion in parts:
            if name is not None and (name not in known or conversion or "{" in (spec or "")):
                raise ReadError(expected, verbatim(shown(name)), where=f"{where}.{language}")


def _object_hook(kind: type[V], converter: Converter) -> Callable[[object, object], V]:
    structure = make_dict_structure_fn(kind, converter)
    return lambda value, _: structure(as_object(value), kind)


def _is_list(kind: object) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def _list_hook(kind: object, converter: Converter) -> Callable[[object, object], object]:
    """Return a hook for a tuple of any length."""
    items = GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(items)

    def read(value: object, _: object) -> object:
        if not isinstance(value, list | tuple):
            raise wrong(verbatim("a list"), value)
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
def record_converter() -> Converter:
    """Return the converter of records, made when it is first asked for."""
    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook_factory(has, _object_hook)
    converter.register_structure_hook_factory(_is_placed, _placed_hook)
    converter.register_unstructure_hook_factory(_is_placed, _placed_form_hook)
    converter.register_structure_hook_factory(_is_list, _list_hook)
    converter.register_structure_hook_func(partial(eq, Place | None), _place_or_none)
    converter.register_structure_hook_func(partial(eq, tuple[Place, Source]), _sourced)
    converter.register_unstructure_hook(Source, _source_form)
    for kind, form, read in value_forms(converter):
        _register(converter, kind, form, read)
    _register(converter, Place, _place_form, _place)
    _register(converter, PovertyTarget, _target_form, _target)
    _register(converter, Mapping[Place, Source], _sources_form, _sources)
    _register(converter, tuple[Place, str], _unreadable_form, _unreadable)
    return converter
