"""The page of a register: codes, marks and words, and no more."""

from attrs import evolve

from povertyplan import Unit
from povertyplan.documents.forms import REGISTER
from povertyplan.documents.layout.register_page import register_page
from tests.support.year import register


def test_a_line_for_each_household() -> None:
    page = register_page(register())
    assert (page.title, page.reference) == (REGISTER.title, "Thị trấn Cao Thượng, năm 2023")
    first, second = (page.table.texts(line) for line in page.table.lines)
    assert first == (
        "1", "H-1", "Hoà Sơn", "Hộ nghèo", "4", "x", "x", *[""] * 6, "Có", "", "Hội Nông dân",
    )  # fmt: skip
    assert second == ("2", "H-2", "Hoà Sơn", "Hộ cận nghèo", *[""] * 12)
    assert page.remarks == ("Ghi chú: danh sách ghi theo mã hộ, không ghi họ tên chủ hộ.",)
    assert [signature.position for signature in page.signatures] == ["NGƯỜI LẬP BIỂU", "CHỦ TỊCH"]


def test_the_causes_alone_have_headings_that_stand_upright() -> None:
    table = register_page(register()).table
    upright = [box.text for box in table.boxes if table.is_upright(box)]
    assert upright == [column.headings[1] for column in REGISTER.columns[5:13]]
    assert table.has_upright


def test_a_unit_called_after_a_person_has_its_kind() -> None:
    households = [
        evolve(household, unit=Unit(name))
        for household, name in zip(
            register().households, ("Nguyễn Văn Cừ", "Trần Phú"), strict=True
        )
    ]
    page = register_page(evolve(register(), households=households))
    names = [line.name for line in page.table.lines]
    assert names == ["Tổ dân phố Nguyễn Văn Cừ", "Trần Phú"]
