"""PP309: the columns of an annex that follow from its other columns."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeAlias

from povertyplan import Percent, Place, Rounding
from tests.laws.oracle.lines import CATEGORIES, YEARS, Annex, Figures, Found, count_of
from tests.laws.oracle.prints import per_cent, prints, written

#: The texts of a column, by the names of their lines.
Cells: TypeAlias = Mapping[str, str]
#: So many cells must show what a column is.
FEWEST_CELLS = 3


def found_in_further_columns(
    further: Iterable[tuple[Place, str]], annex: Annex, rounding: Rounding, *, has_sections: bool
) -> Iterator[Found]:
    """Yield what is found in the further columns of an annex."""
    columns: dict[str, dict[str, str]] = {}
    for place, text in further:
        columns.setdefault(str(place.field), {})[str(place.row)] = text
    for name, cells in columns.items():
        if "persons" not in name:
            yield from _wrong_cells(name, cells, annex, rounding)
        elif not has_sections:
            yield from _wrong_sum(name, cells, annex)


def _wrong_sum(name: str, cells: Cells, annex: Annex) -> Iterator[Found]:
    """Look at the persons of poor households: if each row has them, their total is the sum."""
    counts = [int(cells[row.name]) for row in annex.rows if row.name in cells]
    is_complete = FEWEST_CELLS <= len(counts) == len(annex.rows)
    if is_complete and "total" in cells and int(cells["total"]) != sum(counts):
        yield Found("PP309", f"total/{name}", str(sum(counts)))


def _wrong_cells(name: str, cells: Cells, annex: Annex, rounding: Rounding) -> Iterator[Found]:
    """Look at what follows from the same line, if more than two thirds of it are right."""
    wrong: list[Found] = []
    compared = 0
    for line in annex.lines:
        size = _following(name, line.figures)
        if line.name not in cells or size is None:
            continue
        compared += 1
        printed = Percent.parse(cells[line.name])
        is_right = printed.digits == size
        expected: str | None = str(size)
        if name.endswith("_rate"):
            is_right, expected = prints(size, printed, rounding), written(size, printed, rounding)
        if not is_right:
            wrong.append(Found("PP309", f"{line.name}/{name}", expected))
    if compared >= FEWEST_CELLS and 3 * len(wrong) < compared:
        yield from wrong


def _following(name: str, figures: Figures) -> Fraction | None:
    """Return what follows from the figures of a line, None where they do not say it."""
    category = name.removesuffix("_drop")
    year = "base" if "base" in name else "goal"
    if category != name:
        before, after = (count_of(figures, f"{category}_{of_year}") for of_year in YEARS)
        return None if before is None or after is None else Fraction(before - after)
    poor, near_poor = (count_of(figures, f"{category}_{year}") for category in CATEGORIES)
    if poor is None or near_poor is None:
        return None
    if not name.endswith("_rate"):
        return Fraction(poor + near_poor)
    households = count_of(figures, f"households_{year}")
    return per_cent(poor + near_poor, households) if households else None
