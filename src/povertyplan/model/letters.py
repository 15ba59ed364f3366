"""
Letters with their marks together or apart, in one form.

To bring the marks of one letter into their canonical order takes the square of their number.  A
letter of Vietnamese has two at most, so a text that has far more on one stays as it is.
"""

import re
import unicodedata
from itertools import islice

#: Marks on one letter, as in the stream-safe text format of Unicode (UAX 15).
MOST_MARKS = 30
#: Characters that may be combining marks, in runs long enough to exceed the limit; compiled once.
_UNCOMMON = re.compile(rf"[^\w\s!-~]{{{MOST_MARKS},}}")


def composed(text: str) -> str:
    r"""
    Return a text in composed letters.

    >>> composed("ho\u0302\u0323") == "hộ"
    True
    """
    return text if text.isascii() or is_overmarked(text) else unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    r"""
    Return a text with the marks apart from their letters.

    >>> decomposed("hộ") == "ho\u0323\u0302"
    True
    """
    return text if is_overmarked(text) else unicodedata.normalize("NFD", text)


def is_overmarked(text: str) -> bool:
    r"""
    Whether a letter has more combining marks than the limit.

    >>> is_overmarked("hộ"), is_overmarked("o" + 31 * "\u0301")
    (False, True)
    """
    for run in _UNCOMMON.finditer(text):
        marks = filter(unicodedata.combining, run[0])
        if sum(1 for _ in islice(marks, MOST_MARKS + 1)) > MOST_MARKS:
            return True
    return False
