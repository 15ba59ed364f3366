"""Reports of single units in one file are one table; every figure keeps its cell."""

from typing import Any

from povertyplan import Part, Place, Source
from povertyplan.documents.together import together
from povertyplan.reading import Form, Notice, TableReading
from povertyplan.year import ProgressReport
from tests.support.year import JULY, JUNE, flow_of_poor, reports

JOBS, EXPORTED = Place(1, "new_jobs"), Place(1, "exported")
UNNAMED = Notice("unit-unnamed")
#: What is told of every sheet, at its own cell.
TOLD = (("text", "G18"),)


def reading_of(sheet: str, table: ProgressReport) -> TableReading[Any]:  # rows of any kind
    form = Form(
        unreadable=((JOBS, "4?"),),
        computed=((EXPORTED, "=F1"),),
        uncomputed=(EXPORTED,),
        as_text=(JOBS,),
    )
    sources = {JOBS: Source("06.xlsx", sheet=sheet, cell="F32")}
    return TableReading(
        table,
        sources,
        form,
        notices=(
            UNNAMED,
            Notice("table-set-aside", Source("06.xlsx", sheet=sheet), TOLD),
        ),
    )


def test_reports_of_one_month_are_one_table() -> None:
    flow: TableReading[Any] = TableReading(flow_of_poor())  # rows of any kind
    june, july = reading_of("A", reports(JUNE)), reading_of("C", reports(JULY))
    joined, alone, other = together([june, flow, reading_of("B", reports(JUNE, 5)), july])
    assert (alone, other) == (july, flow)
    assert [line.labour.new_jobs for line in joined.table.lines] == [4, 5]
    places = [Place(1, "new_jobs"), Place(2, "new_jobs")]
    assert {place: source.sheet for place, source in joined.sources.items()} == dict(
        zip(places, "AB", strict=True)
    )
    assert joined.form.unreadable == tuple((place, "4?") for place in places)
    assert joined.form.as_text == tuple(places)
    assert joined.form.uncomputed == (EXPORTED, Place(2, "exported"))
    assert joined.form.computed == ((EXPORTED, "=F1"), (Place(2, "exported"), "=F1"))
    unnamed, told = joined.notices
    assert (unnamed, told.source) == (UNNAMED, Source("06.xlsx", sheet="A"))


def test_a_figure_of_no_line_keeps_its_place() -> None:
    whole = Place(Part.DOCUMENT, "year")
    reading = reading_of("A", reports(JUNE))
    reading = TableReading(reading.table, {whole: Source("06.xlsx")})
    (joined,) = together([reading, reading])
    assert list(joined.sources) == [whole]
