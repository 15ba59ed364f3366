"""The year of a plan: flows, monthly reports, labour figures of each unit."""

from povertyplan.arithmetic.intervals import Interval
from povertyplan.model.periods import ReportingPeriod
from povertyplan.year.deadlines import DueRule, Shift
from povertyplan.year.flows import Flow, FlowTable, PovertyFlow, near_poor_exits_needed
from povertyplan.year.lines import RowSection
from povertyplan.year.reports import LabourTable, ProgressReport, UnitReport
from povertyplan.year.table import Rows
from povertyplan.year.timeliness import Timeliness, timeliness

__all__ = [
    "DueRule",
    "Flow",
    "FlowTable",
    "Interval",
    "LabourTable",
    "PovertyFlow",
    "ProgressReport",
    "ReportingPeriod",
    "RowSection",
    "Rows",
    "Shift",
    "Timeliness",
    "UnitReport",
    "near_poor_exits_needed",
    "timeliness",
]
