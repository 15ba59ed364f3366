"""What a table of the year is compared with: its plan, an earlier report, another form."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import wraps
from itertools import product

from attrs import frozen

from povertyplan.arithmetic.ordinals import Sectioned
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.kinds import COMPARED, ComparedKind, YearTable, is_of_year, kind_of
from povertyplan.checks.others import OtherDocument
from povertyplan.checks.rule import Fact, Facts
from povertyplan.model.fields import Count
from povertyplan.model.names import key
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Figures, Part, Place, Row
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular
from povertyplan.year.matching import matched

#: The notice of a form that does not say what time it is of.
_ASSUMED = "period-assumed"


@frozen
class Pair:
    """A count of a table, and the one of the other document that it is compared with."""

    place: Place
    other_place: Place
    printed: int
    other: int


@frozen
class MatchedTables:
    """
    A table beside another document, with the rows that are of the same units.

    Rows are matched by the names of their units, by position where a name stands several times.
    """

    table: YearTable
    other: OtherDocument
    kinds: tuple[ComparedKind, ComparedKind]
    rows: Mapping[Row, Row]  #: each row of the table with its row in the other
    figures: Figures
    other_figures: Figures
    missing: tuple[str, ...]  #: the units that only the other document has
    extra: tuple[str, ...]  #: the units that only the table has
    states_period: bool  #: whether both documents state what time they are of

    @classmethod
    def of(cls, evidence: Evidence) -> "MatchedTables | None":
        """Match the table with the other document, None where they are not compared."""
        table, other = evidence.table, evidence.other
        if not isinstance(other, OtherDocument) or not is_of_year(table):
            return None
        kind, other_kind = kind_of(table), kind_of(other.table)
        if kind is None or other_kind is None or (kind, other_kind) not in COMPARED:
            return None
        names, other_names = _names(table), _names(other.table)
        rows = _rows_of(table, other.table)
        other_rows = {*rows.values()}
        return cls(
            table,
            other,
            (kind, other_kind),
            rows,
            evidence.figures,
            other.table.figures(),
            tuple(name for row, name in other_names.items() if row not in other_rows),
            tuple(name for row, name in names.items() if row not in rows),
            not any(notice.code == _ASSUMED for notice in (*evidence.notices, *other.notices)),
        )

    @property
    def other_period(self) -> ReportingPeriod:
        """The period of the other document, which is the whole year of a plan."""
        other = self.other.table
        return other.period if is_of_year(other) else ReportingPeriod(_year_of(other))

    @property
    def is_of_one_time(self) -> bool:
        """
        Whether both are of one year, or of one period where both are flows.

        The official forms of flow name no year: such a form is taken for one of the same time.
        """
        if not self.states_period:
            return True
        period, other = self.table.period, self.other_period
        return period == other if self.is_of_forms else period.year == other.year

    @property
    def times(self) -> tuple[str, str]:
        """The periods of both where both are flows, else their years."""
        period, other = self.table.period, self.other_period
        if self.is_of_forms:
            return str(period), str(other)
        return str(period.year), str(other.year)

    @property
    def is_of_forms(self) -> bool:
        """Whether two forms of flow are compared."""
        return self.kinds[0] is self.kinds[1] is not ComparedKind.REPORTS

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


def comparing(
    *kinds: tuple[ComparedKind, ComparedKind],
) -> Callable[[Callable[[MatchedTables], Iterator[Fact | Gap]]], Facts]:
    """Make the facts of a check that compares tables of some kinds, of one time, with others."""

    def made(find: Callable[[MatchedTables], Iterator[Fact | Gap]]) -> Facts:
        @wraps(find)
        def facts(evidence: Evidence) -> Iterator[Fact | Gap]:
            tables = MatchedTables.of(evidence)
            is_ours = tables is not None and tables.kinds in kinds
            if tables is not None and is_ours and tables.is_of_one_time:
                yield from find(tables)
            else:
                yield NOTHING_OF_THE_KIND

        return facts

    return made


def _year_of(table: Tabular) -> int:
    return table.year if isinstance(table, Plan) else 0


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
        rows = _matched(
            {row: (name, headings.get(row, "")) for row, name in lines.items()},
            {row: (name, other_headings.get(row, "")) for row, name in other_lines.items()},
        )
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
