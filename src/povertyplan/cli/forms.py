"""``povertyplan forms``: the forms of the year as a workbook to be filled in."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from povertyplan.cli.writing import (
    carried_out,
    read_source,
    reading_in,
    refuse_out,
    refuse_without_units,
    told_of_source,
)
from povertyplan.documents.forms import (
    LABOUR_FIGURES,
    MONTHLY_REPORT,
    NEAR_POOR_FLOW,
    POOR_FLOW,
    REGISTER,
    TableForm,
)
from povertyplan.documents.write.blank_forms import blank_forms
from povertyplan.documents.write.template import refuse_other_ending
from povertyplan.messages import Sentence, period_label, translated
from povertyplan.reading import Reading
from povertyplan.year import ReportingPeriod

#: The forms by the words of the option that chooses them.
FORMS: Mapping[str, Sequence[TableForm]] = MappingProxyType(
    {
        "monthly": (MONTHLY_REPORT,),
        "flow": (POOR_FLOW, NEAR_POOR_FLOW),
        "labour": (LABOUR_FIGURES,),
        "register": (REGISTER,),
    }
)
_SAID = {
    "monthly": Sentence(
        "{target}: the reports of {period} to fill in, a sheet for each of {number:unit|units}."
        " What is yellow is to be filled in; all else is known or computed."
    ),
    "flow": Sentence(
        "{target}: the forms of flow of {period} to fill in, with {number:unit|units}. What is"
        " yellow is to be filled in; all else is known or computed."
    ),
    "labour": Sentence(
        "{target}: the table of labour figures of {period} to fill in, with {number:unit|units}."
        " What is yellow is to be filled in; all else is computed."
    ),
    "register": Sentence(
        "{target}: the register of households of the review of {period}, to be filled in with codes"
        " in place of names, for {number:unit|units}. What is yellow is to be filled in."
    ),
}


def run(options: argparse.Namespace) -> int:
    """Read a plan, write the forms, and say how to go on."""
    return carried_out(_filled_in, options, options.source)


def _filled_in(options: argparse.Namespace) -> Iterator[str]:
    """Write the forms of a plan, and yield lines about them."""
    refuse_other_ending(options.target)
    refuse_out(options.target, (options.source, options.annex), force=options.force)
    reading = reading_in(read_source(options.source, options.annex))
    refuse_without_units(reading, options.source)
    period = _period(reading, options)
    blank_forms(reading.plan, options.target, period=period, forms=FORMS[options.form])
    yield from _told(reading, period, options)


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
    """Yield what was written, what was assumed, and what to do next."""
    say = partial(translated, lang=options.lang)
    source, target = options.source, options.target
    values = {
        "target": target,
        "period": period_label(period, options.lang),
        "number": len(reading.plan.targets),
    }
    yield _SAID[options.form].text(values, options.lang)
    yield from told_of_source(reading, source, options.lang)
    if options.form == "monthly":
        said = say("Once they are filled in: povertyplan progress {source} {target}")
    elif options.form == "register":
        said = say("Once it is filled in: povertyplan check {target}")
    else:
        said = say("Once it is filled in: povertyplan check {target} --against {source}")
    yield said.format(source=source, target=target)
