"""What came about in a month, and the report of the commune."""

from datetime import date

import pytest

from povertyplan import Count, LabourTarget, Plan, Unit
from povertyplan.model.fields import Field, Value
from povertyplan.year import Flow, ReportingPeriod, UnitReport, commune_report, during

MAY, JUNE = ReportingPeriod(2024, "05"), ReportingPeriod(2024, "06")
CHO, NGO = Unit("Chợ"), Unit("Ngò")


def report(period: ReportingPeriod, flat: dict[Field, Value], unit: Unit = CHO) -> UnitReport:
    return UnitReport.of(unit, period, flat)


def test_a_month_is_the_difference_of_two_reports() -> None:
    earlier = report(
        MAY,
        {
            Count.POOR_START: 9,
            Count.POOR_LEFT: 2,
            Count.POOR_NEW: 1,
            Count.POOR_END: 8,
            Count.POOR_OTHER_IN: 1,
            Count.WORKING_AGE: 100,
            Count.NEW_JOBS: 4,
            Count.HELPED: 3,
        },
    )
    later = report(
        JUNE,
        {
            Count.POOR_START: 9,
            Count.POOR_LEFT: 5,
            Count.POOR_END: 5,
            Count.POOR_OTHER_OUT: 1,
            Count.POOR_OTHER_IN: 1,
            Count.WORKING_AGE: 99,
            Count.NEW_JOBS: 7,
            Count.HELPED: 3,
        },
    )
    month = during(later, earlier)
    assert month.flow is not None
    assert month.flow.poor == Flow(start=8, left=3, other_out=1, other_in=0, end=5)
    assert month.flow.near_poor == Flow()
    assert month.labour == LabourTarget(CHO, 2024, working_age=99, new_jobs=3)
    assert (month.period, month.helped) == (JUNE, 0)


def test_a_part_that_one_lacks_is_none() -> None:
    with_jobs = report(JUNE, {Count.NEW_JOBS: 7})
    assert during(with_jobs, report(MAY, {})).labour is None
    assert during(report(JUNE, {}), report(MAY, {Count.NEW_JOBS: 7})) == report(JUNE, {})


@pytest.mark.parametrize(
    ("later", "earlier", "message"),
    [
        (report(JUNE, {}), report(MAY, {}, NGO), "earlier must be of 'Chợ', got 'Ngò'"),
        (report(MAY, {}), report(JUNE, {}), "of 2024 and end before 2024-05, got 2024-06"),
        (
            report(JUNE, {}),
            report(ReportingPeriod(2023, "05"), {}),
            "of 2024 and end before 2024-06, got 2023-05",
        ),
        (
            report(JUNE, {Count.NEW_JOBS: 128}),
            report(MAY, {Count.NEW_JOBS: 130}),
            "new_jobs of 'Chợ' falls from 130 to 128",
        ),
        (
            report(JUNE, {Count.POOR_OTHER_IN: None}),
            report(MAY, {Count.POOR_OTHER_IN: 2}),
            "poor_other_in of 'Chợ' falls from 2 to 0",
        ),
        (
            report(JUNE, {Count.POOR_START: 9}),
            report(MAY, {Count.POOR_START: 8}),
            "'Chợ' starts the year with poor_start 8 in 2024-05 and 9 in 2024-06",
        ),
    ],
)
def test_reports_without_a_difference(later: UnitReport, earlier: UnitReport, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        during(later, earlier)


def test_the_report_of_the_commune_has_a_line_for_each_tdp() -> None:
    plan = Plan.of(2024, [{"name": name} for name in ("Hoà Sơn", "Chợ", "Ngò")], unit="Cao Thượng")
    day = date(2024, 6, 24)
    spelled = UnitReport(Unit("HÒA SƠN", kind="tổ"), JUNE, helped=2, received=day)
    table = commune_report(plan, [spelled, report(JUNE, {Count.HELPED: 1}, NGO)], JUNE)
    assert table.lines == (
        UnitReport(Unit("Hoà Sơn"), JUNE, helped=2, received=day),
        UnitReport(CHO, JUNE),
        UnitReport(NGO, JUNE, helped=1),
    )
    assert table.total == UnitReport(plan.unit, JUNE)
