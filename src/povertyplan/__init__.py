"""Typed, exact checks for the poverty-reduction plans of Vietnamese communes."""

from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import CHECKS, Check, Evidence, Fact, Gap, check, rule
from povertyplan.diagnosis import Change, Diagnoses, Diagnosis, diagnose, repaired
from povertyplan.documents import read, read_bytes, read_censuses, read_text
from povertyplan.errors import CheckFailed, ParseError, PovertyPlanError
from povertyplan.findings import Finding, Report, Severity, Skipped
from povertyplan.messages import ReadError
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.fields import Category, Count, Rate
from povertyplan.model.percent import Percent, Points, Rounding
from povertyplan.model.places import Edit, Part, Place, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.model.rows import (
    Headline,
    HouseholdCensus,
    LabourTarget,
    PovertyTarget,
    Section,
    Tally,
)
from povertyplan.model.units import Level, Unit
from povertyplan.reading import Form, Notice, Reading, Review, Source

__all__ = [
    "CHECKS",
    "Category",
    "Cause",
    "Change",
    "Check",
    "CheckFailed",
    "Count",
    "Diagnoses",
    "Diagnosis",
    "DocumentInfo",
    "Edit",
    "Evidence",
    "Fact",
    "Finding",
    "Form",
    "Gap",
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
    "Review",
    "Rounding",
    "Section",
    "SectionRow",
    "Severity",
    "Skipped",
    "Source",
    "Tally",
    "Unit",
    "check",
    "diagnose",
    "read",
    "read_bytes",
    "read_censuses",
    "read_text",
    "repaired",
    "rule",
]
