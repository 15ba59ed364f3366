"""
Which rows are unlike the others of their plan, over data frames.

The definition is that of `povertyplan.arithmetic.plausibility`, in the same whole numbers.
"""

from povertyplan.arithmetic.plausibility import (
    LEAST_ROWS,
    LEAST_SPREAD,
    MILLION,
    SPREADS,
    Comparison,
)
from povertyplan.frames.columns import LARGEST, PART, PLAN, Figures
from povertyplan.frames.engines.words import Frame, Words

#: Beyond this many times the middle, a row is only very far: nearer the limit of 64 bits.
_FARTHEST = 10**12
_RATIO, _MIDDLE, _DISTANCE, _SPREAD, _ROWS = "ratio", "middle", "distance", "spread", "rows"


def outliers(figures: Figures, comparison: Comparison) -> Frame:
    """
    Return the rows that stand out among those of the TDPs.

    Exact for counts up to `LARGEST`, so that ratios are below 10^16: at least
    half of a plan's rows then lie nearer to the middle than 10^8 times, and
    the spread below 10^14; what is farther than `_FARTHEST` times stands out in
    any case.  Doubles, as medians of some engines are, hold such numbers.
    """
    words = figures.words
    count, per = words.col(comparison.count), words.col(comparison.per)
    fits = count.is_between(0, LARGEST) & per.is_between(1, LARGEST)
    own = words.col(PART).is_null() & ~words.col(PLAN).is_null()
    rows = figures.frame.filter(own & fits)
    rows = rows.with_columns((count * MILLION // per).alias(_RATIO))
    rows = _with_median(rows, figures, _RATIO, _MIDDLE).filter(
        words.col(_ROWS) >= LEAST_ROWS, words.col(_MIDDLE) > 0
    )
    rows = _with_median(_with_distance(rows, words), figures, _DISTANCE, _SPREAD)
    least = words.lit(LEAST_SPREAD, words.Int64)
    spread = words.max_horizontal(words.col(_SPREAD), least)
    return rows.filter(words.col(_DISTANCE) > SPREADS * spread)


def _with_distance(rows: Frame, words: Words) -> Frame:
    """
    Divide in steps of a thousand, for a million times a ratio may leave 64 bits.

    Each step has its columns: some engines write a division out several times.
    """
    high, low, times, thousandths = map(words.col, ("high", "low", "times", "thousandths"))
    rest, thousand, one = words.col("rest"), words.lit(1000, words.Int64), words.lit(1, words.Int64)
    ratio, middle = words.col(_RATIO), words.col(_MIDDLE)
    rows = rows.with_columns(
        words.max_horizontal(ratio, middle).alias("high"),
        words.max_horizontal(words.min_horizontal(ratio, middle), one).alias("low"),
    )
    rows = rows.with_columns((high // low).alias("times"))
    rows = rows.with_columns((thousand * (high - times * low)).alias("rest"))
    rows = rows.with_columns((rest // low).alias("thousandths"))
    rows = rows.with_columns((thousand * (rest - thousandths * low) // low).alias("millionths"))
    farthest = words.lit(_FARTHEST, words.Int64)
    near = words.when(times < _FARTHEST).then(times).otherwise(farthest)
    distance = (near - 1) * MILLION + thousand * thousandths + words.col("millionths")
    return rows.with_columns(distance.alias(_DISTANCE))


def _with_median(rows: Frame, figures: Figures, column: str, name: str) -> Frame:
    """Set beside every row the lower median of its plan, and how many rows the plan has."""
    words = figures.words
    value = words.col(column)
    count = value.count().over(PLAN).cast(words.Int64).alias(_ROWS)
    if figures.library.is_pyarrow():
        # Its median is an approximate one: sort, and take the middle row of each plan.
        at, first = words.col("at"), words.col("at").min().over(PLAN).alias("first")
        rows = rows.with_row_index("at", order_by=[PLAN, column]).with_columns(first, count)
        middle = at == words.col("first") + (words.col(_ROWS) - 1) // 2
        rows = rows.with_columns(words.when(middle).then(value).alias(name)).drop("at", "first")
    else:
        # The mean of the two middle ones, or the middle one: the greatest value up to it.
        rows = rows.with_columns(value.median().over(PLAN).alias(name), count)
        up_to_it = words.when(value <= words.col(name)).then(value)
        rows = rows.with_columns(up_to_it.alias(name))
    return rows.with_columns(words.col(name).max().over(PLAN))
