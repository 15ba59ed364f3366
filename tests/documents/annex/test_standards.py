"""A table by two poverty standards is refused, and one that names a standard is not."""

from pathlib import Path

import pytest

from povertyplan import ReadError, read_censuses, read_text
from povertyplan.documents.annex.body import Body
from povertyplan.documents.annex.header import split_header
from povertyplan.documents.annex.standards import two_standards
from povertyplan.documents.content import Cell
from povertyplan.reading import Source
from tests.support.annexes import annex, names, read_table

REVIEW = "TT | Nội dung | Tổng số hộ | Hộ nghèo | Hộ cận nghèo"


def body(*lines: str) -> Body:
    rows = [tuple(Cell(text.strip(), Source()) for text in line.split("|")) for line in lines]
    header = split_header(rows)
    return Body(header, rows[header.body :])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Theo chuẩn nghèo đa chiều quốc gia", "Theo chuẩn nghèo đa chiều của Thành phố"),
        ("Chuẩn trung ương", "Chuẩn thành phố"),
        ("chuẩn nghèo TW", "chuẩn nghèo TP"),
        ("- Chuẩn nghèo quốc gia (2022-2025)", "- Chuẩn nghèo của Thành phố Hồ Chí Minh"),
        ("Hộ nghèo theo chuẩn quốc gia", "Hộ nghèo theo chuẩn của tỉnh"),
        ("Theo chuẩn cũ", "Theo chuẩn mới"),
        (
            "Chuẩn nghèo theo Nghị định 07/2021/NĐ-CP của Chính phủ",
            "Chuẩn nghèo theo Quyết định số 12/2024/QĐ-UBND của UBND tỉnh",
        ),
        ("1. Chuẩn hiện hành", "2. Chuẩn mới"),
        ("Hộ nghèo đa chiều chuẩn quốc gia", "Hộ nghèo đa chiều chuẩn riêng của Thành phố"),
        ("Theo mức chuẩn nghèo do Chính phủ quy định", "Theo mức chuẩn nghèo của UBND tỉnh"),
        ("Chuẩn nghèo từ năm 2022 đến năm 2025", "Chuẩn nghèo giai đoạn 2026-2030"),
        ("Theo tiêu chí cũ", "Theo tiêu chí mới"),
        ("Hộ nghèo (chuẩn nghèo cũ)", "Hộ nghèo (chuẩn nghèo mới)"),
        ("Chuẩn nghèo giai đoạn 2021-2025", "Chuẩn nghèo giai đoạn 2026 – 2030"),
        ("Giai đoạn 2021-2025", "Giai đoạn 2026-2030"),
        ("Chuẩn nghèo theo Nghị định số 07/2021/NĐ-CP", "Chuẩn nghèo theo NĐ 351/2025/NĐ-CP"),
        ("THEO CHUẨN NGHÈO ĐA CHIỀU QUỐC GIA", "THEO CHUẨN NGHÈO ĐA CHIỀU THÀNH PHỐ"),
    ],
)
def test_rows_by_two_standards_are_found(first: str, second: str) -> None:
    rows = (f"1 | {first} | 900 | 12 | 8", f"2 | {second} | 900 | 30 | 20")
    assert two_standards(body(REVIEW, *rows)) == (first, second)
    sections = (
        f"I | {first} | | |", "1 | Thôn Ngò | 100 | 2 | 1",
        f"II | {second} | | |", "1 | Thôn Ngò | 100 | 3 | 4",
    )  # fmt: skip
    assert two_standards(body(REVIEW, *sections)) == (first, second)
    assert two_standards(body(REVIEW, "0 | 12 | 900 | 12 | 8", *rows)) == (first, second)


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Chuẩn nghèo", "Quốc gia", "Thành phố"),
        ("Chuẩn áp dụng", "Trung ương", "Địa phương"),
        ("Theo chuẩn", "Cũ", "Mới"),
        ("Loại chuẩn nghèo", "2021-2025", "2026-2030"),
        ("Chuẩn nghèo", "Chuẩn cũ", "Chuẩn mới"),
    ],
)
def test_a_column_of_standards_needs_no_further_words(
    heading: str, first: str, second: str
) -> None:
    header = f"TT | Thôn | {heading} | Tổng số hộ | Hộ nghèo"
    rows = (f"1 | Ngò | {first} | 90 | 12", f"2 | Ngò | {second} | 90 | 30")
    assert two_standards(body(header, *rows)) == (first, second)


