"""`cells` is the flat view of a plan, and `edited` its inverse."""

from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Edit, Plan
from povertyplan.model.tabular import cells
from povertyplan.strategies import plans, slips


@given(plans())
def test_a_plan_is_what_its_cells_say(plan: Plan) -> None:
    stated = cells(plan)
    blank = plan.edited(Edit(place, value, None) for place, value in stated.items())
    assert set(cells(blank).values()) == {None}
    assert blank.edited(Edit(place, None, value) for place, value in stated.items()) == plan


@given(st.data())
def test_edits_change_no_other_cells(data: st.DataObject) -> None:
    plan = data.draw(plans())
    place = data.draw(st.sampled_from(list(cells(plan))))
    before = cells(plan)
    edited = plan.edited([Edit(place, before[place], None)])
    assert cells(edited) == {**before, place: None}
    assert edited.edited([Edit(place, None, before[place])]) == plan


@given(st.data())
def test_the_edits_of_a_slip_make_it(data: st.DataObject) -> None:
    plan = data.draw(plans(min_rows=1))
    slip = data.draw(slips(plan) | st.none())
    if slip is not None:
        assert slip.original == plan
        assert slip.plan == plan.edited(slip.edits)
