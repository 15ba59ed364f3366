"""Laws of diagnosis: what it claims to clear is cleared, and what it calls unique is right."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from povertyplan import (
    Diagnosis,
    Finding,
    Place,
    Plan,
    Severity,
    check,
    diagnose,
    repaired,
)
from povertyplan.strategies import Slip, plans, slips

Named = tuple[str, Place]


def named(findings: Iterable[Finding], *severities: Severity) -> set[Named]:
    return {
        (found.code, found.place)
        for found in findings
        if not severities or found.severity in severities
    }


def keeps_its_word(plan: Plan, diagnosis: Diagnosis) -> None:
    before, after = check(plan), check(repaired(plan, diagnosis))
    assert named(after.findings).isdisjoint(diagnosis.clears)
    assert set(diagnosis.clears) <= named(before.findings)
    assert named(after.errors) <= named(before.errors)
    assert named(after.findings) - named(before.findings) == set(diagnosis.brings)


@st.composite
def slipped(draw: st.DrawFn, *, realistic: bool) -> Slip:
    plan = draw(plans(realistic=realistic, min_rows=1, max_rows=9))
    return draw(slips(plan))


@given(slipped(realistic=True))
def test_a_repair_clears_what_it_claims_and_brings_what_it_lists(slip: Slip) -> None:
    for diagnosis in diagnose(slip.plan):
        keeps_its_word(slip.plan, diagnosis)


@given(slipped(realistic=False))
def test_so_it_does_in_plans_of_any_kind(slip: Slip) -> None:
    for diagnosis in diagnose(slip.plan):
        keeps_its_word(slip.plan, diagnosis)


@given(slipped(realistic=True))
def test_what_is_called_unique_is_right(slip: Slip) -> None:
    right = {edit.place: edit.printed for edit in slip.edits}
    for diagnosis in diagnose(slip.plan):
        own = {change.edit.place: change.edit.proposed for change in diagnosis.changes}
        if diagnosis.unique and check(slip.plan).errors:
            assert own.items() <= right.items(), (slip.cause, str(diagnosis))


@given(slipped(realistic=True))
def test_two_runs_are_equal(slip: Slip) -> None:
    assert diagnose(slip.plan) == diagnose(slip.plan)
