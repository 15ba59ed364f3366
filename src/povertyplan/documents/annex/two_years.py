"""Two tables, one for each year, as one annex."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from attrs import evolve

from povertyplan.documents.annex.reader import Annex
from povertyplan.messages import Phrase, ReadError, listed, phrase
from povertyplan.model.fields import FACTS, Field, Period, figure_of
from povertyplan.model.names import key
from povertyplan.model.places import Place
from povertyplan.model.rows import HouseholdCensus, PovertyTarget
from povertyplan.reading import Form

T = TypeVar("T")


def of_two_years(first: Annex, second: Annex, file: str) -> Annex:
    """
    Join the tables of two years, each read as a review; the earlier becomes the base.

    Raises `ReadError` if they are of the same year, or not of the same units and
    sections in the same order.
    """
    base, goal = sorted((first, second), key=lambda annex: annex.years)
    base_year, goal_year = base.years[0], goal.years[0]
    if base_year == goal_year or _units_and_sections(base) != _units_and_sections(goal):
        expected = phrase("two tables, of two years and the same rows")
        raise ReadError(expected, listed([_described(base), _described(goal)]), file)
    years = (base_year, goal_year)
    target_pairs = zip(base.targets, goal.targets, strict=True)
    targets = tuple(_of_both(before, after, years) for before, after in target_pairs)
    section_pairs = zip(base.sections, goal.sections, strict=True)
    sections = tuple(
        evolve(before, printed=_of_either(before.printed, after.printed, years))
        for before, after in section_pairs
    )
    return Annex(
        years,
        targets,
        sections,
        _of_either(base.total, goal.total, years),
        dict(_as_goal(goal.sources.items())) | dict(base.sources),
        _form_of_both(base.form, goal.form),
        (*base.notices, *goal.notices),
    )


def _units_and_sections(annex: Annex) -> object:
    """Return the names and ordinals that the two tables must share."""
    units = [key(target.unit.name) for target in annex.targets]
    return (units, [(section.label, section.rows) for section in annex.sections])


def _described(annex: Annex) -> Phrase:
    """Return the year of a table, the number of its rows, and the first of them."""
    names = [target.unit.name for target in annex.targets[:3]]
    return phrase(
        "the table of {year}: {rows:row|rows}: {names} …",
        year=annex.years[0],
        rows=len(annex.targets),
        names=", ".join(names),
    )


def _of_both(base: PovertyTarget, goal: PovertyTarget, years: tuple[int, int]) -> PovertyTarget:
    """Return a row of both years; each review holds its figures as a base year."""
    _, goal_year = years
    return PovertyTarget(base.base, evolve(goal.base, unit=base.unit, year=goal_year))


def _of_either(
    base: PovertyTarget | None, goal: PovertyTarget | None, years: tuple[int, int]
) -> PovertyTarget | None:
    """Return a total of both years; a year without a total states nothing."""
    either = base or goal
    if either is None:
        return None
    base_year, goal_year = years
    blank = PovertyTarget(
        HouseholdCensus(either.unit, base_year), HouseholdCensus(either.unit, goal_year)
    )
    if goal is None:
        return evolve(blank, base=either.base)
    return _of_both(base or blank, goal, years)


def _form_of_both(base: Form, goal: Form) -> Form:
    return evolve(
        base,
        marks=_distinct(base.marks, goal.marks),
        zero_counts=_distinct(base.zero_counts, goal.zero_counts),
        zero_rates=_distinct(base.zero_rates, goal.zero_rates),
        printed=(*base.printed, *_as_goal(goal.printed)),
        unreadable=(*base.unreadable, *_as_goal(goal.unreadable)),
        uncomputed=(*base.uncomputed, *map(_goal_place, goal.uncomputed)),
        as_text=(*base.as_text, *map(_goal_place, goal.as_text)),
        computed=(*base.computed, *_as_goal(goal.computed)),
        by_format=(*base.by_format, *_as_goal(goal.by_format)),
        further=(*base.further, *_as_goal(goal.further)),
    )


def _distinct(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _as_goal(pairs: Iterable[tuple[Place, T]]) -> Iterator[tuple[Place, T]]:
    """Yield values read for a base year at their places of the goal year."""
    for place, value in pairs:
        yield _goal_place(place), value


def _goal_place(place: Place) -> Place:
    """Return the place of the goal year for one of the base year."""
    return Place(place.row, _goal_field(place.field))


def _goal_field(field: Field) -> Field:
    """Return the field of the goal year for one of the base year; others stay."""
    facts = FACTS[field]
    if facts.period is not Period.BASE or facts.counted is None:
        return field
    return figure_of(facts.kind, facts.counted, facts.categories, Period.GOAL) or field
