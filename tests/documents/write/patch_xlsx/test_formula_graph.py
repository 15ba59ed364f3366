"""Which formulas take which cells."""

import pytest

from povertyplan.documents.write.patch_xlsx.formula_graph import FormulaGraph, SheetCell

CELL = SheetCell("Phụ lục", (9, 8))
FORMULA = SheetCell("Phụ lục", (3, 1))


@pytest.mark.parametrize(
    ("formula", "takes"),
    [
        ("H9*2", True),
        ("$H$9", True),
        ("SUM(G7:H10)", True),
        ("SUM(H10:G7)", True),
        ("SUM(H:H)+SUM(1:2)", True),
        ("'phụ lục'!H9", True),
        ("'Phụ lục 2'!H9+I9+SUM(H10:H12)+SUM(9:9 A1)", True),
        ("H10+I9", False),
        ("'Phụ lục 2'!H9", False),
        ('"H9"&H8', False),
    ],
)
def test_formulas_that_take_a_cell(formula: str, takes: bool) -> None:  # noqa: FBT001  # a case
    graph = FormulaGraph()
    graph.add(FORMULA, formula)
    assert graph.reached([CELL]) == ({FORMULA: {CELL}} if takes else {})
    assert not graph.unknown


def test_formulas_are_reached_through_others() -> None:
    graph = FormulaGraph()
    last = SheetCell("Văn bản", (1, 1))
    graph.add(last, "'Phụ lục'!A3&\" hộ\"")
    graph.add(FORMULA, "H9+A3")
    assert graph.reached([CELL]) == {FORMULA: {CELL}, last: {CELL}}


@pytest.mark.parametrize(
    "formula",
    [
        "TongHo*2",
        "Bang[Hộ]",
        "[1]PL!H9",
        "'PL:PL 2'!H9",
        "OFFSET(A1,1,1)",
        "indirect(A1)",
        "1+#",
        "TONG1",
    ],
)
def test_formulas_of_which_it_is_not_known_what_they_take(formula: str) -> None:
    graph = FormulaGraph()
    graph.add(FORMULA, formula)
    assert graph.unknown == {FORMULA}
    assert not graph.reached([CELL])
