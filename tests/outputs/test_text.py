"""Findings as lines of text."""

from attrs import evolve

from povertyplan import Place, Plan, check
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.text import as_text
from povertyplan.reading import Notice, Reading, Source

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
    assert found[-1].endswith("errors: 1; warnings: 0; notes: 0")
