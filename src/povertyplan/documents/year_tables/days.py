"""Days as forms write them: ``25/02/2024``, ``ngày 25 tháng 02 năm 2024``."""

import re
from datetime import date

from povertyplan.documents.year_tables.vocabulary import plain

_DAYS = (
    re.compile(r"(?<!\d)(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?P<day>\d{1,2})\s*thang\s*(?P<month>\d{1,2})\s*nam\s*(?P<year>\d{4})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
)  # fmt: skip


def day_in(text: str) -> date | None:
    """
    Return the day that a text names, None if it names none that the calendar has.

    >>> day_in("Ngày báo cáo: 25/02/2024"), day_in("ngày 30 tháng 02 năm 2024") is None
    (datetime.date(2024, 2, 25), True)
    """
    words = plain(text)
    for pattern in _DAYS:
        match = pattern.search(words)
        if match is not None:
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                return None
    return None
