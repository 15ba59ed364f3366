"""The sizes that a print stands for."""

from inspect import Parameter, signature

from povertyplan.model.reach import Reach, Rounding


def test_two_reaches_together() -> None:
    half_up, down = Rounding.HALF_UP.reach(3), Rounding.DOWN.reach(3)
    assert half_up | down == Reach(5, 8, low_in=True, high_in=False)
    assert half_up | Rounding.ANY.reach(3) == Reach(5, 7, low_in=True, high_in=True)


def test_whether_the_ends_belong_is_said_by_name() -> None:
    parameters = signature(Reach).parameters.values()
    named = [each.name for each in parameters if each.kind is Parameter.KEYWORD_ONLY]
    assert named == ["low_in", "high_in"]
