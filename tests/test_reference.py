"""The reference has every public name once, each says what it means, and shows how it is used."""

import inspect
import re
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from types import ModuleType

import attrs
import pytest

from povertyplan.model.fields import FACTS
from povertyplan.year.households import LABELS
from tests.support.reference import meaning, pages, public_names

NAMES = list(public_names())
CLASSES = [getattr(room, name) for room, name in NAMES if isinstance(getattr(room, name), type)]
#: The label of a member of these is its meaning.
LABELLED = {type(member) for member in (*FACTS, *LABELS)}


def called(named: object) -> str:
    return getattr(named, "__qualname__", str(named))


def test_every_public_name_stands_on_one_page_and_no_other_name_does() -> None:
    public = {f"{room.__name__}.{name}" for room, name in NAMES}
    standing = pages()
    assert set(standing) == public
    assert {name: on for name, on in standing.items() if len(on) > 1} == {}


@pytest.mark.parametrize(("room", "name"), NAMES, ids=called)
def test_every_public_name_says_what_it_is(room: ModuleType, name: str) -> None:
    assert meaning(room, name).endswith((".", "?", ":"))


def functions_of(kind: type) -> Iterator[object]:
    """Yield what a class defines by functions: its methods and properties."""
    for member in vars(kind).values():
        match member:
            case classmethod() | staticmethod():
                yield member.__func__
            case property():
                yield member.fget
            case cached_property():
                yield member.func
            case _ if inspect.isfunction(member):
                yield member


def has_example(*documented: object) -> bool:
    return any(">>> " in (inspect.getdoc(member) or "") for member in documented)


@pytest.mark.parametrize(("room", "name"), NAMES, ids=called)
def test_every_function_and_every_class_has_an_example(room: ModuleType, name: str) -> None:
    member = getattr(room, name)
    if isinstance(member, type):
        assert has_example(member, *functions_of(member))
    elif inspect.isroutine(member):
        assert has_example(member)


@pytest.mark.parametrize("kind", CLASSES, ids=called)
def test_every_public_method_says_what_it_does(kind: type) -> None:
    own = [member for member in vars(kind) if not member.startswith("_")]
    functions = [member for member in own if inspect.isroutine(vars(kind)[member])]
    assert [member for member in functions if not inspect.getdoc(getattr(kind, member))] == []


def fields_of(kind: type) -> list[str]:
    """Return the public attributes of a value, or the members of an enumeration."""
    if issubclass(kind, Enum):
        return list(kind.__members__)
    names = [field.name for field in attrs.fields(kind)] if attrs.has(kind) else []
    return [name for name in names if not name.startswith("_")]


def is_explained(field: str, source: str) -> bool:
    """Whether a field has a comment beside or above it."""
    lines = source.split("\n")
    stands = [at for at, line in enumerate(lines) if re.match(rf"    {field}(:| =) ", line)]
    return any("  #: " in lines[at] or lines[at - 1].startswith("    #: ") for at in stands)


@pytest.mark.parametrize("kind", CLASSES, ids=called)
def test_every_field_says_what_it_means(kind: type) -> None:
    if kind in LABELLED:
        assert set(kind) <= {*FACTS, *LABELS}
        return
    source = inspect.getsource(kind)
    assert [field for field in fields_of(kind) if not is_explained(field, source)] == []
