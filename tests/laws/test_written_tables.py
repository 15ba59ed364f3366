"""What is written of a year is read back as the same tables, in every format."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings

from povertyplan import WriteError, write_bytes
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.write.contents import Item, contents_of_table
from povertyplan.documents.write.plans import FORMATS
from povertyplan.strategies import coverage_tables, flows, labour_tables, reports
from povertyplan.year import Coverage, CoverageTable, FlowTable, LabourTable, ProgressReport
from tests.support.two_units import COMMUNE
from tests.support.unit_tables import unit_tables_in

Table: TypeAlias = FlowTable | ProgressReport | LabourTable | CoverageTable
FEW, SOME = 2, 25
#: Documents are slow to write and read, and a table as it was drawn shows what is wrong.
PHASES = (Phase.explicit, Phase.generate)
DOCUMENTS = [form for form in FORMATS if form != "json"]


@settings(max_examples=FEW, phases=PHASES)
@given(table=flows(max_rows=4), report=reports(max_rows=4), coverage=coverage_tables(max_rows=4))
def test_tables_are_read_back(
    table: FlowTable, report: ProgressReport, coverage: CoverageTable
) -> None:
    assert is_read_back(table, "markdown")
    assert is_read_back(report, "csv")
    assert is_read_back(coverage, "html")


@pytest.mark.large
@pytest.mark.parametrize("form", DOCUMENTS)
@settings(max_examples=SOME, phases=PHASES, deadline=None)
@given(
    table=flows(max_rows=6),
    report=reports(max_rows=6),
    labour=labour_tables(max_rows=6),
    coverage=coverage_tables(max_rows=6),
)
def test_many_tables_are_read_back(
    form: str,
    table: FlowTable,
    report: ProgressReport,
    labour: LabourTable,
    coverage: CoverageTable,
) -> None:
    for written in (table, report, labour, coverage):
        assert is_read_back(written, form)


def is_read_back(drawn: Table, form: str) -> bool:
    """Whether a document of a table states the table, whose forms may be several."""
    lines: Any = tuple(_of_commune(drawn))
    table = evolve(drawn, unit=COMMUNE, lines=lines)
    stated = contents_of_table(table)
    data = write_bytes(table, format=form, strict=False)
    read: dict[Item, object] = {}
    for reading in unit_tables_in(OpenedFile("", data, form)):
        read.update(contents_of_table(reading.table))
    return read == stated and is_written_strictly(table, form)


def _of_commune(drawn: Table) -> Iterator[Any]:
    """Yield the lines, those of the unit of the table as lines of the commune."""
    for line in drawn.lines:
        is_of_all = isinstance(line, Coverage) and line.unit == drawn.unit
        yield evolve(line, unit=COMMUNE) if is_of_all else line


def is_written_strictly(table: Table, form: str) -> bool:
    try:
        write_bytes(table, format=form)
    except WriteError:
        return False
    return True
