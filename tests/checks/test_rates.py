"""A rate over no households: wrong where it claims something."""

import pytest

from povertyplan import Plan, check

OTHER = {"households_base": 76, "poor_base": 2, "poor_base_rate": "2.63"}


@pytest.mark.parametrize("households", [0, None])
@pytest.mark.parametrize("poor", [0, None])
@pytest.mark.parametrize("rate", ["0.00", "0,0", "0"])
def test_a_rate_of_0_beside_no_poor_claims_nothing(
    households: int | None, poor: int | None, rate: str
) -> None:
    row = {"households_base": households, "poor_base": poor, "poor_base_rate": rate}
    assert check(Plan.of(2024, [row, OTHER])).findings == ()


@pytest.mark.parametrize("households", [0, None])
@pytest.mark.parametrize(("poor", "rate"), [(74, "0.00"), (0, "0.01"), (None, "100.00")])
def test_a_rate_beside_no_households_that_claims_something(
    households: int | None, poor: int | None, rate: str
) -> None:
    row = {"households_base": households, "poor_base": poor, "poor_base_rate": rate}
    found = check(Plan.of(2024, [row, OTHER]), select=["PP2"]).findings
    assert [(finding.code, str(finding.place)) for finding in found] == [
        ("PP202", "1/poor_base_rate")
    ]


def test_the_text_of_a_unit_without_poor_households() -> None:
    row = {"households_goal": 0, "poor_goal": 0, "poor_goal_rate": "0.00"}
    assert check(Plan.of(2024, [row], total=row, headline={"poor_goal_rate": "0"})).findings == ()


def reasons(row: dict[str, object]) -> list[str]:
    report = check(Plan.of(2024, [row, OTHER]), select=["PP2"])
    return [str(skipped) for skipped in report.skipped]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            {"poor_goal": 1, "poor_goal_rate": "1.00"},
            "the annex has no households to compare the poor rate of 2024 with",
        ),
        (
            {"households_goal": 100, "poor_goal_rate": "1.00"},
            "the poor rate of 2024 stands beside no count",
        ),
        (
            {"households_goal": 100, "poor_goal": 1},
            "the annex does not state the poor rate of 2024",
        ),
    ],
)
def test_a_column_of_rates_that_cannot_be_judged(row: dict[str, object], reason: str) -> None:
    assert reason in reasons(row)


def test_a_rate_left_blank_beside_a_count() -> None:
    row = {"households_base": 76, "poor_base": 3}
    (finding,) = check(Plan.of(2024, [row, OTHER])).findings
    assert (finding.code, dict(finding.terms)) == ("PP203", {"count": 3})


def test_rates_without_their_households_are_not_compared() -> None:
    report = check(Plan.of(2024, [{"poor_base": 3, "poor_base_rate": "3.95"}]))
    assert {"PP201", "PP202", "PP203"}.isdisjoint(report.checked)
