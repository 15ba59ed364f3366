"""Findings, skipped checks and sources as objects, and sentences that do more than they may."""

from typing import Any

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Percent,
    Plan,
    Report,
    check,
)
from povertyplan.findings import Skipped
from povertyplan.messages import Sentence
from povertyplan.records import (
    finding_to_dict,
    from_dict,
    to_dict,
)
from tests.support.records import FINDING, REPORT, SAID, changed, refusal


def test_finding_is_flat() -> None:
    assert finding_to_dict(FINDING) == {
        "code": "PP201",
        "name": "rate-not-quotient",
        "severity": "error",
        "topic": "figures",
        "row": "total",
        "field": "poor_goal_rate",
        "says": {"en": "{where}: {count} of {whole} is {expected}", "vi": "{where}: {count:+}"},
        "printed": "1.39%",
        "expected": "1.38%",
        "terms": {"count": 54, "whole": 3924},
        "unit": "Hoà Sơn",
        "year": 2024,
    }


def test_skipped_has_a_place_or_none() -> None:
    data: Any = to_dict(REPORT)
    first, second = data["report"]["skipped"]
    assert (first["row"], first["field"]) == ("total", "persons_goal")
    assert (second["row"], second["field"]) == (None, None)
    del second["row"], second["field"]
    assert from_dict(data, Report) == REPORT


OWN = "count, expected, field, printed, where, whole"


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("printed", True, f"printed: expected {SAID}, found true"),
        ("printed", {"txt": "5%"}, 'printed.txt: expected one of text, found the key "txt";'),
        ("printed", ["a", 5], "printed[1]: expected text, found 5"),
        ("terms.a count", 0.5, f'terms["a count"]: expected {SAID}, found 0.5'),
        ("terms", [], "terms: expected an object, found a list"),
        ("field", 5, "field: expected text, found 5"),
        ("place", {}, "place: expected one of code, name, severity, row, field, says,"),
        (
            "severity",
            "bad",
            'severity: expected one of error, warning, note, found "bad"',
        ),
        (
            "says.en",
            "{printed.digits}",
            f'says.en: expected a sentence whose placeholders are of {OWN}, found "printed.digits"',
        ),
        (
            "says.vi",
            "{nobody}",
            f'says.vi: expected a sentence whose placeholders are of {OWN}, found "nobody"',
        ),
        (
            "says.vi",
            "{count!r}",
            f'says.vi: expected a sentence whose placeholders are of {OWN}, found "count"',
        ),
        (
            "says.en",
            "{count:{whole.real}}",
            f'says.en: expected a sentence whose placeholders are of {OWN}, found "count"',
        ),
        (
            "says.en",
            "{",
            f"says.en: expected a sentence whose placeholders are of {OWN}, found Single '{{'",
        ),
    ],
)
def test_fault_of_a_finding_is_named_with_its_path(path: str, value: object, message: str) -> None:
    error = refusal(changed(REPORT, f"$.report.findings[0].{path}", value), Report)
    assert str(error).startswith(f"$.report.findings[0].{message}")


def test_term_that_would_be_looked_into_is_no_placeholder() -> None:
    finding = evolve(
        FINDING, says=Sentence("{printed.digits}"), terms=(("printed.digits", Percent(5, 0)),)
    )
    assert refusal(to_dict(Report((finding,))), Report).where == "$.report.findings[0].says"


def test_a_sentence_with_clauses_comes_back() -> None:
    clauses = (Sentence("{count} of {whole}"), Sentence("{clauses}", "", (Sentence("{whole}"),)))
    finding = evolve(FINDING, says=Sentence("{where}: {clauses}", clauses=clauses))
    gap = Skipped("PP301", None, Sentence("{fields}"), 2024, (Count.POOR_GOAL, Count.POOR_DROP))
    report = Report((finding,), (gap,))
    assert from_dict(to_dict(report), Report) == report


def test_fault_of_a_clause_is_named_with_its_path() -> None:
    says = Sentence("{clauses}", clauses=(Sentence("{count}"), Sentence("{nobody}")))
    data = to_dict(Report((evolve(FINDING, says=says),)))
    assert refusal(data, Report).where == "$.report.findings[0].says.clauses[1]"


def test_fault_of_a_skipped_check_is_named_with_its_path() -> None:
    path = "$.report.skipped[0]"
    assert refusal(changed(REPORT, f"{path}.row", None), Report).where == f"{path}.row"
    assert refusal(changed(REPORT, f"{path}.reason", "{x}"), Report).expected == (
        "a sentence whose placeholders are of field, fields, units"
    )


def test_sentences_of_the_library_are_text_and_blanks_are_left_out() -> None:
    total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    report = check(Plan.of(2024, [], total=total))
    finding = finding_to_dict(report.findings[0])
    assert finding["says"] == report.findings[0].says.en
    assert {"unit", "ordinal"}.isdisjoint(finding)
    again = from_dict(to_dict(report), Report)
    assert [found.text("vi") for found in again.findings] == [
        found.text("vi") for found in report.findings
    ]


def test_clauses_and_own_translations_are_read_back() -> None:
    clauses = (Sentence("{count} poor"), Sentence("{whole} in all", "{whole} tất cả"))
    for says in (Sentence("{clauses}", clauses=clauses), Sentence("odd", "lạ")):
        report = Report((evolve(FINDING, says=says),))
        assert from_dict(to_dict(report), Report) == report


def test_a_sentence_is_text_or_an_object() -> None:
    error = refusal(changed(REPORT, "$.report.findings[0].says", 5), Report)
    assert (error.where, error.expected) == ("$.report.findings[0].says", "an object")
