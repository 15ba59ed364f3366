"""Tables of the year are diagnosed as plans are, with what their documents show besides."""

from povertyplan import Cause, LabourTarget, Part, Place, Unit, check, diagnose, repaired
from povertyplan.reading import Form, TableReading
from povertyplan.year import LabourTable, ReportingPeriod

COMMUNE, YEAR = Unit("Cao Thượng"), ReportingPeriod(2024)


def table(*new_jobs: int | None, total: int) -> LabourTable:
    lines = [
        LabourTarget(Unit(f"TDP {number}"), 2024, new_jobs=jobs)
        for number, jobs in enumerate(new_jobs, 1)
    ]
    return LabourTable(COMMUNE, YEAR, lines, LabourTarget(COMMUNE, 2024, new_jobs=total))


def test_a_slip_in_a_total_is_explained() -> None:
    reading = TableReading(table(10, 20, 30, total=61))
    causes = {diagnosis.cause: diagnosis for diagnosis in diagnose(reading, check(reading))}
    mended = repaired(reading, causes[Cause.WRONG_DIGIT])
    assert check(mended).errors == ()


def test_an_unreadable_cell_is_explained_by_the_others() -> None:
    place = Place(2, "new_jobs")
    reading = TableReading(table(10, None, 30, total=60), form=Form(unreadable=((place, "2O"),)))
    best = diagnose(reading)[0]
    assert [(edit.place, edit.proposed) for edit in best.edits] == [(place, 20)]
    mended = repaired(reading, best)
    assert (mended.unread, check(mended).findings) == (frozenset(), ())
    assert mended.table.total == reading.table.total
    assert Part.TOTAL in mended.table.figures()
