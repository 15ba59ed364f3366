"""The places where the figures of a plan stand: rows, parts and fields."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from attrs import field as attribute
from attrs import frozen

from povertyplan.arguments.expected import Ordinal
from povertyplan.arguments.strict import as_call, strict_fields, strict_words
from povertyplan.model.fields import (
    ANNEX,
    HEADLINE,
    LABOUR,
    REPORT,
    Field,
    Flat,
    Value,
    field_named,
)

__all__ = ["Edit", "Figures", "Part", "Place", "Row", "SectionRow"]


@strict_words
class Part(StrEnum):
    """
    The parts of a plan beside the rows of the TDPs, in the order of a report.

    >>> read("examples/formats/plan.md").plan.flat(Part.TOTAL)[Count.POOR_GOAL]
    54
    """

    DOCUMENT = "document"  #: the heading and the foot of the document
    #: the targets for poverty in the text (chỉ tiêu giảm nghèo trong văn bản)
    HEADLINE = "headline"
    #: the targets for training and employment in the text (chỉ tiêu đào tạo nghề, giải quyết việc
    #: làm)
    LABOUR = "labour"
    TOTAL = "total"  #: the total row of the annex (dòng tổng của phụ lục)


@frozen(field_transformer=strict_fields)
class SectionRow:
    """
    The sub-total row of a section; sections are numbered from 1.

    >>> print(Place(SectionRow(2), "poor_goal"))
    section2/poor_goal
    """

    number: Ordinal  #: which section

    __repr__ = as_call

    def __str__(self) -> str:
        """Return the word that names it in reports and on the command line."""
        return f"section{self.number}"


#: The parts that stand in the text and may round half up whatever the annex does.
_TEXT = frozenset({Part.HEADLINE, Part.LABOUR})

#: A row of a TDP by its number, or another row or part.
Row: TypeAlias = Ordinal | Part | SectionRow
#: The rows and parts of a table, each with its figures by their flat names.
Figures: TypeAlias = Mapping[Row, Flat]


def in_annex(row: Row) -> bool:
    """Whether a row stands in the table, not in the text."""
    return row not in _TEXT


def is_total(row: Row) -> bool:
    """Whether a row adds up others: the total or a sub-total."""
    return row is Part.TOTAL or isinstance(row, SectionRow)


def in_headline(row: Row) -> bool:
    """Whether a row is the headline targets of the text."""
    return row is Part.HEADLINE


def row_named(name: str) -> Row:
    """
    Return the row of a word as reports print it, the inverse of ``str``.

    >>> row_named("8"), row_named("total"), row_named("section2")
    (8, <Part.TOTAL: 'total'>, SectionRow(2))
    """
    if name in Part.__members__.values():
        return Part(name)
    number = name.removeprefix("section")
    if not (number.isascii() and number.isdecimal() and int(number)):
        raise ValueError(
            f"{name!r} does not name a row: expected a number from 1, section1, {', '.join(Part)}"
        )
    return int(number) if number == name else SectionRow(int(number))


#: The order of rows and parts in a report.
_ROWS: tuple[Part | type, ...] = (
    Part.DOCUMENT,
    Part.HEADLINE,
    Part.LABOUR,
    int,
    SectionRow,
    Part.TOTAL,
)
_RANKS = {kind: number for number, kind in enumerate(_ROWS)}
#: The order of fields in a report; all others stand behind them, by name.
_ORDER = list(dict.fromkeys((*ANNEX, *HEADLINE, *LABOUR, *REPORT)))
_COLUMNS: Mapping[Field, int] = {name: number for number, name in enumerate(_ORDER)}


@frozen(field_transformer=strict_fields)
class Place:
    """
    Where a figure stands: a row, counted from 1, or another part of a plan, and its field.

    >>> print(Place(8, "households_goal"), Place(Part.TOTAL, "poor_goal_rate"))
    8/households_goal total/poor_goal_rate
    >>> print(Place(Part.LABOUR, "trained_rate", 2))
    labour/trained_rate#2
    """

    row: Row  #: the row, or the part of the plan
    field: Field = attribute(converter=field_named)  #: the flat name of the figure
    #: which statement of a target that the text states several times, counted from 1; the plan has
    #: the figure of the first
    statement: Ordinal = attribute(default=1)

    __repr__ = as_call

    @property
    def first(self) -> "Place":
        """The place of the first statement of the same target."""
        return self if self.statement == 1 else Place(self.row, self.field)

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """The sort key: document, headline, labour, rows, sections, total."""
        column = _COLUMNS.get(self.field, len(_COLUMNS))
        match self.row:
            case Part():
                return (_RANKS[self.row], 0, column, self.field)
            case SectionRow(number):
                return (_RANKS[SectionRow], number, column, self.field)
            case row:
                return (_RANKS[int], row, column, self.field)

    def __str__(self) -> str:
        """Return row and field, as on the command line."""
        place = f"{self.row}/{self.field}"
        return place if self.statement == 1 else f"{place}#{self.statement}"


@lru_cache(maxsize=4_096)
def place_of(row: Row, field: Field) -> Place:
    """
    Return the place of a figure of a table, the same one each time it is asked for.

    Loops over the cases of a table ask for each place many times.

    >>> place_of(8, Count.POOR_GOAL)
    Place(8, 'poor_goal')
    """
    return Place(row, field)


@frozen(field_transformer=strict_fields)
class Edit:
    """
    One figure replaced by another: never applied but by `Plan.edited`.

    >>> Edit(Place(Part.TOTAL, "poor_goal"), printed=54, proposed=55).proposed
    55
    """

    place: Place  #: where the figure stands
    printed: Value  #: the figure that stands there, None for a blank
    proposed: Value  #: the figure to put there

    __repr__ = as_call
