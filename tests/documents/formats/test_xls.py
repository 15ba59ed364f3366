"""Workbooks of before 2007: every visible sheet, each cell as it is shown."""

import struct
import tracemalloc
from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest
import xlwt
from pytest import MonkeyPatch  # noqa: PT013  # a type
from xlrd.book import Book

from povertyplan import Part, Place, ReadError, Reading, check, read_bytes
from povertyplan.documents import limits
from povertyplan.documents.formats import biff
from povertyplan.documents.formats.xls import content
from tests.fuzzing.changes import records_of
from tests.fuzzing.seeds import stream_of_workbook
from tests.support.office import EXAMPLE, HEADER, ROWS, example, notices
from tests.support.written import saved, xls

TITLES, TABLE = example()


def book(*rows: Sequence[object], **how: Any) -> Reading:  # noqa: ANN401  # see `xls`
    return read_bytes(xls(rows, **how), file="plan.xls")


def test_the_real_plan_gives_its_findings() -> None:
    rows: list[list[str]] = [[title] for title in TITLES]
    rows += [[], *TABLE]
    reading = book(*rows)
    assert [str(one) for one in check(reading, select=["PP1", "PP2", "PP3"]).findings] == [
        str(one)
        for one in check(read_bytes(EXAMPLE.read_bytes()), select=["PP1", "PP2", "PP3"]).findings
    ]
    (wrong,) = check(reading, select=["PP201"]).findings
    assert str(reading.sources[wrong.place]) == f"plan.xls:PL!I{len(TITLES) + 1 + len(TABLE)}"


def test_figures_as_they_are_shown() -> None:
    rows: list[list[Any]] = [HEADER, [1, "Chợ", 160, 5, 3.125, 2], [2, "Ngò", 76, 3, 0.0394736, 2]]
    formats = {(1, 4): "0.00", (2, 4): "0.00%", (1, 2): "#,##0"}
    reading = book(*rows, formats=formats)
    assert [str(target.base.poor) for target in reading.plan.targets] == [
        "Tally(count=5, rate=Percent.parse('3.13%'))",
        "Tally(count=3, rate=Percent.parse('3.95%'))",
    ]
    assert (reading.form.computed, reading.form.hides_formulas) == ((), True)
    assert {one.code for one in check(reading, select=["PP6"]).skipped} >= {"PP601", "PP605"}


@pytest.mark.parametrize(("text", "marks"), [("3,95", (",",)), ("3.95", (".",))])
def test_stored_numbers_take_the_mark_of_the_texts_beside_them(text: str, marks: object) -> None:
    reading = book(HEADER, [1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, text, 2])
    assert reading.form.marks == marks


def test_what_is_no_number_is_no_figure() -> None:
    first, second = [1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, 3.95, 2]
    odd = [3, "Bùi", True, date(2024, 5, 1), time(8, 30), 0]

    def fail(sheet: Any) -> None:  # noqa: ANN401  # xlwt's
        sheet.row(3).set_cell_error(5, 7)

    formats = {(3, 3): "DD/MM/YYYY", (3, 4): "HH:MM:SS"}
    reading = book(HEADER, first, second, odd, formats=formats, change=fail)
    texts = [text for _, text in reading.form.unreadable]
    assert sorted(texts) == ["#DIV/0!", "01/05/2024", "08:30:00", "TRUE"]


def test_merged_and_hidden_cells() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401  # xlwt's
        sheet.write_merge(0, 0, 0, 5, "Giảm nghèo năm 2024")
        sheet.row(3).hidden = True
        sheet.row(3).height_mismatch = True
        sheet.col(6).hidden = True
        old = sheet.get_parent().add_sheet("2023")
        old.visibility = 1

    reading = book(
        [], HEADER, [1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, 3.95, 2, 9], change=change
    )
    assert reading.plan.year == 2024
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert notices(reading)[:3] == [
        "plan.xls:PL: the hidden rows 4 were read as if they were shown",
        "plan.xls:PL: the hidden columns G were left out",
        "plan.xls:2023: the hidden sheet “2023” was left out",
    ]


def test_rows_and_columns_of_no_size_are_hidden() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401  # xlwt's
        sheet.row(2).height = 0
        sheet.row(2).height_mismatch = True
        sheet.row(2).has_default_height = 0
        sheet.col(6).width = 0

    rows: list[list[Any]] = [[1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, 3.95, 2, 9]]
    reading = book(HEADER, *rows, change=change)
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert notices(reading)[:2] == [
        "plan.xls:PL: the hidden rows 3 were read as if they were shown",
        "plan.xls:PL: the hidden columns G were left out",
    ]


