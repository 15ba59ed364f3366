"""
The relations of a plan, compiled to expressions of data frames.

A relation gives rules: which cells fail which code, and what they are compared
with.  Figures of the whole plan stand in columns beside a row when a rule
looks at it: `summed`, `complete` and `stated`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from typing import Literal, assert_never

import narwhals.stable.v2 as nw
from attrs import frozen

from povertyplan.codes import code_of, place_of
from povertyplan.frames.intake import (
    LARGEST,
    MOST_UNITS,
    PART,
    SECTION,
    SUBTOTAL,
    TOTAL,
    OfCells,
    Places,
    known,
)
from povertyplan.percent import Rounding
from povertyplan.places import ANNEX, Part
from povertyplan.relations import Bound, Case, Drop, Ratio, Relation, Sum

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

    *suspect* tells from a row alone that it may fail; *fails* that it does, for some
    rules beside figures of the whole plan.  The figure is compared with *units*
    over *of*, both whole numbers.
    """

    code: str
    field: str
    needs: tuple[str, ...]  #: the columns without which nothing can be said
    suspect: nw.Expr
    fails: nw.Expr
    units: nw.Expr | None = None
    of: nw.Expr | None = None  #: None for one
    firm: nw.Expr | None = None  #: whether a count should be what it is compared with
    parts: tuple[str, ...] = ()  #: columns of which one is enough
    sums: str = ""  #: the count of which it looks at the sum over other rows
    asks: str = ""  #: the figure of which it matters whether the plan states it anywhere

    @property
    def label(self) -> str:
        """The code and the column: no two rules share both."""
        return f"{self.code} {self.field}"

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """The columns that the rule would look at."""
        return (*self.needs, *self.parts)

    def runs(self, given: Collection[str]) -> bool:
        """Whether the columns of a frame are enough."""
        return {*given} >= {*self.needs} and (not self.parts or bool({*given} & {*self.parts}))


def summed(name: str) -> str:
    """Name the column of the sum over the rows that a total is of."""
    return f"sum of {name}"


def complete(name: str) -> str:
    """Name the column of that sum where no row leaves the figure blank."""
    return f"all of {name}"


def stated(name: str) -> str:
    """Name the column that counts the rows of a plan which state a figure."""
    return f"stated {name}"


def rules(
    relation: Relation, given: Collection[str], places: Mapping[str, Places], rounding: Rounding
) -> Iterator[Rule]:
    """Yield the rules of a relation of the annex, some of which the frame may not feed."""
    match relation:
        case Sum():
            yield _total(relation, given)
        case Ratio() if relation.rate in ANNEX:
            yield _rate(relation, places.get(relation.rate, 0), rounding)
            yield from _misplaced(relation)
        case Bound() if relation.subject in ANNEX:
            yield _bound(relation, given)
        case Ratio() | Bound() | Drop():
            return  # of the text, not of the annex
        case _:
            assert_never(relation)


def _known_as(relation: Relation) -> tuple[str, str]:
    """Return the code under which a relation is reported in the annex, and the field."""
    case = Case(relation, Part.TOTAL, ())
    return code_of(case), place_of(case).field


def _total(relation: Sum, given: Collection[str]) -> Rule:
    name, parts = relation.count, [TOTAL, SUBTOTAL] if SECTION in given else [TOTAL]
    printed, total, whole = nw.col(name), nw.col(summed(name)), nw.col(complete(name))
    return Rule(
        *_known_as(relation),
        needs=(PART, name),
        suspect=~nw.col(PART).is_null(),
        fails=nw.col(PART).is_in(parts) & ((total > printed) | (whole != printed)),
        units=total,
        firm=~whole.is_null(),
        sums=name,
    )


def _bound(bound: Bound, given: Collection[str]) -> Rule:
    """Judge the parts that there are: one alone may be more than the whole."""
    whole = nw.col(bound.whole)
    total = _sum([nw.col(name).fill_null(0) for name in bound.parts if name in given] or [whole])
    return Rule(
        *_known_as(bound),
        needs=(bound.whole,),
        suspect=total > whole,
        fails=total > whole,
        units=total if bound.within_a_year else whole,
        parts=bound.parts,
    )


def _rate(ratio: Ratio, places: Places, rounding: Rounding) -> Rule:
    printed, whole = nw.col(ratio.rate), nw.col(ratio.whole)
    units = _units(ratio, places)
    fits = (
        printed.is_between(0, MOST_UNITS),
        whole.is_between(1, LARGEST),
        *(nw.col(name).is_between(0, LARGEST) for name in ratio.counts),
    )
    # What does not fit is not judged at all: engines may stop at a product that overflows.
    wrong = nw.when(*fits).then(~_admits(printed, units, whole, rounding))
    return Rule(
        *_known_as(ratio),
        needs=(ratio.rate, *ratio.operands),
        suspect=wrong,
        fails=wrong,
        units=units,
        of=whole,
    )


def _misplaced(ratio: Ratio) -> Iterator[Rule]:
    """Yield where a rate stands without a whole, and where it is left out."""
    printed, whole = nw.col(ratio.rate), nw.col(ratio.whole)
    unfounded = ~printed.is_null() & (whole.fill_null(0) == 0)
    left_out = printed.is_null() & _any([nw.col(name) > 0 for name in ratio.counts])
    for code, needs, suspect, asks in (
        ("PP202", (ratio.whole,), unfounded, ratio.whole),
        ("PP203", ratio.counts, left_out, ratio.rate),
    ):
        fails = suspect & (nw.col(stated(asks)) > 0)
        yield Rule(code, ratio.rate, (ratio.rate, *needs), suspect, fails, asks=asks)


def _units(ratio: Ratio, places: Places) -> nw.Expr:
    """Return the counts of a rate, so large that they divide to units of its last place."""
    scale = places.scale if isinstance(places, OfCells) else 10 ** (places + 2)
    return _sum([nw.col(name) for name in ratio.counts]) * scale


def _sum(columns: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(nw.Expr.__add__, columns)


def _any(tests: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(nw.Expr.__or__, tests)


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


def rounded(units: nw.Expr, whole: nw.Expr, rounding: Rounding) -> nw.Expr:
    """Return what should be printed; by `Rounding.ANY`, half up."""
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
        _derived(ratio, places)
        for ratio in all_of
        if isinstance(ratio, Ratio) and ratio.rate in ANNEX and {*given} >= {*ratio.operands}
    ]


def _derived(ratio: Ratio, places: int) -> Rate:
    units, whole = f"units {ratio.rate}", f"of {ratio.rate}"
    counts = _sum([known(name) for name in ratio.counts])
    operands = {
        units: counts * 10 ** (places + 2),
        whole: nw.when(nw.col(ratio.whole).is_between(1, LARGEST)).then(nw.col(ratio.whole)),
    }
    return Rate(ratio.rate, operands, rounded(nw.col(units), nw.col(whole), Rounding.HALF_UP))
