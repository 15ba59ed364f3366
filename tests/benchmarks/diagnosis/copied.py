"""Total rows, rows and columns that were copied from the other year or from a neighbour."""

from collections.abc import Callable
from random import Random

from tests.benchmarks.diagnosis.errors import Injected, Model
from tests.benchmarks.diagnosis.sheets import COUNTS, COVERED, RATES, TOTAL, Cell, Figure, Sheet

GOALS = tuple(name for name in COUNTS if name.endswith("_goal"))
GOAL_RATES = tuple(name for name in RATES if name.endswith("_goal_rate"))


def of_base(name: str) -> str:
    """Return the name of the same figure of last year."""
    return name.replace("_goal", "_base")


def counts_replaced(sheet: Sheet, wrong: dict[Cell, Figure]) -> Injected | None:
    """Put wrong counts into a sheet; the right ones of the cells that change are kept."""
    right: dict[Cell, Figure] = {}
    for cell, value in wrong.items():
        if sheet.figures[cell] != value:
            right[cell] = sheet.figures[cell]
            sheet.figures[cell] = value
    return Injected(sheet, right) if len(right) > 1 else None


def rates_copied(sheet: Sheet, row: int | str) -> None:
    """Copy the rates of a row from last year."""
    for rate in GOAL_RATES:
        sheet.figures[row, rate] = sheet.figures[row, of_base(rate)]


def total_of_last_year(*, row: str = TOTAL, rates: bool = True, text: bool = False) -> Model:
    """Leave the goal half of a total row from last year, with its rates or without."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet = sectioned(rng, clean) if row != TOTAL else clean.copy()
        injected = counts_replaced(
            sheet, {(row, name): sheet.count(row, of_base(name)) for name in GOALS}
        )
        if injected is None:
            return None
        if rates:
            rates_copied(sheet, row)
        if text:
            sheet.write_text()
        injected.causes = ("TOTAL_ROW_OF_LAST_YEAR",)
        return injected

    return model


def every_total_of_last_year(rng: Random, clean: Sheet) -> Injected | None:
    """Leave the goal half of the total and of all sub-totals from last year."""
    sheet = sectioned(rng, clean)
    wrong: dict[Cell, Figure] = {}
    for row in ("section1", "section2", TOTAL):
        wrong |= {(row, name): sheet.count(row, of_base(name)) for name in GOALS}
        rates_copied(sheet, row)
    injected = counts_replaced(sheet, wrong)
    if injected is not None:
        injected.causes = ("TOTAL_ROW_OF_LAST_YEAR",)
    return injected


def total_of_another(*, rates: bool, text: bool = False) -> Model:
    """Copy the counts of the total row from a sub-total, with its rates or without."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, source = sectioned(rng, clean), rng.choice(("section1", "section2"))
        injected = counts_replaced(
            sheet, {(TOTAL, name): sheet.count(source, name) for name in COUNTS}
        )
        if injected is None:
            return None
        if rates:
            for rate in RATES:
                sheet.figures[TOTAL, rate] = sheet.figures[source, rate]
        if text:
            sheet.write_text()
        injected.causes = ("TOTAL_ROW_COPIED",)
        return injected

    return model


def subtotal_of_another(rng: Random, clean: Sheet) -> Injected | None:
    """Copy the figures of a sub-total from the other one."""
    sheet = sectioned(rng, clean)
    injected = counts_replaced(
        sheet, {("section2", name): sheet.count("section1", name) for name in COUNTS}
    )
    if injected is None:
        return None
    for rate in RATES:
        sheet.figures["section2", rate] = sheet.figures["section1", rate]
    injected.causes = ("TOTAL_ROW_COPIED",)
    return injected


