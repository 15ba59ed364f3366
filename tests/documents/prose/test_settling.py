"""Shares beside a drop: percentage points of all households, or a share of the poor."""

from collections.abc import Mapping

import pytest

from povertyplan import Part
from povertyplan.documents.content import Paragraph
from povertyplan.documents.prose.targets import Stated, stated
from povertyplan.model.fields import Count, Field, Value
from povertyplan.reading import Source

#: 90 of 3.898 poor households to 54 of 3.924: 0,93 points, or 40 % of the poor.
ANNEX: Mapping[Field, Value] = {
    Count.HOUSEHOLDS_BASE: 3898,
    Count.POOR_BASE: 90,
    Count.NEAR_POOR_BASE: 135,
    Count.HOUSEHOLDS_GOAL: 3924,
    Count.POOR_GOAL: 54,
    Count.NEAR_POOR_GOAL: 110,
}


def read(line: str, annex: Mapping[Field, Value] | None = None) -> Stated:
    return stated([Paragraph(line, Source(line=1))], (2023, 2024), None, annex)


def drops(text: Stated) -> dict[str, str]:
    flat = text.flat(Part.HEADLINE).items()
    return {name.value: str(value) for name, value in flat if name.value.endswith("rate_drop")}


def codes(text: Stated) -> list[str]:
    return [notice.code for notice in text.notices]


@pytest.mark.parametrize(
    ("line", "drop"),
    [
        ("Giảm 36 hộ nghèo (0,93%)", {"poor_rate_drop": "0.93 pp"}),
        ("Hộ nghèo giảm 36 hộ (0,9%)", {"poor_rate_drop": "0.9 pp"}),
        ("Giảm 0,93% tổng số hộ nghèo", {"poor_rate_drop": "0.93 pp"}),
        ("Hộ cận nghèo giảm 25 hộ (0,66%)", {"near_poor_rate_drop": "0.66 pp"}),
    ],
)
def test_points_that_fit_the_annex_are_taken_and_told(line: str, drop: dict[str, str]) -> None:
    text = read(line, ANNEX)
    assert drops(text) == drop
    assert codes(text) == ["figure-settled"]
    assert codes(read(line)) == ["figure-ambiguous"]


@pytest.mark.parametrize(
    "line",
    [
        "Hộ nghèo giảm 18 hộ, tương đương 0,62%; cuối năm còn 37 hộ, tỷ lệ 1,27%",
        "Hộ cận nghèo giảm 18 hộ, tương đương 0,6%; cuối năm còn 37 hộ, tỷ lệ 1,27%",
        # 1,25 and 1,15 are ties, which one figure may round up and the other down.
        "Hộ nghèo giảm 10 hộ, tương đương 1,2%; cuối năm còn 10 hộ, tỷ lệ 1,3%",
        "Hộ nghèo giảm 10 hộ, tương đương 1,2%; cuối năm còn 10 hộ, tỷ lệ 1,1%",
    ],
)
def test_points_that_fit_the_line_are_taken_and_told(line: str) -> None:
    text = read(line)
    assert len(drops(text)) == 1
    assert codes(text) == ["figure-settled"]


