"""Flows: how the poor and the near-poor of a unit changed over a period (diễn biến)."""

from collections.abc import Sequence
from typing import Self, TypeAlias

from attrs import astuple, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.arithmetic.intervals import Interval
from povertyplan.model.fields import (
    FLOW,
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    Category,
    Counted,
    Field,
    Flat,
    Value,
)
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.relations import FLOW_OF_PERSONS_RELATIONS, FLOW_RELATIONS, Relation
from povertyplan.model.rows import PovertyTarget, counts_of
from povertyplan.model.units import Unit
from povertyplan.year.table import Rows


@frozen(field_transformer=strict_fields)
class Flow:
    """
    The flow of one category over a period: start, who left, who came, end.

    None stands for a blank.

    >>> flow = Flow(start=90, to_other=20, left=16, from_other=1, new=0, relapsed=0, end=55)
    >>> flow.residual
    0
    """

    start: Number | None = None  #: how many there were at the start of the period (đầu kỳ)
    #: those that became near-poor (trở thành hộ cận nghèo), in a flow of the near-poor poor
    to_other: Number | None = None
    left: Number | None = None  #: those that left both categories (vượt chuẩn cận nghèo)
    #: those that left for other reasons (giảm khác): death, removal, households that split or
    #: merged
    other_out: Number | None = None
    #: those that were near-poor before, in a flow of the near-poor poor (chuyển sang)
    from_other: Number | None = None
    #: those that came back after having left (tái nghèo, tái cận nghèo)
    relapsed: Number | None = None
    new: Number | None = None  #: those that came for the first time (phát sinh mới)
    other_in: Number | None = None  #: those that came for other reasons (tăng khác)
    end: Number | None = None  #: how many there were at the end of the period (cuối kỳ)

    __repr__ = as_call

    @property
    def residual(self) -> int | None:
        """
        The end less what start, exits and entries make; 0 where the flow closes.

        A blank `other_out` or `other_in` counts as 0; None where another figure is blank.
        """
        if None in {self.start, self.to_other, self.left, self.end}:
            return None
        if None in {self.from_other, self.relapsed, self.new}:
            return None
        outs = sum(value or 0 for value in (self.to_other, self.left, self.other_out))
        ins = sum(value or 0 for value in (self.from_other, self.relapsed, self.new, self.other_in))
        return (self.end or 0) - ((self.start or 0) - outs + ins)

    @strict
    def then(self, later: "Flow") -> "Flow":
        """
        Return the flow of two consecutive periods, such as two months, from both.

        Who left in one and came back in the other is counted in both.  A blank `other_out` or
        `other_in` counts as 0 beside a figure; any other blank leaves its sum blank.  Raises
        `ValueError` unless the later flow starts where this one ends.

        >>> january = Flow(90, 1, 2, None, 0, 0, 0, None, 87)
        >>> january.then(Flow(87, 0, 1, 2, 0, 0, 1, None, 85))
        Flow(start=90, to_other=1, left=3, other_out=2, from_other=0, relapsed=0, new=1, end=85)
        """
        if self.end is None or self.end != later.start:
            raise ValueError(
                f"Flow.then: the later flow must start from {self.end}, got {later.start}"
            )
        return Flow(
            self.start,
            _added(self.to_other, later.to_other),
            _added(self.left, later.left),
            _added_slack(self.other_out, later.other_out),
            _added(self.from_other, later.from_other),
            _added(self.relapsed, later.relapsed),
            _added(self.new, later.new),
            _added_slack(self.other_in, later.other_in),
            later.end,
        )


def _added(count: int | None, later: int | None) -> int | None:
    return None if count is None or later is None else count + later


def _added_slack(count: int | None, later: int | None) -> int | None:
    return None if count is None and later is None else (count or 0) + (later or 0)


