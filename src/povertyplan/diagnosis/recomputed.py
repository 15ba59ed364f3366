"""
What was computed again after a slip.

A figure may be typed wrong when all others stand already; or its total may be
a live formula that follows it; or the total and its rates; or the rates of its
own row, with the total or without, so that only a sum or the text still tells.
The text may be written before the slip or after it.
"""

from collections.abc import Iterator
from functools import partial
from typing import assert_never

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval
from povertyplan.arithmetic.verdicts import Verdict, exact, expected, verdict_of
from povertyplan.diagnosis.index import Claims, is_hard
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.model.fields import Rate
from povertyplan.model.places import TEXT, Edit, Figures, Place
from povertyplan.model.relations import Bound, Drop, Ratio, Sum
from povertyplan.model.tabular import edited


@frozen
class Process:
    """What was computed after a slip, and so follows it."""

    totals: bool = False  #: the totals and sub-totals that count the cell
    their_rates: bool = False  #: the rates of those
    own_rates: bool = False  #: the rates beside the cell
    text: bool = False  #: the figures of the text

    @property
    def cost(self) -> int:
        """The more was computed after the slip, the less likely it stayed unseen."""
        return BIT * (2 * (self.totals or self.own_rates) + self.text)

    def moved(self, claims: Claims, own: Place) -> list[Place]:
        """Return the counts that changed with a slip, its own cell first."""
        return [own, *(case.subject for case in claims.totals(own))] if self.totals else [own]

    def recomputed(self, case: Case, own: Place) -> bool:
        """Whether the subject of a case was computed after the slip."""
        relation = case.relation
        if case.subject == own:
            return False
        match relation:
            case Bound():
                return False
            case Drop() | Sum() | Ratio() if case.row in TEXT:
                return self.text
            case Sum() | Drop():
                return self.totals
            case Ratio():
                return self.own_rates if case.row == own.row else self.their_rates
            case _:
                assert_never(relation)


ALONE = Process()
#: A total has its rates beside it, and counts into nothing.
_OF_TOTALS = (ALONE, Process(own_rates=True))
_OF_ROWS = (
    *_OF_TOTALS,
    Process(totals=True),
    Process(totals=True, their_rates=True),
    Process(totals=True, their_rates=True, own_rates=True),
)
#: Everything was computed after the slip, so that nothing contradicts it.
ALL = Process(totals=True, their_rates=True, own_rates=True, text=True)


def processes(claims: Claims, own: Place) -> Iterator[Process]:
    """Yield the processes by which a slip in a cell can have been carried on."""
    totals = claims.totals(own)
    sums = {claims.verdict(total) for total in totals}
    about = list(claims.about(own))
    rated = any(isinstance(case.relation, Ratio) for case in about if case.row == own.row)
    for process in _OF_ROWS if isinstance(own.row, int) else _OF_TOTALS:
        # A total that holds was added up after the slip, one that fails before it.
        likely = Verdict.FAILS not in sums if process.totals else Verdict.HOLDS not in sums
        if not likely or (process.totals and not sums) or (process.own_rates and not rated):
            continue
        yield process
        moved = totals if process.totals else []
        if any(case.row in TEXT for case in about) or any(_is_quoted(claims, one) for one in moved):
            yield evolve(process, text=True)


def _is_quoted(claims: Claims, total: Case) -> bool:
    return any(case.row in TEXT for case in claims.about(total.subject))


def room(claims: Claims, own: Place, process: Process) -> Interval:
    """
    Return the counts that a cell may have stated before the slip.

    What was computed before the slip must follow from them; what was computed
    after it must hold as it stands.
    """
    printed = claims.count(own)
    found = NOTHING if printed is None else ANYTHING
    # The totals first, for all rows of a column share what they allow.
    for cell in reversed(process.moved(claims, own)):
        value = claims.count(cell)
        if not found.empty and value is not None and printed is not None:
            key = (cell, cell == own, process)
            span = claims.cached(key, partial(_span, claims, cell, own, process))
            found &= _shifted(span, printed - value)
    return found


