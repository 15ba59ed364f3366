"""Figures replaced in a workbook: typed, by formulas, in words, or refused."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Any
from zipfile import ZipFile

import pytest
from attrs import evolve
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from povertyplan import Edit, Part, Percent, Place, Reading, Source, read_bytes
from povertyplan.documents.write.patch_xlsx.patch import patched_workbook
from povertyplan.documents.write.patched import Patched
from tests.support.written import computed, repacked, saved, xlsx

TOTAL = Part.TOTAL
HEADER = [
    *("TT", "Đơn vị", "Số hộ 2023", "Số hộ 2024", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023"),
    *("Hộ nghèo 2024", "Tỷ lệ nghèo 2024"),
]
ROWS = [
    ["1", "Chợ", "160", "160", "5", "3.13", "2", "1.25"],
    ["2", "Ngò", "76", "80", "3", "3.95", "2", "2.50"],
    ["3", "Bãi", "120", "125", "6", "5.00", "4", "3.20"],
    ["", "Tổng", "356", "365", "14", "3.93", "8", "2.19"],
]
SENTENCE = "Tỷ lệ hộ nghèo giảm còn 2,19%, số hộ nghèo giảm 6 hộ"
#: The table begins in row 4; every total is a sum, every rate a quotient.
FORMULAS = {
    **{f"{column}8": f"SUM({column}5:{column}7)" for column in "CDEG"},
    **{f"F{row}": f"ROUND(E{row}/C{row}*100,2)" for row in range(5, 9)},
    **{f"H{row}": f"ROUND(G{row}/D{row}*100,2)" for row in range(5, 9)},
}


def book(formulas: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return the workbook, some of its cells computed."""
    data = xlsx(["Giảm nghèo năm 2024", SENTENCE], [HEADER, *ROWS], stored=bool)
    return computed(data, formulas)


def reading_of(data: bytes) -> Reading:
    reading = read_bytes(data, format="xlsx")
    assert isinstance(reading, Reading)
    return reading


def edit(row: Any, field: str, printed: Any, proposed: Any) -> Edit:  # noqa: ANN401  # any figure
    figures = [Percent.parse(it) if isinstance(it, str) else it for it in (printed, proposed)]
    return Edit(Place(row, field), *figures)


#: All that changes if Chợ has one household more that is poor.
ONE_MORE = [
    edit(1, "poor_goal", 2, 3),
    edit(1, "poor_goal_rate", "1.25", "1.88"),
    edit(TOTAL, "poor_goal", 8, 9),
    edit(TOTAL, "poor_goal_rate", "2.19", "2.47"),
]


def made(data: bytes, *edits: Edit) -> Patched:
    """Make some edits, all of which can be made, and hold the result to the reading."""
    reading = reading_of(data)
    result = patched_workbook(data, reading, edits)
    assert not result.refused
    assert result.edits == edits
    assert reading_of(result.data).plan == reading.edited(edits).plan
    return result


