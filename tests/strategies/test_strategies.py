import subprocess
import sys

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from povertyplan import (
    Count,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Percent,
    Plan,
    Points,
    PovertyTarget,
    Rate,
    Rounding,
    Section,
    Tally,
    Unit,
    check,
)
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.causes import Cause
from povertyplan.arithmetic.verdicts import Verdict, verdict_of
from povertyplan.model import relations
from povertyplan.model.document import PartialDate
from povertyplan.model.relations import RELATIONS, Bound, Drop, Ratio, Relation, Sum
from povertyplan.strategies import Slip, percents, plans, points, slips

_QUICK = settings(database=None, phases=[Phase.generate], max_examples=500)
_FEW = settings(_QUICK, max_examples=settings().max_examples)
_POOR = Ratio(Rate.POOR_BASE_RATE, (Count.POOR_BASE,), Count.HOUSEHOLDS_BASE)
_POOR_OR_NEAR = Ratio(
    Rate.POOR_BASE_RATE, (Count.POOR_BASE, Count.NEAR_POOR_BASE), Count.HOUSEHOLDS_BASE
)


def _breaks(relation: Relation, plan: Plan) -> bool:
    found = plan.figures()
    return any(verdict_of(case, found) is Verdict.FAILS for case in cases_of(plan, [relation]))


