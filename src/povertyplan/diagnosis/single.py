"""One figure typed wrong, whatever was computed after it."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval
from povertyplan.arithmetic.verdicts import expected
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import Claims, is_hard, speaks_of
from povertyplan.diagnosis.keystrokes import BIT, keystroke
from povertyplan.diagnosis.likelihood import Likelihood, likely_counts
from povertyplan.diagnosis.miscomputed import formulas
from povertyplan.diagnosis.recomputed import ALONE, Process, consequences, processes, room
from povertyplan.model.fields import Count, field_named
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import TEXT, Edit, Place, Row
from povertyplan.model.relations import Drop, Ratio, Sum


@frozen
class Cells:
    """What is searched for one slip: the claims of a plan, and the cases that it must explain."""

    claims: Claims
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
                (process, span)
                for process in processes(self.claims, place)
                for span in [self._room(place, process)]
                if not span.empty
            ]
            guesses = [
                guess for process, span in spans for guess in self._guesses(place, process, span)
            ]
            if guesses:
                best = min(guesses, key=lambda guess: guess.cost)
                values = {(span.lo, span.hi) for _, span in spans}
                yield evolve(best, forced=values == {(best.own[0].proposed,) * 2})

    def _miscomputed(self) -> Iterator[Guess]:
        """Yield the rates and drops that, had they been computed right, would leave none broken."""
        for case in self.cases:
            printed = self.claims.value(case.subject)
            if not isinstance(printed, Percent | Points):
                continue
            quoted = tuple(self._quotes(case, printed))
            reached = [case, *self.claims.touched(case.subject)]
            reached += [other for edit in quoted for other in self.claims.about(edit.place)]
            if all(other in reached for other in self.cases):
                yield from self._recomputed(case, printed, quoted)

    def _recomputed(
        self, case: Case, printed: Percent | Points, quoted: tuple[Edit, ...]
    ) -> Iterator[Guess]:
        places, usual = self.claims.places(case)
        right = expected(case, self.claims.figures, self.claims.rounding, places)
        own = (Edit(case.subject, printed, right),)
        if right is not None and not self.claims.broken_by((*own, *quoted)):
            cause, cost = keystroke(printed, right)
            cost += BIT * len(quoted)
            yield Guess(cause, own, quoted, tuple(self.cases), cost, forced=usual)

    def _quotes(self, case: Case, printed: Percent | Points) -> Iterator[Edit]:
        """Yield the rates of the text that repeat a wrong rate of the annex."""
        for other in self.cases if case.row not in TEXT else ():
            quote = self.claims.value(other.subject)
            if not (isinstance(quote, Percent) and isinstance(printed, Percent)):
                continue
            repeats = other.row in TEXT and other.relation == case.relation
            if repeats and quote == Percent.of(printed.share, places=quote.places):
                yield Edit(other.subject, quote, expected(other, self.claims.figures))

    def _computed_otherwise(self, guess: Guess) -> Iterator[Guess]:
        """Yield the formulas that explain why a derived figure is wrong."""
        for case in self.cases:
            if case.subject == guess.own[0].place:
                for formula in formulas(self.claims, case):
                    yield evolve(
                        guess,
                        cause=formula.cause,
                        cost=formula.cost,
                        terms=formula.terms,
                    )

    def _suspects(self) -> Iterator[Place]:
        """Yield the counts that reach all cases, by themselves or through their totals."""
        nearest = min(self.cases, key=lambda case: sum(len(rows) for _, rows in _cells(case)))
        for place in dict.fromkeys(_reached(self.claims, nearest)):
            if self.claims.count(place) is not None:
                ways = [place, *(total.subject for total in self.claims.totals(place))]
                if all(any(speaks_of(case, way) for way in ways) for case in self.cases):
                    yield place

    def _room(self, place: Place, process: Process) -> Interval:
        moved = process.moved(self.claims, place)
        for case in self.cases:
            spoken = any(speaks_of(case, cell) for cell in moved)
            if not spoken or process.recomputed(case, place):
                return NOTHING
        return room(self.claims, place, process)

    def _guesses(self, place: Place, process: Process, span: Interval) -> Iterator[Guess]:
        """Yield what a cell may have stated: of many values the likely ones."""
        printed = self.claims.count(place) or 0
        before = self.claims.figures[place.row]
        for value in likely_counts(printed, span):
            own = (Edit(place, printed, value),)
            derived = consequences(self.claims, own, process)
            sure = process == ALONE and not self._quoted(place)
            if not sure and self.claims.broken_by(own, derived):
                continue
            cause, cost = keystroke(printed, value)
            if cause is Cause.MISTYPED and self._is_total(place):
                cause = Cause.STALE_TOTAL
            after = {**before, field_named(place.field): value}
            cost += process.cost + self.likely.gain(place.row, before, after)
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
                if self.claims.value(place) is None:
                    yield from self._filled(place)

    def _filled(self, place: Place) -> Iterator[Guess]:
        span = ANYTHING
        for case in filter(is_hard, self.claims.about(place)):
            span &= self.claims.allowed(case, place)
        if not span.empty and span.hi is not None:
            own = (Edit(place, None, span.lo),)
            yield Guess(
                Cause.LEFT_BLANK, own, (), tuple(self.cases), BIT, forced=span.lo == span.hi
            )

    def _quoted(self, place: Place) -> bool:
        """Whether a drop is computed from a cell, for which intervals are not exact."""
        return any(isinstance(case.relation, Drop) for case in self.claims.about(place))


def _cells(case: Case) -> Iterator[tuple[Count, Sequence[Row]]]:
    if isinstance(case.relation.subject, Count):
        yield case.relation.subject, (case.row,)
    for name in case.relation.operands:
        yield name, case.rows(name)


def _reached(claims: Claims, case: Case) -> Iterator[Place]:
    for name, rows in _cells(case):
        for row in rows:
            yield Place(row, name)
            for total in claims.rows.get(row, {}).get(name, ()):
                if total is not case and total.relation == Sum(name):
                    yield from (Place(under, name) for under in total.over)
