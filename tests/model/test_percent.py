import re
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import ParseError, Percent, Points, Rounding
from povertyplan.model.reach import Reach

#: The rules that make prints.
ROUNDINGS = [rule for rule in Rounding if rule is not Rounding.ANY]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1,4%", Percent(14, 1)),
        ("1.40 %", Percent(140, 2)),
        ("  82", Percent(82, 0)),
        ("82\u00a0%", Percent(82, 0)),
        ("82\u2009% ", Percent(82, 0)),
        ("１，４０％", Percent(140, 2)),
        ("12.345", Percent(12345, 3)),
        ("0,00", Percent(0, 2)),
        ("2040%", Percent(2040, 0)),
        ("999999999,999999", Percent(10**15 - 1, 6)),
    ],
)
def test_parse_percent(text: str, printed: Percent) -> None:
    assert Percent.parse(text) == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("0,91%", Points(91, 2)),
        ("0,91 điểm %", Points(91, 2)),
        ("-1,5 điểm  phần trăm", Points(-15, 1)),
        ("−1.5", Points(-15, 1)),
        ("+1.5 pp", Points(15, 1)),
    ],
)
def test_parse_points(text: str, printed: Points) -> None:
    assert Points.parse(text) == printed


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1,4,0", 3),
        ("1,4,0%", 3),
        ("12.345,6", 6),
        ("", 0),
        ("   ", 3),
        ("abc", 0),
        (" abc", 1),
        ("-1", 0),
        ("1%%", 2),
        ("1.", 1),
        ("1,4 phần trăm", 4),
        ("1\x00", 1),
        ("1½", 1),
        ("1.1234567", 8),
        ("9" * 5000, 15),
        ("9" * 12 + ",1234", 16),
        ("٣", 0),
        ("3,6²", 3),
    ],
)
def test_what_is_no_percentage_is_refused_where_it_goes_wrong(text: str, at: int) -> None:
    with pytest.raises(ParseError) as refused:
        Percent.parse(text)
    assert refused.value.at == at


def test_the_caret_stands_under_the_fault() -> None:
    with pytest.raises(ParseError) as refused:
        Percent.parse("1,4,0%")
    assert str(refused.value).splitlines() == [
        "expected a percentage, got '1,4,0%'",
        "  1,4,0%",
        "     ^",
    ]


def test_a_long_text_is_cut_around_its_fault() -> None:
    with pytest.raises(ParseError, match="of at most 15 digits") as refused:
        Percent.parse("1" * 20 + "\x1b" * 100)
    assert "\x1b" not in str(refused.value)
    assert str(ParseError("a number", "x" * 200, 150)).splitlines()[1:] == [
        "  …" + "x" * 60 + "…",
        "   " + " " * 30 + "^",
    ]


