"""The year above a table, where its columns bear none; the year of a review in its title."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from povertyplan import Place, ReadError, Reading, read_bytes, read_censuses, read_text
from povertyplan.documents.annex.captions import captioned_tables
from povertyplan.documents.content import Cell, Content, Grid
from povertyplan.reading import Source
from tests.support.annexes import KNOWN, PLAIN, TITLE, stated
from tests.support.written import saved, separated, xlsx

HEAD = ["Thôn", "Số hộ", "Hộ nghèo", "Hộ cận nghèo"]
BASE = [HEAD, ["Ngò", "160", "5", "2"], ["Chợ", "76", "3", "1"], ["Tổng", "236", "8", "3"]]
GOAL = [HEAD, ["Ngò", "161", "4", "2"], ["Chợ", "78", "1", "1"], ["Tổng", "239", "5", "3"]]


def document(*parts: str | Sequence[Sequence[str]], form: str) -> bytes:
    """Write lines and tables, in this order."""
    if form == "docx":
        return texts(*parts)
    start, mark, end = {
        "markdown": ("| ", " | ", " |"),
        "csv": ("", ";", ""),
        "html": ("<tr><td>", "<td>", "</tr>"),
    }[form]
    lines: list[str] = []
    for part in parts:
        if isinstance(part, str):
            lines += ["", f"<p>{part}</p>" if form == "html" else part, ""]
            continue
        rows = [f"{start}{mark.join(row)}{end}" for row in part]
        lines += ["<table>", *rows, "</table>"] if form == "html" else rows
    return "\n".join(lines).encode()


def texts(*parts: str | Sequence[Sequence[str]]) -> bytes:
    made = Document()
    for part in parts:
        if isinstance(part, str):
            made.add_paragraph(part)
            continue
        table = made.add_table(0, len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    return saved(made.save)


def sheets(**named: Sequence[Sequence[str]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in named.items():
        sheet: Any = book.create_sheet(name.replace("_", " "))
        for row in table:
            sheet.append(row)
    return saved(book.save)


def assert_both(reading: Reading) -> None:
    assert reading.plan.years == (2023, 2024)
    assert [
        (one.base.households, one.base.poor.count, one.goal.poor.count)
        for one in reading.plan.targets
    ] == [(160, 5, 4), (76, 3, 1)]
    assert reading.plan.total is not None
    assert (reading.plan.total.base.households, reading.plan.total.goal.households) == (236, 239)


@pytest.mark.parametrize("form", ["markdown", "csv", "html", "docx"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Năm 2023", "Năm 2024"),
        ("1. Kết quả rà soát cuối năm 2023", "2. Kế hoạch năm 2024"),
        ("Thời điểm 01/01/2024", "Đến 31/12/2024"),
    ],
)
def test_two_tables_below_their_years(form: str, before: str, after: str) -> None:
    title = ("KẾ HOẠCH", "Giảm nghèo năm 2024", "Tân Yên, ngày 25 tháng 01 năm 2024")
    reading = read_bytes(document(*title, before, BASE, after, GOAL, form=form), format=form)
    assert_both(reading)
    turned = read_bytes(document(*title, after, GOAL, before, BASE, form=form), format=form)
    assert turned.plan == reading.plan
    assert turned.sources[Place(1, "poor_goal")] != reading.sources[Place(1, "poor_goal")]


def test_two_sheets_that_are_called_by_their_years() -> None:
    assert_both(read_bytes(sheets(Năm_2023=BASE, Năm_2024=GOAL), format="xlsx"))
    captioned = {"PL1": [["Năm 2023"], [""], *BASE], "PL2": [["Năm 2024"], *GOAL]}
    assert_both(read_bytes(sheets(**captioned), format="xlsx"))


def test_two_tables_below_one_year_are_refused() -> None:
    for words in (
        ("Năm 2023", "Năm 2023"),
        ("Thời kỳ đầu", "Thời kỳ cuối"),
        ("2023, 2024", "2025"),
    ):
        data = document(words[0], BASE, words[1], GOAL, form="markdown")
        with pytest.raises(ReadError):
            read_bytes(data, format="markdown")


def test_a_table_that_goes_on_below_another_year_is_one() -> None:
    """Where its columns bear the years the words between say nothing."""
    head = ["Thôn", "Hộ nghèo 2023", "Hộ nghèo 2024"]
    parts = ("Năm 2024", [head, ["Ngò", "5", "4"]], "Trang 2, năm 2025", [head, ["Chợ", "3", "1"]])
    reading = read_bytes(document(*parts, form="markdown"), format="markdown")
    assert [target.unit.name for target in reading.plan.targets] == ["Ngò", "Chợ"]


@pytest.mark.parametrize(
    "titles",
    [
        ["BÁO CÁO", "Kết quả rà soát hộ nghèo năm 2023", "Xã nêu kết quả như sau:", "", "a", "b"],
        ["QUYẾT ĐỊNH", "Căn cứ kết quả rà soát năm 2022;", "Về kết quả rà soát hộ nghèo năm 2023"],
        ["Tổng hợp hộ nghèo năm 2023", "Tân Yên, ngày 10 tháng 01 năm 2024"],
        ["KẾT QUẢ", "(Kèm theo Quyết định số 15/QĐ-UBND ngày 12/01/2024)", "Cuối năm 2023"],
    ],
)
def test_the_year_of_a_review_in_its_title(tmp_path: Path, titles: list[str]) -> None:
    file = tmp_path / "review.csv"
    file.write_bytes(separated(titles, BASE, separator=";"))
    found = read_censuses(file)
    assert found.year == 2023
    assert [census.poor.count for census in found.censuses] == [5, 3]


def test_a_review_of_two_years_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    head = "Thôn;Số hộ 2023;Hộ nghèo 2023;Hộ nghèo 2022"
    file.write_text(f"Kết quả rà soát năm 2023\n{head}\nNgò;100;4;5\n", encoding="utf-8")
    with pytest.raises(ReadError, match="expected columns of one year, the year of a review"):
        read_censuses(file)


def test_a_table_goes_on_after_a_break() -> None:
    head = "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n"
    whole = read_text(f"{head}| Chợ | 3 | 2 |\n| Ngò | 3 | 2 |\n| Tổng | 6 | 4 |\n").plan
    for again in ("", head):
        text = f"{head}| Chợ | 3 | 2 |\n\nTrang 2\n\n{again}| Ngò | 3 | 2 |\n| Tổng | 6 | 4 |\n"
        assert read_text(text).plan == whole


def test_a_blank_row_below_the_header_of_a_sheet() -> None:
    table = [line.split(" | ") for line in (PLAIN, "1 | Chợ | 100 | 4 | 2")]
    table.insert(1, [""] * 5)
    for lines in (table, [*table[:1], ["A", "B", "1", "2", "3"], *table[1:]]):
        reading = read_bytes(xlsx(TITLE.split("\n"), lines), format="xlsx")
        assert stated(reading) == KNOWN


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        ("| Ngò | 95 | 2 | 2 |", True),
        ("| Khu vực khác | | | |", False),
        ("| Họ tên | Tuổi | Lương | Phép |\n| An | 30 | 5 | 12 |", False),
        ("| Ngò | 95 | 2 |", False),
        ("| Người lập | Người duyệt | Chủ tịch | Ngày |", False),
    ],
)
def test_what_goes_on_and_what_does_not(second: str, *, joined: bool) -> None:
    first = "| Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |\n| Chợ | 217 | 8 | 4 |"
    reading = read_text(f"Kế hoạch giảm nghèo năm 2024\n\n{first}\n\n{second}")
    assert len(reading.plan.targets) == 1 + joined


def test_a_table_of_blanks_has_no_caption() -> None:
    grid = Grid(((Cell("", Source()),),))
    (table,) = captioned_tables(Content("plan.xlsx", (), (grid,)))
    assert table.year is None
    assert not table.has_body
