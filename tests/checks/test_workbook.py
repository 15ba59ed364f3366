"""The formulas of a workbook, from its cells to findings."""

from collections.abc import Mapping, Sequence

import pytest
from attrs import evolve

from povertyplan import Cause, Part, Place, Reading, Source, check, diagnose, read_bytes
from tests.support.written import computed, xlsx

TITLES = ["Giảm nghèo năm 2024"]
#: In row 3; the columns are A to I.
HEADER = [
    "TT", "Đơn vị", "Số hộ 2023", "Số hộ 2024", "Hộ nghèo 2023", "Tỷ lệ nghèo 2023",
    "Hộ nghèo 2024", "Tỷ lệ nghèo 2024", "Hộ cận nghèo 2024",
]  # fmt: skip
ROWS = [
    ["1", "Chợ", "200", "100", "4", "2.00", "2", "2.00", "1"],
    ["2", "Ngò", "200", "100", "4", "2.00", "2", "2.00", "1"],
    ["3", "Bậu", "200", "100", "4", "2.00", "2", "2.00", "1"],
    ["4", "Bùi", "200", "100", "4", "2.00", "2", "2.00", "1"],
    ["", "Tổng", "800", "400", "16", "2.00", "8", "2.00", "4"],
]
UNLIKE = [
    ROWS[0],
    ["2", "Ngò", "250", "150", "5", "2.00", "3", "2.00", "2"],
    ["3", "Bậu", "220", "50", "3", "1.36", "1", "2.00", "3"],
    ["4", "Bùi", "300", "200", "8", "2.67", "4", "2.00", "1"],
    ["", "Tổng", "970", "500", "20", "2.06", "6", "1.20", "7"],
]
RATES = {f"H{row}": f"G{row}/D{row}*100" for row in range(4, 9)}
SUMS = {f"{column}8": f"SUM({column}4:{column}7)" for column in "CDEGI"}


def reading(
    formulas: Mapping[str, str], rows: list[list[str]] = ROWS, as_text: Sequence[str] = ()
) -> Reading:
    """Read a workbook with some formulas, and some figures stored with a blank, as text."""
    table = [HEADER, *map(list, rows)]
    for cell in as_text:
        table[int(cell[1:]) - 3]["ABCDEFGHI".index(cell[0])] += "\u00a0"
    data = xlsx(TITLES, table, stored=str.isascii)
    return read_bytes(computed(data, formulas), format="xlsx", file="plan.xlsx")


def findings(formulas: Mapping[str, str], rows: list[list[str]] = ROWS) -> list[str]:
    found = reading(formulas, rows)
    report = check(found, select=["PP6"])
    return [
        f"{one.code} {found.sources[one.place].cell} {dict(one.terms)}" for one in report.findings
    ]


@pytest.mark.parametrize(
    "formulas",
    [
        {},
        RATES,
        SUMS,
        RATES | SUMS,
        RATES | {"H5": "ROUND(100*G5/D5,2)", "H6": "$G6 / $D$6 * 100"},
        {"C8": "C4+C5+C6+C7", "D8": "SUM(D4,D5:D7)", "E8": "SUM(E4;E5;E6;E7)"},
        # What cannot be computed again, or takes cells of other sheets, is left alone.
        {"C8": "SUM('2023'!C4:C5)", "D8": "SUBTOTAL(1,D4:D6)", "E8": "SUM(E1:E99999)"},
        {"C8": "+C4+C5+C6+C7", "D8": "SUBTOTAL(9,D4:D7)", "E8": "SUM(E4:E6)+E7"},
        {"C8": "SUM(C4:D6)", "D8": "SUM(OFFSET(D4,0,0,9))", "H8": "LOG10(G8)/D8"},
        {"H8": "AVERAGE(H4:H7)", "C4": "C5*1.0", "G8": "ROUND(SUM(G4:G7),0)", "H4": "G4/J4"},
    ],
)
def test_formulas_that_are_well(formulas: Mapping[str, str]) -> None:
    assert findings(formulas) == []


