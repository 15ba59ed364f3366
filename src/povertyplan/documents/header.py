"""
The header of an annex: which lines it has, and what each column means by its words.

The words of a column are those above it, the lowest first: a lower line says
more than the one that spans it.  What no word says, nothing assumes in silence.
"""

import re
from collections.abc import Container, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from attrs import frozen

from povertyplan.documents.grid import Cell
from povertyplan.documents.numbers import is_dash, is_figure
from povertyplan.model import Category
from povertyplan.names import key
from povertyplan.places import Field, Period, field_named

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HYPHEN = re.compile(r"(?<=[^\W\d])[-–](?=[^\W\d])")
_FORMULA = re.compile(r"\(?\s*(\d{1,3})\s*\)?\s*=.*")
_MANY = 6  #: so many numbers are a line of them, in spite of a slip
_NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*\)?")
#: How sections are numbered, and how their headings begin.
SECTION = re.compile(r"(?:[IVX]+|[A-H])[.)]?")
_AREAS = (key("khu vực"), key("vùng"))
_LONGEST = 40  #: of them with their marks apart
_IN_SECTION = re.compile(r"((?:[IVX]+|[A-H])(?=\s*[.):–-])[.)]?)[\s:–-]*([^\d\s].*)")


def _words(*phrases: str) -> re.Pattern[str]:
    """Match any of some phrases as whole words in a text's key, the longest first."""
    longest = sorted(map(key, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


#: The numbers of documents that a heading cites, and spans of years, are no year of a column.
_CITED = re.compile(
    rf"(?<!\d)\d{{1,6}}/(?:(?:19|20)\d\d/)?[^\W\d][\w-]*(?:\s+{key('ngày')}\s+\d+[/.-]\d+[/.-]\d{{4}})?"
    rf"|{_words('NĐ', 'nghị định', 'QĐ', 'quyết định', 'thông tư', 'NQ', 'nghị quyết').pattern}"
    rf"(?: {key('số')})? \d{{1,6}}/\d{{4}}"
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
_PURPOSE = _words("giảm nghèo", "thoát nghèo bền vững", "chuẩn nghèo")
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


@frozen
class Header:
    """The header of a grid: its lines, the line of numbers, and where the body begins."""

    lines: tuple[tuple[Cell, ...], ...]
    numbers: tuple[Cell, ...]
    body: int


def split(rows: Sequence[tuple[Cell, ...]]) -> Header:
    """Tell the lines of the header from the body: the first row of figures with a name."""
    lines: list[tuple[Cell, ...]] = []
    numbers: tuple[Cell, ...] = ()
    for at, row in enumerate(rows):
        if not numbers and is_number_line(row):
            numbers = row
        elif numbers or is_data(row) or is_section(row):
            return Header(tuple(lines), numbers, at)
        else:
            lines.append(row)
    return Header(tuple(lines), numbers, len(rows))


def is_number_line(row: Sequence[Cell]) -> bool:
    """
    Whether a row numbers the columns: ``A B 1 2 3``, perhaps with formulas.

    Letters in their order, then numbers that count up.  Below two letters half
    of the numbers may be left out, for columns may be hidden; else they count
    from 1 by one, but for a single slip among many.

    >>> from povertyplan.reading import Source
    >>> [is_number_line([Cell(text, Source()) for text in line.split()])
    ...  for line in ("A B 1 2 3 4 4 5", "(1) (2) (3) (4)", "1 A 2 3 4", "1 1 2 3")]
    [True, True, False, False]
    """
    texts = [cell.text for cell in row if cell.text]
    numbers = [int(number) for number in map(_numbered, texts) if number]
    letters = texts[: len(texts) - len(numbers)]
    if not all(map(_numbered, texts[len(letters) :])) or not _in_order(letters):
        return False
    steps = [after - before for before, after in pairwise(numbers)]
    if not steps or min(steps) < 0 or not numbers[-1] // 2 < len(set(numbers)) <= len(row):
        return False
    slips = sum(step != 1 for step in steps)
    return len(letters) > 1 or (numbers[0] == 1 and slips <= (len(numbers) >= _MANY))


def _in_order(letters: Sequence[str]) -> bool:
    """Whether letters name the first columns, as ``A`` and ``B`` do."""
    return [letter.strip("() ").upper() for letter in letters] == list("ABCDEFGH"[: len(letters)])


def _numbered(text: str) -> str:
    match = _FORMULA.fullmatch(text) or _NUMBER.fullmatch(text)
    return match[1] if match else ""


def column_numbers(row: Sequence[Cell]) -> tuple[str, ...]:
    """Return the numbers of a line, blanks included, from the first on."""
    found = [_numbered(cell.text) for cell in row]
    first = next((at for at, number in enumerate(found) if number), len(found))
    return tuple(found[first:])


def is_data(row: Sequence[Cell]) -> bool:
    """Whether a row holds figures and a name, and not merely years above columns."""
    figures = [cell.text for cell in row if is_figure(cell.text)]
    years = all(_YEAR.fullmatch(text) or is_dash(text) for text in figures)
    named = any(cell.text and not is_figure(cell.text) for cell in row)
    return len(figures) > 1 and not years and (named or _is_counted(row))


def is_section(row: Sequence[Cell]) -> bool:
    """Whether a row is nothing but the heading of a section, such as ``I | Khu vực thành thị``."""
    texts = list(dict.fromkeys(cell.text for cell in row if cell.text))
    if not texts or any(is_figure(text) for text in texts):
        return False
    listed = len(texts) == 2 and bool(SECTION.fullmatch(texts[0]))  # noqa: PLR2004  # number, name
    return listed or (len(texts) == 1 and is_area(texts[0]))


def is_area(label: str) -> bool:
    """
    Whether a label is that of a section by its words.

    >>> is_area("II. Khu vực nông thôn"), is_area("H. Hoa Thám")
    (True, False)
    """
    return key(in_section(label)[1][:_LONGEST]).startswith(_AREAS)


def in_section(label: str) -> tuple[str, str]:
    """
    Tell the number of a section from its name, where one cell holds both.

    >>> in_section("II. Khu vực nông thôn"), in_section("Ngò")
    (('II.', 'Khu vực nông thôn'), ('', 'Ngò'))
    """
    match = _IN_SECTION.fullmatch(label)
    return (match[1], match[2]) if match else ("", label)


def _is_counted(row: Sequence[Cell]) -> bool:
    """Whether a row without a word has an ordinal and a number for its name."""
    return all(cell.text.isdigit() for cell in row[:2])


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


def paths(header: Header, width: int) -> list[list[str]]:
    """
    Return the words above each column, the lowest first.

    A blank takes the words of its left neighbour as far as the cell above
    both spans; a line above all others that is one heading over the whole table
    is left out.
    """
    groups: list[object] = [None] * width
    found: list[list[str]] = [[] for _ in range(width)]
    for depth, line in enumerate(header.lines):
        texts = [cell.text for cell in line]
        if len(set(filter(None, texts))) == 1 and any(texts[:2]) and not any(found):
            continue
        own: list[object] = list(groups)
        for at, text in enumerate(texts):
            beside = at > 0 and groups[at] == groups[at - 1]
            if beside and text in {"", texts[at - 1]}:
                texts[at] = texts[at - 1]
                own[at] = own[at - 1]
            elif text:
                own[at] = (depth, at)
            if texts[at]:
                found[at].insert(0, texts[at])
        groups = own
    return found


def uncovered(header: Header) -> Mapping[int, list[str]]:
    """
    Return the columns beside a heading that stands to their right, with their own words below.

    Nothing covers them: to their left is no heading, or one with no words below it.
    """
    found: dict[int, list[str]] = {}
    for depth, line in enumerate(header.lines):
        below = header.lines[depth + 1 :]
        open_one = True
        for at, (cell, after) in enumerate(pairwise(line)):
            words = [under[at].text for under in reversed(below) if under[at].text]
            if cell.text:
                open_one = not set(words) - {cell.text}
            elif open_one and after.text and words:
                found[at] = words
    return found


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
    # The rate of poor persons is over persons, and no rate of a plan.
    of_persons = measures[:1] == [Measure.RATE] and Measure.PERSONS in measures
    some = any(map(_SOME.search if any(categories) else _more, own))
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


def _more(words: str) -> bool:
    """Whether words say more than that households or persons are counted, and when."""
    for known in (_PLAIN, _HOUSEHOLDS, _PERSONS, _COUNT, _BASE, _GOAL, _END, _START, *_NAMES):
        words = known.sub(" ", words)
    return any(map(str.isalpha, words))


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
