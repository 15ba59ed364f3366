"""Findings as SARIF: a valid log, its repairs, and documents with few sources."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from povertyplan import Place, Plan, check, read_text
from povertyplan.cli import main
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.sarif import as_sarif
from povertyplan.reading import Reading, Source
from tests.documents.test_two_files import two_files
from tests.support.commands import EXAMPLE, RIGHT, TEXT, example_with, line_of

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])


def _object(required: str, optional: str = "", **properties: object) -> dict[str, object]:
    """Return the schema of an object that has some keys, may have others, and no more."""
    keys = {key: properties.get(key, {}) for key in f"{required} {optional}".split()}
    return {
        "type": "object",
        "required": required.split(),
        "properties": keys,
        "additionalProperties": False,
    }


def _list(items: object, least: int = 0) -> dict[str, object]:
    return {"type": "array", "items": items, "minItems": least}


MESSAGE = _object("text", "markdown", text={"type": "string", "minLength": 1})
ARTIFACT_LOCATION = _object("uri", uri={"type": "string", "pattern": "^[^/]"})
NUMBER = {"type": "integer", "minimum": 1}
REGION = _object(
    "startLine", "startColumn endColumn", startLine=NUMBER, startColumn=NUMBER, endColumn=NUMBER
)
LOCATION = _object(
    "physicalLocation",
    "logicalLocations message",
    physicalLocation=_object(
        "artifactLocation", "region", artifactLocation=ARTIFACT_LOCATION, region=REGION
    ),
    logicalLocations=_list(_object("name fullyQualifiedName")),
    message=MESSAGE,
)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
RULE = _object(
    "id name shortDescription help defaultConfiguration",
    shortDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=_object("level", level=LEVEL),
)
REPLACEMENT = _object(
    "deletedRegion insertedContent", deletedRegion=REGION, insertedContent=_object("text")
)
CHANGE = _object(
    "artifactLocation replacements",
    artifactLocation=ARTIFACT_LOCATION,
    replacements=_list(REPLACEMENT, 1),
)
RESULT = _object(
    "ruleId ruleIndex level message locations partialFingerprints properties",
    "relatedLocations fixes",
    level=LEVEL,
    message=MESSAGE,
    locations=_list(LOCATION, 1),
    relatedLocations=_list(LOCATION, 1),
    fixes=_list(_object("description artifactChanges", artifactChanges=_list(CHANGE, 1)), 1),
)
INVOCATION = _object(
    "executionSuccessful toolExecutionNotifications",
    toolExecutionNotifications=_list(
        _object("level message locations", level=LEVEL, message=MESSAGE, locations=_list(LOCATION))
    ),
)
RUN = _object(
    "tool language columnKind invocations artifacts results",
    tool=_object("driver", driver=_object("name version rules", rules=_list(RULE))),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=_list(INVOCATION),
    artifacts=_list(_object("location roles", location=ARTIFACT_LOCATION)),
    results=_list(RESULT),
)
#: The parts of SARIF 2.1.0 that are written, as its schema requires them.
SARIF = _object("$schema version runs", version={"const": "2.1.0"}, runs=_list(RUN))


def log_of(
    files: Sequence[str], capsys: pytest.CaptureFixture[str], lang: str = "en"
) -> dict[str, Any]:
    """Return the run of a log about some files."""
    main(["check", *files, "--format", "sarif", "--lang", lang])
    log = json.loads(capsys.readouterr().out)
    jsonschema.validate(log, SARIF)
    runs: list[dict[str, Any]] = log["runs"]
    return runs[0]


def test_sarif(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    right, gone = tmp_path / "plan.md", str(tmp_path / "none.md")
    right.write_text(RIGHT, encoding="utf-8")
    run = log_of([EXAMPLE, str(right), gone], capsys)
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    (error,) = [result for result in run["results"] if result["level"] == "error"]
    assert error["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": EXAMPLE},
                "region": {"startLine": 87, "startColumn": 51},
            },
            "logicalLocations": [
                {"name": "poor_goal_rate", "fullyQualifiedName": "total/poor_goal_rate"}
            ],
            "message": {"text": "line 87"},
        }
    ]
    assert error["partialFingerprints"] == {"place/v1": "PP201 total/poor_goal_rate"}
    assert replaced(TEXT, error["fixes"][0]) == RIGHT


def test_every_file_is_an_artifact_and_a_refused_one_a_notification(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    right, gone = tmp_path / "plan.md", str(tmp_path / "none.md")
    right.write_text(RIGHT, encoding="utf-8")
    run = log_of([str(right), gone], capsys)
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert [uri.rpartition("/")[2] for uri in uris] == ["plan.md", "none.md"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "No such file. Check its name and its folder."
    (location,) = notification["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uris[1]
    run = log_of([str(right)], capsys)
    assert run["invocations"][0]["executionSuccessful"]


def test_text_and_annex_are_two_artifacts(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    text, annex = two_files(tmp_path)
    run = log_of([str(text), "--annex", str(annex)], capsys)
    uris = [artifact["location"]["uri"] for artifact in run["artifacts"]]
    assert {uri.rpartition("/")[2] for uri in uris} == {text.name, annex.name}


def test_rules_speak_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    run = log_of([EXAMPLE], capsys, "vi")
    assert run["language"] == "vi"
    (rule,) = [rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "PP201"]
    assert rule["name"] == "rate-not-quotient"
    assert rule["shortDescription"]["text"] == "Tỷ lệ không khớp số hộ"
    assert "## Cách sửa" in rule["help"]["text"]


def test_findings_of_one_cause_are_related(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = example_with(tmp_path, ("| 15032 | 3924 |", "| 15032 | 3294 |"))
    results = log_of([path], capsys)["results"]
    (total,) = [
        result
        for result in results
        if result["partialFingerprints"]["place/v1"] == "PP101 total/households_goal"
    ]
    assert total["properties"]["leading"]
    group = total["properties"]["group"]
    others = [result for result in results if result["properties"]["group"] == group]
    others.remove(total)
    assert not any(other["properties"]["leading"] for other in others)
    related = {location["message"]["text"] for location in total["relatedLocations"]}
    assert related == {f"{other['ruleId']}: {other['message']['text']}" for other in others}


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


def test_what_is_no_text_has_places_in_words_and_no_fix(
    capsys: pytest.CaptureFixture[str],
) -> None:
    results = log_of(["examples/formats/plan.docx"], capsys, "vi")["results"]
    (error,) = [result for result in results if result["level"] == "error"]
    assert "fixes" not in error
    (location,) = error["locations"]
    assert location["message"] == {"text": "bảng 3, ô I31"}
    assert "region" not in location["physicalLocation"]


def test_separated_values_have_regions_and_fixes(capsys: pytest.CaptureFixture[str]) -> None:
    file = "examples/formats/plan.csv"
    results = log_of([file], capsys)["results"]
    (error,) = [result for result in results if result["level"] == "error"]
    text = Path(file).read_text(encoding="utf-8")
    assert replaced(text, error["fixes"][0]) == text.replace("1,39", "1,38")
