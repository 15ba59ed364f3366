"""A report of the commune beside its plan."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import chain

from povertyplan.arguments.strict import strict
from povertyplan.model.fields import Count, Flat
from povertyplan.model.names import key
from povertyplan.model.plan import Plan
from povertyplan.model.rows import PovertyTarget
from povertyplan.model.tabular import complete_sum
from povertyplan.model.units import Unit
from povertyplan.year.matching import matched
from povertyplan.year.reports import ProgressReport, UnitReport
from povertyplan.year.standing import OF_WORKERS, Standing

#: Where the figures of a target of households stand: its base, where it is now, and the exits.
_BASE: Mapping[Count, Count] = {
    Count.POOR_GOAL: Count.POOR_BASE,
    Count.NEAR_POOR_GOAL: Count.NEAR_POOR_BASE,
}
_NOW: Mapping[Count, Count] = {
    Count.POOR_GOAL: Count.POOR_END,
    Count.NEAR_POOR_GOAL: Count.NEAR_POOR_END,
}
_EXITS: Mapping[Count, Sequence[Count]] = {
    Count.POOR_GOAL: (Count.POOR_TO_NEAR_POOR, Count.POOR_LEFT),
    Count.NEAR_POOR_GOAL: (Count.NEAR_POOR_LEFT,),
}


@strict
def progress(plan: Plan, report: ProgressReport) -> tuple[Standing, ...]:
    """
    Compare a report of the commune with its plan, for each TDP and for the commune.

    The poor and the near-poor are compared for each TDP that both name, in the order of the
    plan; these and the labour targets of the plan's text for the commune, by the sums over the
    TDPs, or by the total row of a report whose lines do not have the figure.  A target that the
    plan or the report does not state is left out.

    Raises `ValueError` for a report of another year.

    >>> from povertyplan.year import ReportingPeriod
    >>> row = {"name": "Chợ", "poor_base": 3, "poor_goal": 2}
    >>> plan = Plan.of(2024, [row], unit="Cao Thượng", labour={"new_jobs": 10})
    >>> june = ReportingPeriod(2024, "06")
    >>> figures = {Count.POOR_END: 2, Count.NEW_JOBS: 4}
    >>> lines = [UnitReport.of(Unit("Chợ"), june, figures)]
    >>> for standing in progress(plan, ProgressReport(plan.unit, june, lines)):
    ...     print(standing.unit.name, standing.field, standing.achieved)
    Chợ poor_goal 1
    Cao Thượng poor_goal 1
    Cao Thượng new_jobs 2/5
    """
    year = plan.year_of(Count.POOR_GOAL) or plan.year
    if report.period.year != year:
        raise ValueError(
            f"progress: report must be of the year of the plan, {year}, got {report.period}"
        )
    if report.kind not in {UnitReport, None}:
        raise TypeError(f"progress: report must be a ProgressReport, got {report!r}")
    elapsed = Fraction(report.period.months[-1], 12)
    reported = _reported(plan, report)
    total: Flat = {} if report.total is None else report.total.flat()
    poor = _of_tdps(Count.POOR_GOAL, plan, reported, elapsed)
    near_poor = _of_tdps(Count.NEAR_POOR_GOAL, plan, reported, elapsed)
    of_commune = [
        _of_commune(Count.POOR_GOAL, plan, poor, total, elapsed),
        _of_commune(Count.NEAR_POOR_GOAL, plan, near_poor, total, elapsed),
        *(_of_workers(field, plan, reported, total, elapsed) for field in OF_WORKERS),
    ]
    of_tdps = chain.from_iterable(zip(poor, near_poor, strict=True))
    return tuple(standing for standing in (*of_tdps, *of_commune) if standing is not None)


def _reported(plan: Plan, report: ProgressReport) -> list[Flat]:
    """Return the figures that each TDP of the plan reported, empty if the report lacks it."""
    names = [key(target.unit.name) for target in plan.targets]
    matches = matched(names, [key(line.unit.name) for line in report.lines])
    reported: list[Flat] = []
    for number in plan.rows:
        has_line = number in matches
        reported.append(report.lines[matches[number] - 1].flat() if has_line else {})
    return reported


def _of_tdps(
    field: Count, plan: Plan, reported: Sequence[Flat], elapsed: Fraction
) -> list[Standing | None]:
    """Return the standings of the TDPs, None for a TDP with an unknown figure."""
    return [
        _of_households(field, target, flat, elapsed)
        for target, flat in zip(plan.targets, reported, strict=True)
    ]


def _of_households(
    field: Count, target: PovertyTarget, reported: Flat, elapsed: Fraction
) -> Standing | None:
    planned = target.flat()
    base, goal, now = planned[_BASE[field]], planned[field], reported.get(_NOW[field])
    if not (isinstance(base, int) and isinstance(goal, int) and isinstance(now, int)):
        return None
    exits = complete_sum(reported.get(name) for name in _EXITS[field])
    return Standing(target.unit, field, base, goal, now, elapsed, exits)


def _of_commune(
    field: Count, plan: Plan, of_tdps: Sequence[Standing | None], total: Flat, elapsed: Fraction
) -> Standing | None:
    """Return the sum of the standings of the TDPs, else the standing of the total row."""
    stated = [standing for standing in of_tdps if standing is not None]
    if not stated:
        planned = plan.total or plan.computed_total
        return None if planned is None else _of_households(field, planned, total, elapsed)
    return Standing(
        plan.unit,
        field,
        sum(standing.base for standing in stated),
        sum(standing.goal for standing in stated),
        sum(standing.now for standing in stated),
        elapsed,
        complete_sum(standing.exits for standing in stated),
        _missing(plan, of_tdps),
    )


def _of_workers(
    field: Count, plan: Plan, reported: Sequence[Flat], total: Flat, elapsed: Fraction
) -> Standing | None:
    """Return the standing of a labour target, which the plan sets for the commune alone."""
    goal = None if plan.labour is None else plan.labour.flat()[field]
    counts = [flat.get(field) for flat in reported]
    stated = [count for count in counts if isinstance(count, int)]
    now = sum(stated) if stated else total.get(field)
    if not (isinstance(goal, int) and isinstance(now, int)):
        return None
    missing = _missing(plan, counts) if stated else ()
    return Standing(plan.unit, field, 0, goal, now, elapsed, missing=missing)


def _missing(plan: Plan, of_tdps: Iterable[object]) -> tuple[Unit, ...]:
    """Return the TDPs for which there is nothing."""
    pairs = zip(plan.targets, of_tdps, strict=True)
    return tuple(target.unit for target, stated in pairs if stated is None)
