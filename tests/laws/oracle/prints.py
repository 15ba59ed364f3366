"""How a size in per cent is printed, by each rule of rounding."""

from fractions import Fraction

from povertyplan import Percent, Points, Rounding

HALF = Fraction(1, 2)
#: No print has more digits.
MOST_DIGITS = 15


def per_cent(count: int, whole: int) -> Fraction:
    """Return a share in per cent."""
    return Fraction(100 * count, whole)


def size_of(printed: Percent | Points) -> Fraction:
    """Return the size of a print, in per cent or in points."""
    return Fraction(printed.digits, 10**printed.places)


def rounded(size: Fraction, rounding: Rounding) -> int:
    """Return a size as a whole number; halves go up where the rule leaves them open."""
    if size < 0:
        return -rounded(-size, rounding)
    whole = size.numerator // size.denominator
    rest = size - whole
    if rounding is Rounding.DOWN or rest < HALF:
        return whole
    if rounding is Rounding.HALF_EVEN and rest == HALF:
        return whole + whole % 2
    return whole + 1


def prints(size: Fraction, printed: Percent | Points, rounding: Rounding) -> bool:
    """Whether a size is printed so."""
    units = size * 10**printed.places
    if rounding is Rounding.ANY:
        is_near: bool = abs(units - printed.digits) <= HALF
        return is_near
    return rounded(units, rounding) == printed.digits


def prints_in_text(size: Fraction, printed: Percent | Points, rounding: Rounding) -> bool:
    """Whether a text prints a size so: it may round half up whatever the annex does."""
    return prints(size, printed, rounding) or prints(size, printed, Rounding.HALF_UP)


def written(size: Fraction, like: Percent | Points, rounding: Rounding) -> str | None:
    """Return a size as it should be printed with the places of another print, None if too long."""
    digits = rounded(size * 10**like.places, rounding)
    if abs(digits) >= 10**MOST_DIGITS:
        return None
    whole, decimals = divmod(abs(digits), 10**like.places)
    sign = "-" if digits < 0 else ""
    mark = f".{decimals:0{like.places}}" if like.places else ""
    unit = "%" if isinstance(like, Percent) else " pp"
    return f"{sign}{whole}{mark}{unit}"
