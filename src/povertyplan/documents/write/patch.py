"""Figures replaced in the text of a document, and nothing else of it."""

import re
from collections.abc import Collection, Iterable, Sequence

from attrs import frozen

from povertyplan.documents.figures import decimal_mark
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.fields import Value
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit, Part
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
    _refuse_two_figures(reading, edits)
    replaced_figures = {_replacement(lines, reading, edit) for edit in edits}
    return sorted(
        replaced_figures, key=lambda figure: (figure.source.line or 0, figure.source.column or 0)
    )


def _refuse_two_figures(reading: Reading, edits: Collection[Edit]) -> None:
    """Refuse edits by which a cell states two figures: one of households may serve both years."""
    proposed = {edit.place: edit.proposed for edit in edits}
    for place, source in reading.sources.items():
        if place.row is Part.DOCUMENT:  # what a finding of form points to, and no figure
            continue
        for edit in edits:
            is_of_this_cell = reading.sources.get(edit.place) == source
            if is_of_this_cell and proposed.get(place, edit.printed) != edit.proposed:
                raise ReadError(
                    phrase("one figure for a cell"),
                    phrase("one for each year"),
                    source.file,
                    source.location,
                )


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
    match = _PRINTED.match(line, start)
    printed = match[0] if match else ""
    written = dict(reading.form.unreadable).get(edit.place, "")
    if written and line.startswith(written, start):
        printed = written
    proposed = _written(edit.proposed, printed, reading)
    if source.cell is not None and _is_bare_field(line, start, printed):
        proposed = _quoted(proposed)
    return Replacement(source, printed, proposed)


def _is_bare_field(line: str, start: int, printed: str) -> bool:
    """Whether a figure of separated values is a whole field, without quotes around it."""
    before, after = line[:start], line[start + len(printed) :]
    return before[-1:] in _AROUND_FIELDS and after[:1] in _AROUND_FIELDS


def _quoted(figure: str) -> str:
    """Return a figure as a field, in quotes if it has a mark that may separate fields."""
    return f'"{figure}"' if "," in figure else figure


def _written(value: Value, printed: str, reading: Reading) -> str:
    """Write a figure with the marks of the one that it replaces, or of the annex."""
    if isinstance(value, Percent | Points):
        mark = decimal_mark(printed) or next(iter(reading.form.marks), ",")
        return str(value).removesuffix("%").removesuffix(" pp").replace(".", mark)
    if value is None:
        return "-"
    groups = _GROUPED.fullmatch(printed)
    if groups is None or value < _THOUSAND:
        return str(value)
    return f"{value:,}".replace(",", groups[1])
