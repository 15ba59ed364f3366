"""The figures of a single month, and the report of the commune."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from povertyplan.arguments.strict import strict
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.names import key
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.units import Unit
from povertyplan.year.arrivals import timeliness
from povertyplan.year.reports import AT_THE_END, ProgressReport, UnitReport

#: A month starts from what the one before it ended with.
_STARTS: Mapping[Field, Count] = {
    Count.POOR_START: Count.POOR_END,
    Count.NEAR_POOR_START: Count.NEAR_POOR_END,
}
#: What is usually left blank where there is none.
_SLACK: frozenset[Field] = frozenset(
    {
        Count.POOR_OTHER_OUT,
        Count.POOR_OTHER_IN,
        Count.NEAR_POOR_OTHER_OUT,
        Count.NEAR_POOR_OTHER_IN,
    }
)


@strict
def during(later: UnitReport, earlier: UnitReport) -> UnitReport:
    """
    Return the changes between two cumulative reports of one unit and one year.

    Each figure is the difference of both, the start is the end of the earlier report, and rates
    are blank.  What one of them leaves blank stays blank, but a blank `other_out` or `other_in`
    counts as 0 beside a figure; a part that one lacks is None.

    Raises `ValueError` for reports of two units or years, for a report that does not end before
    the later one, where they start the year from different counts, and where a figure falls.

    >>> cho = Unit("Chợ")
    >>> may, june = ReportingPeriod(2024, "05"), ReportingPeriod(2024, "06")
    >>> earlier = UnitReport.of(cho, may, {Count.NEW_JOBS: 4})
    >>> later = UnitReport.of(cho, june, {Count.NEW_JOBS: 7})
    >>> during(later, earlier).labour
    LabourTarget(Unit('Chợ'), 2024, new_jobs=3)
    """
    _refuse_others(later, earlier)
    before = earlier.flat()
    figures: dict[Field, Value] = {}
    for name, value in later.flat().items():
        if name in before:
            figures[name] = _during(later.unit, name, value, before)
    return UnitReport.of(later.unit, later.period, figures, later.received)


def _refuse_others(later: UnitReport, earlier: UnitReport) -> None:
    """Refuse reports of two units, and those that do not follow each other within a year."""
    name = later.unit.name
    if key(earlier.unit.name) != key(name):
        raise ValueError(f"during: earlier must be of {name!r}, got {earlier.unit.name!r}")
    is_earlier = earlier.period.last < later.period.last
    if earlier.period.year != later.period.year or not is_earlier:
        raise ValueError(
            f"during: earlier must be of {later.period.year} and end before {later.period},"
            f" got {earlier.period}"
        )
    before = earlier.flat()
    for start in _STARTS:
        starts = {later.flat().get(start), before.get(start)} - {None}
        if len(starts) > 1:
            raise ValueError(
                f"during: {name!r} starts the year with {start} {before[start]} in"
                f" {earlier.period} and {later.flat()[start]} in {later.period}"
            )


def _during(unit: Unit, name: Field, value: Value, before: Mapping[Field, Value]) -> Value:
    """Return a figure of the time between two reports."""
    if name in _STARTS:
        return before[_STARTS[name]]
    if name in AT_THE_END:
        return value
    earlier = before[name]
    if name in _SLACK and not (value is None and earlier is None):
        value, earlier = value or 0, earlier or 0
    if not (isinstance(value, int) and isinstance(earlier, int)):
        return None
    if value < earlier:
        raise ValueError(f"during: {name} of {unit.name!r} falls from {earlier} to {value}")
    return value - earlier


@strict
def commune_report(
    plan: Plan, reports: Iterable[UnitReport], period: ReportingPeriod
) -> ProgressReport:
    """
    Return the report of a commune: one line for each TDP in the order of the plan, and the total.

    The reports that count are those of `timeliness`; a TDP without one has a blank line.  A
    figure of the total is blank if a line leaves it blank.

    >>> plan = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}], unit="Cao Thượng")
    >>> june = ReportingPeriod(2024, "06")
    >>> units = Unit("Ngò"), Unit("Chợ")
    >>> reports = [UnitReport.of(unit, june, {"helped": 2}) for unit in units]
    >>> table = commune_report(plan, reports, june)
    >>> [line.unit.name for line in table.lines], table.total.helped
    (['Chợ', 'Ngò'], 4)
    """
    units = [target.unit for target in plan.targets]
    waiting: defaultdict[str, list[UnitReport]] = defaultdict(list)
    for report in timeliness(units, reports, period).counted:
        waiting[key(report.unit.name)].append(report)
    lines: list[UnitReport] = []
    for unit in units:
        of_name = waiting[key(unit.name)]
        if of_name:
            report = of_name.pop(0)
            lines.append(UnitReport.of(unit, period, report.flat(), report.received))
        else:
            lines.append(UnitReport(unit, period))
    table = ProgressReport(plan.unit, period, lines)
    return ProgressReport(plan.unit, period, lines, table.computed_total)
