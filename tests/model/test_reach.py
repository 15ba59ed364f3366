"""The sizes that a print stands for."""

from povertyplan.model.reach import Reach, Rounding


def test_two_reaches_together() -> None:
    half_up, down = Rounding.HALF_UP.reach(3), Rounding.DOWN.reach(3)
    assert half_up | down == Reach(5, 8, low_in=True, high_in=False)
    assert half_up | Rounding.ANY.reach(3) == Reach(5, 7, low_in=True, high_in=True)
