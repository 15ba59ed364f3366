"""The diagnoses of a plan that are certain, and can be applied together."""

from collections.abc import Iterable

from attrs import evolve

from povertyplan.checks import check
from povertyplan.diagnosis.contradictions import Diagnoses
from povertyplan.diagnosis.diagnosis import Diagnosis, Reported
from povertyplan.model.places import Edit
from povertyplan.reading import Reading


def certain_repairs(reading: Reading, diagnoses: Diagnoses) -> tuple[Diagnosis, ...]:
    """
    Return the diagnoses that are unique and can be applied together, best first.

    One is left out if it changes a figure that one before it changed, or if its repair would
    bring a new error.
    """
    errors = _errors(reading)
    applied: list[Diagnosis] = []
    for diagnosis in diagnoses:
        if not diagnosis.unique or _overlaps(diagnosis, applied):
            continue
        plan = reading.plan.edited(edits_of([*applied, diagnosis]))
        if _errors(evolve(reading, plan=plan)) <= errors:
            applied.append(diagnosis)
    return tuple(applied)


def edits_of(diagnoses: Iterable[Diagnosis]) -> tuple[Edit, ...]:
    """Return every figure that some diagnoses change."""
    return tuple(edit for diagnosis in diagnoses for edit in diagnosis.edits)


def _errors(reading: Reading) -> set[Reported]:
    return {(finding.code, finding.place) for finding in check(reading).errors}


def _overlaps(diagnosis: Diagnosis, applied: Iterable[Diagnosis]) -> bool:
    """Whether a diagnosis changes a figure that is changed already."""
    changed = {edit.place for edit in edits_of(applied)}
    return any(edit.place in changed for edit in diagnosis.edits)
