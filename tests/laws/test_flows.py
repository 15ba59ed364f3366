"""Residuals of flows: of consecutive ones, of one with a cell changed, and of a total."""

from attrs import asdict, evolve, fields
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Unit
from povertyplan.year import Flow, FlowTable, PovertyFlow, ReportingPeriod

YEAR = ReportingPeriod(2024)
_COUNT = st.integers(0, 99)
_STATED = st.builds(Flow, *[_COUNT] * 9)
_MAYBE_BLANK = st.builds(Flow, *[st.none() | _COUNT] * 9)
_CELLS = [attribute.name for attribute in fields(Flow)]
#: By how much one more in a cell raises the residual.
_SIGNS = dict(zip(_CELLS, (-1, 1, 1, 1, -1, -1, -1, -1, 1), strict=True))


def residual(flow: Flow) -> int:
    assert flow.residual is not None
    return flow.residual


@given(_STATED, _MAYBE_BLANK, _COUNT, _MAYBE_BLANK)
def test_consecutive_flows_are_associative(
    first: Flow, second: Flow, end: int, third: Flow
) -> None:
    second = evolve(second, start=first.end, end=end)
    third = evolve(third, start=end)
    assert first.then(second).then(third) == first.then(second.then(third))


@given(_STATED, _STATED, st.none() | _COUNT, st.none() | _COUNT)
def test_residuals_of_consecutive_flows_add(
    first: Flow, second: Flow, other_out: int | None, other_in: int | None
) -> None:
    first = evolve(first, other_out=other_out)
    second = evolve(second, start=first.end, other_in=other_in)
    assert residual(first.then(second)) == residual(first) + residual(second)


@given(_STATED, st.sampled_from(_CELLS), st.integers(1, 9))
def test_a_cell_changed_moves_the_residual_by_as_much(flow: Flow, cell: str, added: int) -> None:
    figures = asdict(flow)
    changed = Flow(**figures | {cell: figures[cell] + added})
    assert residual(changed) == residual(flow) + _SIGNS[cell] * added


@given(st.lists(_STATED, min_size=1, max_size=5))
def test_residuals_of_the_lines_add_to_that_of_the_total(flows: list[Flow]) -> None:
    lines = [PovertyFlow(Unit("Chợ"), YEAR, flow, flow) for flow in flows]
    total = FlowTable(Unit("Cao Thượng"), YEAR, lines).computed_total
    assert total is not None
    assert residual(total.poor) == sum(residual(flow) for flow in flows)
    assert total.near_poor == total.poor
