"""
Typed, exact checks for the poverty-reduction plans of Vietnamese communes.

Build a plan from the counts of its TDPs (or `read` it from a document), compute what follows
from them, check it, ask for the cause of what is wrong, and write it:

>>> from povertyplan.records import to_json
>>> rows = [
...     {"name": "Chợ", "households_base": 136, "poor_base": 3, "households_goal": 140,
...      "poor_goal": 2},
...     {"name": "Ngò", "households_base": 75, "poor_base": 4, "households_goal": 78,
...      "poor_goal": 2},
... ]
>>> plan = completed(Plan.of(2024, rows, unit="Cao Thượng", headline={"poor_drop": 4}))
>>> for finding in check(plan).findings:
...     print(finding.code, finding.text("en"))
PP303 targets in the text: the drop in poor households is given as 4, but base minus goal is 3
>>> best = diagnose(plan)[0]
>>> str(best.cause), best.edits[0].proposed
('wrong-digit', 3)
>>> check(repaired(plan, best)).ok
True
>>> text = to_json(repaired(plan, best))

=====================================  =======================================================
a document                             `read`, `read_bytes`, `read_text`, `read_censuses`:
                                       a `Reading`, which has the plan and where things stand
a form of the year                     `read_tables`: flows, reports of units, labour figures
units that changed                     `read_successions`: renamed, merged or split
a plan                                 `Plan.of`; its figures have flat names, see `Count`
                                       and `Rate`; `completed` computes those that follow
findings                               `check`: a `Report` of `Finding`; ``text("vi")``
                                       says one in Vietnamese
causes and repairs                     `diagnose`: `Diagnosis`, which `repaired` applies
documents of a plan                    `write`, `write_bytes`; `carries` says what a format holds
a plan to fill in                      `template`: last year's result, the next year's goals open
forms to fill in                       `blank_forms`: the monthly report of each unit, and others
a marked copy                          `annotate`: findings as comments in the officer's file
`povertyplan.year`                     the year of a plan: flows, reports, progress
`povertyplan.records`                  plans, readings and reports as JSON, and back
`povertyplan.outputs`                  findings as JSON for a page
`povertyplan.checks`                   checks of your own
`povertyplan.strategies`, ``frames``   plans for property tests; a whole country at once
=====================================  =======================================================
"""

from typing import TYPE_CHECKING

from povertyplan.errors import CheckFailed, ParseError, PovertyPlanError
from povertyplan.later import loaded_later
from povertyplan.model.document import DocumentInfo, PartialDate
from povertyplan.model.fields import Category, Count, DocumentFact, Rate
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit, Part, Place, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.model.reach import Reach, Rounding
from povertyplan.model.rows import (
    Headline,
    HouseholdCensus,
    LabourTarget,
    PovertyTarget,
    Section,
    Tally,
)
from povertyplan.model.units import Level, Unit

if TYPE_CHECKING:
    from povertyplan.arithmetic.causes import Cause
    from povertyplan.arithmetic.completion import completed
    from povertyplan.checks import check
    from povertyplan.diagnosis import Diagnoses, Diagnosis, diagnose, repaired
    from povertyplan.documents import read, read_bytes, read_censuses, read_text
    from povertyplan.documents.successions import read_successions
    from povertyplan.documents.write.blank_forms import blank_forms
    from povertyplan.documents.write.plans import carries, write, write_bytes
    from povertyplan.documents.write.template import template
    from povertyplan.documents.year_files import read_tables
    from povertyplan.editing.annotate import Annotated, annotate
    from povertyplan.editing.repair import Repaired, repair
    from povertyplan.findings import Finding, Report, Severity
    from povertyplan.messages import ReadError, WriteError
    from povertyplan.reading import Notice, Reading, Review, Source

__all__ = [
    "Annotated",
    "Category",
    "Cause",
    "CheckFailed",
    "Count",
    "Diagnoses",
    "Diagnosis",
    "DocumentFact",
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
    "PartialDate",
    "Percent",
    "Place",
    "Plan",
    "Points",
    "PovertyPlanError",
    "PovertyTarget",
    "Rate",
    "Reach",
    "ReadError",
    "Reading",
    "Repaired",
    "Report",
    "Review",
    "Rounding",
    "Section",
    "SectionRow",
    "Severity",
    "Source",
    "Tally",
    "Unit",
    "WriteError",
    "annotate",
    "blank_forms",
    "carries",
    "check",
    "completed",
    "diagnose",
    "read",
    "read_bytes",
    "read_censuses",
    "read_successions",
    "read_tables",
    "read_text",
    "repair",
    "repaired",
    "template",
    "write",
    "write_bytes",
]

#: The names whose modules load when they are first used: all but the values of a plan, which
#: are enough for programs that compute with plans.
_LOADED_LATER = {
    "Annotated": "povertyplan.editing.annotate",
    "Cause": "povertyplan.arithmetic.causes",
    "Diagnoses": "povertyplan.diagnosis",
    "Diagnosis": "povertyplan.diagnosis",
    "Finding": "povertyplan.findings",
    "Notice": "povertyplan.reading",
    "ReadError": "povertyplan.messages",
    "Reading": "povertyplan.reading",
    "Repaired": "povertyplan.editing.repair",
    "Report": "povertyplan.findings",
    "Review": "povertyplan.reading",
    "Severity": "povertyplan.findings",
    "Source": "povertyplan.reading",
    "WriteError": "povertyplan.messages",
    "blank_forms": "povertyplan.documents.write.blank_forms",
    "carries": "povertyplan.documents.write.plans",
    "annotate": "povertyplan.editing.annotate",
    "check": "povertyplan.checks",
    "completed": "povertyplan.arithmetic.completion",
    "diagnose": "povertyplan.diagnosis",
    "read": "povertyplan.documents",
    "read_bytes": "povertyplan.documents",
    "read_censuses": "povertyplan.documents",
    "read_successions": "povertyplan.documents.successions",
    "read_tables": "povertyplan.documents.year_files",
    "read_text": "povertyplan.documents",
    "repair": "povertyplan.editing.repair",
    "repaired": "povertyplan.diagnosis",
    "template": "povertyplan.documents.write.template",
    "write": "povertyplan.documents.write.plans",
    "write_bytes": "povertyplan.documents.write.plans",
}

__getattr__ = loaded_later(__name__, _LOADED_LATER)


def __dir__() -> list[str]:
    """Return the public names only, also those that are not loaded yet."""
    return list(__all__)
