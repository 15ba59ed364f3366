"""Tables of the year and readings of them: their form, and what is refused."""

from datetime import date
from typing import Any

import pytest

from povertyplan import (
    Category,
    LabourTarget,
    Level,
    Percent,
    Place,
    ReadError,
    Source,
    Unit,
)
from povertyplan.model.fields import Counted
from povertyplan.model.places import Part
from povertyplan.reading import Form, Notice, TableReading
from povertyplan.records import Record, from_dict, from_json, to_dict, to_json
from povertyplan.year import (
    Coverage,
    CoverageTable,
    Flow,
    FlowTable,
    LabourTable,
    Policy,
    PovertyFlow,
    ProgressReport,
    Register,
    ReportingPeriod,
    RowSection,
    UnitReport,
)
from tests.support.records import refusal
from tests.support.year import register

COMMUNE = Unit("Cao Thượng", Level.COMMUNE)
CHO = Unit("Chợ")
JUNE, YEAR = ReportingPeriod(2024, "06"), ReportingPeriod(2024)

LINE = PovertyFlow(CHO, YEAR, Flow(start=3, to_other=1, left=0, end=2), counted=Counted.PERSONS)
FLOW = FlowTable(COMMUNE, YEAR, (LINE,), LINE, (RowSection("I", range(1, 2), LINE),))
REPORT = UnitReport(
    CHO,
    JUNE,
    PovertyFlow(CHO, JUNE, Flow(start=3), Flow(end=0)),
    LabourTarget(CHO, 2024, 90, 45, Percent(50, 0), 20, Percent(222, 1), 4, 1),
    2,
    date(2024, 6, 25),
)
PROGRESS = ProgressReport(COMMUNE, JUNE, (REPORT, UnitReport(Unit("Ngò"), JUNE)))
LABOUR = LabourTable(COMMUNE, YEAR, (LabourTarget(CHO, 2024, new_jobs=10),))
CARDS = Coverage(COMMUNE, 2024, Policy.HEALTH, Category.POOR, 300, 299, Percent.parse("99,7"))
POWER = Coverage(COMMUNE, 2024, None, None, 90, label="Hỗ trợ tiền điện")
COVERAGE = CoverageTable(COMMUNE, YEAR, (CARDS, POWER))
READING: TableReading[FlowTable] = TableReading(
    FLOW,
    {Place(1, "poor_end"): Source("flow.xlsx", sheet="Biểu 2", cell="K9")},
    Form(unreadable=((Place(Part.TOTAL, "poor_end"), "hai"),)),
    notices=(Notice("unit-unnamed"),),
)


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (FLOW, FlowTable),
        (PROGRESS, ProgressReport),
        (LABOUR, LabourTable),
        (COVERAGE, CoverageTable),
        (READING, TableReading),
        (TableReading(PROGRESS), TableReading),
        (TableReading(LABOUR), TableReading),
        (TableReading(COVERAGE), TableReading),
    ],
)
def test_a_table_is_read_back(table: Record, kind: type[Record]) -> None:
    assert from_dict(to_dict(table), kind) == table
    assert from_json(to_json(table), kind) == table


def test_a_flow_has_the_form_of_its_types() -> None:
    data: Any = to_dict(FLOW)
    flow = data["flow"]
    assert list(flow) == ["unit", "period", "lines", "total", "sections"]
    assert list(flow["lines"][0]) == ["unit", "period", "poor", "near_poor", "counted"]
    assert (flow["period"], flow["lines"][0]["counted"]) == ("2024", "persons")
    assert flow["lines"][0]["poor"]["to_other"] == 1
    assert flow["sections"] == [{"label": "I", "rows": [1, 1], "printed": flow["total"]}]


def test_coverage_has_words_for_its_policy_and_its_group() -> None:
    data: Any = to_dict(COVERAGE)
    cards, power = data["coverage"]["lines"]
    assert list(cards.items())[1:] == [
        ("year", 2024),
        ("policy", "health"),
        ("category", "poor"),
        ("entitled", 300),
        ("covered", 299),
        ("covered_rate", "99.7%"),
        ("label", ""),
    ]
    assert (power["policy"], power["category"], power["label"]) == (None, None, "Hỗ trợ tiền điện")


def test_a_report_has_its_unit_and_its_period_once() -> None:
    data: Any = to_dict(PROGRESS)
    report, blank = data["progress"]["lines"]
    assert list(report) == ["unit", "period", "flow", "labour", "helped", "received"]
    assert list(report["flow"]) == ["poor", "near_poor"]
    assert list(report["labour"].items())[:3] == [
        ("working_age", 90),
        ("trained", 45),
        ("trained_rate", "50%"),
    ]
    assert (report["period"], report["received"]) == ("2024-06", "2024-06-25")
    assert (blank["flow"], blank["labour"], blank["received"]) == (None, None, None)