@pytest.mark.parametrize(
    "line",
    [
        "Giảm 40% hộ nghèo",  # a share of the poor in the annex
        "Giảm 36 hộ nghèo (0,92%)",  # neither
        "Giảm 1.500.000% hộ nghèo",
        "Hộ nghèo giảm 36 hộ, tương đương 40%; cuối năm còn 54 hộ, tỷ lệ 1,38%",
        "Hộ nghèo giảm 36 hộ, tương đương 40%; cuối năm còn 54 hộ",
        "Hộ nghèo giảm 18 hộ, tương đương 0,8%; cuối năm còn 37 hộ, tỷ lệ 1,27%",
        "Hộ nghèo giảm 18 hộ, tương đương 0,8%; cuối năm còn 0 hộ, tỷ lệ 0%",
        "Hộ nghèo giảm 0 hộ, tương đương 0,8%; cuối năm còn 0 hộ, tỷ lệ 0%",
        # Which of two counts is meant is not known.
        "Hộ nghèo giảm 18 hộ, tương đương 0,62%; còn 37 hộ, tỷ lệ 1,27%; giảm 19 hộ",
        "Giảm 3/4% hộ nghèo",
    ],
)
def test_others_are_told_as_they_were(line: str) -> None:
    text = read(line, ANNEX)
    assert drops(text) == {}
    assert "figure-ambiguous" in codes(text)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Toàn huyện giảm 0,93% hộ nghèo", "figure-of-another-unit"),
        ("Trong đó thôn Ngò giảm 0,93% hộ nghèo", "figure-of-a-part"),
        ("Giảm trên 0,93% hộ nghèo", "figure-bound"),
        ("Giảm khoảng 0,93% hộ nghèo", "figure-approximate"),
        ("Bình quân mỗi năm giảm 0,93% hộ nghèo", "figure-mean"),
    ],
)
def test_what_is_no_target_of_the_plan_is_none_though_it_fits_the_annex(
    line: str, code: str
) -> None:
    text = read(line, ANNEX)
    assert (drops(text), codes(text)) == ({}, [code])


def test_a_figure_that_fits_both_ways_is_told() -> None:
    # Of 90 households that are all poor, points are per cents of the poor.
    everyone = {**ANNEX, Count.HOUSEHOLDS_BASE: 90, Count.HOUSEHOLDS_GOAL: 90}
    assert codes(read("Giảm 40% hộ nghèo", everyone)) == ["figure-ambiguous"]


@pytest.mark.parametrize("lacks", [Count.HOUSEHOLDS_BASE, Count.HOUSEHOLDS_GOAL, Count.POOR_BASE])
def test_an_annex_without_a_figure_settles_nothing(lacks: Count) -> None:
    for value in (None, 0):
        annex = {**ANNEX, lacks: value}
        assert codes(read("Giảm 36 hộ nghèo (0,93%)", annex)) == ["figure-ambiguous"]


@pytest.mark.parametrize(
    "line",
    [
        "- Tỷ lệ hộ nghèo giảm từ 3,95% xuống còn 2,31%",
        "- Hộ nghèo từ 120 hộ giảm còn 90 hộ",
        "- Tỷ lệ hộ cận nghèo giảm từ 4,6% xuống 3,46%",
    ],
)
def test_the_end_of_a_change_that_is_of_the_base_year_is_told(line: str) -> None:
    text = read(line, ANNEX)
    assert text.values == {}
    assert codes(text) == ["figure-undated"]
    assert list(read(line).values) != []


def test_a_base_that_is_the_goal_of_the_others_is_of_the_base_year() -> None:
    annex = {**ANNEX, Count.NEAR_POOR_GOAL: 90}
    assert codes(read("- Hộ nghèo từ 120 hộ giảm còn 90 hộ", annex)) == ["figure-undated"]


@pytest.mark.parametrize(
    ("line", "goal"),
    [
        ("Năm 2024, tỷ lệ hộ nghèo giảm từ 3,95% xuống còn 2,31%", "2.31%"),
        ("Phấn đấu tỷ lệ hộ nghèo giảm từ 3,95% xuống còn 2,31%", "2.31%"),
        ("- Tỷ lệ hộ nghèo giảm từ 2,31% xuống còn 1,38%", "1.38%"),
        ("- Tỷ lệ hộ nghèo giảm từ 2,31% xuống còn 1,83%", "1.83%"),
    ],
)
def test_a_dated_change_and_another_end_are_taken(line: str, goal: str) -> None:
    assert [str(value) for value in read(line, ANNEX).values.values()] == [goal]


@pytest.mark.parametrize(
    "annex",
    [
        {},
        {Count.POOR_BASE: 90},
        {Count.HOUSEHOLDS_BASE: 3898},
        {Count.POOR_GOAL: 54, Count.HOUSEHOLDS_GOAL: 3924},
    ],
)
def test_an_annex_without_figures_settles_no_year(annex: Mapping[Field, Value]) -> None:
    text = read("- Tỷ lệ hộ nghèo giảm từ 3,95% xuống còn 2,31%", annex)
    assert [str(value) for value in text.values.values()] == ["2.31%"]
