"""Totals whose sums take other cells than their rows, as the formulas of a workbook show."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import is_error
from povertyplan.arithmetic.formulas import is_sum
from povertyplan.arithmetic.plausibility import COMPARISONS
from povertyplan.checks.annex_sums import AnnexSums, Summed
from povertyplan.checks.formula_cells import named
from povertyplan.diagnosis.broken import joined
from povertyplan.diagnosis.diagnosis import Terms
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex, fields_of
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.diagnosis.recomputed import Recomputed, consequences
from povertyplan.diagnosis.structure import Residual, Structure
from povertyplan.model.fields import Count, other_year
from povertyplan.model.places import Edit, Figures, Part, Place, Row
from povertyplan.model.tabular import edited

#: What may have been computed from a wrong total: each rate and figure of the text by itself.
_FOLLOWING = Recomputed(beside=True, text=True)


@frozen
class _TakenSum:
    """A broken total that a sum computes: how often each figure is added beyond once."""

    residual: Residual
    summed: Summed
    beyond: Mapping[Place, int]

    @classmethod
    def of(cls, residual: Residual, sums: AnnexSums) -> "_TakenSum":
        """Compare what a sum takes with its rows; a sub-total that was typed stands for its own."""
        summed = sums.summed(residual.total.subject)
        beyond = Counter[Place]()
        for place, times in summed.times.items():
            for row in sums.cells.rows(place.row):
                beyond[Place(row, place.field)] += times
        for row in residual.total.over:
            beyond[Place(row, residual.field)] -= 1
        return cls(residual, summed, {place: times for place, times in beyond.items() if times})

    @property
    def left_out(self) -> list[Row]:
        """The rows that the sum does not take; one of text is not among them."""
        return [
            place.row
            for place, times in self.beyond.items()
            if times < 0 and place not in self.summed.text
        ]

    @property
    def fault(self) -> frozenset[object]:
        """The key of its fault: rows left out, rows taken twice, text."""
        own = self.residual.field
        fault: set[object] = set(self.summed.text)
        for place, times in self.beyond.items():
            if place not in self.summed.text:
                taken = place.row if place.field == own else other_year(own) == place.field
                fault.add((taken, times))
        return frozenset(fault)


@frozen
class WrongSums:
    """The sums of a table that make exactly what their totals print, and take other cells."""

    index: CaseIndex
    sums: AnnexSums
    #: The numbers printed below the heading, which a sum that begins too early takes.
    column_numbers: Collection[int] = ()

    def guesses(self, structure: Structure) -> Iterator[Guess]:
        """Yield the wrong sums, together where they share a fault or a column."""
        proved: list[_TakenSum] = []
        for residual in structure.residuals():
            place = residual.total.subject
            if is_sum(self.sums.cells.formulas.get(place, "")):
                taken_sum = _TakenSum.of(residual, self.sums)
                if self._accounts_for(taken_sum):
                    proved.append(taken_sum)
        # Sums with one fault, and those of one column, are mended together.
        keys = [(sums.residual.field, sums.fault) for sums in proved]
        for sums in joined(proved, keys):
            yield from self._corrected(structure, sums)

    def _accounts_for(self, taken_sum: _TakenSum) -> bool:
        """Whether the cells that a sum takes wrongly make the excess of its total."""
        summed = taken_sum.summed
        if summed.is_circular:
            return True
        excess = 0
        for place, times in taken_sum.beyond.items():
            excess += times * (self.index.count(place) or 0)
        rest = taken_sum.residual.excess - excess
        is_number_of_column = not summed.is_known and rest in self.column_numbers
        return bool(taken_sum.beyond) and (not rest or is_number_of_column)

    def _corrected(self, structure: Structure, sums: Sequence[_TakenSum]) -> Iterator[Guess]:
        """Yield the repair of some wrong sums, if it leaves nothing broken about them."""
        index = self.index
        corrections = tuple(
            Edit(place, index.count(place), index.sum_of(taken_sum.residual.total))
            for taken_sum in sums
            for place in (taken_sum.residual.total.subject,)
        )
        about = structure.broken_about(corrections)
        broken = {case.subject for case in about}
        following = consequences(index, corrections, _FOLLOWING)
        # What was computed from the wrong totals agreed with them.
        derived = tuple(edit for edit in following if edit.place not in broken)
        after = edited(index.figures, (*corrections, *derived))
        clears = tuple(case for case in about if not is_error(case, after, index.rounding))
        are_cleared = {edit.place for edit in corrections} <= {case.subject for case in clears}
        if not are_cleared or self._breaks(about, after, (*corrections, *derived)):
            return
        cause, terms = self._cause(sums)
        formula = self.sums.cells.formulas[corrections[0].place]
        is_sure = (
            self._is_alone(structure, corrections, clears)
            and not self._has_odd_row(corrections)
            and not any(edit.place.row is Part.HEADLINE for edit in derived)
            and not index.repeated_rows
        )
        terms = (*terms, ("formula", formula))
        yield Guess(cause, corrections, derived, clears, BIT, is_sure, terms)

    def _breaks(self, about: Iterable[Case], after: Figures, edits: Iterable[Edit]) -> bool:
        """Whether edits break a case of the annex that was not broken before."""
        broken = {case.subject for case in about}
        return any(
            case.subject not in broken and is_error(case, after, self.index.rounding)
            for case in self.index.affected_by(edits)
        )

    def _has_odd_row(self, corrections: Iterable[Edit]) -> bool:
        """Whether a row stands out by a count of the columns of some corrections."""
        columns = {edit.place.field for edit in corrections}
        return any(
            not columns.isdisjoint({comparison.count, comparison.per})
            and any(self.index.ranking(comparison).outlying() or ())
            for comparison in COMPARISONS
        )

    def _is_alone(
        self, structure: Structure, corrections: Iterable[Edit], clears: Iterable[Case]
    ) -> bool:
        """Whether no other case is broken about the columns of some corrections."""
        columns = {edit.place.field for edit in corrections}
        cleared = {case.subject for case in clears}
        return not any(
            case.subject not in cleared and not columns.isdisjoint(fields_of(case.relation))
            for case in structure.cases
        )

    def _cause(self, sums: Sequence[_TakenSum]) -> tuple[Cause, Terms]:
        """Return what is wrong with some sums, and the figures that show it."""
        index, first = self.index, sums[0]
        text = list(dict.fromkeys(chain.from_iterable(each.summed.text for each in sums)))
        left_out = list(dict.fromkeys(chain.from_iterable(each.left_out for each in sums)))
        added = [place for place, times in first.beyond.items() if times > 0]
        if any(each.summed.is_circular for each in sums):
            return Cause.WRONG_FORMULA, ()
        if text and not left_out and not added:
            cells = named(self.sums.cells.addresses[place] for place in text)
            source = cited(index, text[0], index.value(text[0]))
            return Cause.TEXT_LEFT_OUT, (("source", source), ("cells", cells))
        if left_out and not text and not added:
            return self._left_out(first.residual.field, left_out)
        if added and not text:
            return self._added(first, added, is_in_place=bool(left_out))
        return Cause.WRONG_FORMULA, ()

    def _left_out(self, name: Count, rows: Sequence[Row]) -> tuple[Cause, Terms]:
        if len(rows) == 1:
            place = Place(rows[0], name)
            source = cited(self.index, place, self.index.value(place))
            return Cause.ROW_LEFT_OUT, (("source", source),)
        counts = [self.index.count(Place(row, name)) or 0 for row in rows]
        return Cause.ROWS_LEFT_OUT, (("number", len(rows)), ("source", sum(counts)))

    def _added(
        self, first: _TakenSum, added: Sequence[Place], *, is_in_place: bool
    ) -> tuple[Cause, Terms]:
        """Return the cause of a sum that takes figures twice, or takes another column."""
        index, own = self.index, first.residual.field
        fields = {place.field for place in added}
        if is_in_place:
            (name,) = fields if len(fields) == 1 else (own,)
            total = Place(first.residual.total.row, name)
            if name == own or index.count(total) is None:
                return Cause.WRONG_FORMULA, ()
            is_last_year = name == other_year(own)
            cause = Cause.LAST_YEARS_TOTAL if is_last_year else Cause.OTHER_COLUMN
            return cause, (("source", cited(index, total, index.count(total))),)
        if fields != {own}:
            return Cause.WRONG_FORMULA, ()
        counts = [index.count(place) or 0 for place in added]
        if len(added) == 1:
            return Cause.ROW_TWICE, (("source", cited(index, added[0], counts[0])),)
        is_of_sections = self.sums.cells.is_of_sections({place.row for place in added})
        cause = Cause.SUBTOTAL_ADDED if is_of_sections else Cause.WRONG_FORMULA
        return cause, (("source", sum(counts)),)
