"""Share a quota of households that are to leave poverty out over units, exactly."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from attrs import define, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import strict
from povertyplan.messages import Phrase, UnknownUnitError, YearError, figure_phrase, phrase
from povertyplan.model.fields import Category, Count
from povertyplan.model.names import key
from povertyplan.model.rows import HouseholdCensus
from povertyplan.year.allocation import Allocation, Share, SharingBasis, SharingRule
from povertyplan.year.matching import unknown_unit

_BASES: Mapping[Category, Count] = {
    Category.POOR: Count.POOR_BASE,
    Category.NEAR_POOR: Count.NEAR_POOR_BASE,
}
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
    then, where all of these units state their households, the one with the higher share of
    them; at last the order of the rows decides, and the shares are `Share.tied`.  So a unit
    with more households never gets less than another with the same bounds.  With a larger quota
    a unit may get less than with a smaller one: no rule that rounds remainders avoids this.

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
    claims = _claims(rows, category, at_least, at_most)
    _refuse_unreachable(quota, claims)
    basis = _basis(quota, claims, rule, category)
    counts, tied = _rounded(quota, claims, basis, [row.share(category) for row in rows])
    shares = [
        Share(row.unit, basis, claim.base, claim.low, claim.high, counts[number], number in tied)
        for number, (row, claim) in enumerate(zip(rows, claims, strict=True))
    ]
    return Allocation(quota, basis, shares)


@frozen
class _Claim:
    """What a unit has, and the bounds of what it may get."""

    base: int
    low: int
    high: int


def _claims(
    rows: Sequence[HouseholdCensus],
    category: Category,
    at_least: Mapping[str, int],
    at_most: Mapping[str, int],
) -> list[_Claim]:
    """Return what each unit has and may get; refuse bounds that contradict each other."""
    lows, highs = _by_row(at_least, rows), _by_row(at_most, rows)
    claims: list[_Claim] = []
    for number, row in enumerate(rows):
        base = row.tally(category).count
        if base is None:
            raise YearError(
                phrase(
                    "Row {row}, “{unit}”: the {figure} are blank. Fill them in.",
                    row=number + 1,
                    unit=row.unit.name,
                    figure=figure_phrase(_BASES[category], row.year),
                )
            )
        low, high = lows.get(number, 0), min(base, highs.get(number, base))
        if low > high:
            raise YearError(
                phrase(
                    "“{unit}” is asked for at least {low}, but can give at most {high}."
                    " Change one of them.",
                    unit=row.unit.name,
                    low=low,
                    high=high,
                )
            )
        claims.append(_Claim(base, low, high))
    return claims


def _by_row(bounds: Mapping[str, int], rows: Sequence[HouseholdCensus]) -> Mapping[int, int]:
    """Return bounds by the numbers of the rows, from 0, that bear their names."""
    if not bounds:
        return {}
    rows_of: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        rows_of.setdefault(key(row.unit.name), []).append(number)
    by_row: dict[int, int] = {}
    for name, bound in bounds.items():
        found = rows_of.get(key(name), [])
        if len(found) != 1:
            units = [row.unit for row in rows]
            raise UnknownUnitError(_repeated(name, found) if found else unknown_unit(name, units))
        if found[0] in by_row:
            raise YearError(phrase("“{unit}” has two bounds. Leave one of them out.", unit=name))
        by_row[found[0]] = bound
    return by_row


def _repeated(name: str, rows: Iterable[int]) -> Phrase:
    return phrase(
        "Rows {rows} are all named “{unit}”, so nothing tells whose bound it is. Give them names of"
        " their own.",
        rows=", ".join(str(row + 1) for row in rows),
        unit=name,
    )


def _refuse_unreachable(quota: int, claims: Sequence[_Claim]) -> None:
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
    """By how much the line of the sum of the shares changes where bounds are left or reached."""

    fixed: int = 0
    slope: int = 0


def _basis(
    quota: int, claims: Iterable[_Claim], rule: SharingRule, category: Category
) -> SharingBasis:
    """
    Return the level, or the ratio, at which the exact shares make the quota.

    While a level falls, or a ratio rises, a share stays at its low bound, then rises along a
    line, then stays at its high bound.  So the sum of the shares rises along pieces of lines;
    the piece that reaches the quota is solved.
    """
    is_level = rule is SharingRule.LEVEL
    turns = _turns(claims, is_level=is_level)
    # Between two turns the sum is fixed + slope * at.
    fixed, slope = sum(claim.low for claim in claims), 0
    for at in sorted(turns):
        if slope and fixed + slope * at >= quota:
            break
        fixed, slope = fixed + turns[at].fixed, slope + turns[at].slope
    if not slope:  # no unit has room between its bounds
        return SharingBasis(rule, category, 0, 1)
    part = fixed - quota if is_level else quota - fixed
    return SharingBasis(rule, category, part, slope)


def _turns(claims: Iterable[_Claim], *, is_level: bool) -> Mapping[Fraction, _Turn]:
    """
    Return where shares leave their low bounds and reach their high ones.

    A level is counted below 0, so that it rises as a ratio does: a unit with *base* households
    has the share base + at under a level, and base * at under a ratio.
    """
    turns: dict[Fraction, _Turn] = {}
    for claim in claims:
        start, rise = (claim.base, 1) if is_level else (0, claim.base)
        if claim.low == claim.high:
            continue
        leaves = turns.setdefault(Fraction(claim.low - start, rise), _Turn())
        leaves.fixed += start - claim.low
        leaves.slope += rise
        reaches = turns.setdefault(Fraction(claim.high - start, rise), _Turn())
        reaches.fixed += claim.high - start
        reaches.slope -= rise
    return turns


def _rounded(
    quota: int,
    claims: Sequence[_Claim],
    basis: SharingBasis,
    portions: Sequence[Fraction | None],
) -> tuple[Sequence[int], Collection[int]]:
    """
    Return the shares in whole households, and which of them are tied, by numbers from 0.

    *portions* are the shares of the households of the units that are poor or near-poor.
    """
    counts: list[int] = []
    remainders: list[int] = []
    for claim in claims:
        exact = min(
            max(_scaled(claim.base, basis), claim.low * basis.whole), claim.high * basis.whole
        )
        count, remainder = divmod(exact, basis.whole)
        counts.append(count)
        remainders.append(remainder)
    rounded = [number for number, remainder in enumerate(remainders) if remainder]
    is_known = all(portions[number] is not None for number in rounded)

    def rank(number: int) -> tuple[int, int, Fraction]:
        portion = portions[number] if is_known else None
        return (-remainders[number], -claims[number].base, -(portion or Fraction(0)))

    rounded.sort(key=rank)
    left = quota - sum(counts)
    for number in rounded[:left]:
        counts[number] += 1
    if not left or rank(rounded[left - 1]) != rank(rounded[left]):
        return counts, ()
    return counts, {number for number in rounded if rank(number) == rank(rounded[left])}


def _scaled(base: int, basis: SharingBasis) -> int:
    """Return the share of a unit without bounds, times the whole of the basis."""
    is_level = basis.rule is SharingRule.LEVEL
    return base * basis.whole - basis.part if is_level else base * basis.part
