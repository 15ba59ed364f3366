"""Typed, exact checks for the poverty-reduction plans of Vietnamese communes."""

from povertyplan.arithmetic.causes import Cause
from povertyplan.checks import check
from povertyplan.diagnosis import Diagnoses, Diagnosis, diagnose, repaired
from povertyplan.documents import read, read_bytes, read_censuses, read_text
from povertyplan.errors import CheckFailed, ParseError, PovertyPlanError
from povertyplan.findings import Finding, Report, Severity
from povertyplan.messages import ReadError
from povertyplan.model.document import DocumentInfo
from povertyplan.model.fields import Category, Count, Rate
from povertyplan.model.percent import Percent, Points, Rounding
from povertyplan.model.places import Edit, Part, Place
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
from povertyplan.reading import Notice, Reading, Review, Source

__all__ = [
    "Category",
    "Cause",
    "CheckFailed",
    "Count",
    "Diagnoses",
    "Diagnosis",
    "DocumentInfo",
    "Edit",
    "Finding",
    "Headline",
    "HouseholdCensus",
    "LabourTarget",
    "Level",
    "Notice",
    "ParseError",
    "Part",
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
    "Severity",
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
]
