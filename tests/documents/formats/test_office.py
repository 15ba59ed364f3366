"""What .docx and .xlsx have that a text has not, and what is no document of theirs."""

import re
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from povertyplan import Place, ReadError, Reading, check, read, read_bytes
from povertyplan.documents import limits
from povertyplan.documents.content import column_name
from povertyplan.documents.formats.xlsx import content as xlsx_content
from tests.support.fuzz import MOST_SECONDS
from tests.support.written import computed, docx, repacked, saved, xlsx

EXAMPLE = Path("examples/cao-thuong-2024/plan.md")
HEADER = ["TT", "Đơn vị", "Số hộ 2023", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023", "Hộ nghèo 2024"]
ROWS = [["1", "Chợ", "160", "5", "3.13", "2"], ["2", "Ngò", "76", "3", "3.95", "2"]]
TITLES = ["Giảm nghèo năm 2024"]


def example() -> tuple[list[str], list[list[str]]]:
    """Return the paragraphs and the table of the example."""
    lines = EXAMPLE.read_text(encoding="utf-8").split("\n")
    titles = [line.strip("#* ") for line in lines if line.strip() and line[0] != "|"]
    table = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|") and not line.startswith("|---")
    ]
    return titles, table


@pytest.mark.parametrize(
    ("form", "write"),
    [
        ("docx", docx),
        ("xlsx", xlsx),
        ("xlsx", lambda *parts: xlsx(*parts, stored=lambda text: text[0].isdigit())),
    ],
)
def test_the_real_plan_gives_its_findings(form: str, write: Callable[..., bytes]) -> None:
    reading = read_bytes(write(*example()), format=form)
    assert reading.plan == read(EXAMPLE).plan
    assert check(reading).findings == check(read(EXAMPLE)).findings
    places = [str(reading.sources[one.place]) for one in check(reading).findings]
    assert places[-1] == {"docx": "table 1!I31", "xlsx": "Phụ lục!I63"}[form]


