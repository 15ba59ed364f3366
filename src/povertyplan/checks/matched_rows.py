"""The rows of two tables that are of the same units."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import product

from attrs import frozen

from povertyplan.arithmetic.ordinals import Sectioned
from povertyplan.model.fields import Count
from povertyplan.model.names import key
from povertyplan.model.places import Figures, Part, Place, Row
from povertyplan.model.tabular import Tabular
from povertyplan.year.matching import matched


@frozen
class Pair:
    """A count of a table, and the one of the other document that it is compared with."""

    place: Place
    other_place: Place
    printed: int
    other: int


@frozen
class MatchedRows:
    """
    The rows of a table, each with the row of another that is of the same unit.

    Rows are matched by the names of their units, by position where a name stands several times.
    """

    rows: Mapping[Row, Row]
    figures: Figures
    other_figures: Figures
    missing: tuple[str, ...]  #: the units that only the other table has
    extra: tuple[str, ...]  #: the units that only the table has

    @classmethod
    def of(cls, table: Tabular, other: Tabular) -> "MatchedRows":
        """Match the rows of two tables."""
        names, other_names = _names(table), _names(other)
        rows = _rows_of(table, other)
        other_rows = {*rows.values()}
        missing = tuple(name for row, name in other_names.items() if row not in other_rows)
        extra = tuple(name for row, name in names.items() if row not in rows)
        return cls(rows, table.figures(), other.figures(), missing, extra)

    def pairs(self, counts: Mapping[Count, Count]) -> list[Pair]:
        """Return the counts of matched rows that both state, by their names in both."""
        pairs: list[Pair] = []
        for (row, other_row), (count, other_count) in product(self.rows.items(), counts.items()):
            printed = self.figures[row].get(count)
            other = self.other_figures[other_row].get(other_count)
            if isinstance(printed, int) and isinstance(other, int):
                places = (Place(row, count), Place(other_row, other_count))
                pairs.append(Pair(*places, printed, other))
        return pairs


def of_lines(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of single units: what is wrong with one shows in the totals again."""
    return [pair for pair in pairs if isinstance(pair.place.row, int)]


def _names(table: Tabular) -> dict[Row, str]:
    """Return the names of the units of the rows; a row without a name has its number."""
    return {row: table.name_of(row) or str(row) for row in table.rows}


def _headings(table: Tabular) -> dict[Row, str]:
    """Return the key of the heading that each row stands under, in a table with sections."""
    headings: dict[Row, str] = {}
    for section in table.sections if isinstance(table, Sectioned) else ():
        headings |= dict.fromkeys(section.rows, key(section.label))
    return headings


def _rows_of(table: Tabular, other: Tabular) -> dict[Row, Row]:
    """
    Return the rows of the same units.

    Lines are those of the same sections, where both tables have the same.  What is left is
    matched by name alone: a district without communes is a line in one table, and a sub-total
    in the other.
    """
    headings, other_headings = _headings(table), _headings(other)
    rows: dict[Row, Row] = {}
    if set(headings.values()) == set(other_headings.values()):
        lines, other_lines = _keys(table, table.rows), _keys(other, other.rows)
        of_sections = {row: (name, headings.get(row, "")) for row, name in lines.items()}
        of_other_sections = {
            row: (name, other_headings.get(row, "")) for row, name in other_lines.items()
        }
        rows = _matched(of_sections, of_other_sections)
    matched_in_other = {*rows.values()}
    left = [row for row in (*table.rows, *table.subtotals) if row not in rows]
    others = (*other.rows, *other.subtotals)
    other_left = [row for row in others if row not in matched_in_other]
    rows |= _matched(_keys(table, left), _keys(other, other_left))
    has_totals = table.total is not None and other.total is not None
    return {**rows, Part.TOTAL: Part.TOTAL} if has_totals else rows


def _keys(table: Tabular, rows: Iterable[Row]) -> dict[Row, str]:
    """Return the names of some rows, whatever their spelling."""
    return {row: key(table.name_of(row)) for row in rows}


def _matched(keys: Mapping[Row, Hashable], others: Mapping[Row, Hashable]) -> dict[Row, Row]:
    """Return the rows of the same key, as `matched` numbers them."""
    rows, other_rows = list(keys), list(others)
    matches = matched(list(keys.values()), list(others.values()))
    return {rows[number - 1]: other_rows[match - 1] for number, match in matches.items()}
