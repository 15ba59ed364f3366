"""Counts that agree with everything and are yet unlike the other rows."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from povertyplan.arithmetic.plausibility import COMPARISONS, Comparison
from povertyplan.diagnosis.guesses import Cited, Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, keystroke, origins
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.recomputed import ALL, consequences
from povertyplan.messages import Said
from povertyplan.model import relations
from povertyplan.model.fields import Count, Flat, Period, other_year, period
from povertyplan.model.percent import Percent
from povertyplan.model.places import Edit, Place
from povertyplan.model.relations import Ratio
from povertyplan.model.tabular import edited

#: A figure that is only what other rows lead one to expect has no witness of its own.
_ESTIMATED = 3 * BIT
#: How many candidates are worth reading.
_MOST = 5


@frozen
class Implausible:
    """What is searched for rows that stand out."""

    index: CaseIndex
    likely: Likelihood

    def guesses(self, place: Place) -> Iterator[Guess]:
        """Yield the likeliest counts for a row that stands out at a place, best first."""
        found = [
            guess
            for ratio in COMPARISONS
            if ratio.count == place.field
            for name in (ratio.count, ratio.per)
            for guess in self._candidates(Place(place.row, name), ratio)
        ]
        yield from sorted(found, key=lambda guess: guess.order)[:_MOST]

    def _candidates(self, cell: Place, ratio: Comparison) -> Iterator[Guess]:
        printed = self.index.count(cell)
        flat = self.index.figures[cell.row]
        for value in self._values(cell, ratio) if printed is not None else ():
            own = (Edit(cell, printed, value),)
            after = edited(self.index.figures, own)[cell.row]
            if self.likely.stands_out(after):
                continue
            derived = consequences(self.index, own, ALL)
            if not self.index.is_broken_by(own, derived):
                cause, cost = keystroke(printed, value)
                cost += self.likely.gain(cell.row, flat, after)
                if value == self.likely.usual(Count(cell.field), ratio, flat):
                    cost += _ESTIMATED
                terms = tuple(self._evidence(cell, after))
                yield Guess(cause, own, derived, (), cost, forced=False, terms=terms)

    def _values(self, cell: Place, ratio: Comparison) -> list[int]:
        """Return what one keystroke makes of a count, last year's count, and the usual one."""
        printed = self.index.count(cell) or 0
        flat = self.index.figures[cell.row]
        values = {*origins(printed), flat[other_year(Count(cell.field))]}
        values.add(self.likely.usual(Count(cell.field), ratio, flat))
        return sorted(value for value in values if isinstance(value, int) and value != printed)

    def _evidence(self, cell: Place, after: Flat) -> Iterator[tuple[str, Said | Cited]]:
        """Yield how the row would compare with the others, and what speaks against its print."""
        growth, size = COMPARISONS
        if cell.field in {growth.count, growth.per}:
            yield from self._compared("growth", growth, after)
        persons = after[size.count]
        whole = after[Count(cell.field) if cell.field in {growth.count, growth.per} else size.per]
        if isinstance(persons, int) and isinstance(whole, int) and whole:
            yield "size", Fraction(persons, whole)
            yield "usual_size", self.likely.median(size)
        yield from self._rising(cell)

    def _compared(
        self, name: str, ratio: Comparison, after: Flat
    ) -> Iterator[tuple[str, Said | Cited]]:
        count, per = after[ratio.count], after[ratio.per]
        if isinstance(count, int) and isinstance(per, int) and per:
            yield name, Fraction(count, per)
            yield f"usual_{name}", self.likely.median(ratio)

    def _rising(self, cell: Place) -> Iterator[tuple[str, Said | Cited]]:
        """Yield a rate of the row that rises although its count does not."""
        flat = self.index.figures[cell.row]
        for base, goal in _both_years():
            before, then = flat[base.rate], flat[goal.rate]
            if isinstance(before, Percent) and isinstance(then, Percent):
                counts = [flat[one.counts[0]] for one in (base, goal)]
                if then.share > before.share and counts[0] == counts[1]:
                    yield "count", counts[0]
                    yield "rate_before", before
                    yield "rate_after", then
                    return


def _both_years() -> Iterator[tuple[Ratio, Ratio]]:
    """Yield the ratios of a base count, each with that of its goal."""
    ratios = {
        relation.counts: relation for relation in relations.RELATIONS if isinstance(relation, Ratio)
    }
    for counts, base in ratios.items():
        goal = ratios.get(tuple(map(other_year, counts)))
        if goal is not None and period(base.rate) is Period.BASE:
            yield base, goal
