"""Figures as a document writes them: found at a place of a text, compared, and written alike."""

import re
from collections.abc import Callable

from povertyplan.documents.annex.shares import as_percentage
from povertyplan.documents.figures import CountRead, decimal_mark, is_dash, read_count, read_rate
from povertyplan.model.fields import Value
from povertyplan.model.percent import MOST_PLACES, Percent, Points
from povertyplan.reading import Reading

#: A figure as it is printed, a dash, or nothing.
_PRINTED = re.compile(r"[-–—−]?[0-9]+(?:[.,][0-9]+|[ \u00a0\u202f][0-9]{3})*|[-–—−]|")
#: Decimal places of a rate that is written as a share of one, which has two more.
_MOST_PLACES_AS_SHARE = MOST_PLACES - 2
_GROUPED = re.compile(r"[0-9]{1,3}(?:([., \u00a0\u202f])[0-9]{3})+")
_PLAIN_THOUSANDS = re.compile("[0-9]{4,}")
#: Two letters beside each other: more than a slip of the finger in a number.
_WORD = re.compile(r"[^\W\d_]{2}")
#: From this count on its thousands are separated, in a document that separates them.
THOUSAND = 1000


def has_words(text: str) -> bool:
    """
    Whether a text is more than a number with a slip of the finger; errors of Excel are not words.

    >>> has_words("khoảng 2"), has_words("l2"), has_words("#DIV/0!")
    (True, False, False)
    """
    return bool(_WORD.search(text)) and not text.startswith("#")


def printed_at(line: str, start: int) -> str:
    """Return the figure or the dash that begins at a place of a line, empty where none does."""
    match = _PRINTED.match(line, start)
    return match[0] if match else ""


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


def written(
    value: Value, printed: str, reading: Reading, mark_of_thousands: Callable[[], str] = str
) -> str:
    """
    Return a figure with the marks of the one that it replaces, or of the document.

    *mark_of_thousands* looks for the mark between the thousands of other counts.  It is asked only
    for a count that had no thousands, such as 998 that becomes 1.002.
    """
    if isinstance(value, Percent | Points):
        mark = decimal_mark(printed) or next(iter(reading.form.marks), ",")
        return str(value).removesuffix("%").removesuffix(" pp").replace(".", mark)
    if value is None:
        return "-"
    if value < THOUSAND:
        return str(value)
    has_thousands = _GROUPED.fullmatch(printed) or _PLAIN_THOUSANDS.fullmatch(printed)
    mark = mark_between_thousands(printed) if has_thousands else mark_of_thousands()
    return f"{value:,}".replace(",", mark)


def mark_between_thousands(printed: str) -> str:
    """
    Return the mark between the thousands of a printed count, or an empty text.

    >>> mark_between_thousands("15.032"), mark_between_thousands("15032")
    ('.', '')
    """
    groups = _GROUPED.fullmatch(printed)
    return groups[1] if groups else ""


def as_share(figure: Value) -> Value:
    """
    Return a rate as the share of one that stands for it, with the same digits.

    The share of a rate of too many places is None.
    """
    if not isinstance(figure, Percent):
        return figure
    if figure.places > _MOST_PLACES_AS_SHARE:
        return None
    return Percent(figure.digits, figure.places + 2)
