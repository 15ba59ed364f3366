"""How far a search goes, and what it leaves out."""

from fractions import Fraction

import pytest

from povertyplan import Cause, Diagnoses, Percent, Place, Plan, Points, Source, check, diagnose
from povertyplan.reading import Form, Reading
from tests.support.slips import Rows, corrected, slipped


def test_the_bound_of_work() -> None:
    plan = slipped((5, "persons_base", 361))
    cut = diagnose(plan, limit=12)
    assert not cut.complete
    assert not any(diagnosis.unique for diagnosis in cut)
    assert "the search was cut short" in cut[0].text("en")


@pytest.mark.parametrize("scale", [10, 10**9])
def test_large_figures_cost_what_small_ones_do(scale: int) -> None:
    def made(poor: int) -> Plan:
        rows = [
            {
                "households_base": 7 * scale + row,
                "poor_base": scale + row,
                "poor_base_rate": Percent.of(Fraction(scale + row, 7 * scale + row)),
            }
            for row in range(9)
        ]
        rows[4]["poor_base"] = poor
        return Plan.of(2024, rows, total={"poor_base": 9 * scale + 36})

    plan = made(2 * scale)
    assert corrected(diagnose(plan, limit=60)[0]) == {"5/poor_base": scale + 4}
    assert diagnose(plan, limit=60).complete


def test_a_drop_of_rounded_rates_is_not_certain_beside_a_count_with_all_its_rates() -> None:
    households = {"households_base": 1000, "households_goal": 1000}
    rows = [
        {**households, "poor_base": 6, "poor_base_rate": "0.60%", "poor_goal": 3},
        {**households, "poor_base": 9, "poor_base_rate": "0.90%", "poor_goal": 4},
    ]
    total = {
        "households_base": 2000,
        "households_goal": 2000,
        "poor_base": 15,
        "poor_base_rate": "0.75%",
        "poor_goal": 7,
    }
    text = {"poor_goal_rate": "0.4%", "poor_drop": 7, "poor_rate_drop": "0.35"}
    plan = Plan.of(
        2024,
        [{"name": "Hoà Sơn", **rows[0]}, {"name": "Ngò", **rows[1]}],
        total=total,
        headline=text,
    )
    (rounded,) = (
        diagnosis for diagnosis in diagnose(plan) if diagnosis.cause is Cause.ROUNDED_BEFORE
    )
    assert corrected(rounded) == {"headline/poor_rate_drop": Points(40, 2)}
    assert not rounded.unique
    assert str(rounded).endswith("it may be right as it stands")


def test_a_rounded_drop_that_also_looks_truncated_has_one_cause() -> None:
    row: dict[str, object] = {
        "households_base": 237,
        "households_goal": 682,
        "poor_base": 6,
        "poor_base_rate": "2.53",
        "poor_goal": 2,
        "poor_goal_rate": "0.29",
    }
    text = {"poor_goal_rate": "0.3", "poor_rate_drop": "2.23"}
    (drop,) = diagnose(Plan.of(2024, [row], total=row, headline=text))
    assert drop.cause is Cause.ROUNDED_BEFORE
    assert corrected(drop) == {"headline/poor_rate_drop": Points(224, 2)}


@pytest.mark.parametrize(
    ("wrong", "rate", "cause"),
    [
        ("G4/C4", "4.00", Cause.STALE_DENOMINATOR),
        ("F4/D4", "8.65", Cause.OTHER_YEAR),
        ("G4/E4", "1.00", Cause.PERSONS_FOR_HOUSEHOLDS),
        ("H4/D4", "5.77", Cause.OTHER_CATEGORY),
        ("G3/D4", "6.73", Cause.NEIGHBOUR_ROW),
    ],
)
# A quotient is followed to its cells; of another formula only the cells that it takes are known.
@pytest.mark.parametrize("form", ["{}*100", "IFERROR({}*100,0)"])
def test_a_formula_that_takes_other_cells_is_the_proof(
    form: str, wrong: str, rate: str, cause: Cause
) -> None:
    fields = {"households_base": "C", "households_goal": "D", "persons_goal": "E"}
    fields |= {"poor_base": "F", "poor_goal": "G", "near_poor_goal": "H", "poor_goal_rate": "I"}
    same = {"households_base": 100, "households_goal": 104, "persons_goal": 400}
    same |= {"poor_base": 9, "near_poor_goal": 6}
    rates = ((4, "3.85"), (5, "4.81"), (7, "6.73"), (4, rate))
    plan = Plan.of(
        2024, [{**same, "poor_goal": poor, "poor_goal_rate": rate} for poor, rate in rates]
    )
    sources = {
        Place(row, field): Source(cell=f"{column}{row}")
        for row in plan.rows
        for field, column in fields.items()
    }
    quotients = ["G1/D1", "G2/D2", "G3/D3", wrong]
    computed = tuple(
        (Place(row, "poor_goal_rate"), form.format(quotient))
        for row, quotient in enumerate(quotients, 1)
    )
    proved = diagnose(Reading(plan, sources, Form(computed=computed)))
    assert {diagnosis.cause for diagnosis in proved} == {cause}
    assert dict(proved[0].terms)["formula"] == form.format(wrong)
    assert {diagnosis.cause for diagnosis in diagnose(plan)} > {cause, Cause.MISTYPED}


def test_a_warning_about_a_formula_is_no_row_that_stands_out() -> None:
    fields = {"households_base": "C", "households_goal": "D"}
    rows: Rows = [{"households_base": 100, "households_goal": 101} for _ in range(7)]
    sources = {
        Place(row, field): Source(cell=f"{column}{row}")
        for row in range(1, 8)
        for field, column in fields.items()
    }
    computed = tuple((Place(row, "households_goal"), f"C{row}*1.01") for row in range(1, 7))
    reading = Reading(Plan.of(2024, rows), sources, Form(computed=computed))
    assert [finding.code for finding in check(reading).findings] == ["PP603"]
    assert diagnose(reading) == Diagnoses()
