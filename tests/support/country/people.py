"""The communes of a country, all drawn at once: whom their TDPs count, and what their plans set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

Random: TypeAlias = np.random.Generator
Numbers: TypeAlias = NDArray[np.int64]
Shares: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
FEWEST_ROWS, MOST_ROWS = 6, 40
#: The households of a TDP: median and spread of a lognormal distribution, and its ends.
HOUSEHOLDS, HOUSEHOLDS_SIGMA = 170, 0.45
LEAST_HOUSEHOLDS, MOST_HOUSEHOLDS = 60, 400
#: Each household has one person, and up to so many others.
MOST_OTHERS = 8
#: The standard deviation, between the TDPs of a commune, of the persons in a household: its ends.
SPREAD = (0.1, 0.4)
#: How closely the shares of the TDPs lie about the share of their commune.
ALIKE = 40
YEARS = ("base", "goal")
CATEGORIES = ("poor", "near_poor")
COUNTS = tuple(
    f"{what}_{year}" for what in ("households", "persons", *CATEGORIES) for year in YEARS
)


class Population(Protocol):
    """The people of some communes."""

    @property
    def rows(self) -> Numbers:
        """How many TDPs each commune has."""

    def counted(self, draw: Random) -> dict[str, Numbers]:
        """Return the counts of all TDPs, by their flat names."""


def starts_of(rows: Numbers) -> Numbers:
    """Return where the rows of each commune start."""
    return np.cumsum(rows) - rows


def communes_of(rows: Numbers) -> Numbers:
    """Return the commune of each row."""
    return np.repeat(np.arange(len(rows)), rows)


#: What draws the people of so many communes.
Source: TypeAlias = Callable[[Random, int], Population]


@dataclass(frozen=True)
class Communes:
    """What holds in all TDPs of each commune: one number for a commune."""

    rows: Numbers
    household: Shares  #: persons in a household, in the mean of the TDPs
    spread: Shares  #: the standard deviation of this between TDPs; 0.29 in the one real plan
    growth: Shares  #: by which share households grow from year to year
    poor: Shares  #: the share of the households that is poor
    near_poor: Shares
    leaving: Shares  #: the share of the poor, and of the near-poor, whom the plan helps
    joining: Shares  #: the share of those leaving poverty who stay near-poor

    @classmethod
    def drawn(cls, draw: Random, number: int, spread: tuple[float, float] = SPREAD) -> Self:
        """Draw some communes: one in seven is poor, and *spread* has the ends of their spreads."""
        is_poor = draw.random(number) < 0.15
        return cls(
            rows=draw.integers(FEWEST_ROWS, MOST_ROWS + 1, number),
            household=draw.uniform(3.6, 4.2, number),
            spread=draw.uniform(*spread, number),
            growth=draw.uniform(-0.01, 0.04, number),
            poor=np.where(is_poor, draw.beta(2, 8, number), draw.beta(1.5, 60, number)),
            near_poor=np.where(is_poor, draw.beta(2, 10, number), draw.beta(1.5, 40, number)),
            leaving=draw.uniform(0.1, 0.6, number),
            joining=draw.uniform(0.5, 1.0, number),
        )

    def counted(self, draw: Random) -> dict[str, Numbers]:
        """Draw the counts of all TDPs."""
        of = communes_of(self.rows)
        size = draw.lognormal(np.log(HOUSEHOLDS), HOUSEHOLDS_SIGMA, len(of))
        households = np.clip(size, LEAST_HOUSEHOLDS, MOST_HOUSEHOLDS).astype(np.int64)
        poor = draw.binomial(households, _about(draw, self.poor[of]))
        near_poor = draw.binomial(households - poor, _about(draw, self.near_poor[of]))
        left_poverty = draw.binomial(poor, self.leaving[of])
        joined = draw.binomial(left_poverty, self.joining[of])
        left_near_poverty = draw.binomial(near_poor, self.leaving[of])
        poor_goal = poor - left_poverty
        near_poor_goal = near_poor - left_near_poverty + joined
        growth = draw.normal(self.growth[of], 0.01)
        grown = households + np.rint(households * growth).astype(np.int64)
        households_goal = np.maximum(grown, poor_goal + near_poor_goal)
        household = np.maximum(1.5, draw.normal(self.household[of], self.spread[of]))
        counts = {
            "households_base": households,
            "households_goal": households_goal,
            "persons_base": _people(draw, households, household),
            "persons_goal": _people(draw, households_goal, household),
            "poor_base": poor,
            "poor_goal": poor_goal,
            "near_poor_base": near_poor,
            "near_poor_goal": near_poor_goal,
        }
        _empty(draw, self, counts)
        _merge(draw, self, counts)
        return counts


def _about(draw: Random, share: Shares) -> Shares:
    """Draw the shares of TDPs from those of their communes."""
    within = np.clip(share, 0.0005, 0.9)
    return draw.beta(within * ALIKE, (1 - within) * ALIKE)


def _people(draw: Random, households: Numbers, household: Shares) -> Numbers:
    share = np.minimum(1.0, (household - 1) / MOST_OTHERS)
    return households + draw.binomial(households * MOST_OTHERS, share)


def _empty(draw: Random, communes: Communes, counts: dict[str, Numbers]) -> None:
    """Leave a TDP without households: in 3 communes of 100 in both years, in 1 in the first."""
    chance = draw.random(len(communes.rows))
    row = starts_of(communes.rows) + draw.integers(communes.rows)
    for name in COUNTS:
        counts[name][row[chance < 0.03]] = 0
    founded = row[(chance >= 0.03) & (chance < 0.04)]
    for name in COUNTS:
        if name.endswith("_base") or not name.startswith(("households", "persons")):
            counts[name][founded] = 0


def _merge(draw: Random, communes: Communes, counts: dict[str, Numbers]) -> None:
    """Put a TDP together with the next one in the year of the plan, in 1 commune of 100."""
    merging = draw.random(len(communes.rows)) < 0.01
    row = (starts_of(communes.rows) + draw.integers(communes.rows - 1))[merging]
    for name in COUNTS:
        if name.endswith("_goal"):
            counts[name][row] += counts[name][row + 1]
            counts[name][row + 1] = 0
