"""Marks of footnotes: raised or lowered characters beside a figure are not digits of it."""

import re
from collections.abc import Iterator

from attrs import evolve

from povertyplan.documents.content import Cell, Content, Paragraph, joined
from povertyplan.reading import Notice

_SUPERSCRIPTS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
#: Superscripts and subscripts, but for the exponent of a square or cubic metre.
_SMALL = r"(?:(?<!m)[²³]|[⁰¹⁴-⁹⁽⁾₀-₉₍₎])+"
_MARK = re.compile(_SMALL)
#: In a cell an asterisk behind a figure is a mark, too.
_MARK_OF_CELL = re.compile(rf"{_SMALL}|(?<=[0-9%])\s*\*+$", re.MULTILINE)
#: This many characters before a mark are shown in the notice.
_SHOWN = 20


def raised(text: str) -> str:
    """
    Write a raised or lowered text with the superscript characters of Unicode.

    >>> "400" + raised("(1)")
    '400⁽¹⁾'
    """
    return text.translate(_SUPERSCRIPTS)


def unmarked(content: Content) -> Content:
    """
    Remove the marks of footnotes, with a notice.

    In a paragraph blanks replace them, so that its columns stay the same.
    """
    in_cells = _MARK_OF_CELL.search(joined(content.cells))
    if not in_cells and not _MARK.search(joined(content.paragraphs)):
        return content
    marked = list(_marked(content))
    if not marked:
        return content  # an asterisk alone below a figure
    without = content.with_texts(_blanked, _stripped)
    return evolve(without, notices=(*content.notices, _notice(marked)))


def _blanked(text: str) -> str:
    return _MARK.sub(lambda mark: " " * len(mark[0]), text)


def _stripped(text: str) -> str:
    return _MARK_OF_CELL.sub("", text).strip()


def _marked(content: Content) -> Iterator[tuple[Paragraph | Cell, re.Match[str]]]:
    """Yield paragraphs and cells with a mark, with the first; a merged cell is one cell."""
    for paragraph in content.paragraphs:
        if match := _MARK.search(paragraph.text):
            yield paragraph, match
    seen: set[int] = set()
    for cell in content.cells:
        match = _MARK_OF_CELL.search(cell.text)
        if match and id(cell) not in seen:
            seen.add(id(cell))
            yield cell, match


def _notice(marked: list[tuple[Paragraph | Cell, re.Match[str]]]) -> Notice:
    """Return the notice that counts the marked texts, and shows the first."""
    first, match = marked[0]
    shown = first.text[max(0, match.start() - _SHOWN) : match.end()]
    values = (("number", len(marked)), ("text", f"“{shown}”"))
    return Notice("footnote-marks", first.source, values)
