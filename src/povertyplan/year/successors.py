"""The units that follow the units of a plan, with counts and sections."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from attrs import evolve, frozen

from povertyplan.messages import Phrase, YearError, listed, phrase
from povertyplan.model.names import key
from povertyplan.model.plan import Plan
from povertyplan.model.rows import HouseholdCensus, Section
from povertyplan.model.units import Unit
from povertyplan.year.moves import Succession, successors
from povertyplan.year.succession import succeed

_SAME_NAMES = phrase(
    "The units have the same names before and after the changes, so that nothing tells which the"
    " result counts. Leave the changes out if it counts the units after them."
)


@frozen
class Successors:
    """
    The units of a plan and those that followed them, change by change, and its sections at last.

    A section stays if every unit that is made of one of its rows is made of its rows alone.
    """

    units: Sequence[Sequence[Unit]]  #: before the first change, and after each
    changes: Sequence[Succession]
    sections: Sequence[Section]

    @classmethod
    def of(cls, plan: Plan, changes: Sequence[Succession]) -> Self:
        """Follow the units and the sections of a plan through changes, in their order."""
        units = [[target.unit for target in plan.targets]]
        sections = plan.sections
        for change in changes:
            followers = successors(units[-1], change)
            made_of = [follower.rows for follower in followers]
            sections = tuple(kept for section in sections for kept in _kept(section, made_of))
            units.append([follower.unit for follower in followers])
        return cls(units, changes, sections)

    def followed(self, counts: Sequence[HouseholdCensus]) -> Sequence[HouseholdCensus]:
        """
        Return the counts of the units after all changes.

        *counts* are of the units before the changes, between two of them or after them, and are
        carried through those that are left.  Raises `YearError` for counts of other units, and
        where nothing tells which units were counted.
        """
        counted = [census.unit for census in counts]
        often = Counter(_names(counted))
        names = [Counter(_names(units)) for units in self.units]
        fitting = [number for number, each in enumerate(names) if each == often]
        if not fitting:
            raise YearError(_differing(self.units, counted))
        number, *others = fitting
        if others:
            raise YearError(_SAME_NAMES)
        followed = _in_order(self.units[number], counts)
        for change in self.changes[number:]:
            followed = succeed(followed, change)
        return followed


def _in_order(
    units: Sequence[Unit], counts: Sequence[HouseholdCensus]
) -> Sequence[HouseholdCensus]:
    """
    Return the counts of units of the same names, as of these units and in their order.

    Raises `YearError` where a name repeats and the counts stand in another order, for nothing
    tells then which is whose.
    """
    names, counted = _names(units), _names(census.unit for census in counts)
    if names != counted:
        often = Counter(names)
        repeated = [unit.name for unit in units if often[key(unit.name)] > 1]
        if repeated:
            raise YearError(_repeated(repeated[0]))
        numbers = {name: number for number, name in enumerate(counted)}
        counts = [counts[numbers[name]] for name in names]
    return [evolve(census, unit=unit) for unit, census in zip(units, counts, strict=True)]


def _repeated(name: str) -> Phrase:
    return phrase(
        "Several units are named “{unit}”. Give the results of all units in the order of the plan.",
        unit=name,
    )


def _differing(followed: Iterable[Sequence[Unit]], counted: Sequence[Unit]) -> Phrase:
    """Return how the units of a result differ from those that they differ least from."""
    differences = [(_without(units, counted), _without(counted, units)) for units in followed]
    missing, extra = min(differences, key=_number)
    told: list[Phrase] = []
    if missing:
        told.append(phrase("without a result: {units}", units=_list(missing)))
    if extra:
        told.append(phrase("not in the plan: {units}", units=_list(extra)))
    return phrase(
        "The units are not those of the plan: {differences}. Name them as the plan does, or say"
        " which units were renamed, merged or split: changes, or --changes FILE.",
        differences=listed(told),
    )


def _number(differences: tuple[Sequence[Unit], Sequence[Unit]]) -> int:
    missing, extra = differences
    return len(missing) + len(extra)


def _without(units: Iterable[Unit], others: Iterable[Unit]) -> list[Unit]:
    """Return the units that others do not have, as often as they do not have them."""
    left = Counter(_names(others))
    without: list[Unit] = []
    for unit in units:
        name = key(unit.name)
        if left[name]:
            left[name] -= 1
        else:
            without.append(unit)
    return without


def _list(units: Iterable[Unit]) -> str:
    return ", ".join(unit.name for unit in units)


def _names(units: Iterable[Unit]) -> list[str]:
    return [key(unit.name) for unit in units]


def _kept(section: Section, made_of: Sequence[frozenset[int]]) -> Iterator[Section]:
    """Yield the section with its rows after a change, or nothing if others are mixed with them."""
    rows = set(section.rows)
    after = [row for row, sources in enumerate(made_of, 1) if sources & rows]
    start = 1 + sum(max(sources) < section.rows.start for sources in made_of)
    is_unmixed = all(made_of[row - 1] <= rows for row in after)
    together = range(start, start + len(after))
    if is_unmixed and after == list(together):
        yield evolve(section, rows=together)
