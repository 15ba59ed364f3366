"""Tables of the year whose figures agree."""

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from povertyplan.model.fields import Counted
from povertyplan.strategies import flows, labour_tables, registers, reports
from povertyplan.year import (
    Flow,
    Household,
    PovertyFlow,
    ProgressReport,
    Register,
    ReportingPeriod,
    Rows,
    UnitReport,
)

#: What is found is not made smaller, which would take most of the time.
_FOUND = settings(max_examples=2_000, database=None, phases=[Phase.generate])


@given(flows(min_rows=3, max_rows=4))
def test_the_number_of_rows(table: Rows[PovertyFlow]) -> None:
    assert len(table.lines) in {3, 4}


@pytest.mark.parametrize("counted", Counted)
def test_flows_are_of_households_or_of_persons(counted: Counted) -> None:
    table = find(flows(), lambda table: table.lines[0].counted is counted, settings=_FOUND)
    assert table.lines[0].unit.name


def test_tables_have_sections_subtotals_and_a_total_or_none() -> None:
    bare = find(reports(), lambda table: not (table.total or table.sections), settings=_FOUND)
    assert bare.kind is UnitReport
    subtotal = find(labour_tables(), lambda table: bool(table.subtotals), settings=_FOUND)
    assert [section.label for section in subtotal.sections] == [
        "Khu vực thành thị",
        "Khu vực nông thôn",
    ]


@pytest.mark.parametrize(
    "kind", [ReportingPeriod, Flow, PovertyFlow, UnitReport, Household, Register]
)
def test_types_are_registered(kind: type[object]) -> None:
    assert isinstance(find(st.from_type(kind), lambda _: True, settings=_FOUND), kind)


def test_tables_are_registered_by_the_kind_of_their_rows() -> None:
    assert find(st.from_type(ProgressReport), lambda _: True, settings=_FOUND).kind is UnitReport
    of_flows = find(st.from_type(Rows), lambda table: table.kind is PovertyFlow, settings=_FOUND)
    assert of_flows.lines


@given(registers(min_households=2, max_households=3))
def test_the_number_of_households(register: Register) -> None:
    assert len(register.households) in {2, 3}
