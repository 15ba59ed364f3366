"""
The register of poor and near-poor households (danh sách hộ nghèo, hộ cận nghèo), by codes.

Its causes are those of the official forms, in their order; the lists of the review have the name
of the head of each household where this has a code.
"""

from collections.abc import Iterator

from povertyplan.documents.forms.form import (
    Beside,
    FormColumn,
    FormLines,
    TableForm,
    TableKind,
)
from povertyplan.model.fields import Count
from povertyplan.year.households import PovertyCause, label_of

_CAUSES = "Nguyên nhân nghèo (đánh dấu x)"


def _causes(first: int) -> Iterator[FormColumn]:
    """Yield a column for each cause, to be marked; they are numbered from *first* on."""
    for number, cause in enumerate(PovertyCause, first):
        label = label_of(cause, "vi")
        heading = f"{label[0].upper()}{label[1:]}"
        yield FormColumn(cause, (_CAUSES, heading), str(number))


#: The register, a line for each household by its code (danh sách hộ nghèo, hộ cận nghèo).
REGISTER = TableForm(
    "register",
    TableKind.REGISTER,
    "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO QUA RÀ SOÁT",
    (
        FormColumn(Beside.ORDINAL, ("TT",), "A"),
        FormColumn(Beside.CODE, ("Mã hộ",), "B"),
        FormColumn(Beside.UNIT, ("Tổ dân phố",), "C"),
        FormColumn(Beside.CATEGORY, ("Diện",), "D"),
        FormColumn(Count.MEMBERS, ("Số khẩu",), "1"),
        *_causes(2),
        FormColumn(Beside.OUTLOOK, ("Khả năng thoát nghèo trong năm",), "10"),
        FormColumn(Beside.SUPPORT, ("Đề xuất hỗ trợ",), "11"),
        FormColumn(Beside.HELPER, ("Đơn vị giúp đỡ",), "12"),
    ),
    FormLines.HOUSEHOLDS,
)
