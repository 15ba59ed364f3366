"""Figures as a workbook stores them, and whether what a cell shows is a figure."""

from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction

from povertyplan.documents.annex.shares import as_percentage
from povertyplan.documents.figures import CountRead, is_dash, read_count, read_rate
from povertyplan.model.fields import Value
from povertyplan.model.percent import Percent, Points

#: A spreadsheet computes with numbers of 17 digits at most.
_STORED_DIGITS = Context(prec=17)


def shows(text: str, figure: Value, *, is_share: bool = False) -> bool:
    """
    Whether the text of a cell is read as a figure; *is_share* in a column of shares of one.

    >>> shows("1.38", Percent(138, 2)), shows("0.0138", Percent(138, 2), is_share=True)
    (True, True)
    >>> shows("1.4", Percent(140, 2)), shows("-", None), shows("15.032", 15032)
    (False, True, True)
    """
    match figure:
        case None:
            return not text or is_dash(text)
        case int():
            count = read_count(text)
            return isinstance(count, CountRead) and count.number == figure
        case _:
            rate = read_rate(text)
            if not isinstance(rate, Percent):
                return False
            shown = as_percentage(rate) if is_share and "%" not in text else rate
            return (shown.digits, shown.places) == (figure.digits, figure.places)


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
