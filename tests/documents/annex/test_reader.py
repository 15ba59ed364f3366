"""Annexes with sections, assumptions, odd rows; the rounding of a table; the heading."""

import unicodedata
from pathlib import Path

import pytest

from povertyplan import Count, Part, Percent, Place, ReadError, Reading, Rounding, check, read_text
from povertyplan.model.document import PartialDate
from povertyplan.model.places import SectionRow

HEADER = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024"


def annex(
    *rows: str, header: str = HEADER, title: str = "KẾ HOẠCH\n\nGiảm nghèo năm 2024"
) -> Reading:
    table = "\n".join(f"| {row} |" for row in (header, *rows))
    return read_text(f"{title}\n\n{table}\n", file="plan.md")


def notices(reading: Reading) -> list[str]:
    return [f"{one.source}: {one}" for one in reading.notices if one.code != "unit-unnamed"]


def test_sections_with_sub_totals_are_sums_and_never_added_twice() -> None:
    reading = annex(
        "I | Khu vực thành thị | 300 | 6 | 2,00 | 5",
        "1 | Chợ | 100 | 2 | 2,00 | 2",
        "2 | Phố Mới | 200 | 4 | 2,00 | 3",
        "II | Khu vực nông thôn | 100 | 3 | 3,00 | 1",
        "1 | Ngò | 100 | 3 | 3,00 | 2",
        " | Tổng cộng (I+II) | 400 | 9 | 2,25 | 7",
    )
    plan = reading.plan
    assert [(one.label, one.rows) for one in plan.sections] == [
        ("Khu vực thành thị", range(1, 3)),
        ("Khu vực nông thôn", range(3, 4)),
    ]
    assert plan.total is not None
    assert plan.total.goal.poor.count == 7
    (finding,) = check(reading, select=["PP1", "PP2"]).findings
    assert finding.place == Place(SectionRow(2), Count.POOR_GOAL)
    assert str(finding) == (
        "sub-total 2 (Khu vực nông thôn): the poor households of 2024 are printed as 1,"
        " but the rows add up to 2 (-1)"
    )
    assert str(reading.sources[finding.place]) == "plan.md:9:45"


def test_sections_closed_by_a_sum_of_their_own() -> None:
    reading = annex(
        "A | Khu vực 1 | | | | ",
        "1 | Chợ | 100 | 2 | 2,00 | 2",
        " | Cộng | 100 | 2 | 2,00 | 2",
        "B | Khu vực 2 | | | | ",
        "2 | Ngò | 100 | 3 | 3,00 | 2",
        " | Cộng | 100 | 3 | 3,00 | 2",
        " | Tổng | 200 | 5 | 2,50 | 4",
    )
    assert [one.rows for one in reading.plan.sections] == [range(1, 2), range(2, 3)]
    assert all(one.printed for one in reading.plan.sections)
    assert check(reading).errors == ()


BARE = "Đơn vị | Số hộ 2023 | Số hộ 2024 | Hộ nghèo 2023 | Hộ nghèo 2024"


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (("A | 1 | 2 | 3 | 4", "B | 9 | 8 | 7 | 6", "C | 5 | 5 | 5 | 5"), ["A", "B", "C"]),
        (("A | 1 | 2 | 3 | 4", "Tổng | 1 | 2 | 3 | 4"), ["A"]),
        (("A | 1 | 2 | 3 | 4", "Chợ | 9 | 8 | 7 | 6"), ["Chợ"]),
        (("(A) | (1) | (2) | (3) | (4)", "B | 9 | 8 | 7 | 6"), ["B"]),
        (("A | 1 | 2 | 3 | 4", " | | | | ", "Chợ | 9 | 8 | 7 | 6"), ["Chợ"]),
    ],
)
def test_a_unit_called_a_is_no_line_of_column_numbers(
    rows: tuple[str, ...], names: list[str]
) -> None:
    reading = annex(*rows, header=BARE)
    assert [target.unit.name for target in reading.plan.targets] == names
    assert reading.form.column_numbers == (() if "A" in names else ("1", "2", "3", "4"))


def test_rows_numbered_in_roman_are_rows() -> None:
    reading = annex("I | Chợ | 100 | 2 | 2 | 2", "II | Ngò | 100 | 3 | 3 | 2")
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]


def test_a_total_may_bear_the_communes_name() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 2",
        " | Xã Tân Yên | 100 | 2 | 2,00 | 2",
        title="UBND XÃ TÂN YÊN\n\nKẾ HOẠCH\n\nGiảm nghèo năm 2024",
    )
    assert reading.plan.unit.name == "Tân Yên"
    assert reading.plan.total is not None
    assert len(reading.plan.targets) == 1


