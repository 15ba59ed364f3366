"""Forms to fill in: what they know, what is open, and the formulas of what follows."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from povertyplan import Plan, Unit, WriteError, blank_forms
from povertyplan.documents.forms import (
    LABOUR_FIGURES,
    MONTHLY_REPORT,
    NEAR_POOR_FLOW,
    POOR_FLOW,
    PROGRESS_OF_UNITS,
    FormLines,
    TableForm,
)
from povertyplan.year import ReportingPeriod
from tests.support.two_units import PLAN

FEBRUARY = ReportingPeriod(2024, "02")
A4 = 9
YELLOW = "FFFFF2CC"


def written(
    folder: Path, *forms: TableForm, plan: Plan = PLAN, period: ReportingPeriod = FEBRUARY
) -> Any:  # noqa: ANN401  # openpyxl's
    file = folder / "forms.xlsx"
    blank_forms(plan, file, period=period, **({"forms": forms} if forms else {}))
    return load_workbook(file)


def row_of(sheet: Any, label: str, nth: int = 1) -> int:  # noqa: ANN401  # openpyxl's
    rows: list[int] = [
        row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value == label
    ]
    return rows[nth - 1]


def test_there_is_a_sheet_for_each_unit_with_the_figures_of_the_plan(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.sheetnames == ["Chợ", "Ngò"]
    sheet = book["Chợ"]
    assert sheet["A1"].value == (
        "BÁO CÁO KẾT QUẢ GIẢM NGHÈO VÀ GIẢI QUYẾT VIỆC LÀM THÁNG 02 NĂM 2024"
    )
    assert (sheet["A2"].value, sheet["A3"].value) == ("Tổ dân phố: Chợ", "Thị trấn Cao Thượng")
    assert sheet["E4"].value == "Số liệu tính đến ngày 14/02/2024; hạn gửi: 26/02/2024"
    assert sheet.cell(row_of(sheet, "Số hộ nghèo đầu năm"), 6).value == 8
    assert sheet.cell(row_of(sheet, "Số hộ nghèo đến kỳ báo cáo"), 4).value == 4
    near_poor = row_of(book["Ngò"], "Số hộ cận nghèo đến kỳ báo cáo")
    assert book["Ngò"].cell(near_poor, 4).fill.start_color.rgb == YELLOW  # the plan sets none


def test_what_follows_is_a_formula_and_the_rest_is_open(tmp_path: Path) -> None:
    sheet = written(tmp_path)["Chợ"]
    end = row_of(sheet, "Số hộ nghèo đến kỳ báo cáo")
    to_near_poor = row_of(sheet, "Trở thành hộ cận nghèo")
    from_poor = row_of(sheet, "Hộ nghèo trở thành hộ cận nghèo")
    relapsed = sheet.cell(row_of(sheet, "Tái nghèo"), 6)
    assert sheet.cell(end, 6).value == (
        '=IF(COUNT(F9,F11,F12,F14,F15,F16)<6,"",F9-F11-F12-F13+F14+F15+F16+F17)'
    )
    assert sheet.cell(end, 5).value is None
    assert sheet.cell(end, 7).value.endswith(f"ROUND((F9-F{end})/(F9-D{end})*100,1))")
    assert sheet.cell(from_poor, 5).value == f'=IF(COUNT(E{to_near_poor})<1,"",E{to_near_poor})'
    assert (
        sheet.cell(row_of(sheet, "Số hộ thoát nghèo"), 6).value
        == '=IF(COUNT(F11,F12)<2,"",F11+F12)'
    )
    assert (relapsed.value, relapsed.fill.start_color.rgb) == (None, YELLOW)
    assert relapsed.protection.locked is False
    assert sheet.cell(end, 6).protection.locked
    assert sheet.protection.sheet


def test_new_jobs_are_set_beside_a_plan_that_the_unit_fills_in(tmp_path: Path) -> None:
    sheet = written(tmp_path)["Chợ"]
    row = row_of(sheet, "Người có việc làm mới")
    assert sheet.cell(row, 4).fill.start_color.rgb == YELLOW
    assert sheet.cell(row, 7).value == (
        f'=IF(OR(COUNT(D{row},F{row})<2,D{row}=0),"",ROUND(F{row}/D{row}*100,1))'
    )


def test_of_the_first_month_what_was_counted_is_what_was_counted_so_far(tmp_path: Path) -> None:
    sheet = written(tmp_path, period=ReportingPeriod(2024, "01"))["Chợ"]
    row = row_of(sheet, "Tái nghèo")
    assert sheet.cell(row, 6).value == f'=IF(COUNT(E{row})<1,"",E{row})'


def test_excel_refuses_what_is_no_count_or_less_than_in_the_month(tmp_path: Path) -> None:
    sheet = written(tmp_path)["Chợ"]
    row = row_of(sheet, "Tái nghèo")
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules[f"E{row}"] == f"AND(ISNUMBER(E{row}),E{row}>=0,E{row}=INT(E{row}))"
    assert rules[f"F{row}"].endswith(f"F{row}>=N(E{row}))")
    assert "C4" in rules


def test_names_of_sheets_are_legal_and_unique(tmp_path: Path) -> None:
    names = ["Tổ 1/2", "tổ 1-2", "'", "K" * 40, "k" * 40, "History"]
    plan = Plan.of(2024, [{"name": name, "poor_base": 1} for name in names])
    assert written(tmp_path, plan=plan).sheetnames == [
        "Tổ 1-2",
        "tổ 1-2 (2)",
        "Sheet",
        "K" * 31,
        f"{'k' * 27} (2)",
        "History (2)",
    ]


def test_each_sheet_is_printed_on_one_page(tmp_path: Path) -> None:
    sheet = written(tmp_path)["Ngò"]
    assert (sheet.page_setup.paperSize, sheet.print_area) == (A4, "'Ngò'!$A$1:$H$41")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) in {(1, 1), (None, None)}


def test_who_signs_is_named_below_the_last_columns(tmp_path: Path) -> None:
    sheet = written(tmp_path)["Ngò"]
    foot = next(area for area in sheet.merged_cells.ranges if area.coord == "E37:H37")
    assert foot.max_col == sheet.max_column
    assert sheet["E37"].value == "NGƯỜI BÁO CÁO"


def test_the_official_forms_of_flow_start_from_the_base(tmp_path: Path) -> None:
    book = written(tmp_path, POOR_FLOW, NEAR_POOR_FLOW, period=ReportingPeriod(2024))
    sheet = book["Biểu 1"]
    row = row_of(sheet, "Chợ")
    assert [sheet.cell(row, column).value for column in (3, 4)] == ["Hộ", 8]
    assert [sheet.cell(row + 1, column).value for column in (3, 4)] == ["Nhân khẩu", None]
    assert sheet.cell(row, 12).value == (
        f"=IF(COUNT(D{row},E{row},F{row},H{row},I{row},J{row})=6,"
        f'D{row}-E{row}-F{row}-G{row}+H{row}+I{row}+J{row}+K{row},"")'
    )
    assert sheet.cell(row_of(sheet, "Tổng cộng"), 5).value == (
        f'=IF(COUNT(E{row},E{row + 2})<ROWS(E{row})+ROWS(E{row + 2}),"",SUM(E{row},E{row + 2}))'
    )
    assert book["Biểu 2"].cell(row, 4).value == 10


def test_the_table_of_labour_figures_has_live_rates(tmp_path: Path) -> None:
    sheet = written(tmp_path, LABOUR_FIGURES)["Biểu 1"]
    row = row_of(sheet, "Chợ")
    assert sheet.cell(row, 3).fill.start_color.rgb == YELLOW
    assert sheet.cell(row, 5).value.endswith(f"ROUND(D{row}/C{row}*100,2))")


def test_a_form_of_an_office_is_given_as_data(tmp_path: Path) -> None:
    of_units = evolve(POOR_FLOW, lines=FormLines.UNITS)
    book = written(tmp_path, of_units, PROGRESS_OF_UNITS)
    sheet = book["Biểu 1"]
    assert [sheet.cell(row_of(sheet, name), 4).value for name in ("Chợ", "Ngò")] == [8, 4]
    assert book["Biểu 2"].cell(row_of(book["Biểu 2"], "Chợ"), 1).value == "1"
    columns = MONTHLY_REPORT.columns[:3] + MONTHLY_REPORT.columns[5:6]
    columns = (evolve(columns[0], headings=("Số", "TT")), *columns[1:])
    lines = (*MONTHLY_REPORT.figure_lines[1:3], *MONTHLY_REPORT.figure_lines[-4:-2])
    short = evolve(MONTHLY_REPORT, columns=columns, figure_lines=lines)
    sheet = written(tmp_path, short, period=ReportingPeriod(2024, "01"))["Chợ"]
    assert [sheet.cell(row, 4).value for row in range(9, 13)] == [8, None, None, None]


def test_a_heading_over_several_columns_of_a_monthly_form(tmp_path: Path) -> None:
    *first, note = MONTHLY_REPORT.columns
    done, so_far = (
        evolve(column, headings=("Thực hiện", column.headings[0])) for column in first[4:6]
    )
    form = evolve(MONTHLY_REPORT, columns=(*first[:4], done, so_far, *first[6:], note))
    sheet = written(tmp_path, form)["Chợ"]
    assert "E6:F6" in {str(merged) for merged in sheet.merged_cells.ranges}


@pytest.mark.parametrize(
    ("plan", "period", "said"),
    [
        (Plan.of(2024, []), FEBRUARY, "plan has no rows"),
        (PLAN, ReportingPeriod(2025, "02"), "period must be of 2024, got 2025-02"),
    ],
)
def test_wrong_arguments(plan: Plan, period: ReportingPeriod, said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=said):
        blank_forms(plan, tmp_path / "forms.xlsx", period=period)


def test_files_and_names_that_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"must end in \.xlsx"):
        blank_forms(PLAN, tmp_path / "forms.docx", period=FEBRUARY)
    plan = evolve(PLAN, unit=Unit("Cao\x00"))
    with pytest.raises(WriteError, match=r"U\+0000"):
        blank_forms(plan, tmp_path / "forms.xlsx", period=FEBRUARY)
    assert not list(tmp_path.iterdir())
