"""The interval of a cell contains exactly the values for which its case does not fail."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyplan import Count, Edit, Percent, Place, Plan, Points, Rate, Rounding, Unit
from povertyplan.arithmetic.cases import Case, cases_of, terms
from povertyplan.arithmetic.intervals import Interval, allowed
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.model.fields import FLOW, FURTHER, Field, Value
from povertyplan.model.percent import MOST_DIGITS, MOST_PLACES
from povertyplan.model.places import Figures, in_annex
from povertyplan.model.relations import Drop
from povertyplan.model.tabular import Tabular, Widened, cells
from povertyplan.strategies import plans
from povertyplan.year import (
    Coverage,
    CoverageTable,
    FlowTable,
    Policy,
    PovertyFlow,
    ReportingPeriod,
)

_ENUMERATED = 60
_SMALL = st.integers(0, 20)
#: One cell of six is any figure, or blank.
_RARELY = st.integers(0, 5).map(lambda drawn: drawn == 0)
_SLACK = (
    *(Count.POOR_OTHER_OUT, Count.POOR_OTHER_IN),
    *(Count.NEAR_POOR_OTHER_OUT, Count.NEAR_POOR_OTHER_IN),
)
_DROPS = (Rate.POOR_RATE_DROP, Rate.NEAR_POOR_RATE_DROP)


@st.composite
def _values(draw: st.DrawFn, place: Place, largest: int) -> Value:
    if draw(st.integers(0, 4)) == 0:
        return None
    places = draw(st.integers(0, 3))
    match place.field:
        case Rate.POOR_RATE_DROP | Rate.NEAR_POOR_RATE_DROP:
            return Points(draw(st.integers(-200, 200)), places)
        case Rate():
            return Percent(draw(st.integers(0, 200)), places)
        case _:
            return draw(st.integers(0, largest))


@st.composite
def _any_plans(draw: st.DrawFn) -> Plan:
    """Draw plans whose figures need not agree."""
    plan = draw(plans(max_rows=3))
    stated = cells(plan)
    largest = draw(st.sampled_from([4, 20, 10**9]))
    changed = draw(st.sets(st.sampled_from(list(stated)), max_size=8))
    return plan.edited(
        Edit(place, stated[place], draw(_values(place, largest)))
        for place in sorted(changed, key=lambda place: place.rank)
    )


def _written(number: int, place: Place, printed: Value) -> Value:
    """Return the figure that a number of an interval stands for."""
    places = printed.places if isinstance(printed, Percent | Points) else 2
    match place.field:
        case Rate.POOR_RATE_DROP | Rate.NEAR_POOR_RATE_DROP:
            return Points(number, places)
        case Rate():
            return Percent(number, places)
        case _:
            return number


def _holds(
    case: Case, found: Figures, place: Place, value: Value, rounding: Rounding
) -> bool | None:
    """Whether a case holds with another value; None if the interval may contain it or not."""
    after = {**found, place.row: {**found[place.row], place.field: value}}
    if isinstance(case.relation, Drop) and _is_empty(case.relation, case, after, place.field):
        return None
    return verdict_of(case, after, rounding) not in {Verdict.FAILS, Verdict.ROUNDED}


def _is_empty(drop: Drop, case: Case, after: Figures, field: Field) -> bool:
    """Whether a drop is unknown because the changed cell makes its households 0."""
    wholes = (drop.base.whole, drop.goal.whole)
    operands = terms(case, after)
    return any(whole == field and operands[whole].value == 0 for whole in wholes)


def _numbers(span: Interval, place: Place, printed: Value) -> Iterator[int]:
    """Yield every small number, and 100 % and both ends of the interval with their neighbours."""
    least = -_ENUMERATED if place.field in _DROPS else 0
    yield from range(least, _ENUMERATED)
    full = 10 ** (printed.places + 2) if isinstance(printed, Percent) else None
    for end in (span.lo, span.hi, span.lo + 10**6, full):
        if end is not None:
            yield from range(max(least, end - 2), end + 3)


def _is_exact(case: Case, found: Figures, place: Place, rounding: Rounding) -> bool:
    span = allowed(case, found, place, rounding)
    printed = found[place.row][place.field]
    for number in _numbers(span, place, printed):
        if abs(number) < 10**MOST_DIGITS:
            value = _written(number, place, printed)
            holds = _holds(case, found, place, value, rounding)
            if holds is not None and holds is not (number in span):
                return False
    return True


@st.composite
def _any_widened_plans(draw: st.DrawFn) -> Widened:
    """Draw plans with further columns whose figures need not agree."""
    plan = draw(_any_plans())
    largest = draw(st.sampled_from([4, 20, 10**9]))
    rows = [row for row in plan.figures() if in_annex(row)]
    return Widened(
        plan,
        {
            row: {field: draw(_values(Place(row, field), largest)) for field in FURTHER}
            for row in rows
        },
    )


def _are_exact(table: Tabular, rounding: Rounding, data: st.DataObject) -> None:
    figures = table.figures()
    cases = [
        case
        for case in cases_of(table)
        if any(case.rows(count) for count in case.relation.operands)
    ]
    if cases:
        case = data.draw(st.sampled_from(cases))
        for place in case.places:
            assert _is_exact(case, figures, place, rounding), (str(case.subject), str(place))


@pytest.mark.parametrize("rounding", Rounding)
@given(data=st.data())
def test_plans_whose_figures_need_not_agree(rounding: Rounding, data: st.DataObject) -> None:
    _are_exact(data.draw(_any_plans()), rounding, data)


@st.composite
def _any_flows(draw: st.DrawFn) -> FlowTable:
    """Draw flows whose figures need not agree, often with blanks where a flow has slack."""
    period, unit = ReportingPeriod(2024), Unit("Chợ")
    largest = draw(st.sampled_from([4, 20, 10**9]))
    counts = st.none() | st.integers(0, largest)
    slack = st.none() | st.integers(0, 4)
    rows: list[PovertyFlow] = []
    for _ in range(draw(st.integers(2, 4))):
        flat: dict[Field, Value] = {}
        for name in FLOW:
            usual = counts if draw(_RARELY) else _SMALL
            flat[name] = draw(slack if name in _SLACK else usual)
        rows.append(PovertyFlow.of(unit, period, flat))
    return FlowTable(unit, period, tuple(rows[1:]), rows[0])


@given(data=st.data())
def test_flows_whose_figures_need_not_agree(data: st.DataObject) -> None:
    _are_exact(data.draw(_any_flows()), Rounding.HALF_UP, data)


_FEW = st.integers(0, 4)
#: Of so many, some who are left out leave a rate that rounds to 100 %.
_MANY = st.integers(190, 2_100) | st.integers(10**6, 10**9)


@st.composite
def _rows_of_coverage(draw: st.DrawFn) -> Coverage:
    """Draw coverage near 100 %, and a rate that need not be that of its counts."""
    entitled, covered, rate = draw(_FEW | _MANY), None, None
    if not draw(_RARELY):
        covered = max(0, entitled + draw(st.integers(-2, 2)))
    places = draw(st.sampled_from((0, 0, 0, 1, MOST_PLACES)))
    near_full = 10 ** (places + 2) + draw(st.integers(-1, 1))
    if not draw(_RARELY):
        rate = Percent(draw(st.integers(0, 200)) if draw(_RARELY) else near_full, places)
    whole = None if draw(_RARELY) else entitled
    return Coverage(Unit("Chợ"), 2024, Policy.HEALTH, None, whole, covered, rate)


@st.composite
def _any_coverage(draw: st.DrawFn) -> CoverageTable:
    total, *rows = draw(st.lists(_rows_of_coverage(), min_size=2, max_size=4))
    return CoverageTable(total.unit, total.period, tuple(rows), total)


@pytest.mark.parametrize("rounding", Rounding)
@given(data=st.data())
def test_coverage_whose_figures_need_not_agree(rounding: Rounding, data: st.DataObject) -> None:
    _are_exact(data.draw(_any_coverage()), rounding, data)


@given(data=st.data())
def test_further_columns_whose_figures_need_not_agree(data: st.DataObject) -> None:
    _are_exact(data.draw(_any_widened_plans()), Rounding.HALF_UP, data)
