"""The marked copy that ``check --annotate`` writes."""

import argparse
import sys
from collections.abc import Iterator

from povertyplan.cli.opening import refusal
from povertyplan.cli.streams import print_passages
from povertyplan.documents.files import opened
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.write.target import refuse_target
from povertyplan.editing.annotate import annotate, refuse_marked_copy
from povertyplan.messages import ReadError, WriteError
from povertyplan.outputs.closing import NO_COPY, Totals
from povertyplan.outputs.layout import Passage
from povertyplan.outputs.marks import marked
from povertyplan.outputs.outcome import Checked


def is_refused(file: str, options: argparse.Namespace) -> bool:
    """Whether a marked copy may not be written, which is said before the file is checked."""
    originals = [file, *filter(None, [options.annex])]
    try:
        refuse_marked_copy(opened(_marked_file(file, options)), options.annotate)
        for original in originals:
            refuse_target(original, options.annotate, force=options.force)
    except WriteError as error:
        print_passages([Passage.of(error.text(options.lang))], sys.stderr)
        return True
    except (ReadError, OSError):  # which the check tells
        return False
    return False


def annotated(checked: Checked, options: argparse.Namespace) -> Iterator[Totals]:
    """
    Write the marked copy of a file, print where its findings stand, and yield its check.

    Where there is no copy, the failure is yielded, too.
    """
    yield Totals.of(checked)
    file = _marked_file(checked.file, options)
    is_annex = file == options.annex
    try:
        done = annotate(
            file,
            options.annotate,
            annex=None if is_annex else options.annex,
            text=checked.file if is_annex else None,
            report=checked.report,
            diagnoses=checked.diagnoses,
            lang=options.lang,
        )
    except WriteError as error:
        print_passages([Passage.of(error.text(options.lang))], sys.stderr)
        yield NO_COPY
    except (ReadError, OSError) as error:
        print_passages([Passage.of(refusal(error, file).text(options.lang))], sys.stderr)
        yield NO_COPY
    else:
        stream = sys.stdout if options.format == "text" else sys.stderr
        print_passages(marked(done, options.annotate, checked, options.lang), stream)


def _marked_file(text: str, options: argparse.Namespace) -> str:
    """Return which of the two files of a plan is marked: the text, unless OUT ends as the annex."""
    annex: str | None = options.annex
    wanted = ending(options.annotate)
    if annex is None or wanted == ending(text):
        return text
    return annex if wanted == ending(annex) else text
