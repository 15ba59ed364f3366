"""Plans into frames, and back."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, TypeAlias, TypeVar

import narwhals.stable.v2 as nw
from narwhals.typing import IntoDType

from povertyplan.arguments.refusals import near
from povertyplan.arguments.strict import strict
from povertyplan.frames.columns import (
    NAME,
    PART,
    PLAN,
    ROW,
    SECTION,
    SUBTOTAL,
    TOTAL,
    Places,
    lazy_frame,
    places_of,
    prepare,
)
from povertyplan.frames.engines.choice import to_narwhals
from povertyplan.frames.engines.expressions import EngineFrame
from povertyplan.frames.findings import unread_cells
from povertyplan.model.fields import ANNEX, Count, Flat
from povertyplan.model.percent import DecimalPlaces, Percent
from povertyplan.model.plan import Plan
from povertyplan.model.rows import PovertyTarget, Section
from povertyplan.model.units import Level, Unit

K = TypeVar("K", bound=Hashable)
#: A row of a frame, by its columns.
Record: TypeAlias = Mapping[str, Any]

YEAR, BASE_YEAR, COMMUNE = "year", "base_year", "commune"
_SCHEMA: Mapping[str, IntoDType] = {
    YEAR: nw.Int64,
    BASE_YEAR: nw.Int64,
    COMMUNE: nw.String,
    ROW: nw.Int64,
    PART: nw.String,
    SECTION: nw.Int64,
    NAME: nw.String,
    **{name: nw.Int64 if isinstance(name, Count) else nw.String for name in ANNEX},
}


@strict
def plans_to_frame(plans: Mapping[K, Plan], /, backend: str | ModuleType) -> Any:  # noqa: ANN401  # the caller names the library of the frame
    """
    Put the annexes of plans into one frame, as `check_frame` takes it.

    *plans* has the keys of the plans, all text or all int.  *backend* is the
    library of the frame: ``"polars"``, ``"pandas"``, ``"pyarrow"`` or its module;
    SQL engines take frames of these.  Besides the columns that `check_frame`
    reads there are ``year`` and ``base_year``, the two years of the annex, and
    ``commune``, the name of the plan's unit.  Rates are text, as printed.  The frame has the
    figures of the annex only: not the text of a plan, its labour targets or its document.

    Raises `ValueError` for a plan whose sections overlap: a row of a frame
    belongs to one section.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], total={"poor_goal": 2})
    >>> frame = plans_to_frame({"a": plan}, "polars")
    >>> frame.select("plan", "row", "part", "name", "poor_goal").rows()
    [('a', 1, None, 'Chợ', 2), ('a', None, 'total', '', 2)]
    """
    keys = list(plans)
    kind: IntoDType = nw.Int64 if keys and isinstance(keys[0], int) else nw.String
    schema = {PLAN: kind, **_SCHEMA}
    columns: dict[str, list[object]] = {name: [] for name in schema}
    for key, plan in plans.items():
        for record in _records_of_plan(key, plan):
            for name, column in columns.items():
                column.append(record[name])
    library: Any = backend
    if nw.Implementation.from_backend(library).is_pandas_like():
        # Integers of numpy have no null.
        frame = nw.from_dict(columns, backend=library).to_native()
        return frame.astype(nw.Schema(schema).to_pandas("numpy_nullable"))
    return nw.from_dict(columns, schema, backend=library).to_native()


def _records_of_plan(key: object, plan: Plan) -> Iterator[Record]:
    """Yield the rows, the sub-totals and the total of a plan."""
    of_plan = {PLAN: key, COMMUNE: plan.unit.name}
    section_of = _section_numbers(key, plan)
    for row, target in enumerate(plan.targets, 1):
        yield of_plan | _record(target, row=row, section=section_of.get(row))
    blank = PovertyTarget.of(Unit(""), *(plan.years or (plan.year - 1, plan.year)), {})
    for number, section in enumerate(plan.sections, 1):
        subtotal = _record(section.printed or blank, part=SUBTOTAL, section=number)
        yield of_plan | subtotal | {NAME: section.label}
    if plan.total is not None:
        yield of_plan | _record(plan.total, part=TOTAL)


def _record(
    target: PovertyTarget,
    *,
    row: int | None = None,
    part: str | None = None,
    section: int | None = None,
) -> dict[str, object]:
    base, goal = target.years
    record: dict[str, object] = {
        YEAR: goal,
        BASE_YEAR: base,
        ROW: row,
        PART: part,
        SECTION: section,
        NAME: target.unit.name,
    }
    for name, value in target.flat().items():
        record[name] = str(value) if isinstance(value, Percent) else value
    return record


def _section_numbers(key: object, plan: Plan) -> dict[int, int]:
    """Return the number of its section for each row that is in one."""
    numbers: dict[int, int] = {}
    for number, section in enumerate(plan.sections, 1):
        for row in section.rows:
            if numbers.setdefault(row, number) != number:
                both = f"{numbers[row]} and {number}"
                raise ValueError(f"plan {key!r}: row {row} is in sections {both}")
    return numbers


@strict
def frame_to_plans(frame: object, /, *, places: DecimalPlaces | None = None) -> dict[Any, Plan]:
    """
    Make the plans of a frame, by their keys: the inverse of `plans_to_frame`.

    The frame is as `check_frame` takes it, with the column ``year``; where it
    has no ``base_year``, this is the year before.  Sections are those that have
    a row of their own.  A lazy frame is collected, so select the plans that you want before.

    Raises `ValueError` where the rows of a plan are not counted from 1, where it
    has two totals or years, and where a cell is not a figure.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], unit="Cao Thượng")
    >>> frame_to_plans(plans_to_frame({"a": plan}, "polars")) == {"a": plan}
    True
    """
    given = set(lazy_frame(frame).collect_schema())
    if YEAR not in given:
        raise ValueError(f"the frame has no column {YEAR!r}{near(YEAR, sorted(given))}")
    of_plan = [name for name in (YEAR, BASE_YEAR, COMMUNE) if name in given]
    prepared = prepare(frame, places, also=of_plan)
    for cell in _records_of_frame(to_narwhals(unread_cells(prepared)).head(1)):
        place = f"plan {cell[PLAN]!r}, row {cell[ROW]}"
        raise ValueError(f"{place}: {cell['field']} is {cell['found']!r}")
    records: dict[Any, list[Record]] = {}
    for record in _records_of_frame(prepared.frame):
        with_rates = {**record, **_rates(record, prepared.places)}
        records.setdefault(record[PLAN], []).append(with_rates)
    return {key: _plan(key, of_one) for key, of_one in records.items()}


def _records_of_frame(frame: EngineFrame) -> Iterable[Record]:
    """Collect a frame as dicts of plain values."""
    collected = to_narwhals(frame).collect()
    if not collected.implementation.is_pandas_like():
        return collected.iter_rows(named=True)
    plain = collected.to_native().astype(object)
    records: list[Record] = plain.where(plain.notna(), None).to_dict("records")
    return records


def _rates(record: Record, places: Mapping[str, Places]) -> dict[str, Percent | None]:
    """Return the rates of a row, each put together from its digits and its places."""
    rates: dict[str, Percent | None] = {}
    for name, of_column in places.items():
        digits = record[name]
        of_cell = of_column if isinstance(of_column, int) else record[places_of(name)]
        rates[name] = None if digits is None else Percent(digits, of_cell)
    return rates


def _plan(key: object, records: Sequence[Record]) -> Plan:
    rows = [record for record in records if record[PART] is None]
    rows.sort(key=lambda record: (record[ROW] is None, record[ROW]))
    totals = [record for record in records if record[PART] == TOTAL]
    subtotals = [record for record in records if record[PART] == SUBTOTAL]
    years = {_years(record) for record in records}

    if [record[ROW] for record in rows] != list(range(1, len(rows) + 1)):
        raise ValueError(f"plan {key!r}: its rows must be counted from 1, without gaps")
    if len(years) > 1 or len(totals) > 1:
        raise ValueError(f"plan {key!r}: expected one total row at most, and one year")
    if any(record.get(SECTION) is None for record in subtotals):
        raise ValueError(f"plan {key!r}: a sub-total does not say of which section it is")

    first = records[0]
    commune = Unit(first.get(COMMUNE) or "", Level.COMMUNE)
    subtotals.sort(key=lambda record: int(record[SECTION]))
    return Plan(
        commune,
        first[YEAR],
        [_target(record, Unit(_name(record))) for record in rows],
        _target(totals[0], commune) if totals else None,
        tuple(_section(key, subtotal, rows) for subtotal in subtotals),
    )


def _years(record: Record) -> tuple[int, int]:
    goal: int = record[YEAR]
    return record.get(BASE_YEAR) or goal - 1, goal


def _name(record: Record) -> str:
    return record.get(NAME) or ""


def _target(record: Record, unit: Unit) -> PovertyTarget:
    flat: Flat = {name: record.get(name) for name in ANNEX}
    return PovertyTarget.of(unit, *_years(record), flat)


def _section(key: object, subtotal: Record, rows: Sequence[Record]) -> Section:
    number = subtotal[SECTION]
    inside = [record[ROW] for record in rows if record[SECTION] == number]
    span = range(inside[0], inside[-1] + 1) if inside else range(1, 1)
    if inside != list(span):
        raise ValueError(f"plan {key!r}: the rows of section {number} do not stand together")
    printed = _target(subtotal, Unit(_name(subtotal)))
    is_blank = all(value is None for value in printed.flat().values())
    return Section(_name(subtotal), span, None if is_blank else printed)
