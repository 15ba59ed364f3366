"""Plans into frames, and back."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from operator import itemgetter
from types import ModuleType
from typing import Any, TypeVar, cast

import narwhals.stable.v2 as nw
from narwhals.typing import IntoDType

from povertyplan.errors import near
from povertyplan.frames.columns import (
    NAME,
    PART,
    PLAN,
    ROW,
    SECTION,
    SUBTOTAL,
    TOTAL,
    Figures,
    lazily,
    take_in,
)
from povertyplan.frames.engines.choice import to_narwhals
from povertyplan.frames.engines.expressions import Frame
from povertyplan.frames.findings import unread_cells
from povertyplan.model.fields import ANNEX, Count, Flat
from povertyplan.model.percent import Percent
from povertyplan.model.plan import Plan
from povertyplan.model.rows import PovertyTarget, Section
from povertyplan.model.units import Level, Unit

K = TypeVar("K", bound=Hashable)

YEAR, BASE_YEAR, COMMUNE = "year", "base_year", "commune"
_OF_PLAN = (YEAR, BASE_YEAR, COMMUNE)
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


def plans_to_frame(plans: Mapping[K, Plan], /, backend: str | ModuleType) -> Any:  # noqa: ANN401  # the caller names the library of the frame
    """
    Put the annexes of plans into one frame, as `check_frame` takes it.

    *plans* has the keys of the plans, all text or all int.  *backend* is the
    library of the frame: ``"polars"``, ``"pandas"``, ``"pyarrow"`` or its module;
    SQL engines take frames of these.  Beside the columns that `check_frame`
    reads there are ``year`` and ``base_year``, the two years of the annex, and
    ``commune``, the name of the plan's unit.  Rates are text, as printed.  What
    is no figure of the annex stays behind: the text of a plan, its labour
    targets, its document.

    Raises `ValueError` for a plan whose sections overlap: a row of a frame
    belongs to one section.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], total={"poor_goal": 2})
    >>> frame = plans_to_frame({"a": plan}, "polars")
    >>> frame.select("plan", "row", "part", "name", "poor_goal").rows()
    [('a', 1, None, 'Chợ', 2), ('a', None, 'total', '', 2)]
    """
    keys = list(plans)
    kind: IntoDType = nw.Int64 if keys and isinstance(keys[0], int) else nw.String
    rows = [
        {PLAN: key, COMMUNE: plan.unit.name, **row}
        for key, plan in plans.items()
        for row in _rows(key, plan)
    ]
    schema = {PLAN: kind, **_SCHEMA}
    columns = {name: [row[name] for row in rows] for name in schema}
    library = cast("Any", backend)
    if nw.Implementation.from_backend(library).is_pandas_like():
        # Integers of numpy have no null.
        frame = nw.from_dict(columns, backend=library).to_native()
        return frame.astype(nw.Schema(schema).to_pandas("numpy_nullable"))
    return nw.from_dict(columns, schema, backend=library).to_native()


def _rows(key: object, plan: Plan) -> Iterator[dict[str, object]]:
    sections = _sections(key, plan)
    for row, target in enumerate(plan.targets, 1):
        yield _row(target, row, None, sections.get(row))
    for number, section in enumerate(plan.sections, 1):
        blank = PovertyTarget.of(Unit(""), *(plan.years or (plan.year - 1, plan.year)), {})
        yield {**_row(section.printed or blank, None, SUBTOTAL, number), NAME: section.label}
    if plan.total is not None:
        yield _row(plan.total, None, TOTAL, None)


def _row(
    target: PovertyTarget, row: int | None, part: str | None, section: int | None
) -> dict[str, object]:
    base, goal = target.years
    place = {ROW: row, PART: part, SECTION: section, NAME: target.unit.name}
    figures: dict[str, object] = {
        name: str(value) if isinstance(value, Percent) else value
        for name, value in target.flat().items()
    }
    return {YEAR: goal, BASE_YEAR: base, **place, **figures}


def _sections(key: object, plan: Plan) -> dict[int, int]:
    """Return the section of each row that is in one."""
    found: dict[int, int] = {}
    for number, section in enumerate(plan.sections, 1):
        for row in section.rows:
            if found.setdefault(row, number) != number:
                raise ValueError(
                    f"plan {key!r}: row {row} is in sections {found[row]} and {number}"
                )
    return found


def frame_to_plans(frame: object, /, *, places: int | None = None) -> dict[Any, Plan]:
    """
    Make the plans of a frame, by their keys: the inverse of `plans_to_frame`.

    The frame is as `check_frame` takes it, with the column ``year``; where it
    has no ``base_year``, that is the year before.  Sections are those that have
    a row of their own.  A lazy frame is collected:
    take out the plans that you want before.

    Raises `ValueError` where the rows of a plan are not counted from 1, where it
    has two totals or years, and where a cell holds no figure.

    >>> plan = Plan.of(2024, [{"name": "Chợ", "poor_goal": 2}], unit="Cao Thượng")
    >>> frame_to_plans(plans_to_frame({"a": plan}, "polars")) == {"a": plan}
    True
    """
    given = set(lazily(frame).collect_schema())
    if YEAR not in given:
        raise ValueError(f"the frame has no column {YEAR!r}{near(YEAR, sorted(given))}")
    figures = take_in(frame, places, [name for name in _OF_PLAN if name in given])
    for cell in _records(to_narwhals(unread_cells(figures)).head(1)):
        raise ValueError(
            f"plan {cell[PLAN]!r}, row {cell[ROW]}: {cell['field']} is {cell['found']!r}"
        )
    rows: dict[Any, list[dict[str, Any]]] = {}
    for row in _records(figures.frame):
        rows.setdefault(row[PLAN], []).append(_percents(row, figures))
    return {key: _plan(key, own) for key, own in rows.items()}


def _records(frame: Frame) -> Iterable[dict[str, Any]]:
    """Collect a frame as dicts of plain values."""
    collected = to_narwhals(frame).collect()
    if not collected.implementation.is_pandas_like():
        return collected.iter_rows(named=True)
    plain = collected.to_native().astype(object)
    return cast("Iterable[dict[str, Any]]", plain.where(plain.notna(), None).to_dict("records"))


def _percents(row: Mapping[str, Any], figures: Figures) -> dict[str, Any]:
    """Put the digits and the places of each rate together."""
    found = dict(row)
    for name, places in figures.places.items():
        behind = places if isinstance(places, int) else row[f"places of {name}"]
        found[name] = None if row[name] is None else Percent(row[name], behind)
    return found


def _plan(key: object, rows: list[dict[str, Any]]) -> Plan:
    by_part = {part: [row for row in rows if row[PART] == part] for part in (None, TOTAL, SUBTOTAL)}
    own = sorted(by_part[None], key=lambda row: (row[ROW] is None, row[ROW]))
    if [row[ROW] for row in own] != list(range(1, len(own) + 1)):
        raise ValueError(f"plan {key!r}: its rows must be counted from 1, without gaps")
    years = {(row.get(BASE_YEAR) or row[YEAR] - 1, row[YEAR]) for row in rows}
    if len(years) > 1 or len(by_part[TOTAL]) > 1:
        raise ValueError(f"plan {key!r}: expected one total row at most, and one year")
    if any(row.get(SECTION) is None for row in by_part[SUBTOTAL]):
        raise ValueError(f"plan {key!r}: a sub-total does not say of which section it is")
    commune = Unit(rows[0].get(COMMUNE) or "", Level.COMMUNE)
    return Plan(
        commune,
        rows[0][YEAR],
        [_target(row, Unit(_label(row))) for row in own],
        next((_target(row, commune) for row in by_part[TOTAL]), None),
        tuple(
            _section(key, row, own) for row in sorted(by_part[SUBTOTAL], key=itemgetter(SECTION))
        ),
    )


def _label(row: Mapping[str, Any]) -> str:
    return row.get(NAME) or ""


def _target(row: Mapping[str, Any], unit: Unit) -> PovertyTarget:
    flat: Flat = {name: row.get(name) for name in ANNEX}
    return PovertyTarget.of(unit, row.get(BASE_YEAR) or row[YEAR] - 1, row[YEAR], flat)


def _section(key: object, row: Mapping[str, Any], rows: list[dict[str, Any]]) -> Section:
    inside = [at[ROW] for at in rows if at[SECTION] == row[SECTION]] or [0]
    span = range(inside[0] or 1, inside[-1] + 1)
    if inside != [0] and inside != list(span):
        raise ValueError(f"plan {key!r}: the rows of section {row[SECTION]} do not stand together")
    printed = _target(row, Unit(_label(row)))
    blank = all(value is None for value in printed.flat().values())
    return Section(_label(row), span, None if blank else printed)
