"""PP101 to PP203 and PP305 to PP308: the annex by itself."""

from collections.abc import Iterator, Mapping
from statistics import median_low

from povertyplan import Rounding
from tests.laws.oracle.lines import (
    CATEGORIES,
    COUNTS,
    YEARS,
    Annex,
    Found,
    Line,
    count_of,
    rate_of,
    sum_of,
)
from tests.laws.oracle.prints import per_cent, prints, written

#: So many rows must state both counts before one of them can be unlike the others.
FEWEST_TO_COMPARE = 6
MILLION = 10**6


def found_in_annex(annex: Annex, rounding: Rounding) -> Iterator[Found]:
    """Yield what is found in an annex."""
    for line in annex.lines:
        yield from _wrong_sums(line)
        for category in CATEGORIES:
            for year in YEARS:
                yield from _wrong_rate(line, annex, category, year, rounding)
        yield from _too_many_poor(line)
        yield from _goals_above_base(line)
    growth = _ratios(annex, "households_goal", "households_base")
    for row in _unlike(growth, spreads=4, least=50_000):
        yield Found("PP307", f"{row}/households_goal")
    people = _ratios(annex, "persons_base", "households_base")
    for row in _unlike(people, spreads=6, least=60_000):
        yield Found("PP308", f"{row}/persons_base")


def _wrong_sums(line: Line) -> Iterator[Found]:
    """PP101: where a row is blank, a total is wrong only below what the others state."""
    for name in COUNTS:
        printed = count_of(line.figures, name)
        if printed is None or not line.adds:
            continue
        is_complete = all(row.figures[name] is not None for row in line.adds)
        known = sum_of(line.adds, name)
        if is_complete and printed != known:
            yield Found("PP101", f"{line.name}/{name}", str(known))
        elif printed < known:
            yield Found("PP101", f"{line.name}/{name}")


def _wrong_rate(
    line: Line, annex: Annex, category: str, year: str, rounding: Rounding
) -> Iterator[Found]:
    """PP201 to PP203."""
    name, whole = f"{category}_{year}_rate", f"households_{year}"
    place = f"{line.name}/{name}"
    printed = rate_of(line.figures, name)
    count, households = count_of(line.figures, f"{category}_{year}"), count_of(line.figures, whole)
    if printed is None:
        if count and annex.has_column(name):
            yield Found("PP203", place)
    elif not households:
        if annex.has_column(whole) and (count or printed.digits):
            yield Found("PP202", place)
    elif count is not None:
        share = per_cent(count, households)
        if not prints(share, printed, rounding):
            yield Found("PP201", place, written(share, printed, rounding))


def _too_many_poor(line: Line) -> Iterator[Found]:
    """PP305: of the two classes, one may be blank."""
    for year in YEARS:
        households = count_of(line.figures, f"households_{year}")
        poor = sum(sum_of([line], f"{category}_{year}") for category in CATEGORIES)
        if households is not None and poor > households:
            yield Found("PP305", f"{line.name}/households_{year}")


def _goals_above_base(line: Line) -> Iterator[Found]:
    """PP306: the near-poor may rise by as many as the poor fall."""
    poor, poor_goal = (count_of(line.figures, f"poor_{year}") for year in YEARS)
    near_poor, near_poor_goal = (count_of(line.figures, f"near_poor_{year}") for year in YEARS)
    if poor is None or poor_goal is None:
        return
    if poor_goal > poor:
        yield Found("PP306", f"{line.name}/poor_goal")
    if near_poor is None or near_poor_goal is None:
        return
    if near_poor_goal > near_poor + max(0, poor - poor_goal):
        yield Found("PP306", f"{line.name}/near_poor_goal")


def _ratios(annex: Annex, count: str, per: str) -> Mapping[str, int]:
    """Return the ratio of two counts in each row that states both, in millionths."""
    ratios: dict[str, int] = {}
    for row in annex.rows:
        above, below = count_of(row.figures, count), count_of(row.figures, per)
        if above is not None and below:
            ratios[row.name] = above * MILLION // below
    return ratios


def _unlike(ratios: Mapping[str, int], spreads: int, least: int) -> Iterator[str]:
    """Yield the rows more than so many spreads from the middle, each spread being at least this."""
    if len(ratios) < FEWEST_TO_COMPARE:
        return
    middle = median_low(ratios.values())
    if middle == 0:
        return
    distances = {row: _distance(ratio, middle) for row, ratio in ratios.items()}
    spread = max(median_low(distances.values()), least)
    yield from (row for row, distance in distances.items() if distance > spreads * spread)


def _distance(ratio: int, middle: int) -> int:
    """Return how far a ratio is from another, in millionths: a half is as far as a double."""
    small, large = sorted((ratio, middle))
    return (large - small) * MILLION // max(small, 1)
