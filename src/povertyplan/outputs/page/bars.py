"""Drawings of horizontal bars: how far each unit has come, and a flow from its start to its end."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from povertyplan.messages import Said, Sentence, field_label, period_label, show
from povertyplan.model.fields import FLOW_OF_NEAR_POOR, FLOW_OF_POOR, Category, Count
from povertyplan.model.plan import Plan
from povertyplan.outputs.page.axis import Axis, Tick, short_name
from povertyplan.outputs.page.cards import capital
from povertyplan.year import FlowTable, ProgressReport, Standing, progress

#: The places of the ends of the axis, in a drawing that is 360 wide; names stand left of it.
_LEFT, _RIGHT = 164, 318
#: Where the axis of a flow begins: its columns have longer names than units.
_LEFT_OF_FLOW = 216
#: The height of a line, and what is left free above the first and below the last one.
_LINE, _ABOVE, _BELOW = 15, 8, 20
#: The shares of a planned fall that have room; a unit beyond them stands at the end.
_LEAST, _MOST = -100, 200
#: A longer report shows the units that are the furthest from their goals.
_MOST_LINES = 40
#: How long a name may be.
_LONGEST_NAME, _LONGEST_COLUMN = 28, 40

_PROGRESS = {
    Count.POOR_GOAL: Sentence("Fall of the poor households of each unit, up to {period}"),
    Count.NEAR_POOR_GOAL: Sentence("Fall of the near-poor households of each unit, up to {period}"),
}
_REACHED = Sentence("Of {number:unit|units}, {done:has|have} reached the goal.")
_TOGETHER = Sentence("Together they have come {achieved} of the way.")
_RISEN = Sentence("Together they have risen instead.")
_FURTHEST = Sentence("The {number} units that are the furthest from their goals are shown.")
_FLOW = {
    Category.POOR: Sentence("The flow of the poor households, {period}"),
    Category.NEAR_POOR: Sentence("The flow of the near-poor households, {period}"),
}
_FLOWED = Sentence("{start} at the start, {out} left, {come} came, {end} at the end.")
_COLUMNS = {Category.POOR: FLOW_OF_POOR, Category.NEAR_POOR: FLOW_OF_NEAR_POOR}
#: The columns of a flow between start and end that lessen it; the others add to it.
_FIRST_IN = 4


class BarKind(StrEnum):
    """What a bar shows."""

    WHOLE = "whole"  #: a count, or a goal that is reached
    PART = "part"  #: a goal that is not reached
    RISE = "rise"  #: a rise where a fall was planned
    OUT = "out"  #: what left
    IN = "in"  #: what came


@frozen
class BarLine:
    """A bar with its name on the left and its figure behind it."""

    name: str
    y: int
    left: int
    right: int
    figure: str
    kind: BarKind

    @property
    def width(self) -> int:
        """The length of the bar; one of nothing is still to be seen."""
        return max(self.right - self.left, 1)


@frozen
class Bars:
    """The drawing: a bar on each line."""

    title: str
    caption: str
    ticks: tuple[Tick, ...]
    lines: tuple[BarLine, ...]
    unit: str = ""  #: what stands behind the last number of the axis

    @property
    def axis(self) -> int:
        """How far down the axis is drawn."""
        return _ABOVE + _LINE * len(self.lines)

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return self.axis + _BELOW


def progress_bars(plan: Plan, report: ProgressReport, field: Count, lang: str) -> Bars | None:
    """
    Return the progress of each unit towards its planned fall, or None if no unit plans one.

    *field* is `Count.POOR_GOAL` or `Count.NEAR_POOR_GOAL`.
    """
    standings = [each for each in progress(plan, report) if each.field is field]
    # The commune stands behind its units.
    of_units = [each for each in standings[:-1] if each.achieved is not None]
    if not of_units:
        return None
    drawn = sorted(of_units, key=_achieved)[:_MOST_LINES]
    shares = [100 * _achieved(each) for each in drawn]
    low = min(0, max(_LEAST, floor(shares[0])))
    high = max(100, min(_MOST, ceil(shares[-1])))
    axis = Axis.over(low, high, _LEFT, _RIGHT)
    lines = [
        _progress_line(each, _ABOVE + _LINE * number, axis, lang)
        for number, each in enumerate(drawn)
    ]
    title = _PROGRESS[field].text({"period": period_label(report.period, lang)}, lang)
    caption = _progress_caption(of_units, standings[-1], len(drawn), lang)
    return Bars(title, caption, tuple(axis.ticks(lang)), tuple(lines), "%")


def _progress_line(standing: Standing, y: int, axis: Axis, lang: str) -> BarLine:
    """Return the bar of a unit, to the left of 0 where its households have risen."""
    achieved = _achieved(standing)
    left, right = sorted((axis.x(0), axis.x(100 * achieved)))
    name = short_name(standing.unit.name, _LONGEST_NAME)
    kind = BarKind.WHOLE if achieved >= 1 else BarKind.RISE if achieved < 0 else BarKind.PART
    return BarLine(name, y, left, right, standing.achieved_text(lang), kind)


def _achieved(standing: Standing) -> Fraction:
    """Return the share of a planned change that has come about, 0 if none is planned."""
    return standing.achieved or Fraction(0)


def _progress_caption(of_units: Sequence[Standing], of_all: Standing, drawn: int, lang: str) -> str:
    """Return in words how many units have reached their goals, and how far all have come."""
    values: dict[str, Said] = {
        "done": sum(_achieved(each) >= 1 for each in of_units),
        "number": len(of_units),
        "achieved": of_all.achieved_text(lang),
    }
    caption = _REACHED.text(values, lang)
    if of_all.achieved is not None:
        together = _RISEN if of_all.achieved < 0 else _TOGETHER
        caption = f"{caption} {together.text(values, lang)}"
    if drawn < len(of_units):
        caption = f"{caption} {_FURTHEST.text({'number': drawn}, lang)}"
    return caption


def flow_bars(table: FlowTable | ProgressReport, category: Category, lang: str) -> Bars | None:
    """
    Return the flow of all units from its start to its end, each step where the last one ended.

    None where the start or the end is not known.
    """
    levels = list(_levels(table, category))
    if not levels:
        return None
    first, *steps, last = levels
    highest = max(max(level.before, level.after) for level in levels)
    axis = Axis.over(0, highest, _LEFT_OF_FLOW, _RIGHT)
    values: dict[str, Said] = {
        "start": first.after,
        "out": sum(max(level.before - level.after, 0) for level in steps),
        "come": sum(max(level.after - level.before, 0) for level in steps),
        "end": last.after,
    }
    title = _FLOW[category].text({"period": period_label(table.period, lang)}, lang)
    lines = tuple(level.line(number, axis, lang) for number, level in enumerate(levels))
    return Bars(title, _FLOWED.text(values, lang), tuple(axis.ticks(lang)), lines)


def _levels(table: FlowTable | ProgressReport, category: Category) -> Iterator["_Stage"]:
    """Yield the columns of a flow in order, or nothing if its start or end is not known."""
    whole = table.total or table.computed_total
    flat = {} if whole is None else whole.flat()
    first, *steps, last = _COLUMNS[category]
    start, end = flat.get(first), flat.get(last)
    if not isinstance(start, int) or not isinstance(end, int):
        return
    yield _Stage(first, 0, start, BarKind.WHOLE)
    at = start
    for number, column in enumerate(steps, 1):
        count = flat.get(column)
        change = count if isinstance(count, int) else 0
        kind = BarKind.OUT if number < _FIRST_IN else BarKind.IN
        after = at - change if kind is BarKind.OUT else at + change
        yield _Stage(column, at, after, kind)
        at = after
    yield _Stage(last, 0, end, BarKind.WHOLE)


@frozen
class _Stage:
    """A column of a flow, and between which counts it leads; start and end lead from 0."""

    column: Count
    before: int
    after: int
    kind: BarKind

    def line(self, number: int, axis: Axis, lang: str) -> BarLine:
        """Return its bar."""
        left, right = sorted((axis.x(self.before), axis.x(self.after)))
        return BarLine(
            short_name(capital(field_label(self.column, None, lang)), _LONGEST_COLUMN),
            _ABOVE + _LINE * number,
            left,
            right,
            show(abs(self.after - self.before), lang),
            self.kind,
        )
