"""Typed, exact checks for the poverty-reduction plans of Vietnamese communes."""

from povertyplan.errors import CheckFailed, ParseError, PovertyPlanError, ReadError
from povertyplan.findings import Finding, Report, Severity, Skipped
from povertyplan.model import (
    Category,
    DocumentInfo,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Level,
    PartialDate,
    PovertyTarget,
    Section,
    Tally,
    Unit,
)
from povertyplan.percent import Percent, Points, Rounding
from povertyplan.places import Count, Edit, Part, Place, Rate, SectionRow
from povertyplan.plan import Plan
from povertyplan.reading import Form, Notice, Reading, Source

__all__ = [
    "Category",
    "CheckFailed",
    "Count",
    "DocumentInfo",
    "Edit",
    "Finding",
    "Form",
    "Headline",
    "HouseholdCensus",
    "LabourTarget",
    "Level",
    "Notice",
    "ParseError",
    "Part",
    "PartialDate",
    "Percent",
    "Place",
    "Plan",
    "Points",
    "PovertyPlanError",
    "PovertyTarget",
    "Rate",
    "ReadError",
    "Reading",
    "Report",
    "Rounding",
    "Section",
    "SectionRow",
    "Severity",
    "Skipped",
    "Source",
    "Tally",
    "Unit",
]
