"""
The figures that were computed again after a slip.

A figure may be typed wrong after everything else was computed; or its total is
a live formula that follows it; or the total and its rates; or the rates of its
own row, with the total or without, so that only a sum or the text disagrees.
The text may be written before the slip or after it.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.intervals import ANYTHING, NOTHING, Interval
from povertyplan.arithmetic.verdicts import Verdict, exact, expected, verdict_of
from povertyplan.diagnosis.budget import rows_of
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.model.places import Edit, Figures, Place, in_annex
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum
from povertyplan.model.tabular import edited


@frozen
class Recomputed:
    """The figures that were computed after a slip, and so follow it."""

    totals: bool = False  #: the totals and sub-totals that count the cell
    beside_totals: bool = False  #: the figures computed in the rows of those
    beside: bool = False  #: the figures computed in the row of the cell
    text: bool = False  #: the figures of the text

    @property
    def cost(self) -> int:
        """In tenths of a bit: the more was computed, the less likely a slip stayed unseen."""
        return BIT * (2 * (self.totals or self.beside) + self.text)

    def moved(self, index: CaseIndex, slip: Place) -> list[Place]:
        """Return the counts that changed with a slip, its own cell first."""
        return index.moving(slip) if self.totals else [slip]

    def includes(self, case: Case, slip: Place) -> bool:
        """Whether the subject of a case was computed after a slip in a cell."""
        if case.subject == slip or not case.relation.computes:
            return False
        if not in_annex(case.row):
            return self.text
        if case.relation.adds_rows:
            return self.totals
        return self.beside if case.row == slip.row else self.beside_totals


ALONE = Recomputed()
#: A total is added up nowhere, so that only the figures beside it can follow.
_OF_TOTALS = (ALONE, Recomputed(beside=True))
_OF_ROWS = (
    *_OF_TOTALS,
    Recomputed(totals=True),
    Recomputed(totals=True, beside_totals=True),
    Recomputed(totals=True, beside_totals=True, beside=True),
)
#: Everything was computed after the slip, so that nothing contradicts it.
ALL = Recomputed(totals=True, beside_totals=True, beside=True, text=True)


def recomputations(index: CaseIndex, slip: Place) -> Iterator[Recomputed]:
    """Yield the sets of figures that may have followed a slip, as far as the totals tell."""
    totals = index.totals(slip)
    verdicts = {index.verdict(total) for total in totals}
    has_rate = any(
        case.row == slip.row and case.relation.ratio is not None for case in index.about(slip)
    )
    for recomputed in _OF_ROWS if isinstance(slip.row, int) else _OF_TOTALS:
        # A total that holds was added up after the slip, one that fails before it.
        if recomputed.totals:
            agrees = bool(totals) and Verdict.FAILS not in verdicts
        else:
            agrees = Verdict.HOLDS not in verdicts
        if agrees and (has_rate or not recomputed.beside):
            yield recomputed
            moved = recomputed.moved(index, slip)
            if any(_is_quoted(index, cell) for cell in moved):
                yield evolve(recomputed, text=True)


def _is_quoted(index: CaseIndex, cell: Place) -> bool:
    """Whether a figure of the text is computed from a cell."""
    return any(not in_annex(case.row) for case in index.about(cell))


def meant(index: CaseIndex, slip: Place, recomputed: Recomputed) -> Interval:
    """
    Return the counts that may have been meant in a cell.

    What was computed before the slip must follow from them; what was computed
    after it must hold as it stands.
    """
    printed = index.count(slip)
    if printed is None:
        return NOTHING
    counts = ANYTHING
    # The totals come first, for all rows of a column share what they allow.
    for cell in reversed(recomputed.moved(index, slip)):
        value = index.count(cell)
        if value is None:
            continue
        key = (cell, cell == slip, recomputed)
        if key not in index.shared:
            index.shared[key] = _allowed(index, cell, slip, recomputed)
        counts &= _shifted(index.shared[key], printed - value)
        if counts.empty:
            break
    return counts


def _allowed(index: CaseIndex, cell: Place, slip: Place, recomputed: Recomputed) -> Interval:
    """Return the counts that the cases about a cell allow, if the slip moved it."""
    counts = ANYTHING
    by_drops: list[Interval] = []
    for case in index.about(cell):
        if recomputed.includes(case, slip):
            if index.fails(case):
                return NOTHING
        elif case.relation.is_hard and index.verdict(case) is not Verdict.ROUNDED:
            allowed = index.allowed(case, cell)
            if case.relation.compared_rates:
                by_drops.append(allowed)
            else:
                counts &= allowed & _left_out(index, case, cell)
                if counts.empty:
                    return counts
    # A drop may be one of rounded rates, which its interval leaves out: where the other cases
    # leave one count, it does not speak against that.
    if counts.lo != counts.hi:
        for allowed in by_drops:
            counts &= allowed
    return counts


def _shifted(counts: Interval, by: int) -> Interval:
    return Interval(max(0, counts.lo + by), None if counts.hi is None else counts.hi + by)


def _left_out(index: CaseIndex, case: Case, cell: Place) -> Interval:
    """Return the counts that a rate left out allows: 0, if other rows print theirs."""
    ratio = case.relation.ratio
    if ratio is None or not in_annex(case.row) or cell.field not in ratio.counts:
        return ANYTHING
    is_left_out = index.value(case.subject) is None and index.prints(ratio.rate)
    return Interval(0, 0) if is_left_out and not index.count(cell) else ANYTHING


def consequences(
    index: CaseIndex, corrections: Sequence[Edit], recomputed: Recomputed
) -> tuple[Edit, ...]:
    """Return the figures that were computed after a slip, as they are computed without it."""
    if recomputed == ALONE:
        return ()
    derived = list(_totals(index, corrections)) if recomputed.totals else []
    after = edited(index.figures, (*corrections, *derived))
    for case in _following(index, corrections, derived, recomputed):
        edit = _computed(index, case, after)
        if edit is not None:
            derived.append(edit)
            after = edited(after, (edit,))
    return tuple(derived)


def _totals(index: CaseIndex, corrections: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the totals that move with some counts."""
    moves: dict[Place, int] = {}
    for edit in corrections:
        if isinstance(edit.printed, int) and isinstance(edit.proposed, int):
            for total in index.totals(edit.place):
                move = edit.proposed - edit.printed
                moves[total.subject] = moves.get(total.subject, 0) + move
    for place, move in moves.items():
        printed = index.count(place)
        if move and printed is not None and printed + move >= 0:
            yield Edit(place, printed, printed + move)


