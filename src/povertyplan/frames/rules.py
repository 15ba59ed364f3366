"""
The relations of a table as rules over data frames.

A rule says which cells fail under which code, and what they are compared with.  Where it looks
at a whole plan, figures of the plan stand in columns beside the row: those that `summed`,
`complete` and `stated` name, and `ROWS`.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import reduce
from operator import add
from typing import assert_never

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.codes import (
    COVERAGE_NOT_FULL,
    FLOW_UNEXPLAINED,
    RATE_LEFT_OUT,
    RATE_NOT_QUOTIENT,
    RATE_WITHOUT_WHOLE,
    code_of,
    place_of,
)
from povertyplan.frames.columns import (
    PART,
    SECTION,
    SUBTOTAL,
    TOTAL,
    CellPlaces,
    Places,
    PreparedFrame,
)
from povertyplan.frames.engines.expressions import Engine, Expression, any_of
from povertyplan.frames.rates import is_admitted, offset_of
from povertyplan.model.fields import Count, Field
from povertyplan.model.places import Part
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Relation, Sum

#: The column that counts the rows of TDPs of a plan or a section.
ROWS = "rows"


def summed(name: str) -> str:
    """Return the name of the column with the sum over the rows that a total adds up."""
    return f"sum of {name}"


def complete(name: str) -> str:
    """Return the name of the column that counts the rows which state a figure of that sum."""
    return f"rows with {name}"


def stated(name: str) -> str:
    """Return the name of the column that counts all rows of a plan which state a figure."""
    return f"stated {name}"


@frozen
class Rule:
    """
    The rule of one code for one column.

    A row *may fail* by a quick test of the row alone; of the rows that may, those *fail* that an
    exact test finds, also with figures of the whole plan.  The figure is compared with *units*
    over *whole*, both whole numbers.  A rate should be this number, rounded, and a count where
    it *is determined*.
    """

    code: str
    field: str
    needs: tuple[str, ...]  #: the columns without which the rule cannot run
    may_fail: Expression
    fails: Expression
    units: Expression | None = None
    whole: str = ""  #: a column; where it is empty the whole is 1
    is_determined: Expression | None = None  #: None where the units only bound the count
    parts: tuple[str, ...] = ()  #: columns of which one is enough
    sum_of: str = ""  #: the count whose sum over other rows the rule looks at
    needs_stated: str = ""  #: the figure that the plan must state in some row

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the rule looks at if they are there."""
        return (*self.needs, *self.parts)

    def can_run(self, given: Collection[str]) -> bool:
        """Whether the columns of a frame are enough."""
        has_needed = all(name in given for name in self.needs)
        has_part = not self.parts or any(name in given for name in self.parts)
        return has_needed and has_part


def rules_of(relation: Relation, prepared: PreparedFrame, rounding: Rounding) -> Iterator[Rule]:
    """
    Yield the rules of a relation, including rules whose columns the frame does not have.

    Raises `ValueError` for a drop of a rate, which no column of a frame can hold.
    """
    engine, given = prepared.engine, prepared.given
    match relation:
        case Sum():
            yield _sum_rule(engine, relation, given)
        case Ratio(full_is_exact=True):
            places = prepared.places.get(relation.rate, 0)
            yield from _coverage_rules(engine, relation, places, rounding)
        case Ratio():
            yield _ratio_rule(engine, relation, prepared.places.get(relation.rate, 0), rounding)
            if _code_and_field(relation)[0] == RATE_NOT_QUOTIENT:
                yield from _missing_rate_rules(engine, relation, given)
        case Bound():
            yield _bound_rule(engine, relation, given)
        case Balance():
            yield from _balance_rules(engine, relation, given)
        case Drop():
            raise ValueError(f"a frame cannot hold {relation.printed}, the drop of a rate")
        case _:
            assert_never(relation)


def _code_and_field(relation: Relation) -> tuple[str, Field]:
    """Return the code and the field under which a failure in the table is reported."""
    case = Case(relation, Part.TOTAL, ())
    return code_of(case), place_of(case).field