def _span(claims: Claims, cell: Place, own: Place, process: Process) -> Interval:
    """Return what the cases about one cell that a slip moved allow it to be."""
    found = ANYTHING
    rounded: list[Interval] = []
    for case in claims.about(cell):
        if process.recomputed(case, own):
            found &= NOTHING if claims.fails(case) else ANYTHING
        elif is_hard(case) and claims.verdict(case) is not Verdict.ROUNDED:
            allowed = claims.allowed(case, cell)
            if isinstance(case.relation, Drop) and isinstance(case.subject.field, Rate):
                rounded.append(allowed)
            else:
                found &= allowed & _dashed(claims, case, cell)
        if found.empty:
            return found
    # A drop may be of rates that were rounded, which no interval tells.
    for allowed in () if found.lo == found.hi else rounded:
        found &= allowed
    return found


def _shifted(span: Interval, by: int) -> Interval:
    return Interval(max(0, span.lo + by), None if span.hi is None else span.hi + by)


def _dashed(claims: Claims, case: Case, cell: Place) -> Interval:
    """Return what a rate left out says of a count of 0, where other rows print theirs."""
    ratio = case.relation
    if not isinstance(ratio, Ratio) or case.row in TEXT or cell.field not in ratio.counts:
        return ANYTHING
    dashed = claims.value(case.subject) is None and claims.prints(ratio.rate)
    return Interval(0, 0) if dashed and not claims.count(cell) else ANYTHING


def consequences(claims: Claims, own: tuple[Edit, ...], process: Process) -> tuple[Edit, ...]:
    """Return the figures that were computed after a slip, as they are computed without it."""
    if process == ALONE:
        return ()
    derived = list(_totals(claims, own)) if process.totals else []
    after = edited(claims.figures, (*own, *derived))
    beside = {edit.place.row: edit.place for edit in own}
    cases = {
        case.subject: case
        for edit in (*own, *derived)
        for case in claims.about(edit.place)
        if process.recomputed(case, beside.get(case.row, own[0].place))
        if case.row in TEXT or not isinstance(case.relation, Sum)
        if all(case.subject != edit.place for edit in own)
    }
    # The text quotes the annex, and a drop the rates of both.
    for case in sorted(cases.values(), key=lambda one: (one.row in TEXT, _is_drop(one))):
        change = _computed(claims, case, after)
        if change is not None:
            derived.append(change)
            after = edited(after, (change,))
    return tuple(derived)


def _is_drop(case: Case) -> bool:
    return isinstance(case.relation, Drop)


def _totals(claims: Claims, own: tuple[Edit, ...]) -> Iterator[Edit]:
    changes: dict[Place, int] = {}
    for edit in own:
        if isinstance(edit.printed, int) and isinstance(edit.proposed, int):
            for case in claims.totals(edit.place):
                by = edit.proposed - edit.printed
                changes[case.subject] = changes.get(case.subject, 0) + by
    for place, by in changes.items():
        printed = claims.count(place)
        if by and printed is not None and printed + by >= 0:
            yield Edit(place, printed, printed + by)


def _computed(claims: Claims, case: Case, after: Figures) -> Edit | None:
    """Return the figure of a case computed anew, None where it stands as it is."""
    printed = claims.value(case.subject)
    if verdict_of(case, after, claims.rounding) is not Verdict.FAILS:
        ratio = case.relation
        dashed = isinstance(ratio, Ratio) and printed is None and claims.prints(ratio.rate)
        if case.row in TEXT or not dashed or not exact(case, after):
            return None
    right = expected(case, after, claims.rounding)
    # A count below zero cannot be printed: what asks for it is no explanation.
    impossible = right is None or (isinstance(right, int) and right < 0)
    return None if impossible else Edit(case.subject, printed, right)
