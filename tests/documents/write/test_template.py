"""The template of the next plan: what it takes over, what is open, what it refuses."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from povertyplan import (
    LabourTarget,
    Percent,
    Plan,
    Review,
    Section,
    WriteError,
    check,
    read,
    read_censuses,
    template,
)

REAL = Path("examples/cao-thuong-2024/plan.md")
YELLOW = "FFFFF2CC"

TWO = Plan.of(2024, [
    {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "near_poor_goal": 4},
    {"name": "Ngò", "households_goal": 78, "poor_goal": 2, "near_poor_goal": 5},
])  # fmt: skip
REVIEW = """
| TT | Đơn vị | Số hộ năm 2024 | Hộ nghèo năm 2024 | Hộ cận nghèo năm 2024 |
|---|---|---|---|---|
| 1 | Chợ | 140 | 2 | 4 |
| 2 | Ngò | 78 | 2 | 5 |
| | Tổng | 218 | 4 | 9 |
"""


def sheets_of(source: Plan | Review | list[str], folder: Path) -> tuple[Any, Any]:
    """Return the annex and the text of a template for 2025."""
    file = folder / "plan.xlsx"
    template(source, file, year=2025)
    book = load_workbook(file)
    return book["Phụ lục"], book["Lời văn"]


def is_open(cell: Any) -> bool:  # noqa: ANN401  # openpyxl's
    return bool(cell.fill.fgColor.rgb == YELLOW) and cell.value is None


def test_the_goals_of_a_plan_become_the_base_of_the_next(tmp_path: Path) -> None:
    template(read(REAL).plan, tmp_path / "plan.xlsx", year=2025)
    reading = read(tmp_path / "plan.xlsx")
    assert [str(notice.code) for notice in reading.notices] == []
    assert (reading.plan.year, reading.plan.unit.name) == (2025, "Cao Thượng")
    assert reading.plan.target("Tân Lập").base.poor.count == 3
    assert reading.plan.target("Tân Lập").goal.poor.count is None
    assert reading.plan.total is not None
    # The rate that the last plan printed wrong, 1,39, is computed anew.
    assert reading.plan.total.base.poor.rate == Percent.parse("1,38")
    assert [finding.code for finding in check(reading).findings] == ["PP504"]


def test_goals_are_open_and_formulas_are_locked(tmp_path: Path) -> None:
    annex, text = sheets_of(TWO, tmp_path)
    assert annex.protection.sheet
    assert text.protection.sheet
    assert all(is_open(annex[cell]) for cell in ("D9", "G9", "K10"))
    assert [annex[cell].value for cell in ("C9", "E9", "I10")] == [140, 2, 5]
    assert not any(annex[cell].protection.locked for cell in ("B9", "C9", "D9", "A3"))
    assert annex["F9"].value == "=ROUND(E9/C9*100,2)"
    assert annex["H9"].value == '=IF(OR(G9="",D9="",D9=0),"",ROUND(G9/D9*100,2))'
    assert annex["C11"].value == "=SUM(C9:C10)"
    assert annex["G11"].value == '=IF(COUNT(G9:G10)<ROWS(G9:G10),"",SUM(G9:G10))'
    assert all(annex[cell].protection.locked for cell in ("F9", "H9", "C11", "G11"))


def test_what_excel_refuses_and_what_it_marks(tmp_path: Path) -> None:
    annex, _ = sheets_of(TWO, tmp_path)
    rules = {str(rule.sqref): rule.formula1 for rule in annex.data_validations.dataValidation}
    assert rules["D9:D11"] == "AND(ISNUMBER(D9),D9>=0,D9=INT(D9))"
    assert rules["G9:G11"].endswith('OR(D9="",SUM(G9,K9)<=D9))')
    marks = {str(cells.sqref): cells.rules[0].formula for cells in annex.conditional_formatting}
    assert marks == {
        "G9:G11": ["AND(ISNUMBER($G9),ISNUMBER($E9),N($G9)>N($E9))"],
        "K9:K11": ["AND(ISNUMBER($K9),ISNUMBER($I9),N($K9)>N($I9)+MAX(0,N($E9)-N($G9)))"],
    }


def test_a_review_and_bare_names_are_sources_too(tmp_path: Path) -> None:
    (tmp_path / "review.md").write_text(REVIEW, encoding="utf-8")
    review = read_censuses(tmp_path / "review.md")
    annex, _ = sheets_of(review, tmp_path)
    assert [annex[cell].value for cell in ("B9", "C9", "E10")] == ["Chợ", 140, 2]
    bare, text = sheets_of(["Chợ", "Ngò"], tmp_path)
    assert all(is_open(bare[cell]) for cell in ("C9", "D9", "E9", "G10", "I9"))
    assert bare["F9"].value == '=IF(OR(E9="",C9="",C9=0),"",ROUND(E9/C9*100,2))'
    assert text["A4"].value == "KẾ HOẠCH"
    assert read(tmp_path / "plan.xlsx").plan.year == 2025


def test_sections_and_persons_are_taken_over(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"name": name, "households_goal": 100, "persons_goal": 400} for name in ("A", "B", "C")
    ]
    sections = (Section("Vùng thấp", range(1, 3)), Section("Vùng cao", range(3, 4)))
    plan = evolve(Plan.of(2024, rows), sections=sections)
    annex, _ = sheets_of(plan, tmp_path)
    assert [annex[f"B{row}"].value for row in (9, 12)] == ["Vùng thấp", "Vùng cao"]
    assert (annex["D8"].value, annex["D10"].value) == ("2", 400)
    assert annex["C14"].value == "=SUM(C10:C11,C13)"
    assert str(annex["E14"].value).startswith("=IF(COUNT(E10:E11,E13)<ROWS(E10:E11)+ROWS(E13),")
    template(plan, tmp_path / "plan.xlsx", year=2025)
    assert [section.label for section in read(tmp_path / "plan.xlsx").plan.sections] == [
        "Vùng thấp",
        "Vùng cao",
    ]


def test_a_section_without_rows_has_no_sum(tmp_path: Path) -> None:
    plan = evolve(
        TWO, sections=(Section("Vùng cao", range(1, 1)), Section("Vùng thấp", range(1, 3)))
    )
    annex, _ = sheets_of(plan, tmp_path)
    assert annex["C9"].value is None


def test_labour_targets_are_typed_beside_their_sentences(tmp_path: Path) -> None:
    labour = LabourTarget(
        TWO.unit, 2024, 9000, 7000, Percent.parse("77,8"), certified_rate=Percent.parse("30")
    )
    _, text = sheets_of(evolve(TWO, labour=labour), tmp_path)
    beside = {row: is_open(text.cell(row, 3)) for row in range(1, text.max_row)}
    rows = [row for row, open_ in beside.items() if open_]
    said = [str(text.cell(row, 1).value).split(":")[0] for row in rows]
    assert said == [
        '="- Số người trong độ tuổi lao động',
        '="- Lao động qua đào tạo',
        '="- Tỷ lệ lao động qua đào tạo có bằng cấp, chứng chỉ',
    ]
    rate = next(str(text.cell(row, 1).value) for row in beside
                if "Tỷ lệ lao động qua đào tạo:" in str(text.cell(row, 1).value))  # fmt: skip
    assert f"C{rows[1]}/C{rows[0]}*100" in rate


@pytest.mark.parametrize(
    ("source", "year", "said"),
    [
        ([], 2025, "source has no units"),
        (TWO, 2024, "year must be later than that of source, 2024"),
        (["Chợ"], 0, "year must be a whole number from 1900 to 2099"),
    ],
)
def test_sources_that_are_refused(
    source: Plan | list[str], year: int, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=said):
        template(source, tmp_path / "plan.xlsx", year=year)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["none/plan.xlsx", "plan.docx"])
def test_names_that_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError):
        template(TWO, tmp_path / name, year=2025)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_document_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"U\+0001"):
        template(["a\x01b"], tmp_path / "plan.xlsx", year=2025)
    assert list(tmp_path.iterdir()) == []
