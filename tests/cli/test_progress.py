"""The command `progress`: reports beside the plan, who is late and missing, what is not counted."""

import json
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from openpyxl import load_workbook

from povertyplan import Plan, Unit, write_bytes
from povertyplan.cli import main, progress
from povertyplan.model.fields import Count
from povertyplan.reading import Notice, Source, TableReading
from povertyplan.records import to_json
from povertyplan.year import ProgressReport, ReportingPeriod, UnitReport
from tests.support.commands import joined
from tests.support.two_units import COMMUNE, JUNE, PLAN, labour, reports

MAY = ReportingPeriod(2024, "05")


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    return recorded(tmp_path / "plan.json", PLAN)


def recorded(file: Path, value: Plan | ProgressReport) -> str:
    file.parent.mkdir(exist_ok=True)
    file.write_text(to_json(value), encoding="utf-8")
    return str(file)


def sent(folder: Path, *lines: UnitReport) -> Path:
    """Write a file for each report, and return their folder."""
    for number, line in enumerate(lines, 1):
        recorded(folder / f"{number}.json", ProgressReport(COMMUNE, line.period, [line]))
    return folder


def of(name: str, period: ReportingPeriod = JUNE, day: int | None = None) -> UnitReport:
    received = None if day is None else date(2024, 6, day)
    return UnitReport.of(Unit(name), period, {Count.POOR_END: 6}, received)


