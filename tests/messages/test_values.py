"""Numbers, percentages, dates and lists are written as officials write them."""

from fractions import Fraction

import pytest

from povertyplan import Percent, Points
from povertyplan.messages import show
from povertyplan.model.document import PartialDate


@pytest.mark.parametrize(
    ("value", "en", "vi"),
    [
        (15032, "15,032", "15.032"),
        (-3, "-3", "-3"),
        (Percent(138, 2), "1.38%", "1,38%"),
        (Percent(14, 1), "1.4%", "1,4%"),
        (Percent(204000, 2), "2,040.00%", "2.040,00%"),
        (Points(-91, 2), "-0.91 points", "-0,91 điểm phần trăm"),
        (PartialDate(2024, 1, 25), "25 January 2024", "ngày 25 tháng 01 năm 2024"),
        (PartialDate(2024, 1), "day …, month 01, year 2024", "ngày … tháng 01 năm 2024"),
        (PartialDate(), "day …, month …, year …", "ngày … tháng … năm …"),
        (None, "nothing", "không ghi"),
        (("number", "date"), "number, date", "số, ngày"),
        ("\x1b[31mđỏ", "�[31mđỏ", "�[31mđỏ"),
    ],
)
def test_values_are_written_as_each_language_writes_them(value: object, en: str, vi: str) -> None:
    assert (show(value, "en"), show(value, "vi")) == (en, vi)  # type: ignore[arg-type]  # parametrized


def test_a_count_of_more_digits_than_a_decimal_has() -> None:
    assert show(10**40, "vi") == "10" + ".000" * 13
    assert show(10**40, "en") == "10" + ",000" * 13
    assert show(Fraction(10**40, 3), "en") == "3" + ",333" * 13 + ".33"


def test_a_value_is_not_shown_in_an_unknown_language() -> None:
    with pytest.raises(ValueError, match="language must be one of en, vi, got 'fr'"):
        show(3, "fr")