def test_a_formula_without_a_value_is_not_blank() -> None:
    rows: list[list[Any]] = [HEADER, [1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, 3.95, 2]]
    total = ["", "Tổng", xlwt.Formula("SUM(C2:C3)"), xlwt.Formula("SUM(D2:D3)"), 3.39, 4]
    reading = book(*rows, total)
    assert reading.form.uncomputed == (
        Place(Part.TOTAL, "households_base"),
        Place(Part.TOTAL, "poor_base"),
    )
    assert "formulas-uncomputed" in [notice.code for notice in reading.notices]
    assert not check(reading, select=["PP1", "PP2", "PP3"]).findings


def test_a_text_that_its_format_hides_is_not_seen() -> None:
    rows: list[list[Any]] = [[*HEADER, "Số hộ 2023"], [1, "Chợ", 160, 5, 3.13, 2, 7]]
    reading = book(*rows, formats={(0, 6): ";;;", (1, 6): ";;;"})
    assert reading.plan.target("Chợ").base.households == 160


def test_raised_marks_and_struck_figures() -> None:
    plain = xlwt.easyfont("")
    above, struck = xlwt.easyfont("escapement superscript"), xlwt.easyfont("struck_out on")

    def change(sheet: Any) -> None:  # noqa: ANN401  # xlwt's
        sheet.write_rich_text(1, 2, [("160", plain), ("1", above)])
        sheet.write_rich_text(1, 3, [("9", struck), ("5", plain)])
        sheet.write(1, 5, 2, xlwt.easyxf("font: struck_out on"))

    reading = book(HEADER, [1, "Chợ", 0, 0, 3.13, 0], change=change)
    (target,) = reading.plan.targets
    assert (target.base.households, target.base.poor.count) == (160, 5)
    assert target.goal.poor.count is None
    told = "plan.xls:PL!D2: struck-through text was left out: 2, the first of them “9”"
    assert told in notices(reading)


