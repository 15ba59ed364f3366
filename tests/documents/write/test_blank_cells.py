"""Figures in the blank cells of Markdown, as the others of their column stand."""

import pytest

from povertyplan.documents.write.blank_cells import FigureColumns

RIGHT = ["| Nghèo |", "|------:|", "|    12 |", "|     9 |"]
LEFT = ["| Nghèo |", "| 12    |", "| **9** |", "| -     |", "| 3 898 |"]
CLOSE = ["|Nghèo|", "|12|", "|9|"]
EVEN = ["| Nghèo |", "| 12 |", "| 13 |"]


@pytest.mark.parametrize(
    ("beside", "blank", "figure", "filled"),
    [
        (RIGHT, "|       |", "7", "|     7 |"),
        (RIGHT, "|  |", "7", "| 7 |"),
        (RIGHT, "|       |", "12.345.678", "| 12.345.678 |"),
        (LEFT, "|       |", "7", "| 7     |"),
        (LEFT, "|  |", "7", "| 7 |"),
        (CLOSE, "||", "7", "|7|"),
        (CLOSE, "|    |", "7", "|   7|"),
        (EVEN, "|  |", "7", "| 7 |"),
        (EVEN, "|      |", "7", "|    7 |"),
        ([], "|  |", "7", "| 7 |"),
        (["", "| Nghèo |", "|---|"], "||", "7", "| 7 |"),
        (["|1", "|2"], "|\r\n", "7", "|7\r\n"),
        (["| 1 | 2 |"], "|  ", "7", "| 7 "),
    ],
)
def test_a_figure_stands_as_the_others_do(
    beside: list[str], blank: str, figure: str, filled: str
) -> None:
    for number in range(1, len(beside) + 2):
        lines = [*beside[: number - 1], blank, *beside[number - 1 :]]
        blanks, cell = FigureColumns(lines).filled_blank(number, 1, figure)
        assert blank[1:].startswith(blanks)
        assert f"|{cell}{blank[1 + len(blanks) :]}" == filled


def test_only_the_column_of_the_cell_tells() -> None:
    lines = ["|   1 | a\\|b | 5|", "|   2 | c | |", "|4|", "", "| 3|3|3|"]
    assert FigureColumns(lines).filled_blank(2, 11, "7") == (" ", " 7")


def test_what_is_struck_through_stays_behind_the_figure() -> None:
    assert FigureColumns(["| 1 |", "|~~5~~|"]).filled_blank(2, 1, "7") == ("", "7")
