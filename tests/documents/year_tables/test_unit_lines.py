"""Tables with a line for each unit: flows of one category, reports, labour figures."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from povertyplan import Count, Percent, Place, Rate, ReadError, Unit, read
from povertyplan.documents.forms import LABOUR_FIGURES, PROGRESS_OF_UNITS, TableForm
from povertyplan.documents.year_tables.readings import UnitsReading
from povertyplan.model.fields import Counted, Field, Value
from povertyplan.model.places import Part
from povertyplan.model.rows import LabourTarget
from povertyplan.year import PovertyFlow, ReportingPeriod, UnitReport
from tests.support.layouts import ABOVE, LEFT
from tests.support.unit_tables import read_unit_tables
from tests.support.written import docx, xlsx

FLOW_TITLE = ["DIỄN BIẾN HỘ NGHÈO, HỘ CẬN NGHÈO XÃ TÂN YÊN NĂM 2024"]


def reading_of(
    folder: Path, rows: Sequence[Sequence[str]], titles: Sequence[str] = FLOW_TITLE
) -> UnitsReading:
    """Return the only reading of a Word document with one table."""
    file = folder / "form.docx"
    file.write_bytes(docx(titles, rows))
    (reading,) = read_unit_tables(file)
    return reading


def flat_of(reading: UnitsReading, name: str = "Chợ") -> dict[Field, Value]:
    """Return the figures of a line that are stated."""
    flat = reading.table.row(name).flat()
    return {field: value for field, value in flat.items() if value is not None}


def table_of(form: TableForm, lines: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return a form of two lines of headings, with a heading over its columns repeated."""
    top = [column.headings[0] for column in form.columns]
    low = [column.headings[-1] if column.headings[1:] else ABOVE for column in form.columns]
    marked = [
        LEFT if number and text == top[number - 1] else text for number, text in enumerate(top)
    ]
    return [marked, low, *map(list, lines)]


def test_labour_figures(tmp_path: Path) -> None:
    lines = [
        ["1", "Chợ", "310", "251", "80,97", "100", "32,26", "10", "1"],
        ["2", "Ngò", "200", "100", "50", "-", "-", "10", "0"],
        ["", "Tổng cộng", "510", "351", "68,82", "100", "19,61", "20", "1"],
    ]
    titles = ["LAO ĐỘNG, VIỆC LÀM THỊ TRẤN CAO THƯỢNG NĂM 2024"]
    reading = reading_of(tmp_path, table_of(LABOUR_FIGURES, lines), titles)
    table = reading.table
    assert table.period == ReportingPeriod(2024)
    assert table.lines[0] == LabourTarget(
        Unit("Chợ"), 2024, 310, 251, Percent.parse("80,97%"), 100, Percent.parse("32,26%"), 10, 1
    )
    assert isinstance(table.total, LabourTarget)
    assert table.total.trained_rate == Percent.parse("68,82%")
    assert reading.sources[Place(Part.TOTAL, Rate.TRAINED_RATE)].table == 1


def test_targets_of_jobs_alone(tmp_path: Path) -> None:
    rows = [["TT", "Thôn", "Chỉ tiêu việc làm mới"], ["1", "Chợ", "10"], ["2", "Ngò", "5"]]
    reading = reading_of(tmp_path, rows, ["CHỈ TIÊU GIẢI QUYẾT VIỆC LÀM NĂM 2024"])
    assert reading.table.kind is LabourTarget
    assert flat_of(reading) == {Count.NEW_JOBS: 10}


def test_the_table_of_a_commune(tmp_path: Path) -> None:
    line = ["1", "Chợ", "25/02/2024"]
    counts = iter(range(3, 100))
    expected: dict[Field, Value] = {}
    for column in PROGRESS_OF_UNITS.columns[3:]:
        number = next(counts)
        line.append(str(number))
        if isinstance(column.holds, Count):
            expected[column.holds] = number
        elif isinstance(column.holds, Rate):
            expected[column.holds] = Percent(number, 0)
    titles = ["TỔNG HỢP KẾT QUẢ THÁNG 02 NĂM 2024", "Xã Tân Yên"]
    reading = reading_of(tmp_path, table_of(PROGRESS_OF_UNITS, [line]), titles)
    report = reading.table.lines[0]
    assert isinstance(report, UnitReport)
    assert (report.received, report.period) == (date(2024, 2, 25), ReportingPeriod(2024, "02"))
    assert flat_of(reading) == expected
    assert not [notice for notice in reading.notices if notice.code == "column-set-aside"]


