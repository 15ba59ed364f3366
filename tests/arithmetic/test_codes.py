"""Every kind of relation has its code, in each part of a plan that it stands in."""

import pytest

from povertyplan import Count, Part, Place, Plan, Rate, Severity
from povertyplan.arithmetic.cases import Case, cases_of
from povertyplan.arithmetic.codes import WARNINGS, code_of, may_report, place_of, reported
from povertyplan.checks import CHECKS
from povertyplan.model.places import Figures
from povertyplan.model.relations import (
    FURTHER_RELATIONS,
    RELATIONS,
    Balance,
    Bound,
    Drop,
    Ratio,
    Relation,
    Sum,
)
from povertyplan.model.tabular import Widened

FULL = Plan.of(2024, [{"name": "Chợ"}], total={}, headline={}, labour={})
BALANCE = Balance(Count.POOR_AND_NEAR_POOR_BASE, Count.POOR_BASE, ins=(Count.NEAR_POOR_BASE,))


def test_every_case_of_a_plan_has_the_code_of_a_check() -> None:
    codes = {code_of(case) for case in cases_of(FULL)}
    assert codes == {
        *("PP101", "PP201", "PP301", "PP302", "PP303", "PP305", "PP306", "PP401", "PP402"),
    }
    assert codes < {check.code for check in CHECKS}


@pytest.mark.parametrize("relation", FURTHER_RELATIONS)
def test_the_claims_of_further_columns_have_codes(relation: Relation) -> None:
    columns: Figures = {row: {relation.subject: None} for row in (1, Part.TOTAL)}
    for case in cases_of(Widened(FULL, columns), [relation]):
        match relation:
            case Sum():
                code = "PP101"
            case Ratio():
                code = "PP201"
            case _:
                code = "PP309"
        assert code_of(case) == code
        assert place_of(case) == case.subject


def test_a_balance_is_reported_where_it_fails() -> None:
    figures: Figures = {1: {BALANCE.end: 9, Count.POOR_BASE: 3, Count.NEAR_POOR_BASE: 7}}
    case = Case(BALANCE, 1, (1,))
    assert reported(case, figures) == "PP309"
    assert may_report("PP309", Place(1, BALANCE.end), case)
    assert not may_report("PP309", Place(1, Count.POOR_BASE), case)


def test_households_are_reported_where_they_are_too_few() -> None:
    within = Bound((Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
    assert place_of(Case(within, 1, (1,))) == Place(1, Count.HOUSEHOLDS_BASE)
    across = Bound((Count.POOR_GOAL,), Count.POOR_BASE)
    assert place_of(Case(across, 1, (1,))) == Place(1, Count.POOR_GOAL)


def test_a_drop_of_the_text_and_of_a_row() -> None:
    drop = Drop(Count.POOR_DROP, Count.POOR_BASE, Count.POOR_GOAL)
    assert code_of(Case(drop, Part.HEADLINE, (Part.TOTAL,))) == "PP303"
    assert code_of(Case(drop, 1, (1,))) == "PP309"
    assert FULL.year_of(Rate.POOR_RATE_DROP) is None


def test_errors_are_told_from_warnings_as_the_checks_do() -> None:
    severities = {check.code: check.severity for check in CHECKS}
    for relation in RELATIONS:
        for case in cases_of(FULL, [relation]):
            is_error = severities[code_of(case)] is Severity.ERROR
            assert is_error is (code_of(case) not in WARNINGS)
    assert {severities[code] for code in WARNINGS} == {Severity.WARNING}
