"""The refusals of a plan that is a form of the year, and of a form that is a plan."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

from attrs import evolve

from povertyplan.documents.content import Content
from povertyplan.documents.recognise import recognise_plan_or_review
from povertyplan.documents.tables import words_of_headings
from povertyplan.documents.year_tables.readings import YearReading
from povertyplan.documents.year_tables.recognise import tables_of_the_year
from povertyplan.documents.year_tables.register.tables import refuse_persons
from povertyplan.messages import Phrase, ReadError, phrase
from povertyplan.model.rows import LabourTarget
from povertyplan.reading import Reading
from povertyplan.year import (
    Coverage,
    CoverageTable,
    FlowTable,
    Household,
    LabourTable,
    PovertyFlow,
    ProgressReport,
    Register,
    UnitReport,
)

#: What a table of the year is called, by the kind of its rows.
KINDS: Mapping[type[object], Phrase] = {
    PovertyFlow: phrase("a form of the flow of the poor or the near-poor"),
    UnitReport: phrase("a report of what was reached"),
    LabourTarget: phrase("a table of labour figures"),
    Coverage: phrase("a table of the coverage of policies"),
    Household: phrase("a register of households"),
}


def kind_of_table(
    table: FlowTable | ProgressReport | LabourTable | CoverageTable | Register,
) -> type | None:
    """Return the type of the rows of a table, or None if it has no rows."""
    return Household if isinstance(table, Register) else table.kind


def told_of_the_year(error: ReadError, content: Content) -> ReadError:
    """
    Return the refusal of a plan, which says so where the document is a form of the year.

    Raises `ReadError` for a document with a list of names, of which no word is repeated.
    """
    refuse_persons(content)
    readings: Iterable[YearReading] = ()
    with suppress(ReadError):
        readings = tables_of_the_year(content)
    kinds = {kind_of_table(reading.table) for reading in readings}
    names = [name for kind, name in KINDS.items() if kind in kinds]
    if not names:
        return error
    remedy = phrase(
        "This is {form}, and not a plan: povertyplan check checks it, and read_tables reads it.",
        form=names[0],
    )
    expected = phrase("a plan, or the result of a review")
    return ReadError(expected, names[0], content.file, remedy=remedy)


def refusal_without_tables(content: Content) -> ReadError:
    """Return the refusal of a document that has no table of the year, and what to do with it."""
    refuse_persons(content)
    expected = phrase(
        "a form of the year: the flow of the poor or the near-poor, a monthly report, labour"
        " figures of each unit, the coverage of policies, or a register of households by codes"
    )
    error = ReadError(expected, words_of_headings(content), content.file)
    with suppress(ReadError):
        is_plan = isinstance(recognise_plan_or_review(content), Reading)
        what = phrase("a plan") if is_plan else phrase("the result of a review")
        remedy = phrase(
            "This is {what}, and not a form of the year: povertyplan check checks it.", what=what
        )
        return evolve(error, remedy=remedy)
    return error
