"""Web pages (.html) to paragraphs and grids, their row and column spans resolved."""

import re
from html.parser import HTMLParser

from attrs import define, evolve, field

from povertyplan.documents import limits
from povertyplan.documents.content import (
    Cell,
    CellBudget,
    Content,
    Grid,
    Paragraph,
    Span,
    is_layout,
)
from povertyplan.documents.formats.footnotes import raised
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

_UNSEEN = frozenset({"script", "style", "title", "template"})
_INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "code", "em", "font", "i", "ins", "label", "mark", "o:p", "s",
        "small", "span", "strong", "sub", "sup", "u", "wbr",
    }
)  # fmt: skip
_SMALL = frozenset({"sub", "sup"})
_CELLS = frozenset({"td", "th"})
_EMPTY = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
#: The tags whose ends may be left out before another begins.
_ENDED = {"td": _CELLS, "th": _CELLS, "tr": _CELLS | {"tr"}, "p": {"p"}, "li": {"li"}}
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_NOT_LINE = re.compile(r"[^\n]")
#: What an attribute of a tag, or a further word of one, begins with.
_ATTRIBUTE = re.compile(r"""[\s/"'][^\s/"'=]""")
#: So many characters of what is hidden are told.
_SHOWN = 40


def content(text: str, file: str) -> Content:
    """
    Read the text and the tables of a page; a table inside a cell is one of its own.

    What a page hides is left out, and told.

    >>> page = "<p>Giảm nghèo<table><tr><th rowspan=2>TT<th colspan=2>Hộ<tr><td>1<td>2</table>"
    >>> found = content(page, "plan.html")
    >>> [[cell.text for cell in row] for row in found.grids[0].rows]
    [['TT', 'Hộ', 'Hộ'], ['TT', '1', '2']]
    >>> found.paragraphs[0].text, str(found.paragraphs[0].source)
    ('Giảm nghèo', 'plan.html:1:4')

    Raises `ReadError` for tables in tables without end, and larger ones than any annex.
    """
    page = _Page(file)
    page.feed(_closed(text, file))
    page.close()
    page.finish()
    return Content(file, tuple(page.blocks[0].lines), tuple(page.grids), tuple(page.notices))


def _closed(text: str, file: str) -> str:
    """
    Blank out comments and declarations, and every mark of a tag that never ends.

    The parser would look for the end of each to the end of the page, again and
    again.  Nothing moves: blanks stand for what is gone.
    """
    parts: list[str] = []
    at = 0
    while (start := text.find("<!", at)) >= 0:
        close = "-->" if text.startswith("<!--", start) else ">"
        end = text.find(close, start)
        end = len(text) if end < 0 else end + len(close)
        parts += text[at:start], _NOT_LINE.sub(" ", text[start:end])
        at = end
    first, *tags = "".join((*parts, text[at:])).split("<")
    if sum(len(_ATTRIBUTE.findall(tag.partition(">")[0])) for tag in tags) > limits.MOST_ATTRIBUTES:
        most = phrase("at most {number} attributes of tags", number=limits.MOST_ATTRIBUTES)
        raise ReadError(most, phrase("more"), file)
    return first + "".join(f"<{tag}" if ">" in tag else f" {tag}" for tag in tags)


@define
class _Block:
    """The lines of the page, or of one cell, with the line that is open."""

    lines: list[Paragraph] = field(factory=list[Paragraph])
    words: list[str] = field(factory=list[str])
    start: Source = Source()

    def end_line(self) -> None:
        """Close the line that is open."""
        text = " ".join("".join(self.words).split())
        if text:
            self.lines.append(Paragraph(text, self.start))
        self.words.clear()


@define
class _Table:
    """A table while it is read: its cells, and down to which row each column is taken."""

    source: Source
    spans: list[Span] = field(factory=list[Span])
    lines: list[Paragraph] = field(factory=list[Paragraph])  #: of all its cells
    taken: dict[int, int] = field(factory=dict[int, int])
    row: int = -1
    column: int = 0
    cell: Span | None = None
    covered: int = 0

    def open(self, cell: Cell, rows: int, columns: int) -> None:
        """Begin a cell at the next free place of its row."""
        self.row = max(self.row, 0)
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        self.cell = Span(cell, self.row, self.column, rows, columns)
        self.covered += rows * columns
        if self.covered > limits.MOST_CELLS:
            source = cell.source
            most = phrase("a table of at most {number} cells", number=limits.MOST_CELLS)
            raise ReadError(most, phrase("a larger one"), source.file, source.location)

    def close(self, lines: list[Paragraph]) -> None:
        """End the cell that is open, with its text."""
        if self.cell is None:
            return
        text = " ".join(line.text for line in lines)
        source = lines[0].source if lines else self.cell.cell.source
        self.spans.append(evolve(self.cell, cell=Cell(text, source)))
        self.lines.extend(lines)
        end = self.row + self.cell.rows
        last = self.column + self.cell.columns
        self.taken.update((at, end) for at in range(self.column, last))
        self.column, self.cell = last, None

    def grid(self, room: CellBudget) -> Grid:
        """Return the table; a cell that claims rows below the last covers none of them."""
        rows = self.row + 1
        spans = [evolve(one, rows=min(one.rows, rows - one.row)) for one in self.spans]
        return room.grid_of(spans, self.source)


