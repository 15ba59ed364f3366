"""The year of the plan in examples: what its figures ask for, and how far June has come."""

from fractions import Fraction

import pytest

from povertyplan import Count, Plan, read
from povertyplan.model.fields import Flat
from povertyplan.year import (
    Interval,
    ReportingPeriod,
    Standing,
    UnitReport,
    commune_report,
    near_poor_exits_needed,
    progress,
)

JUNE = ReportingPeriod(2024, "06")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read("examples/cao-thuong-2024/plan.md").plan


def test_the_plan_needs_25_to_61_near_poor_households_to_leave(plan: Plan) -> None:
    assert near_poor_exits_needed(plan) == Interval(25, 61)


def test_june(plan: Plan) -> None:
    """In the first 18 units with a poor household one leaves poverty, in each 5 find work."""
    reports: list[UnitReport] = []
    left = 18
    for target in plan.targets:
        start = target.base.poor.count or 0
        exits = 1 if start and left else 0
        left -= exits
        figures: Flat = {
            Count.POOR_START: start,
            Count.POOR_TO_NEAR_POOR: exits,
            Count.POOR_LEFT: 0,
            Count.POOR_END: start - exits,
            Count.NEW_JOBS: 5,
        }
        reports.append(UnitReport.of(target.unit, JUNE, figures))
    standings = progress(plan, commune_report(plan, reports, JUNE))
    half = Fraction(1, 2)
    poor, new_jobs = standings[-2:]
    assert poor == Standing(plan.unit, Count.POOR_GOAL, 90, 54, 72, half, exits=18)
    assert (poor.achieved, poor.needed, poor.per_month) == (half, 18, Fraction(3))
    assert new_jobs == Standing(plan.unit, Count.NEW_JOBS, 0, 260, 130, half)
    # Four units are to keep their poor households, so nothing of theirs can be achieved.
    assert [standing.achieved for standing in standings].count(None) == 4
