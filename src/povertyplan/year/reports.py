"""Reports of units during the year, and tables of them."""

from collections.abc import Sequence
from datetime import date
from typing import Self, TypeAlias

from attrs import evolve, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict_fields
from povertyplan.model.fields import FLOW, LABOUR, Count, Field, Flat, Value
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.relations import LABOUR_TABLE_RELATIONS, Relation, Sum
from povertyplan.model.rows import LabourTarget, counts_of
from povertyplan.model.units import Unit
from povertyplan.year.flows import PovertyFlow
from povertyplan.year.table import Rows


@frozen(field_transformer=strict_fields)
class UnitReport:
    """
    The report of one unit (báo cáo tháng của tổ dân phố).

    All figures count from the start of the year to the end of *period* (lũy kế từ đầu năm).
    *flow* and *labour* are of the same unit and period, *helped* is the number of households
    that were helped, *received* the day on which the report came.
    """

    unit: Unit
    period: ReportingPeriod
    flow: PovertyFlow | None = None
    labour: LabourTarget | None = None
    helped: Number | None = None
    received: date | None = None

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse parts of another unit or another period."""
        if self.flow is not None:
            self._refuse_other("flow.unit", self.flow.unit, self.unit)
            self._refuse_other("flow.period", self.flow.period, self.period)
        if self.labour is not None:
            self._refuse_other("labour.unit", self.labour.unit, self.unit)
            self._refuse_other("labour.year", self.labour.year, self.period.year)

    def _refuse_other(self, name: str, stated: object, of_report: object) -> None:
        if stated != of_report:
            raise ValueError(f"UnitReport.{name} must be {of_report!r}, got {stated!r}")

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a table of reports about its figures."""
        of_flow = () if self.flow is None else self.flow.relations
        return (*of_flow, *LABOUR_TABLE_RELATIONS, Sum(Count.HELPED))

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names; those of a part that is None are left out."""
        flow = {} if self.flow is None else self.flow.flat()
        labour = {} if self.labour is None else self.labour.flat()
        return {**flow, **labour, Count.HELPED: self.helped}

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """Return the report with other figures, of the same unit unless another is given."""
        flow, labour = self.flow, self.labour
        if flow is not None:
            flow = flow.with_flat({name: flat[name] for name in FLOW if name in flat}, unit)
        if labour is not None:
            labour = labour.with_flat({name: flat[name] for name in LABOUR if name in flat}, unit)
        helped = counts_of({Count.HELPED: flat.get(Count.HELPED)}, (Count.HELPED,), "UnitReport")
        helped_count = helped[Count.HELPED]
        return evolve(self, unit=unit or self.unit, flow=flow, labour=labour, helped=helped_count)


ProgressReport: TypeAlias = Rows[UnitReport]
LabourTable: TypeAlias = Rows[LabourTarget]
