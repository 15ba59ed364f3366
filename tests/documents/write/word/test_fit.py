"""How a table fits its pages: the widths of its columns, and the size of its font."""

import pytest
from attrs import evolve

from povertyplan import Plan
from povertyplan.documents.layout import Table, page
from povertyplan.documents.write.word.fit import Room, column_widths, table_font
from tests.support.communes import plan_of

ROOM = Room(252, 170, 148)


def table(plan: Plan) -> Table:
    return page(plan).annex.table


def size(plan: Plan) -> int:
    laid_out = table(plan)
    return table_font(laid_out, column_widths(laid_out, ROOM.width), ROOM).size


@pytest.mark.parametrize(("rows", "expected"), [(5, 12), (22, 11), (26, 10), (40, 11), (70, 12)])
def test_the_font_is_as_large_as_one_page_or_two_allow(rows: int, expected: int) -> None:
    assert size(plan_of(rows)) == expected


def test_long_names_take_lines_and_so_a_smaller_font() -> None:
    row = {"poor_base": 5, "poor_goal": 2}
    short = [{**row, "name": "Chợ"}] * 10
    long = [{**row, "name": "Tổ dân phố Nguyễn Thị Minh Khai " * 4}] * 10
    assert (size(Plan.of(2024, short)), size(Plan.of(2024, long))) == (12, 10)


def test_columns_fill_the_width_if_there_are_many() -> None:
    widths = column_widths(table(plan_of(3)), 252)
    assert sum(widths) == pytest.approx(252)
    assert len(set(widths[2:])) == 1


def test_few_columns_are_no_wider_than_they_read_well() -> None:
    widths = column_widths(table(Plan.of(2024, [{"name": "Chợ", "poor_base": 5}])), 252)
    assert widths == [12, 48, 30]


def test_names_take_more_where_they_are_long() -> None:
    laid_out = table(plan_of(3))
    lines = [evolve(line, name=f"{line.name} cũ và mới, sáp nhập") for line in laid_out.lines]
    longer = evolve(laid_out, lines=tuple(lines))
    assert column_widths(laid_out, 252)[1] < column_widths(longer, 252)[1]


def test_more_columns_than_usual_leave_room_for_names() -> None:
    laid_out = table(plan_of(3))
    columns = (*laid_out.columns[:2], *(laid_out.columns[2:] * 3))
    assert column_widths(evolve(laid_out, columns=columns), 252)[1] == 48
