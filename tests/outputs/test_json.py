"""Findings as JSON, as the command line prints them."""

import json
from pathlib import Path

import pytest

from povertyplan.cli import main
from tests.support.commands import EXAMPLE, RESTATED, RIGHT, example_with, line_of

NO_FILE = "Không có tệp này. Hãy kiểm tra lại tên tệp và thư mục chứa tệp."


def test_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    gone = str(tmp_path / "none.md")
    assert main(["check", EXAMPLE, gone, "--format", "json", "--lang", "vi"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["unread"] == [{"file": gone, "error": f"{gone}: {NO_FILE}"}]
    finding = data["findings"][-1]
    assert {
        name: finding[name] for name in ("code", "name", "severity", "row", "unit", "field")
    } == {
        "code": "PP201",
        "name": "rate_not_quotient",
        "severity": "error",
        "row": "total",
        "unit": "",
        "field": "poor_goal_rate",
    }
    assert (finding["printed"], finding["expected"]) == ("1.39%", "1.38%")
    assert (finding["group"], finding["leads"]) == (7, True)
    assert finding["terms"] == {"count": 54, "whole": 3924}
    assert finding["source"] == {"file": EXAMPLE, "line": 87, "column": 51}
    assert finding["message"].startswith("dòng tổng: tỷ lệ hộ nghèo năm 2024")
    assert [
        {name: value for name, value in one.items() if name != "text"}
        for one in finding["diagnoses"]
    ] == [
        {
            "cause": cause,
            "row": "total",
            "unit": "",
            "field": "poor_goal_rate",
            "value": "1.38%",
            "unique": True,
        }
        for cause in ("stale-denominator", "wrong-digit")
    ]
    assert finding["diagnoses"][0]["text"].startswith("dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39%")
    assert data["skipped"] == [
        {"file": EXAMPLE, "code": "PP101", "message": "phụ lục không có nhân khẩu năm 2024"}
    ]
    assert data["notices"][0]["source"]["line"] == 59


def test_findings_of_one_cause_have_one_number(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "plan.md"
    path.write_text(RIGHT.replace("| 15032 | 3924 |", "| 15032 | 3294 |"))
    main(["check", str(path), str(path), "--format", "json"])
    findings = json.loads(capsys.readouterr().out)["findings"]
    half = len(findings) // 2
    (total,) = [one for one in findings[:half] if (one["code"], one["row"]) == ("PP101", "total")]
    of_total = [one for one in findings if one["group"] == total["group"]]
    assert total["leads"]
    assert [one["leads"] for one in of_total].count(True) == 1
    assert {"PP101", "PP201", "PP302"} <= {one["code"] for one in of_total}
    groups = {one["group"] for one in findings}
    assert groups == set(range(1, len(groups) + 1))
    assert {one["group"] for one in findings[:half]}.isdisjoint(
        one["group"] for one in findings[half:]
    )


def test_whole_rows_in_json(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    row = line_of("Hợp Tiên")
    main(["check", example_with(tmp_path, (row, "")), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    (total, *_) = [one for one in found if one["code"] == "PP101"]
    missing = total["diagnoses"][0]
    assert (missing["cause"], missing["row"], missing["field"]) == ("row-missing", None, None)
    assert missing["missing"]["ordinals"] == [7]
    assert missing["missing"]["counts"]["poor_base"] == 4
    main(["check", example_with(tmp_path, (row, 2 * row)), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    (total, *_) = [one for one in found if one["code"] == "PP101"]
    pasted = total["diagnoses"][0]
    assert (pasted["cause"], pasted["row"], pasted["unit"]) == ("row-pasted-twice", 8, "Hợp Tiên")
    assert "missing" not in pasted


def test_where_a_target_is_first_stated(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    main(["check", example_with(tmp_path, RESTATED), "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    restated = [one for one in found if "first_stated" in one]
    assert restated
    assert all(one["first_stated"]["line"] < one["source"]["line"] for one in restated)
