"""Which of the two years a column is of."""

import pytest

from povertyplan import ReadError, check
from povertyplan.model.percent import Percent
from tests.support.annexes import (
    TITLE,
    annex,
    columns_set_aside,
    notices,
    read_table,
)


@pytest.mark.parametrize(
    ("title", "years"), [(TITLE, (2023, 2024)), ("Kế hoạch giảm nghèo năm 2026", (2024, 2025))]
)
def test_of_three_years_the_title_chooses(title: str, years: tuple[int, int]) -> None:
    reading = read_table(
        "TT | Thôn | Hộ nghèo 2023 | Hộ nghèo 2024 | Hộ nghèo 2025", "1 | Chợ | 4 | 2 | 1",
        title=title,
    )  # fmt: skip
    assert reading.plan.years == years
    left = ({2023, 2024, 2025} - set(years)).pop()
    assert columns_set_aside(reading) == [f"“Hộ nghèo {left}”"]


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


@pytest.mark.parametrize(
    ("base", "goal", "told"),
    [
        (
            "Hộ nghèo",
            "Hộ nghèo 2024",
            "plan.md:5:25: column Hộ nghèo has no year; it was taken as 2023",
        ),
        (
            "Hộ nghèo 2023",
            "Hộ nghèo",
            "plan.md:5:60: column Hộ nghèo has no year; it was taken as 2024",
        ),
    ],
)
def test_the_year_that_one_column_lacks_is_the_one_left(base: str, goal: str, told: str) -> None:
    header = f"TT | Đơn vị | Số hộ | {base} | Tỷ lệ nghèo 2023 | {goal}"
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", header=header)
    target = reading.plan.targets[0]
    assert (target.base.poor.count, target.goal.poor.count) == (2, 1)
    assert notices(reading)[1] == told


def test_one_column_of_households_serves_both_years() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 3",
        header="TT | Đơn vị | Tổng số hộ | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024",
    )
    assert reading.plan.targets[0].goal.households == 100
    assert notices(reading) == [
        "plan.md:5:17: the only column of households was used for both years"
    ]


def test_a_slip_in_the_column_for_both_years_is_told_once() -> None:
    reading = annex(
        "1 | Chợ | 100 | 2 | 2,00 | 3",
        " | Tổng | 101 | 2 | 1,98 | 3",
        header="TT | Đơn vị | Tổng số hộ | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024",
    )
    assert [one.code for one in check(reading, select=["PP1"]).findings] == ["PP101"]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (
            "Hộ nghèo 2023 | Số hộ nghèo năm 2023 | Hộ nghèo 2024",
            "column 2: Hộ nghèo 2023; column 3",
        ),
        ("Hộ nghèo | Số hộ nghèo | Hộ nghèo 2023 | Hộ nghèo 2024", "column 2: Hộ nghèo; column 3"),
        (
            "Hộ nghèo | Số hộ nghèo | Hộ cận nghèo 2023 | Hộ nghèo 2024",
            "column 2: Hộ nghèo; column 3",
        ),
    ],
)
def test_columns_of_one_meaning_are_refused(columns: str, found: str) -> None:
    figures = " | ".join("5" for _ in columns.split("|"))
    with pytest.raises(ReadError, match=f"expected columns that can be told apart, found {found}"):
        read_table(f"Đơn vị | {columns}", f"Chợ | {figures}")
