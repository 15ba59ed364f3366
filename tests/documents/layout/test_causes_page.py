"""The page of the causes of poverty counts the commune, and no unit of it."""

from povertyplan.documents.layout.causes_page import causes_page
from tests.support.year import register


def test_a_line_for_each_category() -> None:
    page = causes_page(register())
    assert (page.title, page.reference) == (
        "TỔNG HỢP NGUYÊN NHÂN NGHÈO",
        "Thị trấn Cao Thượng, năm 2023",
    )
    poor, near_poor = (page.table.texts(line) for line in page.table.lines)
    assert poor == ("1", "Hộ nghèo", "1", "1", "1", *["0"] * 6)
    assert near_poor == ("2", "Hộ cận nghèo", "1", *["0"] * 8)


def test_the_causes_are_numbered_as_on_the_form() -> None:
    table = causes_page(register()).table
    headings = [box.text for box in table.boxes if box.line == 1]
    assert headings[0] == "1. Thiếu đất sản xuất"
    assert headings[-1] == "8. Nguyên nhân khác"
    assert table.numbers == ("A", "B", *map(str, range(1, 10)))
