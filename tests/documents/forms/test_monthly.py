"""The monthly report of a unit: a line for each figure."""

from povertyplan.documents.forms import MONTHLY_REPORT, PROGRESS_OF_UNITS
from povertyplan.model.fields import FLOW, REPORT, Count, Rate


def test_every_count_of_a_flow_has_a_line() -> None:
    assert MONTHLY_REPORT.figures[: len(FLOW)] == FLOW


def test_what_a_unit_reports_has_a_column_in_the_table_of_its_commune() -> None:
    assert set(MONTHLY_REPORT.figures) < set(PROGRESS_OF_UNITS.figures)
    assert set(PROGRESS_OF_UNITS.figures) == set(REPORT)


def test_the_ordinals_of_parts_begin_with_that_of_their_sum() -> None:
    lines = {line.figure: line.ordinal for line in MONTHLY_REPORT.figure_lines}
    parts = (Count.POOR_TO_NEAR_POOR, Count.POOR_LEFT, Count.EXPORTED)
    assert [lines[part] for part in parts] == ["2.1", "2.2", "1.1"]
    assert Rate.TRAINED_RATE not in lines
