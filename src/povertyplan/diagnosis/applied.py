"""Which diagnoses are certain, and the reading after they are applied."""

from collections.abc import Sequence

from attrs import evolve, frozen

from povertyplan.checks import check
from povertyplan.diagnosis import Diagnoses, Diagnosis
from povertyplan.findings import Finding, Report, Severity
from povertyplan.model.places import Edit, Place
from povertyplan.reading import Reading


@frozen
class Repair:
    """The diagnoses that were applied, and what a check finds of the plan after them."""

    applied: tuple[Diagnosis, ...]
    edits: tuple[Edit, ...]
    reading: Reading
    report: Report


def repair(reading: Reading, report: Report, diagnoses: Diagnoses) -> Repair:
    """
    Apply the diagnoses that are unique and clear an error.

    One that does not agree with those before it, or would bring an error, is
    left out.
    """
    errors = {(finding.code, finding.place) for finding in report.errors}
    applied: list[Diagnosis] = []
    edits: dict[Place, Edit] = {}
    plan = reading.plan
    for diagnosis in diagnoses:
        places = {edit.place for edit in diagnosis.edits}
        certain = diagnosis.unique and not errors.isdisjoint(diagnosis.clears)
        if not certain or not places.isdisjoint(edits):
            continue
        candidate = plan.edited(diagnosis.edits)
        if _errors(evolve(reading, plan=candidate)) <= errors:
            applied.append(diagnosis)
            edits |= {edit.place: edit for edit in diagnosis.edits}
            plan = candidate
    after = evolve(reading, plan=plan)
    return Repair(tuple(applied), tuple(edits.values()), after, check(after))


def _errors(reading: Reading) -> set[tuple[str, Place]]:
    return {(finding.code, finding.place) for finding in check(reading).errors}


def left(repair: Repair) -> Sequence[Finding]:
    """Return what a check still finds, notes of form aside."""
    return [found for found in repair.report.findings if found.severity is not Severity.NOTE]