@pytest.mark.parametrize(
    "relation",
    [
        Sum(Count.PERSONS_BASE),
        Sum(Count.NEAR_POOR_GOAL),
        _POOR,
        Bound((Count.POOR_GOAL,), Count.POOR_BASE),
        Bound((Count.TRAINED,), Count.WORKING_AGE),
        Drop(Count.POOR_DROP, Count.POOR_BASE, Count.POOR_GOAL),
        next(one for one in RELATIONS if one.subject is Rate.POOR_RATE_DROP),
    ],
    ids=str,
)
def test_a_relation_removed_is_no_longer_kept(
    relation: Relation, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(other for other in RELATIONS if other != relation)
    monkeypatch.setattr(relations, "RELATIONS", others)
    plan = find(plans(), lambda plan: _breaks(relation, plan), settings=_QUICK)
    assert not any(_breaks(other, plan) for other in others)


@pytest.mark.parametrize(
    "relation",
    [
        Bound((Count.POOR_BASE,), Count.NEAR_POOR_BASE),
        Bound((Count.HOUSEHOLDS_GOAL,), Count.HOUSEHOLDS_BASE),
        Bound((Count.NEW_JOBS, Count.EXPORTED), Count.TRAINED),
        _POOR_OR_NEAR,
        Drop(Count.NEAR_POOR_GOAL, Count.NEAR_POOR_BASE, Count.POOR_BASE),
    ],
    ids=str,
)
def test_a_relation_added_is_kept(relation: Relation, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _breaks(relation, find(plans(), lambda plan: _breaks(relation, plan), settings=_QUICK))
    monkeypatch.setattr(relations, "RELATIONS", (*RELATIONS, relation))
    with pytest.raises(NoSuchExample):
        find(plans(), lambda plan: _breaks(relation, plan), settings=_FEW)


def test_a_relation_changed_is_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tuple(_POOR_OR_NEAR if one == _POOR else one for one in RELATIONS)
    monkeypatch.setattr(relations, "RELATIONS", changed)
    plan = find(plans(), lambda plan: _breaks(_POOR, plan), settings=_QUICK)
    assert not _breaks(_POOR_OR_NEAR, plan)


@pytest.mark.parametrize(
    ("lowest", "highest", "rows"),
    [(None, None, range(9)), (2, None, range(2, 9)), (None, 1, range(2)), (12, None, {12})],
)
def test_rows_are_as_many_as_asked_for(
    lowest: int | None, highest: int | None, rows: range | set[int]
) -> None:
    @settings(max_examples=20)
    @given(plans(min_rows=lowest, max_rows=highest))
    def has_rows(plan: Plan) -> None:
        assert len(plan.targets) in rows

    has_rows()


@pytest.mark.parametrize(
    ("lowest", "highest", "rows"),
    [(None, 2, {0, 1, 2}), (45, 45, {45}), (None, None, range(6, 41))],
)
def test_realistic_plans_of_any_size_have_no_error(
    lowest: int | None, highest: int | None, rows: range | set[int]
) -> None:
    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @given(plans(realistic=True, min_rows=lowest, max_rows=highest))
    def is_clean(plan: Plan) -> None:
        assert len(plan.targets) in rows
        names = [target.unit.name for target in plan.targets]
        assert len(set(names)) == len(names)
        assert check(plan).findings == ()

    is_clean()


@pytest.mark.parametrize(
    "kind",
    [
        *(Percent, Points, Unit, Tally, HouseholdCensus, PovertyTarget),
        *(Section, Headline, LabourTarget, PartialDate, Plan),
    ],
)
def test_types_are_registered(kind: type[object]) -> None:
    @settings(max_examples=20)
    @given(st.from_type(kind))
    def is_made(value: object) -> None:
        assert isinstance(value, kind)

    is_made()


@pytest.mark.parametrize(
    "lines",
    [
        "from hypothesis import strategies as st; import povertyplan",
        "import povertyplan; from hypothesis import strategies as st",
        "import povertyplan.strategies; from hypothesis import strategies as st",
    ],
)
def test_types_are_registered_whatever_is_imported_first(lines: str) -> None:
    program = f"""{lines}
from hypothesis import given, settings
@settings(max_examples=3, database=None)
@given(st.from_type(povertyplan.Plan))
def test(plan):
    assert povertyplan.check(plan).errors == ()
test()
"""
    subprocess.run([sys.executable, "-W", "error", "-c", program], check=True, timeout=60)


def test_places_are_as_many_as_asked_for() -> None:
    @given(percents(min_places=1, max_places=2), points(min_places=3, max_places=3))
    def has_places(percent: Percent, change: Points) -> None:
        assert 1 <= percent.places <= 2
        assert change.places == 3

    has_places()


def _whole_plan() -> Plan:
    rows: list[dict[str, object]] = [
        {
            "name": name,
            "households_base": base,
            "persons_base": 4 * base,
            "households_goal": goal,
            "poor_base": 6,
            "poor_base_rate": before,
            "poor_goal": 4,
            "poor_goal_rate": after,
            "near_poor_base": 7,
            "near_poor_goal": 5,
        }
        for name, base, goal, before, after in (
            ("Hoà Sơn", 217, 220, "2.76", "1.82"),
            ("Ngò", 76, 78, "7.89", "5.13"),
        )
    ]
    total: dict[str, object] = {
        "households_base": 293,
        "persons_base": 1172,
        "households_goal": 298,
        "poor_base": 12,
        "poor_base_rate": "4.10",
        "poor_goal": 8,
        "poor_goal_rate": "2.68",
        "near_poor_base": 14,
        "near_poor_goal": 10,
    }
    headline: dict[str, object] = {
        "poor_goal_rate": "2,7%",
        "poor_drop": 4,
        "poor_rate_drop": "1,41%",
        "near_poor_goal_rate": "3,4%",
        "near_poor_goal": 10,
    }
    labour: dict[str, object] = {"working_age": 700, "trained": 500, "trained_rate": "71 %"}
    return Plan.of(2024, rows, total=total, headline=headline, labour=labour)


def test_every_code_of_the_arithmetic_is_reached_by_a_slip() -> None:
    assert check(_whole_plan()).findings == ()
    codes = (101, 201, 202, 203, 301, 302, 303, 304, 305, 306, 401, 402)
    for code in codes:
        assert _slip(_whole_plan(), code=f"PP{code}").original == _whole_plan()


@pytest.mark.parametrize(
    "cause",
    [
        Cause.WRONG_DIGIT,
        Cause.DIGITS_SWAPPED,
        Cause.DIGIT_DROPPED,
        Cause.DIGIT_DOUBLED,
        Cause.PLACEHOLDER,
        Cause.LEFT_BLANK,
        Cause.CELLS_EXCHANGED,
        Cause.STALE_TOTAL,
        Cause.ROW_LEFT_OUT,
        Cause.ROW_TWICE,
        Cause.STALE_DENOMINATOR,
        Cause.TRUNCATED,
        Cause.ROUNDED_BEFORE,
    ],
)
def test_every_cause_is_a_slip_of_some_plan(cause: Cause) -> None:
    slip = _slip(_whole_plan(), cause=cause)
    assert slip.edits
    assert slip.plan == slip.original.edited(slip.edits)


def _slip(plan: Plan, *, code: str | None = None, cause: Cause | None = None) -> Slip:
    return find(
        slips(plan),
        lambda slip: code in {None, slip.code} and cause in {None, slip.cause},
        settings=settings(_QUICK, max_examples=2000),
    )


def test_a_total_not_recomputed_leaves_its_row_in_agreement() -> None:
    slip = _slip(_whole_plan(), code="PP101", cause=Cause.STALE_TOTAL)
    found = [finding.code for finding in check(slip.plan, select=["PP2"]).errors]
    assert found == []


def test_the_bound_that_is_reported_is_the_first_of_the_labour_targets() -> None:
    labour = {"working_age": 700, "trained": 650}
    plan = Plan.of(2024, [], total={"persons_base": 710}, labour=labour)

    @given(slips(plan))
    def is_reported(slip: Slip) -> None:
        assert slip.place in {finding.place for finding in check(slip.plan).findings}

    is_reported()


@pytest.mark.parametrize("rounding", [Rounding.HALF_EVEN, Rounding.DOWN, Rounding.ANY])
def test_slips_of_another_rounding(rounding: Rounding) -> None:
    row = {"households_goal": 160, "poor_goal": 5, "poor_goal_rate": "3.12"}

    @given(slips(Plan.of(2024, [row], total=row), rounding=rounding))
    def is_found(slip: Slip) -> None:
        findings = check(slip.plan, rounding=rounding).findings
        assert (slip.code, slip.place) in {(found.code, found.place) for found in findings}

    is_found()


def test_figures_that_no_document_can_print_are_no_slips() -> None:
    row = {"households_base": 1, "households_goal": 10**9, "poor_goal": 10**9}
    plan = Plan.of(2024, [row | {"poor_goal_rate": "100.000000"}])
    with pytest.raises(NoSuchExample):
        find(slips(plan), lambda slip: slip.cause is Cause.STALE_DENOMINATOR, settings=_FEW)


@pytest.mark.parametrize("plan", [Plan.of(2024, []), Plan.of(2024, [{"poor_goal": 1}])])
def test_a_plan_that_states_too_little_has_no_slips(plan: Plan) -> None:
    assert slips(plan).is_empty
