"""The rule by which the rates of an annex were rounded, inferred from the rates themselves."""

from collections.abc import Iterator
from itertools import chain

from attrs import frozen

from povertyplan.model.fields import Flat
from povertyplan.model.percent import Percent, ratio_prints
from povertyplan.model.places import in_annex
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import RELATIONS, Ratio

_RATIOS = tuple(relation.ratio for relation in RELATIONS if relation.ratio is not None)


@frozen
class _PrintedRate:
    """A rate as printed, and the counts that it should be computed from."""

    rate: Percent
    count: int
    whole: int

    def admits(self, rule: Rounding) -> bool:
        """Whether the rate may have been rounded by a rule."""
        return ratio_prints(self.count, self.whole, self.rate, rule)


def inferred_rounding(plan: Plan) -> tuple[Rounding, int]:
    """
    Return the rule by which an annex was rounded, and how many of its rates refute half up.

    The rule is half up unless at least two rates refute it; a single one is a
    mistake.  Another rule must admit every rate that some rule admits; a rate that
    no rule admits is a mistake, too, and refutes nothing.  If none fits, it is half up.

    >>> row = {"households_goal": 600, "poor_goal": 1, "poor_goal_rate": "0.16"}
    >>> inferred_rounding(Plan.of(2024, [row, row]))
    (<Rounding.DOWN: 'down'>, 2)
    """
    half_up: list[_PrintedRate] = []
    refuting: list[_PrintedRate] = []
    for printed in _printed_rates(plan):
        if printed.admits(Rounding.HALF_UP):
            half_up.append(printed)
        elif printed.admits(Rounding.DOWN) or printed.admits(Rounding.ANY):
            refuting.append(printed)
    if len(refuting) > 1:
        for rule in (Rounding.HALF_EVEN, Rounding.DOWN, Rounding.ANY):
            if all(printed.admits(rule) for printed in chain(refuting, half_up)):
                return rule, len(refuting)
    return Rounding.HALF_UP, len(refuting)


def _printed_rates(plan: Plan) -> Iterator[_PrintedRate]:
    """Yield the rates of the annex whose count and households are stated."""
    for row, figures in plan.figures().items():
        if not in_annex(row):
            continue
        for ratio in _RATIOS:
            printed = _printed(ratio, figures)
            if printed is not None:
                yield printed


def _printed(ratio: Ratio, figures: Flat) -> _PrintedRate | None:
    rate, whole = figures.get(ratio.rate), figures.get(ratio.whole)
    if not isinstance(rate, Percent) or not isinstance(whole, int) or not whole:
        return None
    counts = [figures.get(count) for count in ratio.counts]
    stated = [count for count in counts if isinstance(count, int)]
    return _PrintedRate(rate, sum(stated), whole) if len(stated) == len(counts) else None
