"""Plans rolled up: from TDP to commune, district, province and nation."""

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from povertyplan.arguments.strict import strict
from povertyplan.arithmetic.codes import TOTAL_NOT_SUM
from povertyplan.frames.checking import FrameReport, check_frame
from povertyplan.frames.columns import (
    NAME,
    PART,
    PLAN,
    ROW,
    TOTAL,
    Native,
    lazy_frame,
    prepare,
    stacked_like,
)
from povertyplan.frames.engines.expressions import Engine, EngineFrame, Expression
from povertyplan.frames.rates import derived_rates
from povertyplan.frames.rules import stated
from povertyplan.model import relations
from povertyplan.model.fields import ANNEX, Count
from povertyplan.model.percent import DecimalPlaces

_UNITS = "units"


@strict
def roll_up(frame: Native, /, by: str | Sequence[str], *, places: DecimalPlaces = 2) -> Native:
    """
    Sum the rows of the TDPs along the columns *by*, or one, such as province, district or year.

    Gives those columns, ``units``, the number of rows summed, the counts, and
    the rates: computed from the counts, never from rates, rounded half up, as
    whole numbers of *places* places.  A count is null where a row leaves it
    blank, and a rate where one of its counts is or no household is.  Totals and
    sub-totals are left out, so that nothing is added twice.

    The result is lazy where the frame is, which is as `check_frame` takes it.  For the whole
    country add a column with one value and name that.  Raises `ValueError` without a column *by*.

    >>> import polars
    >>> rows = {"plan": ["a", "b"], "row": [1, 1], "province": ["Bắc Giang"] * 2}
    >>> rows |= {"households_goal": [78, 160], "poor_goal": [2, 3]}
    >>> rates = polars.DataFrame(rows).with_columns(poor_goal_rate=polars.lit("-"))
    >>> roll_up(rates, by=["province"]).rows()
    [('Bắc Giang', 2, 238, 5, 210)]
    """
    keys = _keys(by)
    prepared = prepare(frame, places, also=keys)
    engine = prepared.engine
    counts = [column.name for column in prepared.columns if column.name in {*Count}]
    is_row_of_tdp = engine.col(PART).is_null()
    rows = prepared.frame.filter(is_row_of_tdp)
    rows = rows.with_columns(engine.lit(1, engine.Int64).alias(_UNITS))
    sums = rows.group_by(*keys).agg(
        *(engine.col(name).sum() for name in (_UNITS, *counts)),
        *(engine.col(name).count().alias(stated(name)) for name in counts),
    )
    complete = sums.select(
        *keys,
        engine.col(_UNITS).cast(engine.Int64),
        *(_sum_if_complete(engine, name) for name in counts),
    )
    return stacked_like(frame, [_with_rates(engine, complete, keys, counts, places)])


@strict
def check_level(frame: Native, printed: Native, /, by: str | Sequence[str]) -> FrameReport[Native]:
    """
    Check the counts that a level prints, such as a province, against the rows of TDPs below it.

    *frame* is as `roll_up` takes it; *printed*, of the same library and connection, has a
    row for each unit of the level: the columns *by* and counts under their flat names.  The
    report is as `check_frame` gives it for PP101, where ``plan`` and ``unit`` are the
    columns *by*, joined by ``/``.  What has no rows below, or is not printed, is not judged.

    >>> import polars
    >>> below = polars.DataFrame({"plan": ["a", "b"], "row": [1, 1], "poor_goal": [2, 3]})
    >>> below = below.with_columns(province=polars.lit("Bắc Giang"))
    >>> level = polars.DataFrame({"province": ["Bắc Giang"], "poor_goal": [6]})
    >>> report = check_level(below, level, by=["province"])
    >>> report.findings.select("unit", "field", "printed", "expected").rows()
    [('Bắc Giang', 'poor_goal', '6', '5')]
    """
    keys = _keys(by)
    sums, level = lazy_frame(roll_up(frame, keys)), lazy_frame(printed, name="printed")
    shared = {*level.collect_schema()} & {*sums.collect_schema()}
    counts = [nw.col(name).cast(nw.Int64) for name in Count if name in shared]
    key = nw.concat_str(*(nw.col(name).cast(nw.String) for name in keys), separator="/")
    identifiers = [key.alias(PLAN), key.alias(NAME), nw.lit(1, nw.Int64).alias(ROW)]
    no_part = nw.when(nw.lit(value=False)).then(nw.lit("")).alias(PART)
    total = nw.lit(TOTAL).alias(PART)
    # The sums become the rows of a plan, and what the level prints becomes its total.
    plans = nw.concat(
        [
            sums.select(*identifiers, no_part, *counts),
            level.select(*identifiers, total, *counts),
        ]
    )
    return check_frame(stacked_like(frame, [plans]), codes=[TOTAL_NOT_SUM])


def _keys(by: str | Sequence[str]) -> Sequence[str]:
    """Return the columns of a level as a list; raise `ValueError` if it is empty."""
    keys = [by] if isinstance(by, str) else by
    if not keys:
        raise ValueError(
            "by must name a column, got none: for the whole country add a column with one value"
        )
    return keys


def _sum_if_complete(engine: Engine, name: str) -> Expression:
    """Return the sum of a count, null if a row leaves the count blank."""
    is_complete = engine.col(stated(name)) == engine.col(_UNITS)
    return engine.when(is_complete).then(engine.col(name).cast(engine.Int64)).alias(name)


def _with_rates(
    engine: Engine, sums: EngineFrame, by: Sequence[str], counts: Sequence[str], places: int
) -> EngineFrame:
    """Add the rates that the counts give."""
    of_the_annex = [relation for relation in relations.RELATIONS if relation.subject in ANNEX]
    rates = list(derived_rates(engine, of_the_annex, counts, places))
    if not rates:
        return sums
    # The operands are columns: some engines repeat a division wherever its result is used.
    operands: list[Expression] = []
    for rate in rates:
        operands += [column.alias(name) for name, column in rate.operands.items()]
    values = [rate.value.alias(rate.name) for rate in rates]
    return sums.with_columns(*operands).select(*by, _UNITS, *counts, *values)
