"""Tables of a year in every format: what they state, their formulas, and what is refused."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZipFile

import pytest
from attrs import evolve
from openpyxl import load_workbook

from povertyplan import (
    Count,
    LabourTarget,
    Level,
    PovertyTarget,
    Unit,
    WriteError,
    write,
    write_bytes,
)
from povertyplan.documents.files import OpenedFile
from povertyplan.documents.forms import PROGRESS_OF_UNITS
from povertyplan.documents.layout.year_pages import form_page
from povertyplan.documents.write.contents import contents_of_table
from povertyplan.documents.write.plans import ENDINGS
from povertyplan.documents.write.xlsx import tables_workbook
from povertyplan.model.fields import Counted
from povertyplan.records import from_json
from povertyplan.year import FlowTable, LabourTable, ReportingPeriod, Rows
from tests.support.two_units import COMMUNE, PLAN, flows, labour, reports, sectioned
from tests.support.unit_tables import unit_tables_in

T = TypeVar("T")


def sheets(data: bytes) -> Any:  # noqa: ANN401  # openpyxl's
    return load_workbook(BytesIO(data))


def found(sheet: Any, text: str) -> Any:  # noqa: ANN401  # openpyxl's
    """Return the first cell that holds a text."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    return cells[0]


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending != ".json"])
def test_tables_are_written_in_every_format(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"tables{ending}"
    write(labour(), file)
    assert file.stat().st_size > 0


def test_a_flow_as_separated_values() -> None:
    lines = write_bytes(flows(), format="csv").decode("utf-8-sig").split("\r\n")
    assert lines[:3] == [
        "TỔNG HỢP DIỄN BIẾN HỘ NGHÈO",
        "Thị trấn Cao Thượng, tháng 06 năm 2024",
        "",
    ]
    assert "1;Chợ;Hộ;8;2;1;;1;0;0;;6" in lines
    assert lines[9:12] == [
        ";Tổng cộng;Hộ;12;3;1;;1;0;1;;10",
        "",
        "TỔNG HỢP DIỄN BIẾN HỘ CẬN NGHÈO",
    ]


def test_a_report_as_separated_values_has_its_days_and_what_is_achieved() -> None:
    text = write_bytes(reports(), format="csv", against=PLAN).decode("utf-8-sig")
    assert "1;Chợ;24/06/2024;8;2;1;1;0;0;6;4;50,0;" in text


def test_a_total_adds_up_the_lines_of_its_own() -> None:
    sheet = sheets(write_bytes([flows(), flows(Counted.PERSONS, 3)], format="xlsx"))["Biểu 1"]
    top = found(sheet, "Chợ").row
    assert sheet.cell(top + 4, 4).value == f"=SUM(D{top},D{top + 2})"
    assert sheet.cell(top + 5, 4).value == f"=SUM(D{top + 1},D{top + 3})"


def test_what_closes_is_a_formula_and_what_does_not_is_typed() -> None:
    table = flows()
    wrong = table.lines[1].with_flat({**table.lines[1].flat(), Count.POOR_END: 9})
    sheet = sheets(write_bytes(evolve(table, lines=(table.lines[0], wrong)), format="xlsx"))[
        "Biểu 1"
    ]
    top = found(sheet, "Chợ").row
    ends = [sheet.cell(row, 12).value for row in range(top, top + 3)]
    assert ends == [f"=D{top}-E{top}-F{top}-G{top}+H{top}+I{top}+J{top}+K{top}", 9, 10]


def test_a_subtotal_adds_up_its_section() -> None:
    sheet = sheets(write_bytes(sectioned(flows()), format="xlsx"))["Biểu 1"]
    row = found(sheet, "Khu B").row
    assert sheet.cell(row, 4).value == f"=SUM(D{row + 1})"


def test_what_is_achieved_is_a_formula_where_that_gives_it() -> None:
    sheet = sheets(write_bytes(reports(), format="xlsx", against=PLAN))["Biểu 1"]
    row, heading = found(sheet, "Chợ").row, found(sheet, "Đạt % kế hoạch")
    formulas = [sheet.cell(row + line, heading.column).value for line in range(3)]
    assert formulas[0] == f"=ROUND((D{row}-J{row})/K{row}*100,1)"
    assert formulas[1] is None
    first, *others = PLAN.targets
    higher = PovertyTarget.of(first.unit, 2023, 2024, {Count.POOR_BASE: 9, Count.POOR_GOAL: 4})
    plan = evolve(PLAN, targets=(higher, *others))
    other = sheets(write_bytes(reports(), format="xlsx", against=plan))["Biểu 1"]
    assert other.cell(row, heading.column).value == 60  # of a start that the report does not state


def test_what_is_achieved_needs_the_columns_that_it_is_computed_from() -> None:
    unit, end, planned, achieved = (PROGRESS_OF_UNITS.columns[number] for number in (1, 11, 12, 13))
    for columns in (
        (unit, end, achieved),
        (unit, planned, achieved),
        (unit, end, planned, achieved),
    ):
        form = evolve(PROGRESS_OF_UNITS, columns=columns)
        page = form_page([reports()], form, PLAN)
        sheet = sheets(tables_workbook([page]))["Biểu 1"]
        assert sheet.cell(found(sheet, "Chợ").row, len(columns)).value == 50


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "html", "markdown", "csv"])
def test_below_reports_stand_who_is_late_or_missing_and_who_signs(format_name: str) -> None:
    third = PovertyTarget.of(Unit("Bậu"), 2023, 2024, {Count.POOR_BASE: 1})
    plan = evolve(PLAN, targets=(*PLAN.targets, third))
    late = evolve(reports().lines[1], received=date(2024, 6, 27))
    table = evolve(reports(), lines=(reports().lines[0], late))
    text = texts(write_bytes(table, format=format_name, against=plan), format_name)
    for said in (
        "Hạn gửi báo cáo: 25/06/2024.",
        "Cách tính hạn: ngày 25 của tháng cuối kỳ báo cáo",
        "Chưa báo cáo: Bậu.",
        "Báo cáo chậm: Ngò (chậm 2 ngày).",
        "NGƯỜI LẬP BIỂU",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ):
        assert said in text


