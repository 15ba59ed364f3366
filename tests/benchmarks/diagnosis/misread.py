"""Right documents that are read wrong: what a reading error leaves of a plan."""

from random import Random

from povertyplan import Percent
from tests.benchmarks.diagnosis.copied import of_other_category, of_other_year
from tests.benchmarks.diagnosis.errors import Injected, Model
from tests.benchmarks.diagnosis.sheets import COUNTS, RATES, TOTAL, Cell, Figure, Sheet, quotient

#: The columns in their order in a table.
COLUMNS = (
    *COUNTS[:3],
    *(name for count in COUNTS[3:] for name in (count, f"{count}_rate")),
)


def misread(sheet: Sheet, wrong: dict[Cell, Figure]) -> Injected | None:
    """Read some cells wrong; what they print is right."""
    right: dict[Cell, Figure] = {}
    for cell, value in wrong.items():
        if sheet.figures[cell] != value:
            right[cell] = sheet.figures[cell]
            sheet.figures[cell] = value
    return Injected(sheet, right) if right else None


def rows_read(sheet: Sheet, rows: list[dict[str, Figure]]) -> Injected:
    """Read other rows than are meant: no figure is wrong."""
    for row in sheet.all_rows:
        for name in COLUMNS:
            del sheet.figures[row, name]
    sheet.rows = len(rows)
    for row, figures in enumerate(rows, 1):
        sheet.figures |= {(row, name): value for name, value in figures.items()}
    return Injected(sheet, {})


def rows_of(sheet: Sheet) -> list[dict[str, Figure]]:
    """Return the figures of each row."""
    return [{name: sheet.figures[row, name] for name in COLUMNS} for row in sheet.all_rows]


def struck_cell(rng: Random, clean: Sheet) -> Injected | None:
    """Read the figure that was struck through, beside the new one."""
    cell = (rng.randint(1, clean.rows), rng.choice(COUNTS))
    count = clean.count(*cell)
    return misread(clean, {cell: max(0, count + rng.choice((-1, 1)) * rng.randint(1, 9))})


def row_left_out(rng: Random, clean: Sheet) -> Injected | None:
    """Leave out a row that is hidden."""
    rows = rows_of(clean)
    rows.pop(rng.randrange(len(rows)))
    return rows_read(clean, rows)


def two_rows_left_out(rng: Random, clean: Sheet) -> Injected | None:
    """Leave out two rows that are hidden."""
    rows = rows_of(clean)
    rows.pop(rng.randrange(len(rows)))
    rows.pop(rng.randrange(len(rows)))
    return rows_read(clean, rows)


def old_row_read(rng: Random, clean: Sheet) -> Injected | None:
    """Read an old state of a row, hidden or struck through, as a row of its own."""
    rows, position = rows_of(clean), rng.randrange(clean.rows)
    old = dict(rows[position])
    count = clean.count(position + 1, "poor_base")
    old["poor_goal"] = count
    old["poor_goal_rate"] = quotient(count, clean.count(position + 1, "households_goal"), 2)
    rows.insert(position, old)
    return rows_read(clean, rows)


def last_row_for_total(_: Random, clean: Sheet) -> Injected | None:
    """Read the last row as the total row, and leave the total out."""
    rows = rows_of(clean)
    last = rows.pop()
    clean.figures |= {(TOTAL, name): value for name, value in last.items()}
    return rows_read(clean, rows)


def total_for_row(_: Random, clean: Sheet) -> Injected | None:
    """Read the total row as one more row above a total of the same figures."""
    total = {name: clean.figures[TOTAL, name] for name in COLUMNS}
    return rows_read(clean, [*rows_of(clean), total])


def cells_shifted(rng: Random, clean: Sheet) -> Injected | None:
    """Read the counts of a row, from one column on, a column too far to the right."""
    row, first = rng.randint(1, clean.rows), rng.randrange(len(COUNTS) - 1)
    shifted = dict(zip(COUNTS[first + 1 :], COUNTS[first:], strict=False))
    wrong: dict[Cell, Figure] = {
        (row, name): clean.figures[row, source] for name, source in shifted.items()
    }
    return misread(clean, wrong)


def columns_shifted(rng: Random, clean: Sheet) -> Injected | None:
    """Read the counts of all rows, from one column on, a column too far to the right."""
    first, wrong = rng.randrange(len(COUNTS) - 1), dict[Cell, Figure]()
    for row in (*clean.all_rows, TOTAL):
        for name, source in zip(COUNTS[first + 1 :], COUNTS[first:], strict=False):
            wrong[row, name] = clean.figures[row, source]
    return misread(clean, wrong)


def rows_shifted(rng: Random, clean: Sheet) -> Injected | None:
    """Read a column a row too low from some row on: a cell above was merged."""
    name, first, wrong = rng.choice(COUNTS), rng.randint(1, clean.rows - 1), dict[Cell, Figure]()
    for row in range(first + 1, clean.rows + 1):
        wrong[row, name] = clean.figures[row - 1, name]
    return misread(clean, wrong)


