"""How far a search goes, and what it leaves out."""

from fractions import Fraction

import pytest

from povertyplan import Cause, Percent, Plan, Points, diagnose
from tests.support.slips import corrected, slipped


def test_the_bound_of_work() -> None:
    plan = slipped((5, "persons_base", 361))
    cut = diagnose(plan, limit=12)
    assert not cut.complete
    assert not any(diagnosis.unique for diagnosis in cut)
    assert "the search was cut short" in cut[0].text("en")


@pytest.mark.parametrize("scale", [10, 10**9])
def test_large_figures_cost_what_small_ones_do(scale: int) -> None:
    def made(poor: int) -> Plan:
        rows = [
            {
                "households_base": 7 * scale + row,
                "poor_base": scale + row,
                "poor_base_rate": Percent.of(Fraction(scale + row, 7 * scale + row)),
            }
            for row in range(9)
        ]
        rows[4]["poor_base"] = poor
        return Plan.of(2024, rows, total={"poor_base": 9 * scale + 36})

    plan = made(2 * scale)
    assert corrected(diagnose(plan, limit=60)[0]) == {"5/poor_base": scale + 4}
    assert diagnose(plan, limit=60).complete


def test_a_drop_of_rounded_rates_is_not_certain_beside_a_count_with_all_its_rates() -> None:
    households = {"households_base": 1000, "households_goal": 1000}
    rows = [
        {**households, "poor_base": 6, "poor_base_rate": "0.60%", "poor_goal": 3},
        {**households, "poor_base": 9, "poor_base_rate": "0.90%", "poor_goal": 4},
    ]
    total = {
        "households_base": 2000,
        "households_goal": 2000,
        "poor_base": 15,
        "poor_base_rate": "0.75%",
        "poor_goal": 7,
    }
    text = {"poor_goal_rate": "0.4%", "poor_drop": 7, "poor_rate_drop": "0.35"}
    plan = Plan.of(
        2024,
        [{"name": "Hoà Sơn", **rows[0]}, {"name": "Ngò", **rows[1]}],
        total=total,
        headline=text,
    )
    (rounded,) = (
        diagnosis for diagnosis in diagnose(plan) if diagnosis.cause is Cause.ROUNDED_BEFORE
    )
    assert corrected(rounded) == {"headline/poor_rate_drop": Points(40, 2)}
    assert not rounded.unique
    assert str(rounded).endswith("other figures would do as well")
