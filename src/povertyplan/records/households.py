"""The form of registers: sets of causes and of support are lists, in the order of the form."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TypeVar

from cattrs import Converter

from povertyplan.model.fields import Category
from povertyplan.records.values import read_member
from povertyplan.year import Outlook, Policy, PovertyCause

W = TypeVar("W", PovertyCause, Policy)


def household_forms(
    converter: Converter,
) -> Iterator[tuple[object, Callable[..., object], Callable[..., object]]]:
    """Yield each type of a household with the functions that write and read it."""
    for words in (Category, PovertyCause, Policy, Outlook):
        yield words, str, read_member

    def read_causes(value: object, _: object) -> frozenset[PovertyCause]:
        return frozenset(converter.structure(value, tuple[PovertyCause, ...]))

    def read_support(value: object, _: object) -> frozenset[Policy]:
        return frozenset(converter.structure(value, tuple[Policy, ...]))

    yield frozenset[PovertyCause], partial(_in_order, PovertyCause), read_causes
    yield frozenset[Policy], partial(_in_order, Policy), read_support


def _in_order(known: type[W], words: frozenset[W]) -> list[str]:
    """Return the words of a set in the order of their enumeration."""
    return [str(word) for word in known if word in words]
