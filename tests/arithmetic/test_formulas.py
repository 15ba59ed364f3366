import pytest

from povertyplan.arithmetic.formulas import address, is_ratio, is_sum, plain, taken


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("SUM(G3:G5)", [("G", 3), ("G", 4), ("G", 5)]),
        ("$G$3+G4", [("G", 3), ("G", 4)]),
        ("F4/E4*100", [("F", 4), ("E", 4)]),
        ("SUM(G3:H5)", []),
        ("SUM(G3:G20000)", []),
        ("PL2!G3+G4", []),
        ("1.5", []),
    ],
)
def test_the_cells_that_a_formula_takes(formula: str, cells: list[tuple[str, int]]) -> None:
    assert taken(formula) == cells


@pytest.mark.parametrize("formula", ["sum(G3:G5)", "SUM( G3:G5 ; G7)", "G3 + G4 + G5"])
def test_sums(formula: str) -> None:
    assert is_sum(plain(formula))
    assert not is_ratio(plain(formula))


@pytest.mark.parametrize(
    "formula", ["F4/E4", "F4/E4*100", "100*F4/E4", "round(F4*100/E4, 2)", "ROUND(F4/E4;4)"]
)
def test_ratios(formula: str) -> None:
    assert is_ratio(plain(formula))
    assert not is_sum(plain(formula))


def test_the_name_of_a_cell() -> None:
    assert address("$AB$12") == ("AB", 12)
    assert address("G3:G5") is None
