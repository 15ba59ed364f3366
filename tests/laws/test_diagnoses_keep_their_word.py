"""Laws of diagnosis: what it claims to clear is cleared, and what it calls unique is right."""

from collections.abc import Iterable
from random import Random

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import (
    Cause,
    Diagnosis,
    Finding,
    Place,
    Plan,
    check,
    diagnose,
    repaired,
)
from povertyplan.strategies import Slip, plans, slips

Named = tuple[str, Place]


def named(findings: Iterable[Finding]) -> set[Named]:
    return {(found.code, found.place) for found in findings}


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


@given(slipped(realistic=True), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_repair(slip: Slip, random: Random) -> None:
    plan = evolve(slip.plan, sections=())
    order = list(range(1, len(plan.targets) + 1))
    random.shuffle(order)
    moved = evolve(plan, targets=[plan.targets[row - 1] for row in order])
    back = dict(enumerate(order, 1))
    assert repairs(plan, {row: row for row in back}) == repairs(moved, back)


def repairs(plan: Plan, rows: dict[int, int]) -> set[frozenset[tuple[object, str, object]]]:
    """Return the repairs of a plan whose rows stood elsewhere, those about neighbours aside."""
    neighbours = {Cause.NEIGHBOUR_ROW, Cause.ROWS_EXCHANGED}
    return {
        frozenset(
            (rows.get(place.row, place.row) if isinstance(place.row, int) else place.row, *rest)
            for change in diagnosis.changes
            for place, rest in [
                (change.edit.place, (change.edit.place.field, change.edit.proposed))
            ]
        )
        for diagnosis in diagnose(plan)
        if diagnosis.cause not in neighbours and diagnosis.rivals < 10
    }


@given(slipped(realistic=False), st.integers(0, 300))
def test_a_search_that_is_cut_short_says_so_and_calls_nothing_unique(
    slip: Slip, limit: int
) -> None:
    whole, cut = diagnose(slip.plan), diagnose(slip.plan, limit=limit)
    if cut.complete:
        assert cut == whole
    else:
        assert not any(diagnosis.unique for diagnosis in cut)