def test_a_table_of_reports_in_other_words(tmp_path: Path) -> None:
    """What is planned, achieved or of the month alone stands beside what was reached."""
    rows = [
        ["STT", "Tổ dân phố", "Hộ nghèo", LEFT, LEFT, LEFT, "Việc làm mới", LEFT, LEFT, "Hộ khó"],
        [ABOVE, ABOVE, "Đầu năm", "Tái nghèo", "Phát sinh", "Cuối kỳ", "KH", "TH", "Đạt %", ABOVE],
        ["1", "Chợ", "3", "0", "1", "4", "10", "5", "50", "9"],
    ]
    reading = reading_of(tmp_path, rows)
    assert flat_of(reading) == {
        Count.POOR_START: 3,
        Count.POOR_RELAPSED: 0,
        Count.POOR_NEW: 1,
        Count.POOR_END: 4,
        Count.NEW_JOBS: 5,
    }
    told = [str(notice) for notice in reading.notices if notice.code == "column-set-aside"]
    assert len(told) == 3, told


@pytest.mark.parametrize(
    ("headings", "counted"),
    [
        (["Số hộ nghèo đầu kỳ", "Tái nghèo", "Phát sinh", "Số hộ nghèo cuối kỳ"], "households"),
        (["Số khẩu nghèo đầu kỳ", "Tái nghèo", "Phát sinh", "Số khẩu nghèo cuối kỳ"], "persons"),
    ],
)
def test_whom_a_flow_counts(tmp_path: Path, headings: list[str], counted: str) -> None:
    rows = [["TT", "Thôn", *headings], ["1", "Chợ", "3", "0", "1", "4"]]
    flow = reading_of(tmp_path, rows, ["Diễn biến năm 2024"]).table.lines[0]
    assert isinstance(flow, PovertyFlow)
    assert flow.counted is Counted(counted)


def test_flat_names_and_both_categories_in_one_line_of_headings(tmp_path: Path) -> None:
    file = tmp_path / "flow.csv"
    names = "unit,poor_start,poor_new,poor_relapsed,near_poor_start,near_poor_end"
    file.write_text(f"{names}\nChợ,3,1,0,5,4\nNgò,1,0,0,2,2", encoding="utf-8")
    (reading,) = read_unit_tables(file, period=ReportingPeriod(2024))
    assert flat_of(reading)[Count.NEAR_POOR_END] == 4
    words = "Thôn,Hộ nghèo đầu kỳ,Phát sinh,Giảm khác,Hộ cận nghèo đầu kỳ,Phát sinh mới,Tăng khác"
    file.write_text(f"{words}\nChợ,3,1,0,5,4,2\nNgò,1,0,0,2,2,0", encoding="utf-8")
    (reading,) = read_unit_tables(file, period=ReportingPeriod(2024))
    assert list(flat_of(reading)) == [
        Count.POOR_START,
        Count.POOR_OTHER_OUT,
        Count.POOR_NEW,
        Count.NEAR_POOR_START,
        Count.NEAR_POOR_NEW,
        Count.NEAR_POOR_OTHER_IN,
    ]


@pytest.mark.parametrize(
    "headings",
    [
        # Nothing says whose flow it is.
        ["Đầu kỳ", "Phát sinh", "Giảm khác", "Cuối kỳ"],
        # Two columns say the same.
        ["Hộ nghèo đầu kỳ", "Phát sinh", "Phát sinh mới", "Hộ nghèo cuối kỳ"],
        # One is of a category that the table has neither start nor end of.
        ["Hộ nghèo đầu kỳ", "Phát sinh", "Tái cận nghèo", "Hộ nghèo cuối kỳ"],
    ],
)
def test_columns_that_cannot_be_told_apart(tmp_path: Path, headings: list[str]) -> None:
    rows = [["TT", "Thôn", *headings], ["1", "Chợ", "3", "0", "1", "4"]]
    with pytest.raises(ReadError, match="headings that say whether a column is of the poor"):
        reading_of(tmp_path, rows, ["BIỂU NĂM 2024"])