def years_exchanged(_: Random, clean: Sheet) -> Injected | None:
    """Read the columns of each year as those of the other."""
    wrong: dict[Cell, Figure] = {}
    for row in (*clean.all_rows, TOTAL):
        for name in COLUMNS:
            other = of_other_year(name)
            if other in COLUMNS:
                wrong[row, name] = clean.figures[row, other]
    return misread(clean, wrong)


def categories_exchanged(_: Random, clean: Sheet) -> Injected | None:
    """Read the counts of the poor as those of the near-poor, the rates as they stand."""
    wrong: dict[Cell, Figure] = {}
    for row in (*clean.all_rows, TOTAL):
        for name in COUNTS[3:]:
            wrong[row, name] = clean.figures[row, of_other_category(name)]
    return misread(clean, wrong)


def mark_of_rate(rng: Random, clean: Sheet) -> Injected | None:
    """Read a rate without its mark, or with it a digit too far."""
    cell = (rng.choice((*clean.all_rows, TOTAL)), rng.choice(list(RATES)))
    rate = clean.figures[cell]
    if not isinstance(rate, Percent):
        return None
    places = rng.choice((0, rate.places - 1))
    return misread(clean, {cell: Percent(rate.digits, max(0, places))})


def marks_of_column(rng: Random, clean: Sheet) -> Injected | None:
    """Read a column of rates without their marks."""
    name, wrong = rng.choice(list(RATES)), dict[Cell, Figure]()
    for row in (*clean.all_rows, TOTAL):
        rate = clean.figures[row, name]
        if isinstance(rate, Percent):
            wrong[row, name] = Percent(rate.digits, 0)
    return misread(clean, wrong)


def thousands_of(*, of_row: bool) -> Model:
    """Read a count of thousands as a number with decimals, and keep its whole part."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        row: int | str = rng.randint(1, clean.rows) if of_row else TOTAL
        cells = [(row, name) for name in COUNTS if clean.count(row, name) > 999]
        if not cells:
            return None
        cell = rng.choice(cells)
        part = rng.choice((clean.count(*cell) // 1000, clean.count(*cell) % 1000))
        return misread(clean, {cell: part})

    return model


def all_thousands(_: Random, clean: Sheet) -> Injected | None:
    """Read every count of thousands as a number with decimals, and keep its whole part."""
    wrong: dict[Cell, Figure] = {}
    for row in (*clean.all_rows, TOTAL):
        for name in COUNTS:
            if clean.count(row, name) > 999:
                wrong[row, name] = clean.count(row, name) // 1000
    return misread(clean, wrong)


def count_as(value: int | None, *, of_row: bool) -> Model:
    """Read a count as 0, or as blank."""

    def model(rng: Random, clean: Sheet) -> Injected | None:
        row = rng.randint(1, clean.rows) if of_row else TOTAL
        return misread(clean, {(row, rng.choice(COUNTS)): value})

    return model


def row_as_zeros(rng: Random, clean: Sheet) -> Injected | None:
    """Read the blank goal of a row for zeros, where its totals count none of it."""
    row = rng.randint(1, clean.rows)
    return misread(clean, {(row, name): 0 for name in COUNTS if name.endswith("_goal")})


def section_for_total(rng: Random, clean: Sheet) -> Injected | None:
    """Read the sub-total of the first rows as the total row, and no total."""
    last = rng.randint(2, clean.rows - 1)
    clean.part(range(1, last + 1))
    wrong: dict[Cell, Figure] = {(TOTAL, name): clean.figures["section1", name] for name in COLUMNS}
    clean.sections = ()
    return misread(clean, wrong)


MISREAD: dict[str, Model] = {
    "misread: struck count": struck_cell,
    "misread: hidden row left out": row_left_out,
    "misread: two hidden rows left out": two_rows_left_out,
    "misread: old row read": old_row_read,
    "misread: last row for the total": last_row_for_total,
    "misread: total for a row": total_for_row,
    "misread: sub-total for the total": section_for_total,
    "misread: cells of a row shifted": cells_shifted,
    "misread: columns shifted": columns_shifted,
    "misread: a column shifted down": rows_shifted,
    "misread: years exchanged": years_exchanged,
    "misread: categories exchanged": categories_exchanged,
    "misread: mark of a rate": mark_of_rate,
    "misread: marks of a column": marks_of_column,
    "misread: thousands of a row": thousands_of(of_row=True),
    "misread: thousands of a total": thousands_of(of_row=False),
    "misread: all thousands": all_thousands,
    "misread: count for 0": count_as(0, of_row=True),
    "misread: count for blank": count_as(None, of_row=True),
    "misread: total for 0": count_as(0, of_row=False),
    "misread: goal of a row for 0": row_as_zeros,
}
