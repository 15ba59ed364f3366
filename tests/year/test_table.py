"""Tables of the year: their rows, totals and sections, and what they refuse."""

import pytest

from povertyplan import Count, Edit, LabourTarget, Part, Place, Unit, check
from povertyplan.model.places import SectionRow
from povertyplan.year import (
    Flow,
    FlowTable,
    LabourTable,
    PovertyFlow,
    ReportingPeriod,
    Rows,
    RowSection,
    UnitReport,
)

YEAR = ReportingPeriod(2024)
COMMUNE = Unit("Cao Thượng")


def labour(name: str, new_jobs: int | None, year: int = 2024) -> LabourTarget:
    return LabourTarget(Unit(name), year, new_jobs=new_jobs)


LINES = (labour("Hoà Sơn", 10), labour("Chám", 9))
TABLE = LabourTable(
    COMMUNE, YEAR, LINES, labour("", 19), (RowSection("I", range(1, 3), labour("", 19)),)
)


def test_sections_and_total_are_sums() -> None:
    assert check(TABLE).findings == ()
    assert TABLE.subtotals == {SectionRow(1): range(1, 3)}
    wrong = TABLE.edited([Edit(Place(SectionRow(1), Count.NEW_JOBS), 19, 18)])
    assert [str(finding.place) for finding in check(wrong).findings] == ["section1/new_jobs"]


def test_names_of_rows() -> None:
    names = [TABLE.name_of(row) for row in (2, SectionRow(1), SectionRow(2), Part.TOTAL, 3)]
    assert names == ["Chám", "I", "", "", ""]


def test_the_total_of_a_blank_is_blank() -> None:
    table = LabourTable(COMMUNE, YEAR, (*LINES, labour("Bậu", None)))
    assert table.computed_total == LabourTarget(COMMUNE, 2024)
    assert LabourTable(COMMUNE, YEAR, ()).computed_total is None


def test_a_table_without_rows_claims_nothing() -> None:
    empty = LabourTable(COMMUNE, YEAR, ())
    assert (empty.kind, empty.relations, repr(empty)) == (
        None,
        (),
        "<Rows 2024 Cao Thượng: 0 rows>",
    )


def test_rows_by_name() -> None:
    assert TABLE.row("hoà sơn") is LINES[0]
    twice = LabourTable(COMMUNE, YEAR, (LINES[0], LINES[0]))
    with pytest.raises(LookupError, match=r"rows \[1, 2\] are all named"):
        twice.row("Hoà Sơn")
    with pytest.raises(LookupError, match="did you mean 'Chám'"):
        TABLE.row("Cham")


def test_edits() -> None:
    place = Place(1, Count.NEW_JOBS)
    edited = TABLE.edited([Edit(place, 10, 11)])
    assert edited.lines[0].new_jobs == 11
    with pytest.raises(ValueError, match="1/new_jobs: the table has 10, not 12"):
        TABLE.edited([Edit(place, 12, 11)])
    with pytest.raises(LookupError, match="7/new_jobs: no such figure"):
        TABLE.edited([Edit(Place(7, Count.NEW_JOBS), 10, 11)])


def test_other_figures_are_figures() -> None:
    with pytest.raises(TypeError, match=r"'new_jobs'>\] must be a whole number"):
        TABLE.with_figures({1: {Count.NEW_JOBS: "12"}})  # type: ignore[dict-item]  # wrong on purpose


def test_other_figures_are_of_the_rows_of_the_table() -> None:
    figures = TABLE.figures()
    del figures[2]
    with pytest.raises(LookupError, match="rows of the table and of the figures differ: 2, 7"):
        TABLE.with_figures({**figures, 7: {}})


def test_a_section_without_a_subtotal() -> None:
    table = LabourTable(COMMUNE, YEAR, LINES, sections=[RowSection("I", range(1, 3))])
    edited = table.edited([Edit(Place(1, Count.NEW_JOBS), 10, 11)])
    assert (edited.sections, edited.subtotals, edited.lines[0].new_jobs) == (table.sections, {}, 11)


def test_what_cannot_be_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="must be of the period 2024, got 2023 of 'Chám'"):
        LabourTable(COMMUNE, YEAR, (labour("Chám", 1, 2023),))
    with pytest.raises(ValueError, match=r"must lie in 1 to 2, got range\(1, 3, 2\)"):
        LabourTable(COMMUNE, YEAR, LINES, sections=(RowSection("I", range(1, 3, 2)),))
    with pytest.raises(ValueError, match="must lie in 1 to 2"):
        LabourTable(COMMUNE, YEAR, LINES, sections=(RowSection("I", range(1, 4)),))
    flow = PovertyFlow(Unit("Chám"), YEAR)
    with pytest.raises(TypeError, match="of one kind, got LabourTarget and PovertyFlow"):
        Rows(COMMUNE, YEAR, (*LINES, flow))


def test_the_figures_of_a_report_are_those_of_its_parts() -> None:
    flow = PovertyFlow(Unit("Chám"), YEAR, Flow(start=3))
    report = UnitReport(Unit("Chám"), YEAR, flow, labour("Chám", 2), helped=1)
    figures = report.flat()
    assert (figures[Count.POOR_START], figures[Count.NEW_JOBS], figures[Count.HELPED]) == (3, 2, 1)
    assert report.with_flat(figures) == report
    bare = UnitReport(Unit("Chám"), YEAR)
    assert bare.with_flat(bare.flat()) == bare


def test_a_flow_that_does_not_close() -> None:
    right = Flow(90, 20, 16, None, 0, 0, 0, None, 54)
    table = FlowTable(COMMUNE, YEAR, (PovertyFlow(Unit("Chám"), YEAR, right),))
    assert right.residual == 0
    assert check(table).findings == ()
    assert Flow(90, 20, 16, None, 0, 0, 0, 2, 55).residual == -1
    assert Flow(90).residual is None
    assert Flow(90, 20, 16, None, None, 0, 0, 2, 55).residual is None
