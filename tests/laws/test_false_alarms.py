"""A plan whose figures agree raises no alarm, however its rows stand."""

from collections import Counter

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povertyplan import Finding, Place, Plan, check
from povertyplan.strategies import plans

LARGE = settings(max_examples=10_000, suppress_health_check=list(HealthCheck))


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
def test_ten_thousand_realistic_plans_have_no_finding(plan: Plan) -> None:
    _no_finding(plan)


@pytest.mark.large
@LARGE
@given(plans())
def test_ten_thousand_extreme_plans_have_no_error(plan: Plan) -> None:
    _no_error(plan)


@given(st.data())
def test_a_check_does_not_depend_on_the_order_of_rows(data: st.DataObject) -> None:
    """Up to the rows' positions, also for a plan whose figures were exchanged."""
    plan = evolve(data.draw(plans(min_rows=1)), sections=())
    targets = data.draw(st.permutations(plan.targets))
    wrong = evolve(plan, total=data.draw(st.sampled_from([plan.total, *plan.targets, None])))

    def found(rows: tuple[object, ...], at: Plan) -> Counter[tuple[object, ...]]:
        def row(finding: Finding) -> object:
            place: Place = finding.place
            return rows[place.row - 1] if isinstance(place.row, int) else place.row

        return Counter(
            (row(one), one.place.field, one.code, one.printed, one.expected, one.terms)
            for one in check(at).findings
        )

    assert found(tuple(targets), evolve(wrong, targets=targets)) == found(wrong.targets, wrong)


@given(plans(), st.sampled_from(["PP1", "PP2", "PP3", "PP4", "PP306", "PP202"]))
def test_selecting_and_ignoring_share_the_findings_out(plan: Plan, prefix: str) -> None:
    chosen, rest = check(plan, select=[prefix]), check(plan, ignore=[prefix])
    both = sorted((*chosen.findings, *rest.findings))
    assert tuple(both) == check(plan).findings
