"""Rows that are struck through whole, or of which only the name is."""

import pytest

from povertyplan import Reading, check, read_text
from tests.support.office import HEADER

ROWS = [
    ["1", "Chợ", "160", "5", "3.13", "2"],
    ["2", "Ngò", "76", "3", "3.95", "2"],
    ["3", "Đông", "100", "1", "1.00", "1"],
    ["", "Tổng", "260", "6", "2.31", "3"],
]


def read(*struck: tuple[int, int], form: str = "html", without: int = -1) -> Reading:
    """Read a table with some cells struck through, by row and column."""
    rows = [list(row) for row in ROWS]
    marks = {"html": ("<s>", "</s>"), "markdown": ("~~", "~~")}[form]
    for row, column in struck:
        rows[row][column] = rows[row][column].join(marks)
    rows = [row for number, row in enumerate(rows) if number != without]
    if form == "html":
        lines = ["<tr><td>" + "<td>".join(row) for row in [HEADER, *rows]]
        return read_text(
            "<p>Giảm nghèo năm 2024</p><table>" + "\n".join(lines) + "</table>", format="html"
        )
    lines = [f"| {' | '.join(row)} |" for row in [HEADER, ["---"] * len(HEADER), *rows]]
    return read_text("\n".join(["Giảm nghèo năm 2024", "", *lines]))


def told(reading: Reading) -> list[str]:
    return [notice.text("en") for notice in reading.notices if "struck" in notice.code]


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("first", [0, 1])
def test_a_row_struck_whole_is_told_once_and_explains_the_gap(form: str, first: int) -> None:
    """Its ordinal may be left: the row is withdrawn all the same."""
    reading = read(*((1, column) for column in range(first, 6)), form=form)
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Đông"]
    assert reading.form.withdrawn == ("2",)
    assert told(reading) == ["the row “Ngò” is struck through and was left out"]
    assert check(reading, select=["PP1", "PP505"]).findings == ()


def test_a_gap_that_no_struck_row_explains_is_odd() -> None:
    rows = (
        "| 1 | Chợ | 9 | 1 | 11.11 | 1 |",
        "| 2 | Bùi | 9 | 1 | 11.11 | 1 |",
        "| ~~3~~ | ~~Ngò~~ | | | | |",
    )
    table = "\n".join((*rows, "| 5 | Đông | 9 | 1 | 11.11 | 1 |"))
    header = "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024 |"
    reading = read_text(f"{header}\n|---|---|---|---|---|---|\n{table}")
    (finding,) = check(reading, select=["PP505"]).findings
    assert dict(finding.terms)["missing"] == ("4",)


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize(("row", "struck"), [(0, [1]), (1, [0, 1]), (2, [1])])
def test_a_row_whose_name_alone_is_struck_is_counted(
    form: str, row: int, struck: list[int]
) -> None:
    reading = read(*((row, column) for column in struck), form=form)
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò", "Đông"]
    assert reading.form.ordinals == ("1", "2", "3")
    name = ROWS[row][1]
    assert told(reading)[-1] == (
        f"the name “{name}” is struck through and its figures are not; the row was read"
    )
    assert len(told(reading)) == 1


def test_a_table_without_ordinals_has_none_withdrawn() -> None:
    header = "| Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|---|"
    rows = (
        "| Chợ | 160 | 5 | 2 |\n| ~~Ngò~~ | ~~76~~ | ~~3~~ | ~~2~~ |\n| Đông | ~~9~~ 100 | 1 | 1 |"
    )
    reading = read_text(f"{header}\n{rows}")
    assert reading.form.withdrawn == ()
    assert [notice.code for notice in reading.notices if "struck" in notice.code] == [
        "figures-struck",
        "row-struck",
    ]
