"""Rates whose headings do not say whose they are, beside their counts."""

import pytest

from povertyplan import check, read_text
from povertyplan.model.percent import Percent
from tests.support.annexes import columns_set_aside, read_table, stated

START = "TT | Thôn | Số hộ 2023"
POOR = {"poor_base": 4, "poor_base_rate": Percent(400, 2)}


@pytest.mark.parametrize(
    "label",
    [
        "Tỷ lệ năm 2023", "Tỷ lệ 2023 (%)", "TL 2023", "Chiếm tỷ lệ (%)", "Tỷ lệ tương ứng",
        "So với tổng số hộ (%)", "% so với tổng số hộ", "Tỷ lệ trên tổng số hộ dân cư năm 2023",
        "Tỷ lệ % so với tổng số hộ tự nhiên", "Tỷ lệ/tổng số hộ", "Tỷ lệ cuối năm 2023",
        "Tỷ lệ đến 31/12/2023", "Tỷ lệ hộ (%)", "Tỷ lệ so với tổng số hộ toàn xã",
    ],
)  # fmt: skip
def test_a_rate_of_all_households_is_of_the_count_to_its_left(label: str) -> None:
    header = f"{START} | Hộ nghèo 2023 | {label} | Hộ nghèo 2024"
    reading = read_table(header, "1 | Chợ | 100 | 4 | 4,00 | 2")
    assert stated(reading) == {"households_base": 100, **POOR, "poor_goal": 2}
    assert [one.code for one in reading.notices].count("rate-of-the-left") == 1


@pytest.mark.parametrize(
    "label",
    [
        "Tỷ lệ năm 2024", "Tỷ lệ so với năm 2022", "Tỷ lệ thực hiện (%)", "% so với kế hoạch",
        "Tỷ lệ giảm (%)", "So với cùng kỳ (%)", "% so với tổng số hộ nghèo", "Tỷ lệ hộ DTTS",
    ],
)  # fmt: skip
def test_a_rate_of_something_else_is_set_aside_and_told(label: str) -> None:
    header = f"{START} | Hộ nghèo 2023 | {label} | Hộ nghèo 2024"
    reading = read_table(header, "1 | Chợ | 100 | 4 | 9,00 | 2")
    assert stated(reading) == {"households_base": 100, "poor_base": 4, "poor_goal": 2}
    assert columns_set_aside(reading) == [f"“{label}”"]


def test_a_rate_of_the_poor_is_not_the_poor_rate() -> None:
    header = f"{START} | Hộ nghèo 2023 | Hộ nghèo 2024 | % so với tổng số hộ nghèo 2024"
    reading = read_table(header, "1 | Chợ | 100 | 4 | 2 | 50,0")
    assert "poor_goal_rate" not in stated(reading)


def test_every_rate_is_checked() -> None:
    header = (
        "TT | Thôn | Số hộ năm 2023 | Số hộ năm 2024 | Hộ nghèo năm 2023 | Tỷ lệ năm 2023"
        " | Hộ nghèo năm 2024 | Tỷ lệ năm 2024 | Hộ cận nghèo năm 2023 | Tỷ lệ năm 2023"
    )
    row = "1 | Chợ | 1000 | 1000 | 30 | 3,00 | 20 | 1,00 | 40 | 4,00"
    (finding,) = check(read_table(header, row), select=["PP2"]).findings
    assert str(finding.place.field) == "poor_goal_rate"


@pytest.mark.parametrize(
    ("rates", "read"),
    [
        ("Tỷ lệ 2023 | Tỷ lệ 2024", ["poor_base_rate", "poor_goal_rate"]),
        ("Tỷ lệ 2024 | Tỷ lệ 2023", ["poor_base_rate", "poor_goal_rate"]),
        ("Tỷ lệ 2022 | Tỷ lệ 2023", ["poor_base_rate"]),
    ],
)
def test_rates_of_both_years_behind_the_counts_of_both(rates: str, read: list[str]) -> None:
    header = f"{START} | Hộ nghèo 2023 | Hộ nghèo 2024 | {rates}"
    figures = stated(read_table(header, "1 | Chợ | 100 | 4 | 4 | 4,00 | 4,00"))
    assert sorted(name for name in figures if name.endswith("rate")) == read


