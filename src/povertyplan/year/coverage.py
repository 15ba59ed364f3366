"""The coverage of policies: who is entitled to support, and who has it."""

from collections.abc import Sequence
from typing import Self, TypeAlias

from attrs import field as attribute
from attrs import frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.model.fields import COVERAGE, Category, Count, Field, Flat, Rate, Value
from povertyplan.model.names import key, normalized
from povertyplan.model.percent import Percent
from povertyplan.model.periods import ReportingPeriod, Year
from povertyplan.model.relations import COVERAGE_RELATIONS, Relation
from povertyplan.model.rows import counts_of, percent_in
from povertyplan.model.units import Unit
from povertyplan.year.households import Policy, label_of
from povertyplan.year.table import Rows


@frozen(field_transformer=strict_fields)
class Coverage:
    """
    How many of those entitled to a policy have its support (mức độ bao phủ chính sách).

    >>> cards = Coverage(Unit("Chợ"), 2024, "health", "poor", entitled=300, covered=299)
    >>> cards.flat()[Count.COVERED], cards.group
    (299, 'y tế, hộ nghèo')
    >>> Coverage.of(cards.unit, 2024, cards.policy, cards.category, cards.flat()) == cards
    True
    >>> cards.with_flat({Count.ENTITLED: 300, Count.COVERED: 300}).covered
    300

    Raises `ValueError` where neither a policy nor a label is given.
    """

    unit: Unit  #: the unit whose people are counted
    year: Year  #: the year that the figures are of
    policy: Policy | None  #: the kind of the policy (chính sách), None for one of no known kind
    #: the category that it is for (đối tượng), None where it is not for the poor or the near-poor
    #: alone
    category: Category | None = None
    entitled: Number | None = None  #: the people who are entitled to it (số thuộc diện)
    covered: Number | None = None  #: those of them who have its support (số đã hỗ trợ)
    #: their share of those entitled (tỷ lệ); 100 % claims that all are covered, so that no share is
    #: ever rounded to it
    covered_rate: Percent | None = None
    #: what the document calls the policy, and its group, where it says more than kind and category:
    #: ``Cấp thẻ bảo hiểm y tế``
    label: str = attribute(default="", converter=normalized)

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse a coverage that names no policy."""
        if self.policy is None and not self.label:
            raise ValueError("Coverage.label must name the policy where Coverage.policy is None")

    @property
    def period(self) -> ReportingPeriod:
        """The whole year."""
        return ReportingPeriod(self.year)

    @property
    def relations(self) -> Sequence[Relation]:
        """The claims of a table of coverage about its figures."""
        return COVERAGE_RELATIONS

    @property
    def group(self) -> str:
        """The policy and the category in official words, by which messages call the row."""
        policy = self.label or ("" if self.policy is None else label_of(self.policy, "vi"))
        category = "" if self.category is None else label_of(self.category, "vi")
        is_said = key(category) in key(policy)
        return policy if is_said else f"{policy}, {category}"

    def flat(self) -> dict[Field, Value]:
        """Return the figures by their flat names."""
        return {name: getattr(self, name) for name in COVERAGE}

    @classmethod
    @strict
    def of(  # noqa: PLR0913  # what a coverage is of, and its figures
        cls,
        unit: Unit,
        year: Year,
        policy: Policy | None,
        category: Category | None,
        flat: Flat,
        *,
        label: str = "",
    ) -> Self:
        """Build a coverage from its figures by their flat names, the inverse of `flat`."""
        others: Flat = {name: flat[name] for name in flat if name is not Rate.COVERED_RATE}
        counts = counts_of(others, (Count.ENTITLED, Count.COVERED), "Coverage.of")
        entitled, covered = counts.values()
        rate = percent_in(flat, Rate.COVERED_RATE)
        return cls(unit, year, policy, category, entitled, covered, rate, label)

    def with_flat(self, flat: Flat, unit: Unit | None = None) -> Self:
        """Return the coverage with other figures, of the same unit unless another is given."""
        of = (unit or self.unit, self.year, self.policy, self.category)
        return self.of(*of, flat, label=self.label)


#: Who is entitled to support, and who has it, by policy or by unit (`Rows` of `Coverage`).
CoverageTable: TypeAlias = Rows[Coverage]
"""
A line for each policy and group of one commune, or for each unit of one policy.

Only lines of one policy and group have sub-totals and a total: those who are helped by two
policies would be counted twice.
"""