@pytest.mark.parametrize(
    ("header", "standards"),
    [
        (
            ["TT | Thôn | Tổng số hộ | Hộ nghèo (chuẩn TW) | Hộ nghèo (chuẩn TP)"],
            ("Hộ nghèo (chuẩn TW)", "Hộ nghèo (chuẩn TP)"),
        ),
        (
            ["TT | Thôn | Tổng số hộ | Hộ nghèo theo chuẩn cũ | Hộ nghèo theo chuẩn mới"],
            ("Hộ nghèo theo chuẩn cũ", "Hộ nghèo theo chuẩn mới"),
        ),
        (
            [
                "TT | Thôn | Tổng số hộ | Chuẩn quốc gia | Chuẩn Thành phố",
                "| | | Hộ nghèo | Hộ nghèo",
            ],
            ("Chuẩn quốc gia", "Chuẩn Thành phố"),
        ),
        (
            [
                "TT | Thôn | Số hộ | Nghèo 2025, chuẩn 2021-2025 | Nghèo 2025, chuẩn 2026-2030",
            ],
            ("Nghèo 2025, chuẩn 2021-2025", "Nghèo 2025, chuẩn 2026-2030"),
        ),
    ],
)  # fmt: skip
def test_columns_by_two_standards_are_found(header: list[str], standards: tuple[str, str]) -> None:
    rows = ("1 | Ngò | 90 | 12 | 30", "2 | Đồi | 80 | 10 | 20")
    assert two_standards(body(*header, *rows)) == standards


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (REVIEW, ("1 | Theo chuẩn nghèo quốc gia trên địa bàn tỉnh | 900 | 12 | 8",)),
        (REVIEW, ("1 | Thôn Chuẩn Cũ | 90 | 2 | 8", "2 | Thôn Chuẩn Mới | 90 | 2 | 8")),
        (REVIEW, ("1 | Xóm Cũ | 90 | 2 | 8", "2 | Xóm Mới | 90 | 2 | 8")),
        (
            "TT | Thôn (theo chuẩn nghèo đa chiều) | Tổng số hộ | Hộ nghèo | Hộ cận nghèo",
            ("1 | Thành Phố | 90 | 2 | 8", "2 | Mới | 90 | 2 | 8", "3 | Cũ | 90 | 2 | 8"),
        ),
        (
            "TT | Thôn | Hộ nghèo theo chuẩn quốc gia | Hộ cận nghèo theo chuẩn 2022-2025 | Tổng",
            ("1 | Ngò | 9 | 2 | 80",),
        ),
        (
            "TT | Thôn | Hộ nghèo chuẩn 2021-2025 | Hộ cận nghèo chuẩn 2022-2025 | Tổng",
            ("1 | Ngò | 9 | 2 | 80",),
        ),
        (
            "TT | Thôn | Hộ nghèo năm 2025 (chuẩn cũ) | Hộ nghèo năm 2026 (chuẩn mới) | Tổng",
            ("1 | Ngò | 9 | 2 | 80",),
        ),
        (
            "TT | Thôn | Hộ nghèo đầu năm (chuẩn cũ) | Hộ nghèo cuối năm (chuẩn mới) | Tổng",
            ("1 | Ngò | 9 | 2 | 80",),
        ),
        (
            "TT | Thôn | Hộ nghèo | Đạt chuẩn nông thôn mới | Ghi chú",
            ("1 | Ngò | 9 | x | chuẩn cũ", "2 | Đồi | 9 | x | chuẩn mới"),
        ),
        ("TT | Thôn | Tổng số hộ | Hộ nghèo (chuẩn TW) | Chuẩn TP", ("1 | Ngò | 90 | 2 |",)),
    ],
)
def test_one_standard_is_none_of_two(header: str, rows: tuple[str, ...]) -> None:
    assert two_standards(body(header, *rows)) is None


def test_the_refusal_names_both_standards_and_what_to_do(tmp_path: Path) -> None:
    text = (
        "KẾT QUẢ RÀ SOÁT HỘ NGHÈO NĂM 2025\n\n"
        "| TT | Chuẩn nghèo | Tổng số hộ | Hộ nghèo |\n|---|---|---|---|\n"
        "| 1 | Chuẩn quốc gia | 900 | 12 |\n| 2 | Chuẩn thành phố | 900 | 30 |\n"
    )
    file = tmp_path / "review.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError) as of_plan:
        read_text(text)
    with pytest.raises(ReadError) as of_review:
        read_censuses(file)
    assert str(of_review.value).endswith(
        "The table has figures by two poverty standards: “Chuẩn quốc gia” and “Chuẩn thành phố”."
        " Only one standard can be checked at a time. Split the table by standard, and check each"
        " part."
    )
    vietnamese = (
        "Bảng có số liệu theo hai chuẩn nghèo: “Chuẩn quốc gia” và “Chuẩn thành phố”. Mỗi lần chỉ"
        " kiểm tra được một chuẩn. Hãy tách bảng theo từng chuẩn rồi kiểm tra lại."
    )
    for error in (of_plan.value, of_review.value):
        assert error.text("vi").endswith(vietnamese)


def test_columns_of_two_standards_are_not_taken_as_two_years() -> None:
    header = "TT | Thôn | Số hộ 2025 | Hộ nghèo 2025 (chuẩn TW) | Hộ nghèo 2025 (chuẩn TP)"
    with pytest.raises(ReadError, match="two poverty standards"):
        read_table(header, "1 | Ngò | 90 | 2 | 8", "2 | Đồi | 80 | 2 | 7")


def test_a_plan_of_one_standard_is_read_beside_a_table_of_two() -> None:
    other = "| TT | Chuẩn nghèo | Hộ nghèo |\n| 1 | Chuẩn cũ | 90 |\n| 2 | Chuẩn mới | 80 |"
    reading = annex("1 | Ngò | 100 | 4 | 4,00 | 2", title=f"Theo chuẩn nghèo quốc gia\n\n{other}")
    assert names(reading) == ["Ngò"]
    assert "table-set-aside" in [notice.code for notice in reading.notices]