def test_the_title_says_whose_flow_it_is(tmp_path: Path) -> None:
    rows = [
        ["TT", "Thôn", "Đầu kỳ", "Phát sinh", "Giảm khác", "Cuối kỳ"],
        ["1", "Chợ", "3", "0", "1", "2"],
    ]
    reading = reading_of(tmp_path, rows, ["DIỄN BIẾN HỘ CẬN NGHÈO NĂM 2024"])
    assert flat_of(reading)[Count.NEAR_POOR_OTHER_OUT] == 1


COUNTED = [
    ["TT", "Thôn", "Phân tổ", "Hộ nghèo đầu kỳ", "Phát sinh", "Giảm khác", "Hộ nghèo cuối kỳ"],
    ["1", "Chợ", "Hộ", "3", "0", "1", "2"],
    ["", "", "Khẩu", "9", "0", "3", "6"],
    ["2", "Ngò", "Hộ", "1", "0", "0", "1"],
    ["", "", "Khẩu", "2", "0", "0", "2"],
]


def test_second_lines_without_a_name(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    file.write_bytes(xlsx(FLOW_TITLE, COUNTED))
    households, persons = read_unit_tables(file)
    assert households.table.row("Ngò").flat()[Count.POOR_START] == 1
    assert persons.table.row("Ngò").flat()[Count.POOR_START] == 2
    assert persons.sources[Place(2, Count.POOR_END)].cell == "G7"


def test_columns_of_persons_beside_those_of_households(tmp_path: Path) -> None:
    steps = ["Hộ nghèo đầu kỳ", "Phát sinh", "Giảm khác", "Hộ nghèo cuối kỳ"]
    top = [text for step in steps for text in (step, LEFT)]
    rows = [
        ["TT", "Thôn", *top],
        [ABOVE, ABOVE, *["Số hộ", "Số khẩu"] * 4],
        ["1", "Chợ", "3", "9", "0", "0", "1", "3", "2", "6"],
    ]
    file = tmp_path / "form.docx"
    file.write_bytes(docx(FLOW_TITLE, rows))
    households, persons = read_unit_tables(file)
    assert [flat_of(reading)[Count.POOR_END] for reading in (households, persons)] == [2, 6]
    flow = persons.table.lines[0]
    assert isinstance(flow, PovertyFlow)
    assert flow.counted is Counted.PERSONS


def test_a_second_line_of_another_name_keeps_it(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    rows = [row[:] for row in COUNTED]
    rows[2][1] = "Chợ Mới"
    file.write_bytes(xlsx(FLOW_TITLE, rows))
    _, persons = read_unit_tables(file)
    assert [line.unit.name for line in persons.table.lines] == ["Chợ Mới", "Ngò"]


def test_lines_of_persons_in_a_table_of_reports_are_set_aside(tmp_path: Path) -> None:
    rows = [[*row, "4"] for row in COUNTED]
    rows[0][-1] = "Hộ được nhận giúp đỡ"
    reading = reading_of(tmp_path, rows)
    assert flat_of(reading)[Count.POOR_START] == 3
    assert [notice.code for notice in reading.notices] == ["line-set-aside"]


def test_a_heading_between_lines_is_of_both_tables(tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    head = ["I", "Khu vực nông thôn", "", "", "", "", ""]
    file.write_bytes(xlsx(FLOW_TITLE, [COUNTED[0], COUNTED[1], COUNTED[2], head, *COUNTED[3:]]))
    tables = [reading.table for reading in read_unit_tables(file)]
    assert [table.sections[0].label for table in tables] == ["Khu vực nông thôn"] * 2


def test_a_line_that_counts_nobody_is_refused(tmp_path: Path) -> None:
    for text, found in (("Hội viên", "“Hội viên” beside Ngò"), ("", "“” beside Ngò")):
        rows = [*COUNTED[:3], ["2", "Ngò", text, "1", "0", "0", "1"]]
        file = tmp_path / "form.xlsx"
        file.write_bytes(xlsx(FLOW_TITLE, rows))
        with pytest.raises(ReadError, match=f"households or persons.*found {found}"):
            read_unit_tables(file)


def test_two_tables_of_one_header_are_not_joined(tmp_path: Path) -> None:
    """Unless a page break alone parts them."""
    file = tmp_path / "form.xlsx"
    table = [COUNTED[0], COUNTED[1]]
    file.write_bytes(xlsx(FLOW_TITLE, table, table))
    assert [len(reading.table.lines) for reading in read_unit_tables(file)] == [1, 1]
    word = tmp_path / "form.docx"
    word.write_bytes(docx(FLOW_TITLE, table, [COUNTED[0], COUNTED[3]]))
    assert [len(reading.table.lines) for reading in read_unit_tables(word)] == [2]


def test_the_day_on_which_a_report_came(tmp_path: Path) -> None:
    rows = [
        ["TT", "Thôn", "Ngày gửi", "Hộ nghèo đầu kỳ", "Phát sinh", "Giảm khác", "Hộ nghèo cuối kỳ"],
        ["1", "Chợ", "25/02/2024", "3", "0", "1", "2"],
        ["2", "Ngò", "", "1", "0", "0", "1"],
    ]
    reports = reading_of(tmp_path, rows, ["THÁNG 02 NĂM 2024"]).table.lines
    received = [report.received for report in reports if isinstance(report, UnitReport)]
    assert received == [date(2024, 2, 25), None]


def test_several_tables_of_one_document(tmp_path: Path) -> None:
    file = tmp_path / "report.docx"
    jobs = [["TT", "Thôn", "Việc làm mới", "Xuất khẩu lao động"], ["1", "Chợ", "10", "1"]]
    other = [["TT", "Nội dung", "Kinh phí"], ["1", "Hỗ trợ", "10"]]
    file.write_bytes(docx(FLOW_TITLE, COUNTED, jobs, other))
    kinds = [reading.table.kind for reading in read_unit_tables(file)]
    assert kinds == [PovertyFlow, PovertyFlow, LabourTarget]


def test_what_is_planned_is_no_result(tmp_path: Path) -> None:
    rows = [[*row[:2], *row[3:], "10"] for row in (COUNTED[0], COUNTED[1], COUNTED[3])]
    rows[0][-1] = "Kế hoạch việc làm mới"
    reading = reading_of(tmp_path, rows)
    assert Count.NEW_JOBS not in flat_of(reading)
    assert [notice.code for notice in reading.notices] == ["column-set-aside"]


def test_a_table_of_figures_alone_is_none(tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("a;b;c\n1;2;3\n4;5;6\n", encoding="utf-8")
    with pytest.raises(ReadError, match="found other tables"):
        read_unit_tables(file)


def test_documents_without_such_tables(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("# Ghi chú\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"expected a form of the year.*found no table"):
        read_unit_tables(file)
    file.write_text("| a | b | c |\n|---|---|---|\n| d | 1 | 2 |\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"found other tables.*a \| b"):
        read_unit_tables(file)
    with pytest.raises(ReadError, match=r"This file has no annex.*a \| b"):
        read(file)
    file.write_text(
        "| TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Hộ nghèo 2024 |\n|---|---|---|---|---|\n"
        "| 1 | Chợ | 136 | 3 | 2 |\n",
        encoding="utf-8",
    )
    with pytest.raises(ReadError, match="This is a plan, and not a form of the year"):
        read_unit_tables(file)
    review = "TT,Thôn,Số hộ 2023,Hộ nghèo 2023\n1,Chợ,136,3\n"
    csv = tmp_path / "review.csv"
    csv.write_text(review, encoding="utf-8")
    with pytest.raises(ReadError, match="This is the result of a review"):
        read_unit_tables(csv)


def test_headings_without_a_line_below_them_state_nothing(tmp_path: Path) -> None:
    """To find no contradictions in a table of no units would be no news."""
    file = tmp_path / "form.html"
    page = "<table><tr><td colspan=2>Hộ thoát nghèo<td rowspan=2>Chợ<tr><td>1<td>5</table>"
    file.write_text(f"<h1>{FLOW_TITLE[0]}</h1>{page}", encoding="utf-8")
    with pytest.raises(ReadError, match="found other tables"):
        read_unit_tables(file)
