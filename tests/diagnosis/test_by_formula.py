"""What the formulas of a workbook prove."""

from collections.abc import Mapping, Sequence

import pytest
from attrs import evolve

from povertyplan import (
    Cause,
    Diagnoses,
    Diagnosis,
    Edit,
    Part,
    Percent,
    Place,
    check,
    diagnose,
)
from tests.checks.test_workbook import RATES, SUMS, reading

#: Rows that are unlike each other, and their total.
ROWS = [
    ["1", "Chợ", "200", "210", "4", "2.00", "3", "1.43", "5"],
    ["2", "Ngò", "150", "155", "6", "4.00", "4", "2.58", "2"],
    ["3", "Bậu", "120", "122", "5", "4.17", "2", "1.64", "3"],
    ["4", "Bùi", "180", "185", "7", "3.89", "6", "3.24", "8"],
]
TOTAL = ["", "Tổng", "650", "672", "22", "3.38", "15", "2.23", "18"]
SECTIONS = [
    ["I", "Khu vực 1", "350", "365", "10", "2.86", "7", "1.92", "7"],
    *ROWS[:2],
    ["II", "Khu vực 2", "300", "307", "12", "4.00", "8", "2.61", "11"],
    *ROWS[2:],
]
BASE_RATES = {f"F{row}": f"ROUND(E{row}/C{row}*100,2)" for row in range(4, 9)}


def put(rows: Sequence[Sequence[str]], figures: Mapping[str, str]) -> list[list[str]]:
    """Return a table, whose first row is row 4, with other figures in some cells."""
    changed = [list(row) for row in rows]
    for cell, figure in figures.items():
        changed[int(cell[1:]) - 4]["ABCDEFGHI".index(cell[0])] = figure
    return changed


def found(
    formulas: Mapping[str, str], figures: Mapping[str, str], as_text: Sequence[str] = ()
) -> Diagnoses:
    return diagnose(reading(formulas, put([*ROWS, TOTAL], figures), as_text))


def edits(diagnosis: Diagnosis) -> dict[str, object]:
    return {
        str(change.edit.place): change.edit.proposed
        for change in diagnosis.changes
        if not change.derived
    }


@pytest.mark.parametrize(
    ("formulas", "figures", "as_text", "cause"),
    [
        (SUMS, {"G8": "13", "H8": "1.93"}, ["G6"], Cause.TEXT_LEFT_OUT),
        (SUMS, {"G8": "9", "H8": "1.34"}, ["G6", "G5"], Cause.TEXT_LEFT_OUT),
        (SUMS, {"G8": "0", "H8": "0.00"}, ["G4", "G5", "G6", "G7"], Cause.TEXT_LEFT_OUT),
        (SUMS | {"G8": "SUBTOTAL(9,G4:G7)"}, {"G8": "13"}, ["G6"], Cause.TEXT_LEFT_OUT),
        (SUMS | {"G8": "SUM(G4:G6)"}, {"G8": "9"}, [], Cause.ROW_LEFT_OUT),
        (SUMS | {"G8": "G4+G5+G6"}, {"G8": "9"}, [], Cause.ROW_LEFT_OUT),
        (SUMS | {"G8": "SUM(G4:G5)"}, {"G8": "7"}, [], Cause.ROWS_LEFT_OUT),
        (SUMS | {"G8": "SUM(G4:G7,G7)"}, {"G8": "21"}, [], Cause.ROW_TWICE),
        (SUMS | {"G8": "SUM(G4:G7)+G6+G7"}, {"G8": "23"}, [], Cause.WRONG_FORMULA),
        (SUMS | {"G8": "SUM(G4:G6)+G4"}, {"G8": "12"}, [], Cause.WRONG_FORMULA),
        (SUMS | {"G8": "SUM(E4:E7)"}, {"G8": "22"}, [], Cause.LAST_YEARS_TOTAL),
        (SUMS | {"G8": "SUM(I4:I7)"}, {"G8": "18"}, [], Cause.OTHER_COLUMN),
        (SUMS | {"G8": "SUM(G4:G7)+E4"}, {"G8": "19"}, [], Cause.WRONG_FORMULA),
        (SUMS | {"G8": "SUM(G4:G6)"}, {"G8": "7"}, ["G6"], Cause.WRONG_FORMULA),
        (SUMS | {"G8": "SUM(G5:G8)"}, {"G8": "0"}, [], Cause.WRONG_FORMULA),
    ],
)
def test_a_sum_says_what_it_takes(
    formulas: Mapping[str, str], figures: Mapping[str, str], as_text: list[str], cause: Cause
) -> None:
    best, *others = found(formulas, figures, as_text)
    assert (best.cause, edits(best)) == (cause, {"total/poor_goal": 15})
    assert best.unique
    assert best.rivals == 0
    assert all(other.clears != best.clears for other in others)


