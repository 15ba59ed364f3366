"""The forms of the year as data: all public names of these modules."""

from povertyplan.documents.forms.flows import NEAR_POOR_FLOW, POOR_FLOW
from povertyplan.documents.forms.form import (
    Beside,
    FigureLine,
    FormColumn,
    FormLines,
    TableForm,
    TableKind,
)

#: The forms that are known without being given.
FORMS: tuple[TableForm, ...] = (POOR_FLOW, NEAR_POOR_FLOW)

__all__ = [
    "FORMS",
    "NEAR_POOR_FLOW",
    "POOR_FLOW",
    "Beside",
    "FigureLine",
    "FormColumn",
    "FormLines",
    "TableForm",
    "TableKind",
]
