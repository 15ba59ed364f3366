"""The periods that reports are of: months, quarters, half-years and years."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import total_ordering
from typing import Annotated, Self, TypeAlias

from attrs import frozen

from povertyplan.arguments.expected import Between
from povertyplan.arguments.strict import as_call, strict, strict_fields

#: The years of the calendar that have one before them and one behind them.
YEARS = range(date.min.year + 1, date.max.year)
#: One of them.
Year: TypeAlias = Annotated[int, Between(YEARS[0], YEARS[-1])]
#: A day that every month has.
DayOfAnyMonth: TypeAlias = Annotated[int, Between(1, 28)]
#: The first and the last month of each part of a year.
_PARTS: Mapping[str, tuple[int, int]] = {
    "": (1, 12),
    **{f"{month:02}": (month, month) for month in range(1, 13)},
    **{f"Q{quarter}": (3 * quarter - 2, 3 * quarter) for quarter in range(1, 5)},
    "S1": (1, 6),
    "S2": (7, 12),
}


@total_ordering
@frozen(order=False, field_transformer=strict_fields)
class ReportingPeriod:
    """
    A year, or a part of one (kỳ báo cáo): ``2024``, ``2024-02``, ``2024-Q1``, ``2024-S1``.

    Periods are in the order of their last days.

    >>> quarter = ReportingPeriod.parse("2024-Q1")
    >>> quarter.last, quarter.months
    (datetime.date(2024, 3, 31), range(1, 4))
    >>> february, year = ReportingPeriod(2024, "02"), ReportingPeriod(2024)
    >>> february < quarter < year, quarter.contains(february), str(february)
    (True, True, '2024-02')
    """

    year: Year  #: the year (năm)
    #: a month of two digits, a quarter from ``Q1`` to ``Q4``, a half-year, ``S1`` or ``S2``, as
    #: SDMX writes them; blank for the whole year
    part: str = ""

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse parts that no year has."""
        if self.part not in _PARTS:
            raise ValueError(
                "ReportingPeriod.part must be a month from 01 to 12, Q1 to Q4, S1 or S2,"
                f" got {self.part!r}"
            )

    @classmethod
    @strict
    def parse(cls, text: str) -> Self:
        """
        Return the period that a text names, the inverse of ``str``.

        Raises `ValueError` for any other text.
        """
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}|[QS][1-4]))?", text)
        if match is None:
            raise ValueError(
                f"{text!r} is not a period: expected 2024, 2024-02, 2024-Q1 or 2024-S1"
            )
        return cls(int(match[1]), match[2] or "")

    def __str__(self) -> str:
        """Return year and part, as SDMX writes them."""
        return f"{self.year:04}-{self.part}" if self.part else f"{self.year:04}"

    @property
    def months(self) -> range:
        """The numbers of its months."""
        first, last = _PARTS[self.part]
        return range(first, last + 1)

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.months[0], 1)

    @property
    def last(self) -> date:
        """The last day."""
        *_, month = self.months
        first_day_after = date(self.year + month // 12, month % 12 + 1, 1)
        return first_day_after - timedelta(1)

    @strict
    def closed(self, day: DayOfAnyMonth = 14) -> tuple[date, date]:
        """
        Return the first and the last day whose figures are in a report.

        Figures are closed on a *day* of the last month: administrations count from the 15th of
        the month before to the 14th (Decree 09/2019/NĐ-CP, as provinces restate it).

        >>> [str(day) for day in ReportingPeriod.parse("2024-S1").closed()]
        ['2023-12-15', '2024-06-14']
        """
        day_before = self.first - timedelta(1)
        return day_before.replace(day=day) + timedelta(1), self.last.replace(day=day)

    @strict
    def contains(self, other: "ReportingPeriod") -> bool:
        """Whether every day of another period is one of this."""
        return self.first <= other.first and other.last <= self.last

    def __lt__(self, other: object) -> bool:
        """Whether it ends before another; of two that end together, the longer comes later."""
        if not isinstance(other, ReportingPeriod):
            return NotImplemented
        return (self.last, other.first) < (other.last, self.first)


def day_of(moment: date) -> date:
    """Return the day of a moment: libraries read the dates of workbooks as moments."""
    return moment.date() if isinstance(moment, datetime) else moment
