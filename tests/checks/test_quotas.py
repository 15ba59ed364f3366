"""A plan beside the quotas that were handed down to its commune."""

import re
from collections.abc import Mapping

import pytest

from povertyplan import Count, Edit, Part, Place, Plan, Report, check, read
from povertyplan.year import LabourTable, ReportingPeriod

REAL_PLAN = read("examples/cao-thuong-2024/plan.md").plan
#: The real plan sets a net drop of 36 poor households in its text, and none of the near-poor.
DROP, JOBS = Place(Part.HEADLINE, Count.POOR_DROP), Place(Part.LABOUR, Count.NEW_JOBS)


def report(plan: Plan, **quotas: int) -> Report:
    return check(plan, against={Count(name): quota for name, quota in quotas.items()})


def of_quotas(found: Report) -> list[str]:
    return [str(finding) for finding in found.findings if finding.code == "PP801"]


def test_the_real_plan_keeps_the_quota_of_36() -> None:
    found = report(REAL_PLAN, poor_drop=36, near_poor_drop=25, new_jobs=260, exported=10)
    assert of_quotas(found) == []
    assert "PP801" in found.checked


def test_the_text_is_held_to_a_quota() -> None:
    (finding,) = check(REAL_PLAN, against={Count.POOR_DROP: 40}, select=["PP801"]).findings
    assert (finding.place, finding.printed, finding.expected) == (DROP, 36, None)
    assert dict(finding.terms) == {"quota": 40, "difference": 4}
    assert finding.text("en") == (
        "targets in the text: the plan sets 36 for the drop in poor households, 4 below the quota"
        " of 40"
    )
    assert finding.text("vi") == (
        "chỉ tiêu trong văn bản: số hộ nghèo giảm theo kế hoạch là 36, thấp hơn 4 so với chỉ tiêu"
        " được giao (40)"
    )


def test_a_drop_that_the_text_leaves_out_is_made_of_the_annex() -> None:
    (finding,) = check(REAL_PLAN, against={Count.NEAR_POOR_DROP: 30}, select=["PP801"]).findings
    assert finding.place == Place(Part.TOTAL, Count.NEAR_POOR_DROP)
    assert finding.text("en") == (
        "total row: base minus goal makes the drop in near-poor households 25, 5 below the quota"
        " of 30"
    )
    assert finding.text("vi") == (
        "dòng tổng: số hộ cận nghèo giảm tính theo phụ lục là 25, thấp hơn 5 so với chỉ tiêu được"
        " giao (30)"
    )


def test_without_a_total_row_the_rows_are_added_up() -> None:
    rows = [{"poor_base": 8, "poor_goal": 4}, {"poor_base": 2, "poor_goal": 2}]
    assert of_quotas(report(Plan.of(2024, rows), poor_drop=4)) == []
    assert len(of_quotas(report(Plan.of(2024, rows), poor_drop=5))) == 1
    rows[1]["poor_goal"] = 5
    assert (
        "makes the drop in poor households 1, 3 below"
        in of_quotas(report(Plan.of(2024, rows), poor_drop=4))[0]
    )


def test_labour_targets_are_held_to_quotas() -> None:
    (found,) = of_quotas(report(REAL_PLAN, new_jobs=300, exported=10))
    assert found == (
        "labour targets: the plan sets 260 for the people with new jobs, 40 below the quota of 300"
    )
    (accepted,) = check(REAL_PLAN, against={Count.NEW_JOBS: 300}, select=["PP801"]).findings
    assert accepted.place == JOBS
    ignored = check(REAL_PLAN, against={Count.NEW_JOBS: 300}, ignore=["PP801@labour"])
    assert of_quotas(ignored) == []


@pytest.mark.parametrize(
    "quotas", [{Count.CERTIFIED: 9}, {Count.CERTIFIED: 9, Count.POOR_DROP: 36}]
)
def test_what_the_plan_does_not_set_is_told(quotas: Mapping[Count, int]) -> None:
    found = check(REAL_PLAN, against=quotas)
    assert [str(gap) for gap in found.skipped if gap.code == "PP801"] == [
        "the plan does not set what a quota is of: workers with a certificate"
    ]
    assert ("PP801" in found.checked) == (Count.POOR_DROP in quotas)


def test_blank_figures_are_not_known_to_be_below() -> None:
    bare = Plan.of(2024, [{"poor_base": 8}])
    found = report(bare, poor_drop=4)
    assert of_quotas(found) == []
    (gap,) = [gap for gap in found.skipped if gap.code == "PP801"]
    assert gap.text("vi") == "kế hoạch chưa đặt chỉ tiêu về: số hộ nghèo giảm"


def test_no_quota_is_nothing_to_compare() -> None:
    found = check(REAL_PLAN, against={})
    assert "PP801" not in found.checked
    assert not any(gap.code == "PP801" for gap in found.skipped)


def test_quotas_are_of_plans() -> None:
    table: LabourTable = LabourTable(REAL_PLAN.unit, ReportingPeriod(2024), [])
    found = check(table, against={Count.NEW_JOBS: 260})
    assert [gap.text("en") for gap in found.skipped if gap.code == "PP801"] == [
        "quotas are compared with a plan alone"
    ]
    assert not any(gap.code == "PP706" for gap in found.skipped)


def test_a_plan_alone_is_told_nothing_of_quotas() -> None:
    found = check(REAL_PLAN)
    assert not any(gap.code.startswith("PP8") for gap in found.skipped)


def test_a_quota_of_what_no_plan_sets_is_refused_with_the_known_ones() -> None:
    said = (
        "check: against must have quotas of 'poor_drop', 'near_poor_drop', 'trained', 'certified',"
        " 'new_jobs', 'exported', got one of 'poor_goal'"
    )
    with pytest.raises(ValueError, match=re.escape(said)):
        check(REAL_PLAN, against={Count.POOR_GOAL: 54})


@pytest.mark.parametrize(
    ("against", "kind", "said"),
    [
        ({"poor": 40}, ValueError, "check: against: a key must be a Count"),
        ({"poor_drop": -1}, ValueError, "check: against['poor_drop'] must be a whole number of at"),
        ({"poor_drop": 4.5}, TypeError, "check: against['poor_drop'] must be a whole number"),
        ([40], TypeError, "check: against[0] must be a Commitment"),
        ("plan.md", TypeError, "read it first"),
        (40, TypeError, "check: against must be"),
    ],
)
def test_what_is_no_quota_is_refused(against: object, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=re.escape(said)):
        check(REAL_PLAN, against=against)  # type: ignore[arg-type]  # what no type checker lets through


def test_a_corrected_plan_keeps_its_quota() -> None:
    corrected = REAL_PLAN.edited([Edit(DROP, 36, 40)])
    assert of_quotas(report(corrected, poor_drop=40)) == []
