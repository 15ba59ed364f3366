"""Quotas shared out: the real plan beside both rules, bounds, ties and refusals."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from povertyplan import Category, HouseholdCensus, Plan, Tally, Unit, read
from povertyplan.year import Allocation, SharingRule, YearError, allocate

PLAN = read(Path("examples/cao-thuong-2024/plan.md")).plan
QUOTAS = {Category.POOR: 36, Category.NEAR_POOR: 25}


def rows_of(**counts: int | None) -> Sequence[HouseholdCensus]:
    """Return units by their names, with so many poor households."""
    return [HouseholdCensus(Unit(name), 2023, poor=Tally(count)) for name, count in counts.items()]


def planned(plan: Plan, category: Category) -> Mapping[str, int]:
    """Return by how many households a plan brings the count of each unit down."""
    drops = {target.unit.name: target.reduction(category) for target in plan.targets}
    return {name: drop for name, drop in drops.items() if drop is not None}


def shared(category: Category, rule: SharingRule) -> Allocation:
    """Share the quota of the real plan out over its units."""
    bases = [target.base for target in PLAN.targets]
    return allocate(QUOTAS[category], bases, category, rule=rule)


def unlike_the_plan(allocation: Allocation) -> dict[str, int]:
    """Return the shares that differ from what the real plan sets."""
    drops = planned(PLAN, allocation.category)
    shares = {share.unit.name: share.count for share in allocation.shares}
    return {name: count for name, count in shares.items() if count != drops[name]}


def test_the_real_plan_is_not_proportional() -> None:
    allocation = shared(Category.POOR, SharingRule.PROPORTIONAL)
    assert allocation.level == Fraction(36, 90)
    assert unlike_the_plan(allocation) == {
        "Hoà Sơn": 3,
        "Chám": 1,
        "Bậu": 1,
        "Tân Lập": 2,
        "Trong Hạ": 2,
        "Phố Bùi": 1,
        "Đồi Đỏ": 2,
    }
    drops = planned(PLAN, Category.POOR)
    far = [each for each in allocation.shares if abs(drops[each.unit.name] - each.exact) > 1]
    assert [share.unit.name for share in far] == ["Trong Hạ"]
    assert len(unlike_the_plan(shared(Category.NEAR_POOR, SharingRule.PROPORTIONAL))) == 21


def test_the_real_plan_is_levelled_but_for_who_is_rounded_up() -> None:
    poor = shared(Category.POOR, SharingRule.LEVEL)
    assert poor.level == Fraction(46, 21)
    drops = planned(PLAN, Category.POOR)
    rounded = [each for each in poor.shares if abs(drops[each.unit.name] - each.exact) < 1]
    assert len(rounded) == 24
    # The plan rounds up where few are poor; the rule here, where many are.
    assert unlike_the_plan(poor) == {
        "Hoà Sơn": 6,
        "Tân Lập": 4,
        "Đình Giã": 0,
        "Vườn Đình": 3,
        "Đồi Đỏ": 2,
        **dict.fromkeys(("Phố Mới", "Đông", "Chợ", "Ngô Xá"), 0),
    }
    remainders = [share.exact - int(share.exact) for share in poor.shares]
    assert remainders.count(Fraction(17, 21)) == 21
    assert sum(share.count > share.exact for share in poor.shares) == 17


def test_the_near_poor_of_the_real_plan_are_levelled() -> None:
    near_poor = shared(Category.NEAR_POOR, SharingRule.LEVEL)
    assert near_poor.level == Fraction(79, 16)
    assert unlike_the_plan(near_poor) == {"Hoà Sơn": 6, "Đình": 0, "Bùi": 0}


def test_nothing_of_the_real_plan_is_tied() -> None:
    for category in Category:
        for rule in SharingRule:
            assert not shared(category, rule).ties


def test_bounds_hold_in_any_spelling_of_a_name() -> None:
    rows = rows_of(**{"Hoà Sơn": 8, "Chám": 2, "Ngò": 4})
    allocation = allocate(
        6, rows, rule=SharingRule.LEVEL, at_most={"Hòa Sơn": 3}, at_least={"CHÁM": 1}
    )
    assert [(share.low, share.high) for share in allocation.shares] == [(0, 3), (1, 2), (0, 4)]
    assert [share.count for share in allocation.shares] == [3, 1, 2]
    assert allocation.goals == {"Hoà Sơn": 5, "Chám": 1, "Ngò": 2}


def test_no_unit_gives_more_than_it_has() -> None:
    allocation = allocate(
        3, rows_of(Chợ=2, Ngò=2), rule=SharingRule.PROPORTIONAL, at_most={"Chợ": 9}
    )
    assert [share.high for share in allocation.shares] == [2, 2]


def test_units_without_room_get_what_they_must() -> None:
    bounds = {"Chợ": 2, "Ngò": 1}
    for rule in SharingRule:
        allocation = allocate(3, rows_of(Chợ=2, Ngò=4), rule=rule, at_least=bounds, at_most=bounds)
        assert [share.count for share in allocation.shares] == [2, 1]
    assert allocate(0, [], rule=SharingRule.LEVEL).shares == ()


def test_of_equal_remainders_more_households_go_first_then_the_higher_share() -> None:
    rows = [
        HouseholdCensus(Unit("A"), 2023, 100, poor=Tally(3)),
        HouseholdCensus(Unit("B"), 2023, 50, poor=Tally(3)),
        HouseholdCensus(Unit("C"), 2023, 400, poor=Tally(4)),
    ]
    allocation = allocate(5, rows, rule=SharingRule.LEVEL)
    assert [share.exact for share in allocation.shares] == [
        Fraction(4, 3), Fraction(4, 3), Fraction(7, 3),
    ]  # fmt: skip
    assert [share.count for share in allocation.shares] == [1, 1, 3]
    allocation = allocate(6, rows, rule=SharingRule.LEVEL)
    assert [share.count for share in allocation.shares] == [1, 2, 3]
    assert not allocation.ties


def test_the_order_decides_where_not_all_households_are_known() -> None:
    rows = [
        HouseholdCensus(Unit("A"), 2023, None, poor=Tally(3)),
        HouseholdCensus(Unit("B"), 2023, 50, poor=Tally(3)),
    ]
    allocation = allocate(3, rows, rule=SharingRule.LEVEL)
    assert [share.count for share in allocation.shares] == [2, 1]
    assert list(allocation.ties) == list(allocation.shares)


@pytest.mark.parametrize(
    ("arguments", "said", "in_vietnamese"),
    [
        (
            {"quota": 7},
            "A quota of 7 is outside 0 to 6, which the units can give together. Change the quota,",
            "Chỉ tiêu 7 hộ nằm ngoài khoảng từ 0 đến 6 hộ mà các đơn vị có thể giảm. Đề nghị sửa",
        ),
        (
            {"at_most": {"Ngòi": 1}},
            "No unit is named “Ngòi”; did you mean “Ngò”?",
            "Không có đơn vị nào tên là “Ngòi”; có phải là “Ngò” không?",
        ),
        (
            {"at_least": {"Hoà Sơn": 1}},
            "No unit is named “Hoà Sơn”.",
            "Không có đơn vị nào tên là “Hoà Sơn”.",
        ),
        (
            {"at_least": {"Chợ": 2}, "at_most": {"Chợ": 1}},
            "“Chợ” is asked for at least 2, but can give at most 1. Change one of them.",
            "“Chợ” được giao tối thiểu 2 hộ, nhưng chỉ giảm được tối đa 1 hộ. Đề nghị sửa một",
        ),
        (
            {"at_least": {"Chợ": 3}},
            "“Chợ” is asked for at least 3, but can give at most 2. Change one of them.",
            "“Chợ” được giao tối thiểu 3 hộ, nhưng chỉ giảm được tối đa 2 hộ. Đề nghị sửa một",
        ),
        (
            {"at_most": {"Chợ": 1, "chợ": 2}},
            "“chợ” has two bounds. Leave one of them out.",
            "“chợ” có hai mức giới hạn. Đề nghị bỏ bớt một mức.",
        ),
        (
            {"rows": [*rows_of(Chợ=2, Ngò=4), *rows_of(CHỢ=1)], "at_most": {"Chợ": 1}},
            "Rows 1, 3 are all named “Chợ”, so nothing tells whose bound it is. Give them names",
            "Các dòng 1, 3 cùng có tên “Chợ” nên không rõ mức giới hạn là của dòng nào. Đề nghị",
        ),
        (
            {"rows": rows_of(Chợ=2, Ngò=None)},
            "Row 2, “Ngò”: the poor households of 2023 are blank. Fill them in.",
            "Dòng 2, “Ngò”: chưa ghi số hộ nghèo năm 2023. Đề nghị bổ sung.",
        ),
    ],
)
def test_what_cannot_be_shared_is_refused(
    arguments: dict[str, object], said: str, in_vietnamese: str
) -> None:
    usual = {"quota": 3, "rows": rows_of(Chợ=2, Ngò=4), "rule": SharingRule.LEVEL}
    with pytest.raises(YearError) as refused:
        allocate(**{**usual, **arguments})  # type: ignore[arg-type]  # arguments of several types
    assert str(refused.value).startswith(said)
    assert refused.value.text("vi").startswith(in_vietnamese)


def test_a_rule_is_required() -> None:
    with pytest.raises(TypeError, match="rule"):
        allocate(1, rows_of(Chợ=2))  # type: ignore[call-arg]  # what is refused


def test_rows_of_one_name_are_shared_by_position() -> None:
    rows = [*rows_of(Ngò=4), *rows_of(Ngò=2)]
    allocation = allocate(3, rows, rule=SharingRule.LEVEL)
    assert [share.goal for share in allocation.shares] == [1, 2]
    with pytest.raises(YearError, match="Rows 1, 2 are all named “Ngò”"):
        _ = allocation.goals
