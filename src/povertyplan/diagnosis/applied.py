"""The repair of a plan: the diagnoses that are certain, applied."""

from collections.abc import Iterable

from attrs import evolve, frozen

from povertyplan.checks import check
from povertyplan.diagnosis.contradictions import Diagnoses
from povertyplan.diagnosis.diagnosis import Diagnosis, Reported
from povertyplan.findings import Finding, Report, Severity
from povertyplan.model.places import Edit
from povertyplan.reading import Reading


@frozen
class Repair:
    """The diagnoses that were applied, and what a check finds of the plan after them."""

    applied: tuple[Diagnosis, ...]
    reading: Reading  #: of the repaired plan
    report: Report  #: of the repaired plan

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure that was changed."""
        return _edits(self.applied)

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that remain for people to look at: all but notes."""
        findings = self.report.findings
        return tuple(finding for finding in findings if finding.severity is not Severity.NOTE)


def repair(reading: Reading, report: Report, diagnoses: Diagnoses) -> Repair:
    """
    Apply the diagnoses that are unique and clear an error of the report, best first.

    A diagnosis is left out if it changes a figure that one before it changed,
    or if its repair would bring a new error.
    """
    errors = _errors(report)
    applied: list[Diagnosis] = []
    repaired = reading
    for diagnosis in diagnoses:
        cleared = (*diagnosis.clears, *diagnosis.together)
        certain = diagnosis.unique and not errors.isdisjoint(cleared)
        certain = certain and diagnosis.row is None
        if not certain or _overlaps(diagnosis, applied):
            continue
        candidate = evolve(repaired, plan=repaired.plan.edited(diagnosis.edits))
        if _errors(check(candidate)) <= errors:
            applied.append(diagnosis)
            repaired = candidate
    return Repair(tuple(applied), repaired, check(reading.edited(_edits(applied))))


def _errors(report: Report) -> set[Reported]:
    return {(finding.code, finding.place) for finding in report.errors}


def _overlaps(diagnosis: Diagnosis, applied: Iterable[Diagnosis]) -> bool:
    """Whether a diagnosis changes a figure that is changed already."""
    changed = {edit.place for edit in _edits(applied)}
    return any(edit.place in changed for edit in diagnosis.edits)


def _edits(diagnoses: Iterable[Diagnosis]) -> tuple[Edit, ...]:
    return tuple(edit for diagnosis in diagnoses for edit in diagnosis.edits)
