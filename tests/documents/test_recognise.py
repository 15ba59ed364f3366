"""The result of a review, a table of one year, reads as censuses."""

from pathlib import Path

import pytest

from povertyplan import Place, ReadError, Review, Tally, check, read_censuses, read_text
from povertyplan.documents import limits
from povertyplan.documents.content import Cell, Content, Grid
from povertyplan.documents.recognise import recognise
from povertyplan.model.places import SectionRow
from povertyplan.model.reach import Rounding
from povertyplan.reading import Notice, Source
from tests.support.annexes import (
    annex,
    read_table,
)
from tests.support.written import docx, separated, xlsx

#: Of a province's review: rates before counts, sections, names in both of them.
PROVINCE = [
    [
        "TT", "Huyện/thị xã", "Tỷ lệ nghèo đa chiều (%)",
        "Tổng số hộ nghèo và hộ cận nghèo (Hộ)", "Tỷ lệ hộ nghèo (%)", "Hộ nghèo",
        "Tỷ lệ hộ cận nghèo (%)", "Hộ cận nghèo",
    ],
    ["A", "B", "1", "2", "3", "4", "5", "6"],
    ["I", "Khu vực thành thị", "6,39", "1.843", "3,13", "1.134", "3,26", "709"],
    ["1", "Huyện Phù Cát", "10,22", "707", "3,80", "263", "6,42", "444"],
    ["2", "Huyện Vân Canh", "59,48", "1.136", "30,47", "871", "29,01", "265"],
    ["II", "Khu vực nông thôn", "14,37", "5.290", "7,40", "1.753", "6,97", "3.537"],
    ["1", "Huyện Phù Cát", "10,79", "5.290", "3,58", "1.753", "7,22", "3.537"],
    ["", "Tổng cộng (I+II)", "11,34", "7.133", "5,20", "2.887", "6,14", "4.246"],
]  # fmt: skip

#: Of a district's: households and persons, parts numbered 1.1, a line of formulas.
DISTRICT = [
    [
        "TT", "Phường/Xã", "Tổng số hộ dân cư", "←", "Kết quả rà soát về hộ", "←", "←", "←",
        "Kết quả rà soát về khẩu", "←",
    ],
    [
        "↑", "↑", "Số hộ", "Nhân khẩu", "Tổng số hộ nghèo", "←", "Tổng số hộ cận nghèo", "←",
        "Tổng số khẩu cận", "←",
    ],
    ["↑", "↑", "↑", "↑", "Số hộ", "Tỷ lệ", "Số hộ", "Tỷ lệ", "Số khẩu", "Tỷ lệ"],
    ["A", "B", "1", "2", "3", "4=3/1*100", "5", "6=5/1*100", "9", "10=9/2*100"],
    ["1", "Huyện Cư Jút", "10", "100", "79", "790", "94", "940", "341", "341"],
    ["1.1", "Thị trấn Ea TLing", "10", "100", "5", "50", "15", "150", "17", "17"],
    ["1.2", "Xã Đắk DRông", "0", "0", "74", "0", "79", "0", "324", "0"],
    ["2", "Huyện Đắk Mil", "5098", "21636", "221", "4.34", "472", "9.26", "1081", "5"],
    ["2.1", "Xã Đắk Lao", "5098", "21636", "221", "4.34", "472", "9.26", "1081", "5"],
    ["3", "Huyện Krông Nô", "40", "160", "2", "5", "4", "10", "7", "4.38"],
]  # fmt: skip


def review(folder: Path, table: list[list[str]], title: str = "NĂM 2022", **given: int) -> Review:
    file = folder / "review.csv"
    file.write_bytes(separated(["KẾT QUẢ RÀ SOÁT HỘ NGHÈO", title], table, separator=";"))
    return read_censuses(file, **given)


def test_a_province(tmp_path: Path) -> None:
    found = review(tmp_path, PROVINCE)
    assert found.year == 2022
    assert [census.unit.name for census in found.censuses] == [
        "Huyện Phù Cát",
        "Huyện Vân Canh",
        "Huyện Phù Cát",
    ]
    assert [census.poor.count for census in found.censuses] == [263, 871, 1753]
    assert found.total is not None
    assert (found.total.year, found.total.near_poor.count) == (2022, 4246)
    assert check(found.reading).findings == ()


def test_a_slip_of_a_province(tmp_path: Path) -> None:
    table = [[cell.replace("1.134", "1.143") for cell in row] for row in PROVINCE]
    found = review(tmp_path, table)
    findings = check(found.reading).findings
    assert [(one.code, one.place) for one in findings] == [
        ("PP101", Place(SectionRow(1), "poor_base")),
        ("PP309", Place(SectionRow(1), "poor_and_near_poor_base")),
    ]
    sources = [str(found.reading.sources[one.place]) for one in findings]
    assert [source.rpartition(":")[2] for source in sources] == ["F6", "D6"]


