"""The day on which the reports of a period are due."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from attrs import field, frozen

from povertyplan.arguments.expected import Between
from povertyplan.arguments.strict import as_call, strict, strict_fields, strict_words
from povertyplan.messages import Phrase, listed, phrase, show
from povertyplan.model.document import PartialDate
from povertyplan.model.periods import ReportingPeriod, day_of

_SATURDAY = 5


@strict_words
class Shift(StrEnum):
    """
    Where a due date goes that falls on a Saturday, a Sunday or a holiday.

    >>> from povertyplan.year import DueRule
    >>> str(DueRule(shift=Shift.PREVIOUS).due(ReportingPeriod(2024, "02")))
    '2024-02-23'
    """

    NONE = "none"  #: it stays
    NEXT = "next"  #: to the next working day
    PREVIOUS = "previous"  #: to the working day before


_STEPS: Mapping[Shift, timedelta] = {
    Shift.NONE: timedelta(0),
    Shift.NEXT: timedelta(1),
    Shift.PREVIOUS: timedelta(-1),
}


def _days(days: Iterable[date]) -> frozenset[date]:
    return frozenset(map(day_of, days))


@frozen(field_transformer=strict_fields)
class DueRule:
    """
    The rule by which reports are due (hạn gửi báo cáo): on a day of the last month of a period.

    Plans ask for the 25th.  A due date moves to the next working day by analogy with article 148(5)
    of the Civil Code 2015, for no rule of administration says so.

    >>> rule = DueRule(holidays=[date(2024, 4, 25)])
    >>> [str(rule.due(ReportingPeriod(2024, month))) for month in ("02", "03", "04")]
    ['2024-02-26', '2024-03-25', '2024-04-26']
    >>> rule.is_working_day(date(2024, 4, 25)), rule.is_working_day(date(2024, 4, 26))
    (False, True)
    """

    #: the day of the last month of a period; 31 is the last day of a shorter month
    day: Annotated[int, Between(1, 31)] = 25
    shift: Shift = Shift.NEXT  #: where a due date on a Saturday, a Sunday or a holiday moves to
    #: the days that are holidays besides: none are known, for the lunar ones differ by year
    holidays: frozenset[date] = field(default=frozenset(), converter=_days)

    __repr__ = as_call

    @strict
    def due(self, period: ReportingPeriod) -> date:
        """Return the day on which the reports of a period are due."""
        due = period.last.replace(day=min(self.day, period.last.day))
        while self.shift is not Shift.NONE and not self.is_working_day(due):
            due += _STEPS[self.shift]
        return due

    @strict
    def is_working_day(self, day: date) -> bool:
        """Whether a day is from Monday to Friday and not a holiday."""
        return day.weekday() < _SATURDAY and day not in self.holidays

    @strict
    def text(self, lang: str) -> str:
        """
        Return the rule in words, in a language.

        >>> DueRule(20, Shift.PREVIOUS).text("en")
        'day 20 of the last month; from a day off to the working day before; no holidays given'
        """
        day = phrase("day {day} of the last month", day=self.day)
        if self.shift is Shift.NONE:
            return listed([day, phrase("also where that is a day off")]).text(lang)
        return listed([day, self._shift_phrase, self._holidays_phrase(lang)]).text(lang)

    @property
    def _shift_phrase(self) -> Phrase:
        if self.shift is Shift.PREVIOUS:
            return phrase("from a day off to the working day before")
        return phrase(
            "from a day off to the next working day (by analogy with article 148(5) of the Civil"
            " Code 2015)"
        )

    def _holidays_phrase(self, lang: str) -> Phrase:
        if not self.holidays:
            return phrase("no holidays given")
        days = [shown_day(day, lang) for day in sorted(self.holidays)]
        return phrase("holidays given: {days}", days=", ".join(days))


def shown_day(day: date, lang: str) -> str:
    """Return a day as officials write it in a language."""
    return show(PartialDate(day.year, day.month, day.day), lang)
