"""The plan of the year after another: last year's result is its base, its goals are open."""

from collections.abc import Iterable, Sequence
from itertools import product

from attrs import evolve

from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.fields import Count
from povertyplan.model.periods import Year
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus, PovertyTarget, Section, Tally
from povertyplan.model.units import Unit

_GOALS = (Count.POOR_GOAL, Count.NEAR_POOR_GOAL)


def open_plan(
    unit: Unit,
    year: Year,
    result: Iterable[HouseholdCensus],
    sections: Iterable[Section],
    document: DocumentInfo,
) -> Plan:
    """
    Return the plan of a year with the counts of a result as its base, and without goals.

    The rates of the result are left out, for they follow from its counts.  *sections* and
    *document* are those of an earlier plan: sub-totals are added up anew, and number, date and
    signer of the document are open.
    """
    rows = [_open_row(census, year) for census in result]
    plan = Plan(unit, year, rows, document=_open_document(document, year))
    opened = [_open_section(section, plan) for section in sections]
    return evolve(plan, total=plan.computed_total, sections=tuple(opened))


def states_goals(plan: Plan) -> bool:
    """
    Whether an annex states poor or near-poor households of its later year.

    >>> states_goals(Plan.of(2025, [{"name": "Chợ", "poor_base": 3}]))
    False
    """
    rows = plan.figures().values()
    return any(flat.get(goal) is not None for flat, goal in product(rows, _GOALS))


def _open_row(census: HouseholdCensus, year: int) -> PovertyTarget:
    """Return a row whose base has the counts of a review."""
    counts = evolve(census, poor=Tally(census.poor.count), near_poor=Tally(census.near_poor.count))
    return PovertyTarget(counts, HouseholdCensus(census.unit, year))


def _open_section(section: Section, plan: Plan) -> Section:
    """Return a section whose sub-total, if it printed one, is the sum of its rows in a plan."""
    if section.printed is None:
        return section
    rows: Sequence[PovertyTarget] = [plan.targets[row - 1] for row in section.rows]
    sums = Plan(section.printed.unit, plan.year, rows).computed_total
    return evolve(section, printed=sums)


def _open_document(last: DocumentInfo, year: int) -> DocumentInfo:
    """Return the facts of the next document as long as it is not signed."""
    date = None if last.date is None else PartialDate(year)
    return evolve(
        last,
        number=None,
        date=date,
        signer="",
        annex_number=None,
        annex_symbol=last.symbol,
        annex_date=date,
    )
