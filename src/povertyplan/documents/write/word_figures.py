"""Where a figure stands in the elements of a Word document, and what keeps it from a change."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import dropwhile, takewhile
from types import MappingProxyType

from attrs import evolve, frozen
from docx.oxml.ns import qn

from povertyplan.documents.figures import CountRead, is_dash, read_count
from povertyplan.documents.formats.docx import nearest
from povertyplan.documents.formats.word_text import TextPiece, WordText, is_hidden_whole
from povertyplan.documents.write.package import Element
from povertyplan.documents.write.printed import THOUSAND, mark_between_thousands
from povertyplan.messages import Phrase, phrase
from povertyplan.model.fields import Value
from povertyplan.model.places import Edit
from povertyplan.model.tabular import cells
from povertyplan.reading import Reading, Source

_NOT_FOUND = phrase("The figure could not be found in this text. Type it by hand.")
_NO_FIGURE = phrase("The cell is blank, or holds more than a figure. Type the figure by hand.")
_FIELD = phrase(
    "Word computes this figure by a field. Correct the formula of the field, and press F9."
)
_TRACKED = phrase(
    "There are tracked changes in this place already. Accept or reject them in Word first."
)
_BOUND = phrase(
    "The figure comes from data that its content control is bound to. Enter it in the control, in"
    " Word."
)
_TWICE = phrase(
    "The figure stands in a box that the file holds twice, for older programs. Correct it in Word."
)

_PARAGRAPH = qn("w:p")
_ROW = qn("w:tr")
_RUN = qn("w:r")
_TEXT = qn("w:t")
_FIELD_MARK = qn("w:fldChar")
_FIELD_MARK_TYPE = qn("w:fldCharType")
#: What keeps a figure inside an element from a change, by the element's name.
_HOLDING: Mapping[str, Phrase] = MappingProxyType(
    {
        qn("w:ins"): _TRACKED,
        qn("w:moveTo"): _TRACKED,
        qn("w:fldSimple"): _FIELD,
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent": _TWICE,
    }
)
#: What keeps a figure inside an element from a change, by a property of the element.
_HELD: Mapping[str, Phrase] = MappingProxyType(
    {
        f"{qn('w:trPr')}/{qn('w:ins')}": _TRACKED,
        f"{qn('w:trPr')}/{qn('w:del')}": _TRACKED,
        f"{qn('w:tcPr')}/{qn('w:cellIns')}": _TRACKED,
        f"{qn('w:tcPr')}/{qn('w:cellDel')}": _TRACKED,
        f"{qn('w:rPr')}/{qn('w:rPrChange')}": _TRACKED,
        f"{qn('w:sdtPr')}/{qn('w:dataBinding')}": _BOUND,
    }
)
#: Tracked changes that may stand between two pieces of a figure.
_CHANGES = frozenset({qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo")})
#: A figure as it is printed, with blanks between its groups of digits.
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+|[ \u00a0\u202f][0-9]{3})*")
_DASH = re.compile("[-–—−]+")
#: A figure with a letter typed for a digit, or with marks in the wrong place.
_MISTYPED = re.compile(r"(?<![0-9A-Za-z.,])[A-Za-z.,]*[0-9][0-9A-Za-z.,]*")


@frozen(eq=False)
class FigurePiece:
    """The part of a figure that one element of text holds, from an index to another."""

    run: Element
    text: Element  #: in the run
    start: int
    end: int


@frozen(eq=False)
class WordFigure:
    """A figure as it stands in a document."""

    printed: str
    pieces: tuple[FigurePiece, ...]


@frozen(eq=False)
class WordFigures:
    """
    The figures of a document, found by the sources of a reading.

    *places* are the paragraphs and the cells of the document by their sources without columns.
    """

    reading: Reading
    places: Mapping[Source, Element]
    text: WordText  #: reads paragraphs as the reading did
    computed: Collection[Element]  #: the elements of text in fields

    def find(self, edit: Edit) -> WordFigure | Phrase:
        """Return the figure that an edit replaces, or why it cannot be replaced."""
        source = self.reading.sources.get(edit.place)
        place = None if source is None else self.places.get(evolve(source, column=None))
        if source is None or place is None:
            return _NOT_FOUND
        if place.tag == _PARAGRAPH:
            figure = self._in_paragraph(place, source, edit)
        else:
            figure = self._in_cell(place, source, edit)
        if isinstance(figure, Phrase):
            return figure
        return self._obstacle(figure) or figure

    def mark_of_thousands(self) -> str:
        """Return the mark between the thousands of the first count that has some, if any."""
        for place, value in cells(self.reading.plan).items():
            if isinstance(value, int) and value >= THOUSAND:
                figure = self.find(Edit(place, value, value))
                if isinstance(figure, WordFigure):
                    return mark_between_thousands(figure.printed)
        return ""

    def _in_paragraph(self, paragraph: Element, source: Source, edit: Edit) -> WordFigure | Phrase:
        """Return the figure at the column of a paragraph."""
        figure = figure_at(self.text.pieces(paragraph, source), source.column or 1)
        if figure is None or not _prints(figure.printed, edit.printed):
            return _NOT_FOUND
        return figure

    def _in_cell(self, cell: Element, source: Source, edit: Edit) -> WordFigure | Phrase:
        """Return the one figure of a cell."""
        row = next(cell.iterancestors(_ROW))
        hidden = is_hidden_whole(row)
        paragraphs = [
            self.text.pieces(paragraph, source, hidden=hidden)
            for paragraph in nearest(cell, {_PARAGRAPH})
        ]
        shown = " ".join(map(_joined, paragraphs)).strip()
        pattern = _FIGURE
        is_mistyped = edit.place in dict(self.reading.form.unreadable)
        if is_mistyped:
            pattern = _MISTYPED
        elif is_dash(shown):
            pattern = _DASH
        matches = [
            (pieces, match) for pieces in paragraphs for match in pattern.finditer(_joined(pieces))
        ]
        if len(matches) != 1:
            return _NO_FIGURE
        ((pieces, match),) = matches
        if is_mistyped:
            is_figure = match[0] == shown
        else:
            is_figure = pattern is _DASH or _prints(match[0], edit.printed)
        return _figure(pieces, match) if is_figure else _NO_FIGURE

    def _obstacle(self, figure: WordFigure) -> Phrase | None:
        """Return what keeps a figure from a change, None if nothing does."""
        for piece in figure.pieces:
            if piece.text in self.computed:
                return _FIELD
            for element in piece.text.iterancestors():
                why = _why_held(element)
                if why is not None:
                    return why
        return _TRACKED if _is_changed_within(figure) else None


def in_fields(document: Element) -> frozenset[Element]:
    """Return the elements of text that the fields of a document have put there."""
    depth = 0
    computed: list[Element] = []
    for element in document.iter(_FIELD_MARK, _TEXT):
        kind = element.get(_FIELD_MARK_TYPE)
        if kind == "begin":
            depth += 1
        elif kind == "end":
            depth = max(0, depth - 1)
        elif depth and element.tag == _TEXT:
            computed.append(element)
    return frozenset(computed)


def figure_at(pieces: Sequence[TextPiece], column: int) -> WordFigure | None:
    """Return the figure that begins at a column of a text, which counts from 1."""
    match = _FIGURE.match(_joined(pieces), column - 1)
    figure = None if match is None else _figure(pieces, match)
    return figure if isinstance(figure, WordFigure) else None


def _joined(pieces: Iterable[TextPiece]) -> str:
    return "".join(text for _, text in pieces)


def _figure(pieces: Iterable[TextPiece], match: re.Match[str]) -> WordFigure | Phrase:
    """Return the figure of a match in the text of some pieces."""
    parts: list[FigurePiece] = []
    start = 0
    for element, text in pieces:
        end = start + len(text)
        if start < match.end() and end > match.start():
            run = element.getparent()
            if element.tag != _TEXT or run.tag != _RUN:  # a hyphen that does not break the line
                return _NOT_FOUND
            first, last = max(match.start(), start), min(match.end(), end)
            parts.append(FigurePiece(run, element, first - start, last - start))
        start = end
    return WordFigure(match[0], tuple(parts))


def _prints(text: str, value: Value) -> bool:
    """Whether a figure in a document is the one that an edit replaces."""
    if isinstance(value, int):
        count = read_count(text)
        return isinstance(count, CountRead) and count.number == value
    digits = str(value).removesuffix("%").removesuffix(" pp")
    return text.replace(",", ".") == digits


def _why_held(element: Element) -> Phrase | None:
    """Return why nothing inside an element is changed, None if it may be."""
    holding = _HOLDING.get(str(element.tag))
    if holding is not None:
        return holding
    held = (why for path, why in _HELD.items() if element.find(path) is not None)
    return next(held, None)


def _is_changed_within(figure: WordFigure) -> bool:
    """Whether a tracked change stands between two pieces of a figure."""
    first, last = figure.pieces[0].text, figure.pieces[-1].text
    paragraph = next(first.iterancestors(_PARAGRAPH))
    behind = dropwhile(lambda element: element is not first, paragraph.iter())
    between = takewhile(lambda element: element is not last, behind)
    return any(element.tag in _CHANGES for element in between)
