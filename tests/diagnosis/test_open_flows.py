"""Flows that need not close, flows that must, and other tables of the year, diagnosed."""

from collections.abc import Mapping

import pytest
from attrs import evolve

from povertyplan import Cause, Edit, LabourTarget, Part, Percent, Place, Unit, check, diagnose
from povertyplan.model.fields import Count, Counted, Flat, Rate
from povertyplan.model.places import SectionRow
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
from tests.benchmarks.diagnosis.flows import WAYS, run

YEAR, COMMUNE = ReportingPeriod(2024), Unit("Cao Thượng")
CLOSED = {"Chợ": (90, 20, 16, 1, 55), "Ngò": (30, 5, 3, 1, 23), "Chám": (41, 6, 5, 2, 32)}


def flows(*, others: int | None = 0, counted: Counted = Counted.HOUSEHOLDS) -> FlowTable:
    """Return three flows that close, with a total and a sub-total of the first two."""
    lines: list[PovertyFlow] = []
    for name, (start, to_other, left, from_other, end) in CLOSED.items():
        moved = {"to_other": to_other, "left": left, "from_other": from_other}
        rest = {"relapsed": 0, "new": 0, "other_out": others, "other_in": others}
        poor = Flow(start=start, end=end, **moved, **rest)
        lines.append(PovertyFlow(Unit(name), YEAR, poor, counted=counted))
    first_two = FlowTable(Unit("Khu 1"), YEAR, tuple(lines[:2])).computed_total
    total = FlowTable(COMMUNE, YEAR, tuple(lines)).computed_total
    section = RowSection("Khu 1", range(1, 3), first_two)
    return FlowTable(COMMUNE, YEAR, tuple(lines), total, (section,))


def typed(table: FlowTable, row: int, field: str, printed: int) -> FlowTable:
    place = Place(row, field)
    return table.edited([Edit(place, table.figures()[row][place.field], printed)])


@pytest.mark.parametrize(
    ("field", "printed", "figure", "cause"),
    [
        ("poor_left", 61, "poor that left both categories: 61 → 16", Cause.DIGITS_SWAPPED),
        ("poor_end", 5, "poor at the end: 5 → 55", Cause.DIGIT_DROPPED),
        ("poor_other_in", 1, "poor that came for other reasons: 1 → 0", Cause.WRONG_DIGIT),
    ],
)
def test_a_balance_and_sums_cross_in_one_cell(
    field: str, printed: int, figure: str, cause: Cause
) -> None:
    table = typed(flows(), 1, field, printed)
    (best,) = diagnose(table)
    assert (best.cause, best.unique) == (cause, True)
    assert table.edited(best.edits) == flows()
    assert str(best).startswith(f"row 1 (Chợ), {figure}: ")


def test_a_repair_of_a_flow_in_vietnamese() -> None:
    (best,) = diagnose(typed(flows(), 1, "poor_left", 61))
    assert best.text("vi") == (
        "dòng 1 (Chợ), số nghèo vượt chuẩn cận nghèo: 61 → 16: nhập đảo hai chữ số;"
        " không còn khả năng nào khác"
    )


@pytest.mark.parametrize(
    "clean", [flows(others=None), flows(counted=Counted.PERSONS)], ids=["blank", "persons"]
)
def test_a_flow_that_need_not_close_ranks_the_cell_first_and_proves_nothing(
    clean: FlowTable,
) -> None:
    assert check(clean).findings == ()
    table = typed(clean, 1, "poor_left", 61)
    found = diagnose(table)
    assert found[0].cause is Cause.DIGITS_SWAPPED
    assert table.edited(found[0].edits) == clean
    assert not any(diagnosis.unique for diagnosis in found)


def test_what_is_unexplained_alone_is_no_contradiction() -> None:
    table = typed(flows(others=None), 3, "poor_end", 33)
    # The total shows that 32 are right; without it nobody knows.
    assert {finding.code for finding in check(evolve(table, total=None)).findings} == {"PP702"}
    assert diagnose(evolve(table, total=None)).by_contradiction == ()


