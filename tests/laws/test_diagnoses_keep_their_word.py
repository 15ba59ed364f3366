"""A repair clears the findings that its diagnosis claims, and a unique repair is right."""

from collections.abc import Iterable, Mapping
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
from povertyplan.model.places import Row
from povertyplan.strategies import Slip, coverage_tables, flows, plans, slips
from povertyplan.year import CoverageTable, FlowTable

Named = tuple[str, Place]
#: Row, field and proposed value.
Repaired = tuple[object, str, object]


def named(findings: Iterable[Finding]) -> set[Named]:
    return {(finding.code, finding.place) for finding in findings}


def keeps_its_word(plan: Plan | FlowTable | CoverageTable, diagnosis: Diagnosis) -> None:
    if diagnosis.row is not None:
        # Only people can take a row out, or put it in: `repaired` refuses to.
        return
    before, after = check(plan), check(repaired(plan, diagnosis))
    assert named(after.findings).isdisjoint(diagnosis.clears)
    assert set(diagnosis.clears) <= named(before.findings)
    assert named(after.errors) <= named(before.errors)
    assert named(after.findings) - named(before.findings) == set(diagnosis.brings)


@st.composite
def slipped(draw: st.DrawFn, *, realistic: bool) -> Slip[Plan]:
    plan = draw(plans(realistic=realistic, min_rows=1, max_rows=9))
    return draw(slips(plan))


@given(slipped(realistic=True))
def test_a_repair_clears_what_it_claims_and_brings_what_it_lists(slip: Slip[Plan]) -> None:
    for diagnosis in diagnose(slip.plan):
        keeps_its_word(slip.plan, diagnosis)


@given(slipped(realistic=False))
def test_the_same_in_plans_of_any_kind(slip: Slip[Plan]) -> None:
    for diagnosis in diagnose(slip.plan):
        keeps_its_word(slip.plan, diagnosis)


TABLES: st.SearchStrategy[FlowTable | CoverageTable] = flows(max_rows=5) | coverage_tables(
    max_rows=5
)


@given(TABLES.flatmap(slips))
def test_the_same_in_tables_of_the_year_and_what_is_unique_is_right(
    slip: Slip[FlowTable | CoverageTable],
) -> None:
    right = {edit.place: edit.printed for edit in slip.edits}
    for diagnosis in diagnose(slip.plan):
        keeps_its_word(slip.plan, diagnosis)
        if diagnosis.unique:
            proposed = {change.edit.place: change.edit.proposed for change in diagnosis.changes}
            assert proposed.items() <= right.items(), (slip.cause, str(diagnosis))


@given(slipped(realistic=True))
def test_what_is_called_unique_is_right(slip: Slip[Plan]) -> None:
    right = {edit.place: edit.printed for edit in slip.edits}
    for diagnosis in diagnose(slip.plan):
        proposed = {change.edit.place: change.edit.proposed for change in diagnosis.changes}
        if diagnosis.unique and check(slip.plan).errors:
            assert proposed.items() <= right.items(), (slip.cause, str(diagnosis))


@given(slipped(realistic=True))
def test_two_runs_are_equal(slip: Slip[Plan]) -> None:
    assert diagnose(slip.plan) == diagnose(slip.plan)


@given(slipped(realistic=True), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_repair(slip: Slip[Plan], random: Random) -> None:
    plan = evolve(slip.plan, sections=())
    order = list(range(1, len(plan.targets) + 1))
    random.shuffle(order)
    moved = evolve(plan, targets=[plan.targets[row - 1] for row in order])
    original_rows: dict[Row, Row] = dict(enumerate(order, 1))
    assert repairs(plan, {}) == repairs(moved, original_rows)


def repairs(plan: Plan, original_rows: Mapping[Row, Row]) -> set[frozenset[Repaired]]:
    """Return the repairs of a plan by the rows where its figures stood before they were moved."""
    # Causes about neighbours depend on the order of rows, and so does a list cut at ten.
    neighbours = {Cause.NEIGHBOUR_ROW, Cause.ROWS_EXCHANGED}
    repaired_figures: set[frozenset[Repaired]] = set()
    for diagnosis in diagnose(plan):
        if diagnosis.cause not in neighbours and diagnosis.rivals < 10:
            edits = [change.edit for change in diagnosis.changes]
            repaired_figures.add(
                frozenset(
                    (
                        original_rows.get(edit.place.row, edit.place.row),
                        edit.place.field,
                        edit.proposed,
                    )
                    for edit in edits
                )
            )
    return repaired_figures


@given(slipped(realistic=False), st.integers(0, 300))
def test_a_search_that_is_cut_short_says_so_and_calls_nothing_unique(
    slip: Slip[Plan], limit: int
) -> None:
    whole, cut = diagnose(slip.plan), diagnose(slip.plan, limit=limit)
    if cut.complete:
        assert cut == whole
    else:
        assert not any(diagnosis.unique for diagnosis in cut)
