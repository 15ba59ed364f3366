"""Findings as comments in a copy of the officer's own document."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime

from attrs import evolve, frozen

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.checks import check
from povertyplan.diagnosis import Diagnoses, diagnose
from povertyplan.documents.files import (
    Document,
    OpenedFile,
    documents_in,
    opened,
    reading_of,
)
from povertyplan.documents.formats.endings import FORMATS, ending
from povertyplan.documents.formats.kinds import format_of
from povertyplan.documents.write.commented import Commentator
from povertyplan.documents.write.target import refuse_target, write_file
from povertyplan.editing.notes import Note, notes_of
from povertyplan.errors import harmless
from povertyplan.findings import Report
from povertyplan.messages import Phrase, WriteError, phrase
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular
from povertyplan.reading import Reading, Review, Source

#: The formats that take comments.
COMMENTED = ("docx", "xlsx")
_NO_COMMENTS = phrase(
    "Comments are placed in Word (.docx) and Excel (.xlsx) files alone. Save this file as one of"
    " them, and mark that."
)
_NO_PLACE = phrase("the document has no place for it")
_SEVERAL = phrase(
    "Comments are placed in a file of one table, and this one holds several. Save each of them as a"
    " file of its own, and mark those."
)
_CHANGED = phrase(
    "No marked copy was written: with the comments in it, the file would be read as another plan."
    " Please report this with the file."
)


@frozen(field_transformer=strict_fields)
class Unplaced:
    """
    A note that is not in the marked copy, and why.

    >>> from povertyplan.editing import Note
    >>> from povertyplan.messages import phrase
    >>> unplaced = Unplaced(Note(None, (), ""), phrase("the document has no place for it"))
    >>> unplaced.why("vi")
    'văn bản không có vị trí để ghi chú thích này'
    """

    note: Note  #: the note
    _why: Phrase

    @strict
    def why(self, lang: str) -> str:
        """Return why it is not there, in a language."""
        return harmless(self._why.text(lang))


@frozen(field_transformer=strict_fields)
class Annotated:
    """
    The notes that `annotate` placed in a copy, and those for which it had no place.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     annotate("examples/formats/plan.docx", f"{folder}/marked.docx")
    <Annotated: 6 placed, 0 left>
    """

    placed: tuple[Note, ...]  #: the notes that the copy has
    left: tuple[Unplaced, ...]  #: the notes that it does not have, each with the reason

    def __repr__(self) -> str:
        """Return how many notes were placed, and how many were left."""
        return f"<Annotated: {len(self.placed)} placed, {len(self.left)} left>"


@strict
def annotate(  # noqa: PLR0913  # one keyword for each thing that a caller may choose
    path: str | os.PathLike[str],
    out: str | os.PathLike[str],
    *,
    annex: str | os.PathLike[str] | None = None,
    text: str | os.PathLike[str] | None = None,
    report: Report | None = None,
    diagnoses: Diagnoses | None = None,
    lang: str = "vi",
    author: str = "povertyplan",
    date: datetime | None = None,
) -> Annotated:
    r"""
    Write a copy of a .docx or .xlsx with a comment at each place that has findings.

    The comments are added to the parts that the file has.  All else stays as it was: comments
    that stand there already, pictures, charts, macros, content controls, tracked changes, formats.
    A comment has all findings of its place, each with its severity, its code and its sentence;
    below stands what to correct where that is certain, and what the slip may be where it is not.

    A comment that stands there already with the same words is not repeated.

    *report* comes from `check`, and *diagnoses* from `diagnose`; each is called if none is given.
    A report of selected checks marks what they found.  *lang* is the language of the comments,
    *author* whose they are, and *date* when they were written in a .docx, now unless given; Excel
    keeps no date.  Where the plan is in two files, *path* is the one to mark, and *annex* or *text*
    the other one.

    Returns the notes: those *placed*, and those *left*, each with the reason: a cell with a
    conversation of Excel has no room for a comment, and the other of two files is not marked.
    A finding that the document has no place for stands at the title.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     annotated = annotate(
    ...         "examples/formats/plan.docx", f"{folder}/marked.docx", lang="en"
    ...     )
    >>> annotated.left
    ()
    >>> print(annotated.placed[-1].text)
    Error (PP201): total row: the poor rate of 2024 is printed as 1.39%, but 54 of ...
    Correct it: 1.39% → 1.38% (54 was divided by 3,898, the households of 2023, ...)

    Raises `ReadError` if the file is not a plan that can be read, or is damaged, `WriteError` if
    it takes no comments (another format, a digital signature, Strict Open XML) or if *out* cannot
    be written, `OSError` if the file cannot be opened, and `ValueError` for both *annex* and
    *text*.  *out* is written whole or not at all, over another file of the name, and never over
    *path*.
    """
    file, target = opened(path), os.fspath(out)
    form = refuse_marked_copy(file, target)
    for original in (path, annex, text):
        if original is not None:
            refuse_target(os.fspath(original), target, force=True)
    reading = _document(file, annex, text)
    findings = check(reading) if report is None else report
    causes = diagnose(reading, findings) if diagnoses is None else diagnoses
    notes = notes_of(reading, findings, causes, lang)
    when = datetime.now().astimezone() if date is None else date
    data, left = _with_comments(file, form, notes, Commentator(harmless(author), when))
    if _figures(_document(evolve(file, data=data), annex, text)) != _figures(reading):
        raise WriteError(target, _CHANGED)
    write_file(target, data)
    placed = [note for note in notes if note.source not in left]
    unplaced = [Unplaced(note, left[note.source]) for note in notes if note.source in left]
    return Annotated(tuple(placed), tuple(unplaced))


def refuse_marked_copy(file: OpenedFile, target: str) -> str:
    """
    Return the format of a file; raise `WriteError` if *target* cannot be a marked copy of it.

    Only .docx and .xlsx take comments, and a copy has the ending of its original: Office does not
    open one of another kind.  Raises `ReadError` for a file that is not read at all.
    """
    form = format_of(file.data, file.format_name, file.name)
    if form not in COMMENTED:
        raise WriteError(file.name, _NO_COMMENTS)
    given = ending(file.name)
    wanted = given if FORMATS.get(given) == form else f".{form}"
    if ending(target) != wanted:
        why = phrase("The name of the marked copy must end in {ending}.", ending=wanted)
        raise WriteError(target, why)
    return form


def _document(
    file: OpenedFile,
    annex: str | os.PathLike[str] | None,
    text: str | os.PathLike[str] | None,
) -> Document:
    """Return the plan or the table in a file, or the plan in it and its annex or its text."""
    if annex is not None and text is not None:
        raise ValueError("annotate marks one of two files: give annex or text, not both")
    if text is not None:
        read_as = reading_of(opened(text), file)
    elif annex is not None:
        read_as = reading_of(file, opened(annex))
    else:
        first, *others = documents_in(file)
        if others:
            raise WriteError(file.name, _SEVERAL)
        return first
    return read_as.reading if isinstance(read_as, Review) else read_as


def _figures(document: Document) -> Plan | Tabular:
    """Return the plan or the table that was read."""
    return document.plan if isinstance(document, Reading) else document.table


def _with_comments(
    file: OpenedFile, form: str, notes: Sequence[Note], commentator: Commentator
) -> tuple[bytes, Mapping[Source | None, Phrase]]:
    """Return a file with notes as comments, and the places that take none, and why."""
    from povertyplan.documents.write.package import unpacked

    if form == "docx":
        from povertyplan.documents.write.comments_docx import commented
    else:
        from povertyplan.documents.write.comments_xlsx import commented

    comments: dict[Source, str] = {}
    left: dict[Source | None, Phrase] = {}
    for note in notes:
        if note.source is None:
            left[None] = _NO_PLACE
        elif note.source.file != file.name:
            left[note.source] = phrase("it stands in {file}", file=note.source.file)
        else:
            comments[note.source] = note.text
    marked = commented(unpacked(file.data, file.name), comments, commentator)
    return marked.data, left | dict(marked.left)
