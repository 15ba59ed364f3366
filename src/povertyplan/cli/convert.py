"""``povertyplan convert``: a plan read from one file and written as another."""

import argparse
from collections.abc import Iterator
from functools import partial

from povertyplan.cli.writing import (
    carried_out,
    read_source,
    reading_in,
    refuse_out,
    told_of_notices,
)
from povertyplan.documents.conversion import refuse_ending, write_converted
from povertyplan.documents.formats.endings import ending
from povertyplan.messages import translated
from povertyplan.reading import Reading

#: The ending of a record, which holds a plan and no sentences.
_RECORD = ".json"


def run(options: argparse.Namespace) -> int:
    """Read a plan from a file, write it as another, and print what was not taken over."""
    return carried_out(_converted, options, options.source)


def _converted(options: argparse.Namespace) -> Iterator[str]:
    """Write a plan in another format, and yield what is said of it."""
    refuse_ending(options.target)
    refuse_out(options.target, (options.source, options.annex), force=options.force)
    reading = reading_in(read_source(options.source, options.annex))
    write_converted(reading.plan, options.target)
    yield from _told(reading, options)


def _told(reading: Reading, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, what the reader assumed, and what was not taken over."""
    say = partial(translated, lang=options.lang)
    yield say("{target}: written.").format(target=options.target)
    yield from told_of_notices(reading.notices, options.lang)
    if ending(options.source) != _RECORD:
        yield say(
            "The sentences of the text were not taken over: only the figures of the plan, its rows"
            " and its letterhead were."
        )
