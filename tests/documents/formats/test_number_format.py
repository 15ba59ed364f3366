"""A stored number is read as its format shows it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan.documents.formats.number_format import shown


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3898, "General", "3898"),
        (3898, "#,##0", "3898"),
        (3.6866359447004609, "0.00", "3.69"),
        (3.6866359447004609, "General", "3.686635945"),
        (0.036866359447004609, "0.00%", "3.69%"),
        (0.5, "0%", "50%"),
        (2.0, "0.00", "2.00"),
        (2.5, "0.0#", "2.5"),
        (2.0, "#.##", "2"),
        (3.125, "0.00", "3.13"),
        # 321 of 4,000, one step below and one above 8,025.
        (8.024999999999999, "0.00", "8.03"),
        (8.025000000000002, "0.00", "8.03"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (0, "0.00;-0.00;;@", ""),
        (0, r"0;-0;\-", "-"),
        (5, '0" hộ; tất cả"', "5"),
        (-3, "0;0.0", "-3.0"),
        (-3, "0", "-3"),
        (15032, '#,##0.0,"k"', "15.0"),
        (0.75, "# ?/?", "0.75"),
        (1234, "0.00E+00", "1234"),
        (7, '"văn bản"', "7"),
        (7, "[Red]0.0", "7.0"),
        (1e300, "0", "1e+300"),
        (float("inf"), "0", "inf"),
        (1e12, "General", "1000000000000"),
    ],
)
def test_a_number_under_its_format(number: float, form: str, text: str) -> None:
    assert shown(number, form) == text


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 3))
def test_a_computed_rate_is_shown_rounded_half_up(part: int, whole: int, places: int) -> None:
    """What a spreadsheet computes in binary is shown as the exact quotient rounds."""
    exact = Fraction(100 * part, whole)
    scaled = Decimal(exact.numerator) / Decimal(exact.denominator)
    want = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    form = "0." + "0" * places if places else "0"
    assert shown(part / whole * 100, form) == f"{want:f}"
    assert shown(part / whole, form + "%") == f"{want:f}%"
