"""What a spreadsheet shows for a stored number: the number under its format, exactly."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from povertyplan.documents import limits

_GENERAL_WIDTH = 11
#: A spreadsheet rounds to 15 digits before it shows any: binary tails are never seen.
_DIGITS = Context(prec=15)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
#: What a section without a place for a digit shows: its literals, and dashes.
_WORDS = re.compile(r'"([^"]*)"|\\(.)|([-–])')
_DIGIT = re.compile(r"[0#?]")
_PLACES = re.compile(r"\.([0#?]*)")


@lru_cache(maxsize=10_000)
def shown(number: float, form: str) -> str:
    """
    Return a number as its format shows it, with a point and without groups.

    The format's text for zero stands where it has one; what is no number of
    decimals (a date, a fraction, an exponent) is shown as if it had no format.

    >>> shown(0.013853258081067216, "0.00%"), shown(3.125, "0.00"), shown(8.024999999999999, "0.00")
    ('1.39%', '3.13', '8.03')
    >>> shown(3898, "#,##0"), shown(3.5, "General"), shown(0, '0.00;-0.00;"-"')
    ('3898', '3.5', '-')
    """
    exact = _DIGITS.create_decimal(repr(number or 0))
    if not exact.is_finite() or abs(exact.adjusted()) > limits.MOST_EXPONENT:
        return repr(number)
    section = _section(exact, _split(form))
    bare = _LITERAL.sub("", section)
    if exact == 0 and "0" not in bare and bare != "General":
        return "".join(map("".join, _WORDS.findall(section))).strip()
    if not _DIGIT.search(bare) or "/" in bare or "E" in bare.upper():
        return _general(exact)
    percent = bare.count("%")
    scaled = exact.scaleb(2 * percent - 3 * _thousands(bare))
    decimals = _PLACES.search(bare)
    places = decimals[1] if decimals else ""
    return _without(_rounded(scaled, len(places)), places.count("#")) + "%" * percent


@lru_cache(maxsize=1_000)
def _split(form: str) -> tuple[str, ...]:
    """Split a format at its semicolons, but for those inside a literal."""
    literals = [match.span() for match in _LITERAL.finditer(form)]
    cuts = [
        at
        for at, char in enumerate(form)
        if char == ";" and not any(start <= at < end for start, end in literals)
    ]
    starts = [0, *(cut + 1 for cut in cuts)]
    return tuple(form[start:end] for start, end in zip(starts, [*cuts, len(form)], strict=True))


def _section(exact: Decimal, sections: Sequence[str]) -> str:
    """Return the section for a number: the second is for those below zero, the third for zero."""
    at = 2 if exact == 0 else 1 if exact < 0 else 0
    return sections[at] if at < len(sections) else sections[0]


def _thousands(bare: str) -> int:
    """Return how many commas stand after the digits: each divides by a thousand."""
    scaled = re.search(r"[0#?](,+)(?:\.|[^0#?,.]*$)", bare)
    return len(scaled[1]) if scaled else 0


def _rounded(exact: Decimal, places: int) -> str:
    rounded = exact.quantize(Decimal(1).scaleb(-places), context=_EXACT)
    return f"{rounded:f}"


def _without(text: str, optional: int) -> str:
    """Leave out as many zeros at the end as the format makes optional."""
    for _ in range(optional):
        text = text.removesuffix("0")
    return text.removesuffix(".")


def _general(exact: Decimal) -> str:
    whole = len(f"{int(abs(exact))}")
    places = max(0, _GENERAL_WIDTH - 1 - whole)
    text = _rounded(exact, places)
    return text.rstrip("0").removesuffix(".") if "." in text else text
