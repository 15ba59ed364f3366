"""Counts that agree with everything and are yet unlike the other rows."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from povertyplan.arithmetic.plausibility import COMPARISONS, GROWTH, HOUSEHOLD_SIZE, Comparison
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, keystroke, origins
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.recomputed import ALL, consequences
from povertyplan.messages import Said
from povertyplan.model.fields import Count, Flat, Period, Value, other_year, period
from povertyplan.model.percent import Percent
from povertyplan.model.places import Edit, Place, Row
from povertyplan.model.relations import Ratio

#: Nothing but the other rows speaks for a figure that they lead one to expect.
_ESTIMATED = 3 * BIT
#: At most this many candidates are worth reading.
_MOST = 5


@frozen
class Implausible:
    """A search for the counts that may have been meant in rows that stand out."""

    index: CaseIndex
    likelihood: Likelihood

    def guesses(self, place: Place) -> Iterator[Guess]:
        """Yield the likeliest counts for a row that stands out at a place, best first."""
        guesses: list[Guess] = []
        for ratio in COMPARISONS:
            if ratio.count == place.field:
                for name in (ratio.count, ratio.per):
                    guesses.extend(self._candidates(place.row, name, ratio))
        yield from sorted(guesses, key=lambda guess: guess.order)[:_MOST]

    def _candidates(self, row: Row, name: Count, ratio: Comparison) -> Iterator[Guess]:
        """Yield the counts with which the row would not stand out, and nothing would be broken."""
        cell = Place(row, name)
        printed, before = self.index.count(cell), self.index.figures[row]
        if printed is None:
            return
        usual = self.likelihood.usual(name, ratio, before)
        for count in self._counts(printed, before.get(other_year(name)), usual):
            self.index.budget.spend()
            after = {**before, name: count}
            if self.likelihood.stands_out(after):
                continue
            corrections = (Edit(cell, printed, count),)
            derived = consequences(self.index, corrections, ALL)
            if self.index.is_broken_by(corrections, derived):
                continue
            cause, cost = keystroke(printed, count)
            cost += self.likelihood.gain(row, before, after)
            if count == usual:
                cost += _ESTIMATED
            terms = tuple(self._evidence(row, name, after))
            yield Guess(cause, corrections, derived, (), cost, forced=False, terms=terms)

    def _counts(self, printed: int, other_years: Value, usual: int | None) -> list[int]:
        """Return the counts one keystroke away, the count of the other year, and the usual one."""
        counts = set(origins(printed))
        counts.update(count for count in (other_years, usual) if isinstance(count, int))
        return sorted(counts - {printed})

    def _evidence(self, row: Row, name: Count, after: Flat) -> Iterator[tuple[str, Said]]:
        """Yield how the row would compare with the others, and the rate that speaks against it."""
        grows = name in {GROWTH.count, GROWTH.per}
        if grows:
            yield from self._compared("growth", GROWTH, after)
        persons = after.get(HOUSEHOLD_SIZE.count)
        households = after.get(name if grows else HOUSEHOLD_SIZE.per)
        if isinstance(persons, int) and isinstance(households, int) and households:
            yield "size", Fraction(persons, households)
            yield "usual_size", self.likelihood.median(HOUSEHOLD_SIZE)
        yield from self._rising(row)

    def _compared(self, name: str, ratio: Comparison, after: Flat) -> Iterator[tuple[str, Said]]:
        exact = ratio.ratio(after)
        if exact is not None:
            yield name, exact
            yield f"usual_{name}", self.likelihood.median(ratio)

    def _rising(self, row: Row) -> Iterator[tuple[str, Said]]:
        """Yield a rate of the row that rises although its count does not."""
        flat = self.index.figures[row]
        for base, goal in self._both_years():
            before, after = flat.get(base.rate), flat.get(goal.rate)
            if not isinstance(before, Percent) or not isinstance(after, Percent):
                continue
            count = flat.get(base.counts[0])
            if after.share > before.share and count == flat.get(goal.counts[0]):
                yield "count", count
                yield "rate_before", before
                yield "rate_after", after
                return

    def _both_years(self) -> Iterator[tuple[Ratio, Ratio]]:
        """Yield the ratios of a base count, each with the ratio of its goal."""
        ratios = {ratio.counts: ratio for ratio in self.index.ratios}
        for counts, base in ratios.items():
            goal = ratios.get(tuple(map(other_year, counts)))
            if goal is not None and period(base.rate) is Period.BASE:
                yield base, goal
