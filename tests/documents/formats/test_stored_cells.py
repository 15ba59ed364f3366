"""Workbooks whose formulas were never computed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from povertyplan import Reading, check, read_bytes
from tests.support.office import HEADER, book, notices
from tests.support.written import computed, repacked, saved

ROWS = [[1, "Chợ", 160, 5, "=D2/C2*100", 2], [2, "Ngò", 76, 3, "=ROUND(D3/C3*100,2)", 2]]
TOTAL = [None, "Tổng", "=SUM(C2:C3)", "=D2+D3", "=D4/C4*100", "=SUM(F2:F3)"]
EVALUATED = "formulas without a value were computed from the cells that they take: {}, the first"


def test_formulas_without_a_value_are_evaluated_and_told_once() -> None:
    """openpyxl computes nothing, and many a program that writes workbooks does not either."""
    reading = book(HEADER, *ROWS, TOTAL)
    total = reading.plan.total
    assert total is not None
    assert (total.base.households, total.goal.poor.count) == (236, 4)
    rates = [str(row.base.poor.rate) for row in (*reading.plan.targets, total)]
    assert rates == ["3.125%", "3.95%", "3.39%"]
    assert notices(reading) == [f"plan.xlsx:PL!E2: {EVALUATED.format(6)} of them in E2"]
    assert check(reading).findings == ()


def zeros(*rows: list[Any], on_load: bool = True, change: Callable[[Any], object] = id) -> Reading:
    """Read a workbook that stores 0 for every formula."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "PL"
    for row in rows:
        sheet.append([0 if str(cell).startswith("=") else cell for cell in row])
    change(sheet)
    formulas = {
        f"{'ABCDEFGH'[column]}{number}": str(cell).removeprefix("=")
        for number, row in enumerate(rows, 1)
        for column, cell in enumerate(row)
        if str(cell).startswith("=")
    }
    made.calculation.fullCalcOnLoad = on_load
    return read_bytes(computed(saved(made.save), formulas), format="xlsx", file="plan.xlsx")


@pytest.mark.parametrize("on_load", [True, False])
def test_formulas_that_all_store_0_were_never_computed(on_load: bool) -> None:  # noqa: FBT001  # a parameter
    reading = zeros(HEADER, *ROWS, TOTAL, on_load=on_load)
    assert reading.plan == book(HEADER, *ROWS, TOTAL).plan
    assert notices(reading) == [f"plan.xlsx:PL!E2: {EVALUATED.format(6)} of them in E2"]


def test_a_formula_that_gives_0_may_store_it() -> None:
    reading = zeros(HEADER, [1, "Chợ", 160, "=0*5", "=D2/C2*100", 2], on_load=False)
    assert str(reading.plan.targets[0].base.poor) == "Tally(count=0, rate=Percent.parse('0%'))"
    assert notices(reading) == []


@pytest.mark.parametrize(("on_load", "households"), [(True, None), (False, 0)])
def test_zeros_that_cannot_be_evaluated(on_load: bool, households: int | None) -> None:  # noqa: FBT001  # a parameter
    """Nothing but the wish to compute on opening shows that they are no values."""
    reading = zeros(HEADER, [1, "Chợ", "=Data!C2", 5, 3.13, 2], on_load=on_load)
    assert reading.plan.targets[0].base.households == households
    uncomputed = [one.code for one in reading.notices if one.code == "formulas-uncomputed"]
    assert len(uncomputed) == (households is None)


def test_a_zero_in_a_workbook_that_was_computed() -> None:
    """It is evaluated where the workbook is computed on opening, and kept otherwise."""
    rows = [[1, "Chợ", 160, 5, "=D2/C2*100", 2], [2, "Ngò", 76, 3, "=D3/C3*100", "=Data!C2"]]
    for on_load, rate in ((True, "3.125%"), (False, "0%")):
        reading = zeros(
            HEADER, *rows, on_load=on_load, change=lambda sheet: sheet.__setitem__("E3", 3.95)
        )
        target = reading.plan.targets[0]
        assert str(target.base.poor.rate) == rate
        assert reading.plan.targets[1].goal.poor.count == 0


