"""`check` finds what an oracle finds that shares no code with it, in plans with slips."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povertyplan import Plan, Reading, Rounding
from tests.laws.oracle.lines import Found
from tests.laws.oracle.prints import rounded
from tests.support.beside_oracle import of_check, of_oracle
from tests.support.country.annexes import digits_of
from tests.support.spoiled import spoiled


@given(spoiled())
def test_check_finds_what_the_oracle_finds(reading: Reading) -> None:
    assert of_check(reading) == of_oracle(reading)


def test_a_rate_too_long_to_be_printed_is_wrong_without_a_right_one() -> None:
    row = {"households_base": 73, "poor_base": 10**9, "poor_base_rate": "3.000000"}
    reading = Reading(Plan.of(2024, [row]))
    assert of_check(reading) == of_oracle(reading)
    assert Found("PP201", "1/poor_base_rate") in of_oracle(reading)


@pytest.mark.large
@settings(max_examples=1_000, suppress_health_check=list(HealthCheck))
@given(spoiled())
def test_check_finds_what_the_oracle_finds_in_a_thousand_plans(reading: Reading) -> None:
    assert of_check(reading) == of_oracle(reading)


@given(
    st.integers(0, 10**5),
    st.integers(1, 10**5),
    st.integers(0, 6),
    st.sampled_from([rule for rule in Rounding if rule is not Rounding.ANY]),
)
def test_the_country_prints_its_rates_as_the_oracle_does(
    count: int, whole: int, places: int, rounding: Rounding
) -> None:
    counts, wholes, to_even = np.array([count]), np.array([whole]), np.array([False])
    digits = digits_of(counts, wholes, places, rounding, to_even)
    assert digits.tolist() == [rounded(Fraction(count * 10 ** (places + 2), whole), rounding)]
