"""
Percentages and changes of percentages, as printed.

An exact share is a `fractions.Fraction` of one.  What a document prints is
something else: a claim about what that share rounds to.  No float takes part.
"""

import re
import unicodedata
from fractions import Fraction
from typing import Annotated, Self, TypeAlias

from attrs import frozen

from povertyplan.arguments.expected import Between, Number, Ordinal
from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import ParseError
from povertyplan.model.reach import Reach, Rounding, rounded, sizes_of

MOST_DIGITS = 15
MOST_PLACES = 6
_MOST = 10**MOST_DIGITS - 1
#: How many digits stand behind the decimal mark.
DecimalPlaces: TypeAlias = Annotated[int, Between(0, MOST_PLACES)]
_NUMBER = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<places>[0-9]+))?")


def reach_of(
    printed: "Percent | Points", rounding: Rounding, *, full_is_exact: bool = False
) -> Reach:
    """
    Return the sizes that a print stands for, in halves of its last digit.

    A change below zero stands for the mirror image of the one above it, and a change of zero
    for both sides.  Where *full_is_exact*, 100 % stands for the whole alone, and its neighbours
    for what else rounds to it.  The arithmetic asks here, where arguments are not held to their
    types.

    >>> reach_of(Percent.parse("99"), Rounding.HALF_UP, full_is_exact=True)
    Reach(low=197, high=200, low_in=True, high_in=False)
    """
    reach = sizes_of(abs(printed.digits), rounding)
    if full_is_exact:
        return _apart_from_full(reach, printed)
    if printed.digits < 0:
        return -reach
    if printed.digits == 0 and isinstance(printed, Points):
        return Reach(-reach.high, reach.high, low_in=reach.high_in, high_in=reach.high_in)
    return reach


def _apart_from_full(reach: Reach, printed: "Percent | Points") -> Reach:
    """Return the sizes of a print where 100 % stands for the whole alone."""
    full = _digits_of_full(printed.places)
    match printed.digits - full:
        case 0:
            return Reach(2 * full, 2 * full, low_in=True, high_in=True)
        case -1:
            return Reach(reach.low, 2 * full, low_in=reach.low_in, high_in=False)
        case 1:
            return Reach(2 * full, reach.high, low_in=False, high_in=reach.high_in)
        case _:
            return reach


def _digits_of_full(places: int) -> int:
    """Return the digits of 100 % with some decimal places."""
    full: int = 10 ** (places + 2)
    return full


def printed_digits(
    count: int, whole: int, places: int, rounding: Rounding, *, full_is_exact: bool = False
) -> int:
    """
    Return the digits of *count* over *whole*, printed with some decimal places.

    Where *full_is_exact*, only the whole is printed as 100 %: what rounds to it is printed as its
    neighbour.

    >>> [printed_digits(299, 300, 0, Rounding.HALF_UP, full_is_exact=exact) for exact in (0, 1)]
    [100, 99]
    """
    full = _digits_of_full(places)
    digits = rounded(count * full, whole, rounding)
    return apart_from_full(digits, places, count - whole) if full_is_exact else digits


def apart_from_full(digits: int, places: int, excess: int) -> int:
    """
    Return the digits of a print, beside 100 % where a share only rounds to that.

    *excess* is above 0 for a share above the whole, and below 0 for one below it.
    """
    is_full = digits == _digits_of_full(places)
    return digits + (excess > 0) - (excess < 0) if is_full else digits


def ratio_prints(
    count: int,
    whole: int,
    printed: "Percent",
    rounding: Rounding = Rounding.HALF_UP,
    *,
    full_is_exact: bool = False,
) -> bool:
    """
    Whether *count* of *whole* rounds to a print, as `Percent.admits_ratio`.

    >>> ratio_prints(54, 3898, Percent.parse("1,39"))
    True
    >>> ratio_prints(299, 300, Percent.parse("100"), full_is_exact=True)
    False
    """
    if rounding is Rounding.ANY or whole < 1:
        reach = reach_of(printed, rounding, full_is_exact=full_is_exact)
        return reach.admits(count * _digits_of_full(printed.places), whole)
    digits = printed_digits(count, whole, printed.places, rounding, full_is_exact=full_is_exact)
    return digits == printed.digits


def _plain(text: str) -> str:
    """Narrow full-width characters one for one, which keeps columns; ``²`` stays as it is."""
    return text if text.isascii() else "".join(map(_narrow, text))


