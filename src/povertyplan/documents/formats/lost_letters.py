"""
Texts whose Vietnamese letters a program replaced by question marks.

Excel's plain "CSV" holds the letters of one code page alone, the one of Western Europe on
most computers: "Tỷ lệ hộ nghèo" becomes "T? l? h? nghèo".  What was lost cannot be
restored, for "h?" may be "hộ", "hạ" or "hồ".
"""

import re

from povertyplan.documents.content import Content, joined
from povertyplan.documents.formats.remedies import LOST_LETTERS
from povertyplan.messages import ReadError, phrase, verbatim
from povertyplan.model.letters import composed, decomposed

#: What a letter is replaced by: a question mark, or the replacement character of Unicode.
_MARKS = "?\ufffd"
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}])+")
_LETTER_BEHIND_MARK = re.compile(rf"[{_MARKS}]([^{_MARKS}])")
_WITHOUT_MARKS = str.maketrans("", "", _MARKS)
_VOWELS = frozenset("aeiouy")
#: The fewest different words with lost letters by which such a text is recognised.
_FEWEST_WORDS = 3


def refuse_lost_letters(content: Content) -> None:
    """
    Raise `ReadError` if more words of a document lost letters than kept letters of Vietnamese.

    Questions do not count: their marks stand behind whole words.
    """
    whole = joined(content.texts)
    if not any(mark in whole for mark in _MARKS):
        return
    words = _WORD.findall(composed(whole))
    lost = [word for word in words if has_lost_letter(word)]
    if len(set(lost)) < _FEWEST_WORDS:
        return
    kept = sum(map(_is_vietnamese, words))
    if len(lost) > kept:
        expected = phrase("letters of Vietnamese")
        raise ReadError(expected, verbatim(lost[0]), content.file, remedy=LOST_LETTERS)


def has_lost_letter(word: str) -> bool:
    """
    Whether a mark in a word stands for a letter, and does not end a question.

    >>> [has_lost_letter(word) for word in ("h?", "ho?ch", "?i?u", "GI?M", "không?", "gì?Có")]
    [True, True, True, True, False, False]
    """
    letters = word.translate(_WITHOUT_MARKS)
    if not letters or letters == word:
        return False
    bases = set(decomposed(letters.lower()))
    if not bases & _VOWELS:
        return True
    behind_marks = "".join(_LETTER_BEHIND_MARK.findall(word))
    # A question without a blank behind it, as in "gì?Có", has a capital there.
    return bool(behind_marks) and (word.isupper() or not behind_marks.isupper())


def _is_vietnamese(word: str) -> bool:
    """Whether a word has a letter that the code page of Western Europe lacks."""
    letters = word.translate(_WITHOUT_MARKS)
    return letters.encode("cp1252", "ignore").decode("cp1252") != letters
