"""Findings as lines of text."""

from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import Place, Plan, check
from povertyplan.cli import main
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.text import as_text
from povertyplan.reading import Notice, Reading, Source
from tests.support.commands import EXAMPLE, RIGHT, lines

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])


def test_what_has_no_source_is_shown_at_its_file() -> None:
    reading = Reading(WRONG, notices=(Notice("unit-unnamed"),))
    found = list(as_text(Checked("plan.md", reading, check(reading)), "en"))
    assert found[0].startswith("plan.md: PP201 error: ")
    assert found[1] == "plan.md: assumed: the document does not name its commune"


def test_a_report_without_gaps() -> None:
    reading = Reading(WRONG, {Place(1, "poor_goal_rate"): Source("/somewhere/plan.md", 3)})
    report = evolve(check(reading), skipped=())
    found = list(as_text(Checked("/somewhere/plan.md", reading, report), "en"))
    assert found[-2].endswith("errors: 1; warnings: 0; notes: 0")
    assert found[-1].endswith("povertyplan check TEXT --annex /somewhere/plan.md")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            [
                (
                    "    certain: total row, poor rate of 2024: 1.39% → 1.38%: 54 was divided by"
                    " 3,898, the households of 2023, which makes 1.39%"
                ),
                "      no whole number of 3,924 households is 1.39%",
                "      only of 3,871 to 3,898 households would it be right",
                "      whatever the cause, this is the figure",
                ("    or: total row, poor rate of 2024: 1.39% → 1.38%: one digit was typed wrong"),
            ],
        ),
        (
            "vi",
            [
                (
                    "    chắc chắn: dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39 % → 1,38 %: lấy 54"
                    " chia cho 3.898 là số hộ năm 2023, nên ra 1,39 %"
                ),
                "      không có số hộ nào trên tổng 3.924 hộ cho tỷ lệ 1,39 %",
                "      chỉ đúng nếu tổng số hộ từ 3.871 đến 3.898",
                "      dù nguyên nhân nào, số đúng vẫn là số này",
                (
                    "    hoặc: dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39 % → 1,38 %: gõ sai một"
                    " chữ số"
                ),
            ],
        ),
    ],
)
def test_what_explains_a_finding_stands_below_it(
    lang: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", EXAMPLE, "--lang", lang])
    found = lines(capsys)
    at = next(at for at, line in enumerate(found) if ":87:51: PP201" in line)
    assert found[at + 1 : at + 6] == said


def test_one_cause_of_many_findings_is_told_once(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        RIGHT.replace("| 5 | Bậu | 88 | 316 | 88 | 2 |", "| 5 | Bậu | 88 | 316 | 88 | 7 |")
    )
    main(["check", str(path), "--lang", "en"])
    found = lines(capsys)
    assert sum("row 5 (Bậu), poor households of 2023: 7 → 2" in line for line in found) == 1
    assert f"    as explained at {path}:65:33" in found


def test_the_rest_of_many_explanations_is_counted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "plan.md"
    path.write_text(RIGHT.replace("| 316 |", "| 361 |"))
    main(["check", str(path), "--lang", "en"])
    found = lines(capsys)
    assert "    likely: row 5 (Bậu), persons of 2023: 361 → 316: " in "\n".join(found)
    assert "    further explanations: 24" in found
