"""The arithmetic is stated once: a relation removed or added shows in every consumer."""

from fractions import Fraction

import pytest

from povertyplan import (
    Count,
    Edit,
    Part,
    Percent,
    Place,
    Plan,
    Rate,
    check,
    diagnose,
)
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.intervals import ANYTHING, Interval, allowed
from povertyplan.arithmetic.verdicts import expected
from povertyplan.frames import check_frame, plans_to_frame
from povertyplan.model import relations
from povertyplan.model.relations import RELATIONS, Bound, Ratio, Relation, Sum

TOTAL = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
ROW = {"households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1.43", "near_poor_goal": 4}
PLAN = Plan.of(2024, [ROW], total=TOTAL)
POOR_GOAL = next(one for one in RELATIONS if one.subject is Rate.POOR_GOAL_RATE)


def found() -> set[tuple[str, str]]:
    return {(one.code, str(one.place)) for one in check(PLAN).findings}


def found_in_a_frame() -> set[tuple[str, str]]:
    findings = check_frame(plans_to_frame({"a": PLAN}, "polars")).findings
    return {(row["code"], f"{row['row']}/{row['field']}") for row in findings.rows(named=True)}


def test_the_checks_read_the_relations(monkeypatch: pytest.MonkeyPatch) -> None:
    totals = {("PP101", "total/households_goal"), ("PP101", "total/poor_goal")}
    assert found() == {("PP201", "total/poor_goal_rate"), *totals}
    monkeypatch.setattr(relations, "RELATIONS", [one for one in RELATIONS if one != POOR_GOAL])
    assert found() == totals
    assert found_in_a_frame() == totals


@pytest.mark.parametrize(
    ("added", "code", "place"),
    [
        (Bound((Count.NEAR_POOR_GOAL,), Count.POOR_GOAL), "PP305", "1/poor_goal"),
        (
            Ratio(Rate.POOR_GOAL_RATE, (Count.NEAR_POOR_GOAL,), Count.HOUSEHOLDS_GOAL),
            "PP201",
            "1/poor_goal_rate",
        ),
    ],
)
def test_a_relation_added_is_checked(
    added: Relation, code: str, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relations, "RELATIONS", [added])
    assert found() == {(code, place)}
    assert found_in_a_frame() == {(code, place)}


def test_a_ratio_of_several_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a table prints one rate for the poor and the near-poor."""
    both = Ratio(
        Rate.POOR_GOAL_RATE, (Count.POOR_GOAL, Count.NEAR_POOR_GOAL), Count.HOUSEHOLDS_GOAL
    )
    row = {"households_goal": 78, "poor_goal": 2, "near_poor_goal": 5, "poor_goal_rate": "8.97"}
    plan = Plan.of(2024, [row])
    monkeypatch.setattr(relations, "RELATIONS", [both])
    assert check(plan).findings == ()
    assert check_frame(plans_to_frame({"a": plan}, "polars")).findings.is_empty()
    case = next(cases_of(plan))
    assert case.subject == Place(1, Rate.POOR_GOAL_RATE)
    assert allowed(case, plan.figures(), Place(1, "near_poor_goal")) == Interval(5, 5)
    assert expected(case, plan.figures()) == Percent(897, 2)


def test_the_intervals_read_the_relations() -> None:
    total = Place(Part.TOTAL, "poor_goal")
    case = next(cases_of(PLAN, [Sum(Count.POOR_GOAL)]))
    assert allowed(case, PLAN.figures(), total) == Interval(2, 2)
    assert allowed(case, PLAN.figures(), Place(1, "poor_goal")) == Interval(54, 54)
    bound = next(cases_of(PLAN, [Bound((Count.POOR_GOAL,), Count.POOR_BASE)]))
    assert allowed(bound, PLAN.figures(), Place(1, "poor_goal")) == ANYTHING


def test_the_diagnosis_reads_the_relations(monkeypatch: pytest.MonkeyPatch) -> None:
    """A count that no rate covers has many explanations; a relation more leaves one."""
    rows = [
        {
            "households_base": 100 + row,
            "persons_base": 461 if row == 1 else 400 + row,
            "poor_base_rate": Percent.of(Fraction(400 + row, 100 + row)),
        }
        for row in range(3)
    ]
    plan = Plan.of(2024, rows, total={"persons_base": 1203})
    persons = Ratio(Rate.POOR_BASE_RATE, (Count.PERSONS_BASE,), Count.HOUSEHOLDS_BASE)
    monkeypatch.setattr(relations, "RELATIONS", [Sum(Count.PERSONS_BASE)])
    assert len(diagnose(plan)) == 4
    monkeypatch.setattr(relations, "RELATIONS", [Sum(Count.PERSONS_BASE), persons])
    (only,) = diagnose(plan)
    assert only.unique
    assert only.edits == (Edit(Place(2, "persons_base"), 461, 401),)
