"""What the commands have in common that read a plan and write another file."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator

from povertyplan.checks import check
from povertyplan.cli.opening import opened_named, refusal, refusing
from povertyplan.cli.status import OK, UNREAD
from povertyplan.cli.streams import print_passages
from povertyplan.documents.conversion import read_converted
from povertyplan.documents.write.target import refuse_target
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, WriteError, phrase, translated
from povertyplan.outputs.layout import Passage
from povertyplan.reading import Notice, Reading, Review

_NO_UNITS = phrase("This file has no row of a unit, so there is nothing to fill in.")


def carried_out(
    command: Callable[[argparse.Namespace], Iterable[str]], options: argparse.Namespace, file: str
) -> int:
    """
    Run a command that writes a file, print what it says, and return the exit status.

    Why a file was not read or not written goes to the error stream; *file* is the one that is
    read first.
    """
    try:
        with refusing(file):
            said = list(command(options))
    except (ReadError, OSError) as error:
        said, stream, status = [refusal(error, file).text(options.lang)], sys.stderr, UNREAD
    except WriteError as error:
        said, stream, status = [error.text(options.lang)], sys.stderr, UNREAD
    else:
        stream, status = sys.stdout, OK
    print_passages((Passage.of(harmless(line)) for line in said), stream)
    return status


def refuse_out(out: str, sources: Iterable[str | None], *, force: bool) -> None:
    """Raise `WriteError` if a file made of some others may not be written, before any work."""
    for source in filter(None, sources):
        refuse_target(source, out, force=force)


def read_source(file: str, annex: str | None = None) -> Reading | Review:
    """Read a plan or the result of a review, also from what LibreOffice has to convert."""
    return read_converted(opened_named(file), None if annex is None else opened_named(annex))


def reading_in(read_as: Reading | Review) -> Reading:
    """Return the reading of a plan, or of the result of a review as a plan of its one year."""
    return read_as.reading if isinstance(read_as, Review) else read_as


def refuse_without_units(reading: Reading, file: str) -> None:
    """Raise `WriteError` if a file has a total and no row of a unit."""
    if not reading.plan.targets:
        raise WriteError(file, _NO_UNITS)


def told_of_source(
    reading: Reading, file: str, lang: str, *, names_file: bool = False
) -> Iterator[str]:
    """
    Yield the errors of a plan whose counts were taken over, and the assumptions about it.

    With *names_file*, for one of several files, each line says which it speaks of.
    """
    if check(reading).errors:
        yield translated(
            "{source} has errors, and its counts were taken over as they are. Look at them first:"
            " povertyplan check {source}",
            lang,
        ).format(source=file)
    yield from told_of_notices(reading.notices, lang, file if names_file else "")


def told_of_notices(notices: Iterable[Notice], lang: str, file: str = "") -> Iterator[str]:
    """Yield what was assumed or set aside while reading, and where, at least the *file*."""
    for notice in notices:
        where = file if notice.source is None else notice.source.text(lang)
        yield f"{where}: {notice.text(lang)}" if where else notice.text(lang)
