"""Two real forms of flow, read from every format: one table of households, one of persons."""

from pathlib import Path

import pytest

from povertyplan import Unit, read_tables
from povertyplan.documents.forms import TableForm
from povertyplan.model.fields import Counted, Field, Value
from povertyplan.year import PovertyFlow, ReportingPeriod
from tests.support.real_flows import FORMATS, PRINTED, figures_of

YEAR = ReportingPeriod(2024)


def flows_of(form: TableForm, printed: str, counted: Counted) -> list[PovertyFlow]:
    """Return the flows that a form prints, sub-totals included."""
    flows: list[PovertyFlow] = []
    for line in printed.strip().splitlines():
        _, name, households, persons = line.split("|")
        texts = figures_of(households if counted is Counted.HOUSEHOLDS else persons)
        figures = [int(text) if text else None for text in texts]
        flat: dict[Field, Value] = dict(zip(form.figures, figures, strict=True))
        flows.append(PovertyFlow.of(Unit(name), YEAR, flat, counted))
    return flows


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(("form", "printed"), PRINTED)
def test_a_real_form(tmp_path: Path, name: str, form: TableForm, printed: str) -> None:
    file = tmp_path / name
    file.write_bytes(FORMATS[name](form, printed))
    households, persons = read_tables(file, period=YEAR)
    for reading, counted in ((households, Counted.HOUSEHOLDS), (persons, Counted.PERSONS)):
        table = reading.table
        labels = [section.label for section in table.sections]
        flows = {flow.unit.name: flow for flow in flows_of(form, printed, counted)}
        assert [section.printed for section in table.sections] == [flows[name] for name in labels]
        assert list(table.lines) == [
            flow for flow in flows.values() if flow.unit.name not in labels
        ]
        assert table.total is None
        assert all(source.file == str(file) for source in reading.sources.values())