def test_a_sum_that_begins_at_the_column_numbers() -> None:
    numbers = [f"{column}" for column in range(1, 10)]
    rows = [numbers, *put([*ROWS, TOTAL], {"G8": "16"})]
    best = diagnose(reading({"G9": "SUM(G4:G7)"}, rows))[0]
    assert (best.cause, edits(best)) == (Cause.ROW_LEFT_OUT, {"total/poor_goal": 15})


def test_totals_with_one_fault_are_one_diagnosis() -> None:
    short = {f"{column}8": f"SUM({column}4:{column}6)" for column in "CDEGI"}
    printed = {"C8": "470", "D8": "487", "E8": "15", "F8": "3.19", "G8": "9", "H8": "1.85",
               "I8": "10"}  # fmt: skip
    data = reading(short, put([*ROWS, TOTAL], printed))
    report = check(data)
    best, rival = diagnose(data, report)
    assert (best.cause, rival.cause) == (Cause.ROW_LEFT_OUT, Cause.ROW_SUPERFLUOUS)
    # A formula does not say whether the row that it leaves out belongs there.
    assert not best.unique
    assert edits(best) == {
        "total/households_base": 650, "total/households_goal": 672, "total/poor_base": 22,
        "total/poor_goal": 15, "total/near_poor_goal": 18,
    }  # fmt: skip
    assert [finding.code for finding in report.findings] == ["PP101", "PP602", *["PP101"] * 4]
    assert all(best.explains(finding) for finding in report.findings)


@pytest.mark.parametrize(
    ("formulas", "figures", "cause", "proposed"),
    [
        ({"C4": "SUM(C5:C5)"}, {"C4": "200", "C10": "500"}, Cause.ROW_LEFT_OUT,
         {"section1/households_base": 350, "total/households_base": 650}),
        ({"C10": "SUM(C4:C9)"}, {"C10": "1300"}, Cause.SUBTOTAL_ADDED,
         {"total/households_base": 650}),
        ({"C10": "SUM(C4:C6)+C7"}, {"C10": "1000"}, Cause.SUBTOTAL_ADDED,
         {"total/households_base": 650}),
        ({"C10": "SUM(C4:C6)"}, {"C10": "700"}, Cause.WRONG_FORMULA,
         {"total/households_base": 650}),
    ],
)  # fmt: skip
def test_sums_of_sub_totals(
    formulas: Mapping[str, str],
    figures: Mapping[str, str],
    cause: Cause,
    proposed: Mapping[str, int],
) -> None:
    well = {"C4": "SUM(C5:C6)", "C7": "SUM(C8:C9)", "C10": "C4+C7"}
    rows = put([*SECTIONS, TOTAL], {"F4": "-", "F7": "-", "F10": "-", **figures})
    best = diagnose(reading({**well, **formulas}, rows))[0]
    assert (best.cause, edits(best)) == (cause, proposed)


