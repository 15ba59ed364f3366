"""Share a quota of households that are to leave poverty out over units, exactly."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import define

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.messages import YearError, phrase
from povertyplan.model.fields import Category
from povertyplan.model.rows import HouseholdCensus
from povertyplan.year.allocation import Allocation
from povertyplan.year.claims import Claim, claims_of
from povertyplan.year.shares import Share, SharingBasis, SharingRule, scaled_share

_NO_BOUNDS: Mapping[str, int] = MappingProxyType({})


@strict
def allocate(  # noqa: PLR0913  # one keyword for each thing that a caller may choose
    quota: Number,
    rows: Sequence[HouseholdCensus],
    category: Category = Category.POOR,
    *,
    rule: SharingRule,
    at_least: Mapping[str, Number] = _NO_BOUNDS,
    at_most: Mapping[str, Number] = _NO_BOUNDS,
) -> Allocation:
    """
    Share a quota of households that are to leave a category out over units.

    A unit gets from 0 to all of its households; *at_least* and *at_most* narrow that by the
    names of units, in any spelling: ``at_most=register.able("poor")`` asks of no unit more than
    a review has judged able.

    The exact shares are rounded down, and what is left of the quota goes to the largest
    remainders.  Of equal remainders the unit with more households of the category goes first,
    then, where these units state their households, the one with the higher share of them; at
    last the order of the rows decides, and the shares are `Share.tied`.  Under one level all
    remainders are equal but those of units at a bound.

    A unit with more households never gets less than another with the same bounds.  With a larger
    quota a unit may get less than with a smaller one, as always where remainders are rounded up.

    >>> rows = [HouseholdCensus(Unit(name), 2023, poor=Tally(count))
    ...         for name, count in (("Trong Hạ", 6), ("Phố Bùi", 6), ("Chám", 2))]
    >>> [share.count for share in allocate(10, rows, rule="proportional").shares]
    [4, 4, 2]
    >>> [share.count for share in allocate(11, rows, rule="proportional").shares]
    [5, 5, 1]
    >>> [share.count for share in allocate(5, rows, rule="level").shares]
    [3, 2, 0]

    Raises `YearError`, a `ValueError`, for a quota that the bounds do not allow, for bounds that
    contradict each other, and for a row without its count; `UnknownUnitError`, which is a
    `LookupError` too, for a bound of a name that no row bears, or several.
    """
    claims = claims_of(rows, category, at_least, at_most)
    _refuse_unreachable(quota, claims)
    basis = _basis(quota, claims, rule, category)
    counts, tied = _rounded(quota, claims, basis, rows)
    shares = [
        Share(row.unit, basis, claim.base, claim.low, claim.high, counts[number], number in tied)
        for number, (row, claim) in enumerate(zip(rows, claims, strict=True))
    ]
    return Allocation(quota, basis, shares)


def _refuse_unreachable(quota: int, claims: Sequence[Claim]) -> None:
    least, most = sum(claim.low for claim in claims), sum(claim.high for claim in claims)
    if not least <= quota <= most:
        raise YearError(
            phrase(
                "A quota of {quota} is outside {least} to {most}, which the units can give"
                " together. Change the quota, or the bounds of the units.",
                quota=quota,
                least=least,
                most=most,
            )
        )


@define
class _Turn:
    """
    Where shares leave their low bounds or reach their high ones.

    It is at *above* / *below*; there the line of the sum of all shares changes by *fixed* and by
    *slope*.
    """

    above: int
    below: int
    fixed: int = 0
    slope: int = 0


def _basis(
    quota: int, claims: Sequence[Claim], rule: SharingRule, category: Category
) -> SharingBasis:
    """
    Return the level, or the ratio, at which the exact shares make the quota.

    While a level falls, or a ratio rises, a share stays at its low bound, then rises along a
    line, then stays at its high bound.  So the sum of the shares rises along pieces of lines;
    the piece that reaches the quota is solved.
    """
    is_level = rule is SharingRule.LEVEL
    # Between two turns the sum is fixed + slope * at.
    fixed, slope = sum(claim.low for claim in claims), 0
    for turn in _turns(claims, is_level=is_level):
        if slope and slope * turn.above >= (quota - fixed) * turn.below:
            break
        fixed, slope = fixed + turn.fixed, slope + turn.slope
    if not slope:  # no unit has room between its bounds
        return SharingBasis(rule, category, 0, 1)
    part = fixed - quota if is_level else quota - fixed
    return SharingBasis(rule, category, part, slope)


def _turns(claims: Sequence[Claim], *, is_level: bool) -> Sequence[_Turn]:
    """
    Return where shares leave their low bounds and reach their high ones, in order.

    A level is counted below 0, so that it rises as a ratio does: a unit with *base* households
    has the share base + at under a level, and base * at under a ratio.
    """
    largest = max((claim.base for claim in claims), default=0)
    # Fractions that differ do so by 1 / (largest * largest) at least: so floors keep them apart.
    scale = 1 if is_level else largest * largest
    turns: dict[int, _Turn] = {}
    for claim in claims:
        if claim.low == claim.high:
            continue
        start, rise = (claim.base, 1) if is_level else (0, claim.base)
        for bound, sign in ((claim.low, 1), (claim.high, -1)):
            above = bound - start
            turn = turns.setdefault(above * scale // rise, _Turn(above, rise))
            turn.fixed -= sign * above
            turn.slope += sign * rise
    return [turns[place] for place in sorted(turns)]


def _rounded(
    quota: int, claims: Sequence[Claim], basis: SharingBasis, rows: Sequence[HouseholdCensus]
) -> tuple[Sequence[int], Collection[int]]:
    """Return the shares in whole households, and which of them are tied, by numbers from 0."""
    counts: list[int] = []
    remainders: list[int] = []
    for claim in claims:
        count, remainder = divmod(
            scaled_share(basis, claim.base, claim.low, claim.high), basis.whole
        )
        counts.append(count)
        remainders.append(remainder)
    left = quota - sum(counts)
    if not left:
        return counts, ()
    ranks = [(remainder, claim.base) for remainder, claim in zip(remainders, claims, strict=True)]
    last = sorted(ranks, reverse=True)[left - 1]
    first = [number for number, rank in enumerate(ranks) if rank > last]
    peers = [number for number, rank in enumerate(ranks) if rank == last]
    portions = {number: rows[number].share(basis.category) for number in peers}
    chosen, tied = _chosen(portions, left - len(first))
    for number in (*first, *chosen):
        counts[number] += 1
    return counts, tied


def _chosen(
    portions: Mapping[int, Fraction | None], places: int
) -> tuple[Collection[int], Collection[int]]:
    """
    Return which units with equal remainders and counts are rounded up, and which are tied.

    *portions* are the shares of their households that are poor or near-poor, by their numbers.
    """
    known = {number: portion for number, portion in portions.items() if portion is not None}
    if len(known) < len(portions):
        known = dict.fromkeys(portions, Fraction(0))
    ranked = sorted(known, key=known.__getitem__, reverse=True)
    last = known[ranked[places - 1]]
    rivals = {number for number, portion in known.items() if portion == last}
    is_tied = not rivals.issubset(ranked[:places])
    return ranked[:places], rivals if is_tied else ()
