"""
Independent slips: no single slip explains some broken cases, but several do, each by itself.

Each slip of a cover is a single one: it has a cause and a proof of its own,
mends a broken case and breaks none.  Where two slips of a cover meet in one
case, as two counts do in the total of their column, only both mend it.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, product
from typing import TypeAlias

from attrs import evolve, frozen

from povertyplan.arithmetic.cases import Case, operand_rows
from povertyplan.diagnosis.broken import groups
from povertyplan.diagnosis.budget import made_within_budget
from povertyplan.diagnosis.guesses import Guess, Rivals, ordered
from povertyplan.diagnosis.index import CaseIndex, fields_of, speaks_of_any
from povertyplan.diagnosis.likelihood import Likelihood
from povertyplan.diagnosis.pairs import TwoSlips
from povertyplan.diagnosis.single import OneSlip
from povertyplan.model.fields import FACTS, Value
from povertyplan.model.places import Edit, Part, Place

#: The most slips of a cover; what takes more is left to people.
_MOST_SLIPS = 4
#: The most slips about one column that may be certain: a column that was read or copied a row too
#: low is likelier than more of them.
_MOST_IN_A_COLUMN = 3
_PAIR = 2
#: The steps in which one contradiction is explained by independent slips, and then by a pair.
MOST_WORK = 6_000
#: A case about more cells than this is one about a column.
_NARROW = 8

#: The figures that a slip asks for.
_Repair: TypeAlias = frozenset[tuple[Place, Value]]


@frozen
class Cover:
    """
    Independent slips that together leave nothing broken.

    Each slip is given with all single ones that would do in its place, the likeliest first.
    """

    slips: tuple[tuple[Guess, ...], ...]

    @property
    def cost(self) -> int:
        """The cost of the likeliest slips."""
        return sum(slip[0].cost for slip in self.slips)

    @property
    def repairs(self) -> list[set[_Repair]]:
        """The repairs that each slip may ask for."""
        return [set(map(_repair, slip)) for slip in self.slips]

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Every figure that changes if the likeliest slips are corrected."""
        return tuple(chain.from_iterable(slip[0].edits for slip in self.slips))


@frozen
class IndependentSlips:
    """A search for covers of broken cases that no single slip explains."""

    index: CaseIndex
    likelihood: Likelihood

    def explain(self, cases: Sequence[Case]) -> list[Rivals]:
        """Return the explanations of some cases: a slip for each, or a pair that needs both."""
        of_covers, of_pairs = self.index.within(MOST_WORK), self.index.within(MOST_WORK)
        covers = made_within_budget(self._covers(of_covers, cases))
        pairs: list[Guess] = []
        if not covers or len(covers[0].slips) == _PAIR:
            pairs = made_within_budget(TwoSlips(of_pairs, self.likelihood, cases).guesses())
        was_cut = of_covers.budget.was_exceeded or of_pairs.budget.was_exceeded
        explained = _compared(covers, pairs) if covers else [Rivals(ordered(pairs))]
        return [evolve(rivals, complete=not was_cut) for rivals in explained]

    def _covers(self, index: CaseIndex, cases: Sequence[Case]) -> Iterator[Cover]:
        """Yield the covers of some cases by as few slips as possible."""
        # Of the labour targets one bound is reported for all: what is mended would hide another.
        if any(case.row is Part.LABOUR for case in cases):
            return
        peeled = _Peeled(index, self.likelihood, {})
        whole = self.index.without(cases)
        for most in range(_PAIR, _MOST_SLIPS + 1):
            covers = [cover for cover in peeled.covers(cases, most) if _stand_alone(whole, cover)]
            if covers:
                yield from covers
                return


