"""
Play the year of a plan: forms out, forms in, who is late, how far the plan has come.

    python examples/year_of_reports.py examples/cao-thuong-2024/plan.md

A seeded program stands for the TDPs: what they report is made up, and adds up to the plan.  The
forms of June are written, filled in and read back as workbooks; one comes late, one never, and
one has a slip in it.  Needs the extra `office`.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import openpyxl

from povertyplan import Count, Plan, PovertyTarget, blank_forms, check, read, read_tables
from povertyplan.documents.forms import MONTHLY_REPORT
from povertyplan.model.fields import FLOW, Field, Value
from povertyplan.year import (
    FlowTable,
    PovertyFlow,
    ReportingPeriod,
    UnitReport,
    commune_report,
    progress,
    timeliness,
)

LATE, MISSING, SLIP = "Bậu", "Ngò", "Tân Lập"
REPORTED = (*FLOW, Count.HELPED, Count.NEW_JOBS)
#: Where the form has its first line, and the day of the report.
FIRST_LINE, DAY_OF_REPORT = 8, "C4"


def events_of(target: PovertyTarget, dice: random.Random) -> list[tuple[int, Count]]:
    """Draw what happens in a TDP, each with its month, so that the year ends as it is planned."""
    base, goal = target.base, target.goal
    exits = (base.poor.count or 0) - (goal.poor.count or 0)
    became_near_poor = dice.randint(0, exits)
    near_poor_exits = (base.near_poor.count or 0) - (goal.near_poor.count or 0) + became_near_poor
    happened = [Count.POOR_TO_NEAR_POOR] * became_near_poor
    happened += [Count.POOR_LEFT] * (exits - became_near_poor)
    happened += [Count.NEAR_POOR_LEFT] * near_poor_exits + [Count.NEW_JOBS] * 10
    return [(dice.randint(2, 11), event) for event in happened]


def reports_of(
    plan: Plan, events: Iterable[list[tuple[int, Count]]], period: ReportingPeriod
) -> list[UnitReport]:
    """Return what the TDPs report to the end of a period: all since the start of the year."""
    reports: list[UnitReport] = []
    for target, of_unit in zip(plan.targets, events, strict=True):
        so_far = Counter(event for month, event in of_unit if month <= period.months[-1])
        flat: dict[Field, Value] = {count: so_far[count] for count in REPORTED}
        poor, near_poor = target.base.poor.count or 0, target.base.near_poor.count or 0
        became = so_far[Count.POOR_TO_NEAR_POOR]
        flat[Count.POOR_START] = poor
        flat[Count.POOR_END] = poor - became - so_far[Count.POOR_LEFT]
        flat[Count.NEAR_POOR_START] = near_poor
        flat[Count.NEAR_POOR_FROM_POOR] = became
        flat[Count.NEAR_POOR_END] = near_poor + became - so_far[Count.NEAR_POOR_LEFT]
        reports.append(UnitReport.of(target.unit, period, flat))
    return reports


def write_filled_forms(
    plan: Plan, reports: Iterable[UnitReport], period: ReportingPeriod, file: Path
) -> None:
    """Write the forms of a month and fill them in, but for the one that never comes back."""
    blank_forms(plan, file, period=period)
    workbook = openpyxl.load_workbook(file)
    for sheet, report in zip(workbook.worksheets, reports, strict=True):
        if report.unit.name == MISSING:
            continue
        for count in REPORTED:
            sheet[cell_of(count)].value = int(str(report.flat()[count]))
        day = date(period.year, period.months[-1], 28 if report.unit.name == LATE else 24)
        sheet[DAY_OF_REPORT] = day
    # It typed the new jobs of the month alone, where all since the start of the year are asked for.
    workbook[SLIP][cell_of(Count.NEW_JOBS)] = 1
    workbook.save(file)


def cell_of(count: Count) -> str:
    """Return the cell of a figure in the form: in its line, since the start of the year."""
    line = [line.figure for line in MONTHLY_REPORT.figure_lines].index(count)
    return f"F{FIRST_LINE + line}"


def flow_in(report: UnitReport) -> dict[Field, Value]:
    """Return the flow of a report by its flat names."""
    return {count: report.flat()[count] for count in FLOW}


def main(source: Path, folder: Path) -> None:
    """Play the year, and print what comes of it."""
    plan, dice = read(source).plan, random.Random(2024)  # noqa: S311  # no secret is drawn
    events = [events_of(target, dice) for target in plan.targets]
    may, june, year = (ReportingPeriod(plan.year, part) for part in ("05", "06", ""))

    forms = folder / f"{june}.xlsx"
    write_filled_forms(plan, reports_of(plan, events, june), june, forms)
    received = read_tables(forms)
    rows = [row for reading in received for row in reading.table.lines]
    reports = [row for row in rows if isinstance(row, UnitReport)]
    units = [target.unit for target in plan.targets]
    print(timeliness(units, reports, june).text("vi"))

    print("\nKiểm tra từng báo cáo, đối chiếu với tháng trước:")
    before = commune_report(plan, reports_of(plan, events, may), may)
    for reading in received:
        for finding in check(reading, against=before, select=["PP7"], ignore=["PP706"]).findings:
            source_of = reading.source(finding)
            where = "" if source_of is None else source_of.location.text("vi")
            print(f"{where}: {finding.code} {finding.text('vi')}")

    print(f"\nSau khi {SLIP} báo cáo lại, {MISSING} vẫn chưa báo cáo:")
    corrected = [report for report in reports_of(plan, events, june) if report.unit.name != MISSING]
    for standing in progress(plan, commune_report(plan, corrected, june)):
        if standing.unit == plan.unit:
            print(standing.text("vi"))

    print("\nDiễn biến cả năm, đối chiếu với kế hoạch:")
    lines = [
        PovertyFlow.of(report.unit, year, flow_in(report))
        for report in reports_of(plan, events, year)
    ]
    table = FlowTable(plan.unit, year, lines, FlowTable(plan.unit, year, lines).computed_total)
    print(check(table, against=plan).text("vi"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Play the year of a plan.")
    parser.add_argument("plan", type=Path, help="such as examples/cao-thuong-2024/plan.md")
    parser.add_argument("folder", type=Path, nargs="?", help="where to write; else a temporary one")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(arguments.plan, arguments.folder or Path(temporary))
