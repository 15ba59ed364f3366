"""Which repairs are applied."""

from attrs import evolve

from povertyplan import Cause, Diagnoses, Edit, Part, Place, Plan, Reading, check, diagnose
from povertyplan.diagnosis import Change, Diagnosis
from povertyplan.diagnosis.applied import certain_repairs, edits_of


def certain(place: Place, printed: int, proposed: int) -> Diagnosis:
    """Make a diagnosis that claims more than is true."""
    change = Change(Edit(place, printed, proposed), derived=False)
    clears = (("PP101", Place(Part.TOTAL, "poor_base")),)
    return Diagnosis(Cause.MISTYPED, (change,), clears, unique=True)


def test_a_repair_that_would_bring_an_error_is_left_out() -> None:
    row = {"households_base": 78, "poor_base": 2, "poor_base_rate": "2.56"}
    plan = Plan.of(2024, [row, {"poor_base": 3}], total={"poor_base": 9})
    reading = Reading(plan)
    wrong = certain(Place(1, "poor_base"), 2, 6)
    right = certain(Place(Part.TOTAL, "poor_base"), 9, 5)
    applied = certain_repairs(reading, Diagnoses(((wrong, right, right),)))
    assert applied == (right,)
    repaired = plan.edited(edits_of(applied))
    assert check(repaired).ok
    assert diagnose(repaired) == Diagnoses()


def test_what_is_not_certain_is_left_out() -> None:
    plan = Plan.of(2024, [{"poor_base": 3}], total={"poor_base": 9})
    guess = evolve(certain(Place(Part.TOTAL, "poor_base"), 9, 3), unique=False)
    assert certain_repairs(Reading(plan), Diagnoses(((guess,),))) == ()
