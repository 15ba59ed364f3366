"""The values of formulas over the cells of a sheet."""

from fractions import Fraction

import pytest

from povertyplan.arithmetic.evaluation import evaluated, shown
from povertyplan.arithmetic.formula_parts import Position
from povertyplan.arithmetic.formula_values import SheetCells

#: A1 to A6, and B1 and B2.
VALUES = {
    (1, 1): 160,
    (2, 1): 76.5,
    (3, 1): "12",
    (4, 1): "#DIV/0!",
    (5, 1): True,
    (6, 1): float("inf"),
    (1, 2): 5,
    (2, 2): 3,
}


def value_of(formula: str) -> Fraction | None:
    """Evaluate a formula in C1."""
    sheet = SheetCells({(1, 3): formula}, VALUES)
    return evaluated(sheet, 300).get((1, 3))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3-4/8", "13/2"),
        ("-(1+2)*+3", "-9"),
        ("--2", "2"),
        ("2-3-4", "-5"),
        ("8/4/2", "1"),
        ("50%*A1", "80"),
        ("B1/A1*100", "25/8"),
        ("$B$1+b2", "8"),
        ("A1+C9", "160"),
        ("A2*2", "153"),
        ("SUM(A1:A3)", "473/2"),
        ("SUM(A1:B2)", "489/2"),
        ("sum( A1 , B1:B2 ,2*3, A3)", "174"),
        ("SUM(B2:$B$1)", "8"),
        ("ROUND(B1/A1*100,2)", "313/100"),
        ("ROUND(-5/2,0)", "-3"),
        ("ROUND(SUM(B1:B2)/SUM(A1:A2),1+1)", "3/100"),
        ("SUBTOTAL(9,A1:A2)", "473/2"),
        ("SUBTOTAL(109,B1:B2,B1)", "13"),
    ],
)
def test_what_is_evaluated(formula: str, value: str) -> None:
    assert value_of(formula) == Fraction(value)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "1+",
        "(1",
        "1)",
        "*1",
        "1/0",
        "1/C9",
        "A3+1",
        "A4+1",
        "SUM(A4)",
        "SUM(A1:A5)",
        "A6",
        "A1:A2",
        "A1:A2+1",
        "SUM()",
        "SUM(A1",
        "SUM(A1:A2",
        "ROUND(A1)",
        "ROUND(A1,0.5)",
        "ROUND(A1,0-1)",
        "ROUND(A1,16)",
        "SUBTOTAL(1,A1:A2)",
        "IF(A1>0,1,2)",
        "1E5",
        "PL2!A1",
        "Data!A1",
        "'PL 2'!A1",
        "SUM(A:A)",
        "LOG10(A1)",
        "A1^2",
        '"1"',
        "C1",
        "(" * 40 + "1" + ")" * 40,
        "(1)+" * 10 + "(" * 40 + "1" + ")" * 40,
        "*".join(["A1"] * 90),
        "*".join(["999999999999"] * 16),
        "SUM(A1:A301)",
        "SUM(A1:XFD1048576)",
    ],
)
def test_what_has_no_value(formula: str) -> None:
    assert value_of(formula) is None


def test_formulas_take_one_another_in_any_order() -> None:
    """A long chain has an end; formulas in a circle, and those that take them, have no value."""
    chain: dict[Position, str] = {(row, 1): f"A{row + 1}+1" for row in range(1, 2_000)}
    circle = {(1, 2): "B2+1", (2, 2): "B1+1", (3, 2): "B1+A1"}
    values = evaluated(SheetCells({**chain, **circle}, {(2_000, 1): 1}), 100_000)
    assert values[1, 1] == 2_000
    assert (3, 2) not in values


def test_a_formula_with_a_stored_value_keeps_it() -> None:
    sheet = SheetCells({(1, 1): "VLOOKUP(1,2,3)", (2, 1): "A1*2"}, {(1, 1): 5})
    assert evaluated(sheet, 100) == {(2, 1): 10}


@pytest.mark.parametrize(
    ("formula", "value"), [("SUBTOTAL(9,A1:A4)", 7), ("SUBTOTAL(109,A1:A4)", 4), ("SUM(A1:A4)", 19)]
)
def test_sub_totals_pass_over_rows_and_other_sub_totals(formula: str, value: int) -> None:
    formulas = {(5, 1): formula, (3, 1): "subtotal(9,A1:A2)"}
    sheet = SheetCells(formulas, {(1, 1): 3, (2, 1): 9, (4, 1): 4}, hidden={1, 2}, filtered={2})
    assert evaluated(sheet, 100)[5, 1] == value


def test_formulas_and_the_cells_that_they_take_are_limited() -> None:
    formulas = {(row, 2): "SUM(A1:A10)" for row in range(1, 20)}
    values = {(1, 1): 1}
    assert len(evaluated(SheetCells(formulas, values), 211)) == 10
    long = {(1, 2): "+".join(["1"] * 100), (2, 2): "1+1"}
    assert evaluated(SheetCells(long, values), 100) == {(2, 2): 2}


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('IF(COUNT(A1,A2)<2,"",A1+A2)', 7),
        ('if(count(A1:A3)<ROWS(A1:A3),"",SUM(A1:A3))', ""),
        ('IF(COUNT(A1:A2)<ROWS(A1:A2),"",SUM(A1:A2))', 7),
        ('IF(COUNT(A1,A3)=2,A1-A3,"")', ""),
        ('IF(COUNT(A1,A2)=2,A2-A1,"")', 1),
        ('IF(OR(COUNT(A1,A2)<2,A1=0),"",ROUND(A2/A1*100,1))', Fraction(1333, 10)),
        ('IF(OR(COUNT(A1,A2)<2,A1=A4),"",A2/(A1-A4))', ""),
        ('IF(OR(COUNT(A1,A5)<2,A5=0),"",A1/A5)', ""),
    ],
)
def test_what_waits_until_its_cells_are_filled_in(formula: str, value: object) -> None:
    values = {(1, 1): 3, (2, 1): 4, (3, 1): "-", (4, 1): 3, (5, 1): 0}
    assert shown(SheetCells({(1, 3): formula}, values), 300) == {(1, 3): value}


def test_what_waits_for_more_cells_than_are_looked_at() -> None:
    formula = 'IF(COUNT(A1:Z999999)<2,"",A1)'
    assert evaluated(SheetCells({(1, 30): formula}, {(1, 1): 3}), 300) == {}
