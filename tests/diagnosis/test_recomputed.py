"""What was computed after a slip, and follows it."""

import pytest

from povertyplan import Edit, Percent, Place, Plan, Rounding, diagnose, repaired
from povertyplan.arithmetic.intervals import Interval
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.recomputed import (
    ALL,
    ALONE,
    Recomputed,
    consequences,
    meant,
    recomputations,
)
from tests.support.slips import SOUND, TOTAL, Rows, corrected, derived, slipped


def test_a_count_typed_before_its_total_and_the_rates_of_it() -> None:
    plan = slipped(
        (5, "poor_base", 7),
        (TOTAL, "poor_base", 95),
        (TOTAL, "poor_base_rate", Percent.parse("2.44")),
    )
    best = diagnose(plan)[0]
    assert corrected(best) == {"5/poor_base": 2}
    assert derived(best) == {
        "total/poor_base": 90,
        "total/poor_base_rate": Percent.parse("2.31"),
    }
    assert best.unique
    assert repaired(plan, best) == SOUND


def test_households_that_a_rate_was_computed_over_were_not_none() -> None:
    rows: Rows = [
        {"households_base": 3, "poor_base": 0, "poor_base_rate": "0"},
        {"households_base": 7},
    ]
    plan = Plan.of(2017, rows, total={"households_base": 7})
    assert all(not diagnosis.brings for diagnosis in diagnose(plan))


def index_of(plan: Plan) -> CaseIndex:
    return CaseIndex.of(plan, Rounding.HALF_UP, Budget(1000))


def test_a_blank_cell_meant_no_count() -> None:
    index = index_of(Plan.of(2024, [{"poor_base": None}], total={"poor_base": 3}))
    assert meant(index, Place(1, "poor_base"), ALONE).empty


def test_a_blank_total_allows_everything() -> None:
    row = {"households_base": 78, "poor_base": 3, "poor_base_rate": "2.56"}
    index = index_of(Plan.of(2024, [row], total={"households_base": 78}))
    assert meant(index, Place(1, "poor_base"), Recomputed(totals=True)) == Interval(2, 2)


@pytest.mark.parametrize(
    ("rate", "other_rate", "counts"),
    [
        (None, "1.00", Interval(0, 0)),  # a dash in a column of rates is of a count of 0
        ("1.50", "1.00", Interval(3, 3)),
        (None, None, Interval(0, 200)),
    ],
)
def test_a_count_of_0_was_meant_where_its_rate_alone_is_left_out(
    rate: str | None, other_rate: str | None, counts: Interval
) -> None:
    rows: Rows = [
        {"households_base": 200, "poor_base": 0, "poor_base_rate": rate},
        {"households_base": 100, "poor_base": 1, "poor_base_rate": other_rate},
    ]
    index = index_of(Plan.of(2024, rows))
    assert meant(index, Place(1, "poor_base"), ALONE) == counts


def test_what_was_computed_after_a_slip_must_hold() -> None:
    index = index_of(slipped((5, "poor_base", 7)))
    assert meant(index, Place(5, "poor_base"), ALONE) == Interval(2, 2)
    assert meant(index, Place(5, "poor_base"), Recomputed(beside=True)).empty


def test_a_total_that_holds_was_added_up_after_the_slip() -> None:
    index = index_of(slipped((5, "poor_base", 7), (TOTAL, "poor_base", 95)))
    ways = list(recomputations(index, Place(5, "poor_base")))
    assert Recomputed(totals=True) in ways
    assert all(recomputed.totals for recomputed in ways)
    index = index_of(slipped((5, "poor_base", 7)))
    ways = list(recomputations(index, Place(5, "poor_base")))
    assert ALONE in ways
    assert not any(recomputed.totals for recomputed in ways)


def test_nothing_adds_up_a_total() -> None:
    index = index_of(slipped((TOTAL, "poor_base", 95)))
    ways = list(recomputations(index, Place(TOTAL, "poor_base")))
    assert ways == [
        ALONE,
        Recomputed(text=True),
        Recomputed(beside=True),
        Recomputed(beside=True, text=True),
    ]


def test_what_follows_a_count_in_the_order_of_a_computation() -> None:
    index = index_of(SOUND)
    correction = Edit(Place(5, "poor_base"), 2, 3)
    places = [str(edit.place) for edit in consequences(index, [correction], ALL)]
    assert places == [
        "total/poor_base",
        "5/poor_base_rate",
        "total/poor_base_rate",
        "headline/poor_drop",
        "headline/poor_rate_drop",
    ]
    assert consequences(index, [correction], ALONE) == ()


def test_a_total_does_not_fall_below_zero() -> None:
    index = index_of(Plan.of(2024, [{"poor_base": 9}], total={"poor_base": 3}))
    correction = Edit(Place(1, "poor_base"), 9, 2)
    assert consequences(index, [correction], Recomputed(totals=True)) == ()


def test_a_total_stays_where_two_slips_leave_it() -> None:
    rows: Rows = [{"poor_base": 9}, {"poor_base": 2}]
    index = index_of(Plan.of(2024, rows, total={"poor_base": 11}))
    exchanged = [Edit(Place(1, "poor_base"), 9, 2), Edit(Place(2, "poor_base"), 2, 9)]
    assert consequences(index, exchanged, Recomputed(totals=True)) == ()
    (total,) = consequences(index, exchanged[:1], Recomputed(totals=True))
    assert (total.place, total.proposed) == (Place(TOTAL, "poor_base"), 4)


def test_the_more_was_computed_after_a_slip_the_less_likely_it_is() -> None:
    costs = [ALONE.cost, Recomputed(text=True).cost, Recomputed(totals=True).cost, ALL.cost]
    assert costs == sorted(set(costs))


@pytest.mark.parametrize(("rows", "steps"), [(49, 0), (500, 90)])
def test_a_figure_computed_from_many_rows_is_paid_by_them(rows: int, steps: int) -> None:
    row: dict[str, object] = {"households_goal": 10, "poor_goal": 1}
    headline = {"poor_goal": rows + 1, "poor_goal_rate": "10"}
    index = index_of(Plan.of(2024, [row] * rows, headline=headline))
    consequences(index, [Edit(Place(1, "poor_goal"), 1, 2)], ALL)
    # A count, a rate, a drop of both and a balance add up nine columns, in ten steps each.
    assert 1000 - index.budget.left == steps
