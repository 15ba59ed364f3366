"""Figures replaced in the text of a document, and nothing else of it."""

import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from povertyplan.documents.figures import decimal_mark
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.fields import Value
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit, Part, Place
from povertyplan.reading import Reading, Source

#: The start of each line but the first.
_LINE_START = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
#: A figure as it is printed, a dash, or nothing.
_PRINTED = re.compile(r"[-–—−]?[0-9]+(?:[.,][0-9]+|[ \u00a0\u202f][0-9]{3})*|[-–—−]|")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([., \u00a0\u202f])[0-9]{3})+")
#: What stands before and behind a field of separated values, nothing included.
_AROUND_FIELDS = frozenset({"", ";", ",", "\t", "|", "\r", "\n"})
#: From this count on its thousands are separated, in a document that separates them.
_THOUSAND = 1000


@frozen
class Replacement:
    """A figure as it stands in a line, and its replacement; columns count from 1."""

    source: Source
    printed: str
    proposed: str

    @property
    def end(self) -> int:
        """The column behind the figure."""
        return (self.source.column or 1) + len(self.printed)


def replacements(text: str, reading: Reading, edits: Iterable[Edit]) -> list[Replacement]:
    """
    Return where the figures of some edits stand in a text, each written as the old one was.

    Raises `ReadError` for a figure that has no line and column, and for a cell
    that would have to state two figures.
    """
    lines, edits = _LINE_START.split(text), list(edits)
    for edit in of_two_figures(reading, edits):
        expected, found = phrase("one figure for a cell"), phrase("one for each year")
        cell = reading.sources[edit.place]
        raise ReadError(expected, found, cell.file, cell.location)
    replaced_figures = {_replacement(lines, reading, edit) for edit in edits}
    return sorted(
        replaced_figures, key=lambda figure: (figure.source.line or 0, figure.source.column or 0)
    )


def of_two_figures(reading: Reading, edits: Sequence[Edit]) -> list[Edit]:
    """
    Return the edits by which one place of the file would have to state two figures.

    A cell of households may serve both years: then both are changed, or neither.
    """
    proposed = {edit.place: edit.proposed for edit in edits}
    places: dict[Source, list[Place]] = {}
    for place, source in reading.sources.items():
        if place.row is not Part.DOCUMENT:  # what a finding of form points to, and no figure
            places.setdefault(source, []).append(place)
    refused: list[Edit] = []
    for edit in edits:
        own_source = reading.sources.get(edit.place)
        others = [] if own_source is None else places[own_source]
        if any(proposed.get(other, edit.printed) != edit.proposed for other in others):
            refused.append(edit)
    return refused


def replaced(text: str, reading: Reading, edits: Iterable[Edit]) -> str:
    """
    Return a text with some figures replaced, and every other character as it was.

    >>> from povertyplan import read_text
    >>> from povertyplan.model.places import Place
    >>> text = '''| TT | Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |
    ... |---|---|---|---|
    ... | 1 | Chợ | 03 hộ | 2 |
    ... | | Tổng | 3 | 2 |'''
    >>> edit = Edit(Place(1, "poor_base"), printed=3, proposed=4)
    >>> replaced(text, read_text(text), [edit]).splitlines()[2]
    '| 1 | Chợ | 4 hộ | 2 |'

    Raises `ReadError` as `replacements` does.
    """
    lines = _LINE_START.split(text)
    # From the end, so that the columns before a figure stay the same.
    for replacement in reversed(replacements(text, reading, edits)):
        index = (replacement.source.line or 1) - 1
        start = (replacement.source.column or 1) - 1
        line = lines[index]
        lines[index] = line[:start] + replacement.proposed + line[replacement.end - 1 :]
    return "".join(lines)


def _replacement(lines: Sequence[str], reading: Reading, edit: Edit) -> Replacement:
    source = reading.sources.get(edit.place)
    if source is None or source.line is None or source.column is None:
        expected = verbatim(f"a line and a column for {edit.place}")
        found = phrase("none") if source is None else source.location
        file = next((known.file for known in reading.sources.values()), "")
        raise ReadError(expected, found, file)
    line, start = lines[source.line - 1], source.column - 1
    printed = printed_at(line, start)
    unreadable = dict(reading.form.unreadable).get(edit.place, "")
    if unreadable and line.startswith(unreadable, start):
        printed = unreadable
    proposed = written(edit.proposed, printed, reading)
    parts_no_fields = "," in printed  # in a field without quotes
    is_field = source.cell is not None and _is_bare_field(line, start, printed)
    if is_field and not parts_no_fields:
        proposed = _quoted(proposed)
    return Replacement(source, printed, proposed)


def _is_bare_field(line: str, start: int, printed: str) -> bool:
    """Whether a figure of separated values is a whole field, without quotes around it."""
    before, after = line[:start], line[start + len(printed) :]
    return before[-1:] in _AROUND_FIELDS and after[:1] in _AROUND_FIELDS


def _quoted(figure: str) -> str:
    """Return a figure as a field, in quotes if it has a mark that may separate fields."""
    return f'"{figure}"' if "," in figure else figure


def printed_at(line: str, start: int) -> str:
    """Return the figure or the dash that begins at a place of a line, empty where none does."""
    match = _PRINTED.match(line, start)
    return match[0] if match else ""


def written(value: Value, printed: str, reading: Reading) -> str:
    """Return a figure with the marks of the one that it replaces, or of the annex."""
    if isinstance(value, Percent | Points):
        mark = decimal_mark(printed) or next(iter(reading.form.marks), ",")
        return str(value).removesuffix("%").removesuffix(" pp").replace(".", mark)
    if value is None:
        return "-"
    groups = _GROUPED.fullmatch(printed)
    if groups is None or value < _THOUSAND:
        return str(value)
    return f"{value:,}".replace(",", groups[1])
