"""A diagnosis: data, and the sentences for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, overload

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import place_of, reported, reported_rows
from povertyplan.arithmetic.intervals import allowed
from povertyplan.arithmetic.plausibility import COMPARISONS
from povertyplan.diagnosis.guesses import Cited, Guess, Rivals, Terms
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.sentences import (
    CHANGE,
    CUT_SHORT,
    EVIDENCE,
    FOLLOWS,
    MORE,
    NOTHING_ELSE,
    ONE_OTHER,
    OTHER_FIGURES,
    OTHERS,
    PERHAPS,
    SAME_FIGURE,
    SUMMARY,
    WHY,
)
from povertyplan.findings import Finding, Report
from povertyplan.messages import Said, Sentence, field_label, row_label
from povertyplan.model.fields import Value
from povertyplan.model.places import Edit, Figures, Place, in_annex
from povertyplan.model.relations import Ratio
from povertyplan.model.tabular import edited

#: A sentence names at most this many changes and counts the rest.
_MOST_NAMED = 8
#: A contradiction gets at most this many diagnoses; the others are counted.
_MOST_GIVEN = 10
#: A finding, by its code and place.
Reported: TypeAlias = tuple[str, Place]


@frozen
class Change:
    """One figure that a diagnosis proposes to change."""

    edit: Edit
    derived: bool  #: whether it only follows from the slip
    unit: str = ""  #: the name of the row's unit
    year: int | None = None  #: the year that the figure is of

    def text(self, lang: str) -> str:
        """Return the change in words."""
        place = self.edit.place
        values: dict[str, Said] = {
            "where": row_label(place.row, self.unit, lang),
            "field": field_label(place.field, self.year, lang),
            "printed": self.edit.printed,
            "proposed": self.edit.proposed,
        }
        return CHANGE.text(values, lang)


@frozen
class Diagnosis:
    """
    One cause that explains some findings, and the repair that it asks for.

    A diagnosis changes nothing: `repaired` applies it.
    """

    cause: Cause
    changes: tuple[Change, ...]  #: the cells of the slip first, then those derived from them
    clears: tuple[Reported, ...]  #: the findings that the repair clears
    brings: tuple[Reported, ...] = ()  #: the warnings that it brings
    unique: bool = False  #: whether every cause found for these findings asks for this repair
    rivals: int = 0  #: how many other explanations of these findings there are
    rank: int = 1  #: the position among these explanations; ties share a rank
    proves: bool = True  #: False if the plan agrees with itself and is merely odd
    complete: bool = True  #: whether the search for rivals ran to its end
    terms: Terms = ()  #: the figures that prove it, by name

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure to change, the cells of the slip first."""
        return tuple(change.edit for change in self.changes)

    def explains(self, finding: Finding) -> bool:
        """Whether the repair clears a finding."""
        return (finding.code, finding.place) in self.clears

    def text(self, lang: str) -> str:
        """Return the explanation as an officer would give it."""
        return "; ".join((self.summary(lang), *self.evidence(lang)))

    def __str__(self) -> str:
        """Return the explanation in English."""
        return self.text("en")

    def summary(self, lang: str) -> str:
        """Return the cells of the slip with what they should print, and why they are wrong."""
        slips = [change for change in self.changes if not change.derived]
        why = WHY[self.cause].text(self._values(lang), lang)
        return SUMMARY.text({"changes": _listed(slips, lang), "why": why}, lang)

    def evidence(self, lang: str) -> Iterator[str]:
        """Yield the proof, the figures that were computed from the slip, and how sure it is."""
        values = self._values(lang)
        for needs, sentence in EVIDENCE.items():
            if all(name in values for name in needs):
                yield sentence.text(values, lang)
        derived = [change for change in self.changes if change.derived]
        if derived:
            yield FOLLOWS.text({"changes": _listed(derived, lang)}, lang)
        yield self._standing().text({"number": self.rivals}, lang)

    def _values(self, lang: str) -> dict[str, Said]:
        edit = self.changes[0].edit
        values: dict[str, Said] = {"printed": edit.printed, "proposed": edit.proposed}
        for name, term in self.terms:
            values |= _spelled(name, term, lang)
        return values

    def _standing(self) -> Sentence:
        if not self.proves:
            return PERHAPS
        if not self.complete:
            return CUT_SHORT
        if self.unique:
            return SAME_FIGURE if self.rivals else NOTHING_ELSE
        if not self.rivals:
            return OTHER_FIGURES
        return ONE_OTHER if self.rivals == 1 else OTHERS


def _spelled(name: str, term: Said | Cited, lang: str) -> Mapping[str, Said]:
    if not isinstance(term, Cited):
        return {name: term}
    return {
        name: term.value,
        f"{name}_field": field_label(term.place.field, term.year, lang),
        f"{name}_where": row_label(term.place.row, term.unit, lang),
    }


def _listed(changes: Sequence[Change], lang: str) -> str:
    named = [change.text(lang) for change in changes[:_MOST_NAMED]]
    if len(changes) > _MOST_NAMED:
        named.append(MORE.text({"number": len(changes) - _MOST_NAMED}, lang))
    return ", ".join(named)


@frozen
class Diagnoses(Sequence[Diagnosis]):
    """
    The diagnoses of one plan, the best of every contradiction first.

    *complete* is False if the limit cut the search short.
    """

    found: tuple[Diagnosis, ...] = ()
    complete: bool = True

    @overload
    def __getitem__(self, index: int) -> Diagnosis: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Diagnosis, ...]: ...
    def __getitem__(self, index: int | slice) -> Diagnosis | tuple[Diagnosis, ...]:
        """Return one diagnosis, or some of them."""
        return self.found[index]

    def __len__(self) -> int:
        """Return the number of diagnoses."""
        return len(self.found)

    def of(self, finding: Finding) -> tuple[Diagnosis, ...]:
        """Return the diagnoses that explain a finding, the likeliest first."""
        return tuple(diagnosis for diagnosis in self.found if diagnosis.explains(finding))


