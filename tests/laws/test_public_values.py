"""Every public value pickles, copies, hashes and compares with what is foreign to it."""

import copy
import operator
import pickle
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from attrs import fields, has

from tests.support.values import MEMBERS, VALUES, classes

#: Frames do not compare, so a report that holds some is equal to itself alone.
BY_IDENTITY = {"FrameReport"}
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)
ORDERS: tuple[Callable[[Any, Any], bool], ...] = (
    operator.lt,
    operator.le,
    operator.gt,
    operator.ge,
)


def pickled(value: object, protocol: int) -> object:
    return pickle.loads(pickle.dumps(value, protocol))  # noqa: S301  # our own


COPIES: dict[str, Callable[[object], object]] = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    **{f"pickle {number}": partial(pickled, protocol=number) for number in PROTOCOLS},
}


class Foreign:
    """A type that nothing public knows."""


class Greater(Foreign):
    """One that knows how to compare itself with anything."""

    def __eq__(self, other: object) -> bool:
        return True

    def __lt__(self, other: object) -> bool:
        return False

    def __gt__(self, other: object) -> bool:
        return True

    __le__, __ge__ = __lt__, __gt__

    def __hash__(self) -> int:
        return 1


def test_every_public_class_has_a_value() -> None:
    assert {*VALUES, *MEMBERS} == {*classes()}


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("way", COPIES)
def test_a_copy_is_the_same_value(way: str, name: str) -> None:
    value = VALUES[name]
    copied = COPIES[way](value)
    assert type(copied) is type(value)
    if isinstance(value, BaseException):
        assert (str(copied), copied.__dict__) == (str(value), value.__dict__)
    elif name not in BY_IDENTITY:
        assert copied == value
        assert hash(copied) == hash(value)


@pytest.mark.parametrize("way", COPIES)
def test_a_copy_of_a_member_is_the_member(way: str) -> None:
    for members in MEMBERS.values():
        assert all(COPIES[way](member) is member for member in members)


@pytest.mark.parametrize("name", VALUES)
def test_a_frozen_value_is_hashable_and_cannot_change(name: str) -> None:
    value = VALUES[name]
    assert {value: 1}[value] == 1
    kind = type(value)
    if has(kind) and not isinstance(value, BaseException):
        for field in fields(kind):
            with pytest.raises(AttributeError):
                setattr(value, field.name, None)


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("other", [Foreign(), object(), None, 1, "x", (1,), [2], {"a": 3}])
def test_what_is_foreign_is_unequal_and_has_no_order(name: str, other: object) -> None:
    value = VALUES[name]
    assert value != other
    for compares in ORDERS:
        with pytest.raises(TypeError, match="not supported between instances"):
            compares(value, other)


@pytest.mark.parametrize("name", VALUES)
@pytest.mark.parametrize("combines", [operator.add, operator.and_, operator.or_])
def test_what_is_foreign_is_not_combined(combines: Callable[[Any, Any], object], name: str) -> None:
    for operands in ((VALUES[name], Foreign()), (Foreign(), VALUES[name])):
        with pytest.raises(TypeError, match="unsupported operand"):
            combines(*operands)


@pytest.mark.parametrize("name", [*VALUES, *MEMBERS])
def test_what_is_foreign_is_asked_for_its_own_answer(name: str) -> None:
    value = VALUES[name] if name in VALUES else MEMBERS[name][0]
    assert value == Greater()
    assert [compares(value, Greater()) for compares in ORDERS] == [True, True, False, False]
