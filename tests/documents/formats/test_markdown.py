"""Markdown and plain text."""

import time
from pathlib import Path

import pytest

from povertyplan import Part, Place, ReadError, read_text
from povertyplan.documents.formats import markdown
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


PLAN = """UBND XÃ TÂN YÊN

Kế hoạch giảm nghèo năm 2024

Phấn đấu cuối năm 2024 giảm tỷ lệ hộ nghèo xuống còn 1,4%.

| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024 |
|---|---|---|---|---|---|
| 1 | Chợ | 160 | 5 | 3,13 | 2 |
"""
STRIKES = ["~~{}~~", "<s>{}</s>", "<DEL class='x'>{}</del>", "<strike>{}</strike>"]


@pytest.mark.parametrize("strike", STRIKES)
@pytest.mark.parametrize("form", ["markdown", "text"])
def test_struck_text_is_withdrawn_and_told(strike: str, form: str) -> None:
    text = PLAN.replace("1,4%", f"{strike.format('1,8%')} 1,4%")
    text = text.replace("| 2 |", f"| {strike.format('9')} 2 |")
    text = text.replace("Chợ", strike.format("Chợ cũ") + "Chợ")
    reading = read_text(text, format=form, file="plan.md")
    assert target(reading) == CHO
    assert str(reading.plan.headline.poor_goal_rate) == "1.4%"
    (notice,) = [notice for notice in reading.notices if notice.code == "figures-struck"]
    assert str(notice) == "struck-through text was left out: 3, the first of them “1,8%”"
    assert str(notice.source) == "plan.md:5"
    column = text.splitlines()[8].rindex("2") + 1
    assert str(reading.sources[Place(1, "poor_goal")]) == f"plan.md:9:{column}"


@pytest.mark.parametrize("strike", STRIKES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_is_struck_over_two_lines(strike: str, line_end: str) -> None:
    struck = strike.format(f"Giảm tỷ lệ hộ nghèo{line_end}xuống còn 1,8% cuối năm 2024.")
    content = markdown.content(f"{struck}{line_end}~~Hết~~{line_end}Còn", "plan.md")
    assert [(line.text, line.source.line) for line in content.paragraphs] == [("Còn", 4)]
    assert dict(content.notices[0].values)["number"] == 2


@pytest.mark.parametrize(
    "text",
    [
        "~~~\nGiảm nghèo\n~~~",
        "còn ~~ 5 hộ và ~~6 hộ",
        r"còn \~~5 hộ~~",
        "~~một\n\nhai~~",
        "~~một\n  \nhai~~",
        "~5 hộ, ~6 hộ",
        "<s>5 hộ</del>",
        "<strong>5 hộ</strong>",
        "<s>một\n\nhai</s>",
    ],
)
def test_marks_that_strike_nothing(text: str) -> None:
    content = markdown.content(text, "plan.md")
    lines = [line.replace("\\", "") for line in text.split("\n") if line.strip()]
    assert [line.text for line in content.paragraphs] == lines
    assert content.notices == ()


def test_a_strike_ends_with_its_cell() -> None:
    content = markdown.content("| ~~5 | 6~~ |\n| ~~~7~~ | 8 |", "plan.md")
    assert content.grids[0].rows[0][0].text == "~~5"
    assert content.notices == ()


@pytest.mark.parametrize("piece", ["~~a", "<s>", "<s>a<del>", "<s ", "~~a ~~", "~~\n", "a~"])
def test_hostile_strikes_take_linear_time(piece: str) -> None:
    start = time.perf_counter()
    markdown.content(piece * 50_000, "plan.md")
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (r"a\|b", "a|b"),
        (r"\*Chợ\*", "*Chợ*"),
        (r"**\*Chợ\***", "*Chợ*"),
        (r"\# Chợ \#", "# Chợ #"),
        (r"\~~Chợ\~~", "~~Chợ~~"),
        (r"\<s\>Chợ\</s\>", "<s>Chợ</s>"),
        (r"\\<s>cũ</s>\\", "\\ \\"),
        (r"Chợ\\", "Chợ\\"),
        ("C:\\plan\\", "C:\\plan\\"),
    ],
)
def test_a_mark_behind_a_backslash_is_text(cell: str, name: str) -> None:
    reading = read_text(PLAN.replace("Chợ", cell))
    assert reading.plan.targets[0].unit.name == name
    assert str(reading.plan.targets[0].base.poor.rate) == "3.13%"


def test_a_line_of_text_with_escaped_pipes_is_no_table() -> None:
    lines = markdown.content(r"Phó \| chủ \| tịch", "plan.md")
    assert (len(lines.paragraphs), lines.grids) == (1, ())


def test_a_figure_behind_backslashes_in_a_line_of_text_has_its_column() -> None:
    text = PLAN.replace("cuối năm 2024", r"\(cuối\_năm\) 2024")
    reading = read_text(text)
    column = text.splitlines()[4].index("1,4") + 1
    assert str(reading.sources[Place(Part.HEADLINE, "poor_goal_rate")]) == f"5:{column}"
    assert reading.plan == read_text(PLAN).plan