def _narrow(char: str) -> str:
    if char.isspace():
        return " "
    is_superscript = char.isdigit() and not char.isdecimal()
    narrow = unicodedata.normalize("NFKC", char)
    return char if is_superscript or len(narrow) != 1 else narrow


def _scan(
    text: str, expected: str, suffix: re.Pattern[str], *, signed: bool = False
) -> tuple[int, int]:
    """Return the digits and places of the one number in *text*, or raise at the first fault."""
    plain = _plain(text)
    start = len(plain) - len(plain.lstrip())
    has_sign = signed and plain[start : start + 1] in {"-", "+", "−"}
    number = _NUMBER.match(plain, start + 1 if has_sign else start)
    if number is None:
        raise ParseError(expected, text, start)
    places = number["places"] or ""
    if len(number["whole"]) + len(places) > MOST_DIGITS:
        fault = number.start() + MOST_DIGITS + (len(number["whole"]) < MOST_DIGITS)
        raise ParseError(f"{expected} of at most {MOST_DIGITS} digits", text, fault)
    if len(places) > MOST_PLACES:
        fault = number.start("places") + MOST_PLACES
        raise ParseError(f"{expected} of at most {MOST_PLACES} places", text, fault)
    rest = suffix.match(plain, number.end())
    end = rest.end() if rest else number.end()
    if end < len(plain):
        raise ParseError(expected, text, end)
    digits = int(number["whole"] + places)
    is_negative = has_sign and plain[start] != "+"
    return (-digits if is_negative else digits), len(places)


def _decimal(digits: int, places: int) -> str:
    whole, rest = divmod(abs(digits), 10**places)
    sign = "-" if digits < 0 else ""
    return f"{sign}{whole}.{rest:0{places}}" if places else f"{sign}{whole}"


@frozen(order=False, field_transformer=strict_fields)
class Percent:
    """
    A percentage as printed (tỷ lệ), such as ``1,40%``.

    The claim that some exact share, times 100, rounds to these digits.  More
    places claim more, so 1,4 % and 1,40 % differ though they are equally
    large; therefore percentages have no order of their own: sort by `share`.

    `Percent.parse` reads a text, `Percent.of_ratio` divides two counts, and `Percent.of` rounds a
    fraction; ``Percent(138, 2)`` is 1,38 %.

    >>> share = Fraction(54, 3924)
    >>> Percent.parse("1,4%").admits(share), Percent.parse("1,39%").admits(share)
    (True, False)
    >>> Percent.of(share)
    Percent.parse('1.38%')
    """

    digits: Annotated[int, Between(0, _MOST)]  #: the number without its mark: 138 for 1,38 %
    places: DecimalPlaces  #: how many digits stand behind the mark: 2 for 1,38 %

    @classmethod
    @strict
    def parse(cls, text: str, /) -> Self:
        """
        Read a percentage: a comma or a point is the decimal mark, ``%`` may be left out.

        Never takes a mark for a thousands separator: ``12.345`` has three
        places.  Raises `ParseError` with the column of the first fault.

        >>> Percent.parse("82 %"), Percent.parse("12.345")
        (Percent.parse('82%'), Percent.parse('12.345%'))
        """
        return cls(*_scan(text, "a percentage", _PERCENT_SIGN))

    @classmethod
    @strict
    def of(
        cls, share: Fraction, /, *, places: DecimalPlaces = 2, rounding: Rounding = Rounding.HALF_UP
    ) -> Self:
        """
        Print an exact share of one, as the documents do: rounded half up.

        >>> Percent.of(Fraction(5, 160))
        Percent.parse('3.13%')
        """
        units = share.numerator * 10 ** (places + 2)
        return cls(rounded(units, share.denominator, rounding), places)

    @classmethod
    @strict
    def of_ratio(
        cls,
        count: Number,
        whole: Ordinal,
        /,
        *,
        places: DecimalPlaces = 2,
        rounding: Rounding = Rounding.HALF_UP,
    ) -> Self:
        """
        Print a count over a whole, as the documents do: rounded half up.

        Raises `ValueError` for a negative count, for a whole of 0, of which no share exists, and
        for a share of more digits than documents print.

        >>> Percent.of_ratio(54, 3924), Percent.of_ratio(7565, 9225, places=0)
        (Percent.parse('1.38%'), Percent.parse('82%'))
        """
        return cls(rounded(count * 10 ** (places + 2), whole, rounding), places)

    @property
    def share(self) -> Fraction:
        """
        The printed size as an exact share of one.

        >>> Percent.parse("82%").share
        Fraction(41, 50)
        """
        return Fraction(self.digits, 10 ** (self.places + 2))

    @strict
    def admits(self, share: Fraction, rounding: Rounding = Rounding.HALF_UP) -> bool:
        """
        Whether *share*, of one, rounds to this print.

        >>> tie = Fraction(5, 160)                              # 3.125 %
        >>> Percent.parse("3,12").admits(tie), Percent.parse("3,12").admits(tie, Rounding.ANY)
        (False, True)
        """
        return ratio_prints(share.numerator, share.denominator, self, rounding)

    @strict
    def admits_ratio(self, count: int, whole: int, rounding: Rounding = Rounding.HALF_UP) -> bool:
        """
        Whether *count* of *whole* rounds to this print, in integers throughout.

        >>> Percent.parse("1.39").admits_ratio(54, 3898)
        True
        """
        return ratio_prints(count, whole, self, rounding)

    @strict
    def reach(self, rounding: Rounding = Rounding.HALF_UP) -> Reach:
        """
        Return the sizes that the print stands for, in halves of its last digit.

        >>> Percent.parse("1.4").reach()
        Reach(low=27, high=29, low_in=True, high_in=False)
        """
        return reach_of(self, rounding)

    def __str__(self) -> str:
        """Return the language-free form, which `parse` reads back."""
        return f"{_decimal(self.digits, self.places)}%"

    def __repr__(self) -> str:
        """Return the call that reads the form as printed."""
        return f"Percent.parse('{self}')"


