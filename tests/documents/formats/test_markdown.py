"""Markdown and plain text."""

from pathlib import Path

import pytest

from povertyplan import Place, ReadError, read_text
from tests.support.small import CHO, target

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
TEXT = EXAMPLE.read_text(encoding="utf-8")
BROKEN = ("TT | Đơn vị | Số hộ 2023 |", "Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024 |")


def test_a_header_broken_over_two_lines_is_one() -> None:
    lines = ("UBND XÃ TÂN YÊN", "", "Kế hoạch giảm nghèo năm 2024", "", *BROKEN)
    rows = (
        "A | B | 1 | 2 | 3 | 4 |",
        "1 | Chợ | 160 | 5 | 3,13 | 2 |",
        "Tổng | | 160 | 5 | 3,13 | 2 |",
    )
    reading = read_text("\n".join((*lines, *rows)))
    assert target(reading) == CHO
    assert str(reading.sources[Place(1, "poor_goal")]) == "8:28"


@pytest.mark.parametrize(
    "lines",
    [
        (*BROKEN, "A | B | C | D | E | F |"),
        (BROKEN[0], "1 | Chợ | 160 |", "2 | Đầu | 160 | 5 | 3,13 | 2 |"),
        ("BIỂU SỐ 1 | | |", BROKEN[1], "2 | Đầu | 160 | 5 | 3,13 | 2 |"),
    ],
)
def test_lines_that_are_no_broken_header(lines: tuple[str, ...]) -> None:
    rows = (f"{number} | Chợ | 160 | 5 | 3,13 | 2 |" for number in range(3, 6))
    with pytest.raises(ReadError, match="expected a row of 6 cells"):
        read_text("\n".join((*lines, *rows)))


def test_line_ends_do_not_move_lines() -> None:
    place = Place(1, "poor_base")
    sources = [read_text(TEXT.replace("\n", end)).sources[place] for end in ("\n", "\r\n", "\r")]
    assert len(set(sources)) == 1
    assert sources[0].line == 61
