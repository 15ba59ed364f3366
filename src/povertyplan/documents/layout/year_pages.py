"""The tables of a year as pages: flows, reports, labour and coverage, each in its form."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias, TypeGuard

from attrs import evolve, frozen

from povertyplan.documents.forms import Beside, FormColumn, FormLines, TableForm, TableKind
from povertyplan.documents.layout.achieved import Besides, besides, remarks_on
from povertyplan.documents.layout.form_columns import column_of, numbers_of, paths_of
from povertyplan.documents.layout.parts import AnnexPage, Signature
from povertyplan.documents.layout.policies import fits, is_by_policy, of_policies, policy_words
from povertyplan.documents.layout.table import Column, ColumnRole, Table, TableLine, boxes_of
from povertyplan.documents.layout.words import called_unit, capitalised
from povertyplan.messages import period_label
from povertyplan.model.fields import Counted, Field, Value
from povertyplan.model.places import Part, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.model.rows import LabourTarget
from povertyplan.model.units import Level, Unit
from povertyplan.year.coverage import Coverage
from povertyplan.year.flows import PovertyFlow
from povertyplan.year.reports import UnitReport
from povertyplan.year.table import Rows

YearRow: TypeAlias = PovertyFlow | UnitReport | LabourTarget | Coverage
YearTable: TypeAlias = Rows[PovertyFlow] | Rows[UnitReport] | Rows[LabourTarget] | Rows[Coverage]

_TOTAL = "Tổng cộng"
#: What the lines of a flow count, as its form calls it.
COUNTED: Mapping[Counted, str] = MappingProxyType(
    {Counted.HOUSEHOLDS: "Hộ", Counted.PERSONS: "Nhân khẩu"}
)
KINDS: Mapping[type[YearRow], TableKind] = MappingProxyType(
    {
        PovertyFlow: TableKind.FLOW,
        UnitReport: TableKind.PROGRESS,
        LabourTarget: TableKind.LABOUR,
        Coverage: TableKind.COVERAGE,
    }
)


def kind_of(table: YearTable) -> TableKind:
    """Return the kind of a table; a table without rows has no kind that could be written."""
    kind = table.kind
    return KINDS[kind] if kind is not None else TableKind.FLOW


def stated_in(tables: Iterable[YearTable]) -> frozenset[Field]:
    """Return the figures that some row of the tables states."""
    stated: set[Field] = set()
    for table in tables:
        for flat in table.figures().values():
            stated.update(figure for figure, value in flat.items() if value is not None)
    return frozenset(stated)


def year_pages(
    tables: Sequence[YearTable], forms: Iterable[TableForm], plan: Plan | None = None
) -> tuple[AnnexPage, ...]:
    """
    Lay out tables in their forms, a page for each form that holds a figure of theirs.

    Tables of households and of persons share the page of a form that has lines for both, if their
    rows are the same.  Beside what units report stands what a *plan* sets for them.
    """
    pages: list[AnnexPage] = []
    for form in forms:
        held = [table for table in tables if kind_of(table) is form.kind]
        held = [table for table in held if not is_coverage(table) or fits(form, table)]
        held = [table for table in held if stated_in([table]).intersection(form.figures)]
        has_both = form.lines is FormLines.HOUSEHOLDS_AND_PERSONS
        groups = _of_same_rows(held) if has_both else [[table] for table in held]
        pages += [form_page(group, form, plan) for group in groups]
    return tuple(pages)


def form_page(
    tables: Sequence[YearTable],
    form: TableForm,
    plan: Plan | None = None,
    *,
    to_fill: bool = False,
) -> AnnexPage:
    """
    Return the page of the tables that one form holds.

    Columns of which nothing is stated are left out, unless the form is official or *to_fill*.
    """
    first = tables[0]
    beside: Besides = {}
    if is_progress(first):
        beside = besides(first, form, plan)
    if is_coverage(first):
        beside = of_policies(first)
    stated = stated_in(tables).union(*beside.values())
    is_whole = to_fill or form.kind is TableKind.FLOW
    shown = [column for column in form.columns if is_whole or _is_shown(column, stated)]
    columns = tuple(_column(column, form) for column in shown)
    lines = tuple(_Lines(tables, columns, beside).all)
    boxes = tuple(boxes_of(paths_of(shown)))
    table = Table(columns, boxes, tuple(numbers_of(shown)), lines, first.relations)
    page = AnnexPage("", form.title, place_and_period(first), table)
    if not is_progress(first) or plan is None:
        return page
    return evolve(page, remarks=remarks_on(first, plan), signatures=signatures_of(first.unit))


def signatures_of(unit: Unit) -> tuple[Signature, ...]:
    """Return who signs a table of reports: who made it, and for the office of the commune."""
    authority = "TM. ỦY BAN NHÂN DÂN" if unit.level is Level.COMMUNE else ""
    return (Signature("", "NGƯỜI LẬP BIỂU", ""), Signature(authority, "CHỦ TỊCH", ""))


def is_progress(table: YearTable) -> TypeGuard[Rows[UnitReport]]:
    """Whether a table is one of reports."""
    return table.kind is UnitReport


def is_coverage(table: YearTable) -> TypeGuard[Rows[Coverage]]:
    """Whether a table is one of the coverage of policies."""
    return table.kind is Coverage


def _column(column: FormColumn, form: TableForm) -> Column:
    """Return a column of a form; where each line is of a policy, that is what names it."""
    is_name = form.lines is FormLines.POLICIES and column.holds is Beside.POLICY
    return Column(ColumnRole.NAME) if is_name else column_of(column)


def _of_same_rows(tables: Iterable[YearTable]) -> list[list[YearTable]]:
    """Return tables in groups whose rows are the same."""
    groups: dict[object, list[YearTable]] = {}
    for table in tables:
        groups.setdefault(_rows_of(table), []).append(table)
    return list(groups.values())


def _rows_of(table: YearTable) -> tuple[object, ...]:
    names = tuple(row.unit.name for row in table.lines)
    return table.unit, table.period, names, _sections(table)


def _sections(table: YearTable) -> tuple[tuple[str, range], ...]:
    return tuple((section.label, section.rows) for section in table.sections)


def place_and_period(table: YearTable) -> str:
    """Return the line that says which unit a table is of, and which period."""
    period = period_label(table.period, "vi")
    unit = called_unit(table.unit)
    return f"{capitalised(unit)}, {period}" if unit else capitalised(period)


def _is_shown(column: FormColumn, stated: Collection[Field | Column]) -> bool:
    """Whether a column has something in it."""
    if column.holds in {Beside.ORDINAL, Beside.UNIT}:
        return True
    held = column_of(column)
    return held in stated or (held.field in stated and not held.key)


@frozen
class _Lines:
    """The lines of the tables that one form holds, which have the same rows."""

    tables: Sequence[YearTable]
    columns: Sequence[Column]
    besides: Besides

    @property
    def all(self) -> Iterator[TableLine]:
        """Each section before its first row, the rows with their ordinals, and the total."""
        first = self.tables[0]
        heads: dict[int, list[int]] = {}
        for number, (_, rows) in enumerate(_sections(first), 1):
            heads.setdefault(rows.start, []).append(number)
        ordinals = dict(_ordinals(first))
        for row in first.rows:
            for number in heads.pop(row, ()):
                yield from self._of_section(number)
            yield from self._of_row(row, ordinals[row], _name_of(first, row))
        if any(table.total is not None for table in self.tables):
            yield from self._of_row(Part.TOTAL, "", _TOTAL)

    def _of_section(self, number: int) -> Iterator[TableLine]:
        row = SectionRow(number)
        return self._of_row(row, str(number), self.tables[0].name_of(row))

    def _of_row(self, row: Row, ordinal: str, name: str) -> Iterator[TableLine]:
        """Yield a line of each table for one row."""
        for table in self.tables:
            values = _figures_of(table, row)
            others = dict(self.besides.get(row, {}))
            division = _division(table)
            counted = [column for column in self.columns if column.key == Beside.COUNTED]
            others.update(dict.fromkeys(counted, division))
            yield TableLine(row, ordinal, name, values, others, division)


def _name_of(table: YearTable, row: int) -> str:
    """Return the name of a line: its unit, or its policy if all lines are of one unit."""
    if is_coverage(table) and is_by_policy(table):
        return policy_words(table.lines[row - 1])
    return table.lines[row - 1].unit.name


def _ordinals(table: YearTable) -> Iterator[tuple[int, str]]:
    """Yield the number of each row, in a section below the section's number: ``1.2``."""
    yield from ((row, str(row)) for row in table.rows)
    for number, (_, rows) in enumerate(_sections(table), 1):
        yield from ((row, f"{number}.{place}") for place, row in enumerate(rows, 1))


def _figures_of(table: YearTable, row: Row) -> Mapping[Field, Value]:
    match row:
        case int():
            return table.lines[row - 1].flat()
        case SectionRow(number):
            printed = table.sections[number - 1].printed
        case _:
            printed = table.total
    return {} if printed is None else printed.flat()


def _division(table: YearTable) -> str:
    """Return the words for what the lines of a flow count; empty for other tables."""
    counted = {row.counted for row in table.printed_rows if isinstance(row, PovertyFlow)}
    return COUNTED[counted.pop()] if counted else ""
