"""The coverage of policies, by policies and by units; no circular has a form for it."""

from povertyplan.documents.forms.form import (
    Beside,
    FormColumn,
    FormLines,
    TableForm,
    TableKind,
)
from povertyplan.model.fields import Count, Rate

_TITLE = "KẾT QUẢ THỰC HIỆN CHÍNH SÁCH HỖ TRỢ HỘ NGHÈO, HỘ CẬN NGHÈO"
_OF_POLICY = (
    FormColumn(Beside.POLICY, ("Chính sách",)),
    FormColumn(Beside.GROUP, ("Đối tượng",)),
    FormColumn(Count.ENTITLED, ("Số thuộc diện",), "1"),
    FormColumn(Count.COVERED, ("Đã hỗ trợ",), "2"),
    FormColumn(Rate.COVERED_RATE, ("Tỷ lệ (%)",), "3=2/1*100"),
    FormColumn(Beside.NOTE, ("Ghi chú",)),
)

#: What one commune has reached of each policy.
COVERAGE_BY_POLICY = TableForm(
    "coverage",
    TableKind.COVERAGE,
    _TITLE,
    (FormColumn(Beside.ORDINAL, ("TT",)), *_OF_POLICY),
    FormLines.POLICIES,
)
#: What each unit has reached of one policy.
COVERAGE_BY_UNIT = TableForm(
    "coverage-by-unit",
    TableKind.COVERAGE,
    _TITLE,
    (FormColumn(Beside.ORDINAL, ("TT",)), FormColumn(Beside.UNIT, ("Đơn vị",)), *_OF_POLICY),
)
