"""
The report that one unit sends each month (báo cáo tháng của tổ dân phố).

Plans ask for it and attach no form: the lines are those of the official forms of flow, and of
the labour targets of a plan.
"""

from collections.abc import Iterator, Sequence

from povertyplan.documents.forms.form import (
    Beside,
    FigureLine,
    FormColumn,
    FormLines,
    TableForm,
    TableKind,
)
from povertyplan.model.fields import FLOW_OF_NEAR_POOR, FLOW_OF_POOR, Count

_HOUSEHOLDS, _PEOPLE = "hộ", "người"


def _flow(
    numeral: str, heading: str, left: str, labels: Sequence[str], counts: Sequence[Count]
) -> Iterator[FigureLine]:
    """Yield the lines of a flow, in the order of its counts; *left* heads the ways out of it."""
    start, to_other, left_both, *others = zip(labels, counts, strict=True)
    yield FigureLine(heading, ordinal=numeral)
    yield FigureLine(start[0], start[1], "1", _HOUSEHOLDS)
    yield FigureLine(left, ordinal="2", measure=_HOUSEHOLDS)
    yield FigureLine(to_other[0], to_other[1], "2.1", _HOUSEHOLDS)
    yield FigureLine(left_both[0], left_both[1], "2.2", _HOUSEHOLDS)
    for number, (label, count) in enumerate(others, 3):
        yield FigureLine(label, count, str(number), _HOUSEHOLDS)


_POOR = (
    "Số hộ nghèo đầu năm",
    "Trở thành hộ cận nghèo",
    "Vượt chuẩn cận nghèo",
    "Giảm khác (chết, chuyển đi, tách, nhập hộ)",
    "Hộ cận nghèo trở thành hộ nghèo",
    "Tái nghèo",
    "Phát sinh mới",
    "Tăng khác",
    "Số hộ nghèo đến kỳ báo cáo",
)
_NEAR_POOR = (
    "Số hộ cận nghèo đầu năm",
    "Trở thành hộ nghèo",
    "Vượt chuẩn cận nghèo",
    "Giảm khác (chết, chuyển đi, tách, nhập hộ)",
    "Hộ nghèo trở thành hộ cận nghèo",
    "Tái cận nghèo",
    "Phát sinh mới",
    "Tăng khác",
    "Số hộ cận nghèo đến kỳ báo cáo",
)

#: The monthly report of one unit (báo cáo kết quả giảm nghèo và giải quyết việc làm).
MONTHLY_REPORT = TableForm(
    "monthly",
    TableKind.PROGRESS,
    "BÁO CÁO KẾT QUẢ GIẢM NGHÈO VÀ GIẢI QUYẾT VIỆC LÀM",
    (
        FormColumn(Beside.ORDINAL, ("TT",), "A"),
        FormColumn(Beside.INDICATOR, ("Chỉ tiêu",), "B"),
        FormColumn(Beside.MEASURE, ("Đơn vị tính",), "C"),
        FormColumn(Beside.PLANNED, ("Kế hoạch năm",), "1"),
        FormColumn(Beside.DURING, ("Thực hiện trong tháng",), "2"),
        FormColumn(Beside.SO_FAR, ("Lũy kế từ đầu năm",), "3"),
        FormColumn(Beside.DERIVED, ("Đạt % kế hoạch",), "4"),
        FormColumn(Beside.NOTE, ("Ghi chú",), "5"),
    ),
    FormLines.FIGURES,
    (
        *_flow("I", "Hộ nghèo", "Số hộ thoát nghèo", _POOR, FLOW_OF_POOR),
        *_flow("II", "Hộ cận nghèo", "Số hộ cận nghèo giảm", _NEAR_POOR, FLOW_OF_NEAR_POOR),
        FigureLine("Hộ nghèo, hộ cận nghèo được nhận giúp đỡ", Count.HELPED, "III", _HOUSEHOLDS),
        FigureLine("Việc làm và đào tạo nghề", ordinal="IV"),
        FigureLine("Người có việc làm mới", Count.NEW_JOBS, "1", _PEOPLE),
        FigureLine("Trong đó: đi xuất khẩu lao động", Count.EXPORTED, "1.1", _PEOPLE),
        FigureLine("Lao động qua đào tạo", Count.TRAINED, "2", _PEOPLE),
        FigureLine("Trong đó: có bằng cấp, chứng chỉ", Count.CERTIFIED, "2.1", _PEOPLE),
    ),
)
