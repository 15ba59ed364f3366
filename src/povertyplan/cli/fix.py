"""The repaired copy that ``check --fix`` writes, and what to type by hand."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from povertyplan.checks import check
from povertyplan.cli.opening import STANDARD_INPUT
from povertyplan.cli.streams import print_passages
from povertyplan.diagnosis import Diagnosis
from povertyplan.diagnosis.applied import certain_repairs
from povertyplan.documents.formats.endings import FORMATS, ending, is_text
from povertyplan.documents.write.copy import refuse_copy, text_of, why_not_repaired
from povertyplan.documents.write.target import refuse_target
from povertyplan.editing.repair import Repaired, write_repaired
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, WriteError, phrase
from povertyplan.outputs.closing import NO_COPY, Totals
from povertyplan.outputs.layout import Passage
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.repairs import by_hand, written
from povertyplan.reading import Reading

_NO_PLAN = phrase(
    "--fix repairs plans alone, and this is a table of the year: correct the figures in it by hand."
)
_LISTED_BELOW = phrase("What to type by hand is listed below the report.")


def is_refused(file: str, options: argparse.Namespace) -> bool:
    """
    Whether a copy may not be written, which is said; it is also said if no figure can be replaced.

    That is asked before the file is checked: nobody shall wait for a copy that will not come.
    """
    try:
        refuse_copy(file, options.fix)
        refuse_target(file, options.fix, force=options.force)
    except WriteError as error:
        print_passages([Passage.of(error.text(options.lang))], sys.stderr)
        return True
    reason = why_not_repaired(file, options.fix)
    if reason is not None:
        told = f"{file}: {reason.text(options.lang)} {_LISTED_BELOW.text(options.lang)}"
        print_passages([Passage.of(harmless(told))], sys.stderr)
    return False


def fixed(checked: Checked, options: argparse.Namespace) -> Iterator[Totals]:
    """
    Write the repaired copy of a plan, print its repairs, and yield the check of the copy.

    A table of the year is not repaired, which is said; its check and the failure are yielded.
    What the copy does not have is printed, to be typed by hand.  Where there is no copy, the
    check of the file and the failure are yielded.
    """
    stream = sys.stdout if options.format == "text" else sys.stderr
    reading = checked.reading
    if not isinstance(reading, Reading):
        told = f"{checked.file}: {_NO_PLAN.text(options.lang)}"
        print_passages([Passage.of(harmless(told))], sys.stderr)
        yield Totals.of(checked)
        yield NO_COPY
        return
    repairs = certain_repairs(reading, checked.diagnoses)
    done = _repaired(checked.file, reading, repairs, options)
    if done is None:
        print_passages(by_hand(repairs, checked, options.lang), stream)
        yield Totals.of(checked)
        yield NO_COPY
        return
    left = [diagnosis for diagnosis in repairs if not set(diagnosis.edits).issubset(done.edits)]
    if done.is_written:
        report = check(done.reading, select=options.select, ignore=options.ignore)
        copy = Checked(options.fix, done.reading, report)
        made = [diagnosis for diagnosis in repairs if diagnosis not in left]
        passages = written(
            made, copy, options.lang, done.formulas, tracked=_is_tracked(done, options)
        )
        print_passages(passages, stream)
        yield Totals.of(copy)
    if left:
        print_passages(by_hand(left, checked, options.lang, done.refused), stream)
    if not done.is_written:
        yield Totals.of(checked)
        yield NO_COPY


def _repaired(
    file: str, reading: Reading, repairs: Sequence[Diagnosis], options: argparse.Namespace
) -> Repaired | None:
    """Write the repaired copy; if that fails, print why and return None."""
    if why_not_repaired(file, options.fix) is not None:  # which was said already
        return None
    tracked = not options.plain
    try:
        return write_repaired(file, options.fix, reading, repairs, tracked=tracked)
    except (ReadError, WriteError) as error:
        print_passages([Passage.of(error.text(options.lang))], sys.stderr)
        return None


def _is_tracked(done: Repaired, options: argparse.Namespace) -> bool:
    """Whether the copy has tracked changes, which only Word knows."""
    is_of_word = FORMATS.get(ending(options.fix)) == "docx"
    return is_of_word and bool(done.edits) and not options.plain


def text_to_repair(file: str) -> str:
    """Return the text of a file if figures can be replaced in it, else nothing."""
    if file != STANDARD_INPUT and is_text(file):
        with suppress(ReadError):  # an encoding older than Unicode, which no repair is written in
            return text_of(file)[0]
    return ""
