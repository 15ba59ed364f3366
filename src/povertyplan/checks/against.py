"""What a table of the year is compared with: its plan, an earlier report, another form."""

from collections.abc import Callable, Iterator
from functools import wraps

from attrs import frozen

from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.kinds import COMPARED, ComparedKind, YearTable, is_of_year, kind_of
from povertyplan.checks.matched_rows import MatchedRows
from povertyplan.checks.others import OtherDocument, has_assumed_period
from povertyplan.checks.rule import Fact, Facts
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.tabular import Tabular


@frozen
class MatchedTables:
    """
    A table beside another document, with the rows that are of the same units.

    Rows are matched by the names of their units, by position where a name stands several times.
    """

    table: YearTable
    other: OtherDocument
    kinds: tuple[ComparedKind, ComparedKind]
    matched: MatchedRows
    states_period: bool  #: whether both documents state what time they are of

    @classmethod
    def of(cls, evidence: Evidence) -> "MatchedTables | None":
        """Match the table with the other document, or return None if they are not compared."""
        table, other = evidence.table, evidence.other
        if not isinstance(other, OtherDocument) or not is_of_year(table):
            return None
        kind, other_kind = kind_of(table), kind_of(other.table)
        if kind is None or other_kind is None or (kind, other_kind) not in COMPARED:
            return None
        return cls(
            table,
            other,
            (kind, other_kind),
            MatchedRows.of(table, other.table),
            other.states_period and not has_assumed_period(evidence.notices),
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
