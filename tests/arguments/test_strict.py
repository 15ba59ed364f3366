import inspect
from enum import StrEnum
from fractions import Fraction
from typing import Self

import pytest
from attrs import field, frozen

from povertyplan import (
    Category,
    Cause,
    Count,
    Level,
    Part,
    Percent,
    Rate,
    Rounding,
    Severity,
    Tally,
)
from povertyplan.arguments.strict import as_call, strict, strict_fields, unheld


@strict
def shared(category: Category, /, count: int, *, of: int = 2) -> tuple[Category, int, int]:
    """Return what was taken."""
    return category, count, of


def _upper(text: str) -> str:
    return text.upper()


@frozen(field_transformer=strict_fields)
class Named:
    name: str = field(converter=_upper)
    category: Category = Category.POOR
    _hidden: int = 0
    length: int = field(init=False)

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))

    @classmethod
    @strict
    def of(cls, length: int) -> Self:
        return cls("a" * length)


def test_arguments_are_taken_by_position_and_by_name() -> None:
    assert shared("poor", 3) == (Category.POOR, 3, 2)  # type: ignore[arg-type]  # a word
    assert shared(Category.POOR, count=3, of=1) == (Category.POOR, 3, 1)
    assert shared.__doc__ == "Return what was taken."


def test_a_refusal_names_function_and_argument() -> None:
    with pytest.raises(TypeError, match=r"^shared: of must be a whole number, got '2'"):
        shared(Category.POOR, 3, of="2")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^Named\.of: length must be a whole number, got None"):
        Named.of(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^shared: category must be a Category, got 'rich'"):
        shared("rich", 3)  # type: ignore[arg-type]


def test_python_refuses_what_there_is_no_parameter_for() -> None:
    with pytest.raises(TypeError, match="positional argument"):
        shared(Category.POOR, 3, 4)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        shared(Category.POOR, 3, on=4)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="missing 1 required"):
        shared(Category.POOR)  # type: ignore[call-arg]


def test_an_attribute_is_held_to_what_its_converter_takes() -> None:
    assert Named("ngò").name == "NGÒ"
    assert Named.of(3).length == 3
    with pytest.raises(TypeError, match=r"^Named\.name must be a str, got 3"):
        Named(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^Named\.hidden must be a whole number"):
        Named("a", hidden="b")  # type: ignore[arg-type]


def test_a_call_leaves_out_defaults() -> None:
    assert repr(Named("a")) == "Named('A')"
    assert repr(Named("a", Category.NEAR_POOR)) == "Named('A', category='near_poor')"
    assert repr(Tally(3, Percent.of(Fraction(1, 3)))) == (
        "Tally(count=3, rate=Percent.parse('33.33%'))"
    )


def test_a_signature_shows_the_types_of_the_attributes() -> None:
    parameters = inspect.signature(Named).parameters
    assert [str(parameters[name]) for name in ("name", "hidden")] == [
        "name: str",
        "hidden: int = 0",
    ]


@pytest.mark.parametrize("kind", [Category, Cause, Count, Level, Part, Rate, Rounding, Severity])
def test_an_enumeration_lists_its_words(kind: type[StrEnum]) -> None:
    assert all(kind(str(member)) is member for member in kind)
    with pytest.raises(ValueError, match=f"value must be a {kind.__name__}, got 'x'"):
        kind("x")
    with pytest.raises(TypeError, match=rf"value must be a {kind.__name__}, got 3 \(an int\)"):
        kind(3)  # type: ignore[arg-type]


@frozen(field_transformer=strict_fields, cache_hash=True)
class Branch:
    name: str
    twigs: "tuple[Branch, ...]" = ()


def test_an_attribute_is_held_that_names_its_own_class() -> None:
    assert Branch("a", [Branch("b")]).twigs == (Branch("b"),)  # type: ignore[arg-type]  # a list is taken, too
    with pytest.raises(TypeError, match=r"Branch.twigs\[0\] must be a Branch, got 'b'"):
        Branch("a", ("b",))  # type: ignore[arg-type]  # wrong on purpose


def test_a_value_made_of_held_arguments_is_the_same_value() -> None:
    make = unheld(Branch, cache_hash=True)
    twig = Branch("b")
    made = make("a", (twig,))
    assert type(made) is Branch
    assert made == Branch("a", (twig,))
    assert hash(made) == hash(Branch("a", (twig,)))
    assert make("a") == Branch("a")
    assert make(3) == make(3)  # type: ignore[arg-type]  # it is made unheld
