"""What a document says of itself, as offices write it."""

import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from povertyplan import Place, check, read_bytes, read_text
from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.letterhead import Heading, annex_year, heading
from povertyplan.model.document import PartialDate
from povertyplan.model.places import Part
from povertyplan.reading import Source
from tests.support.annexes import annex

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

CITED = "Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2023 của UBND huyện"


def lines(text: str) -> list[Paragraph]:
    return [Paragraph(line, Source(line=at)) for at, line in enumerate(text.split("\n"), 1)]


def of(text: str) -> Heading:
    return heading(lines(text))


@pytest.mark.parametrize("start", ["", "Số", "Số:", "kèm theo số", "ngày", "X, ngày", "xã", "TM"])
@pytest.mark.parametrize("piece", [" ", "…", " .", "- ", "_", "số ", "kèm theo ", "ngày ", "XÃ "])
def test_a_line_of_nothing_but_one_piece_is_read_in_time(start: str, piece: str) -> None:
    text = start + piece * (20_000 // len(piece)) + "x"
    assert of(text).document.symbol is None
    assert annex_year(lines(text)) is None


def test_a_citation_without_a_number_before_one_with_it() -> None:
    document = of(
        "(Kèm theo văn bản; kèm theo Kế hoạch số 7/KH-BCĐ ngày 25 tháng 01 năm 2024)"
    ).document
    assert (document.annex_number, document.annex_symbol) == ("7", "KH-BCĐ")
    assert str(document.annex_date) == "2024-01-25"
    assert of("(Kèm theo Kế hoạch số 7/KH-BCĐ)").document.annex_date is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("UBND XÃ TÂN YÊN", "xã Tân Yên"),
        ("UBND XÃ TÂN YÊN HUYỆN LỤC NGẠN", "xã Tân Yên"),
        ("UBND XÃ TÂN YÊN          CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "xã Tân Yên"),
        ("UBND XÃ TÂN YÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "xã Tân Yên"),
        ("UBND XÃ TÂN YÊN Độc lập - Tự do - Hạnh phúc", "xã Tân Yên"),
        ("ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nXÃ TÂN YÊN", "xã Tân Yên"),
        ("ỦY BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nXÃ TÂN YÊN", "xã Tân Yên"),
        ("UBND HUYỆN TÂN YÊN\nPHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", " "),
        ("BAN VĂN HÓA - XÃ HỘI\nXÃ HỘI AN", "xã Hội An"),
        ("BAN KINH TẾ - XÃ HỘI VÙNG CAO", " "),
        ("Phát triển kinh tế, Xã hội đề ra các xã đã chọn", " "),
        ("KẾ HOẠCH XÃ TÂN YÊN NĂM 2024", "xã Tân Yên"),
        ("UBND XÃ EA H'LEO", "xã Ea H'leo"),
        ("UBND XÃ EA H'LEO\nXã Ea H'Leo, ngày 5 tháng 1 năm 2024", "xã Ea H'Leo"),
        ("UBND xã Đắk N’Drót", "xã Đắk N’Drót"),
        ("UBND XÃ ĐẮK N'DRÓT", "xã Đắk N'drót"),
        ("UBND xã Ỷ La", "xã Ỷ La"),
        ("UBND xã ạn bè, xã đã, xã ước", " "),
        ("UBND XÃ IA-PNÔN", "xã Ia-Pnôn"),
        ("UBND PHƯỜNG\xa0AN\xa0HÒA", "phường An Hòa"),
        ("UBND PHƯỜNG 5", "phường 5"),
        ("Theo đề nghị của UBND Phường 12.", "phường 12"),
        ("Hỗ trợ toàn phường 10 hộ", " "),
        ("Hỗ trợ toàn xã 10 hộ", " "),
        ("UBND TT. CAO THƯỢNG", "thị trấn Cao Thượng"),
        ("TT Cao Thượng, ngày 5 tháng 1 năm 2024", "thị trấn Cao Thượng"),
        ("Theo TT Bộ Tài chính", " "),
        ("UBND xã Cộng Hòa", "xã Cộng Hòa"),
        ("UBND xã Độc Lập.", "xã Độc Lập"),
        ("UBND xã T. Sơn", "xã T. Sơn"),
    ],
)
def test_the_commune(text: str, named: str) -> None:
    unit = of(text).unit
    assert f"{unit.kind} {unit.name}" == named


@pytest.mark.parametrize("name", ["Vũ Ngọc Vân", "H'Hen Niê", "Y Blơm Niê Kđăm"])
def test_the_signer(name: str) -> None:
    assert of(f"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n{name}").document.signer == name


def test_no_signer_where_the_annex_follows() -> None:
    assert of("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPHỤ LỤC").document.signer == ""


def test_the_recipients_are_the_items_right_below_their_heading() -> None:
    text = "- Thôn Ngò;\nNơi nhận:\n- Thường trực Đảng ủy;\n- Lưu: VT.\nCHỦ TỊCH\n- Thôn Bậu"
    assert of(text).document.recipients == ("Thường trực Đảng ủy", "Lưu: VT")
    assert of("CHỦ TỊCH\n- Thôn Bậu").document.recipients == ()


def test_a_head_of_cells_side_by_side() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["E1"], sheet["A2"] = "ỦY BAN NHÂN DÂN", MOTTO, "XÃ TÂN YÊN"
    for row in (["TT", "Thôn", "Hộ nghèo 2023", "Hộ nghèo 2024"], [1, "Chợ", 3, 2]):
        sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    assert read_bytes(stream.getvalue(), format="xlsx").plan.unit.name == "Tân Yên"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("KẾ HOẠCH\nGiảm nghèo năm 2024", 2024),
        ("Kế hoạch\nGiảm nghèo\nnăm 2024", 2024),
        ("KẾ HOẠCH\nTổng kết năm 2023, giảm nghèo năm 2024", 2024),
        (f"{CITED}\nKẾ HOẠCH\nGiảm nghèo năm 2024", 2024),
        (f"{CITED} về giảm nghèo năm 2023", None),
        ("Kế hoạch năm 2023 của huyện\nKẾ HOẠCH\nGiảm nghèo năm 2024", 2024),
        ("Kế hoạch giảm nghèo năm 2024\nKẾ HOẠCH VỐN NĂM 2025", 2024),
        ("KẾ HOẠCH\nGiảm nghèo\n(Theo Quyết định ngày 05 tháng 01 năm 2023)", None),
        ("KẾ HOẠCH\nGiảm nghèo\nBan hành ngày 05 tháng 01 năm 2023", None),
        ("KẾ HOẠCH\nCăn cứ kết quả rà soát năm 2023", None),
        ("thực hiện kế hoạch năm 2023", None),
    ],
)
def test_the_year_of_the_title(text: str, year: int | None) -> None:
    assert of(text).title_year == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Biểu tổng hợp năm 2023 và chỉ tiêu năm 2024", 2024),
        ("Chỉ tiêu giảm nghèo năm 2024 so với năm 2023", 2024),
        ("Giảm nghèo năm 2024, kết quả năm 2023", 2024),
        ("Giảm nghèo năm 2024, định hướng đến năm 2030", 2024),
        ("Giảm nghèo đến  năm 2025", 2025),
        ("Tổng kết năm 2022, năm 2023; nhiệm vụ năm 2024, tầm nhìn đến năm 2045", 2024),
    ],
)
def test_of_two_years_in_a_title_the_later_is_the_plans(title: str, year: int) -> None:
    assert of(f"KẾ HOẠCH\n{title}").title_year == year
    assert annex_year(lines(title.upper())) == year


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Biểu tổng hợp năm 2023\nvà chỉ tiêu năm 2024", 2024),
        ("Biểu giảm nghèo năm 2024 (trên cơ sở kết quả\nrà soát năm 2023)", 2024),
        ("Biểu kết quả rà soát năm 2024,\nkế hoạch giảm nghèo năm 2025, dự kiến năm 2026", 2025),
        ("Phụ lục\nKết quả năm 2024 và phương hướng năm 2025", 2025),
        ("Biểu kết quả rà soát năm 2023", 2023),
        ("Biểu năm 2023, năm 2024", 2024),
        ("Biểu năm 2024, kết quả năm 2023", 2024),
        ("Biểu chỉ tiêu giảm nghèo năm 2023 và năm 2024", 2024),
        ("Biểu tình hình năm 2023 – kế hoạch năm 2024, năm 2025", 2025),
        ("Biểu tình hình thực hiện chỉ tiêu năm 2024 từ năm 2022", 2024),
        ("Biểu năm 2023\nThôn Ngò\nPhụ lục năm 2024", 2024),
        ("Biểu chỉ tiêu năm 2024-2025", None),
    ],
)
def test_of_two_years_in_the_lines_of_a_title_that_of_the_targets_counts(
    title: str, year: int | None
) -> None:
    assert annex_year(lines(title.upper())) == year
    assert annex_year(lines(title)) == year