@pytest.mark.parametrize(
    ("formula", "printed", "cause"),
    [
        ("G6/C6*100", "1.67", Cause.STALE_DENOMINATOR),
        ("E6/D6*100", "4.10", Cause.OTHER_YEAR),
        ("I6/D6*100", "2.46", Cause.OTHER_CATEGORY),
        ("G5/D6*100", "3.28", Cause.NEIGHBOUR_ROW),
        ("G6/D5*100", "1.29", Cause.NEIGHBOUR_ROW),
        ("G8/D8*100", "2.23", Cause.WRONG_FORMULA),
        ("I6/C6*100", "2.50", Cause.WRONG_FORMULA),
        ("G6/G8*100", "13.33", Cause.WRONG_FORMULA),
        ("G6/C5*100", "1.33", Cause.WRONG_FORMULA),
        ("C6/D6*100", "98.36", Cause.WRONG_FORMULA),
        ("G6/D6*100", "5.00", Cause.WRONG_FORMULA),
        ("H5", "2.58", Cause.NEIGHBOUR_ROW),
        ("F6", "4.17", Cause.WRONG_FORMULA),
        ("IF(D6=0,0,G5/D6*100)", "3.28", Cause.NEIGHBOUR_ROW),
        ("IF(D6=0,0,G6+1)", "3.00", Cause.WRONG_FORMULA),
    ],
)
def test_a_rate_with_a_formula_is_never_mistyped(formula: str, printed: str, cause: Cause) -> None:
    data = reading(RATES | SUMS | {"H6": formula}, put([*ROWS, TOTAL], {"H6": printed}))
    report = check(data)
    explained = diagnose(data, report)
    best = explained[0]
    assert (best.cause, {place: str(value) for place, value in edits(best).items()}) == (
        cause,
        {"3/poor_goal_rate": "1.64%"},
    )
    assert formula in str(best)
    at_rate = [one for one in explained if list(edits(one)) == ["3/poor_goal_rate"]]
    assert "typed" not in " ".join(one.summary("en") for one in at_rate)


def test_a_formula_of_numbers_alone_was_typed() -> None:
    best = found(RATES | {"H6": "2/100*100"}, {"H6": "2.00"})[0]
    assert best.cause not in {Cause.WRONG_FORMULA, Cause.NEIGHBOUR_ROW}


def test_a_right_sum_that_was_not_computed_again() -> None:
    explained = found(RATES | SUMS, {"G8": "14", "H8": "2.08"})
    at_total = [one for one in explained if edits(one) == {"total/poor_goal": 15}]
    assert Cause.STALE_TOTAL in {one.cause for one in at_total}
    assert not any(one.unique for one in explained)
    assert not any("typed" in one.summary("en") for one in at_total)


def test_what_may_speak_for_the_printed_total_leaves_it_uncertain() -> None:
    """The row that a sum leaves out stands in the annex twice."""
    rows = put([*ROWS, TOTAL], {f"{column}7": ROWS[0]["ABCDEFGHI".index(column)]
                                for column in "CDEFGHI"} | {"G8": "9", "I8": "15"})  # fmt: skip
    best = diagnose(reading(RATES | SUMS | {"G8": "SUM(G4:G6)", "I8": "SUM(I4:I7)"}, rows))[0]
    assert not best.unique


def test_a_slip_beside_text_is_explained_on_its_own() -> None:
    figures = {"G5": "5", "G8": "14", "H8": "2.08"}
    text, slip, *_ = diagnose(reading(SUMS, put([*ROWS, TOTAL], figures), as_text=["G6"]))
    assert (text.cause, edits(text), text.unique) == (
        Cause.TEXT_LEFT_OUT,
        {"total/poor_goal": 16},
        False,
    )
    assert (slip.cause, edits(slip)) == (Cause.WRONG_DIGIT, {"2/poor_goal": 4})


def test_a_row_that_stands_out_leaves_a_total_uncertain() -> None:
    figures = {"D5": "255", "F5": "-", "H5": "1.57", "D8": "650"}
    best = found({**SUMS, "D8": "SUM(D4:D7)"}, figures, ["D6"])[0]
    assert (best.cause, best.unique) == (Cause.TEXT_LEFT_OUT, False)


def test_a_formula_explains_its_total_beside_a_text_that_contradicts_both() -> None:
    data = reading(SUMS, put([*ROWS, TOTAL], {"G8": "13", "H8": "1.93"}), ["G6"])
    rate = Edit(Place(Part.HEADLINE, "poor_goal_rate"), None, Percent.parse("9,99"))
    best = diagnose(evolve(data, plan=data.plan.edited([rate])))[0]
    assert (best.cause, edits(best)) == (Cause.TEXT_LEFT_OUT, {"total/poor_goal": 15})
    assert not best.unique


def test_text_accounts_for_a_total_whose_formula_is_not_known() -> None:
    data = reading({}, put([*ROWS, TOTAL], {"G8": "11", "H8": "1.64"}), ["G5"])
    best, *others = diagnose(data)
    assert (best.cause, edits(best)) == (Cause.TEXT_LEFT_OUT, {"total/poor_goal": 15})
    assert "G5 is text" in str(best)
    assert others
    right = diagnose(reading({}, put([*ROWS, TOTAL], {"G8": "12", "H8": "1.79"}), ["G5"]))
    assert Cause.TEXT_LEFT_OUT not in {one.cause for one in right}


