"""
The relations of a plan, compiled to expressions of data frames.

A relation gives rules: which cells fail which code, and what they print and
should print.  Figures of the whole plan stand in columns beside a row when a
rule looks at it: `summed`, `blanks` and `stated`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from typing import Literal, assert_never

import narwhals.stable.v2 as nw
from attrs import frozen

from povertyplan.frames.intake import MOST_UNITS, PART, OfCells, Places, known
from povertyplan.percent import MOST_DIGITS, Rounding
from povertyplan.places import ANNEX
from povertyplan.relations import Bound, Drop, Ratio, Relation, Sum

_CLOSED: Mapping[tuple[bool, bool], Literal["left", "right", "none", "both"]] = {
    (True, False): "left",
    (False, True): "right",
    (False, False): "none",
    (True, True): "both",
}


@frozen
class Rule:
    """
    What one code looks for in one column.

    *suspect* tells from a row alone that it may fail, *fails* tells beside the
    figures of its plan that it does.
    """

    code: str
    field: str
    needs: tuple[str, ...]  #: the columns without which nothing can be said
    suspect: nw.Expr
    fails: nw.Expr
    printed: nw.Expr | None = None
    expected: nw.Expr | None = None
    difference: nw.Expr | None = None
    places: nw.Expr | None = None  #: of printed and expected, where they are rates
    derived: tuple[Mapping[str, nw.Expr], ...] = ()  #: columns that the others refer to, in steps
    asks: str = ""  #: the figure of which it matters whether the plan states it anywhere


def summed(name: str) -> str:
    """Name the column of the sum over the rows that a total is of."""
    return f"sum of {name}"


def blanks(name: str) -> str:
    """Name the column that counts the rows of a total which leave a figure blank."""
    return f"blanks of {name}"


def stated(name: str) -> str:
    """Name the column that counts the rows of a plan which state a figure."""
    return f"stated {name}"


def rules(
    relation: Relation, given: Collection[str], places: Mapping[str, Places], rounding: Rounding
) -> Iterator[Rule]:
    """Yield the rules of a relation of the annex, some of which the frame may not feed."""
    match relation:
        case Sum(count):
            yield _total(count)
        case Ratio() as ratio if ratio.rate in ANNEX:
            yield from _rate(ratio, places.get(ratio.rate, 0), rounding)
        case Bound() as bound if bound.subject in ANNEX:
            yield _bound(bound, [name for name in bound.parts if name in given])
        case Ratio() | Bound() | Drop():
            return  # of the text, not of the annex
        case _:
            assert_never(relation)


def _total(name: str) -> Rule:
    printed, total, complete = nw.col(name), nw.col(summed(name)), nw.col(blanks(name)) == 0
    return Rule(
        "PP101",
        name,
        (PART, name),
        suspect=~nw.col(PART).is_null(),
        fails=~nw.col(PART).is_null() & ((total > printed) | (complete & (total != printed))),
        printed=printed,
        expected=nw.when(complete).then(total),
        difference=printed - total,
    )


def _bound(bound: Bound, parts: list[str]) -> Rule:
    whole = nw.col(bound.whole)
    total = _sum([nw.col(name).fill_null(0) for name in parts or bound.parts])
    needed = (*(parts or bound.parts), bound.whole)
    if bound.within_a_year:
        return Rule(
            *("PP305", bound.whole, needed, total > whole, total > whole, whole),
            difference=whole - total,
        )
    return Rule(
        *("PP306", bound.subject, needed, total > whole, total > whole, total),
        difference=total - whole,
    )


def _rate(ratio: Ratio, places: Places, rounding: Rounding) -> Iterator[Rule]:
    printed, whole = nw.col(ratio.rate), nw.col(ratio.whole)
    count = _sum([known(name) for name in ratio.counts])
    judged = nw.when(whole > 0).then(known(ratio.whole))
    units = count * (places.scale if isinstance(places, OfCells) else 10 ** (places + 2))
    wrong = ~_admits(printed, units, judged, rounding) & printed.is_between(0, MOST_UNITS)
    right = nw.col(f"right {ratio.rate}")
    yield Rule(
        "PP201",
        ratio.rate,
        (ratio.rate, *ratio.operands),
        suspect=wrong,
        fails=nw.col(f"wrong {ratio.rate}"),
        printed=printed,
        expected=nw.when(right < 10**MOST_DIGITS).then(right),
        difference=printed - right,
        places=_number(places),
        derived=(
            {
                f"wrong {ratio.rate}": wrong,
                f"units {ratio.rate}": units,
                f"of {ratio.rate}": judged,
            },
            {f"right {ratio.rate}": _rounded(ratio.rate, rounding)},
        ),
    )
    unfounded = ~printed.is_null() & (whole.is_null() | (whole == 0))
    yield Rule(
        "PP202",
        ratio.rate,
        (ratio.rate, ratio.whole),
        suspect=unfounded,
        fails=unfounded & ((whole == 0) | (nw.col(stated(ratio.whole)) > 0)),
        printed=printed,
        places=_number(places),
        asks=ratio.whole,
    )
    left_out = printed.is_null() & (_sum([nw.col(name).fill_null(0) for name in ratio.counts]) > 0)
    yield Rule(
        "PP203",
        ratio.rate,
        (ratio.rate, *ratio.counts),
        suspect=left_out,
        fails=left_out & (nw.col(stated(ratio.rate)) > 0),
        asks=ratio.rate,
    )


def _sum(columns: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(nw.Expr.__add__, columns)


def _number(places: Places) -> nw.Expr:
    return places.number if isinstance(places, OfCells) else nw.lit(places, nw.Int64)


def _admits(digits: nw.Expr, units: nw.Expr, whole: nw.Expr, rounding: Rounding) -> nw.Expr:
    """
    Whether a print stands for units over a whole: `Reach.admits`, without a division.

    Nothing leaves 64 bits: neither 2 * 9 * 10^9 * 10^8, nor 2 * 5 * 10^8 * 9 * 10^9.
    """
    beyond = 2 * (units - digits * whole)

    def within(of: int) -> nw.Expr:
        reach = rounding.reach(of)
        low, high = (whole * (end - 2 * of) for end in (reach.low, reach.high))
        return beyond.is_between(low, high, closed=_CLOSED[reach.low_in, reach.high_in])

    if rounding is Rounding.HALF_EVEN:
        even = digits == digits // 2 * 2
        return nw.when(even).then(within(2)).otherwise(within(1))
    return within(1)


def _rounded(name: str, rounding: Rounding) -> nw.Expr:
    """Return what should be printed; by `Rounding.ANY`, half up."""
    units, whole = nw.col(f"units {name}"), nw.col(f"of {name}")
    if rounding is Rounding.DOWN:
        return units // whole
    half_up = (2 * units + whole) // (2 * whole)
    if rounding is Rounding.HALF_EVEN:
        tie = 2 * units + whole == half_up * (2 * whole)
        return half_up - nw.when(tie & (half_up != half_up // 2 * 2)).then(1).otherwise(0)
    return half_up


@frozen
class Rate:
    """A rate to be computed: its operands, to stand in columns, and its value from them."""

    name: str
    operands: Mapping[str, nw.Expr]
    value: nw.Expr


def derived_rates(all_of: Sequence[Relation], given: Collection[str], places: int) -> list[Rate]:
    """Return the rates of the annex that some counts give, rounded half up."""
    return [
        Rate(
            ratio.rate,
            {
                f"units {ratio.rate}": _sum([known(name) for name in ratio.counts])
                * 10 ** (places + 2),
                f"of {ratio.rate}": nw.when(nw.col(ratio.whole) > 0).then(known(ratio.whole)),
            },
            _rounded(ratio.rate, Rounding.HALF_UP),
        )
        for ratio in all_of
        if isinstance(ratio, Ratio) and ratio.rate in ANNEX and {*given} >= {*ratio.operands}
    ]
