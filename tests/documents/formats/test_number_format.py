"""A stored number is read as its format shows it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan.documents.formats.number_format import shown, shown_by_libreoffice, shown_text


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (3898, "General", "3898"),
        (3898, "#,##0", "3898"),
        (3.6866359447004609, "0.00", "3.69"),
        # Decimals that end were typed, and claim what they say; others claim two places.
        (3.6866359447004609, "General", "3.69"),
        (2.9966329966329965, "General", "3.00"),
        (0.46082949308755761, "General", "0.46"),
        (3.7, "General", "3.7"),
        (3.686, "General", "3.686"),
        (3.686636, "General", "3.686636"),
        (1 / 3, "# ?/?", "0.33"),
        (Fraction(800, 217), "General", "3.69"),
        (Fraction(7, 4), "General", "1.75"),
        (Fraction(321, 4000), "0.00%", "8.03%"),
        (Fraction(10**60), "General", str(10**60)),
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
        # A section without a digit shows its text, or nothing.
        (7, '"văn bản"', "văn bản"),
        (7, ";;;", ""),
        (-7, ";;;", ""),
        (0, ";;;", ""),
        (7, "0;;", "7"),
        (-7, "0;;", ""),
        (7, "@", "7"),
        (7, '[=0]"";General', "7"),
        (0, '[=0]"";General', ""),
        (7, '[>=100]0;[<=10]"ít"', "ít"),
        (50, '[>=100]0;[<10]"ít"', "ít"),
        (7, "[Red]0.0", "7.0"),
        (1e300, "0", "1e+300"),
        (float("inf"), "0", "inf"),
        (1e12, "General", "1000000000000"),
    ],
)
def test_a_number_under_its_format(number: float | Fraction, form: str, text: str) -> None:
    assert shown(number, form) == text


def test_a_share_without_a_format_keeps_more_places_than_a_rate() -> None:
    assert shown(0.036866359447004609, "General", places=4) == "0.0369"
    assert shown(0.036866359447004609, "0.00%", places=4) == "3.69%"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("General", "Chợ"),
        ("0;0;@", "Chợ"),
        ("0;0;0;@", "Chợ"),
        (";;;", ""),
        ('0;0;0;"x"', "x"),
        ('0" a;b;c; "', "Chợ"),
    ],
)
def test_a_text_under_its_format(form: str, text: str) -> None:
    assert shown_text("Chợ", form) == text


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(0, 3))
def test_a_computed_rate_is_shown_rounded_half_up(part: int, whole: int, places: int) -> None:
    """What a spreadsheet computes in binary is shown as the exact quotient rounds."""
    exact = Fraction(100 * part, whole)
    scaled = Decimal(exact.numerator) / Decimal(exact.denominator)
    want = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    form = "0." + "0" * places if places else "0"
    assert shown(part / whole * 100, form) == f"{want:f}"
    assert shown(part / whole, form + "%") == f"{want:f}%"


@pytest.mark.parametrize(
    ("number", "form", "there"),
    [
        (23 / 160 * 100, "0.00", "14.37"),
        (23 / 160 * 100, '#,##0.00;-#,##0.00;"-"', "14.37"),
        (-23 / 160 * 100, "0.00", "-14.37"),
        (23 / 160, "0.00%", "14.37%"),
        (23 / 80 * 100, "0.0#%%", ""),
        # Ties that both see, and figures far from one.
        (100 * 23 / 160, "0.00", ""),
        (1 / 32 * 100, "0.00", ""),
        (1 / 3, "0.00%", ""),
        # Formats that show no decimals of the number itself.
        (23 / 160 * 100, "General", ""),
        (23 / 160 * 100, "# ?/?", ""),
        (23 / 160 * 100, "0.00E+00", ""),
        (23 / 160 * 100, "0.00,", ""),
        (23 / 160 * 100, ";;;", ""),
        (0.0, "0.00", ""),
        (float("inf"), "0.00", ""),
        (1e300, "0.00", ""),
    ],
)
def test_what_libreoffice_shows_otherwise(number: float, form: str, there: str) -> None:
    assert shown_by_libreoffice(number, form) == there
