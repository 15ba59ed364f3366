"""The digest of a checked file once its findings are printed: small, for thousands of files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from povertyplan.findings import Severity
from povertyplan.model.fields import Count
from povertyplan.model.places import Part, Place
from povertyplan.model.plan import Plan
from povertyplan.model.units import Unit
from povertyplan.outputs.outcome import Checked, Unread

#: The figures of a commune that are added up over many communes.
ADDED_UP = (
    Count.HOUSEHOLDS_BASE,
    Count.POOR_BASE,
    Count.NEAR_POOR_BASE,
    Count.HOUSEHOLDS_GOAL,
    Count.POOR_GOAL,
    Count.NEAR_POOR_GOAL,
)


@frozen
class Digest:
    """The unit of a plan, the figures of its total, and the numbers of its findings."""

    file: str
    unit: Unit
    years: tuple[int, int]
    figures: Mapping[Count, int]  #: without those that the plan does not state
    findings: Mapping[tuple[str, Severity], int]  #: by code and severity
    is_compared: bool = True  #: whether figures could be compared; else nothing is known to hold
    lacks_text: bool = False  #: whether no target is stated in words

    @classmethod
    def of(cls, checked: Checked, plan: Plan) -> "Digest":
        """
        Return the digest of a checked plan.

        The figures stand in the total row; a plan without one gives the sums of its rows.
        """
        total = plan.total or plan.computed_total
        flat = {} if total is None else total.flat()
        unread = checked.reading.unread
        figures: dict[Count, int] = {}
        for count in ADDED_UP:
            value = flat.get(count)
            is_known = Place(Part.TOTAL, count) not in unread
            if isinstance(value, int) and is_known:
                figures[count] = value
        findings = Counter((finding.code, finding.severity) for finding in checked.report.findings)
        years = plan.years or (plan.year - 1, plan.year)
        return cls(
            checked.file,
            plan.unit,
            years,
            figures,
            dict(findings),
            checked.report.compared,
            checked.lacks_text,
        )

    @property
    def name(self) -> str:
        """The unit as it is called, with its kind: ``xã Tân Lập``; empty if it is not named."""
        return f"{self.unit.kind} {self.unit.name}".strip() if self.unit.name else ""

    def number(self, severity: Severity) -> int:
        """Return how many findings of a severity there are."""
        return sum(
            number for (_, of_finding), number in self.findings.items() if of_finding is severity
        )


def digested(outcomes: Iterable[Checked | Digest | Unread]) -> Iterator[Digest | Unread]:
    """Yield the digest of each plan; a table of the year has no digest."""
    for outcome in outcomes:
        if not isinstance(outcome, Checked):
            yield outcome
        elif outcome.plan is not None:
            yield Digest.of(outcome, outcome.plan)
