"""Numbers, percentages, dates and lists as text, as officials write them."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from povertyplan.arguments.strict import strict
from povertyplan.errors import harmless
from povertyplan.messages.catalogue import refuse_unknown_language, translated
from povertyplan.messages.nouns import Placeholder
from povertyplan.model.document import PartialDate
from povertyplan.model.percent import Percent, Points
from povertyplan.model.reach import Rounding

#: The values of a sentence: figures, dates, texts of the document, and lists of phrases.
Said: TypeAlias = int | Percent | Points | Fraction | PartialDate | str | tuple[str, ...] | None

#: After how many decimal places a quotient is cut.
_PLACES_OF_QUOTIENTS = 4
#: How each language writes the marks of thousands and of decimals, where English has , and .
_MARKS_OF_NUMBERS: Mapping[str, dict[int, int]] = {
    "en": str.maketrans({}),
    "vi": str.maketrans(",.", ".,"),
}


@strict
def show(value: Said, lang: str) -> str:
    """
    Return a value as officials write it in a language.

    >>> show(3924, "vi"), show(Percent(138, 2), "vi"), show(PartialDate(2024, 1, 25), "vi")
    ('3.924', '1,38%', 'ngày 25 tháng 01 năm 2024')
    >>> show(3924, "en"), show(Percent(138, 2), "en"), show(PartialDate(2024, 1, 25), "en")
    ('3,924', '1.38%', '25 January 2024')
    """
    refuse_unknown_language(lang)
    say = partial(translated, lang=lang)
    match value:
        case int():
            return _number(value, 0, lang)
        case Percent(digits, places):
            return say("{number}%").format(number=_number(digits, places, lang))
        case Points(digits, places):
            shown = _number(digits, places, lang)
            return say("{number:point|points}").format(number=Placeholder(shown, shown == "1"))
        case Fraction():
            return _number(Rounding.HALF_UP.round(100 * value), 2, lang)
        case PartialDate():
            return _date(value, lang)
        case _:
            return _words(value, lang)


def per_cent(share: Fraction, places: int, lang: str) -> str:
    """
    Return a share of one in per cent, rounded half up, also one larger than documents print.

    >>> per_cent(Fraction(10**15), 1, "vi")
    '100.000.000.000.000.000,0%'
    """
    digits = Rounding.HALF_UP.round(share * 10 ** (places + 2))
    return translated("{number}%", lang).format(number=_number(digits, places, lang))


@strict
def cut(value: Fraction, lang: str) -> str:
    """
    Return a quotient cut after four decimal places, with an ellipsis where digits are left out.

    It is never rounded, so that it can stand beside what it is rounded to.

    >>> cut(Fraction(5400, 3924), "vi"), cut(Fraction(-15, 8), "en"), cut(Fraction(2), "en")
    ('1,3761…', '-1.875', '2')
    """
    places = _PLACES_OF_QUOTIENTS
    size = abs(value) * 10**places
    digits, rest = divmod(size.numerator, size.denominator)
    while not rest and places and digits % 10 == 0:
        digits, places = digits // 10, places - 1
    sign = "-" if value < 0 else ""
    ellipsis = "…" if rest else ""
    return f"{sign}{_number(digits, places, lang)}{ellipsis}"


def _words(value: str | tuple[str, ...] | None, lang: str) -> str:
    if value is None:
        return translated("nothing", lang)
    if isinstance(value, str):
        return harmless(value)
    return ", ".join(harmless(translated(phrase, lang)) for phrase in value)


def _number(digits: int, places: int, lang: str) -> str:
    """Return the number *digits* x 10^-*places* with its marks of thousands and decimals."""
    sign, figures, _ = Decimal(digits).as_tuple()
    # Made of its digits, for arithmetic would round to the precision of the context.
    text = f"{Decimal((sign, figures, -places)):,f}"
    return text.translate(_MARKS_OF_NUMBERS[lang])


def _date(value: PartialDate, lang: str) -> str:
    from datetime import date  # noqa: PLC0415  # only dates need it

    from babel.dates import format_date  # noqa: PLC0415  # only dates need it

    if value.year is not None and value.month is not None and value.day is not None:
        pattern = translated("d MMMM y", lang)
        return str(format_date(date(value.year, value.month, value.day), pattern, locale=lang))
    blank = "…"
    return translated("day {day}, month {month}, year {year}", lang).format(
        day=blank if value.day is None else f"{value.day:02}",
        month=blank if value.month is None else f"{value.month:02}",
        year=blank if value.year is None else value.year,
    )
