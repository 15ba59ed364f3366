"""What a line is where only the figures tell: totals, sub-totals, headings, rows."""

import pytest

from povertyplan import ReadError, check, read_bytes
from povertyplan.model.places import SectionRow
from povertyplan.reading import Reading
from tests.support.annexes import HEADER, assumed_of_lines, names, read_table
from tests.support.written import docx, xlsx

HEAD = "TT | Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024"
ROWS = ("1 | Chợ | 100 | 100 | 4 | 2", "2 | Ngò | 120 | 120 | 6 | 3")
MORE = ("3 | Bậu | 80 | 81 | 3 | 3", "4 | Đình | 50 | 52 | 5 | 2")
SUM, MORE_SUM, WHOLE = "220 | 220 | 10 | 5", "130 | 133 | 8 | 5", "350 | 353 | 18 | 10"
BARE = "Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024"
TOWN, FAR = (f"Dọc sông | {SUM}", "Chợ | 100 | 100 | 4 | 2", "Ngò | 120 | 120 | 6 | 3"), (
    f"Trên đồi | {MORE_SUM}", "Bậu | 80 | 81 | 3 | 3", "Đình | 50 | 52 | 5 | 2",
)  # fmt: skip
NOTHING = "Đảo | 0 | 0 | 0 | 0"


def annex(*rows: str, header: str = HEAD) -> Reading:
    return read_table(header, *rows)


@pytest.mark.parametrize("row", [f" | Gộp lại | {SUM}", f"3 | Gộp lại | {SUM}"])
def test_the_sum_of_all_others_is_the_total_and_assumed_of_lines(row: str) -> None:
    for reading in (annex(*ROWS, row), annex(row, *ROWS)):
        assert names(reading) == ["Chợ", "Ngò"]
        assert reading.plan.total is not None
        assert assumed_of_lines(reading) == [("total-assumed", "“Gộp lại”")]


@pytest.mark.parametrize("total", [(), (f"Tổng | {WHOLE}",)])
@pytest.mark.parametrize("more", [(), (NOTHING,), (NOTHING, NOTHING)])
def test_headings_that_only_their_sums_tell(total: tuple[str, ...], more: tuple[str, ...]) -> None:
    reading = annex(*TOWN, *more, *FAR, *more, *total, header=BARE)
    first, last = len(more) + 2, 2 * len(more) + 4
    assert [one.rows for one in reading.plan.sections] == [
        range(1, first + 1),
        range(first + 1, last + 1),
    ]
    assert assumed_of_lines(reading) == [
        ("section-assumed", "“Dọc sông”"),
        ("section-assumed", "“Trên đồi”"),
    ]
    assert check(reading, select=["PP1"]).findings == ()


def test_rows_may_stand_above_the_first_heading() -> None:
    reading = annex("Phố | 30 | 30 | 1 | 1", *TOWN, *FAR, header=BARE)
    assert [one.rows for one in reading.plan.sections] == [range(2, 4), range(4, 6)]


@pytest.mark.parametrize(
    "rows",
    [
        TOWN,  # the total of all
        (*TOWN, "Phố | 30 | 30 | 1 | 1", "Gò | 40 | 40 | 1 | 1"),
        (*TOWN, "Trên đồi | 130 | 133 | 8 | 6", *FAR[1:]),  # a slip leaves it open
        ("Chợ | 100 | 100 | 4 | 2", "Ngò | 100 | 100 | 4 | 2") * 2,  # four that are alike
        ("Gò | 3 | 3 | 3 | 3", "Chợ | 1 | 1 | 1 | 1", "Ngò | 2 | 2 | 2 | 2") * 2,  # small sums
        (f"I. Khu vực 1 | {SUM}", *TOWN, f"II. Khu vực 2 | {MORE_SUM}", *FAR),
    ],
)
def test_sums_that_may_be_an_accident(rows: tuple[str, ...]) -> None:
    reading = annex(*rows, header=BARE)
    assert not any(code == "section-assumed" for code, _ in assumed_of_lines(reading))


def test_headings_that_state_some_counts_only() -> None:
    rows = ("Dọc sông | | 220 | 10 | 5", *TOWN[1:], "Trên đồi | | 133 | 8 | 5", *FAR[1:])
    assert names(annex(*rows, header=BARE)) == ["Chợ", "Ngò", "Bậu", "Đình"]


