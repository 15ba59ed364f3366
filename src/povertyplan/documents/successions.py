"""Read which units followed others, from a table in a file (bảng sắp xếp thôn, tổ dân phố)."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from povertyplan.arguments.strict import strict
from povertyplan.documents.annex.labels import says_all
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import CountRead, is_dash, read_count
from povertyplan.documents.files import OpenedFile, content_of, opened
from povertyplan.documents.succession_tables import (
    COUNTS,
    TABLE_OF_MOVES,
    MoveColumn,
    MoveTable,
    amiss,
    move_table,
)
from povertyplan.documents.tables import words_of_headings
from povertyplan.documents.year_tables.days import day_in
from povertyplan.documents.year_tables.register.tables import refuse_persons
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.periods import Year
from povertyplan.model.rows import HouseholdCensus, Tally
from povertyplan.model.units import Unit
from povertyplan.year import Move, Succession

_ROW_NUMBER = re.compile(r"(?:(?:dòng|tt)\s*)?([1-9]\d{0,3})", re.IGNORECASE)
_DAY = phrase("the day from which the change holds, such as 01/07/2026")


@strict
def read_successions(path: str | os.PathLike[str], *, year: Year) -> tuple[Succession, ...]:
    r"""
    Read which units were renamed, merged or split, from a table in a file of any format.

    A line says which unit, or the number of its row, becomes which unit, from which day, and by
    which resolution.  A part of a unit has its counts, which are of *year*; without counts the
    whole unit moves, or what the other lines leave of it.  Where the new unit is blank, the unit
    stays.  A blank day or resolution is as above it.  Lines of one day and one resolution are one
    `Succession`.

    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> file = Path(mkdtemp()) / "changes.csv"
    >>> lines = ["TDP cũ,TDP mới,Số hộ chuyển,Từ ngày", "Chợ,Ngò,12,1/7/2026", "Chợ,Chợ"]
    >>> _ = file.write_text("\n".join(lines), encoding="utf-8")
    >>> [change] = read_successions(file, year=2025)
    >>> change.on, [(move.old, move.new.name) for move in change.moves]
    (datetime.date(2026, 7, 1), [('Chợ', 'Ngò'), ('Chợ', 'Chợ')])
    >>> change.moves[0].part.households
    12

    Raises `ReadError` if the file has no such table, for a column that holds figures and is not
    known, for a cell that cannot be read, and for names or other data of persons; `OSError` if the
    file cannot be opened.
    """
    return successions_in(opened(path), year)


def successions_in(file: OpenedFile, year: int) -> tuple[Succession, ...]:
    """Read the successions in a file that is open; raise `ReadError` if it has none."""
    content = content_of(file)
    refuse_persons(content)
    tables = [table for table in map(move_table, content.grids) if table is not None]
    if not tables:
        raise ReadError(TABLE_OF_MOVES, words_of_headings(content), content.file)
    moves: dict[tuple[date, str], list[Move]] = {}
    for table in tables:
        for line in _lines(table, year):
            moves.setdefault((line.since, line.decree), []).append(line.move)
    if not moves:
        raise ReadError(TABLE_OF_MOVES, phrase("no unit that changed"), content.file)
    return tuple(Succession(since, of_one, decree) for (since, decree), of_one in moves.items())


@frozen
class _DatedMove:
    """A line of a table: a move, from which day, by which resolution."""

    move: Move
    since: date
    decree: str


@frozen
class _MoveCells:
    """The cells of a line, by what they hold."""

    cells: Mapping[MoveColumn, Cell]

    def text(self, column: MoveColumn) -> str:
        """Return what a cell says; a dash says nothing, nor does a column that is not there."""
        text = self.cells[column].text if column in self.cells else ""
        return "" if is_dash(text) else text

    @property
    def is_heading_or_total(self) -> bool:
        """Whether it is one cell across the columns, or adds the lines up."""
        old, new = self.cells[MoveColumn.OLD], self.cells[MoveColumn.NEW]
        is_one_cell = bool(old.text) and old.source == new.source
        return is_one_cell or says_all(old.text)

    @property
    def counts(self) -> Sequence[int | None]:
        """The counts of the part that moves, in the order of a review; else `ReadError`."""
        return [self._count(column) for column in COUNTS]

    def _count(self, column: MoveColumn) -> int | None:
        if column not in self.cells:
            return None
        count = read_count(self.cells[column].text)
        if isinstance(count, CountRead):
            return count.number
        if count is not None:
            raise self.amiss(phrase("a whole number"), column)
        return None

    @property
    def day(self) -> date | None:
        """The day that it states; raises `ReadError` for a text that names no day."""
        day = day_in(self.text(MoveColumn.SINCE))
        if day is None and self.text(MoveColumn.SINCE):
            raise self.amiss(_DAY, MoveColumn.SINCE)
        return day

    def amiss(self, expected: Phrase, column: MoveColumn) -> ReadError:
        """Return the refusal of one of its cells."""
        return amiss(expected, self.cells[column], self.cells.values())


def _lines(table: MoveTable, year: int) -> Iterator[_DatedMove]:
    """Yield the moves of a table; raise `ReadError` for a line that states only part of one."""
    since: date | None = None
    decree = ""
    for cells in table.rows:
        row = _MoveCells({column: cells[number] for column, number in table.columns.items()})
        if row.is_heading_or_total or not _moves(row):
            continue
        day = row.day
        if day not in {None, since}:
            since, decree = day, ""
        if since is None:
            raise row.amiss(_DAY, MoveColumn.SINCE)
        decree = row.text(MoveColumn.DECREE) or decree
        yield _DatedMove(_move(row, year), since, decree)


def _moves(row: _MoveCells) -> bool:
    """Whether a line moves a unit; raise `ReadError` if it does not say which one, or where."""
    has_counts = any(count is not None for count in row.counts)
    if not row.text(MoveColumn.NEW):
        if has_counts:
            expected = phrase("the name of the unit that the households go to")
            raise row.amiss(expected, MoveColumn.NEW)
        return False
    if not row.text(MoveColumn.OLD):
        raise row.amiss(phrase("the name of the unit before the change"), MoveColumn.OLD)
    return True


def _move(row: _MoveCells, year: int) -> Move:
    """Return the move of a line."""
    old, new = row.text(MoveColumn.OLD), Unit(row.text(MoveColumn.NEW))
    number = _ROW_NUMBER.fullmatch(old)
    called = int(number[1]) if number else old
    households, persons, poor, near_poor = row.counts
    part = HouseholdCensus(new, year, households, persons, Tally(poor), Tally(near_poor))
    states_part = part != HouseholdCensus(new, year)
    return Move(called, new, part if states_part else None)
