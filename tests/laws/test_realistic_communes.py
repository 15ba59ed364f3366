"""Plans of a generator that shares nothing with the library raise hardly an alarm."""

import pytest

from tests.benchmarks.plausibility.__main__ import SPREADS, measured

#: The largest share of plans with a warning, in per cent, by the standard deviation between TDPs.
MOST_WARNED = {0.1: 0.5, 0.2: 1, 0.3: 2}


@pytest.mark.parametrize("spread", MOST_WARNED)
def test_right_plans_have_no_error_and_hardly_a_warning(spread: float) -> None:
    alarms = measured(200, spread, seed=7, slips=False)
    assert alarms.errors == 0
    assert 100 * alarms.warned <= MOST_WARNED[spread] * alarms.plans
    assert set(alarms.codes) <= {"PP308"}


@pytest.mark.large
@pytest.mark.parametrize("spread", SPREADS)
def test_thousands_of_right_plans(spread: float) -> None:
    alarms = measured(2_000, spread, seed=2024, slips=False)
    assert alarms.errors == 0
    assert 100 * alarms.warned <= MOST_WARNED.get(spread, 20) * alarms.plans


def test_persons_that_are_far_too_few_are_found() -> None:
    alarms = measured(100, 0.1, seed=7)
    too_few = "persons 30 to 50 % too low"
    assert 100 * alarms.found[too_few] >= 95 * alarms.slips[too_few]
    assert set(alarms.slips) == set(alarms.found)
