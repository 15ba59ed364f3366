"""PP604 and PP606: figures that a workbook shows, and that its formulas do not give."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction

from attrs import frozen

from povertyplan.arithmetic.formulas import is_ratio, is_sum
from povertyplan.checks.annex_sums import AnnexSums
from povertyplan.checks.evidence import Evidence
from povertyplan.checks.formula_cells import FormulaCells
from povertyplan.checks.rule import Fact, of_reading, rule
from povertyplan.checks.workbook import WITHOUT_WORKBOOK, of_each_sheet
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Said, Sentence
from povertyplan.model.percent import Percent
from povertyplan.model.places import Place
from povertyplan.reading import Reading

_WITHOUT_FORMULA = Sentence(
    "{where}: the {field} has more digits than its number format shows: Excel rounds it to"
    " {printed}, LibreOffice to {other}"
)


@rule(
    "PP604",
    Severity.ERROR,
    "{where}: the cell of the {field} shows {printed}, but its formula {formula} gives {expected}",
    topic=Topic.DOCUMENT,
)
@of_each_sheet(FormulaCells.not_followed)
def value_not_of_its_formula(workbook: FormulaCells) -> Iterator[Fact]:
    """
    A computed cell shows another value than its formula gives.

    Only sums of counts and one count over another are computed again, from
    counts that were typed or are such sums themselves.  Where one of the cells
    holds text, nothing is said: a sum leaves it out.  A formula that takes other
    cells than it should is told by PP601 or PP602 alone.

    ## Why it matters

    A spreadsheet that was told not to compute shows what was right long ago.

    ## Wrong

    G3 and G4 hold 2 and 2.  G5 shows 5, and its formula is SUM(G3:G4).

    >>> from povertyplan.reading import Form
    >>> sources = {Place(row, "poor_goal"): Source(cell=f"G{2 + row}") for row in (1, 2)}
    >>> sources[Place(Part.TOTAL, "poor_goal")] = Source(cell="G5")
    >>> form = Form(computed=((Place(Part.TOTAL, "poor_goal"), "SUM(G3:G4)"),))
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}, {"name": "Ngò", "poor_goal": 2}],
    ...                total={"poor_goal": 5})
    >>> print(*check(Reading(plan, sources, form), select=["PP604"]).findings)
    total row: the cell of the poor households of 2024 shows 5, but its formula SUM(G3:G4) gives 4

    ## Right

    G5 shows 4.

    >>> right = plan.edited([Edit(Place(Part.TOTAL, "poor_goal"), 5, 4)])
    >>> check(Reading(right, sources, form), select=["PP604"]).findings
    ()

    ## How to repair

    Let the spreadsheet compute (F9, automatic calculation), save, and look at the text that
    quotes the cell.

    ## Source

    The formulas of a workbook.
    """
    sums = AnnexSums(workbook)
    wrong_sums = {wrong.place for wrong in sums.wrong()}
    odd_formulas = {place for place, _ in workbook.odd_formulas()}
    for place, formula in workbook.formulas.items():
        if place in wrong_sums or place in odd_formulas:
            continue
        printed = workbook.printed(place)
        counts = sums.counts(place)
        if isinstance(printed, int) and is_sum(formula) and counts and printed != sum(counts):
            yield Fact(place, printed, sum(counts), (("formula", formula),))
        if isinstance(printed, Percent) and is_ratio(formula) and counts and counts[1]:
            share = Fraction(counts[0], counts[1])
            # Without a hundred the cell shows the share itself, unless its format is of per cent.
            if not (printed.admits(share) or printed.admits(share / 100)):
                with suppress(ValueError):  # more digits than documents print
                    expected = Percent.of(share, places=printed.places)
                    yield Fact(place, printed, expected, (("formula", formula),))


@frozen
class _RatesShown:
    """The rates of a workbook, and those that LibreOffice shows otherwise than Excel."""

    evidence: Evidence
    shown_otherwise: Sequence[tuple[Place, Percent]]
    formulas: Mapping[Place, str]

    @classmethod
    def of(cls, evidence: Evidence, reading: Reading) -> "_RatesShown | None":
        """Take the rates of a reading, or return None if it may not be of a workbook."""
        form = reading.form
        if not (form.computed or form.by_format or form.hides_formulas):
            return None
        shown_otherwise: list[tuple[Place, Percent]] = []
        for place, text in form.by_format:
            with suppress(ValueError, LookupError):  # a record may say anything
                stated = evidence.figures[place.row][place.field]
                if isinstance(stated, Percent):
                    shown_otherwise.append((place, Percent.parse(text)))
        return cls(evidence, shown_otherwise, dict(form.computed))


_of_workbook = of_reading(WITHOUT_WORKBOOK, _RatesShown.of)


@rule(
    "PP606",
    Severity.NOTE,
    "{where}: the {field}, computed by {formula}, is rounded by its number format alone: Excel"
    " shows {printed}, LibreOffice {other}",
    topic=Topic.DOCUMENT,
)
@_of_workbook
def rate_rounded_by_format(rates: _RatesShown) -> Iterator[Fact]:
    """
    A rate is rounded by its number format alone, and shown differently in two programs.

    A quotient that lies halfway between two figures is stored a trifle too low: 23 of 160 as
    14.374999999999998.  Excel shows 15 digits at most, so it sees 14.375 and rounds it up;
    LibreOffice rounds what is stored.  Only rates for which the two show different figures
    are told; `ROUND` gives the same in both.

    ## Why it matters

    The figure on the paper depends on the program that printed it, while the text quotes one
    of the two.

    ## Wrong

    E4 is D4/C4*100 under the format 0.00, for 23 poor households of 160.

    >>> from povertyplan.reading import Form
    >>> rate = Place(1, "poor_goal_rate")
    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal_rate": "14.38"}])
    >>> form = Form(computed=((rate, "D4/C4*100"),), by_format=((rate, "14.37%"),))
    >>> print(*check(Reading(plan, {rate: Source(cell="E4")}, form), select=["PP606"]).findings)
    row 1 (Chợ): the poor rate of 2024, computed by D4/C4*100, is rounded by its number format \
alone: Excel shows 14.38%, LibreOffice 14.37%

    ## Right

    E4 is ROUND(D4/C4*100,2).

    >>> form = Form(computed=((rate, "ROUND(D4/C4*100,2)"),))
    >>> check(Reading(plan, {rate: Source(cell="E4")}, form), select=["PP606"]).findings
    ()

    ## How to repair

    Put ROUND around the formula, in every row of the column, with as many places as the annex
    prints.

    ## Source

    The numbers and the number formats of a workbook.
    """
    for place, other in rates.shown_otherwise:
        printed, formula = rates.evidence.printed(place), rates.formulas.get(place)
        terms: tuple[tuple[str, Said], ...] = (("other", other),)
        if formula is None:
            yield Fact(place, printed, terms=terms, says=_WITHOUT_FORMULA)
        else:
            yield Fact(place, printed, terms=(*terms, ("formula", formula)))
