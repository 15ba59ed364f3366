"""Slips of the finger: each one typed is named, and found again from what it makes."""

import pytest

from povertyplan import Cause, Percent, Points
from povertyplan.diagnosis.keystrokes import bits, keystroke, origins
from povertyplan.model.fields import Value


@pytest.mark.parametrize(
    ("printed", "meant", "cause"),
    [
        (140, 240, Cause.WRONG_DIGIT),
        (217, 271, Cause.DIGITS_SWAPPED),
        (14, 124, Cause.DIGIT_DROPPED),
        (24, 1024, Cause.DIGIT_DROPPED),
        (24, 1124, Cause.MISTYPED),
        (24, 124, Cause.DIGIT_DROPPED),
        (1124, 124, Cause.DIGIT_DOUBLED),
        (12, 345, Cause.MISTYPED),
        (1, 240, Cause.PLACEHOLDER),
        (1, 2, Cause.WRONG_DIGIT),
        (None, 240, Cause.MISTYPED),
        (240, None, Cause.MISTYPED),
        (None, 10, Cause.MISTYPED),
        (Percent.parse("1.38"), Percent.parse("1.3"), Cause.MISTYPED),
        (Percent.parse("1.39"), Percent.parse("1.38"), Cause.WRONG_DIGIT),
        (Percent.parse("1.39"), Percent.parse("1.4"), Cause.MISTYPED),
        (Points(91, 2), Points(19, 2), Cause.DIGITS_SWAPPED),
    ],
)
def test_a_slip_is_named(printed: Value, meant: Value, cause: Cause) -> None:
    assert keystroke(printed, meant)[0] is cause


@pytest.mark.parametrize("meant", [7, 10, 88, 104, 655, 1450])
def test_what_one_slip_makes_has_its_origin(meant: int) -> None:
    text = str(meant)
    made = set()
    for position, digit in enumerate(text):
        before, after = text[:position], text[position + 1 :]
        made |= {before + other + after for other in "0123456789"}
        made |= {before + after, before + digit + digit + after}
        made.add(before + after[:1] + digit + after[1:])
    for typed in made - {""}:
        assert meant in origins(int(typed)) or len(str(int(typed))) < len(typed)


def test_more_choices_cost_more() -> None:
    costs = [bits(choices) for choices in (1, 2, 3, 10, 100)]
    assert costs == sorted(set(costs))


@pytest.mark.parametrize(("printed", "meant", "digits"), [(12, 345, 3), (24, 1124, 4)])
def test_a_number_typed_at_random_costs_a_digit_more_than_it_has(
    printed: int, meant: int, digits: int
) -> None:
    _, placeholder = keystroke(1, 240)  # a choice of ten
    _, cost = keystroke(printed, meant)
    assert abs(cost - placeholder - bits(10**digits)) <= 1
