"""The words of a plan's text: what each phrase does in a sentence, and the figures between them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum, auto

from attrs import frozen

from povertyplan.model.fields import Count, Rate


class Word(StrEnum):
    """What a phrase does for the figures around it."""

    SUBJECT = auto()  #: names an indicator of a plan
    OTHER = auto()  #: names what a plan has no target for, such as both categories together
    FALL = auto()  #: by how much
    TO = auto()  #: to what
    FROM = auto()  #: from what
    SAYS = auto()
    LINK = auto()  #: the same in another unit
    LIMIT = auto()  #: a bound, an approximation, a mean over years: no exact figure
    COMPARED = auto()
    YEAR = auto()
    PERIOD = auto()
    START = auto()  #: a state before the plan
    END = auto()  #: the end of some year
    PAST = auto()
    AHEAD = auto()
    PLANNED = auto()
    FOREIGN = auto()  #: another unit, a part of this one, another span of time
    PERCENT = auto()
    FIGURE = auto()
    RANGE = auto()
    COMMA = auto()
    STOP = auto()
    FILLER = auto()
    UNKNOWN = auto()


#: Phrases by what they do; of two that begin alike the longer counts.
_PHRASES: Mapping[Word, str] = {
    Word.FALL: "giảm|hạ|thấp hơn",
    Word.TO: "còn|còn lại|xuống|xuống còn|ở mức",
    Word.FROM: "từ|từ mức",
    Word.SAYS: ":|là|đạt|bằng",
    Word.LINK: "(|[|=|tương ứng|tương đương|chiếm|tỷ lệ|chiếm tỷ lệ",
    Word.LIMIT: (
        "dưới|trên|trên dưới|ít nhất|tối thiểu|tối đa|nhiều nhất|không quá|không vượt quá"
        "|không dưới|không thấp hơn|không cao hơn|hơn|gần|khoảng|xấp xỉ|trở lên|trở xuống|<|>|≤|≥|~"
        "|bình quân|trung bình|mỗi năm|một năm|hằng năm|hàng năm|/năm|/ năm|tăng"
    ),
    Word.COMPARED: "so với",
    Word.START: (
        "đầu năm|đầu kỳ|năm trước|năm ngoái|hiện|hiện nay|hiện tại|hiện có|hiện còn|hiện trạng"
        "|đến nay|rà soát|kết quả rà soát|qua rà soát"
    ),
    Word.END: "cuối năm|cuối kỳ|hết năm|trong năm|năm nay",
    Word.PAST: "kết quả|đánh giá|thực trạng|tình hình|đặc điểm",
    Word.AHEAD: (
        "mục tiêu|chỉ tiêu|nhiệm vụ|kế hoạch|giải pháp|phương hướng|các chỉ tiêu|các mục tiêu"
        "|một số chỉ tiêu|chỉ tiêu cụ thể|mục tiêu cụ thể"
    ),
    Word.PLANNED: "phấn đấu|dự kiến|sẽ",
    Word.FOREIGN: (
        "huyện|thị xã|quận|thành phố|tỉnh|cả nước|toàn quốc|trung ương|cấp trên|thôn|ấp|xóm|khóm"
        "|buôn|tổ dân phố|tdp|khu phố|khu vực|nông thôn|mỗi|từng|dân tộc thiểu số|dtts|đồng bào"
        "|giai đoạn|nhiệm kỳ|quý|tháng"
    ),
    Word.PERCENT: "(%)|( % )",
    Word.OTHER: (
        "thoát nghèo|thoát cận nghèo|tái nghèo|tái cận nghèo|phát sinh|trong đó|tổng số hộ"
        "|trên tổng số|trong tổng số|trên tổng số hộ|trong tổng số hộ|/tổng số hộ|tổng số hộ dân"
        "|tổng số hộ dân cư|số hộ dân|số hộ dân cư|hộ dân|nhân khẩu|số nhân khẩu"
    ),
    Word.COMMA: ",|;|và|-|–|—|)|]|*|•|“|”|\"|'|+|_",
    Word.STOP: ".|…",
    Word.FILLER: (
        "đến|trong|của|tại|ở|vào|xã|phường|thị trấn|đặc khu|toàn xã|toàn phường|toàn thị trấn"
        "|trên địa bàn|địa phương|ubnd|ủy ban nhân dân|hộ|số|tổng|tổng số|người|với|thì|được"
        "|thêm|mới|theo|cụ thể|như sau|chung|chỉ|cho|về|mức|thực hiện|hoàn thành|đi|lại|năm|ngày"
        "|điểm|%|giảm nghèo|công tác|bền vững|nhanh|đa chiều|nhằm|để|tiếp tục|chương trình"
        "|mục tiêu quốc gia|mtqg|nông thôn mới|riêng|ước|kéo|lao động"
    ),
}


@frozen
class Subject:
    """What a figure is of: an indicator of labour by its flat name, or a category of households."""

    name: str
    near: bool = False
    rate: bool = False

    @property
    def labour(self) -> bool:
        """Whether it is one of labour."""
        return bool(self.name)


POOR, POOR_RATE = Subject(""), Subject("", rate=True)
NEAR, NEAR_RATE = Subject("", near=True), Subject("", near=True, rate=True)
#: What a figure may be of, and how each is called.
_SUBJECTS: Mapping[Subject, str] = {
    POOR: "hộ nghèo|số hộ nghèo|tổng số hộ nghèo",
    NEAR: "cận nghèo|hộ cận nghèo|số hộ cận nghèo|tổng số hộ cận nghèo",
    POOR_RATE: "tỷ lệ hộ nghèo|tỷ lệ nghèo|tỷ lệ % hộ nghèo|tỷ lệ số hộ nghèo",
    NEAR_RATE: "tỷ lệ hộ cận nghèo|tỷ lệ cận nghèo|tỷ lệ % hộ cận nghèo|tỷ lệ số hộ cận nghèo",
    Subject(Count.WORKING_AGE): (
        "người trong độ tuổi lao động|người trong tuổi lao động|lao động trong độ tuổi lao động"
        "|lao động trong tuổi lao động|dân số trong độ tuổi lao động|dân số trong tuổi lao động"
    ),
    Subject(Count.TRAINED): "lao động qua đào tạo|lao động đã qua đào tạo",
    Subject(Rate.TRAINED_RATE, rate=True): (
        "tỷ lệ lao động qua đào tạo|tỷ lệ lao động đã qua đào tạo"
    ),
    Subject(Count.NEW_JOBS): (
        "người có việc làm|người có việc làm mới|lao động có việc làm|lao động có việc làm mới"
        "|người được tạo việc làm|người được giải quyết việc làm|lao động được tạo việc làm"
        "|lao động được giải quyết việc làm|người được tạo việc làm mới"
        "|lao động được tạo việc làm mới|người được giải quyết việc làm mới"
        "|lao động được giải quyết việc làm mới|giải quyết việc làm|giải quyết việc làm mới"
        "|tạo việc làm|tạo việc làm mới"
    ),
    Subject(Count.EXPORTED): (
        "xuất khẩu lao động|xuất khẫu lao động|đi làm việc ở nước ngoài"
        "|đi làm việc có thời hạn ở nước ngoài"
    ),
}
#: Categories that may follow their figure, as in ``giảm 36 hộ nghèo``.
BEHIND = frozenset({"hộ nghèo", "hộ cận nghèo"})
#: Movements that may follow theirs, as in ``36 hộ thoát nghèo``: no drop, for others come in.
MOVING = frozenset({"thoát nghèo", "thoát cận nghèo", "tái nghèo", "tái cận nghèo", "phát sinh"})
FIGURES = frozenset({Word.FIGURE, Word.RANGE})

_SUBJECT_OF = {phrase: one for one, said in _SUBJECTS.items() for phrase in said.split("|")}
_WORD_OF = {phrase: word for word, said in _PHRASES.items() for phrase in said.split("|")} | (
    dict.fromkeys(_SUBJECT_OF, Word.SUBJECT)
)
_YEAR = r"(?:19|20)\d\d"
_SHARE = r"điểm phần trăm|điểm %|phần trăm|%"
_UNIT = rf"(?: ?(?:{_SHARE}|hộ(?! (?:cận )?nghèo)|người|lao động(?! (?:đã )?qua))(?!\w))"
#: A number is taken whole or not at all: never a part of it.
_NUMBER = r"(?:\d{1,3}(?:[., ]\d{3})++(?!\d)|\d++(?:[.,]\d++)?+)"
_END = r"(?![\w/]|[.,]\d| \d{3}(?!\d))"
_TO = r" ?(?:[-–]|đến) ?"
_TOKENS: Mapping[Word, tuple[str, ...]] = {
    Word.FILLER: (
        rf"(?:theo )?chuẩn (?:hộ )?nghèo(?: đa chiều)?(?: giai đoạn {_YEAR} ?[-–] ?{_YEAR})?(?!\w)",
    ),
    Word.PERIOD: (
        rf"(?:giai đoạn |từ )?(?:năm )?{_YEAR}{_TO}(?:hết |cuối )?(?:năm )?{_YEAR}(?!\w|/)",
    ),
    Word.YEAR: (
        rf"(?:ngày )?\d{{1,2}}[/.-]\d{{1,2}}[/.-]{_YEAR}(?!\w)",
        rf"(?:ngày )?(?:\d{{1,2}} )?tháng \d{{1,2}} năm {_YEAR}(?!\w)",
        rf"(?:tháng )?(?:0?[1-9]|1[0-2])/{_YEAR}(?!\w|{_UNIT})",
        rf"đầu (?:năm )?{_YEAR}(?!\w)",
        rf"năm {_YEAR}(?!\w|[.,/]\d)",
        rf"{_YEAR}(?!{_UNIT}|\w|[.,/]\d)",
    ),
    Word.FOREIGN: (rf"\d+ (?:năm|tháng|quý)(?! {_YEAR})(?!\w)",),
    Word.OTHER: (
        r"(?:tỷ lệ |tổng |số ){0,3}hộ nghèo ?(?:,|và|\+|/|hoặc|&) ?(?:số )?(?:hộ )?cận nghèo(?!\w)",
        r"(?:tỷ lệ |tổng |số ){0,3}(?:hộ )?(?:cận )?nghèo đa chiều(?!\w)",
    ),
    Word.RANGE: (rf"{_NUMBER}{_UNIT}?{_TO}{_NUMBER}(?:{_UNIT}|{_END})",),
    Word.FIGURE: (
        rf"{_NUMBER}{_UNIT}? ?/ ?{_NUMBER}(?:{_UNIT}|{_END})",
        rf"{_NUMBER}(?:{_UNIT}|{_END})",
    ),
}
#: The longest first, so that a phrase is taken before another that it begins with.
_LONGEST = sorted(_WORD_OF, key=len, reverse=True)
_OF_WORDS = "|".join(re.escape(phrase) for phrase in _LONGEST if phrase[-1].isalnum())
_OF_MARKS = "|".join(re.escape(phrase) for phrase in _LONGEST if not phrase[-1].isalnum())
_PHRASE = rf"(?:{_OF_WORDS})(?!\w)|{_OF_MARKS}"
_TOKEN = re.compile(
    "|".join(f"(?P<{word.name}>{'|'.join(forms)})" for word, forms in _TOKENS.items())
    + rf"|(?P<phrase>{_PHRASE})|(?P<UNKNOWN>\d\S*|\w+|\S)"
)
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})(?:{_UNIT}? ?/ ?(?P<whole>{_NUMBER}))?(?P<unit>.*)")
_BLANKS = re.compile(r"\s\s|[^\S ]")
#: Spellings of equal length that are made one.
_SPELLINGS = {"tỉ lệ": "tỷ lệ", "uỷ ban": "ủy ban"}


@frozen
class Token:
    """A phrase or a figure of a text, and where it begins."""

    word: Word
    text: str
    start: int

    @property
    def subject(self) -> Subject | None:
        """The indicator that it names."""
        return _SUBJECT_OF.get(self.text)

    @property
    def figure(self) -> tuple[str, str, str]:
        """The number, the whole that it is of if it is written ``110/3924``, and the unit."""
        number, whole, unit = _FIGURE.findall(self.text)[0]
        return number, whole, unit.strip()


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
        composed = unicodedata.normalize("NFC", text[start:end]).lower()
        if not composed.isspace():
            folded.append(composed)
            offsets.extend([start] * len(composed))
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


def tokens(text: str) -> Iterator[Token]:
    """
    Yield the phrases and figures of a folded text.

    >>> [(one.word.name, one.text) for one in tokens("tỷ lệ hộ nghèo còn 1,4%.")]
    [('SUBJECT', 'tỷ lệ hộ nghèo'), ('TO', 'còn'), ('FIGURE', '1,4%'), ('STOP', '.')]
    """
    for match in _TOKEN.finditer(text):
        found = match[0]
        word = _WORD_OF[found] if match.lastgroup == "phrase" else Word[str(match.lastgroup)]
        yield Token(word, found, match.start())
