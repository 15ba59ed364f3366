"""Tables of the year against their plan, an earlier report, and the other form of flow."""

from collections.abc import Mapping

import pytest

from povertyplan import Count, LabourTarget, Part, Place, Plan, Report, Unit, check
from povertyplan.model.fields import Counted, Flat
from povertyplan.model.places import SectionRow
from povertyplan.model.tabular import Widened
from povertyplan.reading import Notice, Reading, Source, TableReading
from povertyplan.year import (
    Flow,
    FlowTable,
    LabourTable,
    PovertyFlow,
    ProgressReport,
    ReportingPeriod,
    RowSection,
    UnitReport,
)

COMMUNE = Unit("Cao Thượng")
YEAR = ReportingPeriod(2024)
PLAN = Plan.of(
    2024,
    [
        {"name": "Hoà Sơn", "poor_base": 8, "near_poor_base": 5},
        {"name": "Chám", "poor_base": 1, "near_poor_base": 4},
    ],
    unit="Cao Thượng",
    labour={"new_jobs": 20, "exported": 2},
)


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def gaps(report: Report) -> set[str]:
    return {f"{skipped.code} {skipped}" for skipped in report.skipped}


def starts(period: str = "2024", **units: int) -> FlowTable:
    """Return flows of which only the start of the poor is stated."""
    when = ReportingPeriod.parse(period)
    lines = [
        PovertyFlow(Unit(name.replace("_", " ")), when, Flow(start))
        for name, start in units.items()
    ]
    return FlowTable(COMMUNE, when, tuple(lines))


def jobs(*numbers: int | None, total: int | None = None, year: int = 2024) -> LabourTable:
    """Return new jobs of the units of the plan."""
    lines = [
        LabourTarget(Unit(name), year, new_jobs=number)
        for name, number in zip(("Hoà Sơn", "Chám"), numbers, strict=True)
    ]
    printed = None if total is None else LabourTarget(COMMUNE, year, new_jobs=total)
    return LabourTable(COMMUNE, ReportingPeriod(year), tuple(lines), printed)


def monthly(period: str, flat: Flat, unit: str = "Chám") -> ProgressReport:
    """Return the report of one unit."""
    when = ReportingPeriod.parse(period)
    return ProgressReport(COMMUNE, when, (UnitReport.of(Unit(unit), when, flat),))


def test_the_start_of_a_flow_is_the_base_of_the_plan() -> None:
    table = starts(Hoà_Sơn=7, Chám=1)
    (finding,) = check(table, against=PLAN).findings
    assert (finding.code, finding.place) == ("PP704", Place(1, Count.POOR_START))
    assert (finding.printed, finding.expected) == (7, 8)


def test_a_finding_cites_the_file_and_the_cell_of_the_plan() -> None:
    source = Source("plan.xlsx", sheet="PL", cell="C7")
    (finding,) = check(
        starts(Hoà_Sơn=7, Chám=1), against=Reading(PLAN, {Place(1, Count.POOR_BASE): source})
    ).findings
    assert str(finding).endswith("but the plan starts from 8 (see plan.xlsx, PL!C7)")
    assert finding.text("vi").endswith("giao trên cơ sở 8 (đối chiếu plan.xlsx, PL!C7)")
    assert dict(finding.terms)["cites"] == "plan.xlsx, PL!C7"


def test_a_reading_of_a_table_is_compared_and_has_sources() -> None:
    place = Place(1, Count.POOR_START)
    source = Source("flow.csv", cell="C2")
    reading = TableReading(starts(Hoà_Sơn=7, Chám=1), {place: source})
    (finding,) = check(reading, against=PLAN).findings
    assert reading.source(finding) == source


def test_a_flow_that_starts_within_the_year_has_another_start() -> None:
    report = check(starts("2024-Q2", Hoà_Sơn=7, Chám=1), against=PLAN)
    assert codes(report) == []
    assert "PP704 the table does not start with the year, so its start is not the plan's" in gaps(
        report
    )


def test_persons_have_no_base_in_the_plan() -> None:
    lines = [
        PovertyFlow(Unit(name), YEAR, Flow(30), counted=Counted.PERSONS)
        for name in ("Hoà Sơn", "Chám")
    ]
    assert codes(check(FlowTable(COMMUNE, YEAR, tuple(lines)), against=PLAN)) == []


