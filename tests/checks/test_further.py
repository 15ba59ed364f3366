"""Columns that follow from the figures of a plan are read, and checked where they are that."""

from collections.abc import Sequence

import pytest
from attrs import evolve

from povertyplan import Part, Place, Plan, Reading, Section, check, read_bytes
from povertyplan.reading import Form

HEADER = [
    "Thôn", "Số hộ năm 2023", "Số hộ năm 2024", "Hộ nghèo 2023", "Hộ nghèo 2024",
    "Hộ cận nghèo 2023", "Hộ cận nghèo 2024", "Số hộ nghèo giảm",
    "Tổng hộ nghèo và cận nghèo 2024", "Tỷ lệ hộ nghèo, cận nghèo 2024", "Số khẩu nghèo 2023",
]  # fmt: skip
ROWS = [
    ["Chợ", "100", "100", "5", "3", "9", "7", "2", "10", "10,00", "19"],
    ["Ngò", "76", "80", "3", "1", "4", "2", "2", "3", "3,75", "8"],
    ["Bậu", "150", "151", "4", "4", "6", "5", "-", "9", "5,96", "15"],
    ["Tổng", "326", "331", "12", "8", "19", "14", "4", "22", "6,65", "42"],
]


def read(rows: Sequence[Sequence[str]]) -> Reading:
    table = "\n".join(";".join(row) for row in (HEADER, *rows))
    return read_bytes(f"Kế hoạch giảm nghèo năm 2024\n\n{table}\n".encode(), format="csv")


def changed(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = text
    return rows


def test_what_follows_is_read_and_right() -> None:
    reading = read(ROWS)
    assert not [one for one in reading.notices if one.code == "column-set-aside"]
    assert len(reading.form.further) == 16
    assert check(reading, select=["PP309"]).findings == ()
    assert check(reading, select=["PP309"]).skipped == ()


@pytest.mark.parametrize(
    ("row", "column", "text", "name", "said"),
    [
        (1, 7, "3", "2/poor_drop", "the drop in poor households has 3"),
        (0, 8, "11", "1/poor_and_near_poor_goal", "near-poor households of 2024 has 11"),
        (3, 9, "6,56", "total/poor_and_near_poor_goal_rate", "near-poor rate of 2024 has 6.56%"),
        (3, 10, "41", "total/poor_persons_base", "poor households of 2023 has 41"),
    ],
)
def test_what_does_not_follow_is_told_at_its_cell(
    row: int, column: int, text: str, name: str, said: str
) -> None:
    reading = read(changed(row, column, text))
    (finding,) = check(reading, select=["PP309"]).findings
    assert str(finding.place) == name
    assert said in str(finding)
    assert str(reading.sources[finding.place]).endswith(f"{'ABCDEFGHIJK'[column]}{row + 4}")
    assert finding.text("vi") != finding.text("en")


def test_a_column_that_is_something_else_is_no_error() -> None:
    rows = [[*row[:8], "1", *row[9:]] for row in ROWS]
    report = check(read(rows), select=["PP309"])
    assert report.findings == ()
    (skipped,) = report.skipped
    assert skipped.place == Place(1, "poor_and_near_poor_goal")


def test_what_is_not_stated_is_not_judged() -> None:
    # Without households no rate, without every row no sum.
    rows = changed(0, 10, "?")
    rows[1][2] = rows[2][6] = ""
    rows[3][10] = "1"
    assert check(read(rows), select=["PP309"]).findings == ()


@pytest.mark.parametrize(
    ("rows", "sections", "told"),
    [(3, 0, True), (2, 0, False), (3, 1, False), (2, 1, False)],
)
def test_the_sum_of_persons_is_judged_over_all_of_a_few_rows_without_sections(
    rows: int, sections: int, *, told: bool
) -> None:
    plan = Plan.of(2024, [{"poor_base": 3, "poor_goal": 2}] * rows, total={})
    plan = evolve(plan, sections=(Section("Khu vực 1", range(1, rows)),) * sections)
    persons = {Place(row, "poor_persons_base"): "8" for row in plan.rows}
    persons[Place(Part.TOTAL, "poor_persons_base")] = "9"
    report = check(Reading(plan, form=Form(further=tuple(persons.items()))), select=["PP309"])
    assert [str(one.place) for one in report.findings] == ["total/poor_persons_base"] * told


def test_two_columns_that_mean_the_same_are_set_aside() -> None:
    header = [*HEADER[:10], "Hộ nghèo giảm"]
    table = "\n".join(";".join(row) for row in (header, *ROWS))
    reading = read_bytes(f"Kế hoạch giảm nghèo năm 2024\n\n{table}\n".encode(), format="csv")
    aside = [str(one) for one in reading.notices if one.code == "column-set-aside"]
    assert len(aside) == 2
    assert not any(place.field == "poor_drop" for place, _ in reading.form.further)


def test_a_cell_that_is_not_understood_is_told() -> None:
    rows = changed(0, 7, "-2")
    rows[1][9], rows[2][9] = "3,75 hộ", ""
    reading = read(rows)
    (notice,) = (one for one in reading.notices if one.code == "cells-set-aside")
    assert str(notice) == (
        "cells of columns that follow from others were not understood and set aside: 2,"
        " the first of them “-2”"
    )
    assert str(notice.source) == "H4"
    assert "có 2 ô chưa hiểu được" in notice.text("vi")
    assert Place(1, "poor_drop") not in dict(reading.form.further)
    assert not any(one.code == "cells-set-aside" for one in read(ROWS).notices)


def test_what_no_reader_wrote_is_passed_over() -> None:
    further = (
        *((Place(row, "poor_drop"), "1") for row in (1, 2, 3)),
        (Place(4, "poor_drop"), "one"),
        (Place(9, "poor_drop"), "7"),
        (Place(1, "poor_and_near_poor_base_rate"), "5"),
    )
    rows = [{"poor_base": 3, "poor_goal": 2, "near_poor_base": 1, "households_base": 9}] * 4
    reading = Reading(Plan.of(2024, rows), form=Form(further=further))
    assert check(reading, select=["PP309"]).findings == ()


def test_what_is_of_another_year_is_set_aside() -> None:
    header = [name.replace("cận nghèo 2024", "cận nghèo 2022") for name in HEADER]
    header[6] = HEADER[6]
    table = "\n".join(";".join(row) for row in (header, *ROWS))
    reading = read_bytes(f"Kế hoạch giảm nghèo năm 2024\n\n{table}\n".encode(), format="csv")
    assert len([one for one in reading.notices if one.code == "column-set-aside"]) == 2
    names = {place.field for place, _ in reading.form.further}
    assert names == {"poor_drop", "poor_persons_base"}
