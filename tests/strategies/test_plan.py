"""Plans of the sizes that are asked for."""

import pytest
from hypothesis import HealthCheck, given, settings

from povertyplan import Plan, Rounding, check
from povertyplan.strategies import plans


@pytest.mark.parametrize(
    ("lowest", "highest", "rows"),
    [(None, None, range(9)), (2, None, range(2, 9)), (None, 1, range(2)), (12, None, {12})],
)
def test_rows_are_as_many_as_asked_for(
    lowest: int | None, highest: int | None, rows: range | set[int]
) -> None:
    @settings(max_examples=20)
    @given(plans(min_rows=lowest, max_rows=highest))
    def has_rows(plan: Plan) -> None:
        assert len(plan.targets) in rows

    has_rows()


@pytest.mark.parametrize(
    ("lowest", "highest", "rows"),
    [(None, 2, {0, 1, 2}), (45, 45, {45}), (None, None, range(6, 41))],
)
def test_realistic_plans_of_any_size_have_no_error(
    lowest: int | None, highest: int | None, rows: range | set[int]
) -> None:
    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @given(plans(realistic=True, min_rows=lowest, max_rows=highest))
    def is_clean(plan: Plan) -> None:
        assert len(plan.targets) in rows
        names = [target.unit.name for target in plan.targets]
        assert len(set(names)) == len(names)
        assert check(plan).findings == ()

    is_clean()


@pytest.mark.parametrize("rounding", Rounding)
def test_plans_of_any_rounding_have_no_contradiction(rounding: Rounding) -> None:
    @settings(max_examples=20)
    @given(plans(rounding=rounding, min_rows=1))
    def agrees(plan: Plan) -> None:
        assert check(plan, select=["PP1", "PP201"], rounding=rounding).findings == ()

    agrees()
