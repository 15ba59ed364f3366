"""
Markdown and plain text to paragraphs and grids.

A table is a run of lines with pipes, or with tabs.  A blank cell stands for
one that was merged with a neighbour.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve, frozen

from povertyplan.documents.content import SIDE_BY_SIDE, Cell, Content, Grid, Paragraph
from povertyplan.documents.formats.backslashes import stripped, unescaped
from povertyplan.documents.formats.struck import StruckText
from povertyplan.documents.formats.text_parts import cell_on_one_line
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Source

_LINE_END = re.compile(r"\r\n|\r|\n")
_PIPE = re.compile(r"(?<!\\)\|")
_TAB = re.compile(r"\t")
#: A cell of the rule below a header, as in ``|---|:-:|``.
_RULE = re.compile(r":?-+:?")
#: What is struck through, by tildes or tags: within a cell, or over lines of a paragraph.
#: Escaped marks strike nothing, so they are found first.
_STRUCK = re.compile(
    r"""(?P<escaped>\\[~<\\])
      | (?<!~)~~(?![\s~])
        (?P<by_tildes> (?: [^|\t~\r\n] | ~(?!~) | (?:\r\n?|\n)(?![\ ]*[\r\n]) )*? )
        (?<!\s)~~(?!~)
      | <(?P<tag>s|del|strike)\b[^<>]*>
        (?P<by_tag> (?: [^|\t<\r\n] | <(?!/?(?P=tag)\b) | (?:\r\n?|\n)(?![\ ]*[\r\n]) )*? )
        </(?P=tag)>""",
    re.IGNORECASE | re.VERBOSE,
)
_NOT_LINE_END = re.compile(r"[^\r\n]")
#: Blanks and the marks of Markdown around the text of a cell.
_AROUND_TEXT = " \t\xa0*`#>"
#: Line ends after which a sentence does not go on in the next line: stops, marks of Markdown.
_STOPS = (".", ";", ":", "!", "?", "…", "*", "_", "  ", "\\")
#: The start of an item of a list.
_ITEM = re.compile(r"\(?(?:[ivx]+|[^\W\d_]|\d{1,2})[.)/](?!\d)")


@frozen
class _TextLine:
    """A line of a table: the texts before, between and after its pipes or tabs."""

    number: int
    cells: tuple[Cell, ...]
    has_pipes: bool  #: and no tabs; pipes may be borders of the table


@frozen
class _TextRow:
    """A row of a table, without the cells outside its borders."""

    line: int
    cells: tuple[Cell, ...]
    end: Source  #: where the line ends: the source of the cells that it lacks
    is_cut: bool  #: whether it lacks the border at the end


@frozen
class _StruckPart:
    """A struck-through text, and the number of characters before it in its line."""

    start: int
    text: str


def content(text: str, file: str) -> Content:
    r"""
    Split a text into paragraphs and grids.

    >>> plan = content("Số: 15/KH-UBND\n| TT | Đơn vị |\n|---|---|\n| 1 | Chợ |", "plan.md")
    >>> [cell.text for cell in plan.grids[0].rows[1]], plan.grids[0].rows[1][1].source.column
    (['1', 'Chợ'], 7)

    Struck-through text is left out, with a notice.

    Raises `ReadError` if a row of a table has more or fewer cells than the others.
    """
    struck = StruckText()
    text, struck_by_line = _without_struck(text, struck, file)
    paragraphs: list[Paragraph] = []
    tables: list[list[_TextLine]] = []
    is_inside_table = False
    line_above = ""
    for number, line in enumerate(_LINE_END.split(text), 1):
        table_line = _table_line(line, number, file, struck_by_line.get(number, ()))
        if table_line is None:
            is_inside_table = False
            if line.strip():
                shown, behind = unescaped(line)
                continues = _goes_on(line_above, line)
                parts = tuple((index, Source(file, number, column)) for index, column in behind)
                paragraphs.append(Paragraph(shown, Source(file, number, 1), continues, parts))
            line_above = line
        else:
            if not is_inside_table:
                tables.append([])
            is_inside_table = True
            line_above = ""
            if table_line.cells:
                tables[-1].append(table_line)
    grids = tuple(_grid(table, file) for table in tables if table)
    return Content(file, tuple(paragraphs), grids, struck.notices())


def _without_struck(
    text: str, struck: StruckText, file: str
) -> tuple[str, Mapping[int, Sequence[_StruckPart]]]:
    """
    Put blanks in place of struck-through text, so that columns stay, and count it.

    Return the text without it, and the struck parts by line.
    """
    parts: list[str] = []
    by_line: dict[int, list[_StruckPart]] = {}
    line, end, line_start = 1, 0, 0
    for match in _STRUCK.finditer(text):
        if match["escaped"]:
            continue
        for line_end in _LINE_END.finditer(text, end, match.start()):
            line, line_start = line + 1, line_end.end()
        parts += (text[end : match.start()], _NOT_LINE_END.sub(" ", match[0]))
        words = match["by_tildes"] or match["by_tag"] or ""
        struck.add(words, Source(file, line))
        by_line.setdefault(line, []).append(_StruckPart(match.start() - line_start, words))
        for line_end in _LINE_END.finditer(text, *match.span()):
            line, line_start = line + 1, line_end.end()
        end = match.end()
    return "".join((*parts, text[end:])), by_line


def _goes_on(above: str, line: str) -> bool:
    """
    Whether a sentence of the line above goes on in a line.

    >>> _goes_on("Phấn đấu giảm tỷ lệ hộ", "nghèo còn 1,4%"), _goes_on("Phấn đấu", "- nghèo")
    (True, False)
    """
    text = line.strip()
    begins_with_figure = text[0].isdigit() and not above[-1:].isdigit()
    may_go_on = text[0].islower() or text[0] in "(%" or begins_with_figure
    is_heading = above.startswith("#") or above.isupper()
    is_ended = not above.strip() or above.endswith(_STOPS) or is_heading
    return may_go_on and not is_ended and not _ITEM.match(text)


def _table_line(
    line: str, number: int, file: str, struck_parts: Iterable[_StruckPart]
) -> _TextLine | None:
    """Return the cells of a line of a table: no cells for a rule, None for a line of text."""
    has_pipes = line.count("|") - line.count("\\|") > 1
    if not has_pipes and line.count("\t") <= 1:
        return None
    parts = (_PIPE if has_pipes else _TAB).split(line)
    if _is_rule(parts):
        return _TextLine(number, (), has_pipes)
    cells: list[Cell] = []
    waiting = deque(struck_parts)
    start = 1
    for part in parts:
        text = stripped(part, _AROUND_TEXT)
        source = Source(file, number, start + part.index(text))
        start += len(part) + 1
        struck: list[str] = []
        while waiting and waiting[0].start < start - 1:
            struck.append(waiting.popleft().text.strip())
        shown, behind = unescaped(text)
        first = source.column or 1
        behind_cells = [(index, evolve(source, column=first + at - 1)) for index, at in behind]
        struck_text = "" if shown else " ".join(struck)
        cell = Cell(shown, source, struck=struck_text, parts=tuple(behind_cells))
        cells.append(cell_on_one_line(cell) if "  " in shown else cell)
    return _TextLine(number, tuple(cells), has_pipes)


def _is_rule(parts: Iterable[str]) -> bool:
    """Whether a line only parts a header from the rows below."""
    texts = [part.strip() for part in parts if part.strip()]
    return bool(texts) and all(map(_RULE.fullmatch, texts))


def _grid(lines: Sequence[_TextLine], file: str) -> Grid:
    """Return a table with the usual number of cells in every row."""
    rows = _within_borders(lines)
    lengths = Counter(len(row.cells) for row in rows)
    width = lengths.most_common(1)[0][0]
    if _has_broken_header(rows, width):
        first, second, *below = rows
        header = (*first.cells, *second.cells)
        rows = [_TextRow(second.line, header, second.end, second.is_cut), *below]
    return Grid(tuple(_filled(row, width, file) for row in rows))


def _within_borders(lines: Sequence[_TextLine]) -> list[_TextRow]:
    """
    Return the rows of a table without the cells outside its borders.

    A pipe at the start of every line, or at the end of most, is a border of the
    table; one at the start or the end of some stands beside a blank cell.
    """
    has_pipes = all(line.has_pipes for line in lines)
    blank_starts = sum(not line.cells[0].text for line in lines)
    # A line of text that is padded to the width of the table says nothing of its end.
    telling = [line for line in lines if _number_of_texts(line) > SIDE_BY_SIDE] or lines
    blank_ends = sum(not line.cells[-1].text for line in telling)
    has_left_border = has_pipes and blank_starts == len(lines)
    has_right_border = has_pipes and 2 * blank_ends >= len(telling)
    rows: list[_TextRow] = []
    for line in lines:
        last = line.cells[-1]
        cells = line.cells[1:] if has_left_border else line.cells
        if has_right_border and not last.text:
            cells = cells[:-1]
        is_cut = has_right_border and bool(last.text)
        rows.append(_TextRow(line.number, cells, last.source, is_cut))
    return rows


def _has_broken_header(rows: Sequence[_TextRow], width: int) -> bool:
    """Whether the first two lines, all words, are together a row of the usual width."""
    match rows:
        case [first, second, below, *_]:
            both = (*first.cells, *second.cells)
            are_halves = _has_several_texts(first) and _has_several_texts(second)
            are_words = not _has_figures(both) and _has_figures(below.cells)
            return len(both) == width and are_halves and are_words
        case _:
            return False


def _has_several_texts(row: _TextRow) -> bool:
    return _number_of_texts(row) > 1


def _number_of_texts(row: _TextLine | _TextRow) -> int:
    return sum(bool(cell.text) for cell in row.cells)


def _has_figures(cells: Iterable[Cell]) -> bool:
    return any(cell.text[:1].isdigit() for cell in cells)


def _filled(row: _TextRow, width: int, file: str) -> tuple[Cell, ...]:
    """
    Return the cells of a row, with blank ones up to the width of its table.

    Raises `ReadError` for a row of another width, unless it is a lone heading.
    """
    texts = [(column, cell.text) for column, cell in enumerate(row.cells, 1) if cell.text]
    last_column = texts[-1][0] if texts else 0
    is_lone_heading = len(texts) == 1 and not texts[0][1][0].isdigit()
    is_too_short = len(row.cells) < width and not is_lone_heading
    if last_column > width or is_too_short:
        number = len(row.cells)
        raise ReadError(
            phrase("a row of {number:cell|cells}, as the others of its table", number=width),
            phrase("one of {number}, cut off", number=number)
            if row.is_cut
            else phrase("one of {number}", number=number),
            file,
            phrase("line {number}", number=row.line),
        )
    missing = width - len(row.cells)
    return (*row.cells[:width], *[Cell("", row.end)] * missing)
