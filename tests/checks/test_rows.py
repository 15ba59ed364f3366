"""Goals above their base."""

import pytest

from povertyplan import Plan, check


@pytest.mark.parametrize(
    ("poor", "near_poor", "places"),
    [
        ((5, 3), (4, 6), []),
        ((5, 3), (4, 7), ["near_poor_goal"]),
        ((5, 5), (4, 5), ["near_poor_goal"]),
        ((5, 6), (4, 3), ["poor_goal"]),
        ((5, 6), (4, 5), ["poor_goal", "near_poor_goal"]),
        ((None, 3), (4, 5), []),
        ((5, None), (4, 5), []),
        ((5, 3), (None, 5), []),
        ((5, 3), (4, None), []),
    ],
)
def test_the_near_poor_may_rise_by_those_who_leave_poverty(
    poor: tuple[int | None, int | None], near_poor: tuple[int | None, int | None], places: list[str]
) -> None:
    row = {"poor_base": poor[0], "poor_goal": poor[1]}
    row |= {"near_poor_base": near_poor[0], "near_poor_goal": near_poor[1]}
    found = check(Plan.of(2024, [row]), select=["PP306"]).findings
    assert [finding.place.field for finding in found] == places


def test_the_poor_of_another_row_do_not_count() -> None:
    rows = [
        {"poor_base": 5, "poor_goal": 3, "near_poor_base": 4, "near_poor_goal": 4},
        {"poor_base": 5, "poor_goal": 5, "near_poor_base": 4, "near_poor_goal": 6},
    ]
    total = {"poor_base": 10, "poor_goal": 8, "near_poor_base": 8, "near_poor_goal": 10}
    found = check(Plan.of(2024, rows, total=total)).findings
    assert [str(finding.place) for finding in found] == ["2/near_poor_goal"]


def test_without_the_poor_nothing_is_judged() -> None:
    report = check(Plan.of(2024, [{"near_poor_base": 4, "near_poor_goal": 6}]), select=["PP306"])
    assert report.findings == ()
    assert [gap.code for gap in report.skipped] == ["PP306"]


@pytest.mark.parametrize(
    ("households", "vi"),
    [
        (57, "số hộ giảm từ 95 xuống 57 (còn 60% so với năm trước)"),
        (190, "số hộ tăng từ 95 lên 190 (bằng 200% năm trước)"),
    ],
)
def test_how_households_change_is_said(households: int, vi: str) -> None:
    rows = [{"households_base": 100 + n, "households_goal": 102 + n} for n in range(6)]
    rows.append({"households_base": 95, "households_goal": households})
    (finding,) = check(Plan.of(2024, rows), select=["PP307"]).findings
    usual = "mức ở giữa (trung vị) của các thôn, tổ dân phố là khoảng 102%"
    assert finding.text("vi") == f"dòng 7: {vi}; {usual}"


def test_households_that_do_not_change_where_all_others_do() -> None:
    rows = [{"households_base": 100 + n, "households_goal": 200 + 2 * n} for n in range(6)]
    rows.append({"households_base": 95, "households_goal": 95})
    (finding,) = check(Plan.of(2024, rows), select=["PP307"]).findings
    usual = "mức ở giữa (trung vị) của các thôn, tổ dân phố bằng khoảng 200% năm trước"
    assert finding.text("vi") == f"dòng 7: số hộ vẫn là 95 như năm trước; {usual}"
