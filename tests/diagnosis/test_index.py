"""The cases of a table by their cells, and the budget of a search."""

import pytest

from povertyplan import Count, Part, Place, Plan, Rate, Rounding
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.intervals import ANYTHING, Interval
from povertyplan.diagnosis.budget import Budget, BudgetSpent
from povertyplan.diagnosis.index import CaseIndex, fields_of, speaks_of
from povertyplan.model.places import Edit
from povertyplan.reading import Form
from tests.support.slips import SOUND, TOTAL, Rows, slipped


def index_of(plan: Plan, budget: int = 1000) -> CaseIndex:
    return CaseIndex.of(plan, Rounding.HALF_UP, Budget(budget))


def test_the_cases_about_a_cell_are_those_in_which_it_takes_part() -> None:
    index = index_of(SOUND)
    cases = list(cases_of(SOUND))
    places = [
        Place(5, "poor_base"),
        Place(26, "persons_base"),
        Place(TOTAL, "households_goal"),
        Place(Part.HEADLINE, "near_poor_goal"),
    ]
    for place in places:
        about = list(index.about(place))
        assert len(about) == len({(case.row, case.relation) for case in about})
        assert {case.subject for case in about} == {
            case.subject for case in cases if place in case.places
        }


def test_a_drop_in_the_text_is_affected_by_the_rates_of_the_total() -> None:
    index = index_of(SOUND)
    rate = Place(TOTAL, "poor_base_rate")
    drop = Place(Part.HEADLINE, "poor_rate_drop")
    assert drop not in {case.subject for case in index.about(rate)}
    assert drop in {case.subject for case in index.affected(rate)}
    assert drop not in {case.subject for case in index.affected(Place(5, "poor_base_rate"))}


def test_each_case_speaks_of_its_cells_and_of_no_others() -> None:
    index = index_of(SOUND)
    cells = [Place(row, name) for row, flat in index.figures.items() for name in flat]
    for case in [*index.of_row(5), *index.of_row(TOTAL), *index.of_row(Part.HEADLINE)]:
        assert {cell for cell in cells if speaks_of(case, cell)} == set(case.places)
        assert {place.field for place in case.places} == set(fields_of(case.relation))


def test_the_columns_are_those_of_the_table() -> None:
    index = index_of(SOUND)
    assert Count.POOR_DROP not in index.columns
    assert {*index.counts, *index.rates} == set(index.columns)
    assert [ratio.rate for ratio in index.ratios][:1] == [Rate.POOR_BASE_RATE]


def test_a_sum_is_known_only_if_every_row_states_its_count() -> None:
    rows: Rows = [{"poor_base": 3, "poor_goal": 1}, {"poor_base": 4}]
    index = index_of(Plan.of(2024, rows, total={"poor_base": 7, "poor_goal": 1}))
    sums = {str(case.subject): index.sum_of(case) for case in index.totals(Place(1, "poor_base"))}
    assert sums == {"total/poor_base": 7}
    (goal,) = index.totals(Place(1, "poor_goal"))
    assert index.sum_of(goal) is None


def test_a_text_that_repeats_a_sum_is_no_total_of_the_annex() -> None:
    rows: Rows = [{"poor_goal": 2}, {"poor_goal": 3}]
    cell = Place(1, "poor_goal")
    for total in (None, {"poor_goal": 5}):
        index = index_of(Plan.of(2024, rows, total=total, headline={"poor_goal": 5}))
        totals = [] if total is None else [Place(TOTAL, "poor_goal")]
        assert [case.subject for case in index.totals(cell)] == totals
        assert index.moving(cell) == [cell, *totals]


def test_a_rate_of_the_text_is_not_printed_by_the_annex() -> None:
    total = {"households_goal": 100, "poor_goal": 5}
    headline = {"poor_goal_rate": "5.0%"}
    rate = Rate.POOR_GOAL_RATE
    assert not index_of(Plan.of(2024, [], total=total, headline=headline)).prints(rate)
    assert index_of(Plan.of(2024, [], total={**total, **headline})).prints(rate)


@pytest.mark.parametrize(
    ("rates", "leaves_out"),
    [((None, "3.00"), True), (("2.00", "3.00"), False), ((None, None), False)],
)
def test_a_rate_is_left_out_where_other_rows_print_theirs(
    rates: tuple[str | None, str | None], *, leaves_out: bool
) -> None:
    rows: Rows = [
        {"households_goal": 100, "poor_goal": poor, "poor_goal_rate": rate}
        for poor, rate in zip((2, 3), rates, strict=True)
    ]
    index = index_of(Plan.of(2024, rows))
    assert index.leaves_rate_out(Place(1, "poor_goal")) is leaves_out
    assert not index.leaves_rate_out(Place(1, "households_goal"))


def test_what_a_total_allows_of_one_row() -> None:
    index = index_of(slipped((5, "poor_base", 7)))
    (total,) = index.totals(Place(5, "poor_base"))
    assert index.allowed(total, Place(5, "poor_base")) == Interval(2, 2)
    blank = index_of(Plan.of(2024, [{"poor_base": None}, {"poor_base": 3}], total={"poor_base": 7}))
    (total,) = blank.totals(Place(1, "poor_base"))
    assert blank.allowed(total, Place(1, "poor_base")) == Interval(4, 4)


def test_a_budget_ends_a_search() -> None:
    index = index_of(SOUND, budget=1)
    (total,) = index.totals(Place(5, "poor_base"))
    assert index.allowed(total, Place(5, "poor_base")) != ANYTHING
    with pytest.raises(BudgetSpent):
        index.allowed(total, Place(5, "poor_base"))


@pytest.mark.parametrize(
    ("rates", "expected"),
    [
        (["3.69", "3.16", "2.54"], (2, True)),
        (["3.7", "3.16", "2.54"], (2, True)),
        (["3.7", "3.16", "2.5"], (1, True)),
        (["3.7", None, None], (1, False)),
        ([None, "3.2", "2.5"], (1, True)),
        ([None, None, None], (2, False)),
    ],
)
def test_a_rate_prints_the_decimals_of_others(
    rates: list[str | None], expected: tuple[int, bool]
) -> None:
    counts = [(217, 8), (95, 3), (118, 3)]
    rows: Rows = [
        {"households_base": whole, "poor_base": count, "poor_base_rate": rate}
        for (whole, count), rate in zip(counts, rates, strict=True)
    ]
    index = index_of(Plan.of(2024, rows))
    case = next(case for case in index.of_row(1) if case.subject.field is Rate.POOR_BASE_RATE)
    assert index.decimals(case) == expected


def test_what_follows_is_not_broken_by_a_correction() -> None:
    index = index_of(slipped((5, "poor_base", 7)))
    right = Edit(Place(5, "poor_base"), 7, 2)
    assert not index.is_broken_by([right])
    wrong = Edit(Place(5, "poor_base"), 7, 3)
    assert index.is_broken_by([wrong])
    rate = Edit(Place(5, "poor_base_rate"), index.value(Place(5, "poor_base_rate")), None)
    assert index.is_broken_by([wrong], [rate])


def test_a_row_is_called_by_its_ordinal_unless_another_has_it_and_its_name() -> None:
    plan = Plan.of(2024, [{"name": name} for name in ("Chám", "Đình", "Chám", "Ngò", "Ngò")])
    form = Form(ordinals=("1", "2.", "1", "1", "3"))
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(1000), form=form)
    assert [index.called(row) for row in plan.rows] == ["", "2", "", "1", "3"]
    assert index.called(TOTAL) == ""
