"""Findings as JSON: the entries of files, held against the schema that is shipped."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from povertyplan import Diagnoses, Plan, ReadError, Reading, check, diagnose, read, read_bytes
from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import Fact, rule
from povertyplan.cli import main
from povertyplan.findings import Severity
from povertyplan.model.fields import FACTS
from povertyplan.model.places import Place
from povertyplan.outputs import findings_json, findings_schema, refusal_json
from povertyplan.outputs.json import as_json, as_pieces
from povertyplan.reading import Form
from povertyplan.strategies import plans, slips
from tests.support.commands import EXAMPLE, RESTATED, RIGHT, example_with, line_of
from tests.support.slips import repeated
from tests.support.unread import unread

#: An object of the output.
Entry = dict[str, Any]
SCHEMA: Entry = findings_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
NO_FILE = "Không có tệp này. Hãy kiểm tra lại tên tệp và thư mục chứa tệp."


def files_in(text: str) -> list[Entry]:
    """Return the entries of an output, which is as the schema says."""
    data = json.loads(text)
    VALIDATOR.validate(data)
    entries: list[Entry] = data["files"]
    return entries


def entry_of(file: str, capsys: pytest.CaptureFixture[str]) -> Entry:
    main(["check", file, "--format", "json", "--lang", "vi"])
    (entry,) = files_in(capsys.readouterr().out)
    return entry


def by_code(entry: Entry, code: str) -> Entry:
    findings: list[Entry] = entry["findings"]
    return next(finding for finding in findings if finding["code"] == code)


def test_every_file_has_an_entry(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    right, gone = tmp_path / "plan.md", str(tmp_path / "none.md")
    right.write_text(RIGHT, encoding="utf-8")
    options = ["--format", "json", "--lang", "vi", "--select", "PP1,PP2"]
    assert main(["check", EXAMPLE, str(right), gone, *options]) == 1
    wrong, clean, refused = files_in(capsys.readouterr().out)
    assert (wrong["file"], wrong["status"], wrong["ok"]) == (EXAMPLE, "checked", False)
    assert wrong["counts"] == {"errors": 1, "warnings": 0, "notes": 0}
    assert wrong["plan"] == {
        "unit": "Cao Thượng",
        "kind": "thị trấn",
        "level": "commune",
        "code": None,
        "year": 2024,
        "rows": 26,
    }
    assert clean["ok"]
    assert clean["compared"]
    assert clean["counts"] == {"errors": 0, "warnings": 0, "notes": 0}
    assert clean["findings"] == clean["groups"] == []
    assert refused == {"file": gone, "status": "refused", "message": NO_FILE, "remedy": NO_FILE}


def test_a_finding_and_its_diagnoses(capsys: pytest.CaptureFixture[str]) -> None:
    entry = entry_of(EXAMPLE, capsys)
    finding = entry["findings"][-1]
    source = {
        **dict.fromkeys(("sheet", "cell", "paragraph", "table")),
        "file": EXAMPLE,
        "line": 87,
        "column": 51,
        "text": "dòng 87",
    }
    cell = {
        "row": "total",
        "ordinal": None,
        "unit": None,
        "field": "poor_goal_rate",
        "year": 2024,
        "statement": 1,
        "source": source,
    }
    message = finding.pop("message")
    assert message.startswith("dòng tổng: tỷ lệ hộ nghèo năm 2024")
    assert finding == {
        "code": "PP201",
        "name": "rate-not-quotient",
        "severity": "error",
        "task": "correct",
        **cell,
        "printed": "1.39%",
        "expected": "1.38%",
        "terms": {"count": 54, "whole": 3924},
        "group": 0,  # errors first
    }
    group = entry["groups"][0]
    assert group["findings"] == [6]
    causes = [(diagnosis["cause"], diagnosis["rank"]) for diagnosis in group["diagnoses"]]
    assert causes == [("stale-denominator", 1), ("wrong-digit", 2)]
    best = group["diagnoses"][0]
    (edit,) = best["edits"]
    text = edit.pop("text")
    assert text.startswith("dòng tổng, tỷ lệ hộ nghèo năm 2024: 1,39")
    assert edit == {**cell, "printed": "1.39%", "proposed": "1.38%", "derived": False}
    assert (best["unique"], best["proves"], best["rivals"], best["complete"]) == (
        True,
        True,
        1,
        True,
    )
    assert (best["clears"], best["brings"]) == ([6], [])
    assert len(best["proof"]) == 2
    (skipped,) = entry["skipped"]
    assert (skipped["codes"], skipped["fields"]) == (["PP101"], ["persons_goal"])
    assert skipped["year"] == 2024
    assert entry["notices"][0]["source"]["line"] == 59
    assert entry["search_complete"]


def test_a_search_that_was_cut_short_is_told() -> None:
    reading = Reading(repeated(5))
    (entry,) = json.loads(findings_json(reading, check(reading), "en"))["files"]
    assert entry["search_complete"] is False


def test_a_row_has_its_ordinal_and_its_unit(capsys: pytest.CaptureFixture[str]) -> None:
    jump = by_code(entry_of(EXAMPLE, capsys), "PP307")
    assert (jump["row"], jump["ordinal"], jump["unit"]) == (8, "8", "Tân Lập")
    assert jump["terms"]["ratio"] == "28/47"


def test_an_edit_has_the_ordinal_that_two_rows_bear() -> None:
    row = {"name": "Chợ", "households_goal": 78, "poor_goal": 2, "poor_goal_rate": "2.56"}
    plan = Plan.of(2024, [row | {"poor_goal_rate": "2.65"}, row])
    reading = Reading(plan, form=Form(ordinals=("4.", "4.")))
    (entry,) = files_in(findings_json(reading, check(reading), "en"))
    finding = by_code(entry, "PP201")
    (edit, *_) = entry["groups"][finding["group"]]["diagnoses"][0]["edits"]
    assert (finding["ordinal"], edit["ordinal"]) == ("4", "4")


def test_terms_are_figures_and_lists_of_words(capsys: pytest.CaptureFixture[str]) -> None:
    entry = entry_of(EXAMPLE, capsys)
    assert by_code(entry, "PP502")["terms"] == {"blank": 1, "repeated": ["4"]}
    assert by_code(entry, "PP504")["terms"] == {"blanks": ["number", "date", "annex_number"]}
    assert by_code(entry, "PP501")["terms"] == {"forms": ["-", "0.00"]}


def test_findings_of_one_cause_are_one_group(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "plan.md"
    path.write_text(RIGHT.replace("| 15032 | 3924 |", "| 15032 | 3294 |"), encoding="utf-8")
    entry = entry_of(str(path), capsys)
    findings, groups = entry["findings"], entry["groups"]
    total = next(at for at, f in enumerate(findings) if (f["code"], f["row"]) == ("PP101", "total"))
    group = groups[findings[total]["group"]]
    assert group["findings"][0] == total
    assert {"PP101", "PP201", "PP302"} <= {findings[at]["code"] for at in group["findings"]}
    assert set(group["findings"]) == set(group["diagnoses"][0]["clears"])
    positions = [at for group in groups for at in group["findings"]]
    assert sorted(positions) == list(range(len(findings)))


def test_whole_rows(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    row = line_of("Hợp Tiên")
    entry = entry_of(example_with(tmp_path, (row, "")), capsys)
    missing = entry["groups"][by_code(entry, "PP101")["group"]]["diagnoses"][0]
    assert (missing["cause"], missing["edits"], missing["extra_row"]) == ("row-missing", [], None)
    assert missing["missing_row"]["ordinals"] == [7]
    assert missing["missing_row"]["counts"]["poor_base"] == 4
    entry = entry_of(example_with(tmp_path, (row, 2 * row)), capsys)
    pasted = entry["groups"][by_code(entry, "PP101")["group"]]["diagnoses"][0]
    assert pasted["cause"] == "row-pasted-twice"
    assert pasted["extra_row"] == {"row": 8, "unit": "Hợp Tiên"}
    assert pasted["missing_row"] is None


def test_another_statement_of_a_target(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    restated = by_code(entry_of(example_with(tmp_path, RESTATED), capsys), "PP310")
    assert (restated["statement"], restated["printed"]) == (2, "85%")


def test_what_stands_in_an_unreadable_cell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    entry = entry_of(example_with(tmp_path, ("| 110 | 2.80 |", "| 11O | 2.80 |")), capsys)
    unreadable = by_code(entry, "PP506")
    assert unreadable["printed"] == "11O"
    (diagnosis,) = entry["groups"][unreadable["group"]]["diagnoses"]
    assert diagnosis["edits"][0]["printed"] == "11O"


def test_a_repair_that_brings_a_warning() -> None:
    reading = read(EXAMPLE)
    report = check(reading)
    first, *others = diagnose(reading, report)[0:1]
    brings = (("PP307", Place(8, "households_goal")),)
    causes = Diagnoses(((evolve(first, brings=brings), *others),))
    (entry,) = files_in(findings_json(reading, report, "en", diagnoses=causes))
    (diagnosis,) = (found for group in entry["groups"] for found in group["diagnoses"])
    assert diagnosis["brings"] == [{"code": "PP307", "row": 8, "field": "households_goal"}]


def test_a_refusal_without_a_remedy() -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(b"", file="plan.md")
    (entry,) = files_in(refusal_json(caught.value, "vi"))
    assert entry["message"].startswith("không đọc được: cần một bản kế hoạch")
    assert entry["remedy"] is None


def test_findings_of_ones_own_checks_at_one_place() -> None:
    @rule("XX1", Severity.NOTE, "odd: {oddity}")
    def odd_twice(_: object) -> Iterator[Fact]:
        for oddity in ("", "b"):
            yield Fact(Place(1, "poor_base"), terms=(("oddity", oddity),))

    plan = Plan.of(2024, [{"name": "Chợ"}])
    report = check(plan, checks=[odd_twice])
    (entry,) = files_in(findings_json(Reading(plan), report, "en"))
    assert entry["file"] is entry["plan"]["unit"] is None
    assert [finding["terms"]["oddity"] for finding in entry["findings"]] == [None, "b"]
    assert [group["findings"] for group in entry["groups"]] == [[0, 1], [0, 1]]
    assert entry["compared"] is report.compared


@pytest.mark.parametrize("file", sorted(map(str, Path("examples/formats").iterdir())))
def test_examples_are_as_the_schema_says(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry_of(file, capsys)["counts"]["errors"] == 1


@given(plans() | plans().flatmap(slips).map(lambda slip: slip.plan))
def test_plans_are_as_the_schema_says(plan: Plan) -> None:
    report = check(plan)
    (entry,) = files_in(findings_json(Reading(plan), report, "vi"))
    assert entry["counts"]["errors"] == len(report.errors)
    assert len(entry["findings"]) == len(report.findings)


@given(st.binary() | st.text().map(str.encode), st.sampled_from(["plan.md", "plan.docx", ""]))
def test_refusals_are_as_the_schema_says(data: bytes, file: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, file=file)
    (entry,) = files_in(refusal_json(caught.value, "vi"))
    assert (entry["file"] or "", entry["status"]) == (file, "refused")


def test_the_schema_is_one_and_closed() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *(part for part in SCHEMA["$defs"].values() if "properties" in part)]
    for part in objects:
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])
    assert not VALIDATOR.is_valid({"povertyplan": 1, "language": "en", "files": [], "says": ""})


def test_the_schema_names_every_field_and_cause() -> None:
    definitions = SCHEMA["$defs"]
    assert set(definitions["field"]["enum"]) == set(FACTS)
    assert set(definitions["diagnosis"]["properties"]["cause"]["enum"]) == set(Cause)


def test_a_year_is_a_number(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    title = "giải quyết việc làm của thị trấn năm 2024"
    entry = entry_of(example_with(tmp_path, (title, title.replace("2024", "2023"))), capsys)
    finding = by_code(entry, "PP507")
    assert (finding["printed"], finding["expected"]) == (2023, 2024)


def test_the_object_of_all_files_is_as_indented_as_one_text() -> None:
    refused = [unread(f"{name}.pdf", "A PDF.") for name in "abc"]
    for number in range(4):
        text = as_json(refused[:number], "en")
        assert len(json.loads(text)["files"]) == number
        assert number == 0 or text == json.dumps(json.loads(text), indent=2)


def test_an_entry_comes_when_the_next_one_is_known() -> None:
    pieces = as_pieces(iter(["1", "2", "3"]), "en")
    assert [next(pieces)[-1], next(pieces), next(pieces)] == ["[", "1,", "2,"]
    assert list(pieces) == ["3", "  ]\n}"]
