"""The coverage of policies: who is entitled to support, and who has it."""

from collections.abc import Sequence
from typing import Self, TypeAlias

from attrs import frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.model.fields import COVERAGE, Category, Count, Field, Flat, Rate, Value
from povertyplan.model.percent import Percent
from povertyplan.model.periods import ReportingPeriod
from povertyplan.model.relations import COVERAGE_RELATIONS, Relation
from povertyplan.model.rows import counts_of, percent_in
from povertyplan.model.units import Unit
from povertyplan.year.households import Policy
from povertyplan.year.table import Rows


@frozen(field_transformer=strict_fields)
class Coverage:
    """
    How many persons entitled to a policy have its support (mức độ bao phủ chính sách).

    *category* is None for a policy that is not for the poor or the near-poor alone.  A rate of
    100 % is a claim that all are covered, and is no rounded figure.

    >>> cards = Coverage(Unit("Cao Thượng"), 2024, "health", "poor", entitled=300, covered=299)
    >>> cards.flat()[Count.COVERED]
    299
    """

    unit: Unit
    year: int
    policy: Policy
    category: Category | None = None
    entitled: Number | None = None  #: số người thuộc diện
    covered: Number | None = None  #: số người đã được hỗ trợ
    covered_rate: Percent | None = None  #: tỷ lệ (%)

    __repr__ = as_call

    @property
    def period(self) -> ReportingPeriod:
        """The whole year."""
        return ReportingPeriod(self.year)

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a table of coverage about its figures."""
        return COVERAGE_RELATIONS

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names."""
        return {name: getattr(self, name) for name in COVERAGE}

    @classmethod
    @strict
    def of(
        cls, unit: Unit, year: int, policy: Policy, category: Category | None, flat: Flat
    ) -> Self:
        """Build a coverage from its figures by their flat names, the inverse of `flat`."""
        others: Flat = {name: flat[name] for name in flat if name is not Rate.COVERED_RATE}
        counts = counts_of(others, (Count.ENTITLED, Count.COVERED), "Coverage.of")
        entitled, covered = counts.values()
        rate = percent_in(flat, Rate.COVERED_RATE)
        return cls(unit, year, policy, category, entitled, covered, rate)

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """Return the coverage with other figures, of the same unit unless another is given."""
        return self.of(unit or self.unit, self.year, self.policy, self.category, flat)


CoverageTable: TypeAlias = Rows[Coverage]