class _Page(HTMLParser):
    """Collects the lines and the tables of a page; each open table has a block for its cell."""

    def __init__(self, file: str) -> None:
        """Begin outside every table."""
        super().__init__()
        self.file = file
        self.room = CellBudget(file)
        self.blocks = [_Block()]
        self.tables: list[_Table] = []
        self.grids: list[Grid] = []
        self.notices: list[Notice] = []
        self.unseen: list[str] = []  # the open tags, from one on that is not shown
        self.small = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row, a cell or a line."""
        if self._is_unseen(tag, attrs):
            return
        if tag in _INLINE:
            self.small = self.small or tag in _SMALL
            return
        self.small = False
        if tag == "table":
            self._open_table()
        elif self.tables and (tag in _CELLS or tag == "tr"):
            self._end_cell()
            if tag == "tr":
                self.tables[-1].row += 1
                self.tables[-1].column = 0
            else:
                given = dict(attrs)
                rows, columns = _span(given.get("rowspan")), _span(given.get("colspan"))
                self.tables[-1].open(Cell("", self._here()), rows, columns)
        else:
            self.blocks[-1].end_line()

    def handle_endtag(self, tag: str) -> None:
        """Close a table, a row, a cell or a line."""
        if self.unseen and not self._ends_unseen(tag):
            return
        self.small = False
        if tag == "table" and self.tables:
            self._end_table()
        elif self.tables and (tag in _CELLS or tag == "tr"):
            self._end_cell()
        elif tag not in _INLINE:
            self.blocks[-1].end_line()

    def handle_data(self, data: str) -> None:
        """Add to the line that is open; text of a table outside its cells is dropped."""
        if self.unseen:
            self._tell(data)
            return
        if self.tables and self.tables[-1].cell is None:
            return
        block = self.blocks[-1]
        if data.strip() and not "".join(block.words).strip():
            block.start = self._here(data[: len(data) - len(data.lstrip())])
        block.words.append(raised(data) if self.small else data)

    def finish(self) -> None:
        """Close what the page left open."""
        while self.tables:
            self._end_table()
        self.blocks[-1].end_line()

    def _is_unseen(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        """Whether a tag that begins is not shown, itself or by one that it stands in."""
        while self.unseen and self.unseen[-1] in _ENDED.get(tag, ()):
            self.unseen.pop()
        hides = tag in _UNSEEN or any(map(_hides, attrs))
        if (self.unseen or hides) and tag not in _EMPTY:
            self.unseen.append(tag)
        return bool(self.unseen)

    def _ends_unseen(self, tag: str) -> bool:
        """Whether a tag that ends stands outside of what is not shown, and so ends that, too."""
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                pass
            return False
        if tag not in _INLINE and tag != "p":
            self.unseen.clear()
        return not self.unseen

    def _tell(self, data: str) -> None:
        """Tell of the first text that the page hides."""
        text = " ".join(data.split())
        if text and not self.notices and self.unseen[0] not in _UNSEEN:
            values = (("text", f"“{text[:_SHOWN]}”"),)
            self.notices.append(Notice("text-hidden", self._here(), values))

    def _open_table(self) -> None:
        if len(self.tables) == limits.MOST_DEPTH:
            most = phrase("tables at most {number} deep", number=limits.MOST_DEPTH)
            raise ReadError(most, phrase("deeper ones"), self.file, self._here().location)
        self.blocks[-1].end_line()
        self.tables.append(_Table(self._here()))
        self.blocks.append(_Block())

    def _end_table(self) -> None:
        self._end_cell()
        self.blocks.pop()
        table = self.tables.pop()
        grid = table.grid(self.room)
        if is_layout(grid):
            self.blocks[-1].lines.extend(table.lines)
        else:
            self.grids.append(grid)

    def _end_cell(self) -> None:
        block = self.blocks[-1]
        block.end_line()
        self.tables[-1].close(block.lines)
        self.blocks[-1] = _Block()

    def _here(self, lead: str = "") -> Source:
        """Return where the parser stands, behind some blanks."""
        line, column = self.getpos()
        lines = lead.split("\n")
        if len(lines) > 1:
            line, column = line + len(lines) - 1, 0
        return Source(self.file, line, column + len(lines[-1]) + 1)


def _hides(attribute: tuple[str, str | None]) -> bool:
    name, value = attribute
    return name == "hidden" or (name == "style" and bool(_HIDDEN.search(value or "")))


def _span(text: str | None) -> int:
    """Return how many rows or columns a cell claims to cover: one, unless it is a number."""
    known = text is not None and text.isascii() and text.isdigit() and len(text) < len("10000")
    return min(max(int(text or 1), 1), limits.MOST_SPAN) if known else 1