def _following(
    index: CaseIndex, corrections: Sequence[Edit], totals: Sequence[Edit], recomputed: Recomputed
) -> list[Case]:
    """Return the cases to compute anew beside the totals, in the order of a computation."""
    slips = {edit.place.row: edit.place for edit in corrections}
    corrected = {edit.place for edit in corrections}
    cases: dict[Place, Case] = {}
    for edit in (*corrections, *totals):
        for case in index.about(edit.place):
            is_total = case.relation.adds_rows and in_annex(case.row)
            if is_total or case.subject in corrected:
                continue
            if recomputed.includes(case, slips.get(case.row, corrections[0].place)):
                cases[case.subject] = case
    return sorted(cases.values(), key=_stage)


def _stage(case: Case) -> tuple[bool, bool]:
    """Return when a figure is computed: the text quotes the annex, a drop the figures of both."""
    relation = case.relation
    match relation:
        case Drop() | Balance():
            is_last = True
        case Sum() | Ratio() | Bound():
            is_last = False
        case _:
            assert_never(relation)
    return not in_annex(case.row), is_last


def _computed(index: CaseIndex, case: Case, after: Figures) -> Edit | None:
    """Return the figure of a case computed anew, None if it stands as it is."""
    index.budget.spend(len(case.relation.operands) * rows_of(case))
    fails = verdict_of(case, after, index.rounding) is Verdict.FAILS
    if not fails and not _should_be_printed(index, case, after):
        return None
    right = expected(case, after, index.rounding)
    # A count below 0 cannot be printed.
    is_impossible = right is None or (isinstance(right, int) and right < 0)
    return None if is_impossible else Edit(case.subject, index.value(case.subject), right)


def _should_be_printed(index: CaseIndex, case: Case, after: Figures) -> bool:
    """Whether a rate was left out that is above 0 after some edits, and printed by other rows."""
    ratio = case.relation.ratio
    if ratio is None or not in_annex(case.row) or index.value(case.subject) is not None:
        return False
    return index.prints(ratio.rate) and bool(exact(case, after))
