"""
Plans of communes as they might be, with all figures right.

Nothing here comes from the strategies of the library or from its arithmetic: people live in
households, some of these are poor, the plan helps some of them, and the sums and rates are
computed in the next function.  What differs from commune to commune is drawn once a commune.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from attrs import evolve

from povertyplan import Plan, Section

Row: TypeAlias = dict[str, int]
YEAR = 2024
FEWEST_ROWS, MOST_ROWS = 6, 40
#: The size of TDPs: median and spread of a lognormal distribution, and its ends.
HOUSEHOLDS, HOUSEHOLDS_SIGMA = 170, 0.45
LEAST_HOUSEHOLDS, MOST_HOUSEHOLDS = 60, 400
#: At most so many people live in a household of the binomial distribution.
LARGEST_HOUSEHOLD = 9
COUNTS = (
    "households_base",
    "households_goal",
    "persons_base",
    "persons_goal",
    "poor_base",
    "poor_goal",
    "near_poor_base",
    "near_poor_goal",
)
RATES = {
    f"{category}_{year}_rate": (f"{category}_{year}", f"households_{year}")
    for category in ("poor", "near_poor")
    for year in ("base", "goal")
}


@dataclass(frozen=True)
class Habits:
    """What holds in all TDPs of a commune."""

    household: float  #: persons in a household, in the mean of the TDPs
    spread: float  #: the standard deviation of this between TDPs
    growth: tuple[float, float]  #: by which share households grow from year to year
    poor: float  #: the share of the households that is poor
    near_poor: float
    leaving: float  #: the share of the poor, and of the near-poor, that the plan helps
    joining: float  #: the share of those who leave poverty that stays near-poor

    @classmethod
    def drawn(cls, draw: np.random.Generator, spread: float) -> "Habits":
        """Draw the habits of a commune."""
        growth = draw.choice([0.0, 0.02, 0.04]) + 0.02 * draw.random()
        return cls(
            household=draw.uniform(3.6, 4.2),
            spread=spread,
            growth=(max(0.0, growth - 0.02), growth),
            poor=float(draw.choice([0.0, 0.01, 0.02, 0.05, 0.15], p=[0.05, 0.3, 0.35, 0.2, 0.1])),
            near_poor=float(draw.choice([0.0, 0.01, 0.03, 0.08], p=[0.05, 0.3, 0.4, 0.25])),
            leaving=draw.uniform(0.1, 0.6),
            joining=draw.uniform(0.5, 1.0),
        )


@dataclass(frozen=True)
class Print:
    """How a commune prints its plan."""

    dashes: bool  #: whether a rate over a count of 0 is a dash
    left_out: frozenset[str]  #: columns that it does not have
    sections: int
    text: frozenset[str]  #: the figures that the text states
    text_places: int

    @classmethod
    def drawn(cls, draw: np.random.Generator, rows: int) -> "Print":
        """Draw the print of a commune."""
        left_out: set[str] = set()
        if draw.random() < 0.75:
            left_out.add("persons_goal")
        if draw.random() < 0.15:
            left_out.add("persons_base")
        if draw.random() < 0.15:
            left_out.update({"poor_base_rate", "near_poor_base_rate"})
        if draw.random() < 0.1:
            left_out.update(name for name in (*COUNTS, *RATES) if name.startswith("near_poor"))
        sections = int(draw.integers(2, 5)) if rows >= 8 and draw.random() < 0.25 else 0
        stated = [name for name in TEXT if name not in left_out and draw.random() < 0.6]
        return cls(
            dashes=bool(draw.random() < 0.5),
            left_out=frozenset(left_out),
            sections=sections,
            text=frozenset(stated),
            text_places=int(draw.integers(1, 3)),
        )


#: The figures of the text: a count, a rate, or the drop of one.
TEXT = tuple(
    f"{category}_{what}"
    for category in ("poor", "near_poor")
    for what in ("goal", "goal_rate", "drop", "rate_drop")
)


def commune(draw: np.random.Generator, spread: float) -> Plan:
    """
    Return the plan of a commune.

    *spread* is the standard deviation, between its TDPs, of the persons in a household.
    """
    habits = Habits.drawn(draw, spread)
    number = int(draw.integers(FEWEST_ROWS, MOST_ROWS + 1))
    rows = [tdp(draw, habits) for _ in range(number)]
    if draw.random() < 0.05:
        rows[int(draw.integers(number))] = dict.fromkeys(COUNTS, 0)
    if draw.random() < 0.05:
        rows[int(draw.integers(number))] |= founded(draw, habits)
    return printed(rows, Print.drawn(draw, number))


def tdp(draw: np.random.Generator, habits: Habits) -> Row:
    """Return the counts of a TDP."""
    size = draw.lognormal(np.log(HOUSEHOLDS), HOUSEHOLDS_SIGMA)
    households = int(np.clip(size, LEAST_HOUSEHOLDS, MOST_HOUSEHOLDS))
    grown = households + round(households * draw.uniform(*habits.growth))
    household = max(1.5, draw.normal(habits.household, habits.spread))
    poor = _some(draw, households, habits.poor * draw.gamma(2, 0.5))
    near_poor = _some(draw, households - poor, habits.near_poor * draw.gamma(2, 0.5))
    left_poverty = _some(draw, poor, habits.leaving)
    joined = _some(draw, left_poverty, habits.joining)
    left_near_poverty = _some(draw, near_poor, habits.leaving)
    return {
        "households_base": households,
        "households_goal": grown,
        "persons_base": _people(draw, households, household),
        "persons_goal": _people(draw, grown, household),
        "poor_base": poor,
        "poor_goal": poor - left_poverty,
        "near_poor_base": near_poor,
        "near_poor_goal": near_poor - left_near_poverty + joined,
    }


def founded(draw: np.random.Generator, habits: Habits) -> Row:
    """Return the counts of a TDP that is founded in the year of the plan."""
    row = tdp(draw, habits)
    nothing = {name: 0 for name in COUNTS if name.endswith("_base")}
    return row | nothing | {"poor_goal": 0, "near_poor_goal": 0}


def _people(draw: np.random.Generator, households: int, household: float) -> int:
    share = min(1.0, household / LARGEST_HOUSEHOLD)
    return int(draw.binomial(households * LARGEST_HOUSEHOLD, share))


def _some(draw: np.random.Generator, households: int, share: float) -> int:
    return int(draw.binomial(households, min(1.0, share)))


def printed(rows: list[Row], how: Print) -> Plan:
    """Return the plan as the commune prints it."""
    total = added(rows)
    cells = [_row(row, how) | {"name": f"TDP {number}"} for number, row in enumerate(rows, 1)]
    headline = {name: _in_text(name, total, how.text_places) for name in sorted(how.text)}
    plan = Plan.of(YEAR, cells, total=_row(total, how), headline=headline)
    return _in_sections(plan, rows, how) if how.sections else plan


def _in_sections(plan: Plan, rows: list[Row], how: Print) -> Plan:
    """Return the plan with its rows in sections, each with a sub-total."""
    ends = [len(rows) * section // how.sections for section in range(how.sections + 1)]
    spans = [range(start, end) for start, end in pairwise(ends)]
    subtotals = [_row(added(rows[span.start : span.stop]), how) for span in spans]
    sums = Plan.of(YEAR, subtotals)
    sections: list[Section] = []
    for number, (span, subtotal) in enumerate(zip(spans, sums.targets, strict=True), 1):
        numbers = range(span.start + 1, span.stop + 1)
        sections.append(Section(f"Khu {number}", numbers, subtotal))
    return evolve(plan, sections=tuple(sections))


def added(rows: Iterable[Row]) -> Row:
    """Return the sums of some rows."""
    sums = dict.fromkeys(COUNTS, 0)
    for row in rows:
        for name, count in row.items():
            sums[name] += count
    return sums


def _row(row: Row, how: Print) -> dict[str, object]:
    """Return the figures of a row, with their rates."""
    cells: dict[str, object] = {**row}
    for rate, (count, whole) in RATES.items():
        is_dash = how.dashes and not row[count]
        cells[rate] = None if is_dash else per_cent(row[count], row[whole], 2)
    return {name: value for name, value in cells.items() if name not in how.left_out}


def per_cent(count: int, whole: int, places: int) -> str:
    """Return a share as printed, rounded half up; 0 for a share of nothing, as programs do."""
    share = Fraction(count, whole) if whole else Fraction(0)
    return _decimal(100 * share, places)


def _decimal(number: Fraction, places: int) -> str:
    """Return a number of 0 or more, rounded half up to one or more decimal places."""
    digits = int(number * 10**places + Fraction(1, 2))
    text = f"{digits:0{places + 1}}"
    return f"{text[:-places]}.{text[-places:]}"


def _in_text(name: str, total: Mapping[str, int], places: int) -> object:
    """Return a figure of the text, from the total of the annex."""
    category = "near_poor" if name.startswith("near_poor") else "poor"
    before, after = total[f"{category}_base"], total[f"{category}_goal"]
    households, grown = total["households_base"], total["households_goal"]
    match name.removeprefix(f"{category}_"):
        case "goal":
            return after
        case "goal_rate":
            return per_cent(after, grown, places)
        case "drop":
            return before - after if before >= after else None
        case _:
            drop = Fraction(before, households) - Fraction(after, grown)
            return _decimal(100 * drop, places) if drop >= 0 else None
