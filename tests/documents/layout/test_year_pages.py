"""The tables of a year as pages, each in its form."""

from attrs import evolve

from povertyplan import Unit
from povertyplan.documents.forms import FORMS, LABOUR_FIGURES, PROGRESS_OF_UNITS, FormLines
from povertyplan.documents.layout import AnnexPage
from povertyplan.documents.layout.year_pages import YearTable, form_page, year_pages
from povertyplan.model.fields import Count, Counted
from povertyplan.year import PovertyFlow, ReportingPeriod, Rows
from tests.support.two_units import COMMUNE, JUNE, PLAN, UNITS, flows, labour, reports, sectioned

OF_UNITS = tuple(form for form in FORMS if form.lines is not FormLines.FIGURES)


def texts(page: AnnexPage) -> list[tuple[str, ...]]:
    return [page.table.texts(line) for line in page.table.lines]


def pages_of(*tables: YearTable) -> tuple[AnnexPage, ...]:
    return year_pages(tables, OF_UNITS, PLAN)


def test_a_flow_has_a_page_for_each_category_of_which_it_states_something() -> None:
    poor, near_poor = pages_of(flows())
    assert poor.title == "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO"
    assert near_poor.title == "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO"
    assert poor.reference == "Thị trấn Cao Thượng, tháng 06 năm 2024"
    assert texts(poor)[0] == ("1", "Chợ", "Hộ", "8", "2", "1", "", "1", "0", "0", "", "6")
    assert len(pages_of(Rows(COMMUNE, JUNE, (flows().lines[0].with_flat({}),)))) == 0


def test_households_and_persons_alternate() -> None:
    poor, _ = pages_of(flows(), flows(Counted.PERSONS, 3))
    assert [line[:4] for line in texts(poor)] == [
        ("1", "Chợ", "Hộ", "8"),
        ("1", "Chợ", "Nhân khẩu", "24"),
        ("2", "Ngò", "Hộ", "4"),
        ("2", "Ngò", "Nhân khẩu", "12"),
        ("", "Tổng cộng", "Hộ", "12"),
        ("", "Tổng cộng", "Nhân khẩu", "36"),
    ]


def test_tables_of_other_rows_have_pages_of_their_own() -> None:
    persons = flows(Counted.PERSONS)
    pages = pages_of(flows(), evolve(persons, lines=persons.lines[:1]))
    names = [[line[1:3] for line in texts(page)] for page in pages[:2]]
    total = "Tổng cộng"
    assert names == [
        [("Chợ", "Hộ"), ("Ngò", "Hộ"), (total, "Hộ")],
        [("Chợ", "Nhân khẩu"), (total, "Nhân khẩu")],
    ]


def test_sections_have_dotted_ordinals_below_their_own() -> None:
    poor, _ = pages_of(sectioned(flows()))
    assert [line[:4] for line in texts(poor)] == [
        ("1", "Chợ", "Hộ", "8"),
        ("1", "Khu B", "Hộ", "4"),
        ("1.1", "Ngò", "Hộ", "4"),
        ("", "Tổng cộng", "Hộ", "12"),
    ]


def test_reports_stand_beside_what_the_plan_sets() -> None:
    (page,) = pages_of(reports())
    held = [(column.field, column.key) for column in page.table.columns]
    planned = held.index((Count.POOR_END, "planned"))
    rows = texts(page)
    assert [row[2] for row in rows] == ["24/06/2024", "", ""]
    assert [row[planned : planned + 2] for row in rows] == [("4", "50,0"), ("0", ""), ("4", "50,0")]
    assert page.table.is_wide
    assert page.table.numbers[:5] == ("A", "B", "C", "1", "2")


def test_without_a_plan_nothing_stands_beside_reports() -> None:
    page = form_page([reports()], PROGRESS_OF_UNITS)
    assert {column.key for column in page.table.columns} == {"", "ordinal", "unit", "received"}


def test_a_form_to_fill_in_has_all_its_columns() -> None:
    blank = form_page([labour()], LABOUR_FIGURES, to_fill=True)
    assert len(blank.table.columns) == len(LABOUR_FIGURES.columns)
    assert len(form_page([labour()], LABOUR_FIGURES).table.columns) == 7


def test_a_unit_without_a_name_leaves_the_period_alone() -> None:
    table = evolve(labour(), unit=Unit(""))
    assert form_page([table], LABOUR_FIGURES).reference == "Năm 2024"
    assert Rows(COMMUNE, ReportingPeriod(2024), ()).kind is None
    assert pages_of(Rows[PovertyFlow](COMMUNE, JUNE, ())) == ()
    assert UNITS
