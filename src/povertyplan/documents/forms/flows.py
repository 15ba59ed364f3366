"""
The official forms of how the poor and the near-poor changed (biểu tổng hợp diễn biến).

Their columns are those that the national system of poverty reviews exports for 2022-2025.
"""

from collections.abc import Sequence

from povertyplan.documents.forms.form import (
    Beside,
    FormColumn,
    FormLines,
    TableForm,
    TableKind,
)
from povertyplan.model.fields import Count

#: The columns before the figures of every flow.
_UNIT: tuple[FormColumn, ...] = (
    FormColumn(Beside.ORDINAL, ("TT",), "A"),
    FormColumn(Beside.UNIT, ("Đơn vị",), "B"),
    FormColumn(Beside.COUNTED, ("Phân tổ",), "C"),
)
_DOWN, _UP = "Diễn biến giảm", "Diễn biến tăng"
_OTHERS = "Số hộ khác: thay đổi nhân khẩu, hộ đơn thân chết, chuyển đi nơi khác, tách, nhập hộ"
_END = "9=1-2-3-4+5+6+7+8"


def _numbered(columns: Sequence[tuple[Count, tuple[str, ...]]]) -> tuple[FormColumn, ...]:
    """Return columns of figures, numbered from 1; the last has the formula of the form."""
    numbers = [*map(str, range(1, len(columns))), _END]
    return tuple(
        FormColumn(count, headings, number)
        for (count, headings), number in zip(columns, numbers, strict=True)
    )


#: The flow of the poor (diễn biến hộ nghèo).
POOR_FLOW = TableForm(
    "flow-poor",
    TableKind.FLOW,
    "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO",
    (
        *_UNIT,
        *_numbered(
            (
                (Count.POOR_START, ("Tổng số hộ nghèo đầu kỳ",)),
                (Count.POOR_TO_NEAR_POOR, (_DOWN, "Số hộ thoát nghèo", "Trở thành hộ cận nghèo")),
                (Count.POOR_LEFT, (_DOWN, "Số hộ thoát nghèo", "Vượt chuẩn cận nghèo")),
                (Count.POOR_OTHER_OUT, (_DOWN, _OTHERS)),
                (Count.POOR_FROM_NEAR_POOR, (_UP, "Số hộ cận nghèo trở thành hộ nghèo")),
                (Count.POOR_RELAPSED, (_UP, "Số hộ nghèo bổ sung trong kỳ", "Tái nghèo")),
                (Count.POOR_NEW, (_UP, "Số hộ nghèo bổ sung trong kỳ", "Phát sinh mới")),
                (Count.POOR_OTHER_IN, (_UP, "Số hộ nghèo bổ sung trong kỳ", "Số hộ khác")),
                (Count.POOR_END, ("Tổng số hộ nghèo cuối kỳ",)),
            )
        ),
    ),
    FormLines.HOUSEHOLDS_AND_PERSONS,
)
#: The flow of the near-poor (diễn biến hộ cận nghèo).
NEAR_POOR_FLOW = TableForm(
    "flow-near-poor",
    TableKind.FLOW,
    "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO",
    (
        *_UNIT,
        *_numbered(
            (
                (Count.NEAR_POOR_START, ("Tổng số hộ cận nghèo đầu kỳ",)),
                (Count.NEAR_POOR_LEFT, (_DOWN, "Số hộ thoát cận nghèo")),
                (Count.NEAR_POOR_TO_POOR, (_DOWN, "Số hộ cận nghèo trở thành hộ nghèo")),
                (Count.NEAR_POOR_OTHER_OUT, (_DOWN, _OTHERS)),
                (Count.NEAR_POOR_FROM_POOR, (_UP, "Số hộ nghèo trở thành hộ cận nghèo")),
                (
                    Count.NEAR_POOR_RELAPSED,
                    (_UP, "Số hộ cận nghèo bổ sung trong kỳ", "Tái cận nghèo"),
                ),
                (Count.NEAR_POOR_NEW, (_UP, "Số hộ cận nghèo bổ sung trong kỳ", "Phát sinh mới")),
                (Count.NEAR_POOR_OTHER_IN, (_UP, "Số hộ cận nghèo bổ sung trong kỳ", "Số hộ khác")),
                (Count.NEAR_POOR_END, ("Tổng số hộ cận nghèo cuối kỳ",)),
            )
        ),
    ),
    FormLines.HOUSEHOLDS_AND_PERSONS,
)