def printed(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_units_and_their_total_beside_the_plan(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sent(tmp_path / "06", *reports().lines)
    assert main(["progress", plan_file, str(folder)]) == 0
    lines = printed(capsys)
    assert lines[0].startswith("thị trấn Cao Thượng: the plan of 2024 at the end of June 2024,")
    start = lines.index("")
    assert lines[start : start + 5] == [
        "",
        "poor households  base  goal  now  net fall  exits  achieved  needed",
        "Chợ                 8     4    6         2      3     50.0%       2",
        "Ngò                 4     4    4         0      1         –       0",
        "total              12     8   10         2      4     50.0%       2",
    ]
    assert "people with new jobs    10       6     60.0%       4" in lines
    assert "on time: 2 of 2 units" in lines
    assert max(map(len, lines)) <= 100
    assert joined(lines).endswith(f"povertyplan check {folder / '1.json'} --against {plan_file}")


def test_who_is_late_or_missing_is_no_error(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sent(tmp_path / "06", of("Chợ", day=27))
    assert main(["progress", plan_file, str(folder), "--lang", "vi"]) == 0
    said = joined(printed(capsys))
    assert "Báo cáo chậm: Chợ (chậm 2 ngày)" in said
    assert "Chưa báo cáo: Ngò" in said
    assert "cộng 1/2 đơn vị" in said


def test_what_is_not_counted_is_told_with_its_file(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sent(
        tmp_path / "06", of("Chợ", day=20), of("Chợ", day=24), of("Bậu"), of("Ngò", MAY), of("Ngò")
    )
    (folder / "bad.json").write_text("{", encoding="utf-8")
    recorded(folder / "labour.json", labour())  # type: ignore[arg-type]  # another table
    assert main(["progress", plan_file, str(folder), str(tmp_path / "none.xlsx")]) == 2
    said = joined(printed(capsys))
    assert f"{folder / '1.json'}: Chợ sent more than one report; a later one counts" in said
    assert f"{folder / '3.json'}: Bậu, June 2024, is not counted" in said
    assert f"{folder / '4.json'}: Ngò, May 2024, is not counted" in said
    assert f"{folder / 'labour.json'}: holds no report of a unit, and is not counted" in said
    assert f"{folder / 'bad.json'}, line 1" in said
    assert "none.xlsx: No such file." in said
    assert "on time: 2 of 2 units" in said


def test_a_month_that_is_named_is_compared(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sent(tmp_path / "06", of("Chợ", MAY), of("Ngò"))
    assert main(["progress", plan_file, str(folder), "--month", "2024-05"]) == 0
    assert "at the end of May 2024" in joined(printed(capsys))


def test_without_a_report_there_is_nothing_to_compare(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["progress", plan_file, str(tmp_path / "empty")]) == 2
    assert printed(capsys)[-1] == "No report of the year 2024 was found."


def test_a_blank_line_is_no_report(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = evolve(reports(), lines=(reports().lines[0], UnitReport(Unit("Ngò"), JUNE)), total=None)
    file = recorded(tmp_path / "06.json", table)
    assert main(["progress", plan_file, file]) == 0
    assert "not reported: Ngò" in printed(capsys)


def test_a_form_that_is_not_filled_in_is_no_report(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = tmp_path / "06.xlsx"
    assert main(["forms", plan_file, str(forms), "--month", "2024-06"]) == 0
    capsys.readouterr()
    assert main(["progress", plan_file, str(forms)]) == 2
    assert printed(capsys)[-1] == "No report of the year 2024 was found."


def test_a_cell_that_holds_no_figure_is_told(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = write_bytes(reports(), format="csv").decode("utf-8-sig")
    file = tmp_path / "06.csv"
    file.write_text(
        text.replace("1;Chợ;24/06/2024;8;2", "1;Chợ;24/06/2024;8;hai"), encoding="utf-8"
    )
    assert main(["progress", plan_file, str(file)]) == 0
    assert "“hai” is no figure, and is not counted" in joined(printed(capsys))
    assert main(["progress", plan_file, str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["unreadable"][0]["text"] == "hai"


def test_json_has_the_exact_shares_and_the_lists(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sent(tmp_path / "06", of("Chợ", day=27), of("Bậu"))
    (folder / "bad.json").write_text("{", encoding="utf-8")
    out = tmp_path / "out.csv"
    command = ["progress", plan_file, str(folder), "--format", "json", "--out", str(out)]
    assert main(command) == 2
    captured = capsys.readouterr()
    data = json.loads(captured.out)
    assert data["standings"][0]["achieved"] == "1/2"
    assert data["standings"][0]["per_month"] == "1/3"
    assert (data["period"], data["due"], data["missing"]) == ("2024-06", "2024-06-25", ["Ngò"])
    assert data["late"] == [{"unit": "Chợ", "received": "2024-06-27", "days_late": 2}]
    assert [report["unit"] for report in data["unexpected"]] == ["Bậu"]
    assert [refused["file"] for refused in data["refused"]] == [str(folder / "bad.json")]
    assert f"{out}: written." in captured.err


def test_at_the_end_of_the_year_there_are_no_months_left(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    december = ReportingPeriod(2024, "12")
    line = UnitReport.of(Unit("Ngò"), december, {Count.POOR_END: 4})
    folder = sent(tmp_path / "12", line)
    assert main(["progress", plan_file, str(folder), "--format", "json"]) == 0
    standing = json.loads(capsys.readouterr().out)["standings"][0]
    assert (standing["per_month"], standing["achieved"]) == (None, None)


def test_the_table_of_the_commune_is_written(
    plan_file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sent(tmp_path / "06", *reports().lines)
    out = folder / "out.xlsx"
    assert main(["progress", plan_file, str(folder), "--out", str(out)]) == 0
    assert printed(capsys)[-1] == f"{out}: written."
    texts = [cell.value for row in load_workbook(out)["Biểu 1"].iter_rows() for cell in row]
    assert "Chưa báo cáo: không có." in texts
    assert main(["progress", plan_file, str(folder), "--out", str(out)]) == 2
    assert "This file exists already" in joined(capsys.readouterr().err.splitlines())
    assert main(["progress", plan_file, str(folder), "--out", str(out), "--force"]) == 0
    assert main(["progress", plan_file, str(folder), "--out", str(tmp_path / "out.pdf")]) == 2
    assert "must end in" in joined(capsys.readouterr().err.splitlines())


def test_a_plan_that_is_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["progress", str(tmp_path / "none.md"), "reports"]) == 2
    assert "none.md: No such file." in joined(capsys.readouterr().err.splitlines())


def test_a_notice_of_many_reports_is_told_once(
    plan_file: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def documents(file: str) -> tuple[TableReading[ProgressReport], ...]:
        is_first = Path(file).stem == "1"
        table = ProgressReport(COMMUNE, JUNE, [of("Chợ" if is_first else "Ngò")])
        unnamed = Notice("unit-unnamed", Source(file) if is_first else None)
        hidden = Notice("sheet-hidden", None, (("text", "Sheet2"),))
        return (TableReading(table, notices=(unnamed, hidden) if is_first else (unnamed,)),)

    monkeypatch.setattr(progress, "documents_named", documents)
    folder = sent(tmp_path / "06", of("Chợ"), of("Ngò"))
    assert main(["progress", plan_file, str(folder)]) == 0
    said = printed(capsys)
    assert sum("(so in 2 places)" in line for line in said) == 1
