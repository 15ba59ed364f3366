"""Figures as documents write them: counts with or without marks, rates, dashes, blanks."""

import re
import unicodedata
from functools import lru_cache
from typing import TypeAlias

from attrs import frozen

from povertyplan.errors import ParseError
from povertyplan.model.letters import composed
from povertyplan.model.percent import MOST_DIGITS, Percent

_DASHES = frozenset("-–—−‐‑‒―")
_SIGNS = frozenset("-–−+")
_DECIMAL_MARK = re.compile("[.,]")
#: A count in groups of three digits, or without groups and with decimals of zero at most.
_COUNT = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?P<mark>[., ])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"|(?P<plain>[0-9]+)(?:[.,]0{1,2})?"
)
#: What is counted, behind a count.
_UNIT = re.compile(r"(?<!\s)\s*(?:hộ|người|khẩu|nhân khẩu)\.?$", re.IGNORECASE)
#: The figures of an annex are small and recur, and several rooms read each of them.
_remembered = lru_cache(maxsize=10_000)


@frozen
class Unreadable:
    """A text that stands where a figure should."""

    text: str


@frozen
class CountRead:
    """A count, and the mark between its groups of three digits, if any."""

    number: int
    mark: str = ""


Figure: TypeAlias = CountRead | Percent | Unreadable | None


def is_dash(text: str) -> bool:
    """
    Whether a cell holds nothing but dashes.

    >>> is_dash("–"), is_dash("- -"), is_dash("-1")
    (True, True, False)
    """
    if text[:1].isalnum():  # as most cells are
        return False
    dense = "".join(text.split())
    return bool(dense) and _DASHES.issuperset(dense)


def narrow(text: str) -> str:
    r"""
    Return a text in composed form with plain blanks and digits; superscripts stay.

    >>> narrow("１\u202f３２５"), narrow("10²")
    ('1 325', '10²')
    """
    return " ".join("".join(map(_narrow, composed(text))).split())


def _narrow(char: str) -> str:
    is_superscript = char.isdigit() and not char.isdecimal()
    return char if is_superscript else unicodedata.normalize("NFKC", char)


@_remembered
def read_count(text: str) -> CountRead | Unreadable | None:
    """
    Read a count: None for a blank, 0 for a dash.

    A mark before three digits separates thousands, since a count has no
    decimals: ``15.032`` is fifteen thousand.

    >>> read_count("15.032"), read_count("07 hộ")
    (CountRead(number=15032, mark='.'), CountRead(number=7, mark=''))
    >>> read_count("-"), read_count("1.5")
    (CountRead(number=0, mark=''), Unreadable(text='1.5'))
    """
    if text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS:
        return CountRead(int(text))
    if not text.strip():
        return None
    if is_dash(text):
        return CountRead(0)
    match = _COUNT.fullmatch(_UNIT.sub("", narrow(text)))
    if match is None or len(match[0]) > MOST_DIGITS:
        return Unreadable(text)
    if match["plain"] is not None:
        return CountRead(int(match["plain"]))
    mark = match["mark"]
    return CountRead(int(match["grouped"].replace(mark, "")), mark)


@_remembered
def read_rate(text: str) -> Percent | Unreadable | None:
    """
    Read a rate: None for a blank or a dash.

    >>> read_rate("3.69"), read_rate("-"), read_rate("3.6.9")
    (Percent.parse('3.69%'), None, Unreadable(text='3.6.9'))
    """
    if not text.strip() or is_dash(text):
        return None
    try:
        return Percent.parse(text)
    except ParseError:
        return Unreadable(text)


def decimal_mark(text: str) -> str:
    """
    Return the decimal mark of a rate, an empty text if it has no mark.

    >>> decimal_mark("3,69"), decimal_mark("82")
    (',', '')
    """
    match = _DECIMAL_MARK.search(text)
    return match[0] if match else ""


def is_figure(text: str) -> bool:
    """
    Whether a cell holds a count or a rate, perhaps with a sign, or a dash.

    >>> is_figure("3.69"), is_figure("-2"), is_figure("-"), is_figure("Chợ"), is_figure("")
    (True, True, True, False, False)
    """
    if is_dash(text):
        return True
    unsigned = text[1:] if text[:1] in _SIGNS else text
    if not unsigned[:1].isdigit():
        return False
    is_count = not isinstance(read_count(unsigned), Unreadable)
    return is_count or not isinstance(read_rate(unsigned), Unreadable)
