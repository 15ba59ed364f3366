"""Figures replaced in a text as they stand there."""

import pytest
from attrs import evolve

from povertyplan import (
    Edit,
    Part,
    Percent,
    Place,
    ReadError,
    read_text,
)
from povertyplan.documents.write.patch import replaced

TEXT = """
| TT | Đơn vị | Số hộ | Khẩu 2023 | Nghèo 2023 | Tỷ lệ nghèo 2023 | Nghèo 2024 | Tỷ lệ nghèo 2024 |
|---|---|---|---|---|---|---|---|
| 1 | Chợ | 1.360 | 5.440 | 30 | 2,21 | 0 | - |
| 2 | Ngò | 780 | 3.120 | 20 | 2,56 | 10 | 1,28 |
"""
READING = read_text(TEXT)


@pytest.mark.parametrize(
    ("edits", "cells"),
    [
        ([Edit(Place(1, "persons_base"), 5440, 15440)], "15.440 | 30 | 2,21 | 0 | -"),
        ([Edit(Place(1, "persons_base"), 5440, 544)], "544 | 30 | 2,21 | 0 | -"),
        ([Edit(Place(1, "poor_goal_rate"), None, Percent(22, 2))], "5.440 | 30 | 2,21 | 0 | 0,22"),
        ([Edit(Place(1, "poor_base_rate"), Percent(221, 2), None)], "5.440 | 30 | - | 0 | -"),
    ],
)
def test_a_figure_is_written_as_the_old_one_was(edits: list[Edit], cells: str) -> None:
    assert replaced(TEXT, READING, edits).splitlines()[3] == f"| 1 | Chợ | 1.360 | {cells} |"


def test_a_cell_of_both_years_takes_one_figure() -> None:
    both = [Edit(Place(1, f"households_{year}"), 1360, 1370) for year in ("base", "goal")]
    assert "| 1.370 |" in replaced(TEXT, READING, both)
    for apart in (both[:1], [both[0], evolve(both[1], proposed=1380)]):
        with pytest.raises(ReadError, match="expected one figure for a cell, found one for each"):
            replaced(TEXT, READING, apart)


def test_a_figure_without_a_place_in_the_text() -> None:
    with pytest.raises(ReadError, match="expected a line and a column for headline/poor_drop"):
        replaced(TEXT, READING, [Edit(Place(Part.HEADLINE, "poor_drop"), None, 2)])
