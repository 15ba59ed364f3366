"""Two tables, one for each year, are one annex."""

import pytest

from povertyplan import Place, PovertyTarget, ReadError, Unit, check, read_text
from povertyplan.documents.annex.reader import Annex
from povertyplan.documents.annex.two_years import of_two_years
from povertyplan.model.places import Part, SectionRow
from povertyplan.reading import Form

HEAD = "Thôn;Số hộ {0};Hộ nghèo {0};Tỷ lệ hộ nghèo {0};Hộ cận nghèo {0}"
BASE = ["Ngò;160;5;3,13;2", "Chợ;76;0;-;1", "Tổng;236;5;2,12;3"]
GOAL = ["Ngò;161;4;2,48;2", "Chợ;78;0;0,00;1", "Tổng;239;4;1,67;3"]


def plan(first: list[str], second: list[str], title: str = "Kế hoạch\nGiảm nghèo năm 2024") -> str:
    tables = [[HEAD.format(2023), *first], [HEAD.format("dự kiến 2024"), *second]]
    return "\n\n".join([title, *("\n".join(table) for table in tables)])


def test_two_years() -> None:
    for title in ("Kế hoạch\nGiảm nghèo năm 2024", ""):
        reading = read_text(plan(BASE, GOAL, title), format="csv", file="plan.csv")
        first, last = reading.plan.targets
        assert reading.plan.years == (2023, 2024)
        assert (first.base.households, first.goal.households, first.goal.poor.count) == (
            160,
            161,
            4,
        )
        assert reading.plan.total is not None
        assert reading.plan.total.goal.poor.count == 4
        assert last.goal.near_poor.count == 1
        source = reading.sources[Place(1, "poor_goal")]
        assert source.cell == ("C10" if title else "C9")
        assert reading.form.zero_rates == ("-", "0,00")
        assert check(reading, select=["PP1", "PP2"]).findings == ()


def test_the_order_of_the_tables_says_nothing() -> None:
    one = plan(BASE, GOAL)
    title, base, goal = one.split("\n\n")
    other = f"{title}\n\n{goal}\n\n{base}"
    assert read_text(other, format="csv").plan == read_text(one, format="csv").plan


def test_sections_and_a_total_that_one_year_lacks() -> None:
    start = "Khu vực 1;{};{};;{}"
    reading = read_text(
        plan([start.format(236, 5, 3), *BASE[:2]], [start.format(240, 4, 3), *GOAL]), format="csv"
    )
    (section,) = reading.plan.sections
    assert section.printed is not None
    assert (section.printed.base.households, section.printed.goal.households) == (236, 240)
    assert reading.plan.total is not None
    assert reading.plan.total.base.households is None
    (finding,) = check(reading, select=["PP1"]).findings
    assert finding.place == Place(SectionRow(1), "households_goal")
    again = read_text(plan(BASE, GOAL[:2]), format="csv").plan.total
    assert again is not None
    assert again.goal.households is None
    assert read_text(plan(BASE[:2], GOAL[:2]), format="csv").plan.total is None


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (BASE, GOAL[1:], "the table of 2023: 2 rows: Ngò, Chợ …; the table of 2024: 1 row: "),
        (BASE, [GOAL[1], GOAL[0], GOAL[2]], "the table of 2024: 2 rows: Chợ, Ngò …"),
    ],
)
def test_tables_that_are_not_of_the_same_rows(
    first: list[str], second: list[str], found: str
) -> None:
    with pytest.raises(ReadError) as error:
        read_text(plan(first, second), format="csv")
    assert found in error.value.found


def test_one_table_of_one_year_is_no_plan() -> None:
    head = HEAD.replace("{0}", "").replace(" ;", ";")
    with pytest.raises(ReadError, match="columns of two years"):
        read_text("\n".join([head, *BASE]), format="csv")
    one = "\n".join([HEAD.format(2023), *BASE])
    with pytest.raises(ReadError, match="a table of one year"):
        read_text(one, format="csv")


def test_another_table_beside_them_is_set_aside() -> None:
    text = plan(BASE, GOAL) + "\n\nNgày;Việc;Hạn\n1;Họp;25\n"
    assert [one.code for one in read_text(text, format="csv").notices] == [
        "unit-unnamed",
        "table-set-aside",
    ]


def test_column_numbers_of_both_tables() -> None:
    numbers = "A;1;2;3;4"
    reading = read_text(plan([numbers, *BASE], [numbers, *GOAL]), format="csv")
    assert reading.form.column_numbers == ("1", "2", "3", "4")
    source = reading.sources[Place(Part.DOCUMENT, "column_numbers")]
    assert source.cell == "A5"


def test_cells_that_hold_no_figure_are_told_of_both_years() -> None:
    def of_year(year: int, form: Form) -> Annex:
        target = PovertyTarget.of(Unit("Ngò"), year, year + 1, {})
        return Annex((year, year + 1), (target,), (), None, {}, form, ())

    poor, households = Place(1, "poor_base"), Place(1, "households_base")
    base = of_year(2023, Form(uncomputed=(poor,)))
    goal = of_year(2024, Form(uncomputed=(poor,), as_text=(households,)))
    form = of_two_years(base, goal, "plan.xlsx").form
    assert form.uncomputed == (poor, Place(1, "poor_goal"))
    assert form.as_text == (Place(1, "households_goal"),)


def test_sections_of_another_name_are_not_joined() -> None:
    start = "Khu vực {};236;5;;3"
    with pytest.raises(ReadError, match="two tables, of two years and the same rows"):
        read_text(plan([start.format(1), *BASE], [start.format(2), *GOAL]), format="csv")


def test_the_first_rows_of_tables_that_do_not_fit_are_named() -> None:
    more = ["Hạ;50;1;2,00;1", "Thượng;60;1;1,67;1"]
    with pytest.raises(ReadError, match="4 rows: Ngò, Chợ, Hạ …") as refused:
        read_text(plan([*BASE[:2], *more], GOAL), format="csv")
    assert "2 rows: Ngò, Chợ …" in str(refused.value)
