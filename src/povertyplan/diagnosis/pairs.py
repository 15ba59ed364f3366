"""Two figures typed wrong that only together explain the broken cases."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.intervals import ANYTHING, Interval, allowed
from povertyplan.arithmetic.verdicts import expected
from povertyplan.diagnosis.budget import steps_of
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex, speaks_of
from povertyplan.diagnosis.keystrokes import BIT, keystroke
from povertyplan.diagnosis.likelihood import Likelihood, likely_counts
from povertyplan.model.fields import Count
from povertyplan.model.places import Edit, Place, in_annex
from povertyplan.model.tabular import edited

#: Two slips are less likely than one.
_COST = 6 * BIT


@frozen
class _Tie:
    """A sum that ties two counts together: ``second = offset + sign * first``."""

    offset: int
    sign: int

    def second(self, first: int) -> int:
        """Return the second count of a first one."""
        return self.offset + self.sign * first

    def firsts(self, seconds: Interval) -> Interval:
        """Return the first counts of some second ones."""
        inverse = _Tie(-self.sign * self.offset, self.sign)
        end = inverse.second(seconds.lo)
        if seconds.hi is None:
            return Interval(end) if self.sign > 0 else Interval(0, end)
        ends = end, inverse.second(seconds.hi)
        return Interval(min(ends), max(ends))


@frozen
class _Solution:
    """The counts that two cells may have stated; None is a rate, which follows from counts."""

    first: int | None
    second: int | None
    forced: bool  #: whether the figures allow no other values


@frozen
class TwoSlips:
    """A search for two slips that together explain some broken cases."""

    index: CaseIndex
    likelihood: Likelihood
    cases: Sequence[Case]

    def guesses(self) -> Iterator[Guess]:
        """Yield the likeliest correction of each pair of cells that leaves no case broken."""
        tried: set[frozenset[Place]] = set()
        for first in _smallest(self.cases):
            left = [case for case in self.cases if not speaks_of(case, first)]
            for second in self._seconds(first, left):
                pair = frozenset((first, second))
                are_stated = None not in {self.index.value(place) for place in pair}
                if first != second and are_stated and pair not in tried:
                    tried.add(pair)
                    yield from self._solved(first, second)

    def _seconds(self, first: Place, left: Sequence[Case]) -> Iterator[Place]:
        """Yield the cells to try beside a first one, which leaves some cases unexplained."""
        if left:
            for place in _smallest(left):
                if all(speaks_of(case, place) for case in left):
                    yield place
        else:
            for case in self.index.about(first):
                if case.relation.is_hard:
                    yield from case.places

    def _solved(self, first: Place, second: Place) -> Iterator[Guess]:
        """Yield the likeliest right figures of two cells, if there are any."""
        # Sums lead from the rows to the totals, and from those to the text.
        first, second = sorted((first, second), key=_outward)
        guesses: list[Guess] = []
        for solution in self._solutions(first, second):
            guesses.extend(self._guess(first, second, solution))
        if guesses:
            yield min(guesses, key=lambda guess: guess.cost)

    def _solutions(self, first: Place, second: Place) -> Iterator[_Solution]:
        """Yield the figures that two cells may have stated."""
        firsts = self._alone(first, second)
        seconds = self._alone(second, first)
        if firsts.empty or seconds.empty:
            return
        are_counts = _is_count(first) and _is_count(second)
        tie = self._tie(first, second) if are_counts else None
        if tie is not None:
            firsts &= tie.firsts(seconds)
            forced = firsts.lo == firsts.hi
            for count in self._likely(first, firsts):
                yield _Solution(count, tie.second(count), forced)
            return
        if are_counts:
            # A count that is certain may decide the other.
            if firsts.lo == firsts.hi:
                seconds &= self._given(second, first, firsts.lo)
            if seconds.lo == seconds.hi:
                firsts &= self._given(first, second, seconds.lo)
        forced = _is_forced(first, firsts) and _is_forced(second, seconds)
        for one, other in product(self._options(first, firsts), self._options(second, seconds)):
            yield _Solution(one, other, forced)

    def _alone(self, place: Place, other: Place) -> Interval:
        """Return the counts of one cell that the cases about it alone allow."""
        counts = ANYTHING
        if _is_count(place):
            for case in self.index.about(place):
                if not speaks_of(case, other) and self._binds(case):
                    counts &= self.index.allowed(case, place)
        return counts

    def _given(self, place: Place, known: Place, value: int) -> Interval:
        """Return the counts of one cell that the cases about both allow if the other is known."""
        edit = Edit(known, self.index.value(known), value)
        after = edited(self.index.figures, (edit,))
        counts = ANYTHING
        for case in self.index.about(place):
            if speaks_of(case, known) and self._binds(case):
                self.index.budget.spend(steps_of(case))
                counts &= allowed(case, after, place, self.index.rounding)
        return counts

    def _binds(self, case: Case) -> bool:
        """Whether a case can hold exactly only, so that its interval leaves nothing out."""
        return case.relation.is_hard and not case.relation.compared_rates

    def _tie(self, first: Place, second: Place) -> _Tie | None:
        """Return the sum that ties two counts together, if there is one."""
        for case in self.index.about(first):
            if case.relation.adds_rows and speaks_of(case, second):
                total, printed = self.index.sum_of(case), self.index.count(case.subject)
                if total is not None and printed is not None:
                    return self._tied_by(case, printed - total, first, second)
        return None

    def _tied_by(self, case: Case, missing: int, first: Place, second: Place) -> _Tie:
        """Return how two cells of a sum go together if the sum lacks *missing*."""
        one, other = self._stated(first), self._stated(second)
        if second == case.subject:
            return _Tie(other - missing - one, 1)
        return _Tie(one + other + missing, -1)

    def _options(self, place: Place, counts: Interval) -> Sequence[int | None]:
        """Return the counts that a cell may have stated, or None for a rate."""
        return self._likely(place, counts) if _is_count(place) else [None]

    def _likely(self, place: Place, counts: Interval) -> list[int]:
        return [] if counts.empty else likely_counts(self._stated(place), counts)

    def _stated(self, place: Place) -> int:
        """Return the count of a cell, which is not blank."""
        return self.index.count(place) or 0

    def _guess(self, first: Place, second: Place, solution: _Solution) -> Iterator[Guess]:
        """Yield the corrections by which two cells state a solution, if nothing is broken then."""
        edits = self._edits({first: solution.first, second: solution.second})
        if any(edit.proposed in {None, edit.printed} for edit in edits):
            return
        if self.index.is_broken_by(edits):
            return
        corrections = tuple(sorted(edits, key=lambda edit: edit.place.rank))
        cost = _COST
        for edit in corrections:
            _, typing = keystroke(edit.printed, edit.proposed)
            cost += typing
        before, after = self.index.figures, edited(self.index.figures, corrections)
        for row in {first.row, second.row}:
            cost += self.likelihood.gain(row, before[row], after[row])
        yield Guess(
            Cause.TWO_SLIPS, corrections, (), tuple(self.cases), cost, forced=solution.forced
        )

    def _edits(self, counts: Mapping[Place, int | None]) -> list[Edit]:
        """Return the edits of two cells, rates computed from the counts last."""
        edits = [
            Edit(place, self.index.value(place), count)
            for place, count in counts.items()
            if count is not None
        ]
        after = edited(self.index.figures, edits)
        for place in counts:
            if not _is_count(place):
                case = next(case for case in self.index.about(place) if case.subject == place)
                right = expected(case, after, self.index.rounding)
                edits.append(Edit(place, self.index.value(place), right))
        return edits


def _is_count(place: Place) -> bool:
    return isinstance(place.field, Count)


def _is_forced(place: Place, counts: Interval) -> bool:
    """Whether a cell can have stated one figure only; a rate follows from the counts."""
    return not _is_count(place) or counts.lo == counts.hi


def _smallest(cases: Sequence[Case]) -> list[Place]:
    """Return the cells of the case that speaks of the fewest."""
    return min((list(case.places) for case in cases), key=len)


def _outward(place: Place) -> tuple[bool, bool]:
    return (not in_annex(place.row), not isinstance(place.row, int))
