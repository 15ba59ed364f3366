"""The repaired copy that ``check --fix`` writes, or what to type by hand instead."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TextIO

from povertyplan.checks import check
from povertyplan.cli.opening import STANDARD_INPUT
from povertyplan.diagnosis import Diagnosis
from povertyplan.diagnosis.applied import certain_repairs, edits_of
from povertyplan.documents.formats.endings import is_text
from povertyplan.documents.write.copy import (
    refuse_copy,
    text_of,
    why_not_repaired,
    write_repaired,
)
from povertyplan.documents.write.target import refuse_target
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, WriteError, phrase
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.repairs import by_hand, written

_NOT_FOUND = phrase(
    "The figures could not be replaced in this text, so no copy was written. What to type by hand"
    " is listed below."
)


def is_refused(file: str, options: argparse.Namespace) -> bool:
    """
    Whether a copy may not be written, which is said; it is also said if none can be written yet.

    That is asked before the file is checked: nobody shall wait for a copy that will not come.
    """
    try:
        refuse_copy(file, options.fix)
        refuse_target(file, options.fix, force=options.force)
    except WriteError as error:
        _print([Passage.of(error.text(options.lang))], sys.stderr)
        return True
    reason = why_not_repaired(file, options.fix)
    if reason is not None:
        _print([Passage.of(harmless(f"{file}: {reason.text(options.lang)}"))], sys.stderr)
    return False


def fixed(checked: Checked, options: argparse.Namespace) -> Iterator[Checked | Unread]:
    """
    Write the repaired copy of a file, print what was done, and yield the check of the copy.

    Where none is written, what must be typed by hand is printed, and the check of the file and
    the failure are yielded.
    """
    stream = sys.stdout if options.format == "text" else sys.stderr
    repairs = certain_repairs(checked.reading, checked.diagnoses)
    try:
        copy = _copy(checked, repairs, options)
    except WriteError as error:
        failure = error.text(options.lang)
        _print([Passage.of(failure)], sys.stderr)
        yield checked
        yield Unread(options.fix, failure)
        return
    if copy is not None:
        _print(written(repairs, copy, options.lang), stream)
        yield copy
        return
    _print(by_hand(repairs, checked, options.lang), stream)
    yield checked
    yield Unread(options.fix, options.fix)


def _copy(
    checked: Checked, repairs: Sequence[Diagnosis], options: argparse.Namespace
) -> Checked | None:
    """Write the repaired copy and check it; None if the figures are to be typed by hand."""
    if why_not_repaired(checked.file, options.fix) is not None:
        return None
    edits = edits_of(repairs)
    try:
        reading = write_repaired(checked.file, options.fix, checked.reading, edits)
    except ReadError:
        told = harmless(f"{options.fix}: {_NOT_FOUND.text(options.lang)}")
        _print([Passage.of(told)], sys.stderr)
        return None
    report = check(reading, select=options.select, ignore=options.ignore)
    return Checked(options.fix, reading, report)


def _print(passages: Iterable[Passage], stream: TextIO) -> None:
    screen = Screen.of(stream)
    for passage in passages:
        for line in screen.lines(passage):
            print(line, file=stream, flush=True)


def text_to_repair(file: str) -> str:
    """Return the text of a file in which figures can be replaced, else nothing."""
    if file != STANDARD_INPUT and is_text(file):
        with suppress(ReadError):  # an encoding older than Unicode, which no repair is written in
            return text_of(file)[0]
    return ""
