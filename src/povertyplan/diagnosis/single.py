"""One figure typed wrong, whatever was computed after it."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval
from povertyplan.arithmetic.verdicts import expected
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex, is_hard, speaks_of
from povertyplan.diagnosis.keystrokes import BIT, keystroke
from povertyplan.diagnosis.likelihood import Likelihood, likely_counts
from povertyplan.diagnosis.miscomputed import formulas
from povertyplan.diagnosis.recomputed import ALONE, Recomputed, consequences, recomputations, room
from povertyplan.model.fields import Count, field_named
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import TEXT, Edit, Place, Row
from povertyplan.model.relations import Drop, Ratio, Sum


@frozen
class OneSlip:
    """What is searched for one slip: the index of a plan, and the cases that it must explain."""

    index: CaseIndex
    likely: Likelihood
    cases: Sequence[Case]

    def guesses(self) -> Iterator[Guess]:
        """Yield everything that explains all cases by one cell, each with every cause."""
        blanks = list(self._left_blank())
        # What was left blank is wrong, whatever else may be.
        for search in () if blanks else (self._mistyped(), self._miscomputed()):
            for guess in search:
                yield guess
                yield from self._computed_otherwise(guess)
        yield from blanks

    def _mistyped(self) -> Iterator[Guess]:
        """Yield every count that, had it been typed right, would leave no case broken."""
        for place in self._suspects():
            spans = [
                (recomputed, span)
                for recomputed in recomputations(self.index, place)
                for span in [self._room(place, recomputed)]
                if not span.empty
            ]
            guesses = [
                guess
                for recomputed, span in spans
                for guess in self._guesses(place, recomputed, span)
            ]
            if guesses:
                best = min(guesses, key=lambda guess: guess.cost)
                values = {(span.lo, span.hi) for _, span in spans}
                yield evolve(best, forced=values == {(best.corrections[0].proposed,) * 2})

    def _miscomputed(self) -> Iterator[Guess]:
        """Yield the rates and drops that, had they been computed right, would leave none broken."""
        for case in self.cases:
            printed = self.index.value(case.subject)
            if not isinstance(printed, Percent | Points):
                continue
            quoted = tuple(self._quotes(case, printed))
            reached = [case, *self.index.affected(case.subject)]
            reached += [other for edit in quoted for other in self.index.about(edit.place)]
            if all(other in reached for other in self.cases):
                yield from self._recomputed(case, printed, quoted)

    def _recomputed(
        self, case: Case, printed: Percent | Points, quoted: tuple[Edit, ...]
    ) -> Iterator[Guess]:
        places, usual = self.index.decimals(case)
        right = expected(case, self.index.figures, self.index.rounding, places)
        own = (Edit(case.subject, printed, right),)
        if right is not None and not self.index.is_broken_by((*own, *quoted)):
            cause, cost = keystroke(printed, right)
            cost += BIT * len(quoted)
            yield Guess(cause, own, quoted, tuple(self.cases), cost, forced=usual)

    def _quotes(self, case: Case, printed: Percent | Points) -> Iterator[Edit]:
        """Yield the rates of the text that repeat a wrong rate of the annex."""
        for other in self.cases if case.row not in TEXT else ():
            quote = self.index.value(other.subject)
            if not (isinstance(quote, Percent) and isinstance(printed, Percent)):
                continue
            repeats = other.row in TEXT and other.relation == case.relation
            if repeats and quote == Percent.of(printed.share, places=quote.places):
                yield Edit(other.subject, quote, expected(other, self.index.figures))

    def _computed_otherwise(self, guess: Guess) -> Iterator[Guess]:
        """Yield the formulas that explain why a derived figure is wrong."""
        for case in self.cases:
            if case.subject == guess.corrections[0].place:
                for formula in formulas(self.index, case):
                    yield evolve(
                        guess,
                        cause=formula.cause,
                        cost=formula.cost,
                        terms=formula.terms,
                    )

    def _suspects(self) -> Iterator[Place]:
        """Yield the counts that reach all cases, by themselves or through their totals."""
        nearest = min(self.cases, key=lambda case: sum(len(rows) for _, rows in _cells(case)))
        for place in dict.fromkeys(_reached(self.index, nearest)):
            if self.index.count(place) is not None:
                ways = [place, *(total.subject for total in self.index.totals(place))]
                if all(any(speaks_of(case, way) for way in ways) for case in self.cases):
                    yield place

    def _room(self, place: Place, recomputed: Recomputed) -> Interval:
        moved = recomputed.moved(self.index, place)
        for case in self.cases:
            spoken = any(speaks_of(case, cell) for cell in moved)
            if not spoken or recomputed.includes(case, place):
                return NOTHING
        return room(self.index, place, recomputed)

    def _guesses(self, place: Place, recomputed: Recomputed, span: Interval) -> Iterator[Guess]:
        """Yield what a cell may have stated: of many values the likely ones."""
        printed = self.index.count(place) or 0
        before = self.index.figures[place.row]
        for value in likely_counts(printed, span):
            own = (Edit(place, printed, value),)
            derived = consequences(self.index, own, recomputed)
            sure = recomputed == ALONE and not self._quoted(place)
            if not sure and self.index.is_broken_by(own, derived):
                continue
            cause, cost = keystroke(printed, value)
            if cause is Cause.MISTYPED and self._is_total(place):
                cause = Cause.STALE_TOTAL
            after = {**before, field_named(place.field): value}
            cost += recomputed.cost + self.likely.gain(place.row, before, after)
            yield Guess(cause, own, derived, tuple(self.cases), cost)

    def _is_total(self, place: Place) -> bool:
        """Whether a cell of the annex is added up from others."""
        return any(
            case.subject == place and isinstance(case.relation, Sum) and case.row not in TEXT
            for case in self.cases
        )

    def _left_blank(self) -> Iterator[Guess]:
        """Yield the households that were left blank below a rate."""
        for case in self.cases:
            ratio = case.relation
            if isinstance(ratio, Ratio) and case.row not in TEXT:
                place = Place(case.row, ratio.whole)
                if self.index.value(place) is None:
                    yield from self._filled(place)

    def _filled(self, place: Place) -> Iterator[Guess]:
        span = ANYTHING
        for case in filter(is_hard, self.index.about(place)):
            span &= self.index.allowed(case, place)
        if not span.empty and span.hi is not None:
            own = (Edit(place, None, span.lo),)
            yield Guess(
                Cause.LEFT_BLANK, own, (), tuple(self.cases), BIT, forced=span.lo == span.hi
            )

    def _quoted(self, place: Place) -> bool:
        """Whether a drop is computed from a cell, for which intervals are not exact."""
        return any(isinstance(case.relation, Drop) for case in self.index.about(place))


def _cells(case: Case) -> Iterator[tuple[Count, Sequence[Row]]]:
    if isinstance(case.relation.subject, Count):
        yield case.relation.subject, (case.row,)
    for name in case.relation.operands:
        yield name, case.rows(name)


def _reached(index: CaseIndex, case: Case) -> Iterator[Place]:
    for name, rows in _cells(case):
        for row in rows:
            yield Place(row, name)
            for total in index.by_row.get(row, {}).get(name, ()):
                if total is not case and total.relation == Sum(name):
                    yield from (Place(under, name) for under in total.over)
