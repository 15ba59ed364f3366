"""The text of a plan in one file and its annex in another; tables of one year."""

from pathlib import Path

import pytest

from povertyplan import Place, ReadError, check, read, read_bytes, read_censuses, write
from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.model.places import Part
from povertyplan.reading import Review
from tests.support.office import EXAMPLE, HEADER, ROWS, example
from tests.support.written import docx, html_page, separated, xlsx

TITLES, TABLE = example()
#: A review of one year, right in itself.
REVIEW = [
    ["TT", "Thôn", "Số hộ", "Hộ nghèo", "Tỷ lệ hộ nghèo (%)"],
    ["1", "Chợ", "160", "5", "3,13"],
    ["2", "Ngò", "76", "3", "3,95"],
    ["", "Tổng", "236", "8", "3,39"],
]
REVIEW_TITLES = ["KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2023"]
OUTLOOK = "Biểu kèm theo: tình hình các tổ dân phố"


def two_files(folder: Path) -> tuple[Path, Path]:
    """Write the example as it was typed, faults of form included, as a text and a workbook."""
    text, annex = folder / "ke-hoach.docx", folder / "phu-luc.xlsx"
    text.write_bytes(docx(TITLES))
    annex.write_bytes(xlsx(["PHỤ LỤC"], TABLE))
    return text, annex


