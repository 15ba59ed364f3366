"""What a single heading says: of which year it is, what it counts, and of whom."""

import pytest

from povertyplan.documents.annex.one_heading import (
    ColumnKind,
    categories_in,
    is_bare_rate,
    kind_in,
    name_level,
    names_other,
    names_some,
    period_in,
    plain_key,
    says_more_than_households,
)
from povertyplan.model.fields import Category, Period
from tests.support.annexes import KNOWN, read_table, stated


@pytest.mark.parametrize(
    ("base", "goal"),
    [
        ("tại thời điểm 01/01/2024", "dự kiến"),
        ("tại thời điểm 1.1.2024", "31/12/2024"),
        ("đầu kỳ 2024", "cuối kỳ 2024"),
        ("đến đầu 2024", "2024"),
        ("rà soát theo NĐ 07/2021/NĐ-CP", "kế hoạch 2024"),
        ("rà soát theo Nghị định số 07/2021", "kế hoạch 2024"),
        ("rà soát, chuẩn 2022-2025", "kế hoạch 2024"),
        ("2023 (QĐ 15/QĐ-UBND ngày 05/01/2024)", "2024"),
    ],
)
def test_the_year_of_a_column(base: str, goal: str) -> None:
    reading = read_table(
        f"TT | Thôn | Số hộ | Hộ nghèo {base} | Hộ nghèo {goal}", "1 | Chợ | 100 | 4 | 2"
    )
    assert reading.plan.years == (2023, 2024)
    assert stated(reading) == {**KNOWN, "households_goal": 100}


@pytest.mark.parametrize(
    ("heading", "has_year", "period"),
    [
        ("Hiện trạng", False, Period.BASE),
        ("Kế hoạch", True, Period.GOAL),
        ("Cuối năm", False, Period.GOAL),
        ("Cuối năm 2023", True, None),
        ("Thực hiện, kế hoạch", False, None),
        ("Số hộ", False, None),
    ],
)
def test_the_period_of_a_heading(heading: str, *, has_year: bool, period: Period | None) -> None:
    assert period_in(plain_key(heading), has_year=has_year) is period


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Tỷ lệ hộ nghèo", ColumnKind.RATE),
        ("Nhân khẩu", ColumnKind.PERSONS),
        ("Số hộ", ColumnKind.HOUSEHOLDS),
        ("Tổng số", ColumnKind.HOUSEHOLDS),
        ("Số hộ, số khẩu", None),
        ("Năm 2023", None),
    ],
)
def test_what_a_heading_counts(heading: str, kind: ColumnKind | None) -> None:
    assert kind_in(plain_key(heading)) is kind


@pytest.mark.parametrize(
    ("heading", "categories"),
    [
        ("Hộ nghèo", {Category.POOR}),
        ("Hộ cận nghèo", {Category.NEAR_POOR}),
        ("Hộ nghèo, hộ cận nghèo", set(Category)),
        ("Giảm nghèo", set()),
    ],
)
def test_the_households_that_a_heading_names(heading: str, categories: set[Category]) -> None:
    assert categories_in(plain_key(heading)) == categories


@pytest.mark.parametrize(
    ("heading", "is_bare"),
    [("Tỷ lệ (%)", True), ("TL %", True), ("Tỷ lệ hộ nghèo", False), ("Số hộ", False)],
)
def test_a_rate_that_does_not_say_of_what(heading: str, *, is_bare: bool) -> None:
    assert is_bare_rate(heading) is is_bare


@pytest.mark.parametrize(
    "heading",
    [
        "Ghi chú (hộ)",
        "Số hộ tái",
        "Hộ phát sinh",
        "Hộ tăng",
        "Hộ thoát",
        "Hộ DTTS",
        "Hộ không thuộc",
    ],
)
def test_headings_of_other_households(heading: str) -> None:
    assert names_other(plain_key(heading))
    assert not names_some(plain_key(heading))


@pytest.mark.parametrize(
    "heading",
    ["Người cao tuổi", "Hộ dùng nước sạch", "Chủ hộ là phụ nữ", "Trẻ em", "Hộ khó khăn về nhà ở"],
)
def test_headings_of_some_of_the_households(heading: str) -> None:
    assert names_some(plain_key(heading))


@pytest.mark.parametrize(
    "heading",
    ["Số liệu về hộ", "Tổng số hộ dân cư", "Quy mô hộ", "Số hộ chính thức", "Số hộ sau sắp xếp"],
)
def test_headings_of_all_households(heading: str) -> None:
    assert not says_more_than_households(plain_key(heading))


@pytest.mark.parametrize(
    "heading", ["Trưởng thôn", "Bí thư xã", "Cán bộ phụ trách thôn", "Mã thôn", "Thôn khó khăn"]
)
def test_headings_of_what_is_no_name_of_a_unit(heading: str) -> None:
    assert name_level(heading) is None
