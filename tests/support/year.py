"""Small tables of the year, and files of their records."""

from datetime import date
from pathlib import Path

from povertyplan import Category, LabourTarget, Level, Unit
from povertyplan.records import Record, to_json
from povertyplan.year import (
    Flow,
    FlowTable,
    Household,
    LabourTable,
    Outlook,
    PovertyCause,
    PovertyFlow,
    ProgressReport,
    Register,
    ReportingPeriod,
    UnitReport,
)

COMMUNE = Unit("Cao Thượng", Level.COMMUNE, "thị trấn")
YEAR = ReportingPeriod(2024)
JUNE, JULY = ReportingPeriod(2024, "06"), ReportingPeriod(2024, "07")
POOR = Flow(start=8, to_other=2, left=1, other_out=0, from_other=0, relapsed=0, new=0, other_in=0,
            end=5)  # fmt: skip


def flow_of_poor(end: int = 5) -> FlowTable:
    """Return the flow of the poor of one unit, closed if it ends with 5."""
    flow = PovertyFlow(Unit("Hoà Sơn"), YEAR, Flow(8, 2, 1, 0, 0, 0, 0, 0, end))
    return FlowTable(COMMUNE, YEAR, [flow], PovertyFlow(COMMUNE, YEAR, flow.poor))


def register() -> Register:
    """Return two households of one unit."""
    unit = Unit("Hoà Sơn")
    causes = [PovertyCause.CAPITAL, PovertyCause.LAND]
    poor = Household("H-1", unit, Category.POOR, 4, causes, Outlook.ABLE, helper="Hội Nông dân")
    return Register(COMMUNE, 2023, [poor, Household("H-2", unit, Category.NEAR_POOR)])


def flow_of_near_poor() -> FlowTable:
    """Return the flow of the near-poor of the same unit."""
    flow = PovertyFlow(Unit("Hoà Sơn"), YEAR, near_poor=Flow(7, 0, 0, 0, 2, 0, 0, 0, 9))
    total = PovertyFlow(COMMUNE, YEAR, near_poor=flow.near_poor)
    return FlowTable(COMMUNE, YEAR, [flow], total)


def reports(period: ReportingPeriod, new_jobs: int = 4) -> ProgressReport:
    """Return the report of one unit, with a flow and labour figures."""
    unit = Unit("Hoà Sơn")
    labour = LabourTarget(unit, period.year, new_jobs=new_jobs, exported=1)
    report = UnitReport(unit, period, PovertyFlow(unit, period, POOR), labour, 1, date(2024, 6, 25))
    return ProgressReport(COMMUNE, period, [report])


def labour_figures(*new_jobs: int, total: int) -> LabourTable:
    """Return the new jobs of some units, with a total."""
    lines = [
        LabourTarget(Unit(f"TDP {number}"), 2024, new_jobs=jobs)
        for number, jobs in enumerate(new_jobs, 1)
    ]
    return LabourTable(COMMUNE, YEAR, lines, LabourTarget(COMMUNE, 2024, new_jobs=total))


def record_in(folder: Path, name: str, record: Record) -> str:
    """Write the record of a table into a folder, and return the name of the file."""
    file = folder / name
    file.write_text(to_json(record), encoding="utf-8")
    return str(file)
