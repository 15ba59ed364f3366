"""Two independent slips of any two kinds, which share no figure but ones that both leave right."""

from random import Random

from povertyplan import Place, Plan
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from tests.benchmarks.diagnosis.errors import FORMULAS, ONE_CELL, Injected, Model
from tests.benchmarks.diagnosis.sheets import Cell, Sheet, place

_KINDS: dict[str, Model] = {**ONE_CELL, **FORMULAS}


def independent_pair(rng: Random, clean: Sheet) -> tuple[Injected, Injected, Injected] | None:
    """Return two slips, each in a sheet of its own and both in one, None if they share a figure."""
    first_kind, second_kind = rng.sample(list(_KINDS), 2)
    first = _KINDS[first_kind](rng, clean.copy())
    second = _KINDS[second_kind](rng, clean.copy())
    if first is None or second is None:
        return None
    of_first, of_second = _wrong_cells(clean, first.sheet), _wrong_cells(clean, second.sheet)
    if _contradicted(first.sheet.plan) & {place(cell) for cell in of_second}:
        return None
    if _contradicted(second.sheet.plan) & {place(cell) for cell in of_first}:
        return None
    if not of_first.isdisjoint(of_second):
        return None
    sheet = first.sheet.copy()
    for cell in of_second:
        sheet.figures[cell] = second.sheet.figures[cell]
    return first, second, Injected(sheet, first.right | second.right)


def independent(rng: Random, clean: Sheet) -> Injected | None:
    """Put a slip of one kind into a sheet, and one of another kind elsewhere."""
    pair = independent_pair(rng, clean)
    return None if pair is None else pair[2]


def _wrong_cells(clean: Sheet, wrong: Sheet) -> set[Cell]:
    return {cell for cell, figure in wrong.figures.items() if figure != clean.figures[cell]}


def _contradicted(plan: Plan) -> set[Place]:
    """Return the figures of the relations that fail."""
    figures = plan.figures()
    places: set[Place] = set()
    for case in cases_of(plan):
        if verdict_of(case, figures) is Verdict.FAILS:
            places.update(case.places)
    return places


INDEPENDENT: dict[str, Model] = {"two independent slips": independent}
