"""A plan as a table for the terminal, each printed figure beside the computed one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self

from attrs import frozen

from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.verdicts import Verdict, expected, verdict_of
from povertyplan.documents.files import Document
from povertyplan.errors import harmless
from povertyplan.messages import Sentence, field_label, row_label, show, translated
from povertyplan.model.fields import ANNEX, HEADLINE, LABOUR, Count, Field, Figure, Rate, Value
from povertyplan.model.places import Figures, Part, Row, in_annex
from povertyplan.model.reach import Rounding
from povertyplan.model.tabular import Tabular
from povertyplan.outputs.taken_for import is_of_reviews
from povertyplan.reading import Form, Reading

_PLAN = Sentence("plan of {year}")
#: Its years stand above its columns.
_REVIEW = Sentence("result of a review")
#: The short heads of the columns; the year stands below each.
HEADS: Mapping[Figure, str] = {
    Count.HOUSEHOLDS_BASE: "households",
    Count.PERSONS_BASE: "persons",
    Count.HOUSEHOLDS_GOAL: "households",
    Count.PERSONS_GOAL: "persons",
    Count.POOR_BASE: "poor",
    Rate.POOR_BASE_RATE: "poor rate",
    Count.POOR_GOAL: "poor",
    Rate.POOR_GOAL_RATE: "poor rate",
    Count.NEAR_POOR_BASE: "near-poor",
    Rate.NEAR_POOR_BASE_RATE: "near-poor rate",
    Count.NEAR_POOR_GOAL: "near-poor",
    Rate.NEAR_POOR_GOAL_RATE: "near-poor rate",
}
_SIGNS = {Verdict.HOLDS: "=", Verdict.ROUNDED: "≈", Verdict.FAILS: "≠", Verdict.UNKNOWN: ":"}
_BLANK = "–"


def lines(reading: Reading, lang: str) -> Iterator[str]:
    r"""
    Yield the annex of a plan as a table, and below it the figures of its text.

    A figure that can be computed is followed by what it comes to, after ``=``
    where it prints that, after ``≠`` where it does not; a dash stands for what
    is not stated.

    >>> total = {"households_goal": 3924, "poor_goal": 54, "poor_goal_rate": "1.39"}
    >>> plan = Plan.of(2024, [], unit="Cao Thượng", total=total)
    >>> print(*lines(Reading(plan), "en"), sep="\n")
    Cao Thượng, plan of 2024
               households  poor      poor rate
                     2024  2024           2024
    total row       3,924    54  1.39% ≠ 1.38%
    """
    plan = reading.plan
    compared = ComparedTable.of(plan, reading, lang)
    yield _title(reading, lang)
    yield from aligned(list(_annex(compared)))
    yield from _targets(compared, Part.HEADLINE, HEADLINE)
    yield from _targets(compared, Part.LABOUR, LABOUR)


@frozen
class ComparedTable:
    """The figures of a table as printed and as computed."""

    table: Tabular
    form: Form
    printed: Figures
    computed: Mapping[tuple[Row, Field], tuple[Verdict, Value]]
    lang: str

    @classmethod
    def of(cls, table: Tabular, document: Document, lang: str) -> Self:
        """Compute the figures of the table that a document holds."""
        computed = _computed(table, document.rounding)
        return cls(table, document.form, table.figures(), computed, lang)

    def states(self, rows: Iterable[Row], field: Field) -> bool:
        """Whether any of some rows states a figure."""
        return any(self.printed[row].get(field) is not None for row in rows)

    def text(self, row: Row, field: Field, *, always: bool) -> str:
        """Return a printed figure, and the computed one if it differs or *always*."""
        printed = self.printed[row].get(field)
        text = _BLANK if printed is None else show(printed, self.lang)
        verdict, computed = self.computed.get((row, field), (Verdict.UNKNOWN, None))
        wanted = always or verdict is Verdict.FAILS
        if computed is None or not wanted:
            return text
        return f"{text} {_SIGNS[verdict]} {show(computed, self.lang)}"


def _computed(table: Tabular, rounding: Rounding) -> dict[tuple[Row, Field], tuple[Verdict, Value]]:
    """Return each figure that a relation computes, and whether the printed one agrees."""
    figures = table.figures()
    computed: dict[tuple[Row, Field], tuple[Verdict, Value]] = {}
    for case in cases_of(table):
        if case.relation.computes:
            place = (case.row, case.relation.subject)
            verdict = verdict_of(case, figures, rounding)
            # A figure that several relations compute shows the one that it contradicts.
            if computed.get(place, (None, None))[0] is not Verdict.FAILS:
                computed[place] = (verdict, expected(case, figures, rounding))
    return computed


def _title(reading: Reading, lang: str) -> str:
    """Return the unit, if the document names it, and what the table is."""
    plan = reading.plan
    unit = harmless(f"{plan.unit.kind} {plan.unit.name}".strip())
    kind = _REVIEW if is_of_reviews(reading) else _PLAN
    table = kind.text({"year": str(plan.year)}, lang)
    return f"{unit}, {table}" if unit else table


def _annex(compared: ComparedTable) -> Iterator[list[str]]:
    """Yield the rows of the annex, two lines of heads first, without columns that are blank."""
    rows = [row for row in compared.printed if in_annex(row)]
    columns = [field for field in ANNEX if compared.states(rows, field)]
    yield ["", *(translated(HEADS[field], compared.lang) for field in columns)]
    yield ["", *(str(compared.table.year_of(field)) for field in columns)]
    for row in rows:
        label = label_of(compared, row)
        figures = (compared.text(row, field, always=isinstance(field, Rate)) for field in columns)
        yield [label, *figures]


def label_of(compared: ComparedTable, row: Row) -> str:
    """Return the ordinal and the unit of a row, or what another row is called."""
    if isinstance(row, int):
        ordinal = harmless(compared.form.ordinal_of(row)) or row
        return f"{ordinal} {harmless(compared.table.name_of(row))}"
    return row_label(row, "", compared.lang)


def aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows of a table as lines: the first column to the left, the others to the right."""
    if not table:
        return
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for label, *figures in table:
        cells = [label.ljust(widths[0])]
        cells += map(str.rjust, figures, widths[1:])
        yield "  ".join(cells).rstrip()


def _targets(compared: ComparedTable, part: Part, fields: Sequence[Figure]) -> Iterator[str]:
    """Yield the figures of a part of the text, below its name."""
    printed = compared.printed.get(part, {})
    stated = [field for field in fields if printed.get(field) is not None]
    if stated:
        yield row_label(part, "", compared.lang)
    for field in stated:
        label = field_label(field, compared.table.year_of(field), compared.lang)
        yield f"  {label}: {compared.text(part, field, always=True)}"
