"""Whole rows that only the text shows: the totals were computed after they went wrong."""

from fractions import Fraction

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Count,
    Diagnosis,
    Part,
    Percent,
    Plan,
    Points,
    Rate,
    Reading,
    Rounding,
    check,
    diagnose,
)
from povertyplan.diagnosis import ExtraRow, MissingRow
from povertyplan.diagnosis.broken import broken_cases
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.text_before import TextBefore
from povertyplan.model.rows import PovertyTarget
from povertyplan.reading import Form
from tests.support.slips import READING, SOUND, corrected, slipped

ROWS = list(SOUND.targets)


def computed(rows: list[PovertyTarget], *, total: bool = True) -> Plan:
    """Return the sound plan with other rows and the totals of these; the text is as it was."""
    plan = evolve(SOUND, targets=tuple(rows), total=None)
    sums = plan.computed_total
    return evolve(plan, total=sums) if total else plan


def best_of(reading: Reading) -> Diagnosis:
    """Return the best diagnosis, and hold that nothing is certain."""
    report = check(reading)
    assert {error.place.row for error in report.errors} == {Part.HEADLINE}
    found = diagnose(reading, report)
    assert not any(diagnosis.unique for diagnosis in found)
    return found[0]


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("row", [1, 7, 12, 26])
def test_a_row_pasted_twice_before_the_totals(row: int, total: bool) -> None:  # noqa: FBT001  # a case
    rows = [*ROWS[:20], ROWS[row - 1], *ROWS[20:]]
    best = best_of(Reading(computed(rows, total=total)))
    assert best.cause is Cause.ROW_PASTED_TWICE
    assert isinstance(best.row, ExtraRow)
    assert best.row.unit == ROWS[row - 1].unit.name
    assert "the text was written before that" in best.text("en")


@pytest.mark.parametrize("total", [True, False])
def test_a_row_lost_before_the_totals(total: bool) -> None:  # noqa: FBT001  # a case
    rows, ordinals = [*ROWS], [str(row) for row in SOUND.rows]
    del rows[6], ordinals[6]
    best = best_of(Reading(computed(rows, total=total), form=Form(ordinals=tuple(ordinals))))
    assert best.cause is Cause.ROW_MISSING
    assert isinstance(best.row, MissingRow)
    assert best.row.ordinals == (7,)
    assert {count.field: count.value for count in best.row.counts}[Count.NEAR_POOR_GOAL] == 5


@pytest.mark.parametrize("row", [1, 6, 26])
def test_without_a_gap_a_lost_row_makes_the_text_doubtful(row: int) -> None:
    rows = [*ROWS[: row - 1], *ROWS[row:]]
    best_of(Reading(computed(rows)))


def test_a_figure_of_the_text_that_no_row_explains_is_certain() -> None:
    plan = slipped((Part.HEADLINE, "poor_drop", 63))
    best = diagnose(plan)[0]
    assert corrected(best) == {"headline/poor_drop": 36}
    assert best.unique


def test_a_figure_of_the_text_that_a_lost_row_would_explain_is_not_certain() -> None:
    plan = slipped((Part.HEADLINE, "poor_drop", 37))
    best = diagnose(plan)[0]
    assert corrected(best) == {"headline/poor_drop": 36}
    assert not best.unique


@pytest.mark.parametrize(("points", "may_be_a_row"), [(7995, True), (7996, False)])
def test_a_drop_may_be_of_rates_that_were_rounded_to_one_decimal(
    points: int, *, may_be_a_row: bool
) -> None:
    """With 50 households, 30 poor and none of them left, a lost row would make it 7.8947."""
    row = {"households_base": 100, "households_goal": 100, "poor_base": 10, "poor_goal": 5}
    total = {name: 9 * count for name, count in row.items()}
    plan = Plan.of(2024, [row] * 9, total=total, headline={"poor_rate_drop": Points(points, 3)})
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(1000))
    text = TextBefore.of(index, broken_cases(index, check(plan)))
    assert text.may_be_a_row() is may_be_a_row


def test_a_text_beside_a_total_alone() -> None:
    total = {"near_poor_goal": 5, "poor_base": 3, "poor_goal": 2}
    for rows in ([], [{"name": "Chợ"}]):
        plan = Plan.of(2024, rows, total=total, headline={"near_poor_goal": 6, "poor_drop": 2})
        assert check(plan).errors
        assert not any(diagnosis.row for diagnosis in diagnose(plan))


def test_a_drop_of_rounded_rates_agrees_with_a_row_pasted_twice() -> None:
    # The text of the real plan subtracts 1.4 % from 2.31 %, which the total printed before.
    rows = list(READING.plan.targets)
    rows.insert(7, rows[6])
    plan = evolve(READING.plan, targets=tuple(rows))
    sums = plan.computed_total
    assert sums is not None
    flat = sums.flat()
    for name, whole in (("poor_base", "households_base"), ("poor_goal", "households_goal")):
        count, households = flat[Count(name)], flat[Count(whole)]
        assert isinstance(count, int)
        assert isinstance(households, int)
        flat[Rate(f"{name}_rate")] = Percent.of(Fraction(count, households))
    total = PovertyTarget.of(sums.unit, *sums.years, flat)
    found = diagnose(Reading(evolve(plan, total=total)))
    assert found[0].cause is Cause.ROW_PASTED_TWICE
    assert not any(diagnosis.unique for diagnosis in found)


def test_a_drop_of_counts_that_no_row_states_ties_none() -> None:
    rows = [{"households_base": 217, "near_poor_goal": 4}, {"households_base": 95}]
    total = {"households_base": 312, "poor_base": 90, "poor_goal": 54}
    headline = {"poor_drop": 63, "near_poor_goal": 5}
    found = diagnose(Plan.of(2024, rows, total=total, headline=headline))
    assert found[0].edits
