"""
The vocabulary of a plan's figures: their flat names, and one table of facts about each.

JSON, data frames, findings and documentation use the same names.  Everything else about a
figure (its year, whom it counts, the whole that it is a share of, its labels) stands in `FACTS`;
nothing takes a name apart by its spelling.
"""

from povertyplan.model.fields.facts import (
    FACTS,
    OF_YEAR,
    Category,
    Counted,
    Facts,
    FieldKind,
    Period,
    Qualification,
)
from povertyplan.model.fields.flat_names import (
    ANNEX,
    COVERAGE,
    FLOW,
    FLOW_OF_NEAR_POOR,
    FLOW_OF_POOR,
    FURTHER,
    HEADLINE,
    LABOUR,
    REPORT,
    Count,
    DocumentFact,
    Field,
    Figure,
    Flat,
    Rate,
    Value,
)
from povertyplan.model.fields.lookups import (
    count_of,
    field_named,
    figure_named,
    figure_of,
    other_year,
    period,
    rate_of,
)

__all__ = [
    "ANNEX",
    "COVERAGE",
    "FACTS",
    "FLOW",
    "FLOW_OF_NEAR_POOR",
    "FLOW_OF_POOR",
    "FURTHER",
    "HEADLINE",
    "LABOUR",
    "OF_YEAR",
    "REPORT",
    "Category",
    "Count",
    "Counted",
    "DocumentFact",
    "Facts",
    "Field",
    "FieldKind",
    "Figure",
    "Flat",
    "Period",
    "Qualification",
    "Rate",
    "Value",
    "count_of",
    "field_named",
    "figure_named",
    "figure_of",
    "other_year",
    "period",
    "rate_of",
]