def book(*rows: list[Any], change: Callable[[Any], object] = lambda _: None) -> Reading:
    """Read a workbook of some rows, from its first row on."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = "PL"
    for row in rows:
        sheet.append(row)
    change(sheet)
    return read_bytes(saved(made.save), format="xlsx", file="plan.xlsx")


def notices(reading: Reading) -> list[str]:
    return [f"{one.source}: {one}" for one in reading.notices if one.source]


def test_numbers_stored_as_text_and_stored_numbers() -> None:
    header = [*HEADER[:5], date(2024, 12, 31)]
    reading = book(header, [1, "Chợ", "160", 5, 3.125, 2], change=formatted)
    assert str(reading.plan.targets[0].base.poor) == "Tally(count=5, rate=Percent('3.13%'))"


def formatted(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
    sheet["E2"].number_format = "0.00"
    sheet["F1"] = "Hộ nghèo 2024"


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


def test_formulas_that_were_never_computed_are_told_and_state_nothing() -> None:
    """openpyxl computes nothing, and many a program that writes workbooks does not either."""
    rows = [[1, "Chợ", 160, 5, "=D2/C2*100", 2], [2, "Ngò", 76, 3, "=D3/C3*100", 2]]
    total = [None, "Tổng", "=SUM(C2:C3)", "=SUM(D2:D2)", "=D4/C4*100", "=SUM(F2:F3)"]
    reading = book(HEADER, *rows, total)
    assert reading.plan.total is not None
    assert reading.plan.total.base.households is None
    assert [str(target.base.poor) for target in reading.plan.targets] == [
        "Tally(count=5, rate=None)",
        "Tally(count=3, rate=None)",
    ]
    (told,) = notices(reading)
    assert told == (
        "plan.xlsx:PL!E2: formulas without a value, from E2 on: 6; their figures were not read:"
        " open the workbook in Excel or LibreOffice and save it"
    )
    # Which cells they take is known all the same.
    assert [(one.code, str(one.place)) for one in check(reading).findings] == [
        ("PP602", "total/poor_base")
    ]


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


def test_hidden_columns_are_left_out_and_hidden_rows_are_read() -> None:
    def hide(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        sheet.column_dimensions["C"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.merge_cells("C1:D1")
        sheet["C1"] = "Hộ nghèo 2023"

    header = [*HEADER[:3], None, *HEADER[4:]]
    reading = book(header, [1, "Chợ", 99, 5, 3.13, 2], [2, "Ngò", 99, 3, 3.95, 2], change=hide)
    assert [target.base.poor.count for target in reading.plan.targets] == [5, 3]
    assert notices(reading) == [
        "plan.xlsx:PL: the hidden rows 3 were read as if they were shown",
        "plan.xlsx:PL: the hidden columns C were left out",
    ]


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


def test_a_merged_figure_is_read_once_and_merged_words_for_all() -> None:
    def merge(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        sheet.merge_cells("D2:D3")
        sheet.merge_cells("A4:B4")
        sheet.merge_cells("A6:F6")

    reading = book(
        HEADER,
        [1, "Chợ", 160, 5, 3.13, 2],
        [2, "Ngò", 76, None, 3.95, 2],
        ["Tổng cộng", None, 236, 8, 3.39, 4],
        [None],
        ["Người lập biểu"],
        change=merge,
    )
    assert [target.base.poor.count for target in reading.plan.targets] == [5, None]
    assert reading.plan.total is not None
    assert reading.plan.total.base.poor.count == 8


def word(*blocks: str) -> Reading:
    """Read a text document of some blocks of WordprocessingML."""
    document = Document()
    body = parse_xml(f"<w:body {nsdecls('w')}>{''.join(blocks)}</w:body>")
    for at, block in enumerate(list(body)):
        document.element.body.insert(at, block)
    return read_bytes(saved(document.save), format="docx", file="plan.docx")


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str) -> str:
    """Write a cell of some text, or of what is WordprocessingML already."""
    return (
        text
        if text.startswith("<w:sdt>")
        else f"<w:tc>{text if '<' in text else line(text)}</w:tc>"
    )


def table(*rows: list[str]) -> str:
    return (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows) + "</w:tbl>"
    )


def test_what_a_reader_sees_is_the_text() -> None:
    """Insertions, links and content controls count; deletions, hidden text and fields do not."""
    run, gone = "<w:r><w:t>{}</w:t></w:r>", "<w:r><w:delText>9</w:delText><w:t>9</w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7</w:t></w:r>"
    code = "<w:r><w:instrText>=1+1</w:instrText></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>3</w:t></w:r>"
    counts = [
        f"<w:p>{run.format(1)}<w:ins w:id='1'>{run.format(6)}</w:ins>{run.format(0)}</w:p>",
        f"<w:p>{run.format(5)}<w:del w:id='2'>{gone}</w:del></w:p>",
        f"<w:p>{code}{run.format(3.1)}{hidden}<w:hyperlink>{shown}</w:hyperlink></w:p>",
    ]
    controlled = f"<w:sdt><w:sdtContent><w:tc>{line('2')}</w:tc></w:sdtContent></w:sdt>"
    reading = word(line(TITLES[0]), table(HEADER, ["1", "Chợ", *counts, controlled]))
    target = reading.plan.targets[0]
    assert (target.base.households, target.goal.poor.count) == (160, 2)
    assert str(target.base.poor) == "Tally(count=5, rate=Percent('3.13%'))"


@pytest.mark.parametrize("align", ["superscript", "subscript", "baseline"])
def test_a_raised_mark_is_no_digit_of_its_figure(
    align: Literal["superscript", "subscript", "baseline"],
) -> None:
    mark = f"<w:r><w:rPr><w:vertAlign w:val='{align}'/></w:rPr><w:t>1</w:t></w:r>"
    count = line("5").replace("</w:p>", f"{mark}</w:p>")
    reading = word(line(TITLES[0]), table(HEADER, ["1", "Chợ", "160", count, "3.13", "2"]))
    font = InlineFont(vertAlign=align)
    rich = CellRichText("5", TextBlock(font, "1"))
    other = book(HEADER, [1, "Chợ", 160, rich, 3.13, 2])
    glued = align == "baseline"
    for one in (reading, other):
        assert one.plan.targets[0].base.poor.count == (51 if glued else 5)
        assert ("footnote-marks" in [notice.code for notice in one.notices]) is not glued


@pytest.mark.parametrize("mark", ["", "¹"])
def test_a_mark_leaves_the_captions_of_tables(mark: str) -> None:
    header = ["TT", "Đơn vị", "Số hộ", "Hộ nghèo"]
    before = table(header, ["1", "Chợ", "160", f"5{mark}"], ["2", "Ngò", "76", "3"])
    after = table(header, ["1", "Chợ", "160", "2"], ["2", "Ngò", "76", "2"])
    captions = [line("Biểu năm 2023"), line("Biểu năm 2024")]
    reading = word(line(TITLES[0]), captions[0], before, captions[1], after)
    assert reading.plan.years == (2023, 2024)


def test_tables_inside_tables_and_tables_that_only_place_text() -> None:
    office = table([line("UBND XÃ TÂN YÊN") + line("Số: 15/KH-UBND"), "<w:p/>"])
    signed = table(["Nơi nhận", f"{line('CHỦ TỊCH')}{line('Vũ Ngọc Vân')}"])
    other = table(["Việc", "Ngày", "Hạn", "Ghi chú"], ["Họp", "1", "2", table(HEADER, *ROWS)])
    whole = [office, line("KẾ HOẠCH"), line(TITLES[0]), table([table(HEADER, *ROWS)]), signed]
    for blocks in (whole, [*whole[:3], other, signed]):
        reading = word(*blocks)
        assert (reading.plan.unit.name, reading.plan.document.number) == ("Tân Yên", "15")
        assert reading.plan.document.signer == "Vũ Ngọc Vân"
        assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    assert [one.code for one in reading.notices] == ["table-set-aside"]


def boxed(inner: str) -> str:
    """Write a text box, for programs of today and again for older ones."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    spaces = "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent {spaces}>{both}</mc:AlternateContent></w:r></w:p>"


