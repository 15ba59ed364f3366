"""The findings of a report, by what explains them."""

from attrs import evolve
from hypothesis import given

from povertyplan import Diagnoses, Part, Place, Plan, Severity, check, diagnose
from povertyplan.diagnosis import Contradiction
from povertyplan.strategies import Slip, plans, slips

ROWS = [
    {"name": "Chợ", "households_base": 217, "poor_base": 8, "poor_base_rate": "3.69"},
    {"name": "Ngò", "households_base": 140, "poor_base": 3, "poor_base_rate": "2.14"},
    {"name": "Chùa", "households_base": 88, "poor_base": 2, "poor_base_rate": "2.27"},
]
TOTAL = {"households_base": 445, "poor_base": 13, "poor_base_rate": "2.92"}


def test_what_a_repair_clears_is_one_group() -> None:
    rows = [ROWS[0] | {"poor_base": 3}, *ROWS[1:]]
    report = check(plan := Plan.of(2024, rows, total=TOTAL))
    (group,) = diagnose(plan, report).groups(report)
    assert [str(finding.place) for finding in group.findings] == [
        "1/poor_base_rate",
        "total/poor_base",
    ]
    # The rate stands beside the count to change, the total does not.
    assert group.leading.place == Place(1, "poor_base_rate")
    assert group.consequences == tuple(
        finding for finding in report.errors if finding.code == "PP101"
    )
    assert group.best is not None
    assert group.best.edits[0].place == Place(1, "poor_base")


def test_the_finding_at_the_cell_to_change_leads() -> None:
    total = TOTAL | {"poor_base": 31}
    report = check(plan := Plan.of(2024, ROWS, total=total))
    (group,) = diagnose(plan, report).groups(report)
    assert [finding.code for finding in group.findings] == ["PP101", "PP201"]
    assert group.leading.place == Place(Part.TOTAL, "poor_base")


def test_two_slips_that_share_nothing_are_two_groups() -> None:
    rows = [ROWS[0] | {"poor_base_rate": "3.96"}, ROWS[1] | {"poor_base_rate": "2.41"}, ROWS[2]]
    report = check(plan := Plan.of(2024, rows, total=TOTAL))
    groups = diagnose(plan, report).groups(report)
    assert [group.leading.place.row for group in groups] == [1, 2]
    assert [len(group.findings) for group in groups] == [1, 1]


def test_what_nothing_explains_stands_alone() -> None:
    report = check(Plan.of(2024, ROWS, total=TOTAL | {"poor_base": 31}))
    groups = Diagnoses().groups(report)
    assert [group.findings for group in groups] == [(finding,) for finding in report.findings]
    assert {group.best for group in groups} == {None}


def test_what_only_a_lesser_explanation_clears_stands_alone_with_it() -> None:
    report = check(plan := Plan.of(2024, ROWS, total=TOTAL | {"poor_base": 31}))
    first, second = report.findings
    best = diagnose(plan, report)[0]
    likelier = evolve(best, clears=((first.code, first.place),))
    lesser = evolve(best, clears=((second.code, second.place),), rank=2)
    groups = Diagnoses(((likelier, lesser),)).groups(report)
    assert groups == (
        Contradiction((first,), (likelier, lesser)),
        Contradiction((second,), (lesser,)),
    )


def test_of_explanations_that_are_as_likely_each_claims_what_it_clears() -> None:
    report = check(plan := Plan.of(2024, ROWS, total=TOTAL | {"poor_base": 31}))
    best = diagnose(plan, report)[0]
    tied = [evolve(best, clears=((finding.code, finding.place),)) for finding in report.findings]
    (group,) = Diagnoses((tuple(tied),)).groups(report)
    assert group.findings == report.findings


def test_a_finding_belongs_to_the_first_contradiction_that_claims_it() -> None:
    report = check(plan := Plan.of(2024, ROWS, total=TOTAL | {"poor_base": 31}))
    best = diagnose(plan, report)[0]
    again = evolve(best, clears=best.clears[:1])
    (group,) = Diagnoses(((best,), (again,))).groups(report)
    assert group.diagnoses == (best,)


def test_an_error_leads_before_a_warning_at_the_cell_to_change() -> None:
    report = check(plan := Plan.of(2024, ROWS, total=TOTAL | {"poor_base": 31}))
    at_cell, beside = report.findings
    found = diagnose(plan, report)
    warned = evolve(at_cell, severity=Severity.WARNING)
    (group,) = found.groups(evolve(report, findings=(warned, beside)))
    assert group.findings == (beside, warned)


@given(plans().flatmap(slips))
def test_every_finding_stands_in_one_group(slip: Slip[Plan]) -> None:
    report = check(slip.plan)
    groups = diagnose(slip.plan, report).groups(report)
    findings = [finding for group in groups for finding in group.findings]
    assert sorted(findings) == sorted(report.findings)
    assert [group.leading for group in groups] == sorted(group.leading for group in groups)


@given(plans().flatmap(slips))
def test_the_diagnoses_of_a_finding_are_those_that_explain_it(slip: Slip[Plan]) -> None:
    report = check(slip.plan)
    diagnoses = diagnose(slip.plan, report)
    for finding in report.findings:
        explaining = tuple(each for each in diagnoses if each.explains(finding))
        assert diagnoses.of(finding) == explaining
