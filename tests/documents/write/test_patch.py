"""Figures replaced in a text as they stand there."""

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Diagnoses,
    Edit,
    Part,
    Percent,
    Place,
    Plan,
    ReadError,
    Reading,
    check,
    diagnose,
    read_text,
)
from povertyplan.diagnosis import Change, Diagnosis
from povertyplan.diagnosis.applied import repair
from povertyplan.documents.write.copy import text_of
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


def test_other_encodings_are_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("texts") / "plan.md"
    path.write_bytes("Chợ".encode("cp1258", errors="replace") + b"\xff")
    with pytest.raises(ReadError, match="expected text in UTF-8 or UTF-16, found another encoding"):
        text_of(str(path))


def certain(place: Place, printed: int, proposed: int) -> Diagnosis:
    """Make a diagnosis that claims more than is true."""
    change = Change(Edit(place, printed, proposed), derived=False)
    clears = (("PP101", Place(Part.TOTAL, "poor_base")),)
    return Diagnosis(Cause.MISTYPED, (change,), clears, unique=True)


def test_a_repair_that_would_bring_an_error_is_left_out() -> None:
    row = {"households_base": 78, "poor_base": 2, "poor_base_rate": "2.56"}
    plan = Plan.of(2024, [row, {"poor_base": 3}], total={"poor_base": 9})
    reading = Reading(plan)
    wrong = certain(Place(1, "poor_base"), 2, 6)
    right = certain(Place(Part.TOTAL, "poor_base"), 9, 5)
    done = repair(reading, check(plan), Diagnoses((wrong, right, right)))
    assert done.applied == (right,)
    assert done.report.ok
    assert diagnose(done.reading) == Diagnoses()
