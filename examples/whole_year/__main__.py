"""
Play the year of a plan, from the review before it to the plan of the next year.

    python examples/whole_year examples/cao-thuong-2024/plan.md FOLDER

The plan is a real one; what happens in its year is made up, in `made_up`.  Every document is
written to the folder, read back and checked.  Needs the extra `office`.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

import openpyxl
from attrs import evolve
from made_up import (
    commitments_of_bodies,
    coverage_of,
    register_of,
    with_one_not_judged,
)
from months import show_months

from povertyplan import (
    Category,
    Count,
    HouseholdCensus,
    Plan,
    PovertyTarget,
    Report,
    Tally,
    Unit,
    check,
    completed,
    read,
    read_censuses,
    read_tables,
    repair,
    write,
)
from povertyplan.year import (
    FlowTable,
    Register,
    Share,
    SharingRule,
    allocate,
    reach,
    roll_over,
)

#: How many poor households are to leave poverty.
QUOTA = 36


def main(source: Path, folder: Path) -> None:
    """Play the year, step by step, and print what comes of each."""
    plan = read(source).plan
    register = show_review(plan, folder)
    show_quota(plan, register, folder)
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
    read_back = register_in(final)
    show(final, check(read_back))
    result = folder / "ket-qua-2023.xlsx"
    write_result(plan.unit, [target.base for target in plan.targets], result)
    show(result, check(read_censuses(result).reading))
    causes = read_back.causes(Category.POOR)
    most = max(causes, key=causes.__getitem__)
    able = sum(read_back.able(Category.POOR).values())
    print(f"{len(read_back.households)} poor households, {able} of them able to leave poverty")
    print(f"most frequent cause: {most}, of {causes[most]} households")
    return read_back


def register_in(file: Path) -> Register:
    """Return the register that a file holds."""
    (reading,) = read_tables(file)
    assert isinstance(reading.table, Register)
    return reading.table


def show_quota(plan: Plan, register: Register, folder: Path) -> None:
    """Share the quota out by one level, and compare what is signed with the goals of the plan."""
    print("\nThe quota")
    # A TDP has promised an exit that no level would ask of it.
    able, promised = register.able(Category.POOR), {"Đình Giã": 1}
    rows = [target.base for target in plan.targets]
    allocation = allocate(QUOTA, rows, rule=SharingRule.LEVEL, at_most=able, at_least=promised)
    for share in allocation.shares[:3]:
        print(share.text("en"))
    file = folder / "chi-tieu-2024.docx"
    write(allocation, file, against=plan)
    signed, planned = poor_goals(read(file).plan), poor_goals(plan)
    alike = [goal for goal, other in zip(signed, planned, strict=True) if goal == other]
    print(f"{file.name}: {len(alike)} of {len(planned)} goals are those of the plan")


def poor_goals(plan: Plan) -> list[int | None]:
    """Return how many poor households the TDPs are to have at the end of the year."""
    return [target.goal.poor.count for target in plan.targets]


def show_plan(plan: Plan, register: Register, folder: Path) -> None:
    """Write the draft of the plan, repair it, and check what is signed."""
    print("\nThe plan")
    draft, signed = folder / "du-thao-2024.docx", folder / "ke-hoach-2024.docx"
    write(plan, draft)
    for edit in repair(draft, signed, tracked=False).edits:
        print(f"{edit.place}: {edit.printed} becomes {edit.proposed}")
    show(signed, check(read(signed), against={Count.POOR_DROP: QUOTA}, ignore=["PP5"]))
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
