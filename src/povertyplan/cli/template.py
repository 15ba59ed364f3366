"""``povertyplan template``: the plan of the next year as a workbook to be filled in."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TextIO

from povertyplan.checks import check
from povertyplan.cli.opening import opened_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.documents.conversion import read_converted
from povertyplan.documents.write.target import refuse_target
from povertyplan.documents.write.template import base_year, refuse_other_ending, template
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, WriteError, phrase, translated
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.reading import Reading, Review

_NO_UNITS = phrase("This file has no row of a unit, so there is nothing to fill in.")


def run(options: argparse.Namespace) -> int:
    """Read last year's plan or a review, write the template, and say how to go on."""
    try:
        refuse_other_ending(options.target)
        for source_file in filter(None, (options.source, options.annex)):
            refuse_target(source_file, options.target, force=options.force)
        annex = None if options.annex is None else opened_named(options.annex)
        read_as = read_converted(opened_named(options.source), annex)
        source = read_as if isinstance(read_as, Review) else read_as.plan
        _refuse_without_units(read_as, options.source)
        last = base_year(source)
        year = last + 1 if options.year is None else options.year
        if year <= last:
            refused = translated("argument --year: it must be later than {year}", options.lang)
            options.refuse(refused.format(year=last))
        template(source, options.target, year=year)
    except (ReadError, OSError) as error:
        _print([refusal(error, options.source, options.lang)], sys.stderr)
        return UNREAD
    except WriteError as error:
        _print([error.text(options.lang)], sys.stderr)
        return UNREAD
    _print(_told(read_as, year, options), sys.stdout)
    return OK


def _refuse_without_units(read_as: Reading | Review, file: str) -> None:
    """Raise `WriteError` if a file has a total and no row of a unit."""
    reading = read_as.reading if isinstance(read_as, Review) else read_as
    if not reading.plan.targets:
        raise WriteError(file, _NO_UNITS)


def _told(read_as: Reading | Review, year: int, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, on what it rests, and what to do next."""
    say = partial(translated, lang=options.lang)
    source, target = options.source, options.target
    reading = read_as.reading if isinstance(read_as, Review) else read_as
    number = len(reading.plan.targets)
    yield say(
        "{target}: the plan of {year} to fill in, with {number} units. Type the goals into the"
        " yellow cells; totals, rates and the sentences of the text are computed."
    ).format(target=target, year=year, number=number)
    is_planned = isinstance(read_as, Reading) and not reading.form.reviewed
    if is_planned:
        yield say(
            "Last year's figures are the goals that {source} sets. Type over them what the review"
            " counted."
        ).format(source=source)
    if check(reading).errors:
        yield say(
            "{source} has errors, and its counts were taken over as they are. Look at them first:"
            " povertyplan check {source}"
        ).format(source=source)
    for notice in reading.notices:
        where = "" if notice.source is None else f"{notice.source.text(options.lang)}: "
        yield where + notice.text(options.lang)
    yield say("Once it is filled in: povertyplan check {target}").format(target=target)


def _print(said: Iterable[str], stream: TextIO) -> None:
    screen = Screen.of(stream)
    for line in said:
        print(*screen.lines(Passage.of(harmless(line))), sep="\n", file=stream)
