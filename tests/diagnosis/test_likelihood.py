"""How well a count fits the other rows."""

from fractions import Fraction

import pytest

from povertyplan import Count, Part, Plan, Rounding
from povertyplan.arithmetic.intervals import Interval
from povertyplan.arithmetic.plausibility import GROWTH, HOUSEHOLD_SIZE
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.likelihood import Likelihood, likely_counts
from povertyplan.model.fields import Flat
from tests.support.slips import Rows

BASE, GOAL = Count.HOUSEHOLDS_BASE, Count.HOUSEHOLDS_GOAL


def row(base: int, goal: int, persons: int | None = None) -> Flat:
    return {BASE: base, GOAL: goal, Count.PERSONS_BASE: persons}


@pytest.fixture
def likelihood() -> Likelihood:
    rows: Rows = [{BASE: 100 + number, GOAL: 102 + number} for number in range(9)]
    return Likelihood.of(CaseIndex.of(Plan.of(2024, rows), Rounding.HALF_UP, Budget(1)))


def test_a_count_nearer_to_the_others_is_a_gain(likelihood: Likelihood) -> None:
    usual, far, farther, farthest = (row(100, goal) for goal in (102, 103, 500, 900))
    assert likelihood.gain(1, far, usual) < 0 < likelihood.gain(1, usual, far)
    assert likelihood.gain(1, far, farther) > 0
    assert likelihood.gain(1, farther, farthest) == 0
    assert likelihood.gain(Part.TOTAL, far, usual) == 0


def test_a_row_far_from_the_others_stands_out(likelihood: Likelihood) -> None:
    assert not likelihood.stands_out(row(100, 102))
    assert likelihood.stands_out(row(100, 170))


def test_the_usual_count_is_that_of_the_middle_row(likelihood: Likelihood) -> None:
    flat = row(200, 306)
    assert likelihood.median(GROWTH) == Fraction(1_019_230, 1_000_000)
    assert likelihood.usual(GOAL, GROWTH, flat) == 204
    assert likelihood.usual(BASE, GROWTH, flat) == 300


def test_rows_that_state_nothing_tell_nothing(likelihood: Likelihood) -> None:
    before, after = row(200, 306), row(200, 306, 700)
    assert likelihood.median(HOUSEHOLD_SIZE) == 0
    assert likelihood.usual(BASE, HOUSEHOLD_SIZE, after) is None
    assert likelihood.gain(1, before, after) == 0


@pytest.mark.parametrize(
    ("printed", "span", "counts"),
    [
        (655, Interval(0, 100), [100, 65, 55]),
        (28, Interval(270, 283), [270, 278, 280, 281, 282, 283]),
        (7, Interval(2, 2), [2]),
        (7, Interval(7, 7), []),
        (7, Interval(9), [9, 17, 27, 37, 47, 57, 67, *range(70, 80), 87, 97]),
    ],
)
def test_the_likely_counts_are_the_nearest_and_those_one_keystroke_away(
    printed: int, span: Interval, counts: list[int]
) -> None:
    assert likely_counts(printed, span) == counts
