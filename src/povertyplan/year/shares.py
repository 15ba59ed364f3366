"""The share of one unit in a quota, by which rule, and why."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction

from attrs import frozen

from povertyplan.arguments.expected import Number, Ordinal
from povertyplan.arguments.strict import as_call, strict, strict_fields, strict_words
from povertyplan.messages import Said, Sentence, show
from povertyplan.model.fields import Category
from povertyplan.model.units import Unit

_HALF = Fraction(1, 2)
_SHARE: Mapping[Category, Sentence] = {
    Category.POOR: Sentence(
        "{unit}: {base:poor household|poor households}; {reason}; it gets {count}"
    ),
    Category.NEAR_POOR: Sentence(
        "{unit}: {base:near-poor household|near-poor households}; {reason}; it gets {count}"
    ),
}
_RATIO = Sentence("{part} of {whole} is {value}")
_ABOVE = Sentence("the level is {level}; {value} above it")
_NOT_ABOVE = Sentence("not above the level of {level}")
_AT_LEAST = Sentence("asked for at least {low}")
_AT_MOST = Sentence("asked for at most {high}")
_UP = Sentence("rounded up, so that all shares make the quota")
_DOWN = Sentence("rounded down, so that all shares make the quota")
_TIED = Sentence("the same as others in all respects, so the order of the list decided")


@strict_words
class SharingRule(StrEnum):
    """
    How a quota is shared out over units.

    Neither is prescribed: plans state the shares and not the rule.  The rules differ most for a
    unit with few poor households, which a level leaves alone.

    >>> from povertyplan.year import allocate
    >>> rows = [HouseholdCensus(Unit(name), 2023, poor=Tally(count))
    ...         for name, count in (("Trong Hạ", 6), ("Chám", 2))]
    >>> for rule in SharingRule:
    ...     print(rule, [share.count for share in allocate(4, rows, rule=rule).shares])
    level [4, 0]
    proportional [3, 1]
    """

    #: The highest counts are brought down to one level, as some plans do.
    LEVEL = "level"
    #: Each unit gets the same part of its count, and the largest remainders are rounded up.
    PROPORTIONAL = "proportional"


@frozen(field_transformer=strict_fields)
class SharingBasis:
    """
    The rule by which a quota of a category was shared, and the numbers that it found.

    Units at a bound are not among those that the numbers are of.

    >>> basis = SharingBasis("level", "poor", 46, 21)
    >>> basis.level, basis.value(6)
    (Fraction(46, 21), Fraction(80, 21))
    """

    rule: SharingRule  #: the rule
    category: Category  #: the households that the quota is of
    #: in proportion, the households that units get of every *whole*; by level, those that are left
    #: in *whole* units together
    part: Number
    #: in proportion, the households that *part* is taken of; by level, the number of units
    whole: Ordinal

    __repr__ = as_call

    @property
    def level(self) -> Fraction:
        """The count that a unit is left with, or the share of its households that it gets."""
        return Fraction(self.part, self.whole)

    @strict
    def value(self, base: Number) -> Fraction:
        """Return the exact share of a unit with *base* households, below 0 under the level."""
        return Fraction(_scaled(self, base), self.whole)


def _scaled(basis: SharingBasis, base: int) -> int:
    """Return an exact share times the *whole* of its basis: a whole number."""
    is_level = basis.rule is SharingRule.LEVEL
    return base * basis.whole - basis.part if is_level else base * basis.part


def scaled_share(basis: SharingBasis, base: int, low: int, high: int) -> int:
    """Return an exact share within its bounds times the *whole* of its basis."""
    return max(min(_scaled(basis, base), high * basis.whole), low * basis.whole)


@frozen(field_transformer=strict_fields)
class Share:
    """
    The share of one unit in a quota.

    >>> basis = SharingBasis("proportional", "poor", 36, 90)
    >>> share = Share(Unit("Trong Hạ"), basis, base=6, low=0, high=6, count=2)
    >>> share.exact, share.goal, share.text("vi")
    (Fraction(12, 5), 4, 'Trong Hạ: 6 hộ nghèo; tính theo tỷ lệ 36/90 là 2,4 hộ; giao 2 hộ')

    Raises `ValueError` for a count outside its bounds, or a whole household or more from its
    exact share.
    """

    unit: Unit  #: the unit that gets it
    basis: SharingBasis  #: what all shares were found by
    base: Number  #: the households of the category that the unit has
    low: Number  #: the least that it may get
    high: Number  #: the most that it may get
    count: Number  #: the households that are to leave the category this year (chỉ tiêu giao)
    #: whether other units had the same claim to be rounded up, and nothing but the order of the
    #: list decided
    tied: bool = False

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse bounds in a wrong order, and a count that the rule does not give."""
        if not self.low <= self.count <= self.high <= self.base:
            raise ValueError(
                f"Share.count of {self.unit.name!r} must be from {self.low} to {self.high} and"
                f" at most {self.base}, got {self.count}"
            )
        whole = self.basis.whole
        if abs(self.count * whole - self._scaled) >= whole:
            raise ValueError(
                f"Share.count of {self.unit.name!r} must be {self.exact} rounded, got {self.count}"
            )

    @property
    def exact(self) -> Fraction:
        """The share before it is rounded, within the bounds."""
        return Fraction(self._scaled, self.basis.whole)

    @property
    def _scaled(self) -> int:
        return scaled_share(self.basis, self.base, self.low, self.high)

    @property
    def goal(self) -> int:
        """How many households the unit has at the end of the year."""
        return self.base - self.count

    @strict
    def text(self, lang: str) -> str:
        """Return what the unit has, how its share was found and what it gets, in a language."""
        values: dict[str, Said] = {
            "unit": self.unit.name,
            "base": self.base,
            "reason": self.reason(lang),
            "count": self.count,
        }
        return _SHARE[self.basis.category].text(values, lang)

    @strict
    def reason(self, lang: str) -> str:
        """
        Return how the share was found, in a language.

        >>> basis = SharingBasis("level", "poor", 46, 21)
        >>> Share(Unit("Chám"), basis, base=2, low=0, high=2, count=0).reason("vi")
        'không vượt mức chung 2,19 hộ'
        """
        basis = self.basis
        values: dict[str, Said] = {
            "part": basis.part,
            "whole": basis.whole,
            "level": decimal(basis.level, lang),
            "value": decimal(basis.value(self.base), lang),
            "low": self.low,
            "high": self.high,
        }
        return Sentence("{clauses}", clauses=tuple(self._clauses())).text(values, lang)

    def _clauses(self) -> Iterator[Sentence]:
        """Yield the result of the rule, its change by a bound, and its rounding."""
        value = self.basis.value(self.base)
        if self.basis.rule is SharingRule.PROPORTIONAL:
            yield _RATIO
        else:
            yield _ABOVE if value > 0 else _NOT_ABOVE
        if self.low and value < self.low:
            yield _AT_LEAST
        elif value > self.high:
            yield _AT_MOST
        if self.count - self.exact > _HALF:
            yield _UP
        elif self.exact - self.count > _HALF:
            yield _DOWN
        if self.tied:
            yield _TIED


def decimal(value: Fraction, lang: str) -> str:
    """Return a number with two decimal places, with fewer where it has no more."""
    if value.denominator == 1:
        return show(value.numerator, lang)
    text = show(value, lang)
    return text.removesuffix("0") if (10 * value).denominator == 1 else text