def test_the_sum_of_few_counts_may_be_an_accident() -> None:
    head = "TT | Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024"
    rows = ("1 | Chợ | 4 | 2", "2 | Ngò | 6 | 3")
    assert names(annex(*rows, "3 | Bậu | 10 | 5", header=head)) == ["Chợ", "Ngò", "Bậu"]
    assert names(annex(*rows, " | Bậu | 10 | 5", header=head)) == ["Chợ", "Ngò"]


def test_headings_without_an_ordinal_that_sum_the_rows_below() -> None:
    rows = (f" | Cụm dân cư số 1 | {SUM}", *ROWS, f" | Cụm dân cư số 2 | {MORE_SUM}", *MORE)
    reading = annex(*rows, f" | Tổng | {WHOLE}")
    assert [(one.label, one.rows) for one in reading.plan.sections] == [
        ("Cụm dân cư số 1", range(1, 3)),
        ("Cụm dân cư số 2", range(3, 5)),
    ]
    assert names(reading) == ["Chợ", "Ngò", "Bậu", "Đình"]
    assert assumed_of_lines(reading) == []


@pytest.mark.parametrize("label", ["Cộng", "Cộng cụm 1", "Cộng khu vực I"])
@pytest.mark.parametrize("ordinals", [True, False])
def test_sub_totals_below_their_rows(label: str, *, ordinals: bool) -> None:
    slip = MORE_SUM.replace("133", "132")
    rows = (*ROWS, f" | {label} | {SUM}", *MORE, f" | {label} | {slip}", f" | Tổng | {WHOLE}")
    own = [row if ordinals else row.split(" | ", 1)[1] for row in (HEAD, *rows)]
    if not ordinals:
        own = [row.lstrip("| ") for row in (HEAD.removeprefix("TT | "), *own[1:])]
    reading = annex(*own[1:], header=own[0])
    assert names(reading) == ["Chợ", "Ngò", "Bậu", "Đình"]
    assert [one.rows for one in reading.plan.sections] == [range(1, 3), range(3, 5)]
    (finding,) = check(reading, select=["PP1"]).findings
    assert finding.place.row == SectionRow(2)


def test_an_unknown_sub_total_below_numbered_rows() -> None:
    reading = annex(*ROWS, f" | Cụm 1 cộng | {SUM}", *MORE, f" | Tổng | {WHOLE}")
    assert [one.rows for one in reading.plan.sections] == [range(1, 3)]
    assert check(reading, select=["PP1"]).findings == ()


def test_a_sum_below_a_section_that_has_its_sum_above() -> None:
    rows = (f"I | Cụm 1 | {SUM}", *ROWS, f" | Cộng | {SUM}", *MORE, f" | Tổng | {WHOLE}")
    reading = annex(*rows)
    assert [one.rows for one in reading.plan.sections] == [range(1, 3)]
    assert assumed_of_lines(reading) == [("line-set-aside", "“Cộng”")]


def test_totals_that_are_no_sums_are_refused() -> None:
    with pytest.raises(ReadError, match="expected one total row, found another"):
        annex(*ROWS, " | Cộng | 9 | 9 | 9 | 9", *MORE, f" | Tổng | {WHOLE}")


