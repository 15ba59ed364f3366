"""A report of the commune beside its plan: the TDPs, the commune, and what is left out."""

from fractions import Fraction

import pytest

from povertyplan import Count, LabourTarget, Plan, Unit
from povertyplan.model.fields import Flat
from povertyplan.year import (
    FlowTable,
    ProgressReport,
    ReportingPeriod,
    Standing,
    UnitReport,
    progress,
)

JUNE = ReportingPeriod(2024, "06")
ROWS = [
    {"name": "Chợ", "poor_base": 3, "poor_goal": 2, "near_poor_base": 5, "near_poor_goal": 4},
    {"name": "Ngò", "poor_base": 4, "poor_goal": 2},
    {"name": "Bậu", "poor_base": 2, "poor_goal": 2},
]
PLAN = Plan.of(2024, ROWS, unit="Cao Thượng", labour={"new_jobs": 260, "exported": 10})
REPORTED: dict[str, Flat] = {
    "Ngò": {Count.POOR_END: 3, Count.POOR_TO_NEAR_POOR: 1, Count.POOR_LEFT: 1, Count.NEW_JOBS: 9},
    "Chợ": {
        Count.POOR_END: 2,
        Count.POOR_TO_NEAR_POOR: 1,
        Count.POOR_LEFT: 0,
        Count.NEAR_POOR_END: 4,
        Count.NEAR_POOR_LEFT: 2,
        Count.NEW_JOBS: 121,
    },
}


def reported(*, total: Flat | None = None, **units: Flat) -> ProgressReport:
    lines = [UnitReport.of(Unit(name), JUNE, flat) for name, flat in units.items()]
    of_total = None if total is None else UnitReport.of(PLAN.unit, JUNE, total)
    return ProgressReport(PLAN.unit, JUNE, lines, of_total)


def test_tdps_in_the_order_of_the_plan_and_the_commune() -> None:
    standings = progress(PLAN, reported(**REPORTED))
    half = Fraction(1, 2)
    bau, ngo = Unit("Bậu"), Unit("Ngò")
    assert standings == (
        Standing(Unit("Chợ"), Count.POOR_GOAL, 3, 2, 2, half, exits=1),
        Standing(Unit("Chợ"), Count.NEAR_POOR_GOAL, 5, 4, 4, half, exits=2),
        Standing(ngo, Count.POOR_GOAL, 4, 2, 3, half, exits=2),
        Standing(PLAN.unit, Count.POOR_GOAL, 7, 4, 5, half, exits=3, missing=(bau,)),
        Standing(PLAN.unit, Count.NEAR_POOR_GOAL, 5, 4, 4, half, exits=2, missing=(ngo, bau)),
        Standing(PLAN.unit, Count.NEW_JOBS, 0, 260, 130, half, missing=(bau,)),
    )


def test_a_total_stands_for_lines_without_the_figure() -> None:
    report = reported(total={Count.POOR_END: 7, Count.EXPORTED: 4}, Chợ={Count.HELPED: 1})
    assert progress(PLAN, report) == (
        Standing(PLAN.unit, Count.POOR_GOAL, 9, 6, 7, Fraction(1, 2)),
        Standing(PLAN.unit, Count.EXPORTED, 0, 10, 4, Fraction(1, 2)),
    )


def test_what_either_lacks_is_left_out() -> None:
    assert progress(PLAN, reported()) == ()
    nothing_planned = Plan.of(2024, [])
    report = reported(total={Count.POOR_END: 7, Count.NEW_JOBS: 9})
    assert progress(nothing_planned, report) == ()


def test_a_unit_that_the_plan_does_not_name_is_left_out() -> None:
    (cho, commune) = progress(PLAN, reported(Chợ={Count.POOR_END: 2}, Đô={Count.POOR_END: 9}))
    assert (cho.unit.name, commune.now) == ("Chợ", 2)


def test_other_reports_are_refused() -> None:
    with pytest.raises(ValueError, match="must be of the year of the plan, 2024, got 2023-06"):
        progress(PLAN, ProgressReport(PLAN.unit, ReportingPeriod(2023, "06"), ()))
    year = ReportingPeriod(2024)
    labour: object = FlowTable(PLAN.unit, year, [LabourTarget(PLAN.unit, 2024)])  # type: ignore[list-item]  # refused when it runs
    with pytest.raises(TypeError, match="must be a ProgressReport, got <Rows of LabourTarget"):
        progress(PLAN, labour)  # type: ignore[arg-type]  # refused when it runs
