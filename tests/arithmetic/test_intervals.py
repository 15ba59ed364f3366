import operator
from collections.abc import Mapping

import pytest

from povertyplan import Count, Place, Plan, Points, Rounding
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval, allowed
from povertyplan.model.percent import MOST_DIGITS
from povertyplan.model.places import row_named
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Relation, Sum
from povertyplan.model.tabular import Widened


def test_intersections() -> None:
    assert Interval(3, 8) & Interval(5, 9) == Interval(5, 8)
    assert Interval(3) & Interval(5) == Interval(5)
    assert (Interval(3, 4) & Interval(5)).empty
    assert ANYTHING & NOTHING == NOTHING
    for joined in (operator.and_, operator.add):
        with pytest.raises(TypeError, match="unsupported operand"):
            joined(ANYTHING, 3)
    assert not ANYTHING.empty
    assert 10**30 in ANYTHING


def test_an_interval_holds_its_ends() -> None:
    assert [number in Interval(3, 5) for number in range(2, 7)] == [False, True, True, True, False]


def _allowed(
    plan: Plan,
    kind: type[Relation],
    subject: str,
    place: str,
    rounding: Rounding = Rounding.HALF_UP,
) -> Interval:
    case = next(
        case
        for case in cases_of(plan)
        if str(case.subject) == subject and isinstance(case.relation, kind)
    )
    row, name = place.split("/")
    return allowed(case, plan.figures(), Place(row_named(row), name), rounding)


def _annex(*rows: Mapping[str, object], total: Mapping[str, object], **headline: object) -> Plan:
    return Plan.of(2024, rows, total=total, headline=headline)


def test_sums_allow_one_value() -> None:
    plan = _annex({"poor_goal": 2}, {"poor_goal": 4}, total={"poor_goal": 5})
    assert _allowed(plan, Sum, "total/poor_goal", "2/poor_goal") == Interval(3, 3)
    assert _allowed(plan, Sum, "total/poor_goal", "total/poor_goal") == Interval(6, 6)


def test_sums_over_blanks_bound_what_is_stated() -> None:
    plan = _annex({"poor_goal": 2}, {"poor_goal": None}, {}, total={"poor_goal": 5})
    assert _allowed(plan, Sum, "total/poor_goal", "2/poor_goal") == Interval(0, 3)
    assert _allowed(plan, Sum, "total/poor_goal", "total/poor_goal") == Interval(2)
    blank = _annex({"poor_goal": 2}, total={})
    assert _allowed(blank, Sum, "total/poor_goal", "1/poor_goal") == ANYTHING


_REAL = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("poor_goal_rate", Interval(138, 138)),
        ("poor_goal", NOTHING),
        ("households_goal", Interval(3871, 3898)),
    ],
)
def test_the_ratio_of_the_real_plan(name: str, span: Interval) -> None:
    found = _allowed(_annex(total=_REAL), Ratio, "total/poor_goal_rate", f"total/{name}")
    assert found == span or (found.empty and span.empty)


@pytest.mark.parametrize(
    ("total", "name", "span"),
    [
        ({"poor_goal": 2, "poor_goal_rate": "2.56"}, "poor_goal", ANYTHING),
        ({"poor_goal": 2, "households_goal": 78}, "poor_goal", ANYTHING),
        ({"poor_goal": 2, "households_goal": 78}, "poor_goal_rate", Interval(256, 256)),
        ({"poor_goal": 2, "households_goal": 0}, "poor_goal_rate", NOTHING),
        ({"households_goal": 0, "poor_goal_rate": "0"}, "poor_goal_rate", ANYTHING),
        ({"poor_goal": 2, "households_goal": 0, "poor_goal_rate": "1"}, "poor_goal", NOTHING),
        ({"poor_goal": 2, "poor_goal_rate": "0.00"}, "households_goal", Interval(40001)),
        ({"poor_goal": 0, "poor_goal_rate": "0.00"}, "households_goal", ANYTHING),
        ({"poor_goal": 0, "poor_goal_rate": "0.01"}, "households_goal", NOTHING),
        ({"households_goal": 0, "poor_goal_rate": "0.00"}, "poor_goal", Interval(0, 0)),
        ({"poor_goal": 0, "households_goal": 0}, "poor_goal_rate", Interval(0, 0)),
        (
            {"poor_goal": 10**9, "households_goal": 10**9, "poor_goal_rate": "100.00"},
            "households_goal",
            Interval(999950003, 1000050002),
        ),
    ],
)
def test_ratios(total: Mapping[str, object], name: str, span: Interval) -> None:
    found = _allowed(_annex(total=total), Ratio, "total/poor_goal_rate", f"total/{name}")
    assert found == span


