"""Figures that a sentence gives to its indicators in their order."""

import pytest

from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.targets import stated
from povertyplan.reading import Source

HEADING = "II. MỤC TIÊU NĂM 2026"
RATES = {"poor_goal_rate": "1.89%", "near_poor_goal_rate": "2.69%"}
DROPS = {"poor_rate_drop": "0.5 pp", "near_poor_rate_drop": "0.3 pp"}


def read(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the targets taken from a sentence, and the figures told, each with its guard."""
    lines = [Paragraph(line, Source(line=number)) for number, line in enumerate((HEADING, text))]
    found = stated(lines, (2025, 2026))
    taken = {str(place.field): str(value) for place, value in found.values.items()}
    told = [(notice.code, str(dict(notice.values)["text"])[1:-1]) for notice in found.notices]
    return taken, told


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Tỷ lệ hộ nghèo, hộ cận nghèo cuối năm 2026 lần lượt còn 1,89% và 2,69%.", RATES),
        ("Tỷ lệ hộ nghèo, hộ cận nghèo cuối năm 2026 lần lượt là 1,89%, 2,69%.", RATES),
        ("Tỷ lệ hộ nghèo, hộ cận nghèo lần lượt là 1,89%; 2,69%.", RATES),
        ("Tỷ lệ hộ nghèo và hộ cận nghèo cuối năm tương ứng là 1,89% và 2,69%.", RATES),
        ("Tỷ lệ hộ cận nghèo và hộ nghèo theo thứ tự là 2,69% và 1,89%.", RATES),
        ("Giảm tỷ lệ hộ nghèo và hộ cận nghèo lần lượt 0,5% và 0,3%.", DROPS),
        ("Tỷ lệ hộ nghèo, tỷ lệ hộ cận nghèo giảm lần lượt 0,5% và 0,3%.", DROPS),
        (
            "Số hộ nghèo, cận nghèo lần lượt là 42 hộ (1,89%) và 60 hộ (2,69%).",
            {"poor_goal": "42", "near_poor_goal": "60", **RATES},
        ),
        (
            "Hộ nghèo, cận nghèo năm 2025 lần lượt là 3%, 4%; năm 2026 lần lượt là 1,89%, 2,69%.",
            RATES,
        ),
        (
            "Tạo việc làm mới và xuất khẩu lao động lần lượt cho 100 và 20 lao động.",
            {"new_jobs": "100", "exported": "20"},
        ),
        (
            "Tỷ lệ hộ nghèo, tỷ lệ hộ cận nghèo, tỷ lệ thất nghiệp lần lượt là 1,89%, 2,69%, 3%.",
            RATES,
        ),
        (
            "Tỷ lệ hộ nghèo còn 1,89%, tương ứng với 42 hộ.",
            {"poor_goal_rate": "1.89%", "poor_goal": "42"},
        ),
    ],
)
def test_the_first_figure_is_of_the_first_indicator(text: str, taken: dict[str, str]) -> None:
    assert read(text) == (taken, [])


@pytest.mark.parametrize(
    ("text", "guard", "told"),
    [
        (
            "Tỷ lệ hộ nghèo và hộ cận nghèo lần lượt là 1,89%; 2,69%; 3%.",
            "figure-of-a-list",
            ["1,89%", "2,69%", "3%"],
        ),
        (
            "Tỷ lệ hộ nghèo năm 2025, 2026 lần lượt là 2,82% và 1,89%.",
            "figure-of-a-list",
            ["2,82%", "1,89%"],
        ),
        (
            "Thu nhập, tỷ lệ hộ nghèo lần lượt là 40 triệu đồng và 1,89%.",
            "figure-of-a-list",
            ["1,89%"],
        ),
        (
            "Tỷ lệ hộ nghèo, trong đó hộ cận nghèo lần lượt là 1%, 2%.",
            "figure-of-a-list",
            ["1%", "2%"],
        ),
        (
            "Tỷ lệ hộ nghèo và hộ cận nghèo lần lượt dưới 2% và 3%.",
            "figure-bound",
            ["2%", "3%"],
        ),
    ],
)
def test_what_is_not_clear_is_told(text: str, guard: str, told: list[str]) -> None:
    assert read(text) == ({}, [(guard, figure) for figure in told])


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ thất nghiệp và thu nhập lần lượt là 1%, 2%.",
        "Các đoàn lần lượt thăm các thôn, hộ nghèo.",
        "Tỷ lệ hộ nghèo, hộ cận nghèo lần lượt được đánh giá.",
        "Tỷ lệ hộ nghèo và hộ cận nghèo của phụ nữ tham gia lần lượt 3 người và 4 người.",
    ],
)
def test_lists_of_other_things_are_passed_over(text: str) -> None:
    assert read(text) == ({}, [])


def test_many_words_of_order_take_no_time() -> None:
    text = "tỷ lệ hộ nghèo lần lượt là 1% " * 3_000
    assert read(text)[0] == {"poor_goal_rate": "1%"}
