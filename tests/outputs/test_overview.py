"""What many plans come to."""

import pytest

from povertyplan import Plan, check
from povertyplan.findings import Severity
from povertyplan.model.fields import Count
from povertyplan.model.percent import Percent
from povertyplan.model.places import Part, Place
from povertyplan.model.units import Level, Unit
from povertyplan.outputs.digest import ADDED_UP, Digest
from povertyplan.outputs.outcome import Checked
from povertyplan.outputs.overview import Overview, RateOfSums
from povertyplan.reading import Form, Reading
from tests.support.unread import unread

YEARS = (2023, 2024)
FIGURES = dict(zip(ADDED_UP, (100, 10, 5, 200, 8, 4), strict=True))


def digest(
    name: str, kind: str = "xã", *, without: tuple[Count, ...] = (), errors: int = 0, **changes: int
) -> Digest:
    """Return the digest of a plan that lacks some figures."""
    figures = {figure: FIGURES[figure] for figure in ADDED_UP if figure not in without}
    base_year = changes.get("base_year", YEARS[0])
    return Digest(
        f"{kind} {name}.docx".strip(),
        Unit(name, Level.COMMUNE, kind),
        (base_year, base_year + 1),
        figures,
        {("PP201", Severity.ERROR): errors} if errors else {},
    )


def test_a_digest_has_the_figures_of_the_total() -> None:
    rows = [{"name": "Chợ", "households_base": 3, "poor_base": 2}]
    plan = Plan.of(2024, rows, unit="A", total={"households_base": 4})
    of_total = Digest.of(Checked("a.md", Reading(plan), check(plan)), plan)
    assert (of_total.figures, of_total.years) == ({Count.HOUSEHOLDS_BASE: 4}, YEARS)
    assert of_total.number(Severity.ERROR) == 1
    assert (of_total.name, of_total.file) == ("A", "a.md")
    without = Plan.of(2024, rows)
    of_rows = Digest.of(Checked("b.md", Reading(without), check(without)), without)
    assert of_rows.figures == {Count.HOUSEHOLDS_BASE: 3, Count.POOR_BASE: 2}
    assert of_rows.name == ""
    empty = Plan.of(2024, [])
    assert Digest.of(Checked("c.json", Reading(empty), check(empty)), empty).figures == {}
    assert Digest.of(Checked("c.json", Reading(empty), check(empty)), empty).years == YEARS


def test_a_digest_has_no_figure_that_could_not_be_read() -> None:
    total = {"households_base": 4, "poor_base": 2}
    plan = Plan.of(2024, [{"name": "Chợ"}], total=total)
    form = Form(uncomputed=(Place(Part.TOTAL, Count.POOR_BASE),))
    read = Checked("a.xlsx", Reading(plan, form=form), check(plan))
    assert Digest.of(read, plan).figures == {Count.HOUSEHOLDS_BASE: 4}


def test_sums_are_of_the_plans_that_state_a_figure() -> None:
    lacks_poor = digest("B", without=(Count.POOR_BASE, Count.HOUSEHOLDS_GOAL))
    overview = Overview.of([digest("A"), lacks_poor], [unread("c", "no")])
    (sums,) = overview.sums
    poor = sums.columns[Count.POOR_BASE]
    assert (poor.total, poor.plans, poor.lacking) == (10, 1, ("xã B.docx",))
    assert sums.columns[Count.HOUSEHOLDS_BASE].total == 200
    assert sums.rates[Count.POOR_BASE] == RateOfSums(1, 10, 100)
    assert sums.rates[Count.NEAR_POOR_BASE] == RateOfSums(2, 10, 200)
    assert sums.rates[Count.POOR_GOAL] == RateOfSums(1, 8, 200)
    assert sums.rates[Count.POOR_BASE].printed == Percent(1000, 2)
    assert RateOfSums(0, 0, 0).printed is None
    assert (sums.year(Count.POOR_BASE), sums.year(Count.POOR_GOAL)) == YEARS


def test_plans_of_other_years_have_sums_of_their_own() -> None:
    overview = Overview.of([digest("A"), digest("A", base_year=2022), digest("B")], [])
    assert [(sums.years, sums.plans) for sums in overview.sums] == [((2022, 2023), 1), (YEARS, 2)]
    assert overview.repeated == ()


def test_units_with_several_files() -> None:
    plans = [digest("Hoà Sơn"), digest("HÒA SƠN"), digest("Hòa Sơn", "phường"), digest("", "")]
    (repeated,) = Overview.of([*plans, digest("", "")], []).repeated
    assert repeated.files == ("xã Hoà Sơn.docx", "xã HÒA SƠN.docx")
    assert len(Overview.of(plans, []).unnamed) == 1


def test_plans_with_most_errors_come_first() -> None:
    plans = [digest("A", errors=1), digest("B"), digest("C", errors=3), digest("D", errors=1)]
    assert [plan.unit.name for plan in Overview.of(plans, []).wrong] == ["C", "A", "D"]


def test_units_that_are_expected() -> None:
    plans = [digest("Tân Lập"), digest("Hoà Sơn", ""), digest("Ngọc Lý"), digest("", "")]
    listed = ["XÃ TÂN LẬP", "thị trấn Hòa Sơn", "P. 3", "xã Tân Lập", "Xã  tân lập"]
    expected = Overview.of(plans, [], listed).expected
    assert expected is not None
    assert expected.missing == ("P. 3",)
    assert [plan.unit.name for plan in expected.others] == ["Ngọc Lý"]
    assert expected.repeated == ("xã Tân Lập", "Xã  tân lập")
    assert not Overview.of(plans, [], listed).is_complete
    assert Overview.of(plans, [], listed[:2]).is_complete
    assert Overview.of(plans, []).is_complete


def test_a_plan_that_may_be_of_two_units_is_of_neither() -> None:
    listed = ["xã Cao Thượng", "thị trấn Cao Thượng"]
    expected = Overview.of([digest("Cao Thượng", "")], [], listed).expected
    assert expected is not None
    assert expected.missing == tuple(listed)
    assert len(expected.others) == 1


def test_a_plan_of_which_nothing_could_be_compared() -> None:
    plan = Plan.of(2024, [{"name": "Chợ", "households_base": 3}])
    read = Digest.of(Checked("a.md", Reading(plan), check(plan)), plan)
    assert Overview.of([read, digest("A")], []).uncompared == [read]


def test_a_check_has_its_findings_over_all_plans() -> None:
    plans = [digest("Tân Lập", errors=2), digest("Tân Yên"), digest("Cao Thượng", errors=1)]
    (found,) = Overview.of(plans, []).checks
    assert (found.check.code, found.findings, found.plans) == ("PP201", 3, 2)


@pytest.mark.parametrize("whole", [0, 1])
def test_a_rate_of_nothing_or_of_more_digits_than_documents_print(whole: int) -> None:
    assert RateOfSums(1, 10**15 - 1, whole).printed is None
