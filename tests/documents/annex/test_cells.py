"""How the figures in the cells are written."""

import pytest

from povertyplan import Place
from povertyplan.documents.content import Cell, Content, Grid
from povertyplan.documents.recognise import recognise
from povertyplan.model.places import Part
from povertyplan.reading import Source
from tests.support.annexes import PLAIN, annex, notices, read_table

FURTHER = f"{PLAIN} | Hộ nghèo giảm | Tỷ lệ hộ nghèo, cận nghèo 2023"


def test_thousands_that_the_evidence_leaves_open_are_told() -> None:
    reading = annex("1 | Chợ | 1.360 | 2 | 0.15 | 1")
    assert reading.plan.targets[0].base.households == 1360
    assert notices(reading) == [
        "plan.md:6:13: “1.360” was read as 1,360: its mark separates thousands"
    ]
    assert notices(annex("1 | Chợ | 1.360 | 2 | 0,15 | 1")) == []


@pytest.mark.parametrize("text", ["1.032 hộ", "1．032", "1.032*"])
def test_thousands_with_a_unit_or_a_wide_mark_are_told(text: str) -> None:
    reading = annex(f"1 | Chợ | {text} | 4 | 2", header=PLAIN)
    assert reading.plan.targets[0].base.households == 1_032
    assert "was read as 1,032: its mark separates thousands" in notices(reading)[0]


def test_the_ways_to_write_zero() -> None:
    reading = annex("1 | Chợ | 100 | 0 | 0,00 | -", "2 | Ngò | 100 | - | - | 0")
    assert reading.form.zero_counts == ("0", "-")
    assert reading.form.zero_rates == ("0,00", "-")
    assert str(reading.sources[Place(Part.DOCUMENT, "zeros")]) == "plan.md:6:30"


def test_a_rate_that_is_not_zero_beside_a_count_of_0() -> None:
    reading = annex("1 | Chợ | 100 | 0 | 1,00 | 1", "2 | Ngò | 100 | 0 | x | 1")
    assert reading.form.zero_rates == ()
    assert reading.form.unreadable == ((Place(2, "poor_base_rate"), "x"),)


def test_columns_that_follow_from_others() -> None:
    reading = read_table(FURTHER, "1 | Chợ | 100 | 4 | 2 | 2 | 4,00", "2 | Ngò | 100 | 4 | 2 | | ")
    assert reading.form.further == (
        (Place(1, "poor_drop"), "2"),
        (Place(1, "poor_and_near_poor_base_rate"), "4.00%"),
    )
    assert str(reading.sources[Place(1, "poor_drop")]) == "plan.md:6:27"


def test_texts_in_columns_that_follow_from_others_are_told_once() -> None:
    reading = read_table(FURTHER, "1 | Chợ | 100 | 4 | 2 | x | y", "2 | Ngò | 100 | 4 | 2 | z | ")
    assert reading.form.further == ()
    assert notices(reading)[-1] == (
        "plan.md:6:27: cells of columns that follow from others were not understood and set aside:"
        " 3, the first of them “x”"
    )


def test_the_formulas_of_a_workbook() -> None:
    lines = [line.split(" | ") for line in (PLAIN, "1 | Chợ | 100 | 4 | 2")]
    cells = [[Cell(text, Source(cell="B2")) for text in line] for line in lines]
    cells[1][3] = Cell("4", Source(cell="D2"), formula="5-1")
    reading = recognise(Content("plan.xlsx", (), (Grid(tuple(map(tuple, cells))),)))
    assert reading.form.computed == ((Place(1, "poor_base"), "5-1"),)


def test_a_count_that_cannot_be_read() -> None:
    reading = annex("1 | Chợ | 100 | 8? | 2,00 | 1")
    assert reading.plan.targets[0].base.poor.count is None
    assert reading.form.unreadable == ((Place(1, "poor_base"), "8?"),)
