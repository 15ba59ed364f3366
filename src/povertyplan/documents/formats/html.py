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

#: Tags whose text is never shown.
_UNSEEN = frozenset({"script", "style", "title", "template"})
#: Tags that do not end a line.
_INLINE = frozenset(
    {
        "a", "abbr", "b", "big", "code", "em", "font", "i", "ins", "label", "mark", "o:p", "s",
        "small", "span", "strong", "sub", "sup", "u", "wbr",
    }
)  # fmt: skip
_RAISED = frozenset({"sub", "sup"})
_CELLS = frozenset({"td", "th"})
#: Tags without an end tag.
_VOID = frozenset({"br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"})
#: Tags that end without an end tag where another begins.
_ENDED_BY = {"td": _CELLS, "th": _CELLS, "tr": _CELLS | {"tr"}, "p": {"p"}, "li": {"li"}}
_HIDING_STYLE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_NOT_LINE_END = re.compile(r"[^\n]")
#: The beginning of an attribute of a tag, or of a further word of one.
_ATTRIBUTE = re.compile(r"""[\s/"'][^\s/"'=]""")
#: Characters of a hidden text that are shown in its notice.
_SHOWN = 40

_Attributes = list[tuple[str, str | None]]


def content(text: str, file: str) -> Content:
    """
    Read the text and the tables of a page; a table inside a cell is a table of its own.

    What the page hides is left out, with a notice.

    >>> page = "<p>Giảm nghèo<table><tr><th rowspan=2>TT<th colspan=2>Hộ<tr><td>1<td>2</table>"
    >>> plan = content(page, "plan.html")
    >>> [[cell.text for cell in row] for row in plan.grids[0].rows]
    [['TT', 'Hộ', 'Hộ'], ['TT', '1', '2']]
    >>> plan.paragraphs[0].text, str(plan.paragraphs[0].source)
    ('Giảm nghèo', 'plan.html:1:4')

    Raises `ReadError` for tables nested too deeply, and for a table, or as many
    attributes, beyond the limits.
    """
    page = _PageParser(file)
    page.feed(_parseable(text, file))
    page.close()
    page.finish()
    return Content(file, tuple(page.texts[0].lines), tuple(page.grids), tuple(page.notices))


def _parseable(text: str, file: str) -> str:
    """
    Return a page that is parsed in linear time: without comments, with an end to every tag.

    The parser would look for the end of each to the end of the page, again and
    again.  Blanks stand for what is removed, so that lines and columns stay.
    """
    first, *tags = _without_comments(text).split("<")
    attributes = sum(map(_count_attributes, tags))
    if attributes > limits.MOST_ATTRIBUTES:
        most = phrase("at most {number} attributes of tags", number=limits.MOST_ATTRIBUTES)
        raise ReadError(most, phrase("more"), file)
    return first + "".join(f"<{tag}" if ">" in tag else f" {tag}" for tag in tags)


def _count_attributes(tag: str) -> int:
    """Count the attributes of a tag, given the text from its name on."""
    inside, _, _ = tag.partition(">")
    return len(_ATTRIBUTE.findall(inside))


def _without_comments(text: str) -> str:
    """Replace comments and declarations by blanks."""
    parts: list[str] = []
    read = 0
    while (start := text.find("<!", read)) >= 0:
        close = "-->" if text.startswith("<!--", start) else ">"
        index = text.find(close, start)
        end = len(text) if index < 0 else index + len(close)
        parts += text[read:start], _NOT_LINE_END.sub(" ", text[start:end])
        read = end
    return "".join((*parts, text[read:]))


@define
class _OpenText:
    """The lines of the page, or of one cell, and the line that is open."""

    lines: list[Paragraph] = field(factory=list[Paragraph])
    words: list[str] = field(factory=list[str])  #: of the line that is open
    start: Source = Source()

    def add(self, words: str, start: Source) -> None:
        """Add some words to the line that is open; *start* is where the first of them stands."""
        if words.strip() and not "".join(self.words).strip():
            self.start = start
        self.words.append(words)

    def end_line(self) -> None:
        """Close the line that is open."""
        text = " ".join("".join(self.words).split())
        if text:
            self.lines.append(Paragraph(text, self.start))
        self.words.clear()


@define
class _OpenTable:
    """A table while it is read."""

    source: Source
    spans: list[Span] = field(factory=list[Span])
    lines: list[Paragraph] = field(factory=list[Paragraph])  #: of all its cells
    taken_until: dict[int, int] = field(factory=dict[int, int])  #: the next free row, by column
    row: int = -1
    column: int = 0
    cell: Span | None = None  #: the cell that is open
    covered: int = 0  #: how many cells its cells cover

    def open_row(self) -> None:
        """Begin a row."""
        self.row += 1
        self.column = 0

    def open_cell(self, cell: Cell, rows: int, columns: int) -> None:
        """Begin a cell at the next free place of its row."""
        self.row = max(self.row, 0)
        while self.taken_until.get(self.column, 0) > self.row:
            self.column += 1
        self.cell = Span(cell, self.row, self.column, rows, columns)
        self.covered += rows * columns
        if self.covered > limits.MOST_CELLS:
            source = cell.source
            most = phrase("a table of at most {number} cells", number=limits.MOST_CELLS)
            raise ReadError(most, phrase("a larger one"), source.file, source.location)

    def close_cell(self, lines: list[Paragraph]) -> None:
        """End the cell that is open, with its text."""
        if self.cell is None:
            return
        text = " ".join(line.text for line in lines)
        source = lines[0].source if lines else self.cell.cell.source
        self.spans.append(evolve(self.cell, cell=Cell(text, source)))
        self.lines.extend(lines)
        next_column = self.column + self.cell.columns
        for column in range(self.column, next_column):
            self.taken_until[column] = self.row + self.cell.rows
        self.column = next_column
        self.cell = None

    def grid(self, budget: CellBudget) -> Grid:
        """Return the table; a cell covers nothing below the last row."""
        height = self.row + 1
        spans = [evolve(span, rows=min(span.rows, height - span.row)) for span in self.spans]
        return budget.grid_of(spans, self.source)


