"""Two independent slips of any two kinds, which share no figure but ones that both leave right."""

from random import Random

from tests.benchmarks.diagnosis.errors import FORMULAS, ONE_CELL, Injected, Model
from tests.benchmarks.diagnosis.sheets import Cell, Sheet

_KINDS: dict[str, Model] = {**ONE_CELL, **FORMULAS}


def independent(rng: Random, clean: Sheet) -> Injected | None:
    """Put a slip of one kind into a sheet, and one of another kind elsewhere."""
    first_kind, second_kind = rng.sample(list(_KINDS), 2)
    first = _KINDS[first_kind](rng, clean.copy())
    second = _KINDS[second_kind](rng, clean.copy())
    if first is None or second is None:
        return None
    of_first, of_second = _wrong_cells(clean, first.sheet), _wrong_cells(clean, second.sheet)
    if not of_first.isdisjoint(of_second):
        return None
    sheet = first.sheet.copy()
    for cell in of_second:
        sheet.figures[cell] = second.sheet.figures[cell]
    return Injected(sheet, first.right | second.right)


def _wrong_cells(clean: Sheet, wrong: Sheet) -> set[Cell]:
    return {cell for cell, figure in wrong.figures.items() if figure != clean.figures[cell]}


INDEPENDENT: dict[str, Model] = {"two independent slips": independent}
