"""Codes, names, pages and own checks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from povertyplan import Finding, Place, Plan, Severity, check
from povertyplan.checks import CHECKS, RETIRED, Check, Evidence, Fact, Gap, rule
from povertyplan.findings import Topic
from povertyplan.messages import Sentence
from tests.support.explanations import english_page

PAGES = Path("docs/checks")
CODES = [one.code for one in CHECKS]
EMPTY = Plan.of(2024, [])


def test_codes_are_in_order_unique_and_never_used_again() -> None:
    assert sorted(set(CODES)) == CODES
    assert not set(CODES) & set(RETIRED)
    assert len({one.name for one in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("one", CHECKS, ids=CODES)
def test_a_page_says_what_why_wrong_right_and_whence(one: Check) -> None:
    headings = re.findall(r"^## (.*)$", one.doc, re.MULTILINE)
    assert headings == ["Why it matters", "Wrong", "Right", "How to repair", "Source"]
    wrong = one.doc.partition("## Wrong")[2].partition("## Right")[0]
    assert ">>> " in wrong


@pytest.mark.parametrize("one", CHECKS, ids=CODES)
def test_the_page_of_a_check_is_fresh(one: Check) -> None:
    written = (PAGES / f"{one.code}.md").read_text(encoding="utf-8")
    assert written == english_page(one), "run python -m tests.support.pages"


@rule("XX101", Severity.WARNING, "{where}: no poor", "{where}: không có hộ nghèo")
def nobody_poor(evidence: Evidence) -> Iterator[Fact | Gap]:
    """A TDP without a poor household."""
    for row, target in enumerate(evidence.plan.targets, 1):
        if target.base.poor.count == 0:
            yield Fact(Place(row, "poor_base"), printed=0)
        elif target.base.poor.count is None:
            yield Gap(Place(row, "poor_base"), Sentence("row without {field}", "thiếu {field}"))


def test_ones_own_check_in_both_languages() -> None:
    plan = Plan.of(2024, [{"name": "Ngò", "poor_base": 0}, {"name": "Chợ"}])
    report = check(plan, checks=(*CHECKS, nobody_poor), select=["XX"])
    (finding,) = report.findings
    assert str(finding) == "row 1 (Ngò): no poor"
    assert finding.text("vi") == "dòng 1 (Ngò): không có hộ nghèo"
    (skipped,) = report.skipped
    assert skipped.text("vi") == "thiếu số hộ nghèo năm 2023"
    assert report.checked == ("XX101",)


@pytest.mark.parametrize("topic", Topic)
def test_an_own_check_counts_as_a_comparison_if_it_says_so(topic: Topic) -> None:
    plan = Plan.of(2024, [{"name": "Ngò", "poor_base": 0}])
    own = evolve(nobody_poor, topic=topic)
    report = check(plan, checks=(*CHECKS, own))
    assert "XX101" in report.checked
    assert report.compared is (topic is Topic.FIGURES)
    assert report.findings[0].topic is topic


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("PP99", "'PP99' is neither a code nor the beginning of one"),
        ("", "'' is neither a code"),
        ("PP2O1", "did you mean 'PP201'"),
        ("pp201", "did you mean 'PP201'"),
        ("PP201@0", "'0' does not name a row"),
        ("PP201@sections", "'sections' does not name a row"),
    ],
)
def test_a_slip_of_the_pen_never_selects_nothing(word: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        check(EMPTY, select=[word])
    with pytest.raises(ValueError, match=re.escape(said)):
        check(EMPTY, ignore=[word])


def test_select_a_row() -> None:
    rows = [{"households_goal": 0, "poor_goal": 0, "poor_goal_rate": "0.1"}] * 2
    found = check(Plan.of(2024, rows), select=["PP202@2", "PP101"])
    assert [str(one.place) for one in found.findings] == ["2/poor_goal_rate"]


def test_an_empty_plan_is_not_ok() -> None:
    """Nothing was wrong, for nothing was there to be checked."""
    report = check(EMPTY)
    assert report.findings == ()
    assert not report.ok
    assert {gap.code for gap in report.skipped} >= {"PP101", "PP301", "PP305", "PP401", "PP501"}


def test_findings_are_data() -> None:
    total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    one, other = (check(Plan.of(2024, [], total=total)).errors[0] for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    assert isinstance(one, Finding)
    assert (one.name, one.year, dict(one.terms)) == (
        "rate-not-quotient",
        2024,
        {"count": 54, "whole": 3924},
    )
