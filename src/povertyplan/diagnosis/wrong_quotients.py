"""Rates whose formulas divide other cells than they should, as a workbook shows."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.formulas import Address, is_ratio, referred, taken
from povertyplan.arithmetic.verdicts import print_reach
from povertyplan.checks.formula_cells import FormulaCells
from povertyplan.diagnosis.diagnosis import Terms
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.diagnosis.single import OneSlip
from povertyplan.diagnosis.structure import Structure
from povertyplan.model.fields import Count, other_year, period
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place, in_annex
from povertyplan.model.relations import Ratio


@frozen
class WrongQuotients:
    """The quotients of a table that make what their cells print, and take other cells."""

    index: CaseIndex
    cells: FormulaCells

    def guesses(self, structure: Structure) -> Iterator[Guess]:
        """Yield the wrong quotients, each with the figures of the text that repeat it."""
        for case in structure.cases:
            ratio = case.relation.ratio
            formula = self.cells.formulas.get(case.subject, "")
            if ratio is None or not formula or not in_annex(case.row):
                continue
            proof = self._quotient(case, ratio, formula) or self._copy(case, formula)
            if proof is not None:
                yield from self._divided_right(structure, case, (*proof, formula))

    def _divided_right(
        self, structure: Structure, case: Case, proof: tuple[Cause, Terms, str]
    ) -> Iterator[Guess]:
        cause, terms, formula = proof
        quotes = [
            other
            for other in structure.cases
            if not in_annex(other.row) and other.relation == case.relation
        ]
        for cases in dict.fromkeys(((case, *quotes), (case,))):
            guesses = OneSlip(self.index, structure.likelihood, cases).miscomputed()
            of_rate = [guess for guess in guesses if guess.corrections[0].place == case.subject]
            for guess in of_rate[:1]:
                is_sure = guess.forced and self._is_sound(structure, case)
                said = (*terms, ("formula", formula))
                yield evolve(guess, cause=cause, cost=BIT, forced=is_sure, terms=said)
            if of_rate:
                return

    def _is_sound(self, structure: Structure, case: Case) -> bool:
        """Whether no other case is broken about the figures that a rate is computed from."""
        operands = set(case.places) - {case.subject}
        return all(
            operands.isdisjoint(other.places) or other.relation == case.relation
            for other in structure.cases
        )

    def _quotient(self, case: Case, ratio: Ratio, formula: str) -> tuple[Cause, Terms] | None:
        """Return why a quotient is wrong, if its cells make what is printed."""
        if not is_ratio(formula):
            return None
        cells = [self._count_at(cell, ratio) for cell in taken(formula)]
        printed = self.index.value(case.subject)
        right = [Place(case.row, ratio.counts[0]), Place(case.row, ratio.whole)]
        if None in cells or cells == right or not isinstance(printed, Percent):
            return None
        count, whole = (place for place in cells if place is not None)
        units = (self.index.count(count) or 0) * 10 ** (printed.places + 2)
        households = self.index.count(whole) or 0
        reach = print_reach(case.relation, printed, case.row, self.index.rounding)
        if not households or not reach.admits(units, households):
            return None
        return self._cause_of_quotient(ratio, right, (count, whole))

    def _count_at(self, cell: Address, ratio: Ratio) -> Place | None:
        """Return the place of the count in a cell, as a ratio takes it if both years share it."""
        places = [
            place for place in self.cells.places.get(cell, ()) if isinstance(place.field, Count)
        ]
        wanted = [place for place in places if place.field in ratio.operands]
        return next(iter(wanted or places), None)

    def _cause_of_quotient(
        self, ratio: Ratio, right: Sequence[Place], divided: Sequence[Place]
    ) -> tuple[Cause, Terms]:
        count, whole = (cited(self.index, place, self.index.count(place)) for place in divided)
        both = (("count", count), ("source", count), ("whole", whole))
        wrong = [
            place for place, should_be in zip(divided, right, strict=True) if place != should_be
        ]
        if len(wrong) > 1:
            return Cause.WRONG_FORMULA, ()
        (place,) = wrong
        source = (("source", cited(self.index, place, self.index.count(place))),)
        if place.row != right[0].row:
            is_of_column = place.field in {cell.field for cell in right}
            is_of_row = isinstance(place.row, int) and is_of_column
            return (Cause.NEIGHBOUR_ROW if is_of_row else Cause.WRONG_FORMULA), source
        if place == divided[1]:
            is_other_year = place.field == other_year(ratio.whole)
            is_of_persons = place.field in {Count.PERSONS_BASE, Count.PERSONS_GOAL}
            cause = Cause.PERSONS_FOR_HOUSEHOLDS if is_of_persons else Cause.WRONG_FORMULA
            return Cause.STALE_DENOMINATOR if is_other_year else cause, both
        if place.field == other_year(ratio.counts[0]):
            return Cause.OTHER_YEAR, source
        is_same_year = period(place.field) is period(ratio.whole)
        return (Cause.OTHER_CATEGORY, source) if is_same_year else (Cause.WRONG_FORMULA, ())

    def _copy(self, case: Case, formula: str) -> tuple[Cause, Terms] | None:
        """Return why a reference is wrong: its cell repeats the rate of another."""
        cell = referred(formula)
        places = self.cells.places.get(cell, ()) if cell is not None else ()
        printed = self.index.value(case.subject)
        for place in places:
            if place != case.subject and self.index.value(place) == printed:
                source = (("source", cited(self.index, place, printed)),)
                is_of_column = place.field == case.subject.field
                return (Cause.NEIGHBOUR_ROW if is_of_column else Cause.WRONG_FORMULA), source
        return None
