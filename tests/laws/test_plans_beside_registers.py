"""A plan and the register of its review, made of one another, agree; a difference is told once."""

from collections import Counter

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from povertyplan import Category, Count, Place, Plan, check
from povertyplan.strategies import plans, registers
from povertyplan.year import Outlook, Register
from tests.support.registered import register_of

BESIDE = ("PP706", "PP707", "PP802", "PP803", "PP804")
BASES = {Category.POOR: Count.POOR_BASE, Category.NEAR_POOR: Count.NEAR_POOR_BASE}


def names_of(plan: Plan) -> list[str]:
    return [target.unit.name for target in plan.targets]


def plan_of(register: Register, drop: int = 0) -> Plan:
    """Return a plan that starts from the households of a register, with a drop in each row."""
    numbers = Counter((entry.unit.name, entry.category) for entry in register.households)
    rows: list[dict[str, object]] = []
    for name in dict.fromkeys(entry.unit.name for entry in register.households):
        poor, near_poor = (numbers[name, category] for category in Category)
        bases = {"poor_base": poor, "near_poor_base": near_poor}
        rows.append({"name": name, **bases, "poor_goal": max(0, poor - drop)})
    return Plan.of(register.year + 1, rows)


@given(plans(realistic=True, min_rows=1, max_rows=4))
def test_a_plan_agrees_with_the_register_made_of_it(plan: Plan) -> None:
    assume(len(set(names_of(plan))) == len(plan.targets))
    assert check(plan, against=register_of(plan), select=BESIDE).findings == ()


@given(registers(min_households=1), st.data())
def test_a_plan_differs_from_the_register_iff_a_count_does(
    register: Register, data: st.DataObject
) -> None:
    plan = plan_of(register)
    kept = data.draw(st.sets(st.sampled_from([entry.code for entry in register.households])))
    households = [entry for entry in register.households if entry.code in kept]
    fewer = evolve(register, households=households)
    numbers = Counter((entry.unit.name, entry.category) for entry in households)
    units = {entry.unit.name for entry in households}
    categories = {entry.category for entry in households}
    differing: set[Place] = set()
    missing: set[str] = set()
    for row, target in enumerate(plan.targets, 1):
        for category in categories:
            base = target.base.tally(category).count
            if target.unit.name not in units:
                missing |= {target.unit.name} if base else set()
            elif base != numbers[target.unit.name, category]:
                differing.add(Place(row, BASES[category]))
    found = check(plan, against=fewer, select=["PP706", "PP803"]).findings
    assert {finding.place for finding in found if finding.code == "PP803"} == differing
    told = [dict(finding.terms)["missing"] for finding in found if finding.code == "PP706"]
    assert told == ([tuple(name for name in names_of(plan) if name in missing)] if missing else [])


@given(registers(min_households=1), st.integers(0, 9))
def test_exits_exceed_the_able_iff_they_and_the_unjudged_are_fewer(
    register: Register, drop: int
) -> None:
    plan = plan_of(register, drop)
    found = check(plan, against=register, select=["PP802"]).findings
    poor = register.households_in(Category.POOR)
    may_leave = Counter(entry.unit.name for entry in poor if entry.outlook is not Outlook.UNABLE)
    is_judged = any(entry.outlook is not None for entry in poor)
    exceeding = {
        target.unit.name
        for target in plan.targets
        if is_judged and (target.reduction(Category.POOR) or 0) > may_leave[target.unit.name]
    }
    assert {finding.unit for finding in found} == exceeding


@given(registers())
def test_a_household_is_told_iff_it_lacks_what_others_of_its_category_have(
    register: Register,
) -> None:
    told = {finding.unit for finding in check(register).findings}
    lacking: set[str] = set()
    for category in Category:
        households = register.households_in(category)
        gives_causes = any(entry.causes for entry in households)
        gives_outlooks = any(entry.outlook for entry in households)
        lacking |= {
            entry.code
            for entry in households
            if (gives_causes and not entry.causes) or (gives_outlooks and not entry.outlook)
        }
    assert told == lacking
    in_units = check(plan_of(register), against=register, select=["PP804"]).findings
    numbers = [dict(finding.terms)["number"] for finding in in_units]
    assert sum(number for number in numbers if isinstance(number, int)) == len(lacking)
