"""What tells rows apart: ordinals that repeat, are missing or out of order, and equal names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Protocol, runtime_checkable

from attrs import frozen

from povertyplan.model.names import key
from povertyplan.model.places import Row
from povertyplan.model.tabular import Tabular

_ORDINAL = re.compile(r"[0-9]{1,6}")


class RowGroup(Protocol):
    """Rows that stand under a heading of their own."""

    @property
    def label(self) -> str:
        """The heading."""
        ...

    @property
    def rows(self) -> range:
        """The rows, counted from 1."""
        ...


@runtime_checkable
class Sectioned(Protocol):
    """A table whose rows may stand in sections, such as a plan."""

    @property
    def sections(self) -> Sequence[RowGroup]:
        """The sections; a table whose rows all stand below each other has no section."""
        ...


@frozen
class OrdinalGap:
    """Numbers that are missing between two neighbouring rows."""

    before: int  #: the ordinal of the row above the gap
    after: int  #: the ordinal of the row below it
    missing: tuple[int, ...]


@frozen
class Numbering:
    """Ordinals of some rows that repeat, are missing, or do not follow those above them."""

    repeated: tuple[int, ...] = ()  #: the numbers that stand beside several rows
    gaps: tuple[OrdinalGap, ...] = ()
    astray: tuple[int, ...] = ()  #: the numbers that do not continue those above them


def is_ordinal(text: str) -> bool:
    """Whether a text is a whole number, as rows are counted by; ``1.4`` is not."""
    return _ORDINAL.fullmatch(text) is not None


def ordinals_of(ordinals: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """Return the ordinals beside some rows, which are counted from 1."""
    return [ordinals[row - 1] for row in rows if isinstance(row, int) and row <= len(ordinals)]


def numbering(printed: Sequence[str], withdrawn: Collection[str] = ()) -> Numbering:
    """
    Return the odd ordinals among some, empty unless all of them are numbers.

    Those of *withdrawn* rows, which a document strikes through, are not missing.

    >>> numbering(["1", "2", "4"]).gaps
    (OrdinalGap(before=2, after=4, missing=(3,)),)
    >>> numbering(["1", "2", "3", "1", "4"])
    Numbering(repeated=(1,), gaps=(), astray=())
    """
    if not all(map(is_ordinal, printed)):
        return Numbering()
    numbers = [int(text) for text in printed]
    times = Counter(numbers)
    there = {*numbers, *(int(text) for text in withdrawn if is_ordinal(text))}
    repeated = tuple(number for number in times if times[number] > 1)
    counted, strays = _in_line(numbers)
    gaps: list[OrdinalGap] = []
    for before, after in pairwise(counted):
        if after - before > len(numbers):
            # No rows of this table fill such a gap: the ordinal is typed wrong.
            strays.append(after)
            continue
        missing = tuple(number for number in range(before + 1, after) if number not in there)
        if missing:
            gaps.append(OrdinalGap(before, after, missing))
        elif after <= before:
            strays.append(after)
    astray = tuple(number for number in strays if number not in repeated)
    return Numbering(repeated, tuple(gaps), astray)


def numbering_of(
    table: Tabular,
    ordinals: Sequence[str],
    withdrawn: Collection[str] = (),
    *,
    without: int | None = None,
) -> Numbering:
    """
    Return the odd ordinals beside the rows of a table, found section by section.

    The row *without* is not looked at.
    """
    groups = _rows_by_section(table, without)
    parts = [numbering(ordinals_of(ordinals, rows), withdrawn) for rows in groups]
    repeated = chain.from_iterable(part.repeated for part in parts)
    gaps = chain.from_iterable(part.gaps for part in parts)
    astray = chain.from_iterable(part.astray for part in parts)
    return Numbering(tuple(repeated), tuple(gaps), tuple(astray))


def _rows_by_section(table: Tabular, without: int | None) -> Iterator[list[Row]]:
    """Yield the rows of each section, or of a table without sections, but the row *without*."""
    sections = table.sections if isinstance(table, Sectioned) else ()
    groups: list[Sequence[Row]] = [section.rows for section in sections]
    for rows in groups or [table.rows]:
        yield [row for row in rows if row != without]


def names_again(table: Tabular, *, without: int | None = None) -> list[str]:
    """
    Return the names that several rows of a section bear, as the first of these is written.

    The row *without* is not looked at.
    """
    again: list[str] = []
    for rows in _rows_by_section(table, without):
        spellings: dict[str, list[str]] = {}
        for row in rows:
            name = table.name_of(row)
            if name:
                spellings.setdefault(key(name), []).append(name)
        again.extend(names[0] for names in spellings.values() if len(names) > 1)
    return again


def row_named_again(names: Sequence[str], groups: Iterable[Sequence[int]]) -> int | None:
    """
    Return the first row, counted from 1, that bears the name of one above it in its group.

    >>> row_named_again(["Chợ", "Ngò", "chợ"], [range(1, 4)])
    3
    """
    for rows in groups:
        above: set[str] = set()
        for row in rows:
            name = key(names[row - 1])
            if name in above:
                return row
            above |= {name} - {""}
    return None


def row_of_odd_ordinal(
    ordinals: Sequence[str], groups: Iterable[Sequence[int]], withdrawn: Collection[str] = ()
) -> int | None:
    """
    Return the first row, counted from 1, whose ordinal `numbering` finds odd in its group.

    That is the row below a gap, the second of two that bear one number, or one out of order.

    >>> row_of_odd_ordinal(["1", "2", "4"], [range(1, 4)])
    3
    """
    for rows in groups:
        odd = numbering(ordinals_of(ordinals, rows), withdrawn)
        behind_gaps = (gap.after for gap in odd.gaps)
        not_next = {*odd.astray, *behind_gaps}
        above: set[int] = set()
        for row in rows if odd != Numbering() else ():
            number = int(ordinals[row - 1])
            if number in not_next or number in above:
                return row
            above.add(number)
    return None


def _in_line(numbers: Sequence[int]) -> tuple[list[int], list[int]]:
    """
    Return the numbers as they count on, and those that interrupt the count.

    A number in the place of the only one that is missing there is that one, typed wrong.
    """
    counted, strays = list(numbers[:1]), list[int]()
    for position in range(1, len(numbers)):
        number, above = numbers[position], numbers[position - 1]
        step = numbers[position + 1] - above if position + 1 < len(numbers) else 0
        is_stray = step in {1, 2} and not above < number < above + step
        if is_stray:
            strays.append(number)
        if not is_stray:
            counted.append(number)
        elif step > 1:
            counted.append(above + 1)
    return counted, strays
