"""Usual figures: ties are as frequent as in the plans of communes, and decimals vary."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from povertyplan import Percent, Plan
from povertyplan.strategies import plans

_DRAWN = settings(
    max_examples=100,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _rates(plan: Plan) -> Iterator[tuple[int, int, Percent]]:
    """Yield count, households and rate of the poor, where all are stated and the count is not 0."""
    for target in plan.targets:
        for census in (target.base, target.goal):
            poor, households = census.poor, census.households
            if poor.count and poor.rate is not None and households:
                yield poor.count, households, poor.rate


def _is_tie(count: int, households: int, places: int) -> bool:
    """Whether a rate is halfway between two printed ones."""
    digits: int = 10 ** (places + 2)
    halves, rest = divmod(2 * digits * count, households)
    return rest == 0 and halves % 2 == 1


def test_ties_and_decimals() -> None:
    ties: Counter[bool] = Counter()
    places: Counter[int] = Counter()

    @_DRAWN
    @given(plans(realistic=True))
    def is_counted(plan: Plan) -> None:
        for count, households, rate in _rates(plan):
            ties[_is_tie(count, households, rate.places)] += 1
            places[rate.places] += 1

    is_counted()
    # Of the 102 rates of the real plan 4 are ties.
    assert 2 <= 100 * ties[True] / ties.total() <= 8
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


def test_every_number_of_households_can_be_drawn() -> None:
    seen: set[int | None] = set()

    @settings(_DRAWN, max_examples=300)
    @given(plans(realistic=True, min_rows=40, max_rows=40))
    def is_seen(plan: Plan) -> None:
        seen.update(target.base.households for target in plan.targets)

    is_seen()
    assert len(seen & set(range(80, 401))) > 300  # of 321
