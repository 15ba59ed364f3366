"""What every format becomes before it is understood: paragraphs and grids of cells."""

from attrs import frozen

from povertyplan.reading import Source


@frozen
class Cell:
    """One cell of a table: its text, without blanks around it, and where that begins."""

    text: str
    source: Source


@frozen
class Grid:
    """A table with its merged cells resolved: every row has a cell in every column."""

    rows: tuple[tuple[Cell, ...], ...]


@frozen
class Paragraph:
    """A line or paragraph of text outside every table."""

    text: str
    source: Source


@frozen
class Content:
    """A document as its format gives it, in its own order."""

    file: str
    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...]