@pytest.mark.parametrize(
    "line",
    [
        " | Cộng mang sang | 220 | 220 | 10 | 5", " | Trong đó: DTTS | 20 | 20 | 2 | 1",
        " | Tỷ lệ % | | | 5,14 | 2,83", " | Ước tính | 9 | 9 | 1 | 1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [2, 4, 5])
def test_lines_without_an_ordinal_that_are_no_rows(line: str, at: int) -> None:
    rows = [*ROWS, *MORE, f" | Tổng | {WHOLE}"]
    rows.insert(at, line)
    reading = annex(*rows)
    assert names(reading) == ["Chợ", "Ngò", "Bậu", "Đình"]
    assert [code for code, _ in assumed_of_lines(reading)] == ["line-set-aside"]
    assert check(reading, select=["PP1", "PP506"]).findings == ()


@pytest.mark.parametrize("line", ["Trong đó: DTTS | 20 | 20 | 2 | 1", "DTTS | 20 | 20 | 2 | 1"])
def test_lines_below_the_total_of_rows_without_ordinals(line: str) -> None:
    head, *rows = (row.split(" | ", 1)[1] for row in (HEAD, *ROWS))
    reading = annex(*rows, f"Tổng | {SUM}", line, header=head)
    assert names(reading) == ["Chợ", "Ngò"]
    assert [code for code, _ in assumed_of_lines(reading)] == ["line-set-aside"]


@pytest.mark.parametrize(
    ("rows", "last"),
    [
        # Small figures, and equal rows beside one of nothing.
        (("1 | Chợ | 4 | 3 | 2 | 1", "2 | Ngò | 3 | 3 | 1 | 1"), "3 | Bậu | 7 | 6 | 3 | 2"),
        (("1 | Chợ | 0 | 0 | 0 | 0", "2 | Ngò | 99 | 99 | 3 | 1"), "3 | Bậu | 99 | 99 | 3 | 1"),
    ],
)
def test_what_may_be_the_sum_by_accident_is_a_row(rows: tuple[str, ...], last: str) -> None:
    reading = annex(*rows, last)
    assert names(reading) == ["Chợ", "Ngò", "Bậu"]
    assert reading.plan.total is None


def test_a_row_without_an_ordinal_among_its_equals() -> None:
    same = "50 | 50 | 2 | 2"
    rows = (f"{at if at != 3 else ''} | Tổ {at} | {same}" for at in (1, 2, 3, 4))
    reading = annex(*rows, " | Tổng | 200 | 200 | 8 | 8")
    assert names(reading) == ["Tổ 1", "Tổ 2", "Tổ 3", "Tổ 4"]
    assert assumed_of_lines(reading) == [("row-unnumbered", "“Tổ 3”")]


def test_a_row_that_lost_its_ordinal_is_read_and_assumed_of_lines() -> None:
    between = (ROWS[0], ROWS[1].replace("2 | N", " | N"), *MORE)
    last = (*ROWS, MORE[0], MORE[1].replace("4 | Đ", " | Đ"), f" | Tổng | {WHOLE}")
    for rows, name in ((between, "Ngò"), (last, "Đình")):
        reading = annex(*rows)
        assert names(reading) == ["Chợ", "Ngò", "Bậu", "Đình"]
        assert assumed_of_lines(reading) == [("row-unnumbered", f"“{name}”")]


def test_rows_without_ordinals_below_a_heading_leave_the_section_above_it_whole() -> None:
    loose = (
        " | Ngò | 120 | 120 | 6 | 3",
        "a | Bậu | 80 | 81 | 3 | 3",
        "b | Đình | 50 | 52 | 5 | 2",
    )
    reading = annex(
        "I | Vùng thấp | | | | ", ROWS[0], loose[0], f"2 | Đồi | {MORE_SUM}", *loose[1:]
    )
    assert names(reading) == ["Chợ", "Ngò", "Bậu", "Đình"]
    assert [section.rows for section in reading.plan.sections] == [range(1, 3), range(3, 5)]
    assert assumed_of_lines(reading) == [("section-assumed", "“Đồi”")]


def test_the_last_total_tells_whether_a_row_lost_its_ordinal() -> None:
    loose = " | Gò | 10 | 10 | 1 | 1"
    rows = (*ROWS, f" | Cộng | {SUM}", *MORE, loose)
    assert names(annex(*rows, " | Tổng | 360 | 363 | 19 | 11")) == [
        "Chợ", "Ngò", "Bậu", "Đình", "Gò",
    ]  # fmt: skip
    assert names(annex(*rows, f" | Tổng | {WHOLE}")) == ["Chợ", "Ngò", "Bậu", "Đình"]


def test_the_last_total_tells_whether_a_sum_is_a_heading() -> None:
    others = ("Phố | 30 | 30 | 1 | 1", "Gò | 40 | 40 | 1 | 1")
    rows = (*TOWN, f"Cộng | {SUM}", *others, "Tổng | 290 | 290 | 12 | 7")
    assert names(annex(*rows, header=BARE)) == ["Chợ", "Ngò", "Phố", "Gò"]


def test_a_sum_by_accident_in_few_columns_is_a_row_if_the_total_counts_it() -> None:
    head = f"{BARE} | Hộ cận nghèo 2023 | Hộ cận nghèo 2024 | Số khẩu 2023"
    none = "0 | 0 | 0 | 0"
    rows = (
        f"Dọc sông | 30 | 30 | 3 | {none}",
        f"Chợ | 10 | 10 | 1 | {none}",
        f"Ngò | 20 | 20 | 2 | {none}",
        f"Cộng | 60 | 60 | 6 | {none}",
        "Phố | 90 | 90 | 3 | 2 | 5 | 4 | 400",
        "Gò | 80 | 80 | 4 | 3 | 6 | 5 | 300",
    )
    reading = annex(*rows, "Tổng | 230 | 230 | 13 | 5 | 11 | 9 | 700", header=head)
    assert names(reading) == ["Dọc sông", "Chợ", "Ngò", "Phố", "Gò"]
    assert check(reading, select=["PP1"]).findings == ()


@pytest.mark.parametrize("persons", ["Khẩu", "Nhân khẩu", "Số khẩu"])
@pytest.mark.parametrize("first", ["Hộ", "Số hộ"])
def test_of_two_merged_lines_that_of_persons_is_set_aside(first: str, persons: str) -> None:
    head = ["TT", "Đơn vị", "", "Tổng số 2023", "Tổng số 2024", "Hộ nghèo 2023", "Hộ nghèo 2024"]
    table = [head]
    for at, row in enumerate((*ROWS, f" | Tổng | {SUM}")):
        ordinal, name, *counts = map(str.strip, row.split("|"))
        table += [[ordinal, name, first, *counts], ["↑", "↑", persons, "400", "390", "20", "9"]]
        if at == 1:
            table[-2:] = [
                [ordinal, name, persons, "420", "430", "20", "9"],
                ["↑", "↑", first, *counts],
            ]
    title = ["KẾ HOẠCH", "Giảm nghèo năm 2024"]
    for form, write in (("docx", docx), ("xlsx", xlsx)):
        reading = read_bytes(write(title, table), format=form)
        assert names(reading) == ["Chợ", "Ngò"]
        assert reading.plan.targets[1].base.households == 120
        assert reading.plan.total is not None
        assert reading.plan.total.base.households == 220
        assert [code for code, _ in assumed_of_lines(reading)] == ["line-set-aside"] * 3


def test_of_two_merged_lines_the_first_is_the_unit() -> None:
    table = [row.split(" | ") for row in (HEAD, *ROWS)]
    table.insert(2, ["↑", "↑", "9", "9", "9", "9"])
    reading = read_bytes(docx(["Kế hoạch giảm nghèo năm 2024"], table), format="docx")
    assert names(reading) == ["Chợ", "Ngò"]
    assert [code for code, _ in assumed_of_lines(reading)] == ["line-set-aside"]


def test_rows_numbered_in_roman_are_rows() -> None:
    reading = read_table(HEADER, "I | Chợ | 100 | 2 | 2 | 2", "II | Ngò | 100 | 3 | 3 | 2")
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]


def test_ordinals_of_parts_do_not_tell_what_is_missing() -> None:
    rows = (
        "1.1 | Chợ | 100 | 100 | 4 | 2",
        " | Ngò | 120 | 120 | 6 | 3",
        "1.3 | Bậu | 9 | 9 | 1 | 1",
    )
    reading = annex(*rows)
    assert names(reading) == ["Chợ", "Bậu"]
    assert assumed_of_lines(reading) == [("line-set-aside", "“Ngò 120 120 6 3”")]


def test_a_line_above_all_rows_is_no_sum_of_the_last_ones() -> None:
    reading = read_table(
        "TT | Thôn | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024",
        " | Khu A | 90 | 3 | 1",
        "1 | Chợ | 100 | 5 | 2",
        "2 | Bậu | 100 | 5 | 2",
        " | Khu B | 80 | 4 | 2",
        "3 | Ngò | 50 | 2 | 1",
        "4 | Bùi | 40 | 1 | 0",
    )
    assert reading.plan.sections == ()
    assert [notice.code for notice in reading.notices].count("line-set-aside") == 2
