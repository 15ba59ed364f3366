"""One figure typed wrong, whatever was computed after it."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case, operand_rows
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval
from povertyplan.arithmetic.plausibility import GROWTH
from povertyplan.arithmetic.verdicts import expected
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex, speaks_of_any
from povertyplan.diagnosis.keystrokes import BIT, keystroke, origins
from povertyplan.diagnosis.likelihood import Likelihood, likely_counts
from povertyplan.diagnosis.miscomputed import formulas
from povertyplan.diagnosis.recomputed import (
    ALONE,
    Recomputed,
    consequences,
    meant,
    recomputations,
)
from povertyplan.model.fields import Count, Value, other_year
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit, Place, Row, in_annex, place_of

#: A rate left out beside a count says that the count is 0; if it is not, the rate is a slip, too.
_RATE_LEFT_OUT = 6 * BIT


@frozen
class OneSlip:
    """A search for one slip that explains some broken cases together."""

    index: CaseIndex
    likelihood: Likelihood
    cases: Sequence[Case]

    def guesses(self) -> Iterator[Guess]:
        """Yield each correction of one cell that mends all cases, once for each cause."""
        blanks = list(self._left_blank())
        if blanks:
            # What was left blank is wrong, whatever else may be.
            yield from blanks
            return
        for guess in chain(self._mistyped(), self.miscomputed()):
            yield guess
            yield from self._by_formula(guess)

    def _left_blank(self) -> Iterator[Guess]:
        """Yield the households that were left blank below a rate."""
        for case in self.cases:
            ratio = case.relation.ratio
            if ratio is not None and in_annex(case.row):
                place = Place(case.row, ratio.whole)
                if self.index.value(place) is None:
                    yield from self._filled(place)

    def _filled(self, place: Place) -> Iterator[Guess]:
        """Yield the least count for a blank cell, if the cases about it leave an upper limit."""
        counts = ANYTHING
        for case in self.index.about(place):
            if case.relation.is_hard:
                counts &= self.index.allowed(case, place)
        if not counts.empty and counts.hi is not None:
            corrections = (Edit(place, None, counts.lo),)
            forced = counts.lo == counts.hi
            yield Guess(Cause.LEFT_BLANK, corrections, (), tuple(self.cases), BIT, forced=forced)

    def _mistyped(self) -> Iterator[Guess]:
        """Yield the counts which, typed right, would leave no case broken."""
        for place in self._suspects():
            spans: list[tuple[Recomputed, Interval]] = []
            for recomputed in recomputations(self.index, place):
                counts = self._meant(place, recomputed)
                if not counts.empty:
                    spans.append((recomputed, counts))
            guesses: list[Guess] = []
            for recomputed, counts in spans:
                guesses.extend(self._retyped(place, counts, recomputed))
            if guesses:
                best = min(guesses, key=lambda guess: guess.cost)
                value = best.corrections[0].proposed
                forced = all(counts.lo == counts.hi == value for _, counts in spans)
                yield evolve(best, forced=forced and self._is_borne_out(place, value))

    def _is_borne_out(self, place: Place, proposed: Value) -> bool:
        """
        Whether a count exceeds the room that the other counts of its column leave for it.

        A slip elsewhere in the column may leave no trace in the rates of its own row, and moves
        what is left: so the rates of this row must leave one count, or a slip of the finger must
        explain it.  Households lie so close together that no other slip may.  The total of a
        column without rates, as of persons, is such a rest as well.
        """
        rates, is_whole = ANYTHING, False
        for case in self.index.about(place):
            ratio = case.relation.ratio
            if ratio is not None and case.row == place.row:
                rates &= self.index.allowed(case, place)
                is_whole = is_whole or ratio.whole == place.field
        has_rates = rates != ANYTHING
        is_rest = has_rates is isinstance(place.row, int) and in_annex(place.row)
        if not is_rest or rates.lo == rates.hi:
            return True
        likely = {count for count in origins(self.index.count(place) or 0) if count in rates}
        return likely == {proposed} if is_whole and has_rates else proposed in likely

    def _suspects(self) -> Iterator[Place]:
        """Yield the counts that reach all cases, by themselves or through their totals."""
        narrowest = min(self.cases, key=_size)
        for place in dict.fromkeys(_reached(self.index, narrowest)):
            self.index.budget.spend()
            if self.index.count(place) is not None:
                cells = self.index.moving(place)
                if all(speaks_of_any(case, cells) for case in self.cases):
                    yield place

    def _meant(self, place: Place, recomputed: Recomputed) -> Interval:
        """Return the counts that a cell may have stated; empty if a case stays broken."""
        cells = recomputed.moved(self.index, place)
        for case in self.cases:
            if not speaks_of_any(case, cells) or recomputed.includes(case, place):
                return NOTHING
        return meant(self.index, place, recomputed)

    def _retyped(self, place: Place, counts: Interval, recomputed: Recomputed) -> Iterator[Guess]:
        """Yield the likely counts that a cell may have stated."""
        printed = self.index.count(place) or 0
        before = self.index.figures[place.row]
        is_exact = recomputed == ALONE and not self._has_drop(place)
        unfilled = self._unfilled(place, counts)
        for count in dict.fromkeys((*likely_counts(printed, counts), *unfilled)):
            corrections = (Edit(place, printed, count),)
            derived = consequences(self.index, corrections, recomputed)
            if not is_exact and self.index.is_broken_by(corrections, derived):
                continue
            is_unfilled = count in unfilled
            cause, cost = (Cause.LEFT_BLANK, BIT) if is_unfilled else keystroke(printed, count)
            if cause is Cause.MISTYPED and self._is_total(place):
                cause = Cause.STALE_TOTAL
            after = {**before, place.field: count}
            cost += recomputed.cost + self.likelihood.gain(place.row, before, after)
            if count == 0 and self.index.leaves_rate_out(place):
                cost -= _RATE_LEFT_OUT
            yield Guess(cause, corrections, derived, tuple(self.cases), cost)

    def _unfilled(self, place: Place, counts: Interval) -> tuple[int, ...]:
        """Return the households of the other year, where a row states that it has none."""
        name = place.field
        is_of_households = name in {GROWTH.count, GROWTH.per}
        if self.index.count(place) or not is_of_households or not isinstance(name, Count):
            return ()
        households = self.index.count(Place(place.row, other_year(name)))
        return (households,) if households and households in counts else ()

    def _has_drop(self, place: Place) -> bool:
        """Whether a drop of rates is computed from a cell, for which intervals are not exact."""
        return any(case.relation.compared_rates for case in self.index.about(place))

    def _is_total(self, place: Place) -> bool:
        """Whether a cell of the annex is added up from others."""
        return any(
            case.subject == place and case.relation.adds_rows and in_annex(case.row)
            for case in self.cases
        )

    def miscomputed(self) -> Iterator[Guess]:
        """Yield the rates and drops which, computed right, would leave no case broken."""
        for case in self.cases:
            printed = self.index.value(case.subject)
            if not isinstance(printed, Percent | Points):
                continue
            quotes = tuple(self._quotes(case, printed))
            reached = [case, *self.index.affected(case.subject)]
            for quote in quotes:
                reached.extend(self.index.about(quote.place))
            if all(other in reached for other in self.cases):
                yield from self._computed_right(case, printed, quotes)

    def _quotes(self, case: Case, printed: Percent | Points) -> Iterator[Edit]:
        """Yield the rates of the text that repeat a wrong rate of the annex."""
        if not in_annex(case.row) or not isinstance(printed, Percent):
            return
        for other in self._in_text:
            quote = self.index.value(other.subject)
            if other.relation != case.relation or not isinstance(quote, Percent):
                continue
            if quote.admits(printed.share):
                yield Edit(other.subject, quote, expected(other, self.index.figures))

    @cached_property
    def _in_text(self) -> Sequence[Case]:
        """The broken cases of the text."""
        return [case for case in self.cases if not in_annex(case.row)]

    def _computed_right(
        self, case: Case, printed: Percent | Points, quotes: tuple[Edit, ...]
    ) -> Iterator[Guess]:
        """Yield the right print of a rate or a drop, if nothing speaks against it."""
        decimals, is_usual = self.index.decimals(case)
        right = expected(case, self.index.figures, self.index.rounding, decimals)
        corrections = (Edit(case.subject, printed, right),)
        if right is not None and not self.index.is_broken_by((*corrections, *quotes)):
            cause, cost = keystroke(printed, right)
            cost += BIT * len(quotes)
            yield Guess(cause, corrections, quotes, tuple(self.cases), cost, forced=is_usual)

    def _by_formula(self, guess: Guess) -> Iterator[Guess]:
        """Yield the correction of a derived figure once for each formula that prints it wrong."""
        for case in self.cases:
            if case.subject == guess.corrections[0].place:
                for formula in formulas(self.index, case):
                    yield evolve(guess, cause=formula.cause, cost=formula.cost, terms=formula.terms)


def _counts_of(case: Case) -> Iterator[tuple[Count, Sequence[Row]]]:
    """Yield the counts that a case speaks of, each with its rows."""
    subject = case.relation.subject
    if isinstance(subject, Count):
        yield subject, (case.row,)
    for operand in case.relation.operands:
        yield operand, operand_rows(case, operand)


def _size(case: Case) -> int:
    """Return the number of counts that a case speaks of."""
    return sum(len(rows) for _, rows in _counts_of(case))


def _reached(index: CaseIndex, case: Case) -> Iterator[Place]:
    """Yield the counts of a case, and those that its totals add up."""
    for name, rows in _counts_of(case):
        for row in rows:
            yield place_of(row, name)
            for total in index.by_row.get(row, {}).get(name, ()):
                if total is not case and total.relation.adds_rows:
                    yield from (place_of(under, name) for under in total.over)
