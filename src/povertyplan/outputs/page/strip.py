"""How the households of each unit have changed, as a strip of stacked dots."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from povertyplan.arithmetic.plausibility import GROWTH, MILLION, Ranking
from povertyplan.messages import Said, Sentence
from povertyplan.model.plan import Plan
from povertyplan.outputs.page.axis import Axis, Tick

#: The places of the ends of the axis, in a drawing that is 360 wide.
_LEFT, _RIGHT = 16, 344
#: A dot is this wide, and so many are stacked at most.
_DOT, _MOST_STACKED = 7, 12
#: What is left free above the highest dot, and below the axis.
_ABOVE, _BELOW = 18, 20
#: The ratios that a strip has room for: a unit beyond them stands at the end.
_LEAST, _MOST = 0, 200
#: How many units that stand apart are named.
_MOST_NAMED = 3
_HUNDRED = 100

_TITLE = Sentence("Households of {year} for 100 of {base_year}")
_USUAL = Sentence("Most units have about {middle}.")
_APART = Sentence("Most units have about {middle}; apart from them: {units}.")
_ONE_A_DOT = Sentence("Each dot is one unit.")
_SEVERAL_A_DOT = Sentence("Each dot is up to {number} units.")


@frozen
class Dot:
    """The middle of a dot, and whether it is of units that stand apart."""

    x: int
    y: int
    is_apart: bool


@frozen
class Name:
    """The name of a unit above its dot."""

    x: int
    y: int
    text: str

    @property
    def anchor(self) -> str:
        """Which end of the name stands at its place, so that it stays within the drawing."""
        return "start" if self.x < (_LEFT + _RIGHT) // 2 else "end"


@frozen
class Strip:
    """The drawing: dots above an axis, on which 100 is no change."""

    title: str
    caption: str
    height: int
    axis: int  #: how far down the axis is drawn
    unchanged: int  #: where 100 stands on it
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    names: tuple[Name, ...]


def strip_of(plan: Plan, lang: str) -> Strip | None:
    """Return the strip of a plan; None if too few units state their households of both years."""
    ranking = Ranking.of(GROWTH, plan.figures())
    outlying, years = ranking.outlying(), plan.years
    if outlying is None or years is None:
        return None
    ratios = {row: _per_hundred(share) for share, row in ranking.ranked}
    stacks = _Stacks.of(ratios, outlying)
    base_year, year = map(str, years)
    named = [f"{plan.name_of(row)} ({ratios[row]})" for row in outlying[:_MOST_NAMED]]
    usual = _APART if named else _USUAL
    values: dict[str, Said] = {"middle": _per_hundred(ranking.middle), "units": ", ".join(named)}
    each = _ONE_A_DOT if stacks.per_dot == 1 else _SEVERAL_A_DOT
    caption = f"{usual.text(values, lang)} {each.text({'number': stacks.per_dot}, lang)}"
    return Strip(
        _TITLE.text({"year": year, "base_year": base_year}, lang),
        caption,
        stacks.floor + _BELOW,
        stacks.floor,
        stacks.axis.x(_HUNDRED),
        tuple(stacks.axis.ticks(lang)),
        tuple(stacks.dots()),
        tuple(stacks.names(plan, outlying[:_MOST_NAMED])),
    )


def _per_hundred(share: int) -> int:
    """Return parts per million as parts of a hundred, rounded half up."""
    unit = MILLION // _HUNDRED
    return (2 * share + unit) // (2 * unit)


@frozen
class _Stacks:
    """Units whose ratios stand at the same place, stacked."""

    axis: Axis
    ratios: Mapping[int, int]
    units: Mapping[int, int]  #: the number of units at each place
    apart: frozenset[int]  #: the places of units that stand apart
    per_dot: int

    @classmethod
    def of(cls, ratios: Mapping[int, int], outlying: Sequence[int]) -> "_Stacks":
        """Stack the units by the places of their ratios, a dot's width apart."""
        low = max(_LEAST, min(*ratios.values(), _HUNDRED))
        high = min(_MOST, max(*ratios.values(), _HUNDRED))
        axis = Axis.over(low, high, _LEFT, _RIGHT)
        units = Counter(_column(axis, ratio) for ratio in ratios.values())
        apart = frozenset(_column(axis, ratios[row]) for row in outlying)
        per_dot = -(-max(units.values()) // _MOST_STACKED)
        return cls(axis, ratios, units, apart, per_dot)

    @property
    def floor(self) -> int:
        """How far down the axis is drawn."""
        return _ABOVE + _DOT * max(map(self._height, self.units))

    def _height(self, column: int) -> int:
        """Return how many dots stand at a place."""
        return -(-self.units[column] // self.per_dot)

    def _y(self, level: int) -> int:
        """Return how far down the dot of a level is drawn, counted from 0."""
        return self.floor - _DOT * level - _DOT // 2 - 1

    def dots(self) -> Iterator[Dot]:
        """Yield the dots from the left, each stack from below."""
        for column in sorted(self.units):
            for level in range(self._height(column)):
                yield Dot(column, self._y(level), column in self.apart)

    def names(self, plan: Plan, rows: Sequence[int]) -> Iterator[Name]:
        """Yield the names of some units, above their stacks."""
        for row in rows:
            column = _column(self.axis, self.ratios[row])
            text = f"{plan.name_of(row)} {self.ratios[row]}"
            yield Name(column, self._y(self._height(column)), text)


def _column(axis: Axis, ratio: int) -> int:
    """Return the place of a ratio, in steps as wide as a dot."""
    return axis.x(ratio) // _DOT * _DOT
