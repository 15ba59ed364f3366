"""The households of a category in each unit, and the bounds of its share of a quota."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from povertyplan.messages import Phrase, UnknownUnitError, YearError, phrase
from povertyplan.messages.phrases import figure_phrase
from povertyplan.model.fields import Category, Count
from povertyplan.model.names import key
from povertyplan.model.rows import HouseholdCensus
from povertyplan.year.matching import unknown_unit

_BASES: Mapping[Category, Count] = {
    Category.POOR: Count.POOR_BASE,
    Category.NEAR_POOR: Count.NEAR_POOR_BASE,
}


@frozen
class Claim:
    """The households of a unit, and the bounds of its share."""

    base: int
    low: int
    high: int


def claims_of(
    rows: Sequence[HouseholdCensus],
    category: Category,
    at_least: Mapping[str, int],
    at_most: Mapping[str, int],
) -> list[Claim]:
    """Return what each unit has and may get; refuse bounds that contradict each other."""
    lows, highs = _by_row(at_least, rows), _by_row(at_most, rows)
    claims: list[Claim] = []
    for number, row in enumerate(rows):
        base = row.tally(category).count
        if base is None:
            raise YearError(
                phrase(
                    "Row {row}, “{unit}”: the {figure} are blank. Fill them in.",
                    row=number + 1,
                    unit=row.unit.name,
                    figure=figure_phrase(_BASES[category], row.year),
                )
            )
        low, high = lows.get(number, 0), min(base, highs.get(number, base))
        if low > high:
            raise YearError(
                phrase(
                    "“{unit}” is asked for at least {low}, but can give at most {high}."
                    " Change one of them.",
                    unit=row.unit.name,
                    low=low,
                    high=high,
                )
            )
        claims.append(Claim(base, low, high))
    return claims


def _by_row(bounds: Mapping[str, int], rows: Sequence[HouseholdCensus]) -> Mapping[int, int]:
    """Return bounds by the numbers of the rows, from 0, that bear their names."""
    if not bounds:
        return {}
    rows_of: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        rows_of.setdefault(key(row.unit.name), []).append(number)
    by_row: dict[int, int] = {}
    for name, bound in bounds.items():
        found = rows_of.get(key(name), [])
        if len(found) != 1:
            units = [row.unit for row in rows]
            raise UnknownUnitError(_repeated(name, found) if found else unknown_unit(name, units))
        if found[0] in by_row:
            raise YearError(two_bounds(name))
        by_row[found[0]] = bound
    return by_row


def two_bounds(unit: str) -> Phrase:
    """Return the refusal of a unit that is bounded twice."""
    return phrase("“{unit}” has two bounds. Leave one of them out.", unit=unit)


def _repeated(name: str, rows: Iterable[int]) -> Phrase:
    return phrase(
        "Rows {rows} are all named “{unit}”, so nothing tells whose bound it is. Give them names of"
        " their own.",
        rows=", ".join(str(row + 1) for row in rows),
        unit=name,
    )
