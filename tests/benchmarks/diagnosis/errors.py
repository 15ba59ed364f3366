"""The errors that are put into clean sheets, one function each, without code of the search."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from povertyplan import Percent, Points, Reading
from tests.benchmarks.diagnosis.sheets import (
    COUNTS,
    COVERED,
    HEADLINE,
    RATES,
    TOTAL,
    Cell,
    Figure,
    Sheet,
    half_up,
    quotient,
)

#: Whether a row is to go ("out") or to come ("in"), and its counts.
WholeRow = tuple[str, tuple[tuple[str, object], ...]]


@dataclass
class Injected:
    """
    A sheet with an error, the original cells, and the cause.

    *reading* takes the place of the sheet where an error is not of its figures alone.  *row* is
    the row to take out or to put in, with its counts.
    """

    sheet: Sheet
    right: dict[Cell, Figure]
    causes: tuple[str, ...] = ()
    reading: Reading | None = None
    row: WholeRow | None = None


Model = Callable[[Random, Sheet], Injected | None]
HOUSEHOLDS = ("households_base", "households_goal")


def slip(rng: Random, digits: str) -> str:
    """Make one slip of the finger: a digit wrong, two swapped, one dropped, one doubled."""
    position = rng.randrange(len(digits))
    before, digit, after = digits[:position], digits[position], digits[position + 1 :]
    kind = rng.choice(("wrong", "swapped", "dropped", "doubled"))
    if kind == "wrong":
        return before + rng.choice("0123456789") + after
    if kind == "swapped":
        return before + after[:1] + digit + after[1:]
    if kind == "dropped":
        return before + after
    return before + digit + digit + after


def typed(rng: Random, value: Figure) -> Figure:
    """Type a figure with one slip; the decimal mark stays where it is."""
    if isinstance(value, Percent):
        text = slip(rng, f"{value.digits:0{value.places + 1}}")
        return Percent(int(text), value.places) if len(text) > value.places else None
    text = slip(rng, str(value))
    return int(text) if text else None


def count_typed(
    names: tuple[str, ...],
    *,
    totals: bool = False,
    rates: str = "",
    text: bool = False,
    rated: bool | None = None,
) -> Model:
    """
    Mistype a count of a row.

    *rates* says which rates are computed after it: those of the total, or all.
    *rated* asks for a count beside a printed rate, or beside a dash.
    """

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, cell = clean.copy(), (rng.randint(1, clean.rows), rng.choice(names))
        if rated not in (None, clean.figures.get((cell[0], f"{cell[1]}_rate")) is not None):
            return None
        wrong = typed(rng, clean.figures[cell])
        if wrong is None or wrong == clean.figures[cell]:
            return None
        sheet.figures[cell] = wrong
        if totals:
            sheet.add_up(cell[1])
        after: dict[str, list[int | str]] = {"": [], "total": [TOTAL], "all": [cell[0], TOTAL]}
        for row in after[rates]:
            if any(not sheet.count(row, name) for name in HOUSEHOLDS):
                return None
            sheet.divide(row, cell[1])
        if text:
            sheet.write_text()
        return Injected(sheet, {cell: clean.figures[cell]})

    return model


def cell_typed(cells: Callable[[Sheet], list[Cell]]) -> Model:
    """Mistype one of some cells, with nothing computed after it."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        cell = rng.choice(cells(clean))
        wrong = typed(rng, clean.figures[cell])
        if wrong is None or wrong == clean.figures[cell]:
            return None
        sheet = clean.copy()
        sheet.figures[cell] = wrong
        return Injected(sheet, {cell: clean.figures[cell]})

    return model


def rates_of(sheet: Sheet) -> list[Cell]:
    """Return the rates of the annex that are printed."""
    return [
        (row, rate)
        for row in (*sheet.all_rows, TOTAL)
        for rate in RATES
        if sheet.figures[row, rate] is not None
    ]


def totals_of(*names: str) -> Callable[[Sheet], list[Cell]]:
    """Return a function that names the total cells of some columns."""
    return lambda _: [(TOTAL, name) for name in names]


