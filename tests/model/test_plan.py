from collections.abc import Mapping

import pytest
from attrs import evolve

from povertyplan import (
    Count,
    Edit,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Level,
    Part,
    Percent,
    Place,
    Plan,
    Points,
    PovertyTarget,
    Section,
    Tally,
    Unit,
)
from povertyplan.model.fields import Value
from povertyplan.model.places import Row, SectionRow

_ROWS = (
    {"name": "Hoà Sơn", "households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
    {"name": "Ngò", "households_base": 76, "poor_base": 3, "poor_base_rate": Percent(395, 2)},
)


def _plan() -> Plan:
    plan = Plan.of(
        2024,
        _ROWS,
        unit="Cao Thượng",
        total={"households_base": 293, "poor_base": 11},
        headline={"poor_goal_rate": "1,4%", "poor_rate_drop": "0,91%", "poor_drop": None},
        labour={"working_age": 9225, "trained_rate": "82 %"},
    )
    printed = PovertyTarget.of(Unit("Khu vực"), 2023, 2024, {Count.POOR_BASE: 8})
    return evolve(plan, sections=(Section("I", range(1, 2), printed), Section("II", range(2, 3))))


def test_plain_data() -> None:
    plan = _plan()
    assert plan.unit == Unit("Cao Thượng", Level.COMMUNE)
    assert plan.targets[0].base == HouseholdCensus(
        Unit("Hoà Sơn"), 2023, 217, poor=Tally(8, Percent(369, 2))
    )
    assert plan.headline == Headline(poor_goal_rate=Percent(14, 1), poor_rate_drop=Points(91, 2))
    assert plan.labour == LabourTarget(plan.unit, 2024, 9225, trained_rate=Percent(82, 0))
    assert Plan.of(2024, [], unit=plan.unit, base_year=2020, total={}).years == (2020, 2024)


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ({"poor_gaol": 1}, ValueError, "row 1: 'poor_gaol' is no flat name; did you mean"),
        ({"poor_goal": 1.5}, TypeError, "row 1: poor_goal must be a whole number .* got 1.5"),
        ({"poor_goal": "2"}, TypeError, "row 1: poor_goal must be a whole number .* got '2'"),
        ({"poor_goal": -2}, ValueError, "row 1: poor_goal must be .* got -2"),
        ({"poor_goal": True}, TypeError, "row 1: poor_goal must be .* got True"),
        ({"name": None}, TypeError, "row 1: name must be a str, got None"),
        (
            {"poor_goal_rate": "1,4,0"},
            ValueError,
            r"expected a percentage \(row 1: poor_goal_rate\)",
        ),
    ],
)
def test_plain_data_is_refused_by_row_and_name(
    row: Mapping[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        Plan.of(2024, [row])


def test_rows_of_different_years_are_refused() -> None:
    old = PovertyTarget.of(Unit("Chợ"), 2022, 2023, {})
    with pytest.raises(
        ValueError, match=r"Plan\.targets .* got \[\(2022, 2023\), \(2023, 2024\)\]"
    ):
        evolve(_plan(), total=old)


@pytest.mark.parametrize("rows", [range(3), range(1, 4), range(3, 2), range(1, 3, 2)])
def test_sections_of_rows_that_do_not_exist_are_refused(rows: range) -> None:
    with pytest.raises(ValueError, match=r"Section\.rows of 'I' must lie in 1 to 2"):
        evolve(_plan(), sections=(Section("I", rows),))


def test_rows_are_found_under_any_spelling() -> None:
    plan = _plan()
    assert plan.target("HÒA  SƠN") is plan.targets[0]
    with pytest.raises(LookupError, match="no row is named 'Hoà Son'; did you mean 'Hoà Sơn'"):
        plan.target("Hoà Son")
    with pytest.raises(LookupError, match="no row is named 'Ngô'"):
        plan.target("Ngô")
    twice = evolve(plan, targets=plan.targets * 2)
    with pytest.raises(LookupError, match=r"rows \[2, 4\] are all named 'ngò'"):
        twice.target("ngò")


def test_the_total_is_computed_where_every_row_states_its_figure() -> None:
    total = _plan().computed_total
    assert total is not None
    assert (total.base.households, total.base.poor) == (293, Tally(11))
    assert total.goal.households is None
    assert Plan.of(2024, []).computed_total is None
    assert Plan.of(2024, [], total={"poor_goal": 1}).computed_total is None
    assert Plan.of(2024, []).years is None


@pytest.mark.parametrize(
    ("place", "printed", "proposed"),
    [
        (Place(2, "poor_base"), 3, 2),
        (Place(Part.TOTAL, "poor_base"), 11, None),
        (Place(SectionRow(1), "poor_base"), 8, 9),
        (Place(Part.HEADLINE, "poor_rate_drop"), Points(91, 2), Points(93, 2)),
        (Place(Part.LABOUR, "trained_rate"), Percent(82, 0), Percent(83, 0)),
    ],
)
def test_edits_reach_every_part(place: Place, printed: Value, proposed: Value) -> None:
    plan = _plan()
    edited = plan.edited([Edit(place, printed, proposed)])
    assert edited != plan
    assert edited.edited([Edit(place, proposed, printed)]) == plan
    with pytest.raises(ValueError, match=f"{place}: the plan has"):
        edited.edited([Edit(place, printed, proposed)])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (3, "the plan has no row 3"),
        (SectionRow(2), "the plan has no row section2"),
        (SectionRow(3), "the plan has no row section3"),
        (Part.DOCUMENT, "the plan has no document"),
    ],
)
def test_edits_of_rows_that_do_not_exist_are_refused(row: Row, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        _plan().edited([Edit(Place(row, "poor_base"), None, 1)])


def test_edits_of_figures_that_do_not_exist_are_refused() -> None:
    with pytest.raises(LookupError, match="1/poor_drop: no such figure"):
        _plan().edited([Edit(Place(1, "poor_drop"), None, 1)])
    with pytest.raises(LookupError, match="the plan has no total"):
        Plan.of(2024, []).edited([Edit(Place(Part.TOTAL, "poor_base"), None, 1)])
    with pytest.raises(ValueError, match=r"Place\.field must be .* got 'poor'"):
        _plan().edited([Edit(Place(1, "poor"), None, 1)])


def test_a_figure_of_another_part_is_refused() -> None:
    with pytest.raises(ValueError, match="row 1: poor_drop stands in another part of a plan"):
        Plan.of(2024, [{"name": "Chợ", "poor_drop": 3}])
