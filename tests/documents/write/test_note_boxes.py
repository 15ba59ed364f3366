"""The boxes of comments: beside their cells, with room for their texts, on any sheet."""

from lxml import etree

from povertyplan.documents.write.note_boxes import NoteBox, SheetSizes
from tests.support.torture import MAIN

#: A column of 20 digits, two hidden ones, and a row of 30 points before a hidden one.
SHEET = """\
<sheetFormatPr defaultRowHeight="12" {more}/><cols><col min="2" max="3" width="20"/>
<col min="3" max="5" width="9" hidden="1"/><col min="9" max="99999" width="{wide}"/></cols>
<sheetData><row r="1" ht="30"/><row hidden="true"/><row r="4"/></sheetData>"""


def sizes(more: str = "", wide: str = "1") -> SheetSizes:
    inside = SHEET.format(more=more, wide=wide)
    return SheetSizes.of(etree.fromstring(f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'))


def test_sizes_in_pixels() -> None:
    sheet = sizes('defaultColWidth="10"')
    assert (sheet.usual_width, sheet.usual_height) == (75, 16)
    assert [sheet.widths[column] for column in range(2, 6)] == [145, 145, 0, 0]
    assert sheet.heights == {1: 40, 2: 0}
    assert max(sheet.widths) == 16_384


def test_a_sheet_that_states_no_sizes() -> None:
    sheet = SheetSizes.of(etree.fromstring(f'<worksheet xmlns="{MAIN}"/>'))
    assert (int(sheet.usual_width), sheet.usual_height) == (64, 20)


def test_sizes_that_no_sheet_has() -> None:
    """Nothing of no size is passed over without end."""
    sheet = sizes('defaultColWidth="0"', wide="-3")
    assert sheet.usual_width > 0
    assert sheet.widths[9] == 0


def test_a_box_passes_what_is_hidden() -> None:
    sheet = sizes('defaultColWidth="10"')
    assert sheet.across(1, 75) == (2, 0)
    assert sheet.across(2, 289) == (3, 144)
    assert sheet.across(2, 290) == (6, 0)
    assert sheet.down(1, 46) == (3, 6)


def test_a_box_stands_beside_its_cell_and_has_room() -> None:
    sheet = SheetSizes.of(etree.fromstring(f'<worksheet xmlns="{MAIN}"/>'))
    box = NoteBox.of("I35", 9, "Lỗi (PP201): dòng tổng\n\n" + "x" * 100, sheet)
    assert (box.row, box.column) == (35, 9)
    assert box.height == 4 * 15 + 12
    assert box.anchor == "9, 15, 33, 0, 15, 10, 36, 12"


def test_a_box_at_the_edges_of_a_sheet() -> None:
    sheet = SheetSizes.of(etree.fromstring(f'<worksheet xmlns="{MAIN}"/>'))
    assert NoteBox.of("A1", 1, "x" * 99_999, sheet).height == 600
    assert NoteBox.of("XFD1", 16_384, "x", sheet).anchor.startswith("16383, 15, 0, 0, 16383, ")
    assert NoteBox.of("A1048576", 1, "x", sheet).anchor.endswith(", 1048575, 7")


def test_the_box_of_a_merged_cell_stands_behind_it() -> None:
    sheet = SheetSizes.of(etree.fromstring(f'<worksheet xmlns="{MAIN}"/>'))
    assert NoteBox.of("A3", 12, "x", sheet).anchor.startswith("12, 15, 1, 0, ")
