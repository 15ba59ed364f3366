"""
What was computed again after a slip.

A figure may be typed wrong when all others stand already; or its total may be
a live formula that follows it; or the total and its rates; or the rates of its
own row, with the total or without, so that only a sum or the text still tells.
The text may be written before the slip or after it.
"""

from collections.abc import Iterator
from typing import assert_never

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval
from povertyplan.arithmetic.verdicts import Verdict, exact, expected, verdict_of
from povertyplan.diagnosis.index import CaseIndex, is_hard
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.model.fields import Rate
from povertyplan.model.places import TEXT, Edit, Figures, Place
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum
from povertyplan.model.tabular import edited


@frozen
class Recomputed:
    """What was computed after a slip, and so follows it."""

    totals: bool = False  #: the totals and sub-totals that count the cell
    their_rates: bool = False  #: the rates of those
    own_rates: bool = False  #: the rates beside the cell
    text: bool = False  #: the figures of the text

    @property
    def cost(self) -> int:
        """The more was computed after the slip, the less likely it stayed unseen."""
        return BIT * (2 * (self.totals or self.own_rates) + self.text)

    def moved(self, index: CaseIndex, own: Place) -> list[Place]:
        """Return the counts that changed with a slip, its own cell first."""
        return [own, *(case.subject for case in index.totals(own))] if self.totals else [own]

    def includes(self, case: Case, own: Place) -> bool:
        """Whether the subject of a case was computed after the slip."""
        relation = case.relation
        if case.subject == own:
            return False
        match relation:
            case Bound():
                return False
            case Drop() | Sum() | Ratio() | Balance() if case.row in TEXT:
                return self.text
            case Sum() | Drop() | Balance():
                return self.totals
            case Ratio():
                return self.own_rates if case.row == own.row else self.their_rates
            case _:
                assert_never(relation)


ALONE = Recomputed()
#: A total has its rates beside it, and counts into nothing.
_OF_TOTALS = (ALONE, Recomputed(own_rates=True))
_OF_ROWS = (
    *_OF_TOTALS,
    Recomputed(totals=True),
    Recomputed(totals=True, their_rates=True),
    Recomputed(totals=True, their_rates=True, own_rates=True),
)
#: Everything was computed after the slip, so that nothing contradicts it.
ALL = Recomputed(totals=True, their_rates=True, own_rates=True, text=True)


def recomputations(index: CaseIndex, own: Place) -> Iterator[Recomputed]:
    """Yield the recomputations by which a slip in a cell can have been carried on."""
    totals = index.totals(own)
    sums = {index.verdict(total) for total in totals}
    about = list(index.about(own))
    rated = any(isinstance(case.relation, Ratio) for case in about if case.row == own.row)
    for recomputed in _OF_ROWS if isinstance(own.row, int) else _OF_TOTALS:
        # A total that holds was added up after the slip, one that fails before it.
        likely = Verdict.FAILS not in sums if recomputed.totals else Verdict.HOLDS not in sums
        if not likely or (recomputed.totals and not sums) or (recomputed.own_rates and not rated):
            continue
        yield recomputed
        moved = totals if recomputed.totals else []
        if any(case.row in TEXT for case in about) or any(_is_quoted(index, one) for one in moved):
            yield evolve(recomputed, text=True)


def _is_quoted(index: CaseIndex, total: Case) -> bool:
    return any(case.row in TEXT for case in index.about(total.subject))


def room(index: CaseIndex, own: Place, recomputed: Recomputed) -> Interval:
    """
    Return the counts that a cell may have stated before the slip.

    What was computed before the slip must follow from them; what was computed
    after it must hold as it stands.
    """
    printed = index.count(own)
    found = NOTHING if printed is None else ANYTHING
    # The totals first, for all rows of a column share what they allow.
    for cell in reversed(recomputed.moved(index, own)):
        value = index.count(cell)
        if not found.empty and value is not None and printed is not None:
            key = (cell, cell == own, recomputed)
            if key not in index.shared:
                index.shared[key] = _span(index, cell, own, recomputed)
            found &= _shifted(index.shared[key], printed - value)
    return found


