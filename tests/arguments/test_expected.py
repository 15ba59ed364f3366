from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, TypeVar

import numpy as np
import pytest

from povertyplan.arguments.expected import Between, Number, as_given, expected_of
from povertyplan.model.fields import Category, Count, Field
from povertyplan.model.reach import Rounding

T = TypeVar("T")
S = TypeVar("S", bound=int)


def taken(annotation: object, value: object) -> object:
    return expected_of(annotation).taker("here")(value)


@pytest.mark.parametrize(
    ("annotation", "value", "expected"),
    [
        (object, 3, 3),
        (Any, "x", "x"),
        (T, None, None),
        (S, 3, 3),
        ("Place", 3, 3),
        (int | None, None, None),
        (Number, 0, 0),
        (Annotated[int, Between(1, 2)], 2, 2),
        (Category, "poor", Category.POOR),
        (Category | str, "near_poor", Category.NEAR_POOR),
        (Field, Count.POOR_GOAL, Count.POOR_GOAL),
        (tuple[int, ...], [1, 2], (1, 2)),
        (Iterable[Category], {"poor": 1}, (Category.POOR,)),
        (Sequence[object], [1, "x"], (1, "x")),
        (tuple[str, int], ("a", 1), ("a", 1)),
        (tuple[tuple[str, int], ...], [("a", 1), ("b", 2)], (("a", 1), ("b", 2))),
        (tuple[tuple[str, Category], ...], [("a", "poor")], (("a", Category.POOR),)),
        (Mapping[str, int], {"a": 1}, {"a": 1}),
        (Mapping[Category, Number], {"poor": 1}, {Category.POOR: 1}),
        (str | Iterable[str] | None, "PP2", "PP2"),
        (type[int], bool, bool),
        (type[int], list[int], list[int]),
    ],
)
def test_what_an_annotation_admits_is_taken(
    annotation: object, value: object, expected: object
) -> None:
    assert taken(annotation, value) == expected
    assert expected_of(annotation).take(value, "here") == expected


@pytest.mark.parametrize(
    ("annotation", "value", "message"),
    [
        (int, True, "here must be a whole number, got True (a bool)"),
        (int, 3.0, "here must be a whole number, got 3.0 (a float)"),
        (Number, np.int64(3), f"of at least 0, got {np.int64(3)!r} (an int64): int("),
        (str, None, "here must be a str, got None"),
        (Fraction, 0.5, "an exact Fraction such as Fraction(54, 3924), got 0.5 (a float)"),
        (Category, 3, "here must be a Category, got 3 (an int)"),
        (tuple[str, ...], "a", "here must be a list of str, got 'a' (a str): put it in a list"),
        (Iterable[int], 3, "here must be a list of int, got 3 (an int): put it in a list"),
        (Iterable[object], 3, "here must be a list of values, got 3 (an int)"),
        (Iterable[int], [1, "x"], "here[1] must be a whole number, got 'x' (a str)"),
        (tuple[str, int], ("a",), "here must be a tuple of 2, got ('a',) (a tuple)"),
        (tuple[str, int], ("a", "b"), "here[1] must be a whole number, got 'b'"),
        (
            tuple[tuple[str, int], ...],
            [("a", 1), ("b", "c")],
            "here[1][1] must be a whole number, got 'c'",
        ),
        (
            tuple[tuple[str, int], ...],
            [("a", 1), ("b", 2, 3)],
            "here[1] must be a tuple of 2, got ('b', 2, 3) (a tuple)",
        ),
        (tuple[tuple[str, int], ...], [("a", 1), "b"], "here[1] must be a tuple of 2, got 'b'"),
        (Mapping[str, int], [], "here must be a mapping, got [] (a list)"),
        (Mapping[str, int], {1: 1}, "here: a key must be a str, got 1 (an int)"),
        (Mapping[str, int], {"a": "b"}, "here['a'] must be a whole number, got 'b'"),
    ],
)
def test_what_has_another_type_is_refused(annotation: object, value: object, message: str) -> None:
    with pytest.raises(TypeError) as refusal:
        taken(annotation, value)
    assert message in str(refusal.value)


@pytest.mark.parametrize(
    ("annotation", "value", "message"),
    [
        (Number, -1, "here must be a whole number of at least 0, got -1"),
        (Annotated[int, Between(1, 2)], 3, "here must be a whole number from 1 to 2, got 3"),
        (Category, "pour", "got 'pour' (known: 'poor', 'near_poor'); did you mean 'poor'?"),
        (Category | None, "", "here must be a Category or None, got '' (known: 'poor', "),
        (Category, "POOR", "did you mean 'poor'?"),
        (Rounding, "up", "got 'up' (known: 'half up', 'half even', 'down', 'any')"),
        (Field, "poor_gaol", "got 'poor_gaol'; did you mean 'poor_goal'?"),
        (Field, "x", "got 'x' (known: 'households_base', "),
        (Mapping[Category, int], {"pour": 1}, "here: a key must be a Category, got 'pour'"),
    ],
)
def test_a_value_of_the_right_type_may_be_wrong_by_its_value(
    annotation: object, value: object, message: str
) -> None:
    with pytest.raises(ValueError, match="here") as refusal:
        taken(annotation, value)
    assert message in str(refusal.value)


def test_a_subclass_is_taken_for_its_class() -> None:
    class Name(str):
        __slots__ = ()

    class MyPath(type(Path())):  # type: ignore[misc]  # the class of this system
        pass

    name, path = Name("poor"), MyPath("a")
    assert taken(str, name) is name
    assert taken(Category, name) is Category.POOR
    assert taken(Path, path) is path


def test_what_an_annotation_leaves_open_is_taken_as_it_is() -> None:
    assert expected_of(object).taker("here") is as_given
    assert not expected_of(object).admits(3)
