"""A cell of a register is understood in many words, or refused with what to write in it."""

from collections.abc import Callable

import pytest

from povertyplan import Category, ReadError, Source
from povertyplan.documents.content import Cell
from povertyplan.documents.year_tables.register.cells import (
    category_in_cell,
    causes_in,
    code_in,
    helper_in,
    is_marked,
    members_in,
    outlook_in,
    support_in,
)
from povertyplan.year import Outlook, Policy, PovertyCause

NAME = "Nguyễn Văn A"
SOURCE = Source("register.xlsx", sheet="PL", cell="D4")
LAND, CAPITAL, LABOUR, TOOLS, KNOWLEDGE, SKILL, ILLNESS, OTHER = PovertyCause


def cell(text: str) -> Cell:
    return Cell(text, SOURCE)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("HN", Category.POOR), ("Hộ nghèo", Category.POOR), ("nghèo", Category.POOR),
        ("hộ nghèo.", Category.POOR), ("HCN", Category.NEAR_POOR), ("CN", Category.NEAR_POOR),
        ("Hộ cận-nghèo", Category.NEAR_POOR), ("hộ  CẬN nghèo", Category.NEAR_POOR),
    ],
)  # fmt: skip
def test_categories(text: str, category: Category) -> None:
    assert category_in_cell(cell(text)) is category


@pytest.mark.parametrize("text", ["x", "X", "1", "có", "✓", "×", "☑", "(x)", "TRUE"])
def test_marks(text: str) -> None:
    assert is_marked(cell(text))


@pytest.mark.parametrize("text", ["", "-", "0", "không", "☐"])
def test_what_marks_nothing(text: str) -> None:
    assert not is_marked(cell(text))


@pytest.mark.parametrize(
    ("text", "outlook"),
    [
        ("", None), ("có", Outlook.ABLE), ("x", Outlook.ABLE), ("Không", Outlook.UNABLE),
        ("Có khả năng thoát nghèo", Outlook.ABLE), ("0", Outlook.UNABLE),
        ("Không có khả năng thoát nghèo", Outlook.UNABLE), ("chưa có khả năng", Outlook.UNABLE),
    ],
)  # fmt: skip
def test_outlooks(text: str, outlook: Outlook | None) -> None:
    assert outlook_in(cell(text)) is outlook


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        ("", set()),
        ("-", set()),
        ("1, 3", {LAND, LABOUR}),
        ("1;2 8", {LAND, CAPITAL, OTHER}),
        ("1. Thiếu đất sản xuất; 3. Thiếu lao động", {LAND, LABOUR}),
        ("Thiếu vốn sản xuất, kinh doanh", {CAPITAL}),
        ("thiếu kỹ năng lao động, thiếu kiến thức về sản xuất", {SKILL, KNOWLEDGE}),
        ("Có người ốm đau, bệnh nặng, tai nạn", {ILLNESS}),
        ("thiếu vốn và công cụ/phương tiện sản xuất", {CAPITAL, TOOLS}),
        ("Thiếu đất Thiếu vốn", {LAND, CAPITAL}),
        ("nguyên nhân khác", {OTHER}),
    ],
)
def test_causes(text: str, causes: set[PovertyCause]) -> None:
    assert causes_in(cell(text)) == causes


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("Đào tạo nghề, tín dụng ưu đãi", {Policy.TRAINING, Policy.CREDIT}),
        ("giáo dục nghề nghiệp", {Policy.TRAINING}),
        ("Hỗ trợ nhà ở; thẻ BHYT + học phí", {Policy.HOUSING, Policy.HEALTH, Policy.EDUCATION}),
        ("vay vốn nhà nước", {Policy.CREDIT}),
        ("BTXH & trợ giúp pháp lý, khuyến nông",
         {Policy.PROTECTION, Policy.LEGAL_AID, Policy.EXTENSION}),
        ("không", set()),
    ],
)  # fmt: skip
def test_support(text: str, support: set[Policy]) -> None:
    assert support_in(cell(text)) == support


@pytest.mark.parametrize(("text", "members"), [("", None), ("4", 4), ("04 khẩu", 4), ("0", 0)])
def test_members(text: str, members: int | None) -> None:
    assert members_in(cell(text)) == members


def test_codes_and_helpers() -> None:
    assert code_in(cell("Ｈ-01")) == "H-01"
    assert helper_in(cell("Hội Nông dân")) == "Hội Nông dân"
    assert not helper_in(cell("-"))


@pytest.mark.parametrize(
    ("read", "text", "asked"),
    [
        (category_in_cell, "trung bình", "HN or HCN"),
        (category_in_cell, "", "HN or HCN"),
        (members_in, "bốn", "number of persons"),
        (is_marked, "đất", "x, or nothing"),
        (outlook_in, "có thể", "or nothing where it is not judged yet"),
        (causes_in, "9", "1 to 8"),
        (causes_in, "lười", "1 to 8"),
        (causes_in, "kinh doanh", "1 to 8"),
        (support_in, "bò sữa", "đào tạo nghề, tín dụng"),
    ],
)
def test_an_unknown_word_is_refused_by_its_cell(
    read: Callable[[Cell], object], text: str, asked: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read(cell(text))
    error = caught.value
    assert (error.file, error.where) == ("register.xlsx", "cell PL!D4")
    assert asked in error.expected
    assert error.found == (f"“{text}”" if text else "nothing")


@pytest.mark.parametrize(
    "read",
    [category_in_cell, members_in, is_marked, outlook_in, causes_in, support_in, code_in,
     helper_in],
)  # fmt: skip
@pytest.mark.parametrize("name", [NAME, "nguyễn văn a", "Bà Trần Thị B"])
def test_a_name_is_refused_and_not_repeated(read: Callable[[Cell], object], name: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(cell(name))
    for told in (str(caught.value), caught.value.text("vi"), repr(caught.value)):
        assert name not in told
        assert "D4" in told


@pytest.mark.parametrize("code", ["024098001234", "0912345678", "Hoa", "Hộ 1"])
def test_what_may_be_of_a_person_is_no_code(code: str) -> None:
    with pytest.raises(ReadError, match="not repeated here") as caught:
        code_in(cell(code))
    assert code not in str(caught.value)
