"""Findings as JSON, as the command line prints them."""

import json
from pathlib import Path

import pytest

from povertyplan.cli import main
from tests.support.commands import EXAMPLE

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
    assert finding["diagnoses"][0]["text"].startswith("dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39 %")
    assert data["skipped"] == [
        {"file": EXAMPLE, "code": "PP101", "message": "phụ lục không có nhân khẩu năm 2024"}
    ]
    assert data["notices"][0]["source"]["line"] == 59
