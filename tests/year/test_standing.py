"""How far a target has come: shares, what is left, and the words for it."""

from fractions import Fraction

import pytest
from attrs import evolve

from povertyplan import Count, Unit
from povertyplan.year import Standing, achieved

COMMUNE = Unit("Cao Thượng")
HALF = Fraction(1, 2)


def standing(field: Count, base: int, goal: int, now: int) -> Standing:
    return Standing(COMMUNE, field, base, goal, now, HALF)


def test_one_formula_for_both_directions() -> None:
    assert (achieved(90, 54, 72), achieved(0, 260, 130)) == (HALF, HALF)
    assert achieved(0, 8563, 4348) == Fraction(4348, 8563)
    assert achieved(2, 2, 3) is None


@pytest.mark.parametrize(
    ("target", "needed", "per_month"),
    [
        (standing(Count.POOR_GOAL, 90, 54, 72), 18, 3),
        (standing(Count.POOR_GOAL, 90, 54, 50), 0, 0),
        (standing(Count.POOR_GOAL, 2, 2, 3), 1, Fraction(1, 6)),
        (standing(Count.POOR_GOAL, 2, 2, 1), 0, 0),
        (standing(Count.POOR_GOAL, 2, 3, 2), 1, Fraction(1, 6)),
        (standing(Count.NEW_JOBS, 0, 260, 130), 130, Fraction(65, 3)),
        (standing(Count.NEW_JOBS, 0, 260, 300), 0, 0),
        (standing(Count.NEW_JOBS, 0, 0, 3), 0, 0),
    ],
)
def test_what_is_left(target: Standing, needed: int, per_month: Fraction) -> None:
    assert (target.needed, target.per_month) == (needed, per_month)


def test_no_month_is_left_at_the_end_of_the_year() -> None:
    assert Standing(COMMUNE, Count.NEW_JOBS, 0, 260, 130, Fraction(1)).per_month is None


@pytest.mark.parametrize(
    ("now", "share"), [(4348, "50,8%"), (8563, "100,0%"), (0, "0,0%"), (9000, "105,1%")]
)
def test_shares_are_rounded_half_up_to_one_place(now: int, share: str) -> None:
    assert standing(Count.NEW_JOBS, 0, 8563, now).achieved_text("vi") == share


def test_shares_of_what_goes_the_other_way_and_of_nothing() -> None:
    assert standing(Count.POOR_GOAL, 90, 54, 92).achieved_text("en") == "-5.6%"
    assert standing(Count.POOR_GOAL, 2, 2, 2).achieved_text("en") == ""


def test_standings_in_words() -> None:
    rising = evolve(
        standing(Count.NEAR_POOR_GOAL, 135, 110, 137),
        exits=3,
        missing=(Unit("Chợ"), Unit("Ngò")),
    )
    assert rising.text("en") == (
        "Cao Thượng: near-poor households now 137, planned to go from 135 to 110; -8.0% of the plan"
        " after 6 of 12 months; 27 to go; net rise 2; 3 left near-poverty; without Chợ, Ngò"
    )
    assert rising.text("vi") == (
        "Cao Thượng: số hộ cận nghèo hiện có 137, kế hoạch từ 135 còn 110; đạt -8,0% kế hoạch sau"
        " 6/12 tháng; còn phải thực hiện 27; thực tăng 2 hộ; 3 hộ thoát cận nghèo; chưa có số liệu"
        " của Chợ, Ngò"
    )


def test_standings_of_kept_counts_and_of_workers_in_words() -> None:
    kept, trained = standing(Count.POOR_GOAL, 2, 2, 2), standing(Count.TRAINED, 0, 7565, 7600)
    assert kept.text("en") == "Cao Thượng: poor households now 2, planned to stay at 2"
    assert kept.text("vi") == "Cao Thượng: số hộ nghèo hiện có 2, kế hoạch giữ ở mức 2"
    assert trained.text("vi") == (
        "Cao Thượng: số lao động qua đào tạo đến nay là 7.600, kế hoạch 7.565; đạt 100,5% kế hoạch"
        " sau 6/12 tháng"
    )


def test_a_share_of_the_plan_larger_than_documents_print() -> None:
    standing = Standing(Unit("Chợ"), Count.NEW_JOBS, 0, 1, 10**15 - 1, Fraction(1, 2))
    assert standing.achieved_text("vi") == "99.999.999.999.999.900,0%"
