"""Slips that touch several figures at once: how they are weighed, and rows that totals miscount."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, product

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.diagnosis.diagnosis import Terms
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT, bits
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.recomputed import ALONE, Recomputed, consequences
from povertyplan.model.fields import Count, Field, Value
from povertyplan.model.places import Edit, Part, Place, Row, in_annex
from povertyplan.model.tabular import edited

#: What may follow a structural slip, the likeliest first.
_RECOMPUTED = (
    ALONE,
    # Figures were exchanged before the totals, and the rates beside them, were computed.
    Recomputed(totals=True),
    Recomputed(totals=True, text=True),
    Recomputed(totals=True, beside_totals=True),
    Recomputed(totals=True, beside_totals=True, text=True),
    # Totals were added up wrongly before their rates were computed, and the text written.
    Recomputed(beside=True),
    Recomputed(beside=True, text=True),
)


@frozen
class Residual:
    """A broken total of the annex, and its excess over the sum of its rows."""

    total: Case
    field: Count
    excess: int


@frozen
class Structure:
    """The broken cases of a whole table, in which figures may be out of place."""

    index: CaseIndex
    likelihood: Likelihood
    cases: Sequence[Case]

    def in_rows(self) -> dict[int, list[Case]]:
        """Return the broken cases of the rows."""
        by_row: dict[int, list[Case]] = {}
        for case in self.cases:
            if isinstance(case.row, int):
                by_row.setdefault(case.row, []).append(case)
        return by_row

    def in_totals(self) -> dict[Row, list[Case]]:
        """Return the broken cases of the total and the sub-totals."""
        by_row: dict[Row, list[Case]] = {}
        for case in self.cases:
            if in_annex(case.row) and not isinstance(case.row, int):
                by_row.setdefault(case.row, []).append(case)
        return by_row

    def residuals(self) -> Iterator[Residual]:
        """Yield the broken totals, each with its excess over the sum of its rows."""
        for case in self.cases:
            if case.relation.adds_rows and case.row is not Part.HEADLINE:
                (field,) = case.relation.operands
                printed, total = self.index.count(case.subject), self.index.sum_of(case)
                if printed is not None and total is not None:
                    yield Residual(case, field, printed - total)

    def wrong_totals(self) -> set[Field]:
        """Return the fields whose totals are broken."""
        return {residual.field for residual in self.residuals()}

    def guess(
        self, cause: Cause, corrections: tuple[Edit, ...], choices: int, terms: Terms = ()
    ) -> Iterator[Guess]:
        """
        Yield a slip with the likeliest recomputation after which no case about it is broken.

        *choices* is the number of slips of its sort.
        """
        clears = self.broken_about(corrections)
        for recomputed in _RECOMPUTED if clears else ():
            if any(self._is_refuted(recomputed, edit.place) for edit in corrections):
                continue
            derived = consequences(self.index, corrections, recomputed)
            if not self.index.is_broken_by(corrections, derived):
                cost = 2 * BIT + bits(choices) + recomputed.cost + self.gain(corrections)
                yield Guess(cause, corrections, derived, clears, cost, terms=terms)
                return

    def broken_about(self, corrections: Iterable[Edit]) -> tuple[Case, ...]:
        """Return the broken cases about some cells."""
        touched: set[Place] = set()
        for edit in corrections:
            touched.update(case.subject for case in self.index.about(edit.place))
        positions = chain.from_iterable(self._positions.get(subject, ()) for subject in touched)
        return tuple(self.cases[position] for position in sorted(positions))

    @cached_property
    def _positions(self) -> Mapping[Place, Sequence[int]]:
        """Where the broken cases about each subject stand among all broken cases."""
        positions: dict[Place, list[int]] = {}
        for position, case in enumerate(self.cases):
            positions.setdefault(case.subject, []).append(position)
        return positions

    def _is_refuted(self, recomputed: Recomputed, slip: Place) -> bool:
        """Whether a figure that was computed after the slip is broken."""
        return any(
            recomputed.includes(case, slip) and self.index.fails(case)
            for case in self.index.about(slip)
        )

    def gain(self, corrections: Sequence[Edit]) -> int:
        """Return by how much corrections raise the cost of their rows beside the others."""
        before, after = self.index.figures, edited(self.index.figures, corrections)
        rows = {edit.place.row for edit in corrections}
        return sum(self.likelihood.gain(row, before[row], after[row]) for row in rows)


def miscounted(structure: Structure) -> Iterator[Guess]:
    """Yield the rows that every total counts twice, or not at all."""
    by_total: dict[Row, list[Residual]] = {}
    for residual in structure.residuals():
        by_total.setdefault(residual.total.row, []).append(residual)
    miscounts = list(by_total.values())
    if len(miscounts) > 1:
        # A row of a section is counted in its sub-total and in the total.
        miscounts.append(list(chain.from_iterable(miscounts)))
    for residuals in miscounts:
        # In a single column, a wrong sum is one of the formulas of a total.
        rows = residuals[0].total.over if len(residuals) > 1 else ()
        judged = _judged(structure.index, residuals)
        given: set[tuple[Value, ...]] = set()
        for row, sign in product(rows, (1, -1)):
            if not _accounts_for(structure.index, row, sign, judged):
                continue
            counts = structure.index.counts_of(row)
            if counts not in given:
                given.add(counts)
                yield from _miscounted(structure, row, sign, residuals)


def _judged(
    index: CaseIndex, residuals: Sequence[Residual]
) -> list[tuple[Sequence[Row], Count, int]]:
    """Return the rows, the field and the excess of every sum that is known in some totals."""
    judged: list[tuple[Sequence[Row], Count, int]] = []
    for total_row in dict.fromkeys(residual.total.row for residual in residuals):
        for case in index.of_row(total_row):
            if case.relation.adds_rows:
                (field,) = case.relation.operands
                printed, total = index.count(case.subject), index.sum_of(case)
                if printed is not None and total is not None:
                    judged.append((case.over, field, printed - total))
    return judged


def _accounts_for(
    index: CaseIndex, row: Row, sign: int, judged: Sequence[tuple[Sequence[Row], Count, int]]
) -> bool:
    """Whether a row, counted twice or not at all, accounts for all differences of some totals."""
    flat = index.figures[row]
    return all(row in over and flat.get(field) == sign * excess for over, field, excess in judged)


def _miscounted(
    structure: Structure, row: Row, sign: int, residuals: Sequence[Residual]
) -> Iterator[Guess]:
    index = structure.index
    corrections: list[Edit] = []
    for residual in residuals:
        place, total = residual.total.subject, index.sum_of(residual.total)
        corrections.append(Edit(place, index.count(place), total))
    place = Place(row, residuals[0].field)
    source = cited(index, place, index.value(place))
    cause = Cause.ROW_TWICE if sign > 0 else Cause.ROW_LEFT_OUT
    choices = 2 * len(residuals[0].total.over)
    yield from structure.guess(cause, tuple(corrections), choices, (("source", source),))
