"""PP309: columns that follow from the figures of a plan; this needs a `Reading`."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from povertyplan.checks.rule import Evidence, Fact, Gap, rule
from povertyplan.errors import ParseError
from povertyplan.findings import Severity
from povertyplan.messages import Sentence
from povertyplan.model.fields import Count, Flat, Period
from povertyplan.model.percent import MOST_DIGITS, Percent, Rounding
from povertyplan.model.places import Part, Place

_BARE = Sentence("a bare plan has no further columns: check the reading of its document")
_UNLIKE = Sentence("the column of {field} is something else in most rows, and was not checked")
#: Fewer rows than this do not show what a column is.
_FEWEST = 3

_Printed: TypeAlias = tuple[Place, int | Percent]


@frozen
class _Computed:
    """What a further column is computed from: counts, those taken away, and a whole for a rate."""

    counts: tuple[Count, ...]
    less: tuple[Count, ...] = ()
    whole: Count | None = None

    def of(self, printed: int | Percent, flat: Flat, rounding: Rounding) -> int | Percent | None:
        """Return what the figure of a row should be, None where a count of it is not stated."""
        counts, less = _stated(self.counts, flat), _stated(self.less, flat)
        if counts is None or less is None:
            return None
        number = sum(counts) - sum(less)
        if self.whole is None:
            return number
        whole = flat[self.whole]
        if not isinstance(printed, Percent) or not isinstance(whole, int) or not whole:
            return None
        admitted = printed.admits_ratio(number, whole, rounding)
        exact = Fraction(number, whole)
        return printed if admitted else Percent.of(exact, places=printed.places, rounding=rounding)


def _stated(names: Sequence[Count], flat: Flat) -> list[int] | None:
    counts = [flat[name] for name in names]
    known = [count for count in counts if isinstance(count, int)]
    return known if len(known) == len(counts) else None


def _both(period: Period) -> dict[str, _Computed]:
    name = f"poor_and_near_poor_{period}"
    counts = (Count(f"poor_{period}"), Count(f"near_poor_{period}"))
    rate = _Computed(counts, whole=Count(f"households_{period}"))
    return {name: _Computed(counts), f"{name}_rate": rate}


_COMPUTED = {
    "poor_drop": _Computed((Count.POOR_BASE,), (Count.POOR_GOAL,)),
    "near_poor_drop": _Computed((Count.NEAR_POOR_BASE,), (Count.NEAR_POOR_GOAL,)),
    **_both(Period.BASE),
    **_both(Period.GOAL),
}


@rule(
    "PP309",
    Severity.ERROR,
    "{where}: {printed} for the {field} is not what the other figures make, {expected}",
)
def further_column_differs(evidence: Evidence) -> Iterator[Fact | Gap]:
    """
    A column that follows from others is not what they make.

    Such columns are the drop in poor or near-poor households, both together
    with their rate, and the persons of poor households, of which only the sum
    can be checked.  A column is looked at where most of its rows, and three at
    least, are what its heading says: it may hold something else.

    ## Why it matters

    The reader of a plan takes the drop for what the commune promised.

    ## Wrong

    >>> from povertyplan.reading import Form
    >>> rows = [{"poor_base": 3 + n, "poor_goal": 2} for n in range(4)]
    >>> drops = ((Place(row, "poor_drop"), f"{row if row < 4 else 3}") for row in range(1, 5))
    >>> reading = Reading(Plan.of(2024, rows), form=Form(further=tuple(drops)))
    >>> print(*check(reading, select=["PP309"]).findings)
    row 4: 3 for the drop in poor households is not what the other figures make, 4

    ## Right

    >>> drops = ((Place(row, "poor_drop"), f"{row}") for row in range(1, 5))
    >>> reading = Reading(Plan.of(2024, rows), form=Form(further=tuple(drops)))
    >>> check(reading, select=["PP309"]).findings
    ()

    ## Source

    Arithmetic.
    """
    if evidence.reading is None:
        yield Gap(None, _BARE)
        return
    columns: dict[str, list[_Printed]] = {}
    for place, text in evidence.reading.form.further:
        figure = _figure(text)
        if figure is not None and place.row in evidence.figures:
            columns.setdefault(place.field, []).append((place, figure))
    for name, column in columns.items():
        computed = _COMPUTED.get(name)
        if computed is None:
            yield from _summed(evidence, column)
        else:
            yield from _row_by_row(evidence, computed, column)


def _figure(text: str) -> int | Percent | None:
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    try:
        return Percent.parse(text)
    except ParseError:
        return None


def _row_by_row(
    evidence: Evidence, computed: _Computed, column: Sequence[_Printed]
) -> Iterator[Fact | Gap]:
    expected = {
        place: computed.of(printed, evidence.figures[place.row], evidence.rounding)
        for place, printed in column
    }
    known = [one for one in column if expected[one[0]] is not None]
    wrong = [(place, printed) for place, printed in known if printed != expected[place]]
    if len(known) < _FEWEST or 3 * len(wrong) >= len(known):
        yield Gap(column[0][0], _UNLIKE)
        return
    for place, printed in wrong:
        yield Fact(place, printed, expected[place])


def _summed(evidence: Evidence, column: Sequence[_Printed]) -> Iterator[Fact]:
    """Add up a column where every row states it and no section comes between."""
    rows = [figure for place, figure in column if isinstance(place.row, int)]
    counts = [figure for figure in rows if isinstance(figure, int)]
    if evidence.plan.sections or len(counts) < max(_FEWEST, len(evidence.plan.targets)):
        return
    for place, printed in column:
        if place.row is Part.TOTAL and printed != sum(counts):
            yield Fact(place, printed, sum(counts))
