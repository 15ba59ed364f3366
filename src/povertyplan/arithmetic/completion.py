"""A plan completed: the figures that follow from its counts, where it does not state them."""

from attrs import evolve

from povertyplan.arguments.strict import strict
from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.verdicts import expected
from povertyplan.model.fields import Rate, Value
from povertyplan.model.percent import DecimalPlaces
from povertyplan.model.places import Edit, in_annex
from povertyplan.model.plan import Plan
from povertyplan.model.reach import ANY_MAKES_NONE, Rounding
from povertyplan.model.relations import Relation
from povertyplan.model.rows import PovertyTarget, Section
from povertyplan.model.units import Unit


@strict
def completed(
    plan: Plan,
    *,
    places: DecimalPlaces = 2,
    rounding: Rounding = Rounding.HALF_UP,
    headline_places: DecimalPlaces = 2,
) -> Plan:
    """
    Return a plan with every figure that follows from its counts.

    These are the rates, the sub-totals, the total, the headline, and the rates of the labour
    targets where the plan has some.  A figure that the plan states stays, also a wrong one:
    `check` finds it.  A figure stays blank where a count that it is computed from is missing,
    where it is a share of no households, and where a drop of households would be below zero.

    *places* are the decimal places of the rates in the annex, *rounding* is the rule for them.
    *headline_places* are those of the rates in the text, which are rounded half up.  Each rate
    is computed from counts, never from another rate.

    Raises `TypeError` for anything but a plan: a reading may hold cells that are not blank but
    unreadable, so its plan is completed only where this is asked for, ``reading.plan``.  Raises it
    for `Rounding.ANY` too, by which no rate can be rounded.

    >>> plan = Plan.of(2024, [
    ...     {"name": "Chợ", "households_base": 136, "poor_base": 3, "households_goal": 140,
    ...      "poor_goal": 2},
    ...     {"name": "Ngò", "households_base": 75, "poor_base": 4, "households_goal": 78,
    ...      "poor_goal": 2},
    ... ])
    >>> plan = completed(plan)
    >>> plan.target("Ngò").goal.poor
    Tally(count=2, rate=Percent.parse('2.56%'))
    >>> plan.headline.poor_goal_rate, plan.headline.poor_drop, plan.headline.poor_rate_drop
    (Percent.parse('1.83%'), 3, Points.parse('1.48 pp'))
    >>> check(plan).findings
    ()
    """
    if rounding is Rounding.ANY:
        raise TypeError(f"completed: {ANY_MAKES_NONE}")
    table = _with_rows_of_sums(plan)
    figures = {row: dict(flat) for row, flat in table.figures().items()}
    edits: list[Edit] = []
    computing = sorted(filter(_computes, table.relations), key=_order)
    for case in cases_of(table, computing):
        place = case.subject
        if figures[place.row][place.field] is not None:
            continue
        printed_places = places if in_annex(case.row) else headline_places
        figure = expected(case, figures, rounding, printed_places)
        if _can_be_printed(figure):
            figures[place.row][place.field] = figure
            edits.append(Edit(place, None, figure))
    return table.edited(edits)


def _with_rows_of_sums(plan: Plan) -> Plan:
    """Return a plan with blank rows where sub-totals and the total are missing."""
    if plan.years is None or not plan.targets:
        return plan
    years = plan.years

    def with_subtotal(section: Section) -> Section:
        if section.printed is not None or not section.rows:
            return section
        return evolve(section, printed=PovertyTarget.of(Unit(section.label), *years, {}))

    return evolve(
        plan,
        total=PovertyTarget.of(plan.unit, *years, {}) if plan.total is None else plan.total,
        sections=tuple(map(with_subtotal, plan.sections)),
    )


def _computes(relation: Relation) -> bool:
    """Whether a relation gives its figure, rather than a bound of it."""
    return relation.computes


def _order(relation: Relation) -> tuple[bool, bool]:
    """Return the sort key by which sums come first, and counts before the rates made of them."""
    return (isinstance(relation.subject, Rate), not relation.adds_rows)


def _can_be_printed(figure: Value) -> bool:
    """Whether a figure is known, and no count below zero, which no plan can hold."""
    return figure is not None and not (isinstance(figure, int) and figure < 0)
