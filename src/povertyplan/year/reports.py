"""Reports of units during the year, and tables of them."""

from collections.abc import Sequence
from datetime import date
from typing import Self, TypeAlias

from attrs import field as attribute
from attrs import frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.model.fields import FLOW, LABOUR, Count, Counted, Field, Flat, Value
from povertyplan.model.periods import ReportingPeriod, day_of
from povertyplan.model.relations import FLOW_RELATIONS, LABOUR_TABLE_RELATIONS, Relation, Sum
from povertyplan.model.rows import LabourTarget, counts_of
from povertyplan.model.units import Unit
from povertyplan.year.flows import PovertyFlow
from povertyplan.year.table import Rows

#: What a table of reports claims of its figures.
_RELATIONS: Sequence[Relation] = (
    *FLOW_RELATIONS,
    *LABOUR_TABLE_RELATIONS,
    Sum(Count.HELPED),
)
#: What a report counts at its end, not since the start of the year.
AT_THE_END: frozenset[Field] = frozenset({Count.POOR_END, Count.NEAR_POOR_END, Count.WORKING_AGE})


def _day(received: date | None) -> date | None:
    return None if received is None else day_of(received)


@frozen(field_transformer=strict_fields)
class UnitReport:
    """
    The report of one unit (báo cáo tháng của tổ dân phố).

    All figures count from the start of the year (lũy kế từ đầu năm).

    >>> chợ, june = Unit("Chợ"), ReportingPeriod(2024, "06")
    >>> labour = LabourTarget(chợ, 2024, new_jobs=4)
    >>> report = UnitReport(chợ, june, labour=labour, received=date(2024, 6, 24))
    >>> report.flat()[Count.NEW_JOBS]
    4
    >>> UnitReport.of(chợ, june, report.flat(), report.received) == report
    True
    >>> report.with_flat({Count.NEW_JOBS: 5}).labour.new_jobs
    5
    """

    unit: Unit  #: the unit that reports: a TDP (tổ dân phố, thôn), or the commune
    period: ReportingPeriod  #: the period at whose end the figures stand (kỳ báo cáo)
    #: the flow of its households (diễn biến), of the same unit and period
    flow: PovertyFlow | None = None
    labour: LabourTarget | None = None  #: its labour figures, of the same unit and year
    helped: Number | None = None  #: households that bodies help (số hộ được nhận giúp đỡ)
    #: the day on which the report came (ngày nhận báo cáo), None if unknown
    received: date | None = attribute(default=None, converter=_day)

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another unit or another period, and a flow of persons."""
        if self.flow is not None:
            self._refuse_other("flow.unit", self.flow.unit, self.unit)
            self._refuse_other("flow.period", self.flow.period, self.period)
            self._refuse_other("flow.counted", self.flow.counted, Counted.HOUSEHOLDS)
        if self.labour is not None:
            self._refuse_other("labour.unit", self.labour.unit, self.unit)
            self._refuse_other("labour.year", self.labour.year, self.period.year)

    def _refuse_other(self, name: str, stated: object, of_report: object) -> None:
        if stated != of_report:
            raise ValueError(f"UnitReport.{name} must be {of_report!r}, got {stated!r}")

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a table of reports about its figures."""
        return _RELATIONS

    @property
    def is_blank(self) -> bool:
        """
        Whether it states nothing, as the line of a unit that has not reported.

        The start of the year says nothing of the unit: forms are sent out with it.
        """
        stated = {name for name, value in self.flat().items() if value is not None}
        return self.received is None and stated <= {Count.POOR_START, Count.NEAR_POOR_START}

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names, without the parts that are None."""
        flow = {} if self.flow is None else self.flow.flat()
        labour = {} if self.labour is None else self.labour.flat()
        return {**flow, **labour, Count.HELPED: self.helped}

    @classmethod
    @strict
    def of(
        cls, unit: Unit, period: ReportingPeriod, flat: Flat, received: date | None = None
    ) -> Self:
        """
        Build a report from its figures by their flat names, the inverse of `flat`.

        A part of which *flat* has no figure is None.
        """
        of_flow: Flat = {name: flat[name] for name in FLOW if name in flat}
        of_labour: Flat = {name: flat[name] for name in LABOUR if name in flat}
        others = {name: value for name, value in flat.items() if name not in {*FLOW, *LABOUR}}
        helped = counts_of(others, (Count.HELPED,), "UnitReport.of")[Count.HELPED]
        flow = PovertyFlow.of(unit, period, of_flow) if of_flow else None
        labour = LabourTarget.of(unit, period.year, of_labour) if of_labour else None
        return cls(unit, period, flow, labour, helped, received)

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """
        Return the report with other figures, of the same unit unless another is given.

        A report of another unit was not received on the day of this one.
        """
        received = self.received if unit in {None, self.unit} else None
        return self.of(unit or self.unit, self.period, flat, received)


#: What the units report since the start of the year (`Rows` of `UnitReport`).
ProgressReport: TypeAlias = Rows[UnitReport]
#: Training and employment in each unit (`Rows` of `LabourTarget`).
LabourTable: TypeAlias = Rows[LabourTarget]
