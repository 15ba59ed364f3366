"""The official forms of flow."""

from povertyplan.documents.forms import FORMS, NEAR_POOR_FLOW, POOR_FLOW
from povertyplan.model.fields import FLOW_OF_NEAR_POOR, FLOW_OF_POOR


def test_each_form_has_the_figures_of_its_category() -> None:
    assert POOR_FLOW.figures == FLOW_OF_POOR
    assert sorted(NEAR_POOR_FLOW.figures) == sorted(FLOW_OF_NEAR_POOR)


def test_the_form_of_the_near_poor_counts_those_who_left_first() -> None:
    start, left, to_poor, *_ = NEAR_POOR_FLOW.figures
    assert (start, left, to_poor) == ("near_poor_start", "near_poor_left", "near_poor_to_poor")


def test_no_two_forms_have_one_name() -> None:
    names = [form.name for form in FORMS]
    assert len(set(names)) == len(names)
