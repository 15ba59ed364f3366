from collections.abc import Mapping
from fractions import Fraction

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Edit,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    PovertyTarget,
    Rate,
    Rounding,
    Section,
    Unit,
)
from povertyplan.arithmetic.cases import Case, cases_of
from povertyplan.arithmetic.verdicts import Verdict, differences, exact, expected, verdict_of
from povertyplan.model.fields import Value
from povertyplan.model.places import SectionRow
from povertyplan.model.relations import RELATIONS, Balance, Bound, Drop, Ratio, Relation, Sum
from povertyplan.model.tabular import cells


def _case(plan: Plan, place: str, kind: type[Relation]) -> Case:
    return next(
        case
        for case in cases_of(plan)
        if str(case.subject) == place and isinstance(case.relation, kind)
    )


def _verdict(plan: Plan, place: str, kind: type[Relation], rounding: Rounding) -> str:
    return str(verdict_of(_case(plan, place, kind), plan.figures(), rounding))


def _row(count: int | None, whole: int | None, rate: str | None) -> dict[str, object]:
    return {"poor_goal": count, "households_goal": whole, "poor_goal_rate": rate}


@pytest.mark.parametrize(
    ("counts", "total", "says"),
    [
        ([2, 3], 5, "holds"),
        ([2, 3], 6, "fails"),
        ([2, None], 5, "unknown"),
        ([2, None], 2, "unknown"),
        ([2, None], 1, "fails"),
        ([None, None], 5, "unknown"),
        ([2, 3], None, "unknown"),
        ([], 5, "unknown"),
    ],
)
def test_sums(counts: list[int | None], total: int | None, says: str) -> None:
    plan = Plan.of(2024, [{"poor_goal": count} for count in counts], total={"poor_goal": total})
    assert _verdict(plan, "total/poor_goal", Sum, Rounding.HALF_UP) == says


@pytest.mark.parametrize(
    ("count", "whole", "rate", "says"),
    [
        (54, 3924, "1.38", "holds"),
        (54, 3924, "1.39", "fails"),
        (54, 3898, "1.39", "holds"),
        (3, 160, "1.88", "holds"),
        (3, 160, "1.87", "fails"),
        (5, 160, "3.13", "holds"),
        (5, 160, "3.1", "holds"),
        (0, 360, "0.00", "holds"),
        (0, 360, None, "unknown"),
        (2, 78, None, "unknown"),
        (None, 78, "2.56", "unknown"),
        (2, None, "2.56", "unknown"),
        (2, 0, "0.00", "fails"),
        (0, 0, "0.00", "holds"),
        (0, 0, "0.01", "fails"),
        (0, 0, None, "unknown"),
    ],
)
def test_ratios(count: int | None, whole: int | None, rate: str | None, says: str) -> None:
    plan = Plan.of(2024, [_row(count, whole, rate)])
    assert _verdict(plan, "1/poor_goal_rate", Ratio, Rounding.HALF_UP) == says


@pytest.mark.parametrize(
    ("rate", "rounding", "says"),
    [
        ("3.12", Rounding.HALF_UP, "fails"),
        ("3.12", Rounding.HALF_EVEN, "holds"),
        ("3.12", Rounding.DOWN, "holds"),
        ("3.12", Rounding.ANY, "holds"),
        ("3.13", Rounding.HALF_EVEN, "fails"),
        ("3.13", Rounding.ANY, "holds"),
    ],
)
def test_the_annex_rounds_by_its_rule_and_the_text_may_round_half_up(
    rate: str, rounding: Rounding, says: str
) -> None:
    plan = Plan.of(2024, [_row(5, 160, rate)], headline={"poor_goal_rate": "3.13"})
    assert _verdict(plan, "1/poor_goal_rate", Ratio, rounding) == says
    assert _verdict(plan, "headline/poor_goal_rate", Ratio, rounding) == "holds"


@pytest.mark.parametrize(
    ("poor", "near", "whole", "says"),
    [
        (3, 4, 7, "holds"),
        (3, 5, 7, "fails"),
        (None, 8, 7, "fails"),
        (None, 7, 7, "unknown"),
        (3, 4, None, "unknown"),
    ],
)
def test_bounds(poor: int | None, near: int | None, whole: int | None, says: str) -> None:
    row = {"poor_base": poor, "near_poor_base": near, "households_base": whole}
    plan = Plan.of(2024, [row])
    assert _verdict(plan, "1/poor_base", Bound, Rounding.HALF_UP) == says


