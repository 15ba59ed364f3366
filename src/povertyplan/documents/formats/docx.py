"""
Text documents (.docx) to paragraphs and grids, in the order of the text.

The text is what a reader sees: insertions that were not yet accepted, content
controls and links belong to it; deletions, hidden text and field codes do not.
A table inside a cell is a table of its own, and so is what a text box holds,
after the paragraph that it floats beside.
"""

from collections.abc import Collection, Iterator, Sequence
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
from povertyplan.documents.formats.footnotes import raised
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Source

_PARAGRAPH = qn("w:p")
_TABLE = qn("w:tbl")
_ROW = qn("w:tr")
_CELL = qn("w:tc")
_TEXT = qn("w:t")
_TEXT_BOX = qn("w:txbxContent")
_VALUE = qn("w:val")
#: Columns that a row leaves out at its start.
_COLUMNS_BEFORE = f"{qn('w:trPr')}/{qn('w:gridBefore')}"
#: Columns that a cell covers.
_COLUMNS_COVERED = f"{qn('w:tcPr')}/{qn('w:gridSpan')}"
_MERGED_DOWN = f"{qn('w:tcPr')}/{qn('w:vMerge')}"
_HIDDEN = f"{qn('w:rPr')}/{qn('w:vanish')}"
_ALIGNED = f"{qn('w:rPr')}/{qn('w:vertAlign')}"
#: Elements that stand for a character.
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
#: Elements that are not seen, are seen in another place, or repeat text for older programs.
_UNSEEN = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:pPr"),
        qn("w:rPr"),
        qn("w:footnoteReference"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        _TABLE,
        _TEXT_BOX,
    }
)

_Element = Any  #: an element of lxml, which has no types of its own


@frozen
class _WordRow:
    """A row of a table: the columns that it leaves out at its start, and its cells."""

    columns_before: int
    cells: Sequence[_Element]


def content(data: bytes, file: str) -> Content:
    """
    Read the body of a text document.

    Raises `ReadError` if the bytes are not a text document, or one beyond the limits.
    """
    archive.refuse_unsafe(data, ".docx", file)
    with archive.opening(".docx", file):
        document: Any = Document(BytesIO(data))
        body = document.element.body
        blocks = sum(1 for _ in body.iter(_CELL, _PARAGRAPH))
        if blocks > limits.MOST_BLOCKS:
            most = phrase("at most {number} cells and paragraphs", number=limits.MOST_BLOCKS)
            raise ReadError(most, phrase("more"), file)
        reader = _BodyReader(file, CellBudget(file))
        reader.read(body)
        return Content(file, tuple(reader.paragraphs), tuple(reader.grids))


@define
class _BodyReader:
    """Collects the paragraphs and the grids of a body, and numbers both as they come."""

    file: str
    budget: CellBudget
    paragraphs: list[Paragraph] = field(factory=list[Paragraph])
    grids: list[Grid] = field(factory=list[Grid])
    last_paragraph: int = 0  #: number of the paragraph that was read last
    last_table: int = 0  #: number of the table that was read last, nested ones included

    def read(self, parent: _Element, depth: int = 0) -> None:
        """Read the paragraphs and the tables of an element."""
        for block in _nearest(parent, {_PARAGRAPH, _TABLE}):
            if block.tag == _TABLE:
                self._read_table(block, depth)
            else:
                self._read_paragraph(block)
                self._read_text_boxes(block, depth)

    def _read_paragraph(self, paragraph: _Element) -> None:
        """Read the lines of a paragraph."""
        self.last_paragraph += 1
        source = Source(self.file, paragraph=self.last_paragraph)
        for line in _text(paragraph).splitlines():
            if line.strip():
                self.paragraphs.append(Paragraph(line, source))

    def _read_text_boxes(self, paragraph: _Element, depth: int) -> None:
        """Read the text boxes that float beside a paragraph."""
        if depth < limits.MOST_DEPTH:
            for box in _nearest(paragraph, {_TEXT_BOX}):
                self.read(box, depth + 1)

    def _read_table(self, table: _Element, depth: int) -> None:
        """Read a table, and the tables and text boxes inside its cells."""
        if depth >= limits.MOST_DEPTH:
            return
        self.last_table += 1
        source = Source(self.file, table=self.last_table)
        rows = [
            _WordRow(_number(row, _COLUMNS_BEFORE), list(_nearest(row, {_CELL})))
            for row in _nearest(table, {_ROW})
        ]
        grid = self.budget.grid_of(_spans(rows, source), source)
        cells = [cell for row in rows for cell in row.cells]
        if is_layout(grid):
            for cell in cells:
                self.read(cell, depth + 1)
            return
        self.grids.append(evolve(grid, after=len(self.paragraphs)))
        holds_more = any(element is not table for element in table.iter(_TABLE, _TEXT_BOX))
        if holds_more:
            for cell in cells:
                self._read_inside(cell, depth)

    def _read_inside(self, cell: _Element, depth: int) -> None:
        """Read the tables and the text boxes inside a cell, whose text is in the grid already."""
        for table in _nearest(cell, {_TABLE}):
            self._read_table(table, depth + 1)
        for paragraph in _nearest(cell, {_PARAGRAPH}):
            self._read_text_boxes(paragraph, depth)