def test_the_year_of_a_review_is_that_of_its_results() -> None:
    title = lines("KẾT QUẢ RÀ SOÁT NĂM 2024, KẾ HOẠCH NĂM 2025")
    assert (annex_year(title), annex_year(title, review=True)) == (2025, 2024)
    title = lines("CHỈ TIÊU NĂM 2025 THEO KẾT QUẢ RÀ SOÁT NĂM 2024")
    assert (annex_year(title), annex_year(title, review=True)) == (2025, 2024)
    assert annex_year(lines("BIỂU NĂM 2024"), review=True) == 2024


def test_of_several_headings_the_last_counts_unless_another_has_targets() -> None:
    assert annex_year(lines("NĂM 2023\nThôn Ngò\nNĂM 2024")) == 2024
    assert annex_year(lines("NĂM 2024\nThôn Ngò\nNĂM 2023")) == 2023
    assert annex_year(lines("CHỈ TIÊU NĂM 2024\nThôn Ngò\nKẾT QUẢ NĂM 2023")) == 2024


def test_the_year_of_an_annex_is_none_of_a_date() -> None:
    assert annex_year(lines("CHỈ TIÊU NĂM 2024\nNGÀY 05 THÁNG 01 NĂM 2023")) == 2024


def test_a_document_with_its_marks_apart_says_the_same() -> None:
    text = Path("examples/cao-thuong-2024/plan.md").read_text(encoding="utf-8")
    apart = unicodedata.normalize("NFD", text)
    reading = read_text(apart)
    assert reading.plan == read_text(text).plan
    lines = apart.split("\n")
    for name, at_start in (("year", "2024"), ("symbol", "KH-UBND"), ("annex_date", "25")):
        source = reading.sources[Place(Part.DOCUMENT, name)]
        assert source.line
        assert source.column
        assert lines[source.line - 1][source.column - 1 :].startswith(at_start)