def test_what_stands_in_text_boxes_is_read_once() -> None:
    office = table(["Việc", f"{line('UBND')}{boxed(line('Số: 15/KH-UBND'))}"])
    reading = word(office, line("KẾ HOẠCH"), boxed(line(TITLES[0]) + table(HEADER, *ROWS)))
    assert reading.plan.document.number == "15"
    assert reading.plan.year == 2024
    assert [target.unit.name for target in reading.plan.targets] == ["Chợ", "Ngò"]
    deep = table(HEADER, *ROWS)
    for _ in range(25):
        deep = f"<w:p><w:r><w:pict><w:txbxContent>{deep}</w:txbxContent></w:pict></w:r></w:p>"
    with pytest.raises(ReadError, match="no table"):
        word(deep)


def test_lines_marks_and_columns_beyond_z() -> None:
    header = [*HEADER, *(f"Cột {at}" for at in range(22))]
    row = ["1", "<w:p><w:r><w:t>Phố</w:t><w:br/><w:t>Mới</w:t><w:tab/></w:r></w:p>", *ROWS[0][2:]]
    reading = word(line(TITLES[0]), table(header, [*row, *[""] * 21, "7"]))
    assert reading.plan.targets[0].unit.name == "Phố Mới"
    assert "plan.docx:table 1!AB1" in notices(reading)[0]


def test_rows_that_begin_later_and_cells_that_go_on_from_nothing() -> None:
    start = "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    merge = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = table(HEADER, ROWS[0]).replace("<w:tbl>", "").replace("</w:tbl>", "")
    late = start + "".join(map(cell, ROWS[1][1:])) + "</w:tr>"
    alone = "<w:tr>" + "".join(f"<w:tc>{merge}{line(text)}</w:tc>" for text in ROWS[1]) + "</w:tr>"
    for more in (late, alone):
        reading = word(line(TITLES[0]), f"<w:tbl>{rows}{more}</w:tbl>")
        assert reading.plan.targets[1].unit.name == "Ngò"
        assert reading.plan.targets[1].base.poor.count == 3