def changed_cells(before: bytes, after: bytes) -> dict[str, str]:
    """Return the XML of the cells of the first sheet that differ; nothing else may."""
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        differing = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert differing <= {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
        sheets = [file.read("xl/worksheets/sheet1.xml").decode() for file in (old, new)]
    parts = [re.split(r"(?s)(<c [^>]*/>|<c .*?</c>)", sheet) for sheet in sheets]
    assert [part for part in parts[0] if part[:3] != "<c "] == [
        part for part in parts[1] if part[:3] != "<c "
    ]
    pairs = zip(*parts, strict=True)
    return {re.findall(r'r="(\w+)"', cell)[0]: cell for was, cell in pairs if was != cell}


def why(data: bytes, *edits: Edit) -> list[tuple[str, str]]:
    """Return the reasons why edits are refused; nothing of the workbook changes for them."""
    reading = reading_of(data)
    result = patched_workbook(data, reading, edits)
    assert {item.edit for item in result.refused} == set(edits)
    assert result.data == data
    return [(str(item.edit.place), item.why.text("vi")) for item in result.refused]


def test_a_typed_figure_keeps_its_style() -> None:
    data = book()
    result = made(data, *ONE_MORE)
    cells = changed_cells(data, result.data)
    assert sorted(cells) == ["G5", "G8", "H5", "H8"]
    assert re.fullmatch(r'<c r="H5" s="\d+" t="n"><v>1.88</v></c>', cells["H5"])


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    """Change the first sheet of a workbook without formulas."""
    opened = load_workbook(BytesIO(data))
    change(opened.worksheets[0])
    return saved(opened.save)


@pytest.mark.parametrize("number_format", ["0.00%", "0.0000"])
def test_a_rate_may_be_stored_as_a_share_of_one(number_format: str) -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's
        for row in range(5, 9):
            sheet[f"H{row}"] = round(sheet[f"H{row}"].value / 100, 4)
            sheet[f"H{row}"].number_format = number_format

    data = changed(book(), change)
    cells = changed_cells(data, made(data, *ONE_MORE).data)
    assert "<v>0.0188</v>" in cells["H5"]


def test_a_number_that_is_text_becomes_a_number() -> None:
    data = xlsx(["Giảm nghèo năm 2024"], [HEADER, *ROWS])
    cells = changed_cells(data, made(data, *ONE_MORE).data)
    assert cells["G4"] == '<c r="G4"><v>3</v></c>'
    assert cells["H4"] == '<c r="H4"><v>1.88</v></c>'


def test_text_stays_text_where_a_number_would_lose_its_last_zero() -> None:
    rows = [[text.replace(".", ",") for text in row] for row in ROWS]
    data = xlsx(["Giảm nghèo năm 2024"], [HEADER, *rows])
    cells = changed_cells(data, made(data, edit(1, "poor_goal_rate", "1.25", "1.30")).data)
    assert cells["H4"].endswith('<is><t xml:space="preserve">1,30</t></is></c>')


@pytest.mark.parametrize(
    ("households", "proposed", "written"),
    [
        ("1.160", 1170, '<c r="C4" t="inlineStr"><is><t xml:space="preserve">1.170</t></is></c>'),
        ("1.160", 970, '<c r="C4"><v>970</v></c>'),
        ("960", 1170, '<c r="C4" t="inlineStr"><is><t xml:space="preserve">1.170</t></is></c>'),
        ("1160", 1170, '<c r="C4"><v>1170</v></c>'),
    ],
)
def test_text_keeps_the_mark_between_its_thousands(
    households: str, proposed: int, written: str
) -> None:
    printed = int(households.replace(".", ""))
    total = "356" if households == "1160" else "1.356"
    rows = [
        ["1", "Chợ", households, *ROWS[0][3:]],
        ROWS[1],
        ROWS[2],
        ["", "Tổng", total, *ROWS[3][3:]],
    ]
    data = xlsx(["Giảm nghèo năm 2024"], [HEADER, *rows])
    change = edit(1, "households_base", printed, proposed)
    assert changed_cells(data, made(data, change).data) == {"C4": written}


@pytest.mark.parametrize(
    ("others", "written"),
    [
        ("; 1.200 lao động qua đào tạo", "1.170"),
        ("; 1200 lao động qua đào tạo", "1170"),
        ("", "1170"),
    ],
)
def test_a_count_that_grows_past_999_within_words_has_the_mark_of_other_texts(
    others: str, written: str
) -> None:
    words = f"Giải quyết việc làm cho 960 lao động{others}"
    data = changed(book(), lambda sheet: sheet.__setitem__("A2", words))
    result = made(data, edit(Part.LABOUR, "new_jobs", 960, 1170))
    assert f"cho {written} lao động" in changed_cells(data, result.data)["A2"]


def test_a_count_that_is_not_found_once_tells_no_mark() -> None:
    sentence = "số hộ nghèo giảm 1.006 hộ"
    rows = [["1", "Chợ", "960", *ROWS[0][3:]], *ROWS[1:]]
    data = xlsx(["Giảm nghèo năm 2024", f"{sentence}\n{sentence}"], [HEADER, *rows])
    result = made(data, edit(1, "households_base", 960, 1170))
    assert changed_cells(data, result.data) == {"C5": '<c r="C5"><v>1170</v></c>'}


def test_a_number_with_its_unit_keeps_the_unit() -> None:
    data = changed(book(), lambda sheet: sheet.__setitem__("G5", "02 hộ"))
    cells = changed_cells(data, made(data, ONE_MORE[0]).data)
    assert cells["G5"].endswith('<is><t xml:space="preserve">3 hộ</t></is></c>')


@pytest.mark.parametrize("cell", ['<c r="G5" s="1"/>', ""])
def test_a_blank_cell_is_filled(cell: str) -> None:
    blank = re.compile(rb'<c r="G5".*?</c>')
    data = repacked(book(), lambda _, xml: blank.sub(cell.encode(), xml))
    result = made(data, edit(1, "poor_goal", None, 3))
    assert reading_of(result.data).plan.targets[0].goal.poor.count == 3


def test_no_figure_is_a_dash_or_a_blank() -> None:
    data = book()
    edits = [edit(1, "poor_goal_rate", "1.25", None), edit(2, "poor_goal", 2, None)]
    cells = changed_cells(data, made(data, *edits).data)
    assert ">-</t>" in cells["H5"]
    assert cells["G6"] == '<c r="G6" s="1" t="n"></c>'


def test_formulas_stay_and_their_values_are_renewed() -> None:
    data = book(FORMULAS)
    result = made(data, *ONE_MORE)
    assert not result.formulas
    cells = changed_cells(data, result.data)
    assert cells["G5"] == '<c r="G5" s="1" t="n"><v>3</v></c>'
    assert cells["G8"] == '<c r="G8" s="1" t="n"><f>SUM(G5:G7)</f><v>9</v></c>'
    assert cells["H8"].endswith("<f>ROUND(G8/D8*100,2)</f><v>2.47</v></c>")
    with ZipFile(BytesIO(result.data)) as packed:
        assert b'fullCalcOnLoad="1"' in packed.read("xl/workbook.xml")


@pytest.mark.parametrize(
    "guard",
    [
        "IFERROR({},0)",
        'IF(D{row}=0,"",{})',
        'IF(OR(G{row}="",D{row}="",D{row}=0),"",{})',
        'IF(COUNT(G5:G{row})=0,"",{})',
    ],
)
def test_formulas_behind_a_test_are_computed(guard: str) -> None:
    rates = {
        f"H{row}": guard.format(f"ROUND(G{row}/D{row}*100,2)", row=row).replace('"', "&quot;")
        for row in range(5, 9)
    }
    data = book({**FORMULAS, **rates})
    cells = changed_cells(data, made(data, *ONE_MORE).data)
    assert cells["H8"].endswith("</f><v>2.47</v></c>")


def test_a_formula_that_its_test_hides_is_not_computed() -> None:
    data = book({"H5": "IF(OR(B5=&quot;&quot;,D5=0),0,G5/D5*100)"})
    ((_, told),) = why(data, edit(1, "poor_goal", 2, 3))
    assert "chỉ Excel mới tính lại được" in told


def test_a_figure_changes_only_with_those_computed_from_it() -> None:
    assert why(book(FORMULAS), ONE_MORE[0]) == [
        (
            "1/poor_goal",
            "Ô H5 được tính từ số liệu này và sẽ thay đổi theo: phải sửa đồng thời cả hai.",
        )
    ]


def test_what_is_refused_keeps_nothing_else_from_being_made() -> None:
    data = book({"G8": "SUM(G5:G7)"})
    other = edit(3, "poor_base", 6, 7)
    result = patched_workbook(data, reading_of(data), [ONE_MORE[0], other])
    assert [item.edit for item in result.refused] == [ONE_MORE[0]]
    assert result.edits == (other,)
    assert list(changed_cells(data, result.data)) == ["E7"]


@pytest.mark.parametrize(
    ("cell", "wrong", "right", "wanted"),
    [
        (
            "H8",
            "ROUND(G8/C8*100,2)",
            "ROUND(G8/D8*100,2)",
            edit(TOTAL, "poor_goal_rate", "2.25", "2.19"),
        ),
        ("G8", "SUM(G5:G6)", "SUM(G5:G7)", edit(TOTAL, "poor_goal", 4, 8)),
        ("F6", "#REF!/C6", "ROUND(E6/C6*100,2)", edit(2, "poor_base_rate", None, "3.95")),
    ],
)
def test_a_wrong_formula_becomes_that_of_its_column_or_row(
    cell: str, wrong: str, right: str, wanted: Edit
) -> None:
    printed = "#REF!" if wanted.printed is None else str(wanted.printed).removesuffix("%")
    data = with_values(book({**FORMULAS, cell: wrong}), {cell: printed})
    result = made(data, wanted)
    (formula,) = result.formulas
    assert (formula.before, formula.after) == (wrong, right)
    assert str(formula.source) == f"Phụ lục!{cell}"
    assert f"<f>{right}</f><v>" in changed_cells(data, result.data)[cell]


def with_values(data: bytes, values: Mapping[str, str]) -> bytes:
    """Give cells other values, an error such as ``#REF!`` with its type."""

    def change(_: str, xml: bytes) -> bytes:
        for name, value in values.items():
            kind = b"e" if value.startswith("#") else b"n"
            pattern = rf'(<c r="{name}" s="\d+" )t="n"(>.*?<v>)[^<]*'.encode()
            xml = re.sub(pattern, rb'\g<1>t="%s"\g<2>%s' % (kind, value.encode()), xml)
        return xml

    return repacked(data, change)


def test_an_error_that_was_pasted_becomes_the_number() -> None:
    data = with_values(book(), {"G5": "#N/A"})
    cells = changed_cells(data, made(data, edit(1, "poor_goal", None, 3)).data)
    assert cells["G5"] == '<c r="G5" s="1"><v>3</v></c>'


@pytest.mark.parametrize(
    ("element", "told"),
    [
        (
            "<f>ROUND(G8/C8*100,2)</f>",
            "Ô H8 là công thức =ROUND(G8/C8*100,2): hãy sửa công thức, không gõ đè số.",
        ),
        (
            '<f t="array" ref="H8">ROUND(G8/C8*100,2)</f>',
            "Ô H8 dùng chung công thức =ROUND(G8/C8*100,2) với các ô khác: hãy sửa công thức",
        ),
    ],
)
def test_a_wrong_formula_without_a_habit_is_refused(element: str, told: str) -> None:
    formulas = {} if "array" not in element else FORMULAS
    data = with_values(book({**formulas, "H8": element}), {"H8": "2.25"})
    wanted = edit(TOTAL, "poor_goal_rate", "2.25", "2.19")
    ((place, words),) = why(data, wanted)
    assert place == "total/poor_goal_rate"
    assert words.startswith(told)


def test_figures_within_words_are_replaced_together() -> None:
    data = book()
    rate = edit(Part.HEADLINE, "poor_goal_rate", "2.19", "2.47")
    drop = edit(Part.HEADLINE, "poor_drop", 6, 5)
    cells = changed_cells(data, made(data, rate, drop).data)
    new = "Tỷ lệ hộ nghèo giảm còn 2,47%, số hộ nghèo giảm 5 hộ"
    assert cells["A2"] == f'<c r="A2" t="inlineStr"><is><t xml:space="preserve">{new}</t></is></c>'


def test_figures_are_found_in_their_line_of_a_cell() -> None:
    lines = f"Mục tiêu\n{SENTENCE}"
    data = changed(book(), lambda sheet: sheet.__setitem__("A2", lines))
    result = made(data, edit(Part.HEADLINE, "poor_drop", 6, 5))
    assert "giảm 5 hộ" in changed_cells(data, result.data)["A2"]


def test_words_of_several_fonts_or_of_a_formula_are_refused() -> None:
    rate = edit(Part.HEADLINE, "poor_goal_rate", "2.19", "2.47")
    plain, bold = SENTENCE[:10], SENTENCE[10:]
    rich = CellRichText(plain, TextBlock(InlineFont(b=True), bold))
    data = changed(book(), lambda sheet: sheet.__setitem__("A2", rich))
    ((_, told),) = why(data, rate)
    assert told == "Số liệu nằm trong câu chữ có nhiều định dạng: hãy sửa tay trong Excel."
    data = computed(book(), {"A2": '<f>"x"</f>'})
    ((_, told),) = why(data, rate)
    assert told.startswith('Ô A2 là công thức ="x": ')


@pytest.mark.parametrize("text", [f"{SENTENCE}\n{SENTENCE}", f"{SENTENCE}, _x000D_"])
def test_figures_that_are_not_found_in_words_are_refused(text: str) -> None:
    data = changed(book(), lambda sheet: sheet.__setitem__("A2", text))
    reading = reading_of(data)
    rate = edit(Part.HEADLINE, "poor_goal_rate", "2.19", "2.47")
    (refused,) = patched_workbook(data, reading, [rate]).refused
    assert refused.why.text("vi").startswith("Không tìm thấy số liệu trong câu chữ của ô")


@pytest.mark.parametrize(
    ("cell", "value", "number_format", "told"),
    [
        ("H5", 1.25, "0", "Định dạng số của ô không hiển thị đúng số liệu này"),
        ("G5", 2, "dd/mm/yyyy", "Định dạng số của ô không hiển thị đúng số liệu này"),
        ("G5", "khoảng 2", "0", "Ô này ghi chữ, không phải một số"),
    ],
)
def test_what_its_cell_would_not_show_is_refused(
    cell: str, value: object, number_format: str, told: str
) -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's
        sheet[cell] = value
        sheet[cell].number_format = number_format

    data = changed(book(), change)
    wanted = (
        edit(1, "poor_goal_rate", None, "1.88") if cell == "H5" else edit(1, "poor_goal", None, 3)
    )
    ((_, words),) = why(data, wanted)
    assert words.startswith(told)


def test_a_slip_of_the_finger_in_a_number_becomes_a_number() -> None:
    data = changed(book(), lambda sheet: sheet.__setitem__("G5", "l2"))
    cells = changed_cells(data, made(data, edit(1, "poor_goal", None, 3)).data)
    assert cells["G5"] == '<c r="G5" s="1"><v>3</v></c>'


def test_a_cell_of_both_years_takes_one_figure() -> None:
    header = [text.replace("Số hộ 2023", "Số hộ") for text in HEADER]
    rows = [[text for at, text in enumerate(row) if at != 3] for row in [header, *ROWS]]
    data = xlsx(["Giảm nghèo năm 2024"], rows, stored=bool)
    both = [edit(1, f"households_{year}", 160, 170) for year in ("base", "goal")]
    assert list(changed_cells(data, made(data, *both).data)) == ["C4"]
    ((_, told),) = why(data, both[0])
    assert told.startswith("Ô này dùng chung cho hai số liệu")


@pytest.mark.parametrize(
    "formula",
    ["ROUND(G5/TongHo*100,2)", "IF(D5&gt;0,G5/D5*100,0)", "INDIRECT(&quot;G5&quot;)", "1+#"],
)
def test_a_formula_that_only_excel_computes_keeps_its_inputs(formula: str) -> None:
    data = book({"H5": formula})
    told = why(data, edit(1, "poor_goal", 2, 3))
    assert told[0][1].endswith("chỉ Excel mới tính lại được: hãy sửa số liệu trong Excel.")


def test_a_figure_of_no_cell_is_refused() -> None:
    reading = reading_of(book())
    numbered = enumerate(reading.sources, 1)
    in_lines = {place: Source("plan.md", line=number) for number, place in numbered}
    alone = {Place(1, "poor_base"): reading.sources[Place(1, "poor_base")]}
    beyond = {Place(1, "poor_goal"): Source("plan.xlsx", sheet="Phụ lục", cell="G99")}
    for sources in ({}, in_lines, alone, beyond):
        (refused,) = patched_workbook(
            book(), evolve(reading, sources=sources), [ONE_MORE[0]]
        ).refused
        assert str(refused.why).startswith("The file does not show in which cell")


def test_a_damaged_sheet_is_refused() -> None:
    data = repacked(book(), lambda _, xml: xml.replace(b'<c r="B5"', b'<c r="A5"'))
    reading = reading_of(book())
    (refused,) = patched_workbook(data, reading, [ONE_MORE[0]]).refused
    assert str(refused.why).startswith("The sheet of this figure is damaged")


def test_both_figures_of_a_cell_that_does_not_exist_must_agree() -> None:
    header = [text.replace("Số hộ 2023", "Số hộ") for text in HEADER]
    rows = [[text for at, text in enumerate(row) if at != 3] for row in [header, *ROWS]]
    rows[1][2] = ""
    data = xlsx(["Giảm nghèo năm 2024"], rows, stored=bool)
    apart = [edit(1, "households_base", None, 160), edit(1, "households_goal", None, 161)]
    assert [told[:25] for _, told in why(data, *apart)] == ["Ô này dùng chung cho hai s"[:25]] * 2


def test_formulas_of_other_sheets_are_left_to_the_program_that_opens_them() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401  # openpyxl's
        other = sheet.parent.create_sheet("Tổng hợp")
        other["A1"] = "x"
        other.sheet_state = "hidden"

    data = changed(book(), change)
    formula = "<c r=\"A1\"><f>'Phụ lục'!G5*2</f><v>4</v></c>".encode()

    def computed_there(name: str, xml: bytes) -> bytes:
        return re.sub(rb"<c r=.A1.*?</c>", formula, xml) if "sheet2" in name else xml

    data = repacked(data, computed_there)
    result = made(data, ONE_MORE[0])
    with ZipFile(BytesIO(result.data)) as packed:
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
    assert "<f>'Phụ lục'!G5*2</f></c>" in sheet