def _span(index: CaseIndex, cell: Place, own: Place, recomputed: Recomputed) -> Interval:
    """Return what the cases about one cell that a slip moved allow it to be."""
    found = ANYTHING
    rounded: list[Interval] = []
    for case in index.about(cell):
        if recomputed.includes(case, own):
            found &= NOTHING if index.fails(case) else ANYTHING
        elif is_hard(case) and index.verdict(case) is not Verdict.ROUNDED:
            allowed = index.allowed(case, cell)
            if isinstance(case.relation, Drop) and isinstance(case.subject.field, Rate):
                rounded.append(allowed)
            else:
                found &= allowed & _dashed(index, case, cell)
        if found.empty:
            return found
    # A drop may be of rates that were rounded, which no interval tells.
    for allowed in () if found.lo == found.hi else rounded:
        found &= allowed
    return found


def _shifted(span: Interval, by: int) -> Interval:
    return Interval(max(0, span.lo + by), None if span.hi is None else span.hi + by)


def _dashed(index: CaseIndex, case: Case, cell: Place) -> Interval:
    """Return what a rate left out says of a count of 0, where other rows print theirs."""
    ratio = case.relation
    if not isinstance(ratio, Ratio) or case.row in TEXT or cell.field not in ratio.counts:
        return ANYTHING
    dashed = index.value(case.subject) is None and index.prints(ratio.rate)
    return Interval(0, 0) if dashed and not index.count(cell) else ANYTHING


def consequences(
    index: CaseIndex, own: tuple[Edit, ...], recomputed: Recomputed
) -> tuple[Edit, ...]:
    """Return the figures that were computed after a slip, as they are computed without it."""
    if recomputed == ALONE:
        return ()
    derived = list(_totals(index, own)) if recomputed.totals else []
    after = edited(index.figures, (*own, *derived))
    beside = {edit.place.row: edit.place for edit in own}
    cases = {
        case.subject: case
        for edit in (*own, *derived)
        for case in index.about(edit.place)
        if recomputed.includes(case, beside.get(case.row, own[0].place))
        if case.row in TEXT or not isinstance(case.relation, Sum)
        if all(case.subject != edit.place for edit in own)
    }
    # The text quotes the annex, and a drop the rates of both.
    for case in sorted(cases.values(), key=lambda one: (one.row in TEXT, _is_drop(one))):
        change = _computed(index, case, after)
        if change is not None:
            derived.append(change)
            after = edited(after, (change,))
    return tuple(derived)


def _is_drop(case: Case) -> bool:
    return isinstance(case.relation, Drop)


def _totals(index: CaseIndex, own: tuple[Edit, ...]) -> Iterator[Edit]:
    changes: dict[Place, int] = {}
    for edit in own:
        if isinstance(edit.printed, int) and isinstance(edit.proposed, int):
            for case in index.totals(edit.place):
                by = edit.proposed - edit.printed
                changes[case.subject] = changes.get(case.subject, 0) + by
    for place, by in changes.items():
        printed = index.count(place)
        if by and printed is not None and printed + by >= 0:
            yield Edit(place, printed, printed + by)


def _computed(index: CaseIndex, case: Case, after: Figures) -> Edit | None:
    """Return the figure of a case computed anew, None where it stands as it is."""
    printed = index.value(case.subject)
    if verdict_of(case, after, index.rounding) is not Verdict.FAILS:
        ratio = case.relation
        dashed = isinstance(ratio, Ratio) and printed is None and index.prints(ratio.rate)
        if case.row in TEXT or not dashed or not exact(case, after):
            return None
    right = expected(case, after, index.rounding)
    # A count below zero cannot be printed: what asks for it is no explanation.
    impossible = right is None or (isinstance(right, int) and right < 0)
    return None if impossible else Edit(case.subject, printed, right)