def test_text_and_annex_make_one_reading(tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    reading = read(text, annex=annex)
    whole = read(EXAMPLE)
    assert reading.plan == whole.plan
    said = [str(finding) for finding in check(reading).findings]
    assert said == [str(finding) for finding in check(whole).findings]
    files = {Path(source.file).name for source in reading.sources.values()}
    assert files == {text.name, annex.name}
    assert reading.sources[Place(Part.TOTAL, "poor_goal_rate")].file == str(annex)
    assert reading.sources[Place(Part.HEADLINE, "poor_drop")].file == str(text)
    assert reading.file == str(text)


@pytest.mark.parametrize("ending", ["md", "csv", "html"])
def test_an_annex_of_any_format(ending: str, tmp_path: Path) -> None:
    text, _ = two_files(tmp_path)
    annex = tmp_path / f"phu-luc.{ending}"
    pages = {
        "md": "\n".join(map("\t".join, TABLE)).encode(),
        "csv": separated(["PHỤ LỤC"], TABLE, separator=";"),
        "html": html_page(["PHỤ LỤC"], TABLE),
    }
    annex.write_bytes(pages[ending])
    assert read(text, annex=annex).plan == read(EXAMPLE).plan


def test_a_text_without_an_annex_says_how_to_give_it(tmp_path: Path) -> None:
    text, _ = two_files(tmp_path)
    with pytest.raises(ReadError) as error:
        read(text)
    assert error.value.found == "no table"
    assert error.value.text("vi") == (
        f"{text}: Tệp này không có bảng phụ lục: không thấy bảng nào. Cần phụ lục chỉ tiêu: bảng"
        " mỗi dòng một thôn, tổ dân phố, có số hộ và số hộ nghèo hoặc hộ cận nghèo của năm trước và"
        " năm nay. Nếu phụ lục ở tệp khác, hãy thêm --annex TỆP."
    )


def test_a_file_of_the_annex_without_one_is_named(tmp_path: Path) -> None:
    text, _ = two_files(tmp_path)
    with pytest.raises(ReadError, match="The file after --annex has no annex") as error:
        read(text, annex=text)
    assert error.value.file == str(text)


@pytest.mark.parametrize(
    "small",
    [
        [["Chỉ tiêu", "2023", "2024"], ["Hộ nghèo", "90", "54"]],
        [REVIEW[0], *REVIEW[1:3]],
        [HEADER, ["", "Tổng", "236", "8", "3,39", "4"]],
    ],
)
def test_small_tables_of_the_text_are_set_aside(small: list[list[str]], tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    text.write_bytes(docx([*TITLES, OUTLOOK], small))
    reading = read(text, annex=annex)
    assert reading.plan == read(EXAMPLE).plan
    aside = [notice.source for notice in reading.notices if notice.code == "table-set-aside"]
    assert [source.file for source in aside if source] == [str(text)]


def test_two_annexes_are_refused_by_the_names_of_both_files(tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    write(read(EXAMPLE).plan, text)
    with pytest.raises(ReadError) as error:
        read(text, annex=annex)
    assert str(error.value) == (
        f"{text}: This file holds an annex, and so does {annex}. Check this file without --annex,"
        " or take the annex out of one of the two."
    )


def test_an_annex_of_another_commune_is_told(tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    annex.write_bytes(xlsx(["ỦY BAN NHÂN DÂN XÃ NGỌC LÝ", "PHỤ LỤC"], TABLE))
    reading = read(text, annex=annex)
    (told,) = (one for one in reading.notices if one.code == "annex-of-another-unit")
    assert str(told) == (
        "the file of the annex names “Ngọc Lý”, the text “Cao Thượng”; both were compared"
    )
    annex.write_bytes(xlsx(["UBND THỊ TRẤN CAO THƯỢNG", "PHỤ LỤC"], TABLE))
    codes = [notice.code for notice in read(text, annex=annex).notices]
    assert "annex-of-another-unit" not in codes


def test_an_annex_of_another_year_is_found(tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    text.write_bytes(docx([title.replace("2024", "2025") for title in TITLES]))
    found = check(read(text, annex=annex), select=["PP507"]).findings
    assert [str(one) for one in found] == [
        "the title is of 2025, but the annex sets goals for 2024"
    ]


def test_a_record_is_no_half_of_a_plan(tmp_path: Path) -> None:
    text, _ = two_files(tmp_path)
    record = tmp_path / "plan.json"
    record.write_text("{}")
    with pytest.raises(ReadError, match="a JSON record of a plan"):
        read(text, annex=record)


@pytest.mark.parametrize(
    ("format_name", "data"),
    [
        ("docx", docx(REVIEW_TITLES, REVIEW)),
        ("xlsx", xlsx(REVIEW_TITLES, REVIEW)),
        ("csv", separated(REVIEW_TITLES, REVIEW, separator=";")),
        ("html", html_page(REVIEW_TITLES, REVIEW)),
    ],
)
def test_a_table_of_one_year_is_a_review(format_name: str, data: bytes, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"a table of one year \(2023\), the result of a review"):
        read_bytes(data, format=format_name, file="review")
    review = reading_of(OpenedFile("review", data, format_name))
    assert isinstance(review, Review)
    file = tmp_path / f"review.{format_name}"
    file.write_bytes(data)
    assert review.censuses == read_censuses(file).censuses
    assert check(review.reading).findings == ()
    assert str(review.reading.notices[0]) == (
        "the table is of one year; it was taken for the result of the review of 2023"
    )


@pytest.mark.parametrize(
    "heading",
    ["Dự kiến hộ nghèo", "Chỉ tiêu hộ nghèo phấn đấu"],
)
def test_a_table_that_speaks_of_a_plan_is_no_review(heading: str) -> None:
    header = ["TT", "Thôn", "Số hộ", heading, "Tỷ lệ hộ nghèo (%)"]
    table = [header, *REVIEW[1:]]
    with pytest.raises(ReadError, match="expected columns of two years"):
        read_bytes(docx(["Kết quả rà soát"], table), format="docx")


def test_what_is_neither_is_refused_as_a_plan() -> None:
    table = [["TT", "Thôn", "Số hộ", "Hộ nghèo"], *(row[:4] for row in ROWS)]
    with pytest.raises(ReadError, match="expected columns of two years"):
        read_bytes(docx(["Bảng"], table), format="docx")


def test_files_in_the_wrong_order_are_told_with_the_call(tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    with pytest.raises(ReadError) as refusal:
        read(annex, annex=text)
    words = refusal.value.text("en").replace(f"{tmp_path}/", "")
    assert words == (
        "ke-hoach.docx: The two files are exchanged: the annex is in phu-luc.xlsx, the text in"
        " ke-hoach.docx. Call povertyplan check ke-hoach.docx --annex phu-luc.xlsx."
    )


def test_a_table_of_one_year_is_no_annex_of_a_text(tmp_path: Path) -> None:
    text, review = two_files(tmp_path)
    review.write_bytes(xlsx(REVIEW_TITLES, REVIEW))
    with pytest.raises(
        ReadError, match=r"phu-luc.xlsx.*: This is a table of one year .2023., the result"
    ):
        read(text, annex=review)
    with pytest.raises(ReadError, match=r"ke-hoach.docx: The file after --annex has no annex: no"):
        read(review, annex=text)


def test_an_annex_that_cannot_be_told_apart_keeps_its_refusal(tmp_path: Path) -> None:
    text, annex = two_files(tmp_path)
    annex.write_bytes(
        xlsx(["PHỤ LỤC"], [["TT", "Thôn", "Hộ nghèo", "Hộ nghèo"], ["1", "A", "2", "1"]])
    )
    with pytest.raises(ReadError, match="columns of two years"):
        read(text, annex=annex)