@pytest.mark.parametrize(
    ("formulas", "found"),
    [
        (RATES | {"H8": "G8/C8*100"}, "PP601 H8 {'formula': 'G8/C8*100', 'cells': ('D8', 'G8')}"),
        (RATES | {"H5": "G4/D5*100"}, "PP601 H5 {'formula': 'G4/D5*100', 'cells': ('D5', 'G5')}"),
        ({"C8": "SUM(C4:C6)"}, "PP602 C8 {'formula': 'SUM(C4:C6)', 'cells': ('C7',)}"),
        ({"C8": "C4+C6"}, "PP602 C8 {'formula': 'C4+C6', 'cells': ('C5', 'C7')}"),
        (
            {"C8": "SUBTOTAL(9,C4:C5)"},
            "PP602 C8 {'formula': 'SUBTOTAL(9,C4:C5)', 'cells': ('C6:C7',)}",
        ),
        ({"C8": "SUM(C3:C6)"}, "PP602 C8 {'formula': 'SUM(C3:C6)', 'cells': ('C7',)}"),
        ({"C8": "SUM(C4:C7)+C5"}, "PP602 C8 {'formula': 'SUM(C4:C7)+C5', 'cells': ('C5',)}"),
        ({"C8": "SUM(C4:C8)"}, "PP602 C8 {'formula': 'SUM(C4:C8)', 'cells': ('C8',)}"),
        ({"D8": "SUM(C4:C7)"}, "PP602 D8 {'formula': 'SUM(C4:C7)', 'cells': ('C4:C7',)}"),
    ],
)
def test_formulas_that_are_not(formulas: Mapping[str, str], found: str) -> None:
    assert findings(formulas)[0] == found


def test_a_sum_of_its_own_cell_is_told_as_such() -> None:
    (found,) = check(reading({"C8": "SUM(C4:C8)"}), select=["PP602"]).findings
    assert str(found) == (
        "total row: the households of 2023 are summed by SUM(C4:C8), which takes its own cell"
    )


def test_a_wrong_sum_hides_no_value_behind_it() -> None:
    told = findings({"C8": "SUM(C4:C6)", "G8": "SUM(G4:G7)"}, UNLIKE)
    assert [one[:8] for one in told] == ["PP602 C8", "PP604 G8"]


def test_sums_with_the_same_fault_are_told_once() -> None:
    short = {f"{column}8": f"SUM({column}4:{column}6)" for column in "CDEGI"}
    (found,) = check(reading(short), select=["PP602"]).findings
    assert str(found) == (
        "total row: the households of 2023 are summed by SUM(C4:C6), which leaves out C7;"
        " so do the sums in D8, E8, G8, I8"
    )
    both = short | {"I8": "SUM(I4:I7)+I4"}
    twice = check(reading(both), select=["PP602"]).findings
    assert [dict(one.terms).get("likewise") for one in twice] == [("D8", "E8", "G8"), None]


@pytest.mark.parametrize(
    ("texts", "formula", "said"),
    [
        (["G6"], "SUM(G4:G7)",
         ("row 3 (Bậu): G6 among the poor households of 2024 is text, not a number,"
         " so SUM(G4:G7) leaves it out")),
        (["G6"], "SUBTOTAL(9,G4:G7)",
         ("row 3 (Bậu): G6 among the poor households of 2024 is text, not a number,"
         " so SUBTOTAL(9,G4:G7) leaves it out")),
        (["G4", "G5", "G7"], "SUM(G4:G7)",
         ("row 1 (Chợ): G4:G5, G7 among the poor households of 2024 are text, not numbers,"
         " so SUM(G4:G7) leaves them out")),
    ],
)  # fmt: skip
def test_text_that_a_sum_leaves_out(texts: list[str], formula: str, said: str) -> None:
    found = reading(RATES | SUMS | {"G8": formula}, as_text=texts)
    report = check(found, select=["PP6"])
    assert [str(one) for one in report.findings] == [said]


