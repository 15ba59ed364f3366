"""Total rows and rows that repeat the other year, another total, or a neighbour."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Edit,
    Part,
    Percent,
    Place,
    Plan,
    Section,
    check,
    diagnose,
    repaired,
)
from povertyplan.model.fields import FACTS, Count, Figure, Rate, rate_of
from povertyplan.model.places import Row, SectionRow
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


def changing(rows: int) -> Plan:
    """Return a plan whose total is of last year, though some of its eight rows changed."""
    units: list[list[int]] = []
    for number in range(8):
        base = [80 + 7 * number, 3 + number % 4, 5 + number % 3]
        goal = [base[0] + 2, base[1] - 1, base[2] - 2] if number < rows else base
        units.append([*base, *goal])
    total = [sum(column) for column in zip(*units, strict=True)]
    return Plan.of(2024, list(map(with_rates, units)), total=with_rates(total[:3] * 2))


def with_rates(counts: Sequence[int]) -> dict[str, object]:
    """Return the households, the poor and the near-poor of two years, with their rates."""
    flat: dict[str, object] = {}
    for year, (households, poor, near_poor) in (("base", counts[:3]), ("goal", counts[3:])):
        flat[f"households_{year}"] = households
        for name, count in (("poor", poor), ("near_poor", near_poor)):
            flat[f"{name}_{year}"] = count
            flat[f"{name}_{year}_rate"] = Percent.of_ratio(count, households)
    return flat


@pytest.mark.parametrize("rows", range(1, 6))
def test_a_total_of_last_year_is_certain_where_three_rows_change(rows: int) -> None:
    (best,) = diagnose(changing(rows))
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, rows >= 3)


def test_one_column_is_a_total_of_last_year() -> None:
    plan = slipped(*goal_half(Count.NEAR_POOR_GOAL))
    assert diagnose(plan)[0].cause is Cause.LAST_YEARS_TOTAL
    assert diagnose(plan)[0].edits[0].place.row is Part.TOTAL


def in_sections(*sections: range) -> Plan:
    """Return the sound plan with sub-totals of some rows each, and the rates of those."""
    printed: list[Section] = []
    for number, rows in enumerate(sections, 1):
        sums: dict[Count, int] = {}
        for count in FACTS:
            values = [SOUND.flat(row).get(count) for row in rows]
            if isinstance(count, Count) and None not in values:
                sums[count] = sum(value for value in values if isinstance(value, int))
        flat: dict[str, object] = {str(count): total for count, total in sums.items()}
        for count, total in sums.items():
            rate, whole = rate_of(count), FACTS[count].share_of
            if rate is not None and whole is not None:
                flat[rate] = Percent.of(Fraction(total, sums[whole]))
        (row,) = Plan.of(2024, [flat]).targets
        printed.append(Section(f"Khu vực {number}", rows, row))
    return evolve(SOUND, sections=tuple(printed))


def copied_row(plan: Plan, row: Row, source: Row, *, rates: bool = False) -> Plan:
    """Return a plan in which one row holds the counts of another, and its rates."""
    flat, others = plan.flat(row), plan.flat(source)
    edits: list[Edit] = []
    for name, value in flat.items():
        if (rates or isinstance(name, Count)) and others[name] is not None:
            edits.append(Edit(Place(row, name), value, others[name]))
    return plan.edited(edits)


def test_a_total_row_copied_from_a_sub_total() -> None:
    sound = in_sections(range(1, 12), range(12, 27))
    assert not check(sound).errors
    plan = copied_row(sound, TOTAL, SectionRow(1))
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_COPIED, True)
    assert repaired(plan, best) == sound
    assert "it repeats sub-total 1 (Khu vực 1)" in str(best)


def test_a_sub_total_copied_from_another_is_proved_by_nothing_but_sums() -> None:
    sound = in_sections(range(1, 12), range(12, 27))
    plan = copied_row(sound, SectionRow(2), SectionRow(1), rates=True)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_COPIED, False)
    assert repaired(plan, best) == sound


def test_all_totals_of_last_year() -> None:
    sound = in_sections(range(1, 12), range(12, 27))
    plan = sound
    for row in (TOTAL, SectionRow(1), SectionRow(2)):
        flat = plan.flat(row)
        plan = plan.edited(
            Edit(Place(row, goal), flat[goal], flat[base])
            for goal, base in BASE_OF.items()
            if flat[goal] is not None
        )
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.TOTAL_ROW_OF_LAST_YEAR, True)
    assert repaired(plan, best) == sound


def test_the_goal_half_of_a_row_beside_its_rates() -> None:
    flat = SOUND.flat(7)
    plan = slipped(*((7, name, flat[BASE_OF[name]]) for name in BASE_OF if isinstance(name, Count)))
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.ROW_OF_LAST_YEAR, True)
    assert repaired(plan, best) == SOUND


def test_the_goal_half_of_a_row_with_its_rates_may_be_that_of_another() -> None:
    flat = SOUND.flat(7)
    plan = slipped(*((7, name, flat[base]) for name, base in BASE_OF.items()))
    found = diagnose(plan)
    assert found[0].cause is Cause.ROW_OF_LAST_YEAR
    assert any(repaired(plan, diagnosis) == SOUND for diagnosis in found)
    assert not any(diagnosis.unique for diagnosis in found)


def test_no_row_of_last_year_is_raised_above_its_base() -> None:
    same = {"households_base": 90, "households_goal": 90, "poor_base": 3, "poor_goal": 3}
    rows = [{"name": "Chợ", **same}, {"name": "Ngò", **same, "poor_goal": 1}]
    plan = Plan.of(2024, rows, total={"households_goal": 182, "poor_goal": 7})
    causes = {diagnosis.cause for diagnosis in diagnose(plan)}
    assert Cause.ROW_OF_LAST_YEAR not in causes


def test_a_row_copied_from_the_row_above() -> None:
    plan = copied_row(SOUND, 8, 7)
    best = diagnose(plan)[0]
    assert (best.cause, best.unique) == (Cause.ROW_COPIED, True)
    assert repaired(plan, best) == SOUND


def test_which_row_is_the_copy_only_its_rates_tell() -> None:
    plan = copied_row(SOUND, 8, 7, rates=True)
    below, other = diagnose(plan)
    assert (below.cause, other.cause) == (Cause.ROW_COPIED, Cause.ROW_COPIED)
    assert (below.rank, other.rank, below.unique) == (1, 2, False)
    assert repaired(plan, below) == SOUND
    assert "the row repeats row 7" in str(below)


def test_a_row_that_could_not_hold_what_the_totals_miss_is_no_copy() -> None:
    same: dict[str, object] = {"households_base": 90, "persons_base": 300, "poor_base": 3}
    same |= {"near_poor_base": 4}
    rows = [{"name": "Chợ", **same}, {"name": "Ngò", **same}]
    plan = Plan.of(2024, rows, total={"households_base": 95, "persons_base": 290, "poor_base": 6})
    causes = {diagnosis.cause for diagnosis in diagnose(plan)}
    assert Cause.ROW_COPIED not in causes


def test_rows_that_no_total_counts_are_no_copies() -> None:
    same: dict[str, object] = {"households_base": 90, "persons_base": 300, "poor_base": 3}
    rows = [{"name": f"TDP {row}", **same, "near_poor_base": row // 3} for row in range(1, 5)]
    rows[0]["poor_base"] = 2
    plan = Plan.of(2024, rows)
    (total,) = Plan.of(2024, [{"households_base": 170, "persons_base": 590}]).targets
    plan = evolve(plan, sections=(Section("Khu vực 1", range(1, 3), total),))
    assert Cause.ROW_COPIED not in {diagnosis.cause for diagnosis in diagnose(plan)}
