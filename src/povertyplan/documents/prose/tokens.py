"""The phrases and figures of a text, and where each begins."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from attrs import evolve, frozen

from povertyplan.documents.prose.lexicon import NUMBERED, UNITS, Indicator, Word
from povertyplan.documents.prose.phrases import Wording, phrases
from povertyplan.model.letters import composed

FIGURES = frozenset({Word.FIGURE, Word.RANGE})
_YEAR = r"(?:19|20)\d\d"
_UNIT = (
    r"(?: ?(?:điểm phần trăm|điểm %|phần trăm|%|hộ(?! (?:cận )?nghèo)|người lao động"
    r"|người|lao động|lđ|chỉ tiêu)(?!\w))"
)
#: A number is taken whole or not at all: never a part of it.
_NUMBER = r"(?:\d{1,3}(?>(?:[., ]\d{3})+)(?!\d)|\d++(?>(?:[.,]\d++)?))"
_END = r"(?![\w/]|[.,]\d| \d{3}(?!\d))"
#: The words of a number, which may repeat it: 12 (mười hai) hộ.
_NUMERALS = (
    "không|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|linh|lẻ|trăm|nghìn|ngàn|phẩy"
)
_TO = r" ?(?:[-–]|đến) ?"
_FORMS: Mapping[Word, tuple[str, ...]] = {
    Word.FILLER: (
        (
            r"(?:theo )?(?:chuẩn|tiêu chí) (?:hộ )?nghèo(?: tiếp cận)?(?: đa chiều)?(?: mới)?"
            rf"(?: giai đoạn {_YEAR} ?[-–] ?{_YEAR})?(?!\w)"
        ),
        rf"(?:theo )?chuẩn (?:giai đoạn )?{_YEAR} ?[-–] ?{_YEAR}(?!\w)",
        rf"\((?>(?:(?:{_NUMERALS}) ?)+)\)",
    ),
    Word.PERIOD: (
        rf"(?:giai đoạn |từ )?(?:năm )?{_YEAR}{_TO}(?:hết |cuối )?(?:năm )?{_YEAR}(?!\w|/)",
    ),
    Word.YEAR: (
        rf"(?:ngày )?\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}(?!\w)",
        rf"(?:ngày )?(?:\d{{1,2}} )?tháng \d{{1,2}} năm {_YEAR}(?!\w)",
        rf"(?:tháng )?(?:0?[1-9]|1[0-2])/{_YEAR}(?!\w|{_UNIT})",
        rf"(?:đầu|bước (?:sang|vào)) (?:năm )?{_YEAR}(?!\w)",
        rf"(?:cuối |hết )?năm {_YEAR}(?!\w|[.,/]\d)",
        rf"{_YEAR}(?!{_UNIT}|\w|[.,/]\d)",
    ),
    Word.SPAN: (r"\d+ (?:năm|tháng|quý)(?! {_YEAR})(?!\w)",),
    Word.RANGE: (rf"{_NUMBER}{_UNIT}?{_TO}{_NUMBER}(?:{_UNIT}|{_END})",),
    Word.FIGURE: (
        rf"{_NUMBER}{_UNIT}? ?/ ?{_NUMBER}(?:{_UNIT}|{_END})",
        rf"{_NUMBER}(?:{_UNIT}|{_END})",
    ),
    Word.UNKNOWN: (r"\d\S*|[^\W\d]+|\S",),
}
#: Looked up once: Python before 3.12 takes long to find a member, and words are many.
_KINDS: Mapping[str, Word] = {word.name: word for word in _FORMS}
_BLANKS = re.compile(r"\s\s|[^\S ]")
_NAMES_OF_UNITS = tuple(f" {name}" for name in UNITS.split(";"))
_NAMES_OF_NUMBERED = tuple(f" {name}" for name in NUMBERED.split(";"))
#: Spellings of equal length that are made one.
_SPELLINGS = {"tỉ lệ": "tỷ lệ", "uỷ ban": "ủy ban"}


@cache
def _token() -> re.Pattern[str]:
    forms = (f"(?P<{word.name}>{'|'.join(forms)})" for word, forms in _FORMS.items())
    return re.compile("|".join(forms))


@cache
def _figure() -> re.Pattern[str]:
    parts = rf"(?P<number>{_NUMBER})(?:{_UNIT}? ?/ ?(?P<whole>{_NUMBER}))?(?P<unit>.*)"
    return re.compile(parts)


@lru_cache(maxsize=1_000)  # several guards ask for the parts of each figure
def _parts_of_figure(text: str) -> tuple[str, str, str]:
    number, whole, unit = _figure().findall(text)[0]
    return number, whole, unit.strip()


@frozen
class Token:
    """A phrase or a figure of a text, and where it begins."""

    word: Word
    text: str
    start: int
    indicator: Indicator | None = None  #: the one that it names

    @property
    def figure(self) -> tuple[str, str, str]:
        """The number, its whole if it is written ``110/3924``, and the unit."""
        return _parts_of_figure(self.text)


def fold(text: str) -> tuple[str, Sequence[int]]:
    """
    Return a text composed, in lower case and with single blanks, and where each character stood.

    >>> fold("Hộ  có")
    ('hộ có', [0, 1, 2, 4, 5, 6])
    """
    lower = text.lower()
    if _is_plain(text) and len(lower) == len(text):
        return _spelled(lower), range(len(text) + 1)
    folded: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        letter = composed(text[start:end]).lower()
        if not letter.isspace():
            folded.append(letter)
            offsets.extend([start] * len(letter))
        elif folded[-1:] != [" "]:
            folded.append(" ")
            offsets.append(start)
        start = end
    return _spelled("".join(folded)), [*offsets, len(text)]


def _is_plain(text: str) -> bool:
    """Whether a text is composed, and its blanks are single."""
    return _BLANKS.search(text) is None and unicodedata.is_normalized("NFC", text)


def _spelled(text: str) -> str:
    for other, usual in _SPELLINGS.items():
        text = text.replace(other, usual)
    return text


def tokens(text: str) -> Sequence[Token]:
    """
    Return the phrases and figures of a folded text.

    >>> [(token.word.name, token.text) for token in tokens("tỷ lệ hộ nghèo còn 1,4%.")]
    [('SUBJECT', 'tỷ lệ hộ nghèo'), ('TO', 'còn'), ('FIGURE', '1,4%'), ('STOP', '.')]
    """
    pieces = [(_KINDS[str(match.lastgroup)], match) for match in _token().finditer(text)]
    unknown = Word.UNKNOWN
    words = tuple(match[0] if word is unknown else "" for word, match in pieces)
    read: list[Token] = []
    start = 0
    while start < len(pieces):
        word, match = pieces[start]
        end, phrase = _longest_phrase(words, start)
        said = text[match.start() : pieces[end - 1][1].end()]
        if phrase is not None:
            read.append(Token(phrase.word, said, match.start(), phrase.indicator))
        else:
            read.append(Token(word, said, match.start()))
        start = end
    return [_named(read, at, token) for at, token in enumerate(read)]


def _longest_phrase(words: Sequence[str], start: int) -> tuple[int, Wording | None]:
    """Return the longest phrase at some word and where it ends; without one, the next word."""
    end, longest = start + 1, None
    state = phrases()
    for index in range(start, len(words)):
        after = state.after(words[index])
        if after is None:
            break
        state = after
        if state.wording is not None:
            end, longest = index + 1, state.wording
    return end, longest


def _named(read: Sequence[Token], at: int, token: Token) -> Token:
    """Return a number as a name where it numbers a unit, a programme or a decision."""
    bare = token.word is Word.FIGURE and not token.figure[2]
    if not bare or at == 0:
        return token
    after = read[at + 1].word if at + 1 < len(read) else None
    if after in {Word.SUBJECT, Word.OTHER}:
        return token
    before = f" {' '.join(word.text for word in read[max(at - 3, 0) : at])}".removesuffix(" số")
    if before.endswith(_NAMES_OF_UNITS):
        return evolve(token, word=Word.ANOTHER)
    if before.endswith(_NAMES_OF_NUMBERED):
        return evolve(token, word=Word.FILLER)
    return token
