"""The table in which a quota is shared out over units; no circular has a form for it."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from povertyplan.arguments.strict import as_call, strict_fields
from povertyplan.documents.forms.form import Beside, FormColumn
from povertyplan.model.fields import Category, Count


@frozen(field_transformer=strict_fields)
class QuotaForm:
    """
    The title of a table of shares, without its year, and its columns.

    >>> from povertyplan.documents.forms import QUOTA_FORMS
    >>> QUOTA_FORMS[Category.POOR].title
    'PHÂN BỔ CHỈ TIÊU GIẢM HỘ NGHÈO'
    """

    title: str  #: the title (tên biểu)
    columns: tuple[FormColumn, ...]  #: the columns from the left

    __repr__ = as_call


def _form(called: str, able: str, base: Count, drop: Count, goal: Count) -> QuotaForm:
    """Return the form of a category, which documents call *called*."""
    return QuotaForm(
        f"PHÂN BỔ CHỈ TIÊU GIẢM {called.upper()}",
        (
            FormColumn(Beside.ORDINAL, ("TT",), "A"),
            FormColumn(Beside.UNIT, ("Đơn vị",), "B"),
            FormColumn(base, (f"{called} đầu năm",), "1"),
            FormColumn(Beside.ABLE, (f"Số hộ có khả năng {able}",), "2"),
            FormColumn(Beside.EXACT, ("Phần tính toán",), "3"),
            FormColumn(drop, ("Chỉ tiêu giao",), "4"),
            FormColumn(goal, (f"{called} cuối năm",), "5"),
            FormColumn(Beside.REASON, ("Căn cứ",), "6"),
        ),
    )


#: The table of shares for each category (phân bổ chỉ tiêu giảm hộ nghèo, hộ cận nghèo).
QUOTA_FORMS: Mapping[Category, QuotaForm] = MappingProxyType(
    {
        Category.POOR: _form(
            "Hộ nghèo", "thoát nghèo", Count.POOR_BASE, Count.POOR_DROP, Count.POOR_GOAL
        ),
        Category.NEAR_POOR: _form(
            "Hộ cận nghèo",
            "thoát cận nghèo",
            Count.NEAR_POOR_BASE,
            Count.NEAR_POOR_DROP,
            Count.NEAR_POOR_GOAL,
        ),
    }
)
