"""What is written is read back as the same plan, in every format."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from povertyplan import Plan, WriteError, carries, read, read_bytes, write_bytes
from povertyplan.documents.write.contents import contents
from povertyplan.documents.write.plans import FORMATS
from povertyplan.strategies import plans
from tests.support.carried import carried_plans

REAL = Path("examples/cao-thuong-2024/plan.md")
FEW, SOME, MANY = 2, 40, 100
#: The formats that are written and read in a few hundredths of a second.
FAST = [form for form in FORMATS if form != "docx"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_real_plan_is_read_back(form: str) -> None:
    plan = read(REAL).plan
    assert read_bytes(write_bytes(plan, format=form), format=form).plan == plan


@pytest.mark.parametrize("form", FAST)
@settings(max_examples=FEW)
@given(plan=plans(realistic=True))
def test_a_plan_of_a_commune_is_read_back(form: str, plan: Plan) -> None:
    assert is_read_back(plan, form)


@pytest.mark.parametrize("form", FAST)
@settings(max_examples=FEW)
@given(plan=carried_plans())
def test_any_figures_are_read_back(form: str, plan: Plan) -> None:
    assert is_read_back(plan, form)


@pytest.mark.large
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=MANY, deadline=None)
@given(plan=plans(realistic=True))
def test_many_plans_of_communes_are_read_back(form: str, plan: Plan) -> None:
    assert is_read_back(plan, form)


@pytest.mark.large
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=SOME, deadline=None)
@given(plan=carried_plans())
def test_many_plans_of_any_figures_are_read_back(form: str, plan: Plan) -> None:
    assert is_read_back(plan, form)


@settings(max_examples=4 * FEW)
@given(plan=plans())
def test_a_plan_of_any_form_is_read_back_or_refused_by_name(plan: Plan) -> None:
    assert is_read_back_or_refused(plan, "markdown")


@pytest.mark.large
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=SOME, deadline=None)
@given(plan=plans())
def test_many_plans_of_any_form_are_read_back_or_refused_by_name(form: str, plan: Plan) -> None:
    assert is_read_back_or_refused(plan, form)


def is_read_back_or_refused(plan: Plan, form: str) -> bool:
    """Whether a plan is what is read from its document, or is refused by what it cannot carry."""
    try:
        data = write_bytes(plan, format=form)
    except WriteError as error:
        return bool(error.fields) and set(error.fields) <= carries("json")
    return contents(read_bytes(data, format=form).plan) == contents(plan)


def is_read_back(plan: Plan, form: str) -> bool:
    """Whether a plan is what is read from its document, which strict writing does not vouch for."""
    data = write_bytes(plan, format=form, strict=False)
    return read_bytes(data, format=form).plan == plan
