"""Two documents checked against each other: which is which, by what they are."""

import json
from pathlib import Path

import jsonschema
import pytest

from povertyplan.cli import main
from povertyplan.outputs import findings_schema
from tests.support.commands import EXAMPLE, joined, lines
from tests.support.year import (
    JULY,
    JUNE,
    flow_of_near_poor,
    flow_of_poor,
    labour_figures,
    record_in,
    reports,
)

TAKEN_FOR_FLOW = (
    "read as: the flow of the poor, counted in households, the year 2024, thị trấn Cao Thượng,"
    " 1 unit"
)
PLAN = f"against: {EXAMPLE}, read as: the plan, the year 2024, thị trấn Cao Thượng, 26 units"


def told(printed: list[str]) -> str:
    return joined(printed)


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture
def flow(tmp_path: Path) -> str:
    return record_in(tmp_path, "bieu-2.json", flow_of_poor())


def test_a_form_is_checked_against_a_plan_in_either_order(
    flow: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for first, second in ((flow, EXAMPLE), (EXAMPLE, flow)):
        main(["check", first, "--against", second])
        printed = lines(capsys)
        assert printed[0].startswith(flow)
        assert f"{TAKEN_FOR_FLOW} {PLAN}" in told(printed)


def test_the_later_of_two_reports_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    june = record_in(tmp_path, "06.json", reports(JUNE))
    july = record_in(tmp_path, "07.json", reports(JULY, new_jobs=3))
    for first, second in ((july, june), (june, july)):
        main(["check", first, "--against", second, "--lang", "vi"])
        printed = lines(capsys)
        assert printed[0].startswith(july)
        assert f"đối chiếu với: {june}, đọc là: báo cáo lũy kế từ đầu năm, tháng 06 năm 2024" in (
            told(printed)
        )
        assert "PP705 lỗi: dòng 1 (Hoà Sơn): số người có việc làm mới" in told(printed)


def test_the_two_forms_of_a_flow(
    flow: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = record_in(tmp_path, "bieu-3.json", flow_of_near_poor())
    main(["check", flow, "--against", other])
    assert f"against: {other}, read as: the flow of the near-poor" in told(lines(capsys))


def test_what_cannot_be_compared_is_refused_in_words(
    flow: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "other.md"
    plan.write_bytes(Path(EXAMPLE).read_bytes())
    labour = record_in(tmp_path, "lao-dong.json", labour_figures(10, total=10))
    same_month = [record_in(tmp_path, f"{name}.json", reports(JUNE)) for name in "ab"]
    for first, second in ((EXAMPLE, str(plan)), (labour, flow), tuple(same_month)):
        assert main(["check", first, "--against", second, "--lang", "vi"]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"{first}: Tệp này được đọc là ")
        assert "Chỉ đối chiếu được biểu hoặc báo cáo với kế hoạch" in said


def test_a_folder_is_checked_against_one_plan_that_may_be_in_it(
    flow: str, right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(Path(flow).parent), "--against", right, "--format", "json"])
    output = json.loads(capsys.readouterr().out)
    jsonschema.validate(output, findings_schema())
    entries = {entry["file"]: entry["against"] for entry in output["files"]}
    assert entries[right] is None
    assert entries[flow] == {
        "file": right,
        "taken_for": "the plan, the year 2024, thị trấn Cao Thượng, 26 units",
    }


@pytest.mark.parametrize("other", ["-", "examples", "nobody.docx"])
def test_what_to_check_against_is_one_file(
    other: str, flow: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", flow, "--against", other])
    assert stop.value.code == 2
    assert "--against" in capsys.readouterr().err


def test_a_summary_compares_nothing(flow: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", flow, "--against", EXAMPLE, "--summary"])
    assert stop.value.code == 2
    assert "leave out --summary or --against" in capsys.readouterr().err
