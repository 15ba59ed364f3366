"""Texts that name a person, whom no register, message or output names."""

import unicodedata

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
_TITLES = frozenset(map(key, ("ông", "bà", "anh", "chị", "cô", "chú", "bác")))
#: A name has at least a surname and a given name, and at most this many words.
_FEWEST_WORDS, _MOST_WORDS = 2, 5


def names_person(text: str) -> bool:
    """
    Whether a text is the name of a person, as far as its words show.

    >>> [names_person(text) for text in ("Nguyễn Văn A", "BÀ HOÀNG THỊ B", "Hà Thị C", "le van d")]
    [True, True, True, True]
    >>> [names_person(text) for text in ("Hội Nông dân", "Đoàn Thanh niên", "Hoà Sơn", "Cận nghèo")]
    [False, False, False, False]
    """
    words = [word.strip(".,;:()") for word in text.split()]
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or any(map(_has_digit, words)):
        return False
    first, second = key(words[0]), key(words[1])
    if first in _TITLES:
        return words[1][:1].isupper()
    has_surname = first in _SURNAMES or (text.isascii() and first in _PLAIN)
    has_middle_name = second in _MIDDLE_NAMES or (text.isascii() and second in {"van", "thi"})
    if all(word[:1].isupper() for word in words):
        return has_surname or (has_middle_name and len(words) > _FEWEST_WORDS)
    return has_surname and has_middle_name and text.islower()


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _without_marks(surname: str) -> str:
    letters = unicodedata.normalize("NFD", surname).replace("đ", "d")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


#: The surnames as they are typed without marks.
_PLAIN = frozenset(map(_without_marks, _SURNAMES))
