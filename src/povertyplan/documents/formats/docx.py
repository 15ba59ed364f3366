"""
Text documents (.docx) to paragraphs and grids, in the order of the text.

The text is what a reader sees: insertions that were not yet accepted, content
controls and links belong to it; deletions, hidden text, struck-through text and
field codes do not.  A row that is hidden whole is read, since the sums below count it.
A table inside a cell is a table of its own, and so is what a text box holds,
after the paragraph that it floats beside.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from attrs import define, evolve, field, frozen
from docx import Document
from docx.oxml.ns import qn

from povertyplan.documents import limits
from povertyplan.documents.content import (
    Cell,
    CellBudget,
    Content,
    Grid,
    Paragraph,
    Span,
    column_name,
    is_layout,
)
from povertyplan.documents.formats import archive
from povertyplan.documents.formats.sheet import notice_of_rows
from povertyplan.documents.formats.word_text import (
    TABLE,
    TEXT_BOX,
    UNSEEN,
    VALUE,
    WordText,
    is_hidden_whole,
    struck_styles,
)
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

_BODY = qn("w:body")
_PARAGRAPH = qn("w:p")
_ROW = qn("w:tr")
_CELL = qn("w:tc")
#: Columns that a row leaves out at its start.
_COLUMNS_BEFORE = f"{qn('w:trPr')}/{qn('w:gridBefore')}"
#: Columns that a cell covers.
_COLUMNS_COVERED = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_MERGED_DOWN = f"{qn('w:tcPr')}/{qn('w:vMerge')}"

_Element = Any  #: an element of lxml, which has no types of its own


@frozen
class _WordRow:
    """A row of a table: the columns that it leaves out at its start, and its cells."""

    columns_before: int
    cells: Sequence[_Element]
    is_hidden: bool


def content(data: bytes, file: str) -> Content:
    """
    Read the body of a text document.

    Raises `ReadError` if the bytes are not a text document, or one beyond the limits.
    """
    data = archive.safe(data, file)
    with archive.opening(file):
        document: Any = Document(BytesIO(data))
        body = document.element.body
        blocks = sum(1 for _ in body.iter(_CELL, _PARAGRAPH, _ROW, TABLE))
        if blocks > limits.MOST_BLOCKS:
            most = phrase("at most {number} cells and paragraphs", number=limits.MOST_BLOCKS)
            raise ReadError(most, phrase("more"), file)
        text = WordText(struck_styles(document.styles.element))
        reader = _BodyReader(file, CellBudget(file), text)
        reader.read(body)
        notices = (*reader.notices, *text.struck.notices())
        return Content(file, tuple(reader.paragraphs), tuple(reader.grids), notices)


def elements(document: _Element, styles: _Element | None, file: str) -> Mapping[Source, _Element]:
    """
    Return the paragraphs and the cells of a document by their sources, which have no column.

    *document* and *styles* are the roots of the two parts of a package that `content` reads,
    in the ordinary namespaces.  Whoever writes into a document looks its elements up here, so
    that paragraphs and tables are numbered as the sources of a reading number them.
    """
    text = WordText(frozenset() if styles is None else struck_styles(styles))
    reader = _BodyReader(file, CellBudget(file), text, elements={})
    body = document.find(_BODY)
    if body is not None:
        reader.read(body)
    return reader.elements or {}


@define
class _BodyReader:
    """Collects the paragraphs and the grids of a body, and numbers both as they come."""

    file: str
    budget: CellBudget
    text: WordText
    paragraphs: list[Paragraph] = field(factory=list[Paragraph])
    grids: list[Grid] = field(factory=list[Grid])
    notices: list[Notice] = field(factory=list[Notice])  #: of hidden rows
    last_paragraph: int = 0  #: number of the paragraph that was read last
    last_table: int = 0  #: number of the table that was read last, nested ones included
    #: The elements that were read, for those who write; None if nobody asks.
    elements: dict[Source, _Element] | None = None

    def read(self, parent: _Element, depth: int = 0) -> None:
        """Read the paragraphs and the tables of an element."""
        for block in nearest(parent, {_PARAGRAPH, TABLE}):
            if block.tag == TABLE:
                self._read_table(block, depth)
            else:
                self._read_paragraph(block)
                self._read_text_boxes(block, depth)

    def _read_paragraph(self, paragraph: _Element) -> None:
        """Read the lines of a paragraph."""
        self.last_paragraph += 1
        source = Source(self.file, paragraph=self.last_paragraph)
        self._keep(source, paragraph)
        text = self.text.of(paragraph, source)
        start = 1
        for line, whole in zip(text.splitlines(), text.splitlines(keepends=True), strict=True):
            if line.strip():
                begins = source if start == 1 else evolve(source, column=start)
                self.paragraphs.append(Paragraph(line, begins))
            start += len(whole)

    def _read_text_boxes(self, paragraph: _Element, depth: int) -> None:
        """Read the text boxes that float beside a paragraph."""
        if depth < limits.MOST_DEPTH:
            for box in nearest(paragraph, {TEXT_BOX}):
                self.read(box, depth + 1)

    def _read_table(self, table: _Element, depth: int) -> None:
        """Read a table, and the tables and text boxes inside its cells."""
        if depth >= limits.MOST_DEPTH:
            return
        self.last_table += 1
        source = Source(self.file, table=self.last_table)
        rows = [
            _WordRow(
                _number(row, _COLUMNS_BEFORE), list(nearest(row, {_CELL})), is_hidden_whole(row)
            )
            for row in nearest(table, {_ROW})
        ]
        struck_before = len(self.text.struck.texts)
        grid = self.budget.grid_of(self._spans(rows, source), source)
        cells = [cell for row in rows for cell in row.cells]
        if is_layout(grid):
            del self.text.struck.texts[struck_before:]  # for its cells are read again
            for cell in cells:
                self.read(cell, depth + 1)
            return
        self.grids.append(evolve(grid, after=len(self.paragraphs)))
        hidden = [number for number, row in enumerate(rows, 1) if row.is_hidden and row.cells]
        if hidden:
            self.notices.append(notice_of_rows("rows-hidden", hidden, source))
        holds_more = any(element is not table for element in table.iter(TABLE, TEXT_BOX))
        if holds_more:
            for cell in cells:
                self._read_inside(cell, depth)

    def _spans(self, rows: Sequence[_WordRow], source: Source) -> Sequence[Span]:
        """Return the cells of a table; one that is merged with a cell above belongs to that."""
        spans: dict[tuple[int, int], Span] = {}
        #: The first cell of what is merged downwards, by column.
        merged: dict[int, tuple[int, int]] = {}
        for row, word_row in enumerate(rows):
            column = word_row.columns_before
            for cell in word_row.cells:
                columns = max(1, _number(cell, _COLUMNS_COVERED))
                merge = cell.find(_MERGED_DOWN)
                goes_on = merge is not None and merge.get(VALUE) != "restart" and column in merged
                if goes_on:
                    first = merged[column]
                    spans[first] = evolve(spans[first], rows=row - first[0] + 1)
                else:
                    name = f"{column_name(column + 1)}{row + 1}"
                    own_source = Source(source.file, table=source.table, cell=name)
                    self._keep(own_source, cell)
                    own_cell = _cell(cell, own_source, self.text, hidden=word_row.is_hidden)
                    spans[row, column] = Span(own_cell, row, column, columns=columns)
                    if merge is None:
                        merged.pop(column, None)
                    else:
                        merged[column] = (row, column)
                column += columns
        return list(spans.values())

    def _keep(self, source: Source, element: _Element) -> None:
        """Keep an element for those who write."""
        if self.elements is not None:
            self.elements[source] = element

    def _read_inside(self, cell: _Element, depth: int) -> None:
        """Read the tables and the text boxes inside a cell, whose text is in the grid already."""
        for table in nearest(cell, {TABLE}):
            self._read_table(table, depth + 1)
        for paragraph in nearest(cell, {_PARAGRAPH}):
            self._read_text_boxes(paragraph, depth)


def nearest(parent: _Element, tags: Collection[str]) -> Iterator[_Element]:
    """Yield the nearest elements of some tags, through content controls and insertions."""
    waiting = [iter(parent)]  # and not the elements: one may hold a million others
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
        elif element.tag in tags:
            yield element
        elif element.tag not in UNSEEN and element.tag != _PARAGRAPH:
            waiting.append(iter(element))


def _cell(cell: _Element, source: Source, text: WordText, *, hidden: bool) -> Cell:
    """Return a cell with its paragraphs on one line; one of a *hidden* row is read, too."""
    paragraphs = nearest(cell, {_PARAGRAPH})
    struck_before = len(text.struck.texts)
    lines = " ".join(text.of(paragraph, source, hidden=hidden) for paragraph in paragraphs)
    shown = " ".join(lines.split())
    return Cell(shown, source, struck="" if shown else text.struck.since(struck_before))


def _number(element: _Element, path: str) -> int:
    """Return the number that a property says, 0 if the element does not have it."""
    found = element.find(path)
    return 0 if found is None else int(found.get(VALUE, "0"))