def test_one_column_of_households_serves_both_years() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 3",
        header="TT | Đơn vị | Tổng số hộ | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024",
    )
    assert reading.plan.targets[0].goal.households == 100
    assert notices(reading) == [
        "plan.md:5:17: the only column of households was taken for both years"
    ]


def test_a_slip_in_the_column_for_both_years_is_told_once() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 3",
        " | Tổng | 101 | 2 | 1,98 | 3",
        header="TT | Đơn vị | Tổng số hộ | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024",
    )
    assert [one.code for one in check(reading, select=["PP1"]).findings] == ["PP101"]


@pytest.mark.parametrize(
    ("base", "goal", "title"),
    [
        ("đầu năm", "kế hoạch", 2024),
        ("2023", "2024", 2024),
        ("đầu năm 2024", "dự kiến 2024", 2024),
        ("2023", "dự kiến 2024", 2025),
        ("hiện trạng", "dự kiến 2024", 2025),
        ("rà soát 2023", "dự kiến", 2024),
        ("31/12/2023", "phấn đấu", 2025),
    ],
)
def test_years_come_from_the_header_first(base: str, goal: str, title: int) -> None:
    header = f"TT | Đơn vị | Số hộ | Hộ nghèo {base} | Tỷ lệ nghèo {base} | Hộ nghèo {goal}"
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 1", header=header, title=f"# Kế hoạch giảm nghèo năm {title}"
    )
    assert reading.plan.years == (2023, 2024)
    assert reading.plan.year == title
    target = reading.plan.targets[0]
    assert (target.base.poor.count, target.base.poor.rate) == (2, Percent(200, 2))
    assert target.goal.poor.count == 1


def test_the_end_of_a_named_year_is_no_goal() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00",
        header="TT | Đơn vị | Số hộ | Hộ nghèo cuối năm 2023 | Tỷ lệ nghèo 2023",
    )
    assert reading.plan.years == (2023, 2024)
    assert reading.plan.targets[0].base.poor.count == 2


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


def test_without_any_year_nothing_is_guessed() -> None:
    with pytest.raises(ReadError, match="expected columns of two years"):
        annex(
            "1 | Chợ | 100 | 2 | 2,00 | 1",
            header="TT | Đơn vị | Số hộ | Hộ nghèo đầu năm | Tỷ lệ nghèo | Hộ nghèo kế hoạch",
            title="Giảm nghèo",
        )


def test_a_year_for_the_count_alone_is_not_one_for_its_rate() -> None:
    header = "TT | Đơn vị | Số hộ | Hộ nghèo | Tỷ lệ nghèo | Hộ nghèo 2024"
    with pytest.raises(ReadError, match="a year above every column, found column 5: Tỷ lệ nghèo"):
        annex("1 | Chợ | 100 | 2 | 2,00 | 1", header=header)


def test_the_year_that_one_column_lacks_is_the_one_left() -> None:
    header = "TT | Đơn vị | Số hộ | Hộ nghèo | Tỷ lệ nghèo 2023 | Hộ nghèo 2024"
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", header=header)
    assert reading.plan.targets[0].base.poor.count == 2
    assert notices(reading)[1] == (
        "plan.md:5:25: column Hộ nghèo bears no year; it was taken as 2023"
    )


def test_last_years_title_left_standing() -> None:
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 2", title="KẾ HOẠCH\n\nGiảm nghèo năm 2023")
    (finding,) = check(reading, select=["PP507"]).findings
    assert (finding.printed, finding.expected) == ("2023", "2024")
    assert str(reading.sources[finding.place]) == "plan.md:3:16"


def test_rates_under_one_heading_are_told_by_their_figures() -> None:
    """Where the line ``Số hộ | Tỷ lệ`` is missing."""
    reading = read_text(
        "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | | Hộ nghèo 2024 |\n"
        "| 1 | Chợ | 100 | 2 | 2,00 | 1 |\n| 2 | Ngò | 76 | 3 | 3,95 | 2 |\n"
    )
    assert reading.plan.targets[1].base.poor.rate == Percent(395, 2)


def test_what_is_no_figure_of_a_plan_is_set_aside_and_told() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 1 | 5 | 1",
        "2 | Ngò | 100 | 2 | 2,00 | 1 | 5 | 1",
        " | Người lập biểu: | | | | | | ",
        header=f"{HEADER} | Hộ nghèo DTTS 2023 | Số hộ giảm",
    )
    assert notices(reading) == [
        "plan.md:5:81: column “Hộ nghèo DTTS 2023” is not one that a plan is checked by",
        "plan.md:5:102: column “Số hộ giảm” is not one that a plan is checked by",
        "plan.md:8:2: the line “Người lập biểu:” belongs to no row and was set aside",
    ]


def test_another_table_is_set_aside() -> None:
    reading = read_text(
        "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n| Chợ | 3 | 2 |\n\n"
        "| Ngày | Việc | Hạn |\n|---|---|---|\n| 1 | Họp | 25 |\n"
    )
    assert [one.code for one in reading.notices] == [
        "unit-unnamed", "year-of-title", "table-set-aside",
    ]  # fmt: skip


