import pytest

from povertyplan import Plan, check

TOTAL = {
    "households_base": 3898,
    "households_goal": 3924,
    "poor_base": 90,
    "poor_goal": 54,
    "near_poor_base": 135,
    "near_poor_base_rate": "3,46",
    "near_poor_goal": 110,
}


@pytest.mark.parametrize(
    ("field", "wrong", "right", "code"),
    [
        ("poor_goal", 45, 54, "PP301"),
        ("near_poor_goal", 101, 110, "PP301"),
        ("poor_goal_rate", "1,5%", "1,4%", "PP302"),
        ("near_poor_goal_rate", "2,9%", "2,8%", "PP302"),
        ("poor_drop", 35, 36, "PP303"),
        ("near_poor_drop", 52, 25, "PP303"),
        ("poor_rate_drop", "0,98%", "0,93%", "PP303"),
        ("near_poor_rate_drop", "0,76%", "0,66%", "PP303"),
    ],
)
def test_each_figure_of_the_text_is_compared_with_the_annex(
    field: str, wrong: object, right: object, code: str
) -> None:
    wrong_report = check(Plan.of(2024, [], total=TOTAL, headline={field: wrong}))
    found = [(finding.code, str(finding.place)) for finding in wrong_report.findings]
    assert found == [(code, f"headline/{field}")]
    assert check(Plan.of(2024, [], total=TOTAL, headline={field: right})).findings == ()


def test_a_drop_of_the_near_poor_rate_from_rounded_rates_is_a_warning() -> None:
    headline = {"near_poor_goal_rate": "2,9%", "near_poor_rate_drop": "0,56%"}
    total = TOTAL | {"near_poor_goal": 112}
    report = check(Plan.of(2024, [], total=total, headline=headline))
    assert [finding.code for finding in report.findings] == ["PP304"]


def test_a_figure_of_the_text_that_the_annex_lacks_is_not_compared() -> None:
    total = {"households_goal": 3924, "poor_goal": 54}
    plan = Plan.of(2024, [], total=total, headline={"poor_goal": 54, "near_poor_goal": 110})
    report = check(plan, select=["PP301"])
    (skipped,) = report.skipped
    assert str(skipped.place) == "headline/near_poor_goal"
    assert str(skipped).startswith("the annex states no figures")
