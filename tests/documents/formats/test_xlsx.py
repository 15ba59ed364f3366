"""Workbooks: every visible sheet, each cell as it is shown."""

import re
from datetime import date, time
from typing import Any

import pytest
from openpyxl import Workbook

from povertyplan import (
    Place,
    ReadError,
    read_bytes,
)
from povertyplan.documents.formats.xlsx import content as xlsx_content
from tests.support.office import (
    HEADER,
    book,
    notices,
    packed,
)
from tests.support.written import computed, repacked, saved


def test_numbers_stored_as_text_and_stored_numbers() -> None:
    header = [*HEADER[:5], date(2024, 12, 31)]
    reading = book(header, [1, "Chợ", "160", 5, 3.125, 2], change=formatted)
    assert str(reading.plan.targets[0].base.poor) == "Tally(count=5, rate=Percent.parse('3.13%'))"


def formatted(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
    sheet["E2"].number_format = "0.00"
    sheet["F1"] = "Hộ nghèo 2024"


def test_numbers_that_are_text_are_told_apart_from_dashes_and_words() -> None:
    row = [1, "Chợ", "160", "-", 3.13, " 2 "]
    form = book(HEADER, row, [2, "Ngò", 76, "3O", "3,95", 2]).form
    assert [str(place) for place in form.as_text] == [
        "1/households_base",
        "1/poor_goal",
        "2/poor_base_rate",
    ]


@pytest.mark.parametrize(("text", "marks"), [("3,95", (",",)), ("3.95", (".",))])
def test_stored_numbers_take_the_mark_of_the_texts_beside_them(text: str, marks: object) -> None:
    reading = book(HEADER, [1, "Chợ", 160, 5, 3.13, 2], [2, "Ngò", 76, 3, text, 2])
    assert reading.form.marks == marks


def test_a_computed_cell_has_its_value_and_its_formula() -> None:
    made = Workbook()
    sheet: Any = made.active
    sheet.append([1, 2, 3, 3, "x"])
    formulas = {
        "C1": "A1+B1",
        "B1": '<f t="array" ref="B1">1+1</f>',
        "D1": '<f t="shared" si="0" ref="D1:E1">C1*2</f>',
        "E1": '<f t="shared" si="0"/>',
    }
    (grid,) = xlsx_content(computed(saved(made.save), formulas), "plan.xlsx").grids
    assert [(one.text, one.formula) for one in grid.rows[0]] == [
        ("1", ""),
        ("2", "1+1"),
        ("3", "A1+B1"),
        ("3", "C1*2"),
        ("x", "D1*2"),
    ]


def test_formulas_that_cannot_be_evaluated_are_told_and_state_nothing() -> None:
    """Which cells they take is known all the same."""
    rows = [[1, "Chợ", 160, 5, "=D2/C2^1*100", 2], [2, "Ngò", 76, 3, "=D3/C3^1*100", 2]]
    total = [None, "Tổng", "=SUM(C2:C3)+Data!A1", None, None, "=SUM(F2:F2)+Data!A1"]
    reading = book(HEADER, *rows, total)
    assert reading.plan.total is not None
    assert reading.plan.total.base.households is None
    assert [target.base.poor.rate for target in reading.plan.targets] == [None, None]
    (told,) = notices(reading)
    assert told == (
        "plan.xlsx:PL!E2: formulas without a value, from E2 on: 4; their figures were not read:"
        " open the workbook in Excel or LibreOffice and save it"
    )


def test_a_workbook_of_formulas_that_were_never_computed_is_no_plan() -> None:
    figures = [f"=Data!{column}2" for column in "CDEF"]
    with pytest.raises(ReadError, match="formulas that hold no value: open the workbook in Excel"):
        book(HEADER, [1, "Chợ", *figures], [2, "Ngò", *figures])


def test_a_formula_that_gives_no_text_is_a_blank() -> None:
    made = Workbook()
    sheet: Any = made.active
    sheet.append([*HEADER, "x"])
    sheet.append([1, "Chợ", 160, 5, 3.13, 2, "x"])
    blank = re.compile(rb'<c r="G2".*?</c>')
    data = repacked(
        saved(made.save),
        lambda _, xml: blank.sub(b'<c r="G2" t="str"><f>IF(A2=2,1,"")</f><v></v></c>', xml),
    )
    assert notices(read_bytes(data, format="xlsx")) == []


def test_what_is_no_number_is_no_figure() -> None:
    reading = book(HEADER, [1, "Chợ", 160, True, "#DIV/0!", date(2024, 5, 1)])
    assert [text for _, text in reading.form.unreadable] == ["TRUE", "01/05/2024", "#DIV/0!"]


def test_an_annex_on_any_sheet_that_is_shown() -> None:
    def add(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        made = sheet.parent
        old = made.copy_worksheet(sheet)
        old.title, old.sheet_state = "2023", "hidden"
        made.create_sheet("Sheet3")
        cover = made.create_sheet("Bìa", 0)
        cover["A1"] = "UBND XÃ TÂN YÊN\nKẾ HOẠCH"
        cover["A2"] = "Giảm nghèo năm 2024"

    reading = book(HEADER, [1, "Chợ", 160, 5, 3.13, 2], change=add)
    assert (reading.plan.unit.name, reading.plan.year) == ("Tân Yên", 2024)
    assert str(reading.sources[Place(1, "poor_goal")]) == "plan.xlsx:PL!F2"
    assert notices(reading)[0] == "plan.xlsx:2023: the hidden sheet “2023” was left out"


def test_a_table_goes_on_over_sheets() -> None:
    def add(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        more = sheet.parent.create_sheet("PL (2)")
        for row in (HEADER, [2, "Ngò", 76, 3, 3.95, 2]):
            more.append(row)

    reading = book(HEADER, [1, "Chợ", 160, 5, 3.13, 2], change=add)
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]


def test_times_and_formats_of_a_workbook_s_own() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        sheet["E2"].number_format = '0.0" %"'

    reading = book(HEADER, [1, "Chợ", time(8, 30), 5, 3.125, 2], change=change)
    assert [text for _, text in reading.form.unreadable] == ["08:30:00"]
    assert str(reading.plan.targets[0].base.poor) == "Tally(count=5, rate=Percent.parse('3.1%'))"


def test_a_workbook_with_a_style_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """No cell depends on it; openpyxl would print a line, and fail."""

    def change(name: str, xml: bytes) -> bytes:
        is_changed = name.endswith("styles.xml")
        return re.sub(rb'(<cellStyle [^>]*xfId=")\d+', rb"\g<1>9", xml) if is_changed else xml

    reading = read_bytes(repacked(packed("xlsx"), change), format="xlsx")
    assert reading.plan.targets == read_bytes(packed("xlsx"), format="xlsx").plan.targets
    assert capsys.readouterr() == ("", "")