@frozen(field_transformer=strict_fields)
class PovertyFlow:
    """
    The flow of the poor and of the near-poor of one unit (biểu tổng hợp diễn biến).

    >>> flow = PovertyFlow(Unit("Chợ"), ReportingPeriod(2024), Flow(start=3, left=1, end=2))
    >>> flow.flat()[Count.POOR_LEFT]
    1
    >>> PovertyFlow.of(flow.unit, flow.period, flow.flat()) == flow
    True
    >>> flow.with_flat({Count.POOR_START: 4}).poor
    Flow(start=4)
    """

    unit: Unit  #: the unit that the flow is of
    period: ReportingPeriod  #: the period that the figures are of (kỳ báo cáo)
    poor: Flow = Flow()  #: the flow of the poor (diễn biến hộ nghèo)
    near_poor: Flow = Flow()  #: the flow of the near-poor (diễn biến hộ cận nghèo)
    #: whether all figures count households or persons (hộ, nhân khẩu)
    counted: Counted = Counted.HOUSEHOLDS

    __repr__ = as_call

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a table of flows about its figures."""
        of_persons = self.counted is Counted.PERSONS
        return FLOW_OF_PERSONS_RELATIONS if of_persons else FLOW_RELATIONS

    @strict
    def exits(self, category: Category) -> int | None:
        """
        Return how many left poverty, or near-poverty (số hộ thoát nghèo, thoát cận nghèo).

        The poor leave poverty also where they become near-poor, as the official form heads both
        columns; the near-poor that become poor leave nothing.  None where a figure is blank.

        >>> poor, near_poor = Flow(to_other=20, left=16), Flow(to_other=1, left=24)
        >>> flow = PovertyFlow(Unit("Chợ"), ReportingPeriod(2024), poor, near_poor)
        >>> flow.exits(Category.POOR), flow.exits(Category.NEAR_POOR)
        (36, 24)
        """
        if category is Category.NEAR_POOR:
            return self.near_poor.left
        if self.poor.to_other is None or self.poor.left is None:
            return None
        return self.poor.to_other + self.poor.left

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names."""
        # Without looking for values within the figures: tables ask for them by the thousand.
        poor, near_poor = (astuple(flow, recurse=False) for flow in (self.poor, self.near_poor))
        return dict(zip(FLOW, (*poor, *near_poor), strict=True))

    @classmethod
    @strict
    def of(
        cls,
        unit: Unit,
        period: ReportingPeriod,
        flat: Flat,
        counted: Counted = Counted.HOUSEHOLDS,
    ) -> Self:
        """Build the flow of a unit from its figures by their flat names."""
        counts = counts_of(flat, FLOW, "PovertyFlow.of")
        poor = Flow(*(counts.get(name) for name in FLOW_OF_POOR))
        near_poor = Flow(*(counts.get(name) for name in FLOW_OF_NEAR_POOR))
        return cls(unit, period, poor, near_poor, counted)

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """Return the flow with other figures, of the same unit unless another is given."""
        return self.of(unit or self.unit, self.period, flat, self.counted)


@strict
def near_poor_exits_needed(planned: Plan | PovertyTarget) -> Interval:
    """
    Return how many near-poor households must leave near-poverty to reach the plan.

    Who leaves poverty may become near-poor: so at least the planned drop of the near-poor must
    leave, and at most as many more as are to leave poverty, if nobody else becomes poor or
    near-poor.  The interval has no upper end where the plan does not state how many leave
    poverty.  A plan is judged by its total row, or by the sums over its rows if it has none.

    >>> poor = {"poor_base": 90, "poor_goal": 54}
    >>> near_poor = {"near_poor_base": 135, "near_poor_goal": 110}
    >>> near_poor_exits_needed(Plan.of(2024, [], total=poor | near_poor))
    Interval(lo=25, hi=61)
    """
    target = planned.total or planned.computed_total if isinstance(planned, Plan) else planned
    near_poor_drop = None if target is None else target.reduction(Category.NEAR_POOR)
    if target is None or near_poor_drop is None:
        return Interval()
    poor_drop = target.reduction(Category.POOR)
    most = None if poor_drop is None else max(0, near_poor_drop + max(0, poor_drop))
    return Interval(max(0, near_poor_drop), most)


#: How the poor and the near-poor of each unit changed (`Rows` of `PovertyFlow`).
FlowTable: TypeAlias = Rows[PovertyFlow]
