"""What was computed after a slip, and follows it."""

from povertyplan import Percent, Plan, diagnose, repaired
from tests.support.slips import SOUND, TOTAL, Rows, corrected, derived, slipped


def test_a_count_typed_before_its_total_and_the_rates_of_it() -> None:
    plan = slipped(
        (5, "poor_base", 7),
        (TOTAL, "poor_base", 95),
        (TOTAL, "poor_base_rate", Percent.parse("2.44")),
    )
    best = diagnose(plan)[0]
    assert corrected(best) == {"5/poor_base": 2}
    assert derived(best) == {
        "total/poor_base": 90,
        "total/poor_base_rate": Percent.parse("2.31"),
    }
    assert best.unique
    assert repaired(plan, best) == SOUND


def test_households_that_a_rate_was_computed_over_were_not_none() -> None:
    rows: Rows = [
        {"households_base": 3, "poor_base": 0, "poor_base_rate": "0"},
        {"households_base": 7},
    ]
    plan = Plan.of(2017, rows, total={"households_base": 7})
    assert all(not diagnosis.brings for diagnosis in diagnose(plan))
