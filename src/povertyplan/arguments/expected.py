"""Annotations, read once as the values that they admit."""

# Values of any type meet annotations of any form here.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import Enum
from functools import cache
from operator import contains, itemgetter
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, TypeAlias, TypeVar, Union, get_args, get_origin

from attrs import frozen

from povertyplan.arguments.refusals import brief, either, known_words, remedy, said, shown

#: Returns what is taken for a value that was given, or raises.
Taker: TypeAlias = Callable[[object], object]
#: Returns the same, or `_REFUSED`; the text says where the value was given.
_TakerAt: TypeAlias = Callable[[Any, str], object]

_REFUSED = object()
_NO_WORDS: Mapping[str, Enum] = MappingProxyType({})
#: The types of which an annotation means any iterable, and what is taken is a tuple.
_ITERABLES = {tuple, Iterable, Sequence, Collection}


@frozen
class Between:
    """
    The bounds of a whole number, both included.

    >>> Tally(-1)
    Traceback (most recent call last):
    ...
    ValueError: Tally.count must be a whole number of at least 0 or None, got -1
    """

    low: int
    high: int | None = None

    def admits(self, number: int) -> bool:
        """Whether a number is within the bounds."""
        return self.low <= number and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        """Return the bounds in words."""
        return f"of at least {self.low}" if self.high is None else f"from {self.low} to {self.high}"


#: How many there are of something.
Number: TypeAlias = Annotated[int, Between(0)]
#: The number of one thing among others, counted from 1.
Ordinal: TypeAlias = Annotated[int, Between(1)]


@frozen
class _Choice:
    """One of the types that an annotation admits."""

    kind: type
    says: str
    take: _TakerAt
    settled: frozenset[type] = frozenset()  #: the types whose values are taken as they are
    bounds: Between | None = None  #: of a whole number
    words: Mapping[str, Enum] = _NO_WORDS  #: the members of an enumeration by their words
    items: "Expected | None" = None  #: what the items of an iterable are
    entries: "Sequence[Expected]" = ()  #: what each entry of a tuple is


@frozen
class Expected:
    """
    The values that an annotation admits: by several choices, or all if it has no choices.

    The types, words and bounds of all choices stand beside them, for they decide about most values.
    """

    choices: tuple[_Choice, ...]
    settled: frozenset[type]
    words: Mapping[str, Enum]
    bounds: Between | None

    @classmethod
    def one_of(cls, choices: Sequence[_Choice]) -> "Expected":
        """Join several choices."""
        settled: set[type] = set()
        words: dict[str, Enum] = {}
        for choice in choices:
            settled |= choice.settled
            words |= choice.words
        bounds = next((choice.bounds for choice in choices if choice.bounds), None)
        return cls(tuple(choices), frozenset(settled), words, bounds)

    def taker(self, where: str) -> Taker:
        """Return the converter of an argument or attribute, such as ``Tally.count``."""
        if not self.choices:
            return as_given
        settled, take_at = self.settled, self.take

        # Values are made by the thousand, so the usual ones are taken without a further call.
        def take(value: object) -> object:
            return value if type(value) in settled else take_at(value, where)

        if self.bounds is None:
            return take
        low, high = self.bounds.low, self.bounds.high

        def take_number(value: object) -> object:
            if type(value) is int and low <= value and (high is None or value <= high):
                return value
            return value if type(value) in settled else take_at(value, where)

        return take_number

    def take(self, value: object, where: str) -> object:
        """Convert a value; raise `TypeError` or `ValueError` if it is not admitted."""
        if type(value) in self.settled or not self.choices:
            return value
        if type(value) is int and self.bounds is not None and self.bounds.admits(value):
            return value
        if type(value) is str and value in self.words:
            return self.words[value]
        for choice in self.choices:
            taken = choice.take(value, where)
            if taken is not _REFUSED:
                return taken
        raise self._refusal(value, where)

    def settles(self, values: Collection[Any]) -> bool:
        """Whether all of some values are taken as they are, by their types."""
        if not self.choices or self.settled.issuperset(map(type, values)):
            return True
        # Long lists of pairs are usual, so their firsts are held together, then their seconds.
        entries = self.choices[0].entries if len(self.choices) == 1 else ()
        are_tuples = bool(entries) and {tuple}.issuperset(map(type, values))
        if not are_tuples or not {len(entries)}.issuperset(map(len, values)):
            return False
        columns = (list(map(itemgetter(at), values)) for at in range(len(entries)))
        return all(map(Expected.settles, entries, columns))

    def _refusal(self, value: object, where: str) -> TypeError | ValueError:
        expected = f"{where} must be {either(choice.says for choice in self.choices)}"
        kinds = [choice.kind for choice in self.choices]
        if self.words and isinstance(value, str):
            return ValueError(f"{expected}, got {brief(value)}{known_words(value, self.words)}")
        if int in kinds and type(value) is int:
            return ValueError(f"{expected}, got {brief(value)}")
        is_item = any(choice.items and choice.items.admits(value) for choice in self.choices)
        advice = ": put it in a list" if is_item else remedy(where, kinds, value)
        return TypeError(f"{expected}, got {shown(value)}{advice}")

    def admits(self, value: object) -> bool:
        """Whether a value is admitted, by an annotation that does not admit everything."""
        try:
            self.take(value, "")
        except (TypeError, ValueError):
            return False
        return bool(self.choices)