def diagnoses(
    index: CaseIndex, report: Report, explained: Iterable[Rivals], *, complete: bool
) -> Diagnoses:
    """Return what a search found, compared and put in order."""
    given: list[Diagnosis] = []
    for rivals in explained:
        if not _is_cleared(rivals.about, given):
            given.extend(_compared(index, report, rivals, complete=complete))
    return Diagnoses(tuple(sorted(given, key=lambda diagnosis: diagnosis.rank)), complete)


def _is_cleared(finding: Finding | None, given: Iterable[Diagnosis]) -> bool:
    """Whether the best repair of a contradiction also clears a finding of what is merely odd."""
    if finding is None:
        return False
    return any(diagnosis.rank == 1 and diagnosis.explains(finding) for diagnosis in given)


def _compared(
    index: CaseIndex, report: Report, rivals: Rivals, *, complete: bool
) -> Iterator[Diagnosis]:
    """Yield the likeliest of some rivals, each with its standing among them."""
    guesses, about = rivals.guesses, rivals.about
    repairs = {_repair(guess) for guess in guesses}
    proved = rivals.proves and all(guess.forced for guess in guesses)
    for guess in guesses[:_MOST_GIVEN]:
        clears, brings = _effects(index, report, guess)
        if about is not None:
            clears = tuple(cleared for cleared in clears if cleared == (about.code, about.place))
        yield Diagnosis(
            guess.cause,
            tuple(_changes(index, guess)),
            clears,
            brings,
            unique=complete and proved and len(repairs) == 1,
            rivals=len(guesses) - 1,
            rank=1 + sum(other.cost < guess.cost for other in guesses),
            proves=rivals.proves,
            complete=complete,
            terms=(*guess.terms, *_proof(index, guess)),
        )


def _repair(guess: Guess) -> frozenset[tuple[Place, Value]]:
    return frozenset((edit.place, edit.proposed) for edit in guess.corrections)


def _changes(index: CaseIndex, guess: Guess) -> Iterator[Change]:
    for edit in guess.edits:
        unit, year = index.table.name_of(edit.place.row), index.table.year_of(edit.place.field)
        yield Change(edit, edit not in guess.corrections, unit, year)


def _proof(index: CaseIndex, guess: Guess) -> Iterator[tuple[str, Said]]:
    """Yield the terms that prove a rate of the annex wrong beside its counts."""
    corrected = [edit.place for edit in guess.corrections]
    for case in guess.clears:
        ratio = case.relation
        if not in_annex(case.row):
            return
        if isinstance(ratio, Ratio) and corrected == [case.subject]:
            yield from _limits(index, case, ratio)


def _limits(index: CaseIndex, case: Case, ratio: Ratio) -> Iterator[tuple[str, Said]]:
    """Yield the households over which a rate would be right, and whether no count makes it so."""
    first = ratio.counts[0]
    count = Place(case.rows(first)[0], first)
    whole = Place(case.rows(ratio.whole)[0], ratio.whole)
    if allowed(case, index.figures, count, index.rounding).empty:
        yield "no_count", index.count(whole)
    households = allowed(case, index.figures, whole, index.rounding)
    if households.lo == households.hi:
        yield "only_whole", households.lo
    elif not households.empty and households.hi is not None:
        yield "least_whole", households.lo
        yield "most_whole", households.hi


def _effects(
    index: CaseIndex, report: Report, guess: Guess
) -> tuple[tuple[Reported, ...], tuple[Reported, ...]]:
    """Return the findings that a repair clears, and the warnings that it brings."""
    after = edited(index.figures, guess.edits)
    cases = {
        (case.row, case.relation): case
        for edit in guess.edits
        for case in index.affected(edit.place)
    }
    odd_before, odd_after = _odd_rows(index, guess, after)
    reported_before = odd_before | _reported(index, cases.values(), index.figures)
    reported_after = odd_after | _reported(index, cases.values(), after)
    cleared, brought = reported_before - reported_after, reported_after - reported_before
    known = dict.fromkeys((finding.code, finding.place) for finding in report.findings)
    clears = tuple(finding for finding in known if finding in cleared)
    return clears, tuple(sorted(brought, key=lambda finding: (finding[1].rank, finding[0])))


def _reported(index: CaseIndex, cases: Iterable[Case], figures: Figures) -> set[Reported]:
    """Return what is reported of some cases."""
    findings: set[Reported] = set()
    for case in cases:
        code = reported(case, figures, index.rounding)
        if code is not None:
            findings.add((code, place_of(case)))
    return findings


def _odd_rows(
    index: CaseIndex, guess: Guess, after: Figures
) -> tuple[set[Reported], set[Reported]]:
    """Return the rows that stand out before a repair and after it, of what it touches."""
    odd_before, odd_after = set[Reported](), set[Reported]()
    for comparison in COMPARISONS:
        compared = (comparison.count, comparison.per)
        moved = {edit.place.row for edit in guess.edits if edit.place.field in compared}
        rows = [row for row in moved if isinstance(row, int)]
        if rows:
            ranking = index.ranking(comparison)
            odd_before.update(reported_rows(ranking))
            for row in rows:
                ranking = ranking.edited(row, index.figures[row], after[row])
            odd_after.update(reported_rows(ranking))
    return odd_before, odd_after
