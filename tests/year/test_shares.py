"""A share says how it was found; values that no rule gives are refused."""

import pytest
from attrs import evolve

from povertyplan import Category, HouseholdCensus, Tally, Unit
from povertyplan.year import Allocation, Share, SharingBasis, SharingRule, allocate

RATIO = SharingBasis(SharingRule.PROPORTIONAL, Category.POOR, 36, 90)
LEVEL = SharingBasis(SharingRule.LEVEL, Category.NEAR_POOR, 46, 21)


def share_of(basis: SharingBasis, base: int, count: int, low: int = 0, high: int = 99) -> Share:
    return Share(Unit("Trong Hạ"), basis, base, low, min(base, high), count)


@pytest.mark.parametrize(
    ("share", "english", "vietnamese"),
    [
        (
            share_of(RATIO, 6, 2),
            "Trong Hạ: 6 poor households; 36 of 90 is 2.4; it gets 2",
            "Trong Hạ: 6 hộ nghèo; tính theo tỷ lệ 36/90 là 2,4 hộ; giao 2 hộ",
        ),
        (
            share_of(RATIO, 1, 0),
            "Trong Hạ: 1 poor household; 36 of 90 is 0.4; it gets 0",
            "Trong Hạ: 1 hộ nghèo; tính theo tỷ lệ 36/90 là 0,4 hộ; giao 0 hộ",
        ),
        (
            share_of(RATIO, 6, 3),
            (
                "Trong Hạ: 6 poor households; 36 of 90 is 2.4; rounded up, so that all shares make"
                " the quota; it gets 3"
            ),
            (
                "Trong Hạ: 6 hộ nghèo; tính theo tỷ lệ 36/90 là 2,4 hộ; làm tròn lên để tổng đúng"
                " bằng chỉ tiêu; giao 3 hộ"
            ),
        ),
        (
            share_of(RATIO, 10, 3, high=3),
            "Trong Hạ: 10 poor households; 36 of 90 is 4; asked for at most 3; it gets 3",
            "Trong Hạ: 10 hộ nghèo; tính theo tỷ lệ 36/90 là 4 hộ; tối đa 3 hộ; giao 3 hộ",
        ),
        (
            share_of(RATIO, 2, 1, low=1),
            "Trong Hạ: 2 poor households; 36 of 90 is 0.8; asked for at least 1; it gets 1",
            "Trong Hạ: 2 hộ nghèo; tính theo tỷ lệ 36/90 là 0,8 hộ; tối thiểu 1 hộ; giao 1 hộ",
        ),
        (
            share_of(LEVEL, 6, 4),
            "Trong Hạ: 6 near-poor households; the level is 2.19; 3.81 above it; it gets 4",
            "Trong Hạ: 6 hộ cận nghèo; mức chung 2,19 hộ, vượt 3,81 hộ; giao 4 hộ",
        ),
        (
            share_of(LEVEL, 1, 0),
            "Trong Hạ: 1 near-poor household; not above the level of 2.19; it gets 0",
            "Trong Hạ: 1 hộ cận nghèo; không vượt mức chung 2,19 hộ; giao 0 hộ",
        ),
        (
            share_of(LEVEL, 2, 1, low=1),
            (
                "Trong Hạ: 2 near-poor households; not above the level of 2.19; asked for at least"
                " 1; it gets 1"
            ),
            "Trong Hạ: 2 hộ cận nghèo; không vượt mức chung 2,19 hộ; tối thiểu 1 hộ; giao 1 hộ",
        ),
        (
            evolve(share_of(LEVEL, 3, 0), tied=True),
            (
                "Trong Hạ: 3 near-poor households; the level is 2.19; 0.81 above it; rounded down,"
                " so that all shares make the quota; the same as others in all respects, so the"
                " order of the list decided; it gets 0"
            ),
            (
                "Trong Hạ: 3 hộ cận nghèo; mức chung 2,19 hộ, vượt 0,81 hộ; làm tròn xuống để tổng"
                " đúng bằng chỉ tiêu; ngang các đơn vị khác về mọi mặt, xét theo thứ tự trong danh"
                " sách; giao 0 hộ"
            ),
        ),
    ],
)
def test_a_share_says_how_it_was_found(share: Share, english: str, vietnamese: str) -> None:
    assert (share.text("en"), share.text("vi")) == (english, vietnamese)


@pytest.mark.parametrize(
    ("low", "high", "count", "said"),
    [
        (0, 6, 7, "Share.count of 'Trong Hạ' must be from 0 to 6 and at most 6, got 7"),
        (3, 6, 2, "must be from 3 to 6 and at most 6, got 2"),
        (0, 9, 2, "must be from 0 to 9 and at most 6, got 2"),
        (0, 6, 4, "Share.count of 'Trong Hạ' must be 12/5 rounded, got 4"),
        (0, 6, 1, "must be 12/5 rounded, got 1"),
    ],
)
def test_a_share_that_no_rule_gives_is_refused(low: int, high: int, count: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Share(Unit("Trong Hạ"), RATIO, 6, low, high, count)


def test_shares_of_another_quota_are_refused() -> None:
    allocation = allocate(
        2, [HouseholdCensus(Unit("Chợ"), 2023, poor=Tally(6))], rule=SharingRule.LEVEL
    )
    with pytest.raises(ValueError, match=r"Allocation.shares must make 3, got 2"):
        evolve(allocation, quota=3)
    with pytest.raises(ValueError, match=r"must all have the basis of the allocation"):
        Allocation(2, LEVEL, allocation.shares)


def test_a_rule_is_one_of_two_words() -> None:
    assert [SharingRule(word) for word in ("level", "proportional")] == list(SharingRule)
    with pytest.raises(ValueError, match="must be a SharingRule, got 'equal'"):
        SharingRule("equal")
