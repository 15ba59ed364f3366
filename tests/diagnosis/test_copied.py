"""Total rows that were left from last year's file."""

from povertyplan import Cause, Part, Plan, check, diagnose, repaired
from povertyplan.model.fields import Count, Figure, Rate
from tests.support.slips import HEADLINE, SOUND, TOTAL, Wrong, derived, slipped

BASE_OF: dict[Figure, Figure] = {
    Count.HOUSEHOLDS_GOAL: Count.HOUSEHOLDS_BASE,
    Count.POOR_GOAL: Count.POOR_BASE,
    Count.NEAR_POOR_GOAL: Count.NEAR_POOR_BASE,
    Rate.POOR_GOAL_RATE: Rate.POOR_BASE_RATE,
    Rate.NEAR_POOR_GOAL_RATE: Rate.NEAR_POOR_BASE_RATE,
}


def goal_half(*names: Figure) -> list[Wrong]:
    """Return figures of the goal in the total row as they were last year."""
    total = SOUND.flat(TOTAL)
    return [(TOTAL, name, total[BASE_OF[name]]) for name in names]


def test_the_goal_half_of_the_total_row() -> None:
    plan = slipped(*goal_half(*BASE_OF))
    errors = check(plan).errors
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, True)
    assert {(error.code, error.place) for error in errors} == set(best.clears)
    assert repaired(plan, best) == SOUND
    assert "3,898 is the households of 2023" in str(best)
    assert "3.898 là số hộ năm 2023" in best.text("vi")
    assert len(diagnose(plan)) == 1


def test_its_counts_beside_the_right_rates() -> None:
    plan = slipped(*goal_half(*(name for name in BASE_OF if isinstance(name, Count))))
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, True)
    assert repaired(plan, best) == SOUND
    assert derived(best) == {}


def test_some_columns_of_it() -> None:
    plan = slipped(*goal_half(Count.POOR_GOAL, Count.NEAR_POOR_GOAL))
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, True)
    assert repaired(plan, best) == SOUND


def test_a_text_that_agrees_with_it_leaves_it_uncertain() -> None:
    total, text = SOUND.flat(TOTAL), SOUND.flat(HEADLINE)
    assert text[Count.NEAR_POOR_GOAL] == total[Count.NEAR_POOR_GOAL]
    plan = slipped(*goal_half(*BASE_OF), (HEADLINE, "near_poor_goal", total[Count.NEAR_POOR_BASE]))
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, False)
    assert derived(best)["headline/near_poor_goal"] == text[Count.NEAR_POOR_GOAL]
    assert repaired(plan, best) == SOUND


def test_where_two_rows_change_the_total_may_be_right() -> None:
    same = {"households_base": 90, "households_goal": 90, "poor_base": 3, "poor_goal": 3}
    changed = {"households_base": 90, "households_goal": 92, "poor_base": 3, "poor_goal": 2}
    total = {"households_base": 450, "households_goal": 450, "poor_base": 15, "poor_goal": 15}
    plan = Plan.of(2024, [same, same, same, changed, changed], total=total)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, False)


def test_one_column_is_a_total_of_last_year() -> None:
    plan = slipped(*goal_half(Count.NEAR_POOR_GOAL))
    assert diagnose(plan)[0].cause is Cause.LAST_YEARS_TOTAL
    assert diagnose(plan)[0].edits[0].place.row is Part.TOTAL
