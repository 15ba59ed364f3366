"""Reports of units: their parts are of the same unit and period."""

import pytest

from povertyplan import LabourTarget, Unit
from povertyplan.year import PovertyFlow, ReportingPeriod, UnitReport

CHO, NGO = Unit("Chợ"), Unit("Ngò")
JUNE, JULY = ReportingPeriod(2024, "06"), ReportingPeriod(2024, "07")


def test_parts_are_of_the_unit_and_the_period() -> None:
    report = UnitReport(CHO, JUNE, PovertyFlow(CHO, JUNE), LabourTarget(CHO, 2024))
    assert (report.flow, report.labour) == (PovertyFlow(CHO, JUNE), LabourTarget(CHO, 2024))


@pytest.mark.parametrize(
    ("part", "message"),
    [
        (PovertyFlow(NGO, JUNE), r"UnitReport.flow.unit must be Unit\('Chợ'.*, got Unit\('Ngò'"),
        (PovertyFlow(CHO, JULY), r"UnitReport.flow.period must be .*'06'\), got .*'07'\)"),
        (LabourTarget(NGO, 2024), r"UnitReport.labour.unit must be Unit\('Chợ'.*, got"),
        (LabourTarget(CHO, 2023), r"UnitReport.labour.year must be 2024, got 2023"),
    ],
)
def test_parts_of_others_are_refused(part: PovertyFlow | LabourTarget, message: str) -> None:
    flow = part if isinstance(part, PovertyFlow) else None
    labour = part if isinstance(part, LabourTarget) else None
    with pytest.raises(ValueError, match=message):
        UnitReport(CHO, JUNE, flow, labour)
