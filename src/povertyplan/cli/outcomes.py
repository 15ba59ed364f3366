"""The outcome of each file of ``check``, printed as soon as it is known."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing as closed_at_end
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from povertyplan.checks import check
from povertyplan.cli.against import Paired, paired
from povertyplan.cli.jobs import each, usual_jobs
from povertyplan.cli.opening import (
    STANDARD_INPUT,
    STANDARD_INPUT_NAME,
    NamedFile,
    NamedFiles,
    documents_named,
    refusing,
    unread,
)
from povertyplan.diagnosis import Diagnoses, diagnose
from povertyplan.diagnosis.applied import certain_repairs
from povertyplan.documents.formats.endings import FORMATS, ending
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, phrase
from povertyplan.outputs.closing import Copy, Totals, closing
from povertyplan.outputs.digest import Digest
from povertyplan.outputs.layout import Screen
from povertyplan.outputs.outcome import Checked, Counterpart, Unread
from povertyplan.outputs.report import as_lines, as_text
from povertyplan.reading import Reading

if TYPE_CHECKING:
    from povertyplan.documents.folder import LeftOut

Outcome: TypeAlias = Checked | Digest | Unread

#: What to do with a file whose process was ended.
_AFTER_STOP = phrase(
    "The program that checked this file was stopped, perhaps for want of memory. Close other"
    " programs and check the file by itself."
)
#: What erases the line of a terminal.
_ERASE = "\r\x1b[K"


@frozen
class Told:
    """The lines that are printed of a file once it is checked, and its facts for the end."""

    outcomes: tuple[Outcome, ...] = ()  #: none of a file that is left out
    lines: tuple[str, ...] = ()
    totals: Totals = Totals()
    left_out: "tuple[LeftOut, ...]" = ()
    unmatched: tuple[frozenset[str], ...] = ()  #: of each document the words that mean no row of it


@frozen
class _Request:
    """The options that concern a single file: they are sent to other processes."""

    lang: str
    format: str
    select: Sequence[str] | None
    ignore: Sequence[str] | None
    annex: str | None
    others: tuple[Counterpart, ...]  #: what the file after --against holds
    is_strict: bool
    is_verbose: bool
    is_summary: bool
    is_copied: bool  #: whether a copy is written
    is_kept: bool  #: whether the whole outcome is needed at the end, for a copy or a page
    is_only: bool  #: whether there is no other file
    screen: Screen

    @classmethod
    def of(
        cls, options: argparse.Namespace, others: tuple[Counterpart, ...], *, is_only: bool
    ) -> "_Request":
        """Return the options that concern a single file."""
        return cls(
            options.lang,
            options.format,
            options.select,
            options.ignore,
            options.annex,
            others,
            options.strict,
            options.verbose,
            options.summary,
            options.fix is not None or options.annotate is not None,
            any(option is not None for option in (options.fix, options.annotate, options.page)),
            is_only,
            Screen.of(sys.stdout),
        )


def told_of(
    named: NamedFiles, options: argparse.Namespace, others: tuple[Counterpart, ...] = ()
) -> Iterator[Told]:
    """
    Yield the outcome of each file in order; a terminal shows which file is being read.

    *others* are what each file is checked against, besides itself.
    """
    names, files = named.names, named.files
    request = _Request.of(options, others, is_only=len(files) == 1)
    yield Told(left_out=named.left_out)
    for folder in named.unopened:
        yield _told_of_unread(folder, request)
    # Standard input belongs to this process alone.
    jobs = 1 if STANDARD_INPUT in names else options.jobs or usual_jobs(len(files))
    work = partial(_told, request=request)
    results = each(work, files, jobs, lost=partial(_lost, request=request))
    is_shown = sys.stderr.isatty() and len(files) > 1
    with closed_at_end(results):
        for number, name in enumerate(names, 1):
            if is_shown:
                print(f"{_ERASE}{number}/{len(names)} {harmless(name)}", end="", file=sys.stderr)
                sys.stderr.flush()
            told = next(results)
            if is_shown:
                print(_ERASE, end="", file=sys.stderr, flush=True)
            yield told


def _told(file: NamedFile, request: _Request) -> Told:
    """Return what is told of a file; one at which the program fails does not end the run."""
    try:
        with refusing(file.name):
            return _told_of_file(file, request)
    except (ReadError, OSError) as error:
        return _told_of_unread(unread(error, file.name), request)


def _told_of_file(file: NamedFile, request: _Request) -> Told:
    """
    Return the outcome of a file, kept small, for it may come from another process.

    Of a plan remains its digest, of a table of the year nothing but the totals.
    """
    try:
        documents = _checked(file.name, request)
    except (ReadError, OSError) as error:
        left_out = _left_out(file, error)
        if left_out:
            return Told(left_out=left_out)
        return _told_of_unread(unread(error, file.name), request)
    plans = [(checked, checked.plan) for checked in documents if checked.plan is not None]
    digests = tuple(Digest.of(checked, plan) for checked, plan in plans)
    totals = Totals.of_file(documents)
    unmatched = tuple(frozenset(checked.report.unmatched) for checked in documents)
    if request.is_summary:
        if not digests:
            from povertyplan.documents.folder import LeftOut

            not_plan = phrase("a table of the year, not a plan")
            return Told(left_out=(LeftOut(file.name, not_plan, is_told=True),))
        return Told(digests, totals=totals, unmatched=unmatched)
    if request.format == "sarif":
        return Told(documents, totals=totals, unmatched=unmatched)
    lines = tuple(_lines(documents, request))
    outcomes = documents if request.is_kept else digests
    return Told(outcomes, lines, totals, unmatched=unmatched)


def _told_of_unread(unread: Unread, request: _Request) -> Told:
    """Return the outcome of a file that could not be read; its reason is printed at the end."""
    lines: tuple[str, ...] = ()
    if request.format == "json" and not request.is_summary:
        from povertyplan.outputs.json import entry_text

        lines = (entry_text(unread, request.lang),)
    return Told((unread,), lines, Totals.of(unread))


def _lines(documents: Sequence[Checked], request: _Request) -> Iterator[str]:
    """Yield the findings of a file as lines, each of its tables by itself."""
    for checked in documents:
        if request.format == "lines":
            yield from as_lines(checked, request.lang)
        elif request.format == "json":
            from povertyplan.outputs.json import entry_text

            yield entry_text(checked, request.lang)
        else:
            yield from _text(checked, request)
            # A blank line parts it from what comes next.
            if not request.is_only or checked is not documents[-1]:
                yield ""


def _text(checked: Checked, request: _Request) -> Iterator[str]:
    """Yield what was found in a plan or a table, for people."""
    may_be_copied = request.is_only and not request.is_copied
    end = closing(
        Totals.of(checked),
        request.lang,
        strict=request.is_strict,
        more=request.is_only,
        copy=_copy_to_offer(checked, request.annex) if may_be_copied else None,
    )
    yield from as_text(checked, end, request.lang, request.screen, verbose=request.is_verbose)


def _copy_to_offer(checked: Checked, annex: str | None) -> Copy | None:
    """Return the option for a repaired copy, else for one with comments, if that can be written."""
    if _is_repairable(checked, annex):
        return "--fix"
    from povertyplan.editing.annotate import COMMENTED

    return "--annotate" if FORMATS.get(ending(checked.file)) in COMMENTED else None


def _is_repairable(checked: Checked, annex: str | None) -> bool:
    """Whether a repair is certain, and can be written into a copy of the file."""
    may_be_certain = any(diagnosis.unique for diagnosis in checked.diagnoses)
    reading = checked.reading
    if not may_be_certain or annex is not None or not isinstance(reading, Reading):
        return False
    from povertyplan.documents.write.patches import PATCHES

    if FORMATS.get(ending(checked.file)) not in PATCHES:
        return False
    return bool(certain_repairs(reading, checked.diagnoses))


def _checked(file: str, request: _Request) -> tuple[Checked, ...]:
    """Read a file, and check its plan, or each of its tables of the year."""
    name = STANDARD_INPUT_NAME if file == STANDARD_INPUT else file
    documents = documents_named(file, request.annex)
    pairs = paired(name, documents, request.others, request.lang)
    text = ""
    if request.format == "sarif" and request.annex is None:
        from povertyplan.cli.fix import text_to_repair

        text = text_to_repair(file)
    return tuple(_checked_document(pair, text, request) for pair in pairs)


def _checked_document(pair: Paired, text: str, request: _Request) -> Checked:
    """Check a document, and explain what was found unless only a summary is wanted."""
    document = pair.document
    other = None if pair.against is None else pair.against.reading
    report = check(document, select=request.select, ignore=request.ignore, against=other)
    diagnoses = Diagnoses() if request.is_summary else diagnose(document, report)
    return Checked(pair.file, document, report, diagnoses, text, pair.against)


def _left_out(file: NamedFile, error: ReadError | OSError) -> "tuple[LeftOut, ...]":
    """Return why a file is left out that could not be read: a text that is not a plan."""
    if not file.is_found or not isinstance(error, ReadError):
        return ()
    from povertyplan.documents.folder import LeftOut
    from povertyplan.documents.other_texts import is_other_text

    if not is_other_text(file.name):
        return ()
    has_ending = bool(Path(file.name).suffix)
    return (LeftOut(file.name, phrase("not a plan"), is_told=has_ending),)


def _lost(file: NamedFile, request: _Request) -> Told:
    """Return the outcome of a file whose process ended."""
    error = ReadError(phrase("a plan"), phrase("no plan"), file.name, remedy=_AFTER_STOP)
    return _told_of_unread(Unread(file.name, error), request)
