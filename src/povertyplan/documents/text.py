"""
Markdown and plain text to paragraphs and grids.

A table is a run of lines with pipes, or with tabs.  A blank cell stands for
one that was merged with a neighbour.
"""

import re
from collections import Counter
from collections.abc import Iterator

from attrs import evolve, frozen

from povertyplan.documents.grid import Cell, Content, Grid, Paragraph
from povertyplan.errors import ReadError
from povertyplan.reading import Source

_LINE = re.compile(r"\r\n|\r|\n")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_MARKS = " \t\xa0*`#>"


@frozen
class _Line:
    """The cells of one line of a table, and whether its last one is closed."""

    number: int
    cells: tuple[Cell, ...]
    closed: bool


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
    for number, line in enumerate(_LINE.split(text), 1):
        row = _row(line, number, file)
        if row is None:
            inside = False
            if line.strip():
                paragraphs.append(Paragraph(line, Source(file, number, 1)))
            continue
        if not inside:
            tables.append([])
        inside = True
        if row.cells:
            tables[-1].append(row)
    grids = (Grid(tuple(_squared(table, file))) for table in tables)
    return Content(file, tuple(paragraphs), tuple(grids))


def _row(line: str, number: int, file: str) -> _Line | None:
    """Return the cells of a line of a table: none for a rule, None for a line of text."""
    if line.count("|") > 1:
        ends = [match.start() for match in _PIPE.finditer(line)]
    elif line.count("\t") > 1:
        ends = [at for at, char in enumerate(line) if char == "\t"]
    else:
        return None
    starts = [0, *(end + 1 for end in ends)]
    spans = list(zip(starts, [*ends, len(line)], strict=True))
    if "|" in line and not line[: spans[0][1]].strip():
        spans = spans[1:]
    closed = not line[spans[-1][0] :].strip()
    if "|" in line and closed:
        spans = spans[:-1]
    texts = [line[start:end] for start, end in spans]
    if all(_RULE.fullmatch(text.strip()) for text in texts):
        return _Line(number, (), closed=True)
    cells = (_cell(line, start, end, Source(file, number)) for start, end in spans)
    return _Line(number, tuple(cells), closed)


def _cell(line: str, start: int, end: int, at: Source) -> Cell:
    raw = line[start:end]
    text = raw.strip(_MARKS)
    column = start + raw.index(text) + 1 if text else start + 1
    return Cell(text.replace("\\|", "|"), evolve(at, column=column))


def _squared(table: list[_Line], file: str) -> Iterator[tuple[Cell, ...]]:
    """Give every row the usual number of cells; only a lone heading may have fewer."""
    width = Counter(len(line.cells) for line in table).most_common(1)[0][0] if table else 0
    for line in table:
        stated = [at for at, cell in enumerate(line.cells, 1) if cell.text]
        lone = len(stated) == 1 and not line.cells[stated[0] - 1].text[0].isdigit()
        if max(stated, default=0) > width or (len(line.cells) < width and not lone):
            raise ReadError(
                f"a row of {width} cells, as the others of its table",
                f"one of {len(line.cells)}" + ("" if line.closed else ", cut off"),
                file,
                f"line {line.number}",
            )
        blank = Cell("", line.cells[-1].source)
        yield (*line.cells, *[blank] * width)[:width]