@pytest.mark.parametrize(
    ("texts", "formulas"),
    [
        (["G6"], {}),  # no formula takes it
        (["G6"], {"G8": "G4+G5+G6+G7"}),  # a plus takes text for the number that it looks like
        (["G6", "H5"], RATES),  # as a quotient does
        (["C4", "C5", "C6", "C7"], {"G8": "SUM(G4:G7)"}),
    ],
)
def test_text_that_is_no_fault(texts: list[str], formulas: Mapping[str, str]) -> None:
    found = reading(formulas, as_text=texts)
    assert check(found, select=["PP602", "PP604", "PP605"]).findings == ()


def test_a_figure_typed_over_a_formula() -> None:
    formulas = {at: formula for at, formula in RATES.items() if at != "H6"}
    assert findings(formulas) == ["PP603 H6 {'cells': ('D6', 'G6')}"]
    nothing = [*ROWS[:2], [*ROWS[2][:7], "0.00", "1"], *ROWS[3:]]
    assert findings(formulas, nothing) == []
    few = {at: RATES[at] for at in ("H4", "H5")}
    assert findings(few) == []


@pytest.mark.parametrize("row", [
    ["3", "Bậu", "100", "100", "4", "4", "2", "2.5", "1"],  # PP201 tells it
    ["3", "Bậu", "100", "", "4", "4", "2", "2", "1"],  # nothing to divide by
])  # fmt: skip
def test_a_typed_rate_that_its_formula_would_not_give_is_told_elsewhere(row: list[str]) -> None:
    formulas = {at: formula for at, formula in RATES.items() if at != "H6"}
    assert findings(formulas, [*ROWS[:2], row, *ROWS[3:]]) == []


@pytest.mark.parametrize(
    ("formulas", "row", "found"),
    [
        (SUMS, ["", "Tổng", "800", "401", "16", "2", "8", "2", "4"], [("400", "401", "D8")]),
        (RATES, ["", "Tổng", "800", "400", "16", "2", "8", "2.1", "4"], [("2.0%", "2.1%", "H8")]),
        ({"H8": "G8/D8"}, ["", "Tổng", "800", "400", "16", "2", "8", "0.02", "4"], []),
        ({"H8": "G8/D8"}, ["", "Tổng", "800", "0", "16", "2", "8", "0.02", "4"], []),
        ({"D8": "D4/D5"}, ["", "Tổng", "800", "7", "16", "2", "8", "2", "4"], []),
    ],
)  # fmt: skip
def test_values_that_are_not_those_of_their_formulas(
    formulas: Mapping[str, str], row: list[str], found: list[tuple[str, str, str]]
) -> None:
    own = reading(formulas, [*ROWS[:4], row])
    told = check(own, select=["PP604"]).findings
    assert [
        (str(one.expected), str(one.printed), own.sources[one.place].cell) for one in told
    ] == found


def test_sub_totals_stand_for_their_rows() -> None:
    rows = [
        ["I", "Khu vực 1", "400", "200", "8", "2", "4", "2", "2"],
        *ROWS[:2],
        ["II", "Khu vực 2", "400", "200", "8", "2", "4", "2", "2"],
        *ROWS[2:],
    ]
    well = {"C4": "SUM(C5:C6)", "C7": "SUM(C8:C9)", "C10": "C4+C7"}
    assert findings(well, rows) == []
    assert findings(well | {"C7": "SUM(C8:C8)"}, rows) == [
        "PP602 C7 {'formula': 'SUM(C8:C8)', 'cells': ('C9',)}",
    ]
    assert findings(well | {"C10": "SUM(C4:C9)"}, rows) == [
        "PP602 C10 {'formula': 'SUM(C4:C9)', 'cells': ('C4', 'C7')}",
    ]
    assert findings(well | {"C4": "SUM(C5:C8)"}, rows) == [
        "PP602 C4 {'formula': 'SUM(C5:C8)', 'cells': ('C7:C8',)}",
    ]
    assert findings({"C10": "SUM(C4:C6)"}, rows) == [
        "PP602 C10 {'formula': 'SUM(C4:C6)', 'cells': ('C8:C9',)}",
    ]
    passed = {"C4": "SUBTOTAL(9,C5:C6)", "C7": "SUBTOTAL(9,C8:C9)", "C10": "SUBTOTAL(9,C4:C9)"}
    assert findings(passed, rows) == []


