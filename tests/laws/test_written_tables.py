"""What is written of a year is read back as the same tables, in every format."""

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings

from povertyplan import WriteError, write_bytes
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.write.contents import Item, contents_of_table
from povertyplan.documents.write.plans import FORMATS
from povertyplan.strategies.year import flows, labour_tables, reports
from povertyplan.year import FlowTable, LabourTable, ProgressReport
from tests.support.two_units import COMMUNE
from tests.support.unit_tables import unit_tables_in

FEW, SOME = 2, 25
#: Documents are slow to write and read, and a table as it was drawn shows what is wrong.
PHASES = (Phase.explicit, Phase.generate)
DOCUMENTS = [form for form in FORMATS if form != "json"]


@settings(max_examples=FEW, phases=PHASES)
@given(table=flows(max_rows=4), report=reports(max_rows=4))
def test_tables_are_read_back(table: FlowTable, report: ProgressReport) -> None:
    assert is_read_back(table, "markdown")
    assert is_read_back(report, "csv")


@pytest.mark.large
@pytest.mark.parametrize("form", DOCUMENTS)
@settings(max_examples=SOME, phases=PHASES, deadline=None)
@given(table=flows(max_rows=6), report=reports(max_rows=6), labour=labour_tables(max_rows=6))
def test_many_tables_are_read_back(
    form: str, table: FlowTable, report: ProgressReport, labour: LabourTable
) -> None:
    for written in (table, report, labour):
        assert is_read_back(written, form)


def is_read_back(drawn: FlowTable | ProgressReport | LabourTable, form: str) -> bool:
    """Whether a document of a table states the table, whose forms may be several."""
    table = evolve(drawn, unit=COMMUNE)
    stated = contents_of_table(table)
    data = write_bytes(table, format=form, strict=False)
    read: dict[Item, object] = {}
    for reading in unit_tables_in(OpenedFile("", data, form)):
        read.update(contents_of_table(reading.table))
    return read == stated and is_written_strictly(table, form)


def is_written_strictly(table: FlowTable | ProgressReport | LabourTable, form: str) -> bool:
    try:
        write_bytes(table, format=form)
    except WriteError:
        return False
    return True