def test_reports_start_where_the_earlier_one_does() -> None:
    later, earlier = (
        monthly(month, {Count.POOR_START: start})
        for month, start in (("2024-07", 2), ("2024-06", 1))
    )
    (finding,) = check(later, against=earlier).findings
    assert str(finding) == (
        "row 1 (Chám): the poor at the start are printed as 2, but the earlier report starts from 1"
    )


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (Count.NEW_JOBS, ["PP705"]),
        (Count.HELPED, ["PP705"]),
        (Count.POOR_LEFT, ["PP705"]),
        (Count.POOR_END, []),
        (Count.TRAINED, ["PP705"]),
        (Count.WORKING_AGE, []),
    ],
)
def test_cumulative_figures_only_grow(count: Count, found: list[str]) -> None:
    later, earlier = monthly("2024-07", {count: 12}), monthly("2024-06", {count: 13})
    assert codes(check(later, against=earlier)) == found
    assert codes(check(earlier, against=monthly("2024-03", {count: 13}))) == []


def test_a_fall_says_what_was_reported_and_until_when() -> None:
    later, earlier = (
        monthly(month, {Count.HELPED: number})
        for month, number in (("2024-07", 12), ("2024-Q2", 13))
    )
    (finding,) = check(later, against=earlier).findings
    assert finding.text("vi") == (
        "dòng 1 (Chám): số hộ được nhận giúp đỡ lũy kế từ đầu năm ghi 12, thấp hơn 13 đã báo cáo"
        " đến hết tháng 06/2024"
    )


def test_a_report_that_is_not_earlier_is_told() -> None:
    report = check(monthly("2024-06", {Count.HELPED: 1}), against=monthly("2024-07", {}))
    assert codes(report) == []
    assert "PP706 the report that was given to compare with is not an earlier one" in gaps(report)


def test_units_are_matched_by_name_whatever_its_spelling() -> None:
    assert codes(check(starts(HÒA_SƠN=8, chám=1), against=PLAN)) == []


def test_units_that_only_one_has_are_named() -> None:
    source = {Place(1, Count.POOR_BASE): Source("plan.csv", cell="C2")}
    (finding,) = check(starts(Hoà_Sơn=8, Bậu=1), against=Reading(PLAN, source)).findings
    assert str(finding) == (
        "units without a row: Chám; rows of units that the other does not have: Bậu (see plan.csv)"
    )
    assert finding.place == Place(Part.DOCUMENT, "names")
    assert str(check(starts(Hoà_Sơn=8), against=PLAN).findings[0]) == "units without a row: Chám"


def test_a_unit_that_reports_twice_is_told_and_matched_with_nothing() -> None:
    lines = tuple(PovertyFlow(Unit("Chám"), YEAR, Flow(start)) for start in (1, 9))
    report = check(FlowTable(COMMUNE, YEAR, lines), against=PLAN)
    assert [str(finding) for finding in report.findings] == [
        "rows of the table: repeated names: Chám",
        (
            "units without a row: Hoà Sơn, Chám;"
            " rows of units that the other does not have: Chám, Chám"
        ),
    ]


def test_a_row_without_a_name_has_its_number() -> None:
    table = FlowTable(COMMUNE, YEAR, (PovertyFlow(Unit(""), YEAR, Flow(1)),))
    assert str(check(table, against=PLAN).findings[0]).endswith("does not have: 1")


@pytest.mark.parametrize(
    ("table", "other", "said"),
    [
        (jobs(10, 10, year=2023), PLAN, "the table is of 2023, but the other of 2024"),
        (
            monthly("2024-01", {}),
            monthly("2023-12", {}),
            "the table is of 2024, but the other of 2023",
        ),
        (
            starts("2024-06", Chám=1),
            starts("2024-05", Chám=1),
            "the table is of 2024-06, but the other of 2024-05",
        ),
    ],
)
def test_tables_of_another_time_are_not_compared(
    table: FlowTable, other: Plan | FlowTable, said: str
) -> None:
    (finding,) = check(table, against=other, select=["PP4", "PP7"]).findings
    assert finding.code == "PP707"
    assert str(finding) == f"{said}: their figures were not compared"


