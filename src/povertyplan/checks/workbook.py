"""PP6: the formulas of a workbook as evidence; these need a `Reading`."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import wraps
from typing import TypeAlias

from attrs import frozen

from povertyplan.checks.rule import Evidence, Fact, Facts, Gap, rule
from povertyplan.findings import Severity
from povertyplan.messages import Sentence
from povertyplan.model.fields import ANNEX, Count, Field, Rate
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place, Row, SectionRow
from povertyplan.reading import Reading

_BARE = Sentence("a bare plan has no formulas: check the reading of its workbook")

_Address: TypeAlias = tuple[str, int]  #: column and row of a cell

_CELL = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_CELLS = re.compile(rf"(?<![\w.$!']){_CELL}(?::{_CELL})?(?![\w(.!])")
_PART = rf"{_CELL}(?::{_CELL})?"
_SUM = re.compile(rf"SUM\({_PART}(?:[,;]{_PART})*\)|{_CELL}(?:\+{_CELL})+")
_RATIO = re.compile(rf"(?:100\*)?{_CELL}(?:\*100)?/{_CELL}(?:\*100)?")
_ROUNDED = re.compile(r"ROUND\((.*)[,;][0-9]\)")
_MOST_CELLS = 10_000
#: Fewer formulas than this are no habit of a column.
_FEWEST = 3


@frozen
class _Computed:
    """The cells of an annex: where each figure stands, and the formulas of those computed."""

    addresses: Mapping[Place, _Address]
    places: Mapping[_Address, Sequence[Place]]
    formulas: Mapping[Place, str]

    @classmethod
    def of(cls, reading: Reading) -> "_Computed":
        """Find the cells of a reading; more than one sheet cannot be told apart by address."""
        sources = {
            place: source
            for place, source in reading.sources.items()
            if source.cell is not None and place.field in ANNEX
        }
        if len({source.sheet for source in sources.values()}) > 1:
            sources = {}
        addresses: dict[Place, _Address] = {}
        places: dict[_Address, list[Place]] = {}
        for place, source in sources.items():
            match = re.fullmatch(_CELL, source.cell or "")
            if match:
                address = (match[1], int(match[2]))
                addresses[place] = address
                places.setdefault(address, []).append(place)
        formulas = {
            place: _bare(text) for place, text in reading.form.computed if place in addresses
        }
        return cls(addresses, places, formulas)

    def column(self, field: Field) -> list[Place]:
        """Return the cells of a column that compute alike: a total of counts is a sum."""
        return [
            place
            for place in self.addresses
            if place.field == field and (isinstance(field, Rate) or isinstance(place.row, int))
        ]

    def relative(self, place: Place) -> tuple[tuple[str, int], ...]:
        """Return the cells that a formula takes, rows counted from its own."""
        own = self.addresses[place][1]
        taken = _taken(self.formulas[place])
        return tuple(sorted({(column, row - own) for column, row in taken}))


def _bare(formula: str) -> str:
    return "".join(formula.upper().split())


def _taken(formula: str) -> list[_Address]:
    """Return the cells that a formula takes, ranges cell by cell; none of another sheet."""
    found: list[_Address] = []
    for left, top, right, bottom in _CELLS.findall(formula):
        if right != left and right:
            return []
        last = int(bottom or top)
        if last - int(top) > _MOST_CELLS:
            return []
        found.extend((left, row) for row in range(int(top), last + 1))
    return [] if "!" in formula else found


def _of_workbook(find: Callable[[Evidence, _Computed], Iterator[Fact]]) -> Facts:
    """Give a check the formulas of a reading; it says so where it is given a bare plan."""

    @wraps(find)
    def facts(evidence: Evidence) -> Iterator[Fact | Gap]:
        if evidence.reading is None:
            yield Gap(None, _BARE)
        elif evidence.reading.form.computed:
            yield from find(evidence, _Computed.of(evidence.reading))

    return facts


def _usual(computed: _Computed, column: Iterable[Place]) -> tuple[tuple[str, int], ...]:
    """Return what most cells of a column are computed from; nothing where it has no habit."""
    shapes = Counter(computed.relative(place) for place in column if place in computed.formulas)
    shape, times = max(shapes.items(), key=lambda one: one[1], default=((), 0))
    habit = times >= _FEWEST and 3 * times > 2 * shapes.total()
    return shape if habit else ()


def _named(shape: Iterable[tuple[str, int]], row: int) -> tuple[str, ...]:
    return tuple(f"{column}{row + offset}" for column, offset in shape)


@rule(
    "PP601",
    Severity.WARNING,
    "{where}: the {field} is computed by {formula}, where its column computes from {cells}",
)
@_of_workbook
def formula_unlike_its_column(evidence: Evidence, computed: _Computed) -> Iterator[Fact]:
    """
    A formula takes other cells than those of its column.

    What counts is which cells a formula takes, seen from its own row: rounding
    and the order of factors may differ.  A column has a habit where more than
    two in three of its formulas, and three at least, take the same.  The rates
    of totals belong to the column, totals of counts do not.

    ## Why it matters

    The rate of a total that divides by last year's households is right in the
    spreadsheet's eyes: nothing there will ever complain.

    ## Wrong

    >>> from povertyplan.reading import Form
    >>> cells = {(row, name): f"{'CEG'[at]}{row}" for row in (1, 2, 3, 4) for at, name in
    ...     enumerate(("households_base", "households_goal", "poor_goal_rate"))}
    >>> sources = {Place(*at): Source(cell=cell) for at, cell in cells.items()}
    >>> computed = [(Place(row, "poor_goal_rate"), f"F{row}/E{row}*100") for row in (1, 2, 3)]
    >>> odd = (Place(4, "poor_goal_rate"), "F4/C4*100")
    >>> plan = Plan.of(2024, [{"name": name} for name in ("Chợ", "Ngò", "Bậu", "Bùi")])
    >>> reading = Reading(plan, sources, Form(computed=(*computed, odd)))
    >>> print(*check(reading, select=["PP6"]).findings)
    row 4 (Bùi): the poor rate of 2024 is computed by F4/C4*100, where its column computes from \
