"""Tables of one row for each unit: flows, reports and labour figures of a year."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import Generic, Self

from attrs import evolve, frozen
from attrs import field as attribute

from povertyplan.arguments.strict import strict, strict_fields
from povertyplan.errors import harmless
from povertyplan.model.fields import Count, Field, Flat, Value
from povertyplan.model.names import key
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.places import Edit, Part, Row, SectionRow
from povertyplan.model.relations import Relation
from povertyplan.model.tabular import are_consecutive, complete_sum, replaced
from povertyplan.model.units import Unit, row_named
from povertyplan.year.joining import Lined, joined_lines, merged_or_either
from povertyplan.year.lines import R, RowSection, TableRow, called_in, group_of


def _lines(lines: Iterable[R]) -> tuple[R, ...]:
    return tuple(lines)


def _sections(sections: Iterable[RowSection[R]]) -> tuple[RowSection[R], ...]:
    return tuple(sections)


@frozen(repr=False, field_transformer=strict_fields)
class Rows(Generic[R]):
    """
    A table of one line for each unit or each policy, of one period; rows are of one kind.

    `FlowTable`, `ProgressReport`, `LabourTable` and `CoverageTable` are such tables.  Messages and
    places count the lines from 1.

    >>> from povertyplan.year import LabourTable
    >>> rows = [LabourTarget(Unit(name), 2024, new_jobs=10) for name in ("Hoà Sơn", "Chám")]
    >>> table = LabourTable(Unit("Cao Thượng"), ReportingPeriod(2024), rows)
    >>> table, table.row("Hòa Sơn").new_jobs, table.computed_total.new_jobs
    (<Rows of LabourTarget 2024 Cao Thượng: 2 rows>, 10, 20)
    >>> table.name_of(2), table.year_of(Count.NEW_JOBS), table.figures()[2][Count.NEW_JOBS]
    ('Chám', 2024, 10)
    >>> edited = table.edited([Edit(Place(2, "new_jobs"), 10, 12)])
    >>> edited.lines[1].new_jobs, table.with_figures(edited.figures()) == edited
    (12, True)
    """

    unit: Unit  #: the unit that the total is of
    period: ReportingPeriod  #: the period that all figures are of (kỳ báo cáo)
    lines: tuple[R, ...] = attribute(converter=_lines)  #: the lines in the order printed
    total: R | None = None  #: the total line as printed, None without one
    #: the lines under headings of their own (khu vực), with their sub-totals
    sections: tuple[RowSection[R], ...] = attribute(default=(), converter=_sections)

    def __attrs_post_init__(self) -> None:
        """Refuse rows of several kinds or periods, and sections of rows that do not exist."""
        rows = self.printed_rows
        kinds = {type(row) for row in rows}
        if len(kinds) > 1:
            names = " and ".join(sorted(kind.__name__ for kind in kinds))
            raise TypeError(f"Rows.lines must be of one kind, got {names}")
        if any(row.relations != rows[0].relations for row in rows):
            raise ValueError("Rows.lines must all count households or all count persons, got both")
        for row in rows:
            if row.period != self.period:
                raise ValueError(
                    f"Rows.lines must be of the period {self.period}, got {row.period}"
                    f" of {row.unit.name!r}"
                )
        for section in self.sections:
            if not are_consecutive(section.rows, len(self.lines)):
                raise ValueError(
                    f"RowSection.rows of {section.label!r} must lie in 1 to {len(self.lines)},"
                    f" got {section.rows!r}"
                )
            lines = [self.lines[row - 1] for row in section.rows]
            _refuse_several_groups("RowSection.printed", section.printed, lines)
        _refuse_several_groups("Rows.total", self.total, self.lines)

    def __repr__(self) -> str:
        """Return the kind of the rows, the period, the unit and the number of rows."""
        name = f" {harmless(self.unit.name)}" if self.unit.name else ""
        kind = f" of {self.kind.__name__}" if self.kind else ""
        return f"<Rows{kind} {self.period}{name}: {len(self.lines)} rows>"

    @property
    def kind(self) -> type[R] | None:
        """The type of the rows, or None for a table without rows."""
        return next((type(row) for row in self.printed_rows), None)

    @property
    def _groups(self) -> AbstractSet[str]:
        """The groups that the lines are of, one alone for the lines of whole units."""
        return set(map(group_of, self.lines))

    @property
    def printed_rows(self) -> Sequence[R]:
        """The lines, the sub-totals and the total that the table prints."""
        subtotals = [section.printed for section in self.sections]
        return [row for row in (*self.lines, *subtotals, self.total) if row is not None]

    @property
    def rows(self) -> range:
        """The numbers of the lines, counted from 1."""
        return range(1, len(self.lines) + 1)

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of the table about its figures; rows of several groups claim no sums."""
        claimed = next((row.relations for row in self.printed_rows), ())
        if len(self._groups) > 1:
            return tuple(relation for relation in claimed if not relation.adds_rows)
        return claimed

    @property
    def subtotals(self) -> Mapping[Row, Sequence[Row]]:
        """The sub-total rows that are printed, each with the lines that it is the sum of."""
        return {
            SectionRow(number): section.rows
            for number, section in enumerate(self.sections, 1)
            if section.printed is not None
        }

    def figures(self) -> dict[Row, dict[Field, Value]]:
        """Return every line, sub-total and the total with its figures by their flat names."""
        figures: dict[Row, dict[Field, Value]] = {
            number: line.flat() for number, line in enumerate(self.lines, 1)
        }
        for number, section in enumerate(self.sections, 1):
            if section.printed is not None:
                figures[SectionRow(number)] = section.printed.flat()
        if self.total is not None:
            figures[Part.TOTAL] = self.total.flat()
        return figures

    @strict
    def name_of(self, row: Row) -> str:
        """Return the name of a line, the label of a section, or an empty text."""
        match row:
            case int() if row in self.rows:
                return called_in(self.unit, self.lines[row - 1])
            case SectionRow(number) if number <= len(self.sections):
                return self.sections[number - 1].label
            case _:
                return ""

    @strict
    def year_of(self, field: Field, /) -> int | None:
        """Return the year of the table, which all its figures are of."""
        del field
        return self.period.year

    @strict
    def row(self, name: str) -> R:
        """
        Return the line of a unit, found under any Unicode form and tone style.

        A line of coverage by policies goes by its policy and group: ``y tế, hộ nghèo``.  Raises
        `LookupError` where no line, or more than one, bears the name.
        """
        row = row_named((called_in(self.unit, line) for line in self.lines), name)
        return self.lines[row - 1]

    @property
    def computed_total(self) -> R | None:
        """
        The sums over the lines; a count is None if a line leaves it blank.

        It states no rates.  None for a table without lines, and for one whose lines are not
        added up, such as the coverage of several policies.
        """
        if len(self._groups) != 1:
            return None
        flats = [line.flat() for line in self.lines]
        sums: dict[Field, Value] = {}
        for name in dict.fromkeys(chain.from_iterable(flats)):
            if isinstance(name, Count):
                sums[name] = complete_sum(flat.get(name) for flat in flats)
        return self.lines[0].with_flat(sums, self.unit)

    @strict
    def edited(self, edits: Iterable[Edit]) -> Self:
        """
        Return the table with figures replaced.

        Raises `LookupError` for a place that the table does not have, and `ValueError` where
        the table does not state what the edit says it does.
        """
        figures = self.figures()
        changes = replaced(lambda row: figures.get(row, {}), edits, "table")
        return self.with_figures({**figures, **changes})

    @strict
    def joined(self, other: "Rows[R]") -> "Rows[R]":
        """
        Return one table of two, such as the forms of the poor and of the near-poor.

        Lines are matched by the names of their units, within sections where both tables have
        the same, and by position where a name stands several times.  The order is as in this
        table; a unit that the other lacks has blanks for the figures of the other.  Raises
        `ValueError` for tables of other units, periods or figures, where both state a figure
        differently, and where nothing tells which lines are of the same unit.

        >>> from povertyplan.year import Flow, FlowTable, PovertyFlow
        >>> commune, chợ, year = Unit("Cao Thượng"), Unit("Chợ"), ReportingPeriod(2024)
        >>> poor = FlowTable(commune, year, [PovertyFlow(chợ, year, poor=Flow(3))])
        >>> near_poor = FlowTable(commune, year, [PovertyFlow(chợ, year, near_poor=Flow(5))])
        >>> joined = poor.joined(near_poor).row("Chợ")
        >>> joined.poor, joined.near_poor
        (Flow(start=3), Flow(start=5))
        """
        self._refuse_to_join(other)
        lined = joined_lines(Lined(self.lines, self.sections), Lined(other.lines, other.sections))
        return evolve(
            self,
            unit=self.unit if self.unit.name else other.unit,
            lines=lined.lines,
            total=merged_or_either(self.total, other.total),
            sections=lined.sections,
        )

    def _refuse_to_join(self, other: "Rows[R]") -> None:
        """Refuse a table of another unit, of another period or of other figures."""
        names = {key(table.unit.name) for table in (self, other) if table.unit.name}
        if len(names) > 1:
            raise ValueError(
                f"joined: both tables must be of {self.unit.name!r}, got {other.unit.name!r}"
            )
        if other.period != self.period:
            raise ValueError(f"joined: both tables must be of {self.period}, got {other.period}")
        has_rows = bool(self.printed_rows and other.printed_rows)
        if has_rows and self.relations != other.relations:
            raise ValueError(
                "joined: both tables must have the same figures, of households or of persons,"
                f" got {self!r} and {other!r}"
            )

    @strict
    def with_figures(self, figures: Mapping[Row, Flat]) -> Self:
        """
        Return the table of the same rows with other figures.

        Raises `LookupError` for rows without figures, and for figures of no row of the table.
        """
        unmatched = self.figures().keys() ^ figures.keys()
        if unmatched:
            rows = ", ".join(sorted(map(str, unmatched)))
            raise LookupError(f"with_figures: rows of the table and of the figures differ: {rows}")
        sections: list[RowSection[R]] = []
        for number, section in enumerate(self.sections, 1):
            printed = section.printed
            if printed is not None:
                printed = printed.with_flat(figures[SectionRow(number)])
            sections.append(evolve(section, printed=printed))
        total = None if self.total is None else self.total.with_flat(figures[Part.TOTAL])
        lines = [line.with_flat(figures[row]) for row, line in enumerate(self.lines, 1)]
        return evolve(self, lines=lines, total=total, sections=sections)


def _refuse_several_groups(name: str, total: TableRow | None, lines: Iterable[TableRow]) -> None:
    """Raise `ValueError` for a total of several groups, such as of two policies."""
    groups = {} if total is None else dict.fromkeys(map(group_of, (total, *lines)))
    if len(groups) > 1:
        first, second, *_ = groups
        raise ValueError(f"{name} must be of rows of one group, got {first!r} and {second!r}")
