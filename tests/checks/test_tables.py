"""Tables of the year are checked as plans are, and told only what concerns them."""

from povertyplan import Count, LabourTarget, Part, Place, Unit, check
from povertyplan.reading import Form, Source, TableReading
from povertyplan.year import (
    Flow,
    FlowTable,
    LabourTable,
    PovertyFlow,
    ReportingPeriod,
    RowSection,
)

YEAR = ReportingPeriod(2024)
COMMUNE = Unit("Cao Thượng")


def flow(name: str, start: int | None, left: int | None = 0) -> PovertyFlow:
    """Return a flow of the poor alone: some left, and nobody came."""
    end = None if start is None or left is None else start - left
    poor = Flow(start, 0, left, None, 0, 0, 0, None, end)
    return PovertyFlow(Unit(name), YEAR, poor)


LINES = (flow("Hoà Sơn", 8, 3), flow("Chám", 1))
TABLE = FlowTable(COMMUNE, YEAR, LINES, flow("", 9, 3))


def told(table: FlowTable | TableReading[FlowTable]) -> set[str]:
    """Return what could not be checked."""
    return {f"{skipped.code} {skipped}" for skipped in check(table).skipped}


def test_a_bare_table_is_told_that_its_form_is_not_known() -> None:
    without_form = "without its document the form is not known: check the reading"
    assert f"PP506 {without_form}" in told(TABLE)
    assert not any(gap.startswith(("PP2", "PP3", "PP4", "PP6")) for gap in told(TABLE))


def test_columns_of_another_form_are_not_told() -> None:
    assert not any(gap.startswith("PP101") for gap in told(TABLE))


def test_a_table_without_a_total() -> None:
    without_total = FlowTable(COMMUNE, YEAR, LINES)
    assert "PP101 the table has no total row" in told(without_total)
    blank = FlowTable(COMMUNE, YEAR, LINES, PovertyFlow(Unit(""), YEAR))
    assert "PP101 the table states no figures to compare" in told(blank)


def test_a_figure_that_is_blank_in_some_rows() -> None:
    table = FlowTable(COMMUNE, YEAR, (LINES[0], flow("Chám", None)), flow("", 9))
    reason = "PP101 not every row states the poor at the start, or the total does not"
    assert reason in told(table)


def test_findings_of_a_reading_have_sources() -> None:
    place = Place(Part.TOTAL, Count.POOR_START)
    source = Source("flow.xlsx", sheet="Hộ", cell="D9")
    table = FlowTable(COMMUNE, YEAR, LINES, flow("", 8, 2))
    reading = TableReading(table, {place: source})
    finding, *_ = check(reading, select=["PP101"]).findings
    assert (finding.place, reading.source(finding)) == (place, source)


def test_an_unreadable_cell_is_told_and_not_judged() -> None:
    place = Place(2, Count.POOR_START)
    form = Form(unreadable=((place, "1?"),), ordinals=("1", "2"))
    table = FlowTable(COMMUNE, YEAR, (LINES[0], flow("Chám", None, None)), flow("", 9, 3))
    report = check(TableReading(table, form=form))
    assert [(finding.code, finding.place) for finding in report.findings] == [("PP506", place)]
    assert report.findings[0].ordinal == "2"


def test_ordinals_of_a_table() -> None:
    form = Form(ordinals=("1", "3"))
    (finding,) = check(TableReading(TABLE, form=form), select=["PP505"]).findings
    assert str(finding) == "rows of the table: ordinal 2 is missing (after 1 comes 3)"
    assert finding.text("vi") == "các dòng của biểu: thiếu số thứ tự 2 (sau 1 là 3)"


def test_sections_are_numbered_apart() -> None:
    sections: tuple[RowSection[PovertyFlow], ...]
    sections = (RowSection("I", range(1, 2)), RowSection("II", range(2, 3)))
    table = FlowTable(COMMUNE, YEAR, LINES, sections=sections)
    report = check(TableReading(table, form=Form(ordinals=("1", "1"))), select=["PP505"])
    assert report.findings == ()


def test_two_rows_of_one_unit() -> None:
    table = LabourTable(COMMUNE, YEAR, (LabourTarget(Unit("Chám"), 2024, new_jobs=1),) * 2)
    (finding,) = check(table).findings
    assert str(finding) == "rows of the table: repeated names: Chám"
