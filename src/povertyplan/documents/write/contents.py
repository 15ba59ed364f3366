"""Everything that a plan states, each thing by its name."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import cast

from attrs import asdict, frozen

from povertyplan.documents.layout.year_pages import YearTable
from povertyplan.messages import Phrase, phrase
from povertyplan.model.fields import ANNEX, HEADLINE, LABOUR, Count, Field
from povertyplan.model.letters import composed
from povertyplan.model.places import Part, Row, SectionRow, is_total
from povertyplan.model.plan import Plan
from povertyplan.model.units import Unit
from povertyplan.year.coverage import Coverage
from povertyplan.year.households import Policy, PovertyCause
from povertyplan.year.register import Register
from povertyplan.year.reports import UnitReport

#: What a plan states beside its figures, and what each is called.
FACTS_OF_PLAN: Mapping[str, Phrase] = MappingProxyType(
    {
        "unit_name": phrase("name of the commune"),
        "unit_kind": phrase("kind of the commune"),
        "unit_level": phrase("level of the commune"),
        "unit_code": phrase("code of the commune"),
        "year": phrase("year of the title"),
        "base_year": phrase("base year of the annex"),
        "goal_year": phrase("goal year of the annex"),
        "rows": phrase("rows of the annex"),
        "row_name": phrase("name of the row"),
        "row_kind": phrase("kind of the unit of the row"),
        "row_level": phrase("level of the unit of the row"),
        "row_code": phrase("code of the unit of the row"),
        "total": phrase("total row"),
        "total_unit": phrase("unit of the total row"),
        "sections": phrase("sections of the annex"),
        "subtotal": phrase("sub-total of a section"),
        "subtotal_unit": phrase("unit of the sub-total"),
        "labour": phrase("labour targets"),
        "labour_unit": phrase("unit of the labour targets"),
        "labour_year": phrase("year of the labour targets"),
        "kind": phrase("kind of the document"),
        "number": phrase("number"),
        "symbol": phrase("symbol"),
        "issuer": phrase("issuer"),
        "date": phrase("date"),
        "signer": phrase("signer"),
        "recipients": phrase("recipients"),
        "annex_number": phrase("number cited by the annex"),
        "annex_symbol": phrase("symbol cited by the annex"),
        "annex_date": phrase("date cited by the annex"),
    }
)
#: What a table of the year states beside its figures, where it is nothing that a plan has.
FACTS_OF_TABLE: Mapping[str, Phrase] = MappingProxyType(
    {
        "period": phrase("period of the table"),
        "received": phrase("day on which a report came"),
        "code": phrase("code of the household"),
        "category": phrase("category of the household"),
        "causes": phrase("causes of poverty"),
        "outlook": phrase("whether the household can leave poverty"),
        "support": phrase("support proposed"),
        "helper": phrase("body that helps the household"),
        "policy": phrase("kind of the policy"),
        "category_of_policy": phrase("category that a policy is for"),
        "label": phrase("name of the policy"),
    }
)
#: The names of all that a plan may state.
EVERYTHING: frozenset[str] = frozenset({*FACTS_OF_PLAN, *ANNEX, *HEADLINE, *LABOUR})
#: What a document in words and figures has no place for.
_OF_RECORDS_ALONE = frozenset(
    {
        "unit_level",
        "unit_code",
        "row_kind",
        "row_level",
        "row_code",
        "total_unit",
        "subtotal_unit",
        "labour_unit",
        "labour_year",
    }
)
#: What a document can state.
OF_DOCUMENTS: frozenset[str] = EVERYTHING - _OF_RECORDS_ALONE


@frozen
class Item:
    """A thing that a plan states: its name, and the row or part that it is of."""

    name: Field | str
    row: Row = Part.DOCUMENT


def contents(plan: Plan) -> dict[Item, object]:
    """
    Return everything that a plan states; two plans of equal contents are equal.

    Texts are in composed letters, for letters with their marks apart are the same.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], unit="Cao Thượng")
    >>> contents(plan)[Item("poor_goal", 1)], contents(plan)[Item("row_name", 1)]
    (2, 'Chợ')
    """
    return {item: _composed(value) for item, value in _items(plan)}


def contents_of_table(table: YearTable | Register) -> dict[Item, object]:
    """
    Return everything that a table of the year states; a blank is not stated.

    What follows from the table as a whole, such as the unit of its total, is left out.
    """
    items = _items_of_register(table) if isinstance(table, Register) else _items_of_table(table)
    return {item: _composed(value) for item, value in items}


def _items_of_register(register: Register) -> Iterator[tuple[Item, object]]:
    for name, value in _of_unit(register.unit):
        yield Item(f"unit_{name}"), value
    yield Item("year"), register.year
    for row, household in enumerate(register.households, 1):
        for name, value in _of_unit(household.unit):
            yield Item(f"row_{name}", row), value
        stated: Mapping[Field | str, object] = {
            "code": household.code,
            "category": household.category.value,
            Count.MEMBERS: household.persons,
            "causes": tuple(cause.value for cause in PovertyCause if cause in household.causes),
            "outlook": None if household.outlook is None else household.outlook.value,
            "support": tuple(policy.value for policy in Policy if policy in household.support),
            "helper": household.helper,
        }
        for name, value in stated.items():
            if value not in {None, "", ()}:
                yield Item(name, row), value


def _items_of_table(table: YearTable) -> Iterator[tuple[Item, object]]:
    for name, value in _of_unit(table.unit):
        yield Item(f"unit_{name}"), value
    yield Item("period"), str(table.period)
    yield Item("sections"), tuple((section.label, section.rows) for section in table.sections)
    for number in table.rows:
        line = table.lines[number - 1]
        for name, value in _of_unit(line.unit):
            yield Item(f"row_{name}", number), value
        if isinstance(line, UnitReport) and line.received is not None:
            yield Item("received", number), str(line.received)
        if isinstance(line, Coverage):
            yield from _of_policy(line, number)
    for row, figures in table.figures().items():
        if is_total(row):
            yield Item("total" if row is Part.TOTAL else "subtotal", row), True
        for field, figure in figures.items():
            if figure is not None:
                yield Item(field, row), figure


def _of_policy(line: Coverage, row: Row) -> Iterator[tuple[Item, object]]:
    yield Item("policy", row), str(line.policy or "")
    yield Item("category_of_policy", row), str(line.category or "")
    yield Item("label", row), line.label


def _composed(value: object) -> object:
    match value:
        case str():
            return composed(value)
        case tuple():
            return tuple(map(_composed, cast("tuple[object, ...]", value)))
        case _:
            return value


def _items(plan: Plan) -> Iterator[tuple[Item, object]]:
    for name, value in _of_unit(plan.unit):
        yield Item(f"unit_{name}"), value
    yield Item("year"), plan.year
    if plan.years is not None:
        yield Item("base_year"), plan.years[0]
        yield Item("goal_year"), plan.years[1]
    for name, value in asdict(plan.document, recurse=False).items():
        yield Item(name), value
    yield from _of_rows(plan)
    yield from _of_parts(plan)
    for row, figures in plan.figures().items():
        for field, value in figures.items():
            if value is not None:
                yield Item(field, row), value


def _of_unit(unit: Unit) -> Iterator[tuple[str, object]]:
    return iter(asdict(unit, recurse=False).items())


def _of_rows(plan: Plan) -> Iterator[tuple[Item, object]]:
    for row, target in zip(plan.rows, plan.targets, strict=True):
        for name, value in _of_unit(target.unit):
            yield Item(f"row_{name}", row), value


def _of_parts(plan: Plan) -> Iterator[tuple[Item, object]]:
    """Yield the facts of total, sections and labour targets, besides their figures."""
    if plan.total is not None:
        yield Item("total", Part.TOTAL), True
        yield Item("total_unit", Part.TOTAL), plan.total.unit
    yield Item("sections"), tuple((section.label, section.rows) for section in plan.sections)
    for number, section in enumerate(plan.sections, 1):
        if section.printed is not None:
            yield Item("subtotal", SectionRow(number)), True
            yield Item("subtotal_unit", SectionRow(number)), section.printed.unit
    if plan.labour is not None:
        yield Item("labour", Part.LABOUR), True
        yield Item("labour_unit", Part.LABOUR), plan.labour.unit
        yield Item("labour_year", Part.LABOUR), plan.labour.year
