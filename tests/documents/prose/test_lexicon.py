"""Forms in which communes write their bullets."""

import pytest

from tests.support.lines import read_line


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("- Chỉ tiêu giảm nghèo: 21 hộ", {"poor_drop": "21"}),
        ("- Chỉ tiêu giảm nghèo năm 2024: 21 hộ nghèo", {"poor_drop": "21"}),
        ("- Chỉ tiêu giảm nghèo: 1.021 hộ, còn 71 hộ", {"poor_drop": "1021", "poor_goal": "71"}),
        ("- Chỉ tiêu giảm nghèo: 21 hộ, trong đó thôn Ngò 5 hộ", {"poor_drop": "21"}),
        ("Phấn đấu nâng tỷ lệ lên 85 % số lao động qua đào tạo", {"trained_rate": "85%"}),
        (
            "Đào tạo nghề. Mục tiêu năm 2024 nâng tỷ lệ lên 85% số lao động qua đào tạo",
            {"trained_rate": "85%"},
        ),
        ("Giới thiệu việc làm cho 85% lao động qua đào tạo", {}),
        ("Hỗ trợ 85% số lao động qua đào tạo có tỷ lệ chuyên cần", {}),
        ("+ Số hộ nghèo giảm (ĐVT: hộ): 17", {"poor_drop": "17"}),
        ("+ Tỷ lệ hộ nghèo (ĐVT: %): 1,35", {"poor_goal_rate": "1.35%"}),
        ("+ Tỷ lệ hộ nghèo (đơn vị tính: %): 1,35", {"poor_goal_rate": "1.35%"}),
        ("+ Số lao động có việc làm mới (ĐVT: người): 135", {"new_jobs": "135"}),
        (
            "Đưa người lao động đi làm việc ở nước ngoài, với tổng số 1.800 chỉ tiêu",
            {"exported": "1800"},
        ),
        (
            "Giảm 11 hộ nghèo, giảm 13 hộ cận nghèo so với số liệu đầu năm",
            {"poor_drop": "11", "near_poor_drop": "13"},
        ),
    ],
)
def test_bullets_that_are_read(line: str, taken: dict[str, str]) -> None:
    assert read_line(line).taken == taken


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Không để tỷ lệ hộ nghèo vượt quá 2%", ("figure-bound", "2%")),
        ("Tỷ lệ hộ nghèo không quá 2%", ("figure-bound", "2%")),
        ("Tỷ lệ hộ nghèo (%): < 2,0", ("figure-bound", "2,0")),
        ("Chỉ tiêu giảm nghèo giao cho các thôn: 21 hộ", ("figure-of-a-part", "21 hộ")),
        ("Chỉ tiêu giảm nghèo: 21 hộ cận nghèo", ("figure-unclear", "21")),
    ],
)
def test_bullets_that_are_told(line: str, told: tuple[str, str]) -> None:
    text = read_line(line)
    assert text.taken == {}
    assert text.told == [told]


@pytest.mark.parametrize(
    "line",
    [
        "Chỉ tiêu giảm nghèo năm 2023: 21 hộ",
        "Chỉ tiêu giảm nghèo: 21 hộ thoát nghèo",
        "Đưa lao động đi làm việc ở nước ngoài, tổng số 1.800 lao động",
    ],
)
def test_bullets_that_are_passed_over(line: str) -> None:
    text = read_line(line)
    assert (text.taken, text.told) == ({}, [])


def test_the_poor_are_those_beside_the_near_poor_by_many_dimensions() -> None:
    line = "Tỷ lệ hộ nghèo đa chiều giảm còn 1,38%, tỷ lệ hộ cận nghèo đa chiều giảm còn 2,8%"
    assert read_line(line).taken["poor_goal_rate"] == "1.38%"
