"""``povertyplan template``: the plan of the next year as a workbook to be filled in."""

import argparse
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import TypeAlias

from povertyplan.cli.opening import opened_named
from povertyplan.cli.usage import UsageError
from povertyplan.cli.writing import (
    carried_out,
    reading_in,
    refuse_out,
    refuse_without_units,
    told_of_source,
)
from povertyplan.documents.conversion import read_converted
from povertyplan.documents.unit_names import unit_names
from povertyplan.documents.write.template import base_year, refuse_other_ending, template
from povertyplan.messages import Said, Sentence, translated
from povertyplan.model.plan import Plan
from povertyplan.reading import Reading, Review
from povertyplan.year.standards import standard_after

_TO_FILL_IN = Sentence(
    "{target}: the plan of {year} to fill in, with {number:unit|units}. Type the goals into the"
    " yellow cells; totals, rates and the sentences of the text are computed."
)
#: What a template is made of; names alone have no figures.
_Source: TypeAlias = Reading | Review | tuple[str, ...]


def run(options: argparse.Namespace) -> int:
    """Read last year's plan, a review or a list of names, write the template, say how to go on."""
    return carried_out(_filled_in, options, options.source)


def _filled_in(options: argparse.Namespace) -> Iterator[str]:
    """Write the template, and yield lines about it."""
    refuse_other_ending(options.target)
    refuse_out(options.target, (options.source, options.annex), force=options.force)
    source = _source(options)
    taken_over = source.plan if isinstance(source, Reading) else source
    year = _year(taken_over, options)
    template(taken_over, options.target, year=year)
    yield from _told(source, year, options)


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
    refuse_without_units(reading_in(read_as), options.source)
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


def _told(source: _Source, year: int, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, what was assumed, and what to do next."""
    say = partial(translated, lang=options.lang)
    number = len(source) if isinstance(source, tuple) else len(reading_in(source).plan.targets)
    values: dict[str, Said] = {"target": options.target, "year": str(year), "number": number}
    yield _TO_FILL_IN.text(values, options.lang)
    if isinstance(source, tuple):
        yield say("The list has no figures: type last year's counts into the yellow cells, too.")
    else:
        yield from _told_of_figures(source, options)
    yield say("Once it is filled in: povertyplan check {target}").format(target=options.target)


def _told_of_figures(read_as: Reading | Review, options: argparse.Namespace) -> Iterator[str]:
    """Yield lines about last year's figures, and about a new poverty standard."""
    say = partial(translated, lang=options.lang)
    source = options.source
    reading = reading_in(read_as)
    if not reading.form.reviewed:
        yield say(
            "Last year's figures are the goals that {source} sets. Type over them what the review"
            " counted."
        ).format(source=source)
    last = base_year(read_as if isinstance(read_as, Review) else reading.plan)
    with suppress(LookupError):  # of a year for which no standard is known there is nothing to say
        new = standard_after(last)
        if new is not None:
            yield say(
                "The poverty standard changes on 1 January {year}, to the one of {standard}: type"
                " counts by the new standard over last year's."
            ).format(year=last + 1, standard=new.name)
    yield from told_of_source(reading, source, options.lang)
