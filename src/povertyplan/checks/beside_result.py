"""A plan beside the result of the year before: of a review, or the goals of that year's plan."""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from povertyplan.checks.evidence import Evidence
from povertyplan.checks.matched_rows import MatchedRows
from povertyplan.checks.others import OtherDocument
from povertyplan.model.fields import Count
from povertyplan.model.plan import Plan
from povertyplan.reading import Reading
from povertyplan.year.open_plan import states_goals

#: What a plan starts from, and the goals of the plan of the year before.
_GOALS: Mapping[Count, Count] = MappingProxyType(
    {Count.POOR_BASE: Count.POOR_GOAL, Count.NEAR_POOR_BASE: Count.NEAR_POOR_GOAL}
)
#: What a plan starts from, and what the later of two reviews counted.
_LATER_REVIEW: Mapping[Count, Count] = MappingProxyType(
    {
        **_GOALS,
        Count.HOUSEHOLDS_BASE: Count.HOUSEHOLDS_GOAL,
        Count.PERSONS_BASE: Count.PERSONS_GOAL,
    }
)
#: What a plan starts from, and what a review of one year counted.
_REVIEW: Mapping[Count, Count] = MappingProxyType({count: count for count in _LATER_REVIEW})


@frozen
class PlanBesideResult:
    """
    A plan beside the result of the year that it starts from.

    The result is what a review counted, or else the goals of that year's plan, which may have
    ended otherwise.
    """

    plan: Plan
    other: OtherDocument
    result: Plan
    year: int  #: the last year that the result states
    counts: Mapping[Count, Count] | None  #: what is compared, None with the result of another year

    @classmethod
    def of(cls, evidence: Evidence) -> "PlanBesideResult | None":
        """Return the comparison of a plan with a result, or None for other documents."""
        plan, other = evidence.table, evidence.other
        if not isinstance(plan, Plan) or not isinstance(other, OtherDocument):
            return None
        return cls.of_documents(plan, other) if evidence.sets_goals else None

    @classmethod
    def of_documents(cls, plan: Plan, other: OtherDocument) -> "PlanBesideResult | None":
        """Return the comparison of a plan with last year's result, or None for other documents."""
        result = other.table
        if not isinstance(result, Plan) or plan.years is None or result.years is None:
            return None
        base_year, _ = plan.years
        earlier, later = result.years
        has_goals = states_goals(result)
        counts: Mapping[Count, Count] | None = None
        if has_goals and later == base_year:
            counts = _LATER_REVIEW if other.is_reviewed else _GOALS
        elif other.is_reviewed and earlier == base_year:
            counts = _REVIEW
        if counts is None and not other.is_reviewed:
            return None
        return cls(plan, other, result, later if has_goals else earlier, counts)

    @property
    def base_year(self) -> int | None:
        """The year that the plan starts from."""
        return self.plan.year_of(Count.POOR_BASE)

    def matched(self) -> MatchedRows:
        """Return pairs of rows of the plan and of the result that belong to the same units."""
        return MatchedRows.of(self.plan, self.result)


def starts_from(plan: Reading, result: Reading) -> bool:
    """Whether a document is a plan, and the other the result that it is compared with."""
    other = OtherDocument(result.plan, is_reviewed=result.form.reviewed)
    beside = PlanBesideResult.of_documents(plan.plan, other)
    return beside is not None and not plan.form.reviewed
