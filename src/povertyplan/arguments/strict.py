"""
Public functions and values that hold their arguments to their annotations.

A type checker tells those who write typed programs; everybody else is told here, everywhere in
the same way.  The word of an enumeration is taken for its member, and an iterable for a tuple.
All else is refused: by a `TypeError` if its type is wrong, by a `ValueError` if only its value is.
"""

# Values of any type meet annotations of any form here.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import wraps
from inspect import Parameter, signature
from typing import Any, ParamSpec, TypeVar, cast, get_type_hints

from attrs import NOTHING, Attribute, field, fields, frozen, make_class

from povertyplan.arguments.expected import Taker, as_given, expected_of

E = TypeVar("E", bound=Enum)
F = TypeVar("F", bound=Callable[..., object])
P = ParamSpec("P")
T = TypeVar("T")


def strict(function: F) -> F:
    """
    Hold every call of a function to the annotations of its parameters.

    >>> check("plan.md")
    Traceback (most recent call last):
    ...
    TypeError: check: checked must be a Plan, a Reading, a TableReading or another table, got \
'plan.md' (a str): read it first: check(read('plan.md'))
    """
    parameters: _Parameters | None = None

    @wraps(function)
    def held(*given: object, **named: object) -> object:
        nonlocal parameters
        if parameters is None:  # read at the first call: annotations may name what comes later
            parameters = _Parameters.of(function)
        taken = map(_taken, parameters.by_position, given)
        for name, value in named.items():
            named[name] = parameters.by_name.get(name, as_given)(value)
        # Python itself refuses what the function has no parameter for.
        surplus = given[len(parameters.by_position) :]
        return function(*taken, *surplus, **named)

    return cast("F", held)


def _taken(take: Taker, value: object) -> object:
    return take(value)


@frozen
class _Parameters:
    """The converters of the arguments of a function, by position and by name."""

    by_position: tuple[Taker, ...]
    by_name: Mapping[str, Taker]

    @classmethod
    def of(cls, function: Callable[..., object]) -> "_Parameters":
        """Read the annotations of a function."""
        annotations = get_type_hints(function, include_extras=True)
        called = function.__qualname__.rpartition("<locals>.")[-1]
        by_position: list[Taker] = []
        by_name: dict[str, Taker] = {}
        for name, parameter in signature(function).parameters.items():
            expected = expected_of(annotations.get(name, object))
            taker = expected.taker(f"{called}: {name}")
            if parameter.kind in {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD}:
                by_position.append(taker)
            if parameter.kind in {Parameter.KEYWORD_ONLY, Parameter.POSITIONAL_OR_KEYWORD}:
                by_name[name] = taker
        return cls(tuple(by_position), by_name)


def strict_words(kind: type[E]) -> type[E]:
    """
    Let an enumeration refuse a word that it does not have.

    >>> Category("por")
    Traceback (most recent call last):
    ...
    ValueError: value must be a Category, got 'por' (known: 'poor', 'near_poor'); \
did you mean 'poor'?
    """

    def refuse(_: type[E], value: object) -> object:
        return expected_of(kind).take(value, "value")

    setattr(kind, "_missing_", classmethod(refuse))  # noqa: B010  # types forbid to assign methods
    return kind


def strict_fields(kind: type, attributes: list["Attribute[Any]"]) -> list["Attribute[Any]"]:
    """
    Hold every attribute of a value to its annotation, as a ``field_transformer`` of attrs.

    An attribute with a converter of its own is held to what the converter takes.

    >>> HouseholdCensus("Ngò", 2023)
    Traceback (most recent call last):
    ...
    TypeError: HouseholdCensus.unit must be a Unit, got 'Ngò' (a str): Unit('Ngò')
    """
    held: list[Attribute[Any]] = []
    for attribute in attributes:
        where = f"{kind.__name__}.{attribute.alias or attribute.name.lstrip('_')}"
        expected = expected_of(cast("Hashable", attribute.type))
        convert: Any = attribute.converter
        if not attribute.init:
            held.append(attribute)
        elif isinstance(attribute.type, str):
            held.append(attribute.evolve(converter=_late(kind, attribute.name, where)))
        elif convert is None or expected.words:
            # That its words are taken, a converter says to type checkers only.
            held.append(attribute.evolve(converter=_shown_as(attribute, expected.taker(where))))
        else:
            annotation, *_ = get_type_hints(convert, include_extras=True).values()
            take = expected_of(annotation).taker(where)
            held.append(attribute.evolve(converter=_shown_as(attribute, _after(take, convert))))
    return held


def _late(kind: type, name: str, where: str) -> Taker:
    """Return the converter of an attribute annotated with a class that is defined below its own."""
    taker: Taker | None = None

    def take(value: object) -> object:
        nonlocal taker
        if taker is None:
            annotations = get_type_hints(kind, include_extras=True)
            taker = expected_of(annotations[name]).taker(where)
        return taker(value)

    return take


def _shown_as(attribute: "Attribute[Any]", take: Taker) -> Taker:
    """Return a converter that signatures, and so ``help``, show with the type of its attribute."""
    if take is not as_given:
        take.__annotations__["value"] = attribute.type
    return take


def _after(take: Taker, convert: Taker) -> Taker:
    """Return a converter that checks a value before it converts it."""
    return lambda value: convert(take(value))


def unheld(kind: Callable[P, T], *, cache_hash: bool = False) -> Callable[P, T]:
    """
    Return a function that makes values of a class of `strict_fields` without holding arguments.

    It is for loops that make values by the thousand, of values that were held before. *cache_hash*
    is what the class itself was made with.

    >>> unheld(Tally)(8) == Tally(8)
    True
    """
    held: Any = kind
    plain: Any = make_class(
        "Unheld",
        {
            one.name: field(default=one.default, kw_only=one.kw_only, alias=one.alias)
            for one in fields(held)
        },
        frozen=True,
        slots=True,
        cache_hash=cache_hash,
    )
    assign, new = plain.__init__, held.__new__

    def make(*given: object) -> T:
        made: T = new(kind)
        assign(made, *given)
        return made

    return cast("Callable[P, T]", make)


def as_call(self: object) -> str:
    """
    Return the call that makes a value, as its ``repr``, without arguments at their defaults.

    >>> Tally(8, Percent.parse("3,69")), Place("total", "poor_goal"), Unit("Chợ")
    (Tally(count=8, rate=Percent.parse('3.69%')), Place('total', 'poor_goal'), Unit('Chợ'))
    """
    arguments: list[str] = []
    kind: type[Any] = type(self)
    for attribute in fields(kind):
        part = getattr(self, attribute.name)
        text = repr(part.value if isinstance(part, Enum) else part)
        if not attribute.init:
            continue
        if attribute.default is NOTHING:
            arguments.append(text)
        elif part != attribute.default:
            arguments.append(f"{attribute.alias}={text}")
    return f"{kind.__name__}({', '.join(arguments)})"
