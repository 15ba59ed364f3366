"""What is computed of a plan, what stays as it is stated, and what stays blank."""

from typing import Any

import pytest
from attrs import evolve

from povertyplan import (
    Category,
    Count,
    Headline,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    Rate,
    Rounding,
    Section,
    Unit,
    check,
    completed,
    read,
)
from povertyplan.model.fields import ANNEX, Flat
from povertyplan.model.tabular import cells

EXAMPLE = "examples/cao-thuong-2024/plan.md"
ROW = {"name": "Ngò", "households_base": 75, "poor_base": 4, "households_goal": 78, "poor_goal": 2}
BLANK = {"name": "Chợ", "households_base": 136, "poor_base": 3, "households_goal": 140}


def counts(figures: Flat) -> dict[str, object]:
    return {field: value for field, value in figures.items() if isinstance(field, Count)}


def counts_of(plan: Plan) -> Plan:
    """Return a plan that states the counts of its rows and of labour alone."""
    rows = [{"name": target.unit.name} | counts(target.flat()) for target in plan.targets]
    return Plan.of(plan.year, rows, unit=plan.unit, labour=counts(plan.flat(Part.LABOUR)))


def test_the_real_plan_is_completed_to_what_it_prints() -> None:
    plan = read(EXAMPLE).plan
    before, after = cells(plan), cells(completed(counts_of(plan)))
    different = {
        str(place): str(after[place])
        for place, value in before.items()
        if place.row not in {Part.HEADLINE, Part.LABOUR} and value not in {after[place], None}
    }
    assert different == {"total/poor_goal_rate": "1.38%"}


def test_a_blank_rate_beside_a_count_of_0_is_printed() -> None:
    plan = completed(Plan.of(2024, [ROW | {"poor_goal": 0}]))
    assert plan.targets[0].goal.poor.rate == Percent(0, 2)


def test_the_text_of_the_real_plan() -> None:
    plan = completed(counts_of(read(EXAMPLE).plan), headline_places=1)
    assert plan.headline == Headline(
        poor_goal=54,
        poor_goal_rate=Percent(14, 1),
        poor_drop=36,
        poor_rate_drop=Points(9, 1),
        near_poor_goal=110,
        near_poor_goal_rate=Percent(28, 1),
        near_poor_drop=25,
        near_poor_rate_drop=Points(7, 1),
    )
    assert plan.labour is not None
    assert plan.labour.trained_rate == Percent(820, 1)


def test_what_is_stated_wrong_stays_and_is_found() -> None:
    total = {"households_goal": 77, "poor_goal_rate": "2.56"}
    plan = completed(Plan.of(2024, [ROW], total=total, headline={"poor_drop": 3}))
    found = [(finding.code, str(finding.place)) for finding in check(plan).errors]
    assert found == [
        ("PP303", "headline/poor_drop"),
        ("PP101", "total/households_goal"),
        ("PP201", "total/poor_goal_rate"),
    ]


def test_a_missing_count_leaves_blank_what_needs_it() -> None:
    plan = completed(Plan.of(2024, [ROW, BLANK]))
    assert plan.target("Chợ").goal.poor.rate is None
    assert plan.total is not None
    assert plan.total.goal.poor == plan.total.base.near_poor
    assert plan.total.base.poor.count == 7
    assert plan.headline == Headline()


def test_a_stated_total_gives_no_figure_of_a_row() -> None:
    plan = completed(Plan.of(2024, [ROW, BLANK], total={"poor_goal": 4}))
    assert plan.target("Chợ").goal.poor.count is None
    assert plan.total is not None
    assert plan.total.goal.share(Category.POOR) is not None
    assert plan.total.goal.poor.rate == Percent.of_ratio(4, 218)


def test_no_share_of_no_households_and_no_drop_below_0() -> None:
    row = {"name": "Ngò", "households_base": 0, "poor_base": 0, "households_goal": 78}
    plan = completed(Plan.of(2024, [row | {"poor_goal": 2}]))
    assert plan.targets[0].base.poor.rate is None
    assert plan.headline.poor_drop is None
    assert plan.headline.poor_rate_drop is None
    assert plan.headline.poor_goal == 2


def test_a_rate_that_rises_is_a_drop_below_0() -> None:
    row = ROW | {"poor_goal": 5}
    headline = completed(Plan.of(2024, [row])).headline
    assert (headline.poor_drop, headline.poor_rate_drop) == (None, Points(-108, 2))


def test_a_section_gets_its_sub_total() -> None:
    sections = (Section("Khu vực 1", range(1, 2)), Section("Khu vực 2", range(2, 2)))
    plan = completed(evolve(Plan.of(2024, [ROW, BLANK]), sections=sections))
    first, empty = plan.sections
    assert first.printed is not None
    assert first.printed.unit == Unit("Khu vực 1")
    figures = [first.printed.flat()[field] for field in ANNEX]
    assert figures == [plan.targets[0].flat()[field] for field in ANNEX]
    assert empty.printed is None


@pytest.mark.parametrize(
    "plan", [Plan.of(2024, []), Plan.of(2024, [], total={}), Plan.of(2024, [], labour={})]
)
def test_a_plan_without_counts_stays_as_it_is(plan: Plan) -> None:
    assert completed(plan) == plan


def test_a_rate_of_too_many_digits_is_left_blank() -> None:
    plan = completed(Plan.of(2024, [ROW | {"poor_goal": 10**15}]))
    assert cells(plan)[Place(1, Rate.POOR_GOAL_RATE)] is None


def test_anything_but_a_plan_is_refused() -> None:
    complete: Any = completed
    with pytest.raises(TypeError, match=r"^completed: plan must be a Plan, got .*: reading\.plan$"):
        complete(read(EXAMPLE))


def test_a_rule_by_which_nothing_is_rounded_is_refused() -> None:
    for rule in (Rounding.ANY, "any"):
        with pytest.raises(TypeError, match=r"^completed: Rounding\.ANY admits prints"):
            completed(read("examples/cao-thuong-2024/plan.md").plan, rounding=rule)  # type: ignore[arg-type]  # words too
