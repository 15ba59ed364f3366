"""No relation fails in a plan drawn by the strategies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Plan, Rounding
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.strategies import plans


def _failures(plan: Plan, rounding: Rounding = Rounding.HALF_UP) -> list[str]:
    found = plan.figures()
    return [
        str(case.subject)
        for case in cases_of(plan)
        if verdict_of(case, found, rounding) is Verdict.FAILS
    ]


@given(plans())
def test_plans(plan: Plan) -> None:
    assert _failures(plan) == []


@given(plans(realistic=True))
def test_realistic_plans(plan: Plan) -> None:
    assert _failures(plan) == []


@pytest.mark.parametrize("rounding", Rounding)
@given(st.data())
def test_plans_of_every_rounding(rounding: Rounding, data: st.DataObject) -> None:
    plan = data.draw(plans(rounding=rounding, max_rows=3))
    assert _failures(plan, rounding) == []
