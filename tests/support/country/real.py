"""
Plans whose TDPs are rows of real tables, drawn whole and with replacement.

In the plan of a town a TDP is a row of the plan of Cao Thượng in 2024, both years together.  In a
plan of the uplands it is a commune of two forms of flow (`tests.support.real_flows`): who was
poor or near-poor, how many persons they were, and who left.  Nobody plans for hardship, so who
became poor in the year of the forms is left out.  The forms do not count the other households.
These are as many as a drawn share of `UPLAND` asks for, and their size and the growth of all
households are those of a drawn row of the town.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self, TypeAlias

import numpy as np

from tests.support.country.people import (
    FEWEST_ROWS,
    MOST_ROWS,
    Flags,
    Numbers,
    Random,
    Shares,
    communes_of,
)
from tests.support.real_flows import PRINTED, lines_of

#: Counts of TDPs, by what they count: whole numbers, or not yet rounded.
Rows: TypeAlias = Mapping[str, Shares]

PLAN = Path(__file__).parents[3] / "examples/cao-thuong-2024/counts.csv"
#: Its households fall from 235 to 140, and whether that is right nobody has said (PP307).
DOUBTFUL = "Tân Lập"
#: The poor and near-poor among all households, in per cent, in the towns and in the countryside of
#: districts: all shares of 10 or more in the review of Bình Định at the start of 2022.
UPLAND = (10.22, 11.89, 17.57, 59.48, 34.16, 61.68, 10.79, 19.91, 15.64, 51.99, 62.83, 54.30)
#: By which factor all counts of a row are multiplied: its ends.
SCALE = (0.6, 1.6)


@cache
def rows_of_town() -> Rows:
    """Return the rows of the plan of the town, without the doubtful one."""
    with PLAN.open(encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["name"] != DOUBTFUL]

    def column(name: str) -> Shares:
        return np.array([float(line[name]) for line in lines])

    return {
        "households": column("households_base"),
        "households_goal": column("households_goal"),
        "persons": column("persons_base"),
        "poor": column("poor_base"),
        "left_poverty": column("poor_base") - column("poor_goal"),
        "joined": np.zeros(len(lines)),
        "near_poor": column("near_poor_base"),
        "left_near_poverty": column("near_poor_base") - column("near_poor_goal"),
    }


@cache
def rows_of_uplands() -> Rows:
    """Return what the forms of flow say of each commune that has poor households."""
    poor, near_poor = (_communes(printed) for _, printed in PRINTED)
    names = [name for name in near_poor if poor[name][0, 0] > 0]
    before, became_near_poor, rose_above = np.array([poor[name][0] for name in names]).T
    near_poor_before, left_near_poverty, _ = np.array([near_poor[name][0] for name in names]).T
    return {
        "persons": np.array([poor[name][1, 0] + near_poor[name][1, 0] for name in names]),
        "poor": before,
        "left_poverty": became_near_poor + rose_above,
        "joined": became_near_poor,
        "near_poor": near_poor_before,
        "left_near_poverty": left_near_poverty,
    }


def _communes(printed: str) -> Mapping[str, Shares]:
    """Return the first three figures of the communes of a form, of households and of persons."""
    lines = lines_of(printed)
    return {
        households[1]: np.array([households[3:6], persons[3:6]], np.float64)
        for households, persons in zip(lines[::2], lines[1::2], strict=True)
        if "." in households[0]
    }


@dataclass(frozen=True)
class Resampled:
    """Communes whose TDPs are rows of real tables."""

    rows: Numbers
    is_upland: Flags

    @classmethod
    def drawn(cls, draw: Random, number: int) -> Self:
        """Draw some communes: half of them lie in the uplands."""
        rows = draw.integers(FEWEST_ROWS, MOST_ROWS + 1, number)
        return cls(rows, draw.random(number) < 0.5)

    def counted(self, draw: Random) -> dict[str, Numbers]:
        """Draw the row of each TDP, and multiply its counts."""
        is_upland = self.is_upland[communes_of(self.rows)]
        number = len(is_upland)
        town = _resampled(draw, rows_of_town(), number)
        upland = _resampled(draw, rows_of_uplands(), number)
        upland = _completed(upland, town, draw.choice(UPLAND, number) / 100)
        scale = draw.uniform(*SCALE, number)
        row = {
            name: np.rint(scale * np.where(is_upland, upland[name], figures)).astype(np.int64)
            for name, figures in town.items()
        }
        growth = row["households_goal"] / row["households"]
        return {
            "households_base": row["households"],
            "households_goal": row["households_goal"],
            "persons_base": row["persons"],
            "persons_goal": np.rint(row["persons"] * growth).astype(np.int64),
            "poor_base": row["poor"],
            "poor_goal": row["poor"] - row["left_poverty"],
            "near_poor_base": row["near_poor"],
            "near_poor_goal": row["near_poor"] - row["left_near_poverty"] + row["joined"],
        }


def _resampled(draw: Random, rows: Rows, number: int) -> Rows:
    """Draw so many rows."""
    drawn = draw.integers(len(rows["poor"]), size=number)
    return {name: figures[drawn] for name, figures in rows.items()}


def _completed(upland: Rows, town: Rows, share: Shares) -> Rows:
    """Return rows of the uplands with all households, of which the poor are a *share*."""
    known = upland["poor"] + upland["near_poor"]
    households = known / share
    others = (households - known) * town["persons"] / town["households"]
    return {
        **upland,
        "households": households,
        "households_goal": households * town["households_goal"] / town["households"],
        "persons": upland["persons"] + others,
    }
