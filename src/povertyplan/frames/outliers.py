"""
The rows of a plan that are unlike the others, over data frames.

The definition is the one of `povertyplan.arithmetic.plausibility`, in the same whole numbers.
"""

import narwhals.stable.v2 as nw

from povertyplan.arithmetic.plausibility import LEAST_ROWS, MILLION, Comparison
from povertyplan.frames.columns import PART, PLAN, PreparedFrame
from povertyplan.frames.engines.choice import to_narwhals
from povertyplan.frames.engines.expressions import Engine, EngineFrame

#: A ratio this many times the median is an outlier in any plan; larger ones could leave 64 bits.
_FARTHEST = 10**12
# The columns that are added to the rows.
_RATIO, _MEDIAN, _DISTANCE, _SPREAD, _ROWS = "ratio", "median", "distance", "spread", "rows"


def outliers(prepared: PreparedFrame, comparison: Comparison) -> EngineFrame:
    """
    Return the rows of TDPs whose ratio of two counts stands out in their plan.

    Exact for counts within the bounds of a `PreparedFrame`: ratios are then below 10^16, at least
    half of the rows of a plan lie within 10^8 times the median, and the spread is below 10^14.
    Doubles, which some engines use for medians, hold such numbers.  A row at `_FARTHEST` times
    the median or beyond stands out in any case.
    """
    engine = prepared.engine
    count, per = engine.col(comparison.count), engine.col(comparison.per)
    is_row_of_plan = engine.col(PART).is_null() & ~engine.col(PLAN).is_null()
    rows = prepared.frame.filter(is_row_of_plan & ~count.is_null() & (per > 0))

    rows = rows.with_columns((count * MILLION // per).alias(_RATIO))
    rows = _with_median(rows, prepared, _RATIO, _MEDIAN)
    rows = rows.filter(engine.col(_ROWS) >= LEAST_ROWS, engine.col(_MEDIAN) > 0)

    rows = _with_distance(rows, engine)
    rows = _with_median(rows, prepared, _DISTANCE, _SPREAD)
    least_spread = engine.lit(comparison.least_spread, engine.Int64)
    spread = engine.max_horizontal(engine.col(_SPREAD), least_spread)
    return rows.filter(engine.col(_DISTANCE) > comparison.spreads * spread)


def _with_distance(rows: EngineFrame, engine: Engine) -> EngineFrame:
    """
    Add how many millionths the larger of ratio and median is above the smaller.

    A million times a ratio may leave 64 bits, so the division takes two steps of a thousand, as
    on paper.  Each step is a column of its own: some engines repeat a division wherever its
    result is used.
    """
    ratio, median = engine.col(_RATIO), engine.col(_MEDIAN)
    one, thousand = engine.lit(1, engine.Int64), engine.lit(1000, engine.Int64)
    high, low = engine.col("high"), engine.col("low")
    times, remainder, thousandths = map(engine.col, ("times", "remainder", "thousandths"))

    smaller = engine.min_horizontal(ratio, median)
    rows = rows.with_columns(
        engine.max_horizontal(ratio, median).alias("high"),
        engine.max_horizontal(smaller, one).alias("low"),
    )
    rows = rows.with_columns((high // low).alias("times"))
    rows = rows.with_columns((thousand * (high - times * low)).alias("remainder"))
    rows = rows.with_columns((remainder // low).alias("thousandths"))
    next_remainder = thousand * (remainder - thousandths * low)
    rows = rows.with_columns((next_remainder // low).alias("millionths"))

    farthest = engine.lit(_FARTHEST, engine.Int64)
    whole = engine.when(times < _FARTHEST).then(times).otherwise(farthest)
    distance = (whole - 1) * MILLION + thousand * thousandths + engine.col("millionths")
    return rows.with_columns(distance.alias(_DISTANCE))


def _with_median(rows: EngineFrame, prepared: PreparedFrame, column: str, name: str) -> EngineFrame:
    """Add to every row the lower median of its plan, and how many rows the plan has."""
    engine = prepared.engine
    value, median = engine.col(column), engine.col(name)
    count = value.count().over(PLAN).cast(engine.Int64).alias(_ROWS)
    if prepared.implementation.is_pyarrow():
        rows = _with_middle_row(rows.with_columns(count), column, name)
    else:
        # The lower median is the largest value up to the median, which may be a mean of two.
        rows = rows.with_columns(value.median().over(PLAN).alias(name), count)
        rows = rows.with_columns(engine.when(value <= median).then(value).alias(name))
    return rows.with_columns(median.max().over(PLAN).alias(name))


def _with_middle_row(rows: EngineFrame, column: str, name: str) -> EngineFrame:
    """
    Add the value of the middle row of each plan, null in the others.

    The median of pyarrow is an approximation, so its rows are sorted and counted.
    """
    indexed = to_narwhals(rows).with_row_index("index", order_by=[PLAN, column])
    first = nw.col("index").min().over(PLAN)
    middle = first + (nw.col(_ROWS) - 1) // 2
    value = nw.when(nw.col("index") == middle).then(nw.col(column))
    return indexed.with_columns(value.alias(name)).drop("index")
