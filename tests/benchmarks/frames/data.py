"""Seeded plans as columns, with injected errors and the key to them."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import polars as pl

#: The key of a finding: plan, row (0 for the total), field and code.
Key: TypeAlias = set[tuple[int, int, str, str]]

COUNTS = (
    *("households_base", "persons_base", "households_goal", "persons_goal"),
    *("poor_base", "poor_goal", "near_poor_base", "near_poor_goal"),
)
RATES = {
    "poor_base_rate": ("poor_base", "households_base"),
    "poor_goal_rate": ("poor_goal", "households_goal"),
    "near_poor_base_rate": ("near_poor_base", "households_base"),
    "near_poor_goal_rate": ("near_poor_goal", "households_goal"),
}
BLANK = -1
_SHARE = 100  # one row of a hundred gets an error


def data(rows: int, seed: int = 5) -> pl.DataFrame:
    """
    Make plans of 13 to 39 rows, the total last, with errors in about one row of a hundred.

    Rates are whole hundredths of a per cent.  A wrong rate is off by one hundredth; at a tie it is
    the rate rounded half down.
    """
    draw = np.random.default_rng(seed)
    sizes = draw.integers(13, 40, size=rows // 13 + 2)
    ends = np.cumsum(sizes)
    sizes = sizes[: int(np.searchsorted(ends, rows)) + 1]
    sizes[-1] -= int(sizes.sum()) - rows
    plan = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
    row = np.arange(rows) - starts + 1
    is_total = row == np.repeat(sizes, sizes)
    base = draw.integers(80, 400, size=rows)
    goal = base + base * draw.integers(0, 6, size=rows) // 100
    found = {
        "households_base": base,
        "persons_base": base * draw.integers(370, 431, size=rows) // 100,
        "households_goal": goal,
        "persons_goal": goal * draw.integers(370, 431, size=rows) // 100,
    }
    for name in ("poor", "near_poor"):
        found[f"{name}_base"] = base * draw.integers(1, 9, size=rows) // 100
        found[f"{name}_goal"] = found[f"{name}_base"] * draw.integers(40, 100, size=rows) // 100
    at = np.flatnonzero(is_total)
    begin = np.cumsum(sizes) - sizes
    for name in COUNTS:
        found[name] = found[name].copy()
        found[name][at] = 0
        found[name][at] = np.add.reduceat(found[name], begin)
    rates = {
        rate: (20000 * found[count] + found[whole]) // (2 * np.maximum(found[whole], 1))
        for rate, (count, whole) in RATES.items()
    }
    wrong = np.flatnonzero(draw.integers(0, _SHARE, size=rows) == 0)
    kinds = draw.integers(0, 6, size=len(wrong))
    for place, kind in zip(wrong, kinds, strict=True):
        _spoil(found, rates, int(place), int(kind), total=bool(is_total[place]))
    return pl.DataFrame(
        {
            "plan": plan,
            "row": row,
            "part": pl.Series(np.where(is_total, "total", "")).replace("", None),
            **{name: found[name] for name in COUNTS},
            **{name: pl.Series(rates[name]).replace(BLANK, None) for name in rates},
        }
    )


def _spoil(
    found: dict[str, np.ndarray], rates: dict[str, np.ndarray], at: int, kind: int, *, total: bool
) -> None:
    """Put one error into a row: six kinds, and a total alone may be off by one."""
    rate = list(RATES)[at % 4]
    count, whole = RATES[rate]
    if total:
        found[COUNTS[at % 8]][at] += 1
    elif kind < 3:
        tie = (20000 * found[count][at] + found[whole][at]) % (2 * found[whole][at]) == 0
        rates[rate][at] += -1 if tie and rates[rate][at] else 1
    elif kind == 3:
        rates[rate][at] = BLANK
    elif kind == 4:
        found[count][at] = found[whole][at] + 1
    else:
        found[whole][at] = 0


def key(frame: pl.DataFrame) -> Key:
    """Return the errors, row by row in plain integers, without code of the measured tools."""
    found: Key = set()
    for (plan,), rows in frame.partition_by("plan", as_dict=True).items():
        units = [row for row in rows.iter_rows(named=True) if row["part"] is None]
        for row in rows.iter_rows(named=True):
            place = (int(plan), 0 if row["part"] else row["row"])
            found |= {(*place, *wrong) for wrong in _of_row(row, units)}
    return found


def _of_row(row: dict[str, int], units: list[dict[str, int]]) -> Iterator[tuple[str, str]]:
    if row["part"]:
        for name in COUNTS:
            if row[name] != sum(unit[name] for unit in units):
                yield name, "PP101"
    for rate, (count, whole) in RATES.items():
        printed, part, households = row[rate], row[count], row[whole]
        if printed is None:
            if part > 0:
                yield rate, "PP203"
        elif households == 0:
            if printed > 0 or part > 0:
                yield rate, "PP202"
        else:
            units_of, rest = divmod(10000 * part, households)
            if printed != units_of + (2 * rest >= households):
                yield rate, "PP201"
    for year in ("base", "goal"):
        if row[f"poor_{year}"] + row[f"near_poor_{year}"] > row[f"households_{year}"]:
            yield f"households_{year}", "PP305"
    poor_rise = row["poor_goal"] - row["poor_base"]
    if poor_rise > 0:
        yield "poor_goal", "PP306"
    if row["near_poor_goal"] - row["near_poor_base"] > max(0, -poor_rise):
        yield "near_poor_goal", "PP306"
