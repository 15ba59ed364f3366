"""The search for the slips that explain a report: one each, several where one is not enough."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import GOAL_ABOVE_BASE, OF_FORMULAS, OUTLYING
from povertyplan.diagnosis.above_base import AboveBase
from povertyplan.diagnosis.broken import CaseGroups, broken_cases, groups
from povertyplan.diagnosis.budget import made_within_budget
from povertyplan.diagnosis.by_formula import FormulaProofs
from povertyplan.diagnosis.copied import copied
from povertyplan.diagnosis.copied_columns import copied_columns
from povertyplan.diagnosis.covers import IndependentSlips
from povertyplan.diagnosis.doubts import Doubts
from povertyplan.diagnosis.exchanged import exchanged
from povertyplan.diagnosis.guesses import Guess, Rivals, ordered
from povertyplan.diagnosis.implausible import Implausible
from povertyplan.diagnosis.index import CaseIndex, speaks_of
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.open_flows import OpenFlows
from povertyplan.diagnosis.rounded import rounded_drops
from povertyplan.diagnosis.single import OneSlip
from povertyplan.diagnosis.structure import Structure, miscounted
from povertyplan.diagnosis.text_before import TextBefore
from povertyplan.diagnosis.whole_rows import WholeRows, may_be_refuted
from povertyplan.findings import Report
from povertyplan.messages import Said
from povertyplan.model.places import Edit, Part, Place, in_annex

#: The causes in which the formula of a rate takes other cells than it should.
_OTHER_CELLS = {
    Cause.STALE_DENOMINATOR,
    Cause.OTHER_YEAR,
    Cause.PERSONS_FOR_HOUSEHOLDS,
    Cause.OTHER_CATEGORY,
    Cause.NEIGHBOUR_ROW,
}


@frozen
class Search:
    """A search of one table."""

    index: CaseIndex
    likelihood: Likelihood
    proofs: FormulaProofs | None = None  #: the formulas of a workbook

    def explain(self, report: Report) -> Iterator[Rivals]:
        """Yield the explanations of the findings of a report, contradiction by contradiction."""
        explained = list(self._contradictions_of(report))
        yield from explained
        yield from rounded_drops(self.index, report, explained)
        yield from self._odd(report)

    def _contradictions_of(self, report: Report) -> Iterator[Rivals]:
        """Yield the explanations of the figures that contradict each other."""
        broken = broken_cases(self.index, report)
        proved = self._proved(broken, report)
        if not proved:
            yield from self.contradicted(broken, report)
        else:
            yield from self._beside_formulas(proved, broken)
            yield from self._without(proved, broken, report)

    def _beside_formulas(self, proved: Sequence[Guess], broken: Sequence[Case]) -> Iterator[Rivals]:
        """Yield the formulas that are wrong, each with the rows that may be wrong instead."""
        whole_rows = [guess for guess in self._structural(broken) if guess.row is not None]
        for guess in proved:
            rivals = [row for row in whole_rows if not guess.mended.isdisjoint(row.mended)]
            yield Rivals((guess, *ordered(rivals)))

    def _without(
        self, proved: Sequence[Guess], broken: Sequence[Case], report: Report
    ) -> Iterator[Rivals]:
        """Yield what explains the cases that wrong formulas leave, as if those were right."""
        mended = set(chain.from_iterable(guess.mended for guess in proved))
        index = self.index.edited(_undoubted(proved))
        rest = evolve(self, index=index, likelihood=Likelihood.of(index))
        left = [case for case in broken if case.subject not in mended and index.fails(case)]
        for rivals in rest.contradicted(left, report):
            yield evolve(rivals, guesses=tuple(map(self._as_printed, rivals.guesses)))

    def _as_printed(self, guess: Guess) -> Guess:
        """Return a guess with edits of printed figures, in place of the expected ones."""
        # Of three slips at once none is proved.
        forced = guess.forced and guess.cause is not Cause.TWO_SLIPS
        return evolve(
            guess,
            corrections=self._of_printed(guess.corrections),
            derived=self._of_printed(guess.derived),
            forced=forced,
        )

    def _of_printed(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        return tuple(evolve(edit, printed=self.index.value(edit.place)) for edit in edits)

    def contradicted(self, broken: Sequence[Case], report: Report) -> Iterator[Rivals]:
        """Yield the explanations of some broken cases, contradiction by contradiction."""
        structural = self._structural(broken)
        structural_by_mended: defaultdict[frozenset[Place], list[Guess]] = defaultdict(list)
        for guess in structural:
            structural_by_mended[guess.mended].append(guess)
        shown = _shown_formulas(report)
        contradictions = _contradictions(broken, structural)
        in_doubt = _in_doubt(contradictions, structural)
        is_text_in_doubt = self._is_text_in_doubt(broken)
        doubts, flows = Doubts.of(self.index, broken), OpenFlows(self.index)
        for cases in contradictions:
            for rivals in self._explained(cases, structural_by_mended[_subjects(cases)]):
                guesses = [flows.weighed(doubts.weighed(guess)) for guess in rivals.guesses]
                guesses = _borne_out(guesses, shown) or guesses
                if self.proofs is not None:
                    guesses = [self.proofs.judged(guess) for guess in guesses]
                weighed = partial(
                    self._weighed, in_doubt=in_doubt, is_text_in_doubt=is_text_in_doubt
                )
                yield evolve(rivals, guesses=ordered(map(weighed, guesses)))

    def _proved(self, broken: Sequence[Case], report: Report) -> list[Guess]:
        """Return the wrong formulas that explain what they print."""
        if self.proofs is None:
            return []
        structure = Structure(self.index, self.likelihood, broken)
        return self._readable(self.proofs.guesses(structure, report))

    def _is_text_in_doubt(self, broken: Sequence[Case]) -> bool:
        """Whether a whole row that went wrong may explain what is broken in the text."""
        text = TextBefore.of(self.index, broken)
        is_shown = bool(self.index.repeated_rows or self.index.numbering.gaps)
        return bool(text.broken) and (is_shown or text.may_be_a_row())

    def _structural(self, broken: Sequence[Case]) -> list[Guess]:
        """Return the slips that touch several figures at once, found in half of the steps left."""
        failing = [case for case in broken if self.index.fails(case)]
        index = self.index.within(self.index.budget.left // 2)
        structure = Structure(index, self.likelihood, failing)
        guesses = self._readable(
            chain(
                exchanged(structure),
                miscounted(structure),
                copied(structure),
                WholeRows.of(structure).guesses(),
                TextBefore.of(index, failing).guesses(failing),
                copied_columns(structure),
                () if self.proofs is None else self.proofs.text(structure),
            )
        )
        if index.budget.was_exceeded:
            # One that was not found may explain what others explain, too.
            self.index.budget.was_exceeded = True
        return guesses

    def _explained(self, cases: Sequence[Case], structural: Sequence[Guess]) -> list[Rivals]:
        """
        Return the explanations of a contradiction by one slip, or else by several.

        *structural* are the slips of several figures that explain it.
        """
        guesses = [*structural]
        # Groups that only a structural slip joins are beyond the reach of a single one.
        if len(groups(cases)) == 1:
            one_slip = OneSlip(self.index, self.likelihood, cases)
            guesses += self._readable(one_slip.guesses())
        if guesses:
            return [Rivals(tuple(guesses))]
        return IndependentSlips(self.index, self.likelihood).explain(cases)

    def _weighed(
        self, guess: Guess, in_doubt: AbstractSet[Place], *, is_text_in_doubt: bool
    ) -> Guess:
        """Return a guess, not certain if a whole row that is wrong may explain the same."""
        uses_doubted = any(speaks_of(case, total) for case in guess.clears for total in in_doubt)
        is_of_text = all(case.row is Part.HEADLINE for case in guess.clears)
        # Figures of the text that are wrong together were rather computed from other rows.
        is_text_in_doubt = is_text_in_doubt or len(guess.corrections) > 1
        is_in_doubt = uses_doubted or (is_of_text and is_text_in_doubt)
        if is_in_doubt or may_be_refuted(self.index, guess):
            return evolve(guess, forced=False)
        return guess

    def _odd(self, report: Report) -> Iterator[Rivals]:
        """Yield the candidates for the rows that stand out, and for goals above their base."""
        implausible = Implausible(self.index, self.likelihood)
        above_base = AboveBase(self.index, self.likelihood)
        for finding in report.findings:
            if finding.code in OUTLYING.values():
                guesses = self._readable(implausible.guesses(finding.place))
                yield Rivals(tuple(guesses), finding, proves=False)
            elif finding.code == GOAL_ABOVE_BASE:
                meant = self._readable(above_base.guesses(finding.place))
                yield Rivals(ordered(meant), finding, proves=False)

    def _readable(self, guesses: Iterator[Guess]) -> list[Guess]:
        """Return the guesses about cells that were read, made until the budget was spent."""
        return made_within_budget(filter(self._is_readable, guesses))

    def _is_readable(self, guess: Guess) -> bool:
        """Whether every cell that a guess changes could be read: what cannot be, is not blank."""
        return not any(self.index.unread.has(edit.place) for edit in guess.edits)


def _undoubted(proved: Sequence[Guess]) -> Iterable[Edit]:
    """Return the edits of wrong formulas; where one is uncertain, the text stays as evidence."""
    edits: dict[Place, Edit] = {}
    for guess in proved:
        certain = [edit for edit in guess.edits if guess.forced or in_annex(edit.place.row)]
        edits.update((edit.place, edit) for edit in certain)
    return edits.values()


def _contradictions(broken: Sequence[Case], structural: Sequence[Guess]) -> list[list[Case]]:
    """Group the broken cases so that those which one slip explains stay together."""
    found = CaseGroups.of(groups(broken))
    for guess in structural:
        touched = found.touched(guess.mended)
        joined = chain.from_iterable(found.parts[number] for number in touched)
        if len(touched) > 1 and all(case.subject in guess.mended for case in joined):
            found.replace(touched, [_joined(found, touched)])
    explained = {guess.mended for guess in structural if guess.row is None}
    for guess in structural:
        if guess.row is not None and len(guess.mended) > 1:
            _put_row_apart(found, guess.mended, explained)
    return list(found.parts.values())


def _put_row_apart(
    found: CaseGroups, mended: AbstractSet[Place], explained: AbstractSet[AbstractSet[Place]]
) -> None:
    """Put the cases that a whole row explains apart from others, unless a slip explains both."""
    touched = found.touched(mended)
    if any(_subjects(found.parts[number]) in explained for number in touched):
        return
    joined = _joined(found, touched)
    of_row = [case for case in joined if case.subject in mended]
    others = [case for case in joined if case.subject not in mended]
    found.replace(touched, [of_row, *groups(others)])


def _joined(found: CaseGroups, numbers: Iterable[int]) -> list[Case]:
    return list(chain.from_iterable(found.parts[number] for number in numbers))


def _subjects(cases: Iterable[Case]) -> frozenset[Place]:
    return frozenset(case.subject for case in cases)


def _in_doubt(parts: Iterable[Sequence[Case]], structural: Sequence[Guess]) -> set[Place]:
    """Return the totals that a whole row explains: they may be right as they are printed."""
    by_rows = {guess.mended for guess in structural if guess.row is not None}
    return set(chain.from_iterable(by_rows.intersection(map(_subjects, parts))))


def _shown_formulas(report: Report) -> dict[Place, Said]:
    """Return the formulas of a workbook that are told to be wrong, by their cells."""
    shown: dict[Place, Said] = {}
    for finding in report.findings:
        if finding.code in OF_FORMULAS:
            shown[finding.place] = dict(finding.terms)["formula"]
    return shown


def _borne_out(guesses: Iterable[Guess], shown: Mapping[Place, Said]) -> list[Guess]:
    """Return the guesses that the formula in their cell bears out, with that formula."""
    borne_out: list[Guess] = []
    for guess in guesses:
        if guess.cause not in _OTHER_CELLS:
            continue
        cell = guess.corrections[0].place
        if cell in shown:
            borne_out.append(evolve(guess, terms=(*guess.terms, ("formula", shown[cell]))))
    return borne_out
