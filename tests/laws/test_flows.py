"""Flows that close: consecutive ones, tables of them, and one cell of them that is changed."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Count, Edit, Place, Unit, check
from povertyplan.model.fields import FLOW
from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod

YEAR = ReportingPeriod(2024)
_MOVES = st.tuples(*[st.integers(0, 9)] * 7)
_MAYBE = st.none() | st.integers(0, 9)
_ANY_FLOW = st.builds(Flow, *[_MAYBE] * 9)


def closing(rest: int, moves: tuple[int, ...]) -> Flow:
    """Return the flow of some moves that closes, of which a rest stays from start to end."""
    start, end = rest + sum(moves[:3]), rest + sum(moves[3:])
    return Flow(*(start, *moves, end))


_CLOSING = st.builds(closing, st.integers(0, 99), _MOVES)


@st.composite
def _of_units(draw: st.DrawFn) -> PovertyFlow:
    poor, near_poor = draw(_CLOSING), draw(_MOVES)
    # Who leaves one category for the other is counted in both.
    to_poor, left, other_out, _, *ins = near_poor
    moves = (poor.from_other or 0, left, other_out, poor.to_other or 0, *ins)
    return PovertyFlow(Unit("Chợ"), YEAR, poor, closing(to_poor, moves))


def table_of(flows: list[PovertyFlow]) -> FlowTable:
    """Return the flows in a table, each of a unit of its own, with their total."""
    lines = [evolve(flow, unit=Unit(f"TDP {number}")) for number, flow in enumerate(flows, 1)]
    table = FlowTable(Unit("Cao Thượng"), YEAR, lines)
    return evolve(table, total=table.computed_total)


_TABLES = st.builds(table_of, st.lists(_of_units(), min_size=1, max_size=4))


def meeting(first: Flow, second: Flow) -> Flow:
    """Return the second flow, started where the first one ends."""
    return evolve(second, start=first.end)


@given(_CLOSING, _ANY_FLOW, _ANY_FLOW)
def test_consecutive_flows_are_associative(first: Flow, second: Flow, third: Flow) -> None:
    second = evolve(meeting(first, second), end=second.end or 0)
    third = meeting(second, third)
    assert first.then(second).then(third) == first.then(second.then(third))


@given(_CLOSING, st.integers(0, 9), _CLOSING, st.integers(0, 9))
def test_residuals_of_consecutive_flows_add(
    first: Flow, residual: int, second: Flow, later_residual: int
) -> None:
    first = evolve(first, end=(first.end or 0) + residual)
    second = evolve(meeting(first, second), other_out=None, other_in=None)
    second = evolve(second, end=0)
    second = evolve(second, end=max(0, later_residual - (second.residual or 0)))
    added = (first.residual or 0) + (second.residual or 0)
    assert first.then(second).residual == added


@given(_TABLES)
def test_a_table_closes_if_its_lines_do(table: FlowTable) -> None:
    assert table.total is not None
    assert (table.total.poor.residual, table.total.near_poor.residual) == (0, 0)
    assert check(table).findings == ()


@given(_TABLES, st.sampled_from(FLOW), st.integers(1, 9))
def test_one_cell_changed_moves_the_residual_and_is_found(
    table: FlowTable, name: Count, added: int
) -> None:
    before = table.lines[0].flat()[name]
    assert isinstance(before, int)
    changed = table.edited([Edit(Place(1, name), before, before + added)])
    flow = changed.lines[0]
    residuals = {flow.poor.residual, flow.near_poor.residual}
    assert {abs(residual or 0) for residual in residuals} == {0, added}
    codes = {finding.code for finding in check(changed).findings}
    assert {"PP101", "PP701"} <= codes
    assert codes <= {"PP101", "PP701", "PP703"}
