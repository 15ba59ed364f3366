"""Figures that are themselves in doubt, so that no certain repair may rest on them."""

from collections.abc import Iterable, Iterator
from typing import Self

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.plausibility import COMPARISONS
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.model.places import Edit, Part, Place, Row, in_annex, is_total

#: So many wrong sums in one total row are no slips of their own: the row may be another one.
_MANY_SUMS = 4
#: A row that is this many times above or below the middle one was not read or typed right.
_FAR = 5


@frozen
class Doubts:
    """The figures of a table that a certain repair may not rest on."""

    index: CaseIndex
    wrong_rows: tuple[frozenset[Place], ...]  #: the wrong sums of each total row that has many

    @classmethod
    def of(cls, index: CaseIndex, broken: Iterable[Case]) -> Self:
        """Find the total rows whose figures are mostly wrong."""
        sums: dict[Row, set[Place]] = {}
        for case in broken:
            if case.relation.adds_rows and in_annex(case.row):
                sums.setdefault(case.row, set()).add(case.subject)
        many = (frozenset(places) for places in sums.values() if len(places) >= _MANY_SUMS)
        return cls(index, tuple(many))

    def weighed(self, guess: Guess) -> Guess:
        """Return a guess, not certain if it explains part of a row or rests on odd figures."""
        mended = guess.mended
        is_partial = any(mended & sums and not sums <= mended for sums in self.wrong_rows)
        if is_partial or any(self._rests_on_odd(edit) for edit in guess.edits):
            return evolve(guess, forced=False)
        return guess

    def _rests_on_odd(self, edit: Edit) -> bool:
        """Whether a figure was computed from one that a check warns of."""
        if edit.place.row is Part.HEADLINE:
            return any(self._exceeds_base(case) for case in self._of_subject(edit.place))
        if not is_total(edit.place.row):
            return False
        odd = set(self._odd_cells(edit))
        added = (case for case in self._of_subject(edit.place) if case.relation.adds_rows)
        return any(not odd.isdisjoint(case.places) for case in added)

    def _of_subject(self, place: Place) -> Iterator[Case]:
        """Yield the cases whose subject stands at a place."""
        return (case for case in self.index.about(place) if case.subject == place)

    def _exceeds_base(self, case: Case) -> bool:
        """Whether a goal that a figure of the text is computed from is above its base."""
        for place in case.places:
            for other in self.index.about(place):
                is_goal = not other.relation.is_hard and other.row is Part.TOTAL
                if is_goal and other.subject == place and self.index.fails(other):
                    return True
        return False

    def _odd_cells(self, edit: Edit) -> Iterator[Place]:
        """Yield the cells of a column that are out of all proportion to the other rows."""
        for comparison in COMPARISONS:
            if comparison.count != edit.place.field:
                continue
            middle = self.index.ranking(comparison).middle
            for row in self.index.table.rows:
                share = comparison.share(self.index.figures[row])
                if share is not None and not middle < _FAR * share < _FAR * _FAR * middle:
                    yield Place(row, comparison.count)
