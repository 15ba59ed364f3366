"""The poverty standards of the country, by the days on which they apply (chuẩn nghèo)."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise

from attrs import field, frozen

from povertyplan.arguments.expected import Number
from povertyplan.arguments.strict import as_call, strict, strict_fields
from povertyplan.model.periods import day_of

__all__ = ["STANDARDS", "Standard", "standard_on"]


@frozen(field_transformer=strict_fields)
class Standard:
    """
    A poverty standard, and the days on which it applies, the first and the last included.

    The lines are of the income of one person in a month, in VND.  A household at or below the
    line is poor or near-poor, by how many basic services it lacks.

    >>> since, until = date(2022, 1, 1), date(2025, 12, 31)
    >>> Standard("Hà Nội", "", since, until, 2_000_000, 2_400_000).urban_line
    2400000
    """

    name: str  #: the period or the place that it is called by
    decree: str  #: the decree or the resolution that sets it (nghị định, nghị quyết)
    since: date = field(converter=day_of)  #: the first day on which it applies
    until: date = field(converter=day_of)  #: the last day on which it applies
    #: the income line of the countryside, in VND (chuẩn thu nhập khu vực nông thôn)
    rural_line: Number
    urban_line: Number  #: the income line of towns, in VND (chuẩn thu nhập khu vực thành thị)

    __repr__ = as_call

    def __attrs_post_init__(self) -> None:
        """Refuse a standard that ends before it begins."""
        if self.until < self.since:
            raise ValueError(
                f"Standard.until must not be before its first day, {self.since}, got {self.until}"
            )


#: The standards of the country.  Decree 351/2025/NĐ-CP of 30 December 2025 prolongs the one of
#: 2022-2025 to the end of 2026, and sets the next.
STANDARDS = (
    Standard(
        "2022-2025",
        "07/2021/NĐ-CP, 351/2025/NĐ-CP",
        date(2022, 1, 1),
        date(2026, 12, 31),
        1_500_000,
        2_000_000,
    ),
    Standard(
        "2027-2030",
        "351/2025/NĐ-CP",
        date(2027, 1, 1),
        date(2030, 12, 31),
        2_200_000,
        2_800_000,
    ),
)


@strict
def standard_on(day: date, standards: Iterable[Standard] = STANDARDS) -> Standard:
    """
    Return the poverty standard that applies on a day.

    Counts by two standards are not to be compared.  Provinces may set higher lines: they give
    *standards* of their own.

    >>> standard_on(date(2026, 12, 31)).rural_line, standard_on(date(2027, 1, 1)).rural_line
    (1500000, 2200000)

    Raises `LookupError` where no standard applies, and `ValueError` for standards of which two
    apply on one day.

    Source: article 3 of Decree 07/2021/NĐ-CP; Decree 351/2025/NĐ-CP.
    """
    known = sorted(standards, key=_first_day)
    for earlier, later in pairwise(known):
        if later.since <= earlier.until:
            raise ValueError(
                f"standard_on: standards must not overlap, got {earlier.name!r} until"
                f" {earlier.until} and {later.name!r} since {later.since}"
            )
    asked = day_of(day)
    for standard in known:
        if standard.since <= asked <= standard.until:
            return standard
    spans = ", ".join(f"{standard.since} to {standard.until}" for standard in known)
    raise LookupError(
        f"no poverty standard is known for {asked}, only for {spans or 'no day'}:"
        " give standards that hold the day"
    )


def _first_day(standard: Standard) -> date:
    return standard.since


def standard_after(year: int, standards: Sequence[Standard] = STANDARDS) -> Standard | None:
    """
    Return the standard that begins after a year, or None if the old one goes on.

    >>> standard_after(2025), standard_after(2026).name
    (None, '2027-2030')

    Raises `LookupError` where no standard is known for the last day of the year or the day after.
    """
    if not MINYEAR <= year < MAXYEAR:
        raise LookupError(f"no poverty standard is known after {year}")
    last = standard_on(date(year, 12, 31), standards)
    following = standard_on(date(year + 1, 1, 1), standards)
    return None if following == last else following
