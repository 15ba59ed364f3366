"""Texts that name a person, whom no register, message or output names."""

import re
import unicodedata

from povertyplan.model.letters import decomposed
from povertyplan.model.names import key

#: The surnames of nine persons in ten, but for those that begin names of places and bodies.
_SURNAMES = frozenset(
    map(
        key,
        (
            "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi",
            "Đỗ", "Ngô", "Dương", "Lý", "Đinh", "Đào", "Trương", "Trịnh", "Lương", "Lưu", "Phùng",
            "Tạ", "Quách", "Giáp", "Triệu", "Nông", "Lường", "Quàng", "Giàng", "Vàng", "Thào",
        ),
    )
)  # fmt: skip
#: A middle name shows that what stands before it is a surname, whatever it is.
_MIDDLE_NAMES = frozenset(map(key, ("Văn", "Thị")))
#: Words of villages that are called after a family, and that are nobody's given name.
_OF_VILLAGES = frozenset(map(key, ("Xá", "Thôn", "Xóm", "Trại", "Làng", "Nội", "Ngoại", "Đoài")))
#: The first words of bodies, and the words in them that begin as a middle name does.
_BODIES = frozenset(map(key, ("Ban", "Phòng", "Sở", "Tổ", "Đội", "Nhà", "UBND", "HĐND")))
_OF_BODIES = frozenset(
    map(key, ("Văn hóa", "Văn nghệ", "Văn phòng", "Văn thư", "Thị trấn", "Thị xã"))
)
#: What parts a name from the words before and behind it.
_PARTS = re.compile(r"(?<!\s)\s+[-–]\s+|[,;:()]")  # as typed
#: What stands before the names of officials.
_FELLOW = re.compile(r"^\s*(?:đồng chí|đ/c)\b\.?\s*", re.IGNORECASE)
_TITLES = frozenset(map(key, ("ông", "bà", "anh", "chị", "cô", "chú", "bác")))
#: A name has at least a surname and a given name, and at most this many words.
_FEWEST_WORDS, _MOST_WORDS = 2, 5


def names_person(text: str) -> bool:
    """
    Whether a text names a person, as far as its words show.

    >>> names = ("Nguyễn Văn A", "BÀ HOÀNG THỊ B", "Lê Hoa", "le van d", "Hội Nông dân (ông Bảy)")
    >>> all(map(names_person, names))
    True
    >>> others = ("Hội Nông dân", "Đoàn Thanh niên", "Ngô Xá", "UBND THỊ TRẤN CAO THƯỢNG")
    >>> any(map(names_person, others))
    False
    """
    return any(_is_name(part) or _is_name_in_full(part) for part in _PARTS.split(text))


def names_person_in_full(text: str) -> bool:
    """
    Whether a text names a person with a title, or with a middle name.

    Villages, too, are called by what may be a surname and a given name.

    >>> [names_person_in_full(text) for text in ("Nguyễn Văn A", "Ông Bảy", "Lương Sơn")]
    [True, True, False]
    """
    return any(map(_is_name_in_full, _PARTS.split(text)))


def _is_name(text: str) -> bool:
    """Whether a text is a surname and what may be names behind it."""
    words = _words(text)
    if not words:
        return False
    surname, *given = map(key, words)
    has_surname = surname in _SURNAMES or (text.isascii() and surname in _PLAIN)
    is_village = not _OF_VILLAGES.isdisjoint(given)
    return has_surname and not is_village and all(word[:1].isupper() for word in words)


def _is_name_in_full(text: str) -> bool:
    words = _words(text)
    if not words:
        return False
    first, second = key(words[0]), key(words[1])
    if first in _TITLES:
        return words[1][:1].isupper()
    has_middle_name = second in _MIDDLE_NAMES or (text.isascii() and second in {"van", "thi"})
    if not has_middle_name or len(words) == _FEWEST_WORDS:
        return False
    if first in _BODIES and key(" ".join(words[1:3])) in _OF_BODIES:
        return False
    has_surname = first in _SURNAMES or (text.isascii() and first in _PLAIN)
    return all(word[:1].isupper() for word in words) or (has_surname and text.islower())


def _words(text: str) -> list[str]:
    """Return the words of a text that may be a name, or an empty list."""
    words = [word.strip(".") for word in _FELLOW.sub("", text).split()]
    has_length = _FEWEST_WORDS <= len(words) <= _MOST_WORDS
    return [] if not has_length or any(map(_has_digit, words)) else words


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _without_marks(surname: str) -> str:
    letters = decomposed(surname).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


#: The surnames as they are typed without marks.
_PLAIN = frozenset(map(_without_marks, _SURNAMES))