def row_of_last_year(*, rates: bool) -> Model:
    """Leave the goal half of a row from last year."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, row = clean.copy(), rng.randint(1, clean.rows)
        injected = counts_replaced(
            sheet, {(row, name): sheet.count(row, of_base(name)) for name in GOALS}
        )
        if injected is None:
            return None
        if rates:
            rates_copied(sheet, row)
        injected.causes = ("ROW_OF_LAST_YEAR",)
        return injected

    return model


def row_of_neighbour(step: int, *, rates: bool) -> Model:
    """Copy a row from the row above (-1) or below (1)."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, row = clean.copy(), rng.randint(2, clean.rows - 1)
        injected = counts_replaced(
            sheet, {(row, name): sheet.count(row + step, name) for name in COUNTS}
        )
        if injected is None:
            return None
        if rates:
            for rate in RATES:
                sheet.figures[row, rate] = sheet.figures[row + step, rate]
        injected.causes = ("ROW_COPIED",)
        return injected

    return model


def column_copied(source_of: Callable[[str], str], *, total: bool, text: bool = False) -> Model:
    """Copy a column of counts from another, with its total or without; the rates are right."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, name = clean.copy(), rng.choice(COVERED)
        rows = (*clean.all_rows, TOTAL) if total else clean.all_rows
        wrong: dict[Cell, Figure] = {(row, name): sheet.count(row, source_of(name)) for row in rows}
        injected = counts_replaced(sheet, wrong)
        if injected is None:
            return None
        if text:
            sheet.write_text()
        injected.causes = ("COLUMN_COPIED",)
        return injected

    return model


def rates_of_another(source_of: Callable[[str], str]) -> Model:
    """Copy a column of rates from another."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, rate = clean.copy(), rng.choice(list(RATES))
        wrong: dict[Cell, Figure] = {
            (row, rate): clean.figures[row, source_of(rate)] for row in (*clean.all_rows, TOTAL)
        }
        if any(value is None and clean.figures[cell] is not None for cell, value in wrong.items()):
            return None
        injected = counts_replaced(sheet, wrong)
        if injected is not None:
            injected.causes = ("COLUMN_COPIED",)
        return injected

    return model


def of_other_year(name: str) -> str:
    """Return the name of the same figure of the other year."""
    return of_base(name) if "_goal" in name else name.replace("_base", "_goal")


def of_other_category(name: str) -> str:
    """Return the name of the same figure of the other category."""
    return name.removeprefix("near_") if name.startswith("near_") else f"near_{name}"


def sectioned(rng: Random, clean: Sheet) -> Sheet:
    """Return a sheet in two sections."""
    sheet = clean.copy()
    last = rng.randint(2, clean.rows - 2)
    sheet.part(range(1, last + 1), range(last + 1, clean.rows + 1))
    return sheet


COPIED: dict[str, Model] = {
    "total row of last year, its rates too": total_of_last_year(),
    "total row of last year, rates right": total_of_last_year(rates=False),
    "total row of last year, text from it": total_of_last_year(text=True),
    "sub-total of last year, its rates too": total_of_last_year(row="section1"),
    "sub-total of last year, rates right": total_of_last_year(row="section2", rates=False),
    "total and sub-totals of last year": every_total_of_last_year,
    "total row copied from a sub-total, its rates too": total_of_another(rates=True),
    "total row copied from a sub-total, rates right": total_of_another(rates=False),
    "total row copied from a sub-total, text from it": total_of_another(rates=True, text=True),
    "sub-total copied from another": subtotal_of_another,
    "row of last year, its rates too": row_of_last_year(rates=True),
    "row of last year, rates right": row_of_last_year(rates=False),
    "row copied from the row above, its rates too": row_of_neighbour(-1, rates=True),
    "row copied from the row below, its rates too": row_of_neighbour(1, rates=True),
    "row copied from a neighbour, rates right": row_of_neighbour(-1, rates=False),
    "column copied from the other year": column_copied(of_other_year, total=False),
    "column copied from the other year, its total too": column_copied(of_other_year, total=True),
    "column copied from its neighbour": column_copied(of_other_category, total=False),
    "column copied from its neighbour, its total too": column_copied(of_other_category, total=True),
    "column copied, its total too, text from it": column_copied(
        of_other_year, total=True, text=True
    ),
    "rates copied from the other year": rates_of_another(of_other_year),
    "rates copied from the other category": rates_of_another(of_other_category),
}
