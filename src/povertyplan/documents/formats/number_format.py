"""
The text that a spreadsheet shows for a stored number: the number under its format code, exactly.

A format code such as ``0.00;-0.00;"-"`` is that of ECMA-376 (Office Open XML), part 1, 18.8.31.
"""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from povertyplan.documents import limits

#: Characters that a column of usual width shows of a number without a format.
_GENERAL_WIDTH = 11
#: A spreadsheet rounds to 15 digits before it shows any: binary tails are never seen.
_STORED_DIGITS = Context(prec=15)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
#: What is not a placeholder of a digit: quoted or escaped text, blanks, fills, colours.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_LITERAL_OR_SEMICOLON = re.compile(f"{_LITERAL.pattern}|;")
#: What a section without a placeholder shows: quoted and escaped text, and dashes.
_SHOWN_TEXT = re.compile(r'"([^"]*)"|\\(.)|([-–])')
_DIGIT = re.compile(r"[0#?]")
_DECIMALS = re.compile(r"\.([0#?]*)")
#: Commas behind the last placeholder of a whole digit.
_THOUSANDS = re.compile(r"[0#?](,+)(?:\.|[^0#?,.]*$)")


@lru_cache(maxsize=10_000)
def shown(number: float, format_code: str) -> str:
    """
    Return a number as a spreadsheet shows it, with a decimal point and without groups.

    Zero is shown as the format's text for it, if it has one.  A format that is
    not one of decimals (a date, a fraction, an exponent) is passed over.

    >>> shown(0.013853258081067216, "0.00%"), shown(3.125, "0.00"), shown(8.024999999999999, "0.00")
    ('1.39%', '3.13', '8.03')
    >>> shown(3898, "#,##0"), shown(3.5, "General"), shown(0, '0.00;-0.00;"-"')
    ('3898', '3.5', '-')
    """
    exact = _STORED_DIGITS.create_decimal(repr(number or 0))
    if not exact.is_finite() or abs(exact.adjusted()) > limits.MOST_EXPONENT:
        return repr(number)
    section = _section(exact, _sections(format_code))
    placeholders = _LITERAL.sub("", section)
    is_general = placeholders == "General"
    if exact == 0 and "0" not in placeholders and not is_general:
        return _text_of(section)
    is_fraction_or_exponent = "/" in placeholders or "E" in placeholders.upper()
    if is_fraction_or_exponent or not _DIGIT.search(placeholders):
        return _general(exact)
    percent_signs = placeholders.count("%")
    scaled = exact.scaleb(2 * percent_signs - 3 * _scaling_commas(placeholders))
    match = _DECIMALS.search(placeholders)
    decimals = match[1] if match else ""
    rounded = _rounded(scaled, len(decimals))
    return _without_zeros(rounded, decimals.count("#")) + "%" * percent_signs


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
    """Return the section for a number: the second is for those below zero, the third for zero."""
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


def _general(exact: Decimal) -> str:
    """Return a number as a column of usual width shows it without a format."""
    whole_digits = len(f"{int(abs(exact))}")
    text = _rounded(exact, max(0, _GENERAL_WIDTH - 1 - whole_digits))
    return text.rstrip("0").removesuffix(".") if "." in text else text