@pytest.mark.parametrize(
    ("rounding", "span"),
    [
        (Rounding.HALF_UP, Interval(313, 313)),
        (Rounding.HALF_EVEN, Interval(312, 312)),
        (Rounding.DOWN, Interval(312, 312)),
        (Rounding.ANY, Interval(312, 313)),
    ],
)
def test_ties_by_every_rule(rounding: Rounding, span: Interval) -> None:
    plan = _annex(total={"poor_goal": 5, "households_goal": 160})
    place = "total/poor_goal_rate"
    assert _allowed(plan, Ratio, place, place, rounding) == span


def test_the_text_may_round_half_up_whatever_the_annex_does() -> None:
    plan = _annex(total={"poor_goal": 3, "households_goal": 160}, poor_goal_rate="1.87")
    place = "headline/poor_goal_rate"
    assert _allowed(plan, Ratio, place, place, Rounding.DOWN) == Interval(187, 188)


@pytest.mark.parametrize(
    ("total", "name", "span"),
    [
        ({"households_base": 7, "near_poor_base": 4}, "poor_base", Interval(0, 3)),
        ({"near_poor_base": 4}, "poor_base", ANYTHING),
        ({"poor_base": 3, "near_poor_base": 4}, "households_base", Interval(7)),
        ({"households_base": 3, "near_poor_base": 4}, "poor_base", Interval(0, -1)),
    ],
)
def test_bounds_are_half_lines(total: Mapping[str, object], name: str, span: Interval) -> None:
    found = _allowed(_annex(total=total), Bound, "total/poor_base", f"total/{name}")
    assert found == span


@pytest.mark.parametrize(
    ("change", "name", "span"),
    [
        ({}, "near_poor_goal", Interval(0, 6)),
        ({}, "near_poor_base", Interval(4)),
        ({}, "poor_base", Interval(5)),
        ({}, "poor_goal", Interval(0, 3)),
        ({"near_poor_goal": 4}, "poor_goal", ANYTHING),
        ({"near_poor_goal": 10}, "poor_goal", Interval(0, -1)),
        ({"poor_goal": 6}, "near_poor_goal", Interval(0, 4)),
        ({"poor_goal": 6}, "near_poor_base", Interval(6)),
        ({"poor_goal": None}, "near_poor_goal", ANYTHING),
        ({"poor_goal": None}, "poor_base", ANYTHING),
    ],
)
def test_the_near_poor_whom_those_join_who_leave_poverty(
    change: Mapping[str, object], name: str, span: Interval
) -> None:
    total = {"poor_base": 5, "poor_goal": 3, "near_poor_base": 4, "near_poor_goal": 6}
    plan = _annex(total={**total, **change})
    assert _allowed(plan, Bound, "total/near_poor_goal", f"total/{name}") == span


_RATES = {"households_base": 3898, "poor_base": 90, "households_goal": 3924, "poor_goal": 54}


@pytest.mark.parametrize(
    ("place", "span"),
    [
        ("headline/poor_rate_drop", Interval(93, 93)),
        ("total/poor_base", Interval(90, 90)),
        ("total/poor_goal", Interval(54, 54)),
        ("total/households_base", Interval(3895, 3911)),
        ("total/households_goal", Interval(3903, 3930)),
    ],
)
def test_drops_of_a_rate(place: str, span: Interval) -> None:
    plan = _annex(total=_RATES, poor_rate_drop="0,93%")
    assert _allowed(plan, Drop, "headline/poor_rate_drop", place) == span


@pytest.mark.parametrize("empty", ["households_base", "households_goal"])
def test_drops_over_no_households_claim_nothing(empty: str) -> None:
    plan = _annex(total=_RATES | {empty: 0}, poor_rate_drop="0,93%")
    for name in ("poor_base", "poor_goal"):
        assert _allowed(plan, Drop, "headline/poor_rate_drop", f"total/{name}") == ANYTHING
    own = _allowed(plan, Drop, "headline/poor_rate_drop", "headline/poor_rate_drop")
    lowest = Points.parse("-" + MOST_DIGITS * "9")
    assert own == Interval(lowest.digits)


