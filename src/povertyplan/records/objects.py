"""The converter of records, and the objects and lists whose form differs from their type."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, partial
from itertools import chain
from operator import eq
from string import Formatter
from types import GenericAlias
from typing import TypeVar, cast, get_args, get_origin

from attrs import asdict, fields, frozen, has
from cattrs import Converter, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from povertyplan.findings import Finding, Skipped
from povertyplan.messages import ReadError, Sentence, phrase, verbatim
from povertyplan.model.places import Place, Row
from povertyplan.model.rows import HouseholdCensus, PovertyTarget, Tally
from povertyplan.model.units import Unit
from povertyplan.reading import Source
from povertyplan.records.households import household_forms
from povertyplan.records.plain import Json, as_object, commonest, shown, wrong
from povertyplan.records.sharing import sharing_forms
from povertyplan.records.tables import table_forms
from povertyplan.records.values import value_forms

V = TypeVar("V")

#: The attribute whose keys stand in the object that has it, and these keys.
PLACE = "place"
KEYS_OF_PLACE = ("row", "field")
#: Items that are read before their faults are told: to gather those of thousands takes long.
_BLOCK = 100
#: The key that is left out for a place of the only or the first statement.
STATEMENT = "statement"


@cache
def record_converter() -> Converter:
    """Return the converter of records, made when it is first asked for."""
    converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook_factory(has, _object_reader)
    converter.register_structure_hook_factory(_is_placed, _placed_reader)
    converter.register_unstructure_hook_factory(_is_placed, _placed_writer)
    converter.register_structure_hook_factory(_is_list, _list_reader)
    converter.register_structure_hook_func(partial(eq, Place | None), _read_place_or_none)
    converter.register_structure_hook_func(partial(eq, tuple[Place, Source]), _read_sourced)
    converter.register_unstructure_hook(Source, _write_source)
    converter.register_unstructure_hook_factory(partial(eq, Sentence), _sentence_writer)
    converter.register_structure_hook_factory(partial(eq, Sentence), _sentence_reader)
    converter.register_unstructure_hook(Place, partial(_write_place, converter))
    forms = chain(
        value_forms(converter),
        table_forms(converter),
        sharing_forms(converter),
        household_forms(converter),
    )
    for kind, write, read in forms:
        _register(converter, kind, write, read)
    _register(converter, PovertyTarget, _write_target, _read_target)
    _register(converter, Mapping[Place, Source], _write_sources, _read_sources)
    _register(converter, tuple[Place, str], _write_located, _read_located)
    return converter


def _register(
    converter: Converter, kind: object, write: Callable[..., object], read: Callable[..., object]
) -> None:
    """Give a type, which may be a union or a tuple, a form of its own."""
    if isinstance(kind, type):
        converter.register_structure_hook(kind, read)
        converter.register_unstructure_hook(kind, write)
    else:
        converter.register_structure_hook_func(partial(eq, kind), read)
        converter.register_unstructure_hook_func(partial(eq, kind), write)


# Objects and lists of any type


def _object_reader(kind: type[V], converter: Converter) -> Callable[[object, object], V]:
    structure = make_dict_structure_fn(kind, converter)
    return lambda value, _: structure(as_object(value), kind)


def _is_list(kind: object) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[1:] == (...,)


def _list_reader(kind: object, converter: Converter) -> Callable[[object, object], object]:
    """Return the function that reads a tuple of any length."""
    items = GenericAlias(list, get_args(kind)[:1])
    structure = converter.get_structure_hook(items)

    def read(value: object, _: object) -> object:
        if not isinstance(value, list | tuple):
            raise wrong(phrase("a list"), value)
        given = cast("Sequence[object]", value)
        read_items: list[object] = []
        for start in range(0, len(given), _BLOCK):
            block = given[start : start + _BLOCK]
            try:
                read_items += structure(block, items)
            except IterableValidationError:  # told with the numbers of the items in the whole list
                structure(given[: start + _BLOCK], items)
        return tuple(read_items)

    return read


# Objects with a place, whose keys stand among their own


def _is_placed(kind: type) -> bool:
    return has(kind) and PLACE in {attribute.name for attribute in fields(kind)}


def _placed_reader(kind: type[V], converter: Converter) -> Callable[[object, object], V]:
    structure = make_dict_structure_fn(kind, converter)

    def read(value: object, _: object) -> V:
        place, rest = _parted(value)
        if PLACE in rest:
            raise ForbiddenExtraKeysError(None, kind, {PLACE})
        placed = structure({**rest, PLACE: place}, kind)
        _check_sentence(placed)
        return placed

    return read


def _placed_writer(kind: type[V], converter: Converter) -> Callable[[V], Json]:
    unstructure = make_dict_unstructure_fn(kind, converter)
    left_out = _blank_by_default(kind)

    def write(value: V) -> Json:
        plain: Json = {}
        for key, part in unstructure(value).items():
            if key == PLACE:
                plain |= part or dict.fromkeys(KEYS_OF_PLACE)
            elif part or key not in left_out:
                plain[key] = part
        return plain

    return write


def _blank_by_default(kind: type) -> set[str]:
    """Return the attributes of a type that are blank texts or lists unless given."""
    return {attribute.name for attribute in fields(kind) if attribute.default in {"", ()}}


def _parted(value: object) -> tuple[Json, Json]:
    """Return the keys of the place and the others, each with its value."""
    place: Json = {}
    rest: Json = {}
    for key, part in as_object(value).items():
        keys = place if key in {*KEYS_OF_PLACE, STATEMENT} else rest
        keys[key] = part
    return place, rest


def _write_place(converter: Converter, place: Place) -> Json:
    plain: Json = {"row": converter.unstructure(place.row, Row), "field": str(place.field)}
    return plain if place.statement == 1 else plain | {STATEMENT: place.statement}


def _read_place_or_none(value: object, _: object) -> Place | None:
    if all(part is None for part in as_object(value).values()):
        return None
    return record_converter().structure(value, Place)


def _sentence_writer(_: object, converter: Converter) -> Callable[[Sentence], Json | str]:
    """
    Return the function that writes a sentence.

    One of the library is its English text: the Vietnamese one is in the catalogue.
    """
    default = override(omit_if_default=True)
    unstructure = make_dict_unstructure_fn(Sentence, converter, vi=default, clauses=default)

    def write(sentence: Sentence) -> Json | str:
        return sentence.en if _is_bare(sentence) else unstructure(sentence)

    return write


def _sentence_reader(_: object, converter: Converter) -> Callable[[object, object], Sentence]:
    structure = _object_reader(Sentence, converter)

    def read(value: object, kind: object) -> Sentence:
        if isinstance(value, str):
            return Sentence(converter.structure(value, str))
        return structure(value, kind)

    return read


def _is_bare(sentence: Sentence) -> bool:
    """Whether a sentence has neither a translation of its own nor clauses."""
    return sentence == Sentence(sentence.en)


def _check_sentence(value: object) -> None:
    """
    Refuse a sentence of a finding or a skipped check that does more than fill in its values.

    A record may come from anywhere: its sentences may not look into the values.
    """
    match value:
        case Finding():
            names = ("where", "field", "printed", "expected", *dict(value.terms))
            _check_placeholders(value.says, names, ".says")
        case Skipped():
            _check_placeholders(value.reason, ("field", "fields", "units"), ".reason")
        case _:
            return


def _check_placeholders(sentence: Sentence, names: Collection[str], where: str) -> None:
    for number, clause in enumerate(sentence.clauses):
        _check_placeholders(clause, names, f"{where}.clauses[{number}]")
    named = {name for name in names if name.isidentifier()}
    known = sorted(named | {"clauses"} if sentence.clauses else named)
    expected = verbatim(f"a sentence whose placeholders are of {', '.join(known)}")
    texts = {f"{where}.en": sentence.en, f"{where}.vi": sentence.vi}
    if _is_bare(sentence):
        texts = {where: sentence.en}
    for path, template in texts.items():
        try:
            parts = list(Formatter().parse(template))
        except ValueError as error:
            raise ReadError(expected, verbatim(str(error)), where=path) from None
        for _, name, spec, conversion in parts:
            if name is None:  # the text behind the last placeholder
                continue
            nested = "{" in (spec or "")
            if name not in known or conversion or nested:
                found = verbatim(shown(name))
                raise ReadError(expected, found, where=path)


# Rows of the annex, which have their unit once


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


def _read_target(value: object, _: object) -> PovertyTarget:
    row = record_converter().structure(value, _Target)
    return PovertyTarget(row.base.of(row.unit), row.goal.of(row.unit))


def _write_target(target: PovertyTarget) -> Json:
    unstructure = record_converter().unstructure
    base: Json = unstructure(target.base)
    goal: Json = unstructure(target.goal)
    unit = base.pop("unit")
    del goal["unit"]
    return {"unit": unit, "base": base, "goal": goal}


# Sources, and texts at places


def _write_source(source: Source) -> Json:
    return asdict(source, filter=lambda _, part: part is not None)


def _read_sourced(value: object, _: object) -> tuple[Place, Source]:
    place, source = _parted(value)
    structure = record_converter().structure
    return (structure(place, Place), structure(source, Source))


def _read_sources(value: object, _: object) -> dict[Place, Source]:
    pairs = record_converter().structure(value, tuple[tuple[Place, Source], ...])
    sources = dict(pairs)
    if len(sources) < len(pairs):
        twice = commonest(place for place, _ in pairs)
        raise ReadError(verbatim("every place once"), verbatim(f"{twice} twice"))
    return sources


def _write_sources(sources: Mapping[Place, Source]) -> list[Json]:
    unstructure = record_converter().unstructure
    return [unstructure(place) | _write_source(source) for place, source in sources.items()]


@frozen
class _Located:
    """A text at a place: a cell that is not a number, or a formula."""

    place: Place
    text: str


def _read_located(value: object, _: object) -> tuple[Place, str]:
    located = record_converter().structure(value, _Located)
    return (located.place, located.text)


def _write_located(located: tuple[Place, str]) -> object:
    return record_converter().unstructure(_Located(*located))
