"""Figures replaced in a text as they stand there."""

import pytest
from attrs import evolve

from povertyplan import Edit, Part, Percent, Place, ReadError, Reading, read_bytes, read_text
from povertyplan.documents.write.patch import TextFigures, patched_text
from povertyplan.model.fields import Value

TEXT = """
| TT | Đơn vị | Số hộ | Khẩu 2023 | Nghèo 2023 | Tỷ lệ nghèo 2023 | Nghèo 2024 | Tỷ lệ nghèo 2024 |
|---|---|---|---|---|---|---|---|
| 1 | Chợ | 1.360 | 5.440 | 30 | 2,21 | 0 | - |
| 2 | Ngò | 780 | 3.120 | 20 | 2,56 | 10 | 1,28 |
"""
READING = read_text(TEXT)
BOTH_YEARS = [Edit(Place(1, f"households_{year}"), 1360, 1370) for year in ("base", "goal")]


def edit(row: int | Part, field: str, printed: Value | str, proposed: Value | str) -> Edit:
    printed, proposed = (
        Percent.parse(figure) if isinstance(figure, str) else figure
        for figure in (printed, proposed)
    )
    return Edit(Place(row, field), printed, proposed)


COUNT = edit(1, "poor_base", 30, 31)
RATE = edit(1, "poor_base_rate", "2,21", "2,28")


def text_with(data: bytes, reading: Reading, *edits: Edit) -> bytes:
    """Replace some figures, and hold the text to the reading."""
    result = patched_text(data, reading, edits)
    assert (result.edits, result.refused) == (edits, ())
    return result.data


def why(
    text: str, *edits: Edit, reading: Reading | None = None, form: str = "markdown"
) -> list[str]:
    """Return why some edits are refused; the text stays as it is."""
    read = reading or read_bytes(text.encode(), format=form)
    assert isinstance(read, Reading)
    result = patched_text(text.encode(), read, edits)
    assert result.data.decode() == text
    assert [refused.edit for refused in result.refused] == list(edits)
    return [refused.why.text("vi") for refused in result.refused]


@pytest.mark.parametrize(
    ("wanted", "cells"),
    [
        (edit(1, "persons_base", 5440, 15440), "15.440 | 30 | 2,21 | 0 | -"),
        (edit(1, "persons_base", 5440, 544), "544 | 30 | 2,21 | 0 | -"),
        (edit(1, "poor_goal_rate", None, "0,22"), "5.440 | 30 | 2,21 | 0 | 0,22"),
        (edit(1, "poor_base_rate", "2,21", None), "5.440 | 30 | - | 0 | -"),
    ],
)
def test_a_figure_is_written_as_the_old_one_was(wanted: Edit, cells: str) -> None:
    text = text_with(TEXT.encode(), READING, wanted).decode()
    assert text.splitlines()[3] == f"| 1 | Chợ | 1.360 | {cells} |"


@pytest.mark.parametrize(
    ("text", "grown"),
    [
        (TEXT, "3.002"),
        (TEXT.replace("1.360", "1 360").replace("5.440", "5 440"), "3 002"),
        (TEXT.replace("1.360", "1360").replace("5.440", "5440"), "3002"),
        (
            TEXT.replace("1.360", r"1\.360").replace("5.440", "440").replace("3.120", "420"),
            "3002",
        ),
    ],
)
def test_a_count_that_grows_has_the_mark_of_the_document(text: str, grown: str) -> None:
    """The first count of thousands has it; where none stands in one piece, there is no mark."""
    reading = read_text(text)
    count = edit(2, "poor_base", 20, 3002)
    assert text_with(text.encode(), reading, count).decode() == text.replace(
        "| 20 |", f"| {grown} |"
    )


