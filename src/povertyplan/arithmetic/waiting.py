"""Formulas that show nothing before the cells that they take are filled in."""

import re

from attrs import frozen

from povertyplan.arithmetic.formulas import CELL_NAME

_RANGE = rf"{CELL_NAME}(?::{CELL_NAME})?"
_COUNT = rf"COUNT\((?P<cells>{_RANGE}(?:,{_RANGE})*)\)"
_ROWS = rf"ROWS\({_RANGE}\)(?:\+ROWS\({_RANGE}\))*"
_TOO_FEW = rf"{_COUNT}<(?P<fewest>[0-9]{{1,3}}|{_ROWS})"
_ALIKE = rf"(?P<left>{CELL_NAME})=(?P<right>{CELL_NAME}|0)"
_WAITING = (
    re.compile(rf'IF\({_TOO_FEW},"",(?P<formula>[^"]+)\)'),
    re.compile(rf'IF\(OR\({_TOO_FEW},{_ALIKE}\),"",(?P<formula>[^"]+)\)'),
    re.compile(rf'IF\({_COUNT}=(?P<fewest>[0-9]{{1,3}}),(?P<formula>[^"]+),""\)'),
)


@frozen
class WaitingFormula:
    """
    A formula that computes only once enough of some cells hold numbers.

    It shows nothing, too, where the two numbers of *unlike* are the same: they would divide by 0.
    """

    formula: str
    ranges: tuple[str, ...]
    fewest: int | None  #: None for all of them
    unlike: tuple[str, str] | None = None


def waiting_formula(formula: str) -> WaitingFormula | None:
    """
    Return a formula in capitals as one that waits for cells, or None if it does not wait.

    >>> waiting_formula('IF(COUNT(E11,E12)<2,"",E11+E12)')
    WaitingFormula(formula='E11+E12', ranges=('E11', 'E12'), fewest=2, unlike=None)
    """
    for pattern in _WAITING:
        match = pattern.fullmatch(formula)
        if match is not None:
            groups = match.groupdict()
            left, right = groups.get("left"), groups.get("right")
            return WaitingFormula(
                match["formula"],
                tuple(match["cells"].split(",")),
                int(match["fewest"]) if match["fewest"].isdigit() else None,
                (left, right) if left and right else None,
            )
    return None
