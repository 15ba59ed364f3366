"""The formulas of a workbook after some of its figures changed: kept, replaced, or refused."""

from collections.abc import Collection, Iterable, Mapping

from attrs import define, evolve, field

from povertyplan.documents.formats.stored_cells import StoredCell
from povertyplan.documents.write.patch_xlsx.figure_cells import FigureCells
from povertyplan.documents.write.patch_xlsx.formula_graph import SheetCell
from povertyplan.documents.write.patch_xlsx.habits import habit
from povertyplan.documents.write.patch_xlsx.opened import Workbook
from povertyplan.documents.write.patch_xlsx.sheet_xml import CellContent
from povertyplan.documents.write.patch_xlsx.stored_figures import computed_number, parsed
from povertyplan.documents.write.patched import NewFormula
from povertyplan.messages import Phrase, phrase
from povertyplan.model.fields import Rate
from povertyplan.model.places import Edit

#: What the XML says of a formula that no other cell shares, if it says anything.
_UNSHARED = frozenset({None, "normal"})


@define
class Recalculation:
    """
    The formulas that some edits reach, and those whose own figure is edited.

    Nothing is put into the workbook: its cells are to have *contents*, unless edits are *refused*.
    """

    workbook: Workbook
    figures: FigureCells
    edits: Mapping[SheetCell, list[Edit]]
    by_formula: Collection[SheetCell]  #: the cells of the edits that hold formulas
    changed: dict[SheetCell, StoredCell]  #: the cells as they become: at first those typed
    reached: Mapping[SheetCell, Collection[SheetCell]] = field(init=False)
    contents: dict[SheetCell, CellContent] = field(init=False, factory=dict[SheetCell, CellContent])
    refused: dict[Edit, Phrase] = field(init=False, factory=dict[Edit, Phrase])

    def __attrs_post_init__(self) -> None:
        """Find the formulas that the edits reach."""
        self.reached = self.workbook.formulas.reached(self.edits)

    def make(self) -> None:
        """Compute the formulas; where one does not give its figure, use another, or refuse."""
        for is_rate in (False, True):  # rates are computed from counts
            cells = [cell for cell in self.by_formula if self._is_of_rate(cell) == is_rate]
            self._replace_wrong_formulas(cells)
        computed = self._computed()
        self._refuse_changes_of_others(computed)
        for cell, stored in computed.items():
            content = self._content(cell, stored)
            if content is not None:
                self.contents[cell] = content

    @property
    def is_needed(self) -> bool:
        """Whether formulas are to be computed anew, perhaps some that nothing is known of."""
        return bool(self.reached or self.by_formula or self.workbook.formulas.unknown)

    @property
    def new_formulas(self) -> list[NewFormula]:
        """The formulas that others replaced."""
        return [
            NewFormula(edit, self.workbook.source(cell), self._formula(cell), stored.formula)
            for cell, stored in self.changed.items()
            for edit in self.edits.get(cell, ())
            if cell in self.by_formula and stored.formula != self._formula(cell)
        ]

    def _formula(self, cell: SheetCell) -> str:
        """Return the formula of a cell as it was, empty for one that openpyxl does not tell."""
        return self.workbook.formulas.formulas.get(cell, "")

    def _is_of_rate(self, cell: SheetCell) -> bool:
        return isinstance(self.edits[cell][0].place.field, Rate)

    def _computed(self) -> dict[SheetCell, StoredCell]:
        """Return the formulas reached or edited with their values, None for a formula without."""
        cells = {*self.reached, *self.by_formula}
        values = self.workbook.values(cells, self.changed)
        computed: dict[SheetCell, StoredCell] = {}
        for cell in cells:
            stored = self.changed.get(cell) or self.workbook.cell(cell)
            value = parsed(computed_number(values[cell])) if cell in values else None
            computed[cell] = evolve(stored, value=value)
        return computed

    def _replace_wrong_formulas(self, cells: Iterable[SheetCell]) -> None:
        """Replace the formulas that do not give their figure; refuse where no other does."""
        wrong = self._wrong(cells)
        for is_row in (False, True):
            for cell in wrong:
                alike = self.figures.alike(cell, is_row=is_row)
                formula = habit(cell, alike, self.workbook.formulas.formulas)
                if formula and self._is_unshared(cell):
                    self.changed[cell] = evolve(self.workbook.cell(cell), formula=formula)
            wrong = self._wrong(wrong)
        for cell in wrong:
            self._refuse(self.edits[cell], self._why_formula_stays(cell))

    def _wrong(self, cells: Iterable[SheetCell]) -> list[SheetCell]:
        """Return the cells whose formula does not give the figure of their edit."""
        cells = list(cells)
        if not cells:
            return []
        texts = self.workbook.texts({**self.changed, **self._computed()})
        return [
            cell
            for cell in cells
            if not self.figures.shows(cell, texts.get(cell, ""), self.edits[cell][0].proposed)
        ]

    def _is_unshared(self, cell: SheetCell) -> bool:
        written = self.workbook.xml(cell.sheet).cell(cell.position)
        formula = None if written is None else written.formula
        return formula is not None and formula.attributes.get("t") in _UNSHARED

    def _why_formula_stays(self, cell: SheetCell) -> Phrase:
        """Return why neither the formula of a cell nor another gives its figure."""
        name, formula = cell.name, f"={self._formula(cell)}"
        if self._is_unshared(cell):
            return phrase(
                "Cell {cell} holds the formula {formula}: correct the formula, do not type a number"
                " over it.",
                cell=name,
                formula=formula,
            )
        return phrase(
            "Cell {cell} shares the formula {formula} with other cells: correct the formula in"
            " Excel, do not type a number over it.",
            cell=name,
            formula=formula,
        )

    def _refuse_changes_of_others(self, computed: Mapping[SheetCell, StoredCell]) -> None:
        """Refuse the edits that would change another figure of the plan, or might."""
        texts = self.workbook.texts({**self.changed, **computed})
        others = self.figures.places.keys() - self.by_formula
        for cell in sorted(others & computed.keys(), key=_in_order):
            causes = [edit for cause in self.reached[cell] for edit in self.edits[cause]]
            if computed[cell].value is None:
                self._refuse(causes, self._only_in_excel(cell))
            elif texts.get(cell, "") != self.figures.texts.get(cell, ""):
                also = phrase(
                    "Cell {cell} is computed from this figure, and would change as well: correct"
                    " both together.",
                    cell=cell.name,
                )
                self._refuse(causes, also)
        for cell in sorted(others & self.workbook.formulas.unknown, key=_in_order):
            all_edits = [edit for edits in self.edits.values() for edit in edits]
            self._refuse(all_edits, self._only_in_excel(cell))

    def _only_in_excel(self, cell: SheetCell) -> Phrase:
        return phrase(
            "Cell {cell} is computed from this figure by the formula {formula}, which only Excel"
            " computes: type the figure in Excel.",
            cell=cell.name,
            formula=f"={self._formula(cell)}",
        )

    def _refuse(self, edits: Iterable[Edit], why: Phrase) -> None:
        for edit in edits:
            self.refused.setdefault(edit, why)

    def _content(self, cell: SheetCell, stored: StoredCell) -> CellContent | None:
        """Return the new content of a cell, or None if its XML stays as it is."""
        before = self.workbook.cell(cell)
        formula = "" if stored.formula == before.formula else stored.formula
        is_never_computed = before.value is None or cell in self.workbook.uncomputed
        if is_never_computed or stored.value is None:  # it is left to the program that opens it
            is_kept = is_never_computed and not formula
            return None if is_kept else CellContent(formula=formula)
        is_same = stored.value == before.value and not isinstance(before.value, bool)
        return (
            None if is_same and not formula else CellContent(f"{stored.value!r}", formula=formula)
        )


def _in_order(cell: SheetCell) -> tuple[str, tuple[int, int]]:
    return cell.sheet, cell.position
