"""Figures in each other's place."""

import pytest

from povertyplan import Cause, Part, Percent, Plan, Points, Rounding, check, diagnose, repaired
from povertyplan.diagnosis.broken import broken_cases
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.exchanged import exchanged
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.structure import Structure
from tests.support.slips import HEADLINE, SOUND, TOTAL, Rows, Wrong, is_named, slipped

SLIPS: list[tuple[Cause, tuple[Wrong, ...]]] = [
    (Cause.CELLS_EXCHANGED, ((5, "poor_base", 4), (5, "near_poor_base", 2))),
    (Cause.CELLS_EXCHANGED, ((19, "households_base", 630), (19, "persons_base", 169))),
    (Cause.ROWS_EXCHANGED, ((5, "poor_base", 3), (6, "poor_base", 2))),
    (Cause.ROWS_EXCHANGED, ((5, "households_goal", 220), (12, "households_goal", 88))),
]


@pytest.mark.parametrize(("cause", "figures"), SLIPS, ids=lambda value: str(value)[:40])
def test_each_cause_is_named(cause: Cause, figures: tuple[Wrong, ...]) -> None:
    is_named(cause, figures)


def test_an_exchange_in_a_total_rivals_one_in_the_only_row_below_it() -> None:
    row = {"name": "Hoà Sơn", "households_base": 80, "poor_base": 1, "poor_goal": 0}
    plan = Plan.of(2017, [row], total={"households_base": 80, "poor_base": 0, "poor_goal": 1})
    exchanged = {found.edits[0].place.row for found in diagnose(plan) if found.rivals == 1}
    assert exchanged == {1, Part.TOTAL}


def test_two_columns_exchanged() -> None:
    rows = [*range(1, 27), TOTAL]
    names = ("poor_base", "near_poor_base")
    plan = slipped(
        *(
            (row, name, SOUND.flat(row)[other])  # type: ignore[index]  # flat names are words
            for row in rows
            for name, other in (names, names[::-1])
        )
    )
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.COLUMNS_EXCHANGED, True)
    assert repaired(plan, best) == SOUND
    assert "44 more" in str(best)


def test_only_rows_that_account_for_both_totals_are_tried() -> None:
    exchange: Rows = [{"poor_base": 5, "near_poor_base": 1}]
    others: Rows = [{"poor_base": poor, "near_poor_base": 7} for poor in (1, 2, 3, 14, 15, 16)]
    total = {"poor_base": 52, "near_poor_base": 47}
    plan = Plan.of(2024, exchange + others, total=total)
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(1000))
    broken = broken_cases(index, check(plan))
    (guess,) = exchanged(Structure(index, Likelihood.of(index), broken))
    assert [str(edit.place) for edit in guess.edits] == ["1/poor_base", "1/near_poor_base"]
    # One row was exchanged on trial.
    assert index.budget.left == 994


def test_no_columns_are_tried_where_no_row_is_broken() -> None:
    plan = slipped((TOTAL, "poor_base_rate", Percent.parse("2.88")))
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(1000))
    broken = broken_cases(index, check(plan))
    assert [str(case.subject) for case in broken] == ["total/poor_base_rate"]
    assert list(exchanged(Structure(index, Likelihood.of(index), broken))) == []
    # Two figures of the total row were exchanged 14 times, and no column was.
    assert index.budget.left == 986


def test_a_rate_left_out_beside_a_total_does_not_follow_an_exchange() -> None:
    """The totals and the text were computed after the exchange; the rates were never printed."""
    plan = slipped(
        (5, "poor_base", 4),
        (5, "near_poor_base", 2),
        (TOTAL, "poor_base", 92),
        (TOTAL, "near_poor_base", 133),
        (TOTAL, "poor_base_rate", None),
        (TOTAL, "near_poor_base_rate", None),
        (HEADLINE, "poor_drop", 38),
        (HEADLINE, "poor_rate_drop", Points.parse("1.02")),
    )
    moved = [{str(edit.place) for edit in found.edits} for found in diagnose(plan)]
    assert {
        "5/poor_base",
        "5/near_poor_base",
        "total/poor_base",
        "total/near_poor_base",
        "headline/poor_drop",
        "headline/poor_rate_drop",
    } in moved