E4, F4

    ## Right

    >>> reading = Reading(plan, sources, Form(computed=tuple(computed)))
    >>> check(reading, select=["PP601"]).findings
    ()

    ## Source

    The formulas of a workbook; the review forms print one formula for each column.
    """
    del evidence
    for field in ANNEX:
        column = computed.column(field)
        usual = _usual(computed, column)
        for place in column:
            if usual and place in computed.formulas and computed.relative(place) != usual:
                formula = computed.formulas[place]
                cells = _named(usual, computed.addresses[place][1])
                yield Fact(place, terms=(("formula", formula), ("cells", cells)))


@rule(
    "PP602",
    Severity.WARNING,
    "{where}: the {field} are summed by {formula}, which leaves out {cells}",
)
@_of_workbook
def sum_leaves_out_rows(evidence: Evidence, computed: _Computed) -> Iterator[Fact]:
    """
    The sum of a total or a sub-total leaves out some of its rows.

    A sub-total that a sum takes stands for the rows of its section.

    ## Why it matters

    A row added below the last one is not in the range of the sum.  The total is
    short by it, and stays so every year after.

    ## Wrong

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal"): Source(cell=f"G{2 + row}") for row in (1, 2)}
    >>> sources[Place("total", "poor_goal")] = Source(cell="G5")
    >>> plan = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}], total={})
    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G3)"),))
    >>> print(*check(Reading(plan, sources, form), select=["PP602"]).findings)
    total row: the poor households of 2024 are summed by SUM(G3:G3), which leaves out G4

    ## Right

    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G4)"),))
    >>> check(Reading(plan, sources, form), select=["PP602"]).findings
    ()

    ## Source

    The formulas of a workbook.
    """
    for place, formula in computed.formulas.items():
        if (
            isinstance(place.row, int)
            or place.field not in set(Count)
            or not _SUM.fullmatch(formula)
        ):
            continue
        cells = _taken(formula)
        taken = {one for address in cells for one in computed.places.get(address, ())}
        covered = {row for one in taken for row in _rows(evidence, one.row)}
        left = [
            "".join(map(str, computed.addresses[one]))
            for one in (Place(row, place.field) for row in _rows(evidence, place.row))
            if one in computed.addresses and one.row not in covered
        ]
        if cells and left:
            yield Fact(place, terms=(("formula", formula), ("cells", tuple(left))))


def _rows(evidence: Evidence, row: Row) -> Sequence[int]:
    """Return the rows of TDPs that a row of an annex stands for."""
    match row:
        case int():
            return (row,)
        case SectionRow(number):
            return evidence.plan.sections[number - 1].rows
        case _:
            return range(1, len(evidence.plan.targets) + 1)


@rule(
    "PP603",
    Severity.WARNING,
    "{where}: {printed} for the {field} was typed, where its column computes from {cells}",
)
@_of_workbook
def figure_typed_over(evidence: Evidence, computed: _Computed) -> Iterator[Fact]:
    """
    A figure is typed where the others of its column are computed.

    A figure of nothing may be typed.

    ## Why it matters

    What was typed over a formula does not follow when its count is corrected.

    ## Wrong

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal_rate"): Source(cell=f"G{row}") for row in (1, 2, 3, 4)}
    >>> computed = [(Place(row, "poor_goal_rate"), f"F{row}/E{row}*100") for row in (1, 2, 3)]
    >>> form = Form(computed=tuple(computed))
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal_rate": "1,43"}] * 4)
    >>> print(*check(Reading(plan, sources, form), select=["PP603"]).findings)
    row 4 (Chợ): 1.43% for the poor rate of 2024 was typed, where its column computes from E4, F4

    ## Right

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal_rate": "1,43"}] * 3 + [{"name": "Ngò"}])
    >>> check(Reading(plan, sources, form), select=["PP603"]).findings
    ()

    ## Source

    The formulas of a workbook.
    """
    for field in ANNEX:
        column = computed.column(field)
        usual = _usual(computed, column)
        for place in column:
            printed = evidence.printed(place)
            nothing = not (printed.digits if isinstance(printed, Percent) else printed)
            if usual and place not in computed.formulas and not nothing:
                cells = _named(usual, computed.addresses[place][1])
                yield Fact(place, printed, terms=(("cells", cells),))


@rule(
    "PP604",
    Severity.ERROR,
    "{where}: {printed} for the {field} is not what its formula {formula} gives, {expected}",
)
@_of_workbook
def value_not_of_its_formula(evidence: Evidence, computed: _Computed) -> Iterator[Fact]:
    """
    A computed cell shows another value than its formula gives.

    Only sums of counts and one count over another are computed again, from
    counts that were typed or are such sums themselves.

    ## Why it matters

    A spreadsheet that was told not to compute shows what was right long ago.

    ## Wrong

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal"): Source(cell=f"G{2 + row}") for row in (1, 2)}
    >>> sources[Place(Part.TOTAL, "poor_goal")] = Source(cell="G5")
    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G4)"),))
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}, {"name": "Ngò", "poor_goal": 2}],
    ...                total={"poor_goal": 5})
    >>> print(*check(Reading(plan, sources, form), select=["PP604"]).findings)
    total row: 5 for the poor households of 2024 is not what its formula SUM(G3:G4) gives, 4

    ## Right

    >>> right = plan.edited([Edit(Place(Part.TOTAL, "poor_goal"), 5, 4)])
    >>> check(Reading(right, sources, form), select=["PP604"]).findings
    ()

    ## Source

    The formulas of a workbook.
    """
    for place, formula in computed.formulas.items():
        printed = evidence.printed(place)
        counts = [_count(address, evidence, computed) for address in _taken(formula)]
        known = [count for count in counts if count is not None]
        if not known or len(known) < len(counts):
            continue
        if isinstance(printed, int) and _SUM.fullmatch(formula) and printed != sum(known):
            yield Fact(place, printed, sum(known), (("formula", formula),))
        ratio = _RATIO.fullmatch(_ROUNDED.sub(r"\1", formula))
        if isinstance(printed, Percent) and ratio and known[1]:
            share = Fraction(*known)
            # Without a hundred the cell shows the share itself, unless its format is of per cent.
            if not any(printed.admits(one) for one in (share, share / 100)):
                expected = Percent.of(share, places=printed.places)
                yield Fact(place, printed, expected, (("formula", formula),))


def _count(address: _Address, evidence: Evidence, computed: _Computed) -> int | None:
    """Return the count of a cell that was typed, or summed: what it shows is what it holds."""
    for place in computed.places.get(address, ()):
        value = evidence.printed(place)
        if isinstance(value, int) and _SUM.fullmatch(computed.formulas.get(place, "A1+A1")):
            return value
    return None
