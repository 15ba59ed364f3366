"""Columns that repeat others, counts or rates, where the figures beside them are right."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.intervals import ANYTHING
from povertyplan.arithmetic.verdicts import expected
from povertyplan.diagnosis.copied import Copy, changes_text
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.structure import Structure
from povertyplan.model.fields import Count, Field, Rate
from povertyplan.model.percent import Percent
from povertyplan.model.places import Edit, Part, Place, Row, in_annex, is_total
from povertyplan.model.relations import Ratio

#: A column is a copy if its rates are wrong in at least this many rows: fewer are slips.
_LEAST_ROWS = 3


def copied_columns(structure: Structure) -> Iterator[Guess]:
    """Yield every copy of a whole column whose right figures follow from the others."""
    for ratio in structure.index.ratios:
        cases = [case for case in structure.cases if case.relation == ratio]
        broken = [case for case in cases if in_annex(case.row)]
        rows = [case.row for case in broken if isinstance(case.row, int)]
        if len(ratio.counts) == 1 and len(rows) >= _LEAST_ROWS:
            yield from _counts_copied(structure, ratio)
            yield from _rates_copied(structure, ratio, broken)


def _counts_copied(structure: Structure, ratio: Ratio) -> Iterator[Guess]:
    """Yield the counts that repeat another column, where every rate leaves a single count."""
    index, (field,) = structure.index, ratio.counts
    sources = _repeated(index, field, index.counts)
    right = _counts_by_rates(index, ratio) if sources else {}
    if not right:
        return
    corrections = tuple(_counts_edited(index, field, right, sources[0]))
    choices = len(index.columns)
    copy = Copy(Cause.COLUMN_COPIED, corrections, _first(index, sources[0]), choices)
    is_other_copy = any(_holds(index, other, right) for other in index.counts)
    for guess in copy.guesses(structure):
        yield evolve(guess, forced=_is_summed(guess) and not is_other_copy)


def _holds(index: CaseIndex, column: Count, counts: Mapping[Row, int]) -> bool:
    """Whether a column holds some counts."""
    return all(index.count(Place(row, column)) == count for row, count in counts.items())


def _is_summed(guess: Guess) -> bool:
    """Whether a total or the text speaks for the counts of a repair, and no figure against it."""
    is_borne_out = any(
        case.row is Part.HEADLINE or (case.relation.adds_rows and is_total(case.row))
        for case in guess.clears
    )
    return is_borne_out and not changes_text(guess)


def _counts_by_rates(index: CaseIndex, ratio: Ratio) -> dict[Row, int]:
    """Return the count of each row by its rate; nothing if a rate leaves several, or none."""
    (field,) = ratio.counts
    counts: dict[Row, int] = {}
    for row in index.table.rows:
        place, rate = Place(row, field), index.value(Place(row, ratio.rate))
        allowed = ANYTHING
        for case in index.about(place):
            if case.relation == ratio:
                allowed &= index.allowed(case, place)
        if rate is None:
            # A rate of 0 is often left out.
            counts[row] = 0
        elif allowed.empty or allowed.lo != allowed.hi:
            return {}
        else:
            counts[row] = allowed.lo
    return counts


def _counts_edited(
    index: CaseIndex, field: Count, right: Mapping[Row, int], source: Field
) -> Iterator[Edit]:
    """Yield the edits that put the right counts into a column, and their sums into its totals."""
    for row, count in right.items():
        printed = index.count(Place(row, field))
        if printed != count:
            yield Edit(Place(row, field), printed, count)
    for total in index.wide.get(field, ()):
        is_of_annex = total.relation.adds_rows and total.row is not Part.HEADLINE
        if is_of_annex and _is_alike(index, total.row, field, source):
            printed = index.count(total.subject)
            added_up = sum(right[row] for row in total.over)
            if printed != added_up:
                yield Edit(total.subject, printed, added_up)


def _rates_copied(structure: Structure, ratio: Ratio, broken: Iterable[Case]) -> Iterator[Guess]:
    """Yield the rates that repeat another column of rates."""
    index = structure.index
    sources = _repeated(index, ratio.rate, index.rates)
    if not sources:
        return
    leaves_out_zeros = _leaves_out_zeros(index)
    corrections: list[Edit] = []
    for case in broken:
        printed = index.value(case.subject)
        right = expected(case, index.figures, index.rounding)
        is_zero = isinstance(right, Percent) and not right.digits
        right = None if is_zero and leaves_out_zeros else right
        corrections.append(Edit(case.subject, printed, right))
    choices = len(index.columns)
    copy = Copy(Cause.COLUMN_COPIED, tuple(corrections), _first(index, sources[0]), choices)
    may_be_counts = bool(_repeated(index, ratio.counts[0], index.counts))
    for guess in copy.guesses(structure):
        yield evolve(guess, forced=not may_be_counts)


def _leaves_out_zeros(index: CaseIndex) -> bool:
    """Whether a rate of a count of 0 is left out somewhere, and printed nowhere."""
    is_left_out = False
    for ratio in index.ratios:
        for row in index.table.rows:
            rate = index.value(Place(row, ratio.rate))
            if isinstance(rate, Percent) and not rate.digits:
                return False
            is_counted = any(index.count(Place(row, count)) != 0 for count in ratio.counts)
            is_left_out |= rate is None and not is_counted
    return is_left_out


def _repeated(index: CaseIndex, field: Field, columns: list[Count] | list[Rate]) -> list[Field]:
    """Return the columns whose figures a column repeats in every row."""
    others = (column for column in columns if column != field)
    return [other for other in others if _are_alike(index, field, other)]


def _are_alike(index: CaseIndex, field: Field, other: Field) -> bool:
    """Whether two columns have the same figure in every row."""
    return all(_is_alike(index, row, field, other) for row in index.table.rows)


def _is_alike(index: CaseIndex, row: Row, field: Field, other: Field) -> bool:
    return index.value(Place(row, field)) == index.value(Place(row, other))


def _first(index: CaseIndex, source: Field) -> Place:
    return Place(index.table.rows[0], source)
