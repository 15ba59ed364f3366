"""
What each column of an annex means, by the words above it.

Of several words that say a thing the lowest count.  What no word says, nothing
assumes in silence.
"""

import re
from collections.abc import Container, Sequence
from enum import StrEnum

from attrs import frozen

from povertyplan.model.fields import Category, Field, Period, field_named
from povertyplan.model.names import key

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HYPHEN = re.compile(r"(?<=[^\W\d])[-–](?=[^\W\d])")


def _words(*phrases: str) -> re.Pattern[str]:
    """Match any of some phrases as whole words in a text's key, the longest first."""
    longest = sorted(map(key, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


#: The numbers of documents that a heading cites, and spans of years, are no year of a column.
_CITED = re.compile(
    rf"(?<!\d)\d{{1,6}}/(?:(?:19|20)\d\d/)?[^\W\d][\w-]*(?:\s+{key('ngày')}\s+\d+[/.-]\d+[/.-]\d{{4}})?"
    rf"|{_words('NĐ', 'nghị định', 'QĐ', 'quyết định', 'thông tư', 'NQ', 'nghị quyết').pattern}"
    rf"(?: {key('số')})? (?:\d{{1,6}}/\d{{4}}(?:/[^\W\d][\w-]*)?|\d{{1,3}}(?![\d/]))"
    r"|(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d"
)
_NEAR_POOR = _words(
    "hộ cận nghèo", "cận nghèo", "cận-nghèo", "hộ cận", "khẩu cận", "cận", "CN", "HCN"
)
_POOR = _words("nghèo", "HN")
_RATE = _words("tỷ lệ", "tỉ lệ", "TL", "%", "(%)", "tỷ trọng")
_PERSONS = _words("nhân khẩu", "số khẩu", "khẩu", "số người", "người", "dân số", "NK")
_HOUSEHOLDS = _words("hộ")
_COUNT = _words("số lượng", "SL", "tổng số")
_OTHER = _words(
    "DTTS", "dân tộc", "ghi chú", "mức sống trung bình", "hộ nông", "làm nông", "thoát",
    "tái nghèo", "tái", "phát sinh", "tăng", "đa chiều", "thiếu hụt", "về khẩu",
    "khẩu nông", "không nghèo", "không thuộc", "không phải", "ngoài",
)  # fmt: skip
#: What makes some of the poor or near-poor households of all.
_SOME = _words(
    "BTXH", "bảo trợ", "chính sách", "có công", "khả năng lao động", "vay", "vốn", "thẻ", "BHYT",
    "bảo hiểm", "hỗ trợ", "trẻ em", "nữ", "phụ nữ", "chủ hộ", "khuyết tật", "cao tuổi", "nhà ở",
    "nước sạch", "đăng ký", "chuyển",
)  # fmt: skip
#: With what measures and years are named by, all that the words above households may say.
_PLAIN = _words(
    "tổng", "tổng cộng", "số", "dân", "dân cư", "cư", "gia đình", "nhân dân", "dân số",
    "thường trú", "cư trú", "thực tế", "thực", "toàn", "trên", "có", "hiện", "hiện nay", "đến",
    "tính", "tại", "thời điểm", "ngày", "tháng", "năm", "quý", "kỳ", "cuối", "đầu", "trước", "sau",
    "này", "nay", "của", "và", "theo", "kết quả", "số liệu", "tình hình", "thông tin", "chung",
    "cơ bản", "quản lý", "quy mô", "về", "chính thức", "ước", "ước tính", "điều tra", "thống kê",
    "chia ra", "các", "trong", "đơn vị tính", "chỉ số", "UBND", "dân số trung bình", "công an",
    "quyết định", "QĐ", "nghị quyết", "NQ", "sinh sống", "đang", "được", "báo cáo", "sáp nhập",
    "sắp xếp",
)  # fmt: skip
#: What beside it the words for the poor may say, and mean all of them.
_HARMLESS = _words(
    "giai đoạn", "chuẩn", "theo chuẩn", "tiêu chí", "mới", "còn", "còn lại", "chiếm", "so với",
    "so", "trên", "hết", "mức", "đạt", "phê duyệt", "được duyệt", "công nhận", "quốc gia",
    "diễn biến", "nay", "phần trăm", "điểm", "địa phương", "K/H", "bộ", "cả",
    "lượng", "TH", "ƯTH", "danh sách", "đã", "qua", "dự báo", "dự", "ngoái", "đề ra", "ở", "cấp",
    "ĐVT", "có mặt", "mặt", "do", "HĐND",
    *(f"T{month}" for month in range(1, 13)), *(f"T{month:02}" for month in range(1, 10)),
)  # fmt: skip
#: A heading may end in the name of the commune, or of what it belongs to.
_UNIT_NAMED = re.compile(
    rf"{_words('xã', 'phường', 'thị trấn', 'đặc khu', 'huyện', 'tỉnh').pattern}(?: \w+){{1,4}}$"
)
_PURPOSE = _words("giảm nghèo", "thoát nghèo bền vững", "chuẩn nghèo", "chuẩn nghèo đa chiều")
_DROP = _words("giảm")
_BASE = _words("đầu năm", "đầu kỳ", "hiện có", "hiện trạng", "rà soát", "thực hiện", "năm trước")
_GOAL = _words(
    "dự kiến", "kế hoạch", "KH", "mục tiêu", "chỉ tiêu", "phấn đấu", "giao"
)  # fmt: skip
#: The end of a year is that of the goal, unless the year is named.
_END = _words("cuối năm", "cuối kỳ")
_START = re.compile(
    rf"{_words('đầu năm', 'đầu kỳ').pattern}"
    r"|(?<!\d)0?1\s*[/.-]\s*0?1\s*[/.-]\s*(?=\d{4})"
    rf"|(?<!\w){key('đầu')} (?=\d{{4}})"
)
#: How columns of names are headed, those of larger units first.
_NAMES = (
    _words("tỉnh", "huyện", "quận"),
    _words("xã", "phường", "thị trấn", "đặc khu"),
    _words("đơn vị", "địa bàn", "tên"),
    _words(
        "tổ dân phố", "TDP", "thôn", "bản", "ấp", "xóm", "khóm", "khu phố", "khu dân cư", "buôn",
        "tổ", "làng", "khối",
    ),
)  # fmt: skip
_NO_NAME = _words(
    "đơn vị tính", "trưởng", "họ tên", "họ và tên", "bí thư", "cán bộ", "phụ trách", "số", "loại",
    "khó khăn", "giao",
)  # fmt: skip
_ORDINAL = _words("TT", "STT", "số TT", "số thứ tự")


class Measure(StrEnum):
    """What a column counts, or that it holds rates."""

    HOUSEHOLDS = "households"
    PERSONS = "persons"
    RATE = "rate"


@frozen
class Meaning:
    """What the words above a column say; None where they say nothing."""

    at: int
    label: str
    measure: Measure | None
    category: Category | None
    year: int | None
    period: Period | None
    other: bool  #: whether the words speak of what a plan is not checked by
    drop: bool = False  #: whether they speak of what is less than a year before
    combined: bool = False  #: whether they speak of poor and near-poor together

    @property
    def name(self) -> str:
        """The flat name without its year; nothing where there is none."""
        if self.other or self.drop or self.combined:
            return ""
        if self.measure is Measure.PERSONS:
            return "persons" if self.category is None else ""
        if self.category is None:
            return "households" if self.measure is Measure.HOUSEHOLDS else ""
        return self.category.value

    def field(self, period: Period) -> Field:
        """Return the flat name of the column in one of the two years."""
        return field_named(f"{self.name}_{period}{self._rate}")

    def further(self, period: Period | None) -> str:
        """Return what the column is called that follows from others; nothing where none does."""
        if self.other or (period is None and not self.drop):
            return ""
        match self:
            case Meaning(measure=Measure.HOUSEHOLDS, category=Category() as of, drop=True):
                return f"{of}_drop"
            case Meaning(measure=Measure.PERSONS, category=Category() as of, drop=False):
                return f"{of}_persons_{period}"
            case Meaning(measure=Measure.HOUSEHOLDS | Measure.RATE, combined=True, drop=False):
                return f"poor_and_near_poor_{period}{self._rate}"
            case _:
                return ""

    @property
    def _rate(self) -> str:
        return "_rate" if self.measure is Measure.RATE else ""


def name_level(label: str) -> int | None:
    """
    Return how small the units are that a column names, None for one that names none.

    >>> name_level("Huyện"), name_level("Đơn vị"), name_level("Thôn, TDP"), name_level("Số hộ")
    (0, 2, 3, None)
    """
    words = key(label)
    if _NO_NAME.search(words) or _measure(words):
        return None
    levels = [level for level, pattern in enumerate(_NAMES) if pattern.search(words)]
    return max(levels, default=None)


def is_ordinal(label: str) -> bool:
    """Whether a heading says that its column numbers the rows."""
    return bool(_ORDINAL.fullmatch(key(label).rstrip(".")))


def is_rate(path: Sequence[str]) -> bool:
    """Whether the lowest words above a column say that it holds rates, and not of what."""
    return bool(path) and not _RATE.sub("", key(path[0])).strip(" ()")


def over_all(words: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the headings that stand over every column of a category, and so tell none apart."""
    above: list[set[str]] = [
        set(path[depth + 1 :])
        for path in words
        for depth, label in enumerate(path)
        if _categories(key(label))
    ]
    return frozenset(above[0].intersection(*above[1:])) if above else frozenset()


def meaning(at: int, path: Sequence[str], shared: Container[str] = ()) -> Meaning:
    """
    Return what the words above a column say, the lowest that say it.

    Headings that are *shared* by all qualify none.

    >>> found = meaning(5, ["Số hộ", "Hộ nghèo dự kiến 2024", "Tỷ lệ hộ nghèo, cận nghèo"])
    >>> found.name, found.measure, found.year, found.period
    ('poor', <Measure.HOUSEHOLDS: 'households'>, 2024, <Period.GOAL: 'goal'>)
    >>> meaning(5, ["Số hộ được vay vốn năm 2024"]).other
    True
    """
    keys = _of_one_year([_uncited(text) for text in path])
    categories = [_categories(words) for words in keys]
    measures = [_measure(words) for words in keys]
    years = [_year(words) for words in keys]
    periods = [_period(words, dated=any(years)) for words in keys]
    single = [found for found in categories if len(found) == 1]
    told = [_PURPOSE.sub(" ", words) for words in keys]
    # A bare "Tổng số" is of what the heading above it says, whatever else that stands over.
    bare = not any(categories) and not any(map(_counted, keys[:1]))
    own = [_uncited(text) for text in path if bare or text not in shared]
    # What stands below the name of a category, and beside it, may make some of its households.
    below = next((keys[: at + 1] for at, named in enumerate(categories) if len(named) == 1), ())
    # The rate of poor persons is over persons, and no rate of a plan.
    of_persons = measures[:1] == [Measure.RATE] and Measure.PERSONS in measures
    some = any(map(_SOME.search if any(categories) else _more, own)) or any(map(_qualified, below))
    return Meaning(
        at,
        " / ".join(dict.fromkeys(reversed(path))),
        next(filter(None, measures), None),
        next(iter(single[0])) if single else None,
        next(filter(None, years), None),
        next(filter(None, periods), None),
        any(map(_OTHER.search, told)) or of_persons or some,
        any(map(_DROP.search, told)),
        not single and any(categories),
    )


def _uncited(text: str) -> str:
    """Return the key of a heading without the documents that it cites, and without hyphens."""
    return _HYPHEN.sub(" ", _CITED.sub(" ", key(text)))


def _counted(words: str) -> bool:
    return bool(_HOUSEHOLDS.search(words) or _PERSONS.search(words))


def _more(words: str, *others: re.Pattern[str]) -> bool:
    """Whether words say more than that households or persons are counted, and when."""
    times = (_START, _BASE, _GOAL, _END)
    for known in (*times, _PLAIN, _HOUSEHOLDS, _PERSONS, _COUNT, *_NAMES, *others):
        words = known.sub(" ", words)
    return any(map(str.isalpha, words))


def _qualified(words: str) -> bool:
    """Whether words beside those for a category say what is not known to be harmless."""
    unnamed = _UNIT_NAMED.sub(" ", _PURPOSE.sub(" ", words))
    return _more(unnamed, _HARMLESS, _OTHER, _NEAR_POOR, _POOR, _RATE, _DROP)


def _of_one_year(keys: Sequence[str]) -> Sequence[str]:
    """Leave out the heading, and all above it, that bears another year than those below it."""
    years = [_year(words) for words in keys]
    own = next(filter(None, years), None)
    other = next((at for at, year in enumerate(years) if year not in {None, own}), len(keys))
    return keys[:other]


def _categories(words: str) -> set[Category]:
    near_poor = _NEAR_POOR.search(words)
    poor = _POOR.search(_PURPOSE.sub(" ", _NEAR_POOR.sub(" ", words)))
    found = ((Category.NEAR_POOR, near_poor), (Category.POOR, poor))
    return {category for category, match in found if match}


def _measure(words: str) -> Measure | None:
    if _RATE.search(words):
        return Measure.RATE
    persons, households = _PERSONS.search(words), _HOUSEHOLDS.search(words)
    if persons and households:
        return None  # a heading over both
    if persons:
        return Measure.PERSONS
    return Measure.HOUSEHOLDS if households or _COUNT.search(words) else None


def _year(words: str) -> int | None:
    """Return the one year of a heading; the start of a year is the end of the one before."""
    years = {int(year) for year in _YEAR.findall(words)}
    if len(years) != 1:
        return None
    return years.pop() - bool(_START.search(words))


def year_of(text: str) -> int | None:
    """
    Return the one year that a text bears, None where it bears none or several.

    >>> year_of("Cuối năm 2023"), year_of("01/01/2024"), year_of("Kèm theo NĐ 07/2021/NĐ-CP")
    (2023, 2023, None)
    """
    return _year(_uncited(text))


def _period(words: str, *, dated: bool) -> Period | None:
    base, goal = _BASE.search(words), _GOAL.search(words) or (not dated and _END.search(words))
    if base and goal:
        return None
    return Period.BASE if base else Period.GOAL if goal else None
