"""Percentages and changes."""

from hypothesis import given

from povertyplan import (
    Percent,
    Points,
)
from povertyplan.strategies import percents, points


def test_places_are_as_many_as_asked_for() -> None:
    @given(percents(min_places=1, max_places=2), points(min_places=3, max_places=3))
    def has_places(percent: Percent, change: Points) -> None:
        assert 1 <= percent.places <= 2
        assert change.places == 3

    has_places()
