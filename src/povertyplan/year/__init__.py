"""The year of a plan: flows, monthly reports, labour figures of each unit."""

from typing import TYPE_CHECKING

from povertyplan.arithmetic.intervals import Interval
from povertyplan.later import loaded_later
from povertyplan.messages import UnknownUnitError, YearError
from povertyplan.model.periods import ReportingPeriod

if TYPE_CHECKING:
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

#: The names whose modules load when they are first used: the check of a plan needs few of them.
_LOADED_LATER = {
    "Allocation": "povertyplan.year.allocation",
    "Commitment": "povertyplan.year.commitments",
    "Coverage": "povertyplan.year.coverage",
    "CoverageTable": "povertyplan.year.coverage",
    "DueRule": "povertyplan.year.deadlines",
    "Flow": "povertyplan.year.flows",
    "FlowTable": "povertyplan.year.flows",
    "Household": "povertyplan.year.households",
    "LabourTable": "povertyplan.year.reports",
    "Move": "povertyplan.year.moves",
    "Outlook": "povertyplan.year.households",
    "Policy": "povertyplan.year.households",
    "PovertyCause": "povertyplan.year.households",
    "PovertyFlow": "povertyplan.year.flows",
    "ProgressReport": "povertyplan.year.reports",
    "Register": "povertyplan.year.register",
    "RowSection": "povertyplan.year.lines",
    "Rows": "povertyplan.year.table",
    "STANDARDS": "povertyplan.year.standards",
    "Share": "povertyplan.year.shares",
    "SharingBasis": "povertyplan.year.shares",
    "SharingRule": "povertyplan.year.shares",
    "Shift": "povertyplan.year.deadlines",
    "Standard": "povertyplan.year.standards",
    "Standing": "povertyplan.year.standing",
    "Succession": "povertyplan.year.moves",
    "Timeliness": "povertyplan.year.arrivals",
    "UnitReport": "povertyplan.year.reports",
    "achieved": "povertyplan.year.standing",
    "allocate": "povertyplan.year.sharing",
    "commune_report": "povertyplan.year.months",
    "during": "povertyplan.year.months",
    "merged": "povertyplan.year.merging",
    "near_poor_exits_needed": "povertyplan.year.flows",
    "progress": "povertyplan.year.comparison",
    "reach": "povertyplan.year.commitments",
    "roll_over": "povertyplan.year.next_plan",
    "standard_on": "povertyplan.year.standards",
    "succeed": "povertyplan.year.succession",
    "timeliness": "povertyplan.year.arrivals",
}

__getattr__ = loaded_later(__name__, _LOADED_LATER)


def __dir__() -> list[str]:
    """Return the public names only, also those that are not loaded yet."""
    return list(__all__)
