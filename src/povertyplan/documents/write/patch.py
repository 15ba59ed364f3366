"""Figures replaced in the text of a document, and nothing else of it."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from attrs import evolve, frozen

from povertyplan.documents.formats import csv
from povertyplan.documents.formats.encoding import unicode_parts
from povertyplan.documents.write.blank_cells import FigureColumns
from povertyplan.documents.write.patched import Patched, RefusedEdit
from povertyplan.documents.write.printed import (
    THOUSAND,
    as_share,
    has_words,
    mark_between_thousands,
    printed_at,
    shows,
    written,
)
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.places import Edit, Part, Place
from povertyplan.model.tabular import cells
from povertyplan.reading import Reading, Source

TWO_FIGURES = phrase(
    "This cell states another figure as well, and would have to state two: type them by hand, each"
    " in a cell of its own."
)
WORDS = phrase("The cell holds words instead of a number: type the figure by hand.")
_NO_LINE = phrase("The file does not show on which line this figure stands: type it by hand.")
_NOT_AS_READ = phrase(
    "The figure is split by signs or tags of the file, and does not stand in one piece: type it by"
    " hand."
)
_TOO_FINE = phrase(
    "The column shows rates as shares of one, and the new rate has too many places for one: type it"
    " by hand."
)
#: The start of each line but the first.
_LINE_START = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
#: The tag of a cell without text, which is read as its place.
_BLANK_CELL = re.compile(r"<t[dh]\b[^<>]*>(?=\s*<)", re.IGNORECASE)
#: What stands before a figure that separated values mark as text: ``="017"``.
_AS_TEXT = '="'


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


def patched_text(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool = True
) -> Patched:
    """
    Return a text with the figures of some edits replaced; none of them is *tracked*.

    Every byte stays but those of the figures.  Raises `UnicodeDecodeError` for a text that is not
    in Unicode.
    """
    del tracked
    mark, codec = unicode_parts(data)
    text = data[len(mark) :].decode(codec)
    figures = TextFigures(text, reading)
    found, why_not = figures.found(edits)
    made = tuple(edit for edit in edits if edit not in why_not)
    refused = tuple(
        RefusedEdit(edit, why, reading.sources.get(edit.place)) for edit, why in why_not.items()
    )
    return Patched(mark + figures.replaced(found).encode(codec), made, refused=refused)


@frozen
class _SeparatedValue:
    """Where a value begins and ends in its line, or where its quotes protect it."""

    start: int
    end: int
    is_quoted: bool


@frozen(eq=False)
class TextFigures:
    """The figures of a text, found by the sources of a reading."""

    text: str
    reading: Reading

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines, with their ends."""
        return _LINE_START.split(self.text)

    def replacements(self, edits: Sequence[Edit]) -> Sequence[Replacement]:
        """
        Return where the figures of some edits stand, each written as the old one was.

        They are in the order of the text.  Raises `ReadError` if one of them cannot be replaced.
        """
        found, why_not = self.found(edits)
        for edit, why in why_not.items():
            source = self.reading.sources.get(edit.place, Source(self.reading.file))
            expected = phrase("a figure that can be replaced")
            raise ReadError(expected, why, source.file, source.location)
        return found

    def found(self, edits: Sequence[Edit]) -> tuple[Sequence[Replacement], Mapping[Edit, Phrase]]:
        """Return the replacements of some edits, and why the others have none."""
        found: set[Replacement] = set()
        of_two = of_two_figures(self._stated_at, self.reading.sources, edits)
        why_not = dict.fromkeys(of_two, TWO_FIGURES)
        for edit in edits:
            replacement = self._replacement(edit)
            if isinstance(replacement, Phrase):
                why_not.setdefault(edit, replacement)
            elif edit not in why_not:
                found.add(replacement)
        in_order = sorted(found, key=lambda it: (it.source.line or 0, it.source.column or 0))
        return in_order, why_not

    def replaced(self, replacements: Sequence[Replacement]) -> str:
        """Return the text with figures replaced, given in the order of the text."""
        lines = list(self.lines)
        # From the end, so that the columns before a figure stay the same.
        for replacement in reversed(replacements):
            index = (replacement.source.line or 1) - 1
            start = (replacement.source.column or 1) - 1
            line = lines[index]
            lines[index] = line[:start] + replacement.proposed + line[replacement.end - 1 :]
        return "".join(lines)

    @cached_property
    def _stated_at(self) -> Mapping[Source, Sequence[Place]]:
        """The figures that each place of the file states."""
        return stated_at(self.reading.sources)

    @cached_property
    def _unreadable(self) -> Mapping[Place, str]:
        """The texts of the cells that could not be read as figures."""
        return dict(self.reading.form.unreadable)

    @cached_property
    def _columns(self) -> FigureColumns:
        """How the figures stand in the columns of tables in Markdown."""
        return FigureColumns(self.lines)

    @cached_property
    def _separator(self) -> str:
        """The sign between separated values."""
        return csv.separator(self.text)

    @cached_property
    def _quotes_before(self) -> Sequence[int]:
        """How many quotes stand above each line."""
        return list(accumulate((line.count('"') for line in self.lines), initial=0))

    def _replacement(self, edit: Edit) -> Replacement | Phrase:
        """Return the replacement of the figure of an edit, or why it cannot be replaced."""
        source = self.reading.sources.get(edit.place)
        if source is None or source.line is None or source.column is None:
            return _NO_LINE
        line, start = self.lines[source.line - 1], source.column - 1
        blank_cell = _BLANK_CELL.match(line, start)
        if blank_cell is not None and edit.printed is None:
            start = blank_cell.end()
        value = self._value(source.line, start) if source.cell is not None else None
        unreadable = self._unreadable.get(edit.place, "")
        if has_words(unreadable):
            return WORDS
        printed = unreadable or printed_at(line if value is None else line[: value.end], start)
        is_share = not unreadable and not shows(printed, edit.printed)
        is_as_read = bool(unreadable) or shows(printed, edit.printed, is_share=is_share)
        if not (is_as_read and line.startswith(printed, start)):
            return _NOT_AS_READ
        figure = as_share(edit.proposed) if is_share else edit.proposed
        if figure is None and edit.proposed is not None:
            return _TOO_FINE
        proposed = written(figure, printed, self.reading, lambda: self._mark_of_thousands)
        is_in_table_of_pipes = value is None and line[start - 1 : start] == "|"
        if is_in_table_of_pipes and not printed:
            printed, proposed = self._columns.filled_blank(source.line, start, proposed)
        elif value is not None and self._separator in proposed and not value.is_quoted:
            before, behind = line[value.start : start], line[start + len(printed) : value.end]
            printed = line[value.start : value.end]
            proposed = _quoted(f"{before}{proposed}{behind}")
            start = value.start
        return Replacement(evolve(source, column=start + 1), printed, proposed)

    @cached_property
    def _mark_of_thousands(self) -> str:
        """The mark between the thousands of the first count that has some."""
        for place, value in cells(self.reading.plan).items():
            source = self.reading.sources.get(place)
            has_thousands = isinstance(value, int) and value >= THOUSAND
            if has_thousands and source is not None and source.line is not None:
                printed = printed_at(self.lines[source.line - 1], (source.column or 1) - 1)
                if shows(printed, value):
                    return mark_between_thousands(printed)
        return ""

    def _value(self, number: int, start: int) -> _SeparatedValue:
        """Return the value that holds the start of a figure in a line of separated values."""
        line = self.lines[number - 1]
        quotes = self._quotes_before[number - 1] + line.count('"', 0, start)
        is_quoted = quotes % 2 == 1 and not line[:start].endswith(_AS_TEXT)
        if is_quoted:
            return _SeparatedValue(start, len(line), is_quoted=True)
        begin = line.rfind(self._separator, 0, start) + 1
        rest, _, _ = line[begin:].rstrip("\r\n").partition(self._separator)
        return _SeparatedValue(begin, begin + len(rest), is_quoted=False)


def stated_at(sources: Mapping[Place, Source]) -> Mapping[Source, Sequence[Place]]:
    """Return the figures that each place of a file states, given the source of each figure."""
    stated: dict[Source, list[Place]] = {}
    for place, source in sources.items():
        if place.row is not Part.DOCUMENT:  # what a finding of form points to, and no figure
            stated.setdefault(source, []).append(place)
    return stated


def of_two_figures(
    stated: Mapping[Source, Sequence[Place]], sources: Mapping[Place, Source], edits: Sequence[Edit]
) -> list[Edit]:
    """
    Return the edits that ask one place of the file to state two figures.

    A cell of households may serve both years: then both are changed, or neither.
    """
    proposed = {edit.place: edit.proposed for edit in edits}
    refused: list[Edit] = []
    for edit in edits:
        own_source = sources.get(edit.place)
        others: Sequence[Place] = () if own_source is None else stated[own_source]
        if any(proposed.get(other, edit.printed) != edit.proposed for other in others):
            refused.append(edit)
    return refused


def _quoted(value: str) -> str:
    """Return a separated value in quotes, those in it doubled."""
    doubled = value.replace('"', '""')
    return f'"{doubled}"'
