"""The rates of each unit, from last year to the goal, as two dots and a bar between them."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from povertyplan.messages import Said, Sentence, show
from povertyplan.model.fields import Category
from povertyplan.model.plan import Plan
from povertyplan.model.rows import PovertyTarget
from povertyplan.outputs.page.axis import Axis, Tick, short_name

#: The places of the ends of the axis, in a drawing that is 360 wide; names stand left of it.
_LEFT, _RIGHT = 116, 344
#: The height of a line, and what is left free above the first and below the last one.
_LINE, _ABOVE, _BELOW = 15, 44, 20
#: A longer plan shows the units with the highest rates.
_MOST_LINES = 40
#: How many units with a higher goal are named, and how long a name may be.
_MOST_NAMED, _LONGEST_NAME = 3, 18

_TITLES: Mapping[Category, Sentence] = {
    Category.POOR: Sentence("Poor rate of each unit, {base_year} and the goal of {year}"),
    Category.NEAR_POOR: Sentence("Near-poor rate of each unit, {base_year} and the goal of {year}"),
}
_NONE_RISES = Sentence(
    "Of {number:unit|units}, {falling:sets|set} a lower goal, none a higher one."
)
_SOME_RISE = Sentence(
    "Of {number:unit|units}, {falling:sets|set} a lower goal, {rising} a higher one: {units}."
)
_AND_OTHERS = Sentence("{units} and others")
_SHOWN = Sentence("The {number} units with the highest rates are shown.")
_LEGEND = Sentence("goal of {year}")
_SAID = Sentence("{unit}: {base} in {base_year}, the goal is {goal}")


@frozen
class Bar:
    """The rates of a unit in both years, in words and as places on the axis."""

    name: str
    y: int
    base: int
    goal: int
    rises: bool
    said: str


@frozen
class RateOfAll:
    """The rate of all units together in one year, and where it stands."""

    x: int
    text: str


@frozen
class Dumbbell:
    """The drawing: a line for each unit, below the rates of all of them."""

    title: str
    caption: str
    height: int
    axis: int  #: how far down the axis is drawn
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    legend: tuple[str, str]
    of_all: tuple[RateOfAll, RateOfAll] | None


@frozen
class _Rates:
    """The exact rates of one unit, in per cent."""

    name: str
    base: Fraction
    goal: Fraction


def dumbbell_of(plan: Plan, category: Category, lang: str) -> Dumbbell | None:
    """Return the drawing of the rates of a category, or None if no unit states both years."""
    years = plan.years
    of_targets = [_rates(target, category) for target in plan.targets]
    rates = [rate for rate in of_targets if rate is not None]
    if not rates or years is None:
        return None
    base_year, year = map(str, years)
    highest = sorted(rates, key=lambda rate: -max(rate.base, rate.goal))[:_MOST_LINES]
    drawn = sorted(highest, key=lambda rate: -rate.base)
    furthest = max(max(rate.base, rate.goal) for rate in drawn)
    axis = Axis.over(0, furthest, _LEFT, _RIGHT)
    floor = _ABOVE + _LINE * len(drawn)
    whole = plan.total or plan.computed_total
    return Dumbbell(
        _TITLES[category].text({"base_year": base_year, "year": year}, lang),
        _caption(rates, len(drawn), lang),
        floor + _BELOW,
        floor,
        tuple(axis.ticks(lang)),
        tuple(_bars(drawn, axis, base_year, lang)),
        (base_year, _LEGEND.text({"year": year}, lang)),
        None if whole is None else _of_all(whole, category, axis, lang),
    )


def _rates(target: PovertyTarget, category: Category) -> _Rates | None:
    """Return the exact rates of a unit, or None if a figure is missing."""
    base, goal = target.base.share(category), target.goal.share(category)
    if base is None or goal is None:
        return None
    return _Rates(target.unit.name, 100 * base, 100 * goal)


def _caption(rates: Sequence[_Rates], drawn: int, lang: str) -> str:
    """Return in words how many units set a lower goal, and which a higher one."""
    rising = [rate.name for rate in rates if rate.goal > rate.base]
    falling = sum(rate.goal < rate.base for rate in rates)
    named = ", ".join(rising[:_MOST_NAMED])
    if len(rising) > _MOST_NAMED:
        named = _AND_OTHERS.text({"units": named}, lang)
    sentence = _SOME_RISE if rising else _NONE_RISES
    values: dict[str, Said] = {
        "falling": falling,
        "number": len(rates),
        "rising": len(rising),
        "units": named,
    }
    said = sentence.text(values, lang)
    if drawn < len(rates):
        said = f"{said} {_SHOWN.text({'number': drawn}, lang)}"
    return said


def _bars(rates: Sequence[_Rates], axis: Axis, base_year: str, lang: str) -> Iterator[Bar]:
    for line, rate in enumerate(rates):
        base, goal = show(rate.base, lang), show(rate.goal, lang)
        values = {
            "unit": rate.name,
            "base": f"{base}%",
            "goal": f"{goal}%",
            "base_year": base_year,
        }
        yield Bar(
            short_name(rate.name, _LONGEST_NAME),
            _ABOVE + _LINE * line + _LINE // 2,
            axis.x(rate.base),
            axis.x(rate.goal),
            rate.goal > rate.base,
            _SAID.text(values, lang),
        )


def _of_all(
    whole: PovertyTarget, category: Category, axis: Axis, lang: str
) -> tuple[RateOfAll, RateOfAll] | None:
    """Return the rates of all units together, of last year and of the goal."""
    rates = _rates(whole, category)
    if rates is None:
        return None
    return _placed(rates.base, axis, lang), _placed(rates.goal, axis, lang)


def _placed(rate: Fraction, axis: Axis, lang: str) -> RateOfAll:
    return RateOfAll(axis.x(rate), f"{show(rate, lang)}%")
