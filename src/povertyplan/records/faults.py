"""The faults that the converter found, as errors with their paths in the record."""

from collections.abc import Iterator

from attrs import evolve, fields
from cattrs import ClassValidationError, IterableValidationError
from cattrs.errors import ForbiddenExtraKeysError

from povertyplan.arguments.refusals import nearest
from povertyplan.messages import Phrase, ReadError, phrase, verbatim
from povertyplan.records.objects import KEYS_OF_PLACE, PLACE
from povertyplan.records.plain import MOST_SHOWN, shown


def faults(error: BaseException, where: str) -> Iterator[ReadError]:
    """Yield every fault that the converter found, unknown keys before the rest of an object."""
    match error:
        case ClassValidationError():
            noted, bare = error.group_exceptions()
            for inner in bare:
                yield from faults(inner, where)
            for inner, attribute in noted:
                step = "" if attribute.name == PLACE else _step(attribute.name)
                yield from faults(inner, f"{where}{step}")
        case IterableValidationError():
            for inner, item in error.group_exceptions()[0]:
                yield from faults(inner, f"{where}{_step(item.index)}")
        case ReadError():
            yield evolve(error, where=f"{where}{error.where}")
        case ForbiddenExtraKeysError():
            known = list(_keys(error.cl))
            for key in sorted(error.extra_fields):
                expected = phrase("one of {names}", names=", ".join(known))
                yield ReadError(expected, _unknown(key, known), where=f"{where}{_step(key)}")
        case KeyError():
            yield ReadError(phrase("a value"), phrase("none"), where=where)
        case _:
            yield ReadError(*_broken_rule(str(error)), where=where)


def _keys(kind: type) -> Iterator[str]:
    """Yield the keys of the objects of a type."""
    for attribute in fields(kind):
        yield from KEYS_OF_PLACE if attribute.name == PLACE else (attribute.name,)


def _unknown(key: str, known: list[str]) -> Phrase:
    """Name a key that no object has here, with the keys that it may be a slip of."""
    names = nearest(key, known)
    if not names:
        return phrase("the key {key}", key=shown(key))
    meant = ", ".join(map(repr, names))
    return phrase("the key {key}; did you mean {names}?", key=shown(key), names=meant)


def _step(key: str | int) -> str:
    """Return the step of a path to a key or to an item."""
    plain = isinstance(key, str) and key.isidentifier() and len(key) <= MOST_SHOWN
    return f".{key}" if plain else f"[{shown(key)}]"


def _broken_rule(message: str) -> tuple[Phrase, Phrase]:
    """Split the message of a constructor into the expected and the given value."""
    rule, _, found = message.rpartition(", got ")
    return verbatim(rule.replace(" must ", " to ", 1)), verbatim(found)
