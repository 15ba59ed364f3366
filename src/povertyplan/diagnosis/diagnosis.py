"""What a diagnosis says: data, and the sentences for people."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, overload

from attrs import frozen

from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import place_of, reported, reported_rows
from povertyplan.arithmetic.intervals import allowed
from povertyplan.arithmetic.plausibility import COMPARISONS
from povertyplan.diagnosis.guesses import Figure, Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.search import Explained
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
from povertyplan.model.places import TEXT, Edit, Figures, Place
from povertyplan.model.relations import Ratio
from povertyplan.model.tabular import edited

#: So many changes are named, and the rest are counted.
_NAMED = 8
#: So many explanations of one contradiction are worth giving; the rest are counted.
_MOST = 10


@frozen
class Cited:
    """A figure of the plan that an explanation uses."""

    place: Place
    value: Value
    unit: str = ""
    year: int | None = None


Proof: TypeAlias = tuple[tuple[str, Said | Cited], ...]


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

    Nothing is applied: `repaired` does that when it is told to.
    """

    cause: Cause
    changes: tuple[Change, ...]  #: the slip's own cells first, then those derived from them
    clears: tuple[tuple[str, Place], ...]  #: the findings that the repair clears
    brings: tuple[tuple[str, Place], ...] = ()  #: the warnings that it brings
    unique: bool = False  #: whether every cause found for these findings asks for this repair
    rivals: int = 0  #: how many other explanations of these findings there are
    rank: int = 1  #: among the explanations of these findings; ties share a rank
    proves: bool = True  #: False where the plan agrees with itself and is merely odd
    complete: bool = True  #: whether the search for rivals came to its end
    terms: Proof = ()  #: the figures that prove it, by name

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure to change, the slip's own first."""
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
        """Return what should change, and why it is wrong."""
        own = [change for change in self.changes if not change.derived]
        why = WHY[self.cause].text(self._values(lang), lang)
        return SUMMARY.text({"changes": _listed(own, lang), "why": why}, lang)

    def evidence(self, lang: str) -> Iterator[str]:
        """Yield what speaks for it, what was computed from it, and how sure it is."""
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
    named = [change.text(lang) for change in changes[:_NAMED]]
    if len(changes) > _NAMED:
        named.append(MORE.text({"number": len(changes) - _NAMED}, lang))
    return ", ".join(named)


@frozen
class Diagnoses(Sequence[Diagnosis]):
    """
    The diagnoses of one plan, the best of every contradiction first.

    *complete* is False where the bound of work cut the search short.
    """

    found: tuple[Diagnosis, ...] = ()
    complete: bool = True

    @overload
    def __getitem__(self, at: int) -> Diagnosis: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Diagnosis, ...]: ...
    def __getitem__(self, at: int | slice) -> Diagnosis | tuple[Diagnosis, ...]:
        """Return one diagnosis, or some of them."""
        return self.found[at]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.found)

    def of(self, finding: Finding) -> tuple[Diagnosis, ...]:
        """Return what explains one finding, the likeliest first."""
        return tuple(one for one in self.found if one.explains(finding))


def diagnoses(
    index: CaseIndex, report: Report, explained: Iterable[Explained], *, complete: bool
) -> Diagnoses:
    """Make what a search found into what it says."""
    found: list[Diagnosis] = []
    for each in explained:
        # What is odd is so no more once the contradiction that made it so is cleared.
        about = each.about
        if about is None or not any(one.rank == 1 and one.explains(about) for one in found):
            found.extend(_diagnoses(index, report, each, complete))
    return Diagnoses(tuple(sorted(found, key=lambda one: one.rank)), complete)


