"""
Markdown and plain text to paragraphs and grids.

A table is a run of lines with pipes, or with tabs.  A blank cell stands for
one that was merged with a neighbour.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import frozen

from povertyplan.documents.content import Cell, Content, Grid, Paragraph
from povertyplan.messages import ReadError, phrase
from povertyplan.reading import Source

_LINE = re.compile(r"\r\n|\r|\n")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_MARKS = " \t\xa0*`#>"
#: What ends a line whose sentence does not go on in the next: stops, marks of Markdown.
_ENDS = (".", ";", ":", "!", "?", "…", "*", "_", "  ", "\\")
_ITEM = re.compile(r"\(?(?:[ivx]+|[^\W\d_]|\d{1,2})[.)/](?!\d)")


@frozen
class _Line:
    """The cells of one line of a table, with those outside its first and its last mark."""

    number: int
    cells: tuple[Cell, ...]
    piped: bool  #: whether its marks are pipes, which may be borders, and no tabs


def content(text: str, file: str) -> Content:
    r"""
    Split a text into paragraphs and grids.

    >>> found = content("Số: 15/KH-UBND\n| TT | Đơn vị |\n|---|---|\n| 1 | Chợ |", "plan.md")
    >>> [cell.text for cell in found.grids[0].rows[1]], found.grids[0].rows[1][1].source.column
    (['1', 'Chợ'], 7)

    Raises `ReadError` where a row of a table has more or fewer cells than the others.
    """
    paragraphs: list[Paragraph] = []
    tables: list[list[_Line]] = []
    inside = False
    above = ""
    for number, line in enumerate(_LINE.split(text), 1):
        row = _row(line, number, file)
        if row is None:
            inside = False
            if line.strip():
                paragraphs.append(Paragraph(line, Source(file, number, 1), _goes_on(above, line)))
            above = line
            continue
        above = ""
        if not inside:
            tables.append([])
        inside = True
        if row.cells:
            tables[-1].append(row)
    grids = (Grid(tuple(_squared(table, file))) for table in tables if table)
    return Content(file, tuple(paragraphs), tuple(grids))


def _goes_on(above: str, line: str) -> bool:
    """
    Whether a sentence of the line above goes on in a line.

    >>> _goes_on("Phấn đấu giảm tỷ lệ hộ", "nghèo còn 1,4%"), _goes_on("Phấn đấu", "- nghèo")
    (True, False)
    """
    first = line.strip()
    figure = first[0].isdigit() and not above[-1:].isdigit()
    begins = first[0].islower() or first[0] in "(%" or figure
    whole = not above.strip() or above.startswith("#") or above.isupper() or above.endswith(_ENDS)
    return begins and not whole and not _ITEM.match(first)


def _row(line: str, number: int, file: str) -> _Line | None:
    """Return the cells of a line of a table: none for a rule, None for a line of text."""
    piped = line.count("|") > 1
    if piped:
        marks = [match.start() for match in _PIPE.finditer(line)]
    elif line.count("\t") > 1:
        marks = [at for at, char in enumerate(line) if char == "\t"]
    else:
        return None
    spans = list(zip([0, *(mark + 1 for mark in marks)], [*marks, len(line)], strict=True))
    texts = [line[start:end].strip() for start, end in spans]
    if all(_RULE.fullmatch(text) for text in filter(None, texts)) and any(texts):
        return _Line(number, (), piped)
    return _Line(number, tuple(_cell(line, span, number, file) for span in spans), piped)


def _cell(line: str, span: tuple[int, int], number: int, file: str) -> Cell:
    raw = line[slice(*span)]
    text = raw.strip(_MARKS)
    column = span[0] + raw.index(text) + 1
    return Cell(text.replace("\\|", "|"), Source(file, number, column))


def _is_broken(rows: list[tuple[Cell, ...]], width: int) -> bool:
    """Whether a header of words is broken over two lines, which make a row of the usual width."""
    match rows:
        case [first, second, below, *_] if len(first) + len(second) == width:
            several = all(sum(bool(cell.text) for cell in row) > 1 for row in (first, second))
            return several and not _has_figures((*first, *second)) and _has_figures(below)
        case _:
            return False


def _has_figures(row: Iterable[Cell]) -> bool:
    return any(cell.text[:1].isdigit() for cell in row)


def _squared(table: list[_Line], file: str) -> Iterator[tuple[Cell, ...]]:
    """
    Give every row the usual number of cells; only a lone heading may have fewer.

    A mark at the start of every line, or the end of most, is a border of the
    table; one at the start or the end of some stands beside a blank cell.
    """
    piped = all(line.piped for line in table)
    led = piped and all(not line.cells[0].text for line in table)
    closed = piped and 2 * sum(not line.cells[-1].text for line in table) >= len(table)
    rows = [line.cells[led : -1 if closed and not line.cells[-1].text else None] for line in table]
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    if _is_broken(rows, width):
        table, rows = table[1:], [(*rows[0], *rows[1]), *rows[2:]]
    for line, cells in zip(table, rows, strict=True):
        stated = [at for at, cell in enumerate(cells, 1) if cell.text]
        lone = len(stated) == 1 and not cells[stated[0] - 1].text[0].isdigit()
        if max(stated, default=0) > width or (len(cells) < width and not lone):
            expected = phrase("a row of {number} cells, as the others of its table", number=width)
            cut = closed and line.cells[-1].text
            found = (
                phrase("one of {number}, cut off", number=len(cells))
                if cut
                else phrase("one of {number}", number=len(cells))
            )
            raise ReadError(expected, found, file, phrase("line {number}", number=line.number))
        yield (*cells, *[Cell("", line.cells[-1].source)] * width)[:width]
