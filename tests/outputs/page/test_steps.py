"""The calculation behind each kind of finding."""

import pytest

from povertyplan import Plan, Unit, read
from povertyplan.outputs.page.steps import Workings
from povertyplan.reading import TableReading
from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod
from tests.support.commands import EXAMPLE
from tests.support.page import checked

ROWS = [
    {"name": "Chợ", "households_base": 136, "households_goal": 140, "poor_base": 3, "poor_goal": 2},
    {"name": "Ngò", "households_base": 75, "households_goal": 78, "poor_base": 4, "poor_goal": 2},
]


def steps(document: Plan | TableReading[FlowTable], code: str) -> list[tuple[str, str]]:
    outcome = checked(document)
    workings = Workings.of(outcome)
    (group,) = [group for group in outcome.groups if group.leading.code == code]
    found = workings.steps(group.leading, group.best, "en")
    return [(step.working, step.result) for step in found]


def test_a_rate_shows_both_divisions() -> None:
    outcome = checked(read(EXAMPLE))
    workings, group = Workings.of(outcome), outcome.groups[0]
    found = list(workings.steps(group.leading, group.best, "vi"))
    said = [f"{step.working} {step.result}" for step in found]
    assert [step.is_printed for step in found] == [False, True]
    assert said == ["54 ÷ 3.924 = 1,3761…% ≈ 1,38%", "54 ÷ 3.898 = 1,3853…% ≈ 1,39%"]
    assert (workings.judged, workings.holding) == (229, 227)


def test_a_drop_shows_both_differences() -> None:
    outcome = checked(read(EXAMPLE))
    (group,) = [group for group in outcome.groups if group.leading.code == "PP304"]
    found = Workings.of(outcome).steps(group.leading, group.best, "en")
    assert [f"{step.working} {step.result}" for step in found] == [
        "2.3088…% − 1.3761…% = 0.9327… ≈ 0.93 points",
        "2.31% − 1.4% = 0.91 points",
    ]


def test_a_total_shows_how_many_rows_it_adds_up() -> None:
    plan = Plan.of(2024, ROWS, total={"poor_goal": 5})
    assert steps(plan, "PP101")[0] == ("the rows added up, 2 of them =", "4")


def test_a_drop_of_households_shows_its_subtraction() -> None:
    plan = Plan.of(2024, ROWS, total={"poor_base": 7, "poor_goal": 4}, headline={"poor_drop": 4})
    assert steps(plan, "PP303")[0] == ("7 − 4 =", "3")


def test_a_flow_shows_who_left_and_who_came() -> None:
    unit, year = Unit("Chợ"), ReportingPeriod(2024)
    flow = Flow(90, 20, 16, 0, 0, 0, 1, 0, 56)
    reading = TableReading(FlowTable(unit, year, [PovertyFlow(unit, year, flow)]))
    assert steps(reading, "PP701")[0] == ("90 − 20 − 16 − 0 + 0 + 0 + 1 + 0 =", "55")


@pytest.mark.parametrize("code", ["PP305", "PP306"])
def test_a_bound_has_no_calculation(code: str) -> None:
    row = {**ROWS[1], "poor_base": 70, "near_poor_base": 10, "poor_goal": 71}
    assert steps(Plan.of(2024, [ROWS[0], row]), code) == []
