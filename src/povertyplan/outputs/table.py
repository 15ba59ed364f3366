"""A plan as a table for the terminal, each printed figure beside the computed one."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from povertyplan.arithmetic.cases import cases_of
from povertyplan.arithmetic.verdicts import Verdict, expected, verdict_of
from povertyplan.errors import harmless
from povertyplan.messages import Sentence, field_label, row_label, show, translated
from povertyplan.model.fields import ANNEX, HEADLINE, LABOUR, Field, Period, Rate, Value, period
from povertyplan.model.places import TEXT, Figures, Part, Row
from povertyplan.model.plan import Plan
from povertyplan.reading import Reading

_TITLE = Sentence("{unit}, plan of {year}")
#: The short heads of the columns, by the flat name without its year.
HEADS: Mapping[str, str] = {
    "households": "households",
    "persons": "persons",
    "poor": "poor",
    "poor_rate": "poor rate",
    "near_poor": "near-poor",
    "near_poor_rate": "near-poor rate",
}
_SIGNS = {Verdict.HOLDS: "=", Verdict.ROUNDED: "≈", Verdict.FAILS: "≠", Verdict.UNKNOWN: ":"}
_BLANK = "–"


@frozen
class _Sheet:
    """A plan's figures, and what each of them comes to."""

    plan: Plan
    found: Figures
    computed: Mapping[tuple[Row, Field], tuple[Verdict, Value]]
    lang: str

    def text(self, row: Row, name: Field, *, always: bool) -> str:
        """Return a figure, and what it comes to: *always*, or where that is another."""
        printed = self.found[row].get(name)
        shown = _BLANK if printed is None else show(printed, self.lang)
        verdict, right = self.computed.get((row, name), (Verdict.UNKNOWN, None))
        if right is None or not (always or verdict is Verdict.FAILS):
            return shown
        return f"{shown} {_SIGNS[verdict]} {show(right, self.lang)}"


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
    plan, found = reading.plan, reading.plan.figures()
    computed: dict[tuple[Row, Field], tuple[Verdict, Value]] = {
        (case.row, case.relation.subject): (
            verdict_of(case, found, reading.rounding),
            expected(case, found, reading.rounding),
        )
        for case in cases_of(plan)
        if case.relation.computes
    }
    sheet = _Sheet(plan, found, computed, lang)
    unit = harmless(f"{plan.unit.kind} {plan.unit.name}".strip()) or "…"
    yield _TITLE.text({"unit": unit, "year": str(plan.year)}, lang)
    yield from _aligned(list(_table(sheet)))
    for part, names in ((Part.HEADLINE, HEADLINE), (Part.LABOUR, LABOUR)):
        stated = [name for name in names if found.get(part, {}).get(name) is not None]
        if stated:
            yield row_label(part, "", lang)
        for name in stated:
            label = field_label(name, _year(plan, name), lang)
            yield f"  {label}: {sheet.text(part, name, always=True)}"


def _table(sheet: _Sheet) -> Iterator[list[str]]:
    rows = [row for row in sheet.found if row not in TEXT]
    names = [name for name in ANNEX if any(sheet.found[row][name] is not None for row in rows)]
    stems = [name.replace(f"_{period(name)}", "") for name in names]
    yield ["", *(translated(HEADS[stem], sheet.lang) for stem in stems)]
    yield ["", *(str(_year(sheet.plan, name)) for name in names)]
    for row in rows:
        figures = (sheet.text(row, name, always=isinstance(name, Rate)) for name in names)
        yield [_label(sheet, row), *figures]


def _label(sheet: _Sheet, row: Row) -> str:
    if isinstance(row, int):
        return f"{row} {harmless(sheet.plan.targets[row - 1].unit.name)}"
    return row_label(row, "", sheet.lang)


def _year(plan: Plan, name: Field) -> int | None:
    of = period(name)
    if of is None or plan.years is None:
        return None
    return plan.years[0 if of is Period.BASE else 1]


def _aligned(table: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *rest in table:
        cells = (text.rjust(width) for text, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()