@frozen(field_transformer=strict_fields)
class Points:
    """
    A printed change of a rate, in percentage points (điểm phần trăm).

    Documents write a per-cent sign for it (``giảm 0,91%``), but it is no
    share of anything and does not mix with `Percent`.  Signed: a drop is
    positive where a drop is what the text states.

    >>> Points.parse("0,91%")
    Points.parse('0.91 pp')
    """

    #: the number without its mark, signed: 91 for 0,91
    digits: Annotated[int, Between(-_MOST, _MOST)]
    places: DecimalPlaces  #: how many digits stand behind the mark

    @classmethod
    @strict
    def parse(cls, text: str, /) -> Self:
        """
        Read a change: a sign may stand before it; ``%``, ``điểm %`` or ``pp`` after it.

        Raises `ParseError` with the column of the first fault.

        >>> Points.parse("-1,5 điểm phần trăm")
        Points.parse('-1.5 pp')
        """
        return cls(*_scan(text, "a change in percentage points", _POINTS_SIGN, signed=True))

    @classmethod
    @strict
    def of(
        cls,
        change: Fraction,
        /,
        *,
        places: DecimalPlaces = 2,
        rounding: Rounding = Rounding.HALF_UP,
    ) -> Self:
        """
        Print an exact change, given in percentage points.

        >>> Points.of(100 * (Fraction(90, 3898) - Fraction(54, 3924)))
        Points.parse('0.93 pp')
        """
        size = rounded(abs(change.numerator) * 10**places, change.denominator, rounding)
        return cls(-size if change < 0 else size, places)

    @property
    def value(self) -> Fraction:
        """
        The printed size, in percentage points.

        >>> Points.parse("0,5").value
        Fraction(1, 2)
        """
        return Fraction(self.digits, 10**self.places)

    @strict
    def admits(self, change: Fraction, rounding: Rounding = Rounding.HALF_UP) -> bool:
        """
        Whether *change*, in percentage points, rounds to this print.

        >>> Points.parse("0,91").admits(Fraction("0.9327"))
        False
        """
        size = change * 10**self.places
        return reach_of(self, rounding).admits(size.numerator, size.denominator)

    @strict
    def reach(self, rounding: Rounding = Rounding.HALF_UP) -> Reach:
        """
        Return the sizes that the print stands for, in halves of its last digit.

        A print below zero stands for the mirror image of the one above it,
        and zero for both sides.

        >>> Points.parse("-0,5").reach()
        Reach(low=-11, high=-9, low_in=False, high_in=True)
        """
        return reach_of(self, rounding)

    def __str__(self) -> str:
        """Return the language-free form, which `parse` reads back."""
        return f"{_decimal(self.digits, self.places)} pp"

    def __repr__(self) -> str:
        """Return the call that reads the form as printed."""
        return f"Points.parse('{self}')"


_PERCENT_SIGN = re.compile(r"\s*+%?\s*")
_POINTS_SIGN = re.compile(r"\s*+(?:%|pp|điểm\s+(?:%|phần\s+trăm))?\s*")
