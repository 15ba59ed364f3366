"""What every format becomes before it is understood: paragraphs and grids of cells."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from attrs import define, field, frozen

from povertyplan.documents import limits
from povertyplan.documents.figures import is_figure
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: Rows of no more cells than this only place text: two offices, or a signature.
SIDE_BY_SIDE = 2


@frozen
class Cell:
    """One cell of a table: its text, without blanks around it, and where that begins."""

    text: str
    source: Source
    formula: str = ""  #: what a spreadsheet computes it by, such as ``G29/E29*100``


@frozen
class Grid:
    """A table with its merged cells resolved: every row has a cell in every column."""

    rows: tuple[tuple[Cell, ...], ...]
    #: How many paragraphs stand before it, where sources do not tell.
    after: int | None = None


@frozen
class Paragraph:
    """A line or paragraph of text outside every table."""

    text: str
    source: Source
    #: Whether a sentence of the line above goes on in it.
    continued: bool = False


@frozen
class Content:
    """A document as its format gives it, in its own order."""

    file: str
    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...]
    notices: tuple[Notice, ...] = ()

    @property
    def texts(self) -> Iterator[Paragraph | Cell]:
        """Everything that holds text: the paragraphs, then the cells of every grid."""
        yield from self.paragraphs
        for grid in self.grids:
            yield from chain.from_iterable(grid.rows)


@frozen
class Span:
    """A cell and the rows and columns that it covers, which count from 0."""

    cell: Cell
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def squared(spans: Iterable[Span], blanks: Source) -> Grid:
    """
    Resolve the merged cells of a table; *blanks* is where a blank cell stands.

    Words stand for every cell that they cover, a figure for its first alone:
    it was printed once and must not be counted twice.

    >>> def row(*texts): return [Cell(text, Source()) for text in texts]
    >>> wide = [Span(one, 0, at * 2, 1, 2) for at, one in enumerate(row("Hộ nghèo", "17"))]
    >>> [cell.text for cell in squared(wide, Source()).rows[0]]
    ['Hộ nghèo', 'Hộ nghèo', '17', '']

    Raises `ReadError` for a table that is larger than any annex.
    """
    found = list(spans)
    height = max((one.row + one.rows for one in found), default=0)
    width = max((one.column + one.columns for one in found), default=0)
    if max(height * width, sum(one.rows * one.columns for one in found)) > limits.MOST_CELLS:
        most = phrase("a table of at most {number} cells", number=limits.MOST_CELLS)
        raise ReadError(most, phrase("a larger one"), blanks.file, blanks.location)
    cells: dict[tuple[int, int], Cell] = {}
    for one in found:
        if one.rows == one.columns == 1:
            cells[one.row, one.column] = one.cell
        else:
            cells |= _covered(one)
    blank = Cell("", blanks)
    return Grid(
        tuple(tuple(cells.get((row, at), blank) for at in range(width)) for row in range(height))
    )


@define
class CellBudget:
    """The cells that the tables of a document may still have."""

    file: str
    left: int = field(factory=lambda: limits.MOST_TOGETHER)

    def squared(self, spans: Iterable[Span], blanks: Source) -> Grid:
        """
        Resolve the merged cells of one more table.

        Raises `ReadError` where the tables come to more than any document's.
        """
        grid = squared(spans, blanks)
        self.left -= sum(map(len, grid.rows))
        if self.left < 0:
            most = phrase("at most {number} cells in all tables", number=limits.MOST_TOGETHER)
            raise ReadError(most, phrase("more"), self.file, blanks.location)
        return grid


def _covered(one: Span) -> Mapping[tuple[int, int], Cell]:
    once = is_figure(one.cell.text) and not is_year(one.cell.text)
    again = Cell("", one.cell.source) if once else one.cell
    places = [
        (row, column)
        for row in range(one.row, one.row + one.rows)
        for column in range(one.column, one.column + one.columns)
    ]
    return dict.fromkeys(places, again) | {(one.row, one.column): one.cell}


def is_layout(grid: Grid) -> bool:
    """Whether a table only places text side by side, and holds no figure."""
    texts = [{cell.text for cell in row if cell.text} for row in grid.rows]
    figures = any(is_figure(text) for row in texts for text in row)
    return not figures and max(map(len, texts), default=0) <= SIDE_BY_SIDE


def is_year(text: str) -> bool:
    """
    Whether a text is nothing but a year.

    >>> is_year("2023"), is_year("3023")
    (True, False)
    """
    return len(text) == len("2023") and text.isdecimal() and text[:2] in {"19", "20"}


def column_name(column: int) -> str:
    """
    Name a column, which counts from 1, as a sheet does.

    >>> column_name(1), column_name(26), column_name(27), column_name(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
