"""Texts with blanks at which no line ends: a name, a date or a year stays whole."""

import re
from textwrap import wrap

_NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE_YEAR = re.compile(r"(?<=\bnăm) (?=\d{4}\b)", re.IGNORECASE)
#: An office, and the unit that it is of.
_ISSUER = re.compile(r"(?P<office>(?:Ủy|Uỷ) ban nhân dân|UBND) (?P<unit>.+)", re.IGNORECASE)
#: How many letters of a unit's name fit a line below its office.
_MOST_LETTERS = 22


def with_years_whole(text: str) -> str:
    r"""
    Return a text whose years stand in the line of their word.

    >>> with_years_whole("Hộ nghèo năm 2023")
    'Hộ nghèo năm\xa02023'
    """
    return _BEFORE_YEAR.sub(_NO_BREAK, text)


def with_name_below(issuer: str) -> str:
    r"""
    Return an issuer whose unit stands below its office, in one line if it fits there.

    >>> with_name_below("ỦY BAN NHÂN DÂN XÃ AN HÒA")
    'ỦY BAN NHÂN DÂN XÃ\xa0AN\xa0HÒA'
    """
    match = _ISSUER.fullmatch(issuer)
    if match is None:
        return issuer
    lines = wrap(match["unit"], _MOST_LETTERS, break_long_words=False, break_on_hyphens=False)
    return " ".join((match["office"], *map(_whole, lines)))


def with_date_whole(place_and_date: str) -> str:
    r"""
    Return a place and a date that stands in one line.

    >>> with_date_whole("Xã An Hòa, ngày 25 tháng 01 năm 2024")
    'Xã An Hòa, ngày\xa025\xa0tháng\xa001\xa0năm\xa02024'
    """
    place, comma, date = place_and_date.rpartition(", ")
    return f"{place}{comma}{_whole(date)}"


def _whole(text: str) -> str:
    return text.replace(" ", _NO_BREAK)
