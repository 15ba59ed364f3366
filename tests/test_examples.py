"""Every example runs and prints what it should, and README shows the output of a real run."""

import re
import runpy
import sys
from pathlib import Path

import pytest

from povertyplan import check, read
from povertyplan.cli import main

PLAN = "examples/cao-thuong-2024/plan.md"

PRINTED = {
    "worst_rows.py": [
        "Ngò: 2.56% (1/39)",
        "Bậu: 2.27% (1/44)",
        "Thiểm: 2.17% (1/46)",
        "Tân Lập: 2.14% (3/140)",
        "Chám: 2.11% (2/95)",
    ],
    "add_up_a_district.py": ["54 of 3924 households are to be poor: 1.38%"],
    "accept_and_fail.py": [
        f"{PLAN}:54:25: văn bản: phụ lục dẫn KH-BCĐ, còn kế hoạch ghi KH-UBND",
        f"{PLAN}:60:3: văn bản: số thứ tự cột để trống: 1; bị lặp: 4; bị thiếu: không có",
        f"{PLAN}:1:5: văn bản: còn để trống: số, ngày, số do phụ lục dẫn",
        (
            f"{PLAN}:20:30: chỉ tiêu trong văn bản: mức giảm tỷ lệ hộ nghèo ghi là 0,91 điểm phần"
            " trăm, tức là lấy 2,31% trừ 1,4%, hai số đã làm tròn; tính từ số hộ thì là 0,93 điểm"
            " phần trăm"
        ),
        (
            f"{PLAN}:87:51: dòng tổng: tỷ lệ hộ nghèo năm 2024 ghi 1,39%, nhưng 54 trên 3.924 hộ"
            " là 1,38%"
        ),
    ],
    "write_formats.py": [
        "plan.csv: the same plan; PP201 at cell I63",
        "plan.docx: the same plan; PP201 at table 1!I31",
        "plan.html: the same plan; PP201 at line 63",
        "plan.json: the same plan; PP201 at line 87",
        "plan.xlsx: the same plan; PP201 at cell Phụ lục!I63",
    ],
    "country.py": [
        "66,000 rows, 116 findings",
        "commune 0: 20",
        "commune 404: 16",
        "commune 505: 14",
        "commune 101: 12",
        "commune 303: 12",
        "commune 202: 8",
        "commune 179: 2",
        "commune 40: 1",
        "commune 44: 1",
        "commune 68: 1",
        "province 0: 13,427 of 698,130 households, 1.92%",
        "province 1: 13,718 of 695,040 households, 1.97%",
    ],
    "correct_a_rate.py": ["total/poor_goal_rate: 1.39% becomes 1.38%", "no error left"],
}
#: What a program is given, if not the plan.
GIVEN = {"country.py": "6000"}


def test_every_program_is_run() -> None:
    assert {path.name for path in Path("examples").glob("*.py")} == set(PRINTED)


@pytest.mark.parametrize("name", PRINTED)
def test_a_program(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = f"examples/{name}"
    monkeypatch.setattr(sys, "argv", [program, GIVEN.get(name, PLAN)])
    status = 0
    try:
        runpy.run_path(program, run_name="__main__")
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    assert (captured.out.splitlines(), captured.err) == (PRINTED[name], "")
    assert status == (name == "accept_and_fail.py")


@pytest.mark.parametrize("file", sorted(Path("examples/formats").iterdir()), ids=str)
def test_every_format_gives_what_the_plan_in_markdown_gives(file: Path) -> None:
    reading = read(file)
    assert reading.plan == read(PLAN).plan
    assert check(reading) == check(read(PLAN))


def test_readme_shows_a_real_run(capsys: pytest.CaptureFixture[str]) -> None:
    readme = Path("README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"\$ povertyplan check .*\n((?s:.*?))```", readme)
    main(["check", PLAN, "--lang", "en"])
    assert capsys.readouterr().out == block
