"""Plans as Word documents in official form."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from attrs import evolve
from docx import Document
from docx.oxml.ns import qn

from povertyplan import Plan, WriteError, read, read_bytes, write_bytes
from povertyplan.model.document import DocumentInfo
from tests.support.communes import plan_of

REAL = read("examples/cao-thuong-2024/plan.md").plan
ROW = {"name": "Chợ", "poor_base": 5, "poor_goal": 2}


def word(plan: Plan) -> Any:  # noqa: ANN401  # an object of python-docx
    return Document(BytesIO(write_bytes(plan, format="docx", strict=False)))


def lines(plan: Plan) -> list[str]:
    """Return the paragraphs of a document in their order, without the table of its annex."""
    body = word(plan).element.body
    *_, annex = body.iter(qn("w:tbl"))
    body.remove(annex)
    texts = [part.text for part in body.iter(qn("w:p"))]
    return [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts if text]


@pytest.mark.parametrize("plan", [REAL, plan_of(40, sections=3), plan_of(3)])
def test_a_document_is_read_back_as_its_plan(plan: Plan) -> None:
    data = write_bytes(plan, format="docx", strict=False)
    assert read_bytes(data, format="docx").plan == plan


def test_the_letterhead_and_the_foot_in_their_order() -> None:
    written = lines(plan_of(2))
    assert written[:7] == [
        "ỦY BAN NHÂN DÂN XÃ HƯNG THỊNH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/KH-UBND",
        "Xã Hưng Thịnh, ngày 20 tháng 01 năm 2025",
        "KẾ HOẠCH",
        "Giảm nghèo của xã Hưng Thịnh năm 2025",
    ]
    first = written.index("Nơi nhận:")
    assert written[first + 1 : first + 7] == [
        "- Thường trực Đảng ủy;",
        "- Các thôn;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn An",
    ]


def test_the_text_is_portrait_and_the_annex_landscape_with_pages_from_1() -> None:
    document = word(REAL)
    text, annex = document.sections
    assert (round(text.page_width.mm), round(text.page_height.mm)) == (210, 297)
    assert (round(annex.page_width.mm), round(annex.page_height.mm)) == (297, 210)
    assert text.different_first_page_header_footer
    assert [number.get(qn("w:start")) for number in document.element.iter(qn("w:pgNumType"))] == [
        "1"
    ]


def test_margins_are_those_that_the_decree_allows() -> None:
    """Decree 30/2020/NĐ-CP: 20 to 25 mm above and below, 30 to 35 left, 15 to 20 right."""
    for section in word(REAL).sections:
        top, bottom = section.top_margin.mm, section.bottom_margin.mm
        left, right = section.left_margin.mm, section.right_margin.mm
        assert (round(top), round(bottom), round(left), round(right)) == (20, 20, 30, 15)


def test_what_the_annex_goes_with_is_in_italics() -> None:
    (line,) = [line for line in word(REAL).paragraphs if line.text.startswith("(Kèm theo")]
    assert line.style.font.italic


def test_each_page_repeats_the_whole_heading_of_the_annex() -> None:
    rows = word(REAL).tables[-1].rows
    headings = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in rows]  # noqa: SLF001
    assert headings == [True] * 4 + [False] * 27


def test_the_heading_of_a_section_and_the_last_rows_stay_with_what_follows() -> None:
    plan = plan_of(4, sections=2)
    rows = word(plan).tables[-1].rows[4:]
    stays = [bool(row._tr.xpath(".//w:keepNext")) for row in rows]  # noqa: SLF001
    assert stays == [True, False, False, True, False, True, True]


def test_the_same_plan_gives_the_same_bytes_and_states_no_day() -> None:
    data = write_bytes(REAL, format="docx", strict=False)
    assert data == write_bytes(REAL, format="docx", strict=False)
    with ZipFile(BytesIO(data)) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        assert b"created" not in packed.read("docProps/core.xml")


@pytest.mark.parametrize(
    ("document", "missing"),
    [
        (DocumentInfo(), "CHỦ TỊCH"),
        (DocumentInfo(signer="Nguyễn Văn An"), "TM. ỦY BAN NHÂN DÂN"),
        (DocumentInfo(recipients=("Lưu: VT",)), "CHỦ TỊCH"),
        (DocumentInfo(issuer="ỦY BAN NHÂN DÂN"), "Nơi nhận:"),
    ],
)
def test_what_a_plan_does_not_state_is_left_out(document: DocumentInfo, missing: str) -> None:
    assert missing not in lines(evolve(Plan.of(2024, [ROW]), document=document))


def test_names_of_any_letters_stay_text() -> None:
    names = ("=1+1", "+84", "<b>Chợ & Ngò</b>", "]]>", "'Chợ\"", "Chợ " * 75, "Ư" * 300)
    plan = Plan.of(2024, [{**ROW, "name": name} for name in names])
    assert read_bytes(write_bytes(plan, format="docx", strict=False), format="docx").plan == plan


def test_a_name_too_long_for_a_property_of_a_file_is_cut_there_alone() -> None:
    plan = Plan.of(2024, [ROW])
    issuer = f"ỦY BAN NHÂN DÂN {'HƯNG ' * 80}".strip()
    document = word(evolve(plan, document=DocumentInfo(issuer=issuer)))
    assert document.core_properties.author == issuer[:255]


def test_a_character_of_no_document_is_refused_with_its_text() -> None:
    plan = Plan.of(2024, [{**ROW, "name": "Ch\x01ợ"}])
    with pytest.raises(WriteError, match=r"hold the character U\+0001 of “Ch.ợ”"):
        write_bytes(plan, format="docx")


def test_a_year_stays_beside_its_word_in_a_heading_over_several_columns_alone() -> None:
    *_, annex = word(REAL).element.body.iter(qn("w:tbl"))
    headings: list[tuple[bool, bool]] = []
    for cell in annex.iter(qn("w:tc")):
        text = "".join(cell.itertext())
        if "năm" in text:
            is_over_several = next(cell.iter(qn("w:gridSpan")), None) is not None
            headings.append((is_over_several, "năm\N{NO-BREAK SPACE}" in text))
    assert {*headings} == {(False, False), (True, True)}


def test_the_line_below_the_subject_stands_in_the_middle_of_the_text() -> None:
    document = word(REAL)
    section = document.sections[0]
    text = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
    (line,) = (each for each in document.paragraphs if each.paragraph_format.left_indent)
    left, right = line.paragraph_format.left_indent.mm, line.paragraph_format.right_indent.mm
    assert left == right
    assert text - left - right == pytest.approx(40, abs=0.1)
