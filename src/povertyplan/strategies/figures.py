"""Figures of a plan that agree, by construction and from `relations.RELATIONS` alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from graphlib import TopologicalSorter
from typing import Self, assert_never

from attrs import frozen
from hypothesis import strategies as st

from povertyplan.arithmetic.cases import Case, Term, cases_of, terms
from povertyplan.arithmetic.plausibility import LEAST_SPREAD, MILLION, SPREADS
from povertyplan.arithmetic.verdicts import exact
from povertyplan.model import relations
from povertyplan.model.fields import ANNEX, HEADLINE, LABOUR, Count, Field, Rate, Value, field_named
from povertyplan.model.percent import MOST_PLACES, Percent, Points, Rounding
from povertyplan.model.places import TEXT, Edit, Figures, Part, Place, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.model.relations import Balance, Bound, Drop, Ratio, Sum
from povertyplan.model.tabular import cells
from povertyplan.strategies.values import percents, points

_LARGEST = 10**9
_REAL_HOUSEHOLDS = (80, 400)
#: What a count usually is of another, in per cent.
_REAL_SHARES: Mapping[Count, tuple[Count, int, int]] = {
    Count.HOUSEHOLDS_GOAL: (Count.HOUSEHOLDS_BASE, 100, 107),
    Count.PERSONS_BASE: (Count.HOUSEHOLDS_BASE, 300, 460),
    Count.PERSONS_GOAL: (Count.HOUSEHOLDS_GOAL, 300, 460),
    Count.POOR_BASE: (Count.HOUSEHOLDS_BASE, 0, 5),
    Count.POOR_GOAL: (Count.HOUSEHOLDS_GOAL, 0, 5),
    Count.NEAR_POOR_BASE: (Count.HOUSEHOLDS_BASE, 0, 8),
    Count.NEAR_POOR_GOAL: (Count.HOUSEHOLDS_GOAL, 0, 8),
    Count.WORKING_AGE: (Count.PERSONS_BASE, 50, 70),
    Count.TRAINED: (Count.WORKING_AGE, 30, 90),
    Count.NEW_JOBS: (Count.WORKING_AGE, 0, 5),
    Count.EXPORTED: (Count.WORKING_AGE, 0, 1),
}
#: How far the rows of one plan may lie apart, in per cent, so that none stands out.
_APART = 99 + 100 * SPREADS * LEAST_SPREAD // MILLION
_REAL_PLACES: Mapping[Row, int] = {Part.HEADLINE: 1, Part.LABOUR: 0}
#: Columns that some communes leave out, together.
_OPTIONAL: tuple[tuple[Field, ...], ...] = (
    (Count.PERSONS_BASE,),
    (Rate.POOR_BASE_RATE, Rate.NEAR_POOR_BASE_RATE),
    tuple(name for name in ANNEX if name.startswith("near_poor")),
)


def filled(draw: st.DrawFn, shape: Plan, rounding: Rounding, *, realistic: bool) -> Plan:
    """Fill a plan without figures with some that agree."""
    maker = _Maker.of(draw, shape, rounding, realistic=realistic)
    maker.count()
    maker.derive()
    maker.leave_out()
    return shape.edited(
        Edit(Place(row, name), None, value)
        for row, flat in maker.found.items()
        for name, value in flat.items()
    )


@st.composite
def _real_shares(draw: st.DrawFn) -> dict[Count, tuple[Count, int, int]]:
    """Draw how the counts of one plan compare, so much alike that no row stands out."""
    shares: dict[Count, tuple[Count, int, int]] = {}
    for name, (per, low, high) in _REAL_SHARES.items():
        start = draw(st.integers(low, max(low, high * 100 // _APART))) if low else low
        shares[name] = (per, start, min(high, start * _APART // 100) if low else high)
    return shares


def _wholes_first() -> list[Count]:
    """Return all counts, each behind those that bound it."""
    order = TopologicalSorter[Count](dict.fromkeys(Count, ()))
    for relation in relations.RELATIONS:
        if isinstance(relation, Bound):
            for part in relation.parts:
                order.add(part, relation.whole)
    return list(order.static_order())


@frozen
class _Maker:
    """Fills a plan without figures: the counts first, then what follows from them."""

    draw: st.DrawFn
    shape: Plan
    realistic: bool
    rounding: Rounding
    largest: int
    shares: Mapping[Count, tuple[Count, int, int]]
    found: dict[Row, dict[Field, Value]]
    cases: Sequence[Case]
    bounds: Mapping[Row, Sequence[tuple[Case, Bound]]]

    @classmethod
    def of(cls, draw: st.DrawFn, shape: Plan, rounding: Rounding, *, realistic: bool) -> Self:
        """Bind the relations to the plan, and draw what all its rows share."""
        found, cases = shape.figures(), list(cases_of(shape))
        bounds: dict[Row, list[tuple[Case, Bound]]] = {row: [] for row in found}
        for case in cases:
            if isinstance(case.relation, Bound):
                bounds[case.row].append((case, case.relation))
        return cls(
            draw,
            shape,
            realistic,
            rounding,
            draw(st.sampled_from((9, 400, _LARGEST))),
            draw(_real_shares()) if realistic else {},
            found,
            cases,
            bounds,
        )

    def count(self) -> None:
        """Draw the counts of the rows and of the labour targets, and add up the others."""
        order = _wholes_first()
        annex = [name for name in order if name in ANNEX]
        for number in range(1, len(self.shape.targets) + 1):
            self._fill(number, annex)
        for row, over in self._totals():
            # Sums keep every bound; a total that no relation sums is then drawn anew.
            for name in annex if over else ():
                term = terms(Case(Sum(name), row, over), self.found)[name]
                self.found[row][name] = term.known
            fixed = [name for name in annex if over and Sum(name) in relations.RELATIONS]
            self._fill(row, [name for name in annex if name not in fixed])
        if Part.LABOUR in self.found:
            self._fill(Part.LABOUR, [name for name in order if name in LABOUR])

    def derive(self) -> None:
        """Compute what the relations fix, and draw what they leave open."""
        fixed: dict[Place, Value] = {}
        places = {
            Place(row, name): self._places(row)
            for row, flat in self.found.items()
            for name in flat
            if isinstance(name, Rate)
        }
        for case in self.cases:
            if all(map(case.rows, case.relation.operands)):
                value = self._derived(case, places.get(case.subject, 0))
                # Figures that two relations fix differently cannot be stated.
                fixed[case.subject] = value if fixed.get(case.subject, value) == value else None
        for row, flat in self.found.items():
            for name in flat:
                place = Place(row, name)
                if place in fixed:
                    flat[name] = fixed[place]
                elif isinstance(name, Rate) or row is Part.HEADLINE:
                    flat[name] = self._anything(name)

    def leave_out(self) -> None:
        """Leave figures blank, and with them the rates that would stand over nothing."""
        for place in self._blanks():
            self.found[place.row][field_named(place.field)] = None
        dashed = self.draw(st.booleans())
        for case in self.cases:
            if isinstance(case.relation, Ratio) and case.row not in TEXT:
                ratio, operands = case.relation, terms(case, self.found)
                none = not any(operands[name].known for name in ratio.counts)
                if (dashed and none) or _has_no_base(ratio, operands, self.found):
                    self.found[case.row][ratio.rate] = None

    def _totals(self) -> Iterator[tuple[Row, Sequence[Row]]]:
        for number, section in enumerate(self.shape.sections, 1):
            if section.printed is not None:
                yield SectionRow(number), section.rows
        if self.shape.total is not None:
            yield Part.TOTAL, range(1, len(self.shape.targets) + 1)

    def _fill(self, row: Row, names: Iterable[Count]) -> None:
        for name in names:
            bounds = [(case, bound) for case, bound in self.bounds[row] if name in bound.operands]
            least, most = _room(Place(row, name), bounds, self.found)
            low, high = self._usual(row, name)
            top = max(least, high if most is None else min(high, most))
            self.found[row][name] = self.draw(st.integers(min(max(low, least), top), top))

    def _usual(self, row: Row, name: Count) -> tuple[int, int]:
        if not self.realistic:
            return 0, self.largest
        per, low, high = self.shares.get(name, (name, 0, 0))
        whole = self.found[row].get(per, self.found.get(Part.TOTAL, {}).get(per))
        if not isinstance(whole, int):
            return _REAL_HOUSEHOLDS
        return -(-whole * low // 100), whole * high // 100

    def _derived(self, case: Case, places: int) -> Value:
        value = exact(case, self.found)
        relation = case.relation
        match relation:
            case Ratio() if isinstance(value, Fraction):
                return as_printed(Percent, value, places, self._rule(case.row))
            case Drop() if isinstance(value, Fraction):
                return as_printed(Points, value, places, self._rule(case.row))
            case Sum() | Drop() | Ratio() | Balance():
                return value if isinstance(value, int) and value >= 0 else None
            case Bound() as bound:
                return self.found[case.row][bound.subject]
            case _:
                assert_never(relation)

    def _rule(self, row: Row) -> Rounding:
        if row in TEXT:
            return Rounding.HALF_UP
        if self.rounding is Rounding.ANY:
            return self.draw(st.sampled_from((Rounding.HALF_UP, Rounding.HALF_EVEN)))
        return self.rounding

    def _places(self, row: Row) -> int:
        if self.realistic:
            return _REAL_PLACES.get(row, 2)
        return self.draw(st.integers(0, MOST_PLACES))

    def _anything(self, name: Field) -> Value:
        if isinstance(name, Count):
            return self.draw(st.integers(0, self.largest))
        return self.draw(points()) if name is Rate.POOR_RATE_DROP else self.draw(percents())

    def _blanks(self) -> set[Place]:
        rows: set[Row] = set()
        if self.realistic:
            together = self.draw(st.sets(st.sampled_from(_OPTIONAL)))
            columns = {name for group in together for name in group}
            if self.draw(st.integers(0, 3)):
                columns.add(Count.PERSONS_GOAL)
            unsaid = self.draw(st.sets(st.sampled_from(HEADLINE)))
            blanks = {Place(Part.HEADLINE, name) for name in unsaid}
        else:
            rows = self.draw(st.sets(st.sampled_from(list(self.found)), max_size=1))
            columns = self.draw(st.sets(st.sampled_from(ANNEX), max_size=3))
            blanks = self.draw(st.sets(st.sampled_from(list(cells(self.shape)))))
        blanks |= {Place(row, name) for row in rows for name in self.found[row]}
        annex = self.found.keys() - TEXT
        return blanks | {Place(row, name) for row in annex for name in columns}


def _room(
    place: Place, bounds: Iterable[tuple[Case, Bound]], found: Figures
) -> tuple[int, int | None]:
    """Return what is left for a count beside those that are drawn already."""
    least = 0
    rests: list[int] = []
    for case, bound in bounds:
        operands = terms(case, found, without=place)
        parts = sum(operands[name].known for name in bound.parts)
        whole = operands[bound.whole]
        if place.field == bound.whole:
            least = max(least, parts)
        elif not whole.missing:
            rests.append(whole.known - parts)
    return least, min(rests, default=None)


def as_printed(
    kind: type[Percent] | type[Points], value: Fraction, places: int, rule: Rounding
) -> Percent | Points | None:
    """Print a figure, unless it has more digits than a document can have."""
    try:
        return kind.of(value, places=places, rounding=rule)
    except ValueError:
        return None


def _has_no_base(ratio: Ratio, operands: Mapping[Count, Term], found: Figures) -> bool:
    """Whether the whole is 0, or blank where others are not: no rate can stand over it."""
    whole = operands[ratio.whole]
    if whole.missing:
        return any(flat.get(ratio.whole) is not None for flat in found.values())
    return whole.known == 0
