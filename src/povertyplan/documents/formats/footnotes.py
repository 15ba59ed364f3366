"""Marks of footnotes: what stands raised or lowered at a figure is no digit of it."""

import re
from collections.abc import Iterator

from attrs import evolve

from povertyplan.documents.content import Cell, Content, Grid, Paragraph
from povertyplan.reading import Notice

_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
#: All but the exponent of a square or cubic metre.
_SMALL = r"(?:(?<!m)[²³]|[⁰¹⁴-⁹⁽⁾₀-₉₍₎])+"
_MARK = re.compile(_SMALL)
_MARK_OF_CELL = re.compile(rf"{_SMALL}|(?<=[0-9%])\s*\*+$", re.MULTILINE)
#: So many characters before a mark say where it stands.
_SHOWN = 20


def raised(text: str) -> str:
    """
    Write a text that stands raised or lowered with the characters that stand so by themselves.

    >>> "400" + raised("(1)")
    '400⁽¹⁾'
    """
    return text.translate(_RAISED)


def unmarked(content: Content) -> Content:
    """
    Leave out the marks of footnotes, and tell of them.

    In a paragraph blanks stand for them, so that columns stay where they are.
    """
    whole = "\n".join(one.text for one in content.texts)
    found = list(_marked(content)) if _MARK_OF_CELL.search(whole) else []
    if not found:
        return content
    text, match = found[0][0].text, found[0][1]
    shown = text[max(0, match.start() - _SHOWN) : match.end()]
    values = (("number", len(found)), ("text", f"“{shown}”"))
    return evolve(
        content,
        paragraphs=tuple(
            evolve(one, text=_MARK.sub(lambda mark: " " * len(mark[0]), one.text))
            for one in content.paragraphs
        ),
        grids=tuple(
            Grid(tuple(tuple(map(_without, row)) for row in grid.rows)) for grid in content.grids
        ),
        notices=(*content.notices, Notice("footnote-marks", found[0][0].source, values)),
    )


def _marked(content: Content) -> Iterator[tuple[Paragraph | Cell, re.Match[str]]]:
    """Yield what bears a mark, with its first; a cell that covers others once."""
    for paragraph in content.paragraphs:
        if match := _MARK.search(paragraph.text):
            yield paragraph, match
    seen: set[int] = set()
    for cell in (cell for grid in content.grids for row in grid.rows for cell in row):
        match = _MARK_OF_CELL.search(cell.text)
        if match and id(cell) not in seen:
            seen.add(id(cell))
            yield cell, match


def _without(cell: Cell) -> Cell:
    text = _MARK_OF_CELL.sub("", cell.text).strip()
    return cell if text == cell.text else evolve(cell, text=text)
