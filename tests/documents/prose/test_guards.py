"""Each guard keeps a figure back under its own name, and lets its like pass."""

import pytest

from povertyplan.documents.prose.guards import GUARDS
from tests.support.lines import read_line

KEPT = [
    ("figure-without-place", "Tỷ lệ hộ nghèo đa chiều còn 1,38%", "1,38%"),
    ("figure-range", "Tỷ lệ hộ nghèo còn 1,3-1,4%", "1,3-1,4%"),
    ("figure-range", "Tỷ lệ hộ nghèo (%): 2,0 - 2,5", "2,0 - 2,5"),
    ("figure-bound", "Tỷ lệ hộ nghèo còn dưới 2%", "2%"),
    ("figure-bound", "Tỷ lệ hộ nghèo (%): ≤ 2,0", "2,0"),
    ("figure-bound", "Vượt chỉ tiêu giảm nghèo: 21 hộ", "21 hộ"),
    ("figure-mean", "Tỷ lệ hộ nghèo giảm bình quân 0,9%", "0,9%"),
    ("figure-mean", "Chỉ tiêu giảm nghèo: 21 hộ/năm", "21 hộ"),
    ("figure-approximate", "Tỷ lệ hộ nghèo còn khoảng 1,4%", "1,4%"),
    ("figure-approximate", "Số hộ nghèo giảm (hộ): khoảng 20", "20"),
    ("figure-of-another-unit", "Tỷ lệ hộ nghèo toàn tỉnh còn 1,4%", "1,4%"),
    ("figure-of-another-unit", "Số hộ nghèo phường 4 giảm 12 hộ", "12 hộ"),
    ("figure-of-another-unit", "Giảm 36 hộ nghèo ở 2 phường", "36"),
    ("figure-of-another-unit", "Trên địa bàn 8 xã, thị trấn giảm 36 hộ nghèo", "36"),
    ("figure-of-another-unit", "Giảm hộ nghèo ở 6/16 phường: giảm 40 hộ", "40 hộ"),
    ("figure-of-a-list", "Tỷ lệ hộ nghèo, hộ cận nghèo lần lượt là 1,4%", "1,4%"),
    ("figure-of-a-part", "Số hộ nghèo thôn Chợ giảm 12 hộ", "12 hộ"),
    ("figure-of-a-part", "Tại 3 thôn giảm 36 hộ nghèo", "36"),
    ("figure-of-a-span", "Giai đoạn này tỷ lệ hộ nghèo giảm 3%", "3%"),
    ("figure-of-a-measure", "Hỗ trợ nhà ở cho hộ nghèo: 36 hộ", "36 hộ"),
    ("figure-of-another-year", "Tỷ lệ hộ nghèo năm 2025 còn 1%", "1%"),
    ("figure-undated", "Tỷ lệ hộ nghèo còn 2,31%", "2,31%"),
    ("figure-undated", "Tỷ lệ hộ nghèo giảm từ 4,5% năm 2021 xuống còn 2,33%", "2,33%"),
    ("figure-undated", "Tỷ lệ hộ nghèo giảm từ 4,5% (năm 2021) xuống còn 2,33%", "2,33%"),
    ("figure-undated", "Tỷ lệ hộ nghèo giảm từ 3,1% đầu năm 2023 xuống còn 2,33%", "2,33%"),
    ("figure-undated", "Tỷ lệ hộ nghèo giảm từ 3,1% đầu kỳ xuống còn 2,33%", "2,33%"),
    ("figure-since", "Tỷ lệ hộ nghèo giảm 3% so với năm 2021", "3%"),
    ("figure-of-another-sentence", "Giảm tỷ lệ hộ nghèo. Giảm 0,91%", "0,91%"),
    ("figure-of-another-sentence", "Xuất khẩu lao động. Phấn đấu đạt 36 người", "36 người"),
    ("figure-apart", "Chỉ tiêu giảm nghèo được giao: 21 hộ", "21 hộ"),
    ("figure-unclear", "Chỉ tiêu giảm nghèo: 21 hộ cận nghèo", "21"),
    ("figure-ambiguous", "Giảm 2% tổng số hộ nghèo", "2%"),
    ("figure-unreadable", "Số hộ nghèo giảm 1,5 hộ", "1,5 hộ"),
]


@pytest.mark.parametrize(("guard", "line", "figure"), KEPT)
def test_a_figure_that_a_guard_keeps_back(guard: str, line: str, figure: str) -> None:
    text = read_line(line)
    assert text.taken == {}
    assert text.told == [(guard, figure)]


def test_each_guard_is_shown() -> None:
    assert {guard for guard, _, _ in KEPT} == GUARDS.keys()


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        ("Giảm 36 hộ nghèo của xã", {"poor_drop": "36"}),
        ("Toàn xã có 8 thôn, phấn đấu giảm 36 hộ nghèo", {"poor_drop": "36"}),
        ("Tỷ lệ hộ nghèo giảm từ 3,1% đầu năm xuống còn 2,33%", {"poor_goal_rate": "2.33%"}),
        ("Tỷ lệ hộ nghèo giảm từ 3,1% đầu năm 2024 xuống còn 2,33%", {"poor_goal_rate": "2.33%"}),
        (
            "Tỷ lệ hộ nghèo giảm từ 4,5% năm 2021 xuống còn 2,33% năm 2024",
            {"poor_goal_rate": "2.33%"},
        ),
        ("Tỷ lệ hộ nghèo giảm 0,93% so với năm 2023", {"poor_rate_drop": "0.93 pp"}),
        ("Giảm tỷ lệ hộ nghèo. Phấn đấu giảm 0,91%", {"poor_rate_drop": "0.91 pp"}),
        ("Chỉ tiêu giảm nghèo (hộ): 21", {"poor_drop": "21"}),
        ("Chỉ tiêu giảm nghèo (ĐVT: hộ): 21", {"poor_drop": "21"}),
    ],
)
def test_a_figure_that_all_guards_let_pass(line: str, taken: dict[str, str]) -> None:
    text = read_line(line)
    assert text.taken == taken
    assert text.told == []


def test_figures_of_numbered_wards_are_of_other_units() -> None:
    text = read_line("Số hộ nghèo giảm ở phường 4: 12 hộ; phường 5: 8 hộ")
    assert text.taken == {}
    assert [code for code, _ in text.told] == ["figure-of-another-unit"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Phấn đấu giảm 540 hộ nghèo của huyện giao cho xã 36 hộ",
        "Hộ nghèo giảm 540 hộ toàn huyện (xã giảm 36 hộ)",
    ],
)
def test_a_figure_behind_that_of_a_district_is_of_it_unless_a_comma_parts_them(line: str) -> None:
    text = read_line(line)
    assert text.taken == {}
    assert [code for code, _ in text.told] == ["figure-of-another-unit"] * 2
    assert read_line("Giảm 540 hộ nghèo của huyện, xã giảm 36 hộ").taken == {"poor_drop": "36"}