_TOTAL = {
    "households_base": 3898,
    "poor_base": 90,
    "poor_base_rate": "2.31",
    "households_goal": 3924,
    "poor_goal": 54,
    "poor_goal_rate": "1.39",
}


@pytest.mark.parametrize(
    ("drop", "says"),
    [
        ("0,93", "holds"),
        ("0,9", "holds"),
        ("0,9327", "holds"),
        ("0,91", "rounded"),
        ("0,92", "rounded"),
        ("0,95", "fails"),
        ("0,85", "fails"),
        ("0,97", "fails"),
        ("-0,93", "fails"),
        (None, "unknown"),
    ],
)
def test_drops_of_a_rate(drop: str | None, says: str) -> None:
    headline = {"poor_goal_rate": "1,4%", "poor_rate_drop": drop}
    plan = Plan.of(2024, [], total=_TOTAL, headline=headline)
    assert _verdict(plan, "headline/poor_rate_drop", Drop, Rounding.HALF_UP) == says


def test_a_drop_may_be_the_difference_of_rounded_rates() -> None:
    headline = {"poor_goal_rate": "1,4%", "poor_rate_drop": "0,91%"}
    plan = Plan.of(2024, [], total=_TOTAL, headline=headline)
    drop = _case(plan, "headline/poor_rate_drop", Drop).relation
    assert isinstance(drop, Drop)
    assert differences(drop, Points(91, 2), plan.figures()) == [(Percent(231, 2), Percent(14, 1))]
    assert differences(drop, Points(9, 1), plan.figures()) != []
    of_counts = _case(plan, "headline/poor_drop", Balance).relation
    assert differences(of_counts, Points(91, 2), plan.figures()) == []


@pytest.mark.parametrize(
    ("total", "drop", "says"),
    [
        ({"poor_base": 90, "poor_goal": 54}, 36, "holds"),
        ({"poor_base": 90, "poor_goal": 54}, 35, "fails"),
        ({"poor_base": 54, "poor_goal": 90}, 36, "fails"),
        ({"poor_base": 90}, 36, "unknown"),
        ({"poor_base": 90, "poor_goal": 54}, None, "unknown"),
    ],
)
def test_drops_of_a_count(total: Mapping[str, object], drop: int | None, says: str) -> None:
    plan = Plan.of(2024, [], total=total, headline={"poor_drop": drop})
    assert _verdict(plan, "headline/poor_drop", Balance, Rounding.HALF_UP) == says


def test_headlines_are_compared_with_the_rows_where_there_is_no_total() -> None:
    rows = [_row(2, 78, None), _row(2, 140, None)]
    plan = Plan.of(2024, rows, headline={"poor_goal_rate": "1.83", "near_poor_goal": 1})
    case = _case(plan, "headline/poor_goal_rate", Ratio)
    assert list(case.rows(Count.POOR_GOAL)) == [1, 2]
    assert exact(case, plan.figures()) == Fraction(4, 218)
    assert verdict_of(case, plan.figures()) is Verdict.HOLDS
    assert [str(place) for place in case.places] == [
        "headline/poor_goal_rate",
        "1/poor_goal",
        "2/poor_goal",
        "1/households_goal",
        "2/households_goal",
    ]


def test_labour_stands_on_its_own_figures_and_on_the_persons_of_the_annex() -> None:
    labour = {"working_age": 9225, "trained": 7565, "trained_rate": "82 %"}
    plan = Plan.of(2024, [], total={"persons_base": 15032}, labour=labour)
    judged = [
        (str(case.subject), list(map(str, case.places)), str(verdict_of(case, plan.figures())))
        for case in cases_of(plan)
        if case.row is Part.LABOUR
    ]
    trained = ["labour/trained", "labour/working_age"]
    certified = ["labour/certified", "labour/working_age"]
    assert judged == [
        ("labour/trained_rate", ["labour/trained_rate", *trained], "holds"),
        ("labour/certified_rate", ["labour/certified_rate", *certified], "unknown"),
        ("labour/trained", trained, "holds"),
        ("labour/certified", ["labour/certified", "labour/trained"], "unknown"),
        ("labour/certified", certified, "unknown"),
        ("labour/exported", ["labour/exported", "labour/new_jobs"], "unknown"),
        ("labour/working_age", ["labour/working_age", "total/persons_base"], "holds"),
    ]


