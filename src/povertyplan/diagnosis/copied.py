"""Total rows and rows that repeat others: the other year, another total, the row above or below."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from attrs import evolve, frozen

from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.diagnosis.recomputed import Recomputed, consequences
from povertyplan.diagnosis.structure import Residual, Structure
from povertyplan.model.fields import Count, other_year, period
from povertyplan.model.names import key
from povertyplan.model.places import Edit, Part, Place, Row, is_total
from povertyplan.model.relations import Bound
from povertyplan.model.tabular import edited

#: A cause that speaks of a whole row needs this many wrong figures: one is a slip of its own.
_LEAST_WRONG = 2
#: A total row is left from last year for certain where at least this many rows change in the
#: year: where most rows repeat last year's figures, so may a right total.
_LEAST_CHANGED = 3
#: A row is a copy of its neighbour if it states at least this many counts, all of them alike.
_LEAST_ALIKE = 4
#: What may have been computed from a copy: each rate beside it and each figure of the text.
_FOLLOWING = Recomputed(beside=True, text=True)


def copied(structure: Structure) -> Iterator[Guess]:
    """Yield every copy of a whole row, each with the broken cases that it explains."""
    wrong = list(_wrong_totals(structure))
    yield from _totals_of_last_year(structure, wrong)
    yield from _totals_of_others(structure, wrong)
    if wrong:
        yield from _rows_of_last_year(structure)
        yield from _rows_of_neighbours(structure)


@frozen
class Copy:
    """Figures that repeat others, and what they should be."""

    cause: Cause
    corrections: tuple[Edit, ...]
    source: Place  #: the first of the figures that they repeat
    choices: int  #: the number of copies of its sort

    def guesses(self, structure: Structure) -> Iterator[Guess]:
        """
        Yield the repair, if everything that was computed from the copy agrees with it.

        A rate beside it may be right, or computed after the copy, or copied with it.
        """
        index = structure.index
        derived = consequences(index, self.corrections, _FOLLOWING)
        clears = structure.broken_about(self.corrections)
        computed = {edit.place for edit in derived}
        is_refuted = any(case.subject in computed for case in clears)
        if is_refuted or index.is_broken_by(self.corrections, derived):
            return
        cost = 2 * BIT + bits(self.choices) + BIT * bool(derived)
        cost += structure.gain(self.corrections)
        source = cited(index, self.source, index.value(self.source))
        yield Guess(
            self.cause, self.corrections, derived, clears, cost, terms=(("source", source),)
        )


def changes_text(guess: Guess) -> bool:
    """Whether a repair asks for other figures of the text: it agrees with what is called wrong."""
    return any(edit.place.row is Part.HEADLINE for edit in guess.derived)


def _wrong_totals(structure: Structure) -> Iterator[list[Residual]]:
    """Yield the broken figures of each total row that has several."""
    by_total: dict[Row, list[Residual]] = {}
    for residual in structure.residuals():
        by_total.setdefault(residual.total.row, []).append(residual)
    for residuals in by_total.values():
        if len(residuals) >= _LEAST_WRONG:
            yield residuals


def _totals_of_last_year(structure: Structure, wrong: Sequence[list[Residual]]) -> Iterator[Guess]:
    """Yield the total rows whose wrong figures all repeat the other year."""
    index = structure.index
    left = [residuals for residuals in wrong if _are_of_other_year(index, residuals)]
    # A file of last year has its sub-totals, too.
    everywhere = list(chain.from_iterable(left))
    for residuals in [*left, everywhere] if len(left) > 1 else left:
        first = residuals[0]
        copy = Copy(
            Cause.TOTAL_ROW_OF_LAST_YEAR,
            tuple(_added_up(index, residuals)),
            Place(first.total.row, other_year(first.field)),
            2 * len(index.figures),
        )
        for guess in copy.guesses(structure):
            is_proved = _changes_in_rows(index, residuals) and not changes_text(guess)
            yield evolve(guess, forced=is_proved)


def _are_of_other_year(index: CaseIndex, residuals: Iterable[Residual]) -> bool:
    """Whether the wrong figures of a total row repeat the other year beside them."""
    return all(
        _is_copy(index, residual, Place(residual.total.row, other_year(residual.field)))
        for residual in residuals
    )


def _is_copy(index: CaseIndex, residual: Residual, source: Place) -> bool:
    """Whether a wrong total is the figure of another cell."""
    printed = residual.total.subject
    return source != printed and index.count(printed) == index.count(source)


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


def _totals_of_others(structure: Structure, wrong: Iterable[list[Residual]]) -> Iterator[Guess]:
    """Yield the total rows whose wrong figures all repeat another total row."""
    index = structure.index
    totals = [row for row in index.figures if is_total(row)]
    for residuals in wrong:
        for row in totals:
            sources = [Place(row, residual.field) for residual in residuals]
            pairs = zip(residuals, sources, strict=True)
            if all(_is_copy(index, residual, source) for residual, source in pairs):
                corrections = tuple(_added_up(index, residuals))
                copy = Copy(Cause.TOTAL_ROW_COPIED, corrections, sources[0], len(index.figures))
                for guess in copy.guesses(structure):
                    yield evolve(guess, forced=_is_borne_out(guess))


def _is_borne_out(guess: Guess) -> bool:
    """Whether a rate or a figure of the text speaks for a repair, and no figure of it against."""
    sums = [case for case in guess.clears if case.relation.adds_rows and is_total(case.row)]
    return len(sums) < len(guess.clears) and not changes_text(guess)


def _rows_of_last_year(structure: Structure) -> Iterator[Guess]:
    """Yield the rows whose figures of one year all repeat the other, though the totals do not."""
    index = structure.index
    for row in index.table.rows:
        missing = _missing(structure, row)
        years = {period(field) for field in missing}
        if len(missing) < _LEAST_WRONG or len(years) > 1 or None in years:
            continue
        if _is_repeated(index, row, missing):
            source = Place(row, other_year(next(iter(missing))))
            guesses = _retyped(structure, Cause.ROW_OF_LAST_YEAR, source, row, missing)
            yield from (guess for guess in guesses if not _raises(index, guess))


def _raises(index: CaseIndex, guess: Guess) -> bool:
    """Whether a repair sets a goal above its base, as no plan means to."""
    figures = edited(index.figures, guess.corrections)
    for edit in guess.corrections:
        for case in index.about(edit.place):
            is_goal = isinstance(case.relation, Bound) and not case.relation.is_hard
            if is_goal and verdict_of(case, figures) is Verdict.FAILS:
                return True
    return False


def _rows_of_neighbours(structure: Structure) -> Iterator[Guess]:
    """Yield the rows that repeat the row above or below, though the totals do not."""
    index, rows = structure.index, structure.index.table.rows
    for above, below in pairwise(rows):
        if _are_alike(index, above, below):
            yield from _copied_from(structure, below, above)
            for guess in _copied_from(structure, above, below):
                # Rows are filled in downwards.
                yield evolve(guess, cost=guess.cost + BIT)


def _copied_from(structure: Structure, row: Row, source: Row) -> Iterator[Guess]:
    """Yield the repair of a row that repeats another."""
    missing = _missing(structure, row)
    if len(missing) >= _LEAST_WRONG:
        place = Place(source, next(iter(missing)))
        yield from _retyped(structure, Cause.ROW_COPIED, place, row, missing)


def _missing(structure: Structure, row: Row) -> dict[Count, int]:
    """Return by how much the broken totals that count a row exceed the sums of their rows."""
    missing: dict[Count, int] = {}
    for residual in structure.residuals():
        if row in residual.total.over:
            missing[residual.field] = residual.excess
    return missing


def _is_repeated(index: CaseIndex, row: Row, missing: Iterable[Count]) -> bool:
    """Whether a row has all counts of the other year, the counts of some columns among them."""
    alike: set[Count] = set()
    for field in index.counts:
        count = index.count(Place(row, field))
        other = index.count(Place(row, other_year(field)))
        if count is None or other is None:
            continue
        if count != other:
            return False
        alike.add(field)
    return alike.issuperset(missing)


def _are_alike(index: CaseIndex, row: Row, other: Row) -> bool:
    """Whether two rows of different names state the same counts."""
    names = [key(index.table.name_of(each)) for each in (row, other)]
    counts = [index.count(Place(row, field)) for field in index.counts]
    stated = [count for count in counts if count is not None]
    others = [index.count(Place(other, field)) for field in index.counts]
    return names[0] != names[1] and len(stated) >= _LEAST_ALIKE and counts == others


def _retyped(
    structure: Structure, cause: Cause, source: Place, row: Row, missing: Mapping[Count, int]
) -> Iterator[Guess]:
    """Yield the repair of a row by what the totals miss; its rates prove it if they are right."""
    index = structure.index
    corrections: list[Edit] = []
    for field, excess in missing.items():
        printed = index.count(Place(row, field))
        if printed is None or printed + excess < 0:
            return
        corrections.append(Edit(Place(row, field), printed, printed + excess))
    copy = Copy(cause, tuple(corrections), source, 2 * len(index.figures))
    for guess in copy.guesses(structure):
        rates_disagree = any(case.row == row and case.relation.ratio for case in guess.clears)
        yield evolve(guess, forced=rates_disagree)
