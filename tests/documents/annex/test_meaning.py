"""What the words above a column mean together."""

import pytest

from povertyplan import ReadError
from tests.support.annexes import (
    KNOWN,
    PLAIN,
    columns_set_aside,
    read_table,
    stated,
)


@pytest.mark.parametrize("count", ["Số hộ", "Tổng số"])
def test_households_of_the_aim_to_reduce_poverty_are_not_all_households(count: str) -> None:
    reading = read_table(
        "TT | Thôn | Số hộ 2023 | Hộ nghèo 2023 | | Chỉ tiêu giảm nghèo năm 2024 | ",
        f" | | | Số hộ | Tỷ lệ | {count} | Tỷ lệ",
        "1 | Chợ | 100 | 4 | 4,00 | 2 | 2,00",
    )
    assert "households_goal" not in stated(reading)
    assert columns_set_aside(reading) == [
        f"“Chỉ tiêu giảm nghèo năm 2024 / {one}”" for one in (count, "Tỷ lệ")
    ]


def test_a_heading_over_all_columns_tells_none_apart() -> None:
    reading = read_table(
        "TT | Thôn | Kết quả theo chuẩn nghèo NĐ 07/2021/NĐ-CP và chính sách hỗ trợ | | | | ",
        " | | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024 | Ghi chú",
        "1 | Chợ | 100 | 100 | 4 | 2 | x",
    )
    assert stated(reading) == {**KNOWN, "households_goal": 100}


@pytest.mark.parametrize("heading", ["Hộ nghèo được vay vốn", "Hộ nghèo, cận nghèo được vay vốn"])
def test_a_heading_over_all_of_the_poor_may_be_of_some_of_them(heading: str) -> None:
    with pytest.raises(ReadError, match="This file has no annex"):
        read_table(
            f"TT | Thôn | Số hộ 2023 | Số hộ 2024 | {heading} | ",
            " | | | | Hộ nghèo 2023 | Hộ nghèo 2024",
            "1 | Chợ | 100 | 101 | 4 | 2",
        )


def test_a_bare_count_is_of_what_stands_above_it() -> None:
    reading = read_table(
        "TT | Thôn | Kết quả vay vốn của hộ | | ",
        " | | Tổng số | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1 | Chợ | 100 | 4 | 2",
    )
    assert stated(reading) == {"poor_base": 4, "poor_goal": 2}


@pytest.mark.parametrize(
    "above", ["Hộ được vay vốn", "Số hộ được hỗ trợ nhà ở", "Tổng số khẩu có thẻ BHYT"]
)
def test_some_households_above_all_columns_of_the_poor(above: str) -> None:
    with pytest.raises(ReadError, match="annex"):
        read_table(
            f"TT | Thôn | Tổng số hộ | {above} | ",
            " | | | Hộ nghèo | Hộ cận nghèo",
            "1 | Chợ | 100 | 4 | 2",
        )


@pytest.mark.parametrize("label", ["Hộ/khẩu 2023", "Số khẩu nghèo giảm", "Giảm nghèo, hộ"])
def test_what_is_no_figure_of_a_plan_and_follows_from_none(label: str) -> None:
    reading = read_table(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 7")
    assert stated(reading) == KNOWN
    assert columns_set_aside(reading) == [f"“{label}”"]
    assert reading.form.further == ()


def test_headings_over_both_households_and_persons_and_over_two_years() -> None:
    reading = read_table(
        "Đơn vị | Số hộ, số khẩu (kế hoạch, thực hiện 2023-2024) | | Hộ nghèo |",
        "| Hộ 2023 | Khẩu 2023 | 2023 | 2024",
        "Chợ | 217 | 818 | 8 | 4",
    )
    base = reading.plan.targets[0].base
    assert (base.households, base.persons, base.poor.count) == (217, 818, 8)


def test_a_heading_of_another_year_above_that_of_a_column() -> None:
    reading = read_table(
        "TT | Thôn | Số liệu năm 2022 | | ",
        " | | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1 | Chợ | 100 | 4 | 2",
    )
    assert reading.plan.years == (2023, 2024)
    assert stated(reading) == KNOWN
