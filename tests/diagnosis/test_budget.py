"""The work of a search: counted, bounded, and the same on every machine."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from povertyplan import Count, Percent, Place, Plan, diagnose
from povertyplan.arithmetic.cases import cases_of
from povertyplan.diagnosis.budget import Budget, BudgetSpent, made_within_budget, steps_of
from povertyplan.diagnosis.covers import MOST_WORK
from povertyplan.model.relations import Sum
from povertyplan.reading import Form, Reading
from tests.support.slips import SOUND, corrected, corrections, repeated, slipped

#: Prints the diagnoses of a plan whose search is cut short.
PROGRAM = "from tests.support.slips import *; print(*diagnose(repeated(5)), sep='\\n')"


def test_the_steps_of_a_part_are_taken_off_the_whole() -> None:
    whole = Budget(5)
    part = whole.part(4)
    part.spend(3)
    assert (part.left, whole.left) == (1, 2)
    with pytest.raises(BudgetSpent):
        part.spend(2)
    assert (part.was_exceeded, whole.was_exceeded) == (True, False)
    whole.part(9).spend(2)
    assert whole.left == 0
    with pytest.raises(BudgetSpent):
        whole.part(9).spend()
    assert whole.was_exceeded


def test_what_was_made_before_the_budget_was_spent_is_kept() -> None:
    budget = Budget(2)

    def making() -> Iterator[int]:
        while True:
            budget.spend()
            yield budget.left

    assert made_within_budget(making()) == [1, 0]


@pytest.mark.parametrize(("rows", "steps"), [(1, 1), (49, 1), (50, 2), (500, 11)])
def test_rows_to_add_up_are_steps(rows: int, steps: int) -> None:
    plan = Plan.of(2024, [{"poor_goal": 1}] * rows, total={"poor_goal": rows})
    case = next(cases_of(plan, [Sum(Count.POOR_GOAL)]))
    assert steps_of(case) == steps


def test_a_cell_that_was_not_read_costs_steps_as_well() -> None:
    plan = Plan.of(2024, [{"poor_goal": None}, {"poor_goal": 3}], total={"poor_goal": 7})
    reading = Reading(plan, {}, Form(unreadable=((Place(1, "poor_goal"), "?"),)))
    whole, cut = diagnose(reading), diagnose(reading, limit=0)
    assert whole.complete
    assert len(whole) == 1
    assert not cut.complete
    assert not cut


def test_the_page_says_how_many_steps_one_contradiction_may_take() -> None:
    page = " ".join(Path("docs/diagnosis.md").read_text(encoding="utf-8").split())
    assert f"contradiction are searched for in {MOST_WORK:,} steps" in page


def test_one_contradiction_that_takes_too_long_leaves_the_others_their_diagnoses() -> None:
    plan = repeated(5)
    found = diagnose(plan)
    assert not found.complete
    assert {diagnosis.complete for diagnosis in found} == {True}
    assert len(found.by_contradiction) == 4


def test_where_many_rows_are_wrong_exchanges_leave_steps_for_single_slips() -> None:
    rows = range(1, 21)
    plan = slipped(*((row, "poor_base_rate", Percent.parse("9.87")) for row in rows))
    found = diagnose(plan, limit=200)
    assert not found.complete
    assert not any(diagnosis.unique for diagnosis in found)
    assert {"1/poor_base_rate", "2/poor_base_rate"} <= {*chain.from_iterable(corrections(found))}


def test_a_pair_found_before_its_search_was_cut_is_never_certain() -> None:
    plan = slipped((21, "households_goal", 0), (21, "poor_goal", 0))
    (pair,) = diagnose(plan)
    assert corrected(pair) == {
        "21/households_goal": SOUND.targets[20].goal.households,
        "21/poor_goal": SOUND.targets[20].goal.poor.count,
    }
    assert (pair.complete, pair.unique) == (False, False)
    assert str(pair).endswith("the search was cut short")


def test_a_search_that_is_cut_short_is_the_same_in_every_process() -> None:
    told = set[str]()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        told.add(done.stdout)
    assert len(told) == 1