def test_a_district_in_every_office_format(tmp_path: Path) -> None:
    title = ["TỔNG HỢP KẾT QUẢ RÀ SOÁT NĂM 2022"]
    for name, write in (("review.docx", docx), ("review.xlsx", xlsx)):
        file = tmp_path / name
        file.write_bytes(write(title, DISTRICT))
        found = read_censuses(file)
        assert [census.unit.name for census in found.censuses] == [
            "Thị trấn Ea TLing",
            "Xã Đắk DRông",
            "Xã Đắk Lao",
            "Huyện Krông Nô",
        ]
        assert [section.rows for section in found.reading.plan.sections] == [
            range(1, 3),
            range(3, 4),
        ]
        assert (found.censuses[0].persons, found.censuses[2].poor.count) == (100, 221)
        assert found.total is None
        errors = {(one.code, str(one.place)) for one in check(found.reading).errors}
        # More poor households than there are, and rates over none.
        assert ("PP305", "1/households_base") in errors
        assert "PP101" not in {code for code, _ in errors}
        assert not {code for code, place in errors if place[0] in "34"}
        assert found.reading.form.formulas == ("4=3/1*100", "6=5/1*100", "10=9/2*100")


@pytest.mark.parametrize(
    ("header", "title", "given", "year"),
    [
        (["Thôn", "Hộ nghèo cuối năm 2023", "Tỷ lệ"], "", {}, 2023),
        (["Thôn", "Hộ nghèo", "Tỷ lệ hộ nghèo"], "", {"year": 2021}, 2021),
        (["Thôn", "Hộ nghèo rà soát", "Tỷ lệ hộ nghèo"], "NĂM 2024", {}, 2024),
        (["Thôn", "Hộ nghèo năm 2023", "Tỷ lệ hộ nghèo"], "NĂM 2024", {}, 2023),
        (["Thôn", "Hộ nghèo năm 2023", "Tỷ lệ hộ nghèo"], "NĂM 2024", {"year": 2023}, 2023),
        (["Thôn", "Hộ nghèo", "Tỷ lệ hộ nghèo"], "NĂM 2024", {"year": 2023}, 2023),
    ],
)
def test_where_the_year_comes_from(
    tmp_path: Path, header: list[str], title: str, given: dict[str, int], year: int
) -> None:
    found = review(tmp_path, [header, ["Ngò", "3", "3,95"]], title, **given)
    assert found.year == year
    assert found.censuses[0].poor.count == 3
    assert found.censuses[0].poor == Tally(3, found.censuses[0].poor.rate)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ([["Thôn", "Hộ nghèo 2023", "Hộ nghèo 2024"], ["Ngò", "3", "2"]], "columns of one year"),
        ([["Thôn", "Hộ nghèo", "Hộ cận nghèo"], ["Ngò", "3", "2"]], "a year, in the title"),
        ([["Món", "Giá", "Ngày"], ["Phở", "50", "2"]], "the result of a review"),
        # The form without a figure.
        ([[*PROVINCE[0]], [*PROVINCE[1]]], "the result of a review"),
    ],
)
def test_what_is_no_review(tmp_path: Path, table: list[list[str]], expected: str) -> None:
    with pytest.raises(ReadError, match=expected):
        review(tmp_path, table, title="")


def test_a_given_year_that_is_not_that_of_the_columns(tmp_path: Path) -> None:
    table = [["Thôn", "Hộ nghèo 2023", "Tỷ lệ"], ["Ngò", "3", "3,95"]]
    with pytest.raises(ReadError, match="expected the year 2024, as given, found 2023 above its"):
        review(tmp_path, table, year=2024)


def test_a_record_is_no_review(tmp_path: Path) -> None:
    record = tmp_path / "review.json"
    record.touch()
    with pytest.raises(ReadError, match="a JSON record of a plan"):
        read_censuses(record)


@pytest.mark.parametrize(
    "table",
    [
        # numbers and nothing else
        "| 1 | 2 | 3 |\n| 10 | 20 | 30 |\n| 11 | 21 | 31 |",
        # a row of dashes under a lone heading
        "| Khu vực | | |\n| a | - | - |",
        # a table of units and nothing that is poor
        "| Đơn vị | Số hộ 2023 | Số hộ 2024 |\n| Chợ | 10 | 20 |",
    ],
)
def test_tables_that_are_no_annex(table: str) -> None:
    with pytest.raises(ReadError, match="This file has no annex"):
        read_text(table)


def test_an_annex_without_rows() -> None:
    with pytest.raises(ReadError, match="found one without rows"):
        read_table(
            "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
            "A | B | 1 | 2 | 3",
            "| Người lập: | | |",
        )


def test_another_table_is_set_aside() -> None:
    reading = read_text(
        "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n| Chợ | 3 | 2 |\n\n"
        "| Ngày | Việc | Hạn |\n|---|---|---|\n| 1 | Họp | 25 |\n"
    )
    assert [one.code for one in reading.notices] == [
        "unit-unnamed", "year-of-title", "table-set-aside",
    ]  # fmt: skip


