"""The common form of every format before it is understood: paragraphs and grids of cells."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, filterfalse
from operator import attrgetter, itemgetter
from typing import TypeAlias

from attrs import define, evolve, field, frozen

from povertyplan.documents import limits
from povertyplan.documents.figures import is_figure
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: Rows with at most this many cells are layout, not data: two offices, or a signature.
SIDE_BY_SIDE = 2

#: A part of a text that its file does not have right behind the part before: the index of its
#: first character, from 0, and where that stands.
TextPart: TypeAlias = tuple[int, Source]
_TEXT = attrgetter("text")


def at_index(parts: Sequence[TextPart], index: int) -> Source:
    """Return where a character of a text stands in the file; the first part begins at 0."""
    before = bisect_right(parts, index, key=itemgetter(0))
    start, source = parts[before - 1]
    return evolve(source, column=(source.column or 1) + index - start) if index > start else source


@frozen
class Cell:
    """A cell of a table: its text, without blanks around it, and where the text begins."""

    text: str
    source: Source
    formula: str = ""  #: what a spreadsheet computes it by, such as ``G29/E29*100``
    is_text: bool = False  #: whether a spreadsheet stores text, which its sums skip
    hides_formula: bool = False  #: whether it holds a formula that its format does not tell
    struck: str = ""  #: the text of a cell that is struck through whole, whose text is blank
    parts: tuple[TextPart, ...] = ()  #: of its text, but for the first
    in_libreoffice: str = ""  #: the text that it shows there, where that is another

    @property
    def all_parts(self) -> Sequence[TextPart]:
        """The parts of its text."""
        return ((0, self.source), *self.parts)

    @property
    def is_uncomputed(self) -> bool:
        """Whether it holds a formula without a value, so that it is not blank."""
        return not self.text and (bool(self.formula) or self.hides_formula)


@frozen
class Grid:
    """A table with its merged cells resolved: every row has a cell in every column."""

    rows: tuple[tuple[Cell, ...], ...]
    #: Number of paragraphs before it, for formats whose sources do not tell.
    after: int | None = None


@frozen
class Paragraph:
    """A line or paragraph of text outside every table."""

    text: str
    source: Source
    #: Whether a sentence of the line above goes on in it.
    continued: bool = False
    parts: tuple[TextPart, ...] = ()  #: of its text, but for the first

    def at(self, index: int) -> Source:
        r"""
        Return where a character of the text stands in the file, counted from 0.

        >>> behind = Source(line=1, column=3)
        >>> line = Paragraph("a*b: 5", Source(line=1, column=1), parts=((1, behind),))
        >>> line.at(0).column, line.at(5).column  # of the line ``a\*b: 5``
        (1, 7)
        """
        source = at_index(((0, self.source), *self.parts), index)
        return evolve(source, column=source.column or 1)


@frozen
class Content:
    """A document as its format gives it, in its own order."""

    file: str
    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...]
    notices: tuple[Notice, ...] = ()
    hides_formulas: bool = False  #: whether its format does not tell the formulas of its cells

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells of every grid."""
        return chain.from_iterable(chain.from_iterable(grid.rows for grid in self.grids))

    @property
    def texts(self) -> Iterator[Paragraph | Cell]:
        """Everything that holds text: the paragraphs, then the cells."""
        return chain(self.paragraphs, self.cells)

    @property
    def texts_beyond_ascii(self) -> Iterator[str]:
        """The texts with letters beyond ASCII."""
        return filterfalse(str.isascii, map(_TEXT, self.texts))

    def with_texts(
        self, new_paragraph: Callable[[str], str], new_cell: Callable[[str], str]
    ) -> "Content":
        """Return the document with new texts, each computed from a paragraph or a cell."""
        paragraphs = tuple(
            evolve(paragraph, text=new_paragraph(paragraph.text)) for paragraph in self.paragraphs
        )
        grids = tuple(_with_cells(grid, new_cell) for grid in self.grids)
        return evolve(self, paragraphs=paragraphs, grids=grids)


def _with_cells(grid: Grid, new_text: Callable[[str], str]) -> Grid:
    def new_cell(cell: Cell) -> Cell:
        text, struck = new_text(cell.text), new_text(cell.struck)
        is_new = (text, struck) != (cell.text, cell.struck)
        return evolve(cell, text=text, struck=struck) if is_new else cell

    return evolve(grid, rows=tuple(tuple(map(new_cell, row)) for row in grid.rows))


def joined(texts: Iterable[Paragraph | Cell]) -> str:
    """Return some texts, each on lines of its own."""
    return "\n".join(map(_TEXT, texts))