def test_households_of_0_were_not_filled_in() -> None:
    figures = {"D5": "0", "H5": "-", "D8": "517", "H8": "2.90"}
    best = diagnose(reading(SUMS, put([*ROWS, TOTAL], figures)))[0]
    assert (best.cause, edits(best)) == (Cause.LEFT_BLANK, {"2/households_goal": 150})
    assert not best.unique


def test_a_rate_of_the_total_and_the_text_that_quotes_it_are_mended_together() -> None:
    formulas = {**RATES, **SUMS, "H8": "G8/C8*100"}
    data = reading(formulas, put([*ROWS, TOTAL], {"H8": "2.31"}))
    rate = Edit(Place(Part.HEADLINE, "poor_goal_rate"), None, Percent.parse("2,31"))
    best = diagnose(evolve(data, plan=data.plan.edited([rate])))[0]
    assert best.cause is Cause.STALE_DENOMINATOR
    assert [str(edit.place) for edit in best.edits] == [
        "total/poor_goal_rate",
        "headline/poor_goal_rate",
    ]
    other = Edit(Place(Part.HEADLINE, "poor_goal_rate"), None, Percent.parse("9,31"))
    alone = diagnose(evolve(data, plan=data.plan.edited([other])))
    mended = [[str(edit.place) for edit in one.edits] for one in alone]
    assert ["total/poor_goal_rate"] in mended


def test_a_wrong_sum_that_does_not_make_its_total_is_no_proof() -> None:
    best = found({**SUMS, "G8": "SUM(G4:G6)"}, {"G8": "14", "H8": "2.08"})[0]
    assert best.cause is not Cause.ROW_LEFT_OUT


def test_a_total_is_not_mended_where_that_breaks_its_typed_rate() -> None:
    """The rate beside the total was typed, and agrees with it."""
    broken = {"D8": "3", "F8": "-", "H8": "-"}
    explained = found({**SUMS, "D8": "SUM(D4:D7)", "C8": "SUM(C4:C6)"}, {"C8": "470", **broken})
    assert all(one.text("vi") for one in explained)


def test_text_of_0_is_no_loss_of_a_sum() -> None:
    data = reading(SUMS, put([*ROWS, TOTAL], {"G6": "0", "H6": "-", "G8": "13"}), ["G6"])
    assert "PP605" not in {finding.code for finding in check(data).findings}


def test_a_typed_total_beside_a_wrong_sum() -> None:
    figures = {"G8": "9", "H8": "1.34", "I8": "81"}
    explained = found({"G8": "SUM(G4:G6)"}, figures)
    assert explained[0].cause is Cause.ROW_LEFT_OUT
    assert edits(explained[0]) == {"total/poor_goal": 15}


@pytest.mark.parametrize("formula", ["G5/D6*100", "H5"])
def test_a_formula_that_does_not_make_its_rate_is_no_proof(formula: str) -> None:
    best = found({**RATES, "H6": formula}, {"H6": "9.99"})[0]
    assert best.cause is not Cause.NEIGHBOUR_ROW


def test_a_rate_over_households_of_0_is_not_divided_right() -> None:
    formulas = RATES | {"H6": "G6/D5*100"}
    explained = found(formulas, {"D6": "0", "D8": "550", "H6": "1.29", "H8": "2.73"})
    assert not any("3/poor_goal_rate" in edits(one) for one in explained)


def test_a_sum_is_not_mended_where_the_text_could_not_follow() -> None:
    """The right total is above its base, so that no drop is left to state."""
    data = reading(
        SUMS | {"G8": "SUM(G4:G6)"},
        put([*ROWS, TOTAL], {"G7": "30", "H7": "16.22", "G8": "9", "H8": "1.34"}),
    )
    drop = Edit(Place(Part.HEADLINE, "poor_drop"), None, 13)
    explained = diagnose(evolve(data, plan=data.plan.edited([drop])))
    assert Cause.ROW_LEFT_OUT not in {one.cause for one in explained if one.unique}
