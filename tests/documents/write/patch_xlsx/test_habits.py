"""The formula that a column uses elsewhere."""

from povertyplan.documents.write.patch_xlsx.formula_graph import SheetCell
from povertyplan.documents.write.patch_xlsx.habits import habit

CELLS = [SheetCell("PL", (row, 8)) for row in range(1, 6)]


def test_most_cells_must_agree() -> None:
    formulas = {cell: f"G{cell.position[0]}/D{cell.position[0]}" for cell in CELLS}
    assert habit(CELLS[0], CELLS, formulas) == "G1/D1"
    formulas |= {cell: f"G{cell.position[0]}/C{cell.position[0]}" for cell in CELLS[1:3]}
    assert not habit(CELLS[0], CELLS, formulas)
    assert not habit(CELLS[0], CELLS, {CELLS[1]: "G2/D2"})


def test_a_formula_that_would_reach_beyond_the_sheet_is_no_habit() -> None:
    formulas = {cell: f"H{cell.position[0] - 1}" for cell in CELLS[1:]}
    assert habit(CELLS[1], CELLS, formulas) == "H1"
    assert not habit(CELLS[0], CELLS, formulas)
