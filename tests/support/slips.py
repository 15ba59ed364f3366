"""Slips put into the real plan, and what a diagnosis says of them."""

from collections.abc import Iterable, Sequence
from itertools import combinations, cycle
from typing import Any, TypeAlias

from attrs import evolve

from povertyplan import Cause, Diagnosis, Edit, Part, Place, Plan, check, diagnose, read, repaired
from povertyplan.model.tabular import cells

READING = read("examples/cao-thuong-2024/plan.md")
TOTAL, HEADLINE = Part.TOTAL, Part.HEADLINE
#: The real plan with Tân Lập as it was probably meant: nothing is found in its figures.
SOUND = repaired(READING.plan, diagnose(READING)[2])
#: A row, a field, and the wrong figure that is put there.
Wrong: TypeAlias = tuple[Any, str, Any]
#: The rows of a small plan, as plain data.
Rows: TypeAlias = list[dict[str, object]]


def slipped(*figures: Wrong) -> Plan:
    """Put wrong figures into the sound plan."""
    return SOUND.edited(
        Edit(Place(row, field), cells(SOUND)[Place(row, field)], value)
        for row, field, value in figures
    )


def repeated(times: int) -> Plan:
    """Return the sound plan with its rows repeated below its total, and a slip in five of them."""
    plan = evolve(SOUND, targets=SOUND.targets * times)
    slips = [(2, "poor_goal", 9), (5, "poor_base", 7), (9, "households_goal", 610)]
    slips += [(14, "near_poor_base", 31), (20, "households_base", 18)]
    return plan.edited(
        Edit(Place(row, field), cells(plan)[Place(row, field)], value)
        for row, field, value in slips
    )


def exchanged_everywhere(times: int) -> Plan:
    """Return the sound plan with its rows repeated, and two figures of each row exchanged."""
    plan = evolve(SOUND, targets=SOUND.targets * times, total=None)
    figures = cells(plan)
    pairs = cycle(combinations(("households_base", "poor_base", "poor_goal", "near_poor_goal"), 2))
    edits: list[Edit] = []
    for row, pair in zip(plan.rows, pairs, strict=False):
        one, other = (Place(row, field) for field in pair)
        edits.append(Edit(one, figures[one], figures[other]))
        edits.append(Edit(other, figures[other], figures[one]))
    return plan.edited(edits)


def corrected(diagnosis: Diagnosis) -> dict[str, object]:
    """Return what the cells of the slip should print."""
    return {
        str(change.edit.place): change.edit.proposed
        for change in diagnosis.changes
        if not change.derived
    }


def corrections(found: Iterable[Diagnosis]) -> list[dict[str, object]]:
    """Return what the cells of each slip should print."""
    return [corrected(diagnosis) for diagnosis in found]


def derived(diagnosis: Diagnosis) -> dict[str, object]:
    """Return what the cells should print that were computed from the slip."""
    return {
        str(change.edit.place): change.edit.proposed
        for change in diagnosis.changes
        if change.derived
    }


def is_named(cause: Cause, figures: Sequence[Wrong]) -> None:
    """Hold that the best diagnosis of a slip names its cause and its cells, and repairs it."""
    plan = slipped(*figures)
    best = diagnose(plan)[0]
    assert best.cause is cause
    places = [f"{row}/{field}" for row, field, _ in figures]
    assert set(corrected(best)) in ({*places}, {places[0]})
    assert not check(repaired(plan, best)).errors
    assert best.text("vi") != best.text("en")
