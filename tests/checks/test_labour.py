import pytest

from povertyplan import Count, LabourTarget, Percent, Plan, Severity, Unit, check
from povertyplan.model.fields import Flat
from povertyplan.year import LabourTable, ReportingPeriod


def test_without_labour_figures_both_checks_say_what_they_lack() -> None:
    gaps = {gap.code: str(gap) for gap in check(Plan.of(2024, []), select=["PP4"]).skipped}
    assert gaps == {
        "PP401": "trained workers and people of working age are not both stated",
        "PP402": "not enough labour figures are stated to compare them",
    }


def test_the_first_bound_that_fails_is_told_alone() -> None:
    rows = [{"persons_base": 100}]
    plan = Plan.of(2024, rows, labour={"working_age": 200, "trained": 300})
    (finding,) = check(plan, select=["PP402"]).findings
    assert str(finding.place) == "labour/trained"


def test_workers_with_a_certificate_are_some_of_the_trained_ones() -> None:
    labour = {"working_age": 9225, "trained": 3000, "certified": 3001}
    (finding,) = check(Plan.of(2024, [], labour=labour)).findings
    assert (finding.code, str(finding.place)) == ("PP402", "labour/certified")
    assert check(Plan.of(2024, [], labour=labour | {"certified": 3000})).findings == ()


def test_workers_with_a_certificate_are_of_working_age_where_no_trained_are_stated() -> None:
    labour = {"working_age": 3000, "certified": 3001}
    (finding,) = check(Plan.of(2024, [], labour=labour)).findings
    assert (finding.code, str(finding.place)) == ("PP402", "labour/certified")


@pytest.mark.parametrize(
    ("labour", "vi"),
    [
        (
            {"working_age": 101},
            (
                "số người trong độ tuổi lao động ghi 101, nhiều hơn số nhân khẩu trong phụ lục"
                " (100 người)"
            ),
        ),
        (
            {"working_age": 90, "trained": 91},
            (
                "số lao động qua đào tạo ghi 91, nhiều hơn số người trong độ tuổi lao động"
                " (90 người)"
            ),
        ),
        (
            {"trained": 80, "certified": 81},
            (
                "số lao động có bằng cấp, chứng chỉ ghi 81, nhiều hơn số lao động qua đào tạo"
                " (80 người)"
            ),
        ),
    ],
)
def test_what_is_exceeded_is_named(labour: dict[str, object], vi: str) -> None:
    plan = Plan.of(2024, [{"persons_base": 100}], labour=labour)
    (finding,) = check(plan, select=["PP402"]).findings
    assert finding.text("vi") == f"chỉ tiêu lao động: {vi}"


def test_the_rate_of_certificates_is_of_working_age() -> None:
    labour = {"working_age": 9225, "trained": 7565, "certified": 3000, "certified_rate": "40%"}
    (finding,) = check(Plan.of(2024, [], labour=labour)).findings
    assert (finding.code, str(finding.place)) == ("PP401", "labour/certified_rate")
    assert str(finding.expected) == "33%"


def row(name: str, **figures: int) -> LabourTarget:
    flat: Flat = {Count(count): figure for count, figure in figures.items()}
    return LabourTarget.of(Unit(name), 2024, flat)


def test_every_row_of_a_table_has_its_own_finding() -> None:
    lines = (
        row("Chợ", working_age=10, trained=11, certified=12),
        row("Ngò", working_age=9, trained=10, new_jobs=1, exported=2),
    )
    table = LabourTable(Unit("Cao Thượng"), ReportingPeriod(2024), lines)
    found = [(finding.code, str(finding.place)) for finding in check(table).findings]
    assert found == [
        ("PP402", "1/trained"),
        ("PP402", "2/trained"),
        ("PP404", "2/exported"),
    ]


def test_a_table_is_told_nothing_of_rates_that_it_does_not_state() -> None:
    table = LabourTable(Unit(""), ReportingPeriod(2024), (row("Chợ", new_jobs=1),))
    assert check(table, select=["PP40"]).skipped == ()


def test_a_table_that_states_rates_alone_is_told() -> None:
    rate = Percent.parse("75")
    line = LabourTarget(Unit("Chợ"), 2024, trained_rate=rate)
    table = LabourTable(Unit(""), ReportingPeriod(2024), (line,))
    (skipped,) = check(table, select=["PP40"]).skipped
    assert str(skipped) == "trained workers and people of working age are not both stated"


def test_workers_sent_abroad_of_a_plan() -> None:
    plan = Plan.of(2024, [], labour={"new_jobs": 9, "exported": 10})
    (finding,) = check(plan).findings
    assert (finding.code, finding.severity) == ("PP404", Severity.WARNING)
    assert finding.text("vi").endswith("trong khi lao động đi xuất khẩu được tính trong số này")
