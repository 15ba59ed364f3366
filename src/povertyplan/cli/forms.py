"""``povertyplan forms``: the forms of the year as a workbook to be filled in."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TextIO

from povertyplan.checks import check
from povertyplan.cli.opening import opened_named, refusal
from povertyplan.cli.status import OK, UNREAD
from povertyplan.documents.conversion import read_converted
from povertyplan.documents.forms import (
    LABOUR_FIGURES,
    MONTHLY_REPORT,
    NEAR_POOR_FLOW,
    POOR_FLOW,
    TableForm,
)
from povertyplan.documents.write.blank_forms import blank_forms
from povertyplan.documents.write.target import refuse_target
from povertyplan.documents.write.template import refuse_other_ending
from povertyplan.errors import harmless
from povertyplan.messages import (
    ReadError,
    Sentence,
    WriteError,
    period_label,
    phrase,
    translated,
)
from povertyplan.outputs.layout import Passage, Screen
from povertyplan.reading import Reading, Review
from povertyplan.year import ReportingPeriod

_NO_UNITS = phrase("This file has no row of a unit, so there is nothing to fill in.")
#: The forms by the words of the option that chooses them.
FORMS: Mapping[str, Sequence[TableForm]] = MappingProxyType(
    {
        "monthly": (MONTHLY_REPORT,),
        "flow": (POOR_FLOW, NEAR_POOR_FLOW),
        "labour": (LABOUR_FIGURES,),
    }
)
_SAID = {
    "monthly": Sentence(
        "{target}: the reports of {period} to fill in, a sheet for each of {number} units. What is"
        " yellow is to be filled in; all else is known or computed."
    ),
    "flow": Sentence(
        "{target}: the forms of flow of {period} to fill in, with {number} units. What is yellow is"
        " to be filled in; all else is known or computed."
    ),
    "labour": Sentence(
        "{target}: the table of labour figures of {period} to fill in, with {number} units. What is"
        " yellow is to be filled in; all else is computed."
    ),
}


def run(options: argparse.Namespace) -> int:
    """Read a plan, write the forms, and say how to go on."""
    try:
        refuse_other_ending(options.target)
        for source_file in filter(None, (options.source, options.annex)):
            refuse_target(source_file, options.target, force=options.force)
        annex = None if options.annex is None else opened_named(options.annex)
        read_as = read_converted(opened_named(options.source), annex)
        reading = read_as.reading if isinstance(read_as, Review) else read_as
        _refuse_without_units(reading, options.source)
        period = _period(reading, options)
        blank_forms(reading.plan, options.target, period=period, forms=FORMS[options.form])
    except (ReadError, OSError) as error:
        _print([refusal(error, options.source, options.lang)], sys.stderr)
        return UNREAD
    except WriteError as error:
        _print([error.text(options.lang)], sys.stderr)
        return UNREAD
    _print(_told(reading, period, options), sys.stdout)
    return OK


def _refuse_without_units(reading: Reading, file: str) -> None:
    """Raise `WriteError` if a file has a total and no row of a unit."""
    if not reading.plan.targets:
        raise WriteError(file, _NO_UNITS)


def _period(reading: Reading, options: argparse.Namespace) -> ReportingPeriod:
    """Return the period of the forms, the whole year where none is named; refuse another year."""
    year = reading.plan.year
    if options.month is None:
        if options.form == "monthly":
            options.refuse(translated("the monthly report needs --month", options.lang))
        return ReportingPeriod(year)
    if options.month.year != year:
        refused = translated("argument --month: the plan is of {year}", options.lang)
        options.refuse(refused.format(year=year))
    period: ReportingPeriod = options.month
    return period


def _told(reading: Reading, period: ReportingPeriod, options: argparse.Namespace) -> Iterator[str]:
    """Yield what was written, on what it rests, and what to do next."""
    say = partial(translated, lang=options.lang)
    source, target = options.source, options.target
    values = {
        "target": target,
        "period": period_label(period, options.lang),
        "number": len(reading.plan.targets),
    }
    yield _SAID[options.form].text(values, options.lang)
    if check(reading).errors:
        yield say(
            "{source} has errors, and its counts were taken over as they are. Look at them first:"
            " povertyplan check {source}"
        ).format(source=source)
    for notice in reading.notices:
        where = "" if notice.source is None else f"{notice.source.text(options.lang)}: "
        yield where + notice.text(options.lang)
    if options.form == "monthly":
        said = say("Once they are filled in: povertyplan progress {source} {target}")
    else:
        said = say("Once it is filled in: povertyplan check {target} --against {source}")
    yield said.format(source=source, target=target)


def _print(said: Iterable[str], stream: TextIO) -> None:
    screen = Screen.of(stream)
    for line in said:
        print(*screen.lines(Passage.of(harmless(line))), sep="\n", file=stream)
