"""PP601 to PP603 and PP605: the formulas of a workbook as evidence; these need a `Reading`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import TypeAlias

from povertyplan.checks.annex_sums import AnnexSums, SumFault, WrongSum
from povertyplan.checks.evidence import NOTHING_OF_THE_KIND, Evidence, Gap
from povertyplan.checks.formula_cells import FormulaCells, named
from povertyplan.checks.rule import Fact, Facts, rule
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import ANNEX, Field
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place, Row

#: What finds the facts of a check on one sheet.
_Find: TypeAlias = Callable[[FormulaCells], Iterator[Fact]]

#: Why nothing is looked at where a plan was not read from a workbook.
WITHOUT_WORKBOOK = Sentence("a bare plan has no formulas: check the reading of its workbook")
_HIDDEN = Sentence(
    "a workbook of before 2007 (.xls) does not show its formulas: save it as .xlsx, and check that"
)
_WITHOUT_CELLS = Sentence("the reading has formulas, and not the cells that its figures stand in")
_NOT_FOLLOWED = Sentence(
    "cells of the {field} are computed from others that are not looked at: of another sheet or"
    " workbook, under a name, or in several columns at once"
)

#: What is wrong with a sum: in one column, and in several columns of a row.
_SUM_FAULTS: Mapping[SumFault, tuple[Sentence, Sentence]] = {
    SumFault.LEFT_OUT: (
        Sentence("{where}: the {field} are summed by {formula}, which leaves out {cells}"),
        Sentence(
            "{where}: the {field} are summed by {formula}, which leaves out {cells};"
            " so do the sums in {likewise}"
        ),
    ),
    SumFault.TWICE: (
        Sentence("{where}: the {field} are summed by {formula}, which counts {cells} twice"),
        Sentence(
            "{where}: the {field} are summed by {formula}, which counts {cells} twice;"
            " so do the sums in {likewise}"
        ),
    ),
    SumFault.OTHER_ROWS: (
        Sentence("{where}: the {field} are summed by {formula}, which takes {cells} of other rows"),
        Sentence(
            "{where}: the {field} are summed by {formula}, which takes {cells} of other rows;"
            " so do the sums in {likewise}"
        ),
    ),
    SumFault.OTHER_COLUMN: (
        Sentence(
            "{where}: the {field} are summed by {formula}, which takes {cells} of another column"
        ),
        Sentence(
            "{where}: the {field} are summed by {formula}, which takes {cells} of another column;"
            " so do the sums in {likewise}"
        ),
    ),
    SumFault.ITSELF: (
        Sentence("{where}: the {field} are summed by {formula}, which takes its own cell"),
        Sentence(
            "{where}: the {field} are summed by {formula}, which takes its own cell;"
            " so do the sums in {likewise}"
        ),
    ),
}


_SEVERAL_TEXTS = Sentence(
    "{where}: {cells} among the {field} are text, not numbers, so {formula} leaves them out"
)


def of_each_sheet(
    overlooked: Callable[[FormulaCells], Iterable[Place]],
) -> Callable[[_Find], Facts]:
    """
    Make the facts of a check from its findings on each sheet with a part of an annex.

    Where it cannot look, it says so: *overlooked* are the cells whose formulas it cannot judge.
    """

    def made(find: _Find) -> Facts:
        @wraps(find)
        def facts(evidence: Evidence) -> Iterator[Fact | Gap]:
            if evidence.reading is None:
                yield evidence.unjudged((), WITHOUT_WORKBOOK)
                return
            form = evidence.reading.form
            sheets = evidence.sheets if form.computed else ()
            if form.hides_formulas:
                yield Gap(None, _HIDDEN)
            elif not form.computed:
                yield NOTHING_OF_THE_KIND
            elif not sheets:
                yield Gap(None, _WITHOUT_CELLS)
            for workbook in sheets:
                yield from find(workbook)
                yield from _gaps(overlooked(workbook))

        return facts

    return made


def _gaps(overlooked: Iterable[Place]) -> Iterator[Gap]:
    """Yield one gap for each column, at its first cell."""
    fields: set[Field] = set()
    for place in overlooked:
        if place.field not in fields:
            fields.add(place.field)
            yield Gap(place, _NOT_FOLLOWED)


@rule(
    "PP601",
    Severity.WARNING,
    "{where}: the {field} is computed by {formula}; its column computes it from {cells}",
    topic=Topic.DOCUMENT,
)
@of_each_sheet(FormulaCells.rows_not_followed)
def formula_unlike_its_column(workbook: FormulaCells) -> Iterator[Fact]:
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

    Three rows divide by column E, the households of this year.  Row 4 divides by column C,
    those of last year.

    >>> from povertyplan.reading import Form
    >>> cells = {(row, name): f"{'CEG'[at]}{row}" for row in (1, 2, 3, 4) for at, name in
    ...     enumerate(("households_base", "households_goal", "poor_goal_rate"))}
    >>> sources = {Place(*at): Source(cell=cell) for at, cell in cells.items()}
    >>> computed = [(Place(row, "poor_goal_rate"), f"F{row}/E{row}*100") for row in (1, 2, 3)]
    >>> odd = (Place(4, "poor_goal_rate"), "F4/C4*100")
    >>> plan = Plan.of(2024, [{"name": name} for name in ("Chợ", "Ngò", "Bậu", "Bùi")])
    >>> reading = Reading(plan, sources, Form(computed=(*computed, odd)))
    >>> print(*check(reading, select=["PP6"]).findings)
    row 4 (Bùi): the poor rate of 2024 is computed by F4/C4*100; its column computes it from E4, F4

    ## Right

    All rows divide by column E.

    >>> reading = Reading(plan, sources, Form(computed=tuple(computed)))
    >>> check(reading, select=["PP601"]).findings
    ()

    ## How to repair

    Copy the formula of a right row into the cell, and look whether the text states the old
    rate.

    ## Source

    The formulas of a workbook; the review forms print one formula for each column.
    """
    for place, cells in workbook.odd_formulas():
        yield Fact(place, terms=(("formula", workbook.formulas[place]), ("cells", cells)))


