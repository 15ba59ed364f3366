"""How a table fits its pages: the widths of its columns, and the size of its font."""

import pytest
from attrs import evolve

from povertyplan import Plan
from povertyplan.documents.forms import Beside
from povertyplan.documents.layout import Column, ColumnRole, Table, page
from povertyplan.documents.write.word.fit import Room, Widths, column_widths, table_font
from povertyplan.documents.write.word.styles import TableFont
from povertyplan.model.fields import ANNEX, Count, Rate
from tests.support.communes import plan_of

COUNTS = [name for name in ANNEX if isinstance(name, Count)]
RATES = [name for name in ANNEX if isinstance(name, Rate)]
ROOM = Room(252, 170, 148)


def table(plan: Plan) -> Table:
    return page(plan).annex.table


def font(plan: Plan) -> TableFont:
    laid_out = table(plan)
    return table_font(laid_out, column_widths(laid_out, ROOM.width), ROOM)


def size(plan: Plan) -> int:
    return font(plan).size


@pytest.mark.parametrize(
    ("rows", "size", "padding"),
    [
        (5, 12, 2), (16, 12, 1), (18, 11, 1), (22, 11, 0), (26, 10, 0),
        (30, 12, 2), (35, 12, 1), (40, 11, 1), (45, 11, 0), (50, 10, 0), (70, 12, 1),
    ],
)  # fmt: skip
def test_the_font_is_as_large_as_one_page_or_two_allow(rows: int, size: int, padding: int) -> None:
    assert font(plan_of(rows)) == TableFont(size, padding)


def test_long_names_take_lines_and_so_a_smaller_font() -> None:
    row = {"poor_base": 5, "poor_goal": 2}
    short = [{**row, "name": "Chợ"}] * 10
    long = [{**row, "name": "Tổ dân phố Nguyễn Thị Minh Khai " * 4}] * 10
    assert (size(Plan.of(2024, short)), size(Plan.of(2024, long))) == (12, 10)


@pytest.mark.parametrize("word", ["x", "xx "])
def test_a_name_without_end_is_reckoned_by_its_letters(word: str) -> None:
    """Words are not broken one by one, which would take hours."""
    assert size(Plan.of(2024, [{"name": word * 3_000_000, "poor_base": 5}])) == 12


def test_columns_fill_the_width_if_there_are_many() -> None:
    laid_out = table(plan_of(3))
    assert sum(column_widths(laid_out, 252).of(laid_out.columns)) == pytest.approx(252)


def test_few_columns_are_no_wider_than_they_read_well() -> None:
    laid_out = table(Plan.of(2024, [{"name": "Chợ", "poor_base": 5}]))
    assert column_widths(laid_out, 252).of(laid_out.columns) == [12, 48, 30]


def test_names_take_more_where_they_are_long() -> None:
    laid_out = table(plan_of(3))
    lines = [evolve(line, name=f"{line.name} cũ và mới, sáp nhập") for line in laid_out.lines]
    longer = evolve(laid_out, lines=tuple(lines))
    assert column_widths(laid_out, 252).name < column_widths(longer, 252).name


def test_more_columns_than_usual_leave_room_for_names() -> None:
    laid_out = table(plan_of(3))
    columns = (*laid_out.columns, *laid_out.columns[2:6])
    assert column_widths(evolve(laid_out, columns=columns), 252).name == 48


@pytest.mark.parametrize(("households", "expected"), [(999, 12), (1_234_567, 10), (10**12, 10)])
def test_a_large_count_is_not_parted(households: int, expected: int) -> None:
    row: dict[str, object] = {"name": "Chợ", **dict.fromkeys(COUNTS, 1)}
    row |= dict.fromkeys(RATES, "1,00") | {"households_base": households}
    assert size(Plan.of(2024, [row])) == expected


@pytest.mark.parametrize(
    ("role", "smallest"),
    [(ColumnRole.FIGURE, TableFont(10, 0)), (ColumnRole.MARK, TableFont(9, 0))],
)
def test_figures_wider_than_their_columns_have_the_smallest_font(
    role: ColumnRole, smallest: TableFont
) -> None:
    laid_out = table(plan_of(3))
    *others, last = laid_out.columns
    marked = evolve(laid_out, columns=(*others, evolve(last, role=role)))
    assert table_font(marked, Widths(name=48, figure=1), ROOM) == smallest


def test_each_column_is_as_wide_as_what_it_holds_needs() -> None:
    widths = Widths(name=48, figure=20, ordinal=12, words=22, sentence=60, achieved=14)
    roles = (ColumnRole.ORDINAL, ColumnRole.NAME, ColumnRole.WORDS, ColumnRole.SENTENCE)
    columns = [Column(role) for role in (*roles, ColumnRole.FIGURE, ColumnRole.DERIVED)]
    achieved = Column(ColumnRole.DERIVED, key=Beside.DERIVED)
    assert widths.of([*columns, achieved]) == [12, 48, 22, 60, 20, 20, 14]
    (mark,) = widths.of([Column(ColumnRole.MARK)])
    assert mark < widths.ordinal