def _diagnoses(
    index: CaseIndex,
    report: Report,
    explained: Explained,
    complete: bool,  # noqa: FBT001  # as above
) -> Iterator[Diagnosis]:
    guesses, about = explained.guesses, explained.about
    repairs = {_repair(guess) for guess in guesses}
    proved = explained.proves and all(guess.forced for guess in guesses)
    for guess in guesses[:_MOST]:
        clears, brings = _effects(index, report, guess)
        if about is not None:
            clears = tuple(one for one in clears if one == (about.code, about.place))
        yield Diagnosis(
            guess.cause,
            tuple(_changes(index, guess)),
            clears,
            brings,
            unique=complete and proved and len(repairs) == 1,
            rivals=len(guesses) - 1,
            rank=1 + sum(other.cost < guess.cost for other in guesses),
            proves=explained.proves,
            complete=complete,
            terms=tuple(_terms(index, guess)),
        )


def _repair(guess: Guess) -> frozenset[tuple[Place, Value]]:
    return frozenset((edit.place, edit.proposed) for edit in guess.own)


def _changes(index: CaseIndex, guess: Guess) -> Iterator[Change]:
    for edit in guess.edits:
        year = index.plan.year_of(edit.place.field)
        yield Change(edit, edit not in guess.own, index.plan.name_of(edit.place.row), year)


def _terms(index: CaseIndex, guess: Guess) -> Iterator[tuple[str, Said | Cited]]:
    for name, term in guess.terms:
        if isinstance(term, Figure):
            place = term.place
            unit, year = index.plan.name_of(place.row), index.plan.year_of(place.field)
            yield name, Cited(place, term.value, unit, year)
        else:
            yield name, term
    yield from _proof(index, guess)


def _proof(index: CaseIndex, guess: Guess) -> Iterator[tuple[str, Said]]:
    """Yield what shows that no count beside a wrong rate explains it."""
    for case in guess.clears:
        ratio = case.relation
        if case.row in TEXT:
            return
        if isinstance(ratio, Ratio) and [edit.place for edit in guess.own] == [case.subject]:
            names = (ratio.counts[0], ratio.whole)
            count, whole = (Place(case.rows(name)[0], name) for name in names)
            if allowed(case, index.figures, count, index.rounding).empty:
                yield "no_count", index.count(whole)
            span = allowed(case, index.figures, whole, index.rounding)
            if span.lo == span.hi:
                yield "only_whole", span.lo
            elif not span.empty and span.hi is not None:
                yield "least_whole", span.lo
                yield "most_whole", span.hi


def _effects(
    index: CaseIndex, report: Report, guess: Guess
) -> tuple[tuple[tuple[str, Place], ...], tuple[tuple[str, Place], ...]]:
    """Return the findings that a repair clears, and the warnings that it brings."""
    cases = {
        (case.row, case.relation): case
        for edit in guess.edits
        for case in index.affected(edit.place)
    }
    figures, after = index.figures, edited(index.figures, guess.edits)

    def told(figures: Figures) -> set[tuple[str, Place]]:
        codes = ((reported(case, figures, index.rounding), case) for case in cases.values())
        return {(code, place_of(case)) for code, case in codes if code is not None}

    odd, still = _odd_rows(index, guess, after)
    before, then = odd | told(figures), still | told(after)
    known = dict.fromkeys((finding.code, finding.place) for finding in report.findings)
    clears = tuple(one for one in known if one in before - then)
    return clears, tuple(sorted(then - before, key=lambda one: (one[1].rank, one[0])))


def _odd_rows(
    index: CaseIndex, guess: Guess, after: Figures
) -> tuple[set[tuple[str, Place]], set[tuple[str, Place]]]:
    """Return the rows that stand out before a repair and after it, where it can matter."""
    moved = {(edit.place.row, edit.place.field) for edit in guess.edits}
    before, then = set[tuple[str, Place]](), set[tuple[str, Place]]()
    for comparison in COMPARISONS:
        rows = {
            row
            for row, name in moved
            if isinstance(row, int) and name in (comparison.count, comparison.per)
        }
        if rows:
            ranking = index.ranking(comparison)
            before.update(reported_rows(ranking))
            for row in rows:
                ranking = ranking.edited(row, index.figures[row], after[row])
            then.update(reported_rows(ranking))
    return before, then
