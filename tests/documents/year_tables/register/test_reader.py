"""Lists of households, as offices make them, become registers; lists of names are refused."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from povertyplan import Category, Count, Place, ReadError, read, read_tables
from povertyplan.documents.files import documents_in, opened
from povertyplan.documents.forms import REGISTER
from povertyplan.reading import TableReading
from povertyplan.year import Household, Outlook, Policy, PovertyCause, Register

NAMES = ("Nguyễn Văn A", "Trần Thị B")
TITLES = ("Thị trấn Cao Thượng", "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2023")
CAUSES = [column.headings[-1] for column in REGISTER.columns[5:13]]
HEADINGS = (
    "TT", "Mã hộ", "Tổ dân phố", "Diện", "Số khẩu", *CAUSES, "Khả năng thoát nghèo trong năm",
    "Đề xuất hỗ trợ", "Đơn vị giúp đỡ",
)  # fmt: skip
SHORT = ("TT", "Mã hộ", "Tổ dân phố", "Diện", "Nguyên nhân nghèo")


def line(number: int, code: str, unit: str = "Chợ", category: str = "HN") -> Sequence[str]:
    return (str(number), code, unit, category, "thiếu vốn")


def written(folder: Path, lines: Sequence[Sequence[str]], titles: Sequence[str] = TITLES) -> Path:
    file = folder / "register.csv"
    rows = [*((title,) for title in titles), *lines]
    file.write_text("\n".join(map(";".join, rows)), encoding="utf-8")
    return file


def reading_of(
    folder: Path, lines: Sequence[Sequence[str]], titles: Sequence[str] = TITLES
) -> TableReading[Register]:
    (reading,) = read_tables(written(folder, lines, titles))
    table = reading.table
    assert isinstance(table, Register)
    return TableReading(table, reading.sources, reading.form, notices=reading.notices)


def units_of(reading: TableReading[Register]) -> list[tuple[str, str]]:
    return [(household.code, household.unit.name) for household in reading.table.households]


def refusal(file: Path) -> str:
    """Return all that is told of a file that is refused, however it is read."""
    told: list[str] = []
    for way in (read_tables, read, lambda path: documents_in(opened(path))):
        with pytest.raises(ReadError) as caught:
            way(file)
        told += [str(caught.value), caught.value.text("vi"), repr(caught.value)]
    return "\n".join(told)


def test_a_register_in_its_form(tmp_path: Path) -> None:
    first = (
        "1",
        "H-1",
        "Chợ",
        "HN",
        "4",
        "x",
        "X",
        *[""] * 6,
        "có",
        "đào tạo nghề, y tế",
        "Hội CCB",
    )
    second = ("2", "H-2", "Ngò", "HCN", "", *[""] * 6, "1", "", "không", "", "")
    reading = reading_of(tmp_path, [HEADINGS, first, second])
    register = reading.table
    assert (register.unit.name, register.unit.kind, register.year) == (
        "Cao Thượng", "thị trấn", 2023,
    )  # fmt: skip
    unit = register.households[0].unit
    assert unit.name == "Chợ"
    assert register.households[0] == Household(
        "H-1", unit, Category.POOR, 4, [PovertyCause.LAND, PovertyCause.CAPITAL], Outlook.ABLE,
        [Policy.TRAINING, Policy.HEALTH], "Hội CCB",
    )  # fmt: skip
    assert register.households[1].causes == {PovertyCause.ILLNESS}
    assert register.able(Category.POOR) == {"Chợ": 1, "Ngò": 0}
    assert reading.sources[Place(1, Count.MEMBERS)].cell == "E4"
    assert (reading.form.ordinals, reading.notices) == (("1", "2"), ())


def test_headings_of_two_lines_and_their_numbers(tmp_path: Path) -> None:
    top = ("TT", "Mã hộ", "Thôn", "Diện", "", "Nguyên nhân", "", "Khả năng thoát nghèo", "")
    below = ("", "", "", "Hộ nghèo", "Hộ cận nghèo", "Đất", "Khác", "Có", "Không")
    numbers = ("A", "B", "C", "1", "2", "3", "4", "5", "6")
    lines = [
        ("1", "7", "Chợ", "x", "", "x", "", "x", ""),
        ("2", "8", "Ngò", "", "x", "", "x", "", "x"),
    ]
    reading = reading_of(tmp_path, [top, below, numbers, *lines])
    first, second = reading.table.households
    assert (first.category, first.causes, first.outlook) == (
        Category.POOR, frozenset({PovertyCause.LAND}), Outlook.ABLE,
    )  # fmt: skip
    assert (second.category, second.causes, second.outlook) == (
        Category.NEAR_POOR, frozenset({PovertyCause.OTHER}), Outlook.UNABLE,
    )  # fmt: skip


def test_blank_lines_repeated_headings_totals_and_signatures(tmp_path: Path) -> None:
    lines = [
        SHORT, line(1, "1"), (), SHORT, line(2, "2"), SHORT, line(3, "3"),
        ("", "Tổng cộng", "", "3", ""), (), ("Người lập biểu", "", "Chủ tịch"), (NAMES[0],),
    ]  # fmt: skip
    reading = reading_of(tmp_path, lines)
    assert [household.code for household in reading.table.households] == ["1", "2", "3"]
    assert [notice.code for notice in reading.notices] == ["line-set-aside"]
    assert "Tổng cộng" in reading.notices[0].text("vi")


def test_sections_of_units_and_of_categories(tmp_path: Path) -> None:
    headings = ("TT", "Mã hộ", "Số khẩu", "Nguyên nhân nghèo")
    lines = [
        headings, ("I", "Tổ dân phố Chợ", "", ""), ("A. Hộ nghèo", "", "", ""),
        ("1", "C-1", "2", "1"), ("B. Hộ cận nghèo", "", "", ""), ("2", "C-2", "3", "2"),
        ("II. Thôn Ngò", "", "", ""), ("Hộ nghèo", "", "", ""), ("3", "N-1", "1", "8"),
    ]  # fmt: skip
    register = reading_of(tmp_path, lines).table
    assert units_of(reading_of(tmp_path, lines)) == [("C-1", "Chợ"), ("C-2", "Chợ"), ("N-1", "Ngò")]
    assert register.counts(Category.POOR) == {"Chợ": 1, "Ngò": 1}


def test_a_unit_is_carried_down_and_told(tmp_path: Path) -> None:
    lines = [SHORT, line(1, "1"), line(2, "2", ""), line(3, "3", "Ngò"), line(4, "4", "")]
    reading = reading_of(tmp_path, lines)
    assert units_of(reading) == [("1", "Chợ"), ("2", "Chợ"), ("3", "Ngò"), ("4", "Ngò")]
    (notice,) = reading.notices
    assert (notice.code, dict(notice.values)["number"]) == ("unit-carried", 2)


def test_unit_and_category_of_the_title(tmp_path: Path) -> None:
    titles = ("Thị trấn Cao Thượng", "DANH SÁCH HỘ CẬN NGHÈO ĐẦU NĂM 2024", "Tổ dân phố: Chợ")
    reading = reading_of(tmp_path, [("STT", "Mã số hộ", "Nhân khẩu"), ("1", "1", "3")], titles)
    assert units_of(reading) == [("1", "Chợ")]
    assert reading.table.year == 2023  # what is there at the start was found the year before
    assert reading.table.households[0].category is Category.NEAR_POOR


def test_columns_that_are_not_known_are_set_aside(tmp_path: Path) -> None:
    lines = [(*SHORT, "Điểm B1"), (*line(1, "1"), "120")]
    (notice,) = reading_of(tmp_path, lines).notices
    assert (notice.code, notice.values) == ("column-set-aside", (("text", "“Điểm B1”"),))


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([SHORT, line(1, "1"), line(2, "1")], "“1”, which stands in cell B4 as well"),
        ([SHORT, line(1, "")], "cell B4: expected the code"),
        ([SHORT, line(1, "1", "")], "expected the TDP of the household"),
        ([("Mã hộ", "TDP", "Thiếu đất"), ("", "Chợ", "x")], "cell A4: expected the code"),
        ([SHORT[:3] + SHORT[4:], ("1", "1", "Chợ", "1")], "a column “Diện” with HN or HCN"),
        ([SHORT, line(1, "1", category="hộ giàu")], "cell D4: .*found “hộ giàu”"),
        ([(*SHORT, "Nguyên nhân"), (*line(1, "1"), "")], "one column of each kind"),
        ([("Mã hộ", "TDP", "Hộ nghèo", "Hộ cận nghèo"), ("1", "Chợ", "x", "x")], "one mark"),
        (
            [(*SHORT, "Khả năng thoát nghèo", "Không có khả năng thoát nghèo"),
             (*line(1, "1"), "có", "x")],
            "one mark: the household can leave poverty",
        ),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused(
    tmp_path: Path, lines: Sequence[Sequence[str]], told: str
) -> None:
    with pytest.raises(ReadError, match=told):
        reading_of(tmp_path, lines)


@pytest.mark.parametrize(
    "heading",
    [
        "Họ và tên", "Họ tên chủ hộ", "Chủ hộ", "Tên chủ hộ", "Họ, tên", "ho_ten", "Tên hộ",
        "Người đại diện", "Năm sinh", "Ngày, tháng, năm sinh", "Số CCCD", "CMND/CCCD",
        "Căn cước công dân", "Số thẻ BHYT", "Số điện thoại", "Địa chỉ", "Nơi ở",
    ],
)  # fmt: skip
def test_a_column_of_persons_is_refused(tmp_path: Path, heading: str) -> None:
    headings = ("TT", "Mã hộ", heading, "Tổ dân phố", "Diện", "Nguyên nhân")
    lines = [headings, *[("1", f"H-{n}", name, "Chợ", "HN", "1") for n, name in enumerate(NAMES)]]
    told = refusal(written(tmp_path, lines))
    assert "column C (" in told
    assert "thay họ tên bằng mã hộ" in told
    assert not any(name in told for name in NAMES)


@pytest.mark.parametrize(
    "headings",
    [
        ("TT", "Họ và tên chủ hộ", "Tổ dân phố", "Diện", "Ghi chú"),
        ("TT", "Họ tên", "Địa chỉ", "Dân tộc", "Ghi chú"),
        ("STT", "CHỦ HỘ", "Thôn", "Số khẩu", "Nguyên nhân nghèo"),
    ],
)
def test_a_list_of_names_is_refused(tmp_path: Path, headings: Sequence[str]) -> None:
    lines = [headings, *[("", name, "Chợ", "HN", "") for name in NAMES]]
    told = refusal(written(tmp_path, lines))
    assert "column B (names of persons)" in told
    assert not any(name in told for name in NAMES)


@pytest.mark.parametrize("heading", ["", "Hộ gia đình", "Tên", "Ghi chú", "Đơn vị"])
def test_names_are_known_whatever_stands_above_them(tmp_path: Path, heading: str) -> None:
    headings = ("Mã hộ", heading, "Diện", "Tổ dân phố", "Nguyên nhân")
    lines = [headings, *[(f"H-{n}", name, "HN", "Chợ", "1") for n, name in enumerate(NAMES)]]
    told = refusal(written(tmp_path, lines))
    assert "column B (names of persons)" in told
    assert not any(name in told for name in NAMES)


def test_a_name_in_place_of_a_code_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        reading_of(tmp_path, [SHORT, line(1, NAMES[0])])
    assert "cell B4" in str(caught.value)
    assert NAMES[0] not in str(caught.value)


def test_a_register_is_no_plan(tmp_path: Path) -> None:
    file = written(tmp_path, [SHORT, line(1, "1")])
    with pytest.raises(ReadError, match="a register of households, and not a plan"):
        read(file)
    (document,) = documents_in(opened(file))
    assert isinstance(document, TableReading)
    assert isinstance(document.table, Register)


def test_a_plan_and_a_register_in_one_file(tmp_path: Path) -> None:
    plan = [
        ("TT", "Đơn vị", "Số hộ 2023", "Hộ nghèo 2023", "Hộ nghèo 2024"),
        ("1", "Chợ", "136", "3", "2"), (), ("Danh sách hộ nghèo năm 2023",), (),
    ]  # fmt: skip
    file = written(tmp_path, [*plan, SHORT, line(1, "1")], ("Thị trấn Cao Thượng",))
    first, second = documents_in(opened(file))
    assert not isinstance(first, TableReading)
    assert isinstance(second, TableReading)
    assert second.table.rows == range(1, 2)
    assert read(file).plan.targets[0].unit.name == "Chợ"


def test_a_unit_called_after_a_person_has_its_kind(tmp_path: Path) -> None:
    lines = [SHORT, line(1, "1", "Tổ dân phố Nguyễn Văn Cừ"), line(2, "2", "Lương Sơn")]
    assert units_of(reading_of(tmp_path, lines)) == [("1", "Nguyễn Văn Cừ"), ("2", "Lương Sơn")]
    with pytest.raises(ReadError, match="with its kind") as caught:
        reading_of(tmp_path, [SHORT, line(1, "1", NAMES[0])])
    assert NAMES[0] not in str(caught.value)


def test_ordinals_are_numbers_and_headings_no_names(tmp_path: Path) -> None:
    lines = [(*SHORT, NAMES[1]), (NAMES[0], *line(1, "1")[1:], "a")]
    reading = reading_of(tmp_path, lines)
    assert reading.form.ordinals == ("",)
    assert [dict(notice.values)["text"] for notice in reading.notices] == ["…"]


def test_tables_below_a_list_are_no_part_of_it(tmp_path: Path) -> None:
    causes = ("TT", "Diện", "1. Thiếu đất", "2. Thiếu vốn", "3. Thiếu lao động")
    labour = ("TT", "Đơn vị", "Người có việc làm mới", "Lao động qua đào tạo", "")
    lines = [
        SHORT, line(1, "1"), (), ("Nguyên nhân nghèo",), causes, ("1", "Hộ nghèo", "0", "1", "0"),
        (), ("Lao động năm 2023",), labour, ("1", "Chợ", "5", "7", ""),
    ]  # fmt: skip
    first, second = read_tables(written(tmp_path, lines))
    assert isinstance(first.table, Register)
    assert not isinstance(second.table, Register)
    assert units_of(TableReading(first.table)) == [("1", "Chợ")]
    assert second.table.lines[0].unit.name == "Chợ"


def test_a_list_goes_on_in_the_tables_below_it(tmp_path: Path) -> None:
    heads = "".join(f"<th>{heading}</th>" for heading in SHORT)
    rows = [
        "".join(f"<td>{text}</td>" for text in line(number, f"H-{number}")) for number in (1, 2, 3)
    ]
    titles = "".join(f"<p>{title}</p>" for title in TITLES)
    first = f"<table><tr>{heads}</tr><tr>{rows[0]}</tr></table>"
    without_heads = f"<table><tr>{rows[1]}</tr></table>"
    again = f"<table><tr>{heads}</tr><tr>{rows[2]}</tr></table>"
    file = tmp_path / "register.html"
    file.write_text(f"{titles}{first}<p></p>{without_heads}<p></p>{again}", encoding="utf-8")
    (reading,) = read_tables(file)
    assert isinstance(reading.table, Register)
    assert [household.code for household in reading.table.households] == ["H-1", "H-2", "H-3"]


def test_a_list_goes_on_in_a_table_of_other_columns(tmp_path: Path) -> None:
    with_more = [[*SHORT, "Đợt", "Mạng"], [*line(1, "H-1"), "", ""]]
    without = [SHORT, line(2, "H-2")]
    rows = ("".join(f"<p>{title}</p>" for title in TITLES), html(with_more), html(without))
    file = tmp_path / "register.html"
    file.write_text("<p></p>".join(rows), encoding="utf-8")
    (reading,) = read_tables(file)
    assert isinstance(reading.table, Register)
    assert [household.code for household in reading.table.households] == ["H-1", "H-2"]


def html(rows: Sequence[Sequence[str]]) -> str:
    """Return a table of a page."""
    lines = ("".join(f"<td>{text}</td>" for text in row) for row in rows)
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def test_headings_of_support_stand_below_their_own(tmp_path: Path) -> None:
    upper = ("TT", "Mã hộ", "Tổ dân phố", "Diện", "Đề xuất hỗ trợ", "Đề xuất hỗ trợ")
    lower = ("TT", "Mã hộ", "Tổ dân phố", "Diện", "Y tế", "Đào tạo nghề")
    reading = reading_of(tmp_path, [upper, lower, ("1", "H-1", "Chợ", "HN", "", "x")])
    (household,) = reading.table.households
    assert household.support == {Policy.TRAINING}


def test_headings_may_stand_above_those_of_the_codes(tmp_path: Path) -> None:
    upper = ("TT", "Hộ", "Địa bàn", "Rà soát năm 2023", "Rà soát năm 2023")
    reading = reading_of(tmp_path, [upper, SHORT, line(1, "H-1")])
    assert units_of(reading) == [("H-1", "Chợ")]


#: Places whose first word is a surname, too.
PLACES = ("Lương Sơn", "Lê Lợi", "Trần Phú", "Hồ Sơn", "Đặng Xá", "Lý Thường Kiệt")


@pytest.mark.parametrize("heading", ["Xã", "Phường", "Xã, phường", "Đơn vị", "2. Tên đơn vị"])
def test_places_with_the_names_of_families_are_units(tmp_path: Path, heading: str) -> None:
    lines = [line(number, f"H-{number}", name) for number, name in enumerate(PLACES, 1)]
    head = ("TT", "Mã hộ", heading, "Diện", "Nguyên nhân nghèo")
    assert [unit for _, unit in units_of(reading_of(tmp_path, [head, *lines]))] == [*PLACES]


def test_the_commune_beside_the_tdp_is_set_aside_by_its_heading(tmp_path: Path) -> None:
    head = ("TT", "Mã hộ", "Xã", "Thôn", "Diện", "Nguyên nhân nghèo")
    lines = [(str(at), f"H-{at}", "Lương Sơn", name, "HN", "") for at, name in enumerate(PLACES, 1)]
    reading = reading_of(tmp_path, [head, *lines])
    assert [unit for _, unit in units_of(reading)] == [*PLACES]
    (notice,) = [each for each in reading.notices if each.code == "column-set-aside"]
    assert str(notice) == "column “Xã” is not checked"


@pytest.mark.parametrize("heading", ["Tên", "Ghi chú", ""])
def test_what_may_be_persons_is_no_unit_where_no_heading_says_so(
    tmp_path: Path, heading: str
) -> None:
    head = ("TT", "Mã hộ", "Thôn", "Diện", heading, "Nguyên nhân nghèo")
    lines = [(str(at), f"H-{at}", "Chợ", "HN", name, "") for at, name in enumerate(PLACES, 1)]
    assert "names of persons" in refusal(written(tmp_path, [head, *lines]))


@pytest.mark.parametrize("heading", ["Xã", "Tên đơn vị"])
def test_persons_in_full_are_refused_below_any_heading(tmp_path: Path, heading: str) -> None:
    head = ("TT", "Mã hộ", heading, "Diện", "Nguyên nhân nghèo")
    lines = [line(number, f"H-{number}", name) for number, name in enumerate(NAMES, 1)]
    told = refusal(written(tmp_path, [head, *lines]))
    assert not any(name in told for name in NAMES)
