"""Where the parts of a text stand in its file, while blanks and line ends are taken out of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter

from attrs import evolve

from povertyplan.documents.content import Cell, Paragraph, TextPart, at_index

#: Words with one blank between them: they stand in a line as they do in the file.
_WORDS = re.compile(r"\S+(?: \S+)*")


def on_one_line(text: str, parts: Sequence[TextPart]) -> tuple[str, tuple[TextPart, ...]]:
    r"""
    Return a text with one blank between its words, and where its parts stand then.

    The first of *parts* is at the index 0, and so is the first of those returned.

    >>> text, parts = on_one_line("  Giảm\n còn", [(0, Source(line=3, column=9)),
    ...     (7, Source(line=4, column=1))])
    >>> text, [(index, source.line, source.column) for index, source in parts]
    ('Giảm còn', [(0, 3, 11), (5, 4, 2)])
    """
    if len(parts) == 1 and _WORDS.fullmatch(text):
        return text, tuple(parts)  # as of most cells of a table
    pieces = list(_WORDS.finditer(text))
    moved: list[TextPart] = []
    index = 0
    for piece in pieces:
        for start, source in within(parts, piece.start(), piece.end()):
            moved.append((index + start, source))
        index += len(piece[0]) + 1
    return " ".join(piece[0] for piece in pieces), tuple(_not_consecutive(moved))


def within(parts: Sequence[TextPart], start: int, end: int) -> Iterator[TextPart]:
    """Yield where a piece of a text and the parts in it stand, counted from its *start*."""
    yield 0, at_index(parts, start)
    first = bisect_right(parts, start, key=itemgetter(0))
    for index, source in parts[first : bisect_left(parts, end, key=itemgetter(0))]:
        yield index - start, source


def _not_consecutive(parts: Sequence[TextPart]) -> Iterator[TextPart]:
    """Yield the parts that the file does not have right behind the part before."""
    yield from parts[:1]
    for before, part in pairwise(parts):
        if at_index([before], part[0]) != part[1]:
            yield part


def cell_on_one_line(cell: Cell) -> Cell:
    """Return a cell with one blank between the words of its text."""
    if cell.text == " ".join(cell.text.split()):
        return cell
    text, parts = on_one_line(cell.text, cell.all_parts)
    return evolve(cell, text=text, parts=parts[1:])


def lines_of(cell: Cell) -> Iterator[Paragraph]:
    """Yield the lines of the text of a cell that are not blank."""
    start = 0
    for line in cell.text.splitlines(keepends=True):
        text = line.splitlines()[0]
        if text.strip():
            (_, source), *parts = within(cell.all_parts, start, start + len(text))
            yield Paragraph(text, source, parts=tuple(parts))
        start += len(line)