def test_a_damaged_and_a_locked_workbook(monkeypatch: MonkeyPatch) -> None:
    data = xls([HEADER, *ROWS])
    with pytest.raises(ReadError, match="This file is damaged"):
        read_bytes(data.replace(b"\x09\x08\x10\x00", b"\xff" * 4))
    # The record of a password takes the place of another that a reader may skip.
    start = data.index(b"\x09\x08\x10\x00")
    window = data.index(b"\xe1\x00\x02\x00", start)
    locked = data[:window] + b"\x2f\x00" + data[window + 2 :]
    with pytest.raises(ReadError, match="This file has a password"):
        read_bytes(locked)
    monkeypatch.setattr(limits, "MOST_BYTES", 100)
    with pytest.raises(ReadError, match="at most 100 bytes, found more"):
        content(data, "plan.xls")


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        ("MOST_ROWS", 2, "at most 2 rows in a sheet"),
        ("MOST_CELLS", 9, "at most 9 cells in a sheet"),
    ],
)
def test_limits(limit: str, number: int, said: str, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(limits, limit, number)
    with pytest.raises(ReadError, match=said):
        content(xls([HEADER, *ROWS]), "plan.xls")


def test_a_number_stored_as_text_is_told() -> None:
    rows: list[list[Any]] = [HEADER, [1, "Chợ", 160, "5", 3.13, 2], [2, "Ngò", 76, 3, 3.95, 2]]
    assert book(*rows).form.as_text == (Place(1, "poor_base"),)


STREAM = stream_of_workbook([["Giảm nghèo năm 2024"], HEADER, *ROWS])
#: The types of the records of a sheet in the list of sheets, and of the beginning of one.
LISTED, BEGIN, END = b"\x85\x00", b"\x09\x08", b"\x0a\x00\x00\x00"


def test_a_cell_in_the_last_corner_fills_no_sheet() -> None:
    """Of 65,536 rows each would have 256 cells: gigabytes for some bytes."""
    records = list(records_of(STREAM))
    corner = struct.pack("<HHHHHd", 0x0203, 14, 0xFFFF, 0xFF, 0, 1.0)
    tracemalloc.start()
    with pytest.raises(ReadError, match="rows in a sheet"):
        content(b"".join([*records[:-1], corner, records[-1]]), "plan.xls")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000_000


def test_many_hidden_sheets_of_one_place(monkeypatch: MonkeyPatch) -> None:
    """Each would be read anew, and none of its cells be counted."""
    monkeypatch.setattr(limits, "MOST_BYTES", 2 * len(STREAM))
    assert content(STREAM, "plan.xls").grids
    number = 100
    records = list(records_of(STREAM))
    at = next(at for at, record in enumerate(records) if record.startswith(LISTED))
    listed = records[at]
    start = struct.unpack("<I", listed[4:8])[0] + (number - 1) * len(listed)
    records[at] = b"".join((listed[:4], struct.pack("<I", start), b"\x01", listed[9:])) * number
    with pytest.raises(ReadError, match="bytes, found more"):
        content(b"".join(records), "plan.xls")


def test_a_chart_within_a_sheet_does_not_end_it(monkeypatch: MonkeyPatch) -> None:
    records = list(records_of(STREAM))
    at = max(at for at, record in enumerate(records) if record.startswith(BEGIN))
    chart = [records[at][:6] + b"\x20\x00" + records[at][8:], END]
    data = b"".join([*records[: at + 1], *chart, *records[at + 1 :]])
    assert content(data, "plan.xls").grids == content(STREAM, "plan.xls").grids
    monkeypatch.setattr(limits, "MOST_BYTES", 200)
    with pytest.raises(ReadError, match="at most 200 bytes, found more"):
        content(data, "plan.xls")


def test_a_sheet_without_an_end() -> None:
    with pytest.raises(ReadError):
        content(STREAM.removesuffix(END), "plan.xls")


def stream_of(data: bytes) -> bytes:
    """Return the stream of a workbook, which is a workbook itself."""
    start = data.index(b"\x09\x08\x10\x00")
    return data[start:]


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        ("MOST_TOGETHER", 5, "at most 5 texts in a workbook"),
        ("MOST_TOGETHER", 20, "sheet PL: expected at most 20 cells in all sheets"),
        ("MOST_SHEETS", 0, "at most 0 sheets, found more"),
        ("MOST_RECORDS", 2, "at most 2 records before the sheets, found more"),
    ],
)
def test_records_are_counted_before_they_are_read(
    limit: str, number: int, said: str, monkeypatch: MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, limit, number)
    for data in (xls([HEADER, *ROWS]), stream_of(xls([HEADER, *ROWS]))):
        with pytest.raises(ReadError, match=said):
            content(data, "plan.xls")


@pytest.mark.parametrize(
    ("limit", "number", "said"),
    [
        ("MOST_RECORDS", 1, "at most 6 records of sheets, found more"),
        ("MOST_BYTES", 100, "at most 100 bytes, found more"),
    ],
)
def test_sheets_inside_each_other_count_each(
    limit: str, number: int, said: str, monkeypatch: MonkeyPatch
) -> None:
    sheet = struct.pack("<HHI", 0x85, 4, 8) + struct.pack("<HH", 0x999, 0) * 20 + b"\x0a\0\0\0"
    monkeypatch.setattr(biff, "_sheet_positions", lambda *_: [0] * 2)
    monkeypatch.setattr(limits, limit, number)
    with pytest.raises(ReadError, match=said):
        biff.refuse_many_records(sheet, "plan.xls")


def test_a_stream_that_ends_too_early_has_no_more_records() -> None:
    biff.refuse_many_records(struct.pack("<HH", 0x85, 9) + b"\0", "plan.xls")


def test_the_formulas_of_names_are_counted() -> None:
    names = (struct.pack("<HH", 0x18, 60_000) + b"\0" * 60_000) * 17
    with pytest.raises(ReadError, match="at most 1000000 bytes, found more"):
        biff.refuse_many_records(names, "plan.xls")


def test_a_hidden_sheet_is_not_loaded(monkeypatch: MonkeyPatch) -> None:
    made = xlwt.Workbook()
    for name in ("PL", "Ẩn"):
        sheet = made.add_sheet(name)
        for row, cells in enumerate([HEADER, *ROWS]):
            for column, text in enumerate(cells):
                sheet.write(row, column, text)
    sheet.visibility = 1
    loaded: list[int] = []
    load = Book.sheet_by_index

    def noted(self: Book, at: int) -> object:
        loaded.append(at)
        return load(self, at)

    monkeypatch.setattr(Book, "sheet_by_index", noted)
    assert len(content(saved(made.save), "plan.xls").grids) == 1
    assert loaded == [0]
