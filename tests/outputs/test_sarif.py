"""Findings as SARIF: a valid log, its repairs, and documents with few sources."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from povertyplan import Place, Plan, check, read_text
from povertyplan.cli import main
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.sarif import as_sarif
from povertyplan.reading import Reading, Source
from tests.support.commands import EXAMPLE, RIGHT, TEXT, example_with, line_of

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])
#: What SARIF 2.1.0 asks of the parts that are written here, in the words of its schema.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": {"required": ["text"]},
                                                "help": {"required": ["text"]},
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "invocations": {"items": {"required": ["executionSuccessful"]}},
                    "results": {
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "message": {"required": ["text"]},
                                "fixes": {
                                    "items": {
                                        "required": ["artifactChanges"],
                                        "properties": {
                                            "description": {"required": ["text"]},
                                            "artifactChanges": {
                                                "minItems": 1,
                                                "items": {
                                                    "required": [
                                                        "artifactLocation",
                                                        "replacements",
                                                    ],
                                                    "properties": {
                                                        "replacements": {
                                                            "minItems": 1,
                                                            "items": {
                                                                "required": ["deletedRegion"]
                                                            },
                                                        }
                                                    },
                                                },
                                            },
                                        },
                                    }
                                },
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"minimum": 1},
                                                            "startColumn": {"minimum": 1},
                                                        }
                                                    }
                                                },
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}


def test_sarif(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    right = tmp_path / "plan.md"
    right.write_text(RIGHT, encoding="utf-8")
    files = [EXAMPLE, str(right), str(tmp_path / "none.md")]
    assert main(["check", *files, "--format", "sarif"]) == 2
    log = json.loads(capsys.readouterr().out)
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert not location["physicalLocation"]["artifactLocation"]["uri"].startswith("/")
    (error,) = [result for result in run["results"] if result["level"] == "error"]
    assert error["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": EXAMPLE},
                "region": {"startLine": 87, "startColumn": 51},
            },
            "logicalLocations": [{"fullyQualifiedName": "total/poor_goal_rate"}],
        }
    ]
    assert not run["invocations"][0]["executionSuccessful"]
    assert replaced(TEXT, error["fixes"][0]) == RIGHT


def replaced(text: str, fix: dict[str, Any]) -> str:
    """Apply a fix as a program would that knows SARIF alone."""
    rows = text.split("\n")
    (change,) = fix["artifactChanges"]
    for one in change["replacements"]:
        region = one["deletedRegion"]
        row = rows[region["startLine"] - 1]
        before, after = row[: region["startColumn"] - 1], row[region["endColumn"] - 1 :]
        rows[region["startLine"] - 1] = before + one["insertedContent"]["text"] + after
    return "\n".join(rows)


def test_a_fix_fills_a_blank_and_leaves_a_cell_of_two_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.md"
    blank = RIGHT.replace("| 316 | 88 | 2 |", "| 316 | | 2 |")
    table = "| TT | Đơn vị | Số hộ | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024 |\n"
    one_column = f"{table}|---|---|---|---|---|---|\n| 1 | Ngò | 87 | 2 | 2,56 | 2 |\n"
    for text, code, fixed in ((blank, "PP202", RIGHT), (one_column, "PP201", None)):
        path.write_text(text, encoding="utf-8")
        main(["check", str(path), "--format", "sarif", "--lang", "en"])
        results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
        fixes = next(one for one in results if one["ruleId"] == code)["fixes"]
        if fixed is not None:
            assert read_text(replaced(text, fixes[0])).plan == read_text(fixed).plan
        assert not any("households" in fix["description"]["text"][:20] for fix in fixes)


def test_what_has_no_source_is_shown_at_its_file() -> None:
    reading = Reading(WRONG)
    checked = Checked("plan.md", reading, check(reading))
    assert '"uri": "plan.md"' in as_sarif([checked], "en", "1")


def test_a_source_without_a_column() -> None:
    reading = Reading(WRONG, {Place(1, "poor_goal_rate"): Source("/somewhere/plan.md", 3)})
    sarif = as_sarif([Checked("/somewhere/plan.md", reading, check(reading))], "en", "1")
    assert '"startLine": 3\n' in sarif
    assert '"uri": "/' not in sarif


def test_a_whole_row_has_no_fix(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    row = line_of("Hợp Tiên")
    main(["check", example_with(tmp_path, (row, 2 * row)), "--format", "sarif"])
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    (total, *_) = [result for result in results if result["ruleId"] == "PP101"]
    assert "row 8" not in json.dumps(total.get("fixes", []))