def pair(*, together: bool) -> Model:
    """Mistype two covered counts, in one column or anywhere."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        names = [*COVERED, *HOUSEHOLDS]
        first = (rng.randint(1, clean.rows), rng.choice(names))
        second = (rng.randint(1, clean.rows), first[1] if together else rng.choice(names))
        sheet, right = clean.copy(), dict[Cell, Figure]()
        for cell in (first, second):
            wrong = typed(rng, clean.figures[cell])
            if wrong is None or wrong == clean.figures[cell]:
                return None
            sheet.figures[cell] = wrong
            right[cell] = clean.figures[cell]
        return Injected(sheet, right) if len(right) == 2 else None

    return model


def _rate_cell(rng: Random, clean: Sheet) -> Cell:
    row: int | str = rng.randint(1, clean.rows)
    return rng.choice((TOTAL, row)), rng.choice(list(RATES))


def _swap_year(name: str) -> str:
    stem, year = name.rsplit("_", 1)
    return f"{stem}_{'goal' if year == 'base' else 'base'}"


def _other_kind(name: str) -> str:
    return name.removeprefix("near_") if name.startswith("near_") else f"near_{name}"


def wrong_rate(kind: str) -> Model:
    """Compute a rate by a wrong formula."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        cell = _rate_cell(rng, clean)
        value = _wrong_rate(kind, clean, cell, rng)
        if value is None or value == clean.figures[cell] or clean.figures[cell] is None:
            return None
        sheet = clean.copy()
        sheet.figures[cell] = value
        return Injected(sheet, {cell: clean.figures[cell]}, (kind,))

    return model


