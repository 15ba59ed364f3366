"""Web pages (.html) to paragraphs and grids, their row and column spans resolved."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

from povertyplan.documents import limits
from povertyplan.documents.content import CellBudget, Content, Grid, is_layout
from povertyplan.documents.formats.footnotes import raised
from povertyplan.documents.formats.page_regions import Region, is_inline
from povertyplan.documents.formats.page_style import StyleSheet
from povertyplan.documents.formats.page_tables import OpenTable, OpenText, covered
from povertyplan.documents.formats.page_text import WrittenPage
from povertyplan.documents.formats.struck import StruckText
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Notice, Source

#: Tags whose text is never shown.
_UNSEEN = frozenset({"script", "style", "title", "template"})
_RAISED = frozenset({"sub", "sup"})
_CELLS = frozenset({"td", "th"})
#: Tags of rows, which are read where they are hidden, as the rows of a workbook are.
_ROWS = frozenset({"tr", "tbody", "thead", "tfoot"})
_FRAMES = frozenset({"frame", "iframe"})
#: The end of a line as old programs write it, which the parser does not count.
_LONE_RETURN = re.compile(r"\r(?!\n)")
_NOT_LINE_END = re.compile(r"[^\n]")
#: What may stand before an attribute of a tag.
_BEFORE_ATTRIBUTE = re.compile(r"""[\s/]|["'](?=[^\s/"'=>])""")
#: Characters of a hidden text that are shown in its notice.
_SHOWN = 40

_Attributes = list[tuple[str, str | None]]


def content(text: str, file: str) -> Content:
    """
    Read the text and the tables of a page; a table inside a cell is a table of its own.

    What the page hides or strikes through is left out, with a notice; hidden rows are read.

    >>> page = "<p>Giảm nghèo<table><tr><th rowspan=2>TT<th colspan=2>Hộ<tr><td>1<td>2</table>"
    >>> plan = content(page, "plan.html")
    >>> [[cell.text for cell in row] for row in plan.grids[0].rows]
    [['TT', 'Hộ', 'Hộ'], ['TT', '1', '2']]
    >>> plan.paragraphs[0].text, str(plan.paragraphs[0].source)
    ('Giảm nghèo', 'plan.html:1:4')

    Raises `ReadError` for tables nested too deeply, for a table, or as many
    attributes, beyond the limits, and for a page that only frames others.
    """
    parseable = _parseable(text, file)
    page = _PageParser(WrittenPage.of(file, parseable), StyleSheet.of(text, file))
    page.feed(parseable)
    page.close()
    page.finish()
    if page.frames and not page.grids:
        raise _refusal_of_frames(page.frames[0], file)
    notices = (*page.hidden_text, *page.struck_text.notices(), *page.notices)
    return Content(file, tuple(page.texts[0].lines), tuple(page.grids), notices)


def _refusal_of_frames(address: str, file: str) -> ReadError:
    """Return the refusal of a page that only shows others, given the address of the first."""
    folder, _, page = unquote(address).replace("\\", "/").rpartition("/")
    remedy = phrase(
        "This page only frames others: the sheets of the workbook lie in the folder {folder}."
        " Open it in Excel, save it as .xlsx and check that file; or check the page {page} of that"
        " folder.",
        folder=f"“{folder or '.'}”",
        page=f"“{page}”",
    )
    return ReadError(phrase("a page with a table"), phrase("frames"), file, remedy=remedy)


def _parseable(text: str, file: str) -> str:
    """
    Return a page that is parsed in linear time: without comments, with an end to every tag.

    The parser would look for the end of each to the end of the page, again and
    again.  Blanks stand for what is removed, so that lines and columns stay.
    """
    first, *tags = _without_comments(_LONE_RETURN.sub("\n", text)).split("<")
    may_exceed = len(text) > limits.MOST_ATTRIBUTES
    if may_exceed and sum(map(_count_attributes, tags)) > limits.MOST_ATTRIBUTES:
        most = phrase("at most {number} attributes of tags", number=limits.MOST_ATTRIBUTES)
        raise ReadError(most, phrase("more"), file)
    if re.search(f"&#[0-9]{{{limits.MOST_DIGITS + 1}}}", text):
        most = phrase("character references of at most {number} digits", number=limits.MOST_DIGITS)
        raise ReadError(most, phrase("a longer one"), file)
    return first + "".join(f"<{tag}" if ">" in tag else f" {tag}" for tag in tags)


def _count_attributes(tag: str) -> int:
    """Count the attributes of a tag and its blanks, given the text from its name on."""
    inside, _, _ = tag.partition(">")
    return len(_BEFORE_ATTRIBUTE.findall(inside))


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


class _PageParser(HTMLParser):
    """Collects the lines and the tables of a page."""

    def __init__(self, page: WrittenPage, styles: StyleSheet) -> None:
        """Begin outside every table."""
        super().__init__()
        self.page = page
        self.file = page.file
        self.styles = styles
        self.budget = CellBudget(page.file)
        self.texts = [OpenText()]  # of the page, and of the open cell of each open table
        self.tables: list[OpenTable] = []
        self.grids: list[Grid] = []
        self.frames: list[str] = []  # the addresses of the pages that this one shows
        self.notices: list[Notice] = []  # of hidden rows and columns
        self.hidden_text: list[Notice] = []  # at most one
        self.struck_text = StruckText()
        self.struck_words: list[str] = []  # of the text that is being struck
        self.hidden, self.hidden_rows, self.struck = Region(), Region(), Region()
        self.is_raised = False

    def handle_starttag(self, tag: str, attrs: _Attributes) -> None:
        """Open a table, a row, a cell or a line."""
        hides_columns = self._open_regions(tag, attrs)
        if self.hidden.is_open:
            return
        if is_inline(tag):
            self.is_raised = self.is_raised or tag in _RAISED
            return
        self.is_raised = False
        if tag == "table":
            self._open_table()
        elif self.tables and tag == "tr":
            self._end_cell()
            self.tables[-1].open_row(is_hidden=self.hidden_rows.is_open)
        elif self.tables and tag in _CELLS:
            self._end_cell()
            self._open_cell(attrs)
        elif self.tables and tag == "col":
            number = covered(dict(attrs).get("span"))
            self.tables[-1].name_columns(number, are_hidden=hides_columns)
        else:
            self.texts[-1].end_line()
            if tag in _FRAMES:
                self.frames.append(dict(attrs).get("src") or "")

    def handle_endtag(self, tag: str) -> None:
        """Close a table, a row, a cell or a line."""
        self.struck.end(tag)
        self.hidden_rows.end(tag)
        if not self.hidden.end(tag):
            return
        self.is_raised = False
        if tag == "table" and self.tables:
            self._end_table()
        elif self.tables and (tag in _CELLS or tag == "tr"):
            self._end_cell()
        elif not is_inline(tag):
            self.texts[-1].end_line()

    def handle_data(self, data: str) -> None:
        """Add to the line that is open; text of a table outside its cells is dropped."""
        if self.hidden.is_open:
            self._tell_hidden(data)
            return
        is_between_cells = self.tables and self.tables[-1].cell is None
        if is_between_cells:
            return
        if self.struck.is_open:
            self.struck_words.append(data)
            return
        self._tell_struck()
        words = raised(data) if self.is_raised else data
        self.texts[-1].add(words, self.page.parts(self.getpos()))

    def finish(self) -> None:
        """Close the tables and lines that the page left open."""
        while self.tables:
            self._end_table()
        self._tell_struck()
        self.texts[-1].end_line()

    def _open_regions(self, tag: str, attrs: _Attributes) -> bool:
        """Note whether a start tag withdraws its text; return whether it hides columns."""
        effects = self.styles.effects(tag, attrs)
        hides_rows = effects.hides and tag in _ROWS and bool(self.tables)
        hides_text = effects.hides and not hides_rows
        self.hidden_rows.start(tag, begins=hides_rows)
        self.hidden.start(tag, begins=hides_text or tag in _UNSEEN)
        self.struck.start(tag, begins=effects.strikes)
        return effects.hides

    def _tell_hidden(self, data: str) -> None:
        """Make a notice of the first text that the page hides."""
        text = " ".join(data.split())
        is_first = text and not self.hidden_text
        if is_first and self.hidden.first not in _UNSEEN:
            values = (("text", f"“{text[:_SHOWN]}”"),)
            self.hidden_text.append(Notice("text-hidden", self._here(), values))

    def _tell_struck(self) -> None:
        """Count the struck text that ended here."""
        if self.struck_words:
            self.struck_text.add("".join(self.struck_words), self._here())
            self.struck_words.clear()

    def _open_table(self) -> None:
        if len(self.tables) == limits.MOST_DEPTH:
            most = phrase("tables at most {number} deep", number=limits.MOST_DEPTH)
            raise ReadError(most, phrase("deeper ones"), self.file, self._here().location)
        self.texts[-1].end_line()
        self.tables.append(OpenTable(self._here()))
        self.texts.append(OpenText())

    def _end_table(self) -> None:
        self._end_cell()
        self.texts.pop()
        table = self.tables.pop()
        grid = table.grid(self.budget)
        if is_layout(grid):
            self.texts[-1].lines.extend(table.lines)
            return
        shown, notices = table.shown(grid)
        self.grids.append(shown)
        self.notices.extend(notices)

    def _open_cell(self, attrs: _Attributes) -> None:
        stated = dict(attrs)
        rows, columns = covered(stated.get("rowspan")), covered(stated.get("colspan"))
        self.tables[-1].open_cell(self.getpos(), rows, columns)

    def _end_cell(self) -> None:
        table, text = self.tables[-1], self.texts[-1]
        cell = table.cell
        if cell is None:
            return  # of most cells, both their own end tag and the next tag tell the end
        self._tell_struck()
        text.end_line()
        table.close_cell(cell, text.lines, self.struck_text.since(text.struck_before))
        text.restart(struck_before=len(self.struck_text.texts))

    def _here(self) -> Source:
        """Return where the parser stands."""
        line, column = self.getpos()
        return Source(self.file, line, column + 1)
