"""
Wrong figures that the formulas of a workbook explain: a formula says what it takes.

A wrong formula is proved if it takes other cells than it should and their figures make exactly
what its cell prints.  Then nothing that was typed elsewhere is a rival of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from attrs import evolve, field, frozen

from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.codes import OF_FORMULAS, TEXT_LEFT_OUT
from povertyplan.arithmetic.formulas import is_sum, taken
from povertyplan.checks.annex_sums import AnnexSums
from povertyplan.checks.formula_cells import FormulaCells
from povertyplan.diagnosis.diagnosis import Reported
from povertyplan.diagnosis.guesses import Guess, cited
from povertyplan.diagnosis.index import CaseIndex
from povertyplan.diagnosis.keystrokes import BIT
from povertyplan.diagnosis.structure import Structure
from povertyplan.diagnosis.wrong_quotients import WrongQuotients
from povertyplan.diagnosis.wrong_sums import WrongSums
from povertyplan.findings import Report
from povertyplan.model.places import Edit, Place
from povertyplan.reading import Reading

#: The causes that say how a figure was typed, which a formula's figure was not.
_TYPED = {
    Cause.WRONG_DIGIT,
    Cause.DIGITS_SWAPPED,
    Cause.DIGIT_DROPPED,
    Cause.DIGIT_DOUBLED,
    Cause.MISTYPED,
    Cause.PLACEHOLDER,
    Cause.LEFT_BLANK,
    Cause.CELLS_EXCHANGED,
    Cause.ROWS_EXCHANGED,
}


@frozen
class FormulaProofs:
    """Proofs from the formulas of a workbook about the broken cases of its table."""

    index: CaseIndex
    sheets: Sequence[AnnexSums]
    formulas: Mapping[Place, str]  #: those of all sheets
    #: The numbers printed below the heading, which a sum that begins too early takes.
    column_numbers: Collection[int] = ()
    #: The names of the cells of text.
    cell_names: Mapping[Place, str] = field(factory=dict[Place, str])

    @classmethod
    def of(cls, index: CaseIndex, reading: Reading) -> "FormulaProofs | None":
        """Take the formulas of a reading; None if it has none."""
        if not reading.form.computed and not reading.form.as_text:
            return None
        sheets = FormulaCells.of_sheets(reading, index.figures)
        formulas = chain.from_iterable(cells.formulas.items() for cells in sheets)
        printed = (text.strip("()") for text in reading.form.column_numbers)
        numbers = {int(text) for text in printed if text.isascii() and text.isdecimal()}
        sources = reading.sources
        names = {
            place: sources[place].cell or "" for place in reading.form.as_text if place in sources
        }
        return cls(index, list(map(AnnexSums, sheets)), dict(formulas), numbers, names)

    def guesses(self, structure: Structure, report: Report) -> Iterator[Guess]:
        """Yield each wrong formula that is proved, with the broken cases that it explains."""
        for sums in self.sheets:
            wrong_sums = WrongSums(self.index, sums, self.column_numbers)
            quotients = WrongQuotients(self.index, sums.cells)
            for guess in chain(wrong_sums.guesses(structure), quotients.guesses(structure)):
                yield evolve(guess, shows=tuple(self._shown_by(guess, report)))

    def text(self, structure: Structure) -> Iterator[Guess]:
        """
        Yield the totals that lack exactly the text of their column.

        A format may say which cells hold text and not which formulas take them.
        """
        for residual in structure.residuals():
            name, total = residual.field, residual.total
            is_known = total.subject in self.formulas
            column = (Place(row, name) for row in total.over)
            text = [place for place in column if place in self.cell_names]
            left_out = sum(self.index.count(place) or 0 for place in text)
            if not is_known and left_out and residual.excess == -left_out:
                printed = self.index.count(total.subject)
                corrections = (Edit(total.subject, printed, self.index.sum_of(total)),)
                cells = tuple(self.cell_names[place] for place in text)
                source = cited(self.index, text[0], self.index.value(text[0]))
                terms = (("source", source), ("cells", cells))
                for guess in structure.guess(Cause.TEXT_LEFT_OUT, corrections, 1, terms):
                    yield evolve(guess, cost=BIT)

    def judged(self, guess: Guess) -> Guess:
        """Return a guess that calls no figure of a formula mistyped."""
        if guess.cause not in _TYPED:
            return guess
        for edit in guess.corrections:
            formula = self.formulas.get(edit.place, "")
            if taken(formula):
                is_stale = is_sum(formula) and not self._is_wrong_sum(edit.place)
                cause = Cause.STALE_TOTAL if is_stale else Cause.WRONG_FORMULA
                return evolve(guess, cause=cause, terms=(*guess.terms, ("formula", formula)))
        return guess

    def _is_wrong_sum(self, place: Place) -> bool:
        wrong_sums = chain.from_iterable(sums.wrong() for sums in self.sheets)
        return any(wrong.place == place for wrong in wrong_sums)

    def _shown_by(self, guess: Guess, report: Report) -> Iterator[Reported]:
        """Yield the findings about the formulas, and the text, that a guess explains."""
        corrected = {edit.place for edit in guess.corrections}
        text = self._text_below(corrected)
        for finding in report.findings:
            is_shown = finding.place in (text if finding.code == TEXT_LEFT_OUT else corrected)
            if finding.code in OF_FORMULAS and is_shown:
                yield finding.code, finding.place

    def _text_below(self, totals: Iterable[Place]) -> set[Place]:
        """Return the cells of text that the sums of some totals leave out."""
        text: set[Place] = set()
        summed = (place for place in totals if is_sum(self.formulas.get(place, "")))
        for place in summed:
            for sums in self.sheets:
                if place in sums.cells.addresses:
                    text.update(sums.summed(place).text)
        return text
