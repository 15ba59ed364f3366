"""The repaired copy that ``check --fix`` writes."""

import argparse
import sys
from contextlib import suppress

from povertyplan.cli.opening import STANDARD_INPUT
from povertyplan.diagnosis.applied import repair
from povertyplan.documents.formats.endings import is_text
from povertyplan.errors import harmless
from povertyplan.messages import ReadError
from povertyplan.outputs.outcome import Checked, Unread
from povertyplan.outputs.text import repair_as_text


def fixed(outcome: Checked | Unread, options: argparse.Namespace) -> Checked | Unread:
    """Write the repaired copy, print what was done and left, and return the check of the copy."""
    from povertyplan.documents.write.copy import write_repaired

    if isinstance(outcome, Unread):
        return outcome
    repaired = repair(outcome.reading, outcome.report, outcome.diagnoses)
    try:
        write_repaired(outcome.file, options.fix, repaired.reading, repaired.edits)
    except (ReadError, OSError) as error:
        print(harmless(f"{options.fix}: {error}"), file=sys.stderr)
        return Unread(outcome.file, str(error))
    stream = sys.stdout if options.format == "text" else sys.stderr
    for line in repair_as_text(repaired, options.fix, options.lang):
        print(line, file=stream)
    return Checked(options.fix, repaired.reading, repaired.report)


def text_to_repair(file: str) -> str:
    """Return the text of a file in which figures can be replaced, else nothing."""
    from povertyplan.documents.write.copy import text_of

    if file != STANDARD_INPUT and is_text(file):
        with suppress(ReadError):  # an encoding older than Unicode, which no repair is written in
            return text_of(file)[0]
    return ""