def _added(engine: Engine, counts: Iterable[Count]) -> Expression:
    """Return the sum of some columns; null where one is null."""
    columns = [engine.col(count) for count in counts]
    return reduce(add, columns)


def _sum_rule(engine: Engine, relation: Sum, given: Collection[str]) -> Rule:
    """Compare a total, or a sub-total where rows have a section, with the sum of its rows."""
    name = relation.count
    printed, total, rows = engine.col(name), engine.col(summed(name)), engine.col(ROWS)
    is_complete = (rows > 0) & (engine.col(complete(name)) == rows)
    is_wrong = (total > printed) | (is_complete & (total != printed))
    is_total = engine.col(PART) == TOTAL
    if SECTION in given:
        is_total |= engine.col(PART) == SUBTOTAL
    return Rule(
        *_code_and_field(relation),
        needs=(PART, name),
        may_fail=is_total,
        fails=is_total & is_wrong,
        units=total,
        is_determined=is_complete,
        sum_of=name,
    )


def _bound_rule(engine: Engine, bound: Bound, given: Collection[str]) -> Rule:
    """Compare the parts that the frame has with their whole, which one alone may exceed."""
    whole = engine.col(bound.whole)
    parts = [engine.col(name).fill_null(0) for name in bound.parts if name in given]
    total = reduce(add, parts or [whole])
    is_exceeded = total > whole
    joined_from = bound.joined_from or ()
    if joined_from:
        before, after = map(engine.col, joined_from)
        is_exceeded &= total - whole > before - after
    code, field = _code_and_field(bound)
    return Rule(
        code,
        field,
        needs=(bound.whole, *joined_from),
        may_fail=is_exceeded,
        fails=is_exceeded,
        units=total if field == bound.whole else whole,
        parts=bound.parts,
    )


def _balance_rules(engine: Engine, balance: Balance, given: Collection[str]) -> Iterator[Rule]:
    """
    Yield the rule for an end that the other counts do not make.

    Where counts may be left blank, one more rule reports what they leave unexplained.
    """
    end, made = engine.col(balance.end), engine.col(balance.start)
    for count in balance.ins:
        made += _moved(engine, balance, count, given)
    for count in balance.outs:
        made -= _moved(engine, balance, count, given)
    needs = [count for count in (balance.end, *balance.operands) if count not in balance.slack]
    is_out_blank = _is_blank(engine, balance, balance.outs, given)
    is_in_blank = _is_blank(engine, balance, balance.ins, given)
    # A blank decrease may explain an end that is too low, a blank increase one that is too high.
    may_be_explained = (is_out_blank & (end < made)) | (is_in_blank & (end > made))
    # Two columns that should be equal: nobody knows which one is right.
    is_comparison = len(balance.operands) == 1
    code, field = _code_and_field(balance)
    differs = end != made
    rule = Rule(
        code,
        field,
        needs=tuple(needs),
        may_fail=differs,
        fails=differs & ~may_be_explained,
        units=made,
        is_determined=None if is_comparison else (made >= 0) & ~(is_out_blank | is_in_blank),
    )
    yield rule
    if balance.slack:
        yield evolve(rule, code=FLOW_UNEXPLAINED, fails=may_be_explained)


def _moved(
    engine: Engine, balance: Balance, count: Count, given: Collection[str]
) -> Expression | int:
    """Return a count of those who left or came; one that may be left blank is 0 there."""
    if count not in balance.slack:
        return engine.col(count)
    return engine.col(count).fill_null(0) if count in given else 0


def _is_blank(
    engine: Engine, balance: Balance, counts: Iterable[Count], given: Collection[str]
) -> Expression:
    """Test whether one of some counts is left blank that may be."""
    slack = [count for count in counts if count in balance.slack]
    is_without_column = any(count not in given for count in slack)
    stated_columns = [engine.col(count).is_null() for count in slack if count in given]
    return any_of([engine.lit(value=is_without_column), *stated_columns])


