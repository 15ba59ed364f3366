"""Figures replaced within the words of a cell."""

import re
from collections.abc import Callable, Iterable, Iterator

from povertyplan.documents.write.printed import printed_at, shows, written
from povertyplan.model.fields import Value
from povertyplan.model.places import Edit, Place
from povertyplan.reading import Reading

_DIGIT = re.compile("[0-9]")


def reworded(
    text: str, reading: Reading, edits: Iterable[Edit], mark_of_thousands: Callable[[], str]
) -> str | None:
    """
    Return the text of a cell with other figures, or None if it lacks one of the old.

    Each is written as the old one was, a count that had no thousands with the *mark_of_thousands*
    of other texts.  Of a text of several lines a source has the column within its line: the
    figure must stand there in one line alone.
    """
    replacements: dict[tuple[int, int], str] = {}
    for edit in edits:
        spans = list(_spans(text, reading, edit))
        if len(spans) != 1:
            return None
        ((start, end),) = spans
        figure = written(edit.proposed, text[start:end], reading, mark_of_thousands)
        replacements[start, end] = figure
    for (start, end), figure in sorted(replacements.items(), reverse=True):
        text = text[:start] + figure + text[end:]
    return text


def printed_in(text: str, reading: Reading, place: Place, figure: Value) -> str:
    """Return a figure as the text of its cell prints it, empty where it is not found there once."""
    spans = list(_spans(text, reading, Edit(place, figure, figure)))
    if len(spans) != 1:
        return ""
    ((start, end),) = spans
    return text[start:end]


def _spans(text: str, reading: Reading, edit: Edit) -> Iterator[tuple[int, int]]:
    """Yield where the old figure of an edit may stand in the text of a cell."""
    source = reading.sources.get(edit.place)
    column = None if source is None else source.column
    line_start = len(text) - len(text.lstrip())
    for line in text.lstrip().splitlines(keepends=True):
        digit = _DIGIT.search(line)
        first = digit.start() if digit else len(line)
        start = line_start + (first if column is None else column - 1)
        printed = printed_at(text, start)
        if printed and shows(printed, edit.printed):
            yield start, start + len(printed)
        line_start += len(line)
