"""
Hypothesis strategies for plans, their figures and their slips.

For the tests of programs that read, write or judge plans.  `plans` makes plans
whose figures agree, by construction and from `relations.RELATIONS` alone;
`slips` puts one slip into a plan, and says which code it raises and where.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from graphlib import TopologicalSorter
from itertools import pairwise
from typing import Self, assert_never

from attrs import evolve, frozen

from povertyplan import relations
from povertyplan.causes import Cause
from povertyplan.codes import code_of, place_of, reported
from povertyplan.model import (
    DocumentInfo,
    Headline,
    HouseholdCensus,
    LabourTarget,
    Level,
    PartialDate,
    PovertyTarget,
    Section,
    Tally,
    Unit,
)
from povertyplan.percent import MOST_DIGITS, MOST_PLACES, Percent, Points, Rounding
from povertyplan.places import (
    ANNEX,
    HEADLINE,
    LABOUR,
    Count,
    Edit,
    Field,
    Part,
    Place,
    Rate,
    Row,
    SectionRow,
    Value,
    field_named,
    other_year,
)
from povertyplan.plan import Plan
from povertyplan.plausibility import LEAST_SPREAD, MILLION, SPREADS
from povertyplan.relations import TEXT, Bound, Case, Drop, Figures, Ratio, Sum, Term, Verdict


def register() -> None:
    """
    Tell hypothesis how to make the types of this library.

    Hypothesis calls it while it is imported itself, which may be in the middle
    of this module: so strategies are looked up when they are asked for.

    >>> from hypothesis import strategies as st
    >>> st.from_type(Percent)
    percents()
    """
    from hypothesis.strategies import register_type_strategy  # noqa: PLC0415  # see above

    register_type_strategy(Percent, lambda _: percents())
    register_type_strategy(Points, lambda _: points())
    register_type_strategy(Unit, lambda _: units())
    register_type_strategy(Tally, lambda _: censuses().map(lambda census: census.poor))
    register_type_strategy(HouseholdCensus, lambda _: censuses())
    register_type_strategy(
        PovertyTarget, lambda _: plans(min_rows=1).map(lambda plan: plan.targets[0])
    )
    register_type_strategy(Section, lambda _: _sections())
    register_type_strategy(Headline, lambda _: plans().map(lambda plan: plan.headline))
    register_type_strategy(LabourTarget, lambda _: _labour_targets())
    register_type_strategy(PartialDate, lambda _: _dates())
    register_type_strategy(Plan, lambda _: plans())


# Importing hypothesis calls `register`, so it must stand above.
from hypothesis import assume  # noqa: E402  # see above
from hypothesis import strategies as st  # noqa: E402  # see above

_LARGEST = 10**9
_MOST_ROWS = 8
_REAL_ROWS = (6, 40)
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
_NAMES = (
    *("Hoà Sơn", "Chám", "Trong", "Đình", "Bậu", "Bùi", "Hợp Tiên", "Tân Lập", "Chùa", "Đầu"),
    *("Tân Tiến", "Ngoài Hạ", "Phố Bùi", "Thiểm", "Nguồn", "Vườn Đình", "Đồi Đỏ", "Phố Mới"),
    *("Đông", "Chợ", "Đồng Mới", "Ngô Xá", "Ngò", "Bản Chu", "Na Ư", "Thống Nhất", "Cầu Đen"),
)
_ODD_NAMES = ("", "Ngo\u0300", " Hòa  Sơn ", "HOÀ SƠN", "Tổng số", "12", "a|b", "<b>", '"')


@st.composite
def percents(draw: st.DrawFn, *, min_places: int = 0, max_places: int = MOST_PLACES) -> Percent:
    """
    Make percentages as printed, those above 100 too.

    >>> from hypothesis import find
    >>> find(percents(min_places=2), lambda percent: percent.digits > 7)
    Percent('0.08%')
    """
    digits = draw(st.integers(0, 10**MOST_DIGITS - 1))
    return Percent(digits, draw(st.integers(min_places, max_places)))


@st.composite
def points(draw: st.DrawFn, *, min_places: int = 0, max_places: int = MOST_PLACES) -> Points:
    """Make changes in percentage points as printed, rises (below zero) too."""
    digits = draw(st.integers(1 - 10**MOST_DIGITS, 10**MOST_DIGITS - 1))
    return Points(digits, draw(st.integers(min_places, max_places)))


def units() -> st.SearchStrategy[Unit]:
    """Make units of every level, with usual, odd and empty names."""
    return st.builds(
        Unit,
        _names(),
        st.sampled_from(Level),
        st.sampled_from(("", "thôn", "tổ dân phố")),
        st.none() | st.integers(0, 99999).map(lambda code: f"{code:05}"),
    )


@st.composite
def censuses(draw: st.DrawFn) -> HouseholdCensus:
    """Make the reviews of one unit in one year, whose figures agree as those of `plans` do."""
    (target,) = draw(plans(min_rows=1, max_rows=1)).targets
    return target.goal if draw(st.booleans()) else target.base


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    realistic: bool = False,
    min_rows: int | None = None,
    max_rows: int | None = None,
    rounding: Rounding = Rounding.HALF_UP,
) -> Plan:
    """
    Make plans whose figures agree: no relation fails in any of them.

    Everything legal may come: no rows, counts of 10^9, no households, blank
    cells and columns, odd names, up to six places, sections that overlap.
    *realistic* keeps to what a commune issues, in which no check finds
    anything: 6 to 40 rows, two places, households that grow a little.
    *rounding* is the rule by which the annex is printed; under
    `Rounding.ANY` ties are printed either way.

    >>> from hypothesis import given, settings
    >>> @settings(max_examples=5)
    ... @given(plans(realistic=True))
    ... def test_clean_plans_have_no_finding(plan):
    ...     assert check(plan).findings == ()
    >>> test_clean_plans_have_no_finding()
    """
    usual = _REAL_ROWS if realistic else (0, _MOST_ROWS)
    rows = draw(st.integers(*_row_numbers(usual, min_rows, max_rows)))
    shape = draw(_real_shapes(rows) if realistic else _shapes(rows))
    maker = _Maker.of(draw, shape, rounding, realistic=realistic)
    maker.count()
    maker.derive()
    maker.leave_out()
    return shape.edited(
        Edit(Place(row, name), None, value)
        for row, flat in maker.found.items()
        for name, value in flat.items()
    )


def _row_numbers(usual: tuple[int, int], least: int | None, most: int | None) -> tuple[int, int]:
    low, high = usual
    if least is None:
        least = low if most is None else min(low, most)
    return least, max(high, least) if most is None else most


def _names() -> st.SearchStrategy[str]:
    return st.sampled_from(_NAMES) | st.sampled_from(_ODD_NAMES) | st.text(max_size=12)


@st.composite
def _dates(draw: st.DrawFn) -> PartialDate:
    date = draw(st.dates())
    stated = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    parts = (date.year, date.month, date.day)
    return PartialDate(*(part if kept else None for part, kept in zip(parts, stated, strict=True)))


def _sections() -> st.SearchStrategy[Section]:
    return plans().map(lambda plan: plan.sections[0] if plan.sections else Section("", range(1, 1)))


def _labour_targets() -> st.SearchStrategy[LabourTarget]:
    return plans().map(lambda plan: plan.labour or LabourTarget(plan.unit, plan.year))


def _documents() -> st.SearchStrategy[DocumentInfo]:
    words = st.none() | st.text(max_size=8)
    return st.builds(
        DocumentInfo,
        kind=st.sampled_from(("", "KẾ HOẠCH")),
        number=words,
        symbol=words,
        issuer=st.text(max_size=8),
        date=st.none() | _dates(),
        signer=st.text(max_size=8),
        recipients=st.lists(st.text(max_size=8), max_size=2).map(tuple),
        annex_number=words,
        annex_symbol=words,
        annex_date=st.none() | _dates(),
    )


def _blank(unit: Unit, years: tuple[int, int]) -> PovertyTarget:
    return PovertyTarget.of(unit, *years, {})


@st.composite
def _shapes(draw: st.DrawFn, rows: int) -> Plan:
    """Make plans without any figure."""
    whole = draw(units())
    goal = draw(st.integers(1, 9999))
    years = (draw(st.integers(0, goal - 1)), goal)
    year = draw(st.just(goal) | st.integers(1, 9999))
    targets = [_blank(draw(units()), years) for _ in range(rows)]
    sections: list[Section] = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(1, rows + 1))
        span = range(start, draw(st.integers(start, rows + 1)))
        printed = _blank(draw(units()), years) if draw(st.booleans()) else None
        sections.append(Section(draw(_names()), span, printed))
    return Plan(
        whole,
        year,
        targets,
        _blank(whole, years) if draw(st.booleans()) else None,
        tuple(sections),
        labour=LabourTarget(whole, year) if draw(st.booleans()) else None,
        document=draw(st.just(DocumentInfo()) | _documents()),
    )


@st.composite
def _real_shapes(draw: st.DrawFn, rows: int) -> Plan:
    """Make plans without any figure, as communes lay them out."""
    whole = Unit(draw(st.sampled_from(_NAMES)), Level.COMMUNE, "thị trấn")
    goal = draw(st.integers(2017, 2030))
    years = (goal - 1, goal)
    first = draw(st.integers(0, len(_NAMES) - 1))
    targets: list[PovertyTarget] = []
    for row in range(rows):
        again, at = divmod(row, len(_NAMES))
        name = _NAMES[(first + at) % len(_NAMES)]
        targets.append(_blank(Unit(f"{name} {again + 1}" if again else name), years))
    sections: list[Section] = []
    if rows > 1 and draw(st.booleans()):
        border = draw(st.integers(2, rows))
        spans = {"Khu vực thành thị": (1, border), "Khu vực nông thôn": (border, rows + 1)}
        printed = draw(st.booleans())
        sections = [
            Section(label, range(*span), _blank(Unit(label), years) if printed else None)
            for label, span in spans.items()
        ]
    date = PartialDate(goal, 1, draw(st.integers(2, 31)))
    number = str(draw(st.integers(1, 99)))
    document = DocumentInfo(
        kind="KẾ HOẠCH",
        number=number,
        symbol="KH-UBND",
        issuer=f"ỦY BAN NHÂN DÂN THỊ TRẤN {whole.name.upper()}",
        date=date,
        signer="Vũ Ngọc Vân",
        recipients=("Phòng LĐTBXH", "Các TDP"),
        annex_number=number,
        annex_symbol="KH-UBND",
        annex_date=date,
    )
    return Plan(
        whole,
        goal,
        targets,
        _blank(whole, years),
        tuple(sections),
        labour=LabourTarget(whole, goal) if draw(st.booleans()) else None,
        document=document,
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
        found, cases = relations.figures(shape), list(relations.cases(shape))
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
                term = relations.terms(Case(Sum(name), row, over), self.found)[name]
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
                ratio, operands = case.relation, relations.terms(case, self.found)
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
        value = relations.exact(case, self.found)
        relation = case.relation
        match relation:
            case Ratio() if isinstance(value, Fraction):
                return _printed(Percent, value, places, self._rule(case.row))
            case Drop() if isinstance(value, Fraction):
                return _printed(Points, value, places, self._rule(case.row))
            case Sum() | Drop() | Ratio():
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
            cells = {Place(Part.HEADLINE, name) for name in unsaid}
        else:
            rows = self.draw(st.sets(st.sampled_from(list(self.found)), max_size=1))
            columns = self.draw(st.sets(st.sampled_from(ANNEX), max_size=3))
            cells = self.draw(st.sets(st.sampled_from(list(relations.cells(self.shape)))))
        cells |= {Place(row, name) for row in rows for name in self.found[row]}
        annex = self.found.keys() - TEXT
        return cells | {Place(row, name) for row in annex for name in columns}


def _room(
    place: Place, bounds: Iterable[tuple[Case, Bound]], found: Figures
) -> tuple[int, int | None]:
    """Return what is left for a count beside those that are drawn already."""
    least = 0
    rests: list[int] = []
    for case, bound in bounds:
        operands = relations.terms(case, found, without=place)
        parts = sum(operands[name].known for name in bound.parts)
        whole = operands[bound.whole]
        if place.field == bound.whole:
            least = max(least, parts)
        elif not whole.missing:
            rests.append(whole.known - parts)
    return least, min(rests, default=None)


def _printed(
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


@frozen
class Slip:
    """
    A plan with one slip, and what a check must find in it.

    *code* is among the codes found at *place*, and is not in the original.
    """

    plan: Plan  #: with the slip
    original: Plan
    place: Place  #: where the finding is, which need not be where the slip is
    cause: Cause
    code: str

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The figures that the slip changed."""
        before, after = relations.cells(self.original), relations.cells(self.plan)
        return tuple(
            Edit(place, before[place], value)
            for place, value in after.items()
            if value != before[place]
        )


