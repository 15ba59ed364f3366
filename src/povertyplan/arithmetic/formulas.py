"""
Formulas of a spreadsheet: the cells that one takes, and whether it is a sum or a ratio.

Other formulas are not understood, and nothing is said about their values.
"""

import re
from typing import TypeAlias

from attrs import frozen

Address: TypeAlias = tuple[str, int]  #: column and row of a cell

#: The name of a cell, absolute or relative: its column and its row.
CELL_NAME = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_CELL = re.compile(CELL_NAME)
_CELLS = re.compile(rf"(?<![\w.$!']){CELL_NAME}(?::{CELL_NAME})?(?![\w(.!])")
_PART = rf"{CELL_NAME}(?::{CELL_NAME})?"
_PARTS = rf"{_PART}(?:[,;]{_PART})*"
#: What is added: a cell, or a function of cells; `SUBTOTAL` adds up under the numbers 9 and 109.
_ADDEND = rf"(?:(?:SUM\(|SUBTOTAL\((?:10)?9[,;]){_PARTS}\)|{CELL_NAME})"
_SUM = re.compile(rf"\+?{_ADDEND}(?:\+{_ADDEND})*")
_ADDENDS = re.compile(rf"(?P<function>SUM|SUBTOTAL)\([^)]*\)|{CELL_NAME}")
_RATIO = re.compile(rf"(?:100\*)?{CELL_NAME}(?:\*100)?/{CELL_NAME}(?:\*100)?")
_ROUNDED = re.compile(r"ROUND\((.*)[,;][0-9]\)")
_REFERENCE = re.compile(rf"\+?{CELL_NAME}")
#: A name, a function or a reference: what a formula of numbers alone has none of.
_WORD = re.compile(r"[^\W\d_]")
#: No column of an annex is longer.
_MOST_CELLS = 10_000


def address(cell: str) -> Address | None:
    """
    Return the column and the row of a cell by its name, if the text is such a name.

    >>> address("H32"), address("H")
    (('H', 32), None)
    """
    match = _CELL.fullmatch(cell)
    return (match[1], int(match[2])) if match else None


def plain(formula: str) -> str:
    """
    Return a formula in capital letters and without blanks, as the functions here take it.

    >>> plain("sum(G3 : G28)")
    'SUM(G3:G28)'
    """
    return "".join(formula.upper().split())


def taken(formula: str) -> list[Address]:
    """
    Return the cells that a formula takes, ranges cell by cell.

    Empty for a formula that takes another sheet, or a range over several columns.

    >>> taken("SUM(G3:G5)"), taken("SUM(G3:H5)")
    ([('G', 3), ('G', 4), ('G', 5)], [])
    """
    if "!" in formula:
        return []
    cells: list[Address] = []
    for left, top, right, bottom in _CELLS.findall(formula):
        first, last = int(top), int(bottom or top)
        is_wide = right not in {"", left}
        if is_wide or len(cells) + last - first > _MOST_CELLS:
            return []
        cells.extend((left, row) for row in range(first, last + 1))
    return cells


def is_followed(formula: str) -> bool:
    """
    Whether it is known which cells a formula takes.

    They are not if it takes another sheet, a range over several columns, or cells by a name.

    >>> is_followed("SUM(G3:G5)"), is_followed("3/136*100")
    (True, True)
    >>> is_followed("'2023'!G3"), is_followed("SUM(G3:H5)"), is_followed("SUM(HO_NGHEO)")
    (False, False, False)
    """
    return bool(taken(formula)) or _WORD.search(formula) is None


def without_sheet(formula: str, sheet: str) -> str:
    """
    Return a formula without the name of the sheet that it stands on before cells of that sheet.

    >>> without_sheet("SUM('Phụ lục'!G3:G5)/'2023'!G6", "Phụ lục")
    "SUM(G3:G5)/'2023'!G6"
    """
    quoted = "'" + sheet.replace("'", "''") + "'"
    names = "|".join(map(re.escape, (sheet, quoted)))
    # Behind a bracket or a colon it is a sheet of another workbook, or the last of several.
    own_name = rf"(?<![\w.\]:'!])(?:{names})!"
    return re.sub(own_name, "", formula, flags=re.IGNORECASE)


@frozen
class Summand:
    """A cell that a sum takes, and the function that takes it, blank where a plus does."""

    cell: Address
    function: str = ""


def summands(formula: str) -> list[Summand]:
    """
    Return the cells that a sum adds up, ranges cell by cell; an empty list for other formulas.

    >>> for summand in summands("SUM(G3:G4)+G7"):
    ...     print(summand)
    Summand(cell=('G', 3), function='SUM')
    Summand(cell=('G', 4), function='SUM')
    Summand(cell=('G', 7), function='')
    >>> summands("G3-G4"), summands("G3")
    ([], [])
    """
    added = _ROUNDED.sub(r"\1", formula)
    if _SUM.fullmatch(added) is None or _REFERENCE.fullmatch(added) is not None:
        return []
    found: list[Summand] = []
    for addend in _ADDENDS.finditer(added):
        cells = taken(addend[0])
        if not cells or len(found) + len(cells) > _MOST_CELLS:
            return []
        function = addend["function"] or ""
        found.extend(Summand(cell, function) for cell in cells)
    return found


def is_sum(formula: str) -> bool:
    """
    Whether a formula is a sum of cells, rounded or not.

    >>> is_sum("SUM(G3:G28)"), is_sum("G3+G4"), is_sum("G3-G4")
    (True, True, False)
    """
    return bool(summands(formula))


def referred(formula: str) -> Address | None:
    """
    Return the cell that a formula repeats, if it computes nothing.

    >>> referred("$G$3"), referred("G3*1")
    (('G', 3), None)
    """
    match = _REFERENCE.fullmatch(formula)
    return (match[1], int(match[2])) if match else None


def is_ratio(formula: str) -> bool:
    """
    Whether a formula is one cell over another, in per cent or not, rounded or not.

    >>> is_ratio("ROUND(G29/E29*100,2)"), is_ratio("G29*E29")
    (True, False)
    """
    return _RATIO.fullmatch(_ROUNDED.sub(r"\1", formula)) is not None
