"""Which column holds which figure, and which are set aside or refused."""

import pytest

from povertyplan import ReadError, read_bytes, read_text
from povertyplan.model.percent import Percent
from tests.support.annexes import (
    HEADER,
    KNOWN,
    PLAIN,
    TITLE,
    annex,
    columns_set_aside,
    notices,
    read_table,
    stated,
)
from tests.support.written import xlsx


def test_a_column_of_blanks_is_none() -> None:
    reading = read_table(f"{PLAIN} | | ", "1 | Chợ | 100 | 4 | 2 | | ")
    assert stated(reading) == KNOWN


def test_columns_of_one_name_that_are_set_aside_are_told_apart() -> None:
    lines = (
        f"{PLAIN} | Hộ thoát nghèo | Tỷ lệ | Hộ tái nghèo | Tỷ lệ",
        "1 | Chợ | 100 | 4 | 2 | 7 | 2,5 | 7 | 3,5",
    )
    labels = ["“Hộ thoát nghèo”", "7 “Tỷ lệ”", "“Hộ tái nghèo”", "9 “Tỷ lệ”"]
    assert columns_set_aside(read_table(*lines)) == labels
    table = [line.split(" | ") for line in lines]
    book = read_bytes(xlsx(["Kế hoạch giảm nghèo năm 2024"], table), format="xlsx")
    assert columns_set_aside(book) == [
        "“Hộ thoát nghèo”",
        "G “Tỷ lệ”",
        "“Hộ tái nghèo”",
        "I “Tỷ lệ”",
    ]


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
    reading = read_table(over, below, "1 | Chợ | 100 | 4,00 | 4 | 2 | 2,00")
    rates = {"poor_base_rate": Percent(400, 2), "poor_goal_rate": Percent(200, 2)}
    assert stated(reading) == {**KNOWN, "households_goal": 100, **rates}


def test_what_is_set_aside_beside_a_heading_is_no_trouble() -> None:
    over, below = "TT | Thôn | | Hộ nghèo | ", " | | Hộ DTTS 2023 | 2023 | 2024"
    reading = read_table(over, below, "1 | Chợ | 9 | 4 | 2")
    assert stated(reading) == {"poor_base": 4, "poor_goal": 2}
    assert columns_set_aside(reading) == ["“Thôn / Hộ DTTS 2023”"]


def test_a_rate_without_a_year_is_of_the_count_to_its_left() -> None:
    reading = read_table(
        "TT | Thôn | Hộ nghèo 2023 | Tỷ lệ hộ nghèo | Hộ nghèo 2024 | Tỷ lệ hộ nghèo",
        "1 | Chợ | 4 | 4,00 | 2 | 2,00",
    )
    assert stated(reading) == {
        "poor_base": 4, "poor_base_rate": Percent(400, 2),
        "poor_goal": 2, "poor_goal_rate": Percent(200, 2),
    }  # fmt: skip
    assert [one.code for one in reading.notices].count("rate-of-the-left") == 1


def test_a_bare_rate_is_that_of_the_count_to_its_left() -> None:
    header = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ (%) | Hộ nghèo 2024"
    reading = annex("1 | Chợ | 100 | 2 | 2,00 | 1", header=header)
    assert reading.plan.targets[0].base.poor.rate == Percent(200, 2)
    assert any("taken for the rates of the counts before them" in one for one in notices(reading))


def test_a_bare_rate_beside_one_that_says_what_it_is_of_is_set_aside() -> None:
    header = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | TL | Tỷ lệ nghèo 2023 | Hộ nghèo 2024"
    reading = annex("1 | Chợ | 100 | 2 | 9,99 | 2,00 | 1", header=header)
    assert reading.plan.targets[0].base.poor.rate == Percent(200, 2)
    assert any("is not checked" in one for one in notices(reading))


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
        "plan.md:5:81: column “Hộ nghèo DTTS 2023” is not checked",
        "plan.md:5:102: column “Số hộ giảm” is not checked",
        "plan.md:8:2: the line “Người lập biểu:” is not a row and was set aside",
    ]


def test_a_heading_of_ordinals_below_that_of_names() -> None:
    reading = read_table(" | Thôn | Hộ nghèo 2023 | Hộ nghèo 2024", "TT | | | ", "1 | Chợ | 4 | 2")
    assert stated(reading) == {"poor_base": 4, "poor_goal": 2}
    assert reading.form.ordinals == ("1",)


def test_households_beside_persons_without_years() -> None:
    reading = read_table(
        "TT | Thôn | | Dân số | Hộ nghèo 2023 | Hộ nghèo 2024",
        " | | Số hộ | Số khẩu | | ",
        "1 | Chợ | 100 | 390 | 4 | 2",
    )
    assert stated(reading) == {**KNOWN, "households_goal": 100, "persons_base": 390}


def test_of_two_further_columns_that_mean_the_same_none_is_taken() -> None:
    labels = ("Số hộ nghèo giảm", "Hộ nghèo giảm")
    reading = read_table(f"{PLAIN} | {' | '.join(labels)}", "1 | Chợ | 100 | 4 | 2 | 2 | 2")
    assert reading.form.further == ()
    assert columns_set_aside(reading) == [f"“{label}”" for label in labels]