def test_sections_are_summed_over_their_rows() -> None:
    plan = Plan.of(2024, [{"poor_goal": 2}, {"poor_goal": 3}], total={"poor_goal": 5})
    printed = PovertyTarget.of(Unit("I"), 2023, 2024, {Count.POOR_GOAL: 3})
    sections = (Section("I", range(2, 3), printed), Section("II", range(1, 2)))
    plan = evolve(plan, sections=sections)
    case = _case(plan, "section1/poor_goal", Sum)
    assert (list(case.over), verdict_of(case, plan.figures())) == ([2], Verdict.HOLDS)
    assert SectionRow(2) not in plan.figures()
    assert cells(plan)[Place(SectionRow(1), "poor_goal")] == 3


def _expected(total: Mapping[str, object], place: str, **headline: str) -> Value:
    plan = Plan.of(2024, [], total=total, headline=headline)
    case = next(case for case in cases_of(plan) if str(case.subject) == place)
    return expected(case, plan.figures())


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("total/poor_goal_rate", Percent(138, 2)),
        ("headline/poor_goal_rate", Percent(14, 1)),
        ("headline/poor_rate_drop", Points(93, 2)),
        ("headline/poor_drop", 36),
        ("total/near_poor_goal_rate", None),
        ("total/poor_goal", None),
    ],
)
def test_what_should_be_printed(place: str, value: Value) -> None:
    assert _expected(_TOTAL, place, poor_goal_rate="1,3%") == value


@pytest.mark.parametrize(
    ("rounding", "value"),
    [
        (Rounding.HALF_UP, Percent(313, 2)),
        (Rounding.HALF_EVEN, Percent(312, 2)),
        (Rounding.DOWN, Percent(312, 2)),
        (Rounding.ANY, Percent(313, 2)),
    ],
)
def test_what_should_be_printed_by_another_rule(rounding: Rounding, value: Percent) -> None:
    plan = Plan.of(2024, [_row(5, 160, None)])
    case = _case(plan, "1/poor_goal_rate", Ratio)
    assert expected(case, plan.figures(), rounding) == value


def test_rates_that_no_document_can_print_are_judged_all_the_same() -> None:
    row = _row(10**12, 5, "0.000000")
    plan = Plan.of(2024, [row])
    case = _case(plan, "1/poor_goal_rate", Ratio)
    assert verdict_of(case, plan.figures()) is Verdict.FAILS
    assert expected(case, plan.figures()) is None


def test_drops_are_compared_with_differences_of_any_size() -> None:
    total = _TOTAL | {"poor_base_rate": "999999999999999"}
    plan = Plan.of(2024, [], total=total, headline={"poor_rate_drop": "0.000001"})
    assert _verdict(plan, "headline/poor_rate_drop", Drop, Rounding.HALF_UP) == "fails"


def test_a_bound_fixes_no_figure() -> None:
    plan = Plan.of(2024, [_row(2, 78, None)])
    case = _case(plan, "1/poor_goal", Bound)
    assert exact(case, plan.figures()) is None


def test_each_relation_names_its_figures() -> None:
    ratio = Ratio(Rate.POOR_BASE_RATE, (Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
    assert (ratio.subject, ratio.operands) == (
        Rate.POOR_BASE_RATE,
        (Count.POOR_BASE, Count.HOUSEHOLDS_BASE),
    )
    bounds = [relation for relation in RELATIONS if isinstance(relation, Bound)]
    across = [bound.subject for bound in bounds if not bound.within_a_year]
    assert across[:2] == [Count.POOR_GOAL, Count.NEAR_POOR_GOAL]


def test_the_real_slip_clears_by_its_edit() -> None:
    plan = Plan.of(2024, [], total=_TOTAL)
    edit = Edit(Place(Part.TOTAL, "poor_goal_rate"), Percent(139, 2), Percent(138, 2))
    case = _case(plan, "total/poor_goal_rate", Ratio)
    assert verdict_of(case, plan.figures()) is Verdict.FAILS
    assert verdict_of(case, plan.edited([edit]).figures()) is Verdict.HOLDS


def test_a_case_of_a_table_equals_one_made_of_its_parts() -> None:
    plan = Plan.of(2024, [{"poor_goal": 2}, {"poor_goal": 3}], total={"poor_goal": 5})
    (case,) = (case for case in cases_of(plan, [Sum(Count.POOR_GOAL)]) if case.row is Part.TOTAL)
    assert {case} == {Case(Sum(Count.POOR_GOAL), Part.TOTAL, range(1, 3))}
