"""The kind of a document in words: a plan, the result of a review, or a table of the year."""

from collections.abc import Sequence
from typing import Any

from povertyplan.documents.files import Document
from povertyplan.errors import harmless
from povertyplan.messages import Phrase, period_label, phrase
from povertyplan.model.fields import Counted
from povertyplan.model.rows import LabourTarget
from povertyplan.model.units import Unit
from povertyplan.reading import Reading
from povertyplan.year import Coverage, Flow, PovertyFlow, Register, Rows, UnitReport
from povertyplan.year.open_plan import states_goals


def is_of_reviews(document: Document) -> bool:
    """Whether the table holds results of reviews alone, and so sets no targets."""
    return document.form.reviewed


def taken_for(document: Document, lang: str) -> str:
    """
    Return the kind, the period, the unit and the number of units of a document, in words.

    >>> taken_for(read("examples/formats/plan.csv"), "vi")
    'kế hoạch, năm 2024, thị trấn Cao Thượng, 26 đơn vị'
    """
    if isinstance(document, Reading):
        facts = _of_plan(document, lang)
        unit, counted = document.plan.unit, _counted(len(document.plan.targets))
    elif isinstance(document.table, Register):
        return _of_register(document.table, lang)
    else:
        table = document.table
        facts = _of_table(table, lang)
        unit, counted = table.unit, _counted(len(table.lines), are_units=not _is_by_policy(table))
    return ", ".join((*facts, *_name(unit), counted.text(lang)))


def _counted(number: int, *, are_units: bool = True) -> Phrase:
    if not are_units:
        return phrase("rows: {number}", number=number)
    return phrase("{number:unit|units}", number=number)


def _name(unit: Unit) -> Sequence[str]:
    return [harmless(f"{unit.kind} {unit.name}".strip())] if unit.name else []


def _of_register(register: Register, lang: str) -> str:
    """Return the size of a register: its households are counted, not its rows."""
    number = len(register.households)
    households = phrase("{number:household|households}", number=number)
    facts = (
        phrase("the register of households").text(lang),
        phrase("the review of {year}", year=register.year).text(lang),
    )
    return ", ".join((*facts, *_name(register.unit), households.text(lang)))


def _of_plan(reading: Reading, lang: str) -> tuple[str, ...]:
    """Return the kind of a plan and its year, of reviews the year of the last."""
    plan = reading.plan
    kind, year = phrase("the plan"), plan.year
    if is_of_reviews(reading):
        kind = phrase("the result of a review")
        earlier, later = plan.years or (year, year)
        year = later if states_goals(plan) else earlier
    return kind.text(lang), phrase("the year {year}", year=year).text(lang)


def _of_table(table: Rows[Any], lang: str) -> tuple[str, ...]:
    return _kind(table).text(lang), period_label(table.period, lang)


def _kind(table: Rows[Any]) -> Phrase:
    """Return what a table is, by its rows."""
    rows = table.printed_rows
    match rows[0] if rows else None:
        case UnitReport():
            return phrase("reports since the start of the year")
        case LabourTarget():
            return phrase("labour figures")
        case Coverage():
            return phrase("the coverage of policies")
        case PovertyFlow(counted=Counted.PERSONS):
            return phrase("the flow of {categories}, counted in persons", categories=_flows(rows))
        case PovertyFlow():
            return phrase(
                "the flow of {categories}, counted in households", categories=_flows(rows)
            )
        case _:
            return phrase("a table")


def _is_by_policy(table: Rows[Any]) -> bool:
    """Whether a table has a line for each policy of one unit."""
    rows = table.printed_rows
    units = {row.unit.name for row in rows}
    return bool(rows) and isinstance(rows[0], Coverage) and units <= {"", table.unit.name}


def _flows(rows: Sequence[PovertyFlow]) -> Phrase:
    """Return the categories of which a table of flows states something."""
    of_poor = any(row.poor != Flow() for row in rows)
    of_near_poor = any(row.near_poor != Flow() for row in rows)
    if of_poor and of_near_poor:
        return phrase("the poor and the near-poor")
    return phrase("the near-poor") if of_near_poor else phrase("the poor")
