"""The lines and the tables of a page while it is parsed."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, evolve, field, frozen

from povertyplan.documents import limits
from povertyplan.documents.content import Cell, CellBudget, Grid, Paragraph, Span, TextPart
from povertyplan.documents.formats.sheet import Sheet, notices_of_hidden
from povertyplan.documents.formats.text_parts import on_one_line
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: Characters of a line as a page writes it, of whose blanks most are left out.
_MOST_WRITTEN = 10 * limits.MOST_LINE


@define
class OpenText:
    """The lines of the page, or of one cell, and the line that is open."""

    lines: list[Paragraph] = field(factory=list[Paragraph])
    words: list[str] = field(factory=list[str])  #: of the line that is open
    parts: list[TextPart] = field(factory=list[TextPart])  #: of these words, joined
    length: int = 0  #: of these words together
    struck_before: int = 0  #: how many texts of the page were struck through before this

    def add(self, words: str, parts: Iterable[TextPart]) -> None:
        """
        Add some words to the line that is open; *parts* say where they stand.

        Raises `ReadError` for a line that would be too long even without its blanks.
        """
        is_too_long = self.length + len(words) > _MOST_WRITTEN and not words.isspace()
        for index, source in parts:
            if is_too_long:
                most = phrase("lines of at most {number} characters", number=_MOST_WRITTEN)
                raise ReadError(most, phrase("a longer one"), source.file, source.location)
            self.parts.append((self.length + index, source))
        self.words.append(words)
        self.length += len(words)

    def end_line(self) -> None:
        """Close the line that is open."""
        if not self.words:
            return
        text, parts = on_one_line("".join(self.words), self.parts)
        if text:
            (_, source), *others = parts
            self.lines.append(Paragraph(text, source, parts=tuple(others)))
        self.words.clear()
        self.parts.clear()
        self.length = 0

    def restart(self, struck_before: int) -> None:
        """Leave out the lines so far, for another cell begins."""
        self.lines.clear()
        self.struck_before = struck_before


@frozen
class OpenCell:
    """A cell while it is read: its place in the table, what it covers, and where its tag stands."""

    row: int
    column: int
    rows: int
    columns: int
    tag: tuple[int, int]  #: its line from 1 and its column from 0, as `html.parser` has them


@define
class OpenTable:
    """A table while it is read."""

    source: Source
    spans: list[Span] = field(factory=list[Span])
    lines: list[Paragraph] = field(factory=list[Paragraph])  #: of all its cells
    taken_until: dict[int, int] = field(factory=dict[int, int])  #: the next free row, by column
    row: int = -1
    column: int = 0
    cell: OpenCell | None = None  #: the cell that is open
    covered: int = 0  #: how many cells its cells cover
    hidden_rows: set[int] = field(factory=set[int])
    hidden_columns: set[int] = field(factory=set[int])
    columns_named: int = 0  #: how many columns its ``<col>`` tags have named

    def open_row(self, *, is_hidden: bool) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0
        if is_hidden:
            self.hidden_rows.add(self.row)

    def name_columns(self, number: int, *, are_hidden: bool) -> None:
        """Note whether a ``<col>`` tag hides the next columns."""
        first = self.columns_named
        self.columns_named = min(first + number, limits.MOST_CELLS)
        if are_hidden:
            self.hidden_columns.update(range(first, self.columns_named))

    def open_cell(self, tag: tuple[int, int], rows: int, columns: int) -> None:
        """Begin a cell at the next free place of its row, given where its *tag* stands."""
        self.row = max(self.row, 0)
        while self.taken_until.get(self.column, 0) > self.row:
            self.column += 1
        self.cell = OpenCell(self.row, self.column, rows, columns, tag)
        self.covered += rows * columns
        if self.covered > limits.MOST_CELLS:
            source = self._source_of(self.cell)
            most = phrase("a table of at most {number} cells", number=limits.MOST_CELLS)
            raise ReadError(most, phrase("a larger one"), source.file, source.location)

    def close_cell(self, opened: OpenCell, lines: Sequence[Paragraph], struck: str = "") -> None:
        """End the cell that is *opened*, with its text, or the *struck* text of a blank one."""
        if lines:
            (_, source), *others = _parts(lines)
            text = " ".join([line.text for line in lines])
            cell = Cell(text, source, parts=tuple(others))
        else:
            cell = Cell("", self._source_of(opened), struck=struck)
        self.spans.append(Span(cell, opened.row, opened.column, opened.rows, opened.columns))
        self.lines.extend(lines)
        next_column = self.column + opened.columns
        for column in range(self.column, next_column):
            self.taken_until[column] = self.row + opened.rows
        self.column = next_column
        self.cell = None

    def _source_of(self, cell: OpenCell) -> Source:
        line, column = cell.tag
        return Source(self.source.file, line, column + 1)

    def grid(self, budget: CellBudget) -> Grid:
        """Return the table, hidden columns included."""
        spans = [self._within_rows(span) for span in self.spans]
        return budget.grid_of(spans, self.source)

    def _within_rows(self, span: Span) -> Span:
        """Return a cell that covers nothing below the last row."""
        rows_left = self.row + 1 - span.row
        return evolve(span, rows=rows_left) if span.rows > rows_left else span

    def shown(self, grid: Grid) -> tuple[Grid, list[Notice]]:
        """
        Return the table without its hidden columns, and notices of hidden rows and columns.

        As in a workbook, hidden rows are read, since the sums below count them.
        """
        if not self.hidden_rows and not self.hidden_columns:
            return grid, []
        cells = {
            (span.row + 1, span.column + 1): span.cell for span in self.spans if span.cell.text
        }
        hidden_rows = frozenset(row + 1 for row in self.hidden_rows)
        hidden_columns = frozenset(column + 1 for column in self.hidden_columns)
        sheet = Sheet(self.source, cells, (), hidden_rows, hidden_columns)
        rows = tuple(map(self._shown_cells, grid.rows))
        return Grid(rows), list(notices_of_hidden(sheet))

    def _shown_cells(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        cells = enumerate(row)
        return tuple(cell for column, cell in cells if column not in self.hidden_columns)


def _parts(lines: Iterable[Paragraph]) -> Iterator[TextPart]:
    """Yield where the parts of some lines stand, with a blank between each two lines."""
    index = 0
    for line in lines:
        yield index, line.source
        for start, source in line.parts:
            yield index + start, source
        index += len(line.text) + 1


def covered(span: str | None) -> int:
    """Return how many rows or columns a cell covers: one, unless its span is a small number."""
    if span is None or not (span.isascii() and span.isdigit()):
        return 1
    is_small = len(span) < len("10000")
    return min(max(int(span), 1), limits.MOST_SPAN) if is_small else 1
