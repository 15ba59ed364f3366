"""The annex of a plan as a table: its columns with their headings, sections, rows and total."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from povertyplan.documents.layout.table import (
    Column,
    ColumnRole,
    Table,
    TableLine,
    boxes_of,
)
from povertyplan.model.fields import ANNEX, Count, Figure, Rate
from povertyplan.model.places import Part, SectionRow
from povertyplan.model.plan import Plan

_HOUSEHOLDS = "Tổng số hộ dân cư"
_POVERTY = "Tỷ lệ hộ nghèo, cận nghèo"
#: What stands above each column, from the top; a blank belongs to the box above it.
_HEADINGS: Mapping[Figure, tuple[str, str, str]] = {
    Count.HOUSEHOLDS_BASE: (_HOUSEHOLDS, "", "Số hộ năm {base}"),
    Count.PERSONS_BASE: (_HOUSEHOLDS, "", "Nhân khẩu năm {base}"),
    Count.HOUSEHOLDS_GOAL: (_HOUSEHOLDS, "", "Số hộ năm {goal}"),
    Count.PERSONS_GOAL: (_HOUSEHOLDS, "", "Nhân khẩu năm {goal}"),
    Count.POOR_BASE: (_POVERTY, "Hộ nghèo năm {base}", "Số hộ"),
    Rate.POOR_BASE_RATE: (_POVERTY, "Hộ nghèo năm {base}", "Tỷ lệ (%)"),
    Count.POOR_GOAL: (_POVERTY, "Hộ nghèo dự kiến năm {goal}", "Số hộ"),
    Rate.POOR_GOAL_RATE: (_POVERTY, "Hộ nghèo dự kiến năm {goal}", "Tỷ lệ (%)"),
    Count.NEAR_POOR_BASE: (_POVERTY, "Hộ cận nghèo năm {base}", "Số hộ"),
    Rate.NEAR_POOR_BASE_RATE: (_POVERTY, "Hộ cận nghèo năm {base}", "Tỷ lệ (%)"),
    Count.NEAR_POOR_GOAL: (_POVERTY, "Hộ cận nghèo dự kiến năm {goal}", "Số hộ"),
    Rate.NEAR_POOR_GOAL_RATE: (_POVERTY, "Hộ cận nghèo dự kiến năm {goal}", "Tỷ lệ (%)"),
}
_TOTAL = "Tổng cộng"
_NUMERALS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def annex_table(plan: Plan, columns_to_fill: Iterable[Figure] = ()) -> Table:
    """Return the annex of a plan with one line for each row; columns that it states, or to fill."""
    lines = tuple(_lines(plan))
    stated = {figure for figure in ANNEX if any(_states(line, figure) for line in lines)}
    shown = stated.union(columns_to_fill)
    fields = [figure for figure in ANNEX if figure in shown]
    columns = (
        Column(ColumnRole.ORDINAL),
        Column(ColumnRole.NAME),
        *(Column(ColumnRole.FIGURE, field) for field in fields),
    )
    numbers = ("A", "B", *map(str, range(1, len(fields) + 1)))
    return Table(columns, tuple(boxes_of(_paths(fields, plan.years))), numbers, lines)


def _states(line: TableLine, figure: Figure) -> bool:
    return line.values.get(figure) is not None


def _paths(fields: Iterable[Figure], years: tuple[int, int] | None) -> list[tuple[str, ...]]:
    """Return the texts above each column, without the lines of the heading that hold none."""
    base, goal = years or (0, 0)
    paths = [("TT", "", ""), ("Đơn vị", "", "")]
    for field in fields:
        top, middle, bottom = (text.format(base=base, goal=goal) for text in _HEADINGS[field])
        paths.append((top, middle, bottom))
    used = [line for line in range(3) if any(path[line] for path in paths)]
    return [tuple(path[line] for line in used) for path in paths]


def _lines(plan: Plan) -> Iterator[TableLine]:
    """Yield the rows in their order, each section before its first row, and the total."""
    sections: dict[int, list[TableLine]] = {}
    for number, section in enumerate(plan.sections, 1):
        printed = {} if section.printed is None else section.printed.flat()
        line = TableLine(SectionRow(number), numeral(number), section.label, printed)
        sections.setdefault(section.rows.start, []).append(line)
    for number, target in enumerate(plan.targets, 1):
        yield from sections.pop(number, ())
        yield TableLine(number, str(number), target.unit.name, target.flat())
    yield from chain.from_iterable(sections.values())
    if plan.total is not None:
        yield TableLine(Part.TOTAL, "", _TOTAL, plan.total.flat())


def numeral(number: int) -> str:
    """
    Return a number from 1 as the Roman numeral that sections and headings bear.

    >>> [numeral(number) for number in (1, 4, 9, 12)]
    ['I', 'IV', 'IX', 'XII']
    """
    text = ""
    for value, letters in _NUMERALS:
        text += letters * (number // value)
        number %= value
    return text
