"""A table laid out: its columns, the boxes of its heading and its lines; it knows no plan."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum, auto
from itertools import groupby, takewhile
from types import MappingProxyType

from attrs import frozen

from povertyplan.messages import show
from povertyplan.model.fields import Field, Figure, Rate, Value, count_of
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Row, SectionRow, is_total
from povertyplan.model.relations import RELATIONS, Relation

#: What is printed for the rate of no household.
DASH = "-"
#: As many columns have headings that lie, on a page across.
_MOST_LYING = 18


class ColumnRole(StrEnum):
    """The role of a column: the kind of its cells."""

    ORDINAL = auto()
    NAME = auto()
    FIGURE = auto()
    WORDS = auto()  #: a day, or whether the line counts households or persons
    MARK = auto()  #: an x, or nothing
    SENTENCE = auto()  #: words of any length: how a figure was found
    DERIVED = auto()  #: a number about a figure: what is planned, how much of it is achieved


@frozen
class Column:
    """
    A column; *field* is the figure that it holds or concerns, or None.

    *key* tells the columns apart that hold no figure of a row.
    """

    role: ColumnRole
    field: Figure | None = None
    key: str = ""


@frozen
class HeadingBox:
    """
    A text of the heading and the cells that it spans.

    *line* and *column* count from 0, and are those of its first cell.
    """

    text: str
    line: int
    column: int
    lines: int = 1
    columns: int = 1


@frozen
class TableLine:
    """
    A line of a table: a row, the heading of a section with or without its sub-total, a total.

    *row* says which row of the plan it is, and so of which kind.  Figures that are not stated
    are missing from *values*, or None; *others* has what else stands in the line, by its column.
    """

    row: Row
    ordinal: str
    name: str
    values: Mapping[Field, Value]
    others: Mapping[Column, Value | str] = MappingProxyType({})
    division: str = ""  #: ``Hộ`` or ``Nhân khẩu``, where the figures are of one of both

    @property
    def is_section(self) -> bool:
        """Whether it heads a section."""
        return isinstance(self.row, SectionRow)

    @property
    def is_total(self) -> bool:
        """Whether it is the total of the whole table."""
        return is_total(self.row) and not self.is_section

    def text(self, field: Figure) -> str:
        """
        Return a figure as it is printed: a dash for the rate of no household.

        >>> line = TableLine(1, "1", "Chợ", {Count.POOR_GOAL: 1243, Rate.POOR_GOAL_RATE: None})
        >>> line.text(Count.POOR_GOAL), line.text(Rate.POOR_GOAL_RATE)
        ('1.243', '')
        """
        return DASH if self.is_dash(field) else printed(self.values.get(field))

    def is_dash(self, field: Figure) -> bool:
        """Whether a figure is the rate of a count of 0 that is not stated itself."""
        if not isinstance(field, Rate) or self.values.get(field) is not None:
            return False
        count = count_of(field)
        return count is not None and self.values.get(count) == 0


@frozen
class Table:
    """
    A table: columns, heading, numbers of the columns, lines.

    *numbers* is the line below the heading, ``A B 1 2 …``.
    """

    columns: tuple[Column, ...]
    boxes: tuple[HeadingBox, ...]
    numbers: tuple[str, ...]
    lines: tuple[TableLine, ...]
    relations: Sequence[Relation] = RELATIONS  #: how its figures are computed

    @property
    def is_wide(self) -> bool:
        """Whether it has so many columns that the headings of single ones stand upright."""
        return len(self.columns) > _MOST_LYING

    def is_upright(self, box: HeadingBox) -> bool:
        """Whether the text of a box stands upright: over marks, over figures in a wide table."""
        role = self.columns[box.column].role
        is_of_figure = role in {ColumnRole.FIGURE, ColumnRole.DERIVED}
        is_narrow = role is ColumnRole.MARK or (self.is_wide and is_of_figure)
        return is_narrow and box.columns == 1

    @property
    def has_upright(self) -> bool:
        """Whether any heading stands upright."""
        return any(map(self.is_upright, self.boxes))

    @property
    def heading_lines(self) -> int:
        """How many lines the heading has, without the numbers of the columns."""
        return max((box.line + box.lines for box in self.boxes), default=0)

    def heading_texts(self) -> tuple[tuple[str, ...], ...]:
        """Return the lines of the heading; a cell that a box spans is blank but for its first."""
        lines = [[""] * len(self.columns) for _ in range(self.heading_lines)]
        for box in self.boxes:
            lines[box.line][box.column] = box.text
        return tuple(map(tuple, lines))

    def texts(self, line: TableLine) -> tuple[str, ...]:
        """Return the text of every cell of a line, in the notation of Vietnamese documents."""
        return tuple(text_of(column, line) for column in self.columns)


def text_of(column: Column, line: TableLine) -> str:
    """Return the text of a cell."""
    match column.role:
        case ColumnRole.ORDINAL:
            return line.ordinal
        case ColumnRole.NAME:
            return line.name
        case ColumnRole.FIGURE if column.field is not None:
            return line.text(column.field)
        case _:
            value = line.others.get(column)
            return value if isinstance(value, str) else printed(value)


def printed(value: Value) -> str:
    """
    Return a figure as documents print it, without its unit.

    >>> printed(3898), printed(Percent(138, 2)), printed(Percent(82, 0)), printed(None)
    ('3.898', '1,38', '82', '')
    """
    match value:
        case None:
            return ""
        case Percent() | Points():  # of which no document groups the digits
            return str(value).removesuffix("%").removesuffix(" pp").replace(".", ",")
        case count:
            return show(count, "vi")


def boxes_of(paths: Sequence[Sequence[str]]) -> Iterator[HeadingBox]:
    """
    Yield the boxes of a heading; *paths* are the texts above each column, from the top.

    A blank belongs to the box above it, and neighbours below one box share it.

    >>> boxes = boxes_of([("TT", ""), ("Hộ", "2023"), ("Hộ", "2024")])
    >>> [(box.text, box.lines, box.columns) for box in boxes]
    [('TT', 2, 1), ('Hộ', 1, 2), ('2023', 1, 1), ('2024', 1, 1)]
    """
    depth = max(map(len, paths), default=0)
    for line in range(depth):
        column = 0
        for path, run in groupby(path[: line + 1] for path in paths):
            width = len(list(run))
            if path[-1]:
                below = paths[column][line + 1 :]
                blanks = sum(1 for _ in takewhile(_is_blank, below))
                yield HeadingBox(path[-1], line, column, 1 + blanks, width)
            column += width


def _is_blank(text: str) -> bool:
    return not text
