"""A table of the year as it was read, of any kind."""

from typing import TypeAlias

from povertyplan.reading import TableReading
from povertyplan.year import CoverageTable, FlowTable, LabourTable, ProgressReport, Register

#: A table with a line for each unit, or for each policy.
UnitsReading: TypeAlias = (
    TableReading[FlowTable]
    | TableReading[ProgressReport]
    | TableReading[LabourTable]
    | TableReading[CoverageTable]
)
YearReading: TypeAlias = UnitsReading | TableReading[Register]
