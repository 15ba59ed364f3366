"""Which cases a report says are broken, and which belong together."""

import pytest

from povertyplan import Part, Percent, Place, Plan, Rounding, check
from povertyplan.diagnosis.broken import broken_cases, groups
from povertyplan.diagnosis.budget import Budget
from povertyplan.diagnosis.index import CaseIndex
from tests.support.slips import READING, TOTAL, Rows, Wrong, slipped


def broken(plan: Plan) -> list[list[str]]:
    """Return the places of the broken cases, group by group."""
    index = CaseIndex.of(plan, Rounding.HALF_UP, Budget(1000))
    parts = groups(broken_cases(index, check(plan)))
    return [[str(case.subject) for case in part] for part in parts]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([(5, "poor_base", 7)], [["5/poor_base_rate", "total/poor_base"]]),
        (
            [
                (3, "poor_base_rate", Percent.parse("2.88")),
                (9, "near_poor_goal_rate", Percent.parse("4.64")),
            ],
            [["3/poor_base_rate"], ["9/near_poor_goal_rate"]],
        ),
        (
            [(5, "poor_base", 7), (9, "near_poor_goal_rate", Percent.parse("4.64"))],
            [["5/poor_base_rate", "total/poor_base"], ["9/near_poor_goal_rate"]],
        ),
        (
            [(TOTAL, "poor_base", 91), (5, "near_poor_goal_rate", Percent.parse("9.09"))],
            [
                ["5/near_poor_goal_rate"],
                ["total/poor_base", "total/poor_base_rate", "headline/poor_drop"],
            ],
        ),
        (
            # Both may be due to the households of the total.
            [(TOTAL, "poor_base", 91), (5, "near_poor_base", 9)],
            [
                [
                    "5/near_poor_base_rate",
                    "total/near_poor_base",
                    "total/poor_base",
                    "total/poor_base_rate",
                    "headline/poor_drop",
                ],
            ],
        ),
    ],
)
def test_what_one_slip_can_break_stays_together(
    figures: list[Wrong], expected: list[list[str]]
) -> None:
    assert sorted(map(sorted, broken(slipped(*figures)))) == sorted(map(sorted, expected))


def test_warnings_are_not_broken() -> None:
    assert broken(READING.plan) == [["total/poor_goal_rate"]]


def test_a_rate_over_a_blank_whole_is_broken() -> None:
    rows: Rows = [
        {"poor_base": 2, "poor_base_rate": "2.56"},
        {"households_base": 40, "poor_base": 0},
    ]
    assert broken(Plan.of(2024, rows)) == [["1/poor_base_rate"]]


def test_the_first_bound_of_the_labour_targets_is_reported_for_all() -> None:
    labour = {"working_age": 900, "trained": 950}
    plan = Plan.of(2024, [{"persons_base": 800}], total={"persons_base": 800}, labour=labour)
    assert [finding.place for finding in check(plan).errors] == [Place(Part.LABOUR, "trained")]
    assert broken(plan) == [["labour/trained", "labour/working_age"]]
