"""The monthly report of one unit: a line for each figure, read as one report."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from povertyplan import Count, Place, ReadError, Unit
from povertyplan.documents.forms import (
    MONTHLY_REPORT,
    Beside,
    FigureLine,
    FormColumn,
    FormLines,
    TableForm,
    TableKind,
)
from povertyplan.documents.year_tables.readings import UnitsReading
from povertyplan.model.fields import Figure, Value
from povertyplan.year import ReportingPeriod, UnitReport
from tests.support.unit_tables import read_unit_tables
from tests.support.written import docx, html_page, separated, xlsx

HEAD = (
    "BÁO CÁO KẾT QUẢ GIẢM NGHÈO VÀ GIẢI QUYẾT VIỆC LÀM THÁNG 02 NĂM 2024",
    "Thị trấn Cao Thượng",
    "Tổ dân phố: Hoà Sơn",
    "Ngày báo cáo: 25/02/2024",
    "Số liệu tính đến ngày 14/02/2024",
)
#: A figure of its own for each line of the form.
FIGURES = {figure: number for number, figure in enumerate(MONTHLY_REPORT.figures, 3)}
LABELLED = 3  #: columns of ordinal, label and measure


def table(form: TableForm = MONTHLY_REPORT) -> list[list[str]]:
    """Return the form filled in: beside each figure the plan is 90, the month 1."""
    heading = [column.headings[0] for column in form.columns]
    numbers = [column.number for column in form.columns]
    return [heading, numbers, *map(filled, form.figure_lines)]


def filled(line: FigureLine) -> list[str]:
    """Return a line of the form; a line without a measure is a heading."""
    labels = [line.ordinal, line.label, line.measure]
    if line.figure is None:
        return [*labels, "", "", "7" if line.measure else "", "", ""]
    return [*labels, "90", "1", str(FIGURES[line.figure]), "10", ""]


def without(rows: Sequence[Sequence[str]], *columns: int) -> list[list[str]]:
    return [[text for at, text in enumerate(row) if at not in columns] for row in rows]


def report_in(reading: UnitsReading) -> UnitReport:
    """Return the only line of a table, which is a report."""
    (report,) = reading.table.lines
    assert isinstance(report, UnitReport)
    return report


def read_as(folder: Path, name: str, data: bytes) -> dict[Figure, Value]:
    """Return the figures that are read from a file, of which there are those of one report."""
    file = folder / name
    file.write_bytes(data)
    (reading,) = read_unit_tables(file)
    flat = report_in(reading).flat()
    return {figure: flat[figure] for figure in FIGURES if flat[figure] is not None}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.docx", docx(HEAD, table())),
        ("report.xlsx", xlsx(HEAD, table())),
        ("report.html", html_page(HEAD, table())),
        ("report.csv", separated(HEAD, table())),
    ],
)
def test_the_form_as_it_was_sent_out(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (reading,) = read_unit_tables(file)
    report = report_in(reading)
    assert report.unit == Unit("Hoà Sơn")
    assert report.received == date(2024, 2, 25)
    assert reading.table.period == ReportingPeriod(2024, "02")
    assert reading.table.unit.name == "Cao Thượng"
    assert {name: report.flat()[name] for name in FIGURES} == FIGURES
    assert reading.sources[Place(1, Count.NEW_JOBS)].file == str(file)
    assert not reading.notices


def test_columns_that_an_office_has_moved(tmp_path: Path) -> None:
    moved = [[row[1], row[5], row[3], row[4]] for row in table()]
    assert read_as(tmp_path, "moved.xlsx", xlsx(HEAD, moved)) == FIGURES


def test_labels_that_an_office_has_reworded(tmp_path: Path) -> None:
    rows = [
        ["Nội dung", "ĐVT", "Lũy kế"],
        ["Số hộ nghèo đầu năm", "Hộ", "8"],
        ["Số hộ thoát nghèo", "Hộ", "3"],
        ["- Chuyển thành hộ cận nghèo", "Hộ", "2"],
        ["- Vượt chuẩn cận nghèo", "Hộ", "1"],
        ["Hộ cận nghèo trở thành nghèo", "Hộ", "0"],
        ["Số hộ tái nghèo", "Hộ", "0"],
        ["Hộ nghèo còn lại đến kỳ báo cáo", "Hộ", "5"],
        ["Số hội viên vay vốn", "Người", "12"],
        ["Giải quyết việc làm", "Người", "4"],
    ]
    assert read_as(tmp_path, "other.docx", docx(HEAD, rows)) == {
        Count.POOR_START: 8,
        Count.POOR_TO_NEAR_POOR: 2,
        Count.POOR_LEFT: 1,
        Count.POOR_FROM_NEAR_POOR: 0,
        Count.POOR_RELAPSED: 0,
        Count.POOR_END: 5,
        Count.NEW_JOBS: 4,
    }
    (reading,) = read_unit_tables(tmp_path / "other.docx")
    told = [str(notice) for notice in reading.notices]
    assert any("“Số hội viên vay vốn”" in text for text in told), told


def test_the_form_of_a_caller(tmp_path: Path) -> None:
    """Its words are those of no other form: they are known because they are given."""
    lines = (
        FigureLine("Mức A", Count.POOR_START, measure="hộ"),
        FigureLine("Mức B", Count.POOR_END, measure="hộ"),
    )
    columns = (
        FormColumn(Beside.INDICATOR, ("Nội dung",)),
        FormColumn(Beside.MEASURE, ("ĐVT",)),
        FormColumn(Beside.SO_FAR, ("Lũy kế",)),
    )
    form = TableForm("own", TableKind.PROGRESS, "Báo cáo", columns, FormLines.FIGURES, lines)
    file = tmp_path / "own.xlsx"
    rows = [["Nội dung", "ĐVT", "Lũy kế"], ["Mức A", "hộ", "8"], ["Mức B", "hộ", "7"]]
    file.write_bytes(xlsx(HEAD, rows))
    (reading,) = read_unit_tables(file, forms=[form])
    assert report_in(reading).flat()[Count.POOR_END] == 7
    with pytest.raises(ReadError, match="expected a form of the year"):
        read_unit_tables(file)


def test_a_form_without_figures_of_the_year_so_far_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "month.xlsx"
    file.write_bytes(xlsx(HEAD, without(table(), 5)))
    with pytest.raises(ReadError, match="one column of figures since the start of the year"):
        read_unit_tables(file)


def test_figures_of_no_told_time_are_those_reached(tmp_path: Path) -> None:
    """Where nothing says of which time they are, one column of results is taken."""
    rows = without(table(), 3, 4, 6)
    rows[0][3] = "Kết quả thực hiện"
    assert read_as(tmp_path, "result.xlsx", xlsx(HEAD, rows)) == FIGURES


def test_a_month_whose_year_only_the_day_names(tmp_path: Path) -> None:
    file = tmp_path / "month.xlsx"
    file.write_bytes(xlsx(["BÁO CÁO THÁNG 02", *HEAD[1:4]], table()))
    (reading,) = read_unit_tables(file)
    assert reading.table.period == ReportingPeriod(2024, "02")
    (told,) = (str(notice) for notice in reading.notices if notice.code == "period-assumed")
    assert told.startswith("the form does not name its year; it was read as of 2024-02")


def test_a_month_that_no_year_has_is_told_with_its_cell(tmp_path: Path) -> None:
    """It is never another month, whatever other lines and sheets say."""
    file = tmp_path / "month.xlsx"
    title = HEAD[0].replace("THÁNG 02", "THÁNG 13")
    file.write_bytes(xlsx([title, *HEAD[1:]], table()))
    (reading,) = read_unit_tables(file)
    assert reading.table.period == ReportingPeriod(2024)
    (told,) = (notice for notice in reading.notices if notice.code == "month-impossible")
    assert str(told).startswith(title)
    assert told.source is not None
    assert told.source.cell == "A1"
    (asked,) = read_unit_tables(file, period=ReportingPeriod(2024, "03"))
    assert asked.table.period == ReportingPeriod(2024, "03")


def test_two_lines_of_one_figure_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "twice.xlsx"
    rows = [*table(), ["3", "Số hộ tái nghèo", "hộ", "", "", "9", "", ""]]
    rows.append(["4", "Hộ nghèo tái nghèo", "hộ", "", "", "9", "", ""])
    file.write_bytes(xlsx(HEAD, rows))
    with pytest.raises(ReadError, match=r"lines that say whose figure each is.*tái nghèo"):
        read_unit_tables(file)


def test_a_figure_that_is_none(tmp_path: Path) -> None:
    rows = table()
    rows[3][5] = "tám"
    file = tmp_path / "words.xlsx"
    file.write_bytes(xlsx(HEAD, rows))
    (reading,) = read_unit_tables(file)
    assert reading.form.unreadable == ((Place(1, Count.POOR_START), "tám"),)


def test_a_workbook_with_a_sheet_for_each_unit(tmp_path: Path) -> None:
    """Tables of one header on two sheets are two reports, of the units that the sheets name."""
    file = tmp_path / "two.xlsx"
    file.write_bytes(xlsx(HEAD[:1], table(), table()))
    readings = read_unit_tables(file)
    assert [reading.table.lines[0].unit.name for reading in readings] == ["Phụ lục", "Phụ lục 2"]
