"""Errors in workbooks: wrong formulas, figures stored as text, and cells that cannot be read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from povertyplan import Percent, Reading, Source
from povertyplan.reading import Form
from tests.benchmarks.diagnosis.errors import Injected, Model, typed
from tests.benchmarks.diagnosis.sheets import (
    COUNTS,
    COVERED,
    RATES,
    TOTAL,
    Cell,
    Figure,
    Sheet,
    place,
)

#: The column of each figure, and the line of the sheet in which row 1 stands.
COLUMNS = dict(
    zip(
        [
            *COUNTS[:3],
            *(name for count in COVERED for name in (count, f"{count}_rate")),
        ],
        "CDEFGHIJKLM",
        strict=True,
    )
)
FIRST_LINE = 7
YEARS = ("base", "goal")
#: How a digit is typed as a letter that looks like it.
LOOK_ALIKE = {"0": "O", "1": "l", "5": "S"}


@dataclass
class Workbook:
    """A sheet with live formulas: which cells it computes, and which hold text."""

    sheet: Sheet
    live_rates: bool
    sums: dict[str, list[int]] = field(default_factory=dict)  #: the rows that each total adds
    formulas: dict[Cell, str] = field(default_factory=dict)
    text: set[Cell] = field(default_factory=set)
    unreadable: dict[Cell, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rng: Random, clean: Sheet) -> "Workbook":
        """Compute the totals of a clean sheet by formulas, and its rates as often as not."""
        book = cls(clean.copy(), rng.random() < 0.5)
        for name in COUNTS:
            book.sum_up(name, book.sheet.all_rows)
        for row in (*clean.all_rows, TOTAL):
            for rate, (count, households) in RATES.items():
                if book.live_rates and clean.figures[row, rate] is not None:
                    divided = f"{book.cell(row, count)}/{book.cell(row, households)}"
                    book.formulas[row, rate] = f"ROUND({divided}*100,{clean.places})"
        return book

    def cell(self, row: int | str, name: str) -> str:
        """Return the name of a cell."""
        line = FIRST_LINE + (self.sheet.rows if row == TOTAL else int(row) - 1)
        return f"{COLUMNS[name]}{line}"

    def sum_up(self, name: str, rows: Iterable[int]) -> None:
        """Let a total add up some rows, the last but one by a range."""
        self.sums[name] = list(rows)
        first, last = min(self.sums[name]), max(self.sums[name])
        self.formulas[TOTAL, name] = f"SUM({self.cell(first, name)}:{self.cell(last, name)})"

    def compute(self, *, rates: bool) -> None:
        """Compute the totals, which leave text out, and the rates beside them."""
        figures = self.sheet.figures
        for name, rows in self.sums.items():
            added = [row for row in rows if (row, name) not in self.text]
            figures[TOTAL, name] = sum(self.sheet.count(row, name) for row in added)
        for rate, (_, households) in RATES.items() if rates else ():
            if self.sheet.count(TOTAL, households):
                figures[TOTAL, rate] = self.sheet.rate(TOTAL, rate)
            else:
                self.unreadable[TOTAL, rate] = "#DIV/0!"

    def fail(self, cells: Iterable[Cell]) -> None:
        """Compute what takes some cells of text: quotients fail, and sums leave them out."""
        self.text.update(cells)
        for row, name in cells:
            for rate, operands in RATES.items():
                if name in operands and (row, rate) in self.formulas:
                    self.unreadable[row, rate] = "#VALUE!"
        self.compute(rates=True)

    @property
    def reading(self) -> Reading:
        """The workbook as it is read."""
        for cell in self.unreadable:
            self.sheet.figures[cell] = None
        sources = {
            place((row, name)): Source("plan.xlsx", sheet="PL", cell=self.cell(row, name))
            for row, name in self.sheet.figures
            if name in COLUMNS and row in {*self.sheet.all_rows, TOTAL}
        }
        form = Form(
            computed=tuple((place(cell), text) for cell, text in self.formulas.items()),
            as_text=tuple(map(place, sorted(self.text, key=str))),
            unreadable=tuple((place(cell), text) for cell, text in self.unreadable.items()),
        )
        return Reading(self.sheet.plan, sources, form)

    def injected(self, clean: Sheet, cells: Iterable[Cell], *causes: str) -> Injected:
        """Return the workbook with the cells that are wrong in it, None if none of them is."""
        reading = self.reading
        right = {
            cell: clean.figures[cell]
            for cell in cells
            if clean.figures[cell] != self.sheet.figures[cell]
        }
        return Injected(self.sheet, right, causes, reading)


def of_workbook(
    change: Callable[[Random, Workbook], tuple[Iterable[Cell], tuple[str, ...]]],
) -> Model:
    """Make a model of a change to a workbook, whose text is written before it or after it."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        book = Workbook.of(rng, clean)
        cells, causes = change(rng, book)
        injected = book.injected(clean, cells, *causes)
        return injected if injected.right else None

    return model


