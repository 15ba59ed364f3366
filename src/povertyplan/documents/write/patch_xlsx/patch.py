"""
Figures replaced in a workbook (.xlsx), and nothing else of it.

A figure that was typed becomes the new one, in the style of its cell.  A formula stays where it
gives the new figure; where it does not, the formula that its column or its row uses elsewhere
takes its place, if that gives it.  No number is ever typed over a formula.
"""

import re
from collections.abc import Iterable, Sequence

from attrs import define, evolve, field
from openpyxl.cell.rich_text import CellRichText

from povertyplan.documents.figures import narrow
from povertyplan.documents.formats.stored_cells import StoredCell
from povertyplan.documents.write.patch import TWO_FIGURES, WORDS, of_two_figures, stated_at
from povertyplan.documents.write.patch_xlsx.figure_cells import FigureCells
from povertyplan.documents.write.patch_xlsx.formula_graph import SheetCell
from povertyplan.documents.write.patch_xlsx.opened import Workbook, opened_workbook
from povertyplan.documents.write.patch_xlsx.recalculation import Recalculation
from povertyplan.documents.write.patch_xlsx.sheet_xml import CellContent
from povertyplan.documents.write.patch_xlsx.stored_figures import parsed, stored_numbers
from povertyplan.documents.write.patch_xlsx.words import printed_in, reworded
from povertyplan.documents.write.patched import NewFormula, Patched, RefusedEdit
from povertyplan.documents.write.printed import (
    THOUSAND,
    has_words,
    mark_between_thousands,
    written,
)
from povertyplan.messages import Phrase, phrase
from povertyplan.model.fields import Rate
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Edit
from povertyplan.model.tabular import cells
from povertyplan.reading import Reading

_NO_CELL = phrase("The file does not show in which cell this figure stands: type it by hand.")
_DAMAGED = phrase(
    "The sheet of this figure is damaged: open the file in Excel, save it, and try again."
)
_SEVERAL_FONTS = phrase(
    "The figure stands within words of several fonts: type it by hand in Excel."
)
_NOT_IN_WORDS = phrase("The figure is not found in the words of its cell: type it by hand.")
_NOT_SHOWN = phrase(
    "In the number format of its cell the figure would be shown otherwise: choose another number"
    " format, and type it by hand."
)
_DASH = "-"
#: An escaped character, as workbooks write those that XML cannot hold.
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")


def patched_workbook(
    data: bytes, reading: Reading, edits: Sequence[Edit], *, tracked: bool = True
) -> Patched:
    """
    Return a workbook with the figures of some edits replaced; none of them is *tracked*.

    An edit of a figure that others are computed from is made only together with theirs.
    Raises `ReadError` if the workbook is damaged, and `WriteError` if it may not be changed, as
    one that is signed.
    """
    del tracked
    workbook = opened_workbook(data, reading.file)
    figures = FigureCells.of(reading, workbook.texts({}))
    refused: list[RefusedEdit] = []
    left = list(edits)
    while True:
        draft = _Draft(workbook, figures, left)
        draft.make()
        if not draft.refused:
            return evolve(draft.patched(), refused=tuple(refused))
        for edit, why in draft.refused.items():
            refused.append(RefusedEdit(edit, why, reading.sources.get(edit.place)))
        left = [edit for edit in left if edit not in draft.refused]


