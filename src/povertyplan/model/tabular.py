"""The figures of a plan by row and flat name."""

from collections.abc import Iterable

from povertyplan.model.fields import (
    Value,
    field_named,
)
from povertyplan.model.places import Edit, Figures, Place
from povertyplan.model.plan import Plan


def cells(plan: Plan) -> dict[Place, Value]:
    """
    Return the flat view of a plan, the inverse of `Plan.edited`.

    >>> cells(Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}]))[Place(1, "poor_goal")]
    2
    """
    return {
        Place(row, name): value
        for row, flat in plan.figures().items()
        for name, value in flat.items()
    }


def edited(found: Figures, edits: Iterable[Edit]) -> Figures:
    """
    Return the figures as they would be after some edits.

    >>> found = {1: {Count.POOR_GOAL: 2}}
    >>> edited(found, [Edit(Place(1, "poor_goal"), printed=2, proposed=3)])[1][Count.POOR_GOAL]
    3
    """
    after = dict(found)
    for edit in edits:
        row = after[edit.place.row]
        after[edit.place.row] = {**row, field_named(edit.place.field): edit.proposed}
    return after