ODD_RATE = RATES | {"H8": "G8/C8*100"}


def codes(found: Reading) -> list[str]:
    return [one.code for one in check(found, select=["PP6"]).findings]


def test_text_on_another_sheet_or_in_another_file_is_passed_over() -> None:
    """Its figures have the names of those of the annex."""
    odd = reading(ODD_RATE)
    names = ("poor_goal", "poor_goal_rate", "near_poor_goal", "near_poor_goal_rate")
    for text in (Source("plan.xlsx", sheet="Lời văn", cell="H8"), Source("text.xlsx", cell="H8")):
        sources = {Place(Part.HEADLINE, name): text for name in names} | dict(odd.sources)
        assert codes(evolve(odd, sources=sources)) == ["PP601"]


def test_each_sheet_of_an_annex_is_looked_at_by_itself() -> None:
    """Two tables, of a year each, may stand on two sheets whose cells have the same names."""
    odd = reading(ODD_RATE | SUMS | {"C8": "SUM(C4:C6)"})
    moved = {
        place: evolve(source, sheet="2023") if str(place.field).endswith("base") else source
        for place, source in odd.sources.items()
    }
    assert codes(odd) == ["PP602", "PP601"]
    assert codes(evolve(odd, sources=moved)) == ["PP602", "PP601"]
    found = diagnose(evolve(reading(SUMS | {"G8": "SUM(G4:G6)"}, UNLIKE), sources=moved))
    assert (found[0].cause, found[0].unique) == (Cause.ROW_LEFT_OUT, True)


@pytest.mark.parametrize("sheet", ["Sheet1", "Phụ lục", "Biểu 'A'", "2023"])
def test_the_name_of_the_own_sheet_changes_nothing(sheet: str) -> None:
    quoted = "'" + sheet.replace("'", "''") + "'"
    named = {cell: formula.replace("G", f"{quoted}!G") for cell, formula in ODD_RATE.items()}
    found = reading(named)
    moved = {place: evolve(source, sheet=sheet) for place, source in found.sources.items()}
    report = check(evolve(found, sources=moved), select=["PP6"])
    assert [str(one.terms) for one in report.findings] == [
        "(('formula', 'G8/C8*100'), ('cells', ('D8', 'G8')))"
    ]
    assert report.skipped == ()


@pytest.mark.parametrize(
    ("formulas", "skipped"),
    [
        # A sum of another sheet, of several columns, of a range without end, under a name.
        ({"C8": "SUM('2023'!C4:C5)"}, ["PP602", "PP604", "PP605"]),
        ({"C8": "SUM(C4:D6)"}, ["PP602", "PP604", "PP605"]),
        ({"C8": "SUM(C1:C99999)"}, ["PP602", "PP604", "PP605"]),
        ({"C8": "SUM(HO_DAN)"}, ["PP602", "PP604", "PP605"]),
        # A column of another sheet; one cell of it, in a column that has a habit.
        ({f"C{row}": f"'2023'!C{row}" for row in (4, 5, 6)}, ["PP601", "PP603", "PP604"]),
        (RATES | {"H8": "'2023'!H8"}, ["PP604"]),
        ({"C4": "150+50"}, []),
    ],
)
def test_where_it_cannot_look_it_says_so(
    formulas: Mapping[str, str], skipped: Sequence[str]
) -> None:
    report = check(reading(formulas), select=["PP6"])
    assert [one.code for one in report.skipped] == skipped
    assert set(report.checked) >= {"PP601", "PP602", "PP603", "PP604", "PP605"}
    for one in report.skipped:
        assert "are computed from others that are not looked at" in str(one)