def slips(plan: Plan, *, rounding: Rounding = Rounding.HALF_UP) -> st.SearchStrategy[Slip]:
    """
    Make the slips of a plan that change what its figures say.

    A slip that leaves every verdict as it was is none that a check could find,
    so there are none for a plan that states too little.  *rounding* is the
    rule by which the annex is printed.

    >>> from hypothesis import find
    >>> row = {"households_base": 76, "households_goal": 78, "poor_goal": 2}
    >>> plan = Plan.of(2024, [row | {"poor_goal_rate": "2.56"}])
    >>> slip = find(slips(plan), lambda slip: slip.cause is Cause.STALE_DENOMINATOR)
    >>> print(slip.code, slip.place, slip.plan.targets[0].goal.poor.rate)
    PP201 1/poor_goal_rate 2.63%
    """
    found, cases = relations.figures(plan), list(relations.cases(plan))
    groups: dict[str, list[Case]] = {}
    for case in cases:
        if relations.verdict(case, found, rounding) in {Verdict.HOLDS, Verdict.ROUNDED}:
            groups.setdefault(code_of(case), []).append(case)
    slipper = _Slipper(plan, cases, groups, found, rounding)

    # Without arguments, lest hypothesis print the whole plan in every message.
    @st.composite
    def slips_of_plan(draw: st.DrawFn) -> Slip:
        return slipper.slip(draw)

    return slips_of_plan() if groups else st.nothing()


