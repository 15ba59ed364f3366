"""A document read back: what it states otherwise than the plan that it was made of."""

from collections.abc import Iterator, Sequence
from typing import cast

from attrs import frozen

from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.documents.write.contents import FACTS_OF_PLAN, Item, contents
from povertyplan.messages import (
    Filling,
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
#: The years that a reader tells from other numbers.
_YEARS = range(1900, 2100)


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
        raise _refusal_of_unread(plan, file, error) from error
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


# A document that is not read as a plan.


def _refusal_of_unread(plan: Plan, file: str, error: ReadError) -> WriteError:
    causes = dict(_causes_of_unread(plan)) or {"rows": error.why}
    why = phrase(
        "Nothing was written, for the document could not be read as a plan again: {causes}."
        " Write the plan as .json, which holds every plan.",
        causes=listed(causes.values()),
    )
    return WriteError(file, why, tuple(causes))


def _causes_of_unread(plan: Plan) -> Iterator[tuple[str, Phrase]]:
    """Yield what a plan lacks to be read from a document: rows with figures, usual years."""
    figures = [value for row in plan.printed_rows for value in row.flat().values()]
    if not any(value is not None for value in figures):
        yield "rows", phrase("no row of the annex states a figure")
    years = plan.years or (plan.year, plan.year)
    for name, year in (("year", plan.year), *zip(("base_year", "goal_year"), years, strict=True)):
        if year not in _YEARS:
            what = FACTS_OF_PLAN[name]
            yield name, phrase("{what}: {year}, which is not of 1900 to 2099", what=what, year=year)


# A document that is read as another plan.


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
    if altered.item.name == "unit_name" and not plan.unit.kind:
        return phrase(
            "the kind of the commune (xã, phường, thị trấn, đặc khu) is not stated, without which"
            " its name is not recognised"
        )
    what, where = called(altered.item, plan), _place(altered.item.row)
    values = {"what": what, "stated": _shown(altered.stated), "read": _shown(altered.read)}
    if where is None:
        return phrase("{what}: {stated}, read back as {read}", **values)
    return phrase("{where}, {what}: {stated}, read back as {read}", where=where, **values)


def called(item: Item, plan: Plan) -> Phrase:
    """Return what something that a plan states is called."""
    if item.name in FACTS_OF_PLAN:
        return FACTS_OF_PLAN[item.name]
    figure = figure_named(item.name)
    return figure_phrase(figure, plan.year_of(figure))


def _place(row: Row) -> Phrase | None:
    """Return the line of the annex, or the part of the text, that something stands in."""
    match row:
        case int():
            return phrase("row {number}", number=row)
        case SectionRow(number):
            return phrase("sub-total {number}", number=number)
        case Part.TOTAL:
            return phrase("total row")
        case Part.HEADLINE:
            return phrase("targets in the text")
        case _:
            return None


def _shown(value: object) -> Filling:
    match value:
        case Percent() | Points():
            return value
        case None | "" | ():
            return phrase("nothing")
        case bool():
            return phrase("stated")
        case tuple():
            return listed(map(_shown_part, cast("tuple[object, ...]", value)))
        case str():
            return verbatim(f"“{value}”")
        case _:
            return verbatim(str(value))


def _shown_part(part: object) -> Phrase:
    """Return a recipient, or a section with the first and the last of its rows."""
    match part:
        case (str() as label, range() as rows):
            return phrase(
                "“{label}” with rows {first} to {last}",
                label=label,
                first=rows.start,
                last=rows.stop - 1,
            )
        case _:
            return verbatim(f"“{part}”")
