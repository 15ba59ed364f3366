"""The year of a title, which may name years of results and of targets."""

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from functools import partial
from itertools import groupby

from attrs import frozen

from povertyplan.model.names import key

_YEAR = re.compile(r"năm\s+((?:19|20)\d\d)(?!\d|\s*[-–]\s*\d{4})", re.IGNORECASE)
_DATED = re.compile(r"ngày[\s\d.…_]*+tháng[\s\d.…_]*+năm[\s\d.…_]*+", re.IGNORECASE)
#: An annex may have its title in small letters, below these words or beside them.
_ANNEX_WORDS = re.compile(r"\W*(?:phụ lục|biểu)\b.{0,150}", re.IGNORECASE)


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(key, words))})(?!\w)")


#: Words before the year of what was reached.
_RESULTS = _any_of("kết quả", "rà soát", "đánh giá", "tổng kết", "sơ kết", "so với", "căn cứ")
#: Words before the year of what shall be reached.
_TARGETS = _any_of(
    "chỉ tiêu", "kế hoạch", "giảm nghèo", "phương hướng", "nhiệm vụ", "dự kiến", "mục tiêu",
    "phấn đấu",
)  # fmt: skip
#: Words that mean results unless words of targets stand beside them.
_SUMMARY = _any_of("tổng hợp", "tình hình", "hiện trạng", "thực hiện")
#: Words of what a plan sets, which no result is called by.
_PLANNED = _any_of(
    "chỉ tiêu", "kế hoạch", "phương hướng", "nhiệm vụ", "dự kiến", "mục tiêu", "phấn đấu",
)  # fmt: skip
#: How the title of a plan may begin where ``KẾ HOẠCH`` does not stand above it.
_SUBJECT = re.compile(
    rf"(?:{'|'.join(map(key, ('thực hiện', 'công tác', 'về việc', 'v/v', 'về')))})?\W*"
    rf"(?:{key('công tác')} )?(?:{'|'.join(map(key, ('giảm nghèo', 'chỉ tiêu', 'mục tiêu')))})"
    r"(?!\w).*"
)
_BASIS = _any_of("căn cứ", "kèm theo", "theo")
#: What no title has: a figure, or the end of a sentence.
_NOT_OF_TITLE = re.compile(r"\d\s*%|\d\s*(?:hộ|người)|[.:;]\s*$", re.IGNORECASE)
#: Lines at the head of a document among which its title is looked for.
_HEAD = 12
#: Words right before the year in which a longer time begins or ends.
_LONGER = re.compile(rf"(?:{key('đến')}|{key('từ')})(?: {key('hết')}| {key('cuối')})?\s*$")
#: Characters before a year that are enough to tell its role.
_WORDS_BEFORE = 300
#: Between two years that are of the same: ``năm 2023 và năm 2024``.
_JOINING = frozenset({",", "-", "–", key("và")})


class Role(IntEnum):
    """The role of a year in a title, the likeliest year of a plan first."""

    TARGET = 0
    OPEN = 1
    RESULT = 2
    LONGER = 3


@frozen
class TitleYear:
    """A year in a title, and where it stands: the line, and the character of it, from 0."""

    year: int
    role: Role
    line: int
    start: int


def year_of_title(lines: Sequence[str]) -> TitleYear | None:
    """
    Return the year that the plan with a title is of; None if the title names no year.

    It is the year of the targets.

    >>> found = year_of_title(["Tổng hợp hộ nghèo năm 2023", "và chỉ tiêu năm 2024"])
    >>> found and found.year
    2024
    >>> found = year_of_title(["Kế hoạch giai đoạn 2021-2025", "theo kết quả rà soát năm 2023"])
    >>> found and found.year
    2023
    """
    return _likeliest(_years_in(lines))


def year_of_annex(lines: Sequence[str], *, review: bool = False) -> int | None:
    """
    Return the year in the titles of an annex; for a *review*, the year of its results.

    The titles are the headings in capitals, the last one first; else the lines that begin
    with ``Biểu`` or ``Phụ lục``, and those below them; else a line at the head that says
    what a plan is about.

    >>> year_of_annex(["Giảm nghèo năm 2024 của xã Tân Yên"])
    2024
    """
    headings = [list(group) for is_upper, group in groupby(lines, str.isupper) if is_upper]
    below_annex_words = [
        lines[index : index + 3] for index, line in enumerate(lines) if _ANNEX_WORDS.fullmatch(line)
    ]
    subjects = [[line] for line in lines[:_HEAD] if not review and _is_subject(line)]
    for titles in (headings, below_annex_words, subjects):
        of_titles = [_likeliest(_years_in(title), review=review) for title in reversed(titles)]
        years = list(filter(None, of_titles))
        if years:
            return min(years, key=partial(_rank, review=review)).year
    return None


def is_of_results(lines: Iterable[str], year: int) -> bool:
    """
    Whether titles and captions call the figures of a year results, and none calls them planned.

    >>> is_of_results(["Phê duyệt kết quả rà soát hộ nghèo năm 2022"], 2022)
    True
    >>> is_of_results(["Căn cứ kết quả rà soát năm 2022", "Chỉ tiêu giảm nghèo năm 2022"], 2022)
    False
    """
    is_result = False
    for line in lines:
        words = key(line)
        says_year = any(found.year == year for found in _years_in([line]))
        if not says_year or _BASIS.match(words):
            continue
        if _PLANNED.search(words):
            return False
        is_result = is_result or _RESULTS.search(words) is not None
    return is_result


def _is_subject(line: str) -> bool:
    """Whether a line is the title of a plan, with its subject and the year of its targets."""
    years = _years_in([line])
    is_title = line[:1].isupper() and _NOT_OF_TITLE.search(line) is None
    names_targets = [year.role for year in years] == [Role.TARGET]
    return is_title and names_targets and _SUBJECT.fullmatch(key(line)) is not None


def _likeliest(years: Sequence[TitleYear], *, review: bool = False) -> TitleYear | None:
    """Return the first year of the likeliest role in a title; of open years the last."""
    if not years:
        return None
    first = min(years, key=partial(_rank, review=review))
    if first.role is not Role.OPEN:
        return first
    return [year for year in years if year.role is Role.OPEN][-1]


def _rank(year: TitleYear, *, review: bool) -> int:
    """Return the rank of a year as the one of a plan or of a *review*, the likeliest first."""
    return -1 if review and year.role is Role.RESULT else year.role


def _years_in(lines: Iterable[str]) -> list[TitleYear]:
    """Return the years in the lines of a title, without dates; of joined years the last."""
    years: list[TitleYear] = []
    before = ""
    for number, line in enumerate(lines):
        undated = _DATED.sub(lambda date: " " * len(date[0]), line)
        end = 0
        for match in _YEAR.finditer(undated):
            words = key(f"{before} {undated[end : match.start()]}")
            is_joined = bool(years) and words in _JOINING
            role = years.pop().role if is_joined else _role(words)
            years.append(TitleYear(int(match[1]), role, number, match.start(1)))
            before, end = "", match.end()
        before = f"{before} {undated[end:]}"[-_WORDS_BEFORE:]
    return years


def _role(before: str) -> Role:
    """Return the role of a year by the words before it."""
    if _LONGER.search(before):
        return Role.LONGER
    if _RESULTS.search(before):
        return Role.RESULT
    if _TARGETS.search(before):
        return Role.TARGET
    return Role.RESULT if _SUMMARY.search(before) else Role.OPEN
