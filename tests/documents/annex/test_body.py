"""Which column names the units."""

import pytest

from tests.support.annexes import notices, read_table


def test_names_without_a_heading() -> None:
    reading = read_table(
        "| | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1 | Chợ | 217 | 8 | 4",
        "2 | Ngò | 95 | 2 | 2",
    )
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert reading.form.ordinals == ("1", "2")


def test_ordinals_behind_names_without_a_heading() -> None:
    reading = read_table(
        "| | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "Chợ | 1 | 217 | 8 | 4",
        "Ngò | 2 | 95 | 2 | 2",
    )
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert reading.form.ordinals == ("1", "2")


@pytest.mark.parametrize(
    "others",
    [
        "Xã | Thôn",
        "Huyện | Tổ",
        "Họ tên trưởng thôn | Tên thôn",
        "Đơn vị tính | Đơn vị",
        "Số thôn | Xã",
        "Mã thôn | Thôn",
    ],
)
def test_the_names_are_those_of_the_smallest_units(others: str) -> None:
    reading = read_table(
        f"TT | {others} | Hộ nghèo 2023 | Hộ nghèo 2024", "1 | Tân Yên | Chợ | 4 | 2"
    )
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ"]


def test_where_a_column_stands() -> None:
    """At its lowest heading, or without any at its first row."""
    reading = read_table(
        " | Thôn | Hộ nghèo | | Hộ DTTS", " | | 2023 | 2024 | ", "7 | Chợ | 4 | 2 | 8"
    )
    assert [notice for notice in notices(reading) if "is not checked" in notice] == [
        "plan.md:7:3: column 1 is not checked",
        "plan.md:5:26: column “Hộ DTTS” is not checked",
    ]
