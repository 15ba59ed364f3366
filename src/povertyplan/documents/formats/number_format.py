"""
The text that a spreadsheet shows for a stored number: the number under its format code, exactly.

Format codes such as ``0.00;-0.00;"-"`` are defined in ECMA-376 (Office Open XML), part 1, 18.8.31.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import lru_cache

from povertyplan.documents import limits
from povertyplan.model.percent import MOST_PLACES

#: A number without a format that has more decimals than a rate may print was computed: how many
#: of them are seen depends on the width of its column, and they claim nothing.
_MOST_TYPED = MOST_PLACES
#: A spreadsheet rounds to 15 digits before it shows any: binary tails are never seen.
_STORED_DIGITS = Context(prec=15)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
#: Of a quotient that has no end, no format shows as many digits.
_EVALUATED_DIGITS = Context(prec=100)
#: What is not a placeholder of a digit: quoted or escaped text, blanks, fills, colours.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
_LITERAL_OR_SEMICOLON = re.compile(f"{_LITERAL.pattern}|;")
#: What a section without a placeholder shows: quoted and escaped text, and dashes.
_SHOWN_TEXT = re.compile(r'"([^"]*)"|\\(.)|([-–])')
#: A rate that is stored as text.
_DECIMAL_COMMA = re.compile(r"\s*\d+,\d{1,2}\s*")
_DIGIT = re.compile(r"[0#?]")
_LETTER = re.compile(r"[^\W\d_]|@")
#: The condition of a section, such as ``[>=100]``.
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)\]")
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "<>": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
#: Sections of a format code: for numbers above zero, below zero, zero, and for texts.
_MOST_SECTIONS = 4
_DECIMALS = re.compile(r"\.([0#?]*)")
#: Commas behind the last placeholder of a whole digit.
_THOUSANDS = re.compile(r"[0#?](,+)(?:\.|[^0#?,.]*$)")


@lru_cache(maxsize=10_000)
def shown(number: float | Fraction, format_code: str, *, places: int = 2) -> str:
    """
    Return a number as a spreadsheet shows it, with a decimal point and without groups.

    A section of the format without a digit shows its text, or nothing.  A format
    that is not one of decimals (a date, a fraction, an exponent) is passed over.
    Without a format a number is shown in full where its decimals end, as typed ones
    do; one that was computed, and does not end, at *places*.

    >>> shown(0.013853258081067216, "0.00%"), shown(3.125, "0.00"), shown(8.024999999999999, "0.00")
    ('1.39%', '3.13', '8.03')
    >>> shown(3898, "#,##0"), shown(0, '0.00;-0.00;"-"'), shown(2.31, ";;;")
    ('3898', '-', '')
    >>> shown(3.5, "General"), shown(3.687, "General"), shown(3.686635944700461, "General")
    ('3.5', '3.687', '3.69')
    """
    exact = _exact(number)
    if not exact.is_finite() or abs(exact.adjusted()) > limits.MOST_EXPONENT:
        return str(number)
    section = _section(exact, _sections(format_code))
    placeholders = _LITERAL.sub("", section)
    is_general = placeholders == "General"
    is_zero_unseen = exact == 0 and "0" not in placeholders and not is_general
    if is_zero_unseen or not (_DIGIT.search(placeholders) or _LETTER.search(placeholders)):
        return _text_of(section)
    if not _is_of_decimals(placeholders):
        return _general(exact, places)
    percent_signs = placeholders.count("%")
    exponent = 2 * percent_signs - 3 * _scaling_commas(placeholders)
    return _with_decimals(exact.scaleb(exponent, context=_EXACT), placeholders)


def shown_by_libreoffice(number: float, format_code: str) -> str:
    """
    Return a number as LibreOffice shows it, where `shown` rounds at a tie that it does not see.

    `shown` goes by Excel, to which 14.374999999999998 is 14.375: it keeps 15 digits.  LibreOffice
    rounds the shortest decimal number that stands for the stored one, and takes a percentage from
    its binary product with 100.  Empty where both show the same.

    >>> shown(14.374999999999998, "0.00"), shown_by_libreoffice(14.374999999999998, "0.00")
    ('14.38', '14.37')
    >>> shown_by_libreoffice(0.14375, "0.00%"), shown_by_libreoffice(14.375, "0.00")
    ('14.37%', '')
    """
    exact = _exact(number)
    if not exact.is_finite() or abs(exact.adjusted()) > limits.MOST_EXPONENT:
        return ""
    placeholders = _LITERAL.sub("", _section(exact, _sections(format_code)))
    is_scaled_down = _scaling_commas(placeholders) > 0
    if not exact or is_scaled_down or not _is_of_decimals(placeholders):
        return ""
    product = number * 100 ** placeholders.count("%")
    text = _with_decimals(Decimal(repr(product)), placeholders)
    return "" if text == shown(number, format_code) else text


def _is_of_decimals(placeholders: str) -> bool:
    """Whether a section of a format is one of decimals: no fraction, no exponent, no text."""
    is_fraction_or_exponent = "/" in placeholders or "E" in placeholders.upper()
    return not is_fraction_or_exponent and _DIGIT.search(placeholders) is not None


def _with_decimals(scaled: Decimal, placeholders: str) -> str:
    """Return a number rounded half up to the decimals of a section, with its signs of per cent."""
    match = _DECIMALS.search(placeholders)
    decimals = match[1] if match else ""
    rounded = _rounded(scaled, len(decimals))
    return _without_zeros(rounded, decimals.count("#")) + "%" * placeholders.count("%")


def shown_text(text: str, format_code: str) -> str:
    """
    Return a text as a cell with a format shows it: the fourth section may hide it.

    >>> shown_text("Chợ", "General"), shown_text("Chợ", ";;;"), shown_text("Chợ", ";;;@")
    ('Chợ', '', 'Chợ')
    """
    if format_code.count(";") < _MOST_SECTIONS - 1:
        return text
    sections = _sections(format_code)
    if len(sections) < _MOST_SECTIONS or "@" in _LITERAL.sub("", sections[-1]):
        return text
    return _text_of(sections[-1])


def _exact(number: float | Fraction) -> Decimal:
    """Return a stored number without its binary tail, or the value of a formula."""
    if isinstance(number, Fraction):
        numerator = Decimal(number.numerator)
        return _EVALUATED_DIGITS.divide(numerator, Decimal(number.denominator))
    return _STORED_DIGITS.create_decimal(repr(number or 0))


def mark_of_stored(texts: Iterable[str]) -> str:
    """
    Return the decimal mark for stored numbers, which the rates stored as text show.

    >>> mark_of_stored(["Chợ", "3,95"]), mark_of_stored(["Chợ"])
    (',', '.')
    """
    return "," if any(map(_DECIMAL_COMMA.fullmatch, texts)) else "."


@lru_cache(maxsize=1_000)
def _sections(format_code: str) -> tuple[str, ...]:
    """Split a format code at its semicolons, but for those inside a literal."""
    sections: list[str] = []
    start = 0
    for match in _LITERAL_OR_SEMICOLON.finditer(format_code):
        if match[0] == ";":
            sections.append(format_code[start : match.start()])
            start = match.end()
    return (*sections, format_code[start:])


def _section(exact: Decimal, sections: Sequence[str]) -> str:
    """
    Return the section for a number: the first whose condition holds, else one without.

    Without conditions the second is for those below zero, the third for zero.
    """
    conditions = list(map(_CONDITION.search, sections))
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _COMPARISONS[condition[1]](exact, Decimal(condition[2])):
                return section
        return sections[-1]
    index = 0
    if exact < 0:
        index = 1
    elif exact == 0:
        index = 2
    return sections[index] if index < len(sections) else sections[0]


def _text_of(section: str) -> str:
    """Return the text that a section without a placeholder shows."""
    groups = _SHOWN_TEXT.findall(section)
    return "".join(map("".join, groups)).strip()


def _scaling_commas(placeholders: str) -> int:
    """Return the number of commas after the digits: each divides by a thousand."""
    match = _THOUSANDS.search(placeholders)
    return len(match[1]) if match else 0


def _rounded(exact: Decimal, decimals: int) -> str:
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    return f"{rounded:f}"


def _without_zeros(text: str, optional: int) -> str:
    """Remove as many zeros at the end as the format makes optional."""
    for _ in range(optional):
        text = text.removesuffix("0")
    return text.removesuffix(".")


def _general(exact: Decimal, places: int) -> str:
    """Return a number as it is shown without a format; one without end at some places."""
    _, _, exponent = exact.normalize(_EXACT).as_tuple()
    ends = isinstance(exponent, int) and -exponent <= _MOST_TYPED
    text = f"{exact:f}" if ends else _rounded(exact, places)
    return text.rstrip("0").removesuffix(".") if ends and "." in text else text
