"""
What was computed again after a slip.

A figure may be typed wrong when all others stand already; or its total may be
a live formula that follows it; or the total and its rates; or the rates of its
own row too, so that the annex agrees with itself and only the text does not.
Text may be written before or after.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import partial
from itertools import product
from typing import assert_never

from attrs import frozen

from povertyplan import relations
from povertyplan.diagnosis.claims import Claims, is_hard
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.intervals import ANYTHING, NOTHING, Interval
from povertyplan.places import Edit, Place, Rate
from povertyplan.relations import TEXT, Bound, Case, Drop, Ratio, Sum, Verdict


class Extent(IntEnum):
    """How far a wrong figure was carried by what is computed from it."""

    NOTHING = 0
    TOTALS = 1
    THEIR_RATES = 2
    OWN_RATES = 3


@frozen
class Process:
    """The order in which a slip happened and the rest was computed."""

    extent: Extent
    text: bool  #: whether the text was written after the slip

    @property
    def cost(self) -> int:
        """The more was computed after the slip, the less likely it stayed unseen."""
        return BIT * (2 * bool(self.extent) + self.text)

    def moved(self, claims: Claims, own: Place) -> list[Place]:
        """Return the counts that changed with a slip, its own cell first."""
        if self.extent is Extent.NOTHING:
            return [own]
        return [own, *(case.subject for case in claims.totals(own))]

    def recomputed(self, case: Case, own: Place) -> bool:
        """Whether the subject of a case was computed after the slip."""
        relation = case.relation
        if case.subject == own:
            return False
        match relation:
            case Bound():
                return False
            case Sum() | Ratio() | Drop() if case.row in TEXT:
                return self.text
            case Sum():
                return self.extent >= Extent.TOTALS
            case Ratio():
                beside = case.row == own.row and isinstance(own.row, int)
                return self.extent >= (Extent.OWN_RATES if beside else Extent.THEIR_RATES)
            case Drop():
                return False
            case _:
                assert_never(relation)


_PROCESSES = tuple(
    sorted(
        (Process(extent, text) for extent, text in product(Extent, (False, True))),
        key=lambda process: process.cost,
    )
)


ALONE = _PROCESSES[0]


def processes(claims: Claims, own: Place) -> Iterator[Process]:
    """Yield the processes by which a slip in a cell can have been carried on, likeliest first."""
    sums = [claims.verdict(total) for total in claims.totals(own)]
    for process in _PROCESSES:
        extent = process.extent
        if not isinstance(own.row, int):
            # A total counts into no other, and has its rates in its own row.
            if extent in {Extent.NOTHING, Extent.THEIR_RATES}:
                yield process
        # A total that holds was added up after the slip, one that fails before it.
        elif (extent is Extent.NOTHING and Verdict.HOLDS not in sums) or (
            extent is not Extent.NOTHING and sums and Verdict.FAILS not in sums
        ):
            yield process


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
    if claims.count(cell) or not isinstance(ratio, Ratio) or cell.field not in ratio.counts:
        return ANYTHING
    dashed = claims.value(case.subject) is None and claims.prints(ratio.rate)
    return Interval(0, 0) if dashed else ANYTHING


def consequences(claims: Claims, own: tuple[Edit, ...], process: Process) -> tuple[Edit, ...]:
    """Return the figures that were computed after a slip, as they are computed without it."""
    if process is ALONE:
        return ()
    derived = list(_totals(claims, own)) if process.extent else []
    after = relations.edited(claims.figures, (*own, *derived))
    cases = {
        case.subject: case
        for edit in (*own, *derived)
        for case in claims.about(edit.place)
        if process.recomputed(case, edit.place)
        if case.row in TEXT or not isinstance(case.relation, Sum)
    }
    # The text quotes the annex, and a drop the rates of both.
    for case in sorted(cases.values(), key=lambda one: (one.row in TEXT, _is_drop(one))):
        change = _computed(claims, case, after)
        if change is not None:
            derived.append(change)
            after = relations.edited(after, (change,))
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
        if by and printed is not None:
            yield Edit(place, printed, printed + by)


def _computed(claims: Claims, case: Case, after: relations.Figures) -> Edit | None:
    """Return the figure of a case computed anew, None where it stands as it is."""
    printed = claims.value(case.subject)
    if relations.verdict(case, after, claims.rounding) is not Verdict.FAILS:
        ratio = case.relation
        left_out = printed is None and isinstance(ratio, Ratio) and claims.prints(ratio.rate)
        if not (left_out and relations.exact(case, after)):
            return None
    right = relations.expected(case, after, claims.rounding)
    return None if right is None else Edit(case.subject, printed, right)
