"""The columns of a table of reports beside its figures: planned, and achieved."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from povertyplan.documents.forms import Beside, TableForm
from povertyplan.documents.layout.form_columns import column_of
from povertyplan.documents.layout.table import Column
from povertyplan.model.fields import Count, Field, Figure, Flat, Value
from povertyplan.model.names import key
from povertyplan.model.percent import Points
from povertyplan.model.places import Part, Row
from povertyplan.model.plan import Plan
from povertyplan.year.arrivals import timeliness
from povertyplan.year.reports import UnitReport
from povertyplan.year.table import Rows

#: What stands in the rows of a table beside their figures, by its columns.
Besides: TypeAlias = Mapping[Row, Mapping[Column, Value | str]]

#: How many decimal places reports print of what is achieved: ``đạt 50,8 % kế hoạch``.
PLACES_OF_ACHIEVED = 1
#: The count from which another one of a report is to fall.
START_OF: Mapping[Field | None, Count] = MappingProxyType(
    {Count.POOR_END: Count.POOR_START, Count.NEAR_POOR_END: Count.NEAR_POOR_START}
)
#: Base and goal of these counts in a plan.
_IN_PLAN: Mapping[Count, tuple[Count, Count]] = MappingProxyType(
    {
        Count.POOR_END: (Count.POOR_BASE, Count.POOR_GOAL),
        Count.NEAR_POOR_END: (Count.NEAR_POOR_BASE, Count.NEAR_POOR_GOAL),
    }
)


@frozen
class PlannedChange:
    """From where to where a plan brings a count over its year."""

    base: int
    goal: int
    falls: bool  #: whether it is a count that plans bring down

    @property
    def planned(self) -> int:
        """By how much the count is to fall, or to rise."""
        return self.base - self.goal if self.falls else self.goal - self.base

    def done(self, now: int) -> int:
        """Return by how much the count has fallen, or risen."""
        return self.base - now if self.falls else now - self.base


def achieved_in_per_cent(done: int, planned: int) -> Points | None:
    """
    Return the share of a planned change that is achieved.

    None if nothing is planned, or so little that the share has more digits than documents print.

    >>> achieved_in_per_cent(18, 36)
    Points.parse('50.0 pp')
    """
    if not planned:
        return None
    with suppress(ValueError):
        return Points.of(Fraction(100 * done, planned), places=PLACES_OF_ACHIEVED)
    return None


def remarks_on(report: Rows[UnitReport], plan: Plan) -> tuple[str, ...]:
    """
    Return the lines below a table of reports: when they were due, who is missing, who was late.

    The units of the plan are expected to report.  The rule by which they were due is told, for
    nobody is called late by a rule that nobody knows.
    """
    units = [target.unit for target in plan.targets]
    sorted_out = timeliness(units, report.lines, report.period)
    late = [f"{unit.name} (chậm {sorted_out.days_late(unit)} ngày)" for unit in sorted_out.late]
    missing = [unit.name for unit in sorted_out.missing]
    return (
        f"Hạn gửi báo cáo: {sorted_out.due:%d/%m/%Y}.",
        f"Cách tính hạn: {sorted_out.rule.text('vi')}.",
        f"Chưa báo cáo: {_listed(missing)}.",
        f"Báo cáo chậm: {_listed(late)}.",
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "không có"


def besides(report: Rows[UnitReport], form: TableForm, plan: Plan | None) -> Besides:
    """
    Return the columns of a form beside the figures of a report.

    That is the day on which each report came and, with a plan, what it sets for a figure and
    how much of it is achieved.
    """
    columns = [column_of(column) for column in form.columns]
    beside: dict[Row, dict[Column, Value | str]] = {}
    for row, stated in report.figures().items():
        figures = stated
        changes: Mapping[Figure, PlannedChange] = {}
        if plan is not None:
            changes = planned_changes(plan, row, report.name_of(row))
        if row is Part.TOTAL and plan is not None and not _is_whole(report, plan):
            figures = {}  # what some units report is not set beside what is planned for all
        day = report.lines[row - 1].received if isinstance(row, int) else None
        held = {column: _held(column, figures, changes, day) for column in columns}
        beside[row] = {column: value for column, value in held.items() if value is not None}
    return beside


def _is_whole(report: Rows[UnitReport], plan: Plan) -> bool:
    """Whether every unit of a plan has reported, or the report has no lines but its total."""
    reported = {key(line.unit.name) for line in report.lines if not line.is_blank}
    return not report.lines or reported >= {key(target.unit.name) for target in plan.targets}


def _held(
    column: Column, figures: Flat, changes: Mapping[Figure, PlannedChange], day: date | None
) -> Value | str:
    """Return what a column holds beside figures."""
    if column.key == Beside.RECEIVED and day is not None:
        return f"{day:%d/%m/%Y}"
    if not column.key or column.field is None or column.field not in changes:
        return None
    change = changes[column.field]
    if column.key == Beside.PLANNED:
        return change.planned
    now = figures.get(column.field)
    return achieved_in_per_cent(change.done(now), change.planned) if isinstance(now, int) else None


def planned_changes(plan: Plan, row: Row, name: str) -> Mapping[Figure, PlannedChange]:
    """Return from where to where a plan brings the figures of a row of a report."""
    changes = dict(_of_labour(plan, row))
    flat = _of_row(plan, row, name)
    for figure, (base, goal) in _IN_PLAN.items():
        before, after = flat.get(base), flat.get(goal)
        if isinstance(before, int) and isinstance(after, int):
            changes[figure] = PlannedChange(before, after, falls=True)
    return changes


def _of_row(plan: Plan, row: Row, name: str) -> Flat:
    """Return the figures of the row of a plan that a row of a report is about, where it is one."""
    if row is Part.TOTAL:
        total = plan.total or plan.computed_total
        return {} if total is None else total.flat()
    named = [target for target in plan.targets if key(target.unit.name) == key(name)]
    is_of_unit = isinstance(row, int) and len(named) == 1
    return named[0].flat() if is_of_unit else {}


def _of_labour(plan: Plan, row: Row) -> Iterator[tuple[Figure, PlannedChange]]:
    """Yield the labour targets of a plan, which are set for the whole commune."""
    if row is Part.TOTAL and plan.labour is not None:
        for figure, value in plan.labour.flat().items():
            if isinstance(figure, Count) and isinstance(value, int):
                yield figure, PlannedChange(0, value, falls=False)
