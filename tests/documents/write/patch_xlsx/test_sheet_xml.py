"""The cells of a sheet replaced in its XML."""

import pytest

from povertyplan.documents.write.patch_xlsx.sheet_xml import CellContent, sheet_xml

SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:o="urn:other"><x:sheetData><x:row r='3'><!-- <c r="A9"/> --><x:c r="A3" s='5'/>\
<x:c r="C3" t="s" ><x:v>1</x:v></x:c ><x:c o:t="s" r="D3" t='n'><x:f>A1&amp;"ộ"</x:f><x:v/></x:c>\
<x:c><x:f/><x:extLst/></x:c></x:row><x:row>\r
<x:c r="A4" vm="1"><x:is><x:t>ộ</x:t></x:is><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>\
"""
CONTENTS = {
    (3, 1): (CellContent("4"), "<x:c r=\"A3\" s='5'/>", "<x:c r=\"A3\" s='5'><x:v>4</x:v></x:c>"),
    (3, 3): (CellContent("7"), ' t="s" ><x:v>1</x:v></x:c >', " ><x:v>7</x:v></x:c >"),
    (3, 4): (
        CellContent("8", formula="B1&C1"),
        '<x:f>A1&amp;"ộ"</x:f><x:v/>',
        "<x:f>B1&amp;C1</x:f><x:v>8</x:v>",
    ),
    (3, 5): (CellContent("9"), "<x:f/>", "<x:f/><x:v>9</x:v>"),
    (4, 1): (
        CellContent("1 < ộ", is_text=True),
        ' vm="1"><x:is><x:t>ộ</x:t></x:is><x:v>2</x:v>',
        ' t="inlineStr"><x:is><x:t xml:space="preserve">1 &lt; ộ</x:t></x:is>',
    ),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le"])
def test_nothing_but_the_cells_changes(encoding: str) -> None:
    data = SHEET.replace("UTF-8", encoding.upper().removesuffix("-SIG")).encode(encoding)
    sheet = sheet_xml(data)
    assert sheet.with_cells({}) == data
    expected = data.decode(encoding)
    for _, before, after in CONTENTS.values():
        assert expected.count(before) == 1
        expected = expected.replace(before, after)
    new = sheet.with_cells({position: content for position, (content, *_) in CONTENTS.items()})
    assert new.decode(encoding) == expected
    assert new[:2] == data[:2]


def test_cells_that_do_not_say_where_they_stand_follow_each_other() -> None:
    cells = "".join(f"<c><v>{value}</v></c>" for value in (7, 8, 9))
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = f"<sheetData><row>{cells}</row></sheetData>"
    sheet = sheet_xml(f'<worksheet xmlns="{namespace}">{rows}</worksheet>'.encode())
    new = sheet.with_cells({(1, 3): CellContent("4")})
    assert b"<c><v>7</v></c><c><v>8</v></c><c><v>4</v></c>" in new


def test_a_letter_that_the_encoding_lacks_becomes_a_reference() -> None:
    data = SHEET.replace("UTF-8", "ISO-8859-1").replace("ộ", "o").encode("latin-1")
    new = sheet_xml(data).with_cells({(3, 1): CellContent("hộ", is_text=True)})
    assert '<x:t xml:space="preserve">h&#7897;</x:t>' in new.decode("latin-1")


def test_a_cell_that_does_not_exist_stands_in_its_order_and_looks_like_the_one_above() -> None:
    new = sheet_xml(SHEET.encode()).with_cells(
        {
            (3, 2): CellContent("5"),
            (4, 2): CellContent("6"),
            (4, 3): CellContent("7 hộ", is_text=True),
        }
    )
    text = new.decode()
    assert 's=\'5\'/><x:c r="B3"><x:v>5</x:v></x:c><x:c r="C3"' in text
    assert text.index('<x:c r="B4">') < text.index('<x:c r="C4" t="inlineStr">')
    styled = sheet_xml(SHEET.replace('r="A4" vm="1"', 'r="B4"').encode())
    new = styled.with_cells({(4, 1): CellContent("6")})
    assert '<x:row><x:c r="A4" s="5"><x:v>6</x:v></x:c>\r\n<x:c r="B4">' in new.decode()


def test_a_cell_may_be_emptied() -> None:
    new = sheet_xml(SHEET.encode()).with_cells(dict.fromkeys([(3, 1), (3, 3)], CellContent()))
    assert '<x:c r="A3" s=\'5\'/><x:c r="C3" ></x:c >' in new.decode()


def test_where_there_is_room_for_a_cell() -> None:
    sheet = sheet_xml(SHEET.replace("</x:sheetData>", "<x:row r='9'/></x:sheetData>").encode())
    assert sheet.has_room((3, 99))
    assert not sheet.has_room((9, 1))
    assert not sheet.has_room((10, 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("</x:sheetData>", ""),
        ('r="C3"', 'r="A3"'),
        ('r="C3"', 'r="C4"'),
        ('r="C3"', 'r="3C"'),
        ("r='3'", "r='4'"),
        ("<x:row>", "<x:row r='3'/><x:row>"),
        ("r='3'", "r='x'"),
        ("UTF-8", "x-none"),
        ("UTF-8", "UTF-16"),
    ],
)
def test_broken_xml_is_refused(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="broken XML: "):
        sheet_xml(SHEET.replace(before, after).encode())