def test_rates_behind_the_counts_of_both_periods() -> None:
    header = "TT | Thôn | Số hộ | Hộ nghèo đầu năm | Hộ nghèo dự kiến | TL đầu năm | TL dự kiến"
    figures = stated(read_table(header, "1 | Chợ | 100 | 4 | 2 | 4,00 | 2,00"))
    assert figures["poor_base_rate"] == Percent(400, 2)
    assert figures["poor_goal_rate"] == Percent(200, 2)


def test_of_counts_of_two_categories_the_rate_is_not_guessed() -> None:
    header = f"{START} | Hộ nghèo 2023 | Hộ cận nghèo 2024 | Tỷ lệ 2023 | Hộ nghèo 2024"
    reading = read_table(header, "1 | Chợ | 100 | 4 | 4 | 4,00 | 2")
    assert columns_set_aside(reading) == ["“Tỷ lệ 2023”"]


def test_rates_that_stand_before_their_counts_are_not_guessed() -> None:
    header = f"{START} | Tỷ lệ 2023 | Hộ nghèo 2023 | Tỷ lệ 2023 | Hộ cận nghèo 2023"
    reading = read_table(f"{header} | Hộ nghèo 2024", "1 | Chợ | 100 | 4,00 | 4 | 2,00 | 2 | 2")
    assert not any(name.endswith("rate") for name in stated(reading))
    assert len(columns_set_aside(reading)) == 2


def grouped(*columns: str) -> dict[str, str]:
    """Return the rates of the first row of a table of groups of two years, each under a heading."""
    heads = "".join(f"<th colspan=2>{column}" for column in columns)
    years = "<th>Năm 2025<th>Kế hoạch năm 2026" * len(columns)
    counts = {"Số hộ": (100, 100), "Hộ nghèo": (4, 3), "Hộ cận nghèo": (8, 6)}
    cells = [counts.get(column, ("4,00", "3,00")) for column in columns]
    rates = "".join(f"<td>{first}<td>{second}" for first, second in cells)
    page = (
        f"<table><tr><th rowspan=2>TT<th rowspan=2>Thôn{heads}<tr>{years}"
        f"<tr><td>1<td>Chợ{rates}</table>"
    )
    reading = read_text(page, format="html")
    told = [str(notice) for notice in reading.notices if notice.code == "rate-of-the-left"]
    assert len(told) == (1 if "rate" in str(stated(reading)) else 0)
    return {name: str(value) for name, value in stated(reading).items() if name.endswith("_rate")}


def test_rates_under_a_heading_of_their_own_are_of_the_counts_of_the_same_years() -> None:
    poor = {"poor_base_rate": "4.00%", "poor_goal_rate": "3.00%"}
    near = {f"near_{name}": value for name, value in poor.items()}
    assert grouped("Số hộ", "Hộ nghèo", "Tỷ lệ (%)") == poor
    assert grouped("Số hộ", "Hộ nghèo", "Tỷ lệ (%)", "Hộ cận nghèo", "Chiếm tỷ lệ") == poor | near


def test_rates_that_may_be_of_two_categories_are_left_open() -> None:
    assert grouped("Số hộ", "Hộ nghèo", "Hộ cận nghèo", "Tỷ lệ (%)") == {}


def test_columns_taken_for_rates_are_told_in_one_notice() -> None:
    header = (
        "TT | Thôn | Số hộ | Hộ nghèo 2025 | Tỷ lệ (%) | Hộ nghèo 2026 | Tỷ lệ (%) | Cận nghèo 2026"
        " | Tỷ lệ 2026"
    )
    reading = read_table(header, "1 | Chợ | 100 | 4 | 4,00 | 3 | 3,00 | 5 | 5,00")
    (notice,) = [one for one in reading.notices if one.code == "rate-of-the-left"]
    assert str(notice) == (
        "columns taken for the rates of the counts before them: “Tỷ lệ (%)” (5, 7), “Tỷ lệ 2026”"
    )