@rule(
    "PP602",
    Severity.WARNING,
    "{where}: the {field} are summed by {formula}, which leaves out {cells}",
    topic=Topic.DOCUMENT,
)
@of_each_sheet(FormulaCells.totals_not_followed)
def sum_of_other_cells(workbook: FormulaCells) -> Iterator[Fact]:
    """
    The sum of a total or a sub-total takes other cells than its rows.

    It leaves out a row, counts one twice, or takes a row of another section,
    another column, or its own cell.  A sub-total that a sum takes stands for the
    rows of its section.  Sums of one row with the same fault are told once.

    ## Why it matters

    A row added below the last one is not in the range of the sum.  The total is
    short by it, and stays so every year after.

    ## Wrong

    The rows are G3 and G4, and the total is SUM(G3:G3).

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal"): Source(cell=f"G{2 + row}") for row in (1, 2)}
    >>> sources[Place("total", "poor_goal")] = Source(cell="G5")
    >>> plan = Plan.of(2024, [{"name": "Chợ"}, {"name": "Ngò"}], total={})
    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G3)"),))
    >>> print(*check(Reading(plan, sources, form), select=["PP602"]).findings)
    total row: the poor households of 2024 are summed by SUM(G3:G3), which leaves out G4

    ## Right

    The total is SUM(G3:G4).

    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G4)"),))
    >>> check(Reading(plan, sources, form), select=["PP602"]).findings
    ()

    ## How to repair

    Extend the range over all rows.  A row that is inserted between two others is taken in by
    itself.

    ## Source

    The formulas of a workbook.
    """
    alike: dict[tuple[Row, SumFault, frozenset[Row]], list[WrongSum]] = {}
    for wrong in AnnexSums(workbook).wrong():
        alike.setdefault((wrong.place.row, wrong.fault, wrong.rows), []).append(wrong)
    for sums in alike.values():
        first, *others = sorted(sums, key=lambda wrong: workbook.position(wrong.place))
        in_one_column, in_several = _SUM_FAULTS[first.fault]
        terms = (("formula", workbook.formulas[first.place]), ("cells", named(first.cells)))
        if others:
            likewise = tuple(workbook.name(wrong.place) for wrong in others)
            yield Fact(first.place, terms=(*terms, ("likewise", likewise)), says=in_several)
        else:
            yield Fact(first.place, terms=terms, says=in_one_column)


