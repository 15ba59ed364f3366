"""
The relations of a plan, compiled to expressions of data frames.

A relation gives rules: which cells fail which code, and what they are compared
with.  Where a rule looks at a whole plan, figures of it stand in columns beside
the row: `summed`, `complete`, `stated` and `ROWS`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Literal, assert_never

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.codes import code_of, place_of
from povertyplan.frames.columns import (
    LARGEST,
    MOST_UNITS,
    PART,
    PLAN,
    SECTION,
    SUBTOTAL,
    TOTAL,
    Figures,
    OfCells,
    Places,
    known,
)
from povertyplan.frames.engines.expressions import Engine, Expression, any_of
from povertyplan.model.fields import ANNEX, Count
from povertyplan.model.percent import Rounding
from povertyplan.model.places import Part
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Relation, Sum

#: No sum above this is judged: it may be what is left of one that does not fit 64 bits.
MOST = 4 * 10**18
#: The column that counts the rows of TDPs of a plan or a section.
ROWS = "rows"

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

    A row *may* fail by what is quickly seen in it alone, and of the rows that may, one
    *fails* by a closer look, also at figures of the whole plan.  The figure is compared
    with *units* over *of*, both whole numbers, and should be that unless it is a sum
    of fewer rows than there are.
    """

    code: str
    field: str
    needs: tuple[str, ...]  #: the columns without which nothing can be said
    may: Expression
    fails: Expression
    units: Expression | None = None
    of: str = ""  #: a column, or none for one
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


def judged(figures: Figures) -> Expression:
    """
    Return whether a row says of which plan it is, and every figure in it is within bounds.

    Engines may stop at a product that leaves 64 bits, so nothing else is computed of other rows.
    """
    engine = figures.engine
    within = (
        engine.col(name).is_between(0, LARGEST if isinstance(name, Count) else MOST_UNITS)
        for name in ANNEX
        if name in figures.given
    )
    beyond = any_of(~fits for fits in (*within, ~engine.col(PLAN).is_null()))
    return ~beyond.fill_null(value=False)


def summed(name: str) -> str:
    """Name the column of the sum over the rows that a total is of."""
    return f"sum of {name}"


def complete(name: str) -> str:
    """Name the column that counts the rows which that sum is of."""
    return f"rows with {name}"


def stated(name: str) -> str:
    """Name the column that counts the rows of a plan, of whatever part, which state a figure."""
    return f"stated {name}"


def rules(relation: Relation, figures: Figures, rounding: Rounding) -> Iterator[Rule]:
    """Yield the rules of a relation of the annex, some of which the frame may not feed."""
    engine = figures.engine
    match relation:
        case Sum():
            yield _total(engine, relation, figures.given)
        case Ratio() if relation.rate in ANNEX:
            yield _rate(engine, relation, figures.places.get(relation.rate, 0), rounding)
            yield from _misplaced(engine, relation)
        case Bound() if relation.subject in ANNEX:
            yield _bound(engine, relation, figures.given)
        case Balance():
            yield _balance(engine, relation)
        case Ratio() | Bound() | Drop():
            return  # of the text, not of the annex
        case _:
            assert_never(relation)


def _known_as(relation: Relation) -> tuple[str, str]:
    """Return the code under which a relation is reported in the annex, and the field."""
    case = Case(relation, Part.TOTAL, ())
    return code_of(case), place_of(case).field


def _total(engine: Engine, relation: Sum, given: Collection[str]) -> Rule:
    name, parts = relation.count, [TOTAL, SUBTOTAL] if SECTION in given else [TOTAL]
    printed, total = engine.col(name), engine.col(summed(name))
    rows = engine.col(ROWS)
    whole = (rows > 0) & (engine.col(complete(name)) == rows)
    wrong = ((total > printed) | (whole & (total != printed))) & total.is_between(0, MOST)
    is_total = any_of(engine.col(PART) == part for part in parts)
    return Rule(
        *_known_as(relation),
        needs=(PART, name),
        may=is_total,
        fails=is_total & wrong,
        units=total,
        sums=name,
    )


def _bound(engine: Engine, bound: Bound, given: Collection[str]) -> Rule:
    """Judge the parts that there are: one alone may be more than the whole."""
    whole = engine.col(bound.whole)
    parts = [engine.col(name).fill_null(0) for name in bound.parts if name in given]
    total = reduce(add, parts or [whole])
    return Rule(
        *_known_as(bound),
        needs=(bound.whole,),
        may=total > whole,
        fails=total > whole,
        units=total if bound.within_a_year else whole,
        parts=bound.parts,
    )


