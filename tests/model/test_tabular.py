"""A table with further columns: its figures, its claims, and edits of either."""

import pytest

from povertyplan import Count, Edit, Part, Place, Plan, Rate
from povertyplan.model.relations import FURTHER_RELATIONS
from povertyplan.model.tabular import Widened, cells

PLAN = Plan.of(
    2024,
    [{"name": "Chợ", "poor_base": 3, "poor_goal": 2}, {"name": "Ngò", "poor_goal": 1}],
    total={"poor_base": 3, "poor_goal": 3},
    headline={"poor_drop": 1},
)
WIDENED = Widened(PLAN, {1: {Count.POOR_DROP: 1}, Part.TOTAL: {Count.POOR_DROP: 0}})


def test_a_plan_is_widened_by_further_columns() -> None:
    figures = WIDENED.figures()
    assert figures.keys() == {1, 2, Part.TOTAL}
    assert figures[1] == {**PLAN.figures()[1], Count.POOR_DROP: 1}
    assert figures[2] == PLAN.figures()[2]
    assert WIDENED.relations is FURTHER_RELATIONS
    assert (WIDENED.rows, WIDENED.subtotals, WIDENED.total) == (PLAN.rows, {}, PLAN.total)
    assert WIDENED.name_of(1) == "Chợ"
    assert WIDENED.year_of(Rate.POOR_AND_NEAR_POOR_BASE_RATE) == 2023


def test_edits_change_either() -> None:
    own = Edit(Place(1, Count.POOR_GOAL), 2, 1)
    further = Edit(Place(1, Count.POOR_DROP), 1, 2)
    edited = WIDENED.edited([own, further])
    assert edited.figures()[1][Count.POOR_DROP] == 2
    assert edited.table.figures() == PLAN.edited([own]).figures()
    assert cells(edited)[further.place] == 2


def test_places_that_are_not_there_are_refused() -> None:
    with pytest.raises(LookupError, match="2/poor_drop: no such figure"):
        WIDENED.edited([Edit(Place(2, Count.POOR_DROP), None, 1)])
