"""
What is made up of the year: households, who helps them, what the TDPs report, who has support.

Nothing here is known of the real commune.  The counts add up to its plan, so that the year can be
followed to its end: each TDP has as many poor households as the plan says, and the year ends as
it was planned.
"""

import random
from collections import Counter
from collections.abc import Iterable
from itertools import chain, cycle, repeat

from attrs import evolve

from povertyplan import Category, Count, Percent, Plan, PovertyTarget
from povertyplan.model.fields import FLOW, Field, Value
from povertyplan.year import (
    Commitment,
    Coverage,
    CoverageTable,
    Household,
    Interval,
    Outlook,
    Policy,
    PovertyCause,
    Register,
    ReportingPeriod,
    UnitReport,
)

#: How many households each body helps: within the four to five that it promised.
HELPED = {
    "Ủy ban Mặt trận Tổ quốc": 4,
    "Hội Nông dân": 5,
    "Hội Liên hiệp Phụ nữ": 4,
    "Hội Cựu chiến binh": 5,
    "Đoàn Thanh niên": 4,
}
#: How many poor households of these TDPs cannot leave poverty; elsewhere it is one in each.
UNABLE = {"Hoà Sơn": 4, "Tân Lập": 3, "Vườn Đình": 3, "Đồi Đỏ": 3}
#: What is proposed against each cause.
SUPPORT = {
    PovertyCause.LAND: Policy.EXTENSION,
    PovertyCause.CAPITAL: Policy.CREDIT,
    PovertyCause.LABOUR: Policy.PROTECTION,
    PovertyCause.TOOLS: Policy.CREDIT,
    PovertyCause.KNOWLEDGE: Policy.EXTENSION,
    PovertyCause.SKILL: Policy.TRAINING,
    PovertyCause.ILLNESS: Policy.HEALTH,
    PovertyCause.OTHER: Policy.EDUCATION,
}
#: What the TDPs report each month.
REPORTED = (*FLOW, Count.HELPED, Count.NEW_JOBS)


def register_of(plan: Plan) -> Register:
    """Return a register of the review before a plan, with the poor households of its base."""
    helpers = chain.from_iterable(repeat(body, number) for body, number in HELPED.items())
    causes = cycle(PovertyCause)
    households: list[Household] = []
    for row, target in enumerate(plan.targets, 1):
        poor = target.base.poor.count or 0
        able = poor - UNABLE.get(target.unit.name, 1)
        for number in range(1, poor + 1):
            cause = next(causes)
            is_able = number <= able
            households.append(
                Household(
                    f"{row:02}-{number:02}",
                    target.unit,
                    Category.POOR,
                    persons=2 + (row + number) % 4,
                    causes=[cause],
                    outlook=Outlook.ABLE if is_able else Outlook.UNABLE,
                    support=[SUPPORT[cause]],
                    helper=next(helpers, "") if is_able else "",
                )
            )
    return Register(plan.unit, plan.year - 1, households)


def with_one_not_judged(register: Register) -> Register:
    """Return a register whose last household has no cause and no outlook yet."""
    *others, last = register.households
    return evolve(register, households=[*others, evolve(last, causes=[], outlook=None)])


def commitments_of_bodies() -> list[Commitment]:
    """Return what five mass organisations promise: to help four to five households each."""
    return [Commitment(body, Count.HELPED, Interval(4, 5)) for body in HELPED]


def coverage_of(register: Register, cards_missing: int) -> CoverageTable:
    """Return who has support at the end of the year, where some health cards are missing."""
    poor = register.households_in(Category.POOR)
    entitled = sum(household.persons or 0 for household in poor)
    to_train = register.needs(Category.POOR)[Policy.TRAINING]
    year = register.year + 1
    unit, everybody = register.unit, Percent.parse("100%")
    cards = (unit, year, Policy.HEALTH, Category.POOR, entitled, entitled - cards_missing)
    trained = (unit, year, Policy.TRAINING, Category.POOR, to_train, to_train)
    lines = [Coverage(*cards, everybody), Coverage(*trained, everybody)]
    return CoverageTable(unit, ReportingPeriod(year), lines)


def events_of(target: PovertyTarget, dice: random.Random) -> list[tuple[int, Count]]:
    """Draw what happens in a TDP, each with its month, so that the year ends as it is planned."""
    base, goal = target.base, target.goal
    exits = (base.poor.count or 0) - (goal.poor.count or 0)
    became_near_poor = dice.randint(0, exits)
    near_poor_exits = (base.near_poor.count or 0) - (goal.near_poor.count or 0) + became_near_poor
    happened = [Count.POOR_TO_NEAR_POOR] * became_near_poor
    happened += [Count.POOR_LEFT] * (exits - became_near_poor)
    happened += [Count.NEAR_POOR_LEFT] * near_poor_exits + [Count.NEW_JOBS] * 10
    return [(dice.randint(2, 11), event) for event in happened]


def reports_of(
    plan: Plan, events: Iterable[list[tuple[int, Count]]], period: ReportingPeriod
) -> list[UnitReport]:
    """Return what the TDPs report to the end of a period: all since the start of the year."""
    reports: list[UnitReport] = []
    for target, of_unit in zip(plan.targets, events, strict=True):
        so_far = Counter(event for month, event in of_unit if month <= period.months[-1])
        flat: dict[Field, Value] = {figure: so_far[figure] for figure in REPORTED}
        poor, near_poor = target.base.poor.count or 0, target.base.near_poor.count or 0
        became = so_far[Count.POOR_TO_NEAR_POOR]
        flat[Count.POOR_START] = poor
        flat[Count.POOR_END] = poor - became - so_far[Count.POOR_LEFT]
        flat[Count.NEAR_POOR_START] = near_poor
        flat[Count.NEAR_POOR_FROM_POOR] = became
        flat[Count.NEAR_POOR_END] = near_poor + became - so_far[Count.NEAR_POOR_LEFT]
        reports.append(UnitReport.of(target.unit, period, flat))
    return reports
