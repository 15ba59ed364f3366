"""What a document was taken for, in both languages."""

import pytest
from attrs import evolve

from povertyplan import Plan
from povertyplan.documents.files import Document
from povertyplan.model.fields import Counted
from povertyplan.model.units import Unit
from povertyplan.outputs.taken_for import taken_for
from povertyplan.reading import Form, Reading, TableReading
from povertyplan.year import FlowTable
from tests.support.year import (
    JUNE,
    YEAR,
    flow_of_near_poor,
    flow_of_poor,
    labour_figures,
    reports,
)

PLAN = Reading(Plan.of(2024, [{"name": "Chợ"}]))
BOTH = flow_of_poor().joined(flow_of_near_poor())


def in_persons(table: FlowTable) -> FlowTable:
    lines = [evolve(line, counted=Counted.PERSONS) for line in table.lines]
    return FlowTable(table.unit, table.period, lines)


@pytest.mark.parametrize(
    ("document", "en", "vi"),
    [
        (PLAN, "the plan, the year 2024, 1 unit", "kế hoạch, năm 2024, 1 đơn vị"),
        (
            evolve(PLAN, form=Form(reviewed=True)),
            "the result of a review, the year 2023, 1 unit",
            "kết quả rà soát, năm 2023, 1 đơn vị",
        ),
        (
            TableReading(BOTH),
            (
                "the flow of the poor and the near-poor, counted in households, the year 2024,"
                " thị trấn Cao Thượng, 1 unit"
            ),
            (
                "biểu diễn biến hộ nghèo, hộ cận nghèo, tính theo hộ, năm 2024,"
                " thị trấn Cao Thượng, 1 đơn vị"
            ),
        ),
        (
            TableReading(in_persons(flow_of_near_poor())),
            (
                "the flow of the near-poor, counted in persons, the year 2024, thị trấn Cao Thượng,"
                " 1 unit"
            ),
            (
                "biểu diễn biến hộ cận nghèo, tính theo nhân khẩu, năm 2024, thị trấn Cao Thượng,"
                " 1 đơn vị"
            ),
        ),
        (
            TableReading(reports(JUNE)),
            "reports since the start of the year, June 2024, thị trấn Cao Thượng, 1 unit",
            "báo cáo lũy kế từ đầu năm, tháng 06 năm 2024, thị trấn Cao Thượng, 1 đơn vị",
        ),
        (
            TableReading(labour_figures(1, 2, total=3)),
            "labour figures, the year 2024, thị trấn Cao Thượng, 2 units",
            "biểu lao động, việc làm, năm 2024, thị trấn Cao Thượng, 2 đơn vị",
        ),
        (
            TableReading(FlowTable(flow_of_poor().unit, YEAR, ())),
            "a table, the year 2024, thị trấn Cao Thượng, 0 units",
            "biểu, năm 2024, thị trấn Cao Thượng, 0 đơn vị",
        ),
    ],
)
def test_a_document_is_called_by_its_kind_its_period_and_its_units(
    document: Document, en: str, vi: str
) -> None:
    assert (taken_for(document, "en"), taken_for(document, "vi")) == (en, vi)


def test_a_name_of_a_document_brings_no_line_of_its_own() -> None:
    table = FlowTable(Unit("Cao\u2029Thượng"), YEAR, ())
    assert taken_for(TableReading(table), "en") == "a table, the year 2024, Cao�Thượng, 0 units"