def test_a_reading_has_its_table_under_the_name_of_its_kind() -> None:
    data: Any = to_dict(READING)
    reading = data["table_reading"]
    assert list(reading) == ["flow", "sources", "form", "rounding", "notices"]
    assert reading["flow"] == to_dict(FLOW)["flow"]
    assert (reading["sources"][0]["row"], reading["sources"][0]["cell"]) == (1, "K9")


def refused(data: object, kind: type[Record] = FlowTable) -> str:
    return str(refusal(data, kind))


def test_a_fault_of_a_flow_is_named_with_its_path() -> None:
    data: Any = to_dict(FLOW)
    data["flow"]["lines"][0]["poor"]["left"] = -1
    assert refused(data) == (
        "$.flow.lines[0].poor.left: expected a whole number of at least 0, found -1"
    )
    data = to_dict(FLOW)
    data["flow"]["lines"][0]["counted"] = "heads"
    assert refused(data).startswith("$.flow.lines[0].counted: expected one of households, persons,")
    data = to_dict(FLOW)
    data["flow"]["lines"][0]["period"] = "2023"
    assert refused(data) == (
        "$.flow: expected Rows.lines to be of the period 2024, found 2023 of 'Chợ'"
    )


@pytest.mark.parametrize("period", ["2024-13", "2024-2", "tháng 2", 2024, None])
def test_what_is_no_period_is_refused(period: object) -> None:
    data: Any = to_dict(FLOW)
    data["flow"]["period"] = period
    with pytest.raises(ReadError) as caught:
        from_dict(data, FlowTable)
    assert caught.value.where == "$.flow.period"
    assert caught.value.expected.startswith('a period as text: "2024", "2024-02"')
    assert "kỳ báo cáo ghi dạng chuỗi" in caught.value.text("vi")


@pytest.mark.parametrize("day", ["2024-06-31", "20240625", "2024-W26-2", "2024-06-??", 25])
def test_what_is_no_day_is_refused(day: object) -> None:
    data: Any = to_dict(PROGRESS)
    data["progress"]["lines"][0]["received"] = day
    with pytest.raises(ReadError) as caught:
        from_dict(data, ProgressReport)
    assert caught.value.where == "$.progress.lines[0].received"
    assert caught.value.expected == 'a day as text, such as "2024-01-25"'


def test_a_part_of_a_report_has_no_unit_of_its_own() -> None:
    data: Any = to_dict(PROGRESS)
    data["progress"]["lines"][0]["flow"]["unit"] = {"name": "Ngò"}
    assert refused(data, ProgressReport) == (
        '$.progress.lines[0].flow.unit: expected one of poor, near_poor, found the key "unit"'
    )


def test_a_reading_has_one_table() -> None:
    both: Any = to_dict(READING)
    both["table_reading"]["labour"] = to_dict(LABOUR)["labour"]
    assert refused(both, TableReading) == (
        "$.table_reading: expected one of flow, progress, labour, coverage, register,"
        " found flow, labour"
    )
    none: Any = to_dict(READING)
    del none["table_reading"]["flow"]
    assert refused(none, TableReading) == (
        "$.table_reading: expected one of flow, progress, labour, coverage, register, found none"
    )


def test_another_table_than_the_one_asked_for_is_refused() -> None:
    assert refused(to_dict(FLOW), LabourTable) == (
        '$: expected "labour" beside the version, found "flow"'
    )


def test_a_table_without_rows_has_no_record() -> None:
    empty = FlowTable(COMMUNE, YEAR, ())
    with pytest.raises(ValueError, match="only a table with rows has a record, got <Rows 2024"):
        to_dict(empty)


def test_a_register_in_a_record() -> None:
    record: Any = to_dict(register())
    first, second = record["register"]["households"]
    assert (first["category"], first["causes"], first["outlook"]) == (
        "poor",
        ["land", "capital"],
        "able",
    )
    assert (second["persons"], second["causes"], second["support"]) == (None, [], [])
    assert from_dict(record, Register) == register()
    first["code"] = "Nguyễn Văn A"
    told = refused(record, Register)
    assert told.startswith(
        "$.register.households[0]: expected Household.code to be 1 to 16 letters"
    )
    assert told.endswith("found another text")
    first["code"], first["causes"] = "1", ["lười"]
    assert "households[0].causes[0]: expected one of land, capital" in refused(record, Register)