def short_sums(*, columns: int, left_out: int, first: bool = False) -> Model:
    """Let sums leave out their last rows, or their first."""

    def change(rng: Random, book: Workbook) -> tuple[Iterable[Cell], tuple[str, ...]]:
        names = rng.sample(COUNTS, columns)
        rows = book.sheet.all_rows
        for name in names:
            book.sum_up(name, rows[left_out:] if first else rows[: len(rows) - left_out])
        book.compute(rates=True)
        causes = ("ROW_LEFT_OUT",) if left_out == 1 else ("ROWS_LEFT_OUT",)
        return [(TOTAL, name) for name in names], causes

    return of_workbook(change)


def text_cells(number: int, *, after: bool = False) -> Model:
    """Store some figures of a column as text; the text of the plan may be written after."""

    def change(rng: Random, book: Workbook) -> tuple[Iterable[Cell], tuple[str, ...]]:
        name = rng.choice(COUNTS)
        rows = rng.sample(book.sheet.all_rows, min(number, book.sheet.rows))
        book.text.update((row, name) for row in rows)
        book.compute(rates=True)
        if after and all(book.sheet.count(TOTAL, f"households_{year}") for year in YEARS):
            book.sheet.write_text()
        return [(TOTAL, name)], ("TEXT_LEFT_OUT",)

    return of_workbook(change)


def text_and_slip(rng: Random, clean: Sheet) -> Injected | None:
    """Store a figure as text, and mistype another of its column beside its typed rate."""
    book = Workbook.of(rng, clean)
    name, row = rng.choice(COVERED), rng.choice(clean.all_rows)
    wrong = typed(rng, clean.figures[row, name])
    if book.live_rates or wrong is None or clean.figures[row, f"{name}_rate"] is None:
        return None
    book.text.add((rng.choice(clean.all_rows), name))
    book.sheet.figures[row, name] = wrong
    book.compute(rates=True)
    injected = book.injected(clean, [(TOTAL, name), (row, name)])
    return injected if len(injected.right) > 1 else None


def other_sum(other: Callable[[str], str], cause: str) -> Model:
    """Let the sum of a column run over another."""

    def change(_: Random, book: Workbook) -> tuple[Iterable[Cell], tuple[str, ...]]:
        name = _.choice(COVERED)
        wrong = other(name)
        book.formulas[TOTAL, name] = book.formulas[TOTAL, wrong]
        del book.sums[name]
        book.sheet.figures[TOTAL, name] = book.sheet.figures[TOTAL, wrong]
        book.compute(rates=True)
        return [(TOTAL, name)], (cause,)

    return of_workbook(change)


def other_year(name: str) -> str:
    """Return the column of the other year."""
    stem, _, year = name.rpartition("_")
    return f"{stem}_{'goal' if year == 'base' else 'base'}"


def other_category(name: str) -> str:
    """Return the column of the other category."""
    return name.removeprefix("near_") if name.startswith("near_") else f"near_{name}"


#: What a wrong quotient takes: the row and the name of its count and of its households.
Divided = tuple[tuple[int, str], tuple[int, str]]


