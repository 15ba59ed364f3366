"""What stands beside the figures of a report: what is planned, and what is achieved."""

from attrs import evolve

from povertyplan import LabourTarget, Points
from povertyplan.documents.forms import PROGRESS_OF_UNITS
from povertyplan.documents.layout.achieved import (
    PlannedChange,
    achieved_in_per_cent,
    besides,
    planned_changes,
)
from povertyplan.model.fields import Count
from povertyplan.model.places import Part, SectionRow
from povertyplan.year import RowSection, UnitReport
from tests.support.two_units import JUNE, PLAN, UNITS, reports


def achieved(row: int | Part | SectionRow, figure: Count) -> object:
    beside = besides(reports(), PROGRESS_OF_UNITS, PLAN)[row]
    (value,) = [
        value for column, value in beside.items()
        if column.field is figure and column.key == "derived"
    ] or [None]  # fmt: skip
    return value


def test_a_count_that_is_to_fall_is_set_beside_its_base() -> None:
    assert achieved(1, Count.POOR_END) == Points.parse("50.0")
    assert achieved(1, Count.NEAR_POOR_END) == Points.parse("100.0")
    assert achieved(2, Count.POOR_END) is None  # nothing is planned
    assert achieved(2, Count.NEAR_POOR_END) is None  # no goal is stated


def test_labour_is_planned_for_the_commune() -> None:
    assert planned_changes(PLAN, Part.TOTAL, "") == {
        Count.NEW_JOBS: PlannedChange(0, 10, falls=False),
        Count.EXPORTED: PlannedChange(0, 2, falls=False),
        Count.POOR_END: PlannedChange(12, 8, falls=True),
    }
    assert achieved(Part.TOTAL, Count.NEW_JOBS) == Points.parse("60.0")
    without_rows = planned_changes(evolve(PLAN, targets=()), Part.TOTAL, "")
    assert without_rows.keys() == {Count.NEW_JOBS, Count.EXPORTED}


def test_a_row_that_is_of_no_unit_of_the_plan_has_nothing_planned() -> None:
    assert planned_changes(PLAN, 1, "Bậu") == {}
    assert planned_changes(PLAN, SectionRow(1), "Chợ") == {}
    twice = evolve(PLAN, targets=(*PLAN.targets, *PLAN.targets))
    assert planned_changes(twice, 1, "Chợ") == {}


def test_a_report_without_a_flow_achieves_nothing_that_could_be_told() -> None:
    rows = (UnitReport(UNITS[0], JUNE, labour=LabourTarget(UNITS[0], 2024)),)
    table = evolve(reports(), lines=rows, total=None, sections=(RowSection("Khu A", range(1, 2)),))
    beside = besides(table, PROGRESS_OF_UNITS, PLAN)[1]
    assert {column.key for column in beside} == {"planned"}


def test_what_some_units_report_is_not_set_beside_what_is_planned_for_all() -> None:
    table = evolve(reports(), lines=reports().lines[:1])
    total = besides(table, PROGRESS_OF_UNITS, PLAN)[Part.TOTAL]
    assert {column.key for column in total} == {"planned"}
    alone = besides(evolve(table, lines=()), PROGRESS_OF_UNITS, PLAN)[Part.TOTAL]
    assert {column.key for column in alone} == {"planned", "derived"}


def test_a_share_of_more_digits_than_documents_print_is_blank() -> None:
    assert achieved_in_per_cent(10**15 - 1, 1) is None
