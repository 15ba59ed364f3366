"""
The figures that a plan states in its text: targets for the poor and for labour.

Every number is read with the words before it.  It is taken only where these
words name an indicator and add nothing but fillers such as ``năm 2024 còn``: a
figure missed is better than one misread.  Results of the year before, told in
the same text, are passed over.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from povertyplan.documents.grid import Paragraph
from povertyplan.documents.numbers import CountRead, read_count
from povertyplan.errors import ParseError
from povertyplan.percent import Percent, Points
from povertyplan.places import HEADLINE, Count, Field, Part, Place, Rate, Value
from povertyplan.reading import Notice, Source

_NUMBER = re.compile(r"(?<![\w.,/-])(\d{1,3}(?:\.\d{3})+(?!\d)|\d+(?:[.,]\d+)?)(\s*%)?(?![\w/])")
_RANGE = re.compile(r"\s*(?:[-–]|đến)\s*\d")
_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)")
_HEADING = re.compile(r"\s*(?:#+\s*)?(?:[ivx]+|\d+(?:\.\d+)*)\s*[.)]\s*\D")
_PAST = re.compile(r"kết quả|đánh giá|thực trạng|tình hình|đặc điểm")
_AHEAD = re.compile(r"mục tiêu|chỉ tiêu|nhiệm vụ|kế hoạch|giải pháp|phương hướng")
_FILLER = re.compile(
    r"(?:[\s:;,.()\[\]=+*–-]|%|năm (?:19|20)\d\d|đến|cuối|hết|trong|năm|toàn|xã|phường|thị trấn"
    r"|giảm|xuống|còn|lại|là|đạt|dưới|mức|phấn đấu|dự kiến|khoảng|tương ứng|tương đương|với|hộ"
    r"|người|lao động|so|mới|số|được|trở lên|điểm|phần trăm|cho|và|thêm|ít nhất|trên)*"
)
_POOR = r"(?:hộ )?(?P<near>cận )?nghèo"
_SUBJECTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (rf"(?:tỷ|tỉ) lệ {_POOR}(?! đa chiều)", "rate"),
        (r"(?:số )?hộ (?P<near>cận )?nghèo", "count"),
        (r"(?:người|lao động|dân số) trong (?:độ )?tuổi lao động", "working_age"),
        (r"(?:tỷ|tỉ) lệ lao động (?:đã )?qua đào tạo", "trained_rate"),
        (r"lao động (?:đã )?qua đào tạo", "trained"),
        (r"(?:người|lao động) (?:có|được (?:tạo|giải quyết)) việc làm(?: mới)?", "new_jobs"),
        (r"(?:giải quyết|tạo) việc làm(?: mới)?(?: cho)?", "new_jobs"),
        (r"xuất kh[ẩẫ]u lao động", "exported"),
        (r"đi làm việc (?:có thời hạn )?ở nước ngoài", "exported"),
    )
)


@frozen
class _Subject:
    """What the words before a number speak of."""

    name: str
    near: bool
    drop: bool


@frozen
class Stated:
    """The figures of a text, by place, each with its source."""

    values: Mapping[Place, Value]
    sources: Mapping[Place, Source]
    notices: tuple[Notice, ...]

    def flat(self, part: Part) -> dict[Field, Value]:
        """Return the figures of one part by their flat names."""
        fields: dict[str, Field] = {**Count.__members__, **Rate.__members__}
        return {
            name: value
            for place, value in self.values.items()
            if place.row is part
            for name in fields.values()
            if name == place.field
        }


def stated(paragraphs: Iterable[Paragraph], base_year: int) -> Stated:
    """
    Find the figures of a text; those of *base_year* and before are passed over.

    >>> text = "- Tỷ lệ hộ nghèo: 1,4% (giảm 0,91%)"
    >>> found = stated([Paragraph(text, Source("plan.md", 35, 1))], 2023)
    >>> found.flat(Part.HEADLINE)
    {<Rate.POOR_GOAL_RATE: 'poor_goal_rate'>: Percent('1.4%'), \
<Rate.POOR_RATE_DROP: 'poor_rate_drop'>: Points('0.91 pp')}
    """
    values: dict[Place, Value] = {}
    sources: dict[Place, Source] = {}
    texts: dict[Place, str] = {}
    notices: list[Notice] = []
    past = False
    for paragraph in paragraphs:
        folded, offsets = fold(paragraph.text)
        if _HEADING.match(folded):
            past = bool(_PAST.search(folded)) and not _AHEAD.search(folded)
        if past:
            continue
        for place, value, at, text in _figures(folded, base_year):
            source = evolve(paragraph.source, column=offsets[at] + 1)
            if place not in values:
                values[place], sources[place], texts[place] = value, source, text
            elif values[place] != value:
                again = (("text", f"“{texts[place]}”"), ("other", f"“{text}”"))
                notices.append(Notice("figure-restated", source, again))
    return Stated(values, sources, tuple(notices))


def fold(text: str) -> tuple[str, list[int]]:
    """
    Return a text composed and in lower case, and where each character, and its end, stood.

    >>> fold("Hộ")
    ('hộ', [0, 1, 2])
    """
    folded: list[str] = []
    offsets: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[start:end]).lower()
        folded.append(" " if composed.isspace() else composed)
        offsets.extend([start] * len(composed))
        start = end
    return "".join(folded), [*offsets, len(text)]


def _figures(text: str, base_year: int) -> Iterator[tuple[Place, Value, int, str]]:
    """Yield every figure of a line whose words say what it is."""
    subject: _Subject | None = None
    start = 0
    for match in _NUMBER.finditer(text):
        lead = text[start : match.start()]
        if _YEAR.fullmatch(text[max(0, match.start() - 4) : match.end()].strip()):
            continue
        start = match.end(1)
        subject = _subject(lead, subject)
        years = [int(year) for year in _YEAR.findall(text[: match.start()])]
        ranged = _RANGE.match(text, match.end()) or re.search(r"(?:\d\s*[-–]|từ)\s*$", lead)
        if subject is None or ranged or (years and max(years) <= base_year):
            continue
        place = _place(subject, rate=match[2] is not None)
        value = None if place is None else _value(place, match[1])
        if place is not None and value is not None:
            yield place, value, match.start(), match[0]


def _subject(lead: str, before: _Subject | None) -> _Subject | None:
    """Return what a number is of: what its own words name, or else what the last one was of."""
    found = [
        (match.end(), -match.start(), name, match)
        for pattern, name in _SUBJECTS
        for match in pattern.finditer(lead)
    ]
    if found:
        end, _, name, match = max(found, key=lambda one: one[:2])
        filler = lead[end:]
        groups = match.groupdict()
        drop = _drops(lead[max(0, match.start() - 6) :])
        subject = _Subject(name, bool(groups.get("near")), drop)
    elif before is not None:
        filler = lead
        again = re.search(r"tương (?:ứng|đương)|=", lead)
        subject = evolve(before, drop=_drops(lead) or (before.drop and bool(again)))
    else:
        return None
    return subject if _FILLER.fullmatch(filler) else None


def _drops(words: str) -> bool:
    """Whether a figure is by how much something falls, not to what."""
    return "giảm" in words and not re.search(r"xuống|còn", words[words.rindex("giảm") :])


def _place(subject: _Subject, *, rate: bool) -> Place | None:
    """Return where a figure belongs in the plan, None where a plan has no such figure."""
    if subject.name not in {"rate", "count"}:
        fits = rate is (subject.name == Rate.TRAINED_RATE)
        return Place(Part.LABOUR, subject.name) if fits else None
    if rate and subject.name == "count":
        return None
    if subject.drop:
        name = Rate.POOR_RATE_DROP.value if rate else Count.POOR_DROP.value
        return None if subject.near else Place(Part.HEADLINE, name)
    category = "near_poor" if subject.near else "poor"
    name = f"{category}_goal_rate" if rate else f"{category}_goal"
    return Place(Part.HEADLINE, name) if name in HEADLINE else None


def _value(place: Place, text: str) -> Value:
    try:
        if place.field == Rate.POOR_RATE_DROP:
            return Points.parse(text)
        if place.field.endswith("_rate"):
            return Percent.parse(text)
    except ParseError:
        return None
    count = read_count(text)
    return count.number if isinstance(count, CountRead) else None
