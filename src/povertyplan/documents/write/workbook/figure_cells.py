"""The cells of the figures of a plan: a formula where it gives the figure, else the figure."""

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from povertyplan.documents.layout import Column
from povertyplan.documents.layout.table import DASH
from povertyplan.documents.write.workbook.formulas import AnnexCells
from povertyplan.documents.write.workbook.styles import Look
from povertyplan.model.fields import Figure
from povertyplan.model.percent import Percent, Points


@frozen
class FigureCell:
    """The cell of a figure: what it shows, how, and the formula that computes it."""

    value: float | str | None
    look: Look
    formula: str | None = None


#: Returns the cell of a figure in a line of the table.
FigureCells: TypeAlias = Callable[[AnnexCells, int, Figure], FigureCell]

_RIGHT: Look = {"align": "right"}
COUNT: Look = {**_RIGHT, "num_format": "#,##0"}


def rate_look(places: int, *, dashed: bool = False) -> Look:
    """
    Return the look of rates of so many places; where *dashed* a rate of 0 is shown as a dash.

    >>> rate_look(2)["num_format"], rate_look(2, dashed=True)["num_format"]
    ('0.00', '0.00;-0.00;"-"')
    """
    code = f"0.{'0' * places}" if places else "0"
    return {**_RIGHT, "num_format": f'{code};-{code};"{DASH}"' if dashed else code}


def figure_cell(cells: AnnexCells, line: int, figure: Figure) -> FigureCell:
    """Return the cell of a figure of a plan, of a dash or of a blank."""
    value = cells.table.lines[line].values.get(figure)
    formula = cells.formula(line, figure)
    if isinstance(value, Percent | Points):
        number = value.digits / 10**value.places
        return FigureCell(number, rate_look(value.places), formula)
    if isinstance(value, int):
        return FigureCell(value, COUNT, formula)
    if formula is not None:
        return FigureCell(0, rate_look(cells.places(figure), dashed=True), formula)
    is_dash = cells.table.lines[line].is_dash(figure)
    return FigureCell(DASH if is_dash else None, _RIGHT)


def derived_cell(cells: AnnexCells, line: int, column: Column) -> FigureCell:
    """Return the cell of the planned value of a figure, or of its achieved share."""
    value = cells.table.lines[line].others.get(column)
    if isinstance(value, Points):
        number = value.digits / 10**value.places
        return FigureCell(number, rate_look(value.places), cells.achieved(line, column))
    return FigureCell(value if isinstance(value, int) else None, COUNT)
