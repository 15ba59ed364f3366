"""PP309: columns that follow from the figures of a plan; this needs a `Reading`."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from povertyplan.arithmetic.cases import Case, cases_of
from povertyplan.arithmetic.verdicts import Verdict, expected, verdict_of
from povertyplan.checks.evidence import Evidence, Gap
from povertyplan.checks.rule import Fact, of_reading, rule
from povertyplan.errors import ParseError
from povertyplan.findings import Severity, Topic
from povertyplan.messages import Sentence
from povertyplan.model.fields import Field, Value
from povertyplan.model.percent import MOST_DIGITS, Percent
from povertyplan.model.places import Figures, Place, Row
from povertyplan.model.reach import Rounding
from povertyplan.model.relations import Relation
from povertyplan.model.tabular import Widened
from povertyplan.reading import Reading

_BARE = Sentence("a bare plan has no further columns: check the reading of its document")
_UNLIKE = Sentence("the column of {field} is something else in most rows, and was not checked")
#: A column needs as many rows to show its meaning.
_FEWEST = 3


@frozen
class _FurtherColumns:
    """The further columns of an annex, beside the table that they follow from."""

    table: Widened
    figures: Figures
    rounding: Rounding
    has_sections: bool
    #: The first cell of each column, and what the column claims.
    claims: Sequence[tuple[Place, Relation]]

    @classmethod
    def of(cls, evidence: Evidence, reading: Reading) -> "_FurtherColumns | None":
        """Read the cells of the further columns; a cell without a figure is left out."""
        columns: dict[Row, dict[Field, Value]] = {}
        first_cells: dict[Field, Place] = {}
        for place, text in reading.form.further:
            figure = _figure(text)
            if figure is not None and place.row in evidence.figures:
                columns.setdefault(place.row, {})[place.field] = figure
                first_cells.setdefault(place.field, place)
        if not columns:
            return None
        table = Widened(evidence.table, columns)
        by_subject: dict[Field, Relation] = {
            relation.subject: relation for relation in table.relations
        }
        claims = [(place, by_subject[place.field]) for place in first_cells.values()]
        has_sections = bool(evidence.plan.sections)
        return cls(table, table.figures(), evidence.rounding, has_sections, claims)

    def known_cases(self, relation: Relation) -> list[Case]:
        """Return the cases of a column whose figure and operands are stated."""
        return [
            case
            for case in cases_of(self.table, [relation])
            if self.verdict(case) is not Verdict.UNKNOWN and self.expected(case) is not None
        ]

    def verdict(self, case: Case) -> Verdict:
        """Return the verdict of a case."""
        return verdict_of(case, self.figures, self.rounding)

    def expected(self, case: Case) -> Value:
        """Return the figure that a case computes."""
        return expected(case, self.figures, self.rounding)

    def fact(self, case: Case) -> Fact:
        """Return the fact that a figure differs from the one that the others make."""
        place = case.subject
        return Fact(place, self.figures[place.row][place.field], self.expected(case))


_of_further_columns = of_reading(_BARE, _FurtherColumns.of)


@rule(
    "PP309",
    Severity.ERROR,
    "{where}: the column of the {field} has {printed}, but the other columns give {expected}",
    topic=Topic.FIGURES,
)
@_of_further_columns
def further_column_differs(columns: _FurtherColumns) -> Iterator[Fact | Gap]:
    """
    A column that follows from others differs from what they make.

    Such columns are the drop in poor or near-poor households, both together
    with their rate, and the persons of poor households, of which only the sum
    can be checked, in an annex without sections.  A column is looked at where
    more than two thirds of it, and three rows at least, are what its heading
    says: it may hold something else.

    ## Why it matters

    The reader of a plan takes the drop for what the commune promised.

    ## Wrong

    Row 4 goes from 6 poor households to 2, and its column of drops says 3.

    >>> from povertyplan.reading import Form
    >>> rows = [{"poor_base": 3 + n, "poor_goal": 2} for n in range(4)]
    >>> drops = ((Place(row, "poor_drop"), f"{row if row < 4 else 3}") for row in range(1, 5))
    >>> reading = Reading(Plan.of(2024, rows), form=Form(further=tuple(drops)))
    >>> print(*check(reading, select=["PP309"]).findings)
    row 4: the column of the drop in poor households has 3, but the other columns give 4

    ## Right

    Row 4 says 4.

    >>> drops = ((Place(row, "poor_drop"), f"{row}") for row in range(1, 5))
    >>> reading = Reading(Plan.of(2024, rows), form=Form(further=tuple(drops)))
    >>> check(reading, select=["PP309"]).findings
    ()

    ## How to repair

    Compute the column from the others, or put a formula into all of it.  If the others are
    wrong, correct them first.

    ## Source

    Arithmetic.
    """
    for place, relation in columns.claims:
        cases = columns.known_cases(relation)
        wrong = [case for case in cases if columns.verdict(case) is Verdict.FAILS]
        if relation.adds_rows:
            is_whole = not columns.has_sections and len(columns.table.rows) >= _FEWEST
            yield from map(columns.fact, wrong if is_whole else ())
        elif len(cases) < _FEWEST or 3 * len(wrong) >= len(cases):
            yield Gap(place, _UNLIKE)
        else:
            yield from map(columns.fact, wrong)


def _figure(text: str) -> int | Percent | None:
    if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    try:
        return Percent.parse(text)
    except ParseError:
        return None