def test_a_table_goes_on_after_a_break() -> None:
    head = "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n"
    whole = read_text(f"{head}| Chợ | 3 | 2 |\n| Ngò | 3 | 2 |\n| Tổng | 6 | 4 |\n").plan
    for again in ("", head):
        text = f"{head}| Chợ | 3 | 2 |\n\nTrang 2\n\n{again}| Ngò | 3 | 2 |\n| Tổng | 6 | 4 |\n"
        assert read_text(text).plan == whole


def test_two_annexes_are_one_too_many() -> None:
    head = "| Đơn vị | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|\n| Chợ | 3 | 2 |\n"
    with pytest.raises(ReadError, match="found 2 of them"):
        read_text(head + "\n" + head.replace("Hộ nghèo", "Số hộ nghèo"))


def test_thousands_that_the_evidence_leaves_open_are_told() -> None:
    reading = annex("1 | Chợ | 1.360 | 2 | 0.15 | 1")
    assert reading.plan.targets[0].base.households == 1360
    assert notices(reading) == [
        "plan.md:6:13: “1.360” was read as 1,360: its mark separates thousands"
    ]
    assert notices(annex("1 | Chợ | 1.360 | 2 | 0,15 | 1")) == []


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


def test_a_blank_date_and_number() -> None:
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", title=(
        "Số: …/KH-UBND\n\nXã Tân Yên, ngày … tháng … năm …\n\nKẾ HOẠCH\n\nGiảm nghèo năm 2024\n\n"
        "(Kèm theo Kế hoạch số 15/KH-UBND ngày 31 tháng 02 năm 2024 của UBND xã)"
    ))  # fmt: skip
    info = reading.plan.document
    assert (info.number, info.date, info.annex_number) == (None, PartialDate(), "15")
    assert info.annex_date == PartialDate(2024)
    (finding,) = check(reading, select=["PP504"]).findings
    assert str(finding) == "document: left blank: number, date, date cited by the annex"


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
        "văn bản: phụ lục dẫn ngày 24 tháng 01 năm 2024, còn kế hoạch ghi ngày 25 tháng 01 năm 2024"
    )


def test_rows_of_one_name_and_ordinals_that_skip() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 1",
        "2 | CHỢ | 100 | 2 | 2,00 | 1",
        "4 | Ngò | 100 | 2 | 2,00 | 1",
    )
    (finding,) = check(reading, select=["PP505"]).findings
    assert str(finding) == ("document: rows of one name: Chợ; ordinals that repeat or skip: 4")


def test_a_bare_rate_is_that_of_the_count_to_its_left() -> None:
    header = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ (%) | Hộ nghèo 2024"
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", header=header)
    assert reading.plan.targets[0].base.poor.rate == Percent(200, 2)
    assert any("was taken for the rate of the count before it" in one for one in notices(reading))


def test_a_bare_rate_beside_one_that_says_what_it_is_of_is_set_aside() -> None:
    header = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | TL | Tỷ lệ nghèo 2023 | Hộ nghèo 2024"
    reading = annex("1 | Chợ | 100 | 2 | 9,99 | 2,00 | 1", header=header)
    assert reading.plan.targets[0].base.poor.rate == Percent(200, 2)
    assert any("is not one that a plan is checked by" in one for one in notices(reading))


@pytest.mark.parametrize(
    "rows",
    [
        ("1 | A | 4 | 3 | 5 | 2", "2 | B | 3 | 1 | 1 | 1", "3 | C | 4 | 4 | 2 | 2"),
        ("1 | 1 | 2 | 1 | 3 | 3", "2 | 2 | 3 | 4 | 5 | 6", "3 | 3 | 1 | 2 | 4 | 4"),
        ("1 | 1 | 2 | 3 | 1 | 1", "2 | B | 1 | 3 | 4 | 5", "3 | A | 1 | 2 | 3 | 4"),
    ],
)
@pytest.mark.parametrize("numbers", [(), ("A | B | 1 | 2 | 3 | 4",), ("1 | 2 | 3 | 4 | 5 | 6",)])
def test_rows_of_small_figures_are_no_line_of_column_numbers(
    rows: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    header = "TT | Tổ | Hộ nghèo 2023 | Hộ nghèo 2024 | Hộ cận nghèo 2023 | Hộ cận nghèo 2024"
    reading = annex(*numbers, *rows, *numbers, header=header)
    assert [
        [one.unit.name, str(one.base.poor.count), str(one.goal.poor.count)]
        for one in reading.plan.targets
    ] == [row.split(" | ")[1:4] for row in rows]
    assert bool(reading.form.column_numbers) is bool(numbers)
