"""Rates over data frames: printed ones beside their shares, and those that counts give."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import add

from attrs import frozen

from povertyplan.frames.columns import LARGEST
from povertyplan.frames.engines.expressions import Closed, Engine, Expression
from povertyplan.model.fields import Count
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Ratio, Relation

#: Which ends of an interval belong to it.
_CLOSED: Mapping[tuple[bool, bool], Closed] = {
    (True, False): "left",
    (False, True): "right",
    (False, False): "none",
    (True, True): "both",
}


def offset_of(
    digits: Expression, half_units: Expression, whole: Expression, rounding: Rounding
) -> Expression:
    """
    Return how far half units over a whole are from the middle of the interval of a print.

    The distance is multiplied by the whole, so that nothing is divided.  It fits 64 bits: both
    2 * 9 * 10^9 * 10^8 and (2 * 5 * 10^8 + 1) * 9 * 10^9 do.
    """
    reach = rounding.reach(0)
    middle = (reach.low + reach.high) // 2
    offset = half_units - digits * (2 * whole)
    return offset - middle * whole if middle else offset


def is_admitted(
    engine: Engine, offset: Expression, digits: Expression, whole: Expression, rounding: Rounding
) -> Expression:
    """Test whether an offset is within half a unit, with the ends that the rounding includes."""
    of_odd = _is_within_half_a_unit(offset, whole, rounding, digits=1)
    if rounding is not Rounding.HALF_EVEN:
        return of_odd
    of_even = _is_within_half_a_unit(offset, whole, rounding, digits=2)
    is_even = digits == digits // 2 * 2
    return engine.when(is_even).then(of_even).otherwise(of_odd)


def _is_within_half_a_unit(
    offset: Expression, whole: Expression, rounding: Rounding, *, digits: int
) -> Expression:
    reach = rounding.reach(digits)
    return offset.is_between(-1 * whole, whole, closed=_CLOSED[reach.low_in, reach.high_in])


def rounded(engine: Engine, units: Expression, whole: Expression, rounding: Rounding) -> Expression:
    """Return units over a whole, rounded; half up by `Rounding.ANY`."""
    if rounding is Rounding.DOWN:
        return units // whole
    half_up = (2 * units + whole) // (2 * whole)
    if rounding is not Rounding.HALF_EVEN:
        return half_up
    is_tie = 2 * units + whole == half_up * (2 * whole)
    is_odd = half_up != half_up // 2 * 2
    return half_up - (is_tie & is_odd).cast(engine.Int64)


@frozen
class DerivedRate:
    """A rate that is computed: its operands, which become columns, and its value from these."""

    name: str
    operands: Mapping[str, Expression]
    value: Expression


def derived_rates(
    engine: Engine, relations: Iterable[Relation], given: Collection[str], places: int
) -> Iterator[DerivedRate]:
    """Yield the rates that some counts give, rounded half up."""
    for relation in relations:
        ratio = relation.ratio
        if ratio is not None and all(name in given for name in ratio.operands):
            yield _derived_rate(engine, ratio, places)


def _derived_rate(engine: Engine, ratio: Ratio, places: int) -> DerivedRate:
    units, whole = f"units of {ratio.rate}", f"whole of {ratio.rate}"
    is_whole = engine.col(ratio.whole).is_between(1, LARGEST)
    judged = [_within_bounds(engine, count) for count in ratio.counts]
    operands = {
        units: reduce(add, judged) * 10 ** (places + 2),
        whole: engine.when(is_whole).then(engine.col(ratio.whole)),
    }
    value = rounded(engine, engine.col(units), engine.col(whole), Rounding.HALF_UP)
    return DerivedRate(ratio.rate, operands, value)


def _within_bounds(engine: Engine, count: Count) -> Expression:
    """Return a count, null where it is out of bounds."""
    column = engine.col(count)
    return engine.when(column.is_between(0, LARGEST)).then(column)
