"""Repairs that nothing else explains, and that rest on figures in doubt."""

import pytest

from povertyplan import Part, Plan, diagnose
from tests.support.slips import SOUND, TOTAL, corrected, slipped


def test_a_total_row_that_is_another_row_is_not_put_right_figure_by_figure() -> None:
    others = SOUND.flat(12)
    plan = slipped(*((TOTAL, name, others[name]) for name in others if others[name] is not None))
    found = [diagnosis for diagnosis in diagnose(plan) if diagnosis.proves]
    assert len(found) > 1
    assert not any(diagnosis.unique for diagnosis in found)


@pytest.mark.parametrize(("wrong", "are_slips"), [(3, True), (4, False)])
def test_so_many_wrong_sums_in_a_total_row_are_slips_of_their_own(
    wrong: int, *, are_slips: bool
) -> None:
    columns = ("persons_base", "poor_goal", "near_poor_goal", "households_base")
    rows = [dict.fromkeys(columns, 400 + 10 * row) for row in range(8)]
    rows = [{**row, "households_base": 1000} for row in rows]
    right = {**dict.fromkeys(columns, 3480), "households_base": 8000}
    slips = {name: right[name] // 10 for name in columns[:wrong]}
    found = diagnose(Plan.of(2024, rows, total={**right, **slips}))
    told = {place: value for diagnosis in found for place, value in corrected(diagnosis).items()}
    assert told == {f"total/{name}": right[name] for name in slips}
    assert {diagnosis.unique for diagnosis in found} == {are_slips}


def made(persons: int, total: int) -> Plan:
    rows = [
        {"households_base": 100 + row, "persons_base": 400 + row, "poor_base": 2}
        for row in range(8)
    ]
    rows[3]["persons_base"] = persons
    return Plan.of(2024, rows, total={"persons_base": total})


def test_a_total_of_a_row_that_stands_out_is_not_certain() -> None:
    (sound,) = [found for found in diagnose(made(403, 322)) if found.proves]
    assert (corrected(sound), sound.unique) == ({"total/persons_base": 3228}, True)
    (odd,) = [found for found in diagnose(made(4, 282)) if found.proves]
    assert (corrected(odd), odd.unique) == ({"total/persons_base": 2829}, False)


def test_a_text_is_not_put_right_by_a_goal_above_its_base() -> None:
    rows = [
        {"households_goal": 100, "poor_base": 3, "poor_goal": 5, "poor_goal_rate": "5.00"},
        {"households_goal": 100, "poor_base": 3, "poor_goal": 7, "poor_goal_rate": "7.00"},
    ]
    total = {"households_goal": 200, "poor_base": 6, "poor_goal": 12, "poor_goal_rate": "6.00"}
    plan = Plan.of(2024, rows, total=total, headline={"poor_goal": 4})
    (text,) = [found for found in diagnose(plan) if found.edits[0].place.row is Part.HEADLINE]
    assert (corrected(text), text.unique) == ({"headline/poor_goal": 12}, False)
    below = [{**row, "poor_base": 9} for row in rows]
    plan = Plan.of(2024, below, total={**total, "poor_base": 18}, headline={"poor_goal": 4})
    (text,) = diagnose(plan)
    assert (corrected(text), text.unique) == ({"headline/poor_goal": 12}, True)