def _balance(engine: Engine, balance: Balance) -> Rule:
    printed, value = engine.col(balance.end), engine.col(balance.start)
    for count in balance.outs:
        value = value - engine.col(count)
    for count in balance.ins:
        value = value + engine.col(count)
    return Rule(
        *_known_as(balance),
        needs=(balance.end, *balance.operands),
        may=printed != value,
        fails=printed != value,
        units=value,
    )


def _rate(engine: Engine, ratio: Ratio, places: Places, rounding: Rounding) -> Rule:
    printed, whole = engine.col(ratio.rate), engine.col(ratio.whole)
    counts = reduce(add, (engine.col(name) for name in ratio.counts))
    scale = places.scale if isinstance(places, OfCells) else 10 ** (places + 2)
    off = _off(printed, counts * (2 * scale), whole, rounding)
    return Rule(
        *_known_as(ratio),
        needs=(ratio.rate, *ratio.operands),
        may=(whole > 0) & (off.abs() >= whole),
        fails=(whole > 0) & ~_within(engine, off, printed, whole, rounding),
        units=counts * scale,
        of=ratio.whole,
    )


def _misplaced(engine: Engine, ratio: Ratio) -> Iterator[Rule]:
    """Yield where a rate stands without a whole, and where it is left out."""
    printed, whole = engine.col(ratio.rate), engine.col(ratio.whole)
    unfounded = ~printed.is_null() & (whole.fill_null(0) == 0)
    left_out = printed.is_null() & any_of(engine.col(name) > 0 for name in ratio.counts)
    for code, needs, odd, asks in (
        ("PP202", (ratio.whole,), unfounded, ratio.whole),
        ("PP203", ratio.counts, left_out, ratio.rate),
    ):
        in_use = engine.col(stated(asks)) > 0
        yield Rule(code, ratio.rate, (ratio.rate, *needs), odd, odd & in_use, asks=asks)


def _off(
    digits: Expression, halves: Expression, whole: Expression, rounding: Rounding
) -> Expression:
    """
    Return how far half units over a whole are from the middle of what a print stands for.

    Times the whole, and without a division.  Nothing leaves 64 bits: neither
    2 * 9 * 10^9 * 10^8, nor (2 * 5 * 10^8 + 1) * 9 * 10^9.
    """
    reach = rounding.reach(0)
    middle = (reach.low + reach.high) // 2
    off = halves - digits * (2 * whole)
    return off - middle * whole if middle else off


def _within(
    engine: Engine, off: Expression, digits: Expression, whole: Expression, rounding: Rounding
) -> Expression:
    """Whether what is so far from the middle lies in what the print stands for: half a unit."""

    def of(units: int) -> Expression:
        reach = rounding.reach(units)
        return off.is_between(-1 * whole, whole, closed=_CLOSED[reach.low_in, reach.high_in])

    if rounding is Rounding.HALF_EVEN:
        return engine.when(digits == digits // 2 * 2).then(of(2)).otherwise(of(1))
    return of(1)


def rounded(engine: Engine, units: Expression, whole: Expression, rounding: Rounding) -> Expression:
    """Return what should be printed; by `Rounding.ANY`, half up."""
    if rounding is Rounding.DOWN:
        return units // whole
    half_up = (2 * units + whole) // (2 * whole)
    if rounding is Rounding.HALF_EVEN:
        tie = 2 * units + whole == half_up * (2 * whole)
        return half_up - (tie & (half_up != half_up // 2 * 2)).cast(engine.Int64)
    return half_up


@frozen
class Rate:
    """A rate to be computed: its operands, to stand in columns, and its value from them."""

    name: str
    operands: Mapping[str, Expression]
    value: Expression


def derived_rates(
    engine: Engine, all_of: Sequence[Relation], given: Collection[str], places: int
) -> list[Rate]:
    """Return the rates of the annex that some counts give, rounded half up."""
    return [
        _derived(engine, ratio, places)
        for ratio in all_of
        if isinstance(ratio, Ratio) and ratio.rate in ANNEX and {*given} >= {*ratio.operands}
    ]


def _derived(engine: Engine, ratio: Ratio, places: int) -> Rate:
    units, whole, of = f"units {ratio.rate}", f"of {ratio.rate}", engine.col(ratio.whole)
    counts = reduce(add, (known(engine, name) for name in ratio.counts))
    operands = {
        units: counts * 10 ** (places + 2),
        whole: engine.when(of.is_between(1, LARGEST)).then(of),
    }
    value = rounded(engine, engine.col(units), engine.col(whole), Rounding.HALF_UP)
    return Rate(ratio.rate, operands, value)
