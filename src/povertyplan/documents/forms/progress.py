"""The table in which a commune sets out what its units report; no circular has a form for it."""

from povertyplan.documents.forms.form import Beside, FormColumn, TableForm, TableKind
from povertyplan.model.fields import Count, Rate

_POOR, _NEAR_POOR = "Hộ nghèo", "Hộ cận nghèo"
_PLANNED_DROP, _PLANNED, _DONE, _ACHIEVED = (
    "Kế hoạch giảm",
    "Kế hoạch",
    "Thực hiện",
    "Đạt % kế hoạch",
)
_START, _LEFT, _OTHER_OUT = "Đầu năm", "Vượt chuẩn cận nghèo", "Giảm khác"
_NEW, _OTHER_IN, _END = "Phát sinh mới", "Tăng khác", "Đến kỳ báo cáo"
_JOBS, _EXPORTED = "Người có việc làm mới", "Người đi xuất khẩu lao động"
_TRAINED, _CERTIFIED = "Lao động qua đào tạo", "Lao động có bằng cấp, chứng chỉ"
_PEOPLE, _RATE = "Số người", "Tỷ lệ (%)"

#: The monthly table of a commune (tổng hợp kết quả giảm nghèo và giải quyết việc làm).
PROGRESS_OF_UNITS = TableForm(
    "progress",
    TableKind.PROGRESS,
    "TỔNG HỢP KẾT QUẢ GIẢM NGHÈO VÀ GIẢI QUYẾT VIỆC LÀM",
    (
        FormColumn(Beside.ORDINAL, ("TT",)),
        FormColumn(Beside.UNIT, ("Đơn vị",)),
        FormColumn(Beside.RECEIVED, ("Ngày nhận báo cáo",)),
        FormColumn(Count.POOR_START, (_POOR, _START)),
        FormColumn(Count.POOR_TO_NEAR_POOR, (_POOR, "Trở thành hộ cận nghèo")),
        FormColumn(Count.POOR_LEFT, (_POOR, _LEFT)),
        FormColumn(Count.POOR_OTHER_OUT, (_POOR, _OTHER_OUT)),
        FormColumn(Count.POOR_FROM_NEAR_POOR, (_POOR, "Cận nghèo thành nghèo")),
        FormColumn(Count.POOR_RELAPSED, (_POOR, "Tái nghèo")),
        FormColumn(Count.POOR_NEW, (_POOR, _NEW)),
        FormColumn(Count.POOR_OTHER_IN, (_POOR, _OTHER_IN)),
        FormColumn(Count.POOR_END, (_POOR, _END)),
        FormColumn(Beside.PLANNED, (_POOR, _PLANNED_DROP), about=Count.POOR_END),
        FormColumn(Beside.DERIVED, (_POOR, _ACHIEVED), about=Count.POOR_END),
        FormColumn(Count.NEAR_POOR_START, (_NEAR_POOR, _START)),
        FormColumn(Count.NEAR_POOR_TO_POOR, (_NEAR_POOR, "Trở thành hộ nghèo")),
        FormColumn(Count.NEAR_POOR_LEFT, (_NEAR_POOR, _LEFT)),
        FormColumn(Count.NEAR_POOR_OTHER_OUT, (_NEAR_POOR, _OTHER_OUT)),
        FormColumn(Count.NEAR_POOR_FROM_POOR, (_NEAR_POOR, "Nghèo thành cận nghèo")),
        FormColumn(Count.NEAR_POOR_RELAPSED, (_NEAR_POOR, "Tái cận nghèo")),
        FormColumn(Count.NEAR_POOR_NEW, (_NEAR_POOR, _NEW)),
        FormColumn(Count.NEAR_POOR_OTHER_IN, (_NEAR_POOR, _OTHER_IN)),
        FormColumn(Count.NEAR_POOR_END, (_NEAR_POOR, _END)),
        FormColumn(Beside.PLANNED, (_NEAR_POOR, _PLANNED_DROP), about=Count.NEAR_POOR_END),
        FormColumn(Beside.DERIVED, (_NEAR_POOR, _ACHIEVED), about=Count.NEAR_POOR_END),
        FormColumn(Count.HELPED, ("Hộ được nhận giúp đỡ",)),
        FormColumn(Beside.PLANNED, (_JOBS, _PLANNED), about=Count.NEW_JOBS),
        FormColumn(Count.NEW_JOBS, (_JOBS, _DONE)),
        FormColumn(Beside.DERIVED, (_JOBS, _ACHIEVED), about=Count.NEW_JOBS),
        FormColumn(Beside.PLANNED, (_EXPORTED, _PLANNED), about=Count.EXPORTED),
        FormColumn(Count.EXPORTED, (_EXPORTED, _DONE)),
        FormColumn(Count.WORKING_AGE, ("Số người trong độ tuổi lao động",)),
        FormColumn(Count.TRAINED, (_TRAINED, _PEOPLE)),
        FormColumn(Rate.TRAINED_RATE, (_TRAINED, _RATE)),
        FormColumn(Count.CERTIFIED, (_CERTIFIED, _PEOPLE)),
        FormColumn(Rate.CERTIFIED_RATE, (_CERTIFIED, _RATE)),
    ),
)
