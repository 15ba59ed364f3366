"""A document read back: what it states otherwise than the plan that it was made of."""

from collections.abc import Sequence

from attrs import frozen

from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.documents.write.contents import FACTS_OF_PLAN, Item, contents
from povertyplan.messages import (
    Phrase,
    ReadError,
    WriteError,
    figure_phrase,
    listed,
    phrase,
    verbatim,
)
from povertyplan.model.fields import figure_named
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Part, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.reading import Reading

#: How many differences a refusal tells.
_MOST_TOLD = 4


@frozen
class Altered:
    """Something that a plan states and that a document states otherwise."""

    item: Item
    stated: object  #: None if only the document states it
    read: object


def refuse_altered(plan: Plan, data: bytes, format_name: str, file: str) -> None:
    """Raise `WriteError` if a document, read back, states other than the plan."""
    try:
        read_as = reading_of(OpenedFile(file, data, format_name))
    except ReadError as error:
        why = phrase(
            "Nothing was written, for the document could not be read as a plan again: {why}.",
            why=error.why,
        )
        raise WriteError(file, why) from error
    read_plan = read_as.plan if isinstance(read_as, Reading) else read_as.reading.plan
    altered = altered_items(plan, read_plan)
    if altered:
        names = dict.fromkeys(str(each.item.name) for each in altered)
        raise WriteError(file, _refusal(altered, plan), tuple(names))


def altered_items(plan: Plan, read_plan: Plan) -> list[Altered]:
    """Return what a plan states and another one, read from its document, states otherwise."""
    stated, read = contents(plan), contents(read_plan)
    items = dict.fromkeys((*stated, *read))
    return [
        Altered(item, stated.get(item), read.get(item))
        for item in items
        if stated.get(item) != read.get(item)
    ]


def _refusal(altered: Sequence[Altered], plan: Plan) -> Phrase:
    told = [_told(each, plan) for each in altered[:_MOST_TOLD]]
    if len(altered) > _MOST_TOLD:
        told.append(phrase("and {number} more", number=len(altered) - _MOST_TOLD))
    return phrase(
        "Nothing was written, for the document would state other than the plan: {differences}."
        " Correct what differs, or write the plan as .json, which holds every plan.",
        differences=listed(told),
    )


def _told(altered: Altered, plan: Plan) -> Phrase:
    what, where = _called(altered.item, plan), _place(altered.item.row)
    values = {"what": what, "stated": _shown(altered.stated), "read": _shown(altered.read)}
    if where is None:
        return phrase("{what}: {stated}, read back as {read}", **values)
    return phrase("{where}, {what}: {stated}, read back as {read}", where=where, **values)


def _called(item: Item, plan: Plan) -> Phrase:
    if item.name in FACTS_OF_PLAN:
        return FACTS_OF_PLAN[item.name]
    figure = figure_named(item.name)
    return figure_phrase(figure, plan.year_of(figure))


def _place(row: Row) -> Phrase | None:
    """Return the line of the annex that something is of; None for what is of the text."""
    match row:
        case int():
            return phrase("row {number}", number=row)
        case SectionRow(number):
            return phrase("sub-total {number}", number=number)
        case Part.TOTAL:
            return phrase("total row")
        case _:
            return None


def _shown(value: object) -> Phrase:
    match value:
        case None | "" | ():
            return phrase("nothing")
        case bool():
            return phrase("stated")
        case Percent() | Points() | int():
            return verbatim(str(value))
        case _:
            return verbatim(f"“{value}”")
