"""Plans as workbooks: formulas where they give the figure, figures elsewhere, names as text."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from openpyxl import load_workbook

from povertyplan import DocumentInfo, Percent, Plan, Section, read, read_bytes, write_bytes
from povertyplan.documents.layout import page
from povertyplan.documents.write.xlsx import workbook

REAL = Path("examples/cao-thuong-2024/plan.md")
#: The columns of the real plan: the households of 2024, the poor of 2024 and their rate.
HOUSEHOLDS, POOR, RATE = "E", "H", "I"
FIRST_ROW, TOTAL_ROW = 9, 35

Row = dict[str, object]


def annex_of(plan: Plan) -> Any:  # noqa: ANN401  # openpyxl's
    """Return the sheet of the annex of a plan as a workbook."""
    return load_workbook(BytesIO(workbook(page(plan))))["Phụ lục"]


def cells(plan: Plan, *names: str) -> list[object]:
    annex = annex_of(plan)
    return [annex[name].value for name in names]


def rows(*counts: tuple[int | None, int | None]) -> list[Row]:
    """Return rows of households and poor households."""
    return [
        {"name": f"Tổ {number}", "households_goal": households, "poor_goal": poor}
        for number, (households, poor) in enumerate(counts, 1)
    ]


def test_the_real_plan_has_formulas_where_they_give_its_figures() -> None:
    annex = annex_of(read(REAL).plan)
    assert annex[f"{POOR}{TOTAL_ROW}"].value == f"=SUM({POOR}{FIRST_ROW}:{POOR}{TOTAL_ROW - 1})"
    for row in range(FIRST_ROW, TOTAL_ROW):
        assert annex[f"{RATE}{row}"].value == f"=ROUND({POOR}{row}/{HOUSEHOLDS}{row}*100,2)"


def test_a_wrong_figure_is_typed_as_it_stands() -> None:
    assert cells(read(REAL).plan, f"{RATE}{TOTAL_ROW}") == [1.39]


def test_a_rate_of_no_household_is_a_live_dash() -> None:
    annex = annex_of(read(REAL).plan)
    dash = annex["G27"]  # H. Hoa Thám, which has no poor household
    assert (dash.value, dash.number_format) == ("=ROUND(F27/C27*100,2)", '0.00;-0.00;"-"')


def test_a_dash_without_households_is_text_and_a_blank_stays_blank() -> None:
    rates = [{**row, "poor_goal_rate": rate} for row, rate in zip(
        rows((None, 0), (100, 1), (100, 2)), (None, "1,0", None), strict=True)]  # fmt: skip
    plan = Plan.of(2024, rates, total={"poor_goal": 3})
    assert cells(plan, "E9", "E10", "E11", "E12") == ["-", "=ROUND(D10/C10*100,1)", None, None]


@pytest.mark.parametrize(
    ("row", "typed"),
    [
        ({"poor_goal": 2, "poor_goal_rate": "2,0"}, 2),  # no households, so nothing to divide by
        ({"poor_goal": 2, "households_goal": 0, "poor_goal_rate": "2,0"}, 2),
        # More digits than a spreadsheet computes with.
        ({"poor_goal": 10**9, "households_goal": 10**9, "poor_goal_rate": "100,0000"}, 100),
    ],
)
def test_a_rate_that_no_formula_gives_is_typed(row: Row, typed: float) -> None:
    plan = Plan.of(2024, [{"name": "Chợ", **row}])
    assert typed in [cell.value for cell in annex_of(plan)[9]]


def test_a_formula_gives_the_rates_that_a_spreadsheet_computes_exactly() -> None:
    """The last count whose share in the units of its print has no more than 14 digits."""
    most = 10**8 - 1
    row: Row = {"name": "Chợ", "poor_goal": most, "households_goal": most}
    exact, beyond = (
        Plan.of(2024, [{**row, "poor_goal": poor, "households_goal": poor,
                        "poor_goal_rate": "100,0000"}]) for poor in (most, most + 1)
    )  # fmt: skip
    assert "=ROUND(D9/C9*100,4)" in [cell.value for cell in annex_of(exact)[9]]
    assert 100 in [cell.value for cell in annex_of(beyond)[9]]


def test_a_total_of_a_blank_row_is_typed() -> None:
    plan = Plan.of(2024, rows((10, 1), (20, None)), total={"households_goal": 30, "poor_goal": 1})
    assert cells(plan, "C11", "D11") == ["=SUM(C9:C10)", 1]


def with_sections(counts: int, *starts: int) -> Plan:
    """Return a plan of as many rows of one household, and a section from each start on."""
    total: Row = {"households_goal": counts}
    plan = Plan.of(2024, rows(*[(1, None)] * counts), total=total)
    ends = [*starts[1:], counts + 1]
    sections = [
        Section(f"Khu vực {start}", range(start, end), Plan.of(
            2024, [], total={"households_goal": end - start}).total)
        for start, end in zip(starts, ends, strict=True)
    ]  # fmt: skip
    return evolve(plan, sections=tuple(sections))


def test_totals_add_up_the_runs_of_rows_between_sections() -> None:
    totals = cells(with_sections(4, 1, 4), "C8", "C12", "C14")
    assert totals == ["=SUM(C9:C11)", "=SUM(C13)", "=SUM(C9:C11,C13)"]


def test_a_total_over_more_pieces_than_a_sum_takes_is_typed() -> None:
    """Excel takes 255 arguments of a function."""
    most, beyond = (annex_of(with_sections(rows, *range(1, rows + 1))) for rows in (255, 256))
    assert str(most.cell(most.max_row, 3).value).count(",") == 254
    assert beyond.cell(beyond.max_row, 3).value == 256


def test_names_stay_text_also_when_their_cells_are_typed_anew() -> None:
    names = [
        "=1+1",
        "+84",
        "@SUM",
        "-Chợ",
        "{=A1}",
        "_x0041_",
        "https://a.vn",
        "<b>&amp;",
        "Ấ" * 300,
    ]
    plan = Plan.of(2024, [{"name": name, "poor_goal": 2} for name in names])
    assert [
        target.unit.name for target in read_bytes(write_bytes(plan, format="xlsx")).plan.targets
    ] == names
    annex = annex_of(plan)
    found = [annex.cell(row, 2) for row in range(FIRST_ROW, FIRST_ROW + len(names))]
    assert {cell.data_type for cell in found} == {"s"}
    assert [cell.quotePrefix for cell in found] == [True] * 4 + [False] * 5


def test_the_same_plan_has_the_same_bytes() -> None:
    laid_out = page(read(REAL).plan)
    assert workbook(laid_out) == workbook(laid_out)


def test_the_annex_is_printed_across_on_a4_with_its_heading_on_each_page() -> None:
    annex = annex_of(read(REAL).plan)
    assert (annex.page_setup.paperSize, annex.page_setup.orientation) == (9, "landscape")
    assert annex.sheet_properties.pageSetUpPr.fitToPage
    assert annex.page_setup.fitToHeight is None  # one page, unless it says another number
    assert (annex.print_title_rows, annex.freeze_panes) == ("$5:$8", "C9")
    assert annex.print_area == f"'Phụ lục'!$A$1:$M${TOTAL_ROW}"
    assert annex_of(with_sections(40, 1)).page_setup.fitToHeight == 0


def test_remarks_stand_below_the_table_with_a_row_between() -> None:
    laid_out = page(read(REAL).plan)
    remarked = evolve(laid_out, annex=evolve(laid_out.annex, remarks=("Một", "Hai")))
    annex = load_workbook(BytesIO(workbook(remarked)))["Phụ lục"]
    below = [annex.cell(TOTAL_ROW + number, 1).value for number in range(1, 4)]
    assert below == [None, "Một", "Hai"]


def test_the_text_is_printed_from_the_office_to_the_signer() -> None:
    plan = read(REAL).plan
    text = load_workbook(BytesIO(workbook(page(plan))))["Kế hoạch"]
    assert str(text["B1"].value).startswith("CỘNG HÒA")
    last = text.max_row
    assert text.print_area == f"'Kế hoạch'!$A$1:$B${last}"
    assert text.cell(last, 1).value == "Nơi nhận:\n- Các tổ dân phố;\n- Lưu: VT."
    assert str(text.cell(last, 2).value).endswith(plan.document.signer)


def test_a_plan_without_letterhead_and_signer_is_read_back() -> None:
    plan = Plan.of(2024, rows((10, 1)), headline={"poor_goal_rate": Percent.parse("10")})
    assert plan.document == DocumentInfo()
    assert read_bytes(write_bytes(plan, format="xlsx")).plan == plan
