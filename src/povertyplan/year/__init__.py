"""The year of a plan: flows, monthly reports, labour figures of each unit."""

from povertyplan.model.periods import ReportingPeriod
from povertyplan.year.flows import Flow, FlowTable, PovertyFlow
from povertyplan.year.reports import LabourTable, ProgressReport, UnitReport
from povertyplan.year.table import Rows, RowSection

__all__ = [
    "Flow",
    "FlowTable",
    "LabourTable",
    "PovertyFlow",
    "ProgressReport",
    "ReportingPeriod",
    "RowSection",
    "Rows",
    "UnitReport",
]
