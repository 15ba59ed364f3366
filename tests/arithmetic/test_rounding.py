"""The rule of rounding that the rates of an annex follow."""

from collections.abc import Mapping

import pytest

from povertyplan import Plan, Rounding
from povertyplan.arithmetic.rounding import inferred_rounding


def row(
    rate: str | None, poor: int | None = 5, households: int | None = 160
) -> Mapping[str, object]:
    """Return a row with a rate; of 5 in 160 households it is exactly 3.125 %."""
    figures = {"poor_goal": poor, "households_goal": households, "poor_goal_rate": rate}
    return {name: figure for name, figure in figures.items() if figure is not None}


@pytest.mark.parametrize(
    ("rates", "inferred"),
    [
        ((), (Rounding.HALF_UP, 0)),
        (("3.13", "3.13"), (Rounding.HALF_UP, 0)),
        (("3.13", "3.12"), (Rounding.HALF_UP, 1)),
        (("3.12", "3.12"), (Rounding.HALF_EVEN, 2)),
        (("3.12", "3.12", "3.13"), (Rounding.ANY, 2)),
        # What no rule makes is a mistake and refutes nothing.
        (("9.99", "9.99"), (Rounding.HALF_UP, 0)),
        (("3.12", "3.12", "9.99"), (Rounding.HALF_EVEN, 2)),
    ],
)
def test_the_rule_that_the_rates_follow(
    rates: tuple[str, ...], inferred: tuple[Rounding, int]
) -> None:
    assert inferred_rounding(Plan.of(2024, [row(rate) for rate in rates])) == inferred


def test_rates_that_are_cut_off() -> None:
    plan = Plan.of(2024, [row("3.12"), row("3.12"), row("1.87", 3)])
    assert inferred_rounding(plan) == (Rounding.DOWN, 3)


@pytest.mark.parametrize(
    "incomplete",
    [row(None), row("3.12", poor=None), row("3.12", households=None), row("3.12", 0, 0)],
)
def test_a_rate_without_its_counts_says_nothing(incomplete: Mapping[str, object]) -> None:
    plan = Plan.of(2024, [row("3.12"), incomplete])
    assert inferred_rounding(plan) == (Rounding.HALF_UP, 1)


def test_the_text_is_not_of_the_annex() -> None:
    plan = Plan.of(2024, [row("3.12")], total=row("3.12"), headline={"poor_goal_rate": "3.12"})
    assert inferred_rounding(plan) == (Rounding.HALF_EVEN, 2)


def test_rates_that_follow_no_rule_together() -> None:
    cut_off, rounded = row("0.16", 1, 600), row("0.17", 1, 600)
    assert inferred_rounding(Plan.of(2024, [cut_off, cut_off, rounded])) == (Rounding.HALF_UP, 2)
