"""``povertyplan convert``: a plan read from one file and written as another."""

import argparse
import sys
from collections.abc import Iterator
from functools import partial

from povertyplan.cli.opening import opened_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.documents.conversion import read_converted, refuse_ending, write_converted
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.write.target import refuse_target
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, WriteError, translated
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.reading import Reading, Review

#: The ending of a record, which holds a plan and no sentences.
_RECORD = ".json"


def run(options: argparse.Namespace) -> int:
    """Read a plan from a file, write it as another, and print what was not taken over."""
    try:
        refuse_ending(options.target)
        for source in filter(None, (options.source, options.annex)):
            refuse_target(source, options.target, force=options.force)
        annex = None if options.annex is None else opened_named(options.annex)
        read_as = read_converted(opened_named(options.source), annex)
        reading = read_as.reading if isinstance(read_as, Review) else read_as
        write_converted(reading.plan, options.target)
    except (ReadError, OSError) as error:
        return _refused(refusal(error, options.source, options.lang))
    except WriteError as error:
        return _refused(error.text(options.lang))
    screen = Screen.of(sys.stdout)
    for line in _told(reading, options):
        print(*screen.lines(Passage.of(harmless(line))), sep="\n")
    return OK


def _refused(said: str) -> int:
    screen = Screen.of(sys.stderr)
    print(*screen.lines(Passage.of(harmless(said))), sep="\n", file=sys.stderr)
    return UNREAD


def _told(reading: Reading, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, what the reader assumed, and what was not taken over."""
    say = partial(translated, lang=options.lang)
    yield say("{target}: written.").format(target=options.target)
    for notice in reading.notices:
        where = "" if notice.source is None else f"{notice.source.text(options.lang)}: "
        yield where + notice.text(options.lang)
    if ending(options.source) != _RECORD:
        yield say(
            "The sentences of the text were not taken over: only the figures of the plan, its rows"
            " and its letterhead were."
        )
