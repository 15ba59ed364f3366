"""Findings, and checks that could not run."""

from itertools import product

import pytest
from attrs import evolve

from povertyplan import Plan, Severity, check
from povertyplan.checks import CHECKS
from povertyplan.findings import Task, Topic

ROW = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.44"}
(FINDING,) = check(Plan.of(2024, [ROW])).findings


@pytest.mark.parametrize(("severity", "topic"), [*product(Severity, Topic)])
def test_errors_are_corrected_the_form_is_completed_and_all_else_is_looked_at(
    severity: Severity, topic: Topic
) -> None:
    finding = evolve(FINDING, severity=severity, topic=topic)
    if severity is Severity.ERROR:
        assert finding.task is Task.CORRECT
    else:
        assert finding.task is (Task.FORM if topic is Topic.FORM else Task.LOOK)


def test_a_finding_is_of_the_topic_of_its_check() -> None:
    assert FINDING.topic is Topic.FIGURES


def test_the_checks_of_form_are_those_of_the_form_of_a_document() -> None:
    of_form = [check.code for check in CHECKS if check.topic is Topic.FORM]
    assert of_form == ["PP501", "PP502", "PP503", "PP504"]


def test_a_reason_has_the_codes_and_the_fields_of_all_that_it_kept_from_running() -> None:
    report = check(Plan.of(2024, [ROW]), select=["PP303", "PP304", "PP307", "PP308"])
    of_drops, *others = report.reasons("en")
    assert of_drops.codes == ("PP303", "PP304")
    assert of_drops.fields == report.skipped[0].fields
    assert len(others) == len({reason.text for reason in others})
