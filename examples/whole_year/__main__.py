"""
Play the year of a plan, from the review before it to the plan of the next year.

    python examples/whole_year examples/cao-thuong-2024/plan.md FOLDER

The plan is a real one; what happens in its year is made up, in `made_up`.  Every document is
written to the folder, read back and checked.  Needs the extra `office`.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from textwrap import indent

import openpyxl
from attrs import evolve
from made_up import (
    REPORTED,
    commitments_of_bodies,
    coverage_of,
    events_of,
    register_of,
    reports_of,
    with_one_not_judged,
)
from openpyxl.worksheet.worksheet import Worksheet

from povertyplan import (
    Category,
    Count,
    HouseholdCensus,
    Plan,
    PovertyTarget,
    Report,
    Tally,
    Unit,
    blank_forms,
    check,
    completed,
    read,
    read_censuses,
    read_tables,
    repair,
    write,
)
from povertyplan.documents.forms import MONTHLY_REPORT
from povertyplan.documents.year_tables.readings import YearReading
from povertyplan.model.fields import FLOW, Field, Value
from povertyplan.reading import TableReading
from povertyplan.year import (
    FlowTable,
    PovertyFlow,
    Register,
    ReportingPeriod,
    Rows,
    Share,
    SharingRule,
    UnitReport,
    allocate,
    commune_report,
    progress,
    reach,
    roll_over,
    timeliness,
)

#: The TDPs whose reports of June come late, never, and with a slip.
LATE, MISSING, SLIP = "Bậu", "Ngò", "Tân Lập"
#: Where the monthly form has its first line, and the day of the report.
FIRST_LINE, DAY_OF_REPORT = 8, "C4"


def main(source: Path, folder: Path) -> None:
    """Play the year, step by step, and print what comes of each."""
    plan = read(source).plan
    register = show_review(plan, folder)
    show_quota(plan, register)
    show_plan(plan, register, folder)
    show_help(plan, register)
    flow = show_months(plan, folder)
    show_support(register, folder)
    show_result(plan, flow, folder)
    show_next_plan(plan, folder)


def show(file: Path, report: Report) -> None:
    """Print what was found in a document."""
    print(file.name)
    print(indent(report.text("en"), "  "))


def show_review(plan: Plan, folder: Path) -> Register:
    """Write the register of the review before the plan, and check it as it is read back."""
    print("The review")
    register = register_of(plan)
    draft, final = folder / "danh-sach-du-thao-2023.xlsx", folder / "danh-sach-2023.xlsx"
    write(with_one_not_judged(register), draft)
    show(draft, check(register_in(draft)))
    write(register, final)
    reading = register_in(final)
    show(final, check(reading))
    result = folder / "ket-qua-2023.xlsx"
    write_result(plan.unit, [target.base for target in plan.targets], result)
    show(result, check(read_censuses(result).reading))
    causes = reading.table.causes(Category.POOR)
    most = max(causes, key=causes.__getitem__)
    able = sum(reading.table.able(Category.POOR).values())
    print(f"{len(reading.table.households)} poor households, {able} of them able to leave poverty")
    print(f"most frequent cause: {most}, of {causes[most]} households")
    return reading.table


def register_in(file: Path) -> TableReading[Register]:
    """Return the register that a file holds."""
    (reading,) = read_tables(file)
    assert isinstance(reading.table, Register)
    return reading


def show_quota(plan: Plan, register: Register) -> None:
    """Share the quota out by one level, and compare the shares with the goals of the plan."""
    print("\nThe quota")
    rows = [target.base for target in plan.targets]
    # A TDP has promised an exit that no level would ask of it.
    able, promised = register.able(Category.POOR), {"Đình Giã": 1}
    allocation = allocate(36, rows, rule=SharingRule.LEVEL, at_most=able, at_least=promised)
    for share in allocation.shares[:3]:
        print(share.text("en"))
    as_planned = [
        target
        for target, share in zip(plan.targets, allocation.shares, strict=True)
        if target.goal.poor.count == share.goal
    ]
    print(f"{len(as_planned)} of {len(rows)} shares are as the plan has them")


def show_plan(plan: Plan, register: Register, folder: Path) -> None:
    """Write the draft of the plan, repair it, and check what is signed."""
    print("\nThe plan")
    draft, signed = folder / "du-thao-2024.docx", folder / "ke-hoach-2024.docx"
    write(plan, draft)
    for edit in repair(draft, signed, tracked=False).edits:
        print(f"{edit.place}: {edit.printed} becomes {edit.proposed}")
    show(signed, check(read(signed), ignore=["PP5"]))
    show(signed, check(read(signed), against=register, select=["PP802", "PP803", "PP804"]))


def show_help(plan: Plan, register: Register) -> None:
    """Compare what bodies promise with the plan, and with the register, in which they stand."""
    print("\nHelp")
    commitments = commitments_of_bodies()
    promised = reach(commitments, Count.HELPED)
    print(f"{len(commitments)} bodies help {promised.lo} to {promised.hi} households")
    print(check(plan, against=commitments, select=["PP806"]).text("en"))
    helped = register.helped(Category.POOR)
    print(f"as the register has it: {', '.join(map(str, helped.values()))} households")
    print(check(register, against=commitments, select=["PP805"]).text("en"))


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


def show_support(register: Register, folder: Path) -> None:
    """Write who has the support that he is entitled to, and check it."""
    print("\nSupport at the end of the year")
    for name, missing in (("ho-tro-du-thao-2024.xlsx", 1), ("ho-tro-2024.xlsx", 0)):
        write(coverage_of(register, missing), folder / name)
        (reading,) = read_tables(folder / name)
        show(folder / name, check(reading))


def show_result(plan: Plan, flow: FlowTable, folder: Path) -> None:
    """Write the flow of the year and the result of its review, and check both."""
    print("\nThe result of the year")
    file = folder / "dien-bien-2024.docx"
    write(flow, file)
    of_poor, of_near_poor = read_tables(file)
    show(file, check(of_poor, against=plan))
    show(file, check(of_near_poor, against=of_poor))

    result: list[HouseholdCensus] = []
    for target, line in zip(plan.targets, flow.lines, strict=True):
        poor, near_poor = Tally(line.poor.end), Tally(line.near_poor.end)
        result.append(evolve(target.goal, poor=poor, near_poor=near_poor))
    file = folder / "ket-qua-2024.xlsx"
    write_result(plan.unit, result, file)
    show(file, check(read_censuses(file).reading))


def write_result(unit: Unit, result: Sequence[HouseholdCensus], file: Path) -> None:
    """Write the result of a review as an office would type it."""
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append([f"KẾT QUẢ RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {result[0].year}"])
    sheet.append([f"{unit.kind.capitalize()} {unit.name}"])
    sheet.append(["TT", "Đơn vị", "Số hộ", "Hộ nghèo", "Hộ cận nghèo"])
    for number, census in enumerate(result, 1):
        poor, near_poor = census.poor.count, census.near_poor.count
        sheet.append([number, census.unit.name, census.households, poor, near_poor])
    workbook.save(file)


def show_next_plan(plan: Plan, folder: Path) -> None:
    """Make the result the base of the next plan, set its goals, write it and check it."""
    print("\nThe next plan")
    result = read_censuses(folder / "ket-qua-2024.xlsx")
    opened = roll_over(plan, result.censuses)
    quota = allocate(18, result.censuses, rule=SharingRule.LEVEL)
    targets = [
        PovertyTarget(target.base, goal_of(target.base, share))
        for target, share in zip(opened.targets, quota.shares, strict=True)
    ]
    file = folder / "ke-hoach-2025.docx"
    write(completed(evolve(opened, targets=targets)), file)
    show(file, check(read(file), against=result))


def goal_of(base: HouseholdCensus, share: Share) -> HouseholdCensus:
    """Return a goal: as many poor households as a share leaves, and all else as it was."""
    near_poor = Tally(base.near_poor.count)
    return HouseholdCensus(
        base.unit, base.year + 1, base.households, poor=Tally(share.goal), near_poor=near_poor
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="whole_year", description="Play the year of a plan.")
    parser.add_argument("plan", type=Path, help="such as examples/cao-thuong-2024/plan.md")
    parser.add_argument("folder", type=Path, help="where the documents of the year are written")
    arguments = parser.parse_args()
    main(arguments.plan, arguments.folder)
