"""Findings as SARIF, where a document has few sources."""

from povertyplan import Place, Plan, check
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.sarif import as_sarif
from povertyplan.reading import Reading, Source

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43"}
WRONG = Plan.of(2024, [ROW | {"poor_goal_rate": "1.44"}])


def test_what_has_no_source_is_shown_at_its_file() -> None:
    reading = Reading(WRONG)
    checked = Checked("plan.md", reading, check(reading))
    assert '"uri": "plan.md"' in as_sarif([checked], "en", "1")


def test_a_source_without_a_column() -> None:
    reading = Reading(WRONG, {Place(1, "poor_goal_rate"): Source("/somewhere/plan.md", 3)})
    sarif = as_sarif([Checked("/somewhere/plan.md", reading, check(reading))], "en", "1")
    assert '"startLine": 3\n' in sarif
    assert '"uri": "/' not in sarif
