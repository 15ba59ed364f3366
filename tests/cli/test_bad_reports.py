"""Reports that are not as they should be: each is told with file, unit and, where known, cell."""

from pathlib import Path

import openpyxl
import pytest

from povertyplan import Count, Level, Plan, Unit, blank_forms
from povertyplan.cli import main
from povertyplan.records import to_json
from povertyplan.year import ProgressReport, ReportingPeriod, UnitReport
from tests.support.commands import joined, lines
from tests.support.year import COMMUNE, JULY, JUNE, record_in

CHO, NGO = Unit("Chợ"), Unit("Ngò")
PLAN = Plan.of(
    2024,
    [
        {
            "name": unit.name,
            "poor_base": 3,
            "poor_goal": 2,
            "near_poor_base": 2,
            "near_poor_goal": 1,
        }
        for unit in (CHO, NGO)
    ],
    unit=Unit("Cao Thượng", Level.COMMUNE, "thị trấn"),
)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def plan(tmp_path: Path) -> str:
    return record_in(tmp_path, "plan.json", PLAN)


def reports(period: ReportingPeriod, *jobs: tuple[Unit, int]) -> ProgressReport:
    """Return reports of new jobs."""
    rows = [UnitReport.of(unit, period, {Count.NEW_JOBS: number}) for unit, number in jobs]
    return ProgressReport(COMMUNE, period, rows)


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return joined(lines(capsys))


def test_a_report_of_an_unknown_unit(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = record_in(tmp_path, "06.json", reports(JUNE, (CHO, 4), (Unit("Không Có"), 1)))
    main(["check", file, "--against", plan, "--lang", "vi"])
    printed = told(capsys)
    assert printed.startswith(file)
    assert "PP706 cảnh báo: thiếu số liệu của: Ngò; không có trong văn bản đối chiếu: Không Có" in (
        printed
    )
    main(["progress", plan, file, "--lang", "vi"])
    assert "không tính báo cáo của Không Có" in told(capsys)


def test_two_reports_of_one_unit(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = record_in(tmp_path, "06.json", reports(JUNE, (CHO, 4), (CHO, 5), (NGO, 1)))
    main(["check", file, "--against", plan, "--lang", "vi"])
    assert "PP706 cảnh báo: thiếu số liệu của: Chợ" in told(capsys)
    main(["progress", plan, file, "--lang", "vi"])
    assert "Gửi nhiều lần, lấy báo cáo nhận sau cùng: Chợ" in told(capsys)


def test_a_count_that_falls(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    june = record_in(tmp_path, "06.json", reports(JUNE, (CHO, 4), (NGO, 4)))
    july = record_in(tmp_path, "07.json", reports(JULY, (CHO, 5), (NGO, 3)))
    assert main(["check", june, "--against", july, "--lang", "vi"]) == 1
    printed = told(capsys)
    assert printed.startswith(july)
    assert "PP705 lỗi: dòng 2 (Ngò): số người có việc làm mới lũy kế từ đầu năm ghi 3" in printed


def test_a_form_of_another_year(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ReportingPeriod(2023, "06")
    file = record_in(tmp_path, "06.json", reports(other, (CHO, 4), (NGO, 4)))
    assert main(["check", file, "--against", plan, "--lang", "vi"]) == 1
    assert "PP707 lỗi: biểu là của kỳ 2023" in told(capsys)


def test_a_month_that_no_year_has_keeps_no_other_report_from_being_checked(
    plan: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = record_in(tmp_path, "06.json", reports(JUNE, (CHO, 4), (NGO, 4)))
    wrong = tmp_path / "13.json"
    wrong.write_text(to_json(reports(JUNE, (CHO, 4))).replace("2024-06", "2024-13"), "utf-8")
    assert main(["check", right, str(wrong), "--against", plan, "--lang", "vi"]) == 2
    output = capsys.readouterr()
    assert right in output.out
    assert output.err.startswith(f"{wrong}, $.progress.period: không đọc được: cần kỳ báo cáo")


@pytest.mark.large
def test_a_count_that_falls_in_a_filled_form_has_its_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(tmp_path / f"{period}.xlsx") for period in (JUNE, JULY)]
    for period, file, jobs in zip((JUNE, JULY), files, (4, 3), strict=True):
        blank_forms(PLAN, file, period=period)
        workbook = openpyxl.load_workbook(file)
        for sheet in workbook:
            sheet["F32"] = jobs
        workbook.save(file)
    assert main(["check", *files[1:], "--against", files[0], "--lang", "vi"]) == 1
    printed = told(capsys)
    assert "báo cáo lũy kế từ đầu năm, tháng 07 năm 2024, thị trấn Cao Thượng, 2 đơn vị" in printed
    assert "Chợ!F32: PP705 lỗi: dòng 1 (Chợ): số người có việc làm mới" in printed
    assert files[0] in printed
    assert printed.count("Ngò!F32") == 2, "the cell of each month"