@pytest.mark.parametrize(
    ("digits", "places", "error", "message"),
    [
        (-1, 2, ValueError, "Percent.digits must be a whole number from 0 to .*, got -1"),
        (10**15, 2, ValueError, "Percent.digits .* got 1000000000000000"),
        (1.5, 2, TypeError, "Percent.digits .* got 1.5"),
        (True, 2, TypeError, "Percent.digits .* got True"),
        (138, 7, ValueError, "Percent.places must be a whole number from 0 to 6, got 7"),
        (138, "2", TypeError, "Percent.places .* got '2'"),
    ],
)
def test_what_no_document_prints_is_refused(
    digits: int, places: int, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        Percent(digits, places)


def test_points_may_be_below_zero_but_no_longer() -> None:
    assert str(Points(-91, 2)) == "-0.91 pp"
    assert str(Points(-5, 0)) == "-5 pp"
    with pytest.raises(ValueError, match=r"Points\.digits"):
        Points(-(10**15), 2)


def test_percent_and_points_do_not_mix() -> None:
    assert len({Percent(91, 2), Points(91, 2), Percent.parse("0,91")}) == 2
    assert Percent.parse("1,4") != Percent.parse("1,40")
    assert Percent.parse("1,4").share == Percent.parse("1,40").share
    assert Points.parse("-1,4").value == Fraction(-7, 5)


@pytest.mark.parametrize(
    ("count", "whole", "printed"),
    [
        (3, 160, "1.88%"),
        (5, 160, "3.13%"),
        (54, 3924, "1.38%"),
        (54, 3898, "1.39%"),
        (0, 360, "0.00%"),
        (7, 5, "140.00%"),
    ],
)
def test_prints_of_the_real_plan(count: int, whole: int, printed: str) -> None:
    assert str(Percent.of(Fraction(count, whole))) == printed


@pytest.mark.parametrize(
    ("rounding", "printed"),
    [(Rounding.HALF_UP, "1.88%"), (Rounding.HALF_EVEN, "1.88%"), (Rounding.DOWN, "1.87%")],
)
def test_rules(rounding: Rounding, printed: str) -> None:
    assert str(Percent.of(Fraction(3, 160), rounding=rounding)) == printed


def test_any_rule_admits_prints_and_makes_none() -> None:
    tie = Fraction(3, 160)
    admitted = [
        digits for digits in range(186, 190) if Percent(digits, 2).admits(tie, Rounding.ANY)
    ]
    assert admitted == [187, 188]
    with pytest.raises(TypeError, match="name the rule to round by"):
        Percent.of(tie, rounding=Rounding.ANY)


@pytest.mark.parametrize(
    ("digits", "rounding", "reach"),
    [
        (91, Rounding.HALF_UP, Reach(181, 183, low_in=True, high_in=False)),
        (-91, Rounding.HALF_UP, Reach(-183, -181, low_in=False, high_in=True)),
        (0, Rounding.HALF_UP, Reach(-1, 1, low_in=False, high_in=False)),
        (0, Rounding.HALF_EVEN, Reach(-1, 1, low_in=True, high_in=True)),
        (0, Rounding.DOWN, Reach(-2, 2, low_in=False, high_in=False)),
        (3, Rounding.HALF_EVEN, Reach(5, 7, low_in=False, high_in=False)),
        (3, Rounding.DOWN, Reach(6, 8, low_in=True, high_in=False)),
    ],
)
def test_what_points_stand_for(digits: int, rounding: Rounding, reach: Reach) -> None:
    assert Points(digits, 2).reach(rounding) == reach


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 6), st.sampled_from(ROUNDINGS))
def test_a_ratio_is_printed_as_its_exact_share(
    count: int, whole: int, places: int, rounding: Rounding
) -> None:
    printed = Percent.of_ratio(count, whole, places=places, rounding=rounding)
    assert printed == Percent.of(Fraction(count, whole), places=places, rounding=rounding)
    assert printed.admits_ratio(count, whole, rounding)


def test_a_ratio_of_more_digits_than_documents_have_is_refused() -> None:
    assert str(Percent.of_ratio(9_999_999, 1, places=6)) == "999999900.000000%"
    with pytest.raises(ValueError, match=r"^Percent\.digits must be .* 999999999999999, got 1000"):
        Percent.of_ratio(10_000_000, 1, places=6)


@pytest.mark.parametrize(
    ("count", "whole", "error", "message"),
    [
        (54, 0, ValueError, "whole must be a whole number of at least 1, got 0"),
        (-1, 3924, ValueError, "count must be a whole number of at least 0, got -1"),
        (True, 3924, TypeError, "count must be a whole number of at least 0, got True"),
        (54, 3924.0, TypeError, "whole must be a whole number of at least 1, got 3924.0"),
    ],
)
def test_what_is_no_ratio_is_refused(
    count: object, whole: object, error: type[Exception], message: str
) -> None:
    ratio: Any = Percent.of_ratio
    with pytest.raises(error, match=rf"^Percent\.of_ratio: {re.escape(message)}"):
        ratio(count, whole)
