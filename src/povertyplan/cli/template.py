"""``povertyplan template``: the plan of the next year as a workbook to be filled in."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TextIO, TypeAlias

from povertyplan.checks import check
from povertyplan.cli.opening import opened_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.cli.usage import UsageError
from povertyplan.documents.conversion import read_converted
from povertyplan.documents.unit_names import unit_names
from povertyplan.documents.write.target import refuse_target
from povertyplan.documents.write.template import base_year, refuse_other_ending, template
from povertyplan.errors import harmless
from povertyplan.messages import ReadError, WriteError, phrase, translated
from povertyplan.model.plan import Plan
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.reading import Reading, Review

#: What a template is made of; names alone have no figures.
_Source: TypeAlias = Reading | Review | tuple[str, ...]
_NO_UNITS = phrase("This file has no row of a unit, so there is nothing to fill in.")


def run(options: argparse.Namespace) -> int:
    """Read last year's plan, a review or a list of names, write the template, say how to go on."""
    try:
        refuse_other_ending(options.target)
        for source_file in filter(None, (options.source, options.annex)):
            refuse_target(source_file, options.target, force=options.force)
        source = _source(options)
        taken_over = source.plan if isinstance(source, Reading) else source
        year = _year(taken_over, options)
        template(taken_over, options.target, year=year)
    except (ReadError, OSError) as error:
        _print([refusal(error, options.source, options.lang)], sys.stderr)
        return UNREAD
    except WriteError as error:
        _print([error.text(options.lang)], sys.stderr)
        return UNREAD
    _print(_told(source, year, options), sys.stdout)
    return OK


def _source(options: argparse.Namespace) -> _Source:
    """
    Read the plan, the review or the names of units in a file.

    Raises `WriteError` if the file has a total and no row of a unit.
    """
    file = opened_named(options.source)
    names = unit_names(file) if options.annex is None else ()
    if names:
        return names
    read_as = read_converted(file, None if options.annex is None else opened_named(options.annex))
    if not _reading(read_as).plan.targets:
        raise WriteError(options.source, _NO_UNITS)
    return read_as


def _year(source: Plan | Review | tuple[str, ...], options: argparse.Namespace) -> int:
    """Return the year of the plan to fill in; raise `UsageError` if it is missing or too early."""
    say = partial(translated, lang=options.lang)
    year: int | None = options.year
    if isinstance(source, tuple):
        if year is None:
            raise UsageError(
                say("argument --year: a list of names does not tell the year of the plan; give it")
            )
        return year
    last = base_year(source)
    if year is None:
        return last + 1
    if year <= last:
        raise UsageError(say("argument --year: it must be later than {year}").format(year=last))
    return year


def _reading(read_as: Reading | Review) -> Reading:
    return read_as.reading if isinstance(read_as, Review) else read_as


def _told(source: _Source, year: int, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, on what it rests, and what to do next."""
    say = partial(translated, lang=options.lang)
    number = len(source) if isinstance(source, tuple) else len(_reading(source).plan.targets)
    yield say(
        "{target}: the plan of {year} to fill in, with {number} units. Type the goals into the"
        " yellow cells; totals, rates and the sentences of the text are computed."
    ).format(target=options.target, year=year, number=number)
    if isinstance(source, tuple):
        yield say("The list has no figures: type last year's counts into the yellow cells, too.")
    else:
        yield from _told_of_figures(source, options)
    yield say("Once it is filled in: povertyplan check {target}").format(target=options.target)


def _told_of_figures(read_as: Reading | Review, options: argparse.Namespace) -> Iterator[str]:
    """Yield what last year's figures are, and what is wrong or was assumed of them."""
    say = partial(translated, lang=options.lang)
    source = options.source
    reading = _reading(read_as)
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


def _print(said: Iterable[str], stream: TextIO) -> None:
    screen = Screen.of(stream)
    for line in said:
        print(*screen.lines(Passage.of(harmless(line))), sep="\n", file=stream)
