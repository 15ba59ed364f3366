"""The rows below the header of an annex, and which of their columns names the units."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import filterfalse

from attrs import frozen

from povertyplan.documents.annex.header import Header, words_above
from povertyplan.documents.annex.one_heading import is_ordinal, name_level
from povertyplan.documents.content import Cell
from povertyplan.documents.figures import is_figure
from povertyplan.messages import Phrase, ReadError, listed, phrase
from povertyplan.model.persons import names_person
from povertyplan.reading import Source


@frozen
class Body:
    """The rows of an annex, at least one and without blank ones, and the header above them."""

    header: Header
    rows: Sequence[tuple[Cell, ...]]

    @cached_property
    def words(self) -> list[list[str]]:
        """The words above each column, the lowest first."""
        return words_above(self.header, len(self.rows[0]))

    def texts(self, column: int) -> list[str]:
        """Return the texts in a column, without blanks."""
        return [row[column].text for row in self.rows if row[column].text]

    def holds_figures(self, column: int) -> bool:
        """Whether a column holds any figure."""
        return any(map(is_figure, self.texts(column)))

    def is_blank(self, column: int) -> bool:
        """Whether a column is blank, its header included."""
        return not any(row[column].text for row in (*self.header.lines, *self.rows))

    def heading_source(self, column: int) -> Source | None:
        """Return the place of the lowest words above a column, None if it has no words."""
        for line in reversed(self.header.lines):
            if line[column].text:
                return line[column].source
        return None

    def column_name(self, column: int) -> str:
        """Return the letter of a column if its cells have names, as in Excel; else its number."""
        for row in self.rows:
            cell = row[column]
            if cell.text and cell.source.cell:
                return cell.source.cell.rstrip("0123456789")
        return str(column + 1)

    def refusal(self, expected: Phrase, headings: Iterable[tuple[int, str]]) -> ReadError:
        """Return the error that some columns, with these headings, are not as *expected*."""
        no_heading = phrase("no heading")
        told = [(column, "" if names_person(heading) else heading) for column, heading in headings]
        columns = [
            phrase("column {number}: {heading}", number=column + 1, heading=heading or no_heading)
            for column, heading in told
        ]
        source = self.rows[0][0].source
        return ReadError(expected, listed(columns), source.file, source.location)


def name_column(body: Body) -> int | None:
    """
    Return the column that names the units, None without such a column.

    Its heading says so, the lowest words first.  Of several columns the one of the
    smallest units counts, as ``Thôn`` beside ``Xã``.  Without such a heading it is the
    first column that holds mostly words.
    """
    lowest_words = [path[:1] for path in body.words]
    for paths in (lowest_words, body.words):
        levels = list(map(_smallest_level, paths))
        smallest = max(levels)
        if smallest >= 0:
            return levels.index(smallest)
    for column in range(len(body.words)):
        words = list(filterfalse(is_figure, body.texts(column)))
        if 2 * len(words) > len(body.rows):
            return column
    return None


def _smallest_level(path: Iterable[str]) -> int:
    """Return the level of the smallest units that headings name, -1 if they name no unit."""
    smallest = -1
    for heading in path:
        level = name_level(heading)
        if level is not None:
            smallest = max(smallest, level)
    return smallest


def ordinal_column(body: Body, names: int) -> int | None:
    """Return the column of ordinals: by its heading, else one without that counts 1, 2."""
    for column, path in enumerate(body.words):
        if any(map(is_ordinal, path)):
            return column
    for column, path in enumerate(body.words):
        if path or column == names:
            continue
        numbers = list(filter(str.isdigit, body.texts(column)))
        if numbers[:2] == ["1", "2"]:
            return column
    return None
