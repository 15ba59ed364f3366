"""
Text documents (.docx) to paragraphs and grids, in the order of the text.

What a reader sees counts: insertions that were not yet accepted, content
controls and links belong to the text; deletions, hidden text and the codes of
fields do not.  A table inside a cell is a table of its own, and
so is what a text box holds, after the paragraph that it floats beside.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from attrs import define, evolve, field
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

_PARAGRAPH, _TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
_TEXT, _BOX, _VALUE = qn("w:t"), qn("w:txbxContent"), qn("w:val")
_BEFORE, _WIDE, _MERGE, _VANISH, _ALIGN = (
    "/".join(map(qn, path.split("/")))
    for path in (
        "w:trPr/w:gridBefore",
        "w:tcPr/w:gridSpan",
        "w:tcPr/w:vMerge",
        "w:rPr/w:vanish",
        "w:rPr/w:vertAlign",
    )
)
_MARKS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
#: What is not seen, is seen in another place, or stands again for older programs.
_UNSEEN = {
    *(qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "tbl", "footnoteReference")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    _BOX,
}

_Element = Any  #: an element of lxml, which has no types of its own


def content(data: bytes, file: str) -> Content:
    """
    Read the body of a text document.

    Raises `ReadError` for what is no text document, or one larger than any plan.
    """
    archive.refuse_unsafe(data, ".docx", file)
    with archive.opening(".docx", file):
        reader = _Reader(file, CellBudget(file))
        document: Any = Document(BytesIO(data))
        if sum(1 for _ in document.element.body.iter(_CELL, _PARAGRAPH)) > limits.MOST_BLOCKS:
            most = phrase("at most {number} cells and paragraphs", number=limits.MOST_BLOCKS)
            raise ReadError(most, phrase("more"), file)
        reader.read(document.element.body)
        return Content(file, tuple(reader.paragraphs), tuple(reader.grids))


@define
class _Reader:
    """Collects paragraphs and grids; both are numbered as they come, tables inside cells too."""

    file: str
    room: CellBudget
    paragraphs: list[Paragraph] = field(factory=list[Paragraph])
    grids: list[Grid] = field(factory=list[Grid])
    lines: int = 0
    tables: int = 0

    def read(self, parent: _Element, depth: int = 0) -> None:
        """Read the paragraphs and the tables of an element."""
        for block in _below(parent, {_PARAGRAPH, _TABLE}):
            if block.tag == _TABLE and depth < limits.MOST_DEPTH:
                self._table(block, depth)
            elif block.tag == _PARAGRAPH:
                self.lines += 1
                source = Source(self.file, paragraph=self.lines)
                lines = filter(str.strip, _text(block).splitlines())
                self.paragraphs.extend(Paragraph(line, source) for line in lines)
                self._boxes(block, depth)

    def _boxes(self, paragraph: _Element, depth: int) -> None:
        """Read the text boxes that float beside a paragraph."""
        for box in _below(paragraph, {_BOX}) if depth < limits.MOST_DEPTH else ():
            self.read(box, depth + 1)

    def _table(self, table: _Element, depth: int) -> None:
        self.tables += 1
        source = Source(self.file, table=self.tables)
        rows = [(row, list(_below(row, {_CELL}))) for row in _below(table, {_ROW})]
        grid = self.room.grid_of(_spans(rows, source), source)
        inner = [cell for _, cells in rows for cell in cells]
        if is_layout(grid):
            for cell in inner:
                self.read(cell, depth + 1)
            return
        self.grids.append(evolve(grid, after=len(self.paragraphs)))
        holds_more = any(one is not table for one in table.iter(_TABLE, _BOX))
        for cell in inner if holds_more else ():
            for nested in _below(cell, {_TABLE}):
                self.read_nested(nested, depth + 1)
            for paragraph in _below(cell, {_PARAGRAPH}):
                self._boxes(paragraph, depth)

    def read_nested(self, table: _Element, depth: int) -> None:
        """Read a table inside a cell of another."""
        if depth < limits.MOST_DEPTH:
            self._table(table, depth)


def _below(parent: _Element, tags: set[str]) -> Iterator[_Element]:
    """Yield the nearest elements of some tags, through content controls and insertions."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in tags:
            yield element
        elif element.tag not in _UNSEEN and element.tag not in {_PARAGRAPH, _TABLE}:
            waiting.extend(reversed(element))


def _text(parent: _Element) -> str:
    """Return the text of an element as a reader sees it."""
    found: list[str] = []
    waiting = [parent]
    while waiting:
        element = waiting.pop()
        if element.tag == _TEXT:
            text = element.text or ""
            found.append(raised(text) if _is_raised(element.getparent()) else text)
        elif element.tag in _MARKS:
            found.append(_MARKS[element.tag])
        elif element is parent or not _is_unseen(element):
            waiting.extend(reversed(element))
    return "".join(found)


def _is_raised(run: _Element) -> bool:
    """Whether a run stands above or below the line, as the mark of a footnote does."""
    align = run.find(_ALIGN)
    return align is not None and align.get(_VALUE) in {"superscript", "subscript"}


def _is_unseen(element: _Element) -> bool:
    if element.tag in _UNSEEN:
        return True
    hidden = element.find(_VANISH)
    return hidden is not None and hidden.get(_VALUE) not in {"0", "false", "off"}


def _spans(rows: Sequence[tuple[_Element, Sequence[_Element]]], source: Source) -> Sequence[Span]:
    """Return the cells of some rows; one that goes on from above belongs to the first."""
    spans: dict[tuple[int, int], Span] = {}
    open_ones: dict[int, tuple[int, int]] = {}
    for row, (element, cells) in enumerate(rows):
        column = _number(element, _BEFORE)
        for cell in cells:
            wide = max(1, _number(cell, _WIDE))
            merge = cell.find(_MERGE)
            if merge is not None and merge.get(_VALUE) != "restart" and column in open_ones:
                first = open_ones[column]
                spans[first] = evolve(spans[first], rows=row - first[0] + 1)
            else:
                text = " ".join(" ".join(_text(one) for one in _below(cell, {_PARAGRAPH})).split())
                name = f"{column_name(column + 1)}{row + 1}"
                own = Source(source.file, table=source.table, cell=name)
                spans[row, column] = Span(Cell(text, own), row, column, 1, wide)
                if merge is None:
                    open_ones.pop(column, None)
                else:
                    open_ones[column] = (row, column)
            column += wide
    return list(spans.values())


def _number(element: _Element, path: str) -> int:
    found = element.find(path)
    return 0 if found is None else int(found.get(_VALUE, "0"))
