from povertyplan import Plan, check


def test_without_labour_figures_both_checks_say_what_they_lack() -> None:
    gaps = {gap.code: str(gap) for gap in check(Plan.of(2024, []), select=["PP4"]).skipped}
    assert gaps == {
        "PP401": "the plan does not state trained workers and people of working age",
        "PP402": "the annex states no figures to compare",
    }


def test_the_first_bound_that_fails_is_told_alone() -> None:
    rows = [{"persons_base": 100}]
    plan = Plan.of(2024, rows, labour={"working_age": 200, "trained": 300})
    (finding,) = check(plan, select=["PP402"]).findings
    assert str(finding.place) == "labour/trained"
