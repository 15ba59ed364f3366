"""A register to fill in: what may be typed and chosen, and that it is read once it is filled in."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from povertyplan import Category, Plan, Unit, blank_forms, read_tables
from povertyplan.documents.forms import MONTHLY_REPORT, REGISTER
from povertyplan.model.units import Level
from povertyplan.year import Household, Outlook, Policy, PovertyCause, Register, ReportingPeriod

COMMUNE = Unit("Cao Thượng", Level.COMMUNE, "thị trấn")
ROWS = [
    {"name": "Chợ", "poor_base": 3, "near_poor_base": 2},
    {"name": "Ngò", "poor_base": 1},
]
PLAN = Plan.of(2024, ROWS, unit=COMMUNE)
FIRST = 8  #: the row of the first household


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "register.xlsx"
    blank_forms(PLAN, path, period=ReportingPeriod(2024), forms=[REGISTER])
    return path


def rules_of(sheet: Any) -> dict[str, Any]:  # noqa: ANN401  # openpyxl's
    """Return the rule of the first cell of each column."""
    rules = sheet.data_validations.dataValidation
    return {str(rule.sqref).partition(":")[0]: rule for rule in rules}


def test_lines_for_the_households_of_the_base_and_more(file: Path) -> None:
    workbook = load_workbook(file)
    sheet, lists = workbook.worksheets
    assert [cell.value for cell in lists["A"]] == ["Tổ dân phố", "Chợ", "Ngò"]
    ordinals = [cell.value for cell in sheet["A"][FIRST - 1 :] if str(cell.value).isdecimal()]
    assert len(ordinals) == 3 + 2 + 1 + 50
    assert not sheet.cell(FIRST, 2).protection.locked
    assert sheet.protection.sheet


def test_what_may_be_chosen_and_typed(file: Path) -> None:
    rules = rules_of(load_workbook(file).worksheets[0])
    assert rules["C8"].formula1 == "'Danh mục'!$A$2:$A$3"
    assert rules["D8"].formula1 == '"Hộ nghèo,Hộ cận nghèo"'
    assert rules["F8"].formula1 == '"x"'
    assert rules["N8"].formula1 == '"Có,Không"'
    assert "COUNTIF($B$8:$B$63,B8)=1" in rules["B8"].formula1
    assert "Không ghi họ tên" in rules["B8"].error
    assert "đào tạo nghề, tín dụng ưu đãi" in rules["O8"].prompt
    assert {"A8", "P8"}.isdisjoint(rules)


def test_a_register_that_was_filled_in(file: Path) -> None:
    workbook = load_workbook(file)
    sheet = workbook.worksheets[0]
    cells = ("H-1", "Chợ", "Hộ nghèo", 3, "x", *[None] * 7, "Có", "Y tế, nhà ở", "Hội Nông dân")
    for column, value in enumerate(cells, 2):
        sheet.cell(FIRST + 4, column).value = value
    workbook.save(file)
    (reading,) = read_tables(file)
    household = Household(
        "H-1", Unit("Chợ"), Category.POOR, 3, [PovertyCause.LAND], Outlook.ABLE,
        [Policy.HEALTH, Policy.HOUSING], "Hội Nông dân",
    )  # fmt: skip
    assert reading.table == Register(COMMUNE, 2024, [household])
    assert reading.notices == ()


def test_a_register_that_nobody_has_filled_in_has_no_households(file: Path) -> None:
    (reading,) = read_tables(file)
    assert reading.table == Register(COMMUNE, 2024, [])


def test_a_register_beside_other_forms(tmp_path: Path) -> None:
    path = tmp_path / "forms.xlsx"
    month = ReportingPeriod(2024, "02")
    blank_forms(PLAN, path, period=month, forms=[MONTHLY_REPORT, REGISTER])
    assert load_workbook(path).sheetnames == ["Chợ", "Ngò", "Biểu 1", "Danh mục"]
