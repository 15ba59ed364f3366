"""Every finding of a document says where in the document it stands."""

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyplan import Place, Plan, Reading, Severity, check, read_bytes, read_text
from povertyplan.checks import Evidence, Fact, rule
from povertyplan.records import to_json
from tests.support.annexes import read_table
from tests.support.layouts import Layout, layouts, plan_of
from tests.support.written import WRITTEN

HEADING = "TT | Đơn vị | Số hộ 2023 | Hộ nghèo 2023 | Tỷ lệ nghèo 2023 | Hộ nghèo 2024"


def without_source(reading: Reading) -> list[str]:
    return [str(finding) for finding in check(reading).findings if reading.source(finding) is None]


def doubled(plan: Plan) -> Plan:
    """Return a plan without sections in which the last row stands twice."""
    return evolve(plan, targets=(*plan.targets, plan.targets[-1]), sections=())


@st.composite
def wrong_plans(draw: st.DrawFn) -> Plan:
    """Draw plans whose figures are any, so that they contradict each other."""
    rows, sections = draw(st.integers(1, 12)), draw(st.sampled_from((0, 0, 1, 2)))
    plan = plan_of(draw(st.integers(0, 10_000)), rows, sections=sections)
    return doubled(plan) if draw(st.booleans()) else plan


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=settings().max_examples // 2)
@given(layout=layouts(), plan=wrong_plans())
def test_of_every_layout(form: str, layout: Layout, plan: Plan) -> None:
    assert without_source(read_bytes(WRITTEN[form](layout, plan), format=form)) == []


def test_the_cell_of_an_odd_ordinal_in_the_section_where_it_is_odd() -> None:
    reading = read_table(
        HEADING,
        "I | Khu vực 1 | | | |",
        "1 | Chợ | 100 | 2 | 2,00 | 1",
        "2 | Bùi | 100 | 2 | 2,00 | 1",
        "II | Khu vực 2 | | | |",
        "1 | Ngò | 100 | 2 | 2,00 | 1",
        "3 | Chợ | 100 | 2 | 2,00 | 1",
    )
    (finding,) = check(reading, select=["PP505"]).findings
    assert str(reading.source(finding)) == "plan.md:11:3"


def test_the_second_row_of_a_name_in_its_section() -> None:
    reading = read_table(
        HEADING,
        "I | Khu vực 1 | | | |",
        "1 | Chợ | 100 | 2 | 2,00 | 1",
        "II | Khu vực 2 | | | |",
        "2 | chợ | 100 | 2 | 2,00 | 1",
        "3 | Ngò | 100 | 2 | 2,00 | 1",
        "4 | Chợ | 100 | 2 | 2,00 | 1",
    )
    (finding,) = check(reading, select=["PP505"]).findings
    assert str(reading.source(finding)) == "plan.md:11:7"


def test_zeros_that_differ_between_two_tables() -> None:
    table = "Thôn;Số hộ {year};Hộ nghèo {year};Tỷ lệ hộ nghèo {year}\nNgò;160;0;{zero}\n"
    tables = [table.format(year=2023, zero="-"), table.format(year="dự kiến 2024", zero="0,00")]
    reading = read_text("\n".join(tables), format="csv", file="plan.csv")
    (finding,) = check(reading, select=["PP501"]).findings
    assert str(reading.source(finding)) == "plan.csv:D2"


@rule("XX901", Severity.NOTE, "{where}: nobody is poor", "{where}: không có hộ nghèo")
def nobody_poor(evidence: Evidence) -> Iterator[Fact]:
    """A row without poor households."""
    for row, target in enumerate(evidence.plan.targets, 1):
        if not target.base.poor.count:
            yield Fact(Place(row, "poor_base"))
            yield Fact(Place(row, "persons_base"))


def test_the_findings_of_other_checks() -> None:
    reading = read_table(HEADING, "1 | Chợ | 100 | - | - | 0")
    findings = check(reading, checks=[nobody_poor]).findings
    sources = [str(reading.source(finding)) for finding in findings]
    assert sources == ["None", "plan.md:6:19"], "the annex has no column of persons"


def test_a_plan_without_document_has_no_sources() -> None:
    total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    reading = read_text(to_json(Plan.of(2024, [], total=total)), format="json")
    (error,) = check(reading).errors
    assert reading.source(error) is None
