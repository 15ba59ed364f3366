"""Usual figures: ties are as frequent as in the plans of communes, and decimals vary."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from povertyplan import Count, Percent, Plan
from povertyplan.arithmetic.intervals import ANYTHING
from povertyplan.strategies import plans
from povertyplan.strategies.usual import Chance, Usual

_DRAWN = settings(
    max_examples=60,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _rates(plan: Plan) -> Iterator[tuple[int, int, Percent]]:
    """Yield count, households and rate where all are stated and the count is not 0."""
    for target in plan.targets:
        for census in (target.base, target.goal):
            for tally in (census.poor, census.near_poor):
                if tally.count and tally.rate is not None and census.households:
                    yield tally.count, census.households, tally.rate


def _is_tie(count: int, households: int, places: int) -> bool:
    """Whether a rate is halfway between two printed ones."""
    digits: int = 10 ** (places + 2)
    halves, rest = divmod(2 * digits * count, households)
    return rest == 0 and halves % 2 == 1


def test_ties_and_decimals() -> None:
    ties: Counter[bool] = Counter()
    places: Counter[int] = Counter()

    # Many small plans: each draws its decimals once.
    @settings(_DRAWN, max_examples=200)
    @given(plans(realistic=True, max_rows=6))
    def is_counted(plan: Plan) -> None:
        rates = list(_rates(plan))
        ties.update(_is_tie(count, households, rate.places) for count, households, rate in rates)
        places.update({rate.places for _, _, rate in rates})

    is_counted()
    # Of the 102 rates of the real plan 4 are ties, and 1 of 200 is in a row that prefers none.
    # Which plans Hypothesis draws depends on its version and on how the library is installed:
    # with a dozen seeds the share was from 2.6 to 8.6 per cent.
    assert 1 <= 100 * ties[True] / ties.total() <= 12
    assert set(places) == {0, 1, 2, 3}
    assert places.most_common(1)[0][0] == 2


def test_a_program_that_computes_in_floats_is_caught() -> None:
    @_DRAWN
    @given(plans(realistic=True))
    def agrees_with_floats(plan: Plan) -> None:
        for count, households, rate in _rates(plan):
            computed = round(count / households * 100, rate.places)
            assert f"{computed:.{rate.places}f}%" == str(rate)

    with pytest.raises(AssertionError):
        agrees_with_floats()


def test_every_usual_number_of_households_can_be_drawn() -> None:
    usual = Usual(annex_places=2, shares={})
    positions = range(0, 2**16, 128)
    drawn = {
        usual.chosen(Count.HOUSEHOLDS_BASE, None, ANYTHING, Chance(position, prefers_ties=False))
        for position in positions
    }
    assert drawn == set(range(80, 401))