@pytest.mark.parametrize("others", [0, None])
def test_a_row_that_is_missing_is_a_flow_that_closes(others: int | None) -> None:
    clean = flows(others=others)
    table = evolve(clean, lines=(*clean.lines[:2],), sections=())
    (missing,) = diagnose(table)
    assert (missing.cause, missing.unique) == (Cause.ROW_MISSING, False)
    assert str(missing).startswith("a row is missing (41 poor at the start, 6 poor that became")
    assert "dòng tổng có tính dòng này nhưng bảng không ghi" in missing.text("vi")


def test_counts_that_do_not_close_are_no_missing_row() -> None:
    sums = flows().total
    assert sums is not None
    wrong: Flat = {Count.POOR_START: 162, Count.POOR_LEFT: 26}
    table = evolve(flows(), total=sums.with_flat({**sums.flat(), **wrong}))
    assert Cause.ROW_MISSING not in {diagnosis.cause for diagnosis in diagnose(table)}


def test_counts_have_no_other_year_that_they_could_be_copied_from() -> None:
    sums = flows().total
    assert sums is not None
    wrong: Flat = {Count.POOR_START: 162, Count.POOR_TO_NEAR_POOR: 32, Count.POOR_LEFT: 25}
    table = evolve(flows(others=None), total=sums.with_flat({**sums.flat(), **wrong}))
    copied = {Cause.LAST_YEARS_TOTAL, Cause.TOTAL_ROW_OF_LAST_YEAR, Cause.ROW_OF_LAST_YEAR}
    assert copied.isdisjoint(diagnosis.cause for diagnosis in diagnose(table))


def labour(working_age: int, trained: int) -> dict[str, object]:
    rate = Percent.of_ratio(trained, working_age)
    return {"working_age": working_age, "trained": trained, "trained_rate": rate}


LABOUR = [labour(310, 251), labour(254, 180), labour(488, 402)]
SUMS = {1: labour(310 + 254, 251 + 180), 2: labour(310 + 254 + 488, 251 + 180 + 402)}


def labour_target(name: str, stated: Mapping[str, object]) -> LabourTarget:
    return LabourTarget.of(Unit(name), 2024, stated)  # type: ignore[arg-type]  # mixed figures


def test_a_table_of_labour_figures_with_a_section() -> None:
    lines = tuple(labour_target(f"TDP {row}", stated) for row, stated in enumerate(LABOUR, 1))
    section = RowSection("Khu 1", range(1, 3), labour_target("", SUMS[1]))
    clean = LabourTable(COMMUNE, YEAR, lines, labour_target("", SUMS[2]), (section,))
    assert check(clean).findings == ()
    slip = Edit(Place(2, Count.TRAINED), 180, 108)
    (best,) = diagnose(clean.edited([slip]))
    assert (best.cause, best.unique) == (Cause.DIGITS_SWAPPED, True)
    assert best.edits == (Edit(Place(2, Count.TRAINED), 108, 180),)
    right, wrong = Percent.of_ratio(431, 564), Percent(7624, 2)
    place = Place(SectionRow(1), Rate.TRAINED_RATE)
    best = diagnose(clean.edited([Edit(place, right, wrong)]))[0]
    assert best.edits == (Edit(place, wrong, right),)


def test_reports_of_units() -> None:
    def report(flow: PovertyFlow, helped: int) -> UnitReport:
        return UnitReport(flow.unit, YEAR, flow, helped=helped)

    table = flows()
    lines = tuple(report(flow, 3) for flow in table.lines)
    assert table.total is not None
    clean = ProgressReport(COMMUNE, YEAR, lines, report(table.total, 9))
    assert check(clean).findings == ()
    (best,) = diagnose(clean.edited([Edit(Place(2, Count.POOR_START), 30, 3)]))
    assert (best.cause, best.unique) == (Cause.DIGIT_DROPPED, True)
    (*_, total) = diagnose(clean.edited([Edit(Place(Part.TOTAL, Count.HELPED), 9, 90)]))
    assert not total.unique


@pytest.mark.parametrize(
    "tables",
    [2, pytest.param(60, marks=pytest.mark.large)],
)
@pytest.mark.parametrize("name", WAYS)
def test_the_benchmark(name: str, tables: int) -> None:
    score = run(name, tables)
    assert score.cell >= 0.9 * tables
    assert score.wrong == 0
