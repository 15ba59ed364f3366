"""Tables of the year that agree have no finding; a slip in one, or beside another, has one."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Count, Edit, Place, Plan, check
from povertyplan.strategies import coverage_tables, flows, labour_tables, reports, slips
from povertyplan.year import ProgressReport, ReportingPeriod, Rows

Strategy = Callable[[], st.SearchStrategy[Rows[Any]]]
#: What one slip in a table of flows is reported under: whatever it breaks names it.
OF_FLOWS = {"PP101", "PP701", "PP702", "PP703"}
GROWING = st.sampled_from((Count.POOR_LEFT, Count.NEAR_POOR_NEW, Count.NEW_JOBS, Count.HELPED))


@pytest.mark.parametrize("kind", [flows, reports, labour_tables, coverage_tables])
@given(data=st.data())
def test_a_table_has_no_finding_and_its_slips_have_one(kind: Strategy, data: st.DataObject) -> None:
    table = data.draw(kind())
    assert check(table).findings == ()
    slip = data.draw(slips(table) | st.none())
    if slip is None:
        return
    found = {(finding.code, finding.place) for finding in check(slip.plan).findings}
    assert (slip.code, slip.place) in found, slip.edits
    if kind is flows:
        assert {code for code, _ in found} <= OF_FLOWS


def in_june(report: ProgressReport) -> ProgressReport:
    """Return the report as one of June 2024."""
    june = ReportingPeriod(2024, "06")
    return in_period(report, june)


def in_period(report: ProgressReport, period: ReportingPeriod) -> ProgressReport:
    """Return the report as one of another period."""
    lines = [line.of(line.unit, period, line.flat()) for line in report.lines]
    return ProgressReport(report.unit, period, tuple(lines))


def plan_of(report: ProgressReport) -> Plan:
    """Return a plan whose base is the start of a report."""
    rows = [
        {
            "name": line.unit.name,
            "poor_base": line.flat().get(Count.POOR_START),
            "near_poor_base": line.flat().get(Count.NEAR_POOR_START),
        }
        for line in report.lines
    ]
    return Plan.of(report.period.year, rows)


@given(reports(), st.integers(1, 9))
def test_a_report_starts_from_the_plan(drawn: ProgressReport, added: int) -> None:
    report = in_june(drawn)
    plan = plan_of(report)
    reversed_rows = evolve(plan, targets=plan.targets[::-1])
    assert check(report, against=plan).findings == ()
    assert check(report, against=reversed_rows).findings == ()
    start = report.lines[0].flat()[Count.POOR_START]
    assert isinstance(start, int)
    place = Place(1, Count.POOR_START)
    changed = report.edited([Edit(place, start, start + added)])
    found = check(changed, against=plan, select=["PP704", "PP705", "PP706", "PP707"]).findings
    assert [(finding.code, finding.place) for finding in found] == [("PP704", place)]


@given(reports(), GROWING, st.integers(1, 9))
def test_a_later_report_has_all_that_was_reported(
    drawn: ProgressReport, count: Count, added: int
) -> None:
    report = in_june(drawn)
    july = in_period(report, ReportingPeriod(2024, "07"))
    assert check(july, against=report).findings == ()
    reported = report.lines[0].flat()[count]
    assert isinstance(reported, int)
    place = Place(1, count)
    more = report.edited([Edit(place, reported, reported + added)])
    found = check(july, against=more, select=["PP7"]).findings
    assert [(finding.code, finding.place) for finding in found] == [("PP705", place)]
    assert (
        check(
            july.edited([Edit(place, reported, reported + added)]), against=report, select=["PP705"]
        ).findings
        == ()
    )