def as_given(value: object) -> object:
    """Return a value as it was given: its annotation admits everything."""
    return value


@cache
def expected_of(annotation: object) -> Expected:
    """
    Read an annotation.

    >>> expected_of(Category | str).take("near_poor", "category")
    <Category.NEAR_POOR: 'near_poor'>
    """
    choices = list(_choices(annotation))
    if any(choice.kind is object for choice in choices):
        choices = []
    if any(choice.words for choice in choices):
        # Text beside an enumeration means its words.
        choices = [choice for choice in choices if choice.kind is not str]
    return Expected.one_of(choices)


def _choices(annotation: object) -> Iterable[_Choice]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType}:
        return [choice for part in inner for choice in _choices(part)]
    if isinstance(annotation, TypeVar):
        return _choices(annotation.__bound__ or object)
    if annotation is int or origin is Annotated:
        return [_whole(*inner[1:])]
    if origin in _ITERABLES:
        return [_entries(inner) if origin is tuple and Ellipsis not in inner else _items(inner[0])]
    kind = NoneType if annotation is None else origin or annotation
    if not isinstance(kind, type) or kind is Any:
        kind = object  # a type that the module names before it has it
    if issubclass(kind, Mapping) and inner:
        return [_pairs(*inner)]
    if kind is type:
        return [_class()]
    return [_word(kind) if issubclass(kind, Enum) else _instance(kind)]


def _class() -> _Choice:
    """Return the choice of a class, with its arguments or without, as ``Rows[UnitReport]``."""

    def take(value: object, _: str) -> object:
        return value if isinstance(get_origin(value) or value, type) else _REFUSED

    return _Choice(type, said(type), take, frozenset({type}))


def _instance(kind: type) -> _Choice:
    """Return the choice of any instance of a class."""

    def take(value: object, _: str) -> object:
        return value if isinstance(value, kind) else _REFUSED

    return _Choice(kind, said(kind), take, frozenset({kind}))


def _whole(bounds: Between | None = None) -> _Choice:
    """Return the choice of a whole number, which neither True is nor one of another library."""

    def take(value: object, _: str) -> object:
        return (
            value if type(value) is int and (bounds is None or bounds.admits(value)) else _REFUSED
        )

    says = "a whole number" if bounds is None else f"a whole number {bounds}"
    return _Choice(int, says, take, frozenset() if bounds else frozenset({int}), bounds)


def _word(kind: type[Enum]) -> _Choice:
    """Return the choice of a member of an enumeration, or of its word."""
    members = {str(member.value): member for member in kind}

    def take(value: object, _: str) -> object:
        return members.get(value, _REFUSED) if isinstance(value, str) else _REFUSED

    return _Choice(kind, said(kind), take, frozenset({kind}), words=members)


def _items(annotation: object) -> _Choice:
    """Return the choice of a list of such items, or another iterable but text."""
    item = expected_of(annotation)

    def take(value: object, where: str) -> object:
        if isinstance(value, str | bytes) or not isinstance(value, Iterable):
            return _REFUSED
        items = tuple(value)
        if item.settles(items):
            return items
        places = [f"{where}[{at}]" for at in range(len(items))]
        return tuple(map(item.take, items, places))

    kinds = ("lists" if choice.items else choice.kind.__name__ for choice in item.choices)
    says = either(kinds) if item.choices else "values"
    return _Choice(Iterable, f"a list of {says}", take, items=item)


def _entries(annotations: Iterable[object]) -> _Choice:
    """Return the choice of a tuple with an entry for each of some annotations."""
    entries = [expected_of(annotation) for annotation in annotations]
    settled = [entry.settled for entry in entries]

    def take(value: object, where: str) -> object:
        if not isinstance(value, tuple):
            return _REFUSED
        given: tuple[object, ...] = value
        if len(given) != len(entries):
            return _REFUSED
        if all(map(contains, settled, map(type, given))):
            return given
        pairs = enumerate(zip(entries, given, strict=True))
        return tuple(entry.take(each, f"{where}[{at}]") for at, (entry, each) in pairs)

    return _Choice(tuple, f"a tuple of {len(entries)}", take, entries=entries)


def _pairs(key: object, value: object) -> _Choice:
    """Return the choice of a mapping with such keys and values."""
    keys, values = expected_of(key), expected_of(value)

    def take(value: object, where: str) -> object:
        if not isinstance(value, Mapping):
            return _REFUSED
        given: Mapping[object, object] = value
        if not keys.settles(given):
            for each in given:
                keys.take(each, f"{where}: a key")
        if not values.settles(given.values()):
            for each, held in given.items():
                values.take(held, f"{where}[{each!r}]")
        return given

    return _Choice(Mapping, "a mapping", take)
