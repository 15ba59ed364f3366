"""Numbers that are names: of units, programmes and decisions."""

import pytest

from tests.support.lines import read_line


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện Kế hoạch số 36 về giải quyết việc làm, Đề án 61 về xuất khẩu lao động",
        "Đề án số 61 giảm hộ nghèo",
        "Công văn số 61 về giảm hộ nghèo",
        "Kế hoạch 36/KH-UBND về giải quyết việc làm",
        "Giảm hộ nghèo ở 2 phường.",
        "Giảm hộ nghèo trên địa bàn 8 xã, thị trấn",
        "Giảm hộ nghèo ở xã 135",
        "Giảm hộ nghèo theo Chương trình 135 của xã",
        "Giảm hộ nghèo ở 6/16 phường (phường 4, 5, 7)",
        "Giảm hộ nghèo tại tổ dân phố số 7",
    ],
)
def test_a_number_that_is_a_name_is_no_figure(line: str) -> None:
    text = read_line(line)
    assert (text.taken, text.told) == ({}, [])


@pytest.mark.parametrize("unit", ["toàn xã", "của phường", "theo Kế hoạch"])
def test_a_number_with_what_it_counts_is_no_name(unit: str) -> None:
    assert read_line(f"Hộ nghèo {unit} 54 hộ").taken == {"poor_goal": "54"}


def test_a_plan_of_households_is_no_name() -> None:
    assert read_line("Kế hoạch giảm 17 hộ nghèo").taken == {"poor_drop": "17"}
