"""Tables of units that changed, as officers type them, and those that do not say all of it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from povertyplan import HouseholdCensus, ReadError, Tally, Unit
from povertyplan.documents.successions import read_successions
from povertyplan.year import Move, Succession

DAY = date(2026, 7, 1)
HEADER = "TT;Đơn vị cũ;Đơn vị mới;Số hộ;Nhân khẩu;Hộ nghèo;Hộ cận nghèo;Nghị quyết;Từ ngày;Ghi chú"


def read(tmp_path: Path, *lines: str, header: str = HEADER) -> tuple[Succession, ...]:
    file = tmp_path / "changes.csv"
    file.write_text("\n".join([header, *lines]), encoding="utf-8")
    return read_successions(file, year=2025)


def part(new: str, *counts: int | None) -> Move:
    households, persons, poor, near_poor = counts
    tallies = Tally(poor), Tally(near_poor)
    return Move("Chợ", Unit(new), HouseholdCensus(Unit(new), 2025, households, persons, *tallies))


def test_a_decision_of_all_kinds_of_moves(tmp_path: Path) -> None:
    changes = read(
        tmp_path,
        "1;Chám;Số 1;;;;;12/NQ-HĐND;01/7/2026;sáp nhập",
        "2;Bậu;Số 1;;;;;;;",
        "3;Chợ;Ngò;12;45;1;-;;;ghép cụm dân cư",
        "4;Chợ;Chợ;;;;;;;phần còn lại",
        "5;Đông;;;;;;;;giữ nguyên",
        "6;Nguồn;-;;;;;;;",
        ";Tổng cộng;;12;45;1;;;;",
    )
    moves = [
        Move("Chám", Unit("Số 1")),
        Move("Bậu", Unit("Số 1")),
        part("Ngò", 12, 45, 1, 0),
        Move("Chợ", Unit("Chợ")),
    ]
    assert changes == (Succession(DAY, moves, "12/NQ-HĐND"),)


def test_lines_of_one_day_and_resolution_are_one_succession(tmp_path: Path) -> None:
    changes = read(
        tmp_path,
        "1;A;A1;;;;;NQ 12;01/7/2026;",
        "2;B;B1;;;;;;01/9/2026;",
        "3;C;C1;;;;;NQ 13;;",
        "4;D;D1;;;;;NQ 12;ngày 01 tháng 7 năm 2026;",
    )
    told = [(change.on.month, change.decree, len(change.moves)) for change in changes]
    assert told == [(7, "NQ 12", 2), (9, "", 1), (9, "NQ 13", 1)]


def test_rows_are_called_by_number(tmp_path: Path) -> None:
    lines = [f"1;{old};Mới;;;;;;2026-07-01;" for old in ("3", "TT 4", "dòng 5", "Số 6", "0")]
    (change,) = read(tmp_path, *lines)
    assert [move.old for move in change.moves] == [3, 4, 5, "Số 6", "0"]


def test_a_part_without_all_counts_leaves_the_others_blank(tmp_path: Path) -> None:
    (change,) = read(
        tmp_path, "Chợ;Ngò;1.012 hộ;1/7/2026", header="TDP cũ;TDP mới;Số hộ chuyển;Hiệu lực"
    )
    assert change.moves == (part("Ngò", 1012, None, None, None),)


def test_a_workbook_with_merged_headings_and_cells(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (
        ["DANH SÁCH SẮP XẾP TỔ DÂN PHỐ"],
        ["TT", "Trước sắp xếp", "Sau sắp xếp", "Số chuyển sang đơn vị mới", None, "Thời điểm"],
        [None, None, None, "Số hộ", "Hộ nghèo", None],
        ["A", "B", "C", 1, 2, "D"],
        ["I. Chia tách, ghép cụm dân cư"],
        [1, "Chợ", "Ngò", 12, 1, date(2026, 7, 1)],
        [2, None, "Chợ"],
    ):
        sheet.append(row)
    for cells in ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "A5:F5", "B6:B7"):
        sheet.merge_cells(cells)
    workbook.save(tmp_path / "changes.xlsx")
    (change,) = read_successions(tmp_path / "changes.xlsx", year=2025)
    moves = (part("Ngò", 12, None, 1, None), Move("Chợ", Unit("Chợ")))
    assert (change.on, change.moves) == (DAY, moves)


def test_headings_in_two_lines_of_separated_values(tmp_path: Path) -> None:
    (change,) = read(
        tmp_path,
        ";;Số hộ;Hộ nghèo;",
        "Chợ;Ngò;12;1;1/7/2026",
        header="Đơn vị cũ;Đơn vị mới;Số liệu chuyển;;Từ ngày",
    )
    assert change.moves == (part("Ngò", 12, None, 1, None),)


def test_a_table_of_units_and_days_alone(tmp_path: Path) -> None:
    (change,) = read(
        tmp_path,
        "A;B;C",
        "Chợ;Ngò;1/7/2026",
        "Chám;Bậu;",
        header="Sáp nhập từ TDP cũ;Nhập vào;Hiệu lực",
    )
    assert [(move.old, move.new.name) for move in change.moves] == [("Chợ", "Ngò"), ("Chám", "Bậu")]
    (unnumbered,) = read(tmp_path, "Chợ;Ngò;1/7/2026", header="TDP cũ;TDP mới;Hiệu lực")
    assert unnumbered.moves == change.moves[:1]


NEW_UNIT = (
    "the name of the unit that the households go to",
    "tên đơn vị mà các hộ chuyển đến",
)
OLD_UNIT = ("the name of the unit before the change", "tên đơn vị trước khi sắp xếp")
COUNT = ("a whole number", "số nguyên")
DATE = (
    "the day from which the change holds, such as 01/07/2026",
    "ngày có hiệu lực, ví dụ 01/07/2026",
)
HEADING = (
    (
        "a heading that says which figure of what moves the column holds: Số hộ chuyển, Nhân khẩu"
        " chuyển, Hộ nghèo chuyển, Hộ cận nghèo chuyển"
    ),
    (
        "tiêu đề cột cho biết là số liệu nào của phần chuyển đi: Số hộ chuyển, Nhân khẩu chuyển, Hộ"
        " nghèo chuyển, Hộ cận nghèo chuyển"
    ),
)
NOTHING = "nothing in this row"
IN_VIETNAMESE = {NOTHING: "dòng này không ghi", "text without a number": "chữ, không có số"}
ONCE = ("each column once", "mỗi cột chỉ có một lần")


@pytest.mark.parametrize(
    ("lines", "cell", "expected", "found"),
    [
        (f"{HEADER}\n1;Chợ;;12;;;;;1/7/2026;", "A2", NEW_UNIT, NOTHING),
        (f"{HEADER}\n;;;12;;;;;1/7/2026;", "D2", NEW_UNIT, "nothing in this row"),
        (f"{HEADER}\n1;;Chợ;12;;;;;1/7/2026;", "A2", OLD_UNIT, NOTHING),
        (f"{HEADER}\n;Chợ;Ngò;12,5;;;;;1/7/2026;", "D2", COUNT, "“12,5”"),
        (f"{HEADER}\n;Chợ;Ngò;An;;;;;1/7/2026;", "D2", COUNT, "text without a number"),
        (f"{HEADER}\n;Chợ;Ngò;12;;;;;;", "B2", DATE, NOTHING),
        (f"{HEADER}\n1;Chợ;Ngò;12;;;;;31/6/2026;", "I2", DATE, "“31/6/2026”"),
        ("TDP cũ;Mới;Số hộ sau;Từ ngày\nChợ;Ngò;90;1/7/2026", "C1", HEADING, "“Số hộ sau”"),
        ("TDP cũ;Mới;Diện tích;Từ ngày\nChợ;Ngò;9;1/7/2026", "C1", HEADING, "“Diện tích”"),
        ("TDP cũ;Mới;Số hộ;Hộ chuyển;Từ ngày\nChợ;Ngò;9;1;1/7/2026", "D1", ONCE, "“Hộ chuyển”"),
    ],
)
def test_a_cell_that_is_amiss(
    tmp_path: Path, lines: str, cell: str, expected: tuple[str, str], found: str
) -> None:
    header, line = lines.split("\n")
    with pytest.raises(ReadError) as caught:
        read(tmp_path, line, header=header)
    error, (en, vi) = caught.value, expected
    assert error.where == f"cell {cell}"
    assert (error.expected, error.found) == (en, found)
    in_vietnamese = IN_VIETNAMESE.get(found, found)
    assert error.text("vi").endswith(
        f"ô {cell}: không đọc được: cần {vi}; thực tế: {in_vietnamese}"
    )


@pytest.mark.parametrize(
    ("header", "line", "found"),
    [
        ("Đơn vị cũ;Đơn vị mới;Số hộ", "Chợ;Ngò;1", "no column of the day from which the changes"),
        (
            "Đơn vị cũ;Đơn vị mới;Ghi chú",
            "Chợ;Ngò;a",
            "no column of the day from which the changes",
        ),
        ("Đơn vị cũ;Đơn vị mới;Từ ngày", "Chợ;;", "no unit that changed"),
        ("Đơn vị cũ;Đơn vị mới;Từ ngày", "", "no unit that changed"),
        ("TT;Đơn vị;Số hộ", "1;Chợ;3", "other tables, the first of them: 'TT | Đơn vị | Số hộ'"),
    ],
)
def test_a_file_without_units_that_changed(
    tmp_path: Path, header: str, line: str, found: str
) -> None:
    with pytest.raises(ReadError) as caught:
        read(tmp_path, line, header=header)
    assert caught.value.expected.startswith("a table of units that changed, with the columns")
    assert caught.value.found.startswith(found)


def test_names_of_persons_are_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read(
            tmp_path,
            "1;Nguyễn Văn An;Chợ;Ngò;1/7/2026",
            header="TT;Họ và tên chủ hộ;TDP cũ;TDP mới;Từ ngày",
        )
    assert "data of persons, and is not read: column B (names of persons)" in str(caught.value)
    assert "An" not in str(caught.value).replace("H-001", "")
