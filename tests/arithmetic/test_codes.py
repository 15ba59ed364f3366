"""Every kind of relation has its code, in each part of a plan that it stands in."""

from collections.abc import Sequence

import pytest

from povertyplan import Count, Part, Percent, Place, Plan, Rate, Severity
from povertyplan.arithmetic.cases import Case, cases_of
from povertyplan.arithmetic.codes import (
    WARNINGS,
    code_of,
    is_error,
    may_report,
    place_of,
    reported,
)
from povertyplan.checks import CHECKS
from povertyplan.model.fields import FLOW_OF_NEAR_POOR, Flat
from povertyplan.model.places import Figures
from povertyplan.model.relations import (
    FLOW_OF_PERSONS_RELATIONS,
    FLOW_RELATIONS,
    FURTHER_RELATIONS,
    LABOUR_RELATIONS,
    RELATIONS,
    Balance,
    Bound,
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
        *("PP101", "PP201", "PP301", "PP302", "PP303", "PP305", "PP306"),
        *("PP401", "PP402", "PP404"),
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


@pytest.mark.parametrize(
    ("relations", "codes"),
    [
        (FLOW_RELATIONS, ["PP701", "PP701", "PP703", "PP703"]),
        (FLOW_OF_PERSONS_RELATIONS, ["PP702", "PP702", "PP703", "PP703"]),
    ],
)
def test_the_balances_of_a_flow(relations: Sequence[Relation], codes: list[str]) -> None:
    balances = [relation for relation in relations if isinstance(relation, Balance)]
    cases = [Case(balance, 1, (1,)) for balance in balances]
    assert [code_of(case) for case in cases] == codes
    assert [place_of(case).field for case in cases] == [balance.end for balance in balances]


@pytest.mark.parametrize(
    ("other_out", "other_in", "end", "code"),
    [
        (None, None, 110, "PP702"),
        (None, None, 112, "PP702"),
        (None, None, 111, None),
        (None, 0, 110, "PP702"),
        (None, 0, 112, "PP701"),
        (0, None, 110, "PP701"),
        (0, 0, 110, "PP701"),
        (1, 0, 110, None),
        (None, None, None, None),
    ],
)
def test_a_flow_whose_other_columns_may_be_blank(
    other_out: int | None, other_in: int | None, end: int | None, code: str | None
) -> None:
    flat: Flat = {
        **dict.fromkeys(FLOW_OF_NEAR_POOR, 0),
        Count.NEAR_POOR_START: 135,
        Count.NEAR_POOR_LEFT: 24,
        Count.NEAR_POOR_OTHER_OUT: other_out,
        Count.NEAR_POOR_OTHER_IN: other_in,
        Count.NEAR_POOR_END: end,
    }
    balances = [relation for relation in FLOW_RELATIONS if isinstance(relation, Balance)]
    case = Case(balances[1], 1, (1,))
    assert reported(case, {1: flat}) == code


def test_households_are_reported_where_they_are_too_few() -> None:
    within = Bound((Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
    assert place_of(Case(within, 1, (1,))) == Place(1, Count.HOUSEHOLDS_BASE)
    across = Bound((Count.POOR_GOAL,), Count.POOR_BASE)
    assert place_of(Case(across, 1, (1,))) == Place(1, Count.POOR_GOAL)


def test_a_drop_of_the_text_and_of_a_row() -> None:
    drop = Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,))
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


def test_labour_figures_of_a_row_have_the_codes_of_the_labour_targets() -> None:
    cases = [Case(relation, 1, (1,)) for relation in LABOUR_RELATIONS]
    assert [code_of(case) for case in cases] == ["PP401"] * 2 + ["PP402"] * 3 + ["PP404"]
    assert [place_of(case) for case in cases] == [case.subject for case in cases]
    exports = cases[-1]
    assert not exports.relation.is_hard
    assert not is_error(exports, {1: {Count.EXPORTED: 10, Count.NEW_JOBS: 9}})
    bound = cases[2]
    assert may_report("PP402", Place(1, Count.CERTIFIED), bound)
    assert not may_report("PP402", Place(2, Count.CERTIFIED), bound)


def test_a_rate_of_labour_that_is_left_out_is_not_reported() -> None:
    case = Case(LABOUR_RELATIONS[0], 1, (1,))
    figures: Figures = {
        1: {Count.TRAINED: 3, Count.WORKING_AGE: 4, Rate.TRAINED_RATE: None},
        2: {Rate.TRAINED_RATE: Percent.parse("75")},
    }
    assert reported(case, figures) is None