@rule(
    "PP603",
    Severity.WARNING,
    "{where}: the {field}, {printed}, is typed; its column computes it, from {cells}",
    topic=Topic.DOCUMENT,
)
@of_each_sheet(FormulaCells.rows_not_followed)
def figure_typed_over(workbook: FormulaCells) -> Iterator[Fact]:
    """
    A figure is typed where the others of its column are computed.

    A figure of nothing may be typed.  A rate that its counts do not give is told by PP201 or
    PP202 alone: the formula would give another.

    ## Why it matters

    What was typed over a formula does not follow when its count is corrected.

    ## Wrong

    Three rows compute their rates.  Row 4 has 1.43 without a formula.

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal_rate"): Source(cell=f"G{row}") for row in (1, 2, 3, 4)}
    >>> computed = [(Place(row, "poor_goal_rate"), f"F{row}/E{row}*100") for row in (1, 2, 3)]
    >>> form = Form(computed=tuple(computed))
    >>> row = {"name": "Chợ", "households_goal": 140, "poor_goal": 2, "poor_goal_rate": "1,43"}
    >>> plan = Plan.of(2024, [row] * 4)
    >>> print(*check(Reading(plan, sources, form), select=["PP603"]).findings)
    row 4 (Chợ): the poor rate of 2024, 1.43%, is typed; its column computes it, from E4, F4

    ## Right

    Row 4 has a formula, or nothing.

    >>> plan = Plan.of(2024, [row] * 3 + [{"name": "Ngò"}])
    >>> check(Reading(plan, sources, form), select=["PP603"]).findings
    ()

    ## How to repair

    Copy the formula of the row above.  If it gives another figure, find out which is right.

    ## Source

    The formulas of a workbook.
    """
    for field in ANNEX:
        column = workbook.column(field)
        usual = workbook.usual_shape(column)
        for place in column if usual else ():
            printed = workbook.printed(place)
            is_nothing = not (printed.digits if isinstance(printed, Percent) else printed)
            is_typed = place not in workbook.formulas and not is_nothing
            if is_typed and workbook.is_of_its_counts(place):
                cells = workbook.cells_of(usual, place)
                yield Fact(place, printed, terms=(("cells", cells),))


@rule(
    "PP605",
    Severity.WARNING,
    "{where}: {cells} among the {field} is text, not a number, so {formula} leaves it out",
    topic=Topic.DOCUMENT,
)
@of_each_sheet(FormulaCells.totals_not_followed)
def text_left_out_of_sum(workbook: FormulaCells) -> Iterator[Fact]:
    """
    A figure is stored as text, so the sum of its column leaves it out.

    The cells of a column are told once, at the first of them.  Text that no sum
    takes is not told: a quotient, or a sum written with a plus, takes it as the
    number that it looks like.

    ## Why it matters

    The cell looks like every other, and the total is short by it.  Such cells come
    from a paste, a blank beside the figure, or an apostrophe before it.

    ## Wrong

    G3 holds the number 2, and G4 a 3 that is text.  G5, SUM(G3:G4), shows 2.

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal"): Source(cell=f"G{2 + row}") for row in (1, 2)}
    >>> sources[Place(Part.TOTAL, "poor_goal")] = Source(cell="G5")
    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G4)"),),
    ...             as_text=(Place(2, "poor_goal"),))
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}, {"name": "Ngò", "poor_goal": 3}],
    ...                total={"poor_goal": 2})
    >>> print(*check(Reading(plan, sources, form), select=["PP605"]).findings)
    row 2 (Ngò): G4 among the poor households of 2024 is text, not a number, so SUM(G3:G4) \
leaves it out

    ## Right

    G4 is a number, and G5 shows 5.

    >>> form = Form(computed=form.computed)
    >>> right = plan.edited([Edit(Place(Part.TOTAL, "poor_goal"), 2, 5)])
    >>> check(Reading(right, sources, form), select=["PP605"]).findings
    ()

    ## How to repair

    Turn the text into a number, or type it again.  Then look at the total, and at its rate.

    ## Source

    The text of a workbook, and its formulas.
    """
    for places, formula in AnnexSums(workbook).text_left_out():
        cells = named(workbook.addresses[place] for place in places)
        says = _SEVERAL_TEXTS if len(places) > 1 else None
        yield Fact(places[0], terms=(("formula", formula), ("cells", cells)), says=says)
