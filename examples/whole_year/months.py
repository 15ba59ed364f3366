"""The months of the year: forms out and in, who is late, how far the plan has come."""

import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from made_up import REPORTED, events_of, reports_of
from openpyxl.worksheet.worksheet import Worksheet

from povertyplan import Count, Plan, blank_forms, check, read_tables
from povertyplan.documents.forms import MONTHLY_REPORT
from povertyplan.documents.year_tables.readings import YearReading
from povertyplan.model.fields import FLOW, Field, Value
from povertyplan.year import (
    FlowTable,
    PovertyFlow,
    ReportingPeriod,
    Rows,
    UnitReport,
    commune_report,
    progress,
    timeliness,
)

#: The TDPs whose reports of June come late, never, and with a slip.
LATE, MISSING, SLIP = "Bậu", "Ngò", "Tân Lập"
#: Where the monthly form has its first line, and the day of the report.
FIRST_LINE, DAY_OF_REPORT = 8, "C4"


def show_months(plan: Plan, folder: Path) -> FlowTable:
    """Send forms out and take reports in; return the flow of the whole year."""
    dice = random.Random(2024)  # noqa: S311  # no secret is drawn
    events = [events_of(target, dice) for target in plan.targets]
    may, june, year = (ReportingPeriod(plan.year, part) for part in ("05", "06", ""))

    print("\nReports of June")
    files = [folder / f"bao-cao-{period}.xlsx" for period in (may, june)]
    for period, file in zip((may, june), files, strict=True):
        fill_in(plan, reports_of(plan, events, period), file)
    spoil(files[-1])
    show_reports(plan, *files)
    print(f"\nJune, after {SLIP} reported again")
    corrected = [report for report in reports_of(plan, events, june) if report.unit.name != MISSING]
    show_progress(plan, corrected, june)
    return flow_of(plan, reports_of(plan, events, year))


def fill_in(plan: Plan, reports: Sequence[UnitReport], file: Path) -> None:
    """Write the forms of a month, and fill them in."""
    period = reports[0].period
    blank_forms(plan, file, period=period)
    workbook = openpyxl.load_workbook(file)
    for sheet, report in zip(workbook.worksheets, reports, strict=True):
        for count in REPORTED:
            sheet[cell_of(count)].value = int(str(report.flat()[count]))
        sheet[DAY_OF_REPORT] = date(period.year, period.months[-1], 24)
        remove_formulas(sheet)
    workbook.save(file)


def remove_formulas(sheet: Worksheet) -> None:
    """Blank the cells that a spreadsheet would compute, for here is none."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.value = None


def spoil(file: Path) -> None:
    """Let one report come late, one never, and one with a slip."""
    workbook = openpyxl.load_workbook(file)
    workbook[LATE][DAY_OF_REPORT] = date(2024, 6, 28)
    for count in REPORTED:
        workbook[MISSING][cell_of(count)].value = None
    workbook[MISSING][DAY_OF_REPORT] = None
    # It typed the new jobs of the month alone, where all since the start of the year are asked for.
    workbook[SLIP][cell_of(Count.NEW_JOBS)] = 1
    workbook.save(file)


def cell_of(count: Count) -> str:
    """Return the cell of a figure in the form: in its line, since the start of the year."""
    line = [line.figure for line in MONTHLY_REPORT.figure_lines].index(count)
    return f"F{FIRST_LINE + line}"


def show_reports(plan: Plan, earlier: Path, file: Path) -> None:
    """Print who has reported, and what contradicts the reports of the month before."""
    received = read_tables(file)
    reports = reports_in(received)
    units = [target.unit for target in plan.targets]
    print(timeliness(units, reports, reports[0].period).text("en"))
    before = commune_report(plan, reports_in(read_tables(earlier)), ReportingPeriod(2024, "05"))
    for reading in received:
        for finding in check(reading, against=before, select=["PP705"]).findings:
            source = reading.source(finding)
            place = "" if source is None else source.location
            print(f"{place}: {finding.code} {finding}")


def reports_in(readings: Iterable[YearReading]) -> list[UnitReport]:
    """Return the reports that some documents hold."""
    tables = [reading.table for reading in readings if isinstance(reading.table, Rows)]
    rows = [row for table in tables for row in table.lines]
    return [row for row in rows if isinstance(row, UnitReport)]


def show_progress(plan: Plan, reports: Iterable[UnitReport], period: ReportingPeriod) -> None:
    """Print how far the commune has come."""
    for standing in progress(plan, commune_report(plan, reports, period)):
        if standing.unit == plan.unit:
            print(standing.text("en"))


def flow_of(plan: Plan, reports: Iterable[UnitReport]) -> FlowTable:
    """Return the flow of a year from its last reports, with its total."""
    period = ReportingPeriod(plan.year)
    lines: list[PovertyFlow] = []
    for report in reports:
        figures = report.flat()
        flat: dict[Field, Value] = {count: figures[count] for count in FLOW}
        lines.append(PovertyFlow.of(report.unit, period, flat))
    without_total = FlowTable(plan.unit, period, lines)
    return FlowTable(plan.unit, period, lines, without_total.computed_total)
