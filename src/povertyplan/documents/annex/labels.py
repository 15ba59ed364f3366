"""The kinds of lines of an annex, as far as ordinal and label tell them."""

import re
from collections.abc import Iterable
from enum import Enum, auto

from povertyplan.documents.annex.header import SECTION_NUMBER, is_area, split_section
from povertyplan.documents.content import Cell
from povertyplan.model.names import key
from povertyplan.model.units import Unit

#: Words that alone make a line the total.
_ALL = ("tổng", "cộng", "tổng hợp", "tất cả", "Σ", "total")
#: Words that do so with another word after them.
_ALL_OF = ("toàn", "cả", "chung")
#: The words that may follow them: what the total is of.
_WHOLES = (
    "số", "bộ", "các", "xã", "phường", "thị trấn", "TT", "đặc khu", "huyện", "tỉnh", "thành phố",
    "địa bàn", "quốc", "nước", "đơn vị", "thôn", "TDP", "tổ dân phố", "hộ", "cụm", "cụm dân cư",
    "khu vực", "khu", "vùng", "nhóm", "mục", "phần",
)  # fmt: skip
#: How the label of a total may begin, whatever follows.
_TOTAL_STARTS = (
    "tổng số", "tổng cộng", "tổng toàn", "tổng chung", "cộng chung", "cộng toàn", "chung toàn",
    "toàn xã", "toàn phường", "toàn thị trấn", "toàn đặc khu", "toàn huyện", "toàn tỉnh",
    "toàn quốc", "cả nước",
)  # fmt: skip
#: How a line without an ordinal may begin that is not a row beside the others.
_ASIDE_STARTS = (
    "trong đó", "tỷ lệ", "tỉ lệ", "mang sang", "chuyển sang", "cộng mang", "cộng chuyển",
    "cộng trang", "so với",
)  # fmt: skip
#: What a cell says where each unit has one line of households and one of persons.
_PERSONS = ("khẩu", "nhân khẩu", "số khẩu", "số nhân khẩu", "người", "số người")

#: Characters of a label that are enough to recognise a total.
_LABEL_LENGTH = 100
#: More characters than a word for persons has: to compare the names of units would take long.
_PERSONS_LENGTH = 20
_PUNCTUATION = " .,;-–"
_BRACKETED = re.compile(r"(?<!\s)\s*[(:].*")
_ORDINAL = re.compile(r"\d+(?:\.\d+)*[.)]?")


def _one_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(key(word)) for word in words)


_TOTAL_KEYS = tuple(map(key, _TOTAL_STARTS))
_ASIDE_KEYS = tuple(map(key, _ASIDE_STARTS))
_PERSONS_KEYS = frozenset(map(key, _PERSONS))
_NAMES_WHOLE = re.compile(rf"(?<!\w)(?:{_one_of(_WHOLES)})(?!\w)")
_TOTAL = re.compile(
    rf"(?:{_one_of(_ALL)}|(?:{_one_of(_ALL_OF)})(?= ))"
    rf"(?: (?:{_one_of((*_ALL, *_ALL_OF, *_WHOLES))}|\d+|[ivx]+))*"
)


class LineKind(Enum):
    """The kind of a line of an annex."""

    ROW = auto()
    TOTAL = auto()
    SUB_TOTAL = auto()
    SECTION = auto()  #: the heading of a section, perhaps with the sums of its rows
    ASIDE = auto()  #: none of these


def kind_by_words(ordinal: str, label: str, unit: Unit, *, has_figures: bool) -> LineKind:
    """Return the kind of a line in the annex of *unit*, judged by its ordinal and its label."""
    numbered = is_numbered(ordinal)
    # A unit may be called by the one word, and then has a number.
    may_be_total = not numbered or " " in label
    if may_be_total and is_total(label, unit):
        return LineKind.TOTAL
    if numbered:
        return LineKind.ROW
    if SECTION_NUMBER.fullmatch(ordinal) or is_area(label):
        return LineKind.SECTION
    is_row = has_figures and label and not _begins_with(key(label), _ASIDE_KEYS)
    return LineKind.ROW if is_row else LineKind.ASIDE


def ordinal_and_label(ordinal: str, label: str, *, may_number_section: bool) -> tuple[str, str]:
    """
    Return the ordinal and the label of a line from its two cells, either of which may hold both.

    The number of a section in a label is looked for if it *may_number_section*, or
    if the label names an area.
    """
    label_is_in_ordinal = (ordinal == label or not label) and not is_numbered(ordinal)
    if label_is_in_ordinal:
        ordinal, label = "", ordinal
    if not ordinal and (may_number_section or is_area(label)):
        return split_section(label)
    return ordinal, label


def is_numbered(ordinal: str) -> bool:
    """
    Whether an ordinal numbers a row.

    >>> is_numbered("7"), is_numbered("1.2"), is_numbered("II")
    (True, True, False)
    """
    return bool(_ORDINAL.fullmatch(ordinal))


def is_total(label: str, unit: Unit) -> bool:
    """
    Whether a label says that its line is of all units, or names the commune itself.

    >>> tân_yên = Unit("Tân Yên", kind="xã")
    >>> is_total("Tổng cộng (I+II)", tân_yên), is_total("Xã Tân Yên", tân_yên)
    (True, True)
    >>> is_total("Cộng Hoà", tân_yên)
    False
    """
    name = key(unit.name)
    words = _BRACKETED.sub("", key(label[:_LABEL_LENGTH])).strip(_PUNCTUATION)
    if name and words == key(f"{unit.kind} {unit.name}"):
        return True
    return _means_all(words.removesuffix(name).strip())


def says_all(label: str) -> bool:
    """Whether the words of a label name a total."""
    return _means_all(key(label[:_LABEL_LENGTH]).strip(_PUNCTUATION))


def _means_all(words: str) -> bool:
    if _begins_with(words, _TOTAL_KEYS):
        return True
    # A number alone may be the name of a unit: "Tổng 3" against "Tổng 3 thôn".
    numbers_a_unit = any(map(str.isdigit, words)) and not _NAMES_WHOLE.search(words)
    return not numbers_a_unit and bool(_TOTAL.fullmatch(words))


def _begins_with(words: str, starts: Iterable[str]) -> bool:
    """Whether words begin with one of the starts, as whole words."""
    rests = (words[len(start) :] for start in starts if words.startswith(start))
    return any(not rest[:1].isalpha() for rest in rests)


def is_of_persons(cells: Iterable[Cell]) -> bool:
    """Whether a cell says that its line counts persons, beside a line of households."""
    short = (cell.text for cell in cells if len(cell.text) < _PERSONS_LENGTH)
    return any(key(text) in _PERSONS_KEYS for text in short)