@frozen
class _Peeled:
    """A table in which some slips are corrected, so that the others can be found."""

    index: CaseIndex
    likelihood: Likelihood
    tried: dict[Hashable, list[Guess]]  #: the slips in each table, by the cases that they mend
    corrected: frozenset[tuple[Place, Value]] = frozenset()  #: the figures corrected

    def covers(self, cases: Sequence[Case], most: int) -> list[Cover]:
        """Return the covers of some cases by as few slips as possible, at most *most*."""
        if _fewest_slips(cases, most + 1) > most:
            return []
        whole = self._slips(cases, cases)
        if whole:
            return [Cover((ordered(whole),))]
        if most == 1:
            return []
        covers: dict[frozenset[_Repair], Cover] = {}
        for slip in self._first_slips(cases):
            for cover in self._after(slip, cases, most - 1):
                likeliest = frozenset(_repair(guesses[0]) for guesses in cover.slips)
                covers.setdefault(likeliest, cover)
        least = min((len(cover.slips) for cover in covers.values()), default=0)
        return [cover for cover in covers.values() if len(cover.slips) == least]

    def _slips(self, part: Sequence[Case], cases: Sequence[Case]) -> list[Guess]:
        """Return the single slips that mend some of the cases, in cells that no other changes."""
        left = [case for case in cases if case not in part]
        key = (self.corrected, frozenset(part), frozenset(left))
        if key not in self.tried:
            index = self.index.without(left) if left else self.index
            guesses = OneSlip(index, self.likelihood, part).guesses()
            self.tried[key] = list(filter(self._is_independent, guesses))
        return self.tried[key]

    def _is_independent(self, guess: Guess) -> bool:
        """Whether a slip changes cells that could be read, and that no other slip changes."""
        corrected = {place for place, _ in self.corrected}
        places = [edit.place for edit in guess.edits]
        return corrected.isdisjoint(places) and not any(map(self.index.unread.has, places))

    def _first_slips(self, cases: Sequence[Case]) -> list[tuple[Guess, ...]]:
        """Return the slips that touch the narrowest case, each with all its causes."""
        by_repair: dict[_Repair, list[Guess]] = {}
        for part in _parts(self.index, cases):
            for guess in self._slips(part, cases):
                by_repair.setdefault(_repair(guess), []).append(guess)
        return [ordered(guesses) for guesses in by_repair.values()]

    def _after(self, slip: tuple[Guess, ...], cases: Sequence[Case], most: int) -> Iterator[Cover]:
        """Yield the covers that begin with a slip."""
        peeled = evolve(
            self,
            index=self.index.edited(slip[0].edits),
            corrected=self.corrected | _repair(slip[0]),
        )
        left = [case for case in cases if peeled.index.fails(case)]
        parts = groups(left)
        if sum(_fewest_slips(part, most + 1) for part in parts) > most:
            return
        by_part = [peeled.covers(part, most - len(parts) + 1) for part in parts]
        shared = {case.subject for case in self.index.affected_by(slip[0].edits)}
        is_forced = all(guess.forced for guess in slip)
        for slips in _joined(by_part, most):
            others = slips if is_forced else tuple(_unforced(other, shared) for other in slips)
            yield Cover((slip, *others))


def _joined(by_part: Sequence[Sequence[Cover]], most: int) -> list[tuple[tuple[Guess, ...], ...]]:
    """Join the slips of one cover of each part, where they are at most *most*."""
    joined: list[tuple[tuple[Guess, ...], ...]] = []
    for covers in product(*by_part):
        slips = tuple(chain.from_iterable(cover.slips for cover in covers))
        if len(slips) <= most:
            joined.append(slips)
    return joined


def _unforced(slip: tuple[Guess, ...], shared: set[Place]) -> tuple[Guess, ...]:
    """Return a slip that depends on the figure of another, which the figures leave open."""
    return tuple(
        guess if guess.mended.isdisjoint(shared) else evolve(guess, forced=False) for guess in slip
    )