@define
class _Draft:
    """The edits of a workbook, all of them made or some refused."""

    workbook: Workbook
    figures: FigureCells
    edits: Sequence[Edit]
    by_cell: dict[SheetCell, list[Edit]] = field(factory=dict[SheetCell, list[Edit]])
    changed: dict[SheetCell, StoredCell] = field(factory=dict[SheetCell, StoredCell])
    contents: dict[SheetCell, CellContent] = field(factory=dict[SheetCell, CellContent])
    formulas: list[NewFormula] = field(factory=list[NewFormula])
    refused: dict[Edit, Phrase] = field(factory=dict[Edit, Phrase])
    is_computed: bool = False  #: whether formulas are to be computed anew

    def make(self) -> None:
        """Make all edits, or refuse some."""
        sources = self.figures.reading.sources
        self._refuse(of_two_figures(stated_at(sources), sources, self.edits), TWO_FIGURES)
        for edit in self.edits:
            self._find(edit)
        by_formula = frozenset(filter(self._has_formula, self.by_cell))
        for cell, edits in self.by_cell.items():
            if cell not in by_formula:
                self._type(cell, edits)
        if self.refused:
            return
        formulas = Recalculation(
            self.workbook, self.figures, self.by_cell, by_formula, self.changed
        )
        formulas.make()
        self.is_computed = formulas.is_needed
        self.refused.update(formulas.refused)
        self.contents.update(formulas.contents)
        self.formulas.extend(formulas.new_formulas)

    def patched(self) -> Patched:
        """Return the workbook with all edits made."""
        data = self.workbook.packed(self.contents, is_computed=self.is_computed)
        return Patched(data, tuple(self.edits), tuple(self.formulas))

    def _refuse(self, edits: Iterable[Edit], why: Phrase) -> None:
        for edit in edits:
            self.refused.setdefault(edit, why)

    def _find(self, edit: Edit) -> None:
        """Note the cell of an edit, or refuse it."""
        cell = self.figures.cell(edit.place)
        if cell is None or cell.sheet not in self.workbook.sheets:
            self._refuse([edit], _NO_CELL)
            return
        try:
            has_room = self.workbook.xml(cell.sheet).has_room(cell.position)
        except ValueError:
            self._refuse([edit], _DAMAGED)
            return
        if has_room:
            self.by_cell.setdefault(cell, []).append(edit)
        else:
            self._refuse([edit], _NO_CELL)

    def _has_formula(self, cell: SheetCell) -> bool:
        written = self.workbook.xml(cell.sheet).cell(cell.position)
        return written is not None and written.formula is not None

    def _type(self, cell: SheetCell, edits: Sequence[Edit]) -> None:
        """Type the figures of some edits into a cell, as a number or within its words."""
        stored = self.workbook.cell(cell)
        text = narrow(str(stored.value)) if isinstance(stored.value, str | CellRichText) else ""
        unreadable = dict(self.figures.reading.form.unreadable)
        if not has_words(text):
            self._type_number(cell, edits)
        elif edits[0].place in unreadable:
            self._refuse(edits, WORDS)
        else:
            self._reword(cell, edits)

    def _reword(self, cell: SheetCell, edits: Sequence[Edit]) -> None:
        """Put the figures of some edits into the words of a cell."""
        stored = self.workbook.cell(cell)
        if isinstance(stored.value, CellRichText):
            self._refuse(edits, _SEVERAL_FONTS)
            return
        text = str(stored.value)
        if _ESCAPED.search(text):
            words = None
        else:
            words = reworded(text, self.figures.reading, edits, self._mark_of_thousands)
        if words is None:
            self._refuse(edits, _NOT_IN_WORDS)
        else:
            self._put(cell, words, CellContent(words, is_text=True))

    def _type_number(self, cell: SheetCell, edits: Sequence[Edit]) -> None:
        """Type a number into a cell; blank and dash stand for none."""
        figure = edits[0].proposed
        if any(edit.proposed != figure for edit in edits):
            self._refuse(edits, TWO_FIGURES)
        elif figure is not None:
            self._type_figure(cell, edits, figure)
        elif isinstance(edits[0].place.field, Rate):
            self._put(cell, _DASH, CellContent(_DASH, is_text=True))
        else:
            self._put(cell, None, CellContent())

    def _type_figure(
        self, cell: SheetCell, edits: Sequence[Edit], figure: int | Percent | Points
    ) -> None:
        """Type the number that its cell shows as a figure; text stays text that shows more."""
        stored = self.workbook.cell(cell)
        as_text = self._as_text(figure, stored.value)
        has_marks = isinstance(figure, int) and bool(mark_between_thousands(as_text or ""))
        for number in stored_numbers(figure):
            shown = self.workbook.text(parsed(number), stored.style)
            loses_marks = has_marks and not mark_between_thousands(shown)
            if self.figures.shows(cell, shown, figure) and not loses_marks:
                self._put(cell, parsed(number), CellContent(number))
                return
        if as_text is None:
            self._refuse(edits, _NOT_SHOWN)
        else:
            self._put(cell, as_text, CellContent(as_text, is_text=True))

    def _as_text(self, figure: int | Percent | Points, stored: object) -> str | None:
        """Return a figure as the text that it replaces, None in place of a number."""
        if not isinstance(stored, str):
            return None
        return written(figure, stored, self.figures.reading, self._mark_of_thousands)

    def _mark_of_thousands(self) -> str:
        """Return the mark between the thousands of the first count in a text that has some."""
        reading = self.figures.reading
        for place, value in cells(reading.plan).items():
            cell = self.figures.by_place.get(place)
            if cell is None or not isinstance(value, int) or value < THOUSAND:
                continue
            stored = self.workbook.cell(cell).value
            printed = printed_in(stored, reading, place, value) if isinstance(stored, str) else ""
            if printed:
                return mark_between_thousands(printed)
        return ""

    def _put(self, cell: SheetCell, value: float | str | None, content: CellContent) -> None:
        self.changed[cell] = evolve(self.workbook.cell(cell), value=value)
        self.contents[cell] = content
