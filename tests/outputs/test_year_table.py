"""Tables of the year for the terminal: their parts, and figures beside computed ones."""

from attrs import evolve

from povertyplan import LabourTarget, Percent, Unit
from povertyplan.outputs.year_table import lines_of_year
from povertyplan.reading import Form, TableReading
from povertyplan.year import Flow, FlowTable, LabourTable, PovertyFlow
from tests.support.year import COMMUNE, JUNE, YEAR, flow_of_near_poor, labour_figures, reports


def test_a_report_has_its_parts_one_below_the_other() -> None:
    printed = list(lines_of_year(TableReading(reports(JUNE)), "vi"))
    firsts = [line.split("  ")[0] for line in printed[1:]]
    assert firsts == ["hộ nghèo", "1 Hoà Sơn", "biểu lao động, việc làm", "1 Hoà Sơn"]


def test_a_total_stands_beside_what_the_rows_make() -> None:
    reading = TableReading(labour_figures(10, 9, total=20), form=Form(ordinals=("3", "4")))
    assert list(lines_of_year(reading, "en"))[1:] == [
        "labour figures  new jobs",
        "3 TDP 1               10",
        "4 TDP 2                9",
        "total row        20 ≠ 19",
    ]


def test_a_rate_stands_beside_the_computed_one() -> None:
    line = LabourTarget(Unit("Chợ"), 2024, 90, 45, Percent(50, 0))
    table = LabourTable(COMMUNE, YEAR, [line])
    assert list(lines_of_year(TableReading(table), "en"))[2].endswith("90       45     50% = 50%")


def test_the_near_poor_have_heads_of_their_own() -> None:
    heads = list(lines_of_year(TableReading(flow_of_near_poor()), "vi"))[1]
    assert heads.split("  ")[0] == "hộ cận nghèo"
    assert "tái cận nghèo" in heads


def test_a_figure_that_two_relations_compute_shows_the_one_that_it_contradicts() -> None:
    """The total at the end is the sum of the lines, and what the total row's own flow makes."""
    line = Flow(3, 1, 0, 0, 0, 0, 0, 0, 2)
    total = PovertyFlow(COMMUNE, YEAR, evolve(line, start=4))
    table = FlowTable(COMMUNE, YEAR, [PovertyFlow(Unit("Chợ"), YEAR, line)], total)
    printed = list(lines_of_year(TableReading(table), "en"))
    assert printed[-1].split("  ")[-1].strip() == "2 ≠ 3"
    contradicting_lines = PovertyFlow(COMMUNE, YEAR, evolve(line, end=1))
    table = FlowTable(COMMUNE, YEAR, [PovertyFlow(Unit("Chợ"), YEAR, line)], contradicting_lines)
    printed = list(lines_of_year(TableReading(table), "en"))
    assert printed[-1].split("  ")[-1].strip() == "1 ≠ 2"