@pytest.mark.parametrize(
    ("total", "drop", "place", "span"),
    [
        ({"poor_base": 90, "poor_goal": 54}, 35, "headline/poor_drop", Interval(36, 36)),
        ({"poor_base": 54, "poor_goal": 90}, 35, "headline/poor_drop", Interval(0, -36)),
        ({"poor_base": 90}, 35, "headline/poor_drop", ANYTHING),
        ({"poor_base": 90, "poor_goal": 54}, 35, "total/poor_base", Interval(89, 89)),
        ({"poor_base": 90, "poor_goal": 54}, 35, "total/poor_goal", Interval(55, 55)),
        ({"poor_base": 90, "poor_goal": 54}, None, "total/poor_goal", ANYTHING),
        ({"poor_base": 90}, 35, "total/poor_base", ANYTHING),
    ],
)
def test_drops_of_a_count(
    total: Mapping[str, object], drop: int | None, place: str, span: Interval
) -> None:
    plan = _annex(total=total, poor_drop=drop)
    assert _allowed(plan, Balance, "headline/poor_drop", place) == span


@pytest.mark.parametrize(
    ("base", "goal", "span"),
    [((5, 100), (5, 100), Interval(0, 0)), ((5, 100), (7, 100), Interval(-200, -200))],
)
def test_rates_may_rise(base: tuple[int, int], goal: tuple[int, int], span: Interval) -> None:
    total = {
        "poor_base": base[0],
        "households_base": base[1],
        "poor_goal": goal[0],
        "households_goal": goal[1],
    }
    plan = _annex(total=total, poor_rate_drop="0,00%")
    found = _allowed(plan, Drop, "headline/poor_rate_drop", "headline/poor_rate_drop")
    assert found == span


@pytest.mark.parametrize(
    ("base", "goal", "drop", "span"),
    [
        ((1, 10), (1, 100), "-5", NOTHING),
        ((0, 10), (1, 200), "-1", Interval(1)),
        ((1, 10), (1, 200), "-1", NOTHING),
        ((0, 10), (3, 200), "-1", NOTHING),
    ],
)
def test_households_under_a_rate_near_nothing(
    base: tuple[int, int], goal: tuple[int, int], drop: str, span: Interval
) -> None:
    total = {
        "poor_base": base[0],
        "households_base": base[1],
        "poor_goal": goal[0],
        "households_goal": goal[1],
    }
    plan = _annex(total=total, poor_rate_drop=drop)
    found = _allowed(plan, Drop, "headline/poor_rate_drop", "total/households_base")
    assert found == span


@pytest.mark.parametrize(
    ("end", "place", "allowed_values"),
    [
        (9, "poor_base", Interval(5, 5)),
        (9, "near_poor_base", Interval(6, 6)),
        (9, "poor_and_near_poor_base", Interval(7, 7)),
        (None, "poor_base", ANYTHING),
    ],
)
def test_the_cells_of_a_balance(end: int | None, place: str, allowed_values: Interval) -> None:
    both = Count.POOR_AND_NEAR_POOR_BASE
    plan = Plan.of(2024, [{"poor_base": 3, "near_poor_base": 4}])
    table = Widened(plan, {1: {both: end}})
    balance = Balance(both, Count.POOR_BASE, ins=(Count.NEAR_POOR_BASE,))
    (case,) = cases_of(table, [balance])
    assert allowed(case, table.figures(), Place(1, place)) == allowed_values


@pytest.mark.parametrize(
    ("poor", "rounding", "span"),
    [
        (1, Rounding.HALF_UP, Interval(100)),
        (1, Rounding.HALF_EVEN, Interval(100)),
        # 12.5 points round to 12 by half even alone.
        (0, Rounding.HALF_UP, NOTHING),
        (0, Rounding.HALF_EVEN, Interval(1)),
    ],
)
def test_a_drop_that_may_leave_nobody(poor: int, rounding: Rounding, span: Interval) -> None:
    total = {"households_base": 8, "poor_base": 1, "households_goal": 200, "poor_goal": poor}
    plan = _annex(total=total, poor_rate_drop="12")
    place = "total/households_goal"
    assert _allowed(plan, Drop, "headline/poor_rate_drop", place, rounding) == span
