"""Goals above their base that one slip of the finger turned into what they are."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from attrs import frozen

from povertyplan.diagnosis.diagnosis import Terms
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import keystroke
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.recomputed import ALL, consequences
from povertyplan.model.fields import Count, other_year
from povertyplan.model.places import Edit, Place


@frozen
class AboveBase:
    """A search for the goals that may have been meant where a plan sets more than last year."""

    index: CaseIndex
    likelihood: Likelihood

    def guesses(self, place: Place) -> Iterator[Guess]:
        """Yield the goals not above their base from which a slip leads to the printed one."""
        name = place.field
        if not isinstance(name, Count):
            return
        printed, base = (
            self.index.count(place),
            self.index.count(Place(place.row, other_year(name))),
        )
        if printed is None or base is None:
            return
        before = self.index.figures[place.row]
        for count in _meant(printed, base):
            corrections = (Edit(place, printed, count),)
            derived = consequences(self.index, corrections, ALL)
            if self.index.is_broken_by(corrections, derived):
                continue
            cause, cost = keystroke(printed, count)
            cost += self.likelihood.gain(place.row, before, {**before, name: count})
            terms = self._evidence(name, base)
            yield Guess(cause, corrections, derived, (), cost, forced=False, terms=terms)

    def _evidence(self, name: Count, base: int) -> Terms:
        """Return the base, and how many of the rows set a goal above theirs."""
        rising, rows = self._rising_rows.get(name, (0, 0))
        return (("goal_base", base), ("rising_rows", rising), ("rows_compared", rows))

    @cached_property
    def _rising_rows(self) -> Mapping[Count, tuple[int, int]]:
        """How many rows set each goal above its base, and how many state both."""
        rows = [flat for row, flat in self.index.figures.items() if isinstance(row, int)]
        rising: dict[Count, tuple[int, int]] = {}
        for name in self.index.counts:
            compared: list[bool] = []
            for flat in rows:
                goal, base = flat.get(name), flat.get(other_year(name))
                if isinstance(goal, int) and isinstance(base, int):
                    compared.append(goal > base)
            rising[name] = (sum(compared), len(compared))
        return rising


def _meant(printed: int, base: int) -> list[int]:
    """
    Return the goals not above a base that are the printed one without a digit, or two swapped.

    A digit typed for another would leave almost any goal.

    >>> _meant(33, 4), _meant(110, 12), _meant(41, 20), _meant(5, 4)
    ([3], [10, 11], [1, 4, 14], [])
    """
    digits = str(printed)
    texts = {digits[:position] + digits[position + 1 :] for position in range(len(digits))}
    for position, (first, second) in enumerate(pairwise(digits)):
        texts.add(digits[:position] + second + first + digits[position + 2 :])
    counts = {int(text) for text in texts if text}
    return sorted(count for count in counts - {printed} if count <= base)
