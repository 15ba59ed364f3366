"""Two figures typed wrong that only together explain what is broken."""

from collections.abc import Iterator, Sequence
from itertools import product

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.intervals import ANYTHING, Interval, allowed
from povertyplan.arithmetic.verdicts import Verdict, expected
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex, is_hard, speaks_of
from povertyplan.diagnosis.keystrokes import BIT, keystroke
from povertyplan.diagnosis.likelihood import Likelihood, likely_counts
from povertyplan.model.fields import Count, Value, field_named
from povertyplan.model.places import TEXT, Edit, Place
from povertyplan.model.relations import Drop, Sum
from povertyplan.model.tabular import edited

#: Two slips are less likely than one.
_COST = 6 * BIT


@frozen
class _Link:
    """Two counts that one sum ties together: ``second = offset + sign * first``."""

    offset: int
    sign: int

    def of(self, first: int) -> int:
        """Return the second count of a first one."""
        return self.offset + self.sign * first

    def second(self, first: Interval) -> Interval:
        """Return the second counts of some first ones."""
        low = self.of(first.lo)
        high = None if first.hi is None else self.of(first.hi)
        if self.sign > 0:
            return Interval(max(0, low), high)
        return Interval(max(0, high or 0), low)

    def first(self, second: Interval) -> Interval:
        """Return the first counts of some second ones."""
        return _Link(-self.sign * self.offset, self.sign).second(second)


@frozen
class Pairs:
    """What is searched for two slips: the cases that they must explain together."""

    index: CaseIndex
    likely: Likelihood
    cases: Sequence[Case]

    def guesses(self) -> Iterator[Guess]:
        """Yield every pair of cells that, typed right, would leave no case broken."""
        tried: set[frozenset[Place]] = set()
        for first in _smallest(self.cases):
            left = [case for case in self.cases if not speaks_of(case, first)]
            for second in self._seconds(first, left):
                pair = frozenset((first, second))
                stated = None not in {self.index.value(place) for place in pair}
                if first != second and stated and pair not in tried:
                    tried.add(pair)
                    yield from self._solved(first, second)

    def _seconds(self, first: Place, left: Sequence[Case]) -> Iterator[Place]:
        if left:
            for place in _smallest(left):
                if all(speaks_of(case, place) for case in left):
                    yield place
        else:
            for case in filter(is_hard, self.index.about(first)):
                yield from case.places

    def _solved(self, first: Place, second: Place) -> Iterator[Guess]:
        """Yield the likeliest right figures of two cells, if there are any."""
        # Sums point from the rows to the totals, and from those to the text.
        first, second = sorted((first, second), key=_outward)
        values = self._values(first, second)
        guesses = [guess for pair in values for guess in self._guess((first, second), pair)]
        if guesses:
            yield min(guesses, key=lambda guess: guess.cost)

    def _values(self, first: Place, second: Place) -> Iterator[tuple[Value, Value, bool]]:
        """Yield what two cells may have stated, and whether nothing else is possible."""
        spans = [self._span(first, second), self._span(second, first)]
        if any(span is not None and span.empty for span in spans):
            return
        one, other = spans
        if one is None or other is None:
            forced = all(span is None or span.lo == span.hi for span in spans)
            for count, more in product(self._options(first, one), self._options(second, other)):
                yield count, more, forced
            return
        link = self._link(first, second)
        if link is None:
            yield from self._apart(first, one, second, other)
            return
        one = one & link.first(other)
        for count in self._likely(first, one):
            yield count, link.of(count), one.lo == one.hi

    def _apart(
        self, first: Place, one: Interval, second: Place, other: Interval
    ) -> Iterator[tuple[Value, Value, bool]]:
        """Yield the values of two counts that no sum ties, one of which may decide the other."""
        other &= self._given(second, first, one.lo) if one.lo == one.hi else ANYTHING
        one &= self._given(first, second, other.lo) if other.lo == other.hi else ANYTHING
        forced = one.lo == one.hi and other.lo == other.hi
        for count, more in product(self._likely(first, one), self._likely(second, other)):
            yield count, more, forced

    def _given(self, place: Place, known: Place, value: int) -> Interval:
        """Return what the cases about two cells allow one to be when the other is known."""
        edit = Edit(known, self.index.value(known), value)
        after = edited(self.index.figures, (edit,))
        found = ANYTHING
        for case in self.index.about(place):
            if speaks_of(case, known) and self._binds(case):
                self.index.budget.spend()
                found &= allowed(case, after, place, self.index.rounding)
        return found

    def _span(self, place: Place, other: Place) -> Interval | None:
        """Return what the cases about one cell alone allow it to be; None for a rate."""
        if not isinstance(field_named(place.field), Count):
            return None
        found = ANYTHING
        for case in self.index.about(place):
            if not speaks_of(case, other) and self._binds(case):
                found &= self.index.allowed(case, place)
        return found

    def _binds(self, case: Case) -> bool:
        rounded = isinstance(case.relation, Drop) and not isinstance(case.relation.printed, Count)
        return is_hard(case) and not rounded and self.index.verdict(case) is not Verdict.ROUNDED

    def _link(self, first: Place, second: Place) -> _Link | None:
        """Return the sum that ties two counts together, if there is one."""
        for case in self.index.about(first):
            whole = self.index.sum_of(case) if isinstance(case.relation, Sum) else None
            if whole is not None and speaks_of(case, second):
                return self._tied(case, whole, first, second)
        return None

    def _tied(self, case: Case, whole: int, first: Place, second: Place) -> _Link:
        one, other, printed = (
            self.index.count(place) or 0 for place in (first, second, case.subject)
        )
        if second == case.subject:
            return _Link(whole - one, 1)
        return _Link(printed - whole + one + other, -1)

    def _options(self, place: Place, span: Interval | None) -> Sequence[int | None]:
        """Return what a figure may have been; None for a rate, which follows from the counts."""
        return [None] if span is None else self._likely(place, span)

    def _likely(self, place: Place, span: Interval) -> list[int]:
        return [] if span.empty else likely_counts(self.index.count(place) or 0, span)

    def _guess(
        self, places: tuple[Place, Place], found: tuple[Value, Value, bool]
    ) -> Iterator[Guess]:
        *values, forced = found
        counts = [
            Edit(place, self.index.value(place), value)
            for place, value in zip(places, values, strict=True)
            if value is not None
        ]
        after = edited(self.index.figures, counts)
        edits = list(counts)
        for place in places:
            if not isinstance(field_named(place.field), Count):
                case = next(case for case in self.index.about(place) if case.subject == place)
                right = expected(case, after, self.index.rounding)
                edits.append(Edit(place, self.index.value(place), right))
        if any(edit.printed == edit.proposed or edit.proposed is None for edit in edits):
            return
        if self.index.is_broken_by(edits):
            return
        own = tuple(sorted(edits, key=lambda edit: edit.place.rank))
        cost = _COST + sum(keystroke(edit.printed, edit.proposed)[1] for edit in own)
        rows = {edit.place.row for edit in own}
        final = edited(self.index.figures, own)
        cost += sum(self.likely.gain(row, self.index.figures[row], final[row]) for row in rows)
        yield Guess(Cause.TWO_SLIPS, own, (), tuple(self.cases), cost, forced=bool(forced))


def _smallest(cases: Sequence[Case]) -> list[Place]:
    return min((list(case.places) for case in cases), key=len)


def _outward(place: Place) -> tuple[bool, bool]:
    return (place.row in TEXT, not isinstance(place.row, int))
