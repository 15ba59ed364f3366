"""The table of the labour figures of each unit; no circular has a form for it."""

from povertyplan.documents.forms.form import Beside, FormColumn, TableForm, TableKind
from povertyplan.model.fields import Count, Rate

_PEOPLE, _RATE = "Số người", "Tỷ lệ (%)"
_TRAINED, _CERTIFIED = "Lao động qua đào tạo", "Lao động có bằng cấp, chứng chỉ"
_JOBS = "Người có việc làm mới"

#: The labour figures of each unit (lao động, đào tạo nghề và giải quyết việc làm).
LABOUR_FIGURES = TableForm(
    "labour",
    TableKind.LABOUR,
    "LAO ĐỘNG, ĐÀO TẠO NGHỀ VÀ GIẢI QUYẾT VIỆC LÀM",
    (
        FormColumn(Beside.ORDINAL, ("TT",), "A"),
        FormColumn(Beside.UNIT, ("Đơn vị",), "B"),
        FormColumn(Count.WORKING_AGE, ("Số người trong độ tuổi lao động",), "1"),
        FormColumn(Count.TRAINED, (_TRAINED, _PEOPLE), "2"),
        FormColumn(Rate.TRAINED_RATE, (_TRAINED, _RATE), "3=2/1*100"),
        FormColumn(Count.CERTIFIED, (_CERTIFIED, _PEOPLE), "4"),
        FormColumn(Rate.CERTIFIED_RATE, (_CERTIFIED, _RATE), "5=4/1*100"),
        FormColumn(Count.NEW_JOBS, (_JOBS, "Tổng số"), "6"),
        FormColumn(Count.EXPORTED, (_JOBS, "Trong đó: đi xuất khẩu lao động"), "7"),
    ),
)
