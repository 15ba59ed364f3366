"""Figures copied from the other year: total rows that were left from last year's file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from povertyplan.arithmetic.causes import Cause
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.diagnosis.recomputed import Recomputed, consequences
from povertyplan.diagnosis.structure import Residual, Structure
from povertyplan.model.fields import other_year
from povertyplan.model.places import Edit, Part, Place, Row

#: A cause that speaks of a whole row needs this many wrong figures: one is a slip of its own.
_LEAST_WRONG = 2
#: A total row is left from last year for certain where at least this many rows change in the
#: year: where most rows repeat last year's figures, so may a right total.
_LEAST_CHANGED = 3
#: What may have been computed from a total row: each rate and each figure of the text by itself.
_FOLLOWING = Recomputed(beside=True, text=True)


def copied(structure: Structure) -> Iterator[Guess]:
    """Yield every copy of a whole row, each with the broken cases that it explains."""
    yield from _totals_of_last_year(structure)


def _totals_of_last_year(structure: Structure) -> Iterator[Guess]:
    """Yield the total rows whose wrong figures are all those of the other year."""
    index = structure.index
    left = [
        residuals
        for residuals in _by_total(structure).values()
        if all(_is_of_other_year(index, residual) for residual in residuals)
    ]
    everywhere = list(chain.from_iterable(left))
    for residuals in left if len(left) == 1 else [*left, everywhere]:
        if len(residuals) >= _LEAST_WRONG:
            yield from _totals_copied(structure, residuals)


def _by_total(structure: Structure) -> dict[Row, list[Residual]]:
    """Return the broken totals by the rows in which they stand."""
    by_total: dict[Row, list[Residual]] = {}
    for residual in structure.residuals():
        by_total.setdefault(residual.total.row, []).append(residual)
    return by_total


def _is_of_other_year(index: CaseIndex, residual: Residual) -> bool:
    """Whether a wrong total is the figure of the other year in its row."""
    other = other_year(residual.field)
    printed = index.count(residual.total.subject)
    return other != residual.field and printed == index.count(Place(residual.total.row, other))


def _totals_copied(structure: Structure, residuals: Sequence[Residual]) -> Iterator[Guess]:
    """Yield the repair of total rows that repeat the other year: the sums of their rows."""
    index, first = structure.index, residuals[0]
    source = Place(first.total.row, other_year(first.field))
    terms = (("source", cited(index, source, index.value(source))),)
    corrections = tuple(_added_up(index, residuals))
    derived = consequences(index, corrections, _FOLLOWING)
    clears = structure.broken_about(corrections)
    computed = {edit.place for edit in derived}
    # What was computed from the wrong totals agreed with them.
    is_refuted = any(case.subject in computed for case in clears)
    if not is_refuted and not index.is_broken_by(corrections, derived):
        is_proved = _changes_in_rows(index, residuals) and not _is_text_derived(derived)
        cost = 2 * BIT + bits(2 * len(index.figures)) + BIT * bool(derived)
        yield Guess(
            Cause.TOTAL_ROW_OF_LAST_YEAR, corrections, derived, clears, cost, is_proved, terms
        )


def _added_up(index: CaseIndex, residuals: Iterable[Residual]) -> Iterator[Edit]:
    """Yield the edits that put the sum of its rows into each wrong total."""
    for residual in residuals:
        place = residual.total.subject
        yield Edit(place, index.count(place), index.sum_of(residual.total))


def _changes_in_rows(index: CaseIndex, residuals: Iterable[Residual]) -> bool:
    """Whether enough rows differ between the years in a column whose total does not."""
    changed: set[Row] = set()
    for residual in residuals:
        for row in residual.total.over:
            value = index.count(Place(row, residual.field))
            if value != index.count(Place(row, other_year(residual.field))):
                changed.add(row)
    return len(changed) >= _LEAST_CHANGED


def _is_text_derived(derived: Iterable[Edit]) -> bool:
    """Whether a repair asks for other figures of the text: it agrees with what is called wrong."""
    return any(edit.place.row is Part.HEADLINE for edit in derived)
