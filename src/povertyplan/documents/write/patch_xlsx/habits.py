"""The formula that a column or a row of a workbook uses elsewhere, moved to one of its cells."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl.formula.translate import Translator, TranslatorError

from povertyplan.documents.write.patch_xlsx.formula_graph import SheetCell

#: A formula is a habit where so many other cells have it, and they are more than half of all.
_FEWEST = 2
#: So many cells tell the habit of a column of any length.
_MOST_ASKED = 40


def habit(cell: SheetCell, alike: Iterable[SheetCell], formulas: Mapping[SheetCell, str]) -> str:
    """
    Return the formula of most cells that compute *alike*, as it would stand in *cell*.

    Relative references are moved, as copying a cell does.  Empty where no formula prevails.

    >>> cells = [SheetCell("PL", (row, 9)) for row in (7, 8, 9)]
    >>> formulas = {cells[0]: "H7/C7", cells[1]: "H8/C8", cells[2]: "H9/D9"}
    >>> habit(cells[2], cells, formulas)
    'H9/C9'
    """
    others = [other for other in alike if other != cell and other in formulas]
    moved = [_moved(formulas[other], other, cell) for other in others[:_MOST_ASKED]]
    counted = Counter(filter(None, moved)).most_common(1)
    for formula, times in counted:
        if times >= _FEWEST and 2 * times > len(moved):
            return formula
    return ""


def _moved(formula: str, origin: SheetCell, target: SheetCell) -> str:
    """Return a formula as it stands in another cell, empty where that cannot be."""
    translator: Any = Translator(f"={formula}", origin=origin.name)  # its methods have no types
    try:
        return str(translator.translate_formula(target.name)).removeprefix("=")
    except TranslatorError:  # beyond the edge of the sheet
        return ""