def _wrong_rate(kind: str, clean: Sheet, cell: Cell, rng: Random) -> Percent | None:  # noqa: PLR0911, PLR0912, C901  # one return for each formula
    row, rate = cell
    name, whole = RATES[rate]
    count, households, places = clean.count(row, name), clean.count(row, whole), clean.places
    scaled = count * 10 ** (places + 2)
    near = row + rng.choice((-1, 1)) if isinstance(row, int) else 0
    match kind:
        case "STALE_DENOMINATOR":
            return quotient(count, clean.count(row, _swap_year(whole)), places)
        case "OTHER_YEAR":
            return quotient(clean.count(row, _swap_year(name)), households, places)
        case "PERSONS_FOR_HOUSEHOLDS":
            return quotient(count, clean.count(row, "persons_base"), places)
        case "OTHER_CATEGORY":
            return quotient(clean.count(row, _other_kind(name)), households, places)
        case "NEIGHBOUR_ROW" if near in clean.all_rows:
            if rng.random() < 0.5:
                found = clean.figures[near, rate]
                return found if isinstance(found, Percent) else None
            return quotient(clean.count(near, name), households, places)
        case "TRUNCATED":
            return Percent(scaled // households, places)
        case "HALF_EVEN" if 2 * scaled % households == 0 and scaled % households:
            floor = scaled // households
            return Percent(floor + floor % 2, places)
        case "ROUNDED_TWICE":
            once = half_up(scaled * 10, households)
            return Percent(half_up(once, 10), places)
        case "MEAN_OF_RATES" if row == TOTAL:
            rates = [clean.figures[other, rate] for other in clean.all_rows]
            printed = [found.digits for found in rates if isinstance(found, Percent)]
            return Percent(half_up(sum(printed), len(printed)), places) if printed else None
        case "MARK_SHIFTED":
            if rng.random() < 0.5:
                return quotient(10 * count, households, places)
            return quotient(count, 10 * households, places)
        case "SHARE_FOR_PERCENT":
            return quotient(count, 100 * households, places)
        case _:
            return None


def difference_of_rounded(_: Random, clean: Sheet) -> Injected | None:
    """Subtract the printed rates instead of the exact ones, and round once more, to one place."""
    base, goal = clean.figures[TOTAL, "poor_base_rate"], clean.figures[HEADLINE, "poor_goal_rate"]
    right = clean.figures[HEADLINE, "poor_rate_drop"]
    if not isinstance(base, Percent) or not isinstance(goal, Percent) or clean.places < 2:
        return None
    value = Points(base.digits - goal.digits * 10 ** (clean.places - 1), clean.places)
    if value == right or right is None:
        return None
    sheet = clean.copy()
    sheet.figures[HEADLINE, "poor_rate_drop"] = value
    return Injected(sheet, {(HEADLINE, "poor_rate_drop"): right}, ("ROUNDED_BEFORE",))


def wrong_total(kind: str, *, rates: bool) -> Model:
    """Compute the total of a column wrongly; *rates* says whether its rates follow it."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        name = rng.choice(COUNTS)
        right, row = clean.count(TOTAL, name), rng.randint(1, clean.rows)
        others = [other for other in COUNTS if other not in {name, _swap_year(name)}]
        wrong = {
            "ROW_LEFT_OUT": right - clean.count(row, name),
            "ROW_TWICE": right + clean.count(row, name),
            "OTHER_COLUMN": clean.count(TOTAL, rng.choice(others)),
            "LAST_YEARS_TOTAL": clean.count(
                TOTAL, name if name == "persons_base" else _swap_year(name)
            ),
        }[kind]
        if wrong == right or not wrong:
            return None
        sheet = clean.copy()
        sheet.figures[TOTAL, name] = wrong
        if rates:
            sheet.divide(TOTAL, name)
        return Injected(sheet, {(TOTAL, name): right}, (kind,))

    return model


def row_miscounted(kind: str) -> Model:
    """Leave a row out of every total, or count it twice; the rates of the total follow."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        sheet, row = clean.copy(), rng.randint(1, clean.rows)
        sign = -1 if kind == "ROW_LEFT_OUT" else 1
        right: dict[Cell, Figure] = {}
        for name in COUNTS:
            if clean.count(row, name):
                right[TOTAL, name] = clean.count(TOTAL, name)
                sheet.figures[TOTAL, name] = clean.count(TOTAL, name) + sign * clean.count(
                    row, name
                )
        sheet.divide(TOTAL, *COUNTS)
        return Injected(sheet, right, (kind,))

    return model


def exchanged(kind: str) -> Model:
    """Exchange two cells of a row, two neighbours of a column, or two columns."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        row = rng.randint(1, clean.rows - 1)
        column, other_column = rng.sample(COUNTS, 2)
        cells: list[tuple[Cell, Cell]] = {
            "CELLS_EXCHANGED": [((row, column), (row, other_column))],
            "ROWS_EXCHANGED": [((row, column), (row + 1, column))],
            "COLUMNS_EXCHANGED": [
                ((each, column), (each, other_column)) for each in (*clean.all_rows, TOTAL)
            ],
        }[kind]
        sheet, right = clean.copy(), dict[Cell, Figure]()
        for first, second in cells:
            before, after = clean.figures[first], clean.figures[second]
            if before != after:
                sheet.figures[first], sheet.figures[second] = after, before
                right |= {first: before, second: after}
        return Injected(sheet, right, (kind,)) if right else None

    return model


RATE_FORMULAS = (
    "STALE_DENOMINATOR",
    "OTHER_YEAR",
    "PERSONS_FOR_HOUSEHOLDS",
    "OTHER_CATEGORY",
    "NEIGHBOUR_ROW",
    "TRUNCATED",
    "HALF_EVEN",
    "ROUNDED_TWICE",
    "MEAN_OF_RATES",
    "MARK_SHIFTED",
    "SHARE_FOR_PERCENT",
)
TOTAL_FORMULAS = ("ROW_LEFT_OUT", "ROW_TWICE", "OTHER_COLUMN", "LAST_YEARS_TOTAL")
ONE_CELL: dict[str, Model] = {
    "poor and near-poor beside their rates": count_typed(COVERED, rated=True),
    "poor and near-poor beside a dash": count_typed(COVERED, rated=False),
    "households": count_typed(HOUSEHOLDS),
    "persons": count_typed(("persons_base",)),
    "one rate": cell_typed(rates_of),
    "one total, covered": cell_typed(totals_of(*COVERED, *HOUSEHOLDS)),
    "one total, of persons": cell_typed(totals_of("persons_base")),
}
LIVE: dict[str, Model] = {
    "live total": count_typed(COVERED, totals=True),
    "live total, text after it": count_typed(COVERED, totals=True, text=True),
    "live total and its rates": count_typed(COVERED, totals=True, rates="total"),
    "live total and its rates, text after": count_typed(
        COVERED, totals=True, rates="total", text=True
    ),
    "live total, households": count_typed(HOUSEHOLDS, totals=True),
    "live total and its rates, households": count_typed(HOUSEHOLDS, totals=True, rates="total"),
    "all live but the text": count_typed(COVERED, totals=True, rates="all"),
    "live rates, typed total": count_typed(COVERED, rates="all"),
}
FORMULAS: dict[str, Model] = {
    **{f"rate: {kind}": wrong_rate(kind) for kind in RATE_FORMULAS},
    "drop: ROUNDED_BEFORE": difference_of_rounded,
    **{f"total: {kind}": wrong_total(kind, rates=False) for kind in TOTAL_FORMULAS},
    **{f"total with its rates: {kind}": wrong_total(kind, rates=True) for kind in TOTAL_FORMULAS},
}
STRUCTURE: dict[str, Model] = {
    "every total: ROW_LEFT_OUT": row_miscounted("ROW_LEFT_OUT"),
    "every total: ROW_TWICE": row_miscounted("ROW_TWICE"),
    **{
        kind: exchanged(kind) for kind in ("CELLS_EXCHANGED", "ROWS_EXCHANGED", "COLUMNS_EXCHANGED")
    },
}
PAIRS: dict[str, Model] = {
    "two covered counts": pair(together=False),
    "two covered counts of one column": pair(together=True),
}
