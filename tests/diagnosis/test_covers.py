"""Independent slips, each explained by itself."""

from itertools import chain
from typing import TypeAlias

import pytest

from povertyplan import Cause, Percent, Place, Plan, check, diagnose, repaired
from povertyplan.diagnosis.applied import certain_repairs, edits_of
from povertyplan.model.tabular import cells
from povertyplan.reading import Reading
from tests.support.slips import HEADLINE, SOUND, TOTAL, Rows, Wrong, corrected, corrections, slipped

Slips: TypeAlias = tuple[Wrong, ...]
percent = Percent.parse

#: Slips with the cause of each; two of them meet in a cell, a row or a column.
TOGETHER: list[tuple[Slips, list[Cause]]] = [
    (
        ((HEADLINE, "poor_drop", 63), (TOTAL, "poor_goal_rate", percent("1.39"))),
        [Cause.DIGITS_SWAPPED, Cause.STALE_DENOMINATOR],
    ),
    (
        (
            (HEADLINE, "near_poor_goal_rate", percent("7.2")),
            (TOTAL, "near_poor_goal_rate", percent("2.93")),
        ),
        [Cause.DIGITS_SWAPPED, Cause.WRONG_DIGIT],
    ),
    (((5, "poor_base", 7), (9, "poor_base", 4)), [Cause.WRONG_DIGIT]),
    (((5, "poor_base", 7), (9, "poor_base", 4), (12, "poor_base", 9)), [Cause.WRONG_DIGIT]),
    (((5, "poor_base", 7), (5, "households_base", 89)), [Cause.WRONG_DIGIT]),
    (((5, "poor_base", 7), (5, "near_poor_base", 8)), [Cause.WRONG_DIGIT]),
    (
        ((5, "poor_base", 7), (TOTAL, "poor_goal_rate", percent("1.39"))),
        [Cause.WRONG_DIGIT, Cause.STALE_DENOMINATOR],
    ),
    (
        ((TOTAL, "poor_base", 91), (HEADLINE, "poor_drop", 63)),
        [Cause.WRONG_DIGIT, Cause.DIGITS_SWAPPED],
    ),
    (
        (
            (5, "poor_base", 7),
            (9, "near_poor_goal_rate", percent("4.64")),
            (12, "households_goal", 98),
            (HEADLINE, "poor_drop", 63),
        ),
        [Cause.WRONG_DIGIT, Cause.DIGITS_SWAPPED, Cause.MISTYPED],
    ),
]


@pytest.mark.parametrize(("slips", "causes"), TOGETHER, ids=lambda value: str(value)[:60])
def test_each_slip_keeps_its_own_cause(slips: Slips, causes: list[Cause]) -> None:
    found = [diagnosis for diagnosis in diagnose(slipped(*slips)) if diagnosis.rank == 1]
    assert {diagnosis.cause for diagnosis in found} == set(causes)
    assert all(diagnosis.unique and len(corrected(diagnosis)) == 1 for diagnosis in found)
    right = {f"{row}/{field}": cells(SOUND)[Place(row, field)] for row, field, _ in slips}
    told = {place: value for diagnosis in found for place, value in corrected(diagnosis).items()}
    assert told == right


def test_a_slip_is_explained_as_it_is_without_the_other() -> None:
    rate = (TOTAL, "poor_goal_rate", percent("1.39"))
    (alone, rival) = diagnose(slipped(rate))
    beside = diagnose(slipped((HEADLINE, "poor_drop", 63), rate))
    assert {alone, rival} < set(beside)


def test_a_total_that_two_slips_broke_is_explained_by_both() -> None:
    plan = slipped((5, "poor_base", 7), (9, "poor_base", 4))
    (total,) = (finding for finding in check(plan).errors if finding.code == "PP101")
    first, second = diagnose(plan).of(total)
    assert first.together == second.together == (("PP101", Place(TOTAL, "poor_base")),)
    assert not check(repaired(repaired(plan, first), second)).errors


def test_independent_slips_are_repaired_together() -> None:
    reading = Reading(slipped((TOTAL, "poor_base", 91), (HEADLINE, "poor_drop", 63)))
    applied = certain_repairs(reading, diagnose(reading))
    assert len(applied) == 2
    assert reading.plan.edited(edits_of(applied)) == SOUND


def test_what_another_pair_explains_as_well_is_not_unique() -> None:
    row = {"poor_base": 2, "poor_base_rate": "2.56", "near_poor_base": 2}
    rows: Rows = [
        row | {"near_poor_base_rate": "5.00"},
        {"households_base": 40, "poor_base": 0},
    ]
    found = diagnose(Plan.of(2024, rows))
    proposed = {corrected(diagnosis).get("1/households_base") for diagnosis in found}
    assert proposed == {78, 40, None}
    assert not any(diagnosis.unique for diagnosis in found)


def test_four_slips_of_one_column_may_be_a_column_that_was_shifted() -> None:
    found = diagnose(slipped((5, "poor_base", 7), (9, "poor_base", 4), (12, "poor_base", 9)))
    assert all(diagnosis.unique for diagnosis in found)
    four = ((5, "poor_base", 7), (9, "poor_base", 4), (12, "poor_base", 9), (15, "poor_base", 8))
    assert not any(diagnosis.unique for diagnosis in diagnose(slipped(*four)))


def test_a_sum_over_a_blank_row_joins_nothing() -> None:
    rows: Rows = [
        {"households_base": 78, "poor_base": 30, "poor_base_rate": "2.56"},
        {"households_base": 95, "poor_base": 40, "poor_base_rate": "3.16"},
        {"households_base": 80, "poor_base": None},
    ]
    found = diagnose(Plan.of(2024, rows, total={"poor_base": 12}))
    assert [corrected(diagnosis) for diagnosis in found] == [{"1/poor_base": 2}, {"2/poor_base": 3}]


def test_a_search_that_would_take_too_long_is_left_to_people() -> None:
    slips = [(row, "poor_base", 7) for row in (1, 3, 5, 9, 12, 19)]
    found = diagnose(slipped(*slips))
    assert found.complete
    assert not any(diagnosis.unique for diagnosis in found)


def test_parts_that_take_too_many_slips_together_are_left_to_people() -> None:
    poor = ((15, "poor_goal", 3), (19, "poor_goal", 1))
    near_poor = ((8, "near_poor_goal", 15), (21, "near_poor_goal", 10))
    found = diagnose(slipped((9, "households_goal", 202), *near_poor, *poor))
    places = {*chain.from_iterable(corrections(found))}
    assert places == {"8/near_poor_goal", "9/households_goal", "21/near_poor_goal"}


def test_a_search_that_is_cut_short_calls_nothing_unique() -> None:
    plan = slipped((5, "poor_base", 7), (9, "poor_base", 4), (12, "poor_base", 9))
    searches = [diagnose(plan, limit=limit) for limit in range(0, 4000, 50)]
    assert not searches[0].complete
    assert searches[-1].complete
    for found in searches:
        assert found.complete or not any(diagnosis.unique for diagnosis in found)


def test_slips_of_the_labour_targets_are_explained_together() -> None:
    labour = {"working_age": 15, "trained": 11, "trained_rate": "45", "certified": 75}
    plan = Plan.of(2024, [], labour=labour)
    found = diagnose(plan)
    assert found
    assert all(len(check(repaired(plan, one)).errors) <= len(check(plan).errors) for one in found)
