"""One figure typed wrong, whatever was computed after it."""

import pytest

from povertyplan import Cause, Count, Percent, Plan, Rate, check, diagnose, repaired
from povertyplan.model.relations import Bound, Ratio
from povertyplan.model.tabular import Widened
from tests.support.slips import (
    HEADLINE,
    SOUND,
    TOTAL,
    Rows,
    Wrong,
    corrected,
    corrections,
    derived,
    is_named,
    slipped,
)

SLIPS: list[tuple[Cause, tuple[Wrong, ...]]] = [
    (Cause.WRONG_DIGIT, ((5, "poor_base", 7),)),
    (Cause.DIGITS_SWAPPED, ((TOTAL, "near_poor_goal", 101),)),
    (Cause.DIGIT_DROPPED, ((5, "households_goal", 8),)),
    (Cause.DIGIT_DOUBLED, ((5, "households_goal", 888),)),
    (Cause.MISTYPED, ((3, "poor_base_rate", Percent.parse("2.88")),)),
    (Cause.PLACEHOLDER, ((5, "households_goal", 1),)),
    (Cause.LEFT_BLANK, ((5, "households_goal", None),)),
    (
        Cause.STALE_TOTAL,
        ((TOTAL, "poor_base", 73), (TOTAL, "poor_base_rate", Percent.parse("1.87"))),
    ),
]


@pytest.mark.parametrize(("cause", "figures"), SLIPS, ids=lambda value: str(value)[:40])
def test_each_cause_is_named(cause: Cause, figures: tuple[Wrong, ...]) -> None:
    is_named(cause, figures)


def test_a_rate_that_the_text_repeats() -> None:
    plan = slipped(
        (TOTAL, "near_poor_goal_rate", Percent.parse("2.93")),
        (HEADLINE, "near_poor_goal_rate", Percent.parse("2.9")),
    )
    best = diagnose(plan)[0]
    assert repaired(plan, best) == SOUND
    assert derived(best) == {"headline/near_poor_goal_rate": Percent.parse("2.7")}


def test_more_poor_than_households() -> None:
    plan = Plan.of(2024, [{"households_base": 10, "poor_base": 80, "near_poor_base": 3}])
    found = diagnose(plan)
    cells = set[str]().union(*corrections(found))
    assert {"1/households_base", "1/poor_base"} <= cells
    assert all(not check(repaired(plan, diagnosis)).errors for diagnosis in found)
    assert not any(diagnosis.unique for diagnosis in found)
    assert "other explanation" in str(found[0])


def test_a_single_rate_of_unknown_places_is_not_unique() -> None:
    row = {"households_base": 78, "persons_base": 300, "poor_base": 2}
    plan = Plan.of(2024, [row | {"poor_base_rate": "2.9"}])
    rates = [
        diagnosis for diagnosis in diagnose(plan) if "rate" in next(iter(corrected(diagnosis)))
    ]
    assert corrected(rates[0]) == {"1/poor_base_rate": Percent.parse("2.6")}
    assert not rates[0].unique


def test_labour() -> None:
    plan = Plan.of(2024, [], labour={"working_age": 9225, "trained": 7565, "trained_rate": "28"})
    best = diagnose(plan)[0]
    assert (best.cause, corrected(best)) == (
        Cause.DIGITS_SWAPPED,
        {"labour/trained_rate": Percent.parse("82")},
    )


def test_a_rate_too_long_to_print_is_no_explanation() -> None:
    many = {"households_base": 10**9, "persons_base": 1, "poor_base": 10**9}
    other = {"households_base": 4, "poor_base": 1, "poor_base_rate": "25.000000"}
    found = diagnose(Plan.of(2024, [many | {"poor_base_rate": "5.000000"}, other]))
    assert {"1/poor_base_rate": Percent.parse("100.000000")} in corrections(found)


def test_a_rate_over_no_households() -> None:
    rows: Rows = [
        {"households_base": 0, "poor_base": 3, "poor_base_rate": "2.94"},
        {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
    ]
    found = diagnose(Plan.of(2024, rows, total={"households_base": 319}))
    assert corrected(found[0]) == {"1/households_base": 102}


def test_a_rate_over_no_households_in_a_plan_without_sums() -> None:
    rows: Rows = [
        {"households_base": 0, "persons_base": 9, "poor_base": 0, "poor_base_rate": "2.94"},
        {"households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
    ]
    found = diagnose(Plan.of(2024, rows))
    assert all(diagnosis.edits[0].proposed is not None for diagnosis in found)


def test_more_trained_than_of_working_age() -> None:
    plan = Plan.of(2024, [], labour={"working_age": 100, "trained": 650})
    found = diagnose(plan)
    assert {"labour/trained": 100} in corrections(found)
    assert all(not check(repaired(plan, diagnosis)).errors for diagnosis in found)


def test_totals_of_rows_left_blank_prove_little() -> None:
    rows: Rows = [{"poor_base": 30}, {"poor_base": None}, {"poor_base": 7}]
    plan = Plan.of(2024, rows, total={"poor_base": 12})
    found = diagnose(plan)
    assert not any(diagnosis.unique for diagnosis in found)
    assert {"1/poor_base": 5} in corrections(found)


def test_what_is_merely_odd_does_not_limit_a_blank() -> None:
    rows: Rows = [
        {"households_goal": 80, "poor_base": 2, "poor_base_rate": "2.56"},
        {"households_base": 217},
    ]
    rate = Ratio(Rate.POOR_BASE_RATE, (Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
    growth = Bound((Count.HOUSEHOLDS_GOAL,), Count.HOUSEHOLDS_BASE)
    (blank,) = diagnose(Widened(Plan.of(2024, rows), {}, (rate, growth)))
    assert corrected(blank) == {"1/households_base": 78}


def test_what_a_total_leaves_for_a_row_is_not_certain_where_its_rate_is_coarse() -> None:
    # The second row should state 253; its rate shows nothing of it.
    rows: Rows = [
        {"households_base": 28, "poor_base": 2, "poor_base_rate": "1"},
        {"households_base": 235, "poor_base": 5, "poor_base_rate": "2"},
        {"households_base": 134, "poor_base": 4, "poor_base_rate": "3"},
    ]
    (best, *_) = diagnose(Plan.of(2024, rows, total={"households_base": 595}))
    assert corrected(best) == {"1/households_base": 226}
    assert not best.unique


def test_a_count_in_reach_of_no_finger_is_not_certain_where_its_rate_is_coarse() -> None:
    # The second row should state 3.
    rows: Rows = [
        {"households_base": 300, "poor_base": 55, "poor_base_rate": "2"},
        {"households_base": 217, "poor_base": 2, "poor_base_rate": "1"},
    ]
    (best, *_) = diagnose(Plan.of(2024, rows, total={"poor_base": 9}))
    assert corrected(best) == {"1/poor_base": 7}
    assert not best.unique


def test_a_total_of_persons_is_not_certain_beyond_the_reach_of_a_finger() -> None:
    # The first row should state 369, so that the sum of the rows is wrong as well.
    rows: Rows = [{"persons_base": persons} for persons in (396, 450, 601)]
    unlike = diagnose(Plan.of(2024, rows, total={"persons_base": 1024}))
    assert not any(found.unique for found in unlike)
    total = [found for found in unlike if "total/persons_base" in corrected(found)]
    assert {found.edits[0].proposed for found in total} == {1447}
