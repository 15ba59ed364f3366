"""Forms of the year: what is written is read, and whatever is done to one is refused or read."""

import random
from collections.abc import Sequence

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import LabourTarget, Level, ReadError, Unit, check, write_bytes
from povertyplan.documents.formats.decode import from_bytes
from povertyplan.documents.forms import LABOUR_FIGURES, PROGRESS_OF_UNITS
from povertyplan.documents.year_tables.readings import YearReading
from povertyplan.documents.year_tables.recognise import tables_of_the_year
from povertyplan.model.fields import Counted
from povertyplan.year import Flow, PovertyFlow, ReportingPeriod, Rows, UnitReport
from tests.documents.year_tables.test_figure_lines import table as monthly
from tests.documents.year_tables.test_unit_lines import table_of as form_table
from tests.support.real_flows import PRINTED, table_of
from tests.support.written import separated

COMMUNE, YEAR = Unit("Cao Thượng", Level.COMMUNE, "thị trấn"), ReportingPeriod(2024)
_COUNTS = st.none() | st.integers(0, 3_000)
_FLOWS = st.builds(Flow, st.integers(0, 90), *[_COUNTS] * 8)
_NAMES = ("Hoà Sơn", "Chám", "TDP 1", "H. Hoa Thám", "Đình Giã")


@st.composite
def flow_tables(draw: st.DrawFn, counted: Counted = Counted.HOUSEHOLDS) -> Rows[PovertyFlow]:
    """Draw a table of flows whose total states what it is the sum of."""
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=2, max_size=4, unique=True))
    flows = [PovertyFlow(Unit(name), YEAR, draw(_FLOWS), draw(_FLOWS), counted) for name in names]
    table = Rows(COMMUNE, YEAR, tuple(flows))
    return evolve(table, total=table.computed_total)


@st.composite
def report_tables(draw: st.DrawFn) -> Rows[UnitReport]:
    """Draw reports of a month, with labour figures."""
    june = ReportingPeriod(2024, "06")
    reports: list[UnitReport] = []
    for flow in draw(flow_tables()).lines:
        labour = LabourTarget(flow.unit, 2024, new_jobs=draw(st.integers(0, 99)))
        part = evolve(flow, period=june)
        reports.append(UnitReport(flow.unit, june, part, labour, draw(_COUNTS)))
    return Rows(COMMUNE, june, tuple(reports))


def readings_of(data: bytes, format_name: str) -> tuple[YearReading, ...]:
    return tables_of_the_year(from_bytes(data, format_name, "form"))


def joined(readings: Sequence[YearReading]) -> Rows[PovertyFlow]:
    """Return the forms of both categories as one table."""
    table: Rows[PovertyFlow] | None = None
    for reading in readings:
        other: Rows[PovertyFlow] = reading.table  # type: ignore[assignment]  # all are of flows
        table = other if table is None else table.joined(other)
    assert table is not None
    return table


@pytest.mark.parametrize("format_name", ["markdown", "csv"])
@settings(max_examples=settings().max_examples // 5)
@given(table=flow_tables())
def test_a_flow_is_read_as_it_was_written(format_name: str, table: Rows[PovertyFlow]) -> None:
    assert joined(readings_of(write_bytes(table, format=format_name), format_name)) == table


@settings(max_examples=settings().max_examples // 5)
@given(report_tables())
def test_reports_are_read_as_they_were_written(table: Rows[UnitReport]) -> None:
    (reading,) = readings_of(write_bytes(table, format="csv"), "csv")
    assert reading.table == table


@pytest.mark.large
@pytest.mark.parametrize("format_name", ["docx", "xlsx", "html"])
@given(flow_tables(), report_tables())
def test_other_formats(
    format_name: str, flows: Rows[PovertyFlow], reports: Rows[UnitReport]
) -> None:
    assert joined(readings_of(write_bytes(flows, format=format_name), format_name)) == flows
    (reading,) = readings_of(write_bytes(reports, format=format_name), format_name)
    assert reading.table == reports


# Whatever is done to a form.

_LINE = [str(number) for number in range(1, len(PROGRESS_OF_UNITS.columns) + 1)]
FORMS = (
    table_of(*PRINTED[0]),
    table_of(*PRINTED[1]),
    monthly(),
    form_table(PROGRESS_OF_UNITS, [_LINE, _LINE]),
    form_table(LABOUR_FIGURES, [_LINE[: len(LABOUR_FIGURES.columns)]] * 2),
)
_TEXTS = (
    "", "-", "Hộ", "Nhân khẩu", "Tổng cộng", "1", "1.1", "I", "Đầu kỳ", "Cuối kỳ", "Tái nghèo",
    "Hộ nghèo trở thành hộ cận nghèo", "Số hộ khác", "Tỷ lệ (%)", "KH", "9" * 5_000, "1.234",
    "năm 2023", "31/12/2024", "ngày 30 tháng 02 năm 2024", "Chỉ tiêu", "Lũy kế từ đầu năm",
    "Ngày nhận báo cáo", "Phân tổ", "٣", "²", "a\u0323\u0301", "tháng 13 năm 2024", "x" * 300,
)  # fmt: skip


def changed(form: Sequence[Sequence[str]], chance: random.Random) -> list[list[str]]:
    """Return a form after some cells, lines and columns were changed, moved or lost."""
    rows = [list(row) for row in form]
    for _ in range(chance.choice((1, 1, 2, 4, 10))):
        row, column = chance.randrange(len(rows)), chance.randrange(len(rows[0]))
        match chance.randrange(5):
            case 0:
                rows[row][column] = chance.choice(_TEXTS)
            case 1 if len(rows) > 1:
                del rows[row]
            case 2:
                rows.insert(row, list(chance.choice(rows)))
            case 3:
                other = chance.randrange(len(rows[0]))
                for line in rows:
                    line[column], line[other] = line[other], line[column]
            case _:
                rows[row] = [chance.choice(_TEXTS) for _ in rows[row]]
    return rows


def attempt(seed: int) -> bool:
    """Read a changed form; return whether it was read, and fail if anything else came out."""
    chance = random.Random(seed)  # noqa: S311  # drawn to be found, not to be secret
    rows = changed(chance.choice(FORMS), chance)
    data = separated([f"TỔNG HỢP {chance.choice(_TEXTS)}"], rows)
    try:
        readings = readings_of(data, "csv")
    except ReadError as error:
        error.text("vi")
        return False
    for reading in readings:
        assert check(reading).text("vi")
        assert all(notice.text("vi") for notice in reading.notices)
    return bool(readings)


def test_a_changed_form_is_read_or_refused() -> None:
    assert set(map(attempt, range(12))) == {True, False}


@pytest.mark.large
def test_many_changed_forms_are_read_or_refused() -> None:
    assert set(map(attempt, range(12, 1_000))) == {True, False}
