"""The forms of the year as data: all public names of these modules."""

from povertyplan.documents.forms.coverage import COVERAGE_BY_POLICY, COVERAGE_BY_UNIT
from povertyplan.documents.forms.flows import NEAR_POOR_FLOW, POOR_FLOW
from povertyplan.documents.forms.form import (
    Beside,
    FigureLine,
    FormColumn,
    FormLines,
    Held,
    TableForm,
    TableKind,
)
from povertyplan.documents.forms.labour import LABOUR_FIGURES
from povertyplan.documents.forms.monthly import MONTHLY_REPORT
from povertyplan.documents.forms.progress import PROGRESS_OF_UNITS
from povertyplan.documents.forms.quota import QUOTA_FORMS, QuotaForm
from povertyplan.documents.forms.register import REGISTER

#: The forms that are known without being given.
FORMS: tuple[TableForm, ...] = (
    POOR_FLOW,
    NEAR_POOR_FLOW,
    PROGRESS_OF_UNITS,
    MONTHLY_REPORT,
    LABOUR_FIGURES,
    REGISTER,
    COVERAGE_BY_POLICY,
    COVERAGE_BY_UNIT,
)

__all__ = [
    "COVERAGE_BY_POLICY",
    "COVERAGE_BY_UNIT",
    "FORMS",
    "LABOUR_FIGURES",
    "MONTHLY_REPORT",
    "NEAR_POOR_FLOW",
    "POOR_FLOW",
    "PROGRESS_OF_UNITS",
    "QUOTA_FORMS",
    "REGISTER",
    "Beside",
    "FigureLine",
    "FormColumn",
    "FormLines",
    "Held",
    "QuotaForm",
    "TableForm",
    "TableKind",
]
