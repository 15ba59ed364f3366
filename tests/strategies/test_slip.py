"""Slips, and what a check finds in them."""

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from povertyplan import Percent, Plan, Rounding, Unit, check
from povertyplan.arithmetic.causes import Cause
from povertyplan.strategies import Slip, slips
from povertyplan.year import Coverage, CoverageTable, Policy, ReportingPeriod

_QUICK = settings(database=None, phases=[Phase.generate], max_examples=500)
_FEW = settings(_QUICK, max_examples=settings().max_examples)


def _whole_plan() -> Plan:
    rows: list[dict[str, object]] = [
        {
            "name": name,
            "households_base": base,
            "persons_base": 4 * base,
            "households_goal": goal,
            "poor_base": 6,
            "poor_base_rate": before,
            "poor_goal": 4,
            "poor_goal_rate": after,
            "near_poor_base": 7,
            "near_poor_goal": 5,
        }
        for name, base, goal, before, after in (
            ("Hoà Sơn", 217, 220, "2.76", "1.82"),
            ("Ngò", 76, 78, "7.89", "5.13"),
        )
    ]
    total: dict[str, object] = {
        "households_base": 293,
        "persons_base": 1172,
        "households_goal": 298,
        "poor_base": 12,
        "poor_base_rate": "4.10",
        "poor_goal": 8,
        "poor_goal_rate": "2.68",
        "near_poor_base": 14,
        "near_poor_goal": 10,
    }
    headline: dict[str, object] = {
        "poor_goal_rate": "2,7%",
        "poor_drop": 4,
        "poor_rate_drop": "1,41%",
        "near_poor_goal_rate": "3,4%",
        "near_poor_goal": 10,
    }
    labour: dict[str, object] = {"working_age": 700, "trained": 500, "trained_rate": "71 %"}
    return Plan.of(2024, rows, total=total, headline=headline, labour=labour)


def test_every_code_of_the_arithmetic_is_reached_by_a_slip() -> None:
    assert check(_whole_plan()).findings == ()
    codes = (101, 201, 202, 203, 301, 302, 303, 304, 305, 306, 401, 402)
    for code in codes:
        assert _slip(_whole_plan(), code=f"PP{code}").original == _whole_plan()


@pytest.mark.parametrize(
    "cause",
    [
        Cause.WRONG_DIGIT,
        Cause.DIGITS_SWAPPED,
        Cause.DIGIT_DROPPED,
        Cause.DIGIT_DOUBLED,
        Cause.PLACEHOLDER,
        Cause.LEFT_BLANK,
        Cause.CELLS_EXCHANGED,
        Cause.STALE_TOTAL,
        Cause.ROW_LEFT_OUT,
        Cause.ROW_TWICE,
        Cause.STALE_DENOMINATOR,
        Cause.TRUNCATED,
        Cause.ROUNDED_BEFORE,
    ],
)
def test_every_cause_is_a_slip_of_some_plan(cause: Cause) -> None:
    slip = _slip(_whole_plan(), cause=cause)
    assert slip.edits
    assert slip.plan == slip.original.edited(slip.edits)


def _slip(plan: Plan, *, code: str | None = None, cause: Cause | None = None) -> Slip[Plan]:
    return find(
        slips(plan),
        lambda slip: code in {None, slip.code} and cause in {None, slip.cause},
        settings=settings(_QUICK, max_examples=2000),
    )


def test_a_total_not_recomputed_leaves_its_row_in_agreement() -> None:
    slip = _slip(_whole_plan(), code="PP101", cause=Cause.STALE_TOTAL)
    found = [finding.code for finding in check(slip.plan, select=["PP2"]).errors]
    assert found == []


def test_the_bound_that_is_reported_is_the_first_of_the_labour_targets() -> None:
    labour = {"working_age": 700, "trained": 650}
    plan = Plan.of(2024, [], total={"persons_base": 710}, labour=labour)

    @given(slips(plan))
    def is_reported(slip: Slip[Plan]) -> None:
        assert slip.place in {finding.place for finding in check(slip.plan).findings}

    is_reported()


@pytest.mark.parametrize("rounding", [Rounding.HALF_EVEN, Rounding.DOWN, Rounding.ANY])
def test_slips_of_another_rounding(rounding: Rounding) -> None:
    row = {"households_goal": 160, "poor_goal": 5, "poor_goal_rate": "3.12"}

    @given(slips(Plan.of(2024, [row], total=row), rounding=rounding))
    def is_found(slip: Slip[Plan]) -> None:
        findings = check(slip.plan, rounding=rounding).findings
        assert (slip.code, slip.place) in {(found.code, found.place) for found in findings}

    is_found()


def test_figures_that_no_document_can_print_are_no_slips() -> None:
    row = {"households_base": 1, "households_goal": 10**9, "poor_goal": 10**9}
    plan = Plan.of(2024, [row | {"poor_goal_rate": "100.000000"}])
    with pytest.raises(NoSuchExample):
        find(slips(plan), lambda slip: slip.cause is Cause.STALE_DENOMINATOR, settings=_FEW)


@pytest.mark.parametrize("plan", [Plan.of(2024, []), Plan.of(2024, [{"poor_goal": 1}])])
def test_a_plan_that_states_too_little_has_no_slips(plan: Plan) -> None:
    assert slips(plan).is_empty


@given(data=st.data())
@settings(max_examples=50)
def test_what_has_no_rounded_share_and_what_is_too_long_makes_no_slip(data: st.DataObject) -> None:
    unit, year = Unit("Chợ"), ReportingPeriod(2024)
    nobody = Coverage(unit, 2024, Policy.HEALTH, None, 0, 0, Percent(0, 1))
    covered = data.draw(slips(CoverageTable(unit, year, [nobody])))
    assert covered.cause is not Cause.ROUNDED_TO_FULL
    total = {"households_base": 100, "households_goal": 100, "poor_base": 2,
             "poor_base_rate": "9999999999999", "poor_goal": 1, "poor_goal_rate": "1"}  # fmt: skip
    plan = Plan.of(2024, [], total=total, headline={"poor_rate_drop": "1.000000"})
    assert data.draw(slips(plan)).cause is not Cause.ROUNDED_BEFORE
