"""Reports of units: what belongs into one, and their totals."""

from datetime import date, datetime

import pytest
from attrs import evolve

from povertyplan import Count, LabourTarget, Unit, check
from povertyplan.model.fields import Counted
from povertyplan.year import Flow, PovertyFlow, ProgressReport, ReportingPeriod, UnitReport

JUNE, JULY = ReportingPeriod(2024, "06"), ReportingPeriod(2024, "07")
UNIT, NGO = Unit("Chám"), Unit("Ngò")


def flow(unit: Unit = UNIT, start: int | None = None) -> PovertyFlow:
    return PovertyFlow(unit, JUNE, Flow(start))


def test_parts_are_of_the_unit_and_the_period() -> None:
    report = UnitReport(UNIT, JUNE, PovertyFlow(UNIT, JUNE), LabourTarget(UNIT, 2024))
    assert (report.flow, report.labour) == (PovertyFlow(UNIT, JUNE), LabourTarget(UNIT, 2024))


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (PovertyFlow(NGO, JUNE), r"UnitReport.flow.unit must be Unit\('Chám'.*, got Unit\('Ngò'"),
        (PovertyFlow(UNIT, JULY), r"UnitReport.flow.period must be .*'06'\), got .*'07'\)"),
        (
            PovertyFlow(UNIT, JUNE, counted=Counted.PERSONS),
            r"UnitReport.flow.counted must be <.*households'>, got <.*persons'>",
        ),
        (LabourTarget(NGO, 2024), r"UnitReport.labour.unit must be Unit\('Chám'.*, got"),
        (LabourTarget(UNIT, 2023), r"UnitReport.labour.year must be 2024, got 2023"),
    ],
)
def test_parts_of_others_are_refused(part: PovertyFlow | LabourTarget, message: str) -> None:
    flow = part if isinstance(part, PovertyFlow) else None
    labour = part if isinstance(part, LabourTarget) else None
    with pytest.raises(ValueError, match=message):
        UnitReport(UNIT, JUNE, flow, labour)


def test_a_moment_is_received_on_its_day() -> None:
    moment = datetime(2024, 6, 24, 9, 30)  # noqa: DTZ001  # workbooks know no zones
    assert UnitReport(UNIT, JUNE, received=moment).received == date(2024, 6, 24)


def test_figures_make_the_parts_that_they_are_of() -> None:
    report = UnitReport.of(UNIT, JUNE, {Count.POOR_START: 2})
    assert report == UnitReport(UNIT, JUNE, flow(start=2))
    with pytest.raises(ValueError, match=r"UnitReport.of: .* got 'poor_goal'"):
        UnitReport.of(UNIT, JUNE, {Count.POOR_GOAL: 2})


def test_the_total_of_reports_has_the_parts_of_all() -> None:
    jobs = UnitReport(UNIT, JUNE, labour=LabourTarget(UNIT, 2024, new_jobs=3), helped=1)
    households = UnitReport(NGO, JUNE, flow(NGO, 2), helped=2)
    report = ProgressReport(Unit("Cao Thượng"), JUNE, [jobs, households])
    total = report.computed_total
    assert total is not None
    assert (total.unit, total.helped) == (report.unit, 3)
    assert (total.flow, total.labour) == (
        PovertyFlow(report.unit, JUNE),
        LabourTarget(report.unit, 2024),
    )
    assert check(report).findings == ()


def test_a_form_that_came_back_as_it_was_sent_out_is_blank() -> None:
    start = PovertyFlow(UNIT, JUNE, Flow(start=3), Flow(start=0))
    assert UnitReport(UNIT, JUNE, start, LabourTarget(UNIT, 2024)).is_blank
    assert not UnitReport(UNIT, JUNE, evolve(start, poor=Flow(start=3, end=3))).is_blank
    assert not UnitReport(UNIT, JUNE, start, received=date(2024, 6, 25)).is_blank
