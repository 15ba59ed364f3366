"""The period that a table of the year is of, by the lines above it and its headings."""

import re
from collections.abc import Iterable, Sequence

from povertyplan.documents.year_tables.vocabulary import plain
from povertyplan.model.periods import ReportingPeriod

_YEAR = r"(?P<year>(?:19|20)\d\d)"
#: Days, which are those of the document or of the figures: ``ngày 25 tháng 02 năm 2024``.
_DAY = re.compile(r"ngay[\s\d.…_]*thang[\s\d.…_]*nam[\s\d.…_]*|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
#: Laws and decisions, and the spans of years of standards.
_CITED = re.compile(
    r"(?<!\d)\d+/\d{4}/\S+|(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d"
    r"|^\W*(?:can cu|theo|kem theo|ban hanh kem)\b.*"
)
#: Each way to name a period, the most particular first, and its part of the year.
_WAYS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(rf"\bthang\s*(?P<month>\d{{1,2}})\s*(?:nam|[/.-])\s*{_YEAR}"), "{month:02}"),
    (
        re.compile(rf"\bquy\s*(?P<quarter>[1-4]|iv|i{{1,3}})\s*(?:nam|[/.-])\s*{_YEAR}"),
        "Q{quarter}",
    ),
    (re.compile(rf"\b(?:6|sau) thang dau (?:cua )?nam\s*{_YEAR}"), "S1"),
    (re.compile(rf"\b(?:6|sau) thang cuoi (?:cua )?nam\s*{_YEAR}"), "S2"),
    (re.compile(rf"\bnam\s*{_YEAR}"), ""),
    (re.compile(rf"(?<!\d){_YEAR}(?!\d)"), ""),
)
#: A month that a title or the name of a sheet has without a year: ``THÁNG 02``, ``T2``.
_MONTH_ALONE = re.compile(
    r"(?<!ngay \d )(?<!ngay \d\d )\b(?:thang\s*|t)(?P<month>1[0-2]|0?[1-9])(?![\d/.,-])"
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_MONTHS = range(1, 13)


def period_in(text: str) -> ReportingPeriod | None:
    """
    Return the period that a line names; None if it names none, or several years.

    >>> [str(period_in(text)) for text in ("THÁNG 02 NĂM 2024", "quý I/2024", "Năm 2024")]
    ['2024-02', '2024-Q1', '2024']
    >>> period_in("Cao Thượng, ngày 25 tháng 02 năm 2024") is None
    True
    """
    words = _CITED.sub(" ", _DAY.sub(" ", plain(text)))
    for pattern, part in _WAYS:
        periods = {_period(match, part) for match in pattern.finditer(words)}
        if periods:
            return periods.pop() if len(periods) == 1 else None
    return None


def _period(match: re.Match[str], part: str) -> ReportingPeriod | None:
    """Return the period that a pattern found, or None for a month that no year has."""
    groups = match.groupdict()
    month, quarter = int(groups.get("month") or 1), groups.get("quarter") or ""
    if month not in _MONTHS:
        return None
    of_year = part.format(month=month, quarter=_ROMAN.get(quarter, quarter))
    return ReportingPeriod(int(match["year"]), of_year)


def year_of_impossible_month(text: str) -> int | None:
    """
    Return the year of a month that no year has, or None if the line names none.

    >>> year_of_impossible_month("THÁNG 13 NĂM 2024"), year_of_impossible_month("THÁNG 12 NĂM 2024")
    (2024, None)
    """
    words = _CITED.sub(" ", _DAY.sub(" ", plain(text)))
    months, _ = _WAYS[0]
    match = months.search(words)
    is_impossible = match is not None and int(match["month"]) not in _MONTHS
    return int(match["year"]) if match is not None and is_impossible else None


def month_in(text: str) -> str:
    """
    Return the month that a line names without a year, as a part of one; else an empty text.

    >>> month_in("BÁO CÁO THÁNG 2"), month_in("6 tháng đầu năm"), month_in("ngày 5 tháng 2")
    ('02', '', '')
    """
    match = _MONTH_ALONE.search(_CITED.sub(" ", plain(text)))
    return f"{int(match['month']):02}" if match is not None else ""


def first_period(texts: Iterable[str]) -> ReportingPeriod | None:
    """Return the period of the first line that names one."""
    return next(filter(None, map(period_in, texts)), None)


def year_of_headings(headings: Iterable[str]) -> ReportingPeriod | None:
    """
    Return the latest year that headings name, at which a flow ends; None if they name none.

    >>> str(year_of_headings(["Hộ nghèo cuối năm 2023", "Tái nghèo", "Hộ nghèo năm 2024"]))
    '2024'
    """
    periods = [period for period in map(period_in, headings) if period is not None]
    years = [period.year for period in periods]
    return ReportingPeriod(max(years)) if years else None