def test_what_is_compared_with_nothing() -> None:
    alone = (
        "PP706 nothing was given to compare the table with, such as its plan or an earlier report"
    )
    assert alone in gaps(check(jobs(10, 10)))
    unlike = "PP706 the two tables have no figures in common to compare"
    widened = Widened(PLAN, {})
    empty = FlowTable(COMMUNE, YEAR, ())
    for table, other in (
        (jobs(10, 10), starts(Chám=1)),
        (PLAN, jobs(10, 10)),
        (jobs(10, 10), widened),
    ):
        report = check(table, against=other)
        assert unlike in gaps(report)
        assert alone not in gaps(report)
    assert unlike in gaps(check(empty, against=PLAN))
    assert not any("PP70" in gap for gap in gaps(check(PLAN)))


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (jobs(10, 10), []),
        (jobs(10, 9), ["PP403"]),
        (jobs(10, 9, total=20), ["PP101"]),
        (jobs(10, 10, total=19), ["PP101"]),
        (jobs(10, 9, total=19), ["PP403"]),
        (jobs(10, None, total=19), ["PP403"]),
        (jobs(10, None, total=20), []),
        (jobs(10, None), []),
    ],
)
def test_labour_figures_add_up_to_the_plan(table: LabourTable, found: list[str]) -> None:
    assert codes(check(table, against=PLAN)) == found


def test_labour_figures_that_are_not_in_both_are_told() -> None:
    reason = "PP403 the table and the labour targets of the plan have no figures in common"
    for table in (jobs(10, None), LabourTable(COMMUNE, YEAR, (), LabourTarget(COMMUNE, 2024))):
        assert reason in gaps(check(table, against=PLAN))


def forms(poor: Mapping[str, Flow], near_poor: Mapping[str, Flow]) -> tuple[FlowTable, FlowTable]:
    """Return the form of the poor and that of the near-poor."""
    of_poor = [PovertyFlow(Unit(name), YEAR, poor=flow) for name, flow in poor.items()]
    of_near_poor = [
        PovertyFlow(Unit(name), YEAR, near_poor=flow) for name, flow in near_poor.items()
    ]
    return (
        FlowTable(COMMUNE, YEAR, tuple(of_poor)),
        FlowTable(COMMUNE, YEAR, tuple(of_near_poor)),
    )


def test_two_forms_disagree() -> None:
    poor, near_poor = forms(
        {"Hoà Sơn": Flow(to_other=20, from_other=1), "Chám": Flow(to_other=3)},
        {"Chám": Flow(from_other=3), "Hoà Sơn": Flow(to_other=2, from_other=19)},
    )
    source = Source("form3.csv", cell="H4")
    reading = TableReading(near_poor, {Place(2, Count.NEAR_POOR_FROM_POOR): source})
    first, second = map(str, check(poor, against=reading).findings)
    assert first == (
        "row 1 (Hoà Sơn): counted in households, 20 became near-poor by the form of the poor, but"
        " 19 by the form of the near-poor (see form3.csv, H4)"
    )
    assert second == (
        "row 1 (Hoà Sơn): counted in households, 2 became poor by the form of the near-poor, but 1"
        " by the form of the poor (see form3.csv)"
    )
    places = [str(finding.place) for finding in check(near_poor, against=poor).findings]
    assert places == ["2/near_poor_to_poor", "2/near_poor_from_poor"]


def test_a_unit_of_one_form_is_told_as_not_compared() -> None:
    poor, near_poor = forms(
        {"Chám": Flow(to_other=3), "Bậu": Flow(to_other=1)}, {"Chám": Flow(from_other=3)}
    )
    report = check(poor, against=near_poor)
    (skipped,) = [skipped for skipped in report.skipped if skipped.code == "PP703"]
    assert codes(report) == []
    assert str(skipped) == "units that only one of the two forms has, not compared: Bậu"
    assert skipped.units == ("Bậu",)
    assert "PP703" in report.checked