def test_two_annexes_are_one_too_many() -> None:
    head = "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n| Chợ | 3 | 2 |\n"
    with pytest.raises(ReadError, match="found 2 of them"):
        read_text(head + "\n" + head.replace("Hộ nghèo", "Số hộ nghèo"))


@pytest.mark.parametrize(
    ("rates", "rounding"),
    [
        (("3.13", "1.88", "1.88"), Rounding.HALF_UP),
        (("3.12", "1.88", "1.88"), Rounding.HALF_UP),
        (("3.12", "3.12", "1.88"), Rounding.HALF_EVEN),
        (("3.12", "3.12", "1.87"), Rounding.DOWN),
        (("3.12", "3.13", "1.87"), Rounding.ANY),
        (("3.12", "3.12", "9.99"), Rounding.HALF_EVEN),
        (("9.99", "8.88", "1.88"), Rounding.HALF_UP),
    ],
)
def test_the_rounding_of_a_table_is_inferred(rates: tuple[str, ...], rounding: Rounding) -> None:
    rows = zip((5, 5, 3), rates, strict=True)
    reading = annex(*(f"{poor} | Tổ {rate} | 160 | {poor} | {rate} | 1" for poor, rate in rows))
    assert reading.rounding is rounding
    told = [one.code for one in reading.notices]
    assert ("rounding-inferred" in told) is (rounding is not Rounding.HALF_UP)


def test_a_cell_or_a_line_longer_than_any() -> None:
    longest = "a" * limits.MOST_LINE
    for text in (longest, longest + "a"):
        with pytest.raises(ReadError) as refused:
            read_text("\n" * 6 + text)
        assert (refused.value.where == "line 7") is (text != longest)


def test_a_workbook_whose_formulas_were_never_computed() -> None:
    row = (Cell("Tổng", Source()),)
    uncomputed = Notice("formulas-uncomputed", None, (("text", "B2"), ("number", 3)))
    with pytest.raises(ReadError, match="found formulas that hold no value: open the workbook"):
        recognise(Content("plan.xlsx", (), (Grid((row,)),), (uncomputed,)))


@pytest.mark.parametrize(
    ("title", "headings", "reviewed"),
    [
        ("Phê duyệt kết quả rà soát hộ nghèo năm 2022", ("năm 2021", "năm 2022"), True),
        ("BIỂU TỔNG HỢP KẾT QUẢ RÀ SOÁT NĂM 2021 VÀ NĂM 2022", ("năm 2021", "năm 2022"), True),
        ("", ("rà soát năm 2021", "rà soát năm 2022"), True),
        ("Kết quả rà soát hộ nghèo năm 2022", ("năm 2021", "kế hoạch năm 2022"), False),
        ("Kết quả năm 2021 và chỉ tiêu giảm nghèo năm 2022", ("năm 2021", "năm 2022"), False),
        ("Căn cứ kết quả rà soát hộ nghèo năm 2022", ("năm 2021", "năm 2022"), False),
        ("Kết quả rà soát hộ nghèo năm 2021", ("năm 2021", "năm 2022"), False),
        ("KẾ HOẠCH\nRà soát kết quả năm 2022", ("năm 2021", "năm 2022"), False),
    ],
)
def test_a_table_of_two_reviews_sets_no_goal(
    title: str, headings: tuple[str, str], *, reviewed: bool
) -> None:
    before, after = headings
    header = f"TT | Thôn | Số hộ {before} | Hộ nghèo {before} | Hộ nghèo {after} | Số hộ {after}"
    reading = read_table(header, "1 | Chợ | 100 | 4 | 9 | 100", title=title)
    told = [notice.text("vi") for notice in reading.notices if "review" in notice.code]
    assert reading.form.reviewed is reviewed
    assert len(told) == reviewed
    report = check(reading, select=["PP306"])
    codes = [finding.code for finding in report.findings]
    assert codes == ([] if reviewed else ["PP306"])
    assert report.checked == tuple(codes)


def test_a_review_is_not_told_of_goals_that_it_cannot_have(tmp_path: Path) -> None:
    columns = "TT | Thôn | Số hộ | Số hộ nghèo | Tỷ lệ hộ nghèo | Số hộ cận nghèo"
    rows = "1 | Chợ | 100 | 4 | 4,00 | 5", " | Cộng | 100 | 4 | 4,00 | 5"
    table = [line.split(" | ") for line in (columns, *rows)]
    report = check(review(tmp_path, table, "KẾT QUẢ RÀ SOÁT NĂM 2022").reading)
    assert report.ok
    assert [str(skipped) for skipped in report.skipped] == [
        "the annex does not state the persons of 2022",
        "the annex does not state the near-poor rate of 2022",
    ]
