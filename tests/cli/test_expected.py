"""The list of units whose plans are expected."""

import json
from pathlib import Path

import pytest

from povertyplan.cli import main
from povertyplan.cli.expected import expected_units
from tests.support.commands import RIGHT, lines


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tmp_path / "danh sách.txt"


def test_one_unit_a_line(listed: Path) -> None:
    text = "\ufeff# Các xã\r\n\r\n  Xã Tân Lập  \r\nTT. Cao Thượng # huyện lỵ\rxã Tân Lập\n"
    listed.write_bytes(text.encode())
    assert expected_units(str(listed), "vi") == ["Xã Tân Lập", "TT. Cao Thượng", "xã Tân Lập"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "không mở được tệp này"),
        ("Xã Tân Lập".encode("utf-16"), "không ở bảng mã UTF-8"),
        ("Xã Tân Lập".encode("cp1258", errors="replace"), "không ở bảng mã UTF-8"),
        (b"", "danh sách không có đơn vị nào"),
        (b"# none\n\n", "danh sách không có đơn vị nào"),
    ],
)
def test_a_list_that_cannot_be_used(
    data: bytes | None, said: str, listed: Path, right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        listed.write_bytes(data)
    with pytest.raises(SystemExit) as stop:
        main(["check", right, "--summary", "--expected", str(listed), "--lang", "vi"])
    assert stop.value.code == 2
    printed = capsys.readouterr()
    assert f"--expected {listed}: " in printed.err
    assert said in printed.err
    assert printed.out == ""


def test_a_missing_plan_is_not_a_pass(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text(RIGHT, encoding="utf-8")
    summary = ["check", str(plan), "--summary", "--lang", "vi", "--expected", str(listed)]
    listed.write_text("thị trấn CAO THƯỢNG\n", encoding="utf-8")
    assert main(summary) == 0
    assert lines(capsys)[-1] == "Mọi đơn vị trong danh sách đều đã có kế hoạch."
    listed.write_text("Cao Thượng\nxã Tân Lập\n", encoding="utf-8")
    assert main(summary) == 2
    assert lines(capsys)[-2:] == [
        "Còn thiếu kế hoạch của 1 đơn vị trong danh sách:",
        "  xã Tân Lập",
    ]
    assert main([*summary, "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["expected"]["missing"] == ["xã Tân Lập"]
    assert main([*summary, "--format", "csv"]) == 2
    assert lines(capsys)[-1].startswith("chưa có kế hoạch,,xã Tân Lập,")
    assert main([*summary, "--strict"]) == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--expected", "list.txt"], "--expected belongs to --summary"),
        (["--format", "csv"], "--format csv belongs to --summary"),
        (["--summary", "--format", "sarif"], "give no other format and no --fix"),
        (["--summary", "--format", "lines"], "give no other format and no --fix"),
        (["--summary", "--fix", "out.md"], "give no other format and no --fix"),
    ],
)
def test_what_belongs_to_a_summary(
    options: list[str], said: str, right: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["check", right, *options])
    assert said in capsys.readouterr().err