@frozen
class _Slipper:
    """Makes the slips in one plan."""

    plan: Plan
    cases: Sequence[Case]
    groups: Mapping[str, Sequence[Case]]  #: those that hold, by the code of their failure
    found: Figures
    rounding: Rounding

    def slip(self, draw: st.DrawFn) -> Slip:
        """Draw a case, a cell of it, and a slip in the cell that changes what is found."""
        group = draw(st.sampled_from(sorted(self.groups)))
        case = draw(st.sampled_from(self.groups[group]))
        place = draw(st.just(case.subject) | st.sampled_from(list(case.places)))
        changes: dict[tuple[str, Cause], list[Sequence[Edit]]] = {}
        before = self.code(case, ())
        for cause, edits in self.changes(case, place):
            code = self.code(case, edits)
            if code is not None and code != before:
                changes.setdefault((code, cause), []).append(edits)
        assume(changes)
        code, cause = draw(st.sampled_from(sorted(changes)))
        edits = draw(st.sampled_from(changes[code, cause]))
        return Slip(self.plan.edited(edits), self.plan, place_of(case), cause, code)

    def changes(self, case: Case, place: Place) -> Iterator[tuple[Cause, Sequence[Edit]]]:
        """Yield what can go wrong in one cell of a case, whatever comes of it."""
        printed = self.found[place.row][field_named(place.field)]
        typed = [(cause, Edit(place, printed, value)) for cause, value in _mistyped(printed)]
        yield from ((cause, (edit,)) for cause, edit in typed)
        yield Cause.LEFT_BLANK, (Edit(place, printed, None),)
        if isinstance(printed, int):
            yield Cause.PLACEHOLDER, (Edit(place, printed, 1),)
            yield from self._exchanged(case, place, printed)
        if place == case.subject:
            for cause, value in self._miscomputed(case, printed):
                if value is not None:
                    yield cause, (Edit(place, printed, value),)
        elif isinstance(case.relation, Sum):
            for _, edit in typed:
                yield Cause.STALE_TOTAL, (edit, *self._rates_after(edit))

    def code(self, case: Case, edits: Iterable[Edit]) -> str | None:
        """Return the code that a check gives to a case after some edits."""
        found = relations.edited(self.found, edits)
        if isinstance(case.relation, Bound) and case != self._first_broken(case, found):
            return None
        return reported(case, found, self.rounding)

    def _first_broken(self, case: Case, found: Figures) -> Case:
        """Return the one of the labour targets' bounds that is reported; elsewhere all are."""
        return next(
            (
                other
                for other in self.cases
                if other.row is case.row is Part.LABOUR
                and isinstance(other.relation, Bound)
                and relations.verdict(other, found) is Verdict.FAILS
            ),
            case,
        )

    def _exchanged(
        self, case: Case, place: Place, printed: int
    ) -> Iterator[tuple[Cause, Sequence[Edit]]]:
        for other in case.places:
            value = self.found[other.row][field_named(other.field)]
            if other.row == place.row and isinstance(value, int):
                edits = (Edit(place, printed, value), Edit(other, value, printed))
                yield Cause.CELLS_EXCHANGED, edits

    def _miscomputed(self, case: Case, printed: Value) -> Iterator[tuple[Cause, Value]]:
        relation = case.relation
        match relation:
            case Sum(name):
                whole = relations.terms(case, self.found)[name].known
                for row in case.over:
                    others = relations.terms(case, self.found, without=Place(row, name))[name]
                    yield Cause.ROW_LEFT_OUT, others.known
                    yield Cause.ROW_TWICE, 2 * whole - others.known
            case Ratio() as ratio:
                stale = evolve(case, relation=evolve(ratio, whole=other_year(ratio.whole)))
                yield Cause.STALE_DENOMINATOR, _reprinted(printed, stale, self.found, self._rule)
                yield Cause.TRUNCATED, _reprinted(printed, case, self.found, Rounding.DOWN)
            case Drop(_, base, goal):
                yield Cause.TRUNCATED, _reprinted(printed, case, self.found, Rounding.DOWN)
                if isinstance(printed, Points):
                    for change in self._differences(base, goal):
                        proposed = _printed(Points, change, printed.places, Rounding.HALF_UP)
                        yield Cause.ROUNDED_BEFORE, proposed
            case Bound():
                return
            case _:
                assert_never(relation)

    @property
    def _rule(self) -> Rounding:
        return Rounding.HALF_UP if self.rounding is Rounding.ANY else self.rounding

    def _differences(self, base: Count | Ratio, goal: Count | Ratio) -> Iterator[Fraction]:
        for first in self._printed_rates(base):
            for second in self._printed_rates(goal):
                yield 100 * (first.share - second.share)

    def _printed_rates(self, side: Count | Ratio) -> Iterator[Percent]:
        for row in (Part.TOTAL, Part.HEADLINE):
            rate = self.found.get(row, {}).get(side.rate) if isinstance(side, Ratio) else None
            if isinstance(rate, Percent):
                yield rate

    def _rates_after(self, edit: Edit) -> Iterator[Edit]:
        """Yield the rates of a row, computed anew after one of its counts changed."""
        after = relations.edited(self.found, (edit,))
        for case in self.cases:
            if case.row == edit.place.row and isinstance(case.relation, Ratio):
                rate = after[case.row][case.relation.rate]
                if edit.place.field in case.relation.operands:
                    yield Edit(case.subject, rate, _reprinted(rate, case, after, self._rule))


