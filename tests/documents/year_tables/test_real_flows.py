"""Two real forms of flow, read from every format: one table of households, one of persons."""

from collections import Counter
from pathlib import Path

import pytest

from povertyplan import ReadError, Unit, check, read
from povertyplan.documents.forms import TableForm
from povertyplan.documents.year_tables.readings import UnitsReading
from povertyplan.model.fields import Counted, Field, Value
from povertyplan.model.places import SectionRow
from povertyplan.year import FlowTable, PovertyFlow, ReportingPeriod
from tests.support.real_flows import FORMATS, PRINTED, figures_of
from tests.support.unit_tables import read_unit_tables

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
    households, persons = read_unit_tables(file, period=YEAR)
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


@pytest.fixture(name="both", scope="module")
def _both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[UnitsReading, ...]]:
    """Return the readings of both forms, of households and of persons."""
    folder = tmp_path_factory.mktemp("both")
    readings: list[tuple[UnitsReading, ...]] = []
    for number, (form, printed) in enumerate(PRINTED):
        file = folder / f"{number}.md"
        file.write_bytes(FORMATS["form.md"](form, printed))
        readings.append(read_unit_tables(file, period=YEAR))
    return readings


def test_what_does_not_close_is_told_and_nothing_else(
    both: list[tuple[UnitsReading, ...]],
) -> None:
    """The columns of other changes are blank; one district has but one of its communes."""
    poor, near_poor = both
    for readings, number in ((poor, 12), (near_poor, 16)):
        codes = Counter(finding.code for reading in readings for finding in check(reading).findings)
        assert codes.pop("PP702") == number
        assert set(codes) <= {"PP101"}
    cut = {
        finding.place.row
        for reading in poor
        for finding in check(reading).findings
        if finding.code == "PP101"
    }
    assert cut == {SectionRow(3)}


def test_the_two_forms_disagree(both: list[tuple[UnitsReading, ...]]) -> None:
    poor, near_poor = both
    disagreeing: Counter[str] = Counter()
    for of_poor, of_near_poor in zip(poor, near_poor, strict=True):
        table: FlowTable = of_poor.table  # type: ignore[assignment]  # both are of flows
        other: FlowTable = of_near_poor.table  # type: ignore[assignment]  # both are of flows
        joined = check(table.joined(other))
        found = [finding for finding in joined.findings if finding.code == "PP703"]
        disagreeing += Counter(str(finding.place.field) for finding in found)
    assert disagreeing == {"near_poor_from_poor": 12, "poor_from_near_poor": 4}


def test_the_year_that_a_form_does_not_name_is_told(tmp_path: Path) -> None:
    file = tmp_path / "form.md"
    file.write_bytes(FORMATS["form.md"](*PRINTED[0]))
    told = [notice.code for notice in read_unit_tables(file)[0].notices]
    assert told == ["unit-unnamed", "period-assumed"]
    dated = file.read_text(encoding="utf-8").replace("HỘ NGHÈO\n", "HỘ NGHÈO XÃ TÂN YÊN NĂM 2023\n")
    file.write_text(dated, encoding="utf-8")
    (households, _) = read_unit_tables(file)
    assert (households.table.period, households.table.unit.name) == (
        ReportingPeriod(2023),
        "Tân Yên",
    )
    assert not households.notices


def test_a_form_of_flow_is_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "form.csv"
    file.write_bytes(FORMATS["flat.csv"](*PRINTED[0]))
    with pytest.raises(
        ReadError, match=r"flow of the poor.*povertyplan check.*read_tables"
    ) as told:
        read(file)
    assert "biểu diễn biến hộ nghèo" in told.value.text("vi")