def _parts(index: CaseIndex, cases: Sequence[Case]) -> list[list[Case]]:
    """
    Return the cases that a slip in the narrowest one may mend.

    These are that case alone, and the cases about each of its cells: all of
    them, or all but one, which needs another slip as well.
    """
    narrowest = min(cases, key=_breadth)
    parts = [[narrowest]]
    for cell in _cells(narrowest):
        moving = index.moving(cell)
        touched = [case for case in cases if speaks_of_any(case, moving)]
        parts.append(touched)
        parts += (_without(touched, left) for left in touched)
    distinct = {frozenset(part): part for part in parts}
    return [part for part in distinct.values() if part and len(part) < len(cases)]


def _without(cases: Sequence[Case], left: Case) -> list[Case]:
    return [case for case in cases if case is not left]


def _fewest_slips(cases: Sequence[Case], enough: int) -> int:
    """
    Return how many of some cases need a slip of their own, for no cell reaches two of them.

    They are not counted any further than to *enough*.
    """
    apart: list[Case] = []
    for case in sorted(cases, key=_breadth):
        if not any(_may_share_a_slip(case, other) for other in apart):
            apart.append(case)
        if len(apart) == enough:
            break
    return len(apart)


def _may_share_a_slip(case: Case, other: Case) -> bool:
    """Whether one slip may break two cases: in one row, or in a column that one of them adds up."""
    are_of_two_rows = isinstance(case.row, int) and isinstance(other.row, int)
    if are_of_two_rows and case.row != other.row:
        return False
    return not set(fields_of(case.relation)).isdisjoint(fields_of(other.relation))


def _stand_alone(index: CaseIndex, cover: Cover) -> bool:
    """Whether each slip of a cover breaks nothing if it alone is corrected."""
    return not any(index.is_broken_by(slip[0].corrections, slip[0].derived) for slip in cover.slips)


def _compared(covers: Sequence[Cover], pairs: Sequence[Guess]) -> Iterator[Rivals]:
    """Yield the slips of the likeliest cover, each beside all that explains its cases otherwise."""
    best = min(covers, key=lambda cover: cover.cost)
    whole = {_repair_of(cover.edits) for cover in covers}
    joined = [pair for pair in pairs if _repair(pair) not in whole]
    for slip, repairs in zip(best.slips, best.repairs, strict=True):
        others = [cover for cover in covers if repairs not in cover.repairs]
        rivals = list(_beside(slip[0], others))
        rivals += [pair for pair in joined if not _repair(slip[0]) <= _repair(pair)]
        guesses = [*slip, *rivals]
        if others or rivals or _may_be_a_column(best):
            guesses = [evolve(guess, forced=False) for guess in guesses]
        together = tuple(edit for edit in best.edits if edit not in slip[0].edits)
        yield Rivals(ordered(guesses), together=together)


def _may_be_a_column(cover: Cover) -> bool:
    """Whether so many slips are about one count or its rate that the column may be shifted."""
    columns: Counter[object] = Counter()
    for slip in cover.slips:
        first_cell = slip[0].corrections[0].place
        facts = FACTS[first_cell.field]
        columns[facts.categories, facts.period] += 1
    return max(columns.values()) > _MOST_IN_A_COLUMN


def _beside(guess: Guess, covers: Iterable[Cover]) -> Iterator[Guess]:
    """Yield the slips of other covers that mend a case which a slip mends."""
    for cover in covers:
        for other in chain.from_iterable(cover.slips):
            if not guess.mended.isdisjoint(other.mended):
                yield other


def _repair(guess: Guess) -> _Repair:
    return _repair_of(guess.edits)


def _repair_of(edits: Iterable[Edit]) -> _Repair:
    return frozenset((edit.place, edit.proposed) for edit in edits)


def _breadth(case: Case) -> tuple[bool, int]:
    """Return how many cells can break a case; one of a row is reached through no total."""
    return not isinstance(case.row, int), _size(case)


def _size(case: Case) -> int:
    """Return the number of cells that a case speaks of."""
    return 1 + sum(len(operand_rows(case, operand)) for operand in case.relation.operands)


def _cells(case: Case) -> Sequence[Place]:
    """Return the cells of a case, or nothing if the case is about a column."""
    return list(case.places) if _size(case) <= _NARROW else ()