def texts(data: bytes, format_name: str) -> str:
    """Return the text of a document."""
    if format_name == "docx":
        with ZipFile(BytesIO(data)) as archive:
            return archive.read("word/document.xml").decode()
    if format_name == "xlsx":
        cells = [cell.value for row in sheets(data)["Biểu 1"].iter_rows() for cell in row]
        return "\n".join(str(value) for value in cells if value is not None)
    return data.decode()


def test_nobody_is_late_or_missing() -> None:
    page = form_page([evolve(reports(), unit=Unit("Tổ", Level.TDP))], PROGRESS_OF_UNITS, PLAN)
    assert page.remarks[2:] == ("Chưa báo cáo: không có.", "Báo cáo chậm: không có.")
    assert page.signatures[1].authority == ""


def test_labour_figures_have_live_rates() -> None:
    sheet = sheets(write_bytes(labour(), format="xlsx"))["Biểu 1"]
    row = found(sheet, "Chợ").row
    assert sheet.cell(row, 5).value == f"=ROUND(D{row}/C{row}*100,2)"


def test_a_record_holds_one_table() -> None:
    assert from_json(write_bytes(labour(), format="json"), LabourTable) == labour()
    assert from_json(write_bytes([flows()], format="json"), FlowTable) == flows()
    with pytest.raises(WriteError, match="holds one table"):
        write_bytes([flows(), labour()], format="json")


def test_tables_without_a_figure_are_refused() -> None:
    blank = Rows(COMMUNE, ReportingPeriod(2024), (LabourTarget(Unit("Chợ"), 2024),))
    with pytest.raises(WriteError, match="no row of the table states a figure") as caught:
        write_bytes(blank, format="markdown")
    assert caught.value.fields == ("rows",)
    without_rows: LabourTable = Rows(COMMUNE, ReportingPeriod(2024), ())
    for form in ("markdown", "json"):
        with pytest.raises(WriteError, match="no row of the table states a figure"):
            write_bytes(without_rows, format=form)


@pytest.mark.parametrize("name", ["Ch\x00ợ", "Ch\nợ"])
def test_characters_of_no_document_are_refused(name: str) -> None:
    table = Rows(COMMUNE, ReportingPeriod(2024), (LabourTarget(Unit(name), 2024, new_jobs=1),))
    with pytest.raises(WriteError) as caught:
        write_bytes(table, format="markdown")
    assert caught.value.fields == ("row_name",)


@pytest.mark.parametrize("format_name", ["docx", "xlsx", "html", "markdown", "csv"])
def test_what_is_written_is_read_back(format_name: str) -> None:
    tables = [flows(), flows(Counted.PERSONS, 3)]
    data = write_bytes(tables, format=format_name)
    read = unit_tables_in(OpenedFile("", data, format_name))
    joined = [Rows.joined(poor.table, near_poor.table) for poor, near_poor in pairs(read)]
    assert joined == tables
    with_sections = write_bytes(sectioned(flows()), format=format_name)
    (section,) = unit_tables_in(OpenedFile("", with_sections, format_name))[0].table.sections
    assert (section.label, section.rows) == ("Khu B", range(2, 3))
    for table in (reports(), labour()):
        data = write_bytes(table, format=format_name, against=PLAN)
        (reading,) = unit_tables_in(OpenedFile("", data, format_name))
        assert contents_of_table(reading.table) == contents_of_table(table)


def pairs(readings: Sequence[T]) -> Sequence[tuple[T, T]]:
    """Pair the tables of the poor with those of the near-poor, households first."""
    half = len(readings) // 2
    return list(zip(readings[:half], readings[half:], strict=True))


def test_what_no_document_says_is_refused_by_its_name() -> None:
    with pytest.raises(WriteError, match="kind of the unit of the row: “thôn”") as caught:
        write_bytes(of_unit(Unit("Chợ", kind="thôn")), format="csv")
    assert caught.value.fields == ("row_kind",)
    write_bytes(of_unit(Unit("Chợ", kind="thôn")), format="csv", strict=False)
    with pytest.raises(WriteError, match="could not be read as a table again") as caught:
        write_bytes(of_unit(Unit("")), format="csv")
    assert caught.value.fields == ("rows",)


def of_unit(unit: Unit) -> LabourTable:
    return Rows(COMMUNE, ReportingPeriod(2024), (LabourTarget(unit, 2024, new_jobs=1),))


def test_a_name_is_no_markup() -> None:
    table = Rows(COMMUNE, ReportingPeriod(2024), (LabourTarget(Unit("<b>=1"), 2024, new_jobs=1),))
    assert "&lt;b&gt;=1" in write_bytes(table, format="html").decode()
