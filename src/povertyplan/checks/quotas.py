"""PP801: a plan beside the quotas that were handed down to its commune."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.others import Quotas
from povertyplan.checks.rule import Fact, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Category, Count
from povertyplan.model.places import Figures, Part, Place
from povertyplan.model.plan import Plan

_OF_PLANS = Sentence("quotas are compared with a plan alone")
_UNSET = Sentence("the plan does not set what a quota is of: {fields}")
_BY_ANNEX = Sentence(
    "{where}: base minus goal makes the {field} {printed}, {difference} below the quota of {quota}"
)
#: The drops, which follow from the annex where the text does not state them.
_DROPS: Mapping[Count, Category] = {
    Count.POOR_DROP: Category.POOR,
    Count.NEAR_POOR_DROP: Category.NEAR_POOR,
}


@frozen
class Planned:
    """What a plan sets for the commune, and where it stands."""

    place: Place
    count: int


def planned_of(plan: Plan, figures: Figures, field: Count) -> Planned | None:
    """
    Return what a plan sets for a drop or a labour target.

    A drop is net: those who leave less those who come.  The text states it; where it does not,
    it is the base less the goal of the printed total, or of the sums over the rows.
    """
    place = _place_of(field)
    stated = figures.get(place.row, {}).get(field)
    if isinstance(stated, int):
        return Planned(place, stated)
    total = plan.total or plan.computed_total
    if field not in _DROPS or total is None:
        return None
    drop = total.reduction(_DROPS[field])
    return None if drop is None else Planned(Place(Part.TOTAL, field), drop)


def _place_of(field: Count) -> Place:
    """Return where the text of a plan states a target."""
    return Place(Part.HEADLINE if field in _DROPS else Part.LABOUR, field)


@rule(
    "PP801",
    Severity.WARNING,
    "{where}: the plan sets {printed} for the {field}, {difference} below the quota of {quota}",
    topic=Topic.FIGURES,
)
def plan_below_quota(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A plan sets less than the quota that was handed down to its commune.

    Quotas are handed down for the drop in poor and near-poor households, for people with new
    jobs, trained workers, workers with a certificate and workers sent abroad.  The drop is that
    of the text, or base minus goal of the annex: a net drop, beside which there may be more
    exits.

    ## Why it matters

    The quotas of all communes together make the target of the province.

    ## Wrong

    The plan sets a drop of 36, and 40 were handed down.

    >>> plan = Plan.of(2024, [], headline={"poor_drop": 36})
    >>> print(*check(plan, against={Count.POOR_DROP: 40}, select=["PP801"]).findings)
    targets in the text: the plan sets 36 for the drop in poor households, 4 below the quota of 40

    ## Right

    36 were handed down.

    >>> check(plan, against={Count.POOR_DROP: 36}, select=["PP801"]).findings
    ()

    ## How to repair

    Raise the target, and share the rest over the units that can still reach more.  If the
    commune cannot reach the quota, agree on another one and state the decision.

    ## Source

    The decision that hands the quotas of the year down to the communes.
    """
    quotas = evidence.other
    if not isinstance(quotas, Quotas) or not quotas.counts:
        yield NOTHING_OF_THE_KIND
        return
    if not isinstance(evidence.table, Plan):
        yield Gap(None, _OF_PLANS)
        return
    unset: list[Count] = []
    for field, quota in quotas.counts.items():
        planned = planned_of(evidence.table, evidence.figures, field)
        if planned is None:
            unset.append(field)
        elif planned.count < quota:
            says = _BY_ANNEX if planned.place.row is Part.TOTAL else None
            terms = (("quota", quota), ("difference", quota - planned.count))
            yield Fact(planned.place, planned.count, terms=terms, says=says)
    if len(unset) == len(quotas.counts):
        yield Gap(None, _UNSET, tuple(unset))
    else:
        yield from (Gap(_place_of(field), _UNSET, (field,)) for field in unset)
