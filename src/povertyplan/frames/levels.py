"""Plans rolled up: from TDP to commune, district, province and nation."""

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from povertyplan.frames.checking import FrameReport, check_frame
from povertyplan.frames.columns import (
    NAME,
    PART,
    PLAN,
    ROW,
    TOTAL,
    Native,
    lazily,
    like,
    null,
    take_in,
)
from povertyplan.frames.engines.words import Expr, Frame, Words
from povertyplan.frames.rules import derived_rates
from povertyplan.model import relations
from povertyplan.model.fields import Count

_UNITS = "units"


def roll_up(frame: Native, /, by: Sequence[str], *, places: int = 2) -> Native:
    """
    Sum the rows of the TDPs along the columns *by*, such as province, district or year.

    Gives those columns, ``units``, the number of rows summed, the counts, and
    the rates: computed from the counts, never from rates, rounded half up, as
    whole numbers of *places* places.  A count is null where a row leaves it
    blank, and a rate where one of its counts is or no household is.  Totals and
    sub-totals are left out, so that nothing is added twice.

    The result is lazy where the frame is, which is as `check_frame` takes it.

    >>> import polars
    >>> rows = {"plan": ["a", "b"], "row": [1, 1], "province": ["Bắc Giang"] * 2}
    >>> rows |= {"households_goal": [78, 160], "poor_goal": [2, 3]}
    >>> rates = polars.DataFrame(rows).with_columns(poor_goal_rate=polars.lit("-"))
    >>> roll_up(rates, by=["province"]).rows()
    [('Bắc Giang', 2, 238, 5, 210)]
    """
    figures = take_in(frame, places, by)
    words = figures.words
    counts = [one.name for one in figures.columns if one.name in {*Count}]
    rows = figures.frame.filter(words.col(PART).is_null())
    sums = rows.group_by(*by).agg(
        words.len().alias(_UNITS),
        *(words.col(name).sum() for name in counts),
        *(words.col(name).count().alias(f"stated {name}") for name in counts),
    )
    whole = sums.select(
        *by,
        words.col(_UNITS).cast(words.Int64),
        *(_complete(words, name).alias(name) for name in counts),
    )
    return like(frame, _with_rates(words, whole, by, counts, places))


def check_level(frame: Native, printed: Native, /, by: Sequence[str]) -> FrameReport[Native]:
    """
    Check the counts that a level prints, such as a province, against the rows of TDPs below it.

    *frame* is as `roll_up` takes it; *printed*, of the same library and connection, has a
    row for each unit of the level: the columns *by* and counts under their flat names.  The
    report is that of `check_frame` for PP101, where ``plan`` and ``unit`` are the
    columns *by*, joined by ``/``.  What has no rows below, or is not printed, is not judged.

    >>> import polars
    >>> below = polars.DataFrame({"plan": ["a", "b"], "row": [1, 1], "province": ["Bắc Giang"] * 2,
    ...     "poor_goal": [2, 3]})
    >>> level = polars.DataFrame({"province": ["Bắc Giang"], "poor_goal": [6]})
    >>> report = check_level(below, level, by=["province"])
    >>> report.findings.select("unit", "field", "printed", "expected").rows()
    [('Bắc Giang', 'poor_goal', '6', '5')]
    """
    sums, level = lazily(roll_up(frame, by)), lazily(printed)
    given = {*level.collect_schema()} & {*sums.collect_schema()}
    key = nw.concat_str(*(nw.col(name).cast(nw.String) for name in by), separator="/")
    rows = [key.alias(PLAN), key.alias(NAME), nw.lit(1, nw.Int64).alias(ROW)]
    counts = [nw.col(name).cast(nw.Int64) for name in Count if name in given]
    both = nw.concat(
        [
            sums.select(*rows, null(nw, nw.lit("")).alias(PART), *counts),
            level.select(*rows, nw.lit(TOTAL).alias(PART), *counts),
        ]
    )
    return check_frame(like(frame, both), codes=["PP101"])


def _complete(words: Words, name: str) -> Expr:
    stated = words.col(f"stated {name}") == words.col(_UNITS)
    return words.when(stated).then(words.col(name).cast(words.Int64))


def _with_rates(
    words: Words, sums: Frame, by: Sequence[str], counts: Sequence[str], places: int
) -> Frame:
    rates = derived_rates(words, relations.RELATIONS, counts, places)
    if not rates:
        return sums
    # The operands stand in columns of their own: some engines write a division out several times.
    prepared = sums.with_columns(
        *(column.alias(name) for rate in rates for name, column in rate.operands.items())
    )
    return prepared.select(
        *(*by, _UNITS, *counts), *(rate.value.alias(rate.name) for rate in rates)
    )
