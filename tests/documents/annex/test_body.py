"""Which column names the units."""

import pytest

from tests.support.annexes import (
    read_table,
)


def test_names_without_a_heading() -> None:
    reading = read_table(
        "| | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1 | Chợ | 217 | 8 | 4",
        "2 | Ngò | 95 | 2 | 2",
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
    ],
)
def test_the_names_are_those_of_the_smallest_units(others: str) -> None:
    reading = read_table(
        f"TT | {others} | Hộ nghèo 2023 | Hộ nghèo 2024", "1 | Tân Yên | Chợ | 4 | 2"
    )
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ"]