@frozen
class Span:
    """A cell and the rows and columns that it covers; both count from 0."""

    cell: Cell
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def grid_of(spans: Iterable[Span], blanks: Source) -> Grid:
    """
    Return the grid of a table with merged cells; *blanks* is the source of its blank cells.

    A text stands in every cell that it covers.  A figure stands in the first
    alone: it was printed once and must not be counted twice.

    >>> heading, figure = Cell("Hộ nghèo", Source()), Cell("17", Source())
    >>> grid = grid_of([Span(heading, 0, 0, columns=2), Span(figure, 0, 2, columns=2)], Source())
    >>> [cell.text for cell in grid.rows[0]]
    ['Hộ nghèo', 'Hộ nghèo', '17', '']

    Raises `ReadError` for a table beyond `limits.MOST_CELLS`.
    """
    spans = list(spans)
    height = max((span.row + span.rows for span in spans), default=0)
    width = max((span.column + span.columns for span in spans), default=0)
    # Merged cells may overlap: what they cover is counted apart from the size of the table.
    covered = sum(span.rows * span.columns for span in spans)
    if max(height * width, covered) > limits.MOST_CELLS:
        most = phrase("a table of at most {number} cells", number=limits.MOST_CELLS)
        raise ReadError(most, phrase("a larger one"), blanks.file, blanks.location)
    rows = [[Cell("", blanks)] * width for _ in range(height)]
    for span in spans:
        _fill(rows, span)
    return Grid(tuple(map(tuple, rows)))


def _fill(rows: Sequence[list[Cell]], span: Span) -> None:
    """Put the cell of a span into the first place that it covers, and its text into the others."""
    if span.rows > 1 or span.columns > 1:
        text = span.cell.text
        is_printed_once = is_figure(text) and not is_year(text)
        repeated = Cell("", span.cell.source) if is_printed_once else span.cell
        for row in rows[span.row : span.row + span.rows]:
            row[span.column : span.column + span.columns] = [repeated] * span.columns
    rows[span.row][span.column] = span.cell


@define
class CellBudget:
    """The number of cells that the tables of a document may still have."""

    file: str
    left: int = field(factory=lambda: limits.MOST_TOGETHER)

    def grid_of(self, spans: Iterable[Span], blanks: Source) -> Grid:
        """
        Return the grid of one more table, as the function `grid_of` does.

        Raises `ReadError` for a table, or all tables together, beyond the limits.
        """
        grid = grid_of(spans, blanks)
        self.left -= sum(map(len, grid.rows))
        if self.left < 0:
            most = phrase("at most {number} cells in all tables", number=limits.MOST_TOGETHER)
            raise ReadError(most, phrase("more"), self.file, blanks.location)
        return grid


def refuse_beyond_limits(content: Content) -> None:
    """Raise `ReadError` if a document is larger than any plan."""
    prose = sum(len(paragraph.text) for paragraph in content.paragraphs)
    if prose > limits.MOST_PROSE:
        most = phrase("at most {number} characters outside tables", number=limits.MOST_PROSE)
        raise ReadError(most, phrase("more"), content.file)
    if len(content.grids) > limits.MOST_TABLES:
        most = phrase("at most {number} tables", number=limits.MOST_TABLES)
        raise ReadError(most, phrase("more"), content.file)
    for grid in content.grids:
        source = grid.rows[0][0].source
        if len(grid.rows) > limits.MOST_ROWS:
            most = phrase("a table of at most {number} rows", number=limits.MOST_ROWS)
            raise ReadError(most, phrase("a larger one"), content.file, source.location)
        if len(grid.rows[0]) > limits.MOST_COLUMNS:
            most = phrase("a table of at most {number} columns", number=limits.MOST_COLUMNS)
            raise ReadError(most, phrase("a larger one"), content.file, source.location)
    for text in content.texts:
        if len(text.text) > limits.MOST_LINE:
            most = phrase("lines and cells of at most {number} characters", number=limits.MOST_LINE)
            longer = phrase("one of {number}", number=len(text.text))
            raise ReadError(most, longer, content.file, text.source.location)


def is_layout(grid: Grid) -> bool:
    """Whether a table only places texts side by side, and holds no figure."""
    for row in grid.rows:
        texts = {cell.text for cell in row if cell.text}
        if len(texts) > SIDE_BY_SIDE or any(map(is_figure, texts)):
            return False
    return True


def is_year(text: str) -> bool:
    """
    Whether a text is a year of this or the last century, and nothing else.

    >>> is_year("2023"), is_year("3023")
    (True, False)
    """
    return len(text) == len("2023") and text.isdecimal() and text[:2] in {"19", "20"}


def column_name(column: int) -> str:
    """
    Return the name of a column, which counts from 1, in a spreadsheet.

    >>> column_name(1), column_name(26), column_name(27), column_name(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
