"""Two tables, one for each year, as one annex."""

from collections.abc import Iterable
from typing import TypeVar

from attrs import evolve

from povertyplan.documents.annex.reader import Annex
from povertyplan.messages import ReadError, phrase
from povertyplan.model.names import key
from povertyplan.model.places import Place
from povertyplan.model.rows import HouseholdCensus, PovertyTarget

T = TypeVar("T")


def of_two_years(first: Annex, second: Annex, file: str) -> Annex:
    """
    Join the tables of two years; the earlier is the base, the later the goal.

    Raises `ReadError` where they are not of two years, or not of the same
    units and sections in the same order.
    """
    base, goal = sorted((first, second), key=lambda one: one.years)
    if base.years == goal.years or _rows(base) != _rows(goal):
        expected = phrase("two tables, of two years and the same rows")
        raise ReadError(expected, f"{_told(base)}; {_told(goal)}", file)
    pairs = zip(base.targets, goal.targets, strict=True)
    sections = zip(base.sections, goal.sections, strict=True)
    year = goal.years[0]
    return Annex(
        (base.years[0], year),
        tuple(PovertyTarget(one.base, _goal(one, other, year)) for one, other in pairs),
        tuple(
            evolve(one, printed=_printed(one.printed, other.printed, base.years[0], year))
            for one, other in sections
        ),
        _printed(base.total, goal.total, base.years[0], year),
        dict(_at_goal(goal.sources.items())) | dict(base.sources),
        evolve(
            base.form,
            marks=tuple(dict.fromkeys((*base.form.marks, *goal.form.marks))),
            zero_counts=tuple(dict.fromkeys((*base.form.zero_counts, *goal.form.zero_counts))),
            zero_rates=tuple(dict.fromkeys((*base.form.zero_rates, *goal.form.zero_rates))),
            unreadable=(*base.form.unreadable, *_at_goal(goal.form.unreadable)),
            computed=(*base.form.computed, *_at_goal(goal.form.computed)),
            further=(*base.form.further, *_at_goal(goal.form.further)),
        ),
        (*base.notices, *goal.notices),
    )


def _rows(annex: Annex) -> object:
    names = [key(target.unit.name) for target in annex.targets]
    return (names, [(section.label, section.rows) for section in annex.sections])


def _told(annex: Annex) -> str:
    names = ", ".join(target.unit.name for target in annex.targets[:3])
    of, rows = phrase("that of {number}"), phrase("{number} rows")
    return (
        f"{of.format(number=annex.years[0])}: {rows.format(number=len(annex.targets))}: {names} …"
    )


def _goal(one: PovertyTarget, other: PovertyTarget, year: int) -> HouseholdCensus:
    return evolve(other.base, unit=one.unit, year=year)


def _printed(
    base: PovertyTarget | None, goal: PovertyTarget | None, first: int, last: int
) -> PovertyTarget | None:
    """Return a total of two years; a year whose table prints none states nothing."""
    one = base or goal
    if one is None:
        return None
    before = HouseholdCensus(one.unit, first) if base is None else base.base
    after = HouseholdCensus(one.unit, last) if goal is None else _goal(one, goal, last)
    return PovertyTarget(before, after)


def _at_goal(pairs: Iterable[tuple[Place, T]]) -> Iterable[tuple[Place, T]]:
    """Yield what was read as of a base year at its places of the goal year."""
    for place, value in pairs:
        yield Place(place.row, place.field.replace("_base", "_goal")), value
