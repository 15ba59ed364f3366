"""The record of a quota that is shared out."""

from typing import Any

import pytest

from povertyplan import HouseholdCensus, ReadError, Tally, Unit
from povertyplan.records import from_dict, to_dict
from povertyplan.year import Allocation, SharingRule, allocate

ROWS = [
    HouseholdCensus(Unit(name), 2023, poor=Tally(count))
    for name, count in (("Trong Hạ", 6), ("Chợ", 9))
]


def record() -> Any:  # noqa: ANN401  # the plain data of a record
    return to_dict(allocate(6, ROWS, rule=SharingRule.PROPORTIONAL))


def test_a_record_has_the_rule_once_and_exact_shares_as_fractions() -> None:
    allocation = record()["allocation"]
    shares = allocation.pop("shares")
    assert allocation == {
        "quota": 6, "rule": "proportional", "category": "poor", "part": 6, "whole": 15,
    }  # fmt: skip
    assert shares[0] == {
        "unit": {"name": "Trong Hạ", "level": "tdp", "kind": "", "code": None},
        "base": 6,
        "low": 0,
        "high": 6,
        "count": 2,
        "exact": "12/5",
        "tied": False,
    }


def test_the_exact_share_may_be_left_out() -> None:
    data = record()
    for share in data["allocation"]["shares"]:
        del share["exact"], share["tied"]
    assert from_dict(data, Allocation) == from_dict(record(), Allocation)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"exact": "13/5"}, "$.allocation.shares[0].exact: expected 12/5, found 13/5"),
        ({"count": 4}, "$.allocation: expected Share.count of 'Trong Hạ' to be 12/5 rounded"),
        ({"count": 3}, "$.allocation: expected Allocation.shares to make 6, found 7"),
        ({"count": -1}, "$.allocation.shares[0].count: expected a whole number of at least 0"),
        ({"share": 2}, "$.allocation.shares[0].share: expected one of unit, base, low"),
    ],
)
def test_another_form_is_refused_with_its_path(changed: dict[str, object], said: str) -> None:
    data = record()
    data["allocation"]["shares"][0] |= changed
    with pytest.raises(ReadError) as refused:
        from_dict(data, Allocation)
    assert str(refused.value).startswith(said)


def test_a_basis_of_no_unit_is_refused() -> None:
    data = record()
    data["allocation"]["whole"] = 0
    with pytest.raises(ReadError, match=r"SharingBasis.whole to be a whole number of at least 1"):
        from_dict(data, Allocation)