def _nearest(parent: _Element, tags: Collection[str]) -> Iterator[_Element]:
    """Yield the nearest elements of some tags, through content controls and insertions."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in tags:
            yield element
        elif element.tag not in _UNSEEN and element.tag != _PARAGRAPH:
            waiting.extend(reversed(element))


def _text(parent: _Element) -> str:
    """Return the text of an element as a reader sees it."""
    parts: list[str] = []
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        if element.tag == _TEXT:
            text = element.text or ""
            parts.append(raised(text) if _is_raised(element.getparent()) else text)
        elif element.tag in _CHARACTERS:
            parts.append(_CHARACTERS[element.tag])
        elif element is parent or not _is_unseen(element):
            waiting.extend(reversed(element))
    return "".join(parts)


def _is_raised(run: _Element) -> bool:
    """Whether a run stands above or below the line, as the mark of a footnote does."""
    align = run.find(_ALIGNED)
    return align is not None and align.get(_VALUE) in {"superscript", "subscript"}


def _is_unseen(element: _Element) -> bool:
    if element.tag in _UNSEEN:
        return True
    hidden = element.find(_HIDDEN)
    return hidden is not None and hidden.get(_VALUE) not in {"0", "false", "off"}


def _spans(rows: Sequence[_WordRow], source: Source) -> Sequence[Span]:
    """Return the cells of a table; one that is merged with a cell above belongs to that."""
    spans: dict[tuple[int, int], Span] = {}
    #: The first cell of what is merged downwards, by column.
    merged: dict[int, tuple[int, int]] = {}
    for row, word_row in enumerate(rows):
        column = word_row.columns_before
        for cell in word_row.cells:
            columns = max(1, _number(cell, _COLUMNS_COVERED))
            merge = cell.find(_MERGED_DOWN)
            goes_on = merge is not None and merge.get(_VALUE) != "restart" and column in merged
            if goes_on:
                first = merged[column]
                spans[first] = evolve(spans[first], rows=row - first[0] + 1)
            else:
                name = f"{column_name(column + 1)}{row + 1}"
                own_source = Source(source.file, table=source.table, cell=name)
                spans[row, column] = Span(_cell(cell, own_source), row, column, columns=columns)
                if merge is None:
                    merged.pop(column, None)
                else:
                    merged[column] = (row, column)
            column += columns
    return list(spans.values())


def _cell(cell: _Element, source: Source) -> Cell:
    """Return a cell with its paragraphs on one line."""
    text = " ".join(_text(paragraph) for paragraph in _nearest(cell, {_PARAGRAPH}))
    return Cell(" ".join(text.split()), source)


def _number(element: _Element, path: str) -> int:
    """Return the number that a property says, 0 if the element does not have it."""
    found = element.find(path)
    return 0 if found is None else int(found.get(_VALUE, "0"))
