"""The units that follow those of a plan, their counts, and the sections that they stand in."""

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
    The units of a plan before and after some changes, and its sections after them.

    A section stays if every unit that is made of one of its rows is made of its rows alone.
    """

    before: Sequence[Unit]
    after: Sequence[Unit]
    changes: Sequence[Succession]
    sections: Sequence[Section]

    @classmethod
    def of(cls, plan: Plan, changes: Sequence[Succession]) -> Self:
        """Follow the units and the sections of a plan through changes, in their order."""
        before = [target.unit for target in plan.targets]
        after, sections = before, plan.sections
        for change in changes:
            followers = successors(after, change)
            made_of = [follower.rows for follower in followers]
            sections = tuple(kept for section in sections for kept in _kept(section, made_of))
            after = [follower.unit for follower in followers]
        return cls(before, after, changes, sections)

    def followed(self, counts: Sequence[HouseholdCensus]) -> Sequence[HouseholdCensus]:
        """
        Return the counts of the units after the changes.

        *counts* are of the units before them, and are carried through, or of those after them.
        Raises `YearError` for others, and where both have the same names, for nothing tells then
        which of them were counted.
        """
        names = [Counter(_names_of(units)) for units in (self.before, self.after)]
        if self.changes and names[0] == names[1]:
            raise YearError(_SAME_NAMES)
        ordered = in_order(self.before, counts)
        if ordered is not None:
            for change in self.changes:
                ordered = succeed(ordered, change)
            return ordered
        ordered = in_order(self.after, counts)
        if ordered is None:
            raise YearError(_differing(self.before, self.after, counts))
        return ordered


def in_order(
    units: Sequence[Unit], counts: Sequence[HouseholdCensus]
) -> Sequence[HouseholdCensus] | None:
    """
    Return the counts in the order of their units, as of these units; None if units differ.

    Units are matched by their names.  Raises `YearError` where a name repeats and the counts
    stand in another order, for nothing tells then which is whose.
    """
    names, counted = _names_of(units), _names(counts)
    if Counter(names) != Counter(counted):
        return None
    if names != counted:
        repeated = [unit.name for unit in units if names.count(key(unit.name)) > 1]
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


def _differing(
    before: Sequence[Unit], after: Sequence[Unit], counts: Sequence[HouseholdCensus]
) -> Phrase:
    """Return how the units of a result differ: from those after the changes, or before them."""
    counted = [census.unit for census in counts]
    differences = [
        (_without(units, counted), _without(counted, units)) for units in (after, before)
    ]
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
    left = Counter(_names_of(others))
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


def _names_of(units: Iterable[Unit]) -> list[str]:
    return [key(unit.name) for unit in units]


def _names(counts: Iterable[HouseholdCensus]) -> list[str]:
    return _names_of(census.unit for census in counts)


def _kept(section: Section, made_of: Sequence[frozenset[int]]) -> Iterator[Section]:
    """Yield the section with its rows after a change, nothing where others are mixed with them."""
    rows = set(section.rows)
    after = [row for row, sources in enumerate(made_of, 1) if sources & rows]
    start = 1 + sum(max(sources) < section.rows.start for sources in made_of)
    is_unmixed = all(made_of[row - 1] <= rows for row in after)
    together = range(start, start + len(after))
    if is_unmixed and after == list(together):
        yield evolve(section, rows=together)
