"""The cells in which the figures of a plan stand."""

import pytest

from povertyplan import Part, Place, Plan, Reading
from povertyplan.documents.write.patch_xlsx.figure_cells import FigureCells
from povertyplan.documents.write.patch_xlsx.formula_graph import SheetCell
from povertyplan.reading import Source

PLAN = Plan.of(2024, [{"poor_base": 3, "poor_goal": 2}], total={"poor_base": 3, "poor_goal": 2})


@pytest.mark.parametrize("last_row", [7, 3000])
def test_the_total_row_and_the_column_of_a_total_may_compute_like_it(last_row: int) -> None:
    cells = {
        Place(1, "poor_base"): "D6",
        Place(1, "poor_goal"): "F6",
        Place(Part.TOTAL, "poor_base"): f"D{last_row}",
        Place(Part.TOTAL, "poor_goal"): f"F{last_row}",
    }
    sources = {place: Source("a.xlsx", sheet="PL", cell=name) for place, name in cells.items()}
    figures = FigureCells.of(Reading(PLAN, sources), {})
    base, goal = SheetCell("PL", (last_row, 4)), SheetCell("PL", (last_row, 6))
    assert figures.alike(base, is_row=True) == [base, goal]
    assert figures.alike(base, is_row=False) == [SheetCell("PL", (6, 4)), base]
