"""Vietnamese names and words as keys: one key for every way to type the same name."""

import re
from functools import lru_cache

from povertyplan.model.letters import composed, decomposed

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WITHOUT_TONES = dict.fromkeys(map(ord, _TONES))
_SYLLABLE = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")


def normalized(text: str, /) -> str:
    """Return a name in composed letters, without blanks around it."""
    return composed(text).strip()


@lru_cache(maxsize=1_000)
def key(text: str, /) -> str:
    """
    Return the key that all spellings of a name share.

    Case, blanks, the Unicode form and the place of the tone mark do not count
    (kiểu cũ, kiểu mới); letters and tones do.

    >>> key("Hoà,  Sơn") == key("HÒA, SƠN"), key("Ngò") == key("Ngô")
    (True, False)
    """
    folded = " ".join(text.casefold().split())
    if folded.isascii():
        return folded
    moved = _SYLLABLE.sub(_tone_last, decomposed(folded))
    return composed(moved)


def _tone_last(syllable: re.Match[str]) -> str:
    letters = syllable[0].translate(_WITHOUT_TONES)
    tones = "".join(filter(_TONES.__contains__, syllable[0]))
    return letters + tones
