"""Where a header ends, and which line numbers the columns."""

import pytest

from povertyplan.documents.annex.header import is_number_line, split_header
from povertyplan.documents.content import Cell
from povertyplan.reading import Source
from tests.support.annexes import (
    HEADER,
    KNOWN,
    PLAIN,
    annex,
    names,
    notices,
    read_table,
    stated,
)

BARE = "Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024"


def test_a_measure_above_the_headings_is_none_of_them() -> None:
    lines = ("Đơn vị tính: hộ||", "TT|Thôn|Hộ nghèo", "1|Chợ|5")
    measure, headings, row = (
        tuple(Cell(text, Source()) for text in line.split("|")) for line in lines
    )
    assert split_header([measure, headings, row]).lines == (headings,)
    assert split_header([headings, measure, row]).lines == (headings, measure)


def test_units_named_by_numbers() -> None:
    reading = read_table(
        "TT | Tổ | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "TT | Tổ dân phố | | |",
        "1 | 5 | 217 | 8 | 4",
        "2 | 6 | 95 | 2 | 2",
    )
    assert [target.unit.name for target in reading.plan.targets] == ["5", "6"]


def test_one_heading_over_the_whole_table() -> None:
    reading = read_table(
        "BIỂU CHỈ TIÊU NĂM 2024 | | |",
        "Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        "Chợ | 217 | 8 | 4",
    )
    assert reading.plan.years == (2023, 2024)


@pytest.mark.parametrize(
    "heading",
    [
        " | Biểu hộ cận nghèo năm 2022 | | | |",
        " | Hộ nghèo | Hộ nghèo | Hộ nghèo | Hộ nghèo | Hộ nghèo",
    ],
)
def test_one_short_heading_beside_the_ordinals_says_nothing_of_the_columns(heading: str) -> None:
    row = "1 | Chợ | 136 | 3 | 2,21 | 2"
    reading = read_table(heading, HEADER, row)
    assert stated(reading) == stated(read_table(HEADER, row))
    assert notices(reading) == []


def test_a_line_of_formulas() -> None:
    reading = read_table(
        "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024",
        "A | B | 1 | 2 | 3=2/1*100 | 4",
        "1 | Chợ | 136 | 3 | 2,21 | 2",
    )
    assert reading.form.column_numbers == ("1", "2", "3", "4")
    assert reading.form.formulas == ("3=2/1*100",)


def test_a_first_row_of_dashes_is_a_row() -> None:
    reading = read_table(PLAIN, "- | Chợ | - | - | -", "2 | Ngò | 100 | 4 | 2")
    assert [one.unit.name for one in reading.plan.targets] == ["Chợ", "Ngò"]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("A | 1 | 2 | 3 | 4", "B | 9 | 8 | 7 | 6", "C | 5 | 5 | 5 | 5"), ["A", "B", "C"]),
        (("A | 1 | 2 | 3 | 4", "Tổng | 1 | 2 | 3 | 4"), ["A"]),
        (("A | 1 | 2 | 3 | 4", "Chợ | 9 | 8 | 7 | 6"), ["Chợ"]),
        (("(A) | (1) | (2) | (3) | (4)", "B | 9 | 8 | 7 | 6"), ["B"]),
        (("A | 1 | 2 | 3 | 4", " | | | | ", "Chợ | 9 | 8 | 7 | 6"), ["Chợ"]),
    ],
)
def test_a_unit_called_a_is_no_line_of_column_numbers(
    rows: tuple[str, ...], names: list[str]
) -> None:
    reading = annex(*rows, header=BARE)
    assert [target.unit.name for target in reading.plan.targets] == names
    assert reading.form.column_numbers == (() if "A" in names else ("1", "2", "3", "4"))


@pytest.mark.parametrize(
    "rows",
    [
        ("1 | A | 4 | 3 | 5 | 2", "2 | B | 3 | 1 | 1 | 1", "3 | C | 4 | 4 | 2 | 2"),
        ("1 | 1 | 2 | 1 | 3 | 3", "2 | 2 | 3 | 4 | 5 | 6", "3 | 3 | 1 | 2 | 4 | 4"),
        ("1 | 1 | 2 | 3 | 1 | 1", "2 | B | 1 | 3 | 4 | 5", "3 | A | 1 | 2 | 3 | 4"),
    ],
)
@pytest.mark.parametrize("numbers", [(), ("A | B | 1 | 2 | 3 | 4",), ("1 | 2 | 3 | 4 | 5 | 6",)])
def test_rows_of_small_figures_are_no_line_of_column_numbers(
    rows: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    header = "TT | Tổ | Hộ nghèo 2023 | Hộ nghèo 2024 | Hộ cận nghèo 2023 | Hộ cận nghèo 2024"
    reading = annex(*numbers, *rows, *numbers, header=header)
    assert [
        [one.unit.name, str(one.base.poor.count), str(one.goal.poor.count)]
        for one in reading.plan.targets
    ] == [row.split(" | ")[1:4] for row in rows]
    assert bool(reading.form.column_numbers) is bool(numbers)


@pytest.mark.parametrize(
    ("line", "numbers_columns"),
    [
        ("A B 1 2 3", True),
        ("A B 1 3 4", True),  # a hidden column
        ("A B 1 9 10", False),
        ("A B 2 1", False),
        ("A B 3 C", False),
        ("B A 1 2", False),
        ("1 2 3", True),
        ("2 3 4", False),
        ("1 2 3 4 5 7", True),  # a slip among many
        ("1 2 2 4", False),
        ("7", False),
    ],
)
def test_lines_of_column_numbers(line: str, *, numbers_columns: bool) -> None:
    row = [Cell(text, Source()) for text in line.split()]
    assert is_number_line(row) is numbers_columns


@pytest.mark.parametrize("said", ["ĐVT: hộ", "(Đơn vị tính: hộ, %)", "Đơn vị: hộ"])
@pytest.mark.parametrize("column", [0, 4])
def test_a_line_above_the_header_that_says_what_is_counted(said: str, column: int) -> None:
    cells = ["", "", "", "", ""]
    cells[column] = said
    reading = read_table(" | ".join(cells), PLAIN, "1 | Chợ | 100 | 4 | 2")
    assert stated(reading) == KNOWN


def test_units_under_a_heading_of_numbers() -> None:
    reading = read_table(PLAIN.replace("Thôn", "Tổ dân phố số"), "1 | 1 | 100 | 4 | 2")
    assert (stated(reading), names(reading)) == (KNOWN, ["1"])
