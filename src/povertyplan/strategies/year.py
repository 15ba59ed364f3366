"""Tables of the year whose figures agree: flows, reports, labour figures and coverage."""

from collections.abc import Callable

from hypothesis import strategies as st

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.model.fields import Category, Counted
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.rows import LabourTarget
from povertyplan.model.units import Level, Unit
from povertyplan.strategies.figures import filled
from povertyplan.strategies.plan import real_names
from povertyplan.strategies.values import NAMES
from povertyplan.year import (
    Coverage,
    CoverageTable,
    FlowTable,
    LabourTable,
    Policy,
    PovertyFlow,
    ProgressReport,
    Rows,
    RowSection,
    UnitReport,
)
from povertyplan.year.lines import R

_MOST_ROWS = 8
_MONTHS = [f"{month:02}" for month in range(1, 13)]
_PARTS = st.sampled_from(("", *_MONTHS, "Q1", "Q2", "Q3", "Q4", "S1", "S2"))
_NUMBERS_OF_YEARS = st.integers(2017, 2030)
_PERIODS = st.builds(ReportingPeriod, _NUMBERS_OF_YEARS, _PARTS)
_YEARS = st.builds(ReportingPeriod, _NUMBERS_OF_YEARS)
#: Those for whom policies are.
_GROUPS = [(policy, category) for policy in Policy for category in (None, *Category)]
_COMMUNES = st.builds(Unit, st.sampled_from(NAMES), st.just(Level.COMMUNE))


def periods() -> st.SearchStrategy[ReportingPeriod]:
    """Make years, half-years, quarters and months."""
    return _PERIODS


@strict
@st.composite
def flows(draw: st.DrawFn, *, min_rows: Number = 1, max_rows: Number = _MOST_ROWS) -> FlowTable:
    """
    Make tables of flows that close, in which no check finds anything.

    They count households or persons, and have sections, sub-totals and a total or none of them.
    The columns for other reasons may be blank where nobody left or came for them.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(flows())
    ... def test_flows_have_no_finding(table):
    ...     assert check(table).findings == ()
    >>> test_flows_have_no_finding()
    """
    counted, period = draw(st.sampled_from(Counted)), draw(_PERIODS)

    def blank(unit: Unit) -> PovertyFlow:
        return PovertyFlow(unit, period, counted=counted)

    return draw(_tables(period, blank, draw(st.integers(min_rows, max_rows))))


@strict
@st.composite
def reports(
    draw: st.DrawFn, *, min_rows: Number = 1, max_rows: Number = _MOST_ROWS
) -> ProgressReport:
    """
    Make the reports of the units of a commune, in which no check finds anything.

    They have flows of households, labour figures and households helped.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(reports(min_rows=3))
    ... def test_reports_have_no_finding(report):
    ...     assert len(report.lines) >= 3 and check(report).findings == ()
    >>> test_reports_have_no_finding()
    """
    period = draw(_PERIODS)

    def blank(unit: Unit) -> UnitReport:
        labour = LabourTarget(unit, period.year)
        return UnitReport(unit, period, PovertyFlow(unit, period), labour)

    return draw(_tables(period, blank, draw(st.integers(min_rows, max_rows))))


@strict
@st.composite
def labour_tables(
    draw: st.DrawFn, *, min_rows: Number = 1, max_rows: Number = _MOST_ROWS
) -> LabourTable:
    """
    Make the labour figures of the units of a commune, in which no check finds anything.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(labour_tables(max_rows=3))
    ... def test_labour_figures_have_no_finding(table):
    ...     assert len(table.lines) <= 3 and check(table).findings == ()
    >>> test_labour_figures_have_no_finding()
    """
    period = draw(_YEARS)

    def blank(unit: Unit) -> LabourTarget:
        return LabourTarget(unit, period.year)

    return draw(_tables(period, blank, draw(st.integers(min_rows, max_rows))))


@strict
@st.composite
def coverage_tables(
    draw: st.DrawFn, *, min_rows: Number = 1, max_rows: Number = _MOST_ROWS
) -> CoverageTable:
    """
    Make the coverage of a commune by policies, or of one policy by TDP; no check finds anything.

    Only the coverage of one policy has sub-totals and a total.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(coverage_tables(max_rows=3))
    ... def test_coverage_has_no_finding(table):
    ...     assert len(table.lines) <= 3 and check(table).findings == ()
    >>> test_coverage_has_no_finding()
    """
    period, rows = draw(_YEARS), draw(st.integers(min_rows, max_rows))
    if rows > len(_GROUPS) or draw(st.booleans()):
        policy, category = draw(st.sampled_from(_GROUPS))

        def blank(unit: Unit) -> Coverage:
            return Coverage(unit, period.year, policy, category)

        return draw(_tables(period, blank, rows))
    commune = draw(_COMMUNES)
    groups = draw(st.permutations(_GROUPS))[:rows]
    lines = [Coverage(commune, period.year, policy, category) for policy, category in groups]
    return draw(filled(CoverageTable(commune, period, tuple(lines)), realistic=True))


@st.composite
def _tables(
    draw: st.DrawFn, period: ReportingPeriod, blank: Callable[[Unit], R], rows: int
) -> Rows[R]:
    """Make tables of units with names of their own, whose figures are usual and agree."""
    commune = draw(_COMMUNES)
    lines = [blank(Unit(name)) for name in draw(real_names(rows))]
    sections: tuple[RowSection[R], ...] = ()
    if rows > 1 and draw(st.booleans()):
        border = draw(st.integers(2, rows))
        subtotal = blank(Unit("")) if draw(st.booleans()) else None
        sections = (
            RowSection("Khu vực thành thị", range(1, border), subtotal),
            RowSection("Khu vực nông thôn", range(border, rows + 1), subtotal),
        )
    total = blank(commune) if draw(st.booleans()) else None
    return draw(filled(Rows(commune, period, tuple(lines), total, sections), realistic=True))
