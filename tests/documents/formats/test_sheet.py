"""The tables of a sheet and the text around them."""

import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from povertyplan import ReadError, Source
from povertyplan.documents.content import Cell as TableCell
from povertyplan.documents.content import CellBudget
from povertyplan.documents.formats.sheet import Merged, Sheet, laid_out
from tests.support.office import (
    HEADER,
    ROWS,
    book,
    notices,
)


def test_hidden_columns_are_left_out_and_hidden_rows_are_read() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("C1:D1")
        sheet["C1"] = "Hộ nghèo 2023"

    header = [*HEADER[:3], None, *HEADER[4:]]
    reading = book(header, [1, "Chợ", 99, 5, 3.13, 2], [2, "Ngò", 99, 3, 3.95, 2], change=hide)
    assert [target.base.poor.count for target in reading.plan.targets] == [5, 3]
    assert notices(reading) == [
        "plan.xlsx:PL: the hidden rows 3 were read as if they were shown",
        "plan.xlsx:PL: the hidden columns C were left out",
    ]


def test_rows_and_columns_of_no_size_are_hidden() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["C"].width = 0.01
        sheet.row_dimensions[3].height = 0.01

    reading = book(HEADER, [1, "Chợ", 99, 5, 3.13, 2], [2, "Ngò", 99, 3, 3.95, 2], change=hide)
    assert [target.base.households for target in reading.plan.targets] == [None, None]
    assert notices(reading) == [
        "plan.xlsx:PL: the hidden rows 3 were read as if they were shown",
        "plan.xlsx:PL: the hidden columns C were left out",
    ]


def test_a_merged_figure_is_read_once_and_merged_words_for_all() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("A4:B4")
        sheet.merge_cells("A6:F6")

    reading = book(
        HEADER,
        [1, "Chợ", 160, 5, 3.13, 2],
        [2, "Ngò", 76, None, 3.95, 2],
        ["Tổng cộng", None, 236, 8, 3.39, 4],
        [None],
        ["Người lập biểu"],
        change=merge,
    )
    assert [target.base.poor.count for target in reading.plan.targets] == [5, None]
    assert reading.plan.total is not None
    assert reading.plan.total.base.poor.count == 8


def test_merged_headings_above_and_what_lies_apart() -> None:
    """A range may hold nothing, reach into the table, or lie in a hidden column."""

    def merge(sheet: Worksheet) -> None:
        for cells in ("A4:A5", "B4:B5", "C4:C5", "D4:F4", "H1:H2", "J4:J5"):
            sheet.merge_cells(cells)
        sheet.column_dimensions["J"].hidden = True

    reading = book(
        ["UBND xã Tân Yên"],
        ["Giảm nghèo năm 2024", None, None, " "],
        [],
        [*HEADER[:3], "Hộ nghèo"],
        [None, None, None, "2023", "Tỷ lệ 2023", "2024"],
        *([*row[:2], *map(float, row[2:])] for row in ROWS),
        change=merge,
    )
    assert [target.goal.poor.count for target in reading.plan.targets] == [2, 2]
    assert reading.plan.unit.name == "Tân Yên"


def test_what_lies_under_a_merged_range_is_not_seen() -> None:
    """Also where the range shows nothing itself, and where its first column is hidden."""

    def merge(sheet: Worksheet) -> None:
        for cells in ("D2:E2", "D3:E3", "C5:C9", "I1:I1"):
            sheet.merge_cells(cells)
        # What merging removes is put back, as the format painter of Excel does.
        for cells in ("E2", "E3"):
            row = sheet[cells].row
            sheet._cells[row, 5] = Cell(sheet, row, 5, 2.31)  # noqa: SLF001  # has no public way

    rows = [[1, "Chợ", 160, 5, None, 2], [2, "Ngò", 76, None, None, 2]]
    reading = book(HEADER, *rows, change=merge)
    assert [target.base.poor.count for target in reading.plan.targets] == [5, None]
    assert [target.base.poor.rate for target in reading.plan.targets] == [None, None]


def test_merged_ranges_that_cover_too_much_are_refused() -> None:
    source = Source("plan.xlsx", sheet="PL")
    cells = {(row, 1): TableCell("x", source) for row in range(1, 101)}
    sheet = Sheet(source, cells, [Merged(1, 1, 1, 100)] * 2_001)
    with pytest.raises(ReadError, match="at most 100000 cells"):
        laid_out(sheet, CellBudget("plan.xlsx"))
