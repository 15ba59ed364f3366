"""A plan without contradictions raises no alarm, in whatever order its rows stand."""

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povertyplan import Finding, Plan, check
from povertyplan.strategies import plans

LARGE = settings(max_examples=5_000, suppress_health_check=list(HealthCheck))


def _no_finding(plan: Plan) -> None:
    assert check(plan).findings == ()


def _no_error(plan: Plan) -> None:
    report = check(plan)
    assert report.errors == ()
    assert report.ok is bool(report.checked)
    for finding in report.findings:
        assert str(finding)
        assert finding.text("vi")


@given(plans(realistic=True))
def test_realistic_plans_have_no_finding(plan: Plan) -> None:
    _no_finding(plan)


@given(plans())
def test_extreme_plans_have_no_error(plan: Plan) -> None:
    _no_error(plan)


@pytest.mark.large
@LARGE
@given(plans(realistic=True))
def test_thousands_of_realistic_plans_have_no_finding(plan: Plan) -> None:
    _no_finding(plan)


@pytest.mark.large
@LARGE
@given(plans())
def test_thousands_of_extreme_plans_have_no_error(plan: Plan) -> None:
    _no_error(plan)


@given(st.data())
def test_a_check_does_not_depend_on_the_order_of_rows(data: st.DataObject) -> None:
    """Also for a plan whose total is wrong."""
    plan = evolve(data.draw(plans(min_rows=1)), sections=())
    wrong = evolve(plan, total=data.draw(st.sampled_from([plan.total, *plan.targets, None])))
    moved = evolve(wrong, targets=data.draw(st.permutations(plan.targets)))
    assert _findings_by_row(moved) == _findings_by_row(wrong)


def _findings_by_row(plan: Plan) -> Counter[tuple[object, ...]]:
    """Count the findings of a plan, with the row itself instead of its position."""

    def row_of(finding: Finding) -> object:
        row = finding.place.row
        return plan.targets[row - 1] if isinstance(row, int) else row

    return Counter(
        (
            row_of(finding),
            finding.place.field,
            finding.code,
            finding.printed,
            finding.expected,
            finding.terms,
        )
        for finding in check(plan).findings
    )


@given(plans(), st.sampled_from(["PP1", "PP2", "PP3", "PP4", "PP306", "PP202"]))
def test_select_and_ignore_split_the_findings(plan: Plan, prefix: str) -> None:
    chosen, rest = check(plan, select=[prefix]), check(plan, ignore=[prefix])
    both = sorted((*chosen.findings, *rest.findings))
    assert tuple(both) == check(plan).findings
