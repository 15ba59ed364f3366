"""Marks of footnotes beside figures."""

from typing import Literal

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from povertyplan import Part, Place, read_text
from tests.support.office import HEADER, TITLES, book, line, table, word
from tests.support.small import CHO, PAGE, SEPARATED, target
from tests.support.small import HEADER as SMALL_HEADER


def test_marks_of_footnotes_are_no_digits() -> None:
    """In whatever way they are written, and only where they stand raised."""
    told = "marks of footnotes were left out: 1, the first of them in "
    for form, text, shown in (
        ("html", PAGE.replace("<td>5", "<td>5<sup>1</sup>"), "“5¹”"),
        ("html", PAGE.replace("<td>5", "<td>5<SUB>(1)"), "“5⁽¹⁾”"),
        ("csv", SEPARATED.replace(";5;", ";5²;"), "“5²”"),
        ("csv", SEPARATED.replace("3,13;", "3,13%*;"), "“3,13%*”"),
        ("csv", SEPARATED.replace("Hộ nghèo 2023", "Hộ nghèo 2023³"), "“Hộ nghèo 2023³”"),
    ):
        reading = read_text(text, format=form)
        assert target(reading) == CHO
        assert [str(one) for one in reading.notices] == [told + shown]


def test_a_mark_in_the_text_leaves_the_columns() -> None:
    table = f"|{SMALL_HEADER.replace(';', '|')}|\n|1|Chợ|160|5|3,13|2|\n"
    line = "Phấn đấu tỷ lệ hộ nghèo¹ còn 1,4%² (nhà ở trên 8 m²), giảm 0,91%"
    reading = read_text(f"{line}\n\n{table}")
    place = Place(Part.HEADLINE, "poor_goal_rate")
    assert reading.sources[place].column == line.index("1,4") + 1
    (notice,) = (one for one in reading.notices if one.code == "footnote-marks")
    assert str(notice).endswith("tỷ lệ hộ nghèo¹”")


@pytest.mark.parametrize("align", ["superscript", "subscript", "baseline"])
def test_a_raised_mark_is_no_digit_of_its_figure(
    align: Literal["superscript", "subscript", "baseline"],
) -> None:
    mark = f"<w:r><w:rPr><w:vertAlign w:val='{align}'/></w:rPr><w:t>1</w:t></w:r>"
    count = line("5").replace("</w:p>", f"{mark}</w:p>")
    reading = word(line(TITLES[0]), table(HEADER, ["1", "Chợ", "160", count, "3.13", "2"]))
    font = InlineFont(vertAlign=align)
    rich = CellRichText("5", TextBlock(font, "1"))
    other = book(HEADER, [1, "Chợ", 160, rich, 3.13, 2])
    glued = align == "baseline"
    for one in (reading, other):
        assert one.plan.targets[0].base.poor.count == (51 if glued else 5)
        assert ("footnote-marks" in [notice.code for notice in one.notices]) is not glued


@pytest.mark.parametrize("mark", ["", "¹"])
def test_a_mark_leaves_the_captions_of_tables(mark: str) -> None:
    header = ["TT", "Đơn vị", "Số hộ", "Hộ nghèo"]
    before = table(header, ["1", "Chợ", "160", f"5{mark}"], ["2", "Ngò", "76", "3"])
    after = table(header, ["1", "Chợ", "160", "2"], ["2", "Ngò", "76", "2"])
    captions = [line("Biểu năm 2023"), line("Biểu năm 2024")]
    reading = word(line(TITLES[0]), captions[0], before, captions[1], after)
    assert reading.plan.years == (2023, 2024)


def test_an_asterisk_is_no_mark_outside_a_cell() -> None:
    table = f"|{SMALL_HEADER.replace(';', '|')}|\n|1|Chợ|160|5|3,13|2|\n"
    reading = read_text(f"Giảm nghèo năm 2024\n\nNhà ở đạt 95%*\n\n{table}")
    assert "footnote-marks" not in [notice.code for notice in reading.notices]


def test_an_asterisk_alone_below_a_figure_is_no_mark_of_it() -> None:
    text = f"{SEPARATED}2;Ngò;76;3\n*;;;\n"
    reading = read_text(text, format="csv")
    assert "footnote-marks" not in [notice.code for notice in reading.notices]
