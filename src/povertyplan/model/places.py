"""The places where the figures of a plan stand: rows, parts and fields."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import frozen

from povertyplan.model.fields import ANNEX, HEADLINE, LABOUR, Flat, Value


class Part(StrEnum):
    """The places of a plan that are no row of a TDP, in the order of a report."""

    DOCUMENT = "document"
    HEADLINE = "headline"
    LABOUR = "labour"
    TOTAL = "total"


@frozen
class SectionRow:
    """The sub-total row of a section; sections are numbered from 1."""

    number: int

    def __str__(self) -> str:
        """Return the word that names it in reports and on the command line."""
        return f"section{self.number}"


Row: TypeAlias = int | Part | SectionRow
Figures: TypeAlias = Mapping[Row, Flat]


def row_named(name: str) -> Row:
    """
    Return the row of a word as reports print it, the inverse of ``str``.

    >>> row_named("8"), row_named("total"), row_named("section2")
    (8, <Part.TOTAL: 'total'>, SectionRow(number=2))
    """
    if name in Part.__members__.values():
        return Part(name)
    number = name.removeprefix("section")
    if not (number.isascii() and number.isdecimal() and int(number)):
        raise ValueError(
            f"{name!r} is no row: expected a number from 1, section1, {', '.join(Part)}"
        )
    return int(number) if number == name else SectionRow(int(number))


_PARTS = {Part.DOCUMENT: 0, Part.HEADLINE: 1, Part.LABOUR: 2, Part.TOTAL: 5}
_FIELDS: dict[str, int] = {
    name: at for at, name in enumerate(dict.fromkeys((*ANNEX, *HEADLINE, *LABOUR)))
}


@frozen
class Place:
    """
    Where in a plan a figure stands: a row (1-based, as printed) or part, and a flat name.

    >>> print(Place(8, "households_goal"), Place(Part.TOTAL, "poor_goal_rate"))
    8/households_goal total/poor_goal_rate
    """

    row: Row
    field: str

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """What places are sorted by: document, headline, labour, rows, sections, total."""
        column = _FIELDS.get(self.field, len(_FIELDS))
        match self.row:
            case Part():
                return (_PARTS[self.row], 0, column, self.field)
            case SectionRow(number):
                return (4, number, column, self.field)
            case row:
                return (3, row, column, self.field)

    def __str__(self) -> str:
        """Return row and field, as on the command line."""
        return f"{self.row}/{self.field}"


@frozen
class Edit:
    """
    One figure replaced by another: never applied but by `Plan.edited`.

    >>> Edit(Place(Part.TOTAL, "poor_goal"), printed=54, proposed=55).proposed
    55
    """

    place: Place
    printed: Value
    proposed: Value


#: The parts that stand in the text and may round half up whatever the annex does.
TEXT = frozenset({Part.HEADLINE, Part.LABOUR})
