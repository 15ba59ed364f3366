"""The single results that values give to programs are those of the relations."""

from hypothesis import given

from povertyplan import Category, Count, Part, Plan, Rate
from povertyplan.arithmetic.cases import Case
from povertyplan.arithmetic.verdicts import exact
from povertyplan.model.relations import RELATIONS, Balance, Drop, Ratio, Sum
from povertyplan.strategies import plans

RATES = {
    Category.POOR: (Rate.POOR_BASE_RATE, Rate.POOR_GOAL_RATE),
    Category.NEAR_POOR: (Rate.NEAR_POOR_BASE_RATE, Rate.NEAR_POOR_GOAL_RATE),
}
DROPS = {
    Category.POOR: Balance(Count.POOR_DROP, Count.POOR_BASE, outs=(Count.POOR_GOAL,)),
    Category.NEAR_POOR: Balance(
        Count.NEAR_POOR_DROP, Count.NEAR_POOR_BASE, outs=(Count.NEAR_POOR_GOAL,)
    ),
}
RATIOS = {relation.rate: relation for relation in RELATIONS if isinstance(relation, Ratio)}


@given(plans())
def test_the_computed_total_adds_up_the_rows(plan: Plan) -> None:
    computed = plan.computed_total
    figures = plan.figures()
    for relation in RELATIONS:
        if isinstance(relation, Sum):
            total = exact(Case(relation, Part.TOTAL, plan.rows), figures)
            assert total == (None if computed is None else computed.flat()[relation.count])


@given(plans())
def test_shares_and_their_changes_are_those_of_the_ratios(plan: Plan) -> None:
    figures = plan.figures()
    for row, target in enumerate(plan.targets, 1):
        for category, (base_rate, goal_rate) in RATES.items():
            base, goal = RATIOS[base_rate], RATIOS[goal_rate]
            assert target.base.share(category) == exact(Case(base, row, (row,)), figures)
            assert target.goal.share(category) == exact(Case(goal, row, (row,)), figures)
            drop = Drop(Rate.POOR_RATE_DROP, base, goal)
            change = exact(Case(drop, row, (row,)), figures)
            assert target.reduction_points(category) == change


@given(plans())
def test_reductions_are_the_drops_of_counts(plan: Plan) -> None:
    figures = plan.figures()
    for row, target in enumerate(plan.targets, 1):
        for category, drop in DROPS.items():
            assert target.reduction(category) == exact(Case(drop, row, (row,)), figures)