def test_subtotals_are_matched_by_their_labels() -> None:
    poor, near_poor = (
        FlowTable(
            COMMUNE,
            YEAR,
            (PovertyFlow(Unit("Chám"), YEAR),),
            printed,
            (RowSection("I", range(1, 2), printed),),
        )
        for printed in (
            PovertyFlow(Unit(""), YEAR, poor=Flow(to_other=3)),
            PovertyFlow(Unit(""), YEAR, near_poor=Flow(from_other=2)),
        )
    )
    places = [finding.place.row for finding in check(poor, against=near_poor).findings]
    assert places == [SectionRow(1), Part.TOTAL]


def test_one_name_in_two_sections() -> None:
    line = PovertyFlow(Unit("Chám"), YEAR, Flow(to_other=3))
    other = PovertyFlow(Unit("Chám"), YEAR, near_poor=Flow(from_other=3))
    changed = PovertyFlow(Unit("Chám"), YEAR, near_poor=Flow(from_other=2))
    sections: tuple[RowSection[PovertyFlow], ...]
    sections = (RowSection("I", range(1, 2)), RowSection("II", range(2, 3)))
    poor: FlowTable = FlowTable(COMMUNE, YEAR, (line, line), sections=sections)
    near_poor: FlowTable = FlowTable(COMMUNE, YEAR, (other, changed), sections=sections)
    (finding,) = check(poor, against=near_poor).findings
    assert finding.place == Place(2, Count.POOR_TO_NEAR_POOR)


def test_nothing_holds_where_no_figure_is_in_both() -> None:
    blank = Plan.of(2024, [{"name": "Chám"}])
    report = check(starts(Chám=1), against=blank)
    assert not report.ok
    assert not check(monthly("2024-07", {}), against=monthly("2024-06", {})).ok
    assert check(starts(Chám=1), against=PLAN, select=["PP704"]).ok


def test_two_forms_that_state_nothing_in_common() -> None:
    poor, near_poor = forms({"Chám": Flow(start=3)}, {"Chám": Flow(start=3)})
    report = check(poor, against=near_poor)
    assert (codes(report), "PP703" in report.checked) == ([], False)


def test_a_district_without_communes_is_a_line_beside_a_subtotal() -> None:
    district, commune = Unit("Huyện Đắk Mil"), Unit("Thị trấn Đắk Mil")
    subtotal = PovertyFlow(district, YEAR, Flow(to_other=47))
    poor = FlowTable(
        COMMUNE,
        YEAR,
        (PovertyFlow(commune, YEAR, Flow(to_other=47)),),
        sections=(RowSection("Huyện Đắk Mil", range(1, 2), subtotal),),
    )
    line = PovertyFlow(district, YEAR, near_poor=Flow(from_other=44))
    report = check(poor, against=FlowTable(COMMUNE, YEAR, (line,)))
    assert [finding.place.row for finding in report.findings] == [SectionRow(1)]
    assert any(skipped.units == ("Thị trấn Đắk Mil",) for skipped in report.skipped)


def test_a_unit_that_stands_in_another_section_is_the_same() -> None:
    first, second = starts(Chám=1).lines[0], starts(Hoà_Sơn=1).lines[0]
    plans = [
        FlowTable(
            COMMUNE,
            YEAR,
            lines,
            sections=(RowSection("I", range(1, 2)), RowSection("II", range(2, 3))),
        )
        for lines in ((first, second), (second, first))
    ]
    assert codes(check(plans[0], against=plans[1])) == []
    assert not any(skipped.units for skipped in check(plans[0], against=plans[1]).skipped)


def test_a_finding_cites_the_name_of_the_file_without_its_folder() -> None:
    source = Source("2024/plan.xlsx", cell="C7")
    reading = Reading(PLAN, {Place(1, Count.POOR_BASE): source})
    (finding,) = check(starts(Hoà_Sơn=7, Chám=1), against=reading).findings
    assert str(finding).endswith("(see plan.xlsx, C7)")


def test_a_form_that_names_no_year_is_taken_for_one_of_the_same_time() -> None:
    assumed = (Notice("period-assumed", values=(("text", "2026"),)),)
    table = starts("2026", Hoà_Sơn=7, Chám=1)
    assert codes(check(table, against=PLAN)) == ["PP707"]
    assert codes(check(TableReading(table, notices=assumed), against=PLAN)) == ["PP704"]
    poor, near_poor = starts("2024", Chám=1), starts("2026", Chám=1)
    assert codes(check(poor, against=TableReading(near_poor, notices=assumed))) == []