class _PageParser(HTMLParser):
    """Collects the lines and the tables of a page."""

    def __init__(self, file: str) -> None:
        """Begin outside every table."""
        super().__init__()
        self.file = file
        self.budget = CellBudget(file)
        self.texts = [_OpenText()]  # of the page, and of the open cell of each open table
        self.tables: list[_OpenTable] = []
        self.grids: list[Grid] = []
        self.notices: list[Notice] = []
        self.hidden: list[str] = []  # the open tags, from the one that hides its text on
        self.is_raised = False

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        """Open a table, a row, a cell or a line."""
        if self._is_hidden(tag, attrs):
            return
        if tag in _INLINE:
            self.is_raised = self.is_raised or tag in _RAISED
            return
        self.is_raised = False
        if tag == "table":
            self._open_table()
        elif self.tables and tag == "tr":
            self._end_cell()
            self.tables[-1].open_row()
        elif self.tables and tag in _CELLS:
            self._end_cell()
            self._open_cell(attrs)
        else:
            self.texts[-1].end_line()

    def handle_endtag(self, tag: str) -> None:
        """Close a table, a row, a cell or a line."""
        if self.hidden and not self._ends_hidden(tag):
            return
        self.is_raised = False
        if tag == "table" and self.tables:
            self._end_table()
        elif self.tables and (tag in _CELLS or tag == "tr"):
            self._end_cell()
        elif tag not in _INLINE:
            self.texts[-1].end_line()

    def handle_data(self, data: str) -> None:
        """Add to the line that is open; text of a table outside its cells is dropped."""
        if self.hidden:
            self._tell_hidden(data)
            return
        is_between_cells = self.tables and self.tables[-1].cell is None
        if not is_between_cells:
            blanks = data[: len(data) - len(data.lstrip())]
            words = raised(data) if self.is_raised else data
            self.texts[-1].add(words, self._here(blanks))

    def finish(self) -> None:
        """Close the tables and lines that the page left open."""
        while self.tables:
            self._end_table()
        self.texts[-1].end_line()

    def _is_hidden(self, tag: str, attrs: _Attributes) -> bool:
        """Whether the text of a start tag is not shown, because of itself or of a tag around it."""
        while self.hidden and self.hidden[-1] in _ENDED_BY.get(tag, ()):
            self.hidden.pop()
        hides = tag in _UNSEEN or any(map(_hides, attrs))
        if (self.hidden or hides) and tag not in _VOID:
            self.hidden.append(tag)
        return bool(self.hidden)

    def _ends_hidden(self, tag: str) -> bool:
        """Whether an end tag closes the hidden region, and stands outside of it."""
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
            return False
        if tag not in _INLINE and tag != "p":
            self.hidden.clear()
        return not self.hidden

    def _tell_hidden(self, data: str) -> None:
        """Make a notice of the first text that the page hides."""
        text = " ".join(data.split())
        is_first = text and not self.notices
        if is_first and self.hidden[0] not in _UNSEEN:
            values = (("text", f"“{text[:_SHOWN]}”"),)
            self.notices.append(Notice("text-hidden", self._here(), values))

    def _open_table(self) -> None:
        if len(self.tables) == limits.MOST_DEPTH:
            most = phrase("tables at most {number} deep", number=limits.MOST_DEPTH)
            raise ReadError(most, phrase("deeper ones"), self.file, self._here().location)
        self.texts[-1].end_line()
        self.tables.append(_OpenTable(self._here()))
        self.texts.append(_OpenText())

    def _end_table(self) -> None:
        self._end_cell()
        self.texts.pop()
        table = self.tables.pop()
        grid = table.grid(self.budget)
        if is_layout(grid):
            self.texts[-1].lines.extend(table.lines)
        else:
            self.grids.append(grid)

    def _open_cell(self, attrs: _Attributes) -> None:
        stated = dict(attrs)
        rows, columns = _covered(stated.get("rowspan")), _covered(stated.get("colspan"))
        self.tables[-1].open_cell(Cell("", self._here()), rows, columns)

    def _end_cell(self) -> None:
        text = self.texts[-1]
        text.end_line()
        self.tables[-1].close_cell(text.lines)
        self.texts[-1] = _OpenText()

    def _here(self, blanks: str = "") -> Source:
        """Return where the parser stands, behind some blanks."""
        line, column = self.getpos()
        *lines, last = blanks.split("\n")
        if lines:
            line, column = line + len(lines), 0
        return Source(self.file, line, column + len(last) + 1)


def _hides(attribute: tuple[str, str | None]) -> bool:
    """Whether an attribute hides the text of its tag."""
    name, value = attribute
    return name == "hidden" or (name == "style" and bool(_HIDING_STYLE.search(value or "")))


def _covered(span: str | None) -> int:
    """Return how many rows or columns a cell covers: one, unless its span is a small number."""
    if span is None or not (span.isascii() and span.isdigit()):
        return 1
    is_small = len(span) < len("10000")
    return min(max(int(span), 1), limits.MOST_SPAN) if is_small else 1
