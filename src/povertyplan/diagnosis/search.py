"""What explains a report: single slips first, and two only where one will not do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve, field, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import shows_odd_formula
from povertyplan.arithmetic.plausibility import COMPARISONS
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.diagnosis.broken import broken_cases, groups
from povertyplan.diagnosis.exchanged import Structure
from povertyplan.diagnosis.guesses import Guess, Rivals
from povertyplan.diagnosis.implausible import Implausible
from povertyplan.diagnosis.index import BudgetSpent, CaseIndex
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.miscomputed import formulas
from povertyplan.diagnosis.pairs import TwoSlips
from povertyplan.diagnosis.single import OneSlip
from povertyplan.findings import Report, Severity
from povertyplan.messages import Said
from povertyplan.model.places import Edit, Place

#: What a formula does that takes other cells than it should.
_OTHER_CELLS = {
    Cause.STALE_DENOMINATOR,
    Cause.OTHER_YEAR,
    Cause.PERSONS_FOR_HOUSEHOLDS,
    Cause.OTHER_CATEGORY,
    Cause.NEIGHBOUR_ROW,
    Cause.LAST_YEARS_TOTAL,
    Cause.OTHER_COLUMN,
    Cause.SUBTOTAL_ADDED,
    Cause.ROW_LEFT_OUT,
    Cause.ROW_TWICE,
}


@frozen(eq=False)
class Search:
    """A search of one plan, and whether it came to its end."""

    index: CaseIndex
    likely: Likelihood
    _cut: list[bool] = field(factory=list[bool], repr=False)

    @property
    def complete(self) -> bool:
        """Whether nothing was left out for want of work."""
        return not self._cut

    def explain(self, report: Report) -> Iterator[Rivals]:
        """Yield what explains the findings of a report, contradiction by contradiction."""
        found = broken_cases(self.index, report)
        failing = [case for case in found if self.index.fails(case)]
        structural = self._all(Structure(self.index, self.likely, failing).guesses())
        suspects: set[Place] = set()
        formulas = _odd_formulas(report)
        for cases in _parts(found, structural):
            guesses = [guess for guess in structural if _explains(guess, cases)]
            if not guesses or len(groups(cases)) == 1:
                guesses += self._all(OneSlip(self.index, self.likely, cases).guesses())
            if not guesses:
                guesses = self._all(TwoSlips(self.index, self.likely, cases).guesses())
            guesses = _seen(guesses, formulas) or guesses
            suspects.update(edit.place for guess in guesses for edit in guess.edits)
            suspects.update(place for case in cases if not guesses for place in case.places)
            yield Rivals(_ordered(guesses))
        yield from self._rounded(report, suspects)
        yield from self._odd(report)

    def _all(self, guesses: Iterator[Guess]) -> list[Guess]:
        """Return all guesses, or those found before the work was done."""
        found: list[Guess] = []
        try:
            found.extend(guesses)
        except BudgetSpent:
            self._cut.append(True)
        return found

    def _rounded(self, report: Report, suspects: set[Place]) -> Iterator[Rivals]:
        """Yield the drops that are differences of rounded rates, proved if no suspect is used."""
        for finding in report.findings:
            for case in self.index.of_row(finding.place.row):
                rounded = self.index.verdict(case) is Verdict.ROUNDED
                if rounded and case.subject == finding.place:
                    right = expected(case, self.index.figures, self.index.rounding)
                    own = (Edit(case.subject, self.index.value(case.subject), right),)
                    sound = suspects.isdisjoint(case.places)
                    guess = Guess(Cause.ROUNDED_BEFORE, own, (), (case,), 0, sound)
                    guesses = _ordered(
                        evolve(guess, cost=one.cost, terms=one.terms)
                        for one in formulas(self.index, case)
                        if one.cause is guess.cause
                    )
                    yield Rivals(guesses, finding)

    def _odd(self, report: Report) -> Iterator[Rivals]:
        """Yield the candidates for rows that stand out."""
        names = {ratio.count for ratio in COMPARISONS}
        search = Implausible(self.index, self.likely)
        for finding in report.findings:
            if finding.severity is Severity.WARNING and finding.place.field in names:
                guesses = self._all(search.guesses(finding.place))
                yield Rivals(tuple(guesses), finding, proves=False)


def _parts(found: Sequence[Case], structural: Sequence[Guess]) -> list[list[Case]]:
    """Part the broken cases so that everything that one slip can explain stays together."""
    parts = groups(found)
    for guess in structural:
        clears = {case.subject for case in guess.clears}
        met = [part for part in parts if any(case.subject in clears for case in part)]
        if len(met) > 1 and all(case.subject in clears for part in met for case in part):
            parts = [part for part in parts if part not in met] + [list(chain(*met))]
    return parts


def _odd_formulas(report: Report) -> dict[Place, Said]:
    return {
        finding.place: dict(finding.terms).get("formula")
        for finding in report.findings
        if shows_odd_formula(finding.code)
    }


def _seen(guesses: Iterable[Guess], formulas: Mapping[Place, Said]) -> list[Guess]:
    """Return the guesses that the formula of their cell bears out, with that formula."""
    return [
        evolve(guess, terms=(*guess.terms, ("formula", formulas[guess.corrections[0].place])))
        for guess in guesses
        if guess.cause in _OTHER_CELLS and guess.corrections[0].place in formulas
    ]


def _explains(guess: Guess, cases: Sequence[Case]) -> bool:
    return {case.subject for case in cases} == {case.subject for case in guess.clears}


def _ordered(guesses: Iterable[Guess]) -> tuple[Guess, ...]:
    """Order by likelihood, and each cause of one repair once."""
    best: dict[object, Guess] = {}
    for guess in sorted(guesses, key=lambda guess: guess.order):
        best.setdefault((guess.cause, guess.corrections, guess.terms), guess)
    return tuple(best.values())
