"""Which of two statements of a target is right: what the other figures prove, and no more."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import reported
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.checks.restated import agree, stating, target_stated_twice
from povertyplan.diagnosis.contradictions import Diagnoses
from povertyplan.diagnosis.diagnosis import Diagnosis, Reported, Terms
from povertyplan.diagnosis.guesses import changed
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.findings import Finding, Report
from povertyplan.model.fields import Value
from povertyplan.model.places import Edit, Figures, Place
from povertyplan.model.tabular import edited
from povertyplan.reading import Reading


def with_statements(
    found: Diagnoses, index: CaseIndex, reading: Reading, report: Report
) -> Diagnoses:
    """
    Return the diagnoses of a plan with those about the further statements of its targets.

    A diagnosis of another figure may clear their findings too.  The others get
    explanations of their own, none of them unique: the text says both.
    """
    further = [finding for finding in report.findings if finding.place.statement > 1]
    if not further:
        return found
    values = {statement.place: statement.value for statement in reading.form.restated}
    statements = _FurtherStatements(index, values)
    by_contradiction: list[tuple[Diagnosis, ...]] = []
    cleared: set[Reported] = set()
    for diagnoses in found.by_contradiction:
        clearing = tuple(statements.clearing(diagnosis, further) for diagnosis in diagnoses)
        cleared.update(*(diagnosis.clears for diagnosis in clearing if diagnosis.rank == 1))
        by_contradiction.append(clearing)
    left = [finding for finding in further if (finding.code, finding.place) not in cleared]
    by_contradiction.extend(filter(None, statements.explanations(left)))
    return Diagnoses(tuple(by_contradiction), found.complete)


@frozen
class _FurtherStatements:
    """The statements of the targets behind the first of each, beside the figures of a plan."""

    index: CaseIndex
    values: dict[Place, Value]

    def clearing(self, diagnosis: Diagnosis, further: Sequence[Finding]) -> Diagnosis:
        """Return a diagnosis with the findings of further statements that its repair clears."""
        if diagnosis.row is not None:
            return diagnosis
        after = edited(self.index.figures, diagnosis.edits)
        cleared = [
            (finding.code, finding.place) for finding in further if self._clears(after, finding)
        ]
        return evolve(diagnosis, clears=(*diagnosis.clears, *cleared))

    def _clears(self, after: Figures, finding: Finding) -> bool:
        """Whether a finding about a further statement is gone with other figures."""
        place, value = finding.place, self.values[finding.place]
        if finding.code == target_stated_twice.code:
            return agree(after[place.row].get(place.field), value)
        figures = stating(after, place, value)
        codes = {reported(case, figures, self.index.rounding) for case in self._cases(place)}
        return finding.code not in codes

    def _cases(self, place: Place) -> list[Case]:
        return [case for case in self.index.of_row(place.row) if case.subject == place.first]

    def explanations(self, findings: Iterable[Finding]) -> Iterator[tuple[Diagnosis, ...]]:
        """Yield the explanations of findings, all about one value of a target together."""
        by_value: dict[tuple[Place, Value], list[Finding]] = {}
        for finding in findings:
            said = (finding.place.first, self.values[finding.place])
            by_value.setdefault(said, []).append(finding)
        for (first, value), about in by_value.items():
            yield tuple(self._explanations(first, value, about))

    def _explanations(
        self, first: Place, value: Value, about: Sequence[Finding]
    ) -> Iterator[Diagnosis]:
        """Yield what may be wrong: what the other figures refute, or else either statement."""
        taken = self.index.value(first)
        verdicts, verdicts_of_taken = self._verdicts(first, value), self._verdicts(first, taken)
        differs = any(finding.code == target_stated_twice.code for finding in about)
        if taken is None or not differs:
            return
        places = dict.fromkeys(finding.place for finding in about)
        here = [Edit(place, value, taken) for place in places]
        is_proved = Verdict.HOLDS in verdicts_of_taken and Verdict.FAILS in verdicts
        is_open = not {Verdict.HOLDS, Verdict.FAILS} & (verdicts | verdicts_of_taken)
        if is_proved:
            yield self._diagnosis(here, about, (("agreeing", taken),))
        elif is_open:
            there = [Edit(first, taken, value)]
            for edits in (here, there):
                yield evolve(self._diagnosis(edits, about), proves=False, rivals=1)

    def _verdicts(self, first: Place, value: Value) -> set[Verdict]:
        """Return the verdicts of the other figures on a value of a target."""
        figures, rounding = stating(self.index.figures, first, value), self.index.rounding
        return {verdict_of(case, figures, rounding) for case in self._cases(first)}

    def _diagnosis(
        self, edits: Sequence[Edit], about: Sequence[Finding], terms: Terms = ()
    ) -> Diagnosis:
        changes = [changed(self.index, edit) for edit in edits]
        clears = tuple((finding.code, finding.place) for finding in about)
        return Diagnosis(Cause.OTHER_STATEMENT, tuple(changes), clears, terms=terms)
