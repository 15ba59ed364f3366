"""The year of a plan: flows, monthly reports, labour figures of each unit."""

from povertyplan.arithmetic.intervals import Interval
from povertyplan.messages import UnknownUnitError, YearError
from povertyplan.model.periods import ReportingPeriod
from povertyplan.year.allocation import Allocation
from povertyplan.year.arrivals import Timeliness, timeliness
from povertyplan.year.commitments import Commitment, reach
from povertyplan.year.comparison import progress
from povertyplan.year.coverage import Coverage, CoverageTable
from povertyplan.year.deadlines import DueRule, Shift
from povertyplan.year.flows import Flow, FlowTable, PovertyFlow, near_poor_exits_needed
from povertyplan.year.households import Household, Outlook, Policy, PovertyCause
from povertyplan.year.lines import RowSection
from povertyplan.year.merging import merged
from povertyplan.year.months import commune_report, during
from povertyplan.year.moves import Move, Succession
from povertyplan.year.next_plan import roll_over
from povertyplan.year.register import Register
from povertyplan.year.reports import LabourTable, ProgressReport, UnitReport
from povertyplan.year.shares import Share, SharingBasis, SharingRule
from povertyplan.year.sharing import allocate
from povertyplan.year.standards import STANDARDS, Standard, standard_on
from povertyplan.year.standing import Standing, achieved
from povertyplan.year.succession import succeed
from povertyplan.year.table import Rows

__all__ = [
    "STANDARDS",
    "Allocation",
    "Commitment",
    "Coverage",
    "CoverageTable",
    "DueRule",
    "Flow",
    "FlowTable",
    "Household",
    "Interval",
    "LabourTable",
    "Move",
    "Outlook",
    "Policy",
    "PovertyCause",
    "PovertyFlow",
    "ProgressReport",
    "Register",
    "ReportingPeriod",
    "RowSection",
    "Rows",
    "Share",
    "SharingBasis",
    "SharingRule",
    "Shift",
    "Standard",
    "Standing",
    "Succession",
    "Timeliness",
    "UnitReport",
    "UnknownUnitError",
    "YearError",
    "achieved",
    "allocate",
    "commune_report",
    "during",
    "merged",
    "near_poor_exits_needed",
    "progress",
    "reach",
    "roll_over",
    "standard_on",
    "succeed",
    "timeliness",
]
