"""What is true of every quota that is shared out, by either rule."""

from collections.abc import Mapping, Sequence

import pytest
from attrs import evolve
from hypothesis import assume, example, given
from hypothesis import strategies as st

from povertyplan import Category, HouseholdCensus, Tally, Unit
from povertyplan.strategies import Quota, quotas
from povertyplan.year import Share, SharingRule, YearError, allocate

RULES = st.sampled_from(SharingRule)


def rows_of(*counts: int) -> Sequence[HouseholdCensus]:
    """Return units with so many poor households."""
    named = enumerate(counts, 1)
    return [HouseholdCensus(Unit(f"TDP {row}"), 2023, poor=Tally(count)) for row, count in named]


def unit_bounds(share: Share) -> tuple[int, int]:
    return (share.low, share.high)


@given(quotas(), RULES)
def test_shares_are_rounded_within_their_bounds_and_make_the_quota(
    quota: Quota, rule: SharingRule
) -> None:
    shares = quota.shared(rule).shares
    assert sum(share.count for share in shares) == quota.number
    assert sum(share.exact for share in shares) == quota.number
    for share in shares:
        assert share.low <= share.count <= share.high <= share.base
        assert share.low <= share.exact <= share.high
        assert abs(share.count - share.exact) < 1
        assert share.goal + share.count == share.base


@given(quotas(), RULES)
def test_of_equal_bounds_the_larger_unit_never_gets_less(quota: Quota, rule: SharingRule) -> None:
    allocation = quota.shared(rule)
    for share in allocation.shares:
        for other in allocation.shares:
            if unit_bounds(share) == unit_bounds(other) and share.base > other.base:
                assert share.count >= other.count


@given(quotas(bounded=False, min_rows=2), RULES)
def test_without_bounds_the_larger_unit_never_gets_less(quota: Quota, rule: SharingRule) -> None:
    by_base = sorted(quota.shared(rule).shares, key=lambda share: (share.base, share.count))
    counts = [share.count for share in by_base]
    assert counts == sorted(counts)


@given(quotas(), RULES, st.data())
def test_the_order_of_the_rows_decides_ties_alone(
    quota: Quota, rule: SharingRule, data: st.DataObject
) -> None:
    before = quota.shared(rule)
    after = evolve(quota, rows=data.draw(st.permutations(quota.rows))).shared(rule)
    assert before.basis == after.basis
    by_unit = {share.unit: share for share in after.shares}
    for share in before.shares:
        same = by_unit[share.unit]
        assert (same.tied, same.exact) == (share.tied, share.exact)
        assert share.tied or same.count == share.count
    assert sorted(share.count for share in before.shares) == sorted(
        share.count for share in after.shares
    )


@given(quotas(max_rows=20), RULES)
@example(Quota(1, rows_of(2, 2), Category.POOR, {}, {}), SharingRule.LEVEL)
def test_tied_shares_differ_by_nothing_but_their_order(quota: Quota, rule: SharingRule) -> None:
    ties = quota.shared(rule).ties
    assert len({(share.base, share.exact - int(share.exact)) for share in ties}) <= 1
    if ties:
        rounded_up = [share.count > share.exact for share in ties]
        assert rounded_up == sorted(rounded_up, reverse=True)
        assert set(rounded_up) == {True, False}


@given(quotas(), RULES)
def test_at_the_ends_each_unit_is_at_its_bound(quota: Quota, rule: SharingRule) -> None:
    shares = quota.shared(rule).shares
    for bounds in ([share.low for share in shares], [share.high for share in shares]):
        given_all = evolve(quota, number=sum(bounds)).shared(rule)
        assert [share.count for share in given_all.shares] == bounds
        assert not given_all.ties


@given(quotas(), RULES, st.integers(1, 9))
def test_no_other_quota_can_be_shared(quota: Quota, rule: SharingRule, step: int) -> None:
    shares = quota.shared(rule).shares
    most = sum(share.high for share in shares)
    with pytest.raises(YearError, match=f"to {most}, which the units can give"):
        evolve(quota, number=most + step).shared(rule)
    least = sum(share.low for share in shares)
    assume(least >= step)
    with pytest.raises(YearError, match=f"is outside {least} to {most}"):
        evolve(quota, number=least - step).shared(rule)


@given(quotas(bounded=False), st.integers(2, 9))
def test_ratios_do_not_depend_on_the_scale(quota: Quota, scale: int) -> None:
    scaled = [scaled_by(scale, row) for row in quota.rows]
    before = quota.shared(SharingRule.PROPORTIONAL).shares
    after = evolve(quota, rows=scaled).shared(SharingRule.PROPORTIONAL).shares
    assert [share.count for share in after] == [share.count for share in before]


def scaled_by(scale: int, row: HouseholdCensus) -> HouseholdCensus:
    poor, near_poor = (
        Tally(None if tally.count is None else tally.count * scale)
        for tally in (row.poor, row.near_poor)
    )
    households = None if row.households is None else row.households * scale
    return HouseholdCensus(row.unit, row.year, households, poor=poor, near_poor=near_poor)


@given(quotas())
def test_a_level_is_what_each_unit_between_its_bounds_is_left_with(quota: Quota) -> None:
    allocation = quota.shared(SharingRule.LEVEL)
    for share in allocation.shares:
        if share.low < share.exact < share.high:
            assert share.base - share.exact == allocation.level
        elif share.exact == share.high > share.low:
            assert share.base - share.exact >= allocation.level
        elif share.exact == share.low < share.high:
            assert share.base - share.exact <= allocation.level


@given(quotas())
def test_a_ratio_is_that_of_each_unit_between_its_bounds(quota: Quota) -> None:
    allocation = quota.shared(SharingRule.PROPORTIONAL)
    for share in allocation.shares:
        if share.low < share.exact < share.high:
            assert share.exact == share.base * allocation.level


@given(quotas(min_rows=2), RULES)
def test_exact_shares_never_fall_where_the_quota_rises(quota: Quota, rule: SharingRule) -> None:
    before = quota.shared(rule).shares
    assume(quota.number < sum(share.high for share in before))
    after = evolve(quota, number=quota.number + 1).shared(rule).shares
    for share, more in zip(before, after, strict=True):
        assert more.exact >= share.exact


def test_a_rounded_share_may_fall_where_the_quota_rises() -> None:
    rows = rows_of(6, 6, 2)
    counts: Mapping[int, Sequence[int]] = {10: [4, 4, 2], 11: [5, 5, 1]}
    for quota, expected in counts.items():
        shares = allocate(quota, rows, rule=SharingRule.PROPORTIONAL).shares
        assert [share.count for share in shares] == expected
