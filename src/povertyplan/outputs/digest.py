"""What remains of a checked file once its findings are printed: small, for thousands of files."""

from collections import Counter
from collections.abc import Mapping

from attrs import frozen

from povertyplan.findings import Severity
from povertyplan.model.fields import Count
from povertyplan.model.units import Unit
from povertyplan.outputs.outcome import Checked

#: The figures of a commune that are summed over many communes.
SUMMED = (
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
    years: tuple[int, int] | None
    figures: Mapping[Count, int]  #: without those that the plan does not state
    findings: Mapping[tuple[str, Severity], int]  #: by code and severity

    @classmethod
    def of(cls, checked: Checked) -> "Digest":
        """Return the digest of a checked file; a plan without a total row has the sums of rows."""
        plan = checked.reading.plan
        total = plan.total or plan.computed_total
        flat = {} if total is None else total.flat()
        figures: dict[Count, int] = {}
        for count in SUMMED:
            value = flat.get(count)
            if isinstance(value, int):
                figures[count] = value
        findings = Counter((finding.code, finding.severity) for finding in checked.report.findings)
        return cls(checked.file, plan.unit, plan.years, figures, dict(findings))

    def number(self, severity: Severity) -> int:
        """Return how many findings of a severity there are."""
        return sum(
            number for (_, of_finding), number in self.findings.items() if of_finding is severity
        )
