"""A total row whose goal half was left from last year has that cause, or none that is certain."""

from hypothesis import assume, given
from hypothesis import strategies as st

from povertyplan import Cause, Edit, Part, Place, Plan, check, diagnose, repaired
from povertyplan.model.fields import FACTS, Count, Field, Period, Value, figure_of, other_year
from povertyplan.strategies import plans


def of_last_year(field: Field) -> Field | None:
    facts = FACTS[field]
    if facts.period is not Period.GOAL or facts.counted is None:
        return None
    return figure_of(facts.kind, facts.counted, facts.categories, Period.BASE)


def goal_half_left(plan: Plan, *, rates: bool) -> tuple[Edit, ...]:
    """Return the edits that copy the base half of the total row to its goal half."""
    flat = plan.flat(Part.TOTAL)
    edits: list[Edit] = []
    for field, right in flat.items():
        source = of_last_year(field)
        wrong: Value = None if source is None else flat[source]
        is_taken = rates or isinstance(field, Count)
        if wrong is not None and right is not None and right != wrong and is_taken:
            edits.append(Edit(Place(Part.TOTAL, field), right, wrong))
    return tuple(edits)


@given(plans(realistic=True, min_rows=4, max_rows=9), st.booleans())
def test_the_goal_half_of_the_total_row(plan: Plan, rates: bool) -> None:  # noqa: FBT001  # drawn
    assume(plan.total is not None and not check(plan).errors)
    edits = goal_half_left(plan, rates=rates)
    assume(sum(isinstance(edit.place.field, Count) for edit in edits) > 1)
    wrong = plan.edited(edits)
    found = [diagnosis for diagnosis in diagnose(wrong) if diagnosis.proves]
    right = {edit.place: edit.printed for edit in edits}
    certain = [diagnosis for diagnosis in found if diagnosis.unique]
    for diagnosis in certain:
        proposed = {edit.place: edit.proposed for edit in diagnosis.edits}
        assert proposed.items() <= right.items(), str(diagnosis)
    if found[0].cause is Cause.TOTAL_ROW_OF_LAST_YEAR:
        assert not check(repaired(wrong, found[0])).errors
    else:
        assert certain == []
    assert other_year(Count.POOR_GOAL) is of_last_year(Count.POOR_GOAL)
