"""The axis of a drawing: where a number stands on it, in whole units."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Self

from attrs import frozen

from povertyplan.messages import show

#: The distances between ticks: one of these, times a power of ten.
_STEPS = (1, 2, 5)
#: An axis has at most this many parts between its ticks.
_MOST_PARTS = 6


@frozen
class Tick:
    """A number below an axis."""

    x: int
    text: str


@frozen
class Axis:
    """
    An axis from one number to another, drawn between two places.

    >>> axis = Axis.over(0, Fraction(395, 100), 104, 340)
    >>> axis.x(Fraction(2)), [tick.text for tick in axis.ticks("vi")]
    (222, ['0', '1', '2', '3', '4'])
    """

    low: int
    high: int
    step: int
    left: int
    right: int

    @classmethod
    def over(cls, low: int, high: Fraction | int, left: int, right: int) -> Self:
        """Return the axis whose ticks begin at or below *low* and end at or above *high*."""
        step = next(step for step in _steps() if (high - low) <= step * _MOST_PARTS)
        first = low // step * step
        last = max(-(-high // step) * step, first + step)
        return cls(first, last, step, left, right)

    def x(self, number: Fraction | int) -> int:
        """Return where a number stands; one beyond the ends stands at the end."""
        inside = min(max(number, self.low), self.high)
        share = Fraction(inside - self.low, self.high - self.low)
        return self.left + round_half_up(share * (self.right - self.left))

    def ticks(self, lang: str) -> Iterator[Tick]:
        """Yield the ticks of the axis."""
        for number in range(self.low, self.high + 1, self.step):
            yield Tick(self.x(number), show(number, lang))


def _steps() -> Iterator[int]:
    """Yield the distances between ticks, the smallest first."""
    power = 1
    while True:
        for step in _STEPS:
            yield step * power
        power *= 10


def short_name(name: str, longest: int) -> str:
    """
    Return a name that fits beside an axis: both its ends, for many are told apart by their last.

    Words are cut only where one of them is as long as all that fits.

    >>> short_name("Tổ dân phố Ngô Xá 12", 18)
    'Tổ dân…Ngô Xá 12'
    """
    if len(name) <= longest:
        return name
    half = longest // 2
    end = name[-half:]
    if name[-half - 1] != " ":
        end = end.partition(" ")[2] or end
    room = longest - len(end) - 1
    beginning = name[:room]
    if name[room] != " ":
        beginning = beginning.rpartition(" ")[0] or beginning
    return f"{beginning}…{end}"


def round_half_up(number: Fraction) -> int:
    """
    Return the nearest whole number, the higher one of two that are as near.

    >>> round_half_up(Fraction(5, 2)), round_half_up(Fraction(7, 3))
    (3, 2)
    """
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)