def wrong_quotient(divided: Callable[[int, str, str], Divided], *causes: str) -> Model:
    """Let a rate divide other cells."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        book = Workbook.of(rng, clean)
        row, rate = rng.randint(2, clean.rows), rng.choice([*RATES])
        count, whole = divided(row, *RATES[rate])
        households = clean.count(*whole)
        if clean.figures[row, rate] is None or not households:
            return None
        share = clean.count(*count) * 10 ** (clean.places + 2)
        if share // households >= 10**9:
            return None
        book.sheet.figures[row, rate] = Percent(
            (2 * share + households) // (2 * households), clean.places
        )
        text = f"ROUND({book.cell(*count)}/{book.cell(*whole)}*100,{clean.places})"
        book.formulas[row, rate] = text
        injected = book.injected(clean, [(row, rate)], *causes)
        return injected if injected.right else None

    return model


def unread(
    cells: Callable[[Random, Sheet], Iterable[Cell]],
    written: Callable[[str], str],
    *,
    live: bool = False,
) -> Model:
    """Write something into cells that cannot be read, in a typed annex or in a live workbook."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        book = Workbook.of(rng, clean)
        right: dict[Cell, Figure] = {}
        for cell in cells(rng, clean):
            figure = clean.figures[cell]
            text = written(str(figure).removesuffix("%"))
            if figure is None or text == str(figure).removesuffix("%"):
                return None
            book.unreadable[cell] = text
            right[cell] = figure
        if live:
            book.fail(right)
        else:
            book.formulas.clear()
        return Injected(book.sheet, right, (), book.reading)

    return model


def look_alike(text: str) -> str:
    """Type the last digit that looks like a letter as that letter."""
    for digit, letter in LOOK_ALIKE.items():
        before, found, behind = text.rpartition(digit)
        if found:
            return before + letter + behind
    return text


def a_count(rng: Random, sheet: Sheet) -> list[Cell]:
    """Draw a count of a row."""
    return [(rng.choice(sheet.all_rows), rng.choice(COUNTS))]


def a_rate(rng: Random, sheet: Sheet) -> list[Cell]:
    """Draw a rate of a row."""
    return [(rng.choice(sheet.all_rows), rng.choice([*RATES]))]


def two_counts(rng: Random, sheet: Sheet) -> list[Cell]:
    """Draw two counts."""
    return [*a_count(rng, sheet), *a_count(rng, sheet)]


WORKBOOKS: Mapping[str, Model] = {
    "sum: a row short": short_sums(columns=1, left_out=1),
    "sum: the first row left out": short_sums(columns=1, left_out=1, first=True),
    "sum: two rows short": short_sums(columns=1, left_out=2),
    "every sum: a row short": short_sums(columns=len(COUNTS), left_out=1),
    "every sum: two rows short": short_sums(columns=len(COUNTS), left_out=2),
    "sum: of the other year": other_sum(other_year, "LAST_YEARS_TOTAL"),
    "sum: of the other category": other_sum(other_category, "OTHER_COLUMN"),
    "text: one cell": text_cells(1),
    "text: two cells": text_cells(2),
    "text: three cells": text_cells(3),
    "text: whole column": text_cells(99),
    "text: one cell, text after": text_cells(1, after=True),
    "text: one cell and a slip": text_and_slip,
    "quotient: NEIGHBOUR_ROW of the count": wrong_quotient(
        lambda row, count, whole: ((row - 1, count), (row, whole)), "NEIGHBOUR_ROW"
    ),
    "quotient: NEIGHBOUR_ROW of the households": wrong_quotient(
        lambda row, count, whole: ((row, count), (row - 1, whole)), "NEIGHBOUR_ROW"
    ),
    "quotient: STALE_DENOMINATOR": wrong_quotient(
        lambda row, count, whole: ((row, count), (row, other_year(whole))), "STALE_DENOMINATOR"
    ),
    "quotient: OTHER_YEAR": wrong_quotient(
        lambda row, count, whole: ((row, other_year(count)), (row, whole)), "OTHER_YEAR"
    ),
    "quotient: OTHER_CATEGORY": wrong_quotient(
        lambda row, count, whole: ((row, other_category(count)), (row, whole)), "OTHER_CATEGORY"
    ),
    "unread: a count, O for 0": unread(a_count, look_alike),
    "unread: a count, ?": unread(a_count, lambda _: "?"),
    "unread: a count of a live workbook, O for 0": unread(a_count, look_alike, live=True),
    "unread: a rate, O for 0": unread(a_rate, look_alike),
    "unread: a rate, #DIV/0!": unread(a_rate, lambda _: "#DIV/0!"),
    "unread: two counts": unread(two_counts, look_alike),
}
