"""Two figures typed wrong."""

import pytest
from attrs import evolve

from povertyplan import Cause, Percent, Place, Plan, Rounding, Section, check, diagnose
from povertyplan.diagnosis.broken import broken_cases
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.pairs import TwoSlips
from povertyplan.model.tabular import cells
from tests.support.slips import SOUND, TOTAL, Rows, Wrong, corrected, slipped

PAIRS: list[tuple[Wrong, ...]] = [
    ((5, "poor_base", 7), (TOTAL, "poor_base", 91)),
    ((5, "poor_base", 7), (9, "poor_base_rate", Percent.parse("2.37"))),
    (
        (5, "poor_base_rate", Percent.parse("2.72")),
        (TOTAL, "poor_base_rate", Percent.parse("2.13")),
    ),
    ((5, "households_goal", 98), (5, "near_poor_goal", 5)),
    ((5, "households_goal", 98), (19, "households_goal", 180)),
    ((19, "near_poor_base", 4), (19, "poor_base", 1)),
    ((TOTAL, "poor_base", 91), (TOTAL, "households_base", 3899)),
    ((TOTAL, "poor_base", 95), (19, "poor_base", 1)),
    (
        (3, "poor_base_rate", Percent.parse("2.88")),
        (9, "near_poor_goal_rate", Percent.parse("4.64")),
    ),
]


@pytest.mark.parametrize("figures", PAIRS, ids=str)
def test_pairs_are_found_together_or_one_by_one(figures: tuple[Wrong, ...]) -> None:
    plan = slipped(*figures)
    right = {f"{row}/{name}": cells(SOUND)[Place(row, name)] for row, name, _ in figures}
    first = [
        corrected(diagnosis)
        for diagnosis in diagnose(plan)
        if diagnosis.rank == 1 and diagnosis.proves
    ]
    told = {place: value for diagnosis in first for place, value in diagnosis.items()}
    assert told == right


def guesses(plan: Plan) -> list[Guess]:
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(10**6))
    broken = list(broken_cases(index, check(plan)))
    return list(TwoSlips(index, Likelihood.of(index), broken).guesses())


def figures_of(guess: Guess) -> dict[str, object]:
    return {str(edit.place): edit.proposed for edit in guess.corrections}


@pytest.mark.parametrize("figures", PAIRS, ids=str)
def test_the_other_figures_of_the_plan_leave_no_choice(figures: tuple[Wrong, ...]) -> None:
    (guess,) = guesses(slipped(*figures))
    assert figures_of(guess) == {
        f"{row}/{name}": cells(SOUND)[Place(row, name)] for row, name, _ in figures
    }
    assert guess.forced


def test_a_rate_beside_a_count_that_may_be_several_is_not_certain() -> None:
    rows: Rows = [
        {"households_base": 50, "poor_base": 51},
        {"households_base": 80, "poor_base": 8, "poor_base_rate": "11.00"},
    ]
    (guess, *_) = guesses(Plan.of(2024, rows))
    assert figures_of(guess)["2/poor_base_rate"] == Percent.parse("10.00")
    assert not guess.forced


def test_a_total_that_may_be_several_beside_a_rate_is_not_certain() -> None:
    rows: Rows = [{"households_base": 80, "poor_base": 8, "poor_base_rate": "11.00"}, {}]
    total = {"households_base": 150, "poor_base": 151}
    found = guesses(Plan.of(2024, rows, total=total))
    cells = {"1/poor_base_rate", "total/poor_base"}
    (guess,) = (each for each in found if {*figures_of(each)} == cells)
    assert figures_of(guess)["1/poor_base_rate"] == Percent.parse("10.00")
    assert not guess.forced


def test_two_rows_that_only_their_sum_ties_are_not_certain() -> None:
    rows: Rows = [
        {"households_base": 50, "poor_base": 51},
        {"households_base": 50, "poor_base": 60},
        {"households_base": 200, "poor_base": 100},
    ]
    total = {"households_base": 300, "poor_base": 175}
    found = guesses(Plan.of(2024, rows, total=total))
    (guess,) = (each for each in found if {*figures_of(each)} == {"1/poor_base", "2/poor_base"})
    assert sum(value for value in figures_of(guess).values() if isinstance(value, int)) == 75
    assert not guess.forced


def test_a_goal_above_its_base_is_odd_and_says_nothing_against_a_pair() -> None:
    rows: Rows = [
        {"households_goal": 100, "poor_base": 5, "poor_goal": 60, "poor_goal_rate": "6.00"},
        {"households_goal": 80, "poor_base": 9, "poor_goal": 8, "poor_goal_rate": "11.00"},
    ]
    right: dict[str, object] = {"1/poor_goal": 6, "2/poor_goal_rate": Percent.parse("10.00")}
    assert right in map(figures_of, guesses(Plan.of(2024, rows)))


def test_a_drop_of_rounded_rates_says_nothing_against_a_pair() -> None:
    rows: Rows = [
        {"households_base": 100, "poor_base": 4, "households_goal": 100, "poor_goal": 3},
        {"households_base": 200, "poor_base": 6, "households_goal": 200, "poor_goal": 5},
    ]
    total = {"households_base": 300, "poor_base": 10, "households_goal": 300, "poor_goal": 8}
    rates = {"poor_base_rate": "3.33", "poor_goal_rate": "2.67"}
    drop = {"poor_rate_drop": "0.66"}
    sound = Plan.of(2024, rows, total={**total, **rates}, headline=drop)
    assert not check(sound).errors
    slips = {"households_base": 306, "poor_base": 19}
    wrong = Plan.of(2024, rows, total={**total, **rates, **slips}, headline=drop)
    right: dict[str, object] = {"total/households_base": 300, "total/poor_base": 10}
    assert right in map(figures_of, guesses(wrong))


def test_a_pair_is_less_likely_than_each_single_slip() -> None:
    rows: Rows = [
        {"households_base": 71, "poor_base": 7, "poor_base_rate": "9.86"},
        {"households_base": 79, "poor_base": 0, "poor_base_rate": "5.06"},
    ]
    *single, pair = diagnose(Plan.of(2024, rows, total={"households_base": 150, "poor_base": 21}))
    assert pair.cause is Cause.TWO_SLIPS
    assert corrected(pair) == {"2/poor_base": 4, "total/poor_base": 11}
    assert all(one.rank < pair.rank for one in single)


@pytest.mark.parametrize(("households", "poor"), [(80, 0), (80, 6), (None, 6)])
def test_two_rows_are_tied_by_the_total_where_their_sub_total_is_blank(
    households: int | None, poor: int
) -> None:
    rows: Rows = [
        {"households_base": 50, "poor_base": 51},
        {"households_base": households, "poor_base": poor},
        {"households_base": 200, "poor_base": 100},
    ]
    total = {"households_base": 330, "poor_base": 175}
    (blank,) = Plan.of(2024, [{"households_base": 130}]).targets
    sections = (Section("Khu vực 1", range(1, 3), blank), Section("Khu vực 2", range(3, 4)))
    plan = evolve(Plan.of(2024, rows, total=total), sections=sections)
    assert corrected(diagnose(plan)[0]) == {"1/poor_base": 15, "2/poor_base": 60}
