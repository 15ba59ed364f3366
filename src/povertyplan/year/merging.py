"""The plans of communes that became one commune, as its plan (sáp nhập đơn vị hành chính)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from attrs import evolve

from povertyplan.arguments.strict import strict
from povertyplan.messages import Phrase, YearError, listed, phrase
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.plan import Plan
from povertyplan.model.rows import LabourTarget, PovertyTarget, Section
from povertyplan.model.units import Unit
from povertyplan.year.reports import LabourTable

__all__ = ["merged"]


@strict
def merged(unit: Unit, plans: Iterable[Plan]) -> Plan:
    """
    Return the plans of several communes as the plan of the one that they became.

    The rows follow one another in the order of the plans, each as it was, and each commune is a
    section.  Sub-totals, total and labour targets are sums of counts without rates, blank where
    a row or a commune leaves a figure blank; what a commune printed as its total is not taken
    over.  Headline and document are blank, for the new commune has issued nothing.  Sections
    of the communes are left out, for a table has one kind of section.

    >>> cao_thượng = Plan.of(2025, [{"name": "Chợ", "poor_goal": 2}], unit="Cao Thượng")
    >>> cao_xá = Plan.of(2025, [{"name": "Chợ", "poor_goal": 3}], unit="Cao Xá")
    >>> plan = merged(Unit("Tân Yên", "commune", "xã"), [cao_thượng, cao_xá])
    >>> [section.label for section in plan.sections], plan.total.goal.poor.count
    (['Cao Thượng', 'Cao Xá'], 5)

    `completed` computes the rates and the headline of what it returns.  Raises `YearError` for
    plans of other years, and for one without rows, without the name of its commune or given
    twice; `ValueError` without any plan.
    """
    parts = tuple(plans)
    if not parts:
        raise ValueError("merged: plans must have at least one plan, got none")
    _refuse_nameless_and_repeated(parts)
    _refuse_other_years(parts)
    targets: list[PovertyTarget] = []
    sections: list[Section] = []
    for part in parts:
        first_row = len(targets) + 1
        targets.extend(part.targets)
        sections.append(_section(part, range(first_row, len(targets) + 1)))
    plan = Plan(unit, parts[0].year, targets, sections=tuple(sections))
    return evolve(plan, total=plan.computed_total, labour=_labour(unit, parts))


def _section(plan: Plan, rows: range) -> Section:
    """Return the rows of a commune as a section, such as ``Thị trấn Cao Thượng``."""
    name = f"{plan.unit.kind} {plan.unit.name}".strip()
    label = name[0].upper() + name[1:]
    # Documents name a sub-total by the label of its section, and say no more of its unit.
    total = evolve(plan, unit=Unit(label)).computed_total
    return Section(label, rows, total)


def _refuse_nameless_and_repeated(plans: Sequence[Plan]) -> None:
    """Refuse a plan whose rows could not be told from others, and a plan without rows."""
    for number, plan in enumerate(plans, 1):
        if not plan.unit.name:
            said = phrase("Plan {number} does not name its commune. State it.", number=number)
            raise YearError(said)
        if not plan.targets:
            said = phrase("The plan of “{unit}” has no row of a unit.", unit=plan.unit.name)
            raise YearError(said)
    for commune, times in Counter(plan.unit for plan in plans).items():
        if times > 1:
            said = phrase(
                "“{unit}” is given {number} times. Give each commune once.",
                unit=commune.name,
                number=times,
            )
            raise YearError(said)


def _refuse_other_years(plans: Sequence[Plan]) -> None:
    """Refuse plans of several years, whose counts add up to nothing."""
    if len({(plan.year, plan.years) for plan in plans}) > 1:
        stated = [_years(plan) for plan in plans]
        said = phrase("The plans are not of the same years: {plans}.", plans=listed(stated))
        raise YearError(said)


def _years(plan: Plan) -> Phrase:
    """Return the years of a plan as a part of a refusal."""
    base_year, goal_year = plan.years or (plan.year, plan.year)
    return phrase(
        "“{unit}”, plan of {year}, annex of {base_year} and {goal_year}",
        unit=plan.unit.name,
        year=plan.year,
        base_year=base_year,
        goal_year=goal_year,
    )


def _labour(unit: Unit, plans: Sequence[Plan]) -> LabourTarget | None:
    """Return the sums of the labour targets, or None if a plan states none for its year."""
    year = plans[0].year
    stated = [plan.labour for plan in plans if plan.labour and plan.labour.year == year]
    if len(stated) < len(plans):
        return None
    return LabourTable(unit, ReportingPeriod(year), stated).computed_total
