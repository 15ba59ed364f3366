"""
The rules by which an exact share became a print, and the sizes that a print stands for.

An exact share is a `fractions.Fraction` of one.  No float takes part.
"""

from enum import StrEnum
from fractions import Fraction

from attrs import field, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict, strict_fields, strict_words


@strict_words
class Rounding(StrEnum):
    """
    The rule by which a share was rounded to its print.

    A change below zero is rounded as its mirror image.  Documents round half up (làm tròn).

    >>> share = Fraction(5, 160)                              # 3.125 %
    >>> [str(Percent.of(share, rounding=rule)) for rule in ("half up", "half even", "down")]
    ['3.13%', '3.12%', '3.12%']
    """

    HALF_UP = "half up"  #: a half goes away from zero, as in Excel
    HALF_EVEN = "half even"  #: a half goes to the even digit, as in Python
    DOWN = "down"  #: further digits are cut off
    ANY = "any"  #: what any rule to nearest could print, so both neighbours of a half

    @strict
    def round(self, size: Fraction, /) -> int:
        """
        Round a size of zero or more to a whole number of units.

        >>> Rounding.HALF_UP.round(Fraction(5, 2)), Rounding.HALF_EVEN.round(Fraction(5, 2))
        (3, 2)
        """
        return rounded(size.numerator, size.denominator, self)

    @strict
    def reach(self, units: Number, /) -> "Reach":
        """
        Return the sizes that this rule rounds to *units*.

        >>> Rounding.HALF_UP.reach(138)
        Reach(low=275, high=277, low_in=True, high_in=False)
        """
        return sizes_of(units, self)


#: Looked up once: Python before 3.12 takes long to find a member, and rates are many.
_HALF_UP = Rounding.HALF_UP


ANY_MAKES_NONE = "Rounding.ANY admits prints, it makes none: name the rule to round by"


def rounded(numerator: int, denominator: int, rule: Rounding) -> int:
    """
    Round a quotient of zero or more to a whole number, without making a fraction of it.

    >>> rounded(5, 2, Rounding.HALF_UP), rounded(5, 2, Rounding.HALF_EVEN)
    (3, 2)
    """
    if rule is _HALF_UP:
        return (2 * numerator + denominator) // (2 * denominator)
    whole, rest = divmod(numerator, denominator)
    if rule is Rounding.DOWN:
        return whole
    if rule is Rounding.HALF_EVEN:
        is_up = 2 * rest > denominator or (2 * rest == denominator and whole % 2 == 1)
        return whole + is_up
    raise TypeError(ANY_MAKES_NONE)


@frozen(field_transformer=strict_fields)
class Reach:
    """
    An interval of sizes, in *halves* of a printed unit, with or without its ends.

    Halves keep it in whole numbers: the print 138 stands for 275 to 277.
    """

    low: int  #: the lower end
    high: int  #: the upper end
    low_in: bool = field(kw_only=True)  #: whether the lower end is admitted itself
    high_in: bool = field(kw_only=True)  #: whether the upper end is admitted itself

    @strict
    def admits(self, numerator: int, denominator: int, /) -> bool:
        """
        Whether ``numerator / denominator`` units lie in the interval.

        >>> Rounding.HALF_UP.reach(188).admits(30000, 160)      # 3 of 160 is a tie
        True
        """
        twice, low, high = 2 * numerator, self.low * denominator, self.high * denominator
        return (
            (low < twice < high)
            or (twice == low and self.low_in)
            or (twice == high and self.high_in)
        )

    def __or__(self, other: object) -> "Reach":
        """Return the interval from the lower of both starts to the upper of both ends."""
        if not isinstance(other, Reach):
            return NotImplemented
        low, low_out = min((self.low, not self.low_in), (other.low, not other.low_in))
        high, high_in = max((self.high, self.high_in), (other.high, other.high_in))
        return Reach(low, high, low_in=not low_out, high_in=high_in)

    def __neg__(self) -> "Reach":
        """Return the mirror image."""
        return Reach(-self.high, -self.low, low_in=self.high_in, high_in=self.low_in)


def sizes_of(units: int, rounding: Rounding) -> Reach:
    """Return the sizes that a rule rounds to *units*."""
    if rounding is Rounding.DOWN:
        return Reach(2 * units, 2 * units + 2, low_in=True, high_in=False)
    low, high = 2 * units - 1, 2 * units + 1
    if rounding is Rounding.HALF_UP:
        return Reach(low, high, low_in=True, high_in=False)
    closed = rounding is Rounding.ANY or units % 2 == 0
    return Reach(low, high, low_in=closed, high_in=closed)
