"""PP6: the formulas of a workbook as evidence; these need a `Reading`."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import TypeAlias

from attrs import frozen

from povertyplan.arithmetic.formulas import Address, address, is_ratio, is_sum, plain, taken
from povertyplan.checks.rule import Evidence, Fact, of_reading, rule
from povertyplan.findings import Severity
from povertyplan.messages import Sentence
from povertyplan.model.fields import ANNEX, Count, Field, Rate
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place, Row, SectionRow, in_annex, is_total
from povertyplan.reading import Reading

#: The cells that a formula takes: column, and row counted from the formula's own.
_Shape: TypeAlias = tuple[tuple[str, int], ...]

_BARE = Sentence("a bare plan has no formulas: check the reading of its workbook")

#: A column has a usual formula where as many of its cells have it.
_FEWEST = 3


@frozen
class _Workbook:
    """The cells of an annex: the address of each figure, and the formulas of those computed."""

    evidence: Evidence
    addresses: Mapping[Place, Address]
    places: Mapping[Address, Sequence[Place]]
    formulas: Mapping[Place, str]  #: but for cells that show no number
    as_text: frozenset[Place]  #: the cells that hold text, which a sum skips

    @classmethod
    def of(cls, evidence: Evidence, reading: Reading) -> "_Workbook":
        """Find the cells of a reading; those of several sheets cannot be told apart."""
        cells: dict[Place, str] = {}
        sheets: set[str | None] = set()
        for place, source in reading.sources.items():
            # A figure of the text has an address in a sheet, too, and the names of the annex.
            is_of_annex = in_annex(place.row) and place.field in ANNEX
            if source.cell is not None and is_of_annex:
                cells[place] = source.cell
                sheets.add(source.sheet)
        addresses: dict[Place, Address] = {}
        places: dict[Address, list[Place]] = {}
        for place, cell in cells.items() if len(sheets) == 1 else ():
            known = address(cell)
            if known is not None:
                addresses[place] = known
                places.setdefault(known, []).append(place)
        readable = addresses.keys() - {place for place, _ in reading.form.unreadable}
        formulas = {
            place: plain(text) for place, text in reading.form.computed if place in readable
        }
        return cls(evidence, addresses, places, formulas, frozenset(reading.form.as_text))

    def column(self, field: Field) -> list[Place]:
        """Return the cells of a column that compute alike: a total of counts is a sum."""
        return [
            place
            for place in self.addresses
            if place.field == field and (isinstance(field, Rate) or isinstance(place.row, int))
        ]

    def shape(self, place: Place) -> _Shape:
        """Return the cells that a formula takes, rows counted from its own."""
        _, own_row = self.addresses[place]
        offsets = {(column, row - own_row) for column, row in taken(self.formulas[place])}
        return tuple(sorted(offsets))

    def usual_shape(self, column: Iterable[Place]) -> _Shape:
        """Return the shape of most formulas of a column, an empty one if no shape prevails."""
        shapes = Counter(self.shape(place) for place in column if place in self.formulas)
        shape, times = max(shapes.items(), key=itemgetter(1), default=((), 0))
        is_usual = times >= _FEWEST and 3 * times > 2 * shapes.total()
        return shape if is_usual else ()

    def cells_of(self, shape: _Shape, place: Place) -> tuple[str, ...]:
        """Return the names of the cells of a shape, seen from a place."""
        _, own_row = self.addresses[place]
        return tuple(f"{column}{own_row + offset}" for column, offset in shape)

    def sums(self) -> Iterator[tuple[Place, str]]:
        """Yield the totals and sub-totals of counts that a sum computes, with it."""
        for place, formula in self.formulas.items():
            is_count = isinstance(place.field, Count)
            if is_count and is_total(place.row) and is_sum(formula):
                yield place, formula

    def rows(self, row: Row) -> Sequence[Row]:
        """Return the rows of TDPs that a row of an annex stands for."""
        match row:
            case int():
                return (row,)
            case SectionRow(number):
                return self.evidence.plan.sections[number - 1].rows
            case _:
                return self.evidence.plan.rows

    def count(self, cell: Address) -> int | None:
        """Return the count of a cell that was typed or summed, and so holds the count it shows."""
        for place in self.places.get(cell, ()):
            value = self.evidence.printed(place)
            formula = self.formulas.get(place)
            holds_number = place not in self.as_text and (formula is None or is_sum(formula))
            if isinstance(value, int) and holds_number:
                return value
        return None


_of_workbook = of_reading(_BARE, _Workbook.of)


@rule(
    "PP601",
    Severity.WARNING,
    "{where}: the {field} is computed by {formula}, where its column computes from {cells}",
)
@_of_workbook
def formula_unlike_its_column(workbook: _Workbook) -> Iterator[Fact]:
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
    for field in ANNEX:
        column = workbook.column(field)
        usual = workbook.usual_shape(column)
        for place in column if usual else ():
            formula = workbook.formulas.get(place)
            if formula is not None and workbook.shape(place) != usual:
                cells = workbook.cells_of(usual, place)
                yield Fact(place, terms=(("formula", formula), ("cells", cells)))


@rule(
    "PP602",
    Severity.WARNING,
    "{where}: the {field} are summed by {formula}, which leaves out {cells}",
)
@_of_workbook
def sum_leaves_out_rows(workbook: _Workbook) -> Iterator[Fact]:
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
    for place, formula in workbook.sums():
        cells = taken(formula)
        covered: set[Row] = set()
        for cell in cells:
            for known in workbook.places.get(cell, ()):
                covered.update(workbook.rows(known.row))
        left_out: list[str] = []
        for row in workbook.rows(place.row):
            summand = Place(row, place.field)
            if summand in workbook.addresses and row not in covered:
                column, line = workbook.addresses[summand]
                left_out.append(f"{column}{line}")
        if cells and left_out:
            yield Fact(place, terms=(("formula", formula), ("cells", tuple(left_out))))


@rule(
    "PP603",
    Severity.WARNING,
    "{where}: {printed} for the {field} was typed, where its column computes from {cells}",
)
@_of_workbook
def figure_typed_over(workbook: _Workbook) -> Iterator[Fact]:
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
        column = workbook.column(field)
        usual = workbook.usual_shape(column)
        for place in column if usual else ():
            printed = workbook.evidence.printed(place)
            is_nothing = not (printed.digits if isinstance(printed, Percent) else printed)
            if place not in workbook.formulas and not is_nothing:
                cells = workbook.cells_of(usual, place)
                yield Fact(place, printed, terms=(("cells", cells),))


@rule(
    "PP604",
    Severity.ERROR,
    "{where}: {printed} for the {field} is not what its formula {formula} gives, {expected}",
)
@_of_workbook
def value_not_of_its_formula(workbook: _Workbook) -> Iterator[Fact]:
    """
    A computed cell shows another value than its formula gives.

    Only sums of counts and one count over another are computed again, from
    counts that were typed or are such sums themselves.  Where one of the cells
    holds text, nothing is said: a sum leaves it out.

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
    for place, formula in workbook.formulas.items():
        counts: list[int] = []
        for cell in taken(formula):
            count = workbook.count(cell)
            if count is None:
                counts.clear()
                break
            counts.append(count)
        if not counts:
            continue
        printed = workbook.evidence.printed(place)
        if isinstance(printed, int) and is_sum(formula) and printed != sum(counts):
            yield Fact(place, printed, sum(counts), (("formula", formula),))
        if isinstance(printed, Percent) and is_ratio(formula) and counts[1]:
            share = Fraction(counts[0], counts[1])
            # Without a hundred the cell shows the share itself, unless its format is of per cent.
            if not (printed.admits(share) or printed.admits(share / 100)):
                expected = Percent.of(share, places=printed.places)
                yield Fact(place, printed, expected, (("formula", formula),))