def _reprinted(printed: Value, case: Case, found: Figures, rule: Rounding) -> Value:
    """Print the figure of a case anew, at the places that it has."""
    value = relations.exact(case, found)
    if isinstance(printed, Percent | Points) and value is not None:
        return _printed(type(printed), Fraction(value), printed.places, rule)
    return None


def _mistyped(printed: Value) -> Iterator[tuple[Cause, Value]]:
    """Yield what one slip of the finger makes of a figure."""
    for cause, text in _typos(str(printed)):
        with suppress(ValueError):
            if isinstance(printed, Percent | Points):
                yield cause, printed.parse(text)
            else:
                yield cause, int(text)


def _typos(text: str) -> Iterator[tuple[Cause, str]]:
    digits = [at for at, char in enumerate(text) if char.isdecimal()]
    for at in digits:
        yield Cause.DIGIT_DROPPED, text[:at] + text[at + 1 :]
        yield Cause.DIGIT_DOUBLED, text[:at] + text[at] + text[at:]
        for digit in "0123456789":
            yield Cause.WRONG_DIGIT, text[:at] + digit + text[at + 1 :]
    for at, then in pairwise(digits):
        swapped = text[at + 1 : then] + text[at] + text[then + 1 :]
        yield Cause.DIGITS_SWAPPED, text[:at] + text[then] + swapped
