"""Which of two statements of a target is right."""

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Count,
    Diagnosis,
    Part,
    Percent,
    Place,
    Plan,
    Reading,
    check,
    diagnose,
)
from povertyplan import repaired as repaired_plan
from povertyplan.diagnosis.applied import certain_repairs
from povertyplan.model.rows import Headline
from tests.checks.test_restated import TOTAL, of_headline, of_labour, stated
from tests.support.slips import SOUND

RATE = Place(Part.LABOUR, "trained_rate")


def own(reading: Reading) -> list[Diagnosis]:
    found = diagnose(reading)
    return [diagnosis for diagnosis in found if diagnosis.cause is Cause.OTHER_STATEMENT]


def proposed(diagnosis: Diagnosis) -> list[tuple[str, str]]:
    return [(str(edit.place), str(edit.proposed)) for edit in diagnosis.edits]


def test_the_statement_that_the_other_figures_refute_is_likely_wrong() -> None:
    reading = of_labour("82%", "85%")
    (diagnosis,) = own(reading)
    assert proposed(diagnosis) == [("labour/trained_rate#2", "82%")]
    assert (diagnosis.unique, diagnosis.proves, diagnosis.rivals) == (False, True, 0)
    assert dict(diagnosis.terms) == {"agreeing": Percent(82, 0)}
    report = check(reading)
    groups = diagnose(reading).groups(report)
    (group,) = [group for group in groups if group.best == diagnosis]
    assert [finding.code for finding in group.findings] == ["PP310", "PP401"]
    assert repaired_plan(reading.plan, diagnosis) == reading.plan
    assert certain_repairs(reading, diagnose(reading)) == ()


def test_where_the_first_is_wrong_its_repair_explains_the_second() -> None:
    reading = of_headline("poor_goal", "45", "54")
    report = check(reading, select=["PP3"])
    (group,) = diagnose(reading).groups(report)
    assert [finding.code for finding in group.findings] == ["PP301", "PP310"]
    assert group.best is not None
    assert proposed(group.best) == [("headline/poor_goal", "54")]
    assert own(reading) == []


def test_an_annex_that_is_wrong_for_every_statement_is_one_cause() -> None:
    total = TOTAL | {"poor_goal": 45, "poor_goal_rate": "1,38"}
    rows = [TOTAL | {"poor_goal_rate": "1,38"}]
    plan = Plan.of(2024, rows, total=total, headline={"poor_goal_rate": "1,4%"})
    reading = stated(plan, Part.HEADLINE, "poor_goal_rate", "1,4%", "1,38%")
    report = check(reading, select=["PP1", "PP2", "PP3"])
    (group,) = diagnose(reading).groups(report)
    places = {str(finding.place) for finding in group.findings}
    assert {"headline/poor_goal_rate", "headline/poor_goal_rate#2"} <= places
    assert group.best is not None
    assert ("total/poor_goal", "54") in proposed(group.best)


@pytest.mark.parametrize("rates", [("82%", "85%"), ("85%", "82%")])
def test_without_other_figures_either_may_be_right(rates: tuple[str, str]) -> None:
    plan = Plan.of(2024, [], labour={"trained_rate": rates[0]})
    here, there = own(stated(plan, Part.LABOUR, "trained_rate", *rates))
    assert proposed(here) == [("labour/trained_rate#2", rates[0])]
    assert proposed(there) == [("labour/trained_rate", rates[1])]
    assert {(one.unique, one.proves, one.rank) for one in (here, there)} == {(False, False, 1)}
    assert repaired_plan(plan, there).labour != plan.labour


def test_a_value_that_stands_twice_is_changed_in_both_places() -> None:
    (diagnosis,) = own(of_labour("82%", "85%", "85%"))
    assert [place for place, _ in proposed(diagnosis)] == [
        "labour/trained_rate#2",
        "labour/trained_rate#3",
    ]


def test_nothing_is_proposed_where_both_are_refuted_or_one_is_no_figure_of_the_plan() -> None:
    assert own(of_labour("84%", "85%")) == []
    plan = Plan.of(2024, [], total=TOTAL)
    assert own(stated(plan, Part.HEADLINE, "poor_goal", "54", "45")) == []
    assert own(of_headline("poor_goal_rate", "1,4%", "1,39%")) == []


def test_a_row_that_is_missing_says_nothing_of_the_text() -> None:
    targets = (*SOUND.targets[:3], *SOUND.targets[4:])
    plan = evolve(SOUND, targets=targets, headline=Headline.of({Count.POOR_DROP: 35}))
    reading = stated(plan, Part.HEADLINE, "poor_drop", "35", "63")
    assert any(diagnosis.row is not None for diagnosis in diagnose(reading))
    assert [error.place.statement for error in check(reading, select=["PP310"]).errors] == [2]