def test_a_blank_cell_is_filled_as_the_others_of_its_column_stand() -> None:
    text = TEXT.replace("| 30 |", "|    |").replace("2,21", "")
    reading = read_text(text)
    edits = evolve(COUNT, printed=None), evolve(RATE, printed=None, proposed=Percent(228, 2))
    new = text_with(text.encode(), reading, *edits).decode()
    assert new.splitlines()[3] == "| 1 | Chợ | 1.360 | 5.440 | 31 | 2,28 | 0 | - |"


def test_a_cell_of_both_years_takes_one_figure() -> None:
    assert "| 1.370 |" in text_with(TEXT.encode(), READING, *BOTH_YEARS).decode()
    for apart in (BOTH_YEARS[:1], [BOTH_YEARS[0], evolve(BOTH_YEARS[1], proposed=1380)]):
        assert [told[:25] for told in why(TEXT, *apart)] == ["Ô này dùng chung cho hai "] * len(
            apart
        )
        with pytest.raises(ReadError, match="found This cell states another figure as well"):
            TextFigures(TEXT, READING).replacements(apart)


def test_a_figure_without_a_place_in_the_text() -> None:
    headline = Edit(Place(Part.HEADLINE, "poor_drop"), None, 2)
    assert why(TEXT, headline) == [
        "Tệp không cho biết số liệu này nằm ở dòng nào: hãy sửa tay.",
    ]
    with pytest.raises(ReadError, match="The file does not show on which line"):
        TextFigures(TEXT, READING).replacements([headline])


def test_what_is_refused_keeps_nothing_else_from_being_made() -> None:
    result = patched_text(TEXT.encode(), READING, [BOTH_YEARS[0], COUNT])
    assert result.edits == (COUNT,)
    assert result.data.decode() == TEXT.replace("| 30 |", "| 31 |")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_byte_stays_but_those_of_the_figures(encoding: str, newline: str, mark: str) -> None:
    data = (mark + TEXT.replace("\n", newline)).encode(encoding)
    reading = read_bytes(data, format="markdown")
    assert isinstance(reading, Reading)
    new = text_with(data, reading, COUNT)
    assert [(old, own) for old, own in zip(data, new, strict=True) if old != own] == [(48, 49)]


@pytest.mark.parametrize("figure", ["khoảng 30", "ba mươi"])
def test_words_are_not_replaced(figure: str) -> None:
    text = TEXT.replace("| 30 |", f"| {figure} |")
    assert why(text, evolve(COUNT, printed=None)) == [
        "Ô này ghi chữ, không phải một số: hãy nhập tay số liệu."
    ]


@pytest.mark.parametrize("figure", ["3O", "30 ?", ""])
def test_what_is_no_figure_is_replaced_whole(figure: str) -> None:
    text = TEXT.replace("| 30 |", f"| {figure} |")
    new = text_with(text.encode(), read_text(text), evolve(COUNT, printed=None)).decode()
    assert read_text(new).plan == READING.plan.edited([COUNT])


def test_a_share_of_one_is_written_as_one() -> None:
    shares = TEXT.replace("2,21", "0,0221").replace("2,56", "0,0256").replace("1,28", "0,0128")
    new = text_with(shares.encode(), read_text(shares), RATE).decode()
    assert new == shares.replace("0,0221", "0,0228")
    dashed = text_with(shares.encode(), read_text(shares), edit(1, "poor_base_rate", "2,21", None))
    assert dashed.decode() == shares.replace("0,0221", "-")
    too_fine = edit(1, "poor_base_rate", "2,21", "2,28000")
    (reason,) = why(shares, too_fine)
    assert reason.endswith("còn tỷ lệ mới có quá nhiều chữ số thập phân: hãy sửa tay.")


@pytest.mark.parametrize("figure", ["3\\0", "3~~x~~0"])
def test_a_figure_in_pieces_is_refused(figure: str) -> None:
    text = TEXT.replace("| 30 |", f"| {figure} |")
    assert why(text, COUNT, reading=READING) == [
        "Số liệu bị thẻ HTML hoặc ký hiệu của tệp chia cắt, không viết liền: hãy sửa tay."
    ]


