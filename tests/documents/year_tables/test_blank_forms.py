"""The monthly forms of a plan: sent out as a workbook, filled in, and read back."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from attrs import evolve
from openpyxl import load_workbook

from povertyplan import Count, Place, read
from povertyplan.documents.write.blank_forms import blank_forms
from povertyplan.year import ReportingPeriod, UnitReport
from tests.support.unit_tables import read_unit_tables

WHOLE = read("examples/cao-thuong-2024/plan.md").plan
PLAN = evolve(WHOLE, targets=WHOLE.targets[:2], sections=(), total=None)
JANUARY = ReportingPeriod(2024, "01")
#: The columns of the form, from 1.
LABEL, DURING, SO_FAR = 2, 5, 6


def filled(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's
    """Fill in the open cells of a sheet with 1, and the day of the report."""
    for row in sheet.iter_rows():
        for column in (DURING, SO_FAR):
            cell = row[column - 1]
            is_open = cell.value is None and not cell.protection.locked
            if is_open and row[2].value:
                cell.value = 1
        if row[LABEL - 1].value == "Ngày báo cáo:":
            row[LABEL].value = datetime(2024, 1, 25)  # noqa: DTZ001  # a day of no zone


def test_forms_that_were_filled_in(tmp_path: Path) -> None:
    """What a program fills in is computed as it is read: no spreadsheet has seen it."""
    file = tmp_path / "2024-01.xlsx"
    blank_forms(PLAN, file, period=JANUARY)
    workbook = load_workbook(file)
    for sheet in workbook.worksheets:
        filled(sheet)
    workbook.save(file)
    readings = read_unit_tables(file)
    names = [target.unit.name for target in PLAN.targets]
    assert [reading.table.lines[0].unit.name for reading in readings] == names
    first = readings[0]
    report = first.table.lines[0]
    assert isinstance(report, UnitReport)
    assert report.received == date(2024, 1, 25)
    assert report.period == JANUARY
    assert first.table.unit.name == "Cao Thượng"
    flat = report.flat()
    assert (flat[Count.POOR_START], flat[Count.POOR_LEFT]) == (8, 1)
    # 8 less three ways out, and four ways in: the form computes it.
    assert flat[Count.POOR_END] == 9
    source = first.sources[Place(1, Count.POOR_LEFT)]
    assert (source.sheet, source.cell) == ("Hoà Sơn", "F12")
    assert {notice.code for notice in first.notices} == {"formulas-evaluated"}


def test_forms_that_nobody_filled_in(tmp_path: Path) -> None:
    file = tmp_path / "2024-01.xlsx"
    blank_forms(PLAN, file, period=JANUARY)
    reading, *_ = read_unit_tables(file)
    stated = {name for name, value in reading.table.lines[0].flat().items() if value is not None}
    assert stated == {Count.POOR_START, Count.NEAR_POOR_START}
    assert not reading.unread
