"""The unit and the day above a form of one unit."""

from datetime import date

import pytest

from povertyplan.documents.year_tables.periods import month_in, period_in
from povertyplan.documents.year_tables.sheet_heads import day_above, unit_above


@pytest.mark.parametrize(
    ("lines", "sheet", "name"),
    [
        (["Tổ dân phố: Hoà Sơn"], "", "Hoà Sơn"),
        (["Tổ dân phố:", "Hoà Sơn"], "", "Hoà Sơn"),
        (["Tổ dân phố: ……"], "Chám", "Chám"),
        (["Thôn Chợ"], "", "Thôn Chợ"),
        (["Thôn Chợ"], "Chợ", "Chợ"),
        (["Đơn vị"], "Trang tính 1", ""),
        (["Bản báo cáo"], "Chợ", "Chợ"),
        (["BẢN BÁO CÁO THÁNG 02 NĂM 2024"], "Chợ", "Chợ"),
        (["Tổ dân phố:", "Ngày báo cáo:"], "Chợ", "Chợ"),
        ([], "Sheet1", ""),
    ],
)
def test_units(lines: list[str], sheet: str, name: str) -> None:
    assert unit_above(lines, sheet).name == name


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Ngày báo cáo:", "2024-02-25"], date(2024, 2, 25)),
        (["Ngày báo cáo:", "Số liệu đến ngày 14/02/2024"], None),
        (["Ngày gửi: ngày 25 tháng 2 năm 2024"], date(2024, 2, 25)),
        (["Ngày báo cáo: 31/02/2024"], None),
        (["Số liệu đến ngày 14/02/2024"], None),
    ],
)
def test_days(lines: list[str], day: date | None) -> None:
    assert day_above(lines) == day


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Quý IV năm 2024", "2024-Q4"),
        ("6 tháng đầu năm 2024", "2024-S1"),
        ("sáu tháng cuối năm 2024", "2024-S2"),
        ("Tháng 13 năm 2024", "None"),
        ("năm 2023 và năm 2024", "None"),
        ("theo chuẩn giai đoạn 2022-2025", "None"),
        ("Nghị định 07/2021/NĐ-CP", "None"),
        ("Căn cứ Kế hoạch năm 2024", "None"),
        ("biểu 02/2024", "2024"),
        ("(Kèm theo Kế hoạch năm 2023 của UBND xã)", "None"),
    ],
)
def test_periods(text: str, period: str) -> None:
    assert str(period_in(text)) == period


@pytest.mark.parametrize(
    ("text", "month"),
    [("BÁO CÁO THÁNG 02", "02"), ("T2", "02"), ("ngày 25 tháng 02", ""), ("T21", ""), ("TT 1", "")],
)
def test_months_without_a_year(text: str, month: str) -> None:
    assert month_in(text) == month
