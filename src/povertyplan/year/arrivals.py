"""Which reports came on time, which late, and which did not come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Self

from attrs import field, frozen

from povertyplan.arguments.refusals import near
from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import harmless
from povertyplan.messages import Phrase, period_label, phrase
from povertyplan.model.names import key
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.units import Unit
from povertyplan.year.deadlines import DueRule, shown_day
from povertyplan.year.matching import numbered
from povertyplan.year.reports import UnitReport

_USUAL_RULE = DueRule()


@frozen(repr=False, field_transformer=strict_fields)
class Timeliness:
    """
    Which of the expected units reported on time, late, or not at all; each stands in one of these.

    A unit whose report states no day is on time, for nothing says that it was late; it stands in
    `undated` besides.  Every report that is not blank stands in one of *counted*, *repeated* and
    *unexpected*.

    >>> from povertyplan.year import UnitReport, timeliness
    >>> chợ, ngò, month = Unit("Chợ"), Unit("Ngò"), ReportingPeriod(2024, "02")
    >>> came = UnitReport(chợ, month, helped=2, received=date(2024, 2, 27))
    >>> arrived = timeliness([chợ, ngò], [came], month)
    >>> [unit.name for unit in arrived.late], arrived.days_late(chợ)
    (['Chợ'], 1)
    >>> print(arrived.text("en"))
    reports of February 2024 were due on 26 February 2024: day 25 of the last month; ...
    late: Chợ (by 1 day)
    not reported: Ngò
    """

    period: ReportingPeriod  #: the period that was to be reported (kỳ báo cáo)
    rule: DueRule  #: when reports of it are due (hạn gửi báo cáo)
    #: the units that reported in time (đúng hạn), or whose report states no day
    on_time: tuple[Unit, ...]
    late: tuple[Unit, ...]  #: the units that reported late (quá hạn)
    missing: tuple[Unit, ...]  #: the units that have not reported (chưa gửi)
    #: the first day on which a report of each unit came
    received: Mapping[Unit, date] = field(hash=False)
    counted: tuple[UnitReport, ...]  #: the reports that count, in the order of their units
    repeated: tuple[UnitReport, ...] = ()  #: the reports of units that sent a later one
    #: the reports of units that were not expected, and of other periods
    unexpected: tuple[UnitReport, ...] = ()

    def __repr__(self) -> str:
        """Return the period and the numbers of units."""
        numbers = f"{len(self.on_time)} on time, {len(self.late)} late, {len(self.missing)} missing"
        return f"<Timeliness {self.period}: {numbers}>"

    @property
    def due(self) -> date:
        """The day on which the reports were due."""
        return self.rule.due(self.period)

    @property
    def undated(self) -> tuple[Unit, ...]:
        """The units whose reports state no day on which they came; all of them are on time."""
        return tuple(unit for unit in self.on_time if unit not in self.received)

    @strict
    def days_late(self, unit: Unit) -> int:
        """
        Return by how many days the report of a unit was late, 0 if it was on time.

        Raises `LookupError` for a unit that was not expected or has not reported.
        """
        if unit in self.late:
            return (self.received[unit] - self.due).days
        if unit in self.on_time:
            return 0
        if unit in self.missing:
            raise LookupError(f"{unit.name!r} has not reported")
        names = [known.name for known in (*self.on_time, *self.late, *self.missing)]
        raise LookupError(f"{unit.name!r} was not expected to report{near(unit.name, names)}")

    @strict
    def text(self, lang: str) -> str:
        """
        Return the lists in lines, below the due date and the rule that it follows from.

        Reports on time are counted, all others named; an empty list has no line.
        """
        return "\n".join(harmless(line.text(lang)) for line in self._lines(lang))

    def _lines(self, lang: str) -> Iterator[Phrase]:
        yield phrase(
            "reports of {period} were due on {due}: {rule}",
            period=period_label(self.period, lang),
            due=shown_day(self.due, lang),
            rule=self.rule.text(lang),
        )
        expected = len(self.on_time) + len(self.late) + len(self.missing)
        yield phrase(
            "on time: {number} of {expected:unit|units}",
            number=len(self.on_time),
            expected=expected,
        )
        if self.late:
            late = [self._late_phrase(unit).text(lang) for unit in self.late]
            yield phrase("late: {units}", units=", ".join(late))
        if self.missing:
            yield phrase("not reported: {units}", units=_names(self.missing))
        if self.undated:
            yield phrase("no day of receipt, taken as on time: {units}", units=_names(self.undated))
        if self.repeated:
            units = _names([report.unit for report in self.repeated])
            yield phrase("sent more than once, the last one counts: {units}", units=units)
        if self.unexpected:
            reports = [f"{report.unit.name} ({report.period})" for report in self.unexpected]
            yield phrase(
                "of another unit or period, not counted: {reports}", reports=", ".join(reports)
            )

    def _late_phrase(self, unit: Unit) -> Phrase:
        return phrase("{unit} (by {days:day|days})", unit=unit.name, days=self.days_late(unit))


@strict
def timeliness(
    expected: Iterable[Unit],
    received: Iterable[UnitReport],
    period: ReportingPeriod,
    rule: DueRule = _USUAL_RULE,
) -> Timeliness:
    """
    Sort the expected units by whether their reports of a period came on time, late or not at all.

    *expected* are the units in force on the due date.  Units are known by their names, under any
    spelling.  Of several reports of one unit the last received counts, for it corrects the
    others, and the first received says whether the unit was on time; reports that state no day
    come before those that do, and otherwise the order given decides.  Of several units of one
    name each takes a report in that order, for nothing tells which is of which.  A blank report,
    which states neither a figure nor a day, is the line of a unit that has not reported, and is
    left out.

    >>> cho, ngo, bau = Unit("Chợ"), Unit("Ngò"), Unit("Bậu")
    >>> february = ReportingPeriod.parse("2024-02")
    >>> reports = [
    ...     UnitReport(cho, february, received=date(2024, 2, 26)),
    ...     UnitReport(ngo, february, received=date(2024, 2, 28)),
    ... ]
    >>> result = timeliness([cho, ngo, bau], reports, february)
    >>> print(result.text("en"))
    reports of February 2024 were due on 26 February 2024: day 25 of the last month; ...
    on time: 1 of 3 units
    late: Ngò (by 2 days)
    not reported: Bậu
    """
    units = tuple(expected)
    names = [key(unit.name) for unit in units]
    by_name: defaultdict[str, list[UnitReport]] = defaultdict(list)
    unexpected: list[UnitReport] = []
    for report in received:
        if report.is_blank:
            continue
        name = key(report.unit.name)
        is_expected = name in names and report.period == period
        (by_name[name] if is_expected else unexpected).append(report)
    sent = {name: _Sent.of(by_name[name], number) for name, number in Counter(names).items()}
    due = rule.due(period)
    on_time: list[Unit] = []
    late: list[Unit] = []
    missing: list[Unit] = []
    days: dict[Unit, date] = {}
    for unit, (name, occurrence) in zip(units, numbered(names), strict=True):
        if occurrence > len(sent[name].counted):
            missing.append(unit)
            continue
        day = sent[name].days[occurrence - 1]
        if day is not None:
            days[unit] = day
        (on_time if day is None or day <= due else late).append(unit)
    return Timeliness(
        period,
        rule,
        tuple(on_time),
        tuple(late),
        tuple(missing),
        days,
        tuple(chain.from_iterable(reports.counted for reports in sent.values())),
        tuple(chain.from_iterable(reports.repeated for reports in sent.values())),
        tuple(unexpected),
    )


@frozen
class _Sent:
    """The reports of the units of one name, and the days on which each first reported."""

    counted: Sequence[UnitReport]
    repeated: Sequence[UnitReport]
    days: Sequence[date | None]

    @classmethod
    def of(cls, reports: Iterable[UnitReport], units: int) -> Self:
        """Sort the reports of so many units."""
        in_order = sorted(reports, key=lambda report: report.received or date.min)
        dated = [report.received for report in in_order if report.received is not None]
        undated = [None] * (len(in_order) - len(dated))
        return cls(in_order[-units:], in_order[:-units], [*dated, *undated])


def _names(units: Iterable[Unit]) -> str:
    return ", ".join(unit.name for unit in units)
