"""A document read back, and the facts in which it differs from its source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from attrs import frozen

from povertyplan.documents.files import OpenedFile, reading_of
from povertyplan.documents.layout.year_pages import YearTable
from povertyplan.documents.write.contents import (
    FACTS_OF_PLAN,
    FACTS_OF_TABLE,
    Item,
    contents,
    contents_of_table,
)
from povertyplan.documents.year_files import tables_in
from povertyplan.messages import (
    Filling,
    Phrase,
    ReadError,
    WriteError,
    listed,
    phrase,
    verbatim,
)
from povertyplan.messages.phrases import figure_phrase
from povertyplan.model.fields import figure_named
from povertyplan.model.percent import Percent, Points
from povertyplan.model.places import Part, Row, SectionRow
from povertyplan.model.plan import Plan
from povertyplan.reading import Reading
from povertyplan.year.flows import PovertyFlow
from povertyplan.year.register import Register

#: A table that documents are written of.
WrittenTable: TypeAlias = YearTable | Register
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
        why = phrase(
            "Nothing was written, for the document would state other than the plan: {differences}."
            " Correct what differs, or write the plan as .json, which holds every plan.",
            differences=_differences(altered, plan),
        )
        raise WriteError(file, why, _names(altered))


def refuse_altered_tables(
    tables: Sequence[WrittenTable], data: bytes, format_name: str, file: str
) -> None:
    """Raise `WriteError` if a document, read back, states other than the tables."""
    try:
        read = [reading.table for reading in tables_in(OpenedFile(file, data, format_name))]
    except ReadError as error:
        why = phrase(
            "Nothing was written, for the document could not be read as a table again: {why}."
            " Write the table as .json, which holds every table.",
            why=error.why,
        )
        raise WriteError(file, why, ("rows",)) from error
    stated_contents, read_contents = _contents_by_kind(tables), _contents_by_kind(read)
    for table in tables:
        kind = _kind(table)
        altered = _altered(stated_contents[kind], read_contents.get(kind, {}))
        if altered:
            why = phrase(
                "Nothing was written, for the document would state other than the table:"
                " {differences}. Correct what differs, or write the table as .json, which holds"
                " every table.",
                differences=_differences(altered, table),
            )
            raise WriteError(file, why, _names(altered))


def _contents_by_kind(tables: Iterable[WrittenTable]) -> dict[object, dict[Item, object]]:
    """Return the joint contents of tables by kind: two forms hold the parts of a flow."""
    by_kind: dict[object, dict[Item, object]] = {}
    for table in tables:
        by_kind.setdefault(_kind(table), {}).update(contents_of_table(table))
    return by_kind


def _kind(table: WrittenTable) -> object:
    """Return the key of a table among the others of its document."""
    if isinstance(table, Register):
        return Register, table.year
    counted = {row.counted for row in table.printed_rows if isinstance(row, PovertyFlow)}
    return table.kind, frozenset(counted)


def altered_items(plan: Plan, read_plan: Plan) -> list[Altered]:
    """Return what a plan states and another one, read from its document, states otherwise."""
    if plan == read_plan:
        return []  # as mostly; to list what two plans state takes many times as long
    return _altered(contents(plan), contents(read_plan))


def _altered(stated: Mapping[Item, object], read: Mapping[Item, object]) -> list[Altered]:
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


def _names(altered: Iterable[Altered]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(each.item.name) for each in altered))


def _differences(altered: Sequence[Altered], table: Plan | WrittenTable) -> Phrase:
    told = [_told(each, table) for each in altered[:_MOST_TOLD]]
    if len(altered) > _MOST_TOLD:
        told.append(phrase("and {number} more", number=len(altered) - _MOST_TOLD))
    return listed(told)


def _told(altered: Altered, table: Plan | WrittenTable) -> Phrase:
    if altered.item.name == "unit_name" and not table.unit.kind:
        return phrase(
            "the kind of the commune (xã, phường, thị trấn, đặc khu) is not stated, without which"
            " its name is not recognised"
        )
    what, where = called(altered.item, table), _place(altered.item.row)
    values = {"what": what, "stated": _shown(altered.stated), "read": _shown(altered.read)}
    if where is None:
        return phrase("{what}: {stated}, read back as {read}", **values)
    return phrase("{where}, {what}: {stated}, read back as {read}", where=where, **values)


def called(item: Item, table: Plan | WrittenTable) -> Phrase:
    """Return what something that a plan or a table states is called."""
    facts = {**FACTS_OF_PLAN, **FACTS_OF_TABLE}
    if item.name in facts:
        return facts[item.name]
    figure = figure_named(item.name)
    return figure_phrase(figure, table.year_of(figure))


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
