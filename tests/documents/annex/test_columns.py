"""What the words above a column say: of whom, of which year, and when nothing is guessed."""

import pytest

from povertyplan import Percent, ReadError, Reading, read_bytes, read_text
from tests.support.written import xlsx

TITLE = "KẾ HOẠCH\nGiảm nghèo năm 2024"


def annex(*lines: str, title: str = TITLE) -> Reading:
    table = "\n".join(f"| {line} |" for line in lines)
    return read_text(f"{title}\n\n{table}\n", file="plan.md")


def stated(reading: Reading) -> dict[str, object]:
    flat = reading.plan.targets[0].flat()
    return {str(name): value for name, value in flat.items() if value is not None}


def aside(reading: Reading) -> list[str]:
    return [str(one.values[0][1]) for one in reading.notices if one.code == "column-set-aside"]


PLAIN = "TT | Thôn | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024"
KNOWN = {"households_base": 100, "poor_base": 4, "poor_goal": 2}


@pytest.mark.parametrize(
    "label",
    [
        "Số hộ được vay vốn 2024", "Số người có thẻ BHYT", "Hộ chính sách", "Hộ không nghèo 2024",
        "Trong đó hộ nghèo BTXH 2023", "Hộ có nhà tiêu hợp vệ sinh", "Hộ kinh doanh 2024",
        "Hộ nghèo là hộ có công 2024", "Hộ nghèo chuyển sang cận nghèo 2024",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_set_aside(label: str) -> None:
    reading = annex(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 7")
    assert stated(reading) == KNOWN
    assert aside(reading) == [f"“{label}”"]


@pytest.mark.parametrize(
    "label",
    [
        "Tổng số hộ dân cư trên địa bàn năm 2024", "Số hộ (tính đến 31/12/2024)",
        "Tổng số hộ dân toàn thị trấn dự kiến 2024 (hộ)", "Số hộ thực tế cư trú 2024",
        "Số hộ theo QĐ số 15/QĐ-UBND ngày 12/12/2023, kế hoạch 2024", "Hộ gia đình 2024",
        "Số hộ của TDP giao năm 2024", "Số hộ theo số liệu của Công an 2024",
    ],
)  # fmt: skip
def test_what_says_no_more_than_households(label: str) -> None:
    reading = annex(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 7")
    assert stated(reading) == {**KNOWN, "households_goal": 7}


@pytest.mark.parametrize(
    "words",
    [
        "mẹ đơn thân", "dân tộc Mông", "nông thôn", "cũ", "thuộc diện 3B", "nguyên nhân ốm đau",
        "có người nghiện", "B1",
    ],
)  # fmt: skip
def test_words_beside_the_poor_that_are_not_known(words: str) -> None:
    for label in (f"Hộ nghèo {words} 2024", f"Tỷ lệ hộ nghèo {words} 2024 (%)"):
        reading = annex(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 1")
        assert stated(reading) == KNOWN
        assert aside(reading) == [f"“{label}”"]
    reading = annex(
        f"{PLAIN} | Hộ cận nghèo 2024 | ",
        f" | | | | | Tổng số | {words}",
        "1 | Chợ | 9 | 4 | 2 | 3 | 1",
    )
    assert stated(reading) == {**KNOWN, "households_base": 9, "near_poor_goal": 3}


@pytest.mark.parametrize(
    "words",
    [
        "", "(hộ)", "theo chuẩn nghèo giai đoạn 2022-2025", "toàn bộ", "hiện trạng", "T12/2023",
        "theo QĐ số 12/QĐ-UBND ngày 5/1/2024", "tính đến thời điểm 31/12/2023", "đầu kỳ báo cáo",
        "theo kết quả rà soát", "được công nhận", "còn lại", "theo NĐ 07/2021/NĐ-CP", "toàn xã",
        "TH 2023", "đã rà soát", "có mặt đầu năm", "(số lượng)", "do xã quản lý",
        "rà soát năm 2023 xã Tân Yên", "theo Nghị định 07", "cả năm 2023",
        "theo chuẩn nghèo đa chiều giai đoạn 2022-2025",
    ],
)  # fmt: skip
def test_words_beside_the_poor_that_mean_all_of_them(words: str) -> None:
    reading = annex(
        f"TT | Thôn | Số hộ 2023 | Hộ nghèo {words} | Hộ nghèo dự kiến 2024",
        "1 | Chợ | 100 | 4 | 2",
    )
    assert stated(reading) == KNOWN


def test_a_column_of_blanks_is_none() -> None:
    reading = annex(f"{PLAIN} | | ", "1 | Chợ | 100 | 4 | 2 | | ")
    assert stated(reading) == KNOWN


def test_columns_of_one_name_that_are_set_aside_are_told_apart() -> None:
    lines = (
        f"{PLAIN} | Hộ thoát nghèo | Tỷ lệ | Hộ tái nghèo | Tỷ lệ",
        "1 | Chợ | 100 | 4 | 2 | 7 | 2,5 | 7 | 3,5",
    )
    labels = ["“Hộ thoát nghèo”", "7 “Tỷ lệ”", "“Hộ tái nghèo”", "9 “Tỷ lệ”"]
    assert aside(annex(*lines)) == labels
    table = [line.split(" | ") for line in lines]
    book = read_bytes(xlsx(["Kế hoạch giảm nghèo năm 2024"], table), format="xlsx")
    assert aside(book) == ["“Hộ thoát nghèo”", "G “Tỷ lệ”", "“Hộ tái nghèo”", "I “Tỷ lệ”"]


def test_a_first_row_of_dashes_is_a_row() -> None:
    reading = annex(PLAIN, "- | Chợ | - | - | -", "2 | Ngò | 100 | 4 | 2")
    assert [one.unit.name for one in reading.plan.targets] == ["Chợ", "Ngò"]


@pytest.mark.parametrize("count", ["Số hộ", "Tổng số"])
def test_households_of_the_aim_to_reduce_poverty_are_not_all_households(count: str) -> None:
    reading = annex(
        "TT | Thôn | Số hộ 2023 | Hộ nghèo 2023 | | Chỉ tiêu giảm nghèo năm 2024 | ",
        f" | | | Số hộ | Tỷ lệ | {count} | Tỷ lệ",
        "1 | Chợ | 100 | 4 | 4,00 | 2 | 2,00",
    )
    assert "households_goal" not in stated(reading)
    assert aside(reading) == [f"“Chỉ tiêu giảm nghèo năm 2024 / {one}”" for one in (count, "Tỷ lệ")]


def test_a_heading_over_all_columns_tells_none_apart() -> None:
    reading = annex(
        "TT | Thôn | Kết quả theo chuẩn nghèo NĐ 07/2021/NĐ-CP và chính sách hỗ trợ | | | | ",
        " | | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024 | Ghi chú",
        "1 | Chợ | 100 | 100 | 4 | 2 | x",
    )
    assert stated(reading) == {**KNOWN, "households_goal": 100}


def test_a_bare_count_is_of_what_stands_above_it() -> None:
    reading = annex(
        "TT | Thôn | Kết quả vay vốn của hộ | | ",
        " | | Tổng số | Hộ nghèo 2023 | Hộ nghèo 2024",
        "1 | Chợ | 100 | 4 | 2",
    )
    assert stated(reading) == {"poor_base": 4, "poor_goal": 2}


def test_the_short_words_for_near_poor() -> None:
    reading = annex(
        "TT | Thôn | Hộ nghèo, cận nghèo năm 2023 | | Năm 2024 | ",
        " | | Nghèo | Cận | Hộ nghèo | Hộ cận-nghèo",
        "1 | Chợ | 4 | 5 | 2 | 3",
    )
    assert stated(reading) == {
        "poor_base": 4, "poor_goal": 2, "near_poor_base": 5, "near_poor_goal": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("base", "goal"),
    [
        ("tại thời điểm 01/01/2024", "dự kiến"),
        ("tại thời điểm 1.1.2024", "31/12/2024"),
        ("đầu kỳ 2024", "cuối kỳ 2024"),
        ("đến đầu 2024", "2024"),
        ("rà soát theo NĐ 07/2021/NĐ-CP", "kế hoạch 2024"),
        ("rà soát theo Nghị định số 07/2021", "kế hoạch 2024"),
        ("rà soát, chuẩn 2022-2025", "kế hoạch 2024"),
        ("2023 (QĐ 15/QĐ-UBND ngày 05/01/2024)", "2024"),
    ],
)
def test_the_year_of_a_column(base: str, goal: str) -> None:
    reading = annex(
        f"TT | Thôn | Số hộ | Hộ nghèo {base} | Hộ nghèo {goal}", "1 | Chợ | 100 | 4 | 2"
    )
    assert reading.plan.years == (2023, 2024)
    assert stated(reading) == {**KNOWN, "households_goal": 100}


@pytest.mark.parametrize(
    ("title", "years"), [(TITLE, (2023, 2024)), ("Kế hoạch giảm nghèo năm 2026", (2024, 2025))]
)
def test_of_three_years_the_title_chooses(title: str, years: tuple[int, int]) -> None:
    reading = annex(
        "TT | Thôn | Hộ nghèo 2023 | Hộ nghèo 2024 | Hộ nghèo 2025", "1 | Chợ | 4 | 2 | 1",
        title=title,
    )  # fmt: skip
    assert reading.plan.years == years
    left = ({2023, 2024, 2025} - set(years)).pop()
    assert aside(reading) == [f"“Hộ nghèo {left}”"]


@pytest.mark.parametrize(
    ("over", "below", "row"),
    [
        (
            "TT | Thôn | Số hộ | | Năm 2023 | | Năm 2024",
            " | | | Hộ nghèo | Hộ cận nghèo | Hộ nghèo | Hộ cận nghèo",
            "1 | Chợ | 100 | 4 | 5 | 2 | 3",
        ),
        (
            "TT | Thôn | Số hộ | | Hộ nghèo | | Hộ cận nghèo",
            " | | | 2023 | 2024 | 2023 | 2024",
            "1 | Chợ | 100 | 4 | 2 | 5 | 3",
        ),
        (
            "TT | Thôn | | Năm 2023 | | Năm 2024",
            " | | Hộ nghèo | Hộ cận nghèo | Hộ nghèo | Hộ cận nghèo",
            "1 | Chợ | 4 | 5 | 2 | 3",
        ),
        (
            "TT | Thôn | | Hộ nghèo 2023 | | Hộ nghèo 2024",
            " | | Số hộ | Tỷ lệ | Số hộ | Tỷ lệ",
            "1 | Chợ | 4 | 4,00 | 2 | 2,00",
        ),
    ],
)
def test_headings_over_the_middle_of_their_columns_are_refused(
    over: str, below: str, row: str
) -> None:
    table = [[cell.strip() for cell in line.split("|")] for line in (over, below, row, row)]
    with pytest.raises(ReadError, match="expected every heading merged over its columns"):
        read_bytes(xlsx(TITLE.split("\n"), table, merged=False), format="xlsx")


def test_households_without_a_heading_beside_rates() -> None:
    over, below = (
        "TT | Thôn | | Hộ nghèo 2023 | | Hộ nghèo 2024 | ",
        " | | Số hộ | Tỷ lệ | Số hộ | Số hộ | Tỷ lệ",
    )
    reading = annex(over, below, "1 | Chợ | 100 | 4,00 | 4 | 2 | 2,00")
    rates = {"poor_base_rate": Percent(400, 2), "poor_goal_rate": Percent(200, 2)}
    assert stated(reading) == {**KNOWN, "households_goal": 100, **rates}


def test_what_is_set_aside_beside_a_heading_is_no_trouble() -> None:
    over, below = "TT | Thôn | | Hộ nghèo | ", " | | Hộ DTTS 2023 | 2023 | 2024"
    reading = annex(over, below, "1 | Chợ | 9 | 4 | 2")
    assert stated(reading) == {"poor_base": 4, "poor_goal": 2}
    assert aside(reading) == ["“Thôn / Hộ DTTS 2023”"]


def test_a_rate_without_a_year_is_of_the_count_to_its_left() -> None:
    reading = annex(
        "TT | Thôn | Hộ nghèo 2023 | Tỷ lệ hộ nghèo | Hộ nghèo 2024 | Tỷ lệ hộ nghèo",
        "1 | Chợ | 4 | 4,00 | 2 | 2,00",
    )
    assert stated(reading) == {
        "poor_base": 4, "poor_base_rate": Percent(400, 2),
        "poor_goal": 2, "poor_goal_rate": Percent(200, 2),
    }  # fmt: skip
    assert [one.code for one in reading.notices].count("rate-of-the-left") == 2


@pytest.mark.parametrize(
    "others",
    [
        "Xã | Thôn",
        "Huyện | Tổ",
        "Họ tên trưởng thôn | Tên thôn",
        "Đơn vị tính | Đơn vị",
        "Số thôn | Xã",
    ],
)
def test_the_names_are_those_of_the_smallest_units(others: str) -> None:
    reading = annex(f"TT | {others} | Hộ nghèo 2023 | Hộ nghèo 2024", "1 | Tân Yên | Chợ | 4 | 2")
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ"]


def test_a_blank_row_below_the_header_of_a_sheet() -> None:
    table = [line.split(" | ") for line in (PLAIN, "1 | Chợ | 100 | 4 | 2")]
    table.insert(1, [""] * 5)
    for lines in (table, [*table[:1], ["A", "B", "1", "2", "3"], *table[1:]]):
        reading = read_bytes(xlsx(TITLE.split("\n"), lines), format="xlsx")
        assert stated(reading) == KNOWN


@pytest.mark.parametrize("label", ["Hộ/khẩu 2023", "Số khẩu nghèo giảm", "Giảm nghèo, hộ"])
def test_what_is_no_figure_of_a_plan_and_follows_from_none(label: str) -> None:
    reading = annex(f"{PLAIN} | {label}", "1 | Chợ | 100 | 4 | 2 | 7")
    assert stated(reading) == KNOWN
    assert aside(reading) == [f"“{label}”"]
    assert reading.form.further == ()
