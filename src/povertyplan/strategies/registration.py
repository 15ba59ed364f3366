"""The types of this library, registered when hypothesis is imported."""

from typing import Any, get_args

from hypothesis import strategies as st

from povertyplan.model.document import PartialDate
from povertyplan.model.percent import Percent, Points
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.rows import (
    Headline,
    HouseholdCensus,
    LabourTarget,
    PovertyTarget,
    Section,
    Tally,
)
from povertyplan.model.units import Unit
from povertyplan.strategies.households import registers
from povertyplan.strategies.plan import censuses, plans
from povertyplan.strategies.sharing import Quota, quotas
from povertyplan.strategies.succession import successions
from povertyplan.strategies.values import dates, percents, points, units
from povertyplan.strategies.year import coverage_tables, flows, labour_tables, periods, reports
from povertyplan.year import (
    STANDARDS,
    Allocation,
    Coverage,
    Flow,
    Household,
    Move,
    PovertyFlow,
    Register,
    Rows,
    Share,
    SharingBasis,
    SharingRule,
    Standard,
    Succession,
    UnitReport,
)


def register() -> None:
    """
    Register strategies for the types of this library.

    Hypothesis calls this entry point at the end of its own import.

    >>> st.from_type(Percent)
    percents()
    """
    st.register_type_strategy(Percent, lambda _: percents())
    st.register_type_strategy(Points, lambda _: points())
    st.register_type_strategy(Unit, lambda _: units())
    st.register_type_strategy(Tally, lambda _: censuses().map(lambda census: census.poor))
    st.register_type_strategy(HouseholdCensus, lambda _: censuses())
    st.register_type_strategy(
        PovertyTarget, lambda _: plans(min_rows=1).map(lambda plan: plan.targets[0])
    )
    st.register_type_strategy(Section, lambda _: _sections())
    st.register_type_strategy(Headline, lambda _: plans().map(lambda plan: plan.headline))
    st.register_type_strategy(LabourTarget, lambda _: _labour_targets())
    st.register_type_strategy(PartialDate, lambda _: dates())
    st.register_type_strategy(Plan, lambda _: plans())
    st.register_type_strategy(ReportingPeriod, lambda _: periods())
    st.register_type_strategy(Flow, lambda _: flows().map(lambda table: table.lines[0].poor))
    st.register_type_strategy(PovertyFlow, lambda _: flows().map(lambda table: table.lines[0]))
    st.register_type_strategy(UnitReport, lambda _: reports().map(lambda table: table.lines[0]))
    st.register_type_strategy(Register, lambda _: registers())
    st.register_type_strategy(
        Household, lambda _: registers(min_households=1).map(lambda made: made.households[0])
    )
    st.register_type_strategy(Succession, lambda _: successions().map(lambda made: made[1]))
    st.register_type_strategy(Move, lambda _: successions().flatmap(_moves))
    st.register_type_strategy(Standard, lambda _: st.sampled_from(STANDARDS))
    st.register_type_strategy(
        Coverage, lambda _: coverage_tables().map(lambda table: table.lines[0])
    )
    st.register_type_strategy(Rows, _rows)
    st.register_type_strategy(Allocation, lambda _: _allocations())
    st.register_type_strategy(Share, lambda _: _allocations().map(lambda each: each.shares[0]))
    st.register_type_strategy(SharingBasis, lambda _: _allocations().map(lambda each: each.basis))


def _rows(kind: type[object]) -> st.SearchStrategy[Rows[Any]]:
    """Return the tables of a kind of rows, or of all kinds."""
    tables: tuple[tuple[type[object], st.SearchStrategy[Rows[Any]]], ...] = (
        (PovertyFlow, flows()),
        (UnitReport, reports()),
        (LabourTarget, labour_tables()),
        (Coverage, coverage_tables()),
    )
    rows = get_args(kind) or [row for row, _ in tables]
    return st.one_of(*(strategy for row, strategy in tables if row in rows))


def _moves(made: tuple[object, Succession]) -> st.SearchStrategy[Move]:
    """Return the moves of a succession, and a renaming where it has none."""
    return st.sampled_from(made[1].moves or (Move(1, Unit("Số 1")),))


def _allocations() -> st.SearchStrategy[Allocation]:
    return st.builds(Quota.shared, quotas(), st.sampled_from(SharingRule))


def _sections() -> st.SearchStrategy[Section]:
    return plans().map(lambda plan: plan.sections[0] if plan.sections else Section("", range(1, 1)))


def _labour_targets() -> st.SearchStrategy[LabourTarget]:
    return plans().map(lambda plan: plan.labour or LabourTarget(plan.unit, plan.year))
