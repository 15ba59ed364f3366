"""A printed percentage admits exactly the shares that its rule rounds to it."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Percent, Points, Rounding
from povertyplan.strategies import percents

#: Every share of these wholes is tried: up to 100, or 400 in the whole run.
_WHOLES = range(1, 4 * settings().max_examples + 1)
_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


def _half_up(count: int, whole: int, places: int) -> int:
    units, rest = divmod(count * int(10 ** (places + 2)), whole)
    return units + 1 if 2 * rest >= whole else units


def _decimal(count: int, whole: int, places: int, mode: str) -> int:
    """Round with `decimal`, with so many digits that the division makes no tie."""
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(count * 10**2) / Decimal(whole)
        return int(quotient.quantize(Decimal(1).scaleb(-places), mode).scaleb(places))


@pytest.mark.parametrize("places", range(4))
def test_half_up_is_long_division_for_every_small_share(places: int) -> None:
    wrong = [
        (count, whole)
        for whole in _WHOLES
        for count in range(whole + 1)
        if Percent.of(Fraction(count, whole), places=places).digits
        != _half_up(count, whole, places)
    ]
    assert wrong == []


@pytest.mark.parametrize("places", range(4))
def test_a_print_admits_a_small_share_and_its_neighbours_do_not(places: int) -> None:
    wrong = []
    for whole in _WHOLES:
        for count in range(whole + 1):
            right = _half_up(count, whole, places)
            admitted = [
                digits
                for digits in range(max(0, right - 1), right + 2)
                if Percent(digits, places).admits_ratio(count, whole)
            ]
            if admitted != [right]:
                wrong.append((count, whole))
    assert wrong == []


def test_a_rate_of_two_places_is_judged_by_one_comparison() -> None:
    wrong = []
    for whole in _WHOLES:
        for count in range(whole + 1):
            right = _half_up(count, whole, 2)
            for digits in range(max(0, right - 1), right + 2):
                over = 10000 * count - digits * whole
                fails = abs(4 * over + 1) >= 2 * whole
                if fails == Percent(digits, 2).admits_ratio(count, whole):
                    wrong.append((count, whole, digits))
    assert wrong == []


@pytest.mark.parametrize("rounding", _MODES)
@pytest.mark.parametrize("whole", [1, 3, 7, 8, 16, 32, 64, 78, 125, 160, 320, 400])
def test_rules_round_as_decimal_does(rounding: Rounding, whole: int) -> None:
    for count in range(whole + 1):
        for places in range(4):
            right = _decimal(count, whole, places, _MODES[rounding])
            printed = Percent.of(Fraction(count, whole), places=places, rounding=rounding)
            assert printed == Percent(right, places)
            assert printed.admits(Fraction(count, whole), rounding)


@given(
    whole=st.integers(1, 10**12),
    part=st.integers(0, 10**12),
    places=st.integers(0, 6),
    off=st.integers(-2, 2),
)
def test_counts_of_twelve_digits_round_exactly(
    whole: int, part: int, places: int, off: int
) -> None:
    count = part % (whole + 1)
    right = _half_up(count, whole, places)
    assert Percent.of(Fraction(count, whole), places=places) == Percent(right, places)
    assert Percent(max(0, right + off), places).admits_ratio(count, whole) is (
        max(0, right + off) == right
    )


@given(
    printed=percents(),
    rounding=st.sampled_from(Rounding),
    eighths=st.integers(-12, 12),
    dust=st.sampled_from([Fraction(0), Fraction(1, 10**30), Fraction(-1, 10**30)]),
)
def test_a_print_stands_for_the_interval_of_its_rule(
    printed: Percent, rounding: Rounding, eighths: int, dust: Fraction
) -> None:
    distance = Fraction(eighths, 8) + dust  # in units of the last place
    units = printed.digits + distance
    half = Fraction(1, 2)
    is_even = printed.digits % 2 == 0
    admitted = {
        Rounding.HALF_UP: -half <= distance < half,
        Rounding.HALF_EVEN: abs(distance) < half or (abs(distance) == half and is_even),
        Rounding.DOWN: 0 <= distance < 1,
        Rounding.ANY: -half <= distance <= half,
    }
    assert printed.admits(units / 10 ** (printed.places + 2), rounding) is admitted[rounding]


@given(
    change=st.fractions(-200, 200, max_denominator=10**6),
    places=st.integers(0, 6),
    rounding=st.sampled_from(list(_MODES)),
    off=st.integers(-1, 1),
)
def test_negative_changes_round_as_positive_ones(
    change: Fraction, places: int, rounding: Rounding, off: int
) -> None:
    printed = Points.of(change, places=places, rounding=rounding)
    assert Points.of(-change, places=places, rounding=rounding).digits == -printed.digits
    assert Points(printed.digits + off, places).admits(change, rounding) is (off == 0)
