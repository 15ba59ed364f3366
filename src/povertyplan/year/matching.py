"""Units of one list matched with units of another by name alone."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from povertyplan.arguments.refusals import nearest
from povertyplan.messages import Phrase, phrase
from povertyplan.model.units import Unit

H = TypeVar("H", bound=Hashable)


def matched(keys: Sequence[H], others: Sequence[H]) -> dict[int, int]:
    """
    Return the pairs of numbers of the names in both lists, counted from 1 in each.

    Where a key stands several times, the first is matched with the first, and so on.  One that
    stands more often in either list is not matched, for nothing tells which are the same.

    >>> matched(["Chợ", "Ngò", "Ngò"], ["Ngò", "Ngò", "Chợ"]), matched(["Ngò", "Ngò"], ["Ngò"])
    ({1: 3, 2: 1, 3: 2}, {})
    """
    often, often_other = Counter(keys), Counter(others)
    numbers = {entry: number for number, entry in enumerate(numbered(others), 1)}
    return {
        number: numbers[entry]
        for number, entry in enumerate(numbered(keys), 1)
        if often[entry[0]] == often_other[entry[0]]
    }


def numbered(keys: Sequence[H]) -> Iterator[tuple[H, int]]:
    """Yield each key with the number of its occurrence, so that none stands twice."""
    seen: Counter[H] = Counter()
    for entry in keys:
        seen[entry] += 1
        yield entry, seen[entry]


def unknown_unit(name: str, units: Iterable[Unit]) -> Phrase:
    """Return that no unit bears a name, and which names are like it."""
    names = nearest(name, [unit.name for unit in units])
    if not names:
        return phrase("No unit is named “{unit}”.", unit=name)
    return phrase(
        "No unit is named “{unit}”; did you mean {names}?",
        unit=name,
        names=", ".join(f"“{known}”" for known in names),
    )
