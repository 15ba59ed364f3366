"""PP308 hardly alarms on right plans of a country, and finds persons that are far too few."""

import pytest

from tests.benchmarks.plausibility.__main__ import SPREADS, measured

#: The largest share of plans with a warning, in per cent, by the standard deviation between TDPs.
MOST_WARNED = {0.1: 0.5, 0.2: 1, 0.3: 2, 0.4: 10, 0.5: 20}


@pytest.mark.parametrize("spread", SPREADS)
def test_right_plans_have_hardly_a_warning(spread: float) -> None:
    alarms = measured(200, spread, seed=7, slips=False)
    assert 100 * alarms.warned <= MOST_WARNED[spread] * alarms.plans


@pytest.mark.large
@pytest.mark.parametrize("spread", SPREADS)
def test_thousands_of_right_plans_have_hardly_a_warning(spread: float) -> None:
    alarms = measured(2_000, spread, seed=2024, slips=False)
    assert 100 * alarms.warned <= MOST_WARNED[spread] * alarms.plans


def test_persons_that_are_far_too_few_are_found() -> None:
    alarms = measured(100, 0.1, seed=7)
    too_few = "persons 30 to 50 % too low"
    assert 100 * alarms.found[too_few] >= 95 * alarms.slips[too_few]
    assert set(alarms.slips) == set(alarms.found)
