"""Figures computed by a wrong formula."""

import pytest
from attrs import evolve

from povertyplan import Cause, Percent, Place, Plan, Reading, Rounding, Section, diagnose
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.miscomputed import formulas
from tests.support.slips import TOTAL, Rows, Wrong, corrected, corrections, is_named

SLIPS: list[tuple[Cause, tuple[Wrong, ...]]] = [
    (Cause.STALE_DENOMINATOR, ((3, "poor_base_rate", Percent.parse("2.50")),)),
    (Cause.PERSONS_FOR_HOUSEHOLDS, ((3, "poor_base_rate", Percent.parse("0.58")),)),
    (Cause.OTHER_CATEGORY, ((3, "poor_base_rate", Percent.parse("3.39")),)),
    (Cause.NEIGHBOUR_ROW, ((5, "near_poor_base_rate", Percent.parse("4.10")),)),
    (Cause.OTHER_YEAR, ((TOTAL, "near_poor_base_rate", Percent.parse("2.82")),)),
    (Cause.TRUNCATED, ((3, "near_poor_base_rate", Percent.parse("3.38")),)),
    (Cause.HALF_EVEN, ((22, "near_poor_goal_rate", Percent.parse("3.12")),)),
    (Cause.MEAN_OF_RATES, ((TOTAL, "near_poor_base_rate", Percent.parse("4.10")),)),
    (Cause.MARK_SHIFTED, ((3, "near_poor_base_rate", Percent.parse("33.9")),)),
    (Cause.SHARE_FOR_PERCENT, ((3, "near_poor_base_rate", Percent.parse("0.03")),)),
    (Cause.LAST_YEARS_TOTAL, ((TOTAL, "near_poor_goal", 135),)),
    (Cause.OTHER_COLUMN, ((TOTAL, "near_poor_goal", 54),)),
    (Cause.ROW_LEFT_OUT, ((TOTAL, "poor_base", 82),)),
    (Cause.ROW_TWICE, ((TOTAL, "near_poor_base", 142),)),
]


@pytest.mark.parametrize(("cause", "figures"), SLIPS, ids=lambda value: str(value)[:40])
def test_each_cause_is_named(cause: Cause, figures: tuple[Wrong, ...]) -> None:
    is_named(cause, figures)


def test_a_sub_total_counted_in() -> None:
    rows = [{"poor_base": 3 + row} for row in range(6)]
    plan = Plan.of(2024, rows, total={"poor_base": 33})
    part = Plan.of(2024, [], total={"poor_base": 12}).total
    rest = Plan.of(2024, [], total={"poor_base": 21}).total
    sections = (Section("I", range(1, 4), part), Section("II", range(4, 7), rest))
    for wrong, source in ((45, 12), (66, 33)):
        total = Plan.of(2024, [], total={"poor_base": wrong}).total
        found = diagnose(evolve(plan, sections=sections, total=total))
        (added,) = [diagnosis for diagnosis in found if diagnosis.cause is Cause.SUBTOTAL_ADDED]
        assert corrected(added) == {"total/poor_base": 33}
        assert f"a sub-total of {source} was counted in" in str(added)


def test_six_places_leave_no_room_to_round_twice() -> None:
    rows: Rows = [
        {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.686637"},
        {"households_base": 95, "poor_base": None, "poor_base_rate": None},
        {"households_base": 118, "poor_base": 3, "poor_base_rate": "2.542373"},
    ]
    found = diagnose(Plan.of(2024, rows))
    assert {"1/poor_base_rate": Percent.parse("3.686636")} in corrections(found)


def test_a_blank_figure_is_computed_by_no_formula() -> None:
    plan = Plan.of(2024, [{"households_base": 78, "poor_base": 2}])
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(1))
    rate = next(case for case in index.of_row(1) if case.subject == Place(1, "poor_base_rate"))
    assert formulas(index, rate) == []


def test_a_row_left_out_of_a_sub_total() -> None:
    rows: Rows = [{"poor_base": 3 + row} for row in range(6)]
    part = Plan.of(2024, [], total={"poor_base": 7}).total
    plan = evolve(Plan.of(2024, rows), sections=(Section("I", range(1, 4), part),))
    found = diagnose(plan)
    assert {Cause.ROW_LEFT_OUT} <= {diagnosis.cause for diagnosis in found}
    (left_out,) = (diagnosis for diagnosis in found if diagnosis.cause is Cause.ROW_LEFT_OUT)
    assert corrected(left_out) == {"section1/poor_base": 12}
    assert "row 3" in str(left_out)


def test_a_rate_of_the_text_over_rows_without_a_total() -> None:
    rows: Rows = [{"households_goal": 78, "poor_goal": 2}, {"households_goal": 217, "poor_goal": 8}]
    plan = Plan.of(2024, rows, headline={"poor_goal_rate": "3.8"})
    found = [
        diagnosis
        for diagnosis in diagnose(plan)
        if "headline/poor_goal_rate" in corrected(diagnosis)
    ]
    assert corrected(found[0]) == {"headline/poor_goal_rate": Percent.parse("3.4")}
    assert Cause.MEAN_OF_RATES not in {diagnosis.cause for diagnosis in found}


def test_a_wrong_quotient_is_rounded_as_the_annex_rounds() -> None:
    # 3 of 160 is a tie, which is printed 1.88 unless decimals are cut off.
    row = {"households_base": 160, "households_goal": 170, "poor_goal": 3, "poor_goal_rate": "1.87"}
    plan = Plan.of(2024, [row])
    assert diagnose(Reading(plan, rounding=Rounding.DOWN))[0].cause is Cause.STALE_DENOMINATOR
    usual = diagnose(Reading(plan, rounding=Rounding.HALF_UP))
    assert Cause.STALE_DENOMINATOR not in {diagnosis.cause for diagnosis in usual}