def test_nesting_has_an_end() -> None:
    deep = table(HEADER, *ROWS)
    for _ in range(25):
        deep = table([deep + "<w:p/>"])
    with pytest.raises(ReadError, match="no table"):
        word(deep)
    framed = table(["1", "2", table(["1", "2", "3", "4"]) + "<w:p/>"])
    for _ in range(25):
        framed = table(["1", "2", framed + "<w:p/>"])
    with pytest.raises(ReadError, match="other table"):
        word(framed)


def packed(form: str) -> bytes:
    write = {"docx": docx, "xlsx": xlsx}[form]
    return write(TITLES, [HEADER, *ROWS])


def grown(text: bytes) -> Callable[[str, bytes], bytes]:
    """Put something before the end of the main part."""
    ends = {"word/document.xml": b"</w:body>", "xl/worksheets/sheet1.xml": b"</sheetData>"}
    return lambda name, xml: xml.replace(ends[name], text + ends[name]) if name in ends else xml


ENTITIES = b'<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda _name, xml: ENTITIES + xml, "some in"),
        (lambda _name, _xml: ENTITIES.decode().encode("utf-16-le"), "some in"),
        (grown(b" " * 17_000_000), "17"),
        (grown(b"<a/>" * 2_100_000), "more"),
        (lambda _name, xml: xml[: len(xml) // 2], ""),
        (lambda _name, xml: xml.replace(b"document.main", b"m").replace(b"sheet.main", b"m"), ""),
    ],
)
def test_hostile_parts(form: str, change: Callable[[str, bytes], bytes], found: str) -> None:
    with pytest.raises(ReadError) as error:
        read_bytes(repacked(packed(form), change), format=form, file=f"plan.{form}")
    assert error.value.file == f"plan.{form}"
    assert found in error.value.found


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_damaged_encrypted_and_other_archives(form: str, tmp_path: Path) -> None:
    whole = packed(form)
    other = "xlsx" if form == "docx" else "docx"
    locked = bytearray(whole)
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = locked.index(start) + (6 if start[2] == 3 else 8)
        locked[at] |= 1
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for at in range(2_001):
            archive.writestr(f"{at}.xml", b"")
    stray = BytesIO()
    with zipfile.ZipFile(stray, "w") as archive:
        archive.writestr("content.xml", b"<a/>")
    for data, found in (
        (whole[: len(whole) // 2], "a damaged one"),
        (b"", "a damaged one"),
        (TITLES[0].encode(), "a damaged one"),
        (bytes(locked), "an encrypted one"),
        (packed(other), f"that of another format, rename the file: .{other}"),
        (many.getvalue(), "2001"),
        (stray.getvalue(), "an archive of other files"),
        (b"\xd0\xcf\x11\xe0" + whole, "or one with a password"),
        (b"%PDF-1.7", "a PDF"),
    ):
        with pytest.raises(ReadError) as error:
            read_bytes(data, format=form)
        assert found in error.value.found
    (tmp_path / f"plan.{form}").write_bytes(whole)
    assert read(tmp_path / f"plan.{form}").plan == read_bytes(whole, format=form).plan


@pytest.mark.parametrize(("old", "new"), [("doc", "docx"), ("xls", "xlsx"), ("XLS", "xlsx")])
def test_formats_of_before_2007_say_how_to_convert(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(ReadError, match=f"expected .{new}: open the file in Word"):
        read(tmp_path / f"plan.{old}")


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_without_its_library_the_error_names_the_extra(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed(form)
    monkeypatch.setitem(sys.modules, {"docx": "docx", "xlsx": "openpyxl"}[form], None)
    monkeypatch.delitem(sys.modules, f"povertyplan.documents.formats.{form}", raising=False)
    with pytest.raises(ReadError, match=r"pip install 'povertyplan\[office\]'"):
        read_bytes(data, format=form)


def test_merged_headings_above_and_what_lies_apart() -> None:
    """A range may hold nothing, reach into the table, or lie in a hidden column."""

    def merge(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        for cells in ("A4:A5", "B4:B5", "C4:C5", "D4:F4", "H1:H2", "J4:J5"):
            sheet.merge_cells(cells)
        sheet.column_dimensions["J"].hidden = True

    reading = book(
        ["UBND xã Tân Yên"],
        ["Giảm nghèo năm 2024", None, None, " "],
        [],
        [*HEADER[:3], "Hộ nghèo"],
        [None, None, None, "2023", "Tỷ lệ 2023", "2024"],
        *([*row[:2], *map(float, row[2:])] for row in ROWS),
        change=merge,
    )
    assert [target.goal.poor.count for target in reading.plan.targets] == [2, 2]
    assert reading.plan.unit.name == "Tân Yên"


def test_more_cells_than_any_text_document() -> None:
    with pytest.raises(ReadError, match="at most 100000 cells and paragraphs, found more"):
        word("<w:tbl><w:tr>" + "<w:tc/>" * 100_001 + "</w:tr></w:tbl>")


def test_tables_that_come_to_more_together_than_any() -> None:
    wide = f"<w:tc><w:tcPr><w:gridSpan w:val='199000'/></w:tcPr>{line('x')}</w:tc>"
    with pytest.raises(ReadError, match="at most 400000 cells in all tables, found more"):
        word(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>" * 3)


def test_more_rows_than_a_sheet_may_hold() -> None:
    rows = [["1"]] * 20_001
    with pytest.raises(ReadError, match="sheet Phụ lục: expected at most 20000 rows in a sheet"):
        read_bytes(xlsx([], rows, merged=False), format="xlsx")


@pytest.mark.parametrize(
    ("merges", "hidden"),
    [
        ([f"{column_name(at)}2:{column_name(at)}50000" for at in range(1, 2_001)], 0),
        ([f"A{row}:XFD{row}" for row in range(1, 5_000)], 4_000),
    ],
)
def test_many_wide_ranges_take_no_longer_than_any(merges: list[str], hidden: int) -> None:
    """Each may cover the whole sheet, and every column may claim to hide those right of it."""

    def change(name: str, xml: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return xml
        columns = "".join(f'<col min="{at}" max="16384" hidden="1"/>' for at in range(2, hidden))
        held = "".join(f'<c r="{one.split(":")[0]}"><v>1</v></c>' for one in merges[:2_000])
        row = f'<row r="2">{held}</row><row r="50000"><c r="A50000"><v>1</v></c></row>'
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in merges)
        cells = f"<sheetData>{row}</sheetData><mergeCells>{ranges}</mergeCells>"
        cols = f"<cols>{columns}</cols>" if hidden else ""
        return re.sub(rb"<sheetData>.*</sheetData>", (cols + cells).encode(), xml, flags=re.DOTALL)

    start = time.process_time()
    with pytest.raises(ReadError):
        read_bytes(repacked(packed("xlsx"), change), format="xlsx")
    assert time.process_time() - start < MOST_SECONDS


def test_ranges_and_sheets_larger_than_any_annex(monkeypatch: pytest.MonkeyPatch) -> None:
    def merge(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        for at in range(1, 60):
            sheet.merged_cells.add(f"A{at}:XFD1048576")

    assert book(HEADER, ROWS[0], change=merge).plan.targets

    def overlap(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's sheet
        for at in range(1, 21):
            sheet.merged_cells.add(f"A{at}:C{at + 20}")

    monkeypatch.setattr(limits, "MOST_CELLS", 89)
    scattered = [[None] * at + ["x", "y", "z"] for at in range(30)]
    with pytest.raises(ReadError, match="expected at most 89 cells in a sheet"):
        book(*scattered)
    with pytest.raises(ReadError, match="sheet PL: expected tables of at most 89 cells in a sheet"):
        book(*scattered[:29])
    with pytest.raises(ReadError, match="sheet PL: expected a table of at most 89 cells"):
        book(*[["x", "y", "z"]] * 20, change=overlap)


def test_external_parts_are_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    outside = (
        b'<Relationship Id="rId99" TargetMode="External" Target="http://192.0.2.1/a.xml" Type="'
        b'http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/></Relationships>'
    )
    for form, kind in (("docx", b"attachedTemplate"), ("xlsx", b"externalLink")):

        def related(name: str, xml: bytes, relation: bytes = outside % kind) -> bytes:
            return xml.replace(b"</Relationships>", relation) if name.endswith(".rels") else xml

        data = repacked(packed(form), related)
        assert read_bytes(data, format=form).plan == read_bytes(packed(form), format=form).plan
