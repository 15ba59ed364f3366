"""A drop of rounded rates is explained as the repairs of the figures beside it leave it."""

from povertyplan import Cause, Diagnosis, Edit, Part, Percent, Place, Plan, Points, diagnose, read

PLAN = read("examples/cao-thuong-2024/plan.md").plan
DROP = Place(Part.HEADLINE, "poor_rate_drop")
POOR = Place(Part.TOTAL, "poor_base")
RATE = Place(Part.TOTAL, "poor_base_rate")


def of_the_drop(plan: Plan) -> list[Diagnosis]:
    return [diagnosis for diagnosis in diagnose(plan) if diagnosis.edits[0].place == DROP]


def test_the_exact_drop_is_of_the_total_as_it_is_repaired() -> None:
    (rounded,) = of_the_drop(PLAN.edited([Edit(POOR, 90, 80)]))
    assert rounded.edits == (Edit(DROP, Points.parse("0.91"), Points.parse("0.93")),)
    assert (rounded.cause, rounded.proves, rounded.unique) == (Cause.ROUNDED_BEFORE, False, False)
    assert [code for code, _ in rounded.clears] == ["PP304"]


def test_a_repair_may_leave_a_contradiction_as_a_matter_of_rounding() -> None:
    edit = Edit(RATE, Percent.parse("2.31"), Percent.parse("2.03"))
    (rounded,) = of_the_drop(PLAN.edited([edit]))
    assert rounded.edits[0].proposed == Points.parse("0.93")
    assert dict(rounded.terms) == {"base": Percent.parse("2.31"), "goal": Percent.parse("1.4")}


def test_a_drop_that_a_repair_makes_exact_is_right() -> None:
    exact = PLAN.edited([Edit(DROP, Points.parse("0.91"), Points.parse("0.93"))])
    assert of_the_drop(exact.edited([Edit(POOR, 90, 80)])) == []


def test_the_drop_stays_as_it_is_where_no_repair_is_the_likeliest() -> None:
    """Two rows may be wrong as well as each other, and nothing tells which."""
    rows = [{"name": name, "households_base": 100, "poor_base": 3} for name in ("Chợ", "Ngò")]
    total: dict[str, object] = {
        "households_base": 200,
        "poor_base": 7,
        "poor_base_rate": "3.50",
        "households_goal": 197,
        "poor_goal": 4,
        "poor_goal_rate": "2.03",
    }
    headline = {"poor_goal_rate": "2.0", "poor_rate_drop": "1.50"}
    plan = Plan.of(2024, rows, total=total, headline=headline)
    (rounded,) = of_the_drop(plan)
    assert rounded.edits[0].proposed == Points.parse("1.47")
