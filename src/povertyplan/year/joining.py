"""Two tables of the same units made one, such as the forms of the poor and of the near-poor."""

from collections.abc import Mapping, Sequence
from typing import Generic, TypeAlias

from attrs import evolve, frozen

from povertyplan.model.fields import Field, Value
from povertyplan.model.names import key
from povertyplan.year.lines import R, RowSection
from povertyplan.year.matching import matched, numbered

#: A section by the key of its label, and by its number among those of the same label.
_Label: TypeAlias = tuple[str, int]
#: The numbers of a line in the two tables; 0 where a table lacks it.
_Pair: TypeAlias = tuple[int, int]


@frozen
class Lined(Generic[R]):
    """The lines of a table and its sections."""

    lines: Sequence[R]
    sections: Sequence[RowSection[R]]

    @property
    def by_label(self) -> Mapping[_Label, RowSection[R]]:
        """The sections by their labels."""
        labels = [key(section.label) for section in self.sections]
        return dict(zip(numbered(labels), self.sections, strict=True))

    def labels_of(self, number: int) -> list[_Label]:
        """Return the labels of the sections that hold a line."""
        return [label for label, section in self.by_label.items() if number in section.rows]

    def keys(self, *, by_section: bool) -> list[tuple[object, ...]]:
        """Return what each line is matched by: its name, and its sections if they are alike."""
        keys: list[tuple[object, ...]] = []
        for number, line in enumerate(self.lines, 1):
            labels = self.labels_of(number) if by_section else ()
            keys.append((key(line.unit.name), *labels))
        return keys

    def with_heads_of(self, other: "Lined[R]") -> "Lined[R]":
        """
        Return the lines without those that head sections of another table.

        A district has a line of its own where the form does not list its communes.
        """
        lined = self
        own_labels = {label for label, _ in self.by_label}
        lines_of_other = {key(line.unit.name) for line in other.lines}
        heads = {label for label, _ in other.by_label} - own_labels - lines_of_other
        for number in reversed(range(1, len(self.lines) + 1)):
            if key(self.lines[number - 1].unit.name) in heads:
                lined = lined._with_head(number)
        return lined

    def _with_head(self, number: int) -> "Lined[R]":
        """Return the lines without one, which heads a section that has none."""
        line = self.lines[number - 1]
        sections = [
            evolve(section, rows=_without(section.rows, number)) for section in self.sections
        ]
        sections.append(RowSection(line.unit.name, range(number, number), line))
        sections.sort(key=lambda section: section.rows.start)
        return Lined([*self.lines[: number - 1], *self.lines[number:]], sections)


def _without(rows: range, number: int) -> range:
    """Return the numbers of some lines after one line, in them or before them, is left out."""
    return range(rows.start - (number < rows.start), rows.stop - (number < rows.stop))


def joined_lines(first: Lined[R], second: Lined[R]) -> Lined[R]:
    """
    Return the lines and sections of both tables, in the order of the first.

    Raises `ValueError` where both state a figure differently, and where neither names nor
    sections tell which lines are of the same unit.
    """
    first, second = first.with_heads_of(second), second.with_heads_of(first)
    pairs = _pairs(first, second)
    lines = [_line_of(pair, first, second) for pair in pairs]
    sections: list[RowSection[R]] = []
    for label, section in {**second.by_label, **first.by_label}.items():
        other = second.by_label.get(label, section)
        numbers = _numbers_in(pairs, first.by_label.get(label), second.by_label.get(label))
        rows = range(numbers[0], numbers[-1] + 1) if numbers else range(1, 1)
        if len(rows) != len(numbers):
            raise ValueError(
                f"joined: the section {section.label!r} has its lines elsewhere in the other table"
            )
        printed = merged_or_either(section.printed, other.printed)
        sections.append(evolve(section, rows=rows, printed=printed))
    sections.sort(key=lambda section: section.rows.start)
    return Lined(lines, sections)


def merged_or_either(row: R | None, other: R | None) -> R | None:
    """Return a row with the figures of both, or the one that there is."""
    if row is None or other is None:
        return other if row is None else row
    return _merged(row, other)


def _merged(row: R, other: R) -> R:
    """Return a row with the figures of both; raise `ValueError` where they contradict."""
    flat: dict[Field, Value] = dict(row.flat())
    for name, value in other.flat().items():
        stated = flat.get(name)
        if stated is None:
            flat[name] = value
        elif value not in {None, stated}:
            raise ValueError(
                f"joined: {row.unit.name!r} states {name} as {stated} in one table and as {value}"
                " in the other"
            )
    return row.with_flat(flat)


def _line_of(pair: _Pair, first: Lined[R], second: Lined[R]) -> R:
    number, other_number = pair
    if not number:
        return second.lines[other_number - 1]
    line = first.lines[number - 1]
    return _merged(line, second.lines[other_number - 1]) if other_number else line


def _pairs(first: Lined[R], second: Lined[R]) -> list[_Pair]:
    """Return the lines of both tables; those that only the second has end their sections."""
    by_section = first.by_label.keys() == second.by_label.keys()
    keys, other_keys = first.keys(by_section=by_section), second.keys(by_section=by_section)
    matches = matched(keys, other_keys)
    pairs = [(number, matches.get(number, 0)) for number in range(1, len(keys) + 1)]
    known, paired = set(keys), set(matches.values())
    for other_number, other_key in enumerate(other_keys, 1):
        if other_number in paired:
            continue
        if other_key in known:
            name = second.lines[other_number - 1].unit.name
            raise ValueError(
                f"joined: one table names {name!r} more often than the other, so nothing tells"
                " which of its lines belong together"
            )
        behind = len(pairs)
        for label in second.labels_of(other_number):
            numbers = _numbers_in(pairs, first.by_label.get(label), second.by_label[label])
            behind = numbers[-1] if numbers else behind
        pairs.insert(behind, (0, other_number))
    return pairs


def _numbers_in(
    pairs: Sequence[_Pair], section: RowSection[R] | None, other: RowSection[R] | None
) -> list[int]:
    """Return the numbers of the pairs that a section holds, in either table."""
    rows: Sequence[int] = () if section is None else section.rows
    other_rows: Sequence[int] = () if other is None else other.rows
    return [
        number
        for number, (line, other_line) in enumerate(pairs, 1)
        if line in rows or other_line in other_rows
    ]
