"""Figures in each other's place: two cells of a row, two cells of a column, two columns."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, product
from math import comb
from typing import TypeAlias

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.diagnosis.guesses import Guess
from povertyplan.diagnosis.index import CaseIndex, fields_of
from povertyplan.diagnosis.structure import Structure
from povertyplan.model.fields import Field, Rate
from povertyplan.model.places import Edit, Place, Row, in_annex
from povertyplan.model.tabular import edited

_Columns: TypeAlias = tuple[Field, Field]


def exchanged(structure: Structure) -> Iterator[Guess]:
    """Yield every exchange of figures, each with the broken cases that it explains."""
    yield from _cells_exchanged(structure)
    yield from _rows_exchanged(structure)
    yield from _columns_exchanged(structure)


def _cells_exchanged(structure: Structure) -> Iterator[Guess]:
    """Yield the exchanges of two figures of one row."""
    index, wrong = structure.index, structure.wrong_totals()
    rows, totals = structure.in_rows(), structure.in_totals()
    slips: list[tuple[Row, _Columns]] = []
    for row, broken in (*rows.items(), *totals.items()):
        for pair in _pairs(index):
            # An exchange moves both totals or, if they were added up afterwards, neither.
            moves_alike = (pair[0] in wrong) is (pair[1] in wrong)
            if moves_alike and _mends(index, row, pair, broken):
                slips.append((row, pair))
    slips += [(row, pair) for row, pair in _moving_totals(structure) if row not in rows]
    for row, (first, second) in slips:
        edits = _exchange(index, Place(row, first), Place(row, second))
        yield from structure.guess(Cause.CELLS_EXCHANGED, edits, _choices(index))


def _moving_totals(structure: Structure) -> Iterator[tuple[Row, _Columns]]:
    """Yield the rows in which an exchange accounts for the differences of two totals."""
    index = structure.index
    for one, other in combinations(structure.residuals(), 2):
        if one.total.row != other.total.row or one.excess != -other.excess:
            continue
        pair = (one.field, other.field)
        for row in one.total.over:
            # No row of a total that is broken is blank.
            first, second = (index.count(Place(row, field)) or 0 for field in pair)
            if second - first == one.excess:
                yield row, pair


def _rows_exchanged(structure: Structure) -> Iterator[Guess]:
    """Yield the exchanges of two figures of a column: of neighbours, or of two broken rows."""
    index, wrong, rows = structure.index, structure.wrong_totals(), structure.in_rows()
    choices = 2 * len(index.figures) * len(index.columns)
    for row, broken in rows.items():
        fields: set[Field] = set()
        for case in broken:
            fields.update(fields_of(case.relation))
        for partner, field in product(_partners(index, row, rows), sorted(fields - wrong)):
            edits = _exchange(index, Place(row, field), Place(partner, field))
            if edits and not _leaves_broken(index, edits, broken):
                yield from structure.guess(Cause.ROWS_EXCHANGED, edits, choices)


def _partners(index: CaseIndex, row: int, broken: Collection[int]) -> Iterator[int]:
    """Yield the neighbours of a row, and the broken rows behind it: each pair once."""
    for neighbour in (row + 1, row - 1):
        is_tried = neighbour in broken and neighbour < row
        if neighbour in index.figures and not is_tried:
            yield neighbour
    for partner in broken:
        if partner > row + 1:
            index.budget.spend()
            yield partner


def _columns_exchanged(structure: Structure) -> Iterator[Guess]:
    """Yield the exchanges of two columns that mend every row."""
    index, wrong, rows = structure.index, structure.wrong_totals(), structure.in_rows()
    if len(rows) <= 1:
        # In a single row, cells were exchanged.
        return
    for pair in _pairs(index):
        is_summed_alike = wrong.isdisjoint(pair)
        if is_summed_alike and all(_mends(index, row, pair, rows[row]) for row in rows):
            edits: list[Edit] = []
            for row in filter(in_annex, index.figures):
                edits.extend(_exchange(index, *(Place(row, field) for field in pair)))
            yield from structure.guess(Cause.COLUMNS_EXCHANGED, tuple(edits), _choices(index))


def _pairs(index: CaseIndex) -> Iterator[_Columns]:
    """Yield the pairs of columns that may stand in each other's place."""
    yield from combinations(index.counts, 2)
    yield from combinations(index.rates, 2)


def _choices(index: CaseIndex) -> int:
    """Return how many pairs of counts there are to exchange."""
    return comb(len(index.counts), 2)


def _mends(index: CaseIndex, row: Row, pair: _Columns, broken: Sequence[Case]) -> bool:
    """Whether an exchange of two figures of a row mends all of its broken cases."""
    if not all(_is_about(case, pair) for case in broken):
        return False
    edits = _exchange(index, *(Place(row, field) for field in pair))
    return bool(edits) and not _leaves_broken(index, edits, broken)


def _is_about(case: Case, pair: _Columns) -> bool:
    fields = fields_of(case.relation)
    return pair[0] in fields or pair[1] in fields


def _exchange(index: CaseIndex, one: Place, other: Place) -> tuple[Edit, ...]:
    """Return the edits that exchange two figures; empty if the figures are alike."""
    first, second = index.value(one), index.value(other)
    are_stated = first is not None and second is not None
    may_be_blank = _may_be_dash(index, one) and _may_be_dash(index, other)
    if first == second or not (are_stated or may_be_blank):
        return ()
    return (Edit(one, first, second), Edit(other, second, first))


def _may_be_dash(index: CaseIndex, place: Place) -> bool:
    """Whether a blank cell is a rate of 0, left out in a column that prints rates."""
    return isinstance(place.field, Rate) and index.prints(place.field)


def _leaves_broken(index: CaseIndex, edits: Iterable[Edit], broken: Iterable[Case]) -> bool:
    """Whether one of some cases is still broken after some edits."""
    index.budget.spend()
    after = edited(index.figures, edits)
    return any(verdict_of(case, after, index.rounding) is Verdict.FAILS for case in broken)
