"""Tables of a year with two units, right in themselves."""

from collections.abc import Sequence
from datetime import date

from attrs import evolve

from povertyplan import LabourTarget, Level, Percent, Plan, Unit
from povertyplan.model.fields import FLOW, Counted, Field, Value
from povertyplan.year import (
    FlowTable,
    LabourTable,
    PovertyFlow,
    ProgressReport,
    ReportingPeriod,
    Rows,
    RowSection,
    UnitReport,
)

COMMUNE = Unit("Cao Thượng", Level.COMMUNE, "thị trấn")
UNITS = (Unit("Chợ"), Unit("Ngò"))
JUNE = ReportingPeriod(2024, "06")
#: The flows of both units, in the order of `FLOW`: the poor, then the near-poor.
FLOWS: Sequence[Sequence[int | None]] = (
    (8, 2, 1, None, 1, 0, 0, None, 6, 10, 1, 3, None, 2, 0, 1, None, 9),
    (4, 1, 0, None, 0, 0, 1, None, 4, 5, 0, 0, None, 1, 0, 0, None, 6),
)
#: A plan of both, which sets a fall of the poor by 4 and by none, and ten new jobs.
PLAN = Plan.of(
    2024,
    [
        {"name": "Chợ", "poor_base": 8, "poor_goal": 4, "near_poor_base": 10, "near_poor_goal": 9},
        {"name": "Ngò", "poor_base": 4, "poor_goal": 4, "near_poor_base": 5},
    ],
    unit=COMMUNE,
    labour={"new_jobs": 10, "exported": 2, "trained_rate": "82"},
)


def flows(counted: Counted = Counted.HOUSEHOLDS, times: int = 1) -> FlowTable:
    """Return the flows of both units with their total."""
    rows: list[PovertyFlow] = []
    for unit, counts in zip(UNITS, FLOWS, strict=True):
        values = [None if count is None else times * count for count in counts]
        flat: dict[Field, Value] = dict(zip(FLOW, values, strict=True))
        rows.append(PovertyFlow.of(unit, JUNE, flat, counted))
    table = Rows(COMMUNE, JUNE, tuple(rows))
    return evolve(table, total=table.computed_total)


def sectioned(table: FlowTable) -> FlowTable:
    """Return flows with a section that holds the second unit alone."""
    section = RowSection("Khu B", range(2, 3), table.lines[1].with_flat(table.lines[1].flat()))
    return evolve(table, sections=(section,))


def reports() -> ProgressReport:
    """Return the reports of both units, one of which states no day, with their total."""
    rows: list[UnitReport] = []
    for flow, day in zip(flows().lines, (date(2024, 6, 24), None), strict=True):
        labour = LabourTarget(flow.unit, 2024, new_jobs=3, exported=1)
        rows.append(UnitReport(flow.unit, JUNE, flow, labour, 2, day))
    table = Rows(COMMUNE, JUNE, tuple(rows))
    return evolve(table, total=table.computed_total)


def labour() -> LabourTable:
    """Return the labour figures of both units, without a total."""
    year = ReportingPeriod(2024)
    rows = [
        LabourTarget(unit, 2024, 200, 150, Percent.of_ratio(150, 200), new_jobs=5, exported=1)
        for unit in UNITS
    ]
    return Rows(COMMUNE, year, tuple(rows))
