"""Figures as a workbook stores them."""

from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction

from povertyplan.model.percent import Percent, Points

#: A spreadsheet computes with numbers of 17 digits at most.
_STORED_DIGITS = Context(prec=17)


def stored_numbers(figure: Percent | Points | int) -> Iterator[str]:
    """
    Yield the numbers that may stand for a figure: itself, and for a rate its share of one.

    >>> list(stored_numbers(54)), list(stored_numbers(Percent(138, 2)))
    (['54'], ['1.38', '0.0138'])
    """
    if isinstance(figure, int):
        yield str(figure)
        return
    number = Decimal(figure.digits).scaleb(-figure.places)
    yield f"{number:f}"
    yield f"{number.scaleb(-2):f}"


def computed_number(value: Fraction) -> str:
    """
    Return the value of a formula as a workbook stores it.

    >>> computed_number(Fraction(54)), computed_number(Fraction(5400, 3898))
    ('54', '1.3853258081067214')
    """
    if value.denominator == 1:
        return str(value.numerator)
    return str(_STORED_DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator)))


def parsed(number: str) -> int | float:
    """
    Return a stored number as it is read again.

    >>> parsed("54"), parsed("1.38")
    (54, 1.38)
    """
    return int(number) if number.lstrip("-").isdecimal() else float(number)
