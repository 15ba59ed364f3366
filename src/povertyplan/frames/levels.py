"""Plans rolled up: from TDP to commune, district, province and nation."""

from collections.abc import Sequence

from povertyplan import relations
from povertyplan.frames.compiled import derived_rates
from povertyplan.frames.intake import PART, Native, like, take_in
from povertyplan.frames.words import Expr, Frame, Words
from povertyplan.places import Count

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


def _complete(words: Words, name: str) -> Expr:
    stated = words.col(f"stated {name}") == words.col(_UNITS)
    return words.when(stated).then(words.col(name).cast(words.Int64))


def _with_rates(
    words: Words, sums: Frame, by: Sequence[str], counts: Sequence[str], places: int
) -> Frame:
    rates = derived_rates(words, relations.RELATIONS, counts, places)
    # The operands stand in columns of their own: some engines write a division out several times.
    prepared = sums.with_columns(
        column.alias(name) for rate in rates for name, column in rate.operands.items()
    )
    return prepared.select(
        *(*by, _UNITS, *counts), *(rate.value.alias(rate.name) for rate in rates)
    )