def test_a_blank_date_and_number() -> None:
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", title=(
        "Số: …/KH-UBND\n\nXã Tân Yên, ngày … tháng … năm …\n\nKẾ HOẠCH\n\nGiảm nghèo năm 2024\n\n"
        "(Kèm theo Kế hoạch số 15/KH-UBND ngày 31 tháng 02 năm 2024 của UBND xã)"
    ))  # fmt: skip
    info = reading.plan.document
    assert (info.number, info.date, info.annex_number) == (None, PartialDate(), "15")
    assert info.annex_date == PartialDate(2024)
    (finding,) = check(reading, select=["PP504"]).findings
    assert str(finding) == (
        "the number and the date of the plan are left blank; the annex leaves the date of the plan"
        " blank"
    )


@pytest.mark.parametrize("blank", ["…", "__", "…\u2003", "\u2003.", "\x0b…"])
def test_what_keeps_the_place_of_a_number_is_none(blank: str) -> None:
    lines = f"Số: {blank}/KH-UBND\n\nXã Tân Yên, ngày {blank} tháng 02 năm 2024\n\nKẾ HOẠCH"
    info = annex("1 | Chợ | 100 | 2 | 2,00 | 1", title=f"{lines}\n\nGiảm nghèo năm 2024")
    assert info.plan.document.number is None
    assert info.plan.document.date == PartialDate(2024, 2)


def test_a_date_that_differs() -> None:
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", title=(
        "Số: 15/KH-UBND\n\nXã Tân Yên, ngày 25 tháng 01 năm 2024\n\nKẾ HOẠCH\n\n"
        "Giảm nghèo năm 2024\n\n(Kèm theo Kế hoạch số 15/KH-UBND ngày 24/01/2024)\n\n"
        "(Kèm theo Kế hoạch số 15/KH-UBND ngày 24 tháng 01 năm 2024)"
    ))  # fmt: skip
    assert check(reading, select=["PP503"]).findings == ()


def test_a_date_that_the_annex_cites_wrongly() -> None:
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", title=(
        "Số: 15/KH-UBND\n\nXã Tân Yên, ngày 25 tháng 01 năm 2024\n\nKẾ HOẠCH\n\n"
        "Giảm nghèo năm 2024\n\n(Kèm theo Kế hoạch số 15/KH-UBND ngày 24 tháng 01 năm 2024)"
    ))  # fmt: skip
    (finding,) = check(reading, select=["PP503"]).findings
    assert finding.text("vi") == (
        "phụ lục dẫn ngày 24 tháng 01 năm 2024, còn kế hoạch ghi ngày 25 tháng 01 năm 2024"
    )


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Giảm nghèo năm 2026 của xã Tân Phong", 2026),
        ("Thực hiện công tác giảm nghèo năm 2026", 2026),
        ("Về việc giảm nghèo, giải quyết việc làm năm 2026", 2026),
        ("Chỉ tiêu giảm nghèo năm 2026", 2026),
        ("Kết quả giảm nghèo năm 2025", None),
        ("Giảm nghèo năm 2026 là nhiệm vụ của cả hệ thống chính trị.", None),
        ("Giảm nghèo năm 2026: 20 hộ", None),
        ("Mục tiêu giảm nghèo năm 2026 còn 1,5%", None),
        ("giảm nghèo năm 2026", None),
        ("Số hộ của năm 2026", None),
    ],
)
def test_a_line_at_the_head_says_what_a_plan_without_a_kind_is_about(
    title: str, year: int | None
) -> None:
    assert annex_year(lines(f"UBND xã Tân Phong\n{title}")) == year
    assert annex_year(lines("Thôn\n" * 12 + title)) is None