def test_what_cannot_be_evaluated_is_told_beside_what_was() -> None:
    rows = [[1, "Chợ", 160, CellRichText("5"), "=Data!E2", 2], [2, "Ngò", 76, 3, 3.95, 2]]
    reading = book(HEADER, *rows, TOTAL)
    assert reading.plan.total is not None
    assert reading.plan.total.base.households == 236
    assert reading.plan.total.base.poor.count is None
    codes = [one.code for one in reading.notices if one.code.startswith("formulas")]
    assert codes == ["formulas-evaluated", "formulas-uncomputed"]


@pytest.mark.parametrize("as_table", [False, True])
def test_a_filter_hides_rows_from_some_sums(as_table: bool) -> None:  # noqa: FBT001  # a parameter
    """A sheet has a filter, or a table on it; the first line of its range is never hidden."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True
        if as_table:
            sheet.add_table(Table(displayName="Bang1", ref="A1:F3"))
        else:
            sheet.auto_filter.ref = "A1:F3"

    total = [None, "Tổng", "=SUBTOTAL(9,C2:C3)", "=SUBTOTAL(109,D2:D3)", None, "=SUM(F2:F3)"]
    reading = book(HEADER, *ROWS, total, change=hide)
    counted = reading.plan.total
    assert counted is not None
    assert (counted.base.households, counted.base.poor.count) == (160, 5)


def filtered(total: list[Any], *, hidden: tuple[int, ...], on: str = "") -> Reading:
    """Read three rows, some of them hidden, below a text; *on* is the range of a filter."""

    def hide(sheet: Worksheet) -> None:
        for row in hidden:
            sheet.row_dimensions[row].hidden = True
        sheet.auto_filter.ref = on or None

    rows = [[1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, 3.95, 2], [3, "Bậu", 64, 2, 3.13, 1]]
    title = ["Giảm nghèo năm 2024"]
    text = ["Phấn đấu giảm còn 5 hộ nghèo."]
    return book(title, text, [], HEADER, *rows, total, change=hide)


@pytest.mark.parametrize(("number", "on"), [(9, "A4:F7"), (109, "")])
def test_rows_that_the_total_passes_over_are_left_out(number: int, on: str) -> None:
    """The rows that are shown are right in themselves; the text is of all rows."""
    sums = [f"=SUBTOTAL({number},{column}5:{column}7)" for column in "CDF"]
    total = [None, "Tổng", *sums[:2], 3.13, sums[2]]
    reading = filtered(total, hidden=(6,), on=on)
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Bậu"]
    (told,) = (one for one in reading.notices if one.code.startswith("rows"))
    assert (told.code, dict(told.values)) == ("rows-filtered", {"text": "6"})
    assert check(reading).findings == ()


@pytest.mark.parametrize(
    ("formula", "on"),
    [
        ("=SUM(C5:C7)", "A4:F7"),
        ("=SUBTOTAL(9,C5:C7)", ""),
        ("=SUBTOTAL(3,C5:C7)", "A4:F7"),
        ("=SUBTOTAL(109,C7:C7)", "A4:F7"),
    ],
)
def test_other_hidden_rows_are_read(formula: str, on: str) -> None:
    total = [None, "Tổng", formula, 10, 3.33, 5]
    reading = filtered(total, hidden=(5, 6), on=on)
    assert len(reading.plan.targets) == 3
    codes = [one.code for one in reading.notices if one.code.startswith("rows")]
    assert codes == ["rows-hidden"]


def test_text_of_formulas_is_kept() -> None:
    made = Workbook()
    sheet: Any = made.active
    for row in (HEADER, [1, "x", 160, 5, 3.13, 2]):
        sheet.append(row)
    text = re.compile(rb'<c r="B2".*?</c>')
    data = repacked(
        saved(made.save),
        lambda _, xml: text.sub("<c r='B2' t='str'><f>A9</f><v>Chợ</v></c>".encode(), xml),
    )
    assert read_bytes(data, format="xlsx").plan.targets[0].unit.name == "Chợ"
