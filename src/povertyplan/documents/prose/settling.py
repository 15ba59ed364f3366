"""
What a share beside a drop measures where the words leave it open, settled by arithmetic.

"Giảm 16 hộ nghèo (0,5%)" may state percentage points of all households, or a share
of the poor.  Percentage points are taken where they fit the figures of the same line
or the annex as printed, and a share of the poor fits neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from povertyplan.documents.prose.guards import FigureFrame
from povertyplan.documents.prose.lexicon import Indicator, Measure, Way, Word
from povertyplan.documents.prose.measures import SHARES
from povertyplan.errors import ParseError
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.percent import Percent, Points

#: Words of what is to be reached.
_REACHING = (Word.TO, Word.FALL, Word.PLANNED, Word.END)


def settled(
    figures: Sequence[tuple[FigureFrame, str]], annex: Mapping[Field, Value]
) -> Iterator[tuple[FigureFrame, str]]:
    """
    Yield the figures of a line with their guards, open ones as points where only these fit.

    The end of a change without a year is told where it is the annex's figure of the base
    year and not its goal: a result of last year is said in the same words.  So is a
    state without a year where the line goes on with what is to be.
    """
    line = _agreed([frame for frame, guard in figures if not guard])
    ahead = _ahead([frame for frame, _ in figures])
    for number, (frame, guard) in enumerate(figures):
        leads_to_target = _is_state(frame) and number < ahead[frame.indicator.near]
        may_be_result = frame.ends_change or leads_to_target
        points = _points(frame) if guard == "figure-ambiguous" else None
        if points is not None and _are_points(points, frame.indicator, line, annex):
            place = frame.indicator.fields[Way.DROP, Measure.RATE]
            yield evolve(frame, measure=Measure.RATE, place=place, value=points, settled=True), ""
        elif not guard and may_be_result and _is_of_base_year(frame, annex):
            yield frame, "figure-undated"
        else:
            yield frame, guard


def _ahead(frames: Sequence[FigureFrame]) -> Mapping[bool, int]:
    """
    Return the number of the last figure of a line that is to be reached, by whether it is near.

    That is how many figures, at the most, lead to it.
    """
    last = {False: 0, True: 0}
    for number, frame in enumerate(frames):
        if not frame.indicator.labour and not _is_state(frame):
            last[frame.indicator.near] = number
    return last


def _is_state(frame: FigureFrame) -> bool:
    """Whether a figure is said to be, and not to be reached, and no year is named for it."""
    return frame.way is Way.LEVEL and not frame.dated and not frame.clause.has(*_REACHING)


def _agreed(frames: Sequence[FigureFrame]) -> Mapping[Field, Value]:
    """Return the figures that a line states, but for those that it states differently."""
    values: dict[Field, Value] = {}
    said = [(frame.place, frame.value) for frame in frames if frame.place is not None]
    for place, value in said:
        values[place] = value if values.setdefault(place, value) == value else None
    return values


def _points(frame: FigureFrame) -> Points | None:
    """Return a share beside a drop as percentage points, None if it cannot be."""
    number, whole, unit = frame.clause.figure.figure
    could_be = frame.way is Way.DROP and (Way.DROP, Measure.RATE) in frame.indicator.fields
    if whole or unit not in SHARES or not could_be:
        return None
    try:
        return Points.parse(number)
    except ParseError:
        return None


def _are_points(
    points: Points, indicator: Indicator, line: Mapping[Field, Value], annex: Mapping[Field, Value]
) -> bool:
    """Whether percentage points fit the line or the annex, and a share of the households not."""
    fits = _of_line(points, indicator, line), _of_annex(points, indicator, annex)
    as_points = any(as_points for as_points, _ in fits)
    as_share = any(as_share for _, as_share in fits)
    return as_points and not as_share


def _of_line(
    points: Points, indicator: Indicator, line: Mapping[Field, Value]
) -> tuple[bool, bool]:
    """Return whether a figure fits a line as points, and as a share: giảm 18 hộ, còn 37 (1,27%)."""
    drop = line.get(indicator.fields[Way.DROP, Measure.COUNT])
    goal = line.get(indicator.fields[Way.LEVEL, Measure.COUNT])
    rate = line.get(indicator.fields[Way.LEVEL, Measure.RATE])
    if not isinstance(drop, int) or not isinstance(goal, int) or not drop + goal:
        return False, False
    as_share = points.admits(Fraction(100 * drop, drop + goal))
    if not isinstance(rate, Percent) or not goal:
        return False, as_share
    # All households are not known, but the goal and its printed rate bound them.
    printed, meant = rate.reach(), points.reach()
    part = Fraction(drop, goal) * 10**points.places / 10**rate.places
    as_points = printed.low * part <= meant.high and meant.low <= printed.high * part
    return as_points, as_share


def _of_annex(
    points: Points, indicator: Indicator, annex: Mapping[Field, Value]
) -> tuple[bool, bool]:
    """Return whether a figure fits the total of an annex as points, and as a share."""
    base = annex.get(Count.NEAR_POOR_BASE if indicator.near else Count.POOR_BASE)
    goal = annex.get(indicator.fields[Way.LEVEL, Measure.COUNT])
    if not isinstance(base, int) or not isinstance(goal, int) or not base:
        return False, False
    as_share = points.admits(Fraction(100 * (base - goal), base))
    before, after = annex.get(Count.HOUSEHOLDS_BASE), annex.get(Count.HOUSEHOLDS_GOAL)
    if not isinstance(before, int) or not isinstance(after, int) or not before or not after:
        return False, as_share
    change = Fraction(base, before) - Fraction(goal, after)
    return points.admits(100 * change), as_share


def _is_of_base_year(frame: FigureFrame, annex: Mapping[Field, Value]) -> bool:
    """Whether a figure is the annex's of the base year, and not its goal."""
    near = frame.indicator.near
    base = annex.get(Count.NEAR_POOR_BASE if near else Count.POOR_BASE)
    goal = annex.get(Count.NEAR_POOR_GOAL if near else Count.POOR_GOAL)
    was = _fits(frame.value, base, annex.get(Count.HOUSEHOLDS_BASE))
    return was and not _fits(frame.value, goal, annex.get(Count.HOUSEHOLDS_GOAL))


def _fits(stated: Value, count: Value, households: Value) -> bool:
    """Whether a stated figure is some count, or the rate of it as printed."""
    if not isinstance(stated, Percent):
        return stated is not None and stated == count
    if not isinstance(count, int) or not isinstance(households, int) or not households:
        return False
    return stated.admits(Fraction(count, households))