def test_without_formulas_or_their_cells_nothing_is_looked_at() -> None:
    of_workbook = reading({})
    report = check(of_workbook, select=["PP6"])
    assert (report.skipped, report.checked) == ((), ())
    hidden = evolve(of_workbook, form=evolve(of_workbook.form, hides_formulas=True))
    (*_, told) = check(hidden, select=["PP6"]).skipped
    assert "(.xls) does not show its formulas" in str(told)
    computed_nowhere = evolve(reading(RATES), sources={})
    (*_, told) = check(computed_nowhere, select=["PP6"]).skipped
    assert "not the cells that its figures stand in" in str(told)


@pytest.mark.parametrize(
    ("formulas", "rows", "cause", "said"),
    [
        (
            RATES | {"H8": "G8/C8*100"},
            [*ROWS[:4], [*ROWS[4][:7], "1.00", "4"]],
            Cause.STALE_DENOMINATOR,
            "its cell computes G8/C8*100",
        ),
        (
            SUMS | {"G8": "SUM(G4:G6)"},
            UNLIKE,
            Cause.ROW_LEFT_OUT,
            "its cell computes SUM(G4:G6)",
        ),
    ],
)
def test_a_formula_proves_what_was_computed(
    formulas: Mapping[str, str], rows: list[list[str]], cause: Cause, said: str
) -> None:
    found = diagnose(reading(formulas, rows))
    assert (found[0].cause, found[0].unique) == (cause, True)
    assert said in str(found[0])
    bare = diagnose(reading(formulas, rows).plan)
    assert bare[0].rivals > found[0].rivals


def test_a_figure_of_the_text_in_a_sheet_is_no_cell_of_the_annex() -> None:
    titles = [*TITLES, "- Giảm tỷ lệ hộ nghèo xuống còn 2,00% năm 2024."]
    data = xlsx(titles, [HEADER, *ROWS], stored=lambda text: text[0].isdigit())
    formulas = {f"H{row}": f"G{row}/D{row}*100" for row in range(5, 10)}
    found = read_bytes(computed(data, formulas), format="xlsx", file="plan.xlsx")
    assert Place(Part.HEADLINE, "poor_goal_rate") in found.sources
    assert check(found, select=["PP6"]).findings == ()


def test_a_sum_over_a_cell_of_text_is_not_computed_again() -> None:
    rows = [*ROWS[:4], ["", "Tổng", "800", "400", "16", "2.00", "6", "2.00", "4"]]
    found = reading(SUMS, rows)
    assert [one.code for one in check(found, select=["PP604"]).findings] == ["PP604"]
    as_text = evolve(found, form=evolve(found.form, as_text=(Place(3, "poor_goal"),)))
    assert check(as_text, select=["PP604"]).findings == ()


@pytest.mark.parametrize("value", ["#DIV/0!", "1O"])
def test_a_formula_whose_cell_could_not_be_read_is_not_judged(value: str) -> None:
    rows = [*ROWS[:3], ["4", "Bùi", "200", "100", "4", "2.00", "2", value, "1"], ROWS[4]]
    assert findings(RATES | {"H7": "G7/C7*100"}, rows) == []


def test_a_formula_that_was_never_computed_leaves_no_blank() -> None:
    # OFFSET is beyond what the reader evaluates; openpyxl writes it without a value.
    total = ["", "Tổng", "=OFFSET(C4,0,0)", "400", "16", "2.00", "8", "2.00", "4"]
    found = reading({}, [*ROWS[:4], total])
    assert found.form.uncomputed == (Place(Part.TOTAL, "households_base"),)
    report = check(found, select=["PP1", "PP2", "PP6"])
    assert report.findings == ()
    assert len(diagnose(found, report)) == 0
