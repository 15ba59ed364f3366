"""The tables of units that changed in a document: what each column holds, and the rows below."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import Enum, auto

from attrs import frozen

from povertyplan.documents import limits
from povertyplan.documents.annex.header import filled_texts
from povertyplan.documents.content import Cell, Grid
from povertyplan.documents.figures import is_figure
from povertyplan.documents.year_tables.vocabulary import plain, words
from povertyplan.messages import Phrase, ReadError, phrase


class MoveColumn(Enum):
    """The kind of a column of such a table."""

    ORDINAL = auto()
    OLD = auto()
    NEW = auto()
    HOUSEHOLDS = auto()
    PERSONS = auto()
    POOR = auto()
    NEAR_POOR = auto()
    DECREE = auto()
    SINCE = auto()


#: The columns of the counts of what moves, in the order of a review.
COUNTS = (MoveColumn.HOUSEHOLDS, MoveColumn.PERSONS, MoveColumn.POOR, MoveColumn.NEAR_POOR)
_UNITS = frozenset({MoveColumn.OLD, MoveColumn.NEW})
#: The words of the headings, without accents; the first that a heading has tell.
_HEADINGS: Mapping[MoveColumn, re.Pattern[str]] = {
    MoveColumn.ORDINAL: re.compile(r"^(?:s?tt|so tt|so thu tu)$"),
    MoveColumn.DECREE: words("nghi quyet", "quyet dinh", "van ban", "can cu"),
    MoveColumn.SINCE: words("ngay", "hieu luc", "thoi diem"),
    MoveColumn.NEAR_POOR: words("can ngheo"),
    MoveColumn.POOR: words("ngheo"),
    MoveColumn.PERSONS: words("khau", "nguoi"),
    MoveColumn.HOUSEHOLDS: words("ho"),
    MoveColumn.NEW: words("moi", "sau", "nhap vao", "chuyen den", "tiep nhan"),
    MoveColumn.OLD: words("cu", "truoc", "hien nay", "chuyen di"),
}
#: The words of a count of a whole unit, before the change or after it, and of what moves.
_OF_A_UNIT = words("cu", "moi", "truoc", "sau", "con lai", "hien nay")
_MOVED = words("chuyen")
#: How a heading begins that several columns of figures share.
_FIGURES = words("so", "so lieu", "trong do")
_COLUMN_NUMBER = re.compile(r"\(?(?:[A-H]|\d{1,2})\)?")
TABLE_OF_MOVES = phrase(
    "a table of units that changed, with the columns Đơn vị cũ, Đơn vị mới, Từ ngày, and for parts"
    " of units Số hộ, Nhân khẩu, Hộ nghèo, Hộ cận nghèo"
)
_KNOWN = phrase(
    "a heading that says which figure of what moves the column holds: Số hộ chuyển, Nhân khẩu"
    " chuyển, Hộ nghèo chuyển, Hộ cận nghèo chuyển"
)


@frozen
class MoveTable:
    """A table of units that changed: which column holds what, and the rows below the header."""

    columns: Mapping[MoveColumn, int]
    rows: Sequence[tuple[Cell, ...]]


def move_table(grid: Grid) -> MoveTable | None:
    """
    Return a grid as a table of units that changed, or None for any other grid.

    Raises `ReadError` for a column of figures that is not known, for two columns of one kind, and
    where no column has the day.
    """
    for index, row in enumerate(grid.rows[: limits.MOST_HEADER_LINES]):
        if {_column_of(cell.text) for cell in row} >= _UNITS:
            return _below(grid.rows, index)
    return None


def amiss(expected: Phrase, cell: Cell, row: Collection[Cell] = ()) -> ReadError:
    """
    Return the refusal of a cell: what should stand there, and what does.

    A blank cell has no place of its own: the first cell of its *row* that is filled tells it.
    Text of a row that has no digit may be the name of a person, and is not repeated.
    """
    source = cell.source
    if not cell.text:
        found = phrase("nothing in this row")
        source = next((beside.source for beside in row if beside.text), source)
    elif row and not any(map(str.isdigit, cell.text)):
        found = phrase("text without a number")
    else:
        found = phrase("“{text}”", text=cell.text)
    return ReadError(expected, found, source.file, source.location)


def _below(rows: Sequence[tuple[Cell, ...]], top: int) -> MoveTable:
    """Return the table whose header begins with a row, and may have further lines."""
    body = top + 1
    while body < len(rows) and _goes_on(rows[top], rows[body]):
        body += 1
    header, data = rows[top:body], rows[body:]
    if data and _are_numbers(data[0]):
        data = data[1:]
    return MoveTable(_columns(header, data), data)


def _goes_on(first: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Whether a row is of the header: its headings of units are merged with the first line's."""
    of_units = [
        below.text in {"", above.text}
        for above, below in zip(first, row, strict=True)
        if _column_of(above.text) in _UNITS
    ]
    texts = filled_texts(row)
    return all(of_units) and bool(texts) and not any(map(is_figure, texts))


def _are_numbers(row: Sequence[Cell]) -> bool:
    """Whether a row numbers the columns: A, B, 1, 2."""
    return all(map(_COLUMN_NUMBER.fullmatch, filled_texts(row)))


def _columns(
    header: Sequence[Sequence[Cell]], data: Sequence[Sequence[Cell]]
) -> Mapping[MoveColumn, int]:
    """Return the columns by what they hold."""
    columns: dict[MoveColumn, int] = {}
    for number, cells in enumerate(zip(*header, strict=True)):
        lowest = next((cell for cell in reversed(cells) if cell.text), cells[0])
        column = _column_of(lowest.text)
        if column in COUNTS and _is_of_a_unit(cells):
            column = None
        if column is None and any(is_figure(row[number].text) for row in data):
            raise amiss(_KNOWN, lowest)
        if column in columns:
            raise amiss(phrase("each column once"), lowest)
        if column is not None:
            columns[column] = number
    if MoveColumn.SINCE not in columns:
        start = header[0][0].source
        found = phrase("no column of the day from which the changes hold")
        raise ReadError(TABLE_OF_MOVES, found, start.file, start.location)
    return columns


def _column_of(heading: str) -> MoveColumn | None:
    """Return what a heading says that its column holds."""
    said = plain(heading)
    column = next((column for column, known in _HEADINGS.items() if known.search(said)), None)
    is_of_figures = column in _UNITS and _FIGURES.match(said)
    return None if is_of_figures else column


def _is_of_a_unit(headings: Iterable[Cell]) -> bool:
    """Whether the headings of a count speak of a whole unit, and not of the part that moves."""
    said = " ".join(plain(cell.text) for cell in headings)
    return bool(_OF_A_UNIT.search(said)) and not _MOVED.search(said)
