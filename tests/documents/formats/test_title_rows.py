"""Lines of text that stand in the rows of a table."""

import pytest

from povertyplan import Reading, read_bytes, read_text
from povertyplan.documents.content import Cell, Content, Grid, Paragraph
from povertyplan.documents.formats.title_rows import without_title_rows
from povertyplan.reading import Source
from tests.support.small import CHO, HEADER, target

LINES = [
    ["UBND XÃ TÂN YÊN", "", "", "", "CỘNG HÒA XÃ HỘI", ""],
    [""] * 6,
    ["", "", "KẾ HOẠCH", "", "", ""],
    ["Giảm nghèo năm 2024", "", "", "", "", ""],
    ["- Tỷ lệ hộ nghèo cuối năm 2024 còn 1,25%.", "", "", "", "", ""],
    HEADER.split(";"),
    ["1", "Chợ", "160", "5", "3,13", "2"],
    [""] * 6,
    ["Tân Yên, ngày 15 tháng 01 năm 2024", "", "", "CHỦ TỊCH", "", ""],
]


def page(*, spans: bool) -> str:
    """Write the lines as the one table of a page; a lone text may span its row."""
    rows = []
    for line in LINES:
        is_lone = spans and line[0] and not any(line[1:])
        cells = f"<td colspan=6>{line[0]}" if is_lone else "<td>" + "<td>".join(line)
        rows.append(f"<tr>{cells}")
    return f"<table>{''.join(rows)}</table>"


def is_right(reading: Reading) -> bool:
    rate = reading.plan.headline.poor_goal_rate
    return target(reading) == CHO and str(rate) == "1.25%" and not reading.notices


@pytest.mark.parametrize("separator", ["\t", "|"])
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_lines_that_are_padded_to_the_width_of_the_table(separator: str, form: str) -> None:
    text = "\n".join(separator.join(line) for line in LINES)
    assert is_right(read_text(text, format=form))
    assert is_right(read_bytes(text.encode("utf-16"), format=form))


@pytest.mark.parametrize("separator", ["\t", "|", ";", ","])
def test_the_same_lines_as_separated_values(separator: str) -> None:
    quoted = [[f'"{text}"' if "," in text else text for text in line] for line in LINES]
    text = "\n".join(separator.join(line) for line in quoted)
    assert is_right(read_text(text, format="csv"))


@pytest.mark.parametrize("spans", [True, False])
def test_a_page_that_is_one_table(spans: bool) -> None:  # noqa: FBT001  # a case
    assert is_right(read_text(page(spans=spans), format="html"))


def test_a_heading_over_some_columns_belongs_to_the_table() -> None:
    above = ["", "", "", "Hộ nghèo", "Hộ nghèo", "Hộ nghèo"]
    header = ["TT", "Đơn vị", "Số hộ 2023", "2023", "Tỷ lệ 2023", "2024"]
    lines = [*LINES[:5], above, header, *LINES[6:]]
    assert is_right(read_text("\n".join("\t".join(line) for line in lines), format="text"))


def test_numbered_tables_keep_their_order_among_the_paragraphs() -> None:
    """A Word document tells by their number of which paragraphs a table comes after."""

    def cells(*texts: str) -> tuple[Cell, ...]:
        return tuple(Cell(text, Source("plan.docx", table=1)) for text in texts)

    title, body = cells("Biểu", "Biểu", "Biểu"), cells("a", "b", "c")
    before, between, end = (Paragraph(text, Source()) for text in ("before", "between", "end"))
    grids = Grid((title, body), 1), Grid((body, cells("", "", ""), cells("note", "", "")), 2)
    content = without_title_rows(Content("plan.docx", (before, between, end), grids))
    texts = [paragraph.text for paragraph in content.paragraphs]
    assert texts == ["before", "Biểu", "between", "note", "end"]
    assert [grid.after for grid in content.grids] == [2, 3]
    assert [grid.rows for grid in content.grids] == [(body,), (body,)]


def test_tables_without_lines_of_text_stay_as_they_are() -> None:
    narrow = Grid((tuple(Cell(text, Source()) for text in ("a", "1")),))
    content = Content("plan.md", (), (narrow,))
    assert without_title_rows(content) is content
