"""A quota that is shared out, as a file: read again, it is the plan that it makes."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from povertyplan import Category, Count, Plan, WriteError, check, read, write, write_bytes
from povertyplan.records import from_json
from povertyplan.year import Allocation, SharingRule, allocate

PLAN = read(Path("examples/cao-thuong-2024/plan.md")).plan
FORMATS = ("xlsx", "docx", "csv", "md", "html")
GOALS = {
    Category.POOR: (36, Count.POOR_BASE, Count.POOR_GOAL),
    Category.NEAR_POOR: (25, Count.NEAR_POOR_BASE, Count.NEAR_POOR_GOAL),
}


def shared(category: Category = Category.POOR) -> Allocation:
    bases = [target.base for target in PLAN.targets]
    return allocate(GOALS[category][0], bases, category, rule=SharingRule.LEVEL)


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_written_is_read_as_the_goals_of_the_units(
    ending: str, category: Category, tmp_path: Path
) -> None:
    file, allocation = tmp_path / f"quota.{ending}", shared(category)
    write(allocation, file, against=PLAN)
    reading = read(file)
    _, base, goal = GOALS[category]
    read_again = [target.flat() for target in reading.plan.targets]
    assert [flat[base] for flat in read_again] == [share.base for share in allocation.shares]
    assert [flat[goal] for flat in read_again] == [share.goal for share in allocation.shares]
    assert not check(reading).errors
    assert write_bytes(allocation, format="markdown", against=PLAN).decode().count("|") > 200


def test_sums_and_what_is_left_are_formulas(tmp_path: Path) -> None:
    file = tmp_path / "quota.xlsx"
    write(shared(), file, against=PLAN)
    sheet = load_workbook(file)["Biểu 1"]
    assert sheet["F7"].value == "=C7-E7"
    assert [sheet[f"{column}33"].value for column in "CEF"] == [
        "=SUM(C7:C32)", "=SUM(E7:E32)", "=SUM(F7:F32)",
    ]  # fmt: skip
    assert sheet.freeze_panes == "C7"
    assert sheet.row_dimensions[27].height > 20
    assert sheet["G27"].alignment.wrap_text


def test_a_record_needs_no_plan(tmp_path: Path) -> None:
    file, allocation = tmp_path / "quota.json", shared()
    write(allocation, file)
    assert from_json(file.read_bytes(), Allocation) == allocation


@pytest.mark.parametrize("against", [None, Plan.of(2024, [{"name": "Chợ"}])])
def test_a_document_needs_the_plan_of_its_units(against: Plan | None, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="against must be the plan whose units share the quota"):
        write(shared(), tmp_path / "quota.xlsx", against=against)
    assert not list(tmp_path.iterdir())


def test_a_name_that_no_document_holds_is_refused(tmp_path: Path) -> None:
    plan = Plan.of(2024, [{"name": "Chợ\x02", "poor_base": 3}])
    allocation = allocate(1, [plan.targets[0].base], rule=SharingRule.LEVEL)
    with pytest.raises(WriteError, match=r"U\+0002"):
        write(allocation, tmp_path / "quota.docx", against=plan)
