"""The next plan of a commune: the result of the year is its base (chuyển kỳ kế hoạch)."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve

from povertyplan.arguments.strict import strict
from povertyplan.messages import YearError, phrase
from povertyplan.model.fields import Count
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus
from povertyplan.year.moves import Succession
from povertyplan.year.open_plan import open_plan
from povertyplan.year.standards import STANDARDS, Standard, standard_after
from povertyplan.year.successors import Successors

__all__ = ["roll_over"]


@strict
def roll_over(
    plan: Plan,
    result: Iterable[HouseholdCensus],
    *,
    recount: Iterable[HouseholdCensus] | None = None,
    changes: Iterable[Succession] = (),
    standards: Iterable[Standard] = STANDARDS,
) -> Plan:
    """
    Return the plan of the year after a plan: its base is the result of the year, its goals open.

    *result* is what the review of the plan's year counted, one for each unit of the plan.  Units
    are matched by their names; where a name repeats, the results stand in the order of the plan.
    Counts alone are taken over, for rates follow from them: `completed` computes them.  The total
    has the sums of the rows; headline and labour targets are open.  Of the document its kind,
    issuer, symbol and recipients stay; number, day and signer are open.

    *recount* has the counts of the same households by the poverty standard of the next year.  It
    is the base, and is needed where the standard changes between the two years, as after 2026:
    the result by the old standard judges the plan, and is not the start of the next.

    *changes* are the units that were renamed, merged or split meanwhile.  The result may be
    counted by the units of the plan, or by those that followed them by then.  A section stays
    where its units were joined or split among themselves.

    >>> goals = {"Chợ": 2, "Ngò": 3}
    >>> rows = [{"name": name, "poor_goal": goal} for name, goal in goals.items()]
    >>> plan = Plan.of(2024, rows)
    >>> counted = {"Ngò": 4, "Chợ": 2}
    >>> result = [HouseholdCensus(Unit(name), 2024, 90, poor=Tally(count))
    ...           for name, count in counted.items()]
    >>> next_plan = roll_over(plan, result)
    >>> next_plan.year, next_plan.target("Ngò").base.poor, next_plan.total.base.poor
    (2025, Tally(count=4), Tally(count=6))
    >>> next_plan.target("Ngò").goal.poor
    Tally()

    Raises `YearError`, a `ValueError`, for a unit without a result or a result without a unit,
    for a result of another year, and where the standard changes, or none is known, and there is
    no recount.  Raises what `succeed` raises for changes that do not fit.
    """
    year = plan.year_of(Count.POOR_GOAL) or plan.year
    counted = _of_year(result, year, (year,))
    if recount is None:
        _refuse_new_standard(year, tuple(standards))
    successors = Successors.of(plan, sorted(changes, key=_day))
    base = successors.followed(counted)
    if recount is not None:
        base = successors.followed(_of_year(recount, year, (year, year + 1)))
    return open_plan(plan.unit, year + 1, base, successors.sections, plan.document)


def _day(change: Succession) -> date:
    return change.on


def _of_year(
    counts: Iterable[HouseholdCensus], year: int, allowed: Sequence[int]
) -> Sequence[HouseholdCensus]:
    """Return the counts as counts of the end of a year; refuse years that are not allowed."""
    counted = tuple(counts)
    for census in counted:
        if census.year not in allowed:
            said = phrase(
                "The plan is of {year}, and the result of “{unit}” of {other}. Give the result of"
                " {year}.",
                year=year,
                unit=census.unit.name,
                other=census.year,
            )
            raise YearError(said)
    return [evolve(census, year=year) for census in counted]


def _refuse_new_standard(year: int, standards: Sequence[Standard]) -> None:
    """Refuse the result of a year as the base of the next where the standard is not the same."""
    try:
        new = standard_after(year, standards)
    except LookupError:
        said = phrase(
            "Whether the poverty standard changes on 1 January {year} is not known. Give the counts"
            " by the standard of {year} as well: recount, or --recount FILE.",
            year=year + 1,
        )
        raise YearError(said) from None
    if new is not None:
        said = phrase(
            "The poverty standard changes on 1 January {year}, to the one of {standard}. Give the"
            " counts by it as well: recount, or --recount FILE.",
            year=year + 1,
            standard=new.name,
        )
        raise YearError(said)