def _ratio_rule(engine: Engine, ratio: Ratio, places: Places, rounding: Rounding) -> Rule:
    """Compare a printed rate with the share that its counts give."""
    printed, whole = engine.col(ratio.rate), engine.col(ratio.whole)
    counts = _added(engine, ratio.counts)
    scale = _full(places)
    offset = offset_of(printed, counts * (2 * scale), whole, rounding)
    return Rule(
        *_code_and_field(ratio),
        needs=(ratio.rate, *ratio.operands),
        may_fail=(whole > 0) & (offset.abs() >= whole),
        fails=(whole > 0) & ~is_admitted(engine, offset, printed, whole, rounding),
        units=counts * scale,
        whole=ratio.whole,
    )


def _full(places: Places) -> Expression | int:
    """Return 100 % in units of the last place of a rate."""
    return places.scale if isinstance(places, CellPlaces) else 10 ** (places + 2)


def _coverage_rules(
    engine: Engine, ratio: Ratio, places: Places, rounding: Rounding
) -> Iterator[Rule]:
    """
    Yield the rules for a rate whose 100 % is exact.

    What only rounds to 100 % should print as the rate below it.  A share above the whole is the
    fault of its counts.
    """
    code, field = _code_and_field(ratio)
    needs = (ratio.rate, *ratio.operands)
    printed, whole, covered = (
        engine.col(ratio.rate),
        engine.col(ratio.whole),
        _added(engine, ratio.counts),
    )
    full = _full(places)
    half_units = covered * (2 * full)
    offset = offset_of(printed, half_units, whole, rounding)
    # Whatever 100 % admits of what is not the whole.
    from_full = offset_of(engine.lit(1, engine.Int64) * full, half_units, whole, rounding)
    rounds_to_full = (covered < whole) & is_admitted(
        engine, from_full, engine.lit(1, engine.Int64) * full, whole, rounding
    )
    is_right = is_admitted(engine, offset, printed, whole, rounding)
    is_right |= rounds_to_full & (printed == full - 1)
    is_full = printed == full
    is_partial = (whole > 0) & (covered <= whole)
    units = engine.when(rounds_to_full).then((full - 1) * whole).otherwise(covered * full)
    wrong = Rule(
        code,
        field,
        needs,
        may_fail=(whole > 0) & (offset.abs() >= whole),
        fails=is_partial & ~is_full & ~is_right,
        units=units,
        whole=ratio.whole,
    )
    yield wrong
    leaves_out = is_full & (covered < whole)
    yield evolve(wrong, code=COVERAGE_NOT_FULL, may_fail=leaves_out, fails=leaves_out)
    is_of_nobody = (whole == 0) & (covered == 0) & (printed > 0)
    yield Rule(code, field, needs, may_fail=is_of_nobody, fails=is_of_nobody)


def _missing_rate_rules(engine: Engine, ratio: Ratio, given: Collection[str]) -> Iterator[Rule]:
    """Yield the rules for a rate without a whole, and for a rate that is left out."""
    rate, whole = engine.col(ratio.rate), engine.col(ratio.whole)
    # A rate of 0 beside no count above 0 claims nothing wrong.
    claims_some = [rate > 0, *(engine.col(name) > 0 for name in ratio.counts if name in given)]
    lacks_whole = ~rate.is_null() & (whole.fill_null(0) == 0) & any_of(claims_some)
    # A whole of 0 is stated, so it counts for the plan.
    uses_whole = engine.col(stated(ratio.whole)) > 0
    yield Rule(
        RATE_WITHOUT_WHOLE,
        ratio.rate,
        needs=(ratio.rate, ratio.whole),
        may_fail=lacks_whole,
        fails=lacks_whole & uses_whole,
        needs_stated=ratio.whole,
    )
    is_left_out = rate.is_null() & any_of(engine.col(name) > 0 for name in ratio.counts)
    uses_rate = engine.col(stated(ratio.rate)) > 0
    yield Rule(
        RATE_LEFT_OUT,
        ratio.rate,
        needs=(ratio.rate, *ratio.counts),
        may_fail=is_left_out,
        fails=is_left_out & uses_rate,
        needs_stated=ratio.rate,
    )
