"""``povertyplan next``: the next plan, whose base is what a review counted."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Self

from attrs import frozen

from povertyplan.cli.opening import opened_named
from povertyplan.cli.writing import (
    carried_out,
    read_source,
    reading_in,
    refuse_out,
    refuse_without_units,
    told_of_notices,
    told_of_source,
)
from povertyplan.documents.formats.endings import ending
from povertyplan.documents.successions import successions_in
from povertyplan.documents.write.open_plans import OpenFigures, write_open_plan
from povertyplan.documents.write.plans import format_of
from povertyplan.messages import Said, Sentence, WriteError, YearError, phrase, verbatim
from povertyplan.model.fields import Count
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus
from povertyplan.model.tabular import complete_sum
from povertyplan.reading import Reading
from povertyplan.year import Succession, roll_over
from povertyplan.year.open_plan import states_goals

_WORKBOOK = ".xlsx"
_NO_PLAN = phrase(
    "This is the result of a review. Name the plan of the year first, then the result."
)
_WRITTEN = Sentence(
    "{target}: the plan of {year}, with {number:unit|units} and the result of {base} as its"
    " base. Its goals, its number, its day and its signer are open."
)
_COUNTED = Sentence(
    "{file} counts {poor} poor and {near_poor:near-poor household|near-poor households}; the"
    " goals of {source} were {poor_goal} and {near_poor_goal}."
)
_CHANGED = Sentence(
    "The changes in {file} were followed: the"
    " {before:unit of the plan is|units of the plan are} now {number}."
)
_YELLOW = Sentence(
    "Type the goals into the yellow cells; totals, rates and the sentences of the text are"
    " computed. Once it is filled in: povertyplan check {target}{against}"
)
_ROOM = Sentence(
    "Fill in the goals where there is room for them; in an .xlsx totals, rates and sentences would"
    " be computed. Once it is filled in: povertyplan check {target}{against}"
)


@frozen
class _ReviewFile:
    """What a review counted, unit by unit, and the reading that it stands in."""

    file: str
    reading: Reading
    censuses: Sequence[HouseholdCensus]

    @classmethod
    def of(cls, file: str, planned: str, year: int) -> Self:
        """Read what a review counted; refuse a plan, which sets goals and counts nothing."""
        reading = reading_in(read_source(file))
        refuse_without_units(reading, file)
        has_goals = states_goals(reading.plan)
        if has_goals and not reading.form.reviewed:
            why = phrase(
                "This is a plan, and its goals are no result. Give the result of the review of"
                " {year}. Until there is one, take over the goals: povertyplan template {plan}"
                " OUT.xlsx",
                year=year,
                plan=planned,
            )
            raise WriteError(file, why)
        targets = reading.plan.targets
        return cls(file, reading, [target.goal if has_goals else target.base for target in targets])


def run(options: argparse.Namespace) -> int:
    """Read a plan and the result of its year, write the next plan, and say how to go on."""
    return carried_out(_rolled_over, options, options.source)


def _rolled_over(options: argparse.Namespace) -> Iterator[str]:
    """Write the next plan, and yield lines about it."""
    format_of(options.target)
    sources = (options.source, options.annex, options.result, options.recount, options.changes)
    refuse_out(options.target, sources, force=options.force)
    planned = reading_in(read_source(options.source, options.annex))
    refuse_without_units(planned, options.source)
    if planned.form.reviewed:
        raise WriteError(options.source, _NO_PLAN)
    year = planned.plan.year_of(Count.POOR_GOAL) or planned.plan.year
    files = [options.result, *filter(None, [options.recount])]
    counted = [_ReviewFile.of(file, options.source, year) for file in files]
    changes: Sequence[Succession] = ()
    if options.changes is not None:
        changes = successions_in(opened_named(options.changes), year)
    plan = _next_plan(planned.plan, counted, changes, options)
    write_open_plan(plan, options.target, OpenFigures.of(planned.plan, plan))
    yield from _told(planned, plan, counted, options)


def _next_plan(
    planned: Plan,
    counted: Sequence[_ReviewFile],
    changes: Sequence[Succession],
    options: argparse.Namespace,
) -> Plan:
    """Return the next plan by a result, or by a result and a recount of it."""
    result, *recounts = (each.censuses for each in counted)
    recount = recounts[0] if recounts else None
    try:
        return roll_over(planned, result, recount=recount, changes=changes)
    except YearError as error:
        files = [*(each.file for each in counted), *filter(None, [options.changes])]
        raise WriteError(", ".join(files), verbatim(error.text(options.lang))) from None


def _told(
    planned: Reading, plan: Plan, counted: Sequence[_ReviewFile], options: argparse.Namespace
) -> Iterator[str]:
    """Yield what was written, what was assumed, and what to do next."""
    target, lang = options.target, options.lang
    base, year = plan.years or (plan.year - 1, plan.year)
    values: dict[str, Said] = {
        "target": target,
        "year": f"{year}",
        "base": f"{base}",
        "number": len(plan.targets),
        "against": f" --against {options.result}" if options.recount is None else "",
    }
    yield _WRITTEN.text(values, lang)
    if options.changes is not None:
        before = {"file": options.changes, "before": len(planned.plan.targets)}
        yield _CHANGED.text({**values, **before}, lang)
    yield from _told_of_totals(planned.plan, plan, counted[-1].file, options)
    yield from told_of_notices(planned.notices, lang, options.source)
    for each in counted:
        yield from told_of_source(each.reading, each.file, lang, names_file=True)
    how_to_go_on = _YELLOW if ending(target) == _WORKBOOK else _ROOM
    yield how_to_go_on.text(values, lang)


def _told_of_totals(
    planned: Plan, plan: Plan, file: str, options: argparse.Namespace
) -> Iterator[str]:
    """Yield what was counted in the commune beside what was planned, if both are known."""
    sums = {
        "poor": (target.base.poor.count for target in plan.targets),
        "near_poor": (target.base.near_poor.count for target in plan.targets),
        "poor_goal": (target.goal.poor.count for target in planned.targets),
        "near_poor_goal": (target.goal.near_poor.count for target in planned.targets),
    }
    counts: dict[str, Said] = {name: complete_sum(of_each) for name, of_each in sums.items()}
    if None not in counts.values():
        yield _COUNTED.text({**counts, "file": file, "source": options.source}, options.lang)