#: A row of separated values: how it is written, and how once the rate is 2,28.
FIELDS = [
    (";", "1;Chợ;1360;30;2,21;0", "1;Chợ;1360;30;2,28;0"),
    ("\t", '1\tChợ\t1360\t30\t"2,21"\t0', '1\tChợ\t1360\t30\t"2,28"\t0'),
    (",", '1,"Chợ, Bắc",1360,30,"2,21",0', '1,"Chợ, Bắc",1360,30,"2,28",0'),
    (",", "1,Chợ,1360,30,'2.21,0", "1,Chợ,1360,30,'2.28,0"),
    (",", "1,Chợ,1360,30, - ,0", '1,Chợ,1360,30," 2,28 ",0'),
    (",", '1,"Chợ ""A""",1360,30,-,0', '1,"Chợ ""A""",1360,30,"2,28",0'),
    (",", '1,Chợ,1360,30,="-",0', '1,Chợ,1360,30,"=""2,28""",0'),
    ("|", "1|Chợ|1360|30|2,21|0", "1|Chợ|1360|30|2,28|0"),
]


@pytest.mark.parametrize(("separator", "before", "after"), FIELDS)
def test_a_new_figure_with_the_separator_is_quoted(separator: str, before: str, after: str) -> None:
    header = ["TT", '"Đơn\r\nvị"', "Số hộ", "Nghèo 2023", "Tỷ lệ nghèo 2023", "Nghèo 2024"]
    other = ["2", "Ngò", "780", "20", '"2,56"', "10"]
    rows = [separator.join(header), before, separator.join(other)]
    text = "".join(f"{row}\r\n" for row in rows)
    reading = read_bytes(text.encode(), format="csv")
    assert isinstance(reading, Reading)
    printed = None if "-" in before else "2,21"
    new = text_with(text.encode(), reading, edit(1, "poor_base_rate", printed, "2,28"))
    assert new.decode() == text.replace(before, after)
    count = text_with(
        text.encode(),
        reading,
        edit(1, "households_base", 1360, 1370),
        edit(1, "households_goal", 1360, 1370),
    )
    assert count.decode() == text.replace("1360", "1370")
    again = read_bytes(new, format="csv")
    assert isinstance(again, Reading)
    assert again.plan.targets[0].base.poor.rate == Percent(228, 2)


PAGE = """<p>Giảm nghèo</p><table>
<tr><th>TT<th>Đơn vị<th>Số hộ<th>Nghèo 2023<th>Tỷ lệ nghèo 2023<th>Nghèo 2024
<tr><td>1<td>Chợ<td>1360<td>30<td><p><b>2,21</b><sup>1)</sup><td></td>
<tr><td>2<td>Ngò<td>780<td>20<td>&nbsp;2,56<td>10
</table>"""


@pytest.mark.parametrize(
    ("wanted", "before", "after"),
    [
        (RATE, "<b>2,21</b>", "<b>2,28</b>"),
        (edit(2, "poor_base_rate", "2,56", "2,69"), "&nbsp;2,56", "&nbsp;2,69"),
        (edit(1, "poor_goal", None, 12), "<td></td>", "<td>12</td>"),
    ],
)
def test_a_figure_of_a_page_is_replaced_within_its_tags(
    wanted: Edit, before: str, after: str
) -> None:
    reading = read_text(PAGE, format="html")
    new = text_with(PAGE.encode(), reading, wanted).decode()
    assert new == PAGE.replace(before, after)
    assert read_text(new, format="html").plan == reading.plan.edited([wanted])


@pytest.mark.parametrize("figure", ["2<i>,21</i>", "2&#44;21", "2<!-- -->,21", "&#50;,21"])
def test_a_figure_that_tags_or_references_split_is_refused(figure: str) -> None:
    page = PAGE.replace("2,21", figure)
    assert why(page, RATE, form="html") == [
        "Số liệu bị thẻ HTML hoặc ký hiệu của tệp chia cắt, không viết liền: hãy sửa tay."
    ]
