"""A quota shared out over units."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict_fields
from povertyplan.messages import YearError, phrase
from povertyplan.model.fields import Category
from povertyplan.model.names import key
from povertyplan.year.shares import Share, SharingBasis, SharingRule


def _shares(shares: Iterable[Share]) -> tuple[Share, ...]:
    return tuple(shares)


@frozen(repr=False, field_transformer=strict_fields)
class Allocation:
    """
    A quota shared out over units, in their order.

    >>> from povertyplan.year import allocate
    >>> rows = [HouseholdCensus(Unit(name), 2023, poor=Tally(count))
    ...         for name, count in (("Trong Hạ", 6), ("Chám", 2))]
    >>> allocation = allocate(3, rows, rule=SharingRule.LEVEL)
    >>> allocation, allocation.level, allocation.goals
    (<Allocation of 3 by level: 2 shares>, Fraction(3, 1), {'Trong Hạ': 3, 'Chám': 2})

    Raises `ValueError` for shares that do not make the quota, or of several bases.
    """

    quota: Number  #: the households that are to leave the category (chỉ tiêu giao)
    basis: SharingBasis  #: what it was shared by
    shares: tuple[Share, ...] = field(converter=_shares)  #: what each unit gets

    def __attrs_post_init__(self) -> None:
        """Refuse shares that are not of this quota."""
        if any(share.basis != self.basis for share in self.shares):
            raise ValueError("Allocation.shares must all have the basis of the allocation")
        given = sum(share.count for share in self.shares)
        if given != self.quota:
            raise ValueError(f"Allocation.shares must make {self.quota}, got {given}")

    def __repr__(self) -> str:
        """Return the quota, the rule and the number of shares."""
        return f"<Allocation of {self.quota} by {self.rule}: {len(self.shares)} shares>"

    @property
    def rule(self) -> SharingRule:
        """The rule by which the quota was shared."""
        return self.basis.rule

    @property
    def category(self) -> Category:
        """The category of the households."""
        return self.basis.category

    @property
    def level(self) -> Fraction:
        """The count that a unit is left with, or the share of its households that it gets."""
        return self.basis.level

    @property
    def ties(self) -> Sequence[Share]:
        """The shares that were rounded up, or not, by the order of the list alone."""
        return [share for share in self.shares if share.tied]

    @property
    def goals(self) -> Mapping[str, int]:
        """
        How many households each unit has at the end of the year, by its name.

        Raises `YearError` where several units share a name: take ``share.goal`` by position.
        """
        rows_of: dict[str, list[str]] = {}
        for number, share in enumerate(self.shares, 1):
            rows_of.setdefault(key(share.unit.name), []).append(str(number))
        for share in self.shares:
            rows = rows_of[key(share.unit.name)]
            if len(rows) > 1:
                raise YearError(
                    phrase(
                        "Rows {rows} are all named “{unit}”. Take their goals by position.",
                        rows=", ".join(rows),
                        unit=share.unit.name,
                    )
                )
        return {share.unit.name: share.goal for share in self.shares}
