"""The words of headings: what they mean, and that unknown words are never guessed."""

import pytest

from tests.support.annexes import (
    KNOWN,
    PLAIN,
    columns_set_aside,
    read_table,
    stated,
)


@pytest.mark.parametrize(
    "label",
    [
        "Số hộ được vay vốn 2024", "Số người có thẻ BHYT", "Hộ chính sách", "Hộ không nghèo 2024",
        "Trong đó hộ nghèo BTXH 2023", "Hộ có nhà tiêu hợp vệ sinh", "Hộ kinh doanh 2024",
        "Hộ nghèo là hộ có công 2024", "Hộ nghèo chuyển sang cận nghèo 2024",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_set_aside(label: str) -> None:
    reading = read_table(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 7")
    assert stated(reading) == KNOWN
    assert columns_set_aside(reading) == [f"“{label}”"]


@pytest.mark.parametrize(
    "label",
    [
        "Tổng số hộ dân cư trên địa bàn năm 2024", "Số hộ (tính đến 31/12/2024)",
        "Tổng số hộ dân toàn thị trấn dự kiến 2024 (hộ)", "Số hộ thực tế cư trú 2024",
        "Số hộ theo QĐ số 15/QĐ-UBND ngày 12/12/2023, kế hoạch 2024", "Hộ gia đình 2024",
        "Số hộ của TDP giao năm 2024", "Số hộ theo số liệu của Công an 2024",
        "Tổng số hộ tự nhiên 2024", "Hộ khẩu 2024", "Số hộ có mặt 2024", "Dân số 2024 (hộ)",
        "Số hộ thường trú, tạm trú 2024", "Tổng hộ toàn xã 2024",
    ],
)  # fmt: skip
def test_what_says_no_more_than_households(label: str) -> None:
    reading = read_table(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 7")
    assert stated(reading) == {**KNOWN, "households_goal": 7}


@pytest.mark.parametrize(
    "words",
    [
        "mẹ đơn thân", "dân tộc Mông", "nông thôn", "cũ", "thuộc diện 3B", "nguyên nhân ốm đau",
        "có người nghiện", "B1",
    ],
)  # fmt: skip
def test_words_beside_the_poor_that_are_not_known(words: str) -> None:
    for label in (f"Hộ nghèo {words} 2024", f"Tỷ lệ hộ nghèo {words} 2024 (%)"):
        reading = read_table(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 1")
        assert stated(reading) == KNOWN
        assert columns_set_aside(reading) == [f"“{label}”"]
    reading = read_table(
        f"{PLAIN} | Hộ cận nghèo 2024 | ",
        f" | | | | | Tổng số | {words}",
        "1 | Chợ | 9 | 4 | 2 | 3 | 1",
    )
    assert stated(reading) == {**KNOWN, "households_base": 9, "near_poor_goal": 3}


@pytest.mark.parametrize(
    "words",
    [
        "", "(hộ)", "theo chuẩn nghèo giai đoạn 2022-2025", "toàn bộ", "hiện trạng", "T12/2023",
        "theo QĐ số 12/QĐ-UBND ngày 5/1/2024", "tính đến thời điểm 31/12/2023", "đầu kỳ báo cáo",
        "theo kết quả rà soát", "được công nhận", "còn lại", "theo NĐ 07/2021/NĐ-CP", "toàn xã",
        "TH 2023", "đã rà soát", "có mặt đầu năm", "(số lượng)", "do xã quản lý",
        "rà soát năm 2023 xã Tân Yên", "theo Nghị định 07", "cả năm 2023",
        "theo chuẩn nghèo đa chiều giai đoạn 2022-2025",
    ],
)  # fmt: skip
def test_words_beside_the_poor_that_mean_all_of_them(words: str) -> None:
    reading = read_table(
        f"TT | Thôn | Số hộ 2023 | Hộ nghèo {words} | Hộ nghèo dự kiến 2024",
        "1 | Chợ | 100 | 4 | 2",
    )
    assert stated(reading) == KNOWN


def test_the_short_words_for_near_poor() -> None:
    reading = read_table(
        "TT | Thôn | Hộ nghèo, cận nghèo năm 2023 | | Năm 2024 | ",
        " | | Nghèo | Cận | Hộ nghèo | Hộ cận-nghèo",
        "1 | Chợ | 4 | 5 | 2 | 3",
    )
    assert stated(reading) == {
        "poor_base": 4, "poor_goal": 2, "near_poor_base": 5, "near_poor_goal": 3,
    }  # fmt: skip
