"""
Which rows are unlike the others of their plan, over data frames.

The definition is that of `povertyplan.plausibility`, in the same whole numbers.
"""

import narwhals.stable.v2 as nw

from povertyplan.frames.intake import LARGEST, PART, PLAN, Frame
from povertyplan.plausibility import LEAST_ROWS, LEAST_SPREAD, MILLION, SPREADS, Comparison

#: Beyond this many times the middle, a row is only very far: nearer the limit of 64 bits.
_FARTHEST = 10**12
_RATIO, _MIDDLE, _DISTANCE, _SPREAD, _ROWS = "ratio", "middle", "distance", "spread", "rows"


def outliers(frame: Frame, comparison: Comparison) -> Frame:
    """
    Return the rows that stand out among those of the TDPs.

    Exact for counts up to `LARGEST`, so that ratios are below 10^16: at least
    half of a plan's rows then lie nearer to the middle than 10^8 times, and
    the spread below 10^14; what is farther than `_FARTHEST` times stands out in
    any case.  Doubles, as medians of some engines are, hold such numbers.
    """
    count, per = nw.col(comparison.count), nw.col(comparison.per)
    fits = count.is_between(0, LARGEST) & per.is_between(1, LARGEST)
    rows = frame.filter(nw.col(PART).is_null() & ~nw.col(PLAN).is_null() & fits)
    rows = rows.with_columns((count * MILLION // per).alias(_RATIO))
    rows = _with_median(rows, _RATIO, _MIDDLE).filter(
        nw.col(_ROWS) >= LEAST_ROWS, nw.col(_MIDDLE) > 0
    )
    rows = _with_median(_with_distance(rows), _DISTANCE, _SPREAD)
    spread = nw.max_horizontal(nw.col(_SPREAD), nw.lit(LEAST_SPREAD, nw.Int64))
    return rows.filter(nw.col(_DISTANCE) > SPREADS * spread)


def _with_distance(rows: Frame) -> Frame:
    """
    Divide in steps of a thousand, for a million times a ratio may leave 64 bits.

    Each step has its columns: some engines write a division out several times.
    """
    high, low, times, thousandths = map(nw.col, ("high", "low", "times", "thousandths"))
    rest, thousand = nw.col("rest"), nw.lit(1000, nw.Int64)
    ratio, middle = nw.col(_RATIO), nw.col(_MIDDLE)
    rows = rows.with_columns(
        nw.max_horizontal(ratio, middle).alias("high"),
        nw.max_horizontal(nw.min_horizontal(ratio, middle), nw.lit(1, nw.Int64)).alias("low"),
    )
    rows = rows.with_columns((high // low).alias("times"))
    rows = rows.with_columns((thousand * (high - times * low)).alias("rest"))
    rows = rows.with_columns((rest // low).alias("thousandths"))
    rows = rows.with_columns((thousand * (rest - thousandths * low) // low).alias("millionths"))
    near = nw.when(times < _FARTHEST).then(times).otherwise(nw.lit(_FARTHEST, nw.Int64))
    distance = (near - 1) * MILLION + thousand * thousandths + nw.col("millionths")
    return rows.with_columns(distance.alias(_DISTANCE))


def _with_median(rows: Frame, column: str, name: str) -> Frame:
    """Set beside every row the lower median of its plan, and how many rows the plan has."""
    value, count = nw.col(column), nw.col(column).count().over(PLAN).cast(nw.Int64).alias(_ROWS)
    if rows.implementation.is_pyarrow():
        # Its median is an approximate one: sort, and take the middle row of each plan.
        at, first = nw.col("at"), nw.col("at").min().over(PLAN).alias("first")
        rows = rows.with_row_index("at", order_by=[PLAN, column]).with_columns(first, count)
        middle = at == nw.col("first") + (nw.col(_ROWS) - 1) // 2
        rows = rows.with_columns(nw.when(middle).then(value).alias(name)).drop("at", "first")
    else:
        # The mean of the two middle ones, or the middle one: the greatest value up to it.
        rows = rows.with_columns(value.median().over(PLAN).alias(name), count)
        rows = rows.with_columns(nw.when(value <= nw.col(name)).then(value).alias(name))
    return rows.with_columns(nw.col(name).max().over(PLAN))
