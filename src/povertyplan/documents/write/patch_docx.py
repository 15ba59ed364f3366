"""
Figures replaced in a Word document: as tracked changes (ECMA-376 part 1, 17.13.5), or plainly.

Only the main part of the package changes, and in it only the runs that hold the figures.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import count

from attrs import frozen
from docx.oxml.ns import qn
from lxml import etree

from povertyplan.documents.formats.archive import opening
from povertyplan.documents.formats.docx import elements
from povertyplan.documents.formats.word_text import WordText, struck_styles
from povertyplan.documents.write.package import Element, Package, unpacked
from povertyplan.documents.write.patched import Patched, RefusedEdit
from povertyplan.documents.write.printed import written
from povertyplan.documents.write.word_figures import WordFigure, WordFigures, in_fields
from povertyplan.documents.write.word_runs import own_run, run_like, set_text
from povertyplan.messages import Phrase
from povertyplan.model.places import Edit
from povertyplan.reading import Reading

_AUTHOR = "povertyplan"
_TEXT = qn("w:t")
_DELETED_TEXT = qn("w:delText")
_ID = qn("w:id")


@frozen(eq=False)
class _NewFigure:
    """A figure, and what replaces it."""

    figure: WordFigure
    proposed: str
    edit: Edit

    @property
    def place(self) -> tuple[Element, int]:
        """The element of text that a figure begins in, and the index there."""
        first = self.figure.pieces[0]
        return first.text, first.start


def patched_document(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool
) -> Patched:
    """
    Return a Word document in which the figures of some edits are replaced.

    If *tracked*, each is a deletion and an insertion by ``povertyplan``, in the font of the figure
    that it replaces.  Raises `ReadError` if a part is damaged, and `WriteError` for a package
    that may not be changed, such as a signed one.
    """
    if not edits:
        return Patched(data, ())
    package = unpacked(data, reading.file)
    with opening(reading.file):
        (main_part, *_) = package.related("", "officeDocument")
        document = package.parsed(main_part)
        figures = _figures(package, main_part, document, reading)
        refused: list[RefusedEdit] = []
        replacements: list[_NewFigure] = []
        for edit in edits:
            figure = figures.find(edit)
            if isinstance(figure, Phrase):
                refused.append(RefusedEdit(edit, figure, reading.sources.get(edit.place)))
            else:
                proposed = _proposed(edit, figure, figures)
                replacements.append(_NewFigure(figure, proposed, edit))
        _replace(document, replacements, tracked=tracked)
        package.replace(main_part, document)
        done = tuple(replacement.edit for replacement in replacements)
        return Patched(package.packed(), done, refused=tuple(refused))


def _proposed(edit: Edit, figure: WordFigure, figures: WordFigures) -> str:
    """Return the text of an edit with the marks of the old figure, or of the document."""
    mark_of_thousands = figures.mark_of_thousands
    return written(edit.proposed, figure.printed, figures.reading, mark_of_thousands)


def _figures(package: Package, main_part: str, document: Element, reading: Reading) -> WordFigures:
    styles_parts = package.related(main_part, "styles")
    styles = package.parsed(styles_parts[0]) if styles_parts else None
    text = WordText(frozenset() if styles is None else struck_styles(styles))
    places = elements(document, styles, reading.file)
    return WordFigures(reading, places, text, in_fields(document))


def _replace(document: Element, replacements: Sequence[_NewFigure], *, tracked: bool) -> None:
    """Replace figures from the last to the first, so that the indices before them stay."""
    order = {text: number for number, text in enumerate(document.iter(_TEXT))}
    # One cell may serve both years; the edits of both then ask for the same figure.
    by_place = {replacement.place: replacement for replacement in replacements}
    last_first = sorted(
        by_place.values(), key=lambda item: (order[item.place[0]], item.place[1]), reverse=True
    )
    tracker = _Tracker.of(document)
    for replacement in last_first:
        if tracked:
            tracker.replace(replacement.figure, replacement.proposed)
        else:
            _replace_plainly(replacement.figure, replacement.proposed)


def _replace_plainly(figure: WordFigure, proposed: str) -> None:
    """Write a figure into the first element that held the old one, and take that out of all."""
    for piece in reversed(figure.pieces):
        text = piece.text.text or ""
        new = proposed if piece is figure.pieces[0] else ""
        set_text(piece.text, text[: piece.start] + new + text[piece.end :])


@frozen(eq=False)
class _Tracker:
    """Writes tracked changes of one author and time."""

    date: str
    ids: Iterator[int]  #: that no other mark of the document has

    @classmethod
    def of(cls, document: Element) -> "_Tracker":
        taken = {element.get(_ID) for element in document.iter() if element.get(_ID)}
        ids = (number for number in count(1) if str(number) not in taken)
        return cls(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), ids)

    def replace(self, figure: WordFigure, proposed: str) -> None:
        """Mark the runs of a figure as deleted, and another figure behind them as inserted."""
        runs = [own_run(piece) for piece in reversed(figure.pieces)]
        runs.reverse()
        insertion = self._mark("w:ins")
        insertion.append(run_like(runs[0], proposed))
        runs[-1].addnext(insertion)
        for run in runs:
            self._delete(run)

    def _delete(self, run: Element) -> None:
        """Mark a run as deleted."""
        deletion = self._mark("w:del")
        run.addprevious(deletion)
        deletion.append(run)
        for text in run.iter(_TEXT):
            text.tag = _DELETED_TEXT

    def _mark(self, name: str) -> Element:
        attributes = {"w:id": str(next(self.ids)), "w:author": _AUTHOR, "w:date": self.date}
        return etree.Element(qn(name), {qn(key): value for key, value in attributes.items()})
